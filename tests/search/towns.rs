//! A town's name leads to the town.

use crate::corpus;
use crate::made_up::{case, engine, of_town, typed};
use renkei::vocabulary::Prefecture;

/// The name without what kind of municipality it is, where enough is left.
fn stem<'a>(name: &'a str, endings: &[&str]) -> &'a str {
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
    stem.filter(|stem| stem.chars().count() >= 2)
        .unwrap_or(name)
}

#[test]
fn every_town_is_the_first_hit_for_its_name_in_kanji_and_kana() {
    let engine = corpus::engine();
    for town in engine
        .summaries()
        .iter()
        .flat_map(|case| &case.municipalities)
    {
        let typings = [
            town.name.as_str(),
            stem(&town.name, &["市", "町", "村"]),
            town.kana.as_str(),
            stem(&town.kana, &["し", "ちょう", "まち", "むら", "そん"]),
        ];
        for text in typings {
            let results = engine.search(&typed(text));
            let first = &results.hits[0].case;
            assert!(
                first.municipalities.iter().any(|it| {
                    // 大和 is 大和市, and 日野 may be more than one town.
                    it.code == town.code || stem(&it.name, &["市", "町", "村"]) == text
                }),
                "{text}: {}",
                first.id
            );
        }
    }
}

#[test]
fn a_prefecture_lists_its_towns_first() {
    let mention = case("c", "沖縄県沖縄県沖縄県沖縄県の視察を受け入れた。");
    let engine = engine(vec![
        mention,
        of_town(
            case("a", "看取りを支える。"),
            Prefecture::Okinawa,
            "宜野座村",
            "ぎのざそん",
        ),
        of_town(
            case("b", "看取りを支える。"),
            Prefecture::Iwate,
            "北上市",
            "きたかみし",
        ),
    ]);
    for text in ["沖縄県", "沖縄"] {
        let found = engine.matching(&typed(text));
        let found: Vec<&str> = found.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(found, ["a", "c"], "{text}");
    }
}
