//! The report's regions: their numbers, names and municipalities, put together from
//! every place that the report names them in.

use std::collections::BTreeMap;

use crate::gazetteer::Gazetteer;
use crate::record::MunicipalityRef;
use crate::vocabulary::Prefecture;

use super::super::names;
use super::super::pattern::Pattern;
use super::outline::{Outline, numbered, region_name, starts_with_prefecture};
use super::pages::tight;
use super::tables;

/// A region of the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Region {
    /// Its number in the report.
    pub(super) number: usize,
    /// Its fullest printed name, 「福井県坂井地区(坂井市・あわら市)(坂井地区医師会)」.
    pub(super) name: String,
    /// Every form of its name.
    names: Vec<String>,
    /// The bodies in the last brackets of its name.
    pub(super) bodies: Vec<String>,
    /// Where it lies.
    pub(super) prefecture: Option<Prefecture>,
    /// What it consists of.
    pub(super) municipalities: Vec<MunicipalityRef>,
}

static BRACKETS: Pattern = Pattern::new(r"[(（]([^()（）]*)[)）]");

/// Every region that the report names, by number.
pub(super) fn regions(outline: &Outline, gazetteer: &Gazetteer) -> Vec<Region> {
    let mut names: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut add = |number: usize, name: &str| {
        if starts_with_prefecture(name) {
            names.entry(number).or_default().push(name.to_owned());
        }
    };
    for table in tables::tables(&outline.index) {
        for (number, name) in table.rows.iter().filter_map(|row| numbered(row.first()?)) {
            add(number, name);
        }
    }
    for region in &outline.regions {
        if let Some((number, name, _)) = region_name(region) {
            add(number, &name);
        }
    }
    names
        .into_iter()
        .map(|(number, names)| region(number, names, gazetteer))
        .collect()
}

fn region(number: usize, names: Vec<String>, gazetteer: &Gazetteer) -> Region {
    let place = names.iter().find_map(|it| municipalities(it, gazetteer));
    let (prefecture, municipalities) = place.unzip();
    let bodies = names.iter().find_map(|name| {
        let found = BRACKETS.all_captures(name).pop()?;
        (found.get(0)?.end() == name.len()).then(|| found[1].to_owned())
    });
    let bodies = bodies.unwrap_or_default();
    let bodies = bodies
        .split(['、', '&', '＆', '・', ',', '，'])
        .map(str::trim);
    Region {
        number,
        name: names.first().cloned().unwrap_or_default(),
        bodies: bodies
            .filter(|body| !body.is_empty())
            .map(str::to_owned)
            .collect(),
        names,
        prefecture,
        municipalities: municipalities.unwrap_or_default(),
    }
}

/// The municipalities of a printed name: of the place itself, or, where that is a
/// district, of the towns in brackets behind it.
fn municipalities(name: &str, gazetteer: &Gazetteer) -> Option<(Prefecture, Vec<MunicipalityRef>)> {
    let base = name.split(['(', '（']).next()?.trim();
    let prefecture = Prefecture::ALL
        .iter()
        .copied()
        .find(|prefecture| base.starts_with(prefecture.label()))?;
    let in_brackets = BRACKETS.all_captures(name).into_iter();
    let in_brackets = in_brackets.map(|found| format!("{}{}", prefecture.label(), found[1].trim()));
    let is_district = ["地区", "地域", "圏域", "圏"]
        .iter()
        .any(|it| base.ends_with(it));
    let direct = std::iter::once(base.to_owned());
    let candidates: Vec<String> = if is_district {
        in_brackets.chain(direct).collect()
    } else {
        direct.collect()
    };
    candidates
        .iter()
        .filter_map(|candidate| names::place(candidate, gazetteer))
        .find(|place| !place.municipalities.is_empty())
        .map(|place| (place.prefecture, place.municipalities))
}

/// The region that an entry of the index means, and whether its number is misprinted:
/// the name decides where another region has it and the numbered one has not.
pub(super) fn resolve(number: usize, name: &str, regions: &[Region]) -> Option<(usize, bool)> {
    let name = tight(name);
    let is_named = |region: &Region| {
        !name.is_empty() && region.names.iter().any(|own| tight(own).contains(&name))
    };
    let by_number = regions.iter().position(|it| it.number == number);
    let is_right = by_number.is_some_and(|at| is_named(&regions[at]));
    let by_name = regions.iter().position(is_named).filter(|_| !is_right);
    by_name
        .map(|at| (at, true))
        .or(by_number.map(|at| (at, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(number: usize, name: &str) -> Region {
        region(
            number,
            vec![name.to_owned()],
            &Gazetteer::built_in().unwrap(),
        )
    }

    #[test]
    fn districts_are_the_towns_behind_them() {
        for (name, towns) in [
            (
                "福井県坂井地区(坂井市・あわら市)(坂井地区医師会)",
                vec!["坂井市", "あわら市"],
            ),
            ("岩手県釜石市・大槌町(釜石医師会)", vec!["釜石市", "大槌町"]),
            (
                "神奈川県横浜市青葉区 (横浜市青葉区医師会)",
                vec!["横浜市青葉区"],
            ),
            ("栃木県下都賀郡壬生町", vec!["壬生町"]),
            ("栃木県(みぶの会、栃木県医師会)", vec![]),
        ] {
            let found: Vec<String> = named(1, name)
                .municipalities
                .into_iter()
                .map(|it| it.name)
                .collect();
            assert_eq!(found, towns, "{name}");
        }
    }

    #[test]
    fn a_misprinted_number_gives_way_to_the_name() {
        let regions = [
            named(4, "東京都板橋区(板橋区医師会)"),
            named(5, "千葉県柏市(柏市医師会&柏市)"),
            named(11, "静岡県静岡市(静岡市静岡医師会)"),
        ];
        assert_eq!(resolve(4, "静岡市静岡医師会", &regions), Some((2, true)));
        assert_eq!(resolve(4, "板橋区医師会", &regions), Some((0, false)));
        assert_eq!(resolve(5, "柏市&柏市医師会", &regions), Some((1, false)));
        assert_eq!(resolve(5, "千葉県柏市", &regions), Some((1, false)));
        assert_eq!(resolve(9, "誰も知らない会", &regions), None);
    }
}
