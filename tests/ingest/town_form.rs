//! The form that any town can fill in (`corpus/template.md`): what stands under its
//! labels is read exactly, and the tags that it names are printed ones.

use renkei::collection::Collection;
use renkei::corpus::SourceKind;
use renkei::record::Tag;
use renkei::vocabulary::{Basis, RecordKind};

use crate::corpus::read_text;

fn read(text: &str) -> Collection {
    read_text(SourceKind::WriteUp, text)
}

/// The terms that the form itself gives.
fn printed<T: Copy>(tags: &[Tag<T>]) -> Vec<T> {
    let printed = tags.iter().filter(|tag| tag.basis == Basis::Printed);
    printed.map(|tag| tag.code).collect()
}

/// The form with something written under its labels.
fn filled(answers: &[(&str, &str)]) -> String {
    let template = include_str!("../../corpus/template.md");
    answers
        .iter()
        .fold(template.to_owned(), |form, (label, words)| {
            let label = format!("## {label}\n");
            assert!(form.contains(&label), "{label}");
            form.replace(&label, &format!("{label}\n{words}\n"))
        })
}

#[test]
fn every_label_of_the_form_is_read() {
    let form = filled(&[
        ("市町村名", "高知県梼原町"),
        ("取り組みの名前", "雲の上の町の夜間当番"),
        ("人口", "3,180人（2023年10月1日現在）"),
        ("高齢化率", "48.5％"),
        ("面積", "236.45㎢"),
        ("事業項目", "ウ、カ 医療・介護関係者の研修"),
        ("場面", "急変時の対応、看取り"),
        ("連携モデル", "C2、あ2"),
        ("主体", "病院、保健所・県"),
        ("使っているICT", "バイタルリンク"),
        ("課題", "夜間に往診できる医師が一人しかいない。"),
        (
            "取り組み",
            "病院と診療所の医師が当番を決め、夜間の電話を受けている。",
        ),
        ("工夫", "当番の医師に、訪問看護師が先に様子を伝える。"),
        ("成果", "夜間の救急搬送が減った。"),
        ("今後", "隣の町とも当番を分け合う。"),
        ("連絡先", "保健福祉支援センター"),
    ]);
    let collection = read(&form);
    assert!(collection.report.errors.is_empty());
    let [case] = collection.cases.as_slice() else {
        panic!("{:?}", collection.cases);
    };
    assert_eq!(case.title, "雲の上の町の夜間当番");
    assert_eq!(case.municipalities[0].name, "梼原町");
    let population = case.population.as_ref().unwrap();
    assert_eq!(population.value, 3_180);
    assert_eq!(population.as_of.as_deref(), Some("2023-10-01"));
    assert_eq!(case.aging_rate.as_ref().map(|it| it.value), Some(48.5));
    assert_eq!(case.area_km2.as_ref().map(|it| it.value), Some(236.45));

    let codes: Vec<&str> = printed(&case.items).iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["ウ", "カ"]);
    let codes: Vec<&str> = printed(&case.scenes).iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["急変時の対応", "看取り"]);
    let codes: Vec<&str> = printed(&case.models).iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["C2", "あ2"]);
    let codes: Vec<&str> = printed(&case.leads).iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["病院", "保健所・県"]);
    let tools = case
        .ict_tools
        .iter()
        .filter(|it| it.basis == Basis::Printed);
    let tools: Vec<&str> = tools.map(|it| it.code.as_str()).collect();
    assert_eq!(tools, ["バイタルリンク"]);

    let records: Vec<(RecordKind, &str)> = case
        .records
        .iter()
        .map(|it| (it.kind, it.heading.as_str()))
        .collect();
    assert_eq!(
        records,
        [
            (RecordKind::Profile, "基本情報"),
            (RecordKind::Issues, "課題"),
            (RecordKind::Activities, "取り組み"),
            (RecordKind::Devices, "工夫"),
            (RecordKind::Evaluation, "成果"),
            (RecordKind::Policy, "今後"),
            (RecordKind::Other, "連絡先"),
        ]
    );
    // The form's own hints are nobody's text.
    assert!(case.records.iter().all(|it| !it.text.contains('※')));
}

#[test]
fn the_empty_form_holds_no_case() {
    let collection = read(include_str!("../../corpus/template.md"));
    assert!(collection.cases.is_empty());
    assert!(collection.report.errors[0].contains("市町村名"));
}

#[test]
fn labels_may_be_numbered_ticked_and_on_one_line() {
    let collection = read(
        "【市町村名】：群馬県神流町\n\
         １．総人口（人）：1,645\n\
         ２．高齢化率：61.0％\n\
         ３．面積：114.60\n\
         ４．事業項目\n☑ キ 地域住民への普及啓発\n□ ク\n\
         ５．現状と課題\n集落が散らばっている。\n\
         ６．取組内容\n公民館で講座を開いた。\n\
         市町村名：群馬県上野村\n\
         課題\n医師が一人。\n\
         取組内容\n隣の町と当番を分けた。\n",
    );
    let names: Vec<&str> = collection
        .cases
        .iter()
        .map(|it| it.municipalities[0].name.as_str())
        .collect();
    assert_eq!(names, ["神流町", "上野村"]);
    let [first, second] = collection.cases.as_slice() else {
        panic!("{:?}", collection.cases);
    };
    assert_eq!(first.population.as_ref().map(|it| it.value), Some(1_645));
    assert_eq!(first.area_km2.as_ref().map(|it| it.value), Some(114.60));
    let codes: Vec<&str> = printed(&first.items).iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["キ"]);
    assert!(second.population.is_none());
    assert_eq!(second.records.len(), 2);
}

#[test]
fn each_tool_is_named_once() {
    for (answer, named) in [
        ("MCS・バイタルリンク", &["MCS", "バイタルリンク"][..]),
        (
            "メディカルケア・ステーション",
            &["メディカルケア・ステーション"][..],
        ),
        (
            "MCS、バイタルリンク/Zoom",
            &["MCS", "バイタルリンク", "Zoom"][..],
        ),
    ] {
        let form = filled(&[("市町村名", "高知県梼原町"), ("使っているICT", answer)]);
        let tools = &read(&form).cases[0].ict_tools;
        let tools = tools.iter().filter(|it| it.basis == Basis::Printed);
        let tools: Vec<&str> = tools.map(|it| it.code.as_str()).collect();
        assert_eq!(tools, named);
    }
}

#[test]
fn a_town_s_own_notes_stay_where_the_form_does_not_leave_them_out() {
    let text = "市町村名：群馬県神流町\n課題\n医師が一人。\n※ 隣の町の医師を除く。\n\
                取組内容\n※ 例：12,345人（2024年4月1日現在）\n集まった。\n";
    let texts = |text: &str| -> String {
        let records = &read(text).cases[0].records;
        records.iter().map(|it| it.text.as_str()).collect()
    };
    assert!(texts(text).contains("隣の町の医師を除く"));
    assert!(!texts(text).contains("例："));

    let form = filled(&[
        ("市町村名", "群馬県神流町"),
        ("課題", "医師が一人。\n※ 隣の町の医師を除く。"),
    ]);
    assert!(!texts(&form).contains("隣の町"));
}

#[test]
fn a_misprinted_town_is_found_and_doubted() {
    let collection = read("市町村名：岩手県陸前高多市\n課題\n医師がいない。\n");
    assert_eq!(collection.cases[0].municipalities[0].name, "陸前高田市");
    let doubts = &collection.report.sources[0].entries[0].doubts;
    let message = "市町村名「岩手県陸前高多市」は岩手県陸前高田市とみなした";
    assert!(doubts.iter().any(|it| it.message == message), "{doubts:?}");
}

#[test]
fn an_unknown_town_is_kept_and_doubted() {
    let collection = read("市町村名：どこか町\n課題\n医師がいない。\n取組内容\n集まった。\n");
    let [case] = collection.cases.as_slice() else {
        panic!("{:?}", collection.cases);
    };
    assert!(case.municipalities.is_empty());
    let doubts = &collection.report.sources[0].entries[0].doubts;
    assert!(
        doubts
            .iter()
            .any(|it| it.message.contains("都道府県から書く"))
    );
}
