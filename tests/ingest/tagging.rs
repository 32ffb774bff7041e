//! Tags of single sentences made up without sight of the rules
//! (`tests/data/sentences`), each under 取り組み内容 of an otherwise plain write-up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use renkei::corpus::SourceKind;
use renkei::record::{Case, Tag};
use renkei::vocabulary::Item;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::corpus::read_text;

/// The sets: `b` in free, often unusual words, the others in an officer's own.
const SETS: [&str; 6] = ["b", "k", "l", "m", "p", "q"];
/// Sets of complaints, dialect, hearsay and lines that break off, which are told less well.
const HARDER: [&str; 4] = ["r", "s", "t", "u"];
/// Sets on which nothing of the reader was made or chosen.
const UNSEEN: [&str; 3] = ["v", "w", "y"];

/// The rows of some sets.
fn rows<T: DeserializeOwned>(kind: &str, sets: &[&str]) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sentences");
    let set = |name: &str| -> Vec<T> {
        let path = folder.join(format!("{kind}-{name}.json"));
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    sets.iter().copied().flat_map(set).collect()
}

/// The town that the sentences are put under.
const NAME: &str = "岩手県花巻市";

fn case(sentence: &str) -> Case {
    let text = format!(
        "スマートプラクティス {NAME}\n\n{NAME}の取り組み\n\n市区町村の基本情報\n人口 97,000人\n\n取り組み内容\n\n{sentence}\n"
    );
    read_text(SourceKind::SmartPractice, text).cases.remove(0)
}

#[derive(Deserialize)]
struct OfItem {
    text: String,
    item: String,
    state: String,
}

/// What share of the sentences of each state is tagged as done.
fn shares(sets: &[&str]) -> impl Fn(&str) -> f64 + use<> {
    // By state: sentences, those tagged as done, the tagged sentences themselves.
    let mut counts: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for row in rows::<OfItem>("set", sets) {
        let case = case(&row.text);
        let count = counts.entry(row.state).or_default();
        count.0 += 1;
        if case.items.iter().any(|it| it.code.code() == row.item) {
            count.1.push(row.text);
        }
    }
    for (state, (all, tagged)) in &counts {
        println!("{state}: {} of {all} tagged as done", tagged.len());
        if state != "done" {
            println!("{tagged:?}");
        }
    }
    move |state| counts[state].1.len() as f64 / counts[state].0 as f64
}

#[test]
fn items_of_what_was_done_and_of_nothing_else() {
    let share = shares(&SETS);
    assert!(share("done") >= 0.9);
    assert!(share("negated") <= 0.02);
    assert!(share("planned") <= 0.01);
    assert!(share("other") <= 0.02);
    let share = shares(&HARDER);
    assert!(share("done") >= 0.9);
    assert!(share("negated") <= 0.02);
    assert!(share("planned") <= 0.03);
    assert!(share("other") <= 0.04);
    let share = shares(&UNSEEN);
    assert!(share("done") >= 0.9);
    assert!(share("negated") <= 0.01);
    assert!(share("planned") <= 0.03);
    assert!(share("other") <= 0.02);
}

#[derive(Deserialize)]
struct OfModel {
    text: String,
    model: Option<String>,
    state: String,
}

#[test]
fn models_in_free_words() {
    let (mut wanted, mut found, mut beside, mut others, mut wrong) = (0, 0, 0, 0, 0);
    for row in rows::<OfModel>("models", &[&SETS[..], &HARDER, &UNSEEN].concat()) {
        let case = case(&row.text);
        let got: Vec<&str> = case.models.iter().map(|it| it.code.code()).collect();
        if let Some(model) = row.model.as_deref().filter(|_| row.state == "done") {
            let is_found = got.contains(&model);
            wanted += 1;
            found += usize::from(is_found);
            beside += got.len() - usize::from(is_found);
        } else {
            others += 1;
            wrong += usize::from(!got.is_empty());
        }
    }
    println!("{found} of {wanted} found, {beside} beside them; {wrong} of {others} that are none");
    assert!(found * 10 >= wanted * 9);
    assert!(beside * 20 <= wanted);
    assert!(wrong * 18 <= others);
}

#[derive(Deserialize)]
struct OfTags {
    text: String,
    scenes: Vec<String>,
    leads: Vec<String>,
    ict: Vec<String>,
}

#[test]
fn scenes_leads_and_tools() {
    // Of each kind: right, got, wanted.
    let mut counts = [[0_usize; 3]; 3];
    for row in rows::<OfTags>("tags", &SETS) {
        let case = case(&row.text);
        let set = |codes: Vec<String>| codes.into_iter().collect::<BTreeSet<String>>();
        let scenes = case.scenes.iter().map(|it| it.code.code().to_owned());
        // Where nothing else is told, the town itself leads; that is no reading.
        let leads = case.leads.iter().filter(|it| it.evidence != NAME);
        let leads = leads.map(|it| it.code.code().to_owned());
        let tools = case.ict_tools.iter().map(|it| it.code.clone());
        let got = [
            set(scenes.collect()),
            set(leads.collect()),
            set(tools.collect()),
        ];
        let wanted = [set(row.scenes), set(row.leads), set(row.ict)];
        for (index, (got, wanted)) in got.iter().zip(&wanted).enumerate() {
            // A product is tagged by its canonical name, not as printed.
            let both = match index {
                2 => got.len().min(wanted.len()),
                _ => got.intersection(wanted).count(),
            };
            for (sum, more) in counts[index]
                .iter_mut()
                .zip([both, got.len(), wanted.len()])
            {
                *sum += more;
            }
        }
    }
    let least = [
        ("scenes", 0.95, 0.85),
        ("leads", 0.95, 0.85),
        ("tools", 0.9, 0.9),
    ];
    for ((name, precision, recall), [both, got, wanted]) in least.iter().zip(counts) {
        println!("{name}: precision {both}/{got}, recall {both}/{wanted}");
        assert!(both as f64 >= precision * got as f64, "{name}");
        assert!(both as f64 >= recall * wanted as f64, "{name}");
    }
}

/// A table that says of each item in a word what became of it.
#[test]
fn words_beside_a_title_say_what_became_of_it() {
    const ROWS: [(&str, bool, bool); 6] = [
        ("実施", true, false),
        ("○", true, false),
        ("（実施済み）", true, false),
        ("未実施", false, false),
        ("×", false, false),
        ("実施予定", false, true),
    ];
    let title = "（イ）在宅医療・介護連携の課題の抽出と対応策の検討";
    for (word, is_done, is_planned) in ROWS {
        let case = case(&format!("{title} {word}"));
        let has = |tags: &[Tag<Item>]| tags.iter().any(|it| it.code == Item::Issues);
        assert_eq!(has(&case.items), is_done, "{word}");
        assert_eq!(has(&case.planned.items), is_planned, "{word}");
    }
}

/// Marks behind letters: what stands below the last one is not what it marks.
#[test]
fn marks_behind_letters_say_what_became_of_the_items() {
    let case = case(
        "ア 資源の把握 ○\n\nイ 課題の検討 ×\n\nウ 体制の構築 △\n\nオ 相談支援 ×\n\n担当者が毎月集まっている。",
    );
    let codes = |tags: &[Tag<Item>]| tags.iter().map(|it| it.code).collect::<Vec<_>>();
    assert!(codes(&case.items).contains(&Item::Resources));
    assert!(!codes(&case.items).contains(&Item::Consultation));
    assert!(codes(&case.planned.items).contains(&Item::CareSystem));
}

/// What differs in one thing: the same deed told as done, denied, ended, planned and of
/// another town.
#[test]
fn one_deed_in_every_manner() {
    const DEEDS: [(&str, &str, &str); 12] = [
        ("医療機関の一覧表", "作成", "ア"),
        ("在宅医療マップ", "作成", "ア"),
        ("在宅医療・介護連携推進協議会", "設置", "イ"),
        ("ケアマネジャーへのアンケート調査", "実施", "イ"),
        ("退院支援ルール", "策定", "ウ"),
        ("在宅医の当番制", "導入", "ウ"),
        ("連携ノート", "作成", "エ"),
        ("メディカルケアステーション", "導入", "エ"),
        ("在宅医療の相談窓口", "設置", "オ"),
        ("多職種研修会", "開催", "カ"),
        ("市民向け講演会", "開催", "キ"),
        ("近隣2町と合同の連絡会", "開催", "ク"),
    ];
    const DONE: [&str; 6] = [
        "{}を*した。",
        "{}を*しました。",
        "{}を*している。",
        "平成29年度から{}を*しています。",
        "{}が*された。",
        "課題であった{}を*することができた。",
    ];
    const NOT: [&str; 12] = [
        "{}は*していない。",
        "{}を*しなかった。",
        "{}は*できていない。",
        "{}は*されていません。",
        "{}の*には至らなかった。",
        "{}は未*である。",
        "{}の*は見送った。",
        "{}は昨年度で廃止した。",
        "{}を*していたが、現在は休止している。",
        "{}の*は中止となった。",
        "長野県佐久市では{}を*している。",
        "先進地の大分県臼杵市は{}を*した。",
    ];
    const PLANNED: [&str; 8] = [
        "{}を*する予定である。",
        "今後、{}を*したい。",
        "{}の*を検討している。",
        "来年度、{}を*する計画です。",
        "{}を*することとしている。",
        "{}の*に向けて準備を進めている。",
        "{}を*していく。",
        "{}の*を目指す。",
    ];
    let tagged = |turns: &[&str]| {
        let mut missing = Vec::new();
        let mut found = 0;
        for (thing, verb, item) in DEEDS {
            for turn in turns {
                let sentence = turn.replace("{}", thing).replace('*', verb);
                let case = case(&sentence);
                if case.items.iter().any(|it| it.code.code() == item) {
                    found += 1;
                } else {
                    missing.push(sentence);
                }
            }
        }
        (found, missing)
    };
    let (done, missing) = tagged(&DONE);
    println!("done {done} of {}: {missing:?}", DEEDS.len() * DONE.len());
    let (not, _) = tagged(&NOT);
    let (planned, _) = tagged(&PLANNED);
    println!(
        "not done but tagged {not} of {}, planned {planned} of {}",
        DEEDS.len() * NOT.len(),
        DEEDS.len() * PLANNED.len()
    );
    assert!(done * 100 >= DEEDS.len() * DONE.len() * 90, "{missing:?}");
    assert_eq!(not, 0);
    assert!(planned * 100 <= DEEDS.len() * PLANNED.len() * 3);
}

/// A body leads where the sentence says that it acts, hosts or is entrusted, not where
/// it is only named.
#[test]
fn a_body_leads_where_the_sentence_says_so() {
    const SENTENCES: [(&str, &[&str]); 14] = [
        ("医師会が多職種の事例検討会を開いている。", &["医師会"]),
        ("医師会の理事が退院時の連絡票を作った。", &["医師会"]),
        (
            "市民向けの講座は、町と医師会の共催で開いた。",
            &["医師会", "行政"],
        ),
        (
            "相談窓口の運営を訪問看護ステーションに委託した。",
            &["訪問看護"],
        ),
        (
            "社会福祉協議会を中心に見守りの輪を広げた。",
            &["社会福祉協議会"],
        ),
        (
            "医師会が立てた訪問看護ステーションが夜の電話を受けている。",
            &["医師会", "訪問看護"],
        ),
        ("研修会には医師会、病院、社会福祉協議会が参加した。", &[]),
        ("委員：医師会2名、病院1名、社会福祉協議会1名", &[]),
        ("訪問看護ステーションが2か所開設した。", &[]),
        ("医師会が2つあり、それぞれに協力を求めた。", &[]),
        ("病院の受け入れ状況を毎週まとめた。", &[]),
        ("歯科医師会が口の手入れの講座を開いた。", &[]),
        ("訪問看護の利用が増えた。", &[]),
        ("病院の退院支援に医師会の意見を取り入れた。", &[]),
    ];
    for (sentence, wanted) in SENTENCES {
        let case = case(sentence);
        let leads = case.leads.iter().filter(|it| it.evidence != NAME);
        let leads: BTreeSet<&str> = leads.map(|it| it.code.code()).collect();
        assert_eq!(leads, wanted.iter().copied().collect(), "{sentence}");
    }
}

/// A model has its roles in the sentence: near it comes what others do in the same way.
#[test]
fn a_model_has_its_roles_in_the_sentence() {
    const SENTENCES: [(&str, &[&str]); 6] = [
        ("開業医が交代で在宅患者の夜間の往診に出ている。", &["あ2"]),
        ("町内会の班長が交代で夜の見回りの当番に出ている。", &[]),
        (
            "多職種がタブレットで在宅患者の様子を書き込み、伝え合っている。",
            &["う"],
        ),
        ("議員がタブレットで会議の資料を読み合っている。", &[]),
        (
            "NPO法人が退院患者を受け持つ在宅医を探し、病院に紹介している。",
            &["C1"],
        ),
        ("NPO法人が里親を探し、子犬を紹介している。", &[]),
    ];
    for (sentence, wanted) in SENTENCES {
        let case = case(sentence);
        let models: Vec<&str> = case.models.iter().map(|it| it.code.code()).collect();
        assert_eq!(models, wanted, "{sentence}");
    }
}

/// A scene is not told from a word that happens to hold its name.
#[test]
fn a_scene_is_more_than_a_word_that_holds_its_name() {
    const SENTENCES: [(&str, &[&str]); 5] = [
        (
            "市内を七つの日常生活圏域に分け、圏域ごとに会議を開いた。",
            &[],
        ),
        ("連絡票の様式を職種の間でそろえた。", &[]),
        ("講師は在宅療養支援診療所の医師が務めた。", &[]),
        (
            "訪問した薬剤師が飲み残しを確かめている。",
            &["日常の療養支援"],
        ),
        ("退院前カンファレンスの手順を定めた。", &["入退院支援"]),
    ];
    for (sentence, wanted) in SENTENCES {
        let case = case(sentence);
        let scenes: Vec<&str> = case.scenes.iter().map(|it| it.code.code()).collect();
        assert_eq!(scenes, wanted, "{sentence}");
    }
}
