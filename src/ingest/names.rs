//! Finds the municipalities that a printed name means: prefecture and names, 郡
//! prefixes, joint entries, former names, and the ways a name is misprinted.
//!
//! Knows names only, not where in a document they stand. The rules are general:
//! the nearest name of the same prefecture is meant, where one is nearest.

use strsim::levenshtein;

use crate::gazetteer::{Gazetteer, Municipality};
use crate::record::MunicipalityRef;
use crate::text::fold;
use crate::vocabulary::Prefecture;

/// What a printed name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The name as printed.
    pub(super) printed: String,
    /// Its prefecture.
    pub(super) prefecture: Prefecture,
    /// Its municipalities, in the order of the name; none for a body of a
    /// prefecture, such as a health centre.
    pub(super) municipalities: Vec<MunicipalityRef>,
    /// Whether a misprint was read over.
    pub(super) misprinted: bool,
}

impl Place {
    /// One municipality by its own name.
    pub(super) fn of(town: &Municipality) -> Self {
        Self {
            printed: town.name.clone(),
            prefecture: town.prefecture,
            municipalities: vec![town.into()],
            misprinted: false,
        }
    }

    /// The place's proper name, 「熊本県小国町・南小国町」.
    pub(super) fn name(&self) -> String {
        let names: Vec<&str> = self
            .municipalities
            .iter()
            .map(|municipality| municipality.name.as_str())
            .collect();
        format!("{}{}", self.prefecture.label(), names.join("・"))
    }

    /// That a misprint was read over, where one was.
    pub(super) fn doubt(&self) -> Option<String> {
        let message = || format!("市町村名「{}」は{}とみなした", self.printed, self.name());
        self.misprinted.then(message)
    }

    /// Whether both mean the same municipalities, or the same printed body.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.municipalities.is_empty() || other.municipalities.is_empty() {
            fold(&self.printed) == fold(&other.printed)
        } else {
            self.municipalities == other.municipalities
        }
    }
}

/// What separates the names of a joint entry.
const SEPARATORS: [char; 9] = ['・', '･', '、', ',', '，', '／', '/', '＆', '&'];

/// What the names of municipalities end with.
pub(super) const SUFFIXES: [char; 4] = ['市', '区', '町', '村'];

/// A joint entry's names are not longer.
const LONGEST_NAME: usize = 40;

/// Words of a prefecture's own bodies, which stand for the towns they serve.
const BODIES: [&str; 7] = [
    "センター",
    "保健所",
    "事務所",
    "医師会",
    "協議会",
    "連合",
    "組合",
];

/// The place that a whole text names, with its prefecture before it. What stands in
/// brackets behind the name is left aside.
pub(super) fn place(text: &str, gazetteer: &Gazetteer) -> Option<Place> {
    let printed = text.trim();
    exact_place(printed, gazetteer)
        .or_else(|| {
            let (name, _) = printed.split_once(['（', '('])?;
            exact_place(name.trim(), gazetteer)
        })
        .map(|place| Place {
            printed: printed.to_owned(),
            ..place
        })
}

fn exact_place(printed: &str, gazetteer: &Gazetteer) -> Option<Place> {
    let (candidates, rest) = prefecture(printed, gazetteer)?;
    for (prefecture, misread) in candidates {
        if let Some((municipalities, misprinted)) = municipalities(rest, prefecture, gazetteer) {
            return Some(Place {
                printed: printed.to_owned(),
                prefecture,
                municipalities,
                misprinted: misread || misprinted,
            });
        }
        if !misread && BODIES.iter().any(|body| rest.ends_with(body)) {
            // A town's own body, 「西予市地域包括支援センター」, or the prefecture's.
            let towns = leading(rest, gazetteer).map_or_else(Vec::new, |(places, _)| places);
            let town = towns.into_iter().find(|it| it.prefecture == prefecture);
            return Some(Place {
                printed: printed.to_owned(),
                prefecture,
                municipalities: town.map_or_else(Vec::new, |it| it.municipalities),
                misprinted: false,
            });
        }
    }
    // The prefecture itself may be misprinted for another, where the names are known
    // in one only.
    bare_place(rest, gazetteer)
        .filter(|place| {
            place.municipalities.iter().all(|municipality| {
                gazetteer.by_name(&municipality.name, None).len() == 1 && rest.ends_with(SUFFIXES)
            })
        })
        .map(|place| Place {
            misprinted: true,
            ..place
        })
}

/// The place that a text without a prefecture names, 「水俣市・芦北町・津奈木町」, if
/// only one can be meant: 「府中市」 is in two prefectures.
pub(super) fn bare_place(text: &str, gazetteer: &Gazetteer) -> Option<Place> {
    let mut places = bare_places(text.trim(), gazetteer);
    let place = places.pop()?;
    places
        .iter()
        .all(|other| other.municipalities == place.municipalities)
        .then_some(place)
}

/// The places that a text of nothing but names can mean, one for each prefecture
/// that has towns of all the names.
fn bare_places(printed: &str, gazetteer: &Gazetteer) -> Vec<Place> {
    let town = |name: &str, prefecture: Option<Prefecture>| {
        let name = name.trim();
        let found = gazetteer.by_name(name, prefecture);
        match name.split_once('郡') {
            Some((_, rest)) if found.is_empty() => gazetteer.by_name(rest, prefecture),
            _ => found,
        }
    };
    let names = || printed.split(SEPARATORS).flat_map(split_and);
    let Some(first) = names().next() else {
        return Vec::new();
    };
    town(first, None)
        .into_iter()
        .filter_map(|candidate| {
            let prefecture = candidate.prefecture;
            let municipalities = names()
                .map(|name| town(name, Some(prefecture)).first().map(|&it| it.into()))
                .collect::<Option<Vec<MunicipalityRef>>>()?;
            Some(Place {
                printed: printed.to_owned(),
                prefecture,
                municipalities,
                misprinted: false,
            })
        })
        .collect()
}

/// The places that the longest name at the start of a text can mean, and what
/// follows that name: 「府中市における…」.
pub(super) fn leading<'t>(text: &'t str, gazetteer: &Gazetteer) -> Option<(Vec<Place>, &'t str)> {
    let prefecture = Prefecture::ALL
        .iter()
        .find(|prefecture| text.starts_with(prefecture.label()));
    let from = prefecture.map_or(0, |prefecture| prefecture.label().len());
    let names = text.get(from..)?;
    names
        .char_indices()
        .take(LONGEST_NAME)
        .filter(|(_, c)| SUFFIXES.contains(c))
        .map(|(index, c)| index + c.len_utf8())
        .collect::<Vec<usize>>()
        .into_iter()
        .rev()
        .find_map(|end| {
            let mut places = bare_places(names.get(..end)?.trim_start(), gazetteer);
            places.retain(|place| prefecture.is_none_or(|it| *it == place.prefecture));
            for place in &mut places {
                text.get(..from + end)?.clone_into(&mut place.printed);
            }
            (!places.is_empty()).then_some((places, text.get(from + end..)?))
        })
}

/// The one of places of the same name that texts speak for: by naming its prefecture,
/// or towns that only its prefecture has. None where no place has more.
pub(super) fn likeliest(places: &[Place], text: &str, gazetteer: &Gazetteer) -> Option<Place> {
    let score = |place: &Place| {
        let neighbours = mentioned(text, place.prefecture, gazetteer)
            .into_iter()
            .filter(|town| gazetteer.by_name(&town.name, None).len() == 1)
            .count();
        text.matches(place.prefecture.label()).count() + neighbours
    };
    let mut scored: Vec<(usize, &Place)> = places.iter().map(|it| (score(it), it)).collect();
    scored.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    match scored.as_slice() {
        [(_, place)] => Some((*place).clone()),
        [(best, place), (second, _), ..] if best > second => Some((*place).clone()),
        _ => None,
    }
}

/// The municipalities of a prefecture that a text mentions by name, in the order
/// of first mention.
pub(super) fn mentioned(
    text: &str,
    prefecture: Prefecture,
    gazetteer: &Gazetteer,
) -> Vec<MunicipalityRef> {
    let mut found: Vec<MunicipalityRef> = Vec::new();
    for (_, codes) in gazetteer.names_in(&fold(text)) {
        let towns = codes.iter().filter_map(|code| gazetteer.by_code(code));
        let own = towns.filter(|town| town.prefecture == prefecture);
        for town in own.map(MunicipalityRef::from) {
            if !found.contains(&town) {
                found.push(town);
            }
        }
    }
    found
}

/// The prefectures that a name may start with, likeliest first with whether that
/// reads over a misprint, and what follows.
fn prefecture<'t>(
    text: &'t str,
    gazetteer: &Gazetteer,
) -> Option<(Vec<(Prefecture, bool)>, &'t str)> {
    for &prefecture in Prefecture::ALL {
        if let Some(rest) = text.strip_prefix(prefecture.label()) {
            return Some((vec![(prefecture, false)], rest.trim_start()));
        }
    }
    // 「長野原町」 and 「大阪狭山市」 begin like a prefecture and are towns.
    if leading(text, gazetteer).is_some() {
        return None;
    }
    // 「静岡浜松市」: the suffix is missing.
    for &prefecture in Prefecture::ALL {
        if let Some(stem) = prefecture.label().strip_suffix(['都', '府', '県'])
            && let Some(rest) = text.strip_prefix(stem)
            && rest.chars().count() >= 2
        {
            return Some((vec![(prefecture, true)], rest));
        }
    }
    // 「内良県大和郡山市」: one character is another.
    let end = text
        .char_indices()
        .take(4)
        .find(|&(_, c)| matches!(c, '県' | '府' | '都' | '道'))
        .map(|(index, c)| index + c.len_utf8())?;
    let head = text.get(..end)?;
    let near: Vec<(Prefecture, bool)> = Prefecture::ALL
        .iter()
        .filter(|prefecture| levenshtein(prefecture.label(), head) == 1)
        .map(|&prefecture| (prefecture, true))
        .collect();
    (!near.is_empty()).then(|| (near, text.get(end..).unwrap_or_default()))
}

/// The municipalities that the rest of a name lists, and whether one is misprinted.
/// All of them must be found.
fn municipalities(
    text: &str,
    prefecture: Prefecture,
    gazetteer: &Gazetteer,
) -> Option<(Vec<MunicipalityRef>, bool)> {
    // A name that holds a separator itself is whole.
    if let Some((found, misprinted)) = municipality(text, prefecture, gazetteer) {
        return Some((vec![found.into()], misprinted));
    }
    let mut all = Vec::new();
    let mut any_misprinted = false;
    for name in text.split(SEPARATORS).flat_map(|part| split_and(part)) {
        // The prefecture may be repeated before each name.
        let name = name.trim().trim_start_matches(prefecture.label());
        let (found, misprinted) = municipality(name, prefecture, gazetteer)?;
        all.push(found.into());
        any_misprinted |= misprinted;
    }
    (!all.is_empty()).then_some((all, any_misprinted))
}

/// 「芦北町と津奈木町」「燕市及び弥彦村」
fn split_and(text: &str) -> Vec<&str> {
    let words = ["及び", "および", "と"];
    let joints = words.iter().flat_map(|word| text.match_indices(word));
    let joints = joints.map(|(at, word)| (text.split_at(at).0, at + word.len()));
    let behind_names = joints.filter(|(before, _)| before.ends_with(SUFFIXES));
    match behind_names.min_by_key(|(before, _)| before.len()) {
        Some((name, end)) => {
            let mut names = vec![name];
            names.extend(split_and(text.split_at(end).1));
            names
        }
        None => vec![text],
    }
}

/// The one municipality that a name means, and whether it is misprinted.
fn municipality<'a>(
    name: &str,
    prefecture: Prefecture,
    gazetteer: &'a Gazetteer,
) -> Option<(&'a Municipality, bool)> {
    let name = name.trim();
    let exact = |name: &str| gazetteer.by_name(name, Some(prefecture)).first().copied();
    if let Some(found) = exact(name) {
        return Some((found, false));
    }
    // 「安八郡輪之内町」
    if let Some((_, rest)) = name.split_once('郡')
        && let Some(found) = exact(rest)
    {
        return Some((found, false));
    }
    let name = name
        .split_once('郡')
        .filter(|(_, rest)| rest.chars().count() >= 2)
        .map_or(name, |(_, rest)| rest);
    let last = name.chars().next_back().filter(|c| SUFFIXES.contains(c))?;
    // 「須賀川市市」, 「辰野市」 for 辰野町
    let stem = name.trim_end_matches(last);
    for suffix in [last, '市', '町', '村', '区'] {
        if let Some(found) = exact(&format!("{stem}{suffix}")) {
            return Some((found, true));
        }
    }
    nearest(name, prefecture, gazetteer).map(|found| (found, true))
}

/// The one municipality whose name is one character away, or two where the name
/// is long enough for that to mean the same.
fn nearest<'a>(
    name: &str,
    prefecture: Prefecture,
    gazetteer: &'a Gazetteer,
) -> Option<&'a Municipality> {
    let name = fold(name);
    let length = name.chars().count();
    if !(3..=12).contains(&length) {
        return None;
    }
    let limit = if length >= 6 { 2 } else { 1 };
    let mut near: Vec<(usize, &Municipality)> = gazetteer
        .iter()
        .filter(|municipality| municipality.prefecture == prefecture)
        .map(|municipality| (levenshtein(&fold(&municipality.name), &name), municipality))
        .filter(|&(distance, _)| distance <= limit)
        .collect();
    near.sort_by_key(|&(distance, _)| distance);
    match near.as_slice() {
        [(_, found)] => Some(found),
        [(best, found), (second, _), ..] if best < second => Some(found),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(name: &str) -> Vec<String> {
        let gazetteer = Gazetteer::built_in().unwrap();
        place(name, &gazetteer)
            .map(|place| {
                place
                    .municipalities
                    .into_iter()
                    .map(|municipality| municipality.code)
                    .collect()
            })
            .unwrap_or_default()
    }

    #[test]
    fn names_are_found_with_their_prefecture_and_district() {
        assert_eq!(codes("北海道北竜町"), ["014371"]);
        assert_eq!(codes("千葉県印旛郡栄町"), ["123293"]);
        assert_eq!(codes("奈良県大和郡山市"), ["292036"]);
        assert_eq!(codes("兵庫県篠山市"), ["282219"]);
        assert_eq!(codes("熊本県小国町・南小国町"), ["434248", "434230"]);
        assert_eq!(
            codes("熊本県水俣市・芦北町・津奈木町"),
            ["432059", "434825", "434841"]
        );
    }

    #[test]
    fn misprints_are_read_over() {
        assert_eq!(codes("内良県大和郡山市"), ["292036"]);
        assert_eq!(codes("福島県須賀川市市"), ["072079"]);
        assert_eq!(codes("静岡浜松市"), ["221309"]);
        assert_eq!(codes("長野県辰野市"), ["203823"]);
        assert_eq!(codes("福島県石川市"), ["075019"]);
        assert_eq!(codes("岩手県陸前高多市"), ["032107"]);
        assert_eq!(codes("山形県大館市"), ["052043"]);
    }

    #[test]
    fn a_name_alone_is_enough_where_the_country_has_one() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let code = |name: &str| {
            bare_place(name, &gazetteer).map(|place| place.municipalities[0].code.clone())
        };
        assert_eq!(code("彦根市").as_deref(), Some("252026"));
        assert_eq!(code("府中市"), None);
        assert_eq!(code("水俣市・芦北町").as_deref(), Some("432059"));
        assert_eq!(code("芦北町と津奈木町と水俣市").as_deref(), Some("434825"));
        assert_eq!(code("ときがわ町と小川町").as_deref(), Some("113492"));
    }

    #[test]
    fn a_town_whose_name_begins_like_a_prefecture_is_no_other_town() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let begins = |town: &&Municipality| {
            let mut stems = Prefecture::ALL.iter().map(|it| it.label());
            stems.any(|label| {
                town.name
                    .starts_with(label.trim_end_matches(['都', '府', '県']))
            })
        };
        for town in gazetteer.iter().filter(begins) {
            assert_eq!(place(&town.name, &gazetteer), None, "{}", town.name);
            let alone = bare_place(&town.name, &gazetteer);
            let alone = alone.map(|place| place.municipalities[0].code.clone());
            let is_only = gazetteer.by_name(&town.name, None).len() == 1;
            assert_eq!(alone, is_only.then(|| town.code.clone()), "{}", town.name);
        }
    }

    #[test]
    fn what_names_no_place_is_none() {
        let gazetteer = Gazetteer::built_in().unwrap();
        for text in [
            "フォーマット",
            "北海道",
            "岩手県医療計画",
            "医療機関の取り組み",
        ] {
            assert!(
                place(text, &gazetteer).is_none_or(|place| place.municipalities.is_empty()),
                "{text}"
            );
        }
    }

    #[test]
    fn towns_mentioned_in_a_text_are_found_whole() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let names: Vec<String> = mentioned("南小国町と阿蘇市", Prefecture::Kumamoto, &gazetteer)
            .into_iter()
            .map(|municipality| municipality.name)
            .collect();
        assert_eq!(names, ["南小国町", "阿蘇市"]);
    }
}
