//! Names of places and the cases they stand for: towns and prefectures, written or
//! in kana, with and without 市, 町, 村 and 県.

use std::collections::HashMap;

use crate::index::analyzer::fold_kana;
use crate::record::Case;
use crate::text;

/// From names to the cases there, as places in the collection.
#[derive(Debug, Default)]
pub(super) struct Places {
    towns: HashMap<String, Vec<usize>>,
    prefectures: HashMap<String, Vec<usize>>,
}

impl Places {
    pub(super) fn new(cases: &[Case]) -> Self {
        let mut places = Self::default();
        for (index, case) in cases.iter().enumerate() {
            for town in &case.municipalities {
                for name in written_names(&town.name) {
                    add(&mut places.towns, text::fold(&name), index);
                }
                for name in kana_names(&town.name, &town.kana) {
                    add(&mut places.towns, fold_kana(&name), index);
                }
            }
            if let Some(prefecture) = &case.prefecture {
                let stem = stem(&prefecture.name, &["都", "府", "県"]);
                for name in stem.into_iter().chain([prefecture.name.as_str()]) {
                    add(&mut places.prefectures, text::fold(name), index);
                }
            }
        }
        places
    }

    /// The cases about the town of this name, folded or in kana.
    pub(super) fn towns(&self, name: &str) -> &[usize] {
        self.towns
            .get(name)
            .or_else(|| self.towns.get(&fold_kana(name)))
            .map_or(&[], Vec::as_slice)
    }

    /// The cases of the prefecture of this folded name.
    pub(super) fn prefecture(&self, name: &str) -> &[usize] {
        self.prefectures.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded name is that of a place.
    pub(super) fn is_place(&self, name: &str) -> bool {
        !self.towns(name).is_empty() || !self.prefecture(name).is_empty()
    }
}

fn add(cases: &mut HashMap<String, Vec<usize>>, name: String, case: usize) {
    if !name.is_empty() {
        let cases = cases.entry(name).or_default();
        if !cases.contains(&case) {
            cases.push(case);
        }
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
