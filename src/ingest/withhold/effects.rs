//! The figures of the table of effects that may be published: the group's totals of
//! items 1 and 2, and item 4.
//!
//! Only numbers leave this file. A total is taken only where its label is the row's
//! own and the figures that follow cannot be another row's; everything else is
//! counted and dropped.

use crate::record::Lines;

use super::super::pattern::Pattern;
use super::form::{Piece, residue};

/// One published row: what it counts, and its figures column by column.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct EffectRow {
    /// What is counted, in the form's words.
    pub(in super::super) label: &'static str,
    /// The form's three columns; none where a cell is left blank.
    pub(in super::super) cells: [Option<f64>; 3],
    /// Where the row stands.
    pub(in super::super) lines: Lines,
}

/// The published figures of one form.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Effects {
    /// Item 1, the group's total: 現状, 計画, 実績.
    pub(in super::super) patients: Vec<EffectRow>,
    /// Item 2, the group's totals of visits, of which 往診 and 訪問診療.
    pub(in super::super) visits: Vec<EffectRow>,
    /// Item 4: 現状, 実績, 差.
    pub(in super::super) referrals: Vec<EffectRow>,
    /// Whether the form calls its second column 取組目標 instead of 計画.
    pub(in super::super) plans_are_goals: bool,
}

/// An institution by its number alone, 「医療機関①」.
static NUMBERED: Pattern = Pattern::new(r"(医\s*療\s*機\s*関\s*)\d{1,2}([\s|]|$)");
/// The label of the group's total, in the wordings that cannot be an institution's;
/// its letters may be spaced out or broken over lines.
static TOTAL: Pattern = Pattern::new(
    r"(?:連\s*携\s*(?:す\s*る\s*)?医\s*療\s*機\s*関\s*(?:内\s*)?|グ\s*ル\s*ー\s*プ\s*(?:全\s*体\s*|内\s*)?)(?:の\s*)?合\s*計\s*[数値]?(?:\s*\(\s*[名人回件]\s*\))?",
);
/// A bare 合計 is the group's only after a row that is complete.
static BARE_TOTAL: Pattern = Pattern::new(r"(?:^|[\s|・])(合\s*計|総\s*計)(?:[\s|:]|$)");
/// A figure of the table, or the mark that stands for a withheld one.
static FIGURE: Pattern = Pattern::new(r"(?:\d[\d,.]*|\*)\s*(?:[名人回件)]|[\s|、(]|$)");
/// The cells of a row that was left blank.
static BLANK_ROW: Pattern =
    Pattern::new(r"(?:[\s|]+[名人件回]){2,}|(?:訪\s*問\s*診\s*療\s*:?\s*回\s*\)?\s*)+");
/// A cell of item 1, of item 2 with the two kinds of visits, and of item 4.
static PATIENTS: Pattern = Pattern::new(r"^[\s:]*(?:(\d[\d,]*(?:\.\d+)?)\s*[名人]?|[名人])");
static VISITS: Pattern = Pattern::new(
    r"^[\s:]*(?:合\s*計\s*(?:回\s*数)?\s*:?\s*)?(\d[\d,]*(?:\.\d+)?)?\s*回?\s*(?:\(?\s*(?:う\s*ち|内\s*訳)?\s*:?\s*往\s*診\s*:?\s*(\d[\d,]*(?:\.\d+)?)?\s*回?\s*[、,・/]?\s*訪\s*問\s*診\s*療\s*:?\s*(\d[\d,]*(?:\.\d+)?)?\s*回?\s*\)?)?",
);
static REFERRALS: Pattern = Pattern::new(r"^[\s:]*(?:([-▲△+]?\s*\d[\d,]*)\s*件?|件)");
/// The rows of item 4 by their labels.
static REFERRAL_LABELS: [(&str, Pattern); 3] = [
    (
        "逆紹介数",
        Pattern::new(r"逆\s*紹\s*介\s*(?:件\s*)?数(?:\s*\(\s*[名人回件]\s*\))?"),
    ),
    (
        "急変時の受入数",
        Pattern::new(
            r"急\s*変\s*時\s*(?:の\s*)?受\s*(?:け\s*)?入\s*(?:れ\s*)?(?:件\s*)?数(?:\s*\(\s*[名人回件]\s*\))?",
        ),
    ),
    (
        "紹介数",
        Pattern::new(r"紹\s*介\s*(?:件\s*)?数(?:\s*\(\s*[名人回件]\s*\))?"),
    ),
];

/// A row's cell: one figure, or a total with its parts.
type Cell = [Option<f64>; 3];

/// The text of a part of the table, with the lines it stands on.
struct Part {
    text: String,
    /// The first byte of each piece and its line.
    starts: Vec<(usize, usize)>,
}

impl Part {
    fn new(pieces: &[&Piece]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for piece in pieces.iter().filter(|piece| !piece.is_example()) {
            starts.push((text.len(), piece.line));
            text.push_str(&NUMBERED.replace_all(&piece.spaced, "${1}某$2"));
            text.push('\n');
        }
        Self { text, starts }
    }

    fn line(&self, at: usize) -> usize {
        let after = self.starts.partition_point(|&(start, _)| start <= at);
        self.starts
            .get(after.saturating_sub(1))
            .map_or(1, |&(_, line)| line)
    }

    /// The text before `at` that belongs to no complete row.
    fn pending(&self, at: usize) -> &str {
        let before = &self.text[..at];
        let ends = [&FIGURE, &BLANK_ROW].map(|row| row.find_all(before).pop());
        let end = ends.into_iter().flatten().map(|(_, end)| end).max();
        &before[end.unwrap_or_default()..]
    }

    /// Whether the first row has its figures before its name, so that what follows a
    /// label is not the label's.
    fn names_follow_figures(&self) -> bool {
        FIGURE.find(&self.text).is_some_and(|(start, _)| {
            let before = &self.text[..start];
            !TOTAL.is_match(before) && residue(before).is_empty()
        })
    }

    /// The group's total: where its label starts, and where its figures do.
    fn total(&self) -> Option<(usize, usize)> {
        if self.names_follow_figures() {
            return None;
        }
        let is_own = |start: usize| residue(self.pending(start)).is_empty();
        let labelled = TOTAL.find_all(&self.text).into_iter();
        labelled
            .into_iter()
            .find(|&(start, _)| is_own(start))
            .or_else(|| {
                let bare = BARE_TOTAL.all_captures(&self.text).into_iter();
                let mut bare =
                    bare.filter_map(|found| found.get(1).map(|it| (it.start(), it.end())));
                bare.find(|&(start, _)| self.pending(start).len() < start && is_own(start))
            })
    }

    /// The up to three cells that follow `at`, each of a shape, and where the last one
    /// ends. None where more figures follow: they are not this row's.
    fn cells(&self, at: usize, shape: &Pattern) -> Option<(Vec<Cell>, usize)> {
        let mut cells = Vec::new();
        let mut end = at;
        if self.text[at..].trim_start_matches(' ').starts_with('|') {
            let row = self.text[at..].split('\n').next().unwrap_or_default();
            for content in row.split('|').skip(1).take(3).map(str::trim) {
                if content.is_empty() {
                    cells.push(Cell::default());
                } else {
                    let (value, length) = cell(content, shape)?;
                    (length == content.len()).then(|| cells.push(value))?;
                }
            }
            end += row.len();
        } else {
            while cells.len() < 3
                && let Some((value, length)) = cell(&self.text[end..], shape)
            {
                cells.push(value);
                end += length;
            }
        }
        // A whole row in one line is not told apart from its figures by what follows.
        let whole = cells.len() == 3 && !self.text[at..end].trim().contains('\n');
        let united = self.text[at..end].contains(['名', '人', '回', '件']);
        let rest = self.text[end..].trim_start_matches([' ', '\n', '|', '・']);
        let next = rest.split('\n').next().unwrap_or_default().trim();
        let figure = next.starts_with(|c: char| c.is_ascii_digit() || c == '*');
        // Beside figures with units, a short number that stands alone is a page's.
        let page = united && next.len() <= 3 && next.bytes().all(|byte| byte.is_ascii_digit());
        let foreign = whole && !residue(next).is_empty();
        (!cells.is_empty() && (!figure || page || foreign)).then_some((cells, end))
    }

    /// The rows, one for each label, that the cells behind a printed label hold.
    fn rows(
        &self,
        (start, end): (usize, usize),
        shape: &Pattern,
        labels: &[&'static str],
    ) -> Vec<EffectRow> {
        let Some((cells, end)) = self.cells(end, shape) else {
            return Vec::new();
        };
        let lines = [self.line(start), self.line(end.saturating_sub(1))];
        let row = |(place, label): (usize, &&'static str)| {
            let mut row = [None; 3];
            for (column, cell) in row.iter_mut().zip(&cells) {
                *column = cell.get(place).copied().flatten();
            }
            row.iter().any(Option::is_some).then_some(EffectRow {
                label,
                cells: row,
                lines,
            })
        };
        labels.iter().enumerate().filter_map(row).collect()
    }
}

impl Effects {
    /// Takes the group's total of item 1; returns how many rows were withheld.
    pub(super) fn read_patients(&mut self, pieces: &[&Piece]) -> usize {
        if self.patients.is_empty() {
            self.patients = totals(pieces, &PATIENTS, &["合計診療患者数"]);
        }
        self.withheld(pieces)
    }

    /// Takes the group's totals of item 2; returns how many rows were withheld.
    pub(super) fn read_visits(&mut self, pieces: &[&Piece]) -> usize {
        if self.visits.is_empty() {
            self.visits = totals(pieces, &VISITS, &["合計回数", "うち往診", "うち訪問診療"]);
        }
        self.withheld(pieces)
    }

    fn withheld(&mut self, pieces: &[&Piece]) -> usize {
        self.plans_are_goals |= pieces.iter().any(|piece| piece.says("取組目標"));
        rows_of_institutions(pieces)
    }

    /// Takes the rows of item 4.
    pub(super) fn read_referrals(&mut self, pieces: &[&Piece]) {
        // A row that names something unknown is not the group's.
        let rows = pieces.iter().copied();
        let rows: Vec<&Piece> = rows.filter(|it| residue(&it.spaced).is_empty()).collect();
        let part = Part::new(&rows);
        for (label, printed) in &REFERRAL_LABELS {
            if self.referrals.iter().any(|row| row.label == *label) {
                continue;
            }
            let is_own = |start: usize| {
                !part.text[..start].trim_end().ends_with('逆')
                    && residue(part.pending(start)).is_empty()
            };
            let found = printed.find_all(&part.text).into_iter();
            let mut rows = found
                .filter(|&(start, _)| is_own(start))
                .flat_map(|found| part.rows(found, &REFERRALS, &[label]));
            self.referrals.extend(rows.next());
        }
        self.referrals.sort_by_key(|row| row.lines);
    }
}

/// The group's totals in a part of the table.
fn totals(pieces: &[&Piece], shape: &Pattern, labels: &[&'static str]) -> Vec<EffectRow> {
    let part = Part::new(pieces);
    let total = part.total();
    total.map_or_else(Vec::new, |total| part.rows(total, shape, labels))
}

/// Whether a piece is the row of the group's total.
pub(super) fn is_total(piece: &Piece) -> bool {
    let label = TOTAL.find(&piece.spaced);
    label.is_some_and(|(start, _)| residue(&piece.spaced[..start]).is_empty())
}

/// How many rows of single institutions stand in a part of the table: each a name
/// with figures after it, or figures whose name is elsewhere.
pub(super) fn rows_of_institutions(pieces: &[&Piece]) -> usize {
    let part = Part::new(pieces);
    let totals = TOTAL.find_all(&part.text);
    let mut rows = 0;
    let mut end = 0;
    for (index, (start, figure_end)) in FIGURE.find_all(&part.text).into_iter().enumerate() {
        let of_total = totals
            .iter()
            .any(|&(total, _)| (end..start).contains(&total));
        let named = index == 0 || !residue(&part.text[end..start]).is_empty();
        rows += usize::from(named && !of_total);
        end = figure_end;
    }
    rows
}

/// The cell of a shape that a text starts with, and its length; none where it goes on
/// as something else.
fn cell(text: &str, shape: &Pattern) -> Option<(Cell, usize)> {
    let found = shape.captures(text)?;
    let whole = found.get(0)?;
    let mut values = [None; 3];
    for (value, group) in values.iter_mut().zip(found.iter().skip(1)) {
        *value = group.and_then(|it| number(it.as_str()));
    }
    let united = whole.as_str().contains(['名', '人', '回', '件', '診']);
    let says = united || values.iter().any(Option::is_some);
    let is_end = |c: char| c.is_whitespace() || "名人回件)".contains(c);
    let next = text[whole.end()..].chars().next();
    let ends = whole.as_str().ends_with(is_end)
        || next.is_none_or(|c| c.is_whitespace() || matches!(c, '|' | '、'));
    (says && ends).then_some((values, whole.end()))
}

/// The number as printed, thousands separated or not, ▲ for minus.
fn number(printed: &str) -> Option<f64> {
    let plain = printed.replace(['▲', '△'], "-").replace([',', '+'], "");
    plain.split_whitespace().collect::<String>().parse().ok()
}
