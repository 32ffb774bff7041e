//! Ids of cases and surveys: a prefix for the source's kind and the first municipality's
//! code, `-2` and on where that repeats in the source.
//!
//! Links must keep working, whatever is read beside a source and in what order: where
//! two sources come to the same id, the one that joined the corpus first keeps it and
//! the other's name is added.

use std::collections::{HashMap, HashSet};

use crate::corpus::Source;
use crate::vocabulary::CaseKind;

use super::draft::{Draft, Reading};

/// An id before it is known what else has it.
fn plain(draft: &Draft, source: &Source) -> String {
    let prefix = match draft.kind {
        CaseKind::SmartPractice => "sp",
        CaseKind::ModelSurvey => "ms",
        CaseKind::GroupPlan => "gp",
    };
    // An entry whose municipality is not known is named after its source.
    let place = draft
        .municipalities
        .first()
        .map_or(&source.id, |it| &it.code);
    format!("{prefix}-{place}")
}

/// The ids of what was read from each source: its cases, then its surveys, in their
/// order.
pub(super) fn give(readings: &[(Source, Reading)]) -> Vec<Vec<String>> {
    let plain = |(source, reading): &(Source, Reading)| {
        let cases = reading.drafts.iter().map(|draft| plain(draft, source));
        let surveys = reading.surveys.iter().map(|_| "ms-survey".to_owned());
        cases.chain(surveys).collect()
    };
    let sources: Vec<&Source> = readings.iter().map(|(source, _)| source).collect();
    tell_apart(&sources, readings.iter().map(plain).collect())
}

/// Makes ids of each source's plain ones, so that none is given twice.
fn tell_apart(sources: &[&Source], mut ids: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut in_order: Vec<(&Source, &mut Vec<String>)> =
        sources.iter().copied().zip(&mut ids).collect();
    in_order.sort_by_key(|(source, _)| joined(source));
    let mut given = HashSet::new();
    for (source, ids) in in_order {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for id in ids {
            let count = counts.entry(id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                *id = format!("{id}-{count}");
            }
            while !given.insert(id.clone()) {
                id.push('_');
                id.push_str(&source.id);
            }
        }
    }
    ids
}

/// When a source joined the corpus, to be sorted by: what is not known comes last.
fn joined(source: &Source) -> impl Ord + use<> {
    let day = |day: &Option<String>| (day.is_none(), day.clone());
    (
        day(&source.added),
        day(&source.published),
        source.id.clone(),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::SourceKind;
    use crate::ingest::draft::DraftSurvey;
    use crate::record::MunicipalityRef;

    fn source(id: &str, added: Option<&str>) -> Source {
        Source {
            added: added.map(str::to_owned),
            ..Source::new(id, SourceKind::SmartPractice)
        }
    }

    fn draft(kind: CaseKind, code: Option<&str>) -> Draft {
        let mut draft = Draft::new(kind, String::new(), String::new());
        draft
            .municipalities
            .extend(code.map(|code| MunicipalityRef {
                code: code.into(),
                name: String::new(),
                kana: String::new(),
            }));
        draft
    }

    fn reading(drafts: Vec<Draft>, surveys: usize) -> Reading {
        let survey = DraftSurvey {
            title: String::new(),
            sections: Vec::new(),
            lines: Vec::new(),
        };
        Reading {
            drafts,
            surveys: vec![survey; surveys],
            ..Reading::default()
        }
    }

    #[test]
    fn a_second_entry_of_a_town_is_numbered() {
        let town = |kind| draft(kind, Some("014371"));
        let write_ups = vec![
            town(CaseKind::SmartPractice),
            town(CaseKind::SmartPractice),
            town(CaseKind::GroupPlan),
            draft(CaseKind::GroupPlan, None),
        ];
        let ids = give(&[(source("plan-r4", None), reading(write_ups, 1))]);
        let expected = [
            "sp-014371",
            "sp-014371-2",
            "gp-014371",
            "gp-plan-r4",
            "ms-survey",
        ];
        assert_eq!(ids, [expected]);
    }

    #[test]
    fn who_joined_first_keeps_the_short_ids() {
        let entries = || {
            let town = || draft(CaseKind::SmartPractice, Some("014371"));
            reading(vec![town(), town()], 1)
        };
        let ids = give(&[
            (source("new", None), entries()),
            (source("old", Some("2026-01-31")), entries()),
            (source("later", Some("2026-02")), entries()),
        ]);
        assert_eq!(
            ids,
            [
                ["sp-014371_new", "sp-014371-2_new", "ms-survey_new"],
                ["sp-014371", "sp-014371-2", "ms-survey"],
                ["sp-014371_later", "sp-014371-2_later", "ms-survey_later"],
            ]
        );
    }

    /// Sources with plain ids, some of them the same, some that look numbered or named.
    fn any_corpus() -> impl Strategy<Value = Vec<(Source, Vec<String>)>> {
        let ids = prop::sample::select(vec![
            "sp-1",
            "sp-1-2",
            "sp-2",
            "sp-2_b",
            "sp-a",
            "ms-survey",
        ]);
        let ids = prop::collection::vec(ids.prop_map(str::to_owned), 0..6);
        let added = prop::sample::select(vec![None, Some("2025"), Some("2026-01-31")]);
        prop::collection::btree_map("[ab2_-]{1,2}", (added, ids), 1..6).prop_map(|sources| {
            let named = sources.into_iter();
            named
                .map(|(id, (added, ids))| (source(&id, added), ids))
                .collect()
        })
    }

    /// The ids by source.
    fn by_source(corpus: &[(Source, Vec<String>)]) -> HashMap<String, Vec<String>> {
        let sources: Vec<&Source> = corpus.iter().map(|(source, _)| source).collect();
        let ids = corpus.iter().map(|(_, ids)| ids.clone()).collect();
        let names = sources.iter().map(|source| source.id.clone());
        names.zip(tell_apart(&sources, ids)).collect()
    }

    proptest! {
        #[test]
        fn the_order_of_sources_gives_no_other_ids(
            (one, other) in any_corpus().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        ) {
            prop_assert_eq!(by_source(&one), by_source(&other));
        }

        #[test]
        fn no_id_is_given_twice(corpus in any_corpus()) {
            let ids: Vec<String> = by_source(&corpus).into_values().flatten().collect();
            let different: HashSet<&String> = ids.iter().collect();
            prop_assert_eq!(different.len(), ids.len());
        }

        #[test]
        fn a_source_that_joins_changes_no_id(
            mut corpus in any_corpus(),
            joining in prop::collection::vec("(sp-1|sp-2|ms-survey|sp-a)", 0..6),
            added in prop::sample::select(vec![None, Some("2026-02-01")]),
            place in any::<prop::sample::Index>(),
        ) {
            for (source, _) in &mut corpus {
                source.added.get_or_insert_with(|| "2026-01".to_owned());
            }
            let before = by_source(&corpus);
            let place = place.index(corpus.len() + 1);
            corpus.insert(place, (source("joining", added), joining));
            let after = by_source(&corpus);
            for (source, ids) in before {
                prop_assert_eq!(&after[&source], &ids);
            }
        }
    }
}
