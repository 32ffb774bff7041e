//! What a town's figure can be: the gate that every fact passes, whoever read it.
//!
//! A figure outside of what is possible, against the case's other figures or far
//! from the official statistics stays empty, and the report says why.

use crate::clock;
use crate::record::{FactName, Unread};
use crate::statistics::Statistics;

use super::super::draft::{Draft, Facts, Remark};
use super::official::Official;

/// The share of people of 65 or more, in percent: the lowest and the highest that
/// any municipality comes near.
const AGING_RATE: (f64, f64) = (8.0, 70.0);
const POPULATION: (f64, f64) = (100.0, 4_000_000.0);
/// In km², of one municipality.
const AREA: (f64, f64) = (1.0, 2200.0);
/// How far a count and its printed share may be apart, in points.
const ROUNDING: f64 = 1.5;
/// How many lines apart figures of one place stand at most.
const BESIDE: usize = 3;
/// What others are compared with comes first.
const FACTS: [FactName; 6] = [
    FactName::Population,
    FactName::AgingRate,
    FactName::Area,
    FactName::Population65,
    FactName::AgingRate75,
    FactName::Population75,
];
/// How far a total may be from its parts.
const SUM_SHARE: f64 = 0.02;

/// Whether a municipality can have this figure.
pub(super) fn is_possible(fact: FactName, value: f64) -> bool {
    let within = |(low, high): (f64, f64)| (low..=high).contains(&value);
    match fact {
        FactName::Population => within(POPULATION) && value.fract() == 0.0,
        FactName::Population65 | FactName::Population75 => {
            (1.0..=POPULATION.1 * AGING_RATE.1 / 100.0).contains(&value) && value.fract() == 0.0
        }
        FactName::AgingRate => within(AGING_RATE),
        FactName::AgingRate75 => (1.0..AGING_RATE.1).contains(&value),
        FactName::Area => within(AREA),
    }
}

/// Why a figure that is not possible is left out.
pub(super) fn impossible(fact: FactName) -> String {
    format!("値が{}としてあり得ない", fact.label())
}

/// Empties the draft's facts that cannot be right, and says so.
pub(in crate::ingest) fn check(draft: &mut Draft, statistics: &Statistics) {
    let official = Official::of(&draft.municipalities, statistics);
    let mut refused: Vec<Unread> = Vec::new();
    // Lines with figures that the statistics say are another place's.
    let mut strange: Vec<usize> = Vec::new();
    for fact in FACTS {
        let Some(stated) = draft.facts.stated.get(&fact) else {
            continue;
        };
        let (value, line) = (stated.value, stated.lines[0]);
        let against_census = official.contradicts(fact, value);
        let of_people = matches!(fact, FactName::Population | FactName::AgingRate);
        if against_census.is_some() && of_people {
            strange.push(line);
        }
        let reason = not_in(fact, value, draft.municipalities.len())
            .or_else(|| not_past(stated.as_of.as_deref()?))
            .or(against_census)
            .or_else(|| contradicts_others(fact, value, &draft.facts))
            .or_else(|| contradicts_parts(fact, value, draft));
        if let Some(reason) = reason {
            refused.push(Unread { fact, line, reason });
            draft.facts.stated.remove(&fact);
        }
    }
    draft.facts.stated.retain(|&fact, stated| {
        let line = stated.lines[0];
        let is_strange = strange.iter().any(|it| it.abs_diff(line) <= BESIDE);
        if is_strange {
            let reason = "隣の数値が町の値でない".to_owned();
            refused.push(Unread { fact, line, reason });
        }
        !is_strange
    });
    let towns = &draft.municipalities;
    draft.facts.parts.retain_mut(|part| {
        let own = towns.iter().find(|town| town.name == part.municipality);
        let official = Official::of(own.map_or(&[], std::slice::from_ref), statistics);
        part.values.retain(|&fact, &mut value| {
            let reason = not_in(fact, value, 1).or_else(|| official.contradicts(fact, value));
            refused.extend(reason.iter().map(|reason| Unread {
                fact,
                line: part.lines[0],
                reason: format!("{}の{reason}", part.municipality),
            }));
            reason.is_none()
        });
        !part.values.is_empty()
    });
    draft.remarks.extend(refused.iter().map(|unread| Remark {
        line: Some(unread.line),
        message: format!("{}を採用せず（{}）", unread.fact.label(), unread.reason),
    }));
    draft.unread.extend(refused);
}

/// Why no municipality, or none of so many together, can have a figure.
fn not_in(fact: FactName, value: f64, towns: usize) -> Option<String> {
    let share = match fact {
        FactName::AgingRate | FactName::AgingRate75 => 1.0,
        _ => towns.max(1) as f64,
    };
    let least = (value / share).max(value.min(POPULATION.0)).round();
    let can_be = is_possible(fact, value) || is_possible(fact, least);
    (!can_be).then(|| impossible(fact))
}

/// Why a date is none of a figure.
fn not_past(day: &str) -> Option<String> {
    let is_past = ("1950".."9999").contains(&day) && *day <= *clock::today();
    (!is_past).then(|| format!("時点{day}が過去の日付でない"))
}

/// Why the case's other figures contradict this one.
fn contradicts_others(fact: FactName, own: f64, facts: &Facts) -> Option<String> {
    let value = |fact| facts.value(fact);
    let population = value(FactName::Population);
    let share = |rate: FactName| {
        let share = own * 100.0 / population?;
        let printed = value(rate)?;
        ((share - printed).abs() > ROUNDING).then(|| {
            format!(
                "人口に占める割合{share:.1}％が{}{printed}％と合わない",
                rate.label()
            )
        })
    };
    let not_below = |other: FactName| {
        let bound = value(other)?;
        (own >= bound).then(|| format!("{}より小さくない", other.label()))
    };
    match fact {
        FactName::Population65 => {
            not_below(FactName::Population).or_else(|| share(FactName::AgingRate))
        }
        FactName::AgingRate75 => not_below(FactName::AgingRate),
        FactName::Population75 => not_below(FactName::Population65)
            .or_else(|| not_below(FactName::Population))
            .or_else(|| share(FactName::AgingRate75)),
        FactName::Population | FactName::AgingRate | FactName::Area => None,
    }
}

/// Why the single towns of a joint entry contradict its total.
fn contradicts_parts(fact: FactName, value: f64, draft: &Draft) -> Option<String> {
    let parts = &draft.facts.parts;
    let is_joint = draft.municipalities.len() > 1 && parts.len() > 1;
    if fact != FactName::Population || !is_joint {
        return None;
    }
    let sum = parts
        .iter()
        .map(|part| part.values.get(&FactName::Population))
        .sum::<Option<f64>>()?;
    // A total may be of more towns than are printed.
    let is_off = value < sum * (1.0 - SUM_SHARE)
        || parts.len() == draft.municipalities.len() && value > sum * (1.0 + SUM_SHARE);
    is_off.then(|| format!("市町村の数値の計{sum}人と合わない"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::draft::DraftPart;
    use crate::record::{Fact, MunicipalityRef};
    use crate::vocabulary::CaseKind;

    /// Figures with their dates and lines.
    fn facts<'a>(stated: impl IntoIterator<Item = (FactName, f64, &'a str, usize)>) -> Facts {
        let fact = |(name, value, as_of, line): (FactName, f64, &str, usize)| {
            let fact = Fact {
                value,
                as_of: Some(as_of.to_owned()).filter(|it| !it.is_empty()),
                printed: String::new(),
                lines: [line, line],
                corrected: None,
            };
            (name, fact)
        };
        Facts {
            stated: stated.into_iter().map(fact).collect(),
            parts: Vec::new(),
        }
    }

    /// The facts that stay empty, with their reasons.
    fn refused(codes: &[&str], facts: Facts) -> Vec<(FactName, String)> {
        let town = |code: &&str| MunicipalityRef {
            code: (*code).to_owned(),
            name: format!("{code}町"),
            kana: String::new(),
        };
        let mut draft = Draft::new(CaseKind::SmartPractice, String::new(), String::new());
        draft.municipalities = codes.iter().map(town).collect();
        draft.facts = facts;
        check(&mut draft, &Statistics::built_in().unwrap());
        assert_eq!(draft.unread.len(), draft.remarks.len());
        assert!(draft.unread.iter().all(|it| !draft.facts.has(it.fact)));
        let unread = draft.unread.into_iter();
        unread.map(|it| (it.fact, it.reason)).collect()
    }

    /// 宇部市: 162,570 people in 2020, of whom 54,429 of 65 or more, on 286.65 km².
    const UBE: &str = "352021";

    #[test]
    fn what_fits_its_town_stays() {
        let facts = facts([
            (FactName::Population, 167_484.0, "2017-04", 1),
            (FactName::Population65, 52_757.0, "2017-04", 1),
            (FactName::AgingRate, 31.5, "2017-04", 1),
            (FactName::Population75, 26_000.0, "", 1),
            (FactName::AgingRate75, 15.5, "", 1),
            (FactName::Area, 286.65, "", 1),
        ]);
        assert_eq!(refused(&[UBE], facts), []);
    }

    #[test]
    fn a_district_s_figures_are_refused() {
        let facts = facts([
            (FactName::Population, 5827.0, "", 1),
            (FactName::Population65, 2241.0, "", 2),
            (FactName::AgingRate, 38.5, "", 1),
        ]);
        let refused = refused(&[UBE], facts);
        assert!(refused[0].1.contains("国勢調査の162570人"), "{refused:?}");
        let rate = refused
            .iter()
            .find(|(fact, _)| *fact == FactName::AgingRate);
        assert!(rate.is_some_and(|(_, reason)| reason.contains("隣の数値")));
        assert!(
            refused
                .iter()
                .any(|(fact, _)| *fact == FactName::Population65)
        );
    }

    #[test]
    fn what_contradicts_the_case_s_other_figures_is_refused() {
        let facts = facts([
            (FactName::Population, 167_484.0, "", 1),
            (FactName::Population65, 48_000.0, "", 2),
            (FactName::AgingRate, 31.5, "", 3),
            (FactName::AgingRate75, 31.5, "", 4),
        ]);
        let refused = refused(&[UBE], facts);
        assert!(
            refused[0].1.contains("28.7％が高齢化率31.5％と合わない"),
            "{refused:?}"
        );
        assert_eq!(refused[1].0, FactName::AgingRate75);
    }

    #[test]
    fn areas_in_other_units_rates_and_dates_that_cannot_be_are_refused() {
        let facts = facts([
            (FactName::Population, 167_484.0, "2040", 1),
            (FactName::AgingRate, 3.0, "", 2),
            (FactName::Area, 28.7, "", 3),
        ]);
        let refused = refused(&[UBE], facts);
        assert_eq!(refused.len(), 3, "{refused:?}");
    }

    #[test]
    fn towns_that_were_evacuated_are_not_compared_with_the_census() {
        let facts = facts([(FactName::Population, 5_800.0, "2020-10-01", 1)]);
        assert_eq!(refused(&["075469"], facts), []);
    }

    #[test]
    fn a_total_and_its_towns_must_agree() {
        let part = |name: &str, population| DraftPart {
            municipality: name.to_owned(),
            values: [(FactName::Population, population)].into(),
            lines: [2, 2],
        };
        let facts = |total| Facts {
            parts: vec![part("434248町", 7283.0), part("434230町", 4127.0)],
            ..facts([(FactName::Population, total, "", 1)])
        };
        let towns = ["434248", "434230"];
        assert_eq!(refused(&towns, facts(11_410.0)), []);
        assert!(refused(&towns, facts(9_410.0))[0].1.contains("計11410人"));
    }
}
