//! Which municipality an officer means: by its code, its name in full, in short or in
//! kana, with or without prefecture and 郡, or with a slip in it.
//!
//! Knows names only; where they are typed, and what is done with a town, is not known
//! here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

use super::{Gazetteer, Municipality};
use crate::text;
use crate::vocabulary::Prefecture;

/// The most characters of a name that are looked at.
const MAX_CHARS: usize = 40;
/// From how many characters on two slips are looked past, not one.
const LONG: usize = 6;
/// How many towns a slip may have meant.
const MAX_NEAR: usize = 6;
/// What a name of a municipality ends with, and how that is read.
const KINDS: [&str; 4] = ["市", "区", "町", "村"];
const KINDS_READ: [&str; 6] = ["し", "く", "ちょう", "まち", "むら", "そん"];

/// What a typed name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// This town.
    Found(&'a Municipality),
    /// Several towns of that name, that begin so or that it names.
    Choices(Vec<&'a Municipality>),
    /// No town; these are spelt nearly so.
    Near(Vec<&'a Municipality>),
    /// No town.
    Unknown,
}

/// How well a town answers what is typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// By its name, today's or a former one.
    Name,
    /// By its name or reading without 市区町村 or, of a ward, without the city.
    Short,
    /// By the beginning of its name or reading.
    Beginning,
    /// By what stands within its name.
    Within,
}

/// One way to read what is typed: a name, its prefecture where that is told, and
/// whether a 郡 is, in which there are towns and villages only.
#[derive(Debug)]
struct Reading {
    prefecture: Option<Prefecture>,
    name: String,
    kana: String,
    in_district: bool,
}

impl Reading {
    fn new(prefecture: Option<Prefecture>, name: &str, in_district: bool) -> Self {
        Self {
            prefecture,
            name: name.to_owned(),
            kana: text::to_hiragana(name),
            in_district,
        }
    }

    /// Every way to read what is typed. No list of the 郡 is needed: whatever stands
    /// before the character is one, where a town or village follows.
    fn all(typed: &str) -> Vec<Self> {
        let told = Prefecture::ALL.iter().find_map(|&prefecture| {
            let rest = typed.strip_prefix(prefecture.label())?;
            Some((prefecture, rest))
        });
        let in_short = Prefecture::ALL.iter().filter_map(|&prefecture| {
            let short = prefecture.label().strip_suffix(['都', '府', '県'])?;
            Some((Some(prefecture), typed.strip_prefix(short)?))
        });
        let mut places: Vec<(Option<Prefecture>, &str)> = match told {
            Some((prefecture, rest)) => vec![(Some(prefecture), rest)],
            None => std::iter::once((None, typed)).chain(in_short).collect(),
        };
        let in_districts: Vec<Self> = places
            .iter()
            .filter_map(|(prefecture, name)| {
                let (district, name) = name.split_once('郡')?;
                (!district.is_empty()).then(|| Self::new(*prefecture, name, true))
            })
            .collect();
        if told.is_some() {
            places.push((None, typed));
        }
        let places = places.into_iter();
        places
            .map(|(prefecture, name)| Self::new(prefecture, name, false))
            .chain(in_districts)
            .collect()
    }

    /// Whether a town may be meant at all.
    fn admits(&self, town: &Municipality) -> bool {
        self.prefecture.is_none_or(|it| town.prefecture == it)
            && (!self.in_district || town.name.ends_with(['町', '村']))
    }

    /// How well a town of this folded name answers; a place without a name is
    /// answered by all its towns.
    fn fit(&self, town: &Municipality, name: &str) -> Option<Fit> {
        if !self.admits(town) {
            return None;
        }
        if self.name.is_empty() {
            let is_place = self.prefecture.is_some() || self.in_district;
            return is_place.then_some(Fit::Beginning);
        }
        let is_former = |alias: &String| text::fold(alias) == self.name;
        let ward = name.split_once('市').map_or("", |(_, ward)| ward);
        if name == self.name || town.aliases.iter().any(is_former) {
            Some(Fit::Name)
        } else if town.kana == self.kana
            || ward == self.name
            || bare(name, &KINDS).any(|it| it == self.name)
            || bare(&town.kana, &KINDS_READ).any(|it| it == self.kana)
        {
            Some(Fit::Short)
        } else if name.starts_with(&self.name) || town.kana.starts_with(&self.kana) {
            Some(Fit::Beginning)
        } else {
            let tells = self.name.chars().nth(1).is_some();
            (tells && name.contains(&self.name)).then_some(Fit::Within)
        }
    }
}

/// A name without the kind of municipality that it ends with.
fn bare<'a>(full: &'a str, kinds: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let without = kinds.iter().filter_map(move |kind| full.strip_suffix(kind));
    without.filter(|name| !name.is_empty())
}

/// What is typed, in the form that names are compared in.
fn folded(typed: &str) -> String {
    let typed: String = typed.chars().take(MAX_CHARS).collect();
    text::fold(&typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

impl Gazetteer {
    /// The town that is meant by its code, its name or its reading.
    pub fn look_up(&self, typed: &str) -> Lookup<'_> {
        let typed = folded(typed);
        if let Some(town) = self.by_code(&typed) {
            return Lookup::Found(town);
        }
        let fitting = self.fitting(&typed);
        if let Some(&(best, town)) = fitting.first() {
            let towns: Vec<&Municipality> = fitting
                .into_iter()
                .take_while(|(fit, _)| *fit == best)
                .map(|(_, town)| town)
                .collect();
            return match towns.len() {
                1 if best != Fit::Within => Lookup::Found(town),
                _ => Lookup::Choices(towns),
            };
        }
        let named = self.named_in(&typed);
        if !named.is_empty() {
            return Lookup::Choices(named);
        }
        match self.near(&typed) {
            near if near.is_empty() => Lookup::Unknown,
            near => Lookup::Near(near),
        }
    }

    /// The towns that what is typed may become, best first; where there are none,
    /// those that are spelt nearly so.
    pub fn complete(&self, typed: &str, limit: usize) -> Lookup<'_> {
        let typed = folded(typed);
        let mut towns: Vec<&Municipality> = self.by_code(&typed).into_iter().collect();
        towns.extend(self.fitting(&typed).into_iter().map(|(_, town)| town));
        towns.truncate(limit);
        if towns.is_empty() {
            self.look_up(&typed)
        } else {
            Lookup::Choices(towns)
        }
    }

    /// The towns that answer what is typed, best first, then in the order of their
    /// codes.
    fn fitting(&self, typed: &str) -> Vec<(Fit, &Municipality)> {
        if typed.is_empty() {
            return Vec::new();
        }
        let readings = Reading::all(typed);
        let mut fitting: Vec<(Fit, &Municipality)> = self
            .municipalities
            .iter()
            .zip(&self.folded)
            .filter_map(|(town, name)| {
                let fits = readings.iter().filter_map(|it| it.fit(town, name));
                Some((fits.min()?, town))
            })
            .collect();
        fitting.sort_by_key(|(fit, _)| *fit);
        fitting
    }

    /// The towns whose names stand in what is typed, 「南伊勢町役場」.
    fn named_in(&self, typed: &str) -> Vec<&Municipality> {
        let names = self.names_in(typed);
        let codes = names.iter().flat_map(|(_, codes)| codes);
        codes.filter_map(|code| self.by_code(code)).collect()
    }

    /// The towns that are spelt nearly so, nearest first.
    fn near(&self, typed: &str) -> Vec<&Municipality> {
        let mut slips: BTreeMap<(u8, &str), &Municipality> = BTreeMap::new();
        for reading in Reading::all(typed) {
            let Some(written) = automaton(&reading.name) else {
                continue;
            };
            let read = automaton(&reading.kana);
            for (town, name) in self.municipalities.iter().zip(&self.folded) {
                let full = text::fold(&town.full_name());
                let nearest = [name, &full]
                    .into_iter()
                    .filter_map(|it| exact(&written, it))
                    .chain(read.as_ref().and_then(|it| exact(it, &town.kana)))
                    .min();
                if let Some(slip) = nearest.filter(|_| reading.admits(town)) {
                    slips.insert((slip, &town.code), town);
                }
            }
        }
        let mut near: Vec<&Municipality> = Vec::new();
        for town in slips.into_values() {
            if near.len() < MAX_NEAR && near.iter().all(|it| it.code != town.code) {
                near.push(town);
            }
        }
        near
    }
}

/// What looks past the slips in a name; none for a single character.
fn automaton(name: &str) -> Option<DFA> {
    static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
        LazyLock::new(|| [1, 2].map(|slips| LevenshteinAutomatonBuilder::new(slips, true)));
    let length = name.chars().count();
    (length > 1).then(|| BUILDERS[usize::from(length >= LONG)].build_dfa(name))
}

/// How many slips lie between two names, where they are few.
fn exact(automaton: &DFA, name: &str) -> Option<u8> {
    match automaton.eval(name) {
        Distance::Exact(slips) => Some(slips),
        Distance::AtLeast(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::built_in().unwrap()
    }

    fn names(lookup: &Lookup) -> Vec<String> {
        match lookup {
            Lookup::Found(town) => vec![town.full_name()],
            Lookup::Choices(towns) | Lookup::Near(towns) => {
                towns.iter().map(|town| town.full_name()).collect()
            }
            Lookup::Unknown => Vec::new(),
        }
    }

    #[test]
    fn a_town_is_found_as_it_is_typed() {
        let gazetteer = gazetteer();
        for (typed, meant) in [
            ("014371", "北海道北竜町"),
            ("北竜町", "北海道北竜町"),
            ("北竜", "北海道北竜町"),
            ("北海道 北竜町", "北海道北竜町"),
            ("北海道雨竜郡北竜町", "北海道北竜町"),
            ("ほくりゅうちょう", "北海道北竜町"),
            ("ホクリュウ", "北海道北竜町"),
            ("三重県度会郡南伊勢町", "三重県南伊勢町"),
            ("度会郡　南伊勢町", "三重県南伊勢町"),
            ("三重 南伊勢", "三重県南伊勢町"),
            ("兵庫県赤穂郡上郡町", "兵庫県上郡町"),
            ("岐阜県郡上市", "岐阜県郡上市"),
            ("茅ケ崎市", "神奈川県茅ヶ崎市"),
        ] {
            let found = gazetteer.look_up(typed);
            assert!(matches!(found, Lookup::Found(_)), "{typed}: {found:?}");
            assert_eq!(names(&found), [meant], "{typed}");
        }
    }

    #[test]
    fn the_official_full_form_of_every_municipality_is_found() {
        let gazetteer = gazetteer();
        for town in gazetteer.iter() {
            let prefecture = town.prefecture.label();
            let mut forms = vec![town.full_name()];
            if town.name.ends_with(['町', '村']) {
                forms.push(format!("{prefecture}架空郡{}", town.name));
            }
            for form in forms {
                match gazetteer.look_up(&form) {
                    Lookup::Found(found) => assert_eq!(found, town, "{form}"),
                    // 泊村 in 古宇郡 and in 国後郡.
                    Lookup::Choices(towns) => {
                        assert!(towns.contains(&town), "{form}");
                        assert!(towns.iter().all(|it| it.full_name() == town.full_name()));
                    }
                    other => panic!("{form}: {other:?}"),
                }
            }
        }
    }

    #[test]
    fn towns_of_one_name_are_offered_and_told_apart_by_their_prefecture() {
        let gazetteer = gazetteer();
        let found = gazetteer.look_up("府中市");
        assert_eq!(names(&found), ["東京都府中市", "広島県府中市"]);
        let found = gazetteer.look_up("広島県府中市");
        assert_eq!(names(&found), ["広島県府中市"]);
        let found = gazetteer.look_up("青葉区");
        assert_eq!(
            names(&found),
            ["宮城県仙台市青葉区", "神奈川県横浜市青葉区"]
        );
        assert_eq!(names(&gazetteer.look_up("三重県")).len(), 29);
    }

    #[test]
    fn a_slip_is_looked_past_and_said() {
        let gazetteer = gazetteer();
        for (typed, meant) in [
            ("南井勢町", "三重県南伊勢町"),
            ("三重県南井勢町", "三重県南伊勢町"),
            ("三重県度会郡南井勢町", "三重県南伊勢町"),
            ("みなみいせちお", "三重県南伊勢町"),
            ("北龍町", "北海道北竜町"),
            ("律市", "三重県津市"),
        ] {
            let found = gazetteer.look_up(typed);
            assert!(matches!(found, Lookup::Near(_)), "{typed}: {found:?}");
            let names = names(&found);
            assert!(names.contains(&meant.to_owned()), "{typed}: {names:?}");
            assert!(names.len() <= MAX_NEAR);
        }
        for typed in ["南伊勢町役場 健康福祉課", "三恵県南伊勢町"] {
            let named = gazetteer.look_up(typed);
            assert_eq!(names(&named), ["三重県南伊勢町"], "{typed}");
            assert_eq!(gazetteer.complete(typed, 8), named);
        }
    }

    #[test]
    fn what_is_no_town_is_unknown() {
        let gazetteer = gazetteer();
        for typed in ["在宅医療", "", "　", "999999", "<script>", "郡郡"] {
            assert_eq!(gazetteer.look_up(typed), Lookup::Unknown, "{typed}");
        }
    }

    #[test]
    fn a_beginning_is_completed_best_first() {
        let gazetteer = gazetteer();
        let first = |typed| names(&gazetteer.complete(typed, 8)).first().cloned();
        for typed in ["みなみいせ", "南伊勢", "三重県度会郡南伊"] {
            assert_eq!(first(typed).as_deref(), Some("三重県南伊勢町"), "{typed}");
        }
        assert_eq!(first("北上").as_deref(), Some("岩手県北上市"));
        assert_eq!(names(&gazetteer.complete("あ", 8)).len(), 8);
    }
}
