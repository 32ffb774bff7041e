//! The handout: cases side by side, the same on the page and in its files.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use regex::Regex;
use serde_json::Value;

use crate::site::{read, read_json};

const FIVE: [&str; 5] = [
    "sp-014371",
    "sp-032069",
    "ms-032115",
    "gp-082317",
    "sp-434248",
];

/// 三重県南伊勢町, which no case is about.
const HOME: &str = "&home=244724";

fn parameters(ids: &[&str]) -> String {
    let pairs: Vec<String> = ids.iter().map(|id| format!("case={id}")).collect();
    pairs.join("&")
}

fn address(ids: &[&str]) -> String {
    format!("/compare?{}", parameters(ids))
}

/// Markup and XML as the words that a reader sees, without any blank.
fn words(markup: &str) -> String {
    let tags = Regex::new("<[^>]*>").unwrap();
    let text = tags.replace_all(markup, "");
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    tight(&text)
}

fn tight(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn table(page: &str) -> &str {
    page.split("<table")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap()
}

fn columns(page: &str) -> usize {
    let head = page.split("<thead>").nth(1);
    let head = head.and_then(|rest| rest.split("</thead>").next());
    head.map_or(0, |head| head.matches("href=\"/cases/").count())
}

async fn docx(parameters: &str) -> String {
    let answer = read(&format!("/compare.docx?{parameters}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut file = zip::ZipArchive::new(Cursor::new(answer.bytes)).unwrap();
    let mut document = String::new();
    let mut part = file.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut document).unwrap();
    document
}

async fn xlsx(parameters: &str) -> String {
    let answer = read(&format!("/compare.xlsx?{parameters}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.bytes)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.cells());
    cells.map(|(_, _, cell)| tight(&cell.to_string())).collect()
}

/// Every line of every cell of a handout.
fn lines(handout: &Value) -> Vec<String> {
    let rows = handout["rows"].as_array().unwrap().iter();
    let cells = rows.flat_map(|row| row["cells"].as_array().unwrap());
    let lines = cells.flat_map(|cell| cell.as_array().unwrap());
    lines
        .map(|line| line["text"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn none_to_four_cases_stand_side_by_side() {
    for count in [0, 1, 4] {
        let answer = read(&address(&FIVE[..count])).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(columns(&answer.body), count);
        assert_eq!(answer.body.matches("日閲覧）").count(), count);
        assert!(!answer.body.contains("次の事例は除きました"));
    }
    let page = read("/compare").await.body;
    assert!(page.contains("4件まで"));
    for file in ["/compare.docx", "/compare.xlsx"] {
        assert_eq!(read(file).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_fifth_case_and_an_unknown_one_are_named_and_left_out() {
    let page = read(&address(&FIVE)).await.body;
    assert_eq!(columns(&page), 4);
    assert!(page.contains("次の事例は除きました"));
    assert!(page.contains("小国町"));
    let page = read("/compare?case=sp-014371&case=none&case=sp-014371")
        .await
        .body;
    assert_eq!(columns(&page), 1);
    assert!(page.contains("除きました：none"));
    let answer = read_json("/compare?case=sp-014371&case=none").await;
    assert_eq!(answer["cases"].as_array().unwrap().len(), 1);
    assert_eq!(answer["unknown"][0], "none");
}

#[tokio::test]
async fn each_column_can_be_taken_away_and_the_nearest_be_added() {
    let page = read(&address(&FIVE[..2])).await.body;
    assert!(page.contains("href=\"/compare?case=sp-032069\""));
    assert!(page.contains("href=\"/compare?case=sp-014371&amp;case=sp-032069&amp;case="));
}

#[tokio::test]
async fn every_row_has_a_cell_for_every_column_and_says_something() {
    let page = read(&(address(&FIVE[..4]) + HOME)).await.body;
    let rows = table(&page).split("<tbody>").nth(1).unwrap();
    for row in rows.split("<tr").skip(1) {
        assert_eq!(row.matches("<td").count(), 5, "{row}");
        // The own town's cells are told or to be filled in.
        assert!(row.matches("記載なし").count() < 5, "{row}");
        let own = row.split("</td>").next().unwrap();
        assert!(!own.contains("記載なし"), "{own}");
    }
}

#[tokio::test]
async fn page_word_and_excel_say_the_same_in_whole_sentences() {
    for chosen in ["", "&row=need&row=did&row=%E3%82%AB&paper=portrait", HOME] {
        let parameters = parameters(&FIVE[..4]) + chosen;
        let handout = &read_json(&format!("/compare?{parameters}")).await["handout"];
        let page = words(&read(&format!("/compare?{parameters}")).await.body);
        let (word, excel) = (words(&docx(&parameters).await), xlsx(&parameters).await);
        let sources = handout["sources"].as_array().unwrap().iter();
        let sources = sources.map(|it| it.as_str().unwrap().to_owned());
        let said = lines(handout);
        assert!(said.len() > 10, "{chosen}");
        for line in said.into_iter().chain(sources) {
            let line = tight(&line);
            assert!(page.contains(&line), "the page lacks 「{line}」");
            assert!(word.contains(&line), "Word lacks 「{line}」");
            assert!(excel.contains(&line), "Excel lacks 「{line}」");
            assert!(!line.ends_with('…'), "{line}");
        }
    }
}

#[tokio::test]
async fn the_words_are_the_documents_own() {
    let answer = read_json(&address(&FIVE[..2])).await;
    let texts: Vec<&str> = answer["cases"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|case| case["records"].as_array().unwrap())
        .map(|record| record["text"].as_str().unwrap())
        .collect();
    let texts = texts.join("\n");
    for row in answer["handout"]["rows"].as_array().unwrap() {
        let kind = row["kind"].as_str().unwrap();
        if !["need", "did", "devices", "results"].contains(&kind) {
            continue;
        }
        for line in row["cells"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|it| it.as_array().unwrap())
        {
            let text = line["text"].as_str().unwrap();
            assert!(texts.contains(text), "{kind}: {text}");
            assert!(line["origin"]["lines"].is_array());
        }
    }
}

#[tokio::test]
async fn title_date_paper_and_rows_can_be_chosen() {
    let asked = "&title=%E5%8D%94%E8%AD%B0%E4%BC%9A&date=2026-04-01&paper=portrait&row=population&row=hints";
    let page = read(&(address(&FIVE[..2]) + asked)).await.body;
    assert!(page.contains(">協議会</h2>"));
    assert!(page.contains("<p>2026年4月1日</p>"));
    assert!(page.contains("class=\"paper portrait\""));
    let rows = table(&page).matches("<th scope=\"row\"").count();
    assert_eq!(rows, 2);
    assert!(table(&page).contains("本町への示唆"));
    // What was chosen goes along to the files and to other cases.
    assert!(page.contains("row=population&amp;row=hints\""));
    assert!(
        docx(&format!("case=sp-014371{asked}"))
            .await
            .contains("協議会")
    );
    for wrong in ["&date=x", "&row=x", "&paper=x"] {
        let answer = read(&(address(&FIVE[..1]) + wrong)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

/// Every card has them, so that they are looked for here too.
#[tokio::test]
async fn the_four_parts_of_a_case_in_short_are_rows_even_where_one_is_empty() {
    for id in FIVE {
        let page = read(&address(&[id])).await.body;
        for label in ["課題", "やったこと", "工夫", "成果"] {
            let row = format!("<th scope=\"row\">{label}</th>");
            assert!(table(&page).contains(&row), "{id}: {label}");
        }
    }
}

#[tokio::test]
async fn the_own_town_comes_first_with_its_official_figures() {
    let answer = read_json(&(address(&FIVE[..2]) + HOME)).await;
    let handout = &answer["handout"];
    assert_eq!(handout["columns"][0]["place"], "三重県 南伊勢町");
    assert!(handout["columns"][0]["case"].is_null());
    let rows = handout["rows"].as_array().unwrap();
    let population = rows.iter().find(|row| row["kind"] == "population").unwrap();
    assert_eq!(population["cells"][0][0]["text"], "10,989人（2020年）");
    let sources = handout["sources"].to_string();
    assert!(sources.contains("令和2年国勢調査"));
    // What the town writes itself is a box to fill in.
    let page = read(&(address(&FIVE[..2]) + HOME)).await.body;
    assert!(page.contains("data-note=\"244724-need\""));
    assert!(page.contains("data-note=\"sp-014371\""));
}

#[tokio::test]
async fn the_cases_at_hand_are_listed_to_choose_from() {
    let page = read("/picks?compare=sp-014371&compare=sp-032069&home=244724")
        .await
        .body;
    assert_eq!(page.matches("name=\"case\" value=\"sp-").count(), 2);
    assert!(page.contains("action=\"/compare\""));
    assert!(page.contains("name=\"home\" value=\"244724\""));
    let page = read("/picks").await.body;
    assert!(page.contains("まだ事例がありません"));
}

#[tokio::test]
async fn a_fifth_pick_is_told_that_four_is_all() {
    let picked: Vec<String> = FIVE[..4].iter().map(|id| format!("compare={id}")).collect();
    let page = read(&format!("/prefectures/43?{}", picked.join("&")))
        .await
        .body;
    assert!(page.contains("比較に加えられるのは4件までです"));
    assert!(page.contains("data-keep=\"sp-434248\""));
    assert!(!page.contains("data-adds"));
}
