//! Ways on: near spellings, words that stand nowhere, filters too many.

use renkei::search::{Query, Results, SuggestionKind};
use renkei::vocabulary::Prefecture;

use crate::corpus;
use crate::made_up::{ask, case, cases, engine, found, ids, of_size, of_town, saying, shipped};

fn labels(results: &Results, kind: SuggestionKind) -> Vec<&str> {
    let of_kind = results.suggestions.iter().filter(|it| it.kind == kind);
    of_kind.map(|it| it.label.as_str()).collect()
}

#[test]
fn a_slip_is_offered_and_never_taken_for_what_was_typed() {
    let texts = ["訪問診療を増やす。", "訪問診療と研修。", "庁舎を建てた。"];
    for engine in [saying(&texts), shipped(cases(&texts))] {
        let results = ask(&engine, "訪間診療");
        let relaxed = results.relaxed.as_ref().unwrap();
        assert_eq!(relaxed.message, "「訪間診療」を含む事例はありません。");
        // 診療 was typed; that the cases hold 訪問診療 is no reason to say they meet it.
        assert_eq!(results.met_all, 0);
        assert!(results.hits.iter().all(|hit| (hit.met, hit.of) == (0, 1)));
        let marked = |hit: &renkei::search::Hit| hit.snippets[0].html.clone();
        for hit in &results.hits {
            assert!(!marked(hit).contains("<mark>訪問"), "{}", marked(hit));
        }
        // What was meant stands under its own heading.
        assert_eq!(relaxed.spelling.as_ref().unwrap().text, "訪問診療");
        assert_eq!(relaxed.hits.len(), 2);
        assert!(marked(&relaxed.hits[0]).contains("<mark>訪問診療</mark>"));
        let offered = &results.suggestions[0];
        assert_eq!(offered.kind, SuggestionKind::Spelling);
        assert_eq!(offered.label, "もしかして「訪問診療」");
        assert_eq!(offered.count, 2);
        assert_eq!(offered.count, found(&engine, "訪問診療").len());
    }
}

#[test]
fn slips_of_every_kind_are_noticed() {
    let texts = [
        "訪問看護を増やす。",
        "カナミックを使う。",
        "退院調整ルールを作る。",
        "エンディングノートを配る。",
    ];
    let engine = saying(&texts);
    for (typed, meant) in [
        ("訪門看護", "訪問看護"),
        ("カミナック", "カナミック"),
        ("カナミクック", "カナミック"),
        ("退院支援ルー", "退院支援ルール"),
        ("エンディンゲノオト", "エンディングノート"),
    ] {
        let results = ask(&engine, typed);
        let offered = labels(&results, SuggestionKind::Spelling);
        assert!(
            offered.contains(&format!("もしかして「{meant}」").as_str()),
            "{typed}: {offered:?}"
        );
    }
}

#[test]
fn a_slip_beside_other_words_is_offered_beside_their_list() {
    let engine = saying(&["カナミックを使う。", "研修を開いた。"]);
    let results = ask(&engine, "研修 カミナック");
    assert_eq!(ids(&results), ["b"]);
    let offered = &results.suggestions[0];
    assert_eq!(offered.query.text, "研修 カナミック");
    assert_eq!(offered.count, 2);
    assert_eq!(results.relaxed.unwrap().hits.len(), 2);
}

#[test]
fn a_word_that_stands_nowhere_is_named() {
    let engine = saying(&["看取りの研修を開いた。", "看取りを支える。"]);
    let results = ask(&engine, "看取り 水防団");
    assert_eq!(results.total, 2);
    assert_eq!(results.met_all, 0);
    let message = results.relaxed.unwrap().message;
    assert!(
        message.contains("「水防団」を含む事例はありません"),
        "{message}"
    );
    assert!(ask(&engine, "看取り 研修").relaxed.is_none());
}

#[test]
fn a_town_that_no_case_is_of_is_named_and_not_taken_for_a_slip() {
    let engine = shipped(cases(&["豊中市に学ぶ研修を開いた。", "看取りを支える。"]));
    for typed in ["豊明市", "愛知県豊明市", "豊明市 看取り", "豊明市で看取り"]
    {
        let results = ask(&engine, typed);
        let town = typed.split([' ', 'で']).next().unwrap();
        assert_eq!(results.absent, [town], "{typed}");
        assert!(results.relaxed.is_none(), "{typed}");
        let offered = labels(&results, SuggestionKind::Spelling);
        assert!(offered.is_empty(), "{typed}: {offered:?}");
    }
    for typed in ["豊明市 豊明市", "豊明市 豊明市で看取り"] {
        assert_eq!(ask(&engine, typed).absent, ["豊明市"], "{typed}");
    }
    assert_eq!(ids(&ask(&engine, "豊明市 看取り")), ["b"]);
    assert!(ask(&engine, "看取り").absent.is_empty());
}

#[test]
fn a_list_that_a_demand_empties_offers_to_drop_it() {
    let engine = saying(&["看取りの研修を開いた。", "看取りを支える。"]);
    let results = ask(&engine, "看取り 「水防団」");
    assert_eq!(results.total, 0);
    assert_eq!(
        labels(&results, SuggestionKind::DropWord),
        ["「水防団」を外す"]
    );
    let results = ask(&engine, "看取り -看取り");
    assert_eq!(results.total, 0);
    assert_eq!(
        labels(&results, SuggestionKind::DropWord),
        ["「看取り」を外す"]
    );
}

#[test]
fn what_only_sounds_a_little_alike_is_not_listed() {
    let engine = saying(&["場面ごとに話し合った。", "BCPを作った。"]);
    for text in ["ラーメン", "ABCP", "BCQ"] {
        assert_eq!(ask(&engine, text).total, 0, "{text}");
    }
}

#[test]
fn an_empty_list_offers_each_filter_s_removal_with_its_count() {
    let engine = corpus::engine();
    let query = Query::from_pairs([("q", "離島"), ("pref", "03"), ("pop", "300000-")]).unwrap();
    let results = engine.search(&query).unwrap();
    assert_eq!(results.total, 0);
    let query = Query::from_pairs([("q", "離島"), ("pref", "03")]).unwrap();
    let results = engine.search(&query).unwrap();
    let removal = results
        .suggestions
        .iter()
        .find(|it| it.kind == SuggestionKind::RemoveFilter)
        .unwrap();
    assert_eq!(removal.label, "「岩手県」を外す");
    assert_eq!(removal.count, found(engine, "離島").len());
}

#[test]
fn a_filter_takes_the_place_of_the_words_that_say_it_alone() {
    let town = |id: &str, prefecture, name: &str, text: &str| {
        of_size(of_town(case(id, text), prefecture, name, ""), 4_900)
    };
    let engine = engine(vec![
        town("a", Prefecture::Iwate, "北上市", "青森県に学ぶ。"),
        town("b", Prefecture::Aomori, "弘前市", "岩手県に学ぶ。"),
        town("c", Prefecture::Iwate, "花巻市", "岩手県の会。"),
    ]);
    for (typed, left) in [
        ("岩手県 青森県", &["青森県", "岩手県"][..]),
        ("東北 小さな町", &["小さな町", "東北"]),
        ("岩手県 「岩手県」 -青森県", &["「岩手県」 -青森県"]),
    ] {
        let results = ask(&engine, typed);
        let offers = results.suggestions.iter();
        let offers = offers.filter(|it| it.kind == SuggestionKind::AddFilter);
        let texts: Vec<&str> = offers.map(|it| it.query.text.as_str()).collect();
        assert_eq!(texts, left, "{typed}");
    }
}

#[test]
fn every_offer_leads_to_as_many_cases_as_it_says() {
    let engine = corpus::engine();
    for pairs in [
        &[("q", "離島"), ("pref", "03"), ("pop", "300000-")][..],
        &[("q", "訪門看護 四国")],
        &[("q", "東北 看取り"), ("scene", "看取り")],
        &[("q", "人口1万人以下の町で看取り"), ("part", "issues")],
        &[("q", "小さな町 カミナック"), ("all", "1")],
        &[("q", "「水防団」 看取り -研修"), ("item", "エ")],
        &[("q", "関西 BPC"), ("sort", "aging-desc"), ("page", "2")],
    ] {
        let query = Query::from_pairs(pairs.iter().copied()).unwrap();
        let results = engine.search(&query).unwrap();
        for offer in &results.suggestions {
            assert!(offer.count > 0, "{pairs:?}");
            // By its address, as a link is followed.
            let address = offer.query.to_pairs();
            let address = address.iter().map(|(name, value)| (*name, value.as_str()));
            let followed = engine.search(&Query::from_pairs(address).unwrap()).unwrap();
            assert_eq!(offer.count, followed.total, "{} of {pairs:?}", offer.label);
            assert_eq!(followed.query.page, 1, "{} of {pairs:?}", offer.label);
        }
    }
}
