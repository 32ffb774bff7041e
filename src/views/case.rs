//! One case as it is read: its records in the order of a reader's questions, the
//! blocks that their texts are of, and its place in the frame of 2021.
//!
//! Plain values; what they are called and how they look is not known here.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::{Case, Record};
use crate::vocabulary::{CaseKind, Item, Phase, RecordKind};

/// What a part of a case answers, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What was wanting.
    Need,
    /// What was done.
    Effort,
    /// How it was brought about.
    Devices,
    /// What came of it.
    Results,
    /// What is still to come.
    Next,
    /// What else the document says.
    Other,
}

/// The records that answer one question, in the document's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    /// The question.
    pub question: Question,
    /// Its records.
    pub records: Vec<&'a Record>,
}

/// The case's records by what they answer, without questions that none does.
pub fn sections(case: &Case) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for record in case.records.iter().filter(|record| !is_empty(record)) {
        let question = question(case.kind, record);
        match sections.iter_mut().find(|it| it.question == question) {
            Some(section) => section.records.push(record),
            None => sections.push(Section {
                question,
                records: vec![record],
            }),
        }
    }
    sections.sort_by_key(|section| section.question);
    sections
}

fn is_empty(record: &Record) -> bool {
    record.text.trim().is_empty() && record.figure_text.is_empty() && record.tables.is_empty()
}

fn question(case: CaseKind, record: &Record) -> Question {
    match record.kind {
        // What is left when it is done.
        RecordKind::Issues if record.heading.contains("今後") => Question::Next,
        RecordKind::Issues => Question::Need,
        RecordKind::Features | RecordKind::Activities => Question::Effort,
        RecordKind::Devices => Question::Devices,
        RecordKind::Evaluation => Question::Results,
        // A form's figures are the record of its year.
        RecordKind::Figures if case == CaseKind::GroupPlan => Question::Results,
        RecordKind::Policy => Question::Next,
        RecordKind::Profile | RecordKind::Figures | RecordKind::Survey | RecordKind::Other => {
            Question::Other
        }
    }
}

/// A stretch of a record's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A line that heads what follows: 「ア）地域の医療・介護の資源の把握」.
    Head(&'a str),
    /// A paragraph.
    Text(&'a str),
    /// List items, without their marks.
    List(Vec<&'a str>),
}

/// In characters: a longer line is no heading.
const LONGEST_HEAD: usize = 44;

/// A line that starts with an item's letter, and one that is all in the brackets in
/// which documents put headings.
static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[(（]?[ア-クｱ-ｸ][)）:：．.　 ]\s*\S|(?:【[^】]*】|《[^》]*》|＜[^＞]*＞|〈[^〉]*〉|\[[^\]]*\])$)",
    )
    .ok()
});

/// The blocks of a text that has one paragraph or list item a line.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let item = line.strip_prefix('・').map(str::trim_start);
        if is_head(item.unwrap_or(line)) {
            blocks.push(Block::Head(item.unwrap_or(line)));
            continue;
        }
        match (item, blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item),
            (Some(item), _) => blocks.push(Block::List(vec![item])),
            (None, _) => blocks.push(Block::Text(line)),
        }
    }
    blocks
}

fn is_head(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEAD
        && !line.contains(['。', '、', '，', '～'])
        && HEAD.as_ref().is_some_and(|head| head.is_match(line))
}

/// A step of the cycle that the project has had since 2021, or what stands beside it,
/// with what the case did of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step.
    pub phase: Phase,
    /// The case's items that belong to it now.
    pub items: Vec<Item>,
    /// Whether the case says what came of its effort, which is what a review asks.
    pub reviews: bool,
}

/// Where the case's items stand in the frame of 2021, without steps that it has nothing
/// of.
pub fn frame(case: &Case) -> Vec<Step> {
    Phase::ALL
        .iter()
        .map(|&phase| Step {
            phase,
            items: case
                .items
                .iter()
                .map(|tag| tag.code)
                .filter(|item| item.phase() == phase)
                .collect(),
            reviews: phase == Phase::Review && !case.digest.results.is_empty(),
        })
        .filter(|step| step.reviews || !step.items.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_heads_paragraphs_and_lists() {
        let text = "導入です。\n・一つ\n・二つ\n\nア）地域の医療・介護の資源の把握\nリストを作成した。\n【目的】\n・（キ）地域住民への普及啓発\n（ア）リスト作成、配布を行った。";
        assert_eq!(
            blocks(text),
            [
                Block::Text("導入です。"),
                Block::List(vec!["一つ", "二つ"]),
                Block::Head("ア）地域の医療・介護の資源の把握"),
                Block::Text("リストを作成した。"),
                Block::Head("【目的】"),
                Block::Head("（キ）地域住民への普及啓発"),
                Block::Text("（ア）リスト作成、配布を行った。"),
            ]
        );
    }

    #[test]
    fn records_are_read_in_the_order_of_questions() {
        let case: Case = serde_json::from_value(serde_json::json!({
            "id": "sp-014371", "source": "s", "kind": "smart-practice", "title": "題",
            "printed_name": "", "prefecture": null, "municipalities": [],
            "population": null, "population_65": null, "aging_rate": null,
            "population_75": null, "aging_rate_75": null, "area_km2": null, "parts": [],
            "items": [
                {"code": "イ", "basis": "printed", "evidence": "", "lines": [1, 1]},
                {"code": "オ", "basis": "printed", "evidence": "", "lines": [1, 1]}
            ],
            "scenes": [], "models": [], "ict_tools": [], "leads": [],
            "planned": {"items": [], "scenes": [], "models": [], "ict_tools": []},
            "lines": [[1, 50]], "similar": [],
            "records": [
                record("profile", "基本情報"), record("policy", "今後の方針"),
                record("issues", "今後の課題"), record("devices", "工夫"),
                record("activities", "取り組み内容"), record("issues", "課題"),
                record("features", "特徴"),
            ],
        }))
        .unwrap();
        let order: Vec<(Question, usize)> = sections(&case)
            .iter()
            .map(|it| (it.question, it.records.len()))
            .collect();
        let expected = [
            (Question::Need, 1),
            (Question::Effort, 2),
            (Question::Devices, 1),
            (Question::Next, 2),
            (Question::Other, 1),
        ];
        assert_eq!(order, expected);
        let phases: Vec<Phase> = frame(&case).iter().map(|step| step.phase).collect();
        assert_eq!(phases, [Phase::Plan, Phase::Act]);
    }

    fn record(kind: &str, heading: &str) -> serde_json::Value {
        serde_json::json!({
            "id": "", "kind": kind, "heading": heading, "text": "本文。", "lines": [1, 1],
            "items": [], "figures": []
        })
    }
}
