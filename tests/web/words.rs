//! The words of every page: those of an office, one spelling each, and no name that only
//! the program knows. What documents say in their own words is left out.

use crate::site::{encoded, read};

/// Spellings of which another is used everywhere, and how a log or a file would say it.
const BANNED: [&str; 21] = [
    "さがす",
    "さがし",
    "しぼり",
    "えらび",
    "えらん",
    "選択してくださ",
    "CSV で",
    "一致のしかた",
    "同義語:",
    "表記:",
    "わが町のことが分からない",
    "正しく入力",
    "不正な",
    "連携モデルの地域",
    "url ",
    "index/",
    "thesaurus.csv",
    ".txt",
    "（版 ",
    "smart-practices-h29",
    "home-care-model-survey-h29",
];

/// The pages whose words are the program's own, but for the quotations left out below.
fn pages() -> Vec<String> {
    let search = |words: &str| format!("/?q={}", encoded(words));
    let mut pages: Vec<String> = [
        "/",
        "/?view=list",
        "/?page=99",
        "/?pref=99",
        "/nowhere",
        "/cases/sp-000000",
        "/cases/sp-014371",
        "/prefectures",
        "/prefectures/03",
        "/models",
        "/models/B2",
        "/items",
        "/tables",
        "/survey",
        "/compare",
        "/compare?case=sp-014371&case=sp-032069",
        "/towns?population=13000&aging_rate=35",
        "/needs",
        "/help",
        "/about",
        "/about/check",
        "/about/dictionary",
        "/towns",
        "/towns?population=0",
        "/sources/smart-practices-h29",
    ]
    .map(str::to_owned)
    .into();
    pages.extend(["看取り", "訪門看護", "ｚｑｘｊ", "人口1万人以下 看取り"].map(search));
    pages.extend(
        ["北竜町", "府中市", "架空町"].map(|town| format!("/towns?town={}", encoded(town))),
    );
    pages.push(format!("/items/{}", encoded("ウ")));
    pages
}

/// The words of a page: no tags, and nothing of the elements that hold a document's own.
fn words(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let mut words = String::new();
    let mut quoted: Option<(&str, usize)> = None;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let closing = tag.strip_prefix('/');
        match quoted {
            None => {
                let holds = |class: &str| tag.contains(class);
                let documents = ["snippet", "record-text", "source-text", "quote", "evidence"];
                if name == "blockquote" || documents.iter().any(|class| holds(class)) {
                    quoted = Some((name, 1));
                }
            }
            Some((of, depth)) => {
                if closing == Some(of) {
                    quoted = (depth > 1).then_some((of, depth - 1));
                } else if name == of {
                    quoted = Some((of, depth + 1));
                }
            }
        }
        if quoted.is_none() {
            words.push_str(text);
            words.push('\n');
        }
    }
    words
}

#[tokio::test]
async fn every_page_speaks_as_an_office_does_and_names_no_file() {
    let mut found = Vec::new();
    for address in pages() {
        let words = words(&read(&address).await.body);
        for line in words.lines() {
            for banned in BANNED.iter().filter(|banned| line.contains(*banned)) {
                found.push(format!("{address}: {banned}: {}", line.trim()));
            }
            let mut signs = line
                .chars()
                .zip(line.chars().skip(1))
                .zip(line.chars().skip(2));
            if signs.any(|((one, two), three)| one.is_ascii_digit() && two == 'p' && three == 't') {
                found.push(format!("{address}: pt: {}", line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn only_the_page_s_own_words_are_looked_at() {
    let page = "<body><p class=\"snippet\"><a>x</a> さがす</p><p>探す</p>";
    assert_eq!(words(page).split_whitespace().collect::<Vec<_>>(), ["探す"]);
}
