//! The group-plan forms: who the group is, its three efforts, and the figures that
//! may be published, in the published forms and in made-up ones of other layouts.

use std::fs;

use renkei::collection::Collection;
use renkei::record::{Case, Record};
use renkei::vocabulary::{CaseKind, RecordKind};

use crate::corpus::read_folder;

/// One form under a title of the manifest.
fn form(title: &str, text: &str) -> Collection {
    form_in("茨城県", title, text)
}

fn form_in(publisher: &str, title: &str, text: &str) -> Collection {
    let manifest = format!(
        "[[source]]\nid = \"f\"\nkind = \"group-plan\"\nfile = \"f.txt\"\ntitle = \"{title}\"\npublisher = \"{publisher}\"\n"
    );
    read_folder([
        ("corpus.toml", manifest.as_bytes()),
        ("f.txt", text.as_bytes()),
    ])
}

fn published(name: &str, place: &str) -> Collection {
    let text = fs::read_to_string(format!("corpus/group-plan-ibaraki-r4-{name}.txt")).unwrap();
    form(
        &format!("令和４年度茨城県医療提供施設等グループ化推進事業計画（報告）書（{place}）"),
        &text,
    )
}

fn headings(case: &Case, kind: RecordKind) -> Vec<&str> {
    case.records
        .iter()
        .filter(|record| record.kind == kind)
        .map(|record| record.heading.as_str())
        .collect()
}

/// A record of figures as 「label value unit」.
fn figures(case: &Case, heading: &str) -> Vec<String> {
    let record: Vec<&Record> = case
        .records
        .iter()
        .filter(|record| record.kind == RecordKind::Figures && record.heading.contains(heading))
        .collect();
    record
        .iter()
        .flat_map(|record| &record.figures)
        .map(|it| format!("{} {}{}", it.label, it.value, it.unit))
        .collect()
}

#[test]
fn the_published_forms_are_three_groups_of_three_efforts() {
    for (name, place, id, town, efforts) in [
        (
            "sakuragawa",
            "桜川",
            "gp-082317",
            "桜川市",
            [
                "１ グループ化した医療機関等を支える取組",
                "２ 患者・家族を中心とした在宅医療を推進するための取組",
                "３ 在宅医療についての普及啓発活動等の取組を行う取組",
            ],
        ),
        (
            "inashiki",
            "稲敷",
            "gp-082295",
            "稲敷市",
            [
                "1 グループ化した医療機関等を支える取組",
                "2 患者・家族を中心とした在宅医療を推進するための取組",
                "3 在宅医療についての普及啓発活動等の取組を行う取組",
            ],
        ),
        (
            "mito",
            "水戸",
            "gp-082015",
            "水戸市",
            [
                "1 グループ化した医療機関等を支える取組",
                "2 患者・家族を中心とした在宅医療を推進するための取組",
                "3 在宅医療についての普及啓発活動等の取組を行う取組",
            ],
        ),
    ] {
        let collection = published(name, place);
        let case = &collection.cases[0];
        assert_eq!(case.id, id);
        assert_eq!(case.kind, CaseKind::GroupPlan);
        assert_eq!(case.place(), town);
        assert_eq!(case.prefecture.as_ref().unwrap().name, "茨城県");
        assert_eq!(headings(case, RecordKind::Activities), efforts);
        assert!(collection.report.sources[0].withheld.death_tables == 1);
    }
}

#[test]
fn efforts_keep_their_words_offices_and_columns() {
    let inashiki = published("inashiki", "稲敷");
    let text = &inashiki.cases[0].records[1].text;
    assert!(text.contains("①事務局、調整機能を担う方： 稲敷医師会 事務局 松川"));
    assert!(text.contains("\n2 回目 令和 5 年 2 月 8 日"));
    assert!(text.ends_with("【現状】\n0 回\n【取組目標】\n1 回\n【実績】\n1 回"));

    let mito = published("mito", "水戸");
    let case = &mito.cases[0];
    assert_eq!(case.title, "水戸市・水戸市医師会連携グループ");
    let text = &case.records[0].text;
    assert!(text.contains("④「地域ケア個別会議」への出席およびファシリテーター 18回"));
    assert!(text.contains("・参加機関：水戸市高齢福祉課地域支援センター、"));
    assert!(!text.contains('<') && !text.contains("グループ名"));

    let sakuragawa = published("sakuragawa", "桜川");
    let text = &sakuragawa.cases[0].records[0].text;
    assert!(
        text.contains("（田崎内科医院、つくし野クリニック、内科宮本医院、根本医院、大塚医院）")
    );
    assert!(text.contains("電話、メール、FAX にて患者の情報共有や連携を図る。"));
    assert!(!text.contains("公表資料") && !text.contains("記載のポイント"));
}

#[test]
fn totals_and_referrals_are_figures() {
    let sakuragawa = &published("sakuragawa", "桜川").cases[0];
    assert_eq!(
        figures(sakuragawa, "合計診療患者数"),
        [
            "合計診療患者数（現状） 15名",
            "合計診療患者数（計画） 22.5名",
            "合計診療患者数（実績） 15名"
        ]
    );
    assert_eq!(
        figures(sakuragawa, "合計回数"),
        [
            "合計回数（現状） 110回",
            "合計回数（計画） 167回",
            "合計回数（実績） 72回",
            "うち往診（現状） 6回",
            "うち往診（計画） 11回",
            "うち往診（実績） 3回",
            "うち訪問診療（現状） 104回",
            "うち訪問診療（計画） 156回",
            "うち訪問診療（実績） 69回"
        ]
    );
    assert_eq!(
        figures(sakuragawa, "逆紹介数"),
        [
            "紹介数（現状） 36件",
            "紹介数（実績） 1件",
            "紹介数（差） -35件",
            "急変時の受入数（現状） 0件",
            "急変時の受入数（実績） 2件",
            "急変時の受入数（差） 2件",
            "逆紹介数（現状） 36件",
            "逆紹介数（実績） 0件",
            "逆紹介数（差） -36件"
        ]
    );
    let inashiki = &published("inashiki", "稲敷").cases[0];
    assert_eq!(
        figures(inashiki, "合計診療患者数"),
        [
            "合計診療患者数（現状） 19名",
            "合計診療患者数（取組目標） 22名",
            "合計診療患者数（実績） 27名"
        ]
    );
    assert_eq!(figures(inashiki, "合計回数")[2], "合計回数（実績） 139回");
    assert_eq!(figures(inashiki, "逆紹介数")[2], "紹介数（差） -2件");

    // Mito left its table blank.
    let mito = published("mito", "水戸");
    assert!(headings(&mito.cases[0], RecordKind::Figures).is_empty());
    let doubts = &mito.report.sources[0].doubts;
    assert_eq!(
        doubts
            .iter()
            .filter(|it| it.message.contains("印字なし"))
            .count(),
        3
    );
}

#[test]
fn other_layouts_are_read_too() {
    let tabs = form(
        "令和６年度事業計画（報告）書（つくば市）",
        include_str!("../fixtures/group-plan-tabs.txt"),
    );
    let case = &tabs.cases[0];
    assert_eq!(case.id, "gp-082201");
    assert_eq!(headings(case, RecordKind::Activities).len(), 3);
    assert!(case.records[0].text.contains("公開診療所が相談を受ける"));
    assert_eq!(
        figures(case, "合計診療患者数"),
        ["合計診療患者数（現状） 31名", "合計診療患者数（実績） 37名"]
    );
    assert_eq!(figures(case, "合計回数")[1], "合計回数（実績） 100回");
    assert_eq!(figures(case, "逆紹介数")[2], "紹介数（差） -3件");
    let doubts: Vec<&str> = tabs.report.sources[0]
        .doubts
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    assert!(
        doubts
            .iter()
            .any(|it| it.contains("合計回数 100 が往診 40 と訪問診療 50 の和でない")),
        "{doubts:?}"
    );
    assert!(
        doubts.iter().any(|it| it.contains("逆紹介数の差 1")),
        "{doubts:?}"
    );

    let pipes = form(
        "茨城県の事業計画（報告）書",
        &format!(
            "{}\n石岡市にて。\n",
            include_str!("../fixtures/group-plan-pipes.txt")
                .replace("月に一度", "石岡市で月に一度")
        ),
    );
    let case = &pipes.cases[0];
    assert_eq!(case.title, "架空北グループ");
    assert_eq!(case.place(), "石岡市");
    assert_eq!(figures(case, "合計診療患者数").len(), 3);
    assert_eq!(
        figures(case, "合計回数"),
        [
            "合計回数（現状） 410回",
            "合計回数（計画） 420回",
            "合計回数（実績） 430回"
        ]
    );
    assert_eq!(pipes.report.sources[0].withheld.institution_rows, 4);

    // Printed column by column: what stands behind the label is not the total.
    let columns = form(
        "（取手市）茨城県",
        include_str!("../fixtures/group-plan-columns.txt"),
    );
    let case = &columns.cases[0];
    assert_eq!(case.place(), "取手市");
    assert_eq!(
        headings(case, RecordKind::Activities),
        [
            "１ グループ化した医療機関等を支える取組",
            "２ 患者・家族を中心とした在宅医療を推進するための取組"
        ]
    );
    assert!(
        case.records[0]
            .text
            .contains("・架空診療所を窓口として、電話で相談する。")
    );
    assert!(figures(case, "合計診療患者数").is_empty());
    assert_eq!(figures(case, "逆紹介数")[3], "逆紹介数（現状） 1件");
}

#[test]
fn a_town_by_itself_says_where_it_lies() {
    let form = include_str!("../fixtures/group-plan-figures.txt");
    let collection = form_in("県", "事業計画（甲賀市）", form);
    let case = &collection.cases[0];
    assert_eq!(
        (case.id.as_str(), case.place().as_str()),
        ("gp-252093", "甲賀市")
    );
    // There are two of this name.
    let collection = form_in("県", "事業計画（府中市）", form);
    assert_eq!(collection.cases[0].id, "gp-f");
}

#[test]
fn a_partner_in_another_prefecture_moves_no_group() {
    let text = include_str!("../fixtures/group-plan-tabs.txt")
        .replace("・市民講座を開く。", "・千葉県柏市の病院と市民講座を開く。");
    for publisher in ["茨城県", "県"] {
        let collection = form_in(publisher, "事業計画（取手市）", &text);
        let case = &collection.cases[0];
        assert_eq!(case.place(), "取手市");
        assert_eq!(case.prefecture.as_ref().unwrap().name, "茨城県");
    }
}

#[test]
fn a_text_that_is_no_form_says_what_to_check() {
    let collection = form("（水戸）茨城県", "何も書いていない。\n");
    assert!(collection.cases.is_empty());
    assert!(collection.report.errors[0].starts_with("f.txt: "));
}
