//! 事業項目 and 場面.

use axum::http::StatusCode;

use crate::site::{encoded, read, read_json};

#[tokio::test]
async fn every_cell_is_the_count_of_the_list_that_it_leads_to() {
    let answer = read_json("/items").await;
    let topics = answer["items"].as_array().unwrap();
    assert_eq!(topics.len(), 12);
    let page = read("/items").await.body;
    let everything = read_json("/search?per_page=1").await;
    for topic in topics {
        let facet = topic["facet"].as_str().unwrap();
        let code = encoded(topic["code"].as_str().unwrap());
        let all = read_json(&format!("/search?{facet}={code}")).await;
        assert_eq!(topic["count"], all["total"]);
        for class_name in ["pop", "lead"] {
            // The scenes are shown by size only.
            let shown = facet == "item" || class_name == "pop";
            for share in topic[class_name].as_array().unwrap() {
                let value = share["value"].as_str().unwrap();
                let lead = encoded(value);
                let value = if class_name == "lead" { &lead } else { value };
                let narrowed = format!("{class_name}={value}");
                let behind = read_json(&format!("/items/{code}?{narrowed}")).await;
                assert_eq!(share["count"], behind["total"], "{code} {value}");
                let searched = read_json(&format!("/search?{facet}={code}&{narrowed}")).await;
                assert_eq!(share["count"], searched["total"], "{code} {value}");
                let classes = everything["facets"][class_name].as_array().unwrap();
                let class = classes
                    .iter()
                    .find(|it| it["value"] == share["value"])
                    .unwrap();
                assert_eq!(share["of"], class["count"], "{value}");
                if shown && share["count"] != 0 {
                    let link = format!("\"/items/{code}?{narrowed}\"");
                    assert!(page.contains(&link), "{link}");
                    let fraction = format!("<span>{}/{}</span>", share["count"], share["of"]);
                    assert!(page.contains(&fraction), "{fraction}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_frame_of_2021_holds_every_item_once() {
    let page = read("/items").await.body;
    let frame = page.split("id=\"frame-heading\"").nth(1).unwrap();
    let frame = frame.split("</section>").next().unwrap();
    for item in ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク"] {
        let code = format!("<span class=\"code\">{item}</span>");
        assert_eq!(frame.matches(&code).count(), 1, "{item}");
    }
    assert_eq!(frame.matches("・必須").count(), 2);
    let phase = read_json("/items").await["items"][3]["phase"].clone();
    assert_eq!(phase, "act");
}

#[tokio::test]
async fn a_topic_lists_every_case_once_the_smallest_first() {
    let code = encoded("ウ");
    let first = read_json(&format!("/items/{code}")).await;
    let pages = first["total"]
        .as_u64()
        .unwrap()
        .div_ceil(first["per_page"].as_u64().unwrap());
    assert!(pages > 1);
    let (mut ids, mut populations) = (Vec::new(), Vec::new());
    for page in 1..=pages {
        let answer = read_json(&format!("/items/{code}?page={page}")).await;
        for part in answer["cases"].as_array().unwrap() {
            assert!(!part["evidence"].as_str().unwrap().is_empty());
            ids.push(part["case"]["id"].to_string());
            let case = &part["case"];
            // A joint entry stands where its smallest town does.
            if case["parts"].as_array().unwrap().is_empty() {
                populations.extend(case["population"]["value"].as_u64());
            }
        }
    }
    assert_eq!(first["total"], ids.len());
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(first["total"], ids.len());
    assert!(populations.is_sorted());
    let page = read(&format!("/items/{code}")).await.body;
    assert_eq!(page.matches("class=\"entry\"").count(), 10);
    assert!(page.contains(&format!("\"/items/{code}?page=2\"")));
}

#[tokio::test]
async fn a_topic_narrows_by_size_and_lead_and_gives_both_up_again() {
    let code = encoded("エ");
    let lead = encoded("医師会");
    let all = read_json(&format!("/items/{code}?lead={lead}")).await;
    let bands = all["pop"].as_array().unwrap();
    let band = bands.iter().find(|it| it["count"] != 0).unwrap();
    let value = band["value"].as_str().unwrap();
    let narrowed = read_json(&format!("/items/{code}?pop={value}&lead={lead}")).await;
    assert_eq!(narrowed["total"], band["count"]);
    let page = read(&format!("/items/{code}?pop={value}&lead={lead}"))
        .await
        .body;
    assert!(page.contains(&format!("<option value=\"{value}\" selected>")));
    assert!(page.contains("<option value=\"医師会\" selected>"));
    let form = format!("<form class=\"narrowing no-print\" action=\"/items/{code}\"");
    assert!(page.contains(&form));
    assert!(page.contains("条件を外す"));
    let beyond = read(&format!("/items/{code}?page=99")).await.body;
    assert!(beyond.contains("条件を外し、1ページ目から見る"));
}

#[tokio::test]
async fn a_scene_has_a_page_as_an_item_has() {
    let page = read(&format!("/items/{}", encoded("看取り"))).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<h1>看取り</h1>"));
}

#[tokio::test]
async fn what_is_no_topic_is_not_found_and_what_is_no_band_is_refused() {
    let answer = read(&format!("/items/{}", encoded("ケ"))).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("ア・イ・ウ"));
    let answer = read("/items/%E3%82%A8?pop=x").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
