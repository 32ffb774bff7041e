//! How far apart towns are, and what is said of it.

use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::digest::Digest;
use crate::record::{Fact, MunicipalityRef, Part, Planned};
use crate::vocabulary::CaseKind;

fn fact<T>(value: T) -> Fact<T> {
    Fact {
        value,
        as_of: None,
        printed: String::new(),
        lines: [1, 1],
        corrected: None,
    }
}

fn profile(population: u64, aging_rate: f64, prefecture: Prefecture) -> Profile {
    Profile {
        population: Some(population),
        aging_rate: Some(aging_rate),
        area_km2: None,
        prefecture: Some(prefecture),
    }
}

fn case(id: &str, profile: Profile) -> Case {
    Case {
        id: id.to_owned(),
        source: "s".to_owned(),
        kind: CaseKind::SmartPractice,
        title: id.to_owned(),
        printed_name: id.to_owned(),
        prefecture: profile.prefecture.map(Into::into),
        municipalities: vec![MunicipalityRef {
            code: "000000".to_owned(),
            name: id.to_owned(),
            kana: String::new(),
        }],
        population: profile.population.map(fact),
        population_65: None,
        aging_rate: profile.aging_rate.map(fact),
        population_75: None,
        aging_rate_75: None,
        area_km2: profile.area_km2.map(fact),
        parts: Vec::new(),
        unread: Vec::new(),
        counted: Vec::new(),
        items: Vec::new(),
        scenes: Vec::new(),
        models: Vec::new(),
        ict_tools: Vec::new(),
        leads: Vec::new(),
        planned: Planned::default(),
        lines: Vec::new(),
        records: Vec::new(),
        digest: Digest::default(),
        similar: Vec::new(),
    }
}

fn summary(id: &str, profile: Profile) -> CaseSummary {
    CaseSummary::from(&case(id, profile))
}

fn ids<'a>(ranking: &Ranking<'a>) -> Vec<&'a str> {
    ranking
        .ranked
        .iter()
        .map(|it| it.case.id.as_str())
        .collect()
}

#[test]
fn two_towns_are_as_far_apart_one_way_as_the_other() {
    let mut one = profile(13_000, 35.0, Prefecture::Iwate);
    one.area_km2 = Some(120.0);
    for other in [
        profile(26_000, 30.0, Prefecture::Aomori),
        profile(900, 48.0, Prefecture::Okinawa),
        Profile {
            aging_rate: None,
            ..one
        },
    ] {
        let there = Comparison::between(&one, &other, Weights::default()).unwrap();
        let back = Comparison::between(&other, &one, Weights::default()).unwrap();
        assert!((there.distance - back.distance).abs() < 1e-12);
    }
    let same = Comparison::between(&one, &one, Weights::default()).unwrap();
    assert!(same.distance.abs() < 1e-12);
    assert!((same.closeness() - 100.0).abs() < 1e-9);
}

#[test]
fn a_clear_difference_in_every_aspect_is_one() {
    let mut own = profile(10_000, 30.0, Prefecture::Iwate);
    own.area_km2 = Some(100.0);
    let mut other = profile(20_000, 35.0, Prefecture::Kochi);
    other.area_km2 = Some(50.0);
    let comparison = Comparison::between(&own, &other, Weights::default()).unwrap();
    assert!((comparison.distance - 1.0).abs() < 1e-12);
    assert!((comparison.closeness() - 50.0).abs() < 1e-9);
}

#[test]
fn the_reasons_say_how_the_other_town_differs() {
    let mut own = profile(13_000, 35.0, Prefecture::Iwate);
    own.area_km2 = Some(100.0);
    let mut other = profile(15_600, 35.8, Prefecture::Aomori);
    other.area_km2 = Some(2.0);
    let words = |comparison: Comparison| comparison.reasons().join("・");
    let there = Comparison::between(&own, &other, Weights::default()).unwrap();
    assert_eq!(
        words(there),
        "人口は約1.2倍・高齢化率は0.8ポイント高い・人口密度は約60倍・同じ東北地方"
    );
    other.prefecture = Some(Prefecture::Iwate);
    other.aging_rate = Some(35.0);
    other.population = Some(650);
    let there = Comparison::between(&own, &other, Weights::default()).unwrap();
    assert_eq!(
        words(there),
        "人口は約20分の1・高齢化率は同じ・人口密度は約2.5倍・同じ岩手県"
    );
    other.prefecture = Some(Prefecture::Kochi);
    other.area_km2 = None;
    other.population = Some(13_200);
    let there = Comparison::between(&own, &other, Weights::default()).unwrap();
    assert_eq!(words(there), "人口はほぼ同じ・高齢化率は同じ");
}

#[test]
fn an_aspect_without_weight_plays_no_part() {
    let own = profile(13_000, 35.0, Prefecture::Iwate);
    let weights = Weights {
        population: 0,
        aging: 3,
        density: 0,
        region: 0,
    };
    let other = profile(1_300_000, 35.0, Prefecture::Osaka);
    let comparison = Comparison::between(&own, &other, weights).unwrap();
    assert!(comparison.distance.abs() < 1e-12);
    assert_eq!(comparison.differences, [Difference::Aging(0.0)]);

    let none = Weights {
        aging: 0,
        ..weights
    };
    assert_eq!(Comparison::between(&own, &other, none), None);
}

#[test]
fn what_is_not_printed_never_counts_as_near() {
    let own = profile(13_000, 35.0, Prefecture::Iwate);
    let half_known = summary(
        "人口だけ",
        Profile {
            aging_rate: None,
            ..own
        },
    );
    let a_little_off = summary("少し違う", profile(15_000, 36.0, Prefecture::Iwate));
    let far_and_half_known = summary(
        "遠くて人口だけ",
        Profile {
            population: Some(1_300_000),
            aging_rate: None,
            ..own
        },
    );
    let far = summary("遠い", profile(1_300_000, 23.0, Prefecture::Iwate));
    let silent = summary(
        "数値なし",
        Profile {
            prefecture: Some(Prefecture::Iwate),
            ..Profile::default()
        },
    );
    let cases = [far_and_half_known, silent, half_known, far, a_little_off];
    let ranking = rank(&own, &cases, Weights::default());
    assert_eq!(ids(&ranking)[..2], ["少し違う", "人口だけ"]);
    assert_eq!(ranking.ranked[1].comparison.missing, [Aspect::Aging]);
    assert_eq!(ranking.unmeasured[0].id, "数値なし");
}

#[test]
fn what_is_unknown_of_one_s_own_town_is_left_out() {
    let own = Profile {
        population: Some(13_000),
        ..Profile::default()
    };
    let cases = [summary("a", profile(13_000, 48.0, Prefecture::Osaka))];
    let ranking = rank(&own, &cases, Weights::default());
    assert!(ranking.ranked[0].comparison.distance.abs() < 1e-12);
    assert_eq!(ranking.ranked[0].comparison.missing, []);
}

#[test]
fn a_joint_entry_is_as_near_as_its_nearest_town() {
    let own = profile(7_000, 39.0, Prefecture::Kumamoto);
    let mut joint = summary(
        "joint",
        Profile {
            prefecture: Some(Prefecture::Kumamoto),
            ..Profile::default()
        },
    );
    for (name, population) in [("南小国町", 4_127), ("小国町", 7_283)] {
        joint.parts.push(Part {
            municipality: name.to_owned(),
            population: Some(population),
            aging_rate: Some(39.0),
            area_km2: None,
            lines: [1, 1],
        });
    }
    let cases = [joint];
    let ranking = rank(&own, &cases, Weights::default());
    assert_eq!(ranking.ranked[0].town.part, Some("小国町"));
    assert_eq!(ranking.ranked[0].town.profile.population, Some(7_283));
}

#[test]
fn towns_are_compared_by_what_is_counted_not_by_what_is_printed() {
    let statistics = crate::statistics::Statistics::built_in().unwrap();
    let own = profile(13_000, 35.0, Prefecture::Kumamoto);
    let mut case = summary("joint", own);
    let town = |code: &str, name: &str| MunicipalityRef {
        code: code.to_owned(),
        name: name.to_owned(),
        kana: String::new(),
    };
    case.municipalities = vec![town("434230", "南小国町"), town("434248", "小国町")];
    let codes = ["434230", "434248"].into_iter();
    case.counted = codes
        .map(|code| statistics.of(code).unwrap().clone())
        .collect();
    let ranked = measure(&own, &case, Weights::default()).unwrap();
    assert_eq!(ranked.town.profile.population, Some(6_590));
    assert_eq!(ranked.town.basis(), "小国町の2020年の統計で比較");
    case.counted.clear();
    let ranked = measure(&own, &case, Weights::default()).unwrap();
    assert_eq!(ranked.town.basis(), "資料の数値で比較");
}

#[test]
fn similar_cases_are_the_nearest_others() {
    let mut cases: Vec<Case> = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000]
        .iter()
        .map(|&population| {
            case(
                &format!("p{population}"),
                profile(population, 30.0, Prefecture::Nagano),
            )
        })
        .collect();
    fill_similar(&mut cases);
    assert_eq!(
        cases[0].similar,
        ["p2000", "p4000", "p8000", "p16000", "p32000"]
    );
}

#[test]
fn figures_of_nought_are_no_figures() {
    let own = profile(13_000, 35.0, Prefecture::Iwate);
    let mut empty = profile(0, 35.0, Prefecture::Iwate);
    empty.area_km2 = Some(0.0);
    let comparison = Comparison::between(&own, &empty, Weights::default()).unwrap();
    assert!(comparison.distance.is_finite());
    assert_eq!(comparison.missing, [Aspect::Population, Aspect::Density]);
}

/// A town of whom anything may be unknown; few enough different figures for many to
/// lie at the same distance.
fn any_profile() -> impl Strategy<Value = Profile> {
    let people = select(vec![0, 900, 1_000, 8_000, 8_100, 13_000, 250_000]);
    let people = prop_oneof![people, 500_u64..3_000_000];
    let rate = prop_oneof![select(vec![28.0, 28.1, 35.0]), 15.0..55.0];
    let area = prop_oneof![select(vec![0.0, 12.5, 400.0]), 1.0..2_000.0];
    let prefecture = select(vec![
        Prefecture::Hokkaido,
        Prefecture::Iwate,
        Prefecture::Aomori,
        Prefecture::Okinawa,
    ]);
    (
        weighted(0.8, people),
        weighted(0.8, rate),
        weighted(0.6, area),
        weighted(0.9, prefecture),
    )
        .prop_map(|(population, aging_rate, area_km2, prefecture)| Profile {
            population,
            aging_rate,
            area_km2,
            prefecture,
        })
}

/// A case, of one town or several.
fn any_case() -> impl Strategy<Value = Case> {
    let towns = prop_oneof![4 => Just(0), 1 => 1_usize..4];
    let parts = towns.prop_flat_map(|towns| prop::collection::vec(any_profile(), towns));
    (any_profile(), parts).prop_map(|(whole, parts)| {
        let mut case = case("", whole);
        let part = |it: Profile| Part {
            municipality: "町".to_owned(),
            population: it.population,
            aging_rate: it.aging_rate,
            area_km2: it.area_km2,
            lines: [1, 1],
        };
        case.parts = parts.into_iter().map(part).collect();
        case
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn similar_cases_are_those_that_comparing_all_of_them_gives(
        mut cases in prop::collection::vec(any_case(), 0..120),
    ) {
        for (number, case) in cases.iter_mut().enumerate() {
            case.id = format!("c{number}");
        }
        fill_similar(&mut cases);
        let towns: Vec<CaseSummary> = cases.iter().map(CaseSummary::from).collect();
        for case in &cases {
            let ranking = towns.iter().find(|it| it.id == case.id).map(|own| {
                let others = towns.iter().filter(|it| it.id != own.id);
                rank_beside(own, others, Weights::default())
            });
            let all = ranking.as_ref().map(ids).unwrap_or_default();
            prop_assert_eq!(&case.similar, &all[..all.len().min(SIMILAR)]);
        }
    }
}
