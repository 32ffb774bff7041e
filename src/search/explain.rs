//! Why a case is a hit: the words by which it was found beside those typed, and the
//! sentences that show it, escaped for HTML with the match marked.

use std::ops::Range;

use maud::Render;

use super::meaning::Meaning;
use super::part::{Part, Way};
use super::passages::{Readable, Sentence, Sought, sentences};
use super::results::{HitTag, Snippet};
use super::{Query, tags};
use crate::format;
use crate::language::compact::compact;
use crate::record::{Case, CaseSummary, Record};
use crate::vocabulary::{RecordKind, Standing};

/// How many sentences a hit shows.
const SENTENCES: usize = 2;
/// How many other words are named.
const WORDS: usize = 3;

/// Why a case is listed.
pub(super) struct Explanation {
    /// The reasons in words.
    pub(super) why: Vec<String>,
    /// The sentences that show it: of the words; without words of the chosen tags.
    pub(super) snippets: Vec<Snippet>,
    /// The case's tags, with those that the question asks for.
    pub(super) tags: Vec<HitTag>,
}

/// Explains a hit: the case with this number.
pub(super) fn explain(
    meaning: &Meaning,
    sought: &[Sought],
    (number, readable): (usize, &Readable),
    query: &Query,
) -> Explanation {
    let case = &readable.case;
    let mut found = readable.find(sought);
    if let Some(part) = query.part {
        found.retain(|sentence| sentence.standing() == part);
    }
    let mut words: Vec<&str> = found.iter().flat_map(Sentence::words_found).collect();
    words.sort_unstable();
    words.dedup();
    let mut asked = query.filters.clone();
    for it in &meaning.proposals {
        asked.add(it.facet, it.value.clone());
    }
    let tags = tags::tags(case, &asked, &words);
    let mut why = Vec::new();
    why.extend(other_words(&meaning.parts, &found));
    why.extend(facts(&meaning.parts, case, number));
    let mut snippets = snippets(found, meaning.lacks);
    if snippets.is_empty() {
        snippets = tags::evidence(readable, &asked);
    }
    if snippets.is_empty() {
        snippets = introduction(case);
    }
    Explanation {
        why,
        snippets,
        tags,
    }
}

/// The passages of one standing in which parts of a query stand; what only surrounds
/// the text, such as a table of figures, is none.
pub(super) fn passages(
    sought: &[Sought],
    readable: &Readable,
    part: Option<Standing>,
) -> Vec<Snippet> {
    let mut found = readable.find(sought);
    found.retain(|sentence| {
        part.is_none_or(|part| sentence.standing() == part) && is_told(sentence.record.kind)
    });
    snippets(found, true)
}

/// Whether a record of this kind tells in sentences what a case met and did.
const fn is_told(kind: RecordKind) -> bool {
    !matches!(
        kind,
        RecordKind::Profile | RecordKind::Figures | RecordKind::Survey
    )
}

/// 「終末期」「ターミナル」という書き方で見つかりました: the words of the case that say what
/// was typed in other ways, those that stand there most often first.
fn other_words(parts: &[Part], found: &[Sentence]) -> Option<String> {
    let mut words: Vec<(&str, usize)> = Vec::new();
    for sentence in found {
        for (part, place) in &sentence.found {
            let word = sentence.word(place);
            if word == parts[*part].typed {
                continue;
            }
            match words.iter_mut().find(|(it, _)| *it == word) {
                Some((_, count)) => *count += 1,
                None => words.push((word, 1)),
            }
        }
    }
    let typed: Vec<String> = parts.iter().map(|part| compact(&part.typed)).collect();
    words.retain(|(word, _)| !typed.contains(&compact(word)));
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(WORDS);
    if words.is_empty() {
        return None;
    }
    let quoted: String = words
        .iter()
        .map(|(word, _)| ["「", word, "」"].concat())
        .collect();
    Some(format!("{quoted}という書き方で見つかりました"))
}

/// Where the case is and how large, where that is what was asked for, or how old. Of a
/// code the case's tags tell.
fn facts(parts: &[Part], case: &Case, number: usize) -> Option<String> {
    let is_fact = |part: &&Part| part.are.contains(number) && part.ways != [Way::Fact];
    let typed: Vec<&str> = parts
        .iter()
        .filter(is_fact)
        .map(|part| part.typed.as_str())
        .collect();
    if typed.is_empty() {
        return None;
    }
    let place = case.prefecture.as_ref().map(|it| it.name.clone())? + &case.place();
    let case = CaseSummary::from(case);
    let people = case.populations().into_iter();
    let people = people.map(|it| format!("人口{}人", format::whole(it as u64)));
    let old = typed.iter().any(|it| it.contains("高齢化率"));
    let rates = case.aging_rates().into_iter().filter(|_| old);
    let rates = rates.map(|it| format!("高齢化率{it}%"));
    let figures: Vec<String> = people.chain(rates).collect();
    let figures = match figures.as_slice() {
        [] => String::new(),
        figures => format!("（{}）", figures.join("、")),
    };
    Some(format!(
        "「{}」：{place}{figures}の事例です",
        typed.join("」「")
    ))
}

/// The sentences that show most of the parts; what was done before what is planned
/// and what is missing, unless the query speaks of what is missing.
pub(super) fn snippets(mut found: Vec<Sentence>, lacks: bool) -> Vec<Snippet> {
    let marked = |sentence: &Sentence| -> usize {
        merged(&sentence.found)
            .iter()
            .map(ExactSizeIterator::len)
            .sum()
    };
    found.sort_by_cached_key(|sentence| {
        let standing = if lacks {
            Standing::Done
        } else {
            sentence.standing()
        };
        // What clinics and beds a town counts is the least of what it tells.
        std::cmp::Reverse((
            sentence.record.kind != RecordKind::Profile,
            sentence.parts(),
            std::cmp::Reverse(standing),
            marked(sentence),
        ))
    });
    found.truncate(SENTENCES);
    found.sort_by(|one, other| {
        let at = |it: &Sentence| (it.record.lines, it.range.start);
        at(one).cmp(&at(other))
    });
    let mut snippets = Vec::new();
    for of_record in found.chunk_by(|one, other| one.record.id == other.record.id) {
        snippets.push(snippet(of_record[0].record, of_record));
    }
    snippets
}

/// The record that says most about the case.
pub(super) fn telling(case: &Case) -> Option<&Record> {
    const TELLING: [RecordKind; 4] = [
        RecordKind::Features,
        RecordKind::Activities,
        RecordKind::Devices,
        RecordKind::Issues,
    ];
    let telling = TELLING.iter().find_map(|&kind| {
        let mut records = case.records.iter();
        records.find(|record| record.kind == kind && !record.text.trim().is_empty())
    });
    telling.or_else(|| case.records.first())
}

/// Its first sentence.
fn introduction(case: &Case) -> Vec<Snippet> {
    let Some(record) = telling(case) else {
        return Vec::new();
    };
    let Some(range) = sentences(&record.text).into_iter().next() else {
        return Vec::new();
    };
    let sentence = Sentence {
        record,
        words: &record.text,
        range,
        found: Vec::new(),
    };
    vec![snippet(record, &[sentence])]
}

/// Sentences of a record as a passage.
pub(super) fn snippet(record: &Record, sentences: &[Sentence]) -> Snippet {
    Snippet {
        record: record.id.clone(),
        heading: record.heading.clone(),
        standing: record.kind.standing(),
        html: html(sentences),
    }
}

/// Sentences of one record as HTML; what is left out between them is an ellipsis.
fn html(sentences: &[Sentence]) -> String {
    let mut html = String::new();
    let mut last: Option<&Sentence> = None;
    for sentence in sentences {
        let text = |range: Range<usize>| sentence.words.get(range).unwrap_or_default();
        if let Some(last) = last
            && !text(last.range.end..sentence.range.start).trim().is_empty()
        {
            html.push('…');
        }
        let mut at = sentence.range.start;
        for mark in merged(&sentence.found) {
            text(at..mark.start).render_to(&mut html);
            html.push_str("<mark>");
            text(mark.clone()).render_to(&mut html);
            html.push_str("</mark>");
            at = mark.end;
        }
        text(at..sentence.range.end).render_to(&mut html);
        last = Some(sentence);
    }
    html
}

/// Where parts stand, in ascending order, places that touch made one.
fn merged(found: &[(usize, Range<usize>)]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    let mut places: Vec<&Range<usize>> = found.iter().map(|(_, place)| place).collect();
    places.sort_by_key(|place| (place.start, place.end));
    for place in places {
        match merged.last_mut().filter(|last| place.start <= last.end) {
            Some(last) => last.end = last.end.max(place.end),
            None => merged.push(place.clone()),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    fn record(text: &str) -> Record {
        Record {
            id: "a-1".to_owned(),
            kind: RecordKind::Activities,
            heading: String::new(),
            text: text.to_owned(),
            lines: [1, 1],
            items: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
            figure_text: String::new(),
            page: None,
        }
    }

    /// The bytes of a word in a text.
    fn place(text: &str, word: &str) -> Range<usize> {
        let start = text.find(word).unwrap();
        start..start + word.len()
    }

    #[test]
    fn marks_that_touch_are_one_and_what_is_left_out_is_told() {
        let text = "<訪問看護>。話。看取りの会。";
        let record = record(text);
        let sentence = |sentence: &str, words: &[&str]| Sentence {
            record: &record,
            words: &record.text,
            range: place(text, sentence),
            found: words.iter().map(|word| (0, place(text, word))).collect(),
        };
        let sentences = [
            sentence("<訪問看護>。", &["看護", "訪問", "問看"]),
            sentence("看取りの会。", &["看取り"]),
        ];
        assert_eq!(
            html(&sentences),
            "&lt;<mark>訪問看護</mark>&gt;。…<mark>看取り</mark>の会。"
        );
    }
}
