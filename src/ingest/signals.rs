//! What single lines say about the entry that they belong to: header lines, page
//! titles and footers, each naming a place, and weaker mentions in title places.
//!
//! Where entries begin and end is decided from all of a document's signals, in
//! `entries`.

use unicode_normalization::UnicodeNormalization;

use crate::gazetteer::Gazetteer;

use super::lines::{Line, compact};
use super::names::{self, Place, SUFFIXES};
use super::pattern::Pattern;

/// The word that a header line of the Ministry's form starts with. It is what an
/// editor is asked to add where a document does not show its entries.
pub(super) const HEADER: &str = "スマートプラクティス";

/// How a line names the entry that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A header line.
    Header,
    /// A page title.
    Title,
    /// A page footer.
    Footer,
    /// The form's own title page.
    Form,
}

/// What a line says about the entry that it belongs to.
#[derive(Clone, Debug)]
pub(super) struct Signal {
    pub(super) kind: Kind,
    /// What it names, which may be empty in a header.
    pub(super) name: Name,
}

/// A name with the places that it can mean: none where it is not known, several
/// where towns of different prefectures share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) printed: String,
    pub(super) places: Vec<Place>,
}

impl Name {
    fn one(printed: &str, place: Place) -> Self {
        Self {
            printed: printed.to_owned(),
            places: vec![place],
        }
    }

    /// Whether both can mean the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        if self.places.is_empty() && other.places.is_empty() {
            return compact(&self.printed) == compact(&other.printed);
        }
        self.places
            .iter()
            .any(|one| other.places.iter().any(|two| one.is_same(two)))
    }

    /// Whether both can mean one town, among others.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let towns = |name: &Self| -> Vec<String> {
            let all = name.places.iter().flat_map(|place| &place.municipalities);
            all.map(|town| town.code.clone()).collect()
        };
        let all = towns(other);
        towns(self).iter().any(|code| all.contains(code))
    }

    /// Whether it is printed with its prefecture.
    pub(super) fn has_prefecture(&self) -> bool {
        self.places
            .iter()
            .any(|place| self.printed.starts_with(place.prefecture.label()))
    }
}

/// A footer: a number and what it numbers.
pub(super) static FOOTER: Pattern = Pattern::new(r"^\d{1,2}\s*[.．、:)]?\s*(\S.*)$");

/// The words that end a page title behind the name.
static TITLE_END: Pattern = Pattern::new(
    r"(の|における)?(取り?組み?|とりくみ)(について|状況|事例|の紹介|の概要)?\s?([①-⑳]|\d|（.{1,8}）|\(.{1,8}\))?$",
);

/// The cell of a form for the name of the town that fills it in, and the name where it
/// stands on the same line; its prefecture's may stand before it.
static NAME_CELL: Pattern = Pattern::new(
    r"^(?:\S?\s*(?:都道府)?県名?[\s　:：]+\S+\s+)?(?:市\s*区?\s*町\s*村|市町|町村|[市町村]|自治体|団体|保険者|構成市町村?)\s*名[\s　:：]*(\S+(?: \S+)*)?(?:\s{2}.*)?$",
);

/// A figure behind a name, or two where the heads of columns have the units: a row of a
/// table, no title.
static FIGURE: Pattern = Pattern::new(concat!(
    r"[0-9０-９][万千]?\s*(?:人|名|世帯|[%％㎢])|[0-9０-９]{1,3}[,，][0-9０-９]{3}|",
    r"^(?:\s+[0-9０-９][0-9０-９.,．，]*){2}(?:\s|$)",
));

/// What the line says of the entry that it stands in.
pub(super) fn signal(lines: &[Line], index: usize, gazetteer: &Gazetteer) -> Option<Signal> {
    let line = lines.get(index)?;
    if line.mark.is_some() {
        return None;
    }
    let text = line.text.as_str();
    if let Some(rest) = text.strip_prefix(HEADER) {
        return Some(header(rest, gazetteer));
    }
    if let Some(name) = in_cell(lines, index, gazetteer) {
        let kind = Kind::Header;
        return Some(Signal { kind, name });
    }
    let folded: String = text.nfkc().collect();
    if let Some(rest) = FOOTER.captures(&folded).and_then(|found| found.get(1)) {
        let printed = without_ending(rest.as_str());
        let name = Name::one(printed, names::place(printed, gazetteer)?);
        // 「１ 日南市」 also begins a table's row.
        let is_dotted = |before: &str| before.contains(|c: char| c.is_ascii_punctuation());
        let kind = Kind::Footer;
        return (name.has_prefecture() || folded.get(..rest.start()).is_some_and(is_dotted))
            .then_some(Signal { kind, name });
    }
    let following = lines.iter().skip(index + 1).take(4);
    let over_figures =
        || bracketed(text, gazetteer).filter(|_| following.clone().any(is_population));
    let name = title_name(text, gazetteer).or_else(over_figures)?;
    let kind = Kind::Title;
    Some(Signal { kind, name })
}

/// What stands behind the form's header word: a name, known or not, nothing, or the
/// form's own title.
fn header(rest: &str, gazetteer: &Gazetteer) -> Signal {
    let printed = rest
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '（' | '）'))
        .to_owned();
    let places = match names::place(&printed, gazetteer) {
        Some(place) => vec![place],
        None => names::leading(&printed, gazetteer)
            .filter(|(_, rest)| rest.is_empty())
            .map_or_else(Vec::new, |(places, _)| places),
    };
    let is_name =
        printed.ends_with(SUFFIXES) && !printed.contains(['○', '●', '〇', '◯', '△', '×', '＊']);
    let is_form = places.is_empty() && !is_name && !printed.is_empty();
    let kind = if is_form { Kind::Form } else { Kind::Header };
    let name = Name { printed, places };
    Signal { kind, name }
}

/// What the names of offices end with.
const OFFICES: [char; 5] = ['部', '課', '室', '係', '局'];

/// A longer line is no title.
pub(super) const LONGEST_TITLE: usize = 60;

/// The place that a form's cell for names holds, beside its label or below it; names
/// in a column are a table's. Where all labels of the form come before its cells, it
/// is the next name alone on a line.
fn in_cell(lines: &[Line], index: usize, gazetteer: &Gazetteer) -> Option<Name> {
    /// How many lines behind its label a cell may stand.
    const FORM: usize = 16;
    let found = NAME_CELL.captures(&lines.get(index)?.text)?;
    let beside = found.get(1).map(|cell| cell.as_str());
    let named = |text: &str| {
        let (places, rest) = names::leading(text, gazetteer)?;
        // Another cell may stand behind it; a town there is a table's.
        let is_other = |rest: &str| {
            rest.starts_with(' ') && names::leading(rest.trim_start(), gazetteer).is_none()
        };
        let is_whole = rest.is_empty() || rest.starts_with(['（', '(']) || is_other(rest);
        let printed = places.first().filter(|_| is_whole)?.printed.clone();
        Some(Name { printed, places })
    };
    let named_at = |at: usize| named(&lines.get(at)?.text);
    if let Some(cell) = beside {
        return named(cell).filter(|_| named_at(index + 1).is_none());
    }
    let is_label = |at: &usize| {
        lines
            .get(*at)
            .is_some_and(|it| NAME_CELL.is_match(&it.text))
    };
    let at = (index + 1..=index + FORM)
        .take_while(|at| !is_label(at))
        .find(|&at| named_at(at).is_some())?;
    named_at(at).filter(|_| named_at(at + 1).is_none())
}

/// Whether a row is the only one below heads of which the first is for names: a form's.
pub(super) fn is_only_row(lines: &[Line], at: usize, gazetteer: &Gazetteer) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let below = lines.get(at + 1);
    above.is_some_and(|line| NAME_CELL.is_match(&line.text))
        && below.is_none_or(|line| names::leading(&line.text, gazetteer).is_none())
}

/// A title without the words that end it, 「の取り組み」.
pub(super) fn without_ending(text: &str) -> &str {
    TITLE_END
        .find(text)
        .and_then(|(start, _)| text.get(..start))
        .unwrap_or(text)
        .trim()
}

/// The place whose page title the line is: 「岩手県北上市の取り組み」, or the place
/// alone.
fn title_name(text: &str, gazetteer: &Gazetteer) -> Option<Name> {
    if text.chars().count() > LONGEST_TITLE || text.ends_with('。') {
        return None;
    }
    let stem = without_ending(text);
    let is_ended = stem.len() < text.len();
    // An office may stand behind the name: 「岩手県北上市 地域包括支援センター」.
    let is_behind = |rest: &str| rest.starts_with(char::is_whitespace);
    if names::leading(stem, gazetteer).is_some_and(|(_, rest)| is_behind(rest)) {
        return None;
    }
    let place = names::place(stem, gazetteer)?;
    let is_name = is_ended || (!place.municipalities.is_empty() && !place.misprinted);
    is_name.then(|| Name::one(stem, place))
}

/// The places in brackets behind a title of other words, or before the words that end
/// one.
fn bracketed(text: &str, gazetteer: &Gazetteer) -> Option<Name> {
    let text = text.trim_end();
    let stem = without_ending(text);
    let inner = match text.rsplit_once(['（', '(']) {
        Some((_, inner)) => inner.strip_suffix(['）', ')'])?,
        None => Some(stem).filter(|stem| stem.len() < text.len())?,
    };
    let (places, rest) = names::leading(inner, gazetteer)?;
    let printed = places.first()?.printed.clone();
    rest.is_empty().then_some(Name { printed, places })
}

/// Labels of the number of inhabitants.
const POPULATION: [&str; 3] = ["人口", "総人口", "管内人口"];

/// What may stand before the town's figures on their line: 「【概要】」, 「町の横顔：」.
static LEAD: Pattern = Pattern::new(r"^(?:【[^】]{1,10}】|[^:、。]{1,16}:)");

/// Whether the line holds a town's figures besides what signals its entry.
pub(super) fn has_figure(text: &str) -> bool {
    FIGURE.is_match(text)
}

/// Whether what follows a name makes it the head of a row: a figure near by. The name of
/// another body, 「○○市医師会」, or of a place, 「○○市の北にあり」, heads none.
pub(super) fn heads_row(rest: &str) -> bool {
    /// How many characters the figure may be away: 「西予市です。人口は」.
    const NEAR: usize = 24;
    let is_word = |c: char| matches!(c, 'の' | '一'..='鿿' | 'ァ'..='ヺ');
    let goes_on = rest.starts_with(is_word) && !rest.trim_start_matches('の').starts_with("人口");
    let before = FIGURE.find(rest).and_then(|(at, _)| rest.get(..at));
    !goes_on && before.is_some_and(|before| before.chars().count() <= NEAR)
}

/// The places that a row of figures may be of, behind its number.
pub(super) fn row(line: &Line, gazetteer: &Gazetteer) -> Option<Vec<Place>> {
    let row = line.body().trim_start_matches(|c: char| !c.is_alphabetic());
    let (places, rest) = names::leading(row, gazetteer)?;
    heads_row(rest).then_some(places)
}

/// Whether the line starts with a printed number of inhabitants.
pub(super) fn is_population(line: &Line) -> bool {
    let whole = compact(line.body());
    let starts = |text: &str| {
        let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
        POPULATION.iter().any(|label| text.starts_with(label))
            && text.chars().any(|c| c.is_ascii_digit())
    };
    starts(&whole) || starts(&LEAD.strip(&whole))
}

/// The place that a short line starts with as a title or the name of an office does:
/// 「府中市における」, 「～川崎町の取組～」, 「宮城県登米市民生活部」. It counts only in a
/// title's place.
pub(super) fn topic(line: &Line, gazetteer: &Gazetteer) -> Option<Name> {
    if line.mark.is_some() || line.text.chars().count() > LONGEST_TITLE || line.text.contains('。')
    {
        return None;
    }
    titled(
        line.text.trim_start_matches(|c: char| !c.is_alphabetic()),
        gazetteer,
    )
}

/// The place that a title starts with; a sentence about it or a row of its figures is
/// none.
fn titled(text: &str, gazetteer: &Gazetteer) -> Option<Name> {
    const PARTICLES: &str = "はがをにとやもへ、。・";
    let (places, rest) = names::leading(text, gazetteer)?;
    let in_sentence = rest.starts_with(|c| PARTICLES.contains(c)) && !rest.starts_with("における")
        || rest.starts_with("など");
    let printed = places.first()?.printed.clone();
    (!in_sentence && !FIGURE.is_match(rest)).then_some(Name { printed, places })
}

/// Whether the line names an office: 「福島県伊達市健康福祉部高齢福祉課」. 「砥部町」 is none.
pub(super) fn is_office(line: &Line, name: &Name) -> bool {
    let text = line.text.replace(&name.printed, "").replace("課題", "");
    text.contains(OFFICES)
}
