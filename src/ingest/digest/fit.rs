//! What a sentence may stand for in a digest, by the record that it is in and by its
//! manner.
//!
//! Knows one sentence at a time; which of those that fit are chosen is not known here.

use crate::vocabulary::{Item, RecordKind, Standing};

use super::super::pattern::Pattern;
use super::super::tags::{Manner, Statement};

/// What a sentence is worth that leans on what stands before it, speaks in general or is
/// otherwise only half what a part wants; one with two such faults the square.
const WEAK: f32 = 0.5;

/// The ends of sentences that tell what was learnt.
const FINDINGS: [&str; 5] = [
    "ことが分かった",
    "ことがわかった",
    "ことが明らかになった",
    "との意見があった",
    "という意見があった",
];

/// What a sentence may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A want, in the record that tells them.
    Need,
    /// A want that is told elsewhere.
    Want,
    /// What was done, in the records that tell it.
    Deed,
    /// The same, told elsewhere.
    Effort,
    /// The same, told by what came of it.
    Feat,
    /// How it was brought about.
    Device,
    /// The same, told by what came of it.
    Success,
    /// What came of it.
    Result,
    /// What else is told where that is.
    Finding,
}

/// How well a sentence of a record of this kind may stand for a role; 0 where it may not.
pub(super) fn fit(role: Role, it: &Statement, kind: RecordKind) -> f32 {
    // What a town asks itself under 課題 (どう広めるか) is its own as much as what it says.
    let asks = role == Role::Need && kind == RecordKind::Issues && asks_itself(it);
    if !it.is_whole || !(it.is_own || asks) || it.points && it.defines {
        return 0.0;
    }
    let weak = |is_weak: bool| if is_weak { WEAK } else { 1.0 };
    let is_done = matches!(it.manner, Manner::Deed | Manner::Outcome | Manner::General);
    let is_told = is_done && it.around == Some(Standing::Done);
    let wants = it.manner == Manner::Want || it.complains;
    let of_kind = match (role, kind) {
        // A list under 課題 names wants without saying so.
        (Role::Need, RecordKind::Issues) => weak(!wants && it.text.ends_with('。')),
        (Role::Want, RecordKind::Issues) => 1.0,
        (Role::Want, RecordKind::Activities | RecordKind::Features | RecordKind::Other)
            if it.manner == Manner::Want =>
        {
            1.0
        }
        (Role::Deed | Role::Effort | Role::Result | Role::Finding, _) if is_profile(it) => 0.0,
        (Role::Deed | Role::Effort, _) if is_finding(it) || is_row(it) || is_state(it) => 0.0,
        // What came of a deed is kept for the results.
        (Role::Deed | Role::Effort, _) if it.manner == Manner::Outcome => 0.0,
        (Role::Deed, RecordKind::Activities) if is_told && !it.defines => {
            weak(it.manner == Manner::General)
        }
        (Role::Deed, RecordKind::Features) if is_told && !it.defines => WEAK,
        (
            Role::Feat,
            RecordKind::Activities | RecordKind::Features | RecordKind::Devices | RecordKind::Other,
        ) if is_told && it.manner == Manner::Outcome => 1.0,
        (Role::Effort, RecordKind::Devices | RecordKind::Other) if is_told && !it.defines => 1.0,
        (Role::Device, RecordKind::Devices) if is_state(it) => 0.0,
        (Role::Device, RecordKind::Devices)
            if is_told && it.manner != Manner::Outcome || it.manner == Manner::Plan =>
        {
            weak(it.complains) * weak(it.complains || it.defines) * weak(it.manner == Manner::Plan)
        }
        (Role::Success, RecordKind::Devices) if is_told => 1.0,
        (Role::Result, RecordKind::Evaluation)
            if is_done && (it.manner == Manner::Outcome || it.counts || it.is_result) =>
        {
            1.0
        }
        (Role::Finding, RecordKind::Evaluation) if is_done => 1.0,
        (Role::Result, RecordKind::Figures) if it.counts => WEAK,
        (
            Role::Result,
            RecordKind::Activities | RecordKind::Devices | RecordKind::Features | RecordKind::Other,
        ) if is_told => match it.manner {
            Manner::Outcome => 1.0,
            _ if it.is_result => 1.0,
            _ if it.counts => WEAK,
            _ => 0.0,
        },
        _ => 0.0,
    };
    let points = role == Role::Need && it.points;
    of_kind * weak(it.leans) * weak(it.points) * if points { 0.0 } else { 1.0 }
}

/// Whether a sentence tells what was learnt: that is no deed, however much it is over.
fn is_finding(it: &Statement) -> bool {
    let text = it.text.trim_end_matches('。');
    FINDINGS.iter().any(|end| text.ends_with(end))
}

/// Whether a sentence tells how something is, not what anybody does: it ends in an
/// adjective, or says that there is something wanting. What is easy was made so.
fn is_state(it: &Statement) -> bool {
    let text = it.text.trim_end_matches('。');
    let is_adjective = text.ends_with('い') && !text.ends_with("やすい");
    it.manner == Manner::General && (is_adjective || it.complains && text.ends_with("がある"))
}

/// Whether a sentence gives a figure that every town has.
fn is_profile(it: &Statement) -> bool {
    static FIGURE: Pattern =
        Pattern::new(r"(?:人口|高齢化率|面積)(?:[はが][^。]{0,20}|[約：:（( 　]{0,3})[0-9０-９]");
    FIGURE.is_match(&it.text)
}

/// Whether a sentence is a question that a town asks itself; an interview's is polite.
fn asks_itself(it: &Statement) -> bool {
    let text = it.text.trim_end_matches('。');
    text.ends_with('か') && !text.ends_with("すか")
}

/// Whether a line names an item of the project and what belongs to it, as a table of the
/// items does.
fn is_row(it: &Statement) -> bool {
    Item::ALL.iter().any(|item| {
        let rest = it.text.strip_prefix(item.label());
        rest.is_some_and(|rest| rest.starts_with([' ', '　', '：', ':']))
    })
}
