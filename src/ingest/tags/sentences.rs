//! The sentences of a draft with what they stand for: done, announced, a problem.
//!
//! A heading gives its section's standing; sub-headings and the sentence's own
//! words may change it. What a sentence is about is not known here.

use crate::record::Lines;
use crate::vocabulary::RecordKind;

use super::super::draft::Draft;
use super::super::lines::compact;
use super::super::pattern::Pattern;
use super::super::section::{Paragraph, Section};

/// What a sentence stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Done, under way or this year's.
    Done,
    /// Only announced.
    Planned,
    /// A problem, or what should be.
    Issue,
    /// Figures and names of the place.
    Profile,
}

/// A sentence, or a line that stands for one.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// The section it stands in.
    pub(super) section: usize,
    /// What the section says about the case.
    pub(super) kind: RecordKind,
    /// As printed, without list mark.
    pub(super) text: String,
    /// In the form that patterns are matched in: NFKC, no spaces.
    pub(super) plain: String,
    /// Where its paragraph stands.
    pub(super) lines: Lines,
    /// What it stands for.
    pub(super) standing: Standing,
    /// Whether it is the first of its paragraph.
    pub(super) leads: bool,
    /// Whether it is a section's heading.
    pub(super) is_heading: bool,
}

static PLANNED_HEAD: Pattern = Pattern::new(
    r"^[【(<〈《○・■●◆]*(今後(の|は|に向け).{0,16}|今後|方向性|次年度(以降)?(の.{0,8})?|来年度(以降)?(の.{0,8})?|(H|平成|R|令和)\d{1,2}(年度)?以降.{0,4})[】)>〉》:：]*$",
);
static DONE_HEAD: Pattern = Pattern::new(
    r"^[【(<〈《○・■●◆]*((今|これ)まで(の|に).{0,14}|現在の(取り?組み?|状況)|目的|主な活動|実施状況|実績|取り?組み?の?成果|.{0,8}取り?組み?のあゆみ|(H|平成)\d{1,2}([-~〜](H|平成)?\d{1,2})?(年度)?(の?実績|の?取り?組み?.{0,4}|開催実績)?)[】)>〉》:：]*$",
);
static ISSUE_HEAD: Pattern =
    Pattern::new(r"^[【(<〈《○・■●◆]*(課題\d?|問題点|背景)[】)>〉》:：]*$");
/// Words by which a sentence only announces.
static ANNOUNCES: Pattern = Pattern::new(
    r"予定(して|と|である|です|し|。|\)|$)|検討中(で|。|$|\))|方向で|[てで]いく(。|$)|\(仮称\)|設置に向け|設置(の|を)?検討|いきたい|たいと考え|導入を検討|検討していく|今後(は|も)?、?.{0,40}(ていく|図る|進める|目指す)|を目指す|目指していく|計画である|計画している|求められ|必要(がある|である|。|$)",
);
/// Words by which a sentence under a plan's heading says that the thing exists.
static EXISTS: Pattern = Pattern::new(
    r"[てで](いる|います|いた|おり|きた|きました)|[しれ](た|ました)(。|$|、|が|\))|され、|実施し、|開催し(、|ながら)|運用が開始|継続|既存|すでに|既に|利用状況|活用状況|設置し、|設置され",
);
/// Words by which a problem is told of something that exists.
static EXISTS_IN_ISSUE: Pattern = Pattern::new(
    r"を活用(、|し、)|作成し、?たが|導入している|取り組んでいるが|実施している(が|。)|年度実施|向けに行うが",
);
/// Words that announce whatever else a sentence under a plan's heading says.
static STILL_TO_COME: Pattern = Pattern::new(
    r"いきたい|[てで]いく|ていきます|検討する|検討中|予定|必要がある|求められ|目指す|努める|図る。?$|推進する。?$|強化する。?$",
);

/// Every sentence of the draft, headings included, in reading order.
pub(super) fn sentences(draft: &Draft) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (index, section) in draft.sections.iter().enumerate() {
        let of_section = standing_of(section);
        let mut standing = of_section;
        all.push(Sentence {
            section: index,
            kind: section.kind,
            text: section.heading.clone(),
            plain: compact(&section.heading),
            lines: [section.lines[0], section.lines[0]],
            standing,
            leads: true,
            is_heading: true,
        });
        for paragraph in &section.paragraphs {
            let plain = compact(paragraph.text.trim_start_matches('・'));
            if of_section != Standing::Profile {
                standing = after_head(&plain, of_section, standing);
            }
            push(&mut all, index, section.kind, paragraph, standing);
        }
    }
    all
}

fn push(
    all: &mut Vec<Sentence>,
    section: usize,
    kind: RecordKind,
    paragraph: &Paragraph,
    standing: Standing,
) {
    let text = paragraph.text.trim_start_matches('・');
    for (order, sentence) in text
        .split_inclusive('。')
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
        .enumerate()
    {
        let plain = compact(sentence);
        all.push(Sentence {
            section,
            kind,
            text: sentence.to_owned(),
            standing: own_standing(&plain, standing),
            plain,
            lines: paragraph.lines,
            leads: order == 0,
            is_heading: false,
        });
    }
}

fn standing_of(section: &Section) -> Standing {
    let heading = compact(&section.heading);
    match section.kind {
        RecordKind::Profile => Standing::Profile,
        RecordKind::Issues => Standing::Issue,
        RecordKind::Policy => Standing::Planned,
        _ if PLANNED_HEAD.is_match(&heading) => Standing::Planned,
        RecordKind::Features
        | RecordKind::Activities
        | RecordKind::Devices
        | RecordKind::Evaluation
        | RecordKind::Figures
        | RecordKind::Survey
        | RecordKind::Other => Standing::Done,
    }
}

/// What holds from a paragraph on that may be a sub-heading.
fn after_head(plain: &str, of_section: Standing, current: Standing) -> Standing {
    if plain.chars().count() > 30 {
        current
    } else if PLANNED_HEAD.is_match(plain) {
        Standing::Planned
    } else if DONE_HEAD.is_match(plain) {
        if of_section == Standing::Issue {
            Standing::Issue
        } else {
            Standing::Done
        }
    } else if ISSUE_HEAD.is_match(plain) && of_section == Standing::Done {
        Standing::Issue
    } else if plain.starts_with(['【', '《', '<', '〈']) && current != of_section {
        of_section
    } else {
        current
    }
}

fn own_standing(plain: &str, standing: Standing) -> Standing {
    match standing {
        Standing::Done if ANNOUNCES.is_match(plain) => Standing::Planned,
        Standing::Planned if EXISTS.is_match(plain) && !STILL_TO_COME.is_match(plain) => {
            Standing::Done
        }
        Standing::Issue if plain.contains("予定") => Standing::Planned,
        Standing::Issue if EXISTS_IN_ISSUE.is_match(plain) => Standing::Done,
        standing => standing,
    }
}
