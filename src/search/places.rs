//! Names of places and the cases they stand for: towns, prefectures and parts of
//! the country, written or in kana, with and without 市, 町, 村 and 県.

use std::collections::{BTreeMap, HashMap};

use super::results::FacetName;
use crate::gazetteer::Gazetteer;
use crate::language::analyzer::{Analyzer, compact, fold_kana};
use crate::record::{CaseSummary, MunicipalityRef};
use crate::text;
use crate::vocabulary::{Prefecture, Region};

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

/// A place, or several of one name.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The cases of its towns, by number in the collection.
    pub(super) numbers: Vec<usize>,
    /// The filters, any of them, that stand for a part of the country.
    pub(super) filters: Vec<(FacetName, String)>,
}

impl Place {
    /// Whether it is a municipality that no case is of.
    pub(super) fn has_no_case(&self) -> bool {
        self.numbers.is_empty() && self.filters.is_empty()
    }
}

/// From compact names, and readings in folded kana, to places.
#[derive(Debug, Default)]
pub(super) struct Places {
    names: HashMap<String, Place>,
}

impl Places {
    /// The places of the cases, and every other municipality under its full name, so
    /// that a town without a case is known for one.
    pub(super) fn new(
        summaries: &[CaseSummary],
        gazetteer: &Gazetteer,
        analyzer: &Analyzer,
    ) -> Self {
        // Names are made once a town, however many cases it has.
        let mut towns: HashMap<(&str, &str), (&MunicipalityRef, &CaseSummary, Vec<usize>)> =
            HashMap::new();
        for (number, case) in summaries.iter().enumerate() {
            for town in &case.municipalities {
                let known = towns.entry((&town.code, &town.name));
                known.or_insert((town, case, Vec::new())).2.push(number);
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
        for &prefecture in Prefecture::ALL {
            let label = prefecture.label();
            let filters = [(FacetName::Pref, prefecture.code().to_owned())];
            for name in stem(label, &["都", "府", "県"]).into_iter().chain([label]) {
                places.add(name, &[], &filters);
                places.add(&reading(name, analyzer), &[], &filters);
            }
        }
        for &region in Region::ALL {
            let filters = [(FacetName::Region, region.code().to_owned())];
            places.add_part(region.label(), &filters);
        }
        for town in gazetteer.iter() {
            for name in [&town.name, &town.kana, &town.full_name()] {
                places.add(name, &[], &[]);
            }
        }
        for (part, codes) in PARTS {
            let codes = codes
                .iter()
                .map(|code| (FacetName::Pref, (*code).to_owned()));
            places.add_part(part, &codes.collect::<Vec<_>>());
        }
        places
    }

    fn add_part(&mut self, part: &str, filters: &[(FacetName, String)]) {
        self.add(part, &[], filters);
        self.add(&format!("{part}地方"), &[], filters);
    }

    fn add(&mut self, name: &str, numbers: &[usize], filters: &[(FacetName, String)]) {
        let name = compact(name);
        let kana = Some(fold_kana(&name)).filter(|kana| *kana != name);
        for key in kana.into_iter().chain([name]).filter(|key| !key.is_empty()) {
            let place = self.names.entry(key).or_default();
            place.numbers.extend(numbers);
            // 北海道 is a prefecture and a region.
            if place.filters.is_empty() {
                place.filters.extend_from_slice(filters);
            }
        }
    }

    /// Every name with its place, in the order of the names.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Place)> {
        let names: BTreeMap<_, _> = self.names.iter().collect();
        names
            .into_iter()
            .map(|(name, place)| (name.as_str(), place))
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
