//! Names of places, sizes of towns and codes of tags lead to the towns.

use renkei::search::{Engine, FacetName, Filters, Query, SuggestionKind};
use renkei::vocabulary::Prefecture;

use crate::corpus;
use crate::made_up::{ask, case, engine, found, ids, of_rate, of_size, of_town};

/// The name without what kind of municipality it is, where enough is left.
fn stem<'a>(name: &'a str, endings: &[&str]) -> &'a str {
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
    stem.filter(|stem| stem.chars().count() >= 2)
        .unwrap_or(name)
}

/// Towns of 4,900, 9,900 and 90,000 inhabitants that all support 看取り, and a case
/// that only writes of their places.
fn towns() -> Engine {
    let town = |id: &str, prefecture, name: &str, kana: &str, people| {
        of_size(
            of_town(case(id, "看取りを支える。"), prefecture, name, kana),
            people,
        )
    };
    engine(vec![
        case(
            "visitor",
            "沖縄県沖縄県沖縄県宜野座村の視察を受け入れた。北上市とも話した。",
        ),
        town(
            "ginoza",
            Prefecture::Okinawa,
            "宜野座村",
            "ぎのざそん",
            4_900,
        ),
        town(
            "kitakami",
            Prefecture::Iwate,
            "北上市",
            "きたかみし",
            90_000,
        ),
        town("uchiko", Prefecture::Ehime, "内子町", "うちこちょう", 9_900),
    ])
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
            let results = ask(engine, text);
            let first = &results.hits[0].case;
            let is_town = first.municipalities.iter().any(|it| {
                // 大和 is 大和市, and 日野 may be more than one town.
                it.code == town.code || stem(&it.name, &["市", "町", "村"]) == text
            });
            // ふくおか is the prefecture as well, and all of it is meant.
            let prefecture = first.prefecture.as_ref().map_or("", |it| &it.name);
            let is_prefecture = prefecture.starts_with(stem(&town.name, &["市"]));
            assert!(is_town || is_prefecture, "{text}: {}", first.id);
        }
    }
}

#[test]
fn a_place_lists_its_towns_before_who_writes_of_it() {
    let engine = towns();
    for (text, expected) in [
        ("宜野座村", &["ginoza", "visitor"][..]),
        ("宜野座", &["ginoza", "visitor"]),
        ("ぎのざ", &["ginoza"]),
        ("沖縄県", &["ginoza", "visitor"]),
        ("沖縄", &["ginoza", "visitor"]),
        ("おきなわけん", &["ginoza"]),
        ("沖縄県宜野座村", &["ginoza", "visitor"]),
        ("国頭郡宜野座村", &["ginoza"]),
        ("沖縄県国頭郡宜野座村", &["ginoza"]),
        ("四国", &["uchiko"]),
        ("四国地方", &["uchiko"]),
        ("九州", &["ginoza"]),
        ("北東北", &["kitakami"]),
    ] {
        assert_eq!(ids(&ask(&engine, text)), expected, "{text}");
    }
}

#[test]
fn a_place_is_a_part_beside_others() {
    let engine = towns();
    for text in ["四国 看取り", "四国の看取り", "四国での看取りの取組"] {
        let results = ask(&engine, text);
        let first = &results.hits[0];
        assert_eq!(
            (first.case.id.as_str(), first.met, first.of),
            ("uchiko", 2, 2),
            "{text}"
        );
        assert_eq!((results.total, results.met_all), (3, 1), "{text}");
    }
}

#[test]
fn what_is_typed_twice_counts_once() {
    let engine = towns();
    for (text, of) in [
        ("四国 四国", 1),
        ("四国 四国で看取り", 2),
        ("小さな町 小さな町", 1),
        ("看取り 看取り", 1),
        ("「看取り」「看取り」", 1),
    ] {
        assert_eq!(ask(&engine, text).hits[0].of, of, "{text}");
    }
}

#[test]
fn only_a_case_that_lies_there_is_told_to() {
    let results = ask(&towns(), "四国 看取り");
    let told = |id: &str| {
        let hit = results.hits.iter().find(|hit| hit.case.id == id);
        hit.unwrap().why.iter().any(|why| why.contains("「四国」"))
    };
    assert!(told("uchiko"));
    assert!(!told("kitakami"));
}

#[test]
fn a_place_s_filter_is_offered() {
    let engine = towns();
    for (text, parameter, value) in [
        ("四国 看取り", "region", "shikoku"),
        ("沖縄 看取り", "pref", "47"),
    ] {
        let results = ask(&engine, text);
        let offered = results
            .suggestions
            .iter()
            .find(|it| it.kind == SuggestionKind::AddFilter)
            .unwrap();
        let pairs = offered.query.to_pairs();
        assert!(pairs.contains(&(parameter, value.to_owned())), "{pairs:?}");
        assert!(pairs.contains(&("q", "看取り".to_owned())), "{pairs:?}");
        assert_eq!(offered.count, 1, "{text}");
        assert_eq!(offered.count, engine.search(&offered.query).unwrap().total);
    }
}

#[test]
fn a_size_of_town_comes_first_but_is_no_wall() {
    let engine = towns();
    for (text, first) in [
        ("人口1万人以下 看取り", &["ginoza", "uchiko"][..]),
        ("人口1万人以下の町の看取り", &["ginoza", "uchiko"]),
        ("人口５千人以下の看取り", &["ginoza"]),
        ("5万人以上の市の看取り", &["kitakami"]),
        ("小さな町の看取り", &["ginoza", "uchiko"]),
    ] {
        let results = ask(&engine, text);
        let mut found = ids(&results);
        assert_eq!(found.len(), 3, "{text}");
        found.truncate(first.len());
        found.sort_unstable();
        assert_eq!(found, first, "{text}");
        assert_eq!(results.met_all, first.len(), "{text}");
        let offered = results
            .suggestions
            .iter()
            .find(|it| it.kind == SuggestionKind::AddFilter)
            .unwrap();
        assert_eq!(
            offered.query.filters.chosen(FacetName::Pop).len(),
            1,
            "{text}"
        );
        assert_eq!(offered.count, first.len(), "{text}");
        assert_eq!(offered.count, engine.search(&offered.query).unwrap().total);
    }
}

#[test]
fn an_aging_rate_comes_first_but_is_no_wall() {
    let town = |id: &str, percent| {
        let case = case(id, "看取りを支える。");
        of_rate(of_town(case, Prefecture::Iwate, "北上市", ""), percent)
    };
    let engine = engine(vec![
        town("low", 27.5),
        town("middle", 34.5),
        town("high", 40.0),
    ]);
    for (text, first) in [
        ("高齢化率40%以上 看取り", "high"),
        ("高齢化率４０％以上の町の看取り", "high"),
        ("高齢化率が高い町の看取り", "high"),
        ("高齢化率30～35%の看取り", "middle"),
        ("高齢化率３５％ 看取り", "middle"),
        ("高齢化率28%未満の看取り", "low"),
    ] {
        let results = ask(&engine, text);
        assert_eq!((results.total, results.met_all), (3, 1), "{text}");
        let hit = &results.hits[0];
        assert_eq!(hit.case.id, first, "{text}");
        assert!(hit.why[0].contains("（高齢化率"), "{text}: {:?}", hit.why);
        let offered = results
            .suggestions
            .iter()
            .find(|it| it.kind == SuggestionKind::AddFilter)
            .unwrap();
        let chosen = offered.query.filters.chosen(FacetName::Aging);
        assert_eq!((chosen.len(), offered.count), (1, 1), "{text}");
        assert_eq!(offered.count, engine.search(&offered.query).unwrap().total);
    }
}

#[test]
fn a_size_that_is_written_is_found_as_written() {
    let mut cases = vec![case("a", "人口1万人の目標を立てた。")];
    cases.push(of_size(case("b", "看取りを支える。"), 10_000));
    let engine = engine(cases);
    assert_eq!(found(&engine, "人口1万人"), ["a", "b"]);
}

#[test]
fn a_figure_that_is_no_size_is_a_word() {
    let engine = towns();
    let results = ask(&engine, "24時間 看取り");
    let kinds = results.suggestions.iter().map(|it| it.kind);
    assert!(kinds.into_iter().all(|it| it != SuggestionKind::AddFilter));
}

#[test]
fn items_and_models_are_found_by_their_codes() {
    let engine = corpus::engine();
    for (text, facet, code) in [
        ("エ", FacetName::Item, "エ"),
        ("（エ）", FacetName::Item, "エ"),
        ("項目カ", FacetName::Item, "カ"),
        ("あ1", FacetName::Model, "あ1"),
        ("モデルＣ２", FacetName::Model, "C2"),
    ] {
        let results = ask(engine, text);
        let tagged = Query {
            filters: Filters::of(facet, [code]),
            ..Query::default()
        };
        let tagged = engine.search(&tagged).unwrap();
        assert_eq!(
            (results.total, results.met_all),
            (tagged.total, tagged.total)
        );
        for hit in &results.hits {
            let tag = hit
                .tags
                .iter()
                .find(|it| it.facet == facet && it.value == code);
            assert!(tag.unwrap().asked, "{text}: {}", hit.case.id);
            assert!(!hit.snippets.is_empty(), "{text}: {}", hit.case.id);
        }
    }
    for text in ["エ 情報共有", "エ情報共有", "（エ）情報共有"] {
        let results = ask(engine, text);
        let offered = &results.suggestions[0];
        assert_eq!(offered.kind, SuggestionKind::AddFilter, "{text}");
        assert_eq!(offered.query.filters.chosen(FacetName::Item), ["エ"]);
        assert_eq!(offered.count, engine.search(&offered.query).unwrap().total);
    }
}
