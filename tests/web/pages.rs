//! What every page has, and what is on each.

use axum::http::StatusCode;

use crate::site::get;

const PAGES: [&str; 20] = [
    "/",
    "/?q=%E7%9C%8B%E5%8F%96%E3%82%8A&compare=sp-014371",
    "/?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/cases/sp-032069",
    "/cases/sp-033669",
    "/help",
    "/api",
    "/about",
    "/about/check",
    "/towns?population=13000&aging=35",
    "/prefectures",
    "/prefectures/03",
    "/models",
    "/models/%E3%81%86",
    "/items",
    "/items/%E3%82%AB",
    "/tables",
    "/survey",
    "/sources/write-ups?from=1&to=2",
    "/compare?case=sp-014371&case=sp-032069",
];

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[tokio::test]
async fn every_page_is_one_japanese_document_with_one_heading() {
    for address in PAGES {
        let answer = get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let page = answer.body;
        assert!(page.contains("<html lang=\"ja\">"), "{address}");
        assert_eq!(page.matches("<h1").count(), 1, "{address}");
        for landmark in ["<header", "<main", "<footer", "href=\"#main\""] {
            assert!(page.contains(landmark), "{address} has no {landmark}");
        }
        let mut ids = values(&page, "id");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{address} uses an id twice");
    }
}

#[tokio::test]
async fn headings_skip_no_level() {
    for address in PAGES {
        let page = get(address).await.body;
        let mut last = 0;
        for heading in page.split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|c| c.to_digit(10)) else {
                continue;
            };
            assert!(level <= last + 1, "{address}: h{last} then h{level}");
            last = level;
        }
    }
}

#[tokio::test]
async fn nothing_is_loaded_from_elsewhere_and_nothing_is_inline() {
    for address in PAGES {
        let page = get(address).await.body;
        assert!(
            !page.contains(" style=") && !page.contains(" onclick="),
            "{address}"
        );
        for source in values(&page, "src") {
            assert!(source.starts_with("/assets/"), "{address}: {source}");
        }
        for link in values(&page, "href") {
            let own = link.starts_with('/') || link.starts_with('#');
            assert!(
                own || link == "https://example.jp/write-ups.pdf",
                "{address}: {link}"
            );
        }
    }
}

#[tokio::test]
async fn own_links_lead_somewhere() {
    for address in PAGES {
        let page = get(address).await.body;
        for link in values(&page, "href") {
            if link.starts_with('/') {
                let link = link.replace("&amp;", "&");
                let answer = get(link.split('#').next().unwrap()).await;
                assert_eq!(answer.status, StatusCode::OK, "{address} links to {link}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_typed_or_printed_is_escaped() {
    for address in PAGES {
        let page = get(address).await.body;
        assert!(!page.contains("<script>alert"), "{address}");
    }
    assert!(
        get("/cases/sp-033669")
            .await
            .body
            .contains("&lt;script&gt;alert(1)")
    );
    let page = get("/cases/sp-032069").await.body;
    assert!(page.contains("<li>&lt;b&gt;講演&lt;/b&gt;</li>"));
}

#[tokio::test]
async fn the_search_page_counts_what_it_lists() {
    let page = get("/?per_page=2").await.body;
    assert!(page.contains("<strong>3件</strong>"));
    assert_eq!(page.matches("<h3><a href=\"/cases/").count(), 2);
    let last = get("/?per_page=2&page=2").await.body;
    assert_eq!(last.matches("<h3><a href=\"/cases/").count(), 1);
    assert!(last.contains("rel=\"prev\""));
}

#[tokio::test]
async fn an_empty_list_has_ways_on() {
    for address in [
        "/?q=%E5%B1%B1%E6%A4%92%E9%AD%9A&item=%E3%82%AB&exact=1",
        "/?page=99",
    ] {
        let page = get(address).await.body;
        assert!(!page.contains("<h3><a href=\"/cases/"), "{address}");
        let results = page.split("id=\"result-count\"").nth(1).unwrap();
        assert!(results.contains("<a href=\"/"), "{address}");
    }
}

#[tokio::test]
async fn a_value_that_no_case_has_is_shown_and_cannot_be_chosen() {
    let page = get("/?item=%E3%82%A2").await.body;
    let boxes = page.split("<label><input").skip(1);
    let mut disabled = 0;
    for it in boxes {
        let Some((input, rest)) = it.split_once('>') else {
            continue;
        };
        let Some((_, count)) = rest.split_once("<b>") else {
            continue;
        };
        let is_disabled = input.contains(" disabled");
        assert_eq!(
            is_disabled,
            count.starts_with("0<") && !input.contains(" checked"),
            "{it}"
        );
        disabled += usize::from(is_disabled);
    }
    assert!(disabled > 0);
}

#[tokio::test]
async fn what_is_chosen_can_be_taken_away() {
    let page = get("/?pref=03&q=%E7%A0%94%E4%BF%AE").await.body;
    let chosen = page.split("id=\"chosen\"").nth(1).unwrap();
    assert_eq!(values(chosen, "href")[0], "/?q=%E7%A0%94%E4%BF%AE");
    assert!(chosen.contains("岩手県"));
}

#[tokio::test]
async fn picked_cases_stay_in_the_address() {
    let page = get("/?q=%E7%A0%94%E4%BF%AE&compare=sp-014371&compare=none")
        .await
        .body;
    assert!(page.contains("name=\"compare\" value=\"sp-014371\""));
    assert!(!page.contains("compare=none"));
    assert!(page.contains("/compare?case=sp-014371\""));
    assert!(page.contains("href=\"/towns?compare=sp-014371\""));
    assert!(page.contains("/cases/sp-032069?compare=sp-014371"));
    assert!(page.contains("compare=sp-014371&amp;compare=sp-032069#sp-032069"));
}

#[tokio::test]
async fn a_case_shows_figures_evidence_and_source() {
    let page = get("/cases/sp-032069").await.body;
    for text in [
        "92,870人",
        "2017年4月1日時点",
        "611行",
        "多職種研修会を開催",
        "700〜701行",
        "予定・検討中",
        "講演会を開く予定",
        "出典：「取り組み事例集」（厚生労働省、2018年3月）「北上市における",
        "602〜991行",
        "西和賀町",
        "北竜町",
        "高齢化率は同じ",
    ] {
        assert!(page.contains(text), "no {text}");
    }
    assert!(
        get("/cases/sp-033669")
            .await
            .body
            .contains("資料に記載なし")
    );
}

#[tokio::test]
async fn the_first_page_is_light() {
    let page = get("/").await.body;
    let mut size = page.len();
    let assets = values(&page, "href")
        .into_iter()
        .chain(values(&page, "src"));
    for asset in assets.filter(|address| address.starts_with("/assets/")) {
        size += get(asset).await.body.len();
    }
    // The real list has twenty cases: 30 KB more.
    assert!(size < 70_000, "{size} bytes");
}
