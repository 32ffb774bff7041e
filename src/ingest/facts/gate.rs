//! What a town's figure can be: the gate that every fact passes, whoever read it.
//!
//! A figure outside of what is possible, against the case's other figures or far
//! from the official statistics stays empty, and the report says why.

use crate::record::{Fact, FactName, Unread};
use crate::statistics::Statistics;

use super::super::dates;
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
    let today = dates::today();
    let mut refused: Vec<Unread> = Vec::new();
    // Lines with figures that the statistics say are another place's.
    let mut strange: Vec<usize> = Vec::new();
    for fact in FACTS {
        let Some(stated) = Stated::of(&draft.facts, fact) else {
            continue;
        };
        let against_census = official.contradicts(fact, stated.value);
        let of_people = matches!(fact, FactName::Population | FactName::AgingRate);
        if against_census.is_some() && of_people {
            strange.push(stated.line);
        }
        let reason = stated
            .impossible(draft.municipalities.len(), &today)
            .or(against_census)
            .or_else(|| contradicts_others(&stated, &draft.facts))
            .or_else(|| contradicts_parts(&stated, draft));
        if let Some(reason) = reason {
            refused.push(Unread {
                fact,
                line: stated.line,
                reason,
            });
            clear(&mut draft.facts, fact);
        }
    }
    for fact in FACTS {
        let Some(stated) = Stated::of(&draft.facts, fact) else {
            continue;
        };
        if strange
            .iter()
            .any(|line| line.abs_diff(stated.line) <= BESIDE)
        {
            refused.push(Unread {
                fact,
                line: stated.line,
                reason: "隣の数値が町の値でない".to_owned(),
            });
            clear(&mut draft.facts, fact);
        }
    }
    let towns = &draft.municipalities;
    draft.facts.parts.retain_mut(|part| {
        let own = towns.iter().find(|town| town.name == part.municipality);
        let official = Official::of(own.map_or(&[], std::slice::from_ref), statistics);
        let mut keep = |fact: FactName, value: Option<f64>| {
            let stated = Stated {
                fact,
                value: value?,
                as_of: None,
                line: part.lines[0],
            };
            let reason = stated
                .impossible(1, &today)
                .or_else(|| official.contradicts(fact, stated.value));
            reason.map(|reason| {
                refused.push(Unread {
                    fact,
                    line: stated.line,
                    reason: format!("{}の{reason}", part.municipality),
                });
            })
        };
        if keep(FactName::Population, part.population.map(|it| it as f64)).is_some() {
            part.population = None;
        }
        if keep(FactName::AgingRate, part.aging_rate).is_some() {
            part.aging_rate = None;
        }
        if keep(FactName::Area, part.area_km2).is_some() {
            part.area_km2 = None;
        }
        part.population.is_some() || part.aging_rate.is_some() || part.area_km2.is_some()
    });
    draft.remarks.extend(refused.iter().map(|unread| Remark {
        line: Some(unread.line),
        message: format!("{}を採用せず（{}）", unread.fact.label(), unread.reason),
    }));
    draft.unread.extend(refused);
}

/// A fact as the gate compares it.
struct Stated<'a> {
    fact: FactName,
    value: f64,
    as_of: Option<&'a str>,
    line: usize,
}

impl<'a> Stated<'a> {
    fn of(facts: &'a Facts, fact: FactName) -> Option<Self> {
        let people = |stated: Option<&'a Fact<u64>>| {
            stated.map(|it| (it.value as f64, it.as_of.as_deref(), it.lines[0]))
        };
        let measured = |stated: Option<&'a Fact<f64>>| {
            stated.map(|it| (it.value, it.as_of.as_deref(), it.lines[0]))
        };
        let (value, as_of, line) = match fact {
            FactName::Population => people(facts.population.as_ref()),
            FactName::Population65 => people(facts.population_65.as_ref()),
            FactName::AgingRate => measured(facts.aging_rate.as_ref()),
            FactName::Population75 => people(facts.population_75.as_ref()),
            FactName::AgingRate75 => measured(facts.aging_rate_75.as_ref()),
            FactName::Area => measured(facts.area_km2.as_ref()),
        }?;
        Some(Self {
            fact,
            value,
            as_of,
            line,
        })
    }

    /// Why no municipality, or none of so many together, can have it.
    fn impossible(&self, towns: usize, today: &str) -> Option<String> {
        let share = match self.fact {
            FactName::AgingRate | FactName::AgingRate75 => 1.0,
            _ => towns.max(1) as f64,
        };
        let least = (self.value / share).max(self.value.min(POPULATION.0));
        let value = if is_possible(self.fact, self.value) {
            self.value
        } else {
            least.round()
        };
        if !is_possible(self.fact, value) {
            return Some(impossible(self.fact));
        }
        let is_past = |day: &str| ("1950".."9999").contains(&day) && day <= today;
        self.as_of
            .filter(|day| !is_past(day))
            .map(|day| format!("時点{day}が過去の日付でない"))
    }
}

fn clear(facts: &mut Facts, fact: FactName) {
    match fact {
        FactName::Population => facts.population = None,
        FactName::Population65 => facts.population_65 = None,
        FactName::AgingRate => facts.aging_rate = None,
        FactName::Population75 => facts.population_75 = None,
        FactName::AgingRate75 => facts.aging_rate_75 = None,
        FactName::Area => facts.area_km2 = None,
    }
}

/// Why the case's other figures contradict this one.
fn contradicts_others(stated: &Stated<'_>, facts: &Facts) -> Option<String> {
    let value = |fact| Stated::of(facts, fact).map(|it| it.value);
    let population = value(FactName::Population);
    let share = |rate: FactName| {
        let share = stated.value * 100.0 / population?;
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
        (stated.value >= bound).then(|| format!("{}より小さくない", other.label()))
    };
    match stated.fact {
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
fn contradicts_parts(stated: &Stated<'_>, draft: &Draft) -> Option<String> {
    let parts = &draft.facts.parts;
    let is_joint = draft.municipalities.len() > 1 && parts.len() > 1;
    if stated.fact != FactName::Population || !is_joint {
        return None;
    }
    let sum = parts
        .iter()
        .map(|part| part.population)
        .sum::<Option<u64>>()? as f64;
    // A total may be of more towns than are printed.
    let is_off = stated.value < sum * (1.0 - SUM_SHARE)
        || parts.len() == draft.municipalities.len() && stated.value > sum * (1.0 + SUM_SHARE);
    is_off.then(|| format!("市町村の数値の計{sum}人と合わない"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{MunicipalityRef, Part};
    use crate::vocabulary::CaseKind;

    fn fact<T>(value: T, as_of: Option<&str>, line: usize) -> Fact<T> {
        Fact {
            value,
            as_of: as_of.map(str::to_owned),
            printed: String::new(),
            lines: [line, line],
            corrected: None,
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
        let facts = Facts {
            population: Some(fact(167_484, Some("2017-04"), 1)),
            population_65: Some(fact(52_757, Some("2017-04"), 1)),
            aging_rate: Some(fact(31.5, Some("2017-04"), 1)),
            population_75: Some(fact(26_000, None, 1)),
            aging_rate_75: Some(fact(15.5, None, 1)),
            area_km2: Some(fact(286.65, None, 1)),
            parts: Vec::new(),
        };
        assert_eq!(refused(&[UBE], facts), []);
    }

    #[test]
    fn a_district_s_figures_are_refused() {
        let facts = Facts {
            population: Some(fact(5827, None, 1)),
            population_65: Some(fact(2241, None, 2)),
            aging_rate: Some(fact(38.5, None, 1)),
            ..Facts::default()
        };
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
        let facts = Facts {
            population: Some(fact(167_484, None, 1)),
            population_65: Some(fact(48_000, None, 2)),
            aging_rate: Some(fact(31.5, None, 3)),
            aging_rate_75: Some(fact(31.5, None, 4)),
            ..Facts::default()
        };
        let refused = refused(&[UBE], facts);
        assert!(
            refused[0].1.contains("28.7％が高齢化率31.5％と合わない"),
            "{refused:?}"
        );
        assert_eq!(refused[1].0, FactName::AgingRate75);
    }

    #[test]
    fn areas_in_other_units_rates_and_dates_that_cannot_be_are_refused() {
        let facts = Facts {
            population: Some(fact(167_484, Some("2040"), 1)),
            aging_rate: Some(fact(3.0, None, 2)),
            area_km2: Some(fact(28.7, None, 3)),
            ..Facts::default()
        };
        let refused = refused(&[UBE], facts);
        assert_eq!(refused.len(), 3, "{refused:?}");
    }

    #[test]
    fn towns_that_were_evacuated_are_not_compared_with_the_census() {
        let facts = Facts {
            population: Some(fact(5_800, Some("2020-10-01"), 1)),
            ..Facts::default()
        };
        assert_eq!(refused(&["075469"], facts), []);
    }

    #[test]
    fn a_total_and_its_towns_must_agree() {
        let part = |name: &str, population| Part {
            municipality: name.to_owned(),
            population: Some(population),
            aging_rate: None,
            area_km2: None,
            lines: [2, 2],
        };
        let facts = |total| Facts {
            population: Some(fact(total, None, 1)),
            parts: vec![part("434248町", 7283), part("434230町", 4127)],
            ..Facts::default()
        };
        let towns = ["434248", "434230"];
        assert_eq!(refused(&towns, facts(11_410)), []);
        assert!(refused(&towns, facts(9_410))[0].1.contains("計11410人"));
    }
}
