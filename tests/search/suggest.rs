//! Completions of what is being typed.

use renkei::search::{Query, TypeaheadKind};

use crate::corpus;

fn first_two(text: &str) -> String {
    text.chars().take(2).collect()
}

#[test]
fn every_town_is_suggested_from_its_first_two_characters() {
    let engine = corpus::engine();
    for town in engine
        .summaries()
        .iter()
        .flat_map(|case| &case.municipalities)
    {
        for typed in [first_two(&town.name), first_two(&town.kana)] {
            let offered = engine.suggest(&typed, 10).unwrap();
            assert!(
                offered
                    .iter()
                    .any(|it| it.text == town.name && it.case.is_some()),
                "{} from {typed}: {offered:?}",
                town.name
            );
        }
    }
}

#[test]
fn prefectures_models_products_and_words_are_offered() {
    let engine = corpus::engine();
    for (typed, text, kind) in [
        ("おきなわ", "沖縄県", TypeaheadKind::Prefecture),
        ("沖縄", "宜野座村", TypeaheadKind::Town),
        ("ｎ対", "n対1", TypeaheadKind::Model),
        (
            "メディカル",
            "メディカルケアステーション",
            TypeaheadKind::IctTool,
        ),
        ("みと", "看取り", TypeaheadKind::Term),
    ] {
        let offered = engine.suggest(typed, 10).unwrap();
        let found = offered.iter().any(|it| it.text == text && it.kind == kind);
        assert!(found, "{typed}: {offered:?}");
    }
}

#[test]
fn the_last_word_is_completed_and_the_others_stay() {
    let suggest = |typed: &str| corpus::engine().suggest(typed, 5).unwrap();
    assert_eq!(suggest("看取り　ほく")[0].text, "看取り 北竜町");
    assert!(suggest("　").is_empty());
}

#[test]
fn a_count_is_that_of_the_search_it_leads_to() {
    let engine = corpus::engine();
    let mut counted = 0;
    for typed in [
        "み",
        "看",
        "けん",
        "ほうもん",
        "訪",
        "A",
        "m",
        "ケア",
        "多",
        "退院",
        "研修 看",
        "四国　み",
        "「研修」 た",
    ] {
        for offered in engine.suggest(typed, 20).unwrap() {
            if offered.kind == TypeaheadKind::Term {
                counted += 1;
                // As the address of the search has it.
                let query = Query::from_pairs([("q", offered.text.as_str())]).unwrap();
                let total = engine.search(&query).unwrap().total;
                assert_eq!(offered.note, Some(format!("{total}件")), "{}", offered.text);
                assert!(total > 0, "{}", offered.text);
            }
        }
    }
    assert!(counted > 40, "{counted}");
}
