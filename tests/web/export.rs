//! The files of filtered lists: what a person finds who opens them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;
use renkei::collection::Collection;
use renkei::export::{self, About, Encoding, Format};

use crate::collection::collection;
use crate::site::{Answer, ask, get, read, read_json};

type Workbook = Xlsx<Cursor<Vec<u8>>>;

fn workbook(file: Vec<u8>) -> Workbook {
    calamine::open_workbook_from_rs(Cursor::new(file)).expect("a workbook")
}

/// The rows of a sheet under its titles.
fn rows(workbook: &mut Workbook, sheet: &str) -> Vec<Vec<Data>> {
    let range = workbook.worksheet_range(sheet).unwrap();
    range.rows().skip(1).map(<[Data]>::to_vec).collect()
}

fn column(workbook: &mut Workbook, sheet: &str, title: &str) -> Vec<Data> {
    let range = workbook.worksheet_range(sheet).unwrap();
    let titles = range.rows().next().unwrap();
    let place = titles.iter().position(|it| it == title).expect(title);
    range.rows().skip(1).map(|row| row[place].clone()).collect()
}

fn csv_rows(text: &str) -> Vec<csv::StringRecord> {
    let reader = csv::Reader::from_reader(text.as_bytes());
    reader.into_records().map(Result::unwrap).collect()
}

fn csv_ids(answer: &Answer) -> Vec<String> {
    let rows = csv_rows(&answer.body);
    rows.iter().map(|row| row[0].to_owned()).collect()
}

fn ids(cases: &serde_json::Value, pointer: &str) -> Vec<String> {
    let cases = cases.as_array().unwrap().iter();
    let id = |case: &serde_json::Value| case.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    cases.map(id).collect()
}

#[tokio::test]
async fn the_csv_opens_in_excel_and_holds_the_whole_list() {
    let answer = get("/export.csv?per_page=1&page=2").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let text = answer
        .body
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    assert!(
        text.split_inclusive('\n')
            .any(|line| line.ends_with("\r\n"))
    );
    let rows = csv_rows(text);
    assert_eq!(rows.len(), 3);
    assert!(rows[0].iter().any(|cell| cell == "1941"));
    assert!(rows[0].iter().any(|cell| cell == "014371"));
}

#[tokio::test]
async fn older_programs_get_their_encoding() {
    let answer = get("/export.csv?encoding=cp932").await;
    let (text, _, broken) = SHIFT_JIS.decode(&answer.bytes);
    assert!(!broken);
    assert!(text.starts_with("番号,都道府県,市町村"));
    assert!(text.contains("西和賀町"));
    let wrong = ask(
        "/export.csv?encoding=ebcdic",
        &[("accept", "application/json")],
    )
    .await;
    assert_eq!(wrong.json()["error"]["code"], "bad-parameter");
}

#[tokio::test]
async fn a_file_is_named_by_its_day() {
    for ending in ["csv", "xlsx", "json", "ndjson"] {
        let answer = get(&format!("/export.{ending}")).await;
        let named = answer.header("content-disposition");
        assert!(
            named.starts_with("attachment; filename=\"renkei-20"),
            "{named}"
        );
        assert!(named.contains(&format!(".{ending}\"")), "{named}");
        assert!(named.contains("filename*=UTF-8''%E4%BA%8B"), "{named}");
    }
}

#[tokio::test]
async fn the_workbook_keeps_codes_figures_texts_and_links() {
    let answer = ask("/export.xlsx", &[("host", "renkei.example:8080")]).await;
    let mut book = workbook(answer.bytes);
    assert_eq!(
        book.sheet_names(),
        ["事例", "分類と根拠", "出典", "列の説明"]
    );
    let codes = column(&mut book, "事例", "市町村コード");
    assert_eq!(codes[0], Data::String("014371".to_owned()));
    assert_eq!(column(&mut book, "事例", "人口")[0], Data::Float(1941.0));
    let link = &column(&mut book, "事例", "アドレス")[0];
    assert_eq!(link, "http://renkei.example:8080/cases/sp-014371");
    for title in ["課題", "取り組み", "工夫", "成果"] {
        column(&mut book, "事例", title);
    }
    // What the case's page says in short stands there too.
    let did = column(&mut book, "事例", "要点：やったこと");
    assert!(did.iter().any(|it| it == "看取りの研修を開いた。"));
    let items = column(&mut book, "事例", "事業項目");
    assert!(items[0].to_string().ends_with("（判定）"));
    assert!(!rows(&mut book, "分類と根拠").is_empty());
    let source = rows(&mut book, "出典")[0]
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>();
    assert!(source.contains(&"2018年3月".to_owned()), "{source:?}");
    let explained = column(&mut book, "列の説明", "列");
    let range = book.worksheet_range("事例").unwrap();
    assert_eq!(range.rows().next().unwrap(), explained);
}

#[tokio::test]
async fn links_lead_back_through_a_proxy_and_to_no_odd_host() {
    let proxied = [
        ("x-forwarded-host", "kb.example.jp"),
        ("x-forwarded-proto", "https"),
    ];
    let answer = ask("/export.csv", &proxied).await;
    assert!(
        answer
            .body
            .contains("https://kb.example.jp/cases/sp-014371")
    );
    let answer = ask("/export.csv", &[("host", "a b<c")]).await;
    assert!(answer.body.contains(",/cases/sp-014371"));
}

#[tokio::test]
async fn a_list_is_the_same_in_every_form() {
    let lists = [
        ("/export", "q=%E7%9C%8B%E5%8F%96%E3%82%8A&pop=-50000"),
        ("/export", "item=%E3%82%AB"),
        ("/tables", "sort=aging-desc"),
        ("/towns", "population=13000&aging_rate=35"),
        ("/towns", ""),
        ("/needs/home-doctors/cases", ""),
    ];
    for (list, asked) in lists {
        let listed = csv_ids(&read(&format!("{list}.csv?{asked}")).await);
        assert!(listed.len() > 3, "{list}?{asked}");
        let json = read(&format!("{list}.json?{asked}")).await.json();
        assert_eq!(ids(&json["cases"], "/id"), listed, "{list}?{asked}");
        assert!(!json["sources"].as_array().unwrap().is_empty());
        let lines = read(&format!("{list}.ndjson?{asked}")).await.body;
        let lines: Vec<serde_json::Value> = lines
            .lines()
            .map(|it| serde_json::from_str(it).unwrap())
            .collect();
        assert_eq!(ids(&lines.into(), "/id"), listed, "{list}?{asked}");
        let mut book = workbook(read(&format!("{list}.xlsx?{asked}")).await.bytes);
        let numbers = column(&mut book, "事例", "番号");
        assert_eq!(
            numbers.iter().map(ToString::to_string).collect::<Vec<_>>(),
            listed,
            "{list}?{asked}"
        );
    }
}

#[tokio::test]
async fn a_file_has_the_order_of_its_page() {
    let towns = csv_ids(&read("/towns.csv?population=13000&aging_rate=35").await);
    let answer = read_json("/comparable?population=13000&aging_rate=35").await;
    let ranked = ids(&answer["cases"], "/case/id");
    assert_eq!(towns[..ranked.len()], ranked);
    let table = csv_ids(&read("/tables.csv?sort=population-desc").await);
    let answer = read_json("/tables?sort=population-desc").await;
    assert_eq!(table, ids(&answer["cases"], "/id"));
    let need = csv_ids(&read("/needs/home-doctors/cases.csv?home=244724").await);
    let answer = read_json("/needs/home-doctors?home=244724").await;
    let first = ids(&answer["cases"], "/case/id");
    assert_eq!(need[..first.len()], first);
    assert_eq!(need.len(), answer["issues"]);
}

#[tokio::test]
async fn every_page_that_lists_offers_its_list() {
    for page in [
        "/",
        "/tables",
        "/towns?population=13000",
        "/items/%E3%82%AB",
        "/models/B2",
        "/prefectures/03",
        "/needs/home-doctors",
    ] {
        let body = read(page).await.body;
        let link = body
            .split("href=\"")
            .find(|it| it.contains(".xlsx"))
            .expect(page);
        let link = link.split('"').next().unwrap().replace("&amp;", "&");
        let mut book = workbook(read(&link).await.bytes);
        assert!(!rows(&mut book, "事例").is_empty(), "{page}");
    }
}

#[tokio::test]
async fn a_wrong_filter_is_no_file() {
    for file in [
        "/export.csv?item=x",
        "/export.xlsx?pref=99",
        "/tables.csv?sort=x",
        "/towns.csv?population=x",
    ] {
        let answer = ask(file, &[("accept", "application/json")]).await;
        assert_eq!(answer.status.as_u16(), 400, "{file}");
        assert_eq!(answer.json()["error"]["code"], "bad-parameter");
    }
}

/// The collection with its first case told otherwise.
fn told(title: &str, evidence: &str, code: &str) -> Collection {
    let mut collection = collection();
    let case = &mut collection.cases[0];
    title.clone_into(&mut case.title);
    title.clone_into(&mut case.municipalities[0].name);
    code.clone_into(&mut case.municipalities[0].code);
    evidence.clone_into(&mut case.items[0].evidence);
    evidence.clone_into(&mut case.records[0].text);
    collection
}

fn exported(collection: &Collection, format: Format) -> Vec<u8> {
    let about = About {
        sources: &collection.sources,
        day: "2026-04-01",
        site: Some("http://renkei.example"),
    };
    let mut file = Vec::new();
    export::write(format, &collection.cases, &about, &mut file).unwrap();
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_cell_is_a_formula_and_no_code_loses_its_zeros(
        title in "[=+@＝＋－＠\\t\\n -]{0,3}[-=+@0-9A-Z(),!|あ亜\\r\\n\\u{1}\"']{1,20}",
        evidence in "[=+@＝-]?\\PC{0,40}",
        code in "0[0-9]{5}",
    ) {
        let collection = told(&title, &evidence, &code);
        let mut book = workbook(exported(&collection, Format::Excel));
        for sheet in book.sheet_names() {
            prop_assert!(book.worksheet_formula(&sheet).unwrap().is_empty());
        }
        let codes = column(&mut book, "事例", "市町村コード");
        prop_assert_eq!(&codes[0], &Data::String(code.clone()));

        let csv = String::from_utf8(exported(&collection, Format::Csv(Encoding::Utf8))).unwrap();
        let rows = csv_rows(csv.trim_start_matches('\u{feff}'));
        prop_assert_eq!(&rows[0][3], code.as_str());
        for cell in rows.iter().flatten() {
            let start = cell.trim_start().chars().next();
            prop_assert!(!start.is_some_and(|it| "=+-@＝＋－＠".contains(it)), "{}", cell);
        }
    }
}
