//! What a query asks for: its parts, what is demanded or excluded, and in what other
//! words a part is found.

use renkei::search::{Engine, Query};

use crate::made_up::{ask, case, cases, engine, found, ids, of_town, saying, shipped, typed};
use renkei::vocabulary::Prefecture;

/// The hits with how many parts each meets, of how many.
fn met(engine: &Engine, query: &Query) -> Vec<(String, usize, usize)> {
    let results = engine.search(query).unwrap();
    let hits = results.hits.into_iter();
    hits.map(|hit| (hit.case.id, hit.met, hit.of)).collect()
}

#[test]
fn every_case_that_meets_a_part_is_listed_and_says_how_many_it_meets() {
    let engine = saying(&[
        "研修を開いた。",
        "看取りの研修を訪問看護と開いた。",
        "訪問看護を増やし、看取りを支える。",
        "庁舎の駐車場を広げた。",
    ]);
    let query = typed("看取り 研修 訪問看護");
    let hits = met(&engine, &query);
    assert_eq!(hits[0], ("b".to_owned(), 3, 3));
    assert_eq!(hits[1], ("c".to_owned(), 2, 3));
    assert_eq!(hits[2], ("a".to_owned(), 1, 3));
    assert_eq!(hits.len(), 3);
    let results = engine.search(&query).unwrap();
    assert_eq!((results.total, results.met_all), (3, 1));
}

#[test]
fn all_lists_only_cases_that_meet_every_part() {
    let engine = saying(&[
        "看取りの研修を開いた。",
        "看取りを支える。",
        "研修を開いた。",
    ]);
    let all = Query {
        all: true,
        ..typed("看取り 研修")
    };
    let results = engine.search(&all).unwrap();
    assert_eq!(ids(&results), ["a"]);
    assert_eq!((results.total, results.met_all), (1, 1));
    // It lists what the whole list says of itself.
    assert_eq!(ask(&engine, "看取り 研修").met_all, results.total);
}

#[test]
fn words_typed_together_are_told_apart() {
    let engine = saying(&[
        "退院支援ルールをつくり、在宅での看取りを支える。",
        "退院支援ルールをつくる。",
        "看取りを支える。",
    ]);
    let hits = met(&engine, &typed("退院支援ルール看取り"));
    assert_eq!(hits[0], ("a".to_owned(), 2, 2));
    assert_eq!(hits.len(), 3);
}

#[test]
fn what_every_document_has_says_nothing_beside_other_words() {
    let engine = saying(&["看取りを支える。", "地域の工夫を集めた事例。"]);
    assert_eq!(found(&engine, "地域での看取りの工夫"), ["a"]);
    assert_eq!(found(&engine, "工夫"), ["b"]);
}

#[test]
fn quotes_demand_the_very_words() {
    let engine = saying(&[
        "看とりの会。",
        "看取りの会と研修。",
        "看取りと病院の会。",
        "研修を開いた。",
    ]);
    assert_eq!(found(&engine, "「看取りの会」"), ["b"]);
    assert_eq!(found(&engine, "\"看取りの会\""), ["b"]);
    assert_eq!(found(&engine, "研修 「看取り」"), ["b", "c"]);
    assert_eq!(ids(&ask(&engine, "研修 「看取り」"))[0], "b");
}

#[test]
fn a_hyphen_excludes_the_words_after_it() {
    let engine = saying(&["看とりの会。", "看取りの会。", "看取りと病院の会。"]);
    assert_eq!(found(&engine, "看取り -病院"), ["a", "b"]);
    assert_eq!(found(&engine, "看取り －「病院の会」"), ["a", "b"]);
    assert_eq!(found(&engine, "-病院"), ["a", "b"]);
    // What is excluded is what was typed, not what it means.
    assert_eq!(found(&engine, "-看取り"), ["a"]);
    // A hyphen within a word excludes nothing.
    assert_eq!(found(&engine, "看取り-の会"), ["a", "b", "c"]);
}

/// Sixty words that stand nowhere.
fn nonsense() -> String {
    ('一'..).take(60).flat_map(|c| [c, c, 'ー', ' ']).collect()
}

#[test]
fn demands_and_exclusions_hold_however_much_is_typed() {
    let engine = saying(&["看取りと病院の会。", "看取りの会。", "研修の会。"]);
    let many = nonsense();
    assert_eq!(found(&engine, &format!("{many}看取り -病院")), ["b"]);
    assert_eq!(found(&engine, &format!("会 {many}「看取り」")), ["a", "b"]);
}

#[test]
fn words_beside_many_that_stand_nowhere_still_find() {
    let engine = saying(&["看取りの会。", "研修を開いた。"]);
    let many = nonsense();
    assert_eq!(found(&engine, &format!("看取り {many}")), ["a"]);
    assert_eq!(found(&engine, &format!("{many} 看取り")), ["a"]);
}

#[test]
fn an_idea_is_found_by_every_word_that_says_it() {
    let engine = saying(&[
        "看取りを支える。",
        "看とりを支える。",
        "終末期を支える。",
        "最期を支える。",
        "庁舎を建てた。",
    ]);
    // Weights 1 and 0.6 find, 0.3 does not; the word itself always does.
    for text in ["看取り", "看とり", "終末期"] {
        assert_eq!(found(&engine, text), ["a", "b", "c"], "{text}");
    }
    assert_eq!(found(&engine, "最期"), ["d"]);
}

#[test]
fn exact_finds_only_what_is_written() {
    let engine = saying(&["訪問看護を増やす。", "訪看を増やす。", "訪 看を増やす。"]);
    let exact = |text: &str| {
        let query = Query {
            exact: true,
            ..typed(text)
        };
        let results = engine.search(&query).unwrap();
        let mut found: Vec<String> = ids(&results).into_iter().map(str::to_owned).collect();
        found.sort_unstable();
        (found, results.suggestions.len())
    };
    assert_eq!(found(&engine, "訪看"), ["a", "b", "c"]);
    assert_eq!(exact("訪看").0, ["b", "c"]);
    // What other ways of writing would find is offered, a near spelling is not.
    assert_eq!(exact("ほうもんかんご"), (Vec::new(), 1));
    assert_eq!(exact("訪門水防"), (Vec::new(), 0));
}

#[test]
fn a_longer_name_is_not_the_shorter_one() {
    let engine = saying(&[
        "歯科医師会と歯科医師会の歯科医師会。",
        "郡市医師会の協力を得た。",
        "医師会に委託した。",
    ]);
    let results = ask(&engine, "医師会");
    assert_eq!(results.total, 3, "every substring is found");
    assert_eq!(results.met_all, 2, "but the idea is another");
    assert_eq!(ids(&results)[2], "a");
}

#[test]
fn a_name_within_a_longer_word_counts_unless_it_cuts_one() {
    let engine = shipped(cases(&[
        "在宅医療を学ぶ。",
        "在宅医を増やす。",
        "在宅看取りを支える。",
        "看取りを支える。",
    ]));
    let met = |text: &str| {
        let met = met(&engine, &typed(text)).into_iter();
        let met = met.filter(|(_, met, of)| met == of);
        let mut ids: Vec<String> = met.map(|(id, ..)| id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(met("在宅医"), ["b"]);
    for text in ["看取り", "看とり", "みとり"] {
        assert_eq!(met(text), ["c", "d"], "{text}");
    }
}

#[test]
fn letters_are_known_by_their_names_in_kana() {
    let engine = shipped(cases(&["ＩＣＴを使う。", "処置を学ぶ。"]));
    assert_eq!(found(&engine, "あいしーてぃー"), ["a"]);
}

#[test]
fn two_names_of_one_idea_are_one_word() {
    let engine = saying(&["看とりを支える。", "研修を開いた。"]);
    let hits = met(&engine, &typed("看取り 看とり"));
    assert_eq!(hits, [("a".to_owned(), 1, 1)]);
}

#[test]
fn a_narrower_word_is_not_met_by_a_wider_one() {
    let engine = saying(&["看取りと看取りの会。", "終末期を支える。"]);
    // Who looks for the wider idea finds the narrower word.
    assert_eq!(ask(&engine, "看取り").met_all, 2);
    let results = ask(&engine, "終末期");
    assert_eq!(ids(&results), ["b", "a"]);
    assert_eq!((results.met_all, results.hits[1].met), (1, 0));
    // One passage is not two of the words.
    let results = ask(&engine, "看取り 終末期");
    let narrower = results.hits.iter().find(|hit| hit.case.id == "b");
    assert_eq!((results.met_all, narrower.map(|hit| hit.met)), (1, Some(2)));
}

#[test]
fn what_is_said_not_to_be_there_is_met_where_a_case_says_so() {
    let engine = saying(&["病院と話した。病院と学ぶ。", "町に病院がない。", "研修。"]);
    for text in ["病院なし", "病院がない", "病院のない町"] {
        let results = ask(&engine, text);
        assert_eq!(ids(&results), ["b", "a"], "{text}");
        assert_eq!(results.met_all, 1, "{text}");
    }
}

#[test]
fn what_is_excepted_is_not_looked_for() {
    let engine = saying(&["看取りの研修。", "研修を開いた。", "看取りを支える。"]);
    assert_eq!(found(&engine, "研修 看取り以外"), ["b"]);
    let results = ask(&engine, "看取り以外の研修");
    assert_eq!(results.words, ["研修"]);
    assert_eq!(results.total, 2);
}

#[test]
fn what_of_a_sentence_was_looked_for_is_told() {
    let engine = saying(&["会議に医師会が来ない。", "研修を開いた。"]);
    let words = |text: &str| ask(&engine, text).words;
    assert_eq!(words("会議に医師会が来ない"), ["医師会", "会議"]);
    assert!(words("会議 医師会").is_empty());
}

#[test]
fn kana_finds_what_is_read_so() {
    let engine = saying(&[
        "在宅での看取りを支える。",
        "訪問看護を増やす。",
        "訪看を増やす。",
        "駐車場を広げた。",
    ]);
    for (text, expected) in [
        ("みとり", &["a"][..]),
        ("ミトリ", &["a"]),
        ("ﾐﾄﾘ", &["a"]),
        ("ほうもんかんご", &["b", "c"]),
        ("ちゅうしゃじょう", &["d"]),
        ("ちゅうしやじよう", &["d"]),
    ] {
        assert_eq!(found(&engine, text), expected, "{text}");
    }
    // Not from within a word, nor for a few kana that happen to follow each other.
    assert!(found(&engine, "とり").is_empty());
    assert!(found(&engine, "しゃじょう").is_empty());
}

#[test]
fn a_sentence_finds_by_the_words_that_carry_its_meaning() {
    let engine = saying(&[
        "中山間地域が多く、移動に長い時間がかかるため、訪問の効率が悪い。",
        "医師会と協議会を開いた。",
        "市街地に病院が集まっている。",
    ]);
    let results = ask(&engine, "中山間地域で移動に時間がかかる");
    assert_eq!(ids(&results)[0], "a");
    assert!(!ids(&results).contains(&"b"));
}

#[test]
fn a_compound_that_stands_nowhere_is_found_by_its_words() {
    let engine = saying(&["駐車場の整備を進めた。", "庁舎を整備した。", "研修。"]);
    let results = ask(&engine, "駐車場整備");
    assert_eq!(ids(&results)[0], "a");
    assert!(!ids(&results).contains(&"c"));
}

#[test]
fn a_filter_never_empties_a_list_that_a_laxer_match_could_fill() {
    let texts = ["看取りの研修を開いた。", "研修を開いた。", "庁舎を建てた。"];
    let prefectures = [Prefecture::Iwate, Prefecture::Okinawa, Prefecture::Okinawa];
    let towns = ["北上市", "宜野座村", "伊江村"];
    let cases = cases(&texts).into_iter().zip(prefectures).zip(towns);
    let cases = cases.map(|((case, prefecture), town)| of_town(case, prefecture, town, ""));
    let engine = engine(cases.collect());
    let query = |text: &str| Query::from_pairs([("q", text), ("pref", "47")]).unwrap();
    // The only case with both words lies elsewhere.
    let hits = met(&engine, &query("看取り 研修"));
    assert_eq!(hits, [("b".to_owned(), 1, 2)]);
    let hits = met(&engine, &query("看取りの研修を開きたい"));
    assert_eq!(hits[0].0, "b");
}

#[test]
fn a_compound_written_elsewhere_does_not_hide_its_words_under_a_filter() {
    let town = |id, text, prefecture, name| of_town(case(id, text), prefecture, name, "");
    let engine = engine(vec![
        town("a", "駐車場整備を進めた。", Prefecture::Iwate, "北上市"),
        town(
            "b",
            "駐車場の整備を進めた。",
            Prefecture::Okinawa,
            "宜野座村",
        ),
    ]);
    let query = Query::from_pairs([("q", "駐車場整備"), ("pref", "47")]).unwrap();
    assert_eq!(met(&engine, &query), [("b".to_owned(), 0, 1)]);
    assert_eq!(ids(&ask(&engine, "駐車場整備")), ["a", "b"]);
}

#[test]
fn a_title_counts_more_than_a_word_in_passing() {
    let mut passing = case("a", "町の概要。看取りの話も出た。");
    passing.title = "庁舎の話".to_owned();
    let mut about = case("b", "町の概要。看取りの話も出た。");
    about.title = "看取りの話".to_owned();
    let engine = engine(vec![passing, about]);
    assert_eq!(ids(&ask(&engine, "看取り")), ["b", "a"]);
}

#[test]
fn officers_words_find_what_documents_say() {
    let typings = [
        ("看取り", "看取りを支える。"),
        ("看取り", "看とりを支える。"),
        ("看とり", "看取りを支える。"),
        ("看取", "看取りを支える。"),
        ("みとり", "在宅での看取りを支える。"),
        ("見取り", "看取りを支える。"),
        ("取組", "住民への取り組みを始めた。"),
        ("ＭＣＳ", "ＭＣＳを使う。"),
        ("mcs", "ＭＣＳを使う。"),
        ("MCS", "メディカルケアステーションを使う。"),
        ("ﾒﾃﾞｨｶﾙｹｱｽﾃｰｼｮﾝ", "メディカルケアステーションを使う。"),
        ("在支診", "在宅療養支援診療所を増やす。"),
        ("訪看", "訪問看護を増やす。"),
        ("訪問看護", "訪看を増やす。"),
        ("ケアマネ", "介護支援専門員が集まる。"),
        ("ケアマネ", "ケアマネジャーが集まる。"),
        ("介護支援専門員", "ケアマネージャーが集まる。"),
        ("ACP", "人生会議を学ぶ。"),
        ("人生会議", "アドバンス・ケア・プランニングを学ぶ。"),
        (
            "アドバンスケアプランニング",
            "アドバンス・ケア・プランニングを学ぶ。",
        ),
        ("主治医副主治医制", "主治医・副主治医制をとる。"),
        ("茅ケ崎", "茅ヶ崎の医師会と協働する。"),
        ("髙﨑", "高崎の医師会と協働する。"),
        ("ｺｰﾃﾞｨﾈｰﾀｰ", "コーディネータを置く。"),
        ("エンデイングノート", "エンディングノートを配る。"),
        ("強化型在支診", "強化型在宅療養支援診療所と組む。"),
    ];
    let mut texts: Vec<&str> = typings.iter().map(|(_, says)| *says).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.push("庁舎の駐車場を広げた。");
    let engine = shipped(cases(&texts));
    let id = |says: &str| {
        let place = texts.iter().position(|it| *it == says).unwrap();
        engine.summaries()[place].id.clone()
    };
    for (text, says) in typings {
        let found = found(&engine, text);
        assert!(found.contains(&id(says)), "{text} in {says}: {found:?}");
        assert!(!found.contains(&id("庁舎の駐車場を広げた。")), "{text}");
    }
}
