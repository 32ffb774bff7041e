//! What single lines say about the entry that they belong to: header lines, page
//! titles and footers, each naming a place.
//!
//! Where entries begin and end is decided from all of a document's signals, in
//! `entries`.

use unicode_normalization::UnicodeNormalization;

use crate::gazetteer::Gazetteer;
use crate::vocabulary::RecordKind;

use super::headings;
use super::lines::{Line, compact};
use super::names::{self, Place};
use super::pattern::Pattern;

/// The words that an entry's header line starts with.
const HEADER: &str = "スマートプラクティス";

/// What a line says about the entry that it belongs to.
#[derive(Clone, Debug)]
pub(super) enum Signal {
    /// A header line with what it names.
    Header(Name),
    /// A page title.
    Title(Name),
    /// A page footer.
    Footer(Name),
    /// The form's own title page.
    Form,
}

/// A name, resolved where it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) printed: String,
    pub(super) place: Option<Place>,
}

impl Name {
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.place, &other.place) {
            (Some(one), Some(two)) => one.is_same(two),
            (None, None) => compact(&self.printed) == compact(&other.printed),
            _ => false,
        }
    }
}

pub(super) static FOOTER: Pattern = Pattern::new(r"^\d{1,2}\s*[.．、:)]?\s*(\S.*)$");

pub(super) static TITLE_END: Pattern = Pattern::new(
    r"(の|における)?(取り?組み?|とりくみ)(について|状況|事例|の紹介|の概要)?\s?([①-⑳]|\d|（.{1,8}）|\(.{1,8}\))?$",
);

/// What the line says of the entry that it stands in.
pub(super) fn signal(lines: &[Line], index: usize, gazetteer: &Gazetteer) -> Option<Signal> {
    let line = lines.get(index)?;
    if line.mark.is_some() {
        return None;
    }
    let text = line.text.as_str();
    if let Some(rest) = text.strip_prefix(HEADER) {
        let printed = rest
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '（' | '）'))
            .to_owned();
        let place =
            names::place(&printed, gazetteer).or_else(|| names::bare_place(&printed, gazetteer));
        let is_name = printed.ends_with(['市', '区', '町', '村'])
            && !printed.contains(['○', '●', '〇', '◯', '△', '×', '＊']);
        return Some(match place {
            None if !is_name && !printed.is_empty() => Signal::Form,
            place => Signal::Header(Name { printed, place }),
        });
    }
    let folded: String = text.nfkc().collect();
    if let Some(rest) = FOOTER.captures(&folded).and_then(|found| found.get(1)) {
        let printed = without_ending(rest.as_str());
        let place = names::place(printed, gazetteer)?;
        return Some(Signal::Footer(Name {
            printed: printed.to_owned(),
            place: Some(place),
        }));
    }
    let following = lines.get(index + 1..).unwrap_or_default();
    title_name(text, gazetteer)
        .or_else(|| bare_name(text, following, gazetteer))
        .map(Signal::Title)
}

/// A title without the words that end it, 「の取り組み」.
pub(super) fn without_ending(text: &str) -> &str {
    TITLE_END
        .find(text)
        .and_then(|(start, _)| text.get(..start))
        .unwrap_or(text)
        .trim()
}

/// The place whose page title the line is: 「岩手県北上市の取り組み」, the place
/// alone, a longer title that starts with it, or one that ends with its bracketed
/// names.
fn title_name(text: &str, gazetteer: &Gazetteer) -> Option<Name> {
    if text.chars().count() > 60 || text.ends_with('。') {
        return None;
    }
    let found = |printed: &str, place: Place| Name {
        printed: printed.to_owned(),
        place: Some(place),
    };
    let stem = without_ending(text);
    if let Some(place) = names::place(stem, gazetteer).filter(|place| {
        stem.len() < text.len() || (!place.municipalities.is_empty() && !place.misprinted)
    }) {
        return Some(found(stem, place));
    }
    if stem.len() < text.len() {
        // 「北海道北竜町における…取り組み」: the longest name that the title starts with.
        let ends: Vec<usize> = stem
            .char_indices()
            .filter(|(_, c)| matches!(c, '市' | '区' | '町' | '村'))
            .map(|(index, c)| index + c.len_utf8())
            .collect();
        return ends.into_iter().rev().find_map(|end| {
            let head = stem.get(..end)?;
            names::place(head, gazetteer)
                .filter(|place| !place.misprinted)
                .map(|place| found(head, place))
        });
    }
    None
}

/// The places in brackets behind a title of other words, or without their prefecture
/// before the title's end, right before the basic information that it is the title of.
fn bare_name(text: &str, following: &[Line], gazetteer: &Gazetteer) -> Option<Name> {
    let text = text.trim_end();
    let stem = without_ending(text);
    let printed = match text.rsplit_once(['（', '(']) {
        Some((title, bracketed)) if title.chars().count() > 3 => {
            bracketed.strip_suffix(['）', ')'])?
        }
        _ if stem.len() < text.len() => stem,
        _ => return None,
    };
    let place = names::bare_place(printed, gazetteer)?;
    let heads_a_profile = following
        .iter()
        .take(3)
        .filter_map(headings::heading)
        .any(|heading| heading.kind == RecordKind::Profile);
    heads_a_profile.then(|| Name {
        printed: printed.to_owned(),
        place: Some(place),
    })
}
