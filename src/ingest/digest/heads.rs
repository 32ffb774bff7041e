//! What each sentence is told under: the kind of its record, or of the sub-heading that
//! stands above it there (「取組のポイント」 among what was done) or before it on its
//! line (「課題：…」).
//!
//! Reads sub-headings by the words that head sections; how far one reaches is decided
//! here.

use std::collections::HashSet;

use crate::record::Case;
use crate::vocabulary::RecordKind;

use super::super::headings;
use super::super::lines::Line;
use super::super::tags::Statement;

/// The kind of what each sentence is told under, in their order.
pub(super) fn kinds(case: &Case, statements: &[Statement]) -> Vec<RecordKind> {
    let mut kinds = Vec::with_capacity(statements.len());
    for run in statements.chunk_by(|one, other| one.section == other.section) {
        let record = run.first().and_then(|it| case.records.get(it.section));
        let Some(record) = record else {
            kinds.extend(run.iter().map(|_| RecordKind::Other));
            continue;
        };
        let paragraphs: Vec<&str> = record.text.lines().collect();
        let under = under(&paragraphs, record.kind);
        let mut at = 0;
        for statement in run {
            let mut rest = paragraphs.iter().skip(at);
            let found = rest.position(|it| it.contains(&statement.text));
            at += found.unwrap_or_default();
            let kind = found.and_then(|_| under.get(at));
            kinds.push(kind.copied().unwrap_or(record.kind));
        }
    }
    kinds
}

/// The kind of what each paragraph of a record is told under.
fn under(paragraphs: &[&str], of_record: RecordKind) -> Vec<RecordKind> {
    let mut at = Place {
        of_record,
        current: of_record,
        of_item: None,
        follows_heading: false,
        in_part: false,
        outside: HashSet::new(),
    };
    let next = paragraphs.iter().skip(1).map(Some).chain([None]);
    let pairs = paragraphs.iter().zip(next);
    let kinds = pairs.map(|(it, next)| at.take(it, next.is_some_and(|it| it.starts_with('・'))));
    kinds.collect()
}

/// Where in a record one reads.
struct Place {
    of_record: RecordKind,
    /// The kind that the last sub-heading gives to what follows.
    current: RecordKind,
    /// The kind that a list item's label gives to that item.
    of_item: Option<RecordKind>,
    /// Two headings above each other are those of columns: what follows is of either.
    follows_heading: bool,
    /// Whether the sub-heading is set off as those of whole parts are: 【…】.
    in_part: bool,
    /// How paragraphs were numbered before the sub-heading: what is numbered so again
    /// is its equal.
    outside: HashSet<char>,
}

impl Place {
    /// The kind of what a paragraph is told under, which an item follows or not.
    fn take(&mut self, paragraph: &str, item_follows: bool) -> RecordKind {
        let line = Line::of_title(0, paragraph.trim_start_matches('・'));
        let is_item = paragraph.starts_with('・');
        let (bracket, bare) = headings::unbracket(&line.text);
        let number = headings::style(&line);
        // Where sub-headings are marked as items are, the next one is too.
        let is_listed = is_item && item_follows && self.current == self.of_record;
        if is_item {
            self.of_item = None;
        }
        let follows_heading = std::mem::take(&mut self.follows_heading);
        if let Some(kind) = alone(bare, is_listed) {
            let kind = within(self.of_record, kind);
            self.current = if follows_heading {
                self.of_record
            } else {
                kind
            };
            self.follows_heading = true;
            self.in_part = bracket == Some('【');
            self.of_item = None;
        } else if let Some(label) = headings::parted(&line).or_else(|| headings::run_in(&line)) {
            let kind = within(self.of_record, label.kind);
            if is_item {
                self.of_item = Some(kind);
            } else {
                self.current = kind;
                self.in_part = paragraph.starts_with('【');
            }
        } else if bracket.is_some() || is_title(paragraph, is_item) && self.is_equal(number) {
            self.current = self.of_record;
            self.of_item = None;
        }
        if self.current == self.of_record {
            self.outside.extend(number);
        }
        self.of_item.unwrap_or(self.current)
    }

    /// Whether a title numbered so stands beside the last sub-heading, not under it.
    fn is_equal(&self, number: Option<char>) -> bool {
        number.is_none_or(|it| !self.in_part && self.outside.contains(&it))
    }
}

/// The kind that a paragraph heads which has nothing else on it. One item of a list only
/// heads others where it says that they are devices.
fn alone(text: &str, is_listed: bool) -> Option<RecordKind> {
    let is_device = || {
        let is_short = text.chars().count() <= headings::LONGEST && !text.contains(['。', '、']);
        (is_short && headings::kind_of_title(text) == RecordKind::Devices)
            .then_some(RecordKind::Devices)
    };
    let kind = headings::kind(text).filter(|_| !is_listed);
    let kind = kind.map(|it| match text {
        // The record of a year counts what was done.
        "実績" => RecordKind::Figures,
        // Within a part it tells how things came about more than what is wanting.
        "背景" => RecordKind::Other,
        _ => it,
    });
    kind.or_else(is_device)
}

/// What a sub-heading makes of its part of a record: a record of what was done is not
/// parted by words for what was done.
fn within(record: RecordKind, head: RecordKind) -> RecordKind {
    use RecordKind::{Activities, Devices, Features, Figures, Profile};
    let is_told = |kind| matches!(kind, Activities | Devices | Features | Figures);
    match head {
        Activities | Features | Profile if is_told(record) => record,
        _ => head,
    }
}

/// Whether a paragraph looks like the title of a part, whatever its words.
fn is_title(paragraph: &str, is_item: bool) -> bool {
    !is_item
        && paragraph.chars().count() <= headings::LONGEST
        && !paragraph.ends_with(['。', '）', ')'])
        && !paragraph.contains(['、', '，', '：', ':'])
        && !paragraph.starts_with(['→', '⇒', '※', '↓'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use RecordKind::{Activities, Devices, Evaluation, Issues, Other, Policy};

    #[test]
    fn a_sub_heading_says_what_stands_under_it_as_far_as_its_part_goes() {
        for (text, of_record, expected) in [
            (
                "研修会\n・年に3回開く。\n・会の運営のポイント\n・司会を順に受け持つ。\n市民講座\n・秋に開く。",
                Activities,
                vec![
                    Activities, Activities, Devices, Devices, Activities, Activities,
                ],
            ),
            (
                "1.相談部会\n窓口を置いた。\n（評価）\n相談が早くなった。\n2.研修部会\n研修を開いた。",
                Activities,
                vec![
                    Activities, Activities, Evaluation, Evaluation, Activities, Activities,
                ],
            ),
            (
                "・今後の課題\n参加者が決まった人に限られる。\n・方向性\n名簿を見直す。",
                Activities,
                vec![Issues, Issues, Policy, Policy],
            ),
            (
                "【課題1】夜に診る医師がいない\n町には診療所が一つしかない。\n【対応策1】\n隣町と当番を組んだ。",
                Activities,
                vec![Issues, Issues, Activities, Activities],
            ),
            (
                "取り組みの成果\n今後の展望\n・顔を知る人が増えた。",
                Evaluation,
                vec![Evaluation, Evaluation, Evaluation],
            ),
            (
                "【計画】\n①研修\n・秋に開く。\n【実施】\n①研修\n・春に開いた。",
                Activities,
                vec![Policy, Policy, Policy, Activities, Activities, Activities],
            ),
            (
                "・ねらい ① 互いを知る。\n② 役割を知る。\n・年に3回開く。",
                Activities,
                vec![Other, Other, Activities],
            ),
            (
                "・課題：人手が足りない。\n・二人で組んで回る。",
                Devices,
                vec![Issues, Devices],
            ),
            (
                "＜始めるまでの取り組み＞\n・町長に説明した。",
                Devices,
                vec![Devices, Devices],
            ),
            (
                "・連携の体制\n・評価の方法\n・住民への周知",
                Issues,
                vec![Issues, Issues, Issues],
            ),
        ] {
            let paragraphs: Vec<&str> = text.lines().collect();
            assert_eq!(under(&paragraphs, of_record), expected, "{text}");
        }
    }
}
