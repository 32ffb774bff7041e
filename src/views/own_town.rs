//! The officer's own town: found by name, its figures from the corpus where it has
//! a case, or as typed.

use crate::comparable::Profile;
use crate::gazetteer::{Gazetteer, Municipality};
use crate::record::CaseSummary;
use crate::text;
use crate::vocabulary::Prefecture;

/// How many towns are offered to choose from.
const MAX_CHOICES: usize = 12;

/// What a typed name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// This town.
    Found(&'a Municipality),
    /// Several towns of that name, or that begin so.
    Choices(Vec<&'a Municipality>),
    /// No town.
    Unknown,
}

/// Finds a town by its code, its name with or without its prefecture and 市町村, or
/// its reading.
pub fn look_up<'a>(
    gazetteer: &'a Gazetteer,
    typed: &str,
    prefecture: Option<Prefecture>,
) -> Lookup<'a> {
    let typed = text::fold(typed.trim());
    if let Some(town) = gazetteer.by_code(&typed) {
        return Lookup::Found(town);
    }
    let named = Prefecture::ALL.iter().find_map(|&prefecture| {
        let rest = typed.strip_prefix(prefecture.label())?;
        Some((prefecture, rest.trim_start().to_owned()))
    });
    let (prefecture, name) = match named {
        Some((named, rest)) if !rest.is_empty() => (Some(named), rest),
        _ => (prefecture, typed),
    };
    let exact = gazetteer.by_name(&name, prefecture);
    if !exact.is_empty() {
        return chosen(exact);
    }
    let reading = text::to_hiragana(&name);
    let matching = |matches: &dyn Fn(&str, &str) -> bool| -> Vec<&'a Municipality> {
        gazetteer
            .iter()
            .filter(|town| prefecture.is_none_or(|it| town.prefecture == it))
            .filter(|town| matches(&text::fold(&town.name), &town.kana))
            .collect()
    };
    let whole = matching(&|town, kana| {
        let bare = |full: &str, suffixes: &[&str], part: &str| {
            suffixes
                .iter()
                .any(|suffix| full.strip_suffix(suffix) == Some(part))
        };
        kana == reading
            || bare(town, &["市", "区", "町", "村"], &name)
            || bare(
                kana,
                &["し", "く", "ちょう", "まち", "むら", "そん"],
                &reading,
            )
    });
    if !whole.is_empty() || name.is_empty() {
        return chosen(whole);
    }
    chosen(matching(&|town, kana| {
        town.starts_with(&name) || kana.starts_with(&reading)
    }))
}

fn chosen(mut towns: Vec<&Municipality>) -> Lookup<'_> {
    match towns[..] {
        [] => Lookup::Unknown,
        [town] => Lookup::Found(town),
        _ => {
            towns.truncate(MAX_CHOICES);
            Lookup::Choices(towns)
        }
    }
}

/// A figure with the case that prints it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printed<'a, T> {
    /// The figure.
    pub value: T,
    /// Who prints it.
    pub case: &'a CaseSummary,
}

/// What the corpus says of a town.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Inhabitants.
    pub population: Option<Printed<'a, u64>>,
    /// Percentage aged 65 or more.
    pub aging_rate: Option<Printed<'a, f64>>,
    /// Area in square kilometres.
    pub area_km2: Option<Printed<'a, f64>>,
    /// The cases about the town.
    pub cases: Vec<&'a CaseSummary>,
}

/// The figures that the town's own cases print; of a joint entry only the town's
/// own part, never the total.
pub fn known<'a>(cases: &'a [CaseSummary], town: &Municipality) -> Known<'a> {
    let mut known = Known::default();
    for case in cases {
        if !case.municipalities.iter().any(|it| it.code == town.code) {
            continue;
        }
        known.cases.push(case);
        let (population, aging_rate, area_km2) = if case.municipalities.len() == 1 {
            (
                case.population.as_ref().map(|fact| fact.value),
                case.aging_rate.as_ref().map(|fact| fact.value),
                case.area_km2.as_ref().map(|fact| fact.value),
            )
        } else {
            case.parts
                .iter()
                .find(|part| part.municipality == town.name)
                .map_or((None, None, None), |part| {
                    (part.population, part.aging_rate, part.area_km2)
                })
        };
        fill(&mut known.population, population, case);
        fill(&mut known.aging_rate, aging_rate, case);
        fill(&mut known.area_km2, area_km2, case);
    }
    known
}

/// The first case that prints a figure stands for it.
fn fill<'a, T>(slot: &mut Option<Printed<'a, T>>, value: Option<T>, case: &'a CaseSummary) {
    if slot.is_none() {
        *slot = value.map(|value| Printed { value, case });
    }
}

/// The profile to compare with: what is typed, else what the corpus says.
pub fn profile(typed: &Profile, town: Option<(&Municipality, &Known)>) -> Profile {
    let known = town.map(|(_, known)| known);
    Profile {
        population: typed
            .population
            .or_else(|| known?.population.map(|it| it.value)),
        aging_rate: typed
            .aging_rate
            .or_else(|| known?.aging_rate.map(|it| it.value)),
        area_km2: typed
            .area_km2
            .or_else(|| known?.area_km2.map(|it| it.value)),
        prefecture: town.map(|(town, _)| town.prefecture).or(typed.prefecture),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lookup: &Lookup) -> Vec<String> {
        match lookup {
            Lookup::Found(town) => vec![format!("{}{}", town.prefecture.label(), town.name)],
            Lookup::Choices(towns) => towns
                .iter()
                .map(|town| format!("{}{}", town.prefecture.label(), town.name))
                .collect(),
            Lookup::Unknown => Vec::new(),
        }
    }

    #[test]
    fn a_town_is_found_as_it_is_typed() {
        let gazetteer = Gazetteer::built_in().unwrap();
        for typed in [
            "014371",
            "北竜町",
            "北竜",
            "北海道北竜町",
            "北海道 北竜町",
            "ほくりゅうちょう",
            "ホクリュウ",
        ] {
            let found = look_up(&gazetteer, typed, None);
            assert_eq!(names(&found), ["北海道北竜町"], "{typed}");
        }
    }

    #[test]
    fn towns_of_one_name_are_offered_and_told_apart_by_their_prefecture() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let found = look_up(&gazetteer, "府中市", None);
        assert_eq!(names(&found), ["東京都府中市", "広島県府中市"]);
        let found = look_up(&gazetteer, "府中市", Some(Prefecture::Hiroshima));
        assert_eq!(names(&found), ["広島県府中市"]);
        let found = look_up(&gazetteer, "広島県府中市", None);
        assert_eq!(names(&found), ["広島県府中市"]);
    }

    #[test]
    fn what_is_no_town_is_unknown() {
        let gazetteer = Gazetteer::built_in().unwrap();
        for typed in ["架空市", "", "　", "999999", "<script>"] {
            let found = look_up(&gazetteer, typed, None);
            assert_eq!(found, Lookup::Unknown, "{typed}");
        }
    }
}
