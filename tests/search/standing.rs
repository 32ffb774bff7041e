//! What a case did comes before what it plans, and that before what it lacks.

use renkei::search::{Engine, Query};
use renkei::vocabulary::{Prefecture, RecordKind, Standing};

use crate::made_up::{ask, case, case_of, engine, found, ids, of_town, record, typed};

/// A case that lacks it many times over, one that plans it and one that did it.
fn three() -> Engine {
    let lacking = "訪問看護がない。訪問看護が足りない。訪問看護を望む声が多い。";
    engine(vec![
        case_of("lacks", RecordKind::Issues, lacking),
        case_of("plans", RecordKind::Policy, "訪問看護を増やす。"),
        case_of("did", RecordKind::Activities, "町に訪問看護ができた。"),
    ])
}

/// The hits with the state in which each describes what was asked for.
fn standings(engine: &Engine, text: &str) -> Vec<(String, Option<Standing>)> {
    let hits = ask(engine, text).hits.into_iter();
    hits.map(|hit| (hit.case.id, hit.standing)).collect()
}

#[test]
fn what_is_only_missing_comes_last_and_says_so() {
    let engine = three();
    for text in ["訪問看護", "訪看", "ほうもんかんご"] {
        let standings = standings(&engine, text);
        assert_eq!(
            standings[0],
            ("did".to_owned(), Some(Standing::Done)),
            "{text}"
        );
        assert_eq!(
            standings[1],
            ("plans".to_owned(), Some(Standing::Planned)),
            "{text}"
        );
        assert_eq!(
            standings[2],
            ("lacks".to_owned(), Some(Standing::Lacking)),
            "{text}"
        );
    }
    let hit = &ask(&engine, "訪問看護").hits[2];
    assert!(
        hit.snippets
            .iter()
            .all(|it| it.standing == Standing::Lacking)
    );
}

#[test]
fn a_query_that_speaks_of_a_lack_does_not_push_it_down() {
    let engine = engine(vec![
        case("other", "駐輪場を作った。"),
        case_of(
            "lacks",
            RecordKind::Issues,
            "訪問看護がない。訪問看護の不足。",
        ),
    ]);
    assert_eq!(ids(&ask(&engine, "訪問看護 駐輪場")), ["other", "lacks"]);
    for text in ["訪問看護がない 駐輪場", "訪問看護の不足 駐輪場"] {
        let hits = ask(&engine, text).hits;
        assert_eq!(hits[0].case.id, "lacks", "{text}");
        assert_eq!(hits[0].standing, Some(Standing::Lacking), "{text}");
    }
}

#[test]
fn a_part_can_be_asked_for_by_itself() {
    let engine = three();
    for (part, id) in [
        (Standing::Lacking, "lacks"),
        (Standing::Planned, "plans"),
        (Standing::Done, "did"),
    ] {
        let query = Query {
            part: Some(part),
            ..typed("訪看")
        };
        let results = engine.search(&query).unwrap();
        assert_eq!(ids(&results), [id]);
        assert_eq!(results.hits[0].standing, Some(part));
        assert!(
            results.hits[0]
                .snippets
                .iter()
                .all(|it| it.standing == part)
        );
    }
}

#[test]
fn who_did_it_and_says_what_is_missing_has_done_it() {
    let mut both = case_of("both", RecordKind::Issues, "訪問看護が足りない。");
    let did = record("both", 2, RecordKind::Activities, "訪問看護を始めた。");
    both.records.push(did);
    let plans = case_of("plans", RecordKind::Policy, "訪問看護を増やす。");
    let engine = engine(vec![plans, both]);
    let standings = standings(&engine, "訪問看護");
    assert_eq!(standings[0], ("both".to_owned(), Some(Standing::Done)));
}

#[test]
fn where_a_case_lies_is_nothing_that_it_did() {
    let lacks = case_of("lacks", RecordKind::Issues, "訪問看護がない。");
    let did = case("did", "訪問看護ができた。");
    let engine = engine(vec![
        of_town(lacks, Prefecture::Iwate, "北上市", "きたかみし"),
        of_town(did, Prefecture::Okinawa, "宜野座村", "ぎのざそん"),
    ]);
    let standings = standings(&engine, "岩手県 訪問看護");
    assert_eq!(standings[1], ("lacks".to_owned(), Some(Standing::Lacking)));

    // Nor is it anything that it says of its issues: the place holds for them too.
    for all in [false, true] {
        let query = Query {
            part: Some(Standing::Lacking),
            all,
            ..typed("岩手県 訪問看護")
        };
        let results = engine.search(&query).unwrap();
        assert_eq!(ids(&results), ["lacks"]);
        assert_eq!((results.hits[0].met, results.hits[0].of), (2, 2));
    }
    assert_eq!(found(&engine, "岩手県"), ["lacks"]);
}
