//! The own town: told once, carried by every address, heeded by every list.

use std::collections::HashSet;

use axum::http::StatusCode;
use proptest::prelude::*;
use renkei::gazetteer::Gazetteer;
use renkei::statistics::Statistics;

use crate::site::{Answer, ask_of, corpus_site, encoded, read, read_json};

/// 南伊勢町
const MINAMIISE: &str = "244724";

/// Types a name into the box that leads to the comparable towns.
async fn tell(typed: &str) -> Answer {
    read(&format!("/own-town?town={}&to=/towns", encoded(typed))).await
}

/// Where an answer leads, as a browser asks for it.
fn leads_to(answer: &Answer) -> &str {
    let location = answer.header("location");
    location.split('#').next().unwrap_or(location)
}

#[tokio::test]
async fn ten_towns_without_a_case_get_a_ranked_list_with_reasons_by_one_typed_name() {
    let cases = read_json("/cases?per_page=100").await;
    let with_cases: HashSet<String> = cases["cases"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|case| case["municipalities"].as_array().unwrap())
        .map(|town| town["code"].as_str().unwrap().to_owned())
        .collect();
    let gazetteer = Gazetteer::built_in().unwrap();
    let statistics = Statistics::built_in().unwrap();
    let towns = gazetteer.iter().filter(|town| {
        let figures = statistics.of(&town.code);
        let people = figures.and_then(|it| it.population);
        people.is_some_and(|it| it > 0) && !with_cases.contains(&town.code)
    });
    let towns: Vec<_> = towns.collect();
    assert!(towns.len() > 1_650);
    for town in fastrand::Rng::with_seed(2020).choose_multiple(towns, 10) {
        let told = tell(&town.full_name()).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", town.full_name());
        assert_eq!(leads_to(&told), format!("/towns?home={}", town.code));
        let page = read(leads_to(&told)).await.body;
        assert!(page.contains(&format!("<h1>{}に似た町</h1>", town.name)));
        let reasons = page.matches("<p class=\"nearness\">").count();
        assert_eq!(reasons, 10, "{}", town.full_name());
        assert!(page.contains("人口は") && page.contains("ポイント"));
    }
}

#[tokio::test]
async fn a_slip_and_a_name_of_several_towns_are_asked_about() {
    let answer = tell("南井勢町").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("もしかして"));
    assert!(answer.body.contains("/towns?home=244724#my-town"));
    let answer = tell("府中市").await;
    assert!(answer.body.contains("「府中市」はどの町ですか"));
    for code in ["132063", "342084"] {
        assert!(answer.body.contains(&format!("/towns?home={code}#my-town")));
    }
    let answer = read("/own-town?pref=24&to=/towns").await;
    assert!(answer.body.contains("/towns?home=244724#my-town"));
    assert_eq!(
        read("/own-town?pref=99").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_name_is_completed_with_its_prefecture_and_reading() {
    for typed in ["南伊勢", "みなみいせ", "三重県度会郡南伊", "南井勢町"] {
        let answer = read_json(&format!("/municipalities?q={}", encoded(typed))).await;
        let first = &answer["suggestions"][0];
        assert_eq!(first["text"], "三重県南伊勢町", "{typed}");
        assert_eq!(first["code"], MINAMIISE);
        assert_eq!(first["population"], 10989);
    }
    let all = read_json("/municipalities?pref=24").await;
    assert_eq!(all["suggestions"].as_array().unwrap().len(), 29);
}

#[tokio::test]
async fn the_page_that_is_gone_back_to_keeps_its_question() {
    let to = encoded("/?q=%E7%A0%94%E4%BF%AE&compare=sp-014371");
    let address = format!("/own-town?town={}&to={to}", encoded("南伊勢町"));
    let answer = read(&address).await;
    assert_eq!(
        answer.header("location"),
        "/?q=%E7%A0%94%E4%BF%AE&compare=sp-014371&home=244724#my-town"
    );
    let elsewhere = format!("/own-town?town=244724&to={}", encoded("//evil.example/"));
    let answer = read(&elsewhere).await;
    assert_eq!(answer.header("location"), "/towns?home=244724#my-town");
}

#[tokio::test]
async fn a_town_without_a_case_that_was_searched_leads_to_towns_like_it() {
    let page = read(&format!("/?q={}", encoded("豊明市 看取り")))
        .await
        .body;
    assert!(page.contains("豊明市の事例はまだありません。"), "{page}");
    let link = page
        .split("href=\"")
        .find(|it| it.starts_with("/own-town?"));
    let link = link.and_then(|it| it.split('"').next()).unwrap();
    let answer = read(&link.replace("&amp;", "&")).await;
    let list = leads_to(&answer);
    for part in ["home=232297", "sort=near", &encoded("看取り")] {
        assert!(list.contains(part), "{list}");
    }
}

#[tokio::test]
async fn every_page_shows_the_own_town_and_the_way_to_change_and_remove_it() {
    for address in [
        "/",
        "/towns",
        "/prefectures",
        "/prefectures/24",
        "/models",
        "/models/B2",
        "/items",
        "/items/%E3%82%A8",
        "/tables",
        "/survey",
        "/compare",
        "/help",
        "/about",
        "/cases/sp-014371",
    ] {
        let page = read(&format!("{address}?home={MINAMIISE}")).await.body;
        assert!(page.contains("わが町："), "{address}");
        assert!(
            page.contains(&format!("href=\"{address}?home=none\"")),
            "{address}"
        );
        let to = format!("name=\"to\" value=\"{address}\"");
        assert!(page.contains(&to), "{address}: {to}");
        // A link from one part of the site to another carries it on.
        assert!(
            page.contains(&format!("href=\"/items?home={MINAMIISE}\"")),
            "{address}"
        );
        let without = read(address).await.body;
        assert!(without.contains("わが町を選ぶ"), "{address}");
    }
    for unknown in ["none", "999999", ""] {
        let page = read(&format!("/towns?home={unknown}")).await.body;
        assert!(page.contains("わが町を選ぶ"), "{unknown}");
    }
}

#[tokio::test]
async fn every_list_says_how_near_and_can_stand_in_that_order() {
    let near = read_json(&format!("/comparable?home={MINAMIISE}")).await;
    let order: Vec<String> = ids(&near["cases"], |it| &it["case"]["id"]);
    let of_home = |id: &String| order.iter().position(|it| it == id);
    for (address, cases, path) in [
        (
            "/search?q=%E7%A0%94%E4%BF%AE&sort=near&per_page=100",
            "hits",
            "/case/id",
        ),
        ("/search?per_page=100", "hits", "/case/id"),
        ("/items/%E3%82%A8?", "cases", "/case/id"),
        ("/prefectures/12?", "cases", "/id"),
        ("/models/%E3%81%86?", "inferred", "/case/id"),
        ("/tables?sort=near-asc", "cases", "/id"),
    ] {
        let list = read_json(&format!("{address}&home={MINAMIISE}")).await;
        let ids = ids(&list[cases], |it| it.pointer(path).unwrap());
        let places: Vec<usize> = ids.iter().filter_map(of_home).collect();
        assert!(places.len() > 1, "{address}");
        assert!(places.is_sorted(), "{address}: {places:?}");
    }
    for address in [
        "/?q=%E7%A0%94%E4%BF%AE",
        "/prefectures/12?",
        "/models/%E3%81%86?",
        "/items/%E3%82%A8?",
        "/tables?",
    ] {
        let page = read(&format!("{address}&home={MINAMIISE}")).await.body;
        assert!(page.contains("<p class=\"nearness\">"), "{address}");
        assert!(
            !read(address).await.body.contains("class=\"nearness\""),
            "{address}"
        );
    }
    let own = read(&format!("/prefectures/24?home={MINAMIISE}"))
        .await
        .body;
    assert!(own.contains("わが町の事例"));
}

fn ids<'a>(
    list: &'a serde_json::Value,
    id: impl Fn(&'a serde_json::Value) -> &'a serde_json::Value,
) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|it| id(it).as_str().unwrap().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is typed, a page answers, and leads on.
    #[test]
    fn any_string_leads_on(typed in "\\PC{0,60}|[ぁ-ん]{1,8}|[一-龠市町村区郡県]{1,8}", pref in 1..48) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let address = format!("/own-town?town={}&pref={pref:02}&to=/towns", encoded(&typed));
            let site = corpus_site();
            let mut answer = ask_of(&site, &address, &[("accept", "text/html")]).await;
            if answer.status == StatusCode::SEE_OTHER {
                let to = leads_to(&answer).to_owned();
                answer = ask_of(&site, &to, &[("accept", "text/html")]).await;
            }
            assert_eq!(answer.status, StatusCode::OK, "{typed}");
            let main = answer.body.split("<main").nth(1).unwrap_or_default();
            assert!(main.contains("<a "), "{typed}");
            let completed = format!("/api/v1/municipalities?q={}", encoded(&typed));
            assert_eq!(ask_of(&site, &completed, &[]).await.status, StatusCode::OK);
        });
    }
}
