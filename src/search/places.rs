//! Names of places and the cases they stand for: towns, prefectures and parts of
//! the country, written or in kana, with and without 市, 町, 村 and 県.

use std::collections::{BTreeMap, HashMap};

use super::facets::Cases;
use super::results::FacetName;
use crate::language::analyzer::{Analyzer, compact, fold_kana};
use crate::record::{CaseSummary, MunicipalityRef};
use crate::text;
use crate::vocabulary::Prefecture;

/// Parts of the country that people name and that are no region of the vocabulary:
/// the prefectures of each, by code.
const PARTS: &[(&str, &[&str])] = &[
    ("北陸", &["16", "17", "18"]),
    ("東海", &["21", "22", "23", "24"]),
    ("甲信越", &["15", "19", "20"]),
    ("甲信", &["19", "20"]),
    ("信越", &["15", "20"]),
    ("北関東", &["08", "09", "10"]),
    ("南関東", &["11", "12", "13", "14"]),
    ("首都圏", &["11", "12", "13", "14"]),
    ("山陰", &["31", "32"]),
    ("山陽", &["33", "34", "35"]),
    ("関西", &["25", "26", "27", "28", "29", "30"]),
    ("北東北", &["02", "03", "05"]),
    ("南東北", &["04", "06", "07"]),
    ("北部九州", &["40", "41", "42", "44"]),
    ("南九州", &["45", "46"]),
];

/// A place with the cases there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// By number in the collection.
    numbers: Vec<usize>,
    /// The filters that stand for it, as facet and value.
    pub(super) filters: Vec<(FacetName, String)>,
}

impl Place {
    pub(super) fn fill(&self, cases: &mut Cases) {
        cases.extend(self.numbers.iter().copied());
    }
}

/// From compact names, and readings in folded kana, to places.
#[derive(Debug, Default)]
pub(super) struct Places {
    names: HashMap<String, Place>,
}

impl Places {
    pub(super) fn new(summaries: &[CaseSummary], analyzer: &Analyzer) -> Self {
        // Names are made once a town and prefecture, however many cases it has.
        let mut towns: HashMap<(&str, &str), (&MunicipalityRef, &CaseSummary, Vec<usize>)> =
            HashMap::new();
        let mut prefectures: BTreeMap<Prefecture, Vec<usize>> = BTreeMap::new();
        for (number, case) in summaries.iter().enumerate() {
            for town in &case.municipalities {
                let known = towns.entry((&town.code, &town.name));
                known.or_insert((town, case, Vec::new())).2.push(number);
            }
            if let Some(prefecture) = case.prefecture_term() {
                prefectures.entry(prefecture).or_default().push(number);
            }
        }
        let mut places = Self::default();
        for (town, case, numbers) in towns.values() {
            let mut names = written_names(&town.name);
            if let Some(prefecture) = &case.prefecture {
                names.push(format!("{}{}", prefecture.name, town.name));
            }
            names.extend(kana_names(&town.name, &town.kana));
            for name in names {
                places.add(&name, numbers, &[]);
            }
        }
        for (prefecture, numbers) in &prefectures {
            places.add_prefecture(*prefecture, numbers, analyzer);
        }
        places
    }

    /// A prefecture with the parts of the country that it belongs to.
    fn add_prefecture(&mut self, prefecture: Prefecture, numbers: &[usize], analyzer: &Analyzer) {
        let filters = [(FacetName::Pref, prefecture.code().to_owned())];
        let label = prefecture.label();
        let stem = stem(label, &["都", "府", "県"]);
        for name in stem.into_iter().chain([label]) {
            self.add(name, numbers, &filters);
            self.add(&reading(name, analyzer), numbers, &filters);
        }
        let region = prefecture.region();
        let filters = [(FacetName::Region, region.code().to_owned())];
        self.add_part(region.label(), numbers, &filters);
        for (part, codes) in PARTS {
            if codes.contains(&prefecture.code()) {
                let filters = codes
                    .iter()
                    .map(|code| (FacetName::Pref, (*code).to_owned()));
                self.add_part(part, numbers, &filters.collect::<Vec<_>>());
            }
        }
    }

    fn add_part(&mut self, part: &str, numbers: &[usize], filters: &[(FacetName, String)]) {
        self.add(part, numbers, filters);
        self.add(&format!("{part}地方"), numbers, filters);
    }

    fn add(&mut self, name: &str, numbers: &[usize], filters: &[(FacetName, String)]) {
        let name = compact(name);
        let kana = fold_kana(&name);
        let keys = if kana == name {
            vec![name]
        } else {
            vec![kana, name]
        };
        for key in keys.into_iter().filter(|key| !key.is_empty()) {
            let place = self.names.entry(key).or_insert_with(|| Place {
                numbers: Vec::new(),
                filters: filters.to_vec(),
            });
            place.numbers.extend(numbers);
        }
    }

    /// The place of this name, compact or in kana; also where a county stands before
    /// a town's name.
    pub(super) fn find(&self, name: &str) -> Option<&Place> {
        let known = |name: &str| {
            self.names
                .get(name)
                .or_else(|| self.names.get(&fold_kana(name)))
        };
        known(name).or_else(|| {
            let (_, town) = name.split_once('郡')?;
            known(town)
        })
    }
}

/// The name with and without what kind of municipality it is; a ward also without
/// its city.
fn written_names(name: &str) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    if let Some((_, ward)) = name.split_once('市')
        && ward.ends_with('区')
    {
        names.push(ward.to_owned());
    }
    let stems: Vec<String> = names
        .iter()
        .filter_map(|name| stem(name, &["市", "町", "村", "区"]))
        .map(str::to_owned)
        .collect();
    names.extend(stems);
    names
}

/// The same in kana.
fn kana_names(name: &str, kana: &str) -> Vec<String> {
    let suffixes: &[&str] = match name.chars().last() {
        Some('市') => &["し"],
        Some('町') => &["ちょう", "まち"],
        Some('村') => &["むら", "そん"],
        Some('区') => &["く"],
        _ => &[],
    };
    let mut names = vec![kana.to_owned()];
    names.extend(stem(kana, suffixes).map(str::to_owned));
    names
}

/// The name without one of these endings, where two characters or more are left.
fn stem<'a>(name: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= 2)
}

/// A name's reading, as far as the dictionary knows it.
pub(super) fn reading(name: &str, analyzer: &Analyzer) -> String {
    analyzer
        .morphemes(&text::fold(name))
        .into_iter()
        .filter_map(|morpheme| morpheme.reading())
        .collect()
}
