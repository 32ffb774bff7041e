//! How officers type and what they find, as tables.

use renkei::search::Query;

use crate::made_up::{case, engine, ids, record, saying, typed};
use renkei::vocabulary::RecordKind;

#[test]
fn words_are_found_however_they_are_typed() {
    for (query, text, why) in [
        ("看取り", "在宅での看取りを支える。", "表記: 看取り"),
        (
            "看取り",
            "在宅での看とりを支える。",
            "表記: 看取り → 看とり",
        ),
        (
            "看とり",
            "在宅での看取りを支える。",
            "表記: 看とり → 看取り",
        ),
        ("看取", "在宅での看取りを支える。", "表記: 看取"),
        ("みとり", "在宅での看取りを支える。", "読み: みとり"),
        ("ミトリ", "在宅での看取りを支える。", "読み: ミトリ"),
        (
            "見取り",
            "在宅での看取りを支える。",
            "同義語: 見取り → 看取り",
        ),
        (
            "取組",
            "住民への取り組みを始めた。",
            "表記: 取組 → 取り組み",
        ),
        ("ＭＣＳ", "ＭＣＳを使う。", "表記: ＭＣＳ"),
        ("mcs", "ＭＣＳを使う。", "表記: mcs"),
        (
            "MCS",
            "メディカルケアステーションを使う。",
            "同義語: MCS → メディカルケアステーション",
        ),
        (
            "ﾒﾃﾞｨｶﾙｹｱｽﾃｰｼｮﾝ",
            "メディカルケアステーションを使う。",
            "表記: ﾒﾃﾞｨｶﾙｹｱｽﾃｰｼｮﾝ",
        ),
        (
            "在支診",
            "在宅療養支援診療所を増やす。",
            "同義語: 在支診 → 在宅療養支援診療所",
        ),
        ("訪看", "訪問看護を増やす。", "同義語: 訪看 → 訪問看護"),
        ("訪問看護", "訪看を増やす。", "同義語: 訪問看護 → 訪看"),
        (
            "ケアマネ",
            "介護支援専門員が集まる。",
            "同義語: ケアマネ → 介護支援専門員",
        ),
        ("ケアマネ", "ケアマネジャーが集まる。", "表記: ケアマネ"),
        (
            "介護支援専門員",
            "ケアマネージャーが集まる。",
            "同義語: 介護支援専門員 → ケアマネ",
        ),
        ("ACP", "人生会議を学ぶ。", "同義語: ACP → 人生会議"),
        (
            "人生会議",
            "アドバンス・ケア・プランニングを学ぶ。",
            "同義語: 人生会議 → アドバンス・ケア・プランニング",
        ),
        (
            "アドバンスケアプランニング",
            "アドバンス・ケア・プランニングを学ぶ。",
            "表記: アドバンスケアプランニング",
        ),
        (
            "主治医副主治医制",
            "主治医・副主治医制をとる。",
            "表記: 主治医副主治医制",
        ),
        ("茅ケ崎", "茅ヶ崎の医師会と協働する。", "表記: 茅ケ崎"),
        ("髙﨑", "高崎の医師会と協働する。", "表記: 髙﨑"),
        ("ｺｰﾃﾞｨﾈｰﾀｰ", "コーディネータを置く。", "読み: ｺｰﾃﾞｨﾈｰﾀｰ"),
        (
            "エンデイングノート",
            "エンディングノートを配る。",
            "読み: エンデイングノート",
        ),
        (
            "カミナック",
            "カナミックを使う。",
            "近い表記: カミナック → カナミック",
        ),
        (
            "強化型在支診",
            "強化型在宅療養支援診療所と組む。",
            "同義語: 強化型在支診 → 強化型在宅療養支援診療所",
        ),
    ] {
        let engine = saying(&[text, "庁舎の駐車場を広げた。"]);
        let results = engine.search(&typed(query));
        assert_eq!(ids(&results), ["a"], "{query} in {text}");
        let reasons = &results.hits[0].why;
        assert!(
            reasons.iter().any(|reason| reason.starts_with(why)),
            "{query} in {text}: {reasons:?}"
        );
    }
}

#[test]
fn synonyms_lead_one_way_where_they_are_one_way() {
    let engine = saying(&["在支診を増やす。", "地域包括支援センターが担う。"]);
    assert_eq!(engine.search(&typed("在宅療養支援診療所")).total, 0);
    let results = engine.search(&typed("包括"));
    assert_eq!(ids(&results), ["b"]);
    assert_eq!(results.hits[0].why, ["表記: 包括"]);
}

#[test]
fn the_written_form_outranks_reading_synonym_and_parts() {
    let often = |word: &str| vec![word; 30].join("、");
    for (query, better, worse) in [
        ("訪看", "駅前に訪看がある。", often("訪問看護")),
        ("みとり", "みとりの会を開く。", often("看取り")),
        ("MCS", "MCSを試した。", often("メディカルケアステーション")),
        ("認知症施策", "認知症施策を進める。", often("認知症の施策")),
        ("看とり", "看とりを学ぶ。", often("終末期")),
    ] {
        let engine = saying(&[&worse, better]);
        assert_eq!(ids(&engine.search(&typed(query))), ["b", "a"], "{query}");
    }
}

#[test]
fn a_dentists_association_is_not_taken_for_the_physicians() {
    let engine = saying(&[
        "歯科医師会と歯科医師会の歯科医師会による研修。",
        "郡市医師会の協力を得た。",
        "医師会に委託した。",
    ]);
    let results = engine.search(&typed("医師会"));
    assert_eq!(results.total, 3);
    assert_eq!(ids(&results)[2], "a");
}

#[test]
fn several_words_want_cases_that_meet_all_of_them() {
    let engine = saying(&[
        "看取りの研修を開いた。",
        "看取りを支える。",
        "研修を開いた。",
    ]);
    let results = engine.search(&typed("看取り　研修"));
    assert_eq!(ids(&results), ["a"]);
    assert!(results.relaxed.is_none());

    let results = engine.search(&typed("看取り 水防団"));
    assert_eq!(ids(&results), ["b", "a"]);
    let message = results.relaxed.unwrap().message;
    assert!(
        message.contains("「水防団」を含む事例はありません"),
        "{message}"
    );
    let labels: Vec<&str> = results
        .suggestions
        .iter()
        .map(|it| it.label.as_str())
        .collect();
    assert!(labels.contains(&"「水防団」を外す"), "{labels:?}");
}

#[test]
fn no_answer_is_a_dead_end() {
    let engine = saying(&["タブレットの貸し出しを始めた。", "介護の人材を育てる。"]);
    let results = engine.search(&typed("タブレッド 水防団"));
    assert_eq!(ids(&results), ["a"]);
    assert!(results.relaxed.is_some());

    let results = engine.search(&typed("外国人介護人材育成"));
    let ways: Vec<&str> = results
        .suggestions
        .iter()
        .map(|it| it.label.as_str())
        .collect();
    assert!(
        results.total > 0 || ways.contains(&"「介護」だけでさがす"),
        "{ways:?}"
    );
    assert!(results.suggestions.iter().all(|it| it.count > 0));

    // A word in katakana is not taken for one that only sounds a little like it.
    let engine = saying(&["場面ごとに話し合った。"]);
    assert_eq!(engine.search(&typed("ラーメン")).total, 0);
}

#[test]
fn what_meets_only_a_part_is_labelled() {
    let engine = saying(&[
        "看取りを支え、訪問看護を増やす。",
        "訪問看護を増やす。",
        "何もない。",
    ]);
    let results = engine.search(&typed("看取り 訪問看護 駐車場"));
    assert_eq!(ids(&results), ["a"]);
    assert!(results.relaxed.is_some());
    assert_eq!(
        engine
            .search(&Query {
                exact: true,
                ..typed("看取り 駐車場")
            })
            .total,
        0
    );
}

#[test]
fn words_typed_together_are_told_apart() {
    let engine = saying(&[
        "退院支援ルールをつくり、在宅での看取りを支える。",
        "退院支援ルールをつくる。",
        "看取りを支える。",
    ]);
    assert_eq!(ids(&engine.search(&typed("退院支援ルール看取り"))), ["a"]);
}

#[test]
fn a_sentence_finds_by_the_words_that_carry_its_meaning() {
    let engine = saying(&[
        "中山間地域が多く、移動に長い時間がかかるため、訪問の効率が悪い。",
        "医師会と協議会を開いた。",
        "市街地に病院が集まっている。",
    ]);
    let results = engine.search(&typed("中山間地域で移動に時間がかかる"));
    assert_eq!(ids(&results)[0], "a");
    assert!(!ids(&results).contains(&"b"));
}

#[test]
fn quotes_ask_for_the_exact_words_and_a_hyphen_excludes() {
    let engine = saying(&["看とりの会。", "看取りの会。", "看取りと病院の会。"]);
    assert_eq!(ids(&engine.search(&typed("「看取りの会」"))), ["b"]);
    assert_eq!(ids(&engine.search(&typed("\"看取りの会\""))), ["b"]);
    assert_eq!(ids(&engine.search(&typed("看取り -病院"))), ["b", "a"]);
    assert_eq!(
        ids(&engine.search(&typed("看取り －「病院の会」"))),
        ["b", "a"]
    );
    assert_eq!(engine.search(&typed("-看取り")).total, 1);
}

#[test]
fn exact_turns_the_help_off() {
    let engine = saying(&["訪問看護を増やす。", "訪看を増やす。"]);
    let exact = Query {
        exact: true,
        ..typed("訪看")
    };
    assert_eq!(ids(&engine.search(&exact)), ["b"]);
    let exact = Query {
        exact: true,
        ..typed("ほうもんかんご")
    };
    let results = engine.search(&exact);
    assert_eq!((results.total, results.suggestions.len()), (0, 0));
}

#[test]
fn a_feature_outranks_a_count_in_passing() {
    let mut passing = case("a", "町の概要。");
    passing.records.push(record(
        "a",
        2,
        RecordKind::Profile,
        "人口1万人、訪問看護2か所、病院1か所。",
    ));
    let mut feature = case("b", "町の概要。");
    feature.records.push(record(
        "b",
        2,
        RecordKind::Features,
        "訪問看護を町が立ち上げた。",
    ));
    let engine = engine(vec![passing, feature]);
    assert_eq!(ids(&engine.search(&typed("訪問看護"))), ["b", "a"]);
}

#[test]
fn an_unrelated_document_changes_no_order() {
    let texts = [
        "看取りの研修を多職種で開いた。看取りを学ぶ。",
        "看取りの研修。",
        "多職種の研修を開き、看取りについて話した。",
        "終末期の研修を多職種で。",
        "訪問看護と医師会で研修。",
    ];
    let order = |texts: &[&str], query: &str| -> Vec<(String, f32)> {
        let results = saying(texts).search(&typed(query));
        let hits = results.hits.into_iter();
        hits.map(|hit| (hit.case.id, hit.score)).collect()
    };
    let unrelated = "駐輪場の舗装を直し、花壇に球根を植えた。".repeat(40);
    let mut more = texts.to_vec();
    more.push(&unrelated);
    for query in [
        "看取り",
        "看取り 研修",
        "多職種研修",
        "多職種で看取りを学ぶ研修",
    ] {
        assert_eq!(order(&texts, query), order(&more, query), "{query}");
    }
}

#[test]
fn snippets_are_whole_sentences_with_the_match_marked() {
    let engine = saying(&[
        "はじめに話した。町は＜ＡＣＰ＞の講座を開いた。人生会議とも呼ぶ。おわりに話した。",
    ]);
    let results = engine.search(&typed("acp"));
    let snippet = &results.hits[0].snippets[0];
    assert_eq!(
        snippet.html,
        "町は＜<mark>ＡＣＰ</mark>＞の講座を開いた。<mark>人生会議</mark>とも呼ぶ。"
    );
    let results = engine.search(&Query::default());
    assert_eq!(results.hits[0].snippets[0].html, "はじめに話した。");
}
