//! The figures of the table of effects that may be published: the group's totals of
//! items 1 and 2, and item 4.
//!
//! Only numbers leave this file. A total is taken only where its label is the row's
//! own and the figures that follow cannot be another row's; everything else is
//! counted and dropped.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::Lines;

use super::super::markup::pattern;
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

/// A unit in brackets behind a label.
const UNIT: &str = r"(?:\s*\(\s*[名人回件]\s*\))?";
/// An institution by its number alone, 「医療機関①」.
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(医\s*療\s*機\s*関\s*)\d{1,2}([\s|]|$)"));
/// The label of the group's total, in the wordings that cannot be an institution's.
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    let wordings = [
        "連携する医療機関内の合計",
        "連携する医療機関の合計",
        "連携医療機関内の合計",
        "連携医療機関の合計",
        "連携医療機関合計",
        "グループ全体の合計",
        "グループ内の合計",
        "グループの合計",
        "グループ合計",
    ];
    let wordings: Vec<String> = wordings.iter().map(|wording| loose(wording)).collect();
    pattern(&format!(r"(?:{})\s*[数値]?{UNIT}", wordings.join("|")))
});
/// A bare 合計 is the group's only after a row that is complete.
static BARE_TOTAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s|・])(合\s*計|総\s*計)(?:[\s|:]|$)"));
/// A figure of the table, or the mark that stands for a withheld one.
static FIGURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\d[\d,.]*|\*)\s*(?:[名人回件)]|[\s|、(]|$)"));
/// The cells of a row that was left blank.
static BLANK_ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:[\s|]+[名人件回]){2,}|(?:訪\s*問\s*診\s*療\s*:?\s*回\s*\)?\s*)+")
});
static PATIENTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s:]*(?:(\d[\d,]*(?:\.\d+)?)\s*[名人]?|[名人])"));
static VISITS: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"(\d[\d,]*(?:\.\d+)?)?\s*回?\s*";
    let parts = format!(
        r"(?:\(?\s*(?:う\s*ち|内\s*訳)?\s*:?\s*往\s*診\s*:?\s*{number}[、,・/]?\s*訪\s*問\s*診\s*療\s*:?\s*{number}\)?)?"
    );
    pattern(&format!(
        r"^[\s:]*(?:合\s*計\s*(?:回\s*数)?\s*:?\s*)?{number}{parts}"
    ))
});
static REFERRALS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s:]*(?:([-▲△+]?\s*\d[\d,]*)\s*件?|件)"));
static REFERRAL_LABELS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    [
        ("逆紹介数", "逆紹介数"),
        ("逆紹介件数", "逆紹介数"),
        ("急変時の受入数", "急変時の受入数"),
        ("急変時受入数", "急変時の受入数"),
        ("急変時の受入件数", "急変時の受入数"),
        ("急変時の受け入れ数", "急変時の受入数"),
        ("紹介数", "紹介数"),
        ("紹介件数", "紹介数"),
    ]
    .into_iter()
    .map(|(wording, label)| (pattern(&(loose(wording) + UNIT)), label))
    .collect()
});

/// A pattern for words that may be spaced out or broken over lines.
fn loose(words: &str) -> String {
    let characters: Vec<String> = words.chars().map(String::from).collect();
    characters.join(r"\s*")
}

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
        let figure = FIGURE.find_iter(before).last().map_or(0, |it| it.end());
        let blank = BLANK_ROW.find_iter(before).last().map_or(0, |it| it.end());
        &before[figure.max(blank)..]
    }

    /// Whether the first row has its figures before its name, so that what follows a
    /// label is not the label's.
    fn names_follow_figures(&self) -> bool {
        let Some(first) = FIGURE.find(&self.text) else {
            return false;
        };
        let before = &self.text[..first.start()];
        !TOTAL.is_match(before) && residue(before).is_empty()
    }

    /// The group's total: where its label starts, and where its figures do.
    fn total(&self) -> Option<(usize, usize)> {
        if self.names_follow_figures() {
            return None;
        }
        let labelled = TOTAL
            .find_iter(&self.text)
            .find(|label| residue(self.pending(label.start())).is_empty());
        labelled
            .or_else(|| {
                let bare = BARE_TOTAL.captures_iter(&self.text);
                bare.filter_map(|found| found.get(1)).find(|label| {
                    let pending = self.pending(label.start());
                    pending.len() < label.start() && residue(pending).is_empty()
                })
            })
            .map(|label| (label.start(), label.end()))
    }

    /// The up to three cells that follow `at`, each read by `cell`, and where the
    /// last one ends. None where more figures follow: they are not this row's.
    fn cells<T: Default>(
        &self,
        at: usize,
        cell: impl Fn(&str) -> Option<(T, usize)>,
    ) -> Option<(Vec<T>, usize)> {
        let mut cells = Vec::new();
        let mut end = at;
        if self.text[at..].trim_start_matches(' ').starts_with('|') {
            let row = self.text[at..].split('\n').next().unwrap_or_default();
            for content in row.split('|').skip(1).take(3).map(str::trim) {
                if content.is_empty() {
                    cells.push(T::default());
                } else {
                    let (value, length) = cell(content)?;
                    (length == content.len()).then(|| cells.push(value))?;
                }
            }
            end += row.len();
        } else {
            while cells.len() < 3
                && let Some((value, length)) = cell(&self.text[end..])
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
}

impl Effects {
    /// Takes the group's total of item 1; returns how many rows were withheld.
    pub(super) fn read_patients(&mut self, pieces: &[&Piece]) -> usize {
        let part = Part::new(pieces);
        self.note_goals(pieces);
        let rows = rows_of_institutions(pieces);
        if !self.patients.is_empty() {
            return rows;
        }
        if let Some((start, after)) = part.total()
            && let Some((cells, end)) = part.cells(after, patients_cell)
            && cells.iter().any(Option::is_some)
        {
            self.patients.push(EffectRow {
                label: "合計診療患者数",
                cells: three(cells),
                lines: [part.line(start), part.line(end.saturating_sub(1))],
            });
        }
        rows
    }

    /// Takes the group's totals of item 2; returns how many rows were withheld.
    pub(super) fn read_visits(&mut self, pieces: &[&Piece]) -> usize {
        let part = Part::new(pieces);
        self.note_goals(pieces);
        let rows = rows_of_institutions(pieces);
        if !self.visits.is_empty() {
            return rows;
        }
        if let Some((start, after)) = part.total()
            && let Some((cells, end)) = part.cells(after, visits_cell)
        {
            let lines = [part.line(start), part.line(end.saturating_sub(1))];
            for (place, label) in ["合計回数", "うち往診", "うち訪問診療"]
                .into_iter()
                .enumerate()
            {
                let column: Vec<Option<f64>> = cells.iter().map(|cell| cell[place]).collect();
                if column.iter().any(Option::is_some) {
                    self.visits.push(EffectRow {
                        label,
                        cells: three(column),
                        lines,
                    });
                }
            }
        }
        rows
    }

    /// Takes the rows of item 4.
    pub(super) fn read_referrals(&mut self, pieces: &[&Piece]) {
        // A row that names something unknown is not the group's.
        let rows: Vec<&Piece> = pieces
            .iter()
            .filter(|piece| residue(&piece.spaced).is_empty())
            .copied()
            .collect();
        let part = Part::new(&rows);
        for (wording, label) in REFERRAL_LABELS.iter() {
            if self.referrals.iter().any(|row| row.label == *label) {
                continue;
            }
            let row = wording.find_iter(&part.text).find_map(|found| {
                let before = part.text[..found.start()].trim_end();
                if before.ends_with('逆') || !residue(part.pending(found.start())).is_empty() {
                    return None;
                }
                let (cells, end) = part.cells(found.end(), referrals_cell)?;
                let lines = [part.line(found.start()), part.line(end.saturating_sub(1))];
                cells.iter().any(Option::is_some).then(|| EffectRow {
                    label,
                    cells: three(cells),
                    lines,
                })
            });
            self.referrals.extend(row);
        }
        self.referrals.sort_by_key(|row| row.lines);
    }

    fn note_goals(&mut self, pieces: &[&Piece]) {
        self.plans_are_goals |= pieces.iter().any(|piece| piece.says("取組目標"));
    }
}

/// Whether a piece is the row of the group's total.
pub(super) fn is_total(piece: &Piece) -> bool {
    TOTAL
        .find(&piece.spaced)
        .is_some_and(|label| residue(&piece.spaced[..label.start()]).is_empty())
}

/// How many rows of single institutions stand in a part of the table: each a name
/// with figures after it, or figures whose name is elsewhere.
pub(super) fn rows_of_institutions(pieces: &[&Piece]) -> usize {
    let part = Part::new(pieces);
    let totals: Vec<_> = TOTAL.find_iter(&part.text).map(|it| it.range()).collect();
    let mut rows = 0;
    let mut end = 0;
    let mut first = true;
    for figure in FIGURE.find_iter(&part.text) {
        let between = &part.text[end..figure.start()];
        let of_total = totals
            .iter()
            .any(|total| (end..figure.start()).contains(&total.start));
        if !of_total && (first || !residue(between).is_empty()) {
            rows += 1;
        }
        first = false;
        end = figure.end();
    }
    rows
}

fn patients_cell(text: &str) -> Option<(Option<f64>, usize)> {
    let found = PATIENTS.captures(text)?;
    let whole = found.get(0)?;
    // A number of something else, or one that goes on, is no cell of this row.
    let next = text[whole.end()..].chars().next();
    let ends =
        next.is_none_or(|c| c.is_whitespace() || matches!(c, '|' | '、') || c.is_ascii_digit());
    let closed = whole.as_str().ends_with(['名', '人']);
    (closed || ends).then(|| (found.get(1).and_then(|it| number(it.as_str())), whole.end()))
}

fn visits_cell(text: &str) -> Option<([Option<f64>; 3], usize)> {
    let found = VISITS.captures(text)?;
    let whole = found.get(0)?;
    let value = |index: usize| found.get(index).and_then(|it| number(it.as_str()));
    let cell = [value(1), value(2), value(3)];
    let says = cell.iter().any(Option::is_some) || whole.as_str().contains(['回', '診']);
    let next = text[whole.end()..].chars().next();
    let of_visits = !next.is_some_and(|c| matches!(c, '名' | '人' | '件'));
    (says && of_visits).then_some((cell, whole.end()))
}

fn referrals_cell(text: &str) -> Option<(Option<f64>, usize)> {
    let found = REFERRALS.captures(text)?;
    let whole = found.get(0)?;
    let next = text[whole.end()..].chars().next();
    let of_cases = !next.is_some_and(|c| matches!(c, '名' | '人' | '回'));
    of_cases.then(|| (found.get(1).and_then(|it| number(it.as_str())), whole.end()))
}

/// The number as printed, thousands separated or not, ▲ for minus.
fn number(printed: &str) -> Option<f64> {
    let plain: String = printed
        .chars()
        .filter_map(|c| match c {
            '▲' | '△' => Some('-'),
            ',' | '+' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        })
        .collect();
    plain.parse().ok()
}

/// A row's cells, blank where it has fewer than three.
fn three(cells: Vec<Option<f64>>) -> [Option<f64>; 3] {
    let mut row = [None; 3];
    for (place, cell) in row.iter_mut().zip(cells) {
        *place = cell;
    }
    row
}
