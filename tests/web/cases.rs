//! One case: what is said of it in short, its text in the order of questions, and what
//! stands beside it.

use crate::site::{get, read, read_json};

/// Where each of these stands in a page; they must stand in this order.
fn in_order(page: &str, texts: &[&str]) {
    let mut last = 0;
    for text in texts {
        let rest = page.get(last..).unwrap_or_default();
        let at = rest.find(text);
        last += at.unwrap_or_else(|| panic!("no {text} behind the others"));
    }
}

#[tokio::test]
async fn a_case_begins_with_its_town_and_says_itself_in_short() {
    let page = get("/cases/sp-032069").await.body;
    in_order(
        &page,
        &[
            "<h1>北上市</h1>",
            "看取りの研修を重ねる。",
            "2015年から",
            "<dt>課題</dt><dd>看取りの経験が少ない。",
            "href=\"#sp-032069-1\"",
            "<dt>やったこと</dt><dd>看取りの研修を開いた。",
            "<dt>工夫</dt><dd class=\"note\">記載なし",
            "<dt>成果</dt><dd class=\"note\">記載なし",
            "比較に加える",
            "id=\"effort\"",
            "id=\"sp-032069-1\"",
            "出典",
            "規模や高齢化率が近い事例",
        ],
    );
    assert!(page.contains("2017年度時点"));
    assert!(page.contains("<title>北上市（岩手県）"));
    // The name stands in the title and the heading; the entry's own title in the 出典.
    let (read, _) = page.split_once("<script type=").unwrap();
    assert_eq!(read.matches("北上市における").count(), 2);
}

#[tokio::test]
async fn a_case_has_its_place_in_the_frame_of_2021() {
    let page = get("/cases/sp-032069").await.body;
    in_order(
        &page,
        &[
            "見直し後（2021年）の枠組みでは",
            "対応策の実施",
            "カ 医療・介護関係者の研修（選択）",
        ],
    );
    assert!(!page.contains("全体を通じた目標"));
}

#[tokio::test]
async fn cards_say_a_case_in_short_and_of_which_year_it_is() {
    for address in [
        "/",
        "/?q=%E7%A0%94%E4%BF%AE",
        "/prefectures/03",
        "/towns?population=90000",
    ] {
        let page = get(address).await.body;
        for text in [
            "看取りの経験が少ない。",
            "<dt>やったこと</dt>",
            "2017年度時点",
        ] {
            assert!(page.contains(text), "{address}: no {text}");
        }
        // A part that nothing was found for takes no room on a card.
        assert!(!page.contains("<dt>成果</dt>"), "{address}");
    }
}

/// What the reader doubts of a case stands on its page, not only in the report.
#[tokio::test]
async fn a_case_tells_what_of_it_is_doubtful() {
    let report = read_json("/check").await;
    let sources = report["sources"].as_array().unwrap().iter();
    let doubts = sources.flat_map(|it| it["doubts"].as_array().unwrap());
    let mut doubts = doubts.filter(|it| it["case"].is_string());
    let doubt = doubts.next_back().unwrap();
    let page = read(&format!("/cases/{}", doubt["case"].as_str().unwrap())).await;
    assert!(page.body.contains("読み取りで確かめが要るところ"));
    assert!(page.body.contains(doubt["message"].as_str().unwrap()));
    assert!(!get("/cases/sp-032069").await.body.contains("確かめが要る"));
}

#[tokio::test]
async fn a_part_that_nothing_is_told_of_says_so() {
    let page = get("/cases/sp-032069").await.body;
    in_order(
        &page,
        &["<dt>工夫</dt>", "記載なし", "<dt>成果</dt>", "記載なし"],
    );
    assert!(!page.contains("要点に取り出せませんでした"));
    let page = get("/cases/sp-014371").await.body;
    let to_text = "要点に取り出せませんでした（<a href=\"#sp-014371-1\">本文を読む</a>）";
    in_order(&page, &["<dt>やったこと</dt>", to_text]);
}

#[tokio::test]
async fn the_api_gives_the_digest_whole_and_in_short() {
    let case = get("/api/v1/cases/sp-032069").await.body;
    assert!(case.contains("\"digest\":{\"subtitle\":{\"text\":\"看取りの研修を重ねる。\""));
    let results = get("/api/v1/search").await.body;
    assert!(results.contains("\"did\":[{\"text\":\"看取りの研修を開いた。\""));
}

#[tokio::test]
async fn programs_read_in_a_page_what_the_case_is_in_words_of_schema_org() {
    for id in ["sp-014371", "sp-032069"] {
        let page = get(&format!("/cases/{id}")).await.body;
        let (_, data) = page
            .split_once("<script type=\"application/ld+json\">")
            .unwrap();
        let (data, _) = data.split_once("</script>").unwrap();
        assert!(!data.contains('<'));
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        let case = get(&format!("/api/v1/cases/{id}")).await.json();
        assert_eq!(data["@context"], "https://schema.org");
        assert_eq!(data["name"], case["title"]);
        let town = &data["spatialCoverage"][0];
        assert_eq!(town["identifier"], case["municipalities"][0]["code"]);
        assert_eq!(town["containedInPlace"]["name"], case["prefecture"]["name"]);
        let codes = data["about"].as_array().unwrap().iter();
        let codes: Vec<_> = codes.map(|it| &it["termCode"]).collect();
        for tag in ["items", "scenes", "models"] {
            for tag in case[tag].as_array().unwrap() {
                assert!(codes.contains(&&tag["code"]), "{id}: {}", tag["code"]);
            }
        }
        assert!(data["isBasedOn"]["publisher"]["name"].is_string());
    }
}
