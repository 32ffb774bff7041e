//! What a case says in short: sentences that stand in the document as they are, each
//! for what it tells.

use std::collections::HashSet;

use renkei::corpus::{Document, Source, SourceKind};
use renkei::digest::{Digest, Quote};
use renkei::ingest::ingest_document;
use renkei::record::{Case, CaseSummary};
use renkei::vocabulary::RecordKind;

use crate::corpus::{CORPUS, GAZETTEER, read_text};

/// The sentences of a digest's four parts.
fn parts(digest: &Digest) -> [(&'static str, &[Quote]); 4] {
    [
        ("need", &digest.need),
        ("did", &digest.did),
        ("devices", &digest.devices),
        ("results", &digest.results),
    ]
}

fn kind(case: &Case, quote: &Quote) -> Option<RecordKind> {
    let record = case
        .records
        .iter()
        .find(|it| Some(&it.id) == quote.record.as_ref())?;
    Some(record.kind)
}

#[test]
fn every_sentence_stands_word_for_word_where_it_says() {
    for case in &CORPUS.cases {
        let digest = &case.digest;
        let parts = parts(digest).into_iter().flat_map(|(_, quotes)| quotes);
        let dated = digest.timeline.iter().chain(&digest.since);
        for quote in parts
            .chain(&digest.subtitle)
            .chain(dated.map(|event| &event.quote))
        {
            let Some(id) = &quote.record else {
                assert_eq!(quote.text, case.title, "{}", case.id);
                continue;
            };
            let record = case.records.iter().find(|it| it.id == *id).unwrap();
            let line = record.text.lines().any(|line| line.contains(&quote.text));
            let is_heading = record.heading.contains(&quote.text);
            assert!(line || is_heading, "{id}: {}", quote.text);
            let within = record.lines[0] <= quote.lines[0] && quote.lines[1] <= record.lines[1];
            assert!(within, "{id}: {:?} in {:?}", quote.lines, record.lines);
        }
    }
}

#[test]
fn no_sentence_is_a_fragment_a_row_or_told_twice() {
    for case in &CORPUS.cases {
        let mut told = HashSet::new();
        for (part, quotes) in parts(&case.digest) {
            for quote in quotes {
                let text = quote.text.as_str();
                let name = format!("{} {part}: {text}", case.id);
                assert!(told.insert((quote.record.clone(), text)), "{name}");
                assert!((10..=220).contains(&text.chars().count()), "{name}");
                assert!(
                    !text.starts_with(['・', '、', '。', '」', '）', '※']),
                    "{name}"
                );
                for (open, close) in [('「', '」'), ('『', '』')] {
                    let count = |c| text.chars().filter(|it| *it == c).count();
                    assert_eq!(count(open), count(close), "{name}");
                }
                let cells = text.split([' ', '　']).count();
                assert!(
                    cells <= 4 || text.ends_with('。') || part == "results",
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn what_is_only_planned_was_not_done() {
    for case in &CORPUS.cases {
        for quote in case.digest.did.iter().chain(&case.digest.results) {
            let text = quote.text.trim_end_matches('。');
            for plan in [
                "予定",
                "検討中",
                "予定している",
                "目指す",
                "したい",
                "ていく",
            ] {
                assert!(!text.ends_with(plan), "{}: {text}", case.id);
            }
            let kind = kind(case, quote);
            let is_plan = matches!(kind, Some(RecordKind::Policy | RecordKind::Issues));
            assert!(!is_plan, "{}: {text}", case.id);
        }
    }
}

#[test]
fn nearly_every_case_says_what_was_done_and_most_what_was_wanting() {
    let count = |has: fn(&Digest) -> bool| {
        let cases = CORPUS.cases.iter();
        cases.filter(|case| has(&case.digest)).count() * 100 / CORPUS.cases.len()
    };
    assert!(count(|it| !it.did.is_empty()) >= 95);
    assert!(count(|it| !it.need.is_empty()) >= 70);
    assert!(count(|it| it.subtitle.is_some()) >= 90);
    assert!(count(|it| it.year.is_some()) == 100);
}

#[test]
fn a_card_has_one_sentence_a_part_and_no_long_one_where_there_is_a_short_one() {
    for case in &CORPUS.cases {
        let card = CaseSummary::from(case).digest;
        assert!(card.timeline.is_empty());
        for ((_, short), (_, whole)) in parts(&card).into_iter().zip(parts(&case.digest)) {
            assert_eq!(short.len(), whole.len().min(1));
            let fits = |it: &Quote| it.text.chars().count() <= 120;
            assert_eq!(
                short.iter().any(fits),
                whole.iter().any(fits),
                "{}",
                case.id
            );
        }
    }
}

/// A write-up that was made up for this test.
const WRITE_UP: &str = "スマートプラクティス　高知県土佐清水市

高知県土佐清水市の取り組み

市区町村の基本情報
人口12,388人（令和3年4月1日現在）、高齢化率51.0%、面積266.34㎢。

課題
・退院の連絡が前日になることが多く、受け入れの準備が間に合わない。
・訪問看護ステーションが一つしかない。

取り組みの特徴
市内のすべての事業所が、同じ連携シートで入退院の情報を伝え合っている。

取り組みの内容
【目的】
入退院の情報が切れ目なく伝わること。
【内容】
・平成26年度から、入院した日にケアマネジャーが病院へ連携シートを送っている。
・平成28年5月に「退院前カンファレンス手順書」を作成し、全事業所へ配布した。
・実施日 内容 参加者 会場 備考
・来年度は、隣の三原村でも連携シートの運用を始める予定。
・平成29年度の研修会には84人が参加した。

取り組みの工夫
・様式を1枚にまとめ、ファクスでも送れるようにした。
・連携シートを使うことで、退院の3日前までに連絡が来るようになった。

今後の取り組み
隣の三原村、大月町との広域での運用を検討する。
";

fn made_up(published: Option<&str>) -> Digest {
    let source = Source {
        published: published.map(str::to_owned),
        ..Source::new("made-up", SourceKind::SmartPractice)
    };
    let text = WRITE_UP.to_owned();
    let collection = ingest_document(Document { source, text }, &GAZETTEER);
    collection.cases.into_iter().next().unwrap().digest
}

fn texts(quotes: &[Quote]) -> Vec<&str> {
    quotes.iter().map(|it| it.text.as_str()).collect()
}

#[test]
fn each_part_has_the_sentences_that_tell_it() {
    let digest = made_up(Some("2018-03"));
    assert_eq!(
        digest.subtitle.unwrap().text,
        "市内のすべての事業所が、同じ連携シートで入退院の情報を伝え合っている。"
    );
    let need = texts(&digest.need);
    assert!(
        need.contains(&"退院の連絡が前日になることが多く、受け入れの準備が間に合わない。"),
        "{need:?}"
    );
    let did = texts(&digest.did);
    assert!(
        did.iter()
            .any(|it| it.contains("病院へ連携シートを送っている")),
        "{did:?}"
    );
    assert!(did.iter().any(|it| it.contains("手順書")), "{did:?}");
    for not_done in ["切れ目なく", "予定", "会場"] {
        assert!(!did.iter().any(|it| it.contains(not_done)), "{did:?}");
    }
    assert_eq!(
        texts(&digest.devices),
        ["様式を1枚にまとめ、ファクスでも送れるようにした。"]
    );
    let results = texts(&digest.results);
    assert!(
        results.contains(&"連携シートを使うことで、退院の3日前までに連絡が来るようになった。"),
        "{results:?}"
    );
}

#[test]
fn what_happened_is_told_by_its_dates() {
    let digest = made_up(Some("2018-03"));
    assert_eq!(digest.since.unwrap().date, "2014");
    let dates: Vec<&str> = digest.timeline.iter().map(|it| it.date.as_str()).collect();
    assert_eq!(dates, ["2014", "2016-05", "2017"]);
    assert_eq!(digest.year, Some(2017));
    // Nothing of what a document says after its own time has happened.
    assert!(made_up(Some("2016-03")).timeline.is_empty());
    assert_eq!(made_up(None).year, Some(2017));
}

#[test]
fn parts_that_a_town_told_among_others_are_found_under_their_sub_headings() {
    let text = "スマートプラクティス　高知県土佐清水市

高知県土佐清水市の取り組み

市区町村の基本情報
人口12,388人（令和3年4月1日現在）、高齢化率51.0%、面積266.34㎢。

課題
・住民どうしの支え合いを、どうすれば広げられるか。

取り組みの内容
・年に3回、多職種の研修会を開いている。
●会の運営のポイント
・司会を職種ごとに順番で受け持つ。
●今後の課題
夜間の相談に応じる職員が足りない。
";
    let collection = read_text(SourceKind::SmartPractice, text);
    let digest = &collection.cases[0].digest;
    assert_eq!(
        texts(&digest.need),
        ["住民どうしの支え合いを、どうすれば広げられるか。"]
    );
    assert_eq!(
        texts(&digest.did),
        ["年に3回、多職種の研修会を開いている。"]
    );
    assert_eq!(texts(&digest.devices), ["司会を職種ごとに順番で受け持つ。"]);
}
