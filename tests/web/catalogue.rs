//! What programs are told about the data: whether it is true and well formed.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::site::get;

/// The names of a document's elements and its texts; fails where it is not well formed.
fn parsed(xml: &str) -> (Vec<String>, Vec<String>) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut names, mut texts, mut depth) = (Vec::new(), Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(it) => {
                depth += 1;
                names.push(it.name().as_ref().to_owned());
                for attribute in it.attributes() {
                    attribute.unwrap();
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(it) => texts.push(it.into_inner().into_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    (names, texts)
}

#[tokio::test]
async fn the_data_package_describes_the_table_that_its_address_gives() {
    let package = get("/datapackage.json").await.json();
    let resources = package["resources"].as_array().unwrap();
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let address = path.find("/export.").map(|at| &path[at..]).unwrap();
        let answer = get(address).await;
        assert_eq!(answer.status, 200, "{path}");
        let kind = resource["mediatype"].as_str().unwrap();
        assert!(answer.header("content-type").starts_with(kind), "{path}");
    }
    // The workbook holds the same table; without its columns readers guess their types.
    assert_eq!(resources[1]["schema"], resources[0]["schema"]);
    let fields = resources[0]["schema"]["fields"].as_array().unwrap();
    let names: Vec<&str> = fields
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    let csv = get("/export.csv").await.body;
    let titles = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert_eq!(names.join(","), titles);
}

#[tokio::test]
async fn the_catalogue_names_every_document_with_its_terms() {
    let entry = get("/catalog.jsonld").await.json();
    let sources = get("/api/v1/sources").await.json();
    let sources = sources["sources"].as_array().unwrap();
    let documents = entry["dct:source"].as_array().unwrap();
    assert_eq!(documents.len(), sources.len());
    for (document, source) in documents.iter().zip(sources) {
        assert_eq!(document["dct:title"], source["title"]);
    }
}

#[tokio::test]
async fn the_feed_and_the_site_map_are_well_formed_and_lead_to_cases() {
    let total = get("/healthz").await.json()["cases"].as_u64().unwrap() as usize;
    let map = get("/sitemap.xml").await.body;
    let (names, places) = parsed(&map);
    assert!(names.iter().filter(|it| *it == "url").count() > total);
    for place in places.iter().filter(|it| it.contains("/cases/")) {
        let address = &place[place.find("/cases/").unwrap()..];
        assert_eq!(get(address).await.status, 200, "{place}");
    }
    let answer = get("/feed.xml").await;
    assert!(
        answer
            .header("content-type")
            .starts_with("application/atom+xml")
    );
    let (names, _) = parsed(&answer.body);
    let entries = names.iter().filter(|it| *it == "entry").count();
    assert!(entries > 0 && entries <= total);
    // Each entry and the feed itself say when they changed.
    assert_eq!(
        names.iter().filter(|it| *it == "updated").count(),
        entries + 1
    );
}
