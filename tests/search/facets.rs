//! Counts equal the lists behind them.

use proptest::prelude::*;
use renkei::record::CaseSummary;
use renkei::search::{Engine, Facet, Query, Sort, Weights};

use crate::corpus;

/// The query with one more value of a facet, by its parameter.
fn with(query: &Query, parameter: &str, value: &str) -> Query {
    let mut pairs = query.on_first_page().to_pairs();
    pairs.retain(|(name, _)| *name != parameter);
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    Query::from_pairs(pairs.chain([(parameter, value)])).unwrap()
}

fn facets(engine: &Engine, query: &Query) -> Vec<Facet> {
    engine.search(query).unwrap().facets.0
}

fn queries() -> impl Strategy<Value = Query> {
    let pairs = prop::collection::vec(
        prop::sample::select(vec![
            ("q", "看取り"),
            ("q", "医師会 研修"),
            ("q", "人口1万人以下の町で訪問看護がない"),
            ("q", "東北 「研修」 -病院"),
            ("q", "訪門看護"),
            ("all", "1"),
            ("exact", "1"),
            ("part", "issues"),
            ("part", "planned"),
            ("sort", "population-asc"),
            ("page", "3"),
            ("item", "エ"),
            ("item", "カ"),
            ("pop", "0-10000"),
            ("pop", "5000-20000"),
            ("pop", "unknown"),
            ("aging", "35-40"),
            ("region", "kyushu"),
            ("pref", "40"),
            ("scene", "看取り"),
            ("model", "う"),
            ("lead", "医師会"),
            ("kind", "smart-practice"),
            ("ict", "メディカルケアステーション"),
            ("ict", "どこにもないシステム"),
        ]),
        0..5,
    );
    pairs.prop_map(|pairs| Query::from_pairs(pairs).unwrap())
}

/// The number of cases that choosing a value alone lists is the value's count; and
/// the list is as long as it says, on its pages and as whole cases.
fn counts_equal_lists(query: &Query) {
    let engine = corpus::engine();
    let results = engine.search(query).unwrap();
    assert_eq!(results.total, engine.matching(query).unwrap().len());
    for facet in results.facets.0 {
        let parameter = facet.name.code();
        for value in facet.values {
            let chosen = with(query, parameter, &value.value);
            let listed = engine.listed(&chosen, &Weights::default()).unwrap();
            assert_eq!(
                value.count,
                listed.len(),
                "{parameter} = {} in {:?}",
                value.value,
                query.to_pairs()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_count_is_the_number_of_cases_that_choosing_the_value_alone_lists(query in queries()) {
        counts_equal_lists(&query);
    }
}

#[test]
fn counts_equal_lists_with_every_way_of_asking() {
    for pairs in [
        &[("q", "看取り 研修"), ("all", "1")][..],
        &[("q", "看取り 研修"), ("part", "issues")],
        &[
            ("q", "医師会 研修"),
            ("all", "1"),
            ("part", "planned"),
            ("item", "カ"),
        ],
    ] {
        counts_equal_lists(&Query::from_pairs(pairs.iter().copied()).unwrap());
    }
}

#[test]
fn siblings_and_empty_values_stay_in_sight() {
    let query = Query::from_pairs([("pref", "03"), ("pop", "5000-12500")]).unwrap();
    let facets = facets(corpus::engine(), &query);
    let values = |parameter: &str| {
        let facet = facets.iter().find(|it| it.name.code() == parameter);
        facet.unwrap().values.clone()
    };
    assert_eq!(values("pref").len(), 47);
    assert!(
        values("pref")
            .iter()
            .any(|it| it.value == "03" && it.selected)
    );
    let free = values("pop").into_iter().find(|it| it.selected).unwrap();
    assert_eq!(free.label, "5,000人以上1万2,500人未満");
}

#[test]
fn the_corpus_spreads_over_the_bands() {
    let facets = facets(corpus::engine(), &Query::default());
    for parameter in ["pop", "aging"] {
        let facet = facets.iter().find(|it| it.name.code() == parameter);
        let bands = facet
            .unwrap()
            .values
            .iter()
            .filter(|it| it.value != "unknown");
        for band in bands {
            assert!(
                (3..=30).contains(&band.count),
                "{}: {}",
                band.label,
                band.count
            );
        }
    }
}

#[test]
fn figures_not_printed_come_last_in_either_order() {
    let engine = corpus::engine();
    for sort in [Sort::PopulationAsc, Sort::PopulationDesc] {
        let found = engine.matching(&Query {
            sort,
            ..Query::default()
        });
        let found = found.unwrap();
        // A joint entry stands where the first of its towns does.
        let first = |figures: Vec<f64>| match sort {
            Sort::PopulationAsc => figures.into_iter().min_by(f64::total_cmp),
            _ => figures.into_iter().max_by(f64::total_cmp),
        };
        let figures = found
            .iter()
            .map(|case| first(CaseSummary::from(case.as_ref()).populations()));
        let figures: Vec<Option<f64>> = figures.collect();
        let printed: Vec<f64> = figures.iter().flatten().copied().collect();
        assert!(figures[printed.len()..].iter().all(Option::is_none));
        match sort {
            Sort::PopulationAsc => assert!(printed.is_sorted()),
            _ => assert!(printed.is_sorted_by(|one, other| one >= other)),
        }
    }
}

#[test]
fn every_case_is_on_one_page_and_there_is_none_beyond() {
    let engine = corpus::engine();
    let page = |page| {
        let results = engine.search(&Query {
            page,
            per_page: 20,
            ..Query::default()
        });
        results.unwrap()
    };
    let total = page(1).total;
    let mut seen = std::collections::BTreeSet::new();
    for number in 1..=total.div_ceil(20) {
        for hit in page(number).hits {
            assert!(seen.insert(hit.case.id));
        }
    }
    assert_eq!(seen.len(), total);
    let beyond = page(usize::MAX);
    assert_eq!((beyond.hits.len(), beyond.total), (0, total));
}
