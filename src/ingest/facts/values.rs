//! The labelled figures of a block, before it is known which are the town's own.

use crate::record::MunicipalityRef;

use super::super::dates;
use super::super::draft::Remark;
use super::super::numbers::{self, Figure};
use super::super::pattern::Pattern;
use super::{Label, Printed, Row};

static LABEL: Pattern = Pattern::new(concat!(
    r"(?P<r75>後期高齢(?:化|者)率|75歳以上(?:人口)?の?(?:割合|比率|率))",
    r"|(?P<r65>高齢化率|高齢者率|高齢者比率|高齢者の?割合|高齢者人口の?(?:割合|比率|率)|65歳以上(?:人口)?の?(?:割合|比率|率)|老年人口(?:割合|比率))",
    r"|(?P<p75>75歳以上の?(?:高齢者)?(?:人口|者数)?|後期高齢者(?:人口|数))",
    r"|(?P<p65>高齢者人口|65歳以上の?(?:高齢者)?(?:人口|者数)|高齢者数|老年人口)",
    r"|(?P<population>総人口|人口総数|住民基本台帳人口|常住人口|人口)",
    r"|(?P<area>総面積|行政面積|市域面積|町域面積|面積)",
));
static NOTE: Pattern = Pattern::new(r"[※*注]\s*\d{1,2}");
static TOTAL: Pattern =
    Pattern::new(r"合計|総計|全体|(?:圏域|地域|管内)計|(?:^|[^推集統累])計(?:[):・ ]|$)");
static PROJECTED: Pattern = Pattern::new(r"推計|見込|予測|将来");

/// What behind the words makes another figure of them: 「人口密度」「人口10万対」.
static OTHER: Pattern = Pattern::new(
    r"^(?:密度|減少|増|推移|構成|動態|ピラミッド|問題|流出|1?0?万|千人|当たり|あたり|対|比|割合|ビジョン)",
);
/// Words that label another figure.
static ANOTHER: Pattern = Pattern::new(
    r"率|割合|世帯|病院|診療所|密度|認定|平均|全国|事業所|センター|資源|圏域数|[一-龠]{2,}数",
);
/// A date, or who counted, right before a label.
static DATED: Pattern =
    Pattern::new(r"(?:国勢調査|住民基本台帳|住基|現在の?|時点の?|末の?|年の?|月の?|日の?)$");

/// How many lines below a label that stands alone its figure may stand.
const BELOW: usize = 3;

/// What a town calls itself.
const OWN: [&str; 12] = [
    "本市", "本町", "本村", "当市", "当町", "当村", "市", "町", "村", "区", "総", "全体",
];

/// What a health centre or several towns call theirs.
const JOINT: [&str; 5] = ["管内", "圏域", "圏域内", "管内総", "全域"];

/// Every labelled figure of the block.
pub(super) fn values(
    rows: &[Row<'_>],
    towns: &[MunicipalityRef],
    remarks: &mut Vec<Remark>,
) -> Vec<Printed> {
    let mut values: Vec<Printed> = Vec::new();
    let mut alone: Option<(Label, usize)> = None;
    let mut within = false;
    for (index, row) in rows.iter().enumerate() {
        let labels = labels(&row.text, towns);
        // 「北部西 人口5,827人」: from here on the block is about areas within.
        within |= labels.iter().any(|label| label.is_within)
            && values.iter().any(|value| value.label == Label::Population);
        let own: Vec<&Found> = labels
            .iter()
            .filter(|label| !label.is_others)
            .filter(|label| !within || values.iter().all(|value| value.label != label.label))
            .collect();
        if own.is_empty() {
            if let Some((label, at)) = alone
                && index <= at + BELOW
                && let Some(label) = below(label, &row.text)
            {
                let reader = Reader {
                    rows,
                    index,
                    label,
                    towns,
                };
                values.extend(reader.read(0, row.text.len(), remarks));
            }
            continue;
        }
        // 「高齢化率」 alone, then 「65歳以上 41.6%」 and 「75歳以上 23.6%」.
        let is_rate_below = alone.is_some_and(|(label, at)| {
            label == Label::Rate65 && index <= at + BELOW && row.text.contains('%')
        });
        if !is_rate_below {
            alone = None;
        }
        for (order, found) in own.iter().enumerate() {
            let until = own.get(order + 1).map_or(row.text.len(), |next| next.start);
            let reader = Reader {
                rows,
                index,
                label: found.label,
                towns,
            };
            let read = reader.read(found.end, until, remarks);
            if read.is_empty() && order + 1 == own.len() && alone.is_none() {
                alone = Some((found.label, index));
            }
            values.extend(read);
        }
    }
    values
}

/// A label in a line.
struct Found {
    label: Label,
    start: usize,
    end: usize,
    /// Whether it is about something else than the town.
    is_others: bool,
    /// Whether it is about an area within the town.
    is_within: bool,
}

fn labels(text: &str, towns: &[MunicipalityRef]) -> Vec<Found> {
    const GROUPS: [(&str, Label); 6] = [
        ("r75", Label::Rate75),
        ("r65", Label::Rate65),
        ("p75", Label::Population75),
        ("p65", Label::Population65),
        ("population", Label::Population),
        ("area", Label::Area),
    ];
    LABEL
        .all_captures(text)
        .into_iter()
        .filter_map(|found| {
            let (label, at) = GROUPS
                .iter()
                .find_map(|&(name, label)| Some((label, found.name(name)?)))?;
            let is_others = !starts_label(text, at.start(), label, towns)
                || OTHER.is_match(text.get(at.end()..).unwrap_or_default());
            let before = text.get(..at.start()).unwrap_or_default().trim_end();
            Some(Found {
                label,
                start: at.start(),
                end: at.end(),
                is_others,
                is_within: is_others
                    && !before.contains(['(', '内'])
                    && before.ends_with([
                        '部', '区', '域', '所', '町', '村', '東', '西', '南', '北', '央',
                    ]),
            })
        })
        .collect()
}

/// Whether the words are a label of the town's where they stand: at the start of
/// the line, behind a bracket or another figure, or behind the town's own name;
/// 「離島人口」 is not.
fn starts_label(text: &str, start: usize, label: Label, towns: &[MunicipalityRef]) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    if matches!(label, Label::Population75 | Label::Population65) {
        return true;
    }
    if "・･【(〔[、,，/:：;■●○◆※★=＝%)人】".contains(last) || before.ends_with("km2")
    {
        return true;
    }
    // 「2020年国勢調査人口」「平成30年4月1日現在の人口」
    if DATED.is_match(before) {
        return true;
    }
    let before = before.trim_start_matches('・').trim_end_matches('の');
    let is_joint = towns.len() != 1 && JOINT.contains(&before);
    is_joint
        || OWN.contains(&before)
        || towns
            .iter()
            .any(|town| before.ends_with(&town.name) && before.chars().count() <= 12)
}

/// The label of a line below a label that stands alone.
fn below(label: Label, text: &str) -> Option<Label> {
    let text = text.trim_start_matches('・');
    let starts = text.chars().next()?;
    if label == Label::Rate65 && text.starts_with("65歳以上") {
        return Some(Label::Rate65);
    }
    (starts.is_ascii_digit() || starts == '約').then_some(label)
}

/// Reads the figures behind one label.
struct Reader<'a> {
    rows: &'a [Row<'a>],
    index: usize,
    label: Label,
    towns: &'a [MunicipalityRef],
}

impl Reader<'_> {
    fn read(&self, from: usize, until: usize, remarks: &mut Vec<Remark>) -> Vec<Printed> {
        let Some(row) = self.rows.get(self.index) else {
            return Vec::new();
        };
        let behind = row.text.get(from..until).unwrap_or_default();
        let (mut text, note) = match NOTE.find(behind).filter(|&(start, _)| start <= 3) {
            Some((start, end)) => (
                [behind.get(..start), behind.get(end..)]
                    .into_iter()
                    .flatten()
                    .collect(),
                behind.get(start..end).map(str::to_owned),
            ),
            None => (behind.to_owned(), None),
        };
        let last_line = if until == row.text.len() {
            self.continue_over_lines(&mut text)
        } else {
            row.line.number
        };
        let (date_of_label, unit, text) = label_bracket(&text);
        let date_of_label = date_of_label.or_else(|| self.date_before(from));
        let is_total_label = TOTAL.find(&text).is_some_and(|(start, _)| {
            !text
                .get(..start)
                .unwrap_or_default()
                .chars()
                .any(|c| c.is_ascii_digit())
        });
        let mut column = 0;
        let mut read_until = 0;
        let mut read = Vec::new();
        for figure in numbers::figures(&text) {
            let before = text.get(..figure.start).unwrap_or_default();
            // The digit of a unit or of an era: 「km2」「H29」.
            if before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '^') {
                continue;
            }
            let after = text.get(figure.end..).unwrap_or_default().trim_start();
            let digits = text.get(figure.start..figure.end).unwrap_or_default();
            // Another label's figure: 「高齢化率：23.6％ ・要介護認定率：17.2％」.
            let between = before.get(read_until..).unwrap_or_default();
            if !read.is_empty() && ANOTHER.is_match(between) {
                break;
            }
            let Some((label, value)) = self.measure(figure, digits, after, unit.as_deref()) else {
                continue;
            };
            let town = town_before(before);
            // In brackets stands something else: 「（高齢者19,667人）」.
            let in_brackets = before.matches('(').count() > before.matches(')').count();
            if town.is_none() && in_brackets && column > 0 {
                continue;
            }
            if label == Label::Area && is_square_metres(after) {
                remarks.push(Remark {
                    line: Some(row.line.number),
                    message: "面積の単位が㎡と印字（㎢とみなす）".to_owned(),
                });
            }
            let bracket = bracket_after(after);
            let is_total = town.is_none()
                && (is_total_label
                    || TOTAL.find_all(before).last().is_some_and(|&(_, end)| {
                        !before
                            .get(end..)
                            .unwrap_or_default()
                            .chars()
                            .any(|c| c.is_ascii_digit())
                    }));
            read.push(Printed {
                label,
                value,
                is_total,
                is_projected: bracket.is_some_and(|inner| PROJECTED.is_match(inner))
                    || PROJECTED.is_match(between),
                as_of: bracket
                    .and_then(dates::first)
                    .or_else(|| footnote_after(after))
                    .or_else(|| date_of_label.clone()),
                note: note.clone(),
                column,
                words: row.line.body().to_owned(),
                lines: [row.line.number, last_line],
                town: town.clone(),
            });
            read_until = figure.end;
            if town.is_none() {
                column += 1;
            }
        }
        read
    }

    /// The date right before the label that ends at `from`.
    fn date_before(&self, from: usize) -> Option<String> {
        let before = self.rows.get(self.index)?.text.get(..from)?;
        let start = LABEL.all_captures(before).last()?.get(0)?.start();
        let before = before.get(..start)?.trim_end();
        if !DATED.is_match(before) {
            return None;
        }
        dates::dates(before).pop().map(|date| date.iso)
    }

    /// Adds what the following lines hold of the same figures: a bracket that is
    /// still open, or the other towns of a joint entry. The last line's number.
    fn continue_over_lines(&self, text: &mut String) -> usize {
        let mut last = self.rows.get(self.index).map_or(0, |row| row.line.number);
        let mut next = self.index + 1;
        while text.matches('(').count() > text.matches(')').count() {
            let Some(more) = self.rows.get(next).filter(|_| next <= self.index + 2) else {
                break;
            };
            text.push_str(&more.text);
            last = more.line.number;
            next += 1;
        }
        if self.towns.len() < 2 {
            return last;
        }
        while let Some(more) = self.rows.get(next) {
            let item = more.text.trim_start_matches('・');
            let holds_figure = item.chars().any(|c| c.is_ascii_digit());
            let names_town = self.towns.iter().any(|town| item.starts_with(&town.name));
            let is_total = TOTAL.find(item).is_some_and(|(start, _)| start <= 3);
            if !holds_figure || !(names_town || is_total) {
                break;
            }
            text.push(' ');
            text.push_str(item);
            last = more.line.number;
            next += 1;
        }
        last
    }

    /// A figure in people, percent or km², if its unit fits the label. 「75歳以上
    /// 23.6%」 is a rate.
    fn measure(
        &self,
        figure: Figure,
        digits: &str,
        after: &str,
        unit_of_label: Option<&str>,
    ) -> Option<(Label, f64)> {
        let unit = after.to_lowercase();
        let stands_free = unit.is_empty()
            || unit.starts_with(['(', ' ', '・', '、', ')', '※', '■', '〔', '['])
            || town_follows(&unit);
        let is_column = unit_of_label.is_some()
            && (unit.is_empty() || unit.starts_with(|c: char| c.is_ascii_digit()));
        let rate =
            |label| (figure.value > 0.0 && figure.value <= 100.0).then_some((label, figure.value));
        match self.label {
            Label::Population75 if unit.starts_with('%') => rate(Label::Rate75),
            Label::Population65 if unit.starts_with('%') => rate(Label::Rate65),
            Label::Population | Label::Population65 | Label::Population75 => {
                let counts_people =
                    (unit.starts_with('人') && !unit.starts_with("人当")) || unit.starts_with('名');
                if let Some(_thousands) = unit.strip_prefix("千人") {
                    return Some((self.label, (figure.value * 1000.0).round()));
                }
                let value = numbers::count(figure, digits)?;
                (value > 0 && (counts_people || stands_free || is_column))
                    .then_some((self.label, value as f64))
            }
            Label::Rate65 | Label::Rate75 => {
                let fits = unit.starts_with(['%', 'パ']) || stands_free || is_column;
                if fits { rate(self.label) } else { None }
            }
            Label::Area => {
                let in_km2 = ["km2", "km^2", "k平方", "平方キロ", "平方km", "キロ平方"]
                    .iter()
                    .any(|name| unit.starts_with(name));
                let value = if unit.starts_with("ha") || unit.starts_with("ヘクタール") {
                    figure.value / 100.0
                } else if is_square_metres(&unit) && figure.value >= 100_000.0 {
                    figure.value / 1_000_000.0
                } else if in_km2 || is_column || is_square_metres(&unit) || stands_free {
                    figure.value
                } else {
                    return None;
                };
                (value > 0.0).then_some((self.label, value))
            }
        }
    }
}

fn is_square_metres(unit: &str) -> bool {
    unit.starts_with("m2") || unit.starts_with("平方メートル")
}

/// A bracket right behind a label, which holds its date or its unit: 「人口（H29.4.1）」
/// 「面積(km2)」. What follows it is the third part.
fn label_bracket(text: &str) -> (Option<String>, Option<String>, String) {
    let opened = text.trim_start_matches(['】', ' ']);
    if let Some((inner, rest)) = opened
        .strip_prefix('(')
        .and_then(|opened| opened.split_once(')'))
    {
        if let Some(date) = dates::first(inner) {
            return (Some(date), None, rest.to_owned());
        }
        let unit = inner.to_lowercase();
        if ["km2", "平方km", "平方キロメートル", "人", "%"].contains(&unit.as_str()) {
            return (None, Some(unit), rest.to_owned());
        }
    }
    (None, None, text.to_owned())
}

/// What stands in brackets right behind a figure and its unit.
fn bracket_after(after: &str) -> Option<&str> {
    let end = after.find(['【', '■']).unwrap_or(after.len());
    let (unit, opened) = after.get(..end)?.split_once(['(', '〔', '['])?;
    if unit.chars().any(|c| c.is_ascii_digit() && c != '2') {
        return None;
    }
    let inner = opened.split([')', '〕', ']']).next()?;
    Some(inner)
}

/// The date in a note at the end of a figure's line, 「…人）　※H29.4.1」.
fn footnote_after(after: &str) -> Option<String> {
    let (_, note) = after.rsplit_once('※')?;
    dates::first(note).filter(|_| note.chars().count() <= 16)
}

/// Whether a town's name follows a figure, 「27,407白鷹町14,226」.
fn town_follows(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !c.is_ascii())
        && after
            .chars()
            .take(7)
            .skip(1)
            .any(|c| matches!(c, '市' | '区' | '町' | '村'))
        && !after.starts_with([
            '世', '歳', '年', '万', '人', '市', '町', '村', '区', 'か', 'ヶ',
        ])
}

/// The town's name right before a figure.
fn town_before(before: &str) -> Option<String> {
    let before =
        before.trim_end_matches(|c: char| "・･…:：=＝-－ー_.】])".contains(c) || c.is_whitespace());
    let last = before.chars().next_back()?;
    if !matches!(last, '市' | '区' | '町' | '村') {
        return None;
    }
    let start = before
        .char_indices()
        .rev()
        .take_while(|&(_, c)| !c.is_ascii() && !"・･…：、，（）【】人".contains(c))
        .last()
        .map(|(index, _)| index)?;
    let name = before.get(start..)?;
    (name.chars().count() >= 2).then(|| name.to_owned())
}
