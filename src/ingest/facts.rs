//! Reads a town's printed figures: population, aging rates and area with the dates
//! that they stand for, and each town's own in a joint entry.
//!
//! Works on the lines of a block of basic information, whatever their order. A
//! figure that is not printed, or that is another area's, stays none. Never panics.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::record::{Fact, MunicipalityRef, Part};

use super::dates;
use super::draft::{Facts, Remark};
use super::lines::Line;
use super::numbers;

/// What was read from a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The figures.
    pub(super) facts: Facts,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// What a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Label {
    Population,
    Population65,
    Population75,
    Rate65,
    Rate75,
    Area,
}

impl Label {
    /// The words by which a footnote names the label.
    fn is_named(self, text: &str) -> bool {
        match self {
            Self::Population => text.match_indices("人口").any(|(at, _)| {
                !text
                    .get(..at)
                    .is_some_and(|before| before.ends_with("高齢者"))
            }),
            Self::Population65 => text.contains("高齢者人口"),
            Self::Population75 => text.contains("75歳以上"),
            Self::Rate65 => text.contains("高齢化率") || text.contains("高齢者率"),
            Self::Rate75 => text.contains("後期高齢"),
            Self::Area => text.contains("面積"),
        }
    }
}

/// One figure of the block.
#[derive(Clone, Debug)]
struct Printed {
    label: Label,
    value: f64,
    /// The town it is printed for, where it names one.
    town: Option<String>,
    /// Whether the block says that it is a total of towns.
    is_total: bool,
    /// Its own date.
    as_of: Option<String>,
    /// 「※1」 behind the label.
    note: Option<String>,
    words: String,
    lines: [usize; 2],
    /// Position in the block, to tell what stands before and after.
    order: usize,
}

/// One line of the block after NFKC, with spaces between full-width characters gone.
struct Row<'a> {
    text: String,
    line: &'a Line,
}

static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<p75>(?:うち)?75歳以上(?:の)?(?:高齢者)?(?:人口|者数)?|後期高齢者(?:人口|数))",
        r"|(?P<p65>高齢者人口|65歳以上(?:の)?(?:高齢者)?(?:人口|者数)|高齢者数|老年人口)",
        r"|(?P<r75>後期高齢(?:化|者)率)",
        r"|(?P<r65>高齢化率|高齢者率|高齢者比率|高齢者の?割合|高齢者人口(?:の)?(?:割合|比率|率)|65歳以上(?:人口)?の?(?:割合|比率|率)|老年人口(?:割合|比率))",
        r"|(?P<population>総人口|人口総数|住民基本台帳人口|常住人口|推計人口|人口)",
        r"|(?P<area>総面積|行政面積|市域面積|町域面積|面積)",
    ))
    .ok()
});

/// Reads the block, for an entry of these municipalities.
pub(super) fn read(block: &[Line], towns: &[MunicipalityRef], heading: Option<&str>) -> Found {
    let rows: Vec<Row<'_>> = block
        .iter()
        .map(|line| Row {
            text: tighten(&line.text),
            line,
        })
        .collect();
    let mut values = values(&rows, towns);
    date(&mut values, &rows, heading);
    choose(&values, towns)
}

/// NFKC with the spaces gone that stand between the characters of one word.
fn tighten(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let mut tight = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            let before = tight.chars().next_back();
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            let after = chars.peek().copied();
            let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !"・…".contains(c));
            let lone = tight
                .rsplit(|c: char| !wide(Some(c)))
                .next()
                .is_some_and(|word| word.chars().count() == 1);
            // 「人 口」, not 「小国町 南小国町」
            let is_one_word = wide(before) && wide(after) && lone;
            if !is_one_word && before.is_some() && after.is_some() {
                tight.push(' ');
            }
        } else {
            tight.push(c);
        }
    }
    tight
}

/// Every labelled figure of the block.
fn values(rows: &[Row<'_>], towns: &[MunicipalityRef]) -> Vec<Printed> {
    let Some(pattern) = LABEL.as_ref() else {
        return Vec::new();
    };
    let mut values = Vec::new();
    let mut pending: Option<(Label, usize)> = None;
    let mut sub_areas = false;
    for (index, row) in rows.iter().enumerate() {
        let mut labels: Vec<(Label, usize, usize)> = Vec::new();
        for found in pattern.captures_iter(&row.text) {
            let Some(whole) = found.get(0) else { continue };
            let group = |name: &str| found.name(name).is_some();
            let label = if group("p75") {
                Label::Population75
            } else if group("p65") {
                Label::Population65
            } else if group("r75") {
                Label::Rate75
            } else if group("r65") {
                Label::Rate65
            } else if group("population") {
                Label::Population
            } else {
                Label::Area
            };
            if !is_label(&row.text, whole.start(), label, towns) {
                // 「北部西 人口5,827人」: from here on the block is about areas in it.
                sub_areas |= label == Label::Population
                    && index > 0
                    && values
                        .iter()
                        .any(|value: &Printed| value.label == Label::Population);
                continue;
            }
            labels.push((label, whole.start(), whole.end()));
        }
        if sub_areas {
            continue;
        }
        if labels.is_empty() {
            if let Some((label, at)) = pending
                && index <= at + 3
                && !row.text.starts_with('(')
            {
                let label = under(label, &row.text);
                if let Some(label) = label
                    && push_values(&mut values, rows, index, label, 0, row.text.len(), towns)
                {
                    pending = pending.filter(|&(label, _)| label == Label::Rate65);
                }
            }
            continue;
        }
        pending = None;
        for (order, &(label, _, end)) in labels.iter().enumerate() {
            let until = labels
                .get(order + 1)
                .map_or(row.text.len(), |&(_, start, _)| start);
            if !push_values(&mut values, rows, index, label, end, until, towns)
                && order + 1 == labels.len()
                && label != Label::Population75
            {
                pending = Some((label, index));
            }
        }
    }
    values
}

/// The label of a line below a label that stands alone, 「65歳以上 41.6%」.
fn under(label: Label, text: &str) -> Option<Label> {
    let text = text.trim_start_matches('・');
    if label == Label::Rate65 && text.starts_with("75歳") {
        return Some(Label::Rate75);
    }
    let starts = text.chars().next()?;
    (starts.is_ascii_digit() || text.starts_with("約")).then_some(label)
}

/// Whether the words are a label where they stand: at the start of the line, behind
/// a bracket or another figure, or behind the town's own name; 「離島人口」 is not.
fn is_label(text: &str, start: usize, label: Label, towns: &[MunicipalityRef]) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    if matches!(label, Label::Population75 | Label::Population65) {
        return true;
    }
    if "・･【(〔[、,，/:：;■●○◆※★=＝%2)人".contains(last) {
        return last != '2' || before.ends_with("km2");
    }
    let before = before.trim_start_matches('・').trim_end_matches('の');
    [
        "本市", "本町", "本村", "当市", "当町", "当村", "市", "町", "村", "総", "全体", "区",
    ]
    .contains(&before)
        || towns
            .iter()
            .any(|town| before.ends_with(&town.name) && before.chars().count() <= 12)
}

static DOTS: &str = "・･…:：=＝-－ー_. 】]）)";

/// Reads the figures behind a label into `values`; whether there was one.
fn push_values(
    values: &mut Vec<Printed>,
    rows: &[Row<'_>],
    index: usize,
    label: Label,
    from: usize,
    until: usize,
    towns: &[MunicipalityRef],
) -> bool {
    let Some(row) = rows.get(index) else {
        return false;
    };
    let behind = row.text.get(from..until).unwrap_or_default();
    let note = NOTE
        .as_ref()
        .and_then(|note| note.find(behind))
        .filter(|found| found.start() <= 3)
        .map(|found| found.as_str().to_owned());
    let mut text = match &note {
        Some(note) => behind.replacen(note.as_str(), "", 1),
        None => behind.to_owned(),
    };
    let mut last_line = row.line.number;
    // A bracket that the line break left open: 「56,900人（長井市27,407 / 飯豊町7,380）」
    let mut next = index + 1;
    while text.matches('(').count() > text.matches(')').count() && until == row.text.len() {
        let Some(more) = rows.get(next).filter(|_| next <= index + 2) else {
            break;
        };
        text.push_str(&more.text);
        last_line = more.line.number;
        next += 1;
    }
    // Each town of a joint entry on a line of its own, and their total.
    if towns.len() > 1 && label == Label::Population && until == row.text.len() {
        while let Some(more) = rows.get(next).filter(|more| {
            towns
                .iter()
                .any(|town| more.text.trim_start_matches('・').starts_with(&town.name))
                || TOTAL.as_ref().is_some_and(|total| {
                    total.is_match(&more.text)
                        && more.text.chars().any(|c| c.is_ascii_digit())
                        && !more.text.contains("面積")
                        && !more.text.contains("高齢")
                })
        }) {
            text.push(' ');
            text.push_str(&more.text);
            last_line = more.line.number;
            next += 1;
        }
    }
    let unit_in_label = unit_of_label(&text);
    let text_total = TOTAL.as_ref().is_some_and(|total| {
        total.find(&text).is_some_and(|found| {
            found.start() <= 3
                && !text
                    .get(..found.start())
                    .unwrap_or_default()
                    .chars()
                    .any(|c| c.is_ascii_digit())
        })
    });
    let order = values.len();
    let mut any = false;
    let mut plain = 0;
    for figure in numbers::figures(&text) {
        let before = text.get(..figure.start).unwrap_or_default();
        let after = text.get(figure.end..).unwrap_or_default().trim_start();
        let printed_number = text.get(figure.start..figure.end).unwrap_or_default();
        let Some(value) = measure(
            label,
            figure,
            printed_number,
            after,
            unit_in_label.as_deref(),
        ) else {
            continue;
        };
        let town = town_before(before);
        let depth = before
            .matches('(')
            .count()
            .saturating_sub(before.matches(')').count());
        if town.is_none() && depth > 0 && unit_in_label.is_none() {
            // In brackets stands something else: 「（高齢者19,667人）」.
            continue;
        }
        let is_total = TOTAL.as_ref().is_some_and(|total| {
            total.find_iter(before).last().is_some_and(|found| {
                before
                    .get(found.end()..)
                    .is_some_and(|between| !between.chars().any(|c| c.is_ascii_digit()))
            })
        });
        if town.is_none() {
            plain += 1;
        }
        // More than one figure without a town: columns of a table, see `choose`.
        values.push(Printed {
            label,
            value,
            is_total: (is_total || text_total) && town.is_none(),
            town,
            as_of: own_date(after),
            note: note.clone(),
            words: row.line.body().to_owned(),
            lines: [row.line.number, last_line],
            order: order + plain,
        });
        any = true;
    }
    any
}

static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[※*注]\s*\d{1,2}").ok());
static TOTAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"合計|総計|全体|(?:圏域|地域|管内)計|計(?:[):・ ]|$)").ok());

/// A unit that the label carries, 「面積(km2)」.
fn unit_of_label(text: &str) -> Option<String> {
    let inner = text.trim_start_matches(['】']).strip_prefix('(')?;
    let (unit, _) = inner.split_once(')')?;
    let unit = unit.to_lowercase();
    ["km2", "人", "%", "平方km", "平方キロメートル"]
        .contains(&unit.as_str())
        .then_some(unit)
}

/// The figure in people, percent or km², if its unit fits the label.
fn measure(
    label: Label,
    figure: numbers::Figure,
    printed: &str,
    after: &str,
    unit_in_label: Option<&str>,
) -> Option<f64> {
    let unit = after.to_lowercase();
    let is_free = unit.is_empty()
        || unit.starts_with(['(', ' ', '・', '、', ')', '※', '■'])
        || unit
            .chars()
            .next()
            .is_some_and(|c| !c.is_ascii() && town_starts(&unit));
    match label {
        Label::Population | Label::Population65 | Label::Population75 => {
            let is_people =
                (unit.starts_with('人') && !unit.starts_with("人当") && !unit.starts_with("人に"))
                    || unit.starts_with('名');
            let fits = is_people || is_free || (unit_in_label == Some("人") && is_column(&unit));
            let value = numbers::count(figure, printed)? as f64;
            (fits && value >= 1.0 && !unit.starts_with("歳")).then_some(value)
        }
        Label::Rate65 | Label::Rate75 => {
            let fits = unit.starts_with(['%', 'パ'])
                || is_free
                || (unit_in_label == Some("%") && is_column(&unit));
            (fits && figure.value > 0.0 && figure.value <= 100.0).then_some(figure.value)
        }
        Label::Area => {
            if [
                "km2",
                "k平方",
                "平方キロ",
                "平方km",
                "キロ平方",
                "km^2",
                "km",
            ]
            .iter()
            .any(|it| unit.starts_with(it))
                || (unit_in_label.is_some_and(|unit| unit.contains("km") || unit.contains("キロ"))
                    && (is_column(&unit)))
            {
                return Some(figure.value);
            }
            if unit.starts_with("ha") || unit.starts_with("ヘクタール") {
                return Some(figure.value / 100.0);
            }
            if unit.starts_with("m2") || unit.starts_with("平方メートル") {
                // 「144.14㎡」: no town is that small, ㎢ is meant.
                let value = if figure.value >= 100_000.0 {
                    figure.value / 1_000_000.0
                } else {
                    figure.value
                };
                return Some(value);
            }
            (is_free && figure.value > 0.0).then_some(figure.value)
        }
    }
}

/// In a table, the next column's figure or nothing follows.
fn is_column(after: &str) -> bool {
    after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
}

/// Whether a town's name follows a figure, 「27,407白鷹町14,226」.
fn town_starts(after: &str) -> bool {
    after
        .char_indices()
        .take(7)
        .any(|(index, c)| index > 0 && matches!(c, '市' | '区' | '町' | '村'))
}

/// The town's name right before a figure.
fn town_before(before: &str) -> Option<String> {
    let before = before.trim_end_matches(|c: char| DOTS.contains(c) || c.is_whitespace());
    let last = before.chars().next_back()?;
    if !matches!(last, '市' | '区' | '町' | '村') {
        return None;
    }
    let name: String = before
        .chars()
        .rev()
        .take_while(|&c| !c.is_ascii() && !"・･…：、，（）【】人".contains(c))
        .collect::<Vec<char>>()
        .into_iter()
        .rev()
        .collect();
    (name.chars().count() >= 2).then_some(name)
}

/// A date in brackets right behind a figure.
fn own_date(after: &str) -> Option<String> {
    let until = after
        .char_indices()
        .find(|&(index, c)| index > 0 && (c == '【' || c == '■'))
        .map_or(after.len(), |(index, _)| index);
    let after = after.get(..until)?;
    let (_, bracket) = after.split_once(['(', '〔', '[', '※'])?;
    let (inner, _) = bracket
        .split_once([')', '〕', ']'])
        .unwrap_or((bracket, ""));
    dates::first(inner)
}

/// Gives dates to the figures that have none of their own: from the heading, from a
/// line that holds only a date, and from footnotes.
fn date(values: &mut [Printed], rows: &[Row<'_>], heading: Option<&str>) {
    let own = values.iter().any(|value| value.as_of.is_some());
    let mut of_block = heading.and_then(dates::first);
    for (index, row) in rows.iter().enumerate() {
        let number = row.line.number;
        let holds_value = values
            .iter()
            .any(|value| (value.lines[0]..=value.lines[1]).contains(&number));
        let found = dates::dates(&row.text);
        let Some(first) = found.first() else { continue };
        if holds_value {
            continue;
        }
        let rest = DATE_WORDS.as_ref().map_or_else(String::new, |words| {
            let mut rest = row.text.clone();
            for date in found.iter().rev() {
                if rest.is_char_boundary(date.span.0) && rest.is_char_boundary(date.span.1) {
                    rest.replace_range(date.span.0..date.span.1, "");
                }
            }
            words.replace_all(&rest, "").into_owned()
        });
        if let Some(note) = NOTE
            .as_ref()
            .and_then(|note| note.find(&row.text))
            .filter(|found| found.start() <= 1)
        {
            for value in values
                .iter_mut()
                .filter(|value| value.note.as_deref() == Some(note.as_str()))
            {
                value.as_of.get_or_insert_with(|| first.iso.clone());
            }
            continue;
        }
        let named: Vec<Label> = [
            Label::Population,
            Label::Population65,
            Label::Rate65,
            Label::Rate75,
            Label::Area,
        ]
        .into_iter()
        .filter(|label| label.is_named(&row.text))
        .collect();
        if !named.is_empty() {
            for value in values
                .iter_mut()
                .filter(|value| named.contains(&value.label))
            {
                value.as_of.get_or_insert_with(|| first.iso.clone());
            }
            continue;
        }
        let others = row.text.contains("その他は") || row.text.contains("その他の");
        let ranges = rest.contains('%')
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || "%.~〜-()（） 国勢調査".contains(c));
        let is_alone = others
            || ranges
            || rest.chars().count() <= 1
            || rest.contains("のみ")
            || rest.contains("認定率は");
        if !is_alone {
            continue;
        }
        let before = values
            .iter()
            .filter(|value| value.lines[1] < number)
            .max_by_key(|value| value.lines[1])
            .map(|value| value.lines);
        let after = values.iter().any(|value| value.lines[0] > number);
        let is_last = rows
            .iter()
            .skip(index + 1)
            .all(|row| row.text.starts_with('※'));
        match before {
            None => of_block = of_block.or_else(|| Some(first.iso.clone())),
            Some(_) if others => of_block = of_block.or_else(|| Some(first.iso.clone())),
            // Between the figures, or right below the last: that figure's own.
            Some(lines) if after || ranges => {
                for value in values.iter_mut().filter(|value| value.lines == lines) {
                    value.as_of.get_or_insert_with(|| first.iso.clone());
                }
            }
            Some(_)
                if is_last && (!own || row.text.contains("現在") || row.text.contains("時点")) =>
            {
                of_block = of_block.or_else(|| Some(first.iso.clone()));
            }
            Some(_) => {}
        }
    }
    for value in values {
        if value.as_of.is_none() {
            value.as_of.clone_from(&of_block);
        }
    }
}

static DATE_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[\s()（）〔〕【】\[\]※*・･:：。、]|現在|時点|末日|末|国勢調査|住民基本台帳|住基|調べ|より").ok()
});

/// Picks the town's figures among those printed.
fn choose(values: &[Printed], towns: &[MunicipalityRef]) -> Found {
    let mut found = Found::default();
    let is_own = |value: &Printed| {
        value
            .town
            .as_ref()
            .is_none_or(|name| matches!(towns, [only] if is_town(&only.name, name)))
    };
    let is_joint = towns.len() > 1;
    let named_others = values
        .iter()
        .any(|value| value.label == Label::Population && value.town.is_some() && !is_own(value));
    found.facts.parts = parts(values, towns, named_others);
    // 「56,900人（長井市27,407 …）」 in an entry of one town: the totals are not its own.
    let totals_of_others = !is_joint
        && towns.len() == 1
        && named_others
        && values
            .iter()
            .any(|value| value.label == Label::Population && value.town.is_none());
    let pick =
        |label: Label| -> Option<&Printed> {
            let mut of_label = values.iter().filter(|value| value.label == label);
            if totals_of_others {
                return of_label.find(|value| value.town.is_some() && is_own(value));
            }
            if is_joint {
                // A total, or one figure that names no town.
                let plain: Vec<&Printed> = of_label.filter(|value| value.town.is_none()).collect();
                return plain.iter().find(|value| value.is_total).copied().or(
                    match plain.as_slice() {
                        [only] => Some(only),
                        _ => None,
                    },
                );
            }
            of_label.find(|value| is_own(value))
        };
    for label in [Label::Population, Label::Rate65, Label::Area] {
        let plain = values
            .iter()
            .filter(|value| value.label == label && value.town.is_none())
            .count();
        if plain > 1
            && !is_joint
            && let Some(value) = pick(label)
        {
            let name = match label {
                Label::Population => "人口",
                Label::Area => "面積",
                _ => "高齢化率",
            };
            found.remarks.push(Remark {
                line: Some(value.lines[0]),
                message: format!("{name}が二つ印字（先の値を採用）"),
            });
        }
    }
    found.facts.population = pick(Label::Population).map(people);
    found.facts.population_65 = pick(Label::Population65).map(people);
    found.facts.population_75 = pick(Label::Population75).map(people);
    found.facts.aging_rate = pick(Label::Rate65).map(measured);
    found.facts.aging_rate_75 = pick(Label::Rate75).map(measured);
    found.facts.area_km2 = pick(Label::Area).map(measured);
    found
}

fn is_town(name: &str, printed: &str) -> bool {
    name == printed || printed.ends_with(name) || name.ends_with(printed)
}

fn people(value: &Printed) -> Fact<u64> {
    Fact {
        value: value.value as u64,
        as_of: value.as_of.clone(),
        printed: value.words.clone(),
        lines: value.lines,
        corrected: None,
    }
}

fn measured(value: &Printed) -> Fact<f64> {
    Fact {
        value: value.value,
        as_of: value.as_of.clone(),
        printed: value.words.clone(),
        lines: value.lines,
        corrected: None,
    }
}

/// Each town's own figures: named beside the figure, or in the columns of a table.
fn parts(values: &[Printed], towns: &[MunicipalityRef], named_others: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    if !named_others && towns.len() < 2 {
        return parts;
    }
    for value in values {
        let of_label: Vec<&Printed> = values
            .iter()
            .filter(|other| {
                other.label == value.label && other.town.is_none() && other.lines == value.lines
            })
            .collect();
        let name = match &value.town {
            Some(name) => name.clone(),
            None if towns.len() > 1 && of_label.len() == towns.len() => {
                let column = of_label.iter().position(|other| other.order == value.order);
                match column.and_then(|column| towns.get(column)) {
                    Some(town) => town.name.clone(),
                    None => continue,
                }
            }
            None => continue,
        };
        let known = parts.iter().position(|part| part.municipality == name);
        let index = known.unwrap_or_else(|| {
            parts.push(Part {
                municipality: name,
                population: None,
                aging_rate: None,
                area_km2: None,
                lines: value.lines,
            });
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(index) {
            match value.label {
                Label::Population => part.population = part.population.or(Some(value.value as u64)),
                Label::Rate65 => part.aging_rate = part.aging_rate.or(Some(value.value)),
                Label::Area => part.area_km2 = part.area_km2.or(Some(value.value)),
                Label::Population65 | Label::Population75 | Label::Rate75 => {}
            }
            part.lines = [
                part.lines[0].min(value.lines[0]),
                part.lines[1].max(value.lines[1]),
            ];
        }
    }
    parts
}
