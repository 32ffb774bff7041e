//! Why a case is listed: the sentences with the words marked, and the other words it
//! was found by.

use renkei::search::Query;
use renkei::vocabulary::RecordKind;

use crate::made_up::{ask, case, engine, of_town, record, saying, typed};
use renkei::vocabulary::Prefecture;

#[test]
fn snippets_are_whole_sentences_with_every_match_marked() {
    let engine = saying(&[
        "はじめに話した。町は＜ＡＣＰ＞の講座を開いた。人生会議とも呼ぶ。おわりに話した。",
    ]);
    let results = ask(&engine, "acp");
    let snippet = &results.hits[0].snippets[0];
    assert_eq!(
        snippet.html,
        "町は＜<mark>ＡＣＰ</mark>＞の講座を開いた。<mark>人生会議</mark>とも呼ぶ。"
    );
    let results = ask(&engine, "");
    assert_eq!(results.hits[0].snippets[0].html, "はじめに話した。");
}

#[test]
fn what_is_marked_is_what_was_found() {
    for (text, says, html) in [
        (
            "看取り",
            "家で看とりをする。",
            "家で<mark>看とり</mark>をする。",
        ),
        (
            "みとり",
            "家で看取りをする。",
            "家で<mark>看取り</mark>をする。",
        ),
        (
            "ちゅうしゃじょう",
            "広い駐車場を作る。",
            "広い<mark>駐車場</mark>を作る。",
        ),
        (
            "主治医副主治医制",
            "主治医・副主治医制をとる。",
            "<mark>主治医・副主治医制</mark>をとる。",
        ),
        (
            "看取り 研修",
            "看取り研修と看取りの勉強会。",
            "<mark>看取り研修</mark>と<mark>看取り</mark>の<mark>勉強会</mark>。",
        ),
        (
            "1941人",
            "町は１，９４１人。",
            "町は<mark>１，９４１人</mark>。",
        ),
        ("つなぐ", "医療を介護とつなげる。", "医療を介護とつなげる。"),
    ] {
        let engine = saying(&[says]);
        let results = ask(&engine, text);
        let shown = results
            .hits
            .first()
            .map(|hit| hit.snippets[0].html.as_str());
        assert_eq!(shown.unwrap_or(says), html, "{text}");
    }
}

#[test]
fn a_document_s_marks_are_escaped() {
    let engine = saying(&["<b>看取り</b>&<script>alert(\"看取り\")</script>を支える。"]);
    let snippet = &ask(&engine, "看取り").hits[0].snippets[0];
    assert_eq!(
        snippet.html,
        "&lt;b&gt;<mark>看取り</mark>&lt;/b&gt;&amp;&lt;script&gt;alert(&quot;\
         <mark>看取り</mark>&quot;)&lt;/script&gt;を支える。"
    );
}

#[test]
fn the_sentence_that_shows_most_is_shown_with_its_record() {
    let mut case = case("a", "看取りを支える。");
    case.records.push(record(
        "a",
        2,
        RecordKind::Devices,
        "話した。看取りの研修を開く。食べた。",
    ));
    case.records[1].heading = "工夫".to_owned();
    let results = ask(&engine(vec![case]), "看取り 研修");
    let snippets = &results.hits[0].snippets;
    let best = snippets.iter().find(|it| it.record == "a-2").unwrap();
    assert_eq!(best.heading, "工夫");
    assert_eq!(best.html, "<mark>看取り</mark>の<mark>研修</mark>を開く。");
}

#[test]
fn the_other_words_are_named_and_those_typed_are_not() {
    let engine = saying(&["看とりを支え、終末期を支え、看取りを支える。"]);
    let hits = ask(&engine, "看取り").hits;
    assert_eq!(
        hits[0].why,
        ["「看とり」「終末期」という書き方で見つかりました"]
    );
    let exact = Query {
        exact: true,
        ..typed("看取り")
    };
    assert!(engine.search(&exact).unwrap().hits[0].why.is_empty());
    assert_eq!(
        ask(&saying(&["訪問看護を増やす。"]), "ほうもんかんご").hits[0].why,
        ["「訪問看護」という書き方で見つかりました"]
    );
}

#[test]
fn a_place_is_a_reason() {
    let town = of_town(case("a", "看取り。"), Prefecture::Okinawa, "宜野座村", "");
    let why = &ask(&engine(vec![town]), "沖縄").hits[0].why;
    assert!(
        why.iter().any(|it| it.contains("「沖縄」：沖縄県宜野座村")),
        "{why:?}"
    );
}
