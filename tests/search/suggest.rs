//! Completions of what is being typed.

use renkei::search::TypeaheadKind;

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
            let offered = engine.suggest(&typed, 10);
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
        let offered = engine.suggest(typed, 10);
        let found = offered.iter().any(|it| it.text == text && it.kind == kind);
        assert!(found, "{typed}: {offered:?}");
    }
}

#[test]
fn the_last_word_is_completed_and_the_others_stay() {
    let offered = corpus::engine().suggest("看取り　ほく", 5);
    assert_eq!(offered[0].text, "看取り 北竜町");
    assert!(corpus::engine().suggest("　", 5).is_empty());
}
