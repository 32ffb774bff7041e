//! Why a case is a hit: by which forms it matched, and the sentences that show it.

use super::matching::Pattern;
use super::plan::{Form, Idea, Level, Plan};
use super::ranking::Scored;
use super::results::Snippet;
use super::scoring::Evidence;
use super::snippet::{best_sentences, first_sentence, html};
use crate::index::Analyzer;
use crate::index::analyzer::is_kana;
use crate::record::{Case, Record};
use crate::vocabulary::RecordKind;

/// How many sentences a hit shows.
const SENTENCES: usize = 2;
/// How many forms of one idea are named.
const FORMS: usize = 3;

/// The reasons in words and the passages of a hit.
pub(super) fn explain(
    plan: &Plan,
    scored: &Scored,
    case: &Case,
    analyzer: &Analyzer,
) -> (Vec<String>, Vec<Snippet>) {
    let matched: Vec<(&Idea, &Evidence)> = plan
        .ideas()
        .zip(&scored.evidence)
        .filter_map(|((idea, _), evidence)| Some((idea, evidence.as_ref()?)))
        .collect();
    let mut reasons: Vec<String> = Vec::new();
    for (idea, evidence) in &matched {
        for form in shown_forms(idea, evidence).into_iter().take(FORMS) {
            let reason = reason(idea, form, case);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    let snippets = snippets(&matched, case, analyzer);
    (reasons, snippets)
}

/// The forms of an idea that a case matched, the best level first; parts only
/// where there is nothing better.
fn shown_forms<'a>(idea: &'a Idea, evidence: &Evidence) -> Vec<&'a Form> {
    let mut forms: Vec<&Form> = evidence
        .forms
        .iter()
        .filter_map(|&index| idea.forms.get(index))
        .filter(|form| form.level > Level::Partial || form.level == evidence.level)
        .collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.level));
    forms
}

fn reason(idea: &Idea, form: &Form, case: &Case) -> String {
    let typed = &idea.typed;
    let to = |shown: &str| {
        if shown == typed {
            typed.clone()
        } else {
            format!("{typed} → {shown}")
        }
    };
    match form.level {
        Level::Town if is_kana(typed) => format!("読み: {}", to(&case.place())),
        Level::Town | Level::Prefecture | Level::Written => format!("表記: {}", to(&form.shown)),
        Level::Reading => format!("読み: {}", to(&form.shown)),
        Level::Synonym => format!("同義語: {}", to(&form.shown)),
        Level::Partial => format!("部分一致: {}", form.shown),
        Level::Near => format!("近い表記: {}", to(&form.shown)),
    }
}

/// The best sentences of the records that are worth most; for a case found by its
/// title, or listed without words, how the case introduces itself.
fn snippets(matched: &[(&Idea, &Evidence)], case: &Case, analyzer: &Analyzer) -> Vec<Snippet> {
    let patterns: Vec<&Pattern> = matched
        .iter()
        .flat_map(|(idea, evidence)| shown_forms(idea, evidence))
        .map(|form| &form.pattern)
        .collect();
    let mut records: Vec<(usize, f32)> = Vec::new();
    for (_, evidence) in matched {
        for (&record, &worth) in &evidence.records {
            match records.iter_mut().find(|(index, _)| *index == record) {
                Some((_, sum)) => *sum += worth,
                None => records.push((record, worth)),
            }
        }
    }
    records.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut snippets = Vec::new();
    let mut left = SENTENCES;
    for record in records
        .iter()
        .filter_map(|&(index, _)| case.records.get(index))
    {
        if left == 0 {
            break;
        }
        let words = record.words();
        let sentences = best_sentences(&words, &patterns, analyzer, left);
        if !sentences.is_empty() {
            left -= sentences.len();
            snippets.push(snippet(record, html(&words, &sentences)));
        }
    }
    if snippets.is_empty() {
        snippets.extend(introduction(case));
    }
    snippets
}

/// The first sentence of the record that says most about the case.
fn introduction(case: &Case) -> Option<Snippet> {
    const TELLING: [RecordKind; 4] = [
        RecordKind::Features,
        RecordKind::Activities,
        RecordKind::Devices,
        RecordKind::Issues,
    ];
    let record = TELLING
        .iter()
        .find_map(|&kind| {
            let mut records = case.records.iter();
            records.find(|record| record.kind == kind && !record.text.trim().is_empty())
        })
        .or_else(|| case.records.first())?;
    let sentence = first_sentence(&record.text)?;
    Some(snippet(record, html(&record.text, &[sentence])))
}

fn snippet(record: &Record, html: String) -> Snippet {
    Snippet {
        record: record.id.clone(),
        heading: record.heading.clone(),
        html,
    }
}
