//! Where a document names a town, and how far that line is about the town: as its
//! title, as one of a series of titles, as the subject of a sentence, or by the way.
//!
//! Which lines make an entry is not decided here.

use super::stretches::{Figures, officials};
use super::{Kind, Name, Signal};
use crate::ingest::Against;
use crate::ingest::lines::Line;
use crate::ingest::names;
use crate::ingest::paragraphs;
use crate::ingest::pattern::Pattern;
use crate::ingest::signals::{LONGEST_TITLE, has_figure, heads_row, is_only_row, without_ending};

/// What a line that names a town is worth.
pub(super) mod worth {
    /// The form's header, or its cell for the town's name.
    pub(in crate::ingest::entries) const HEADER: f64 = 12.0;
    /// A page's title or footer in the words of one.
    pub(in crate::ingest::entries) const SIGNAL: f64 = 4.0;
    /// A title that starts with the town.
    pub(in crate::ingest::entries) const TITLE: f64 = 3.0;
    /// Another title of the same form names another town.
    pub(in crate::ingest::entries) const SERIES: f64 = 3.0;
    /// Two and more of them do: a document that is cut so.
    pub(in crate::ingest::entries) const LONGER: f64 = 1.0;
    /// It stands behind a blank line or at a sheet's top.
    pub(in crate::ingest::entries) const SET_OFF: f64 = 1.0;
    /// A title that holds the town.
    pub(in crate::ingest::entries) const WITHIN: f64 = 1.5;
    /// A sentence about the town.
    pub(in crate::ingest::entries) const SUBJECT: f64 = 1.0;
    /// A line that names no other town.
    pub(in crate::ingest::entries) const NAMED: f64 = 0.3;
}

/// The form of pages' titles.
const PAGE: &str = "page";

/// The lines of contents stand no further apart.
const CONTENTS: usize = 4;

/// More letters than these say something of a town.
const TEXT: usize = 25;

/// A line that names a town.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) at: usize,
    pub(super) name: Name,
    pub(super) worth: f64,
    /// Whether it ends a title of other words, which a number begins.
    pub(super) is_counted: bool,
    form: Form,
}

/// How a line names a town.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// As the form does, or in a page's footer.
    Signal,
    /// In a title: what stands around the name, digits aside. Pages' titles are of one form.
    Title(String),
    /// Before its figures, behind the list mark.
    Row(Option<char>),
    Other,
}

impl Mention {
    /// Whether an entry may start with it.
    pub(super) fn is_title(&self) -> bool {
        self.worth >= worth::TITLE
    }

    /// Whether it is a form's header.
    pub(super) fn is_header(&self) -> bool {
        self.worth >= worth::HEADER && self.form == Form::Signal
    }

    /// Whether it is a title without text of its own, as others of the document.
    pub(super) fn is_in_series(&self) -> bool {
        matches!(self.form, Form::Title(_)) && self.worth >= worth::TITLE + worth::SERIES
    }
}

/// The mentions of towns in a document, in order.
pub(super) fn mentions(
    lines: &[Line],
    signals: &[Option<Signal>],
    against: Against<'_>,
) -> Vec<Mention> {
    let mut found: Vec<Mention> = signals
        .iter()
        .enumerate()
        .filter_map(|(at, signal)| match signal {
            Some(signal) => of_signal(at, signal),
            None => of_line(lines, at, against),
        })
        .filter(|it| it.is_header() || !is_seen(lines, it.at))
        .collect();
    without_lists(&mut found, lines);
    add_series(&mut found, lines, against);
    without_parts(&mut found);
    found
}

fn of_signal(at: usize, signal: &Signal) -> Option<Mention> {
    let (worth, form) = match signal.kind {
        Kind::Header => (worth::HEADER, Form::Signal),
        Kind::Title => (worth::SIGNAL, Form::Title(PAGE.to_owned())),
        Kind::Footer => (worth::SIGNAL, Form::Signal),
        Kind::Form => return None,
    };
    (!signal.name.printed.is_empty()).then(|| Mention {
        at,
        name: signal.name.clone(),
        worth,
        is_counted: false,
        form,
    })
}

/// Whether the heading right above says that the town was only looked at: 「視察で学んだこと」.
fn is_seen(lines: &[Line], at: usize) -> bool {
    static SEEN: Pattern = Pattern::new("視察|見学|先進地");
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    above.is_some_and(|above| {
        let is_title = above.text.chars().count() <= LONGEST_SEEN && !above.text.contains('。');
        is_title && SEEN.is_match(&above.text)
    })
}

/// Such a heading is no longer.
const LONGEST_SEEN: usize = 24;

/// Words that speak of a town as of another.
static ELSEWHERE: Pattern =
    Pattern::new(r"参考|近隣|となり(?:の|町)|隣の|他市|他町|先進|視察|よその|出典|調べ$|記入例");
/// What follows the subject of a sentence, and any word of one.
const SUBJECT: [char; 2] = ['は', 'で'];
const PARTICLES: &str = "はがをにとやもへ、。・";

/// What follows a name in a sentence or the name of another body.
const NO_TITLE: [&str; 5] = ["など", "の医師会", "です", "でした", "である"];

/// What a line without a signal names.
fn of_line(lines: &[Line], at: usize, against: Against<'_>) -> Option<Mention> {
    let line = lines.get(at)?;
    let body = line.body();
    if ELSEWHERE.is_match(body) || body.starts_with('※') {
        return None;
    }
    let (start, name, rest) = first_name(body, against)?;
    let lead = body.get(..start)?;
    let is_labelled = LABEL.is_match(lead);
    // Text may go on behind a cell that has a label: 「答 ○○町の担当者より 町では…」.
    let cell = rest.split_whitespace().next().filter(|_| is_labelled);
    let (body, rest) = cell.map_or((body, rest), |cell| (cell, cell));
    let rest = PORTRAIT.find(rest).map_or(rest, |_| "");
    // In minutes, text goes on behind the office that speaks: 「○北町（高齢者課） 本町では…」.
    let speaks = OFFICE.find(rest).and_then(|(_, end)| rest.get(..end));
    let (body, rest) = speaks.map_or((body, rest), |office| (lead, office));
    let is_beside = BESIDE.is_match(rest) && !heads_row(rest);
    let rest = if is_beside { "" } else { rest };
    let leads = !lead.chars().any(char::is_alphabetic) || COUNTER.is_match(lead);
    let is_alone = first_name(rest, against).is_none_or(|(_, other, _)| other.is_same(&name));
    // 「事例１ 病院と診療所、二人の主治医 東県 北町」
    let counter = COUNTED.find(lead).and_then(|(_, end)| lead.get(..end));
    let counter = counter.filter(|_| !leads && is_bracket(rest));
    let is_counted = counter.is_some();
    let is_title = !body.contains('。')
        && !rest.ends_with(['は', 'が', 'を', '、'])
        && body.split_whitespace().flat_map(str::chars).count() <= LONGEST_TITLE
        && (!rest.starts_with(|c| PARTICLES.contains(c)) || rest.starts_with("における"))
        && !NO_TITLE.iter().any(|it| rest.starts_with(it))
        && !matches!(line.mark, Some('・' | '･' | '※'))
        && !lines.get(at + 1).is_some_and(ends_sentence)
        && (start > 0 || is_bracket(rest) || line.after_blank || !paragraphs::continues(lines, at));
    let set_off = if line.after_blank || line.starts_page {
        worth::SET_OFF
    } else {
        0.0
    };
    let mut name = name;
    // 「【背景】○○町は人口…」 speaks of the town as a line that begins with it does.
    let begins = leads || BRACKETED.is_match(lead);
    let (worth, form) = if begins && heads_row(rest) {
        let below = lines.iter().skip(at + 1);
        let others = below.map_while(|line| below_in_cell(line, against));
        name = others.fold(name, |name, other| joint(&name, &other, against));
        let worth = if is_only_row(lines, at, against.gazetteer) {
            worth::HEADER
        } else {
            worth::NAMED
        };
        (worth, Form::Row(line.mark))
    } else if begins && rest.starts_with(SUBJECT) {
        (worth::SUBJECT, Form::Other)
    } else if (leads || is_counted) && is_title && !has_figure(rest) {
        let form = form(line, counter.unwrap_or(lead), rest);
        (worth::TITLE + set_off, Form::Title(form))
    } else if is_title && is_alone && !has_figure(rest) && !body.contains('、') {
        let dash = DASH.find(lead).filter(|_| is_bracket(rest));
        let before = match dash {
            Some((at, _)) => lead.get(at..),
            None => Some(lead).filter(|_| is_labelled),
        };
        let form = before.map_or(Form::Other, |it| Form::Title(form(line, it, rest)));
        (worth::WITHIN + set_off, form)
    } else if is_alone {
        (worth::NAMED, Form::Other)
    } else {
        return None;
    };
    Some(Mention {
        at,
        name,
        worth,
        is_counted,
        form,
    })
}

/// Whether a line only ends the sentence of the one above: 「…か打診す」, 「る。」.
fn ends_sentence(next: &Line) -> bool {
    let is_end = next.text.ends_with('。') && next.text.chars().count() <= END;
    is_end && !next.after_blank && next.mark.is_none()
}

/// The last words of a sentence are not longer.
const END: usize = 4;

/// Whether what follows a name is nothing, a bracket or the end of one: 「（岩手県）」.
fn is_bracket(rest: &str) -> bool {
    let is_whole = rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']);
    rest.is_empty() || is_whole || matches!(rest, "）" | ")")
}

/// The name that begins a line of a table and is no row of its own: the cell above names
/// several towns.
fn below_in_cell(line: &Line, against: Against<'_>) -> Option<Name> {
    let (start, name, rest) = first_name(&line.text, against)?;
    let is_cell = rest.starts_with(char::is_whitespace) && !heads_row(rest);
    (start == 0 && is_cell).then_some(name)
}

/// The name of both, where one prefecture has them; else the first.
fn joint(name: &Name, other: &Name, against: Against<'_>) -> Name {
    let printed = format!("{}・{}", name.printed, other.printed);
    match names::bare_place(&printed, against.gazetteer) {
        Some(place) => Name {
            printed,
            places: vec![place],
        },
        None => name.clone(),
    }
}

/// A box with the town's figures beside its name.
static BESIDE: Pattern = Pattern::new(r"^\s{3,}(?:総?人口|高齢化率|面積)\s");

/// A title that looks like a sentence: 「○○町はこんなまち」.
static PORTRAIT: Pattern =
    Pattern::new(r"^(?:は|って)(?:こんな|どんな)(?:まち|町|市|村|ところ)(?:です)?か?[!?！？]?$");

/// The office in brackets behind its town's name, before its words.
static OFFICE: Pattern = Pattern::new(r"^[（(][^（）()]{1,16}[課室係局部][）)]\s");

/// Words in front of a name that only count it: 「事例１」, 「まちをたずねて その３」,
/// 「【取組№２】」.
static COUNTER: Pattern = Pattern::new(
    r"^\P{L}*(?:\p{L}{1,8}\s*){0,2}(?:№|No\.?)?\s*[（(]?(?:[0-9０-９]{1,2}|[①-⑳]|[一二三四五六七八九十Ⅰ-ⅩA-ZＡ-Ｚ]{1,2})[節章項編]?\P{L}*$",
);

/// What counts a title of other words that ends with the name: 「事例１ 」, 「３．」.
static COUNTED: Pattern =
    Pattern::new(r"^\P{L}*(?:\p{L}{1,4}\s*)?[（(]?(?:[0-9０-９]{1,2}|[①-⑳])[^\p{L}\p{N}]+");

/// What parts a title of other words from the name behind it: 「二人の主治医 ― 東県北町」.
static DASH: Pattern = Pattern::new(r"[―—–－‐−｜|／/〜～]\s*$");

/// The heading of a paragraph in front of its first words.
static BRACKETED: Pattern = Pattern::new(r"^【[^】]{1,8}】\s*$");

/// A label in front of a name: 「答 」, 「回答者：」.
static LABEL: Pattern = Pattern::new(r"^\P{L}*\p{L}{1,4}[\s　:：]+$");

/// What stands around the name in a title: what is before it, digits aside, and how it
/// goes on.
fn form(line: &Line, lead: &str, rest: &str) -> String {
    let lead = lead.chars().filter(|c| !c.is_whitespace());
    let is_numeral = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let lead = lead.map(|c| if is_numeral(c) { '1' } else { c });
    let mut lead: Vec<char> = lead.collect();
    lead.dedup_by(|one, other| (*one, *other) == ('1', '1'));
    let lead = String::from_iter(lead);
    let end = match rest.chars().next() {
        None => '$',
        Some(_) if without_ending(rest).is_empty() => '^',
        Some(c) if c.is_alphanumeric() => 'の',
        Some(c) => c,
    };
    format!("{:?}{lead}{end}", line.mark)
}

/// The first name in a text: where it starts, and what follows it.
fn first_name<'t>(text: &'t str, against: Against<'_>) -> Option<(usize, Name, &'t str)> {
    let is_word = |c: char| matches!(c, '一'..='鿿' | 'ァ'..='ヺ') && !"県府都道郡".contains(c);
    let letters = text
        .char_indices()
        .filter(|(_, c)| c.is_alphabetic() && !c.is_numeric());
    letters.take(LONGEST_TITLE).find_map(|(at, _)| {
        let begins = !text.get(..at)?.ends_with(is_word);
        let (places, rest) = names::leading(text.get(at..).filter(|_| begins)?, against.gazetteer)?;
        let printed = places.first()?.printed.clone();
        Some((at, Name { printed, places }, rest))
    })
}

/// Takes out lists: what stands right above or below another town's title on the same
/// sheet, and titles near each other that all stand again further on, which are the
/// contents.
fn without_lists(found: &mut Vec<Mention>, lines: &[Line]) {
    let rank = |it: &Mention| match it.form {
        Form::Row(_) => 2,
        _ if it.is_title() => 2,
        _ => u8::from(it.worth >= worth::WITHIN),
    };
    let is_row = |it: &Mention| matches!(it.form, Form::Row(_));
    let is_near = |one: &Mention, other: &Mention| {
        let below = lines.get(one.at.max(other.at));
        // A title may stand below a table.
        let parts = |line: &Line| line.after_blank && is_row(one) != is_row(other);
        one.at.abs_diff(other.at) == 1
            && rank(other) >= rank(one).max(1)
            && below.is_some_and(|line| !line.starts_page && !parts(line))
            && !one.name.overlaps(&other.name)
    };
    let is_again = |one: &Mention, other: &Mention| {
        other.form == one.form && other.name.is_same(&one.name) && other.at > one.at + CONTENTS
    };
    let comes_again = |one: &Mention| found.iter().any(|other| is_again(one, other));
    let is_beside = |one: &Mention, other: &Mention| {
        other.form == one.form
            && !other.name.is_same(&one.name)
            && one.at.abs_diff(other.at) <= CONTENTS
    };
    let is_contents = |one: &Mention| {
        one.is_title()
            && comes_again(one)
            && found.iter().any(|it| is_beside(one, it) && comes_again(it))
    };
    let is_listed = |one: &&Mention| {
        let is_list = || found.iter().any(|other| is_near(one, other)) || is_contents(one);
        one.form != Form::Signal && is_list()
    };
    let listed: Vec<usize> = found.iter().filter(is_listed).map(|one| one.at).collect();
    found.retain(|one| !listed.contains(&one.at));
}

/// Makes titles and rows worth more where others of their form name other towns, and
/// all have text of their own.
fn add_series(found: &mut [Mention], lines: &[Line], against: Against<'_>) {
    let titles = found
        .iter()
        .filter(|it| matches!(it.form, Form::Title(_) | Form::Row(_)));
    let titles: Vec<Mention> = titles.cloned().collect();
    let says = |it: &&Mention| {
        let is_next = |next: &&Mention| next.at > it.at && !next.name.overlaps(&it.name);
        let end = titles.iter().find(is_next).map_or(lines.len(), |it| it.at);
        let own = lines.get(it.at..end).unwrap_or_default();
        let chars = own.iter().flat_map(|line| line.text.chars());
        let letters = chars.filter(|c| c.is_alphabetic() && !c.is_numeric());
        letters.count() > TEXT
    };
    let series: Vec<&Mention> = titles.iter().filter(says).collect();
    for mention in found
        .iter_mut()
        .filter(|it| series.iter().any(|own| own.at == it.at))
    {
        let is_other = |it: &&&Mention| it.form == mention.form && !it.name.is_same(&mention.name);
        let mut others: Vec<&Name> = Vec::new();
        for Mention { name, .. } in series.iter().filter(is_other) {
            if !others.iter().any(|other| other.is_same(name)) {
                others.push(name);
            }
        }
        if others.is_empty() {
            continue;
        }
        mention.worth += worth::SERIES;
        if matches!(mention.form, Form::Title(_)) && others.len() > 1 {
            mention.worth += worth::LONGER;
        }
        if matches!(mention.form, Form::Row(_)) {
            let text = lines.get(mention.at).map_or("", |line| line.text.as_str());
            let officials = officials(&mention.name.places, against);
            mention.worth += worth::TITLE + Figures::of_row(text).worth(&officials);
        }
    }
}

/// Takes out the single towns of a joint entry, or joint names where the single towns
/// have entries: what is named less.
fn without_parts(found: &mut Vec<Mention>) {
    let total = |is_meant: &dyn Fn(&Name) -> bool| -> f64 {
        let meant = found
            .iter()
            .filter(|it| it.is_title() && is_meant(&it.name));
        meant.map(|it| it.worth).sum()
    };
    let is_part = |it: &Mention| {
        let towns = |name: &Name| name.places.first().map_or(0, |it| it.municipalities.len());
        found.iter().filter(|other| other.is_title()).any(|other| {
            let (own, its) = (towns(&it.name), towns(&other.name));
            if own == its || !it.name.overlaps(&other.name) {
                return false;
            }
            let joint = if own > its { &it.name } else { &other.name };
            let of_joint = total(&|name| name.is_same(joint));
            let of_parts = total(&|name| !name.is_same(joint) && name.overlaps(joint));
            if own > its {
                of_joint < of_parts
            } else {
                of_joint >= of_parts
            }
        })
    };
    let parts: Vec<usize> = found
        .iter()
        .filter(|it| is_part(it))
        .map(|it| it.at)
        .collect();
    found.retain(|it| !parts.contains(&it.at));
}
