//! What the data is, for catalogues of open data: a Frictionless data package and a
//! DCAT entry in JSON-LD, which reads as schema.org's `Dataset` too.
//!
//! Describes the files that `export` writes, of all cases. Where they are served from
//! is told.

use serde_json::{Value, json};

use super::About;
use super::columns::{COLUMNS, Content};
use crate::corpus::Source;

const NAME: &str = "renkei-cases";
const TITLE: &str = "在宅医療・介護連携推進事業の取り組み事例";
const DESCRIPTION: &str = "厚生労働省と都道府県が公表した資料から、市町村ごとの取り組みを読み取り、人口・高齢化率・事業項目・連携モデルなどを付けたもの。公表の対象でない数値は含まない。";

/// A file with all cases.
struct Distribution {
    ending: &'static str,
    media_type: &'static str,
    title: &'static str,
}

const DISTRIBUTIONS: [Distribution; 4] = [
    Distribution {
        ending: "csv",
        media_type: "text/csv",
        title: "1行に1事例の表（CSV）",
    },
    Distribution {
        ending: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        title: "事例・分類の根拠・資料・列の説明（Excel）",
    },
    Distribution {
        ending: "json",
        media_type: "application/json",
        title: "資料とすべての事例（JSON）",
    },
    Distribution {
        ending: "ndjson",
        media_type: "application/x-ndjson",
        title: "1行に1事例（NDJSON）",
    },
];

/// The data package, as the Data Package standard (version 1) describes it. `list` is
/// the address of the list of all cases, before a file's ending.
pub fn data_package(about: &About, edition: &str, list: &str) -> Value {
    let resources = DISTRIBUTIONS.iter().map(|it| {
        let ending = it.ending;
        let mut resource = json!({
            "name": format!("{NAME}-{ending}"),
            "title": it.title,
            "path": format!("{}{list}.{ending}", about.site.unwrap_or_default()),
            "format": ending,
            "mediatype": it.media_type,
            "encoding": "utf-8",
        });
        if ending == "csv" {
            resource["profile"] = json!("tabular-data-resource");
            resource["dialect"] = json!({ "lineTerminator": "\r\n" });
        }
        // The workbook's first sheet is the same table.
        if matches!(ending, "csv" | "xlsx") {
            resource["schema"] = schema();
        }
        resource
    });
    json!({
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": edition,
        "created": format!("{}T00:00:00+09:00", about.day),
        "sources": about.sources.iter().map(source).collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
    })
}

/// The columns of the table. A figure that could not be read is said to be so in its
/// column, which is therefore of any type.
fn schema() -> Value {
    let fields = COLUMNS.iter().map(|column| {
        let (kind, format) = match column.content {
            Content::Text(_) => ("string", "default"),
            Content::Figure(..) => ("any", "default"),
            Content::Link(_) => ("string", "uri"),
        };
        json!({
            "name": column.title,
            "description": column.means,
            "type": kind,
            "format": format,
        })
    });
    json!({ "fields": fields.collect::<Vec<_>>(), "primaryKey": COLUMNS[0].title })
}

fn source(source: &Source) -> Value {
    let mut value = json!({ "title": source.title });
    if let Some(url) = &source.url {
        value["path"] = json!(url);
    }
    value
}

/// The entry in a catalogue, in the words of DCAT (version 3) and schema.org.
pub fn dcat(about: &About, edition: &str, list: &str) -> Value {
    let site = about.site.unwrap_or_default();
    let distributions = DISTRIBUTIONS.iter().map(|it| {
        let address = format!("{site}{list}.{}", it.ending);
        json!({
            "@type": ["dcat:Distribution", "schema:DataDownload"],
            "dct:title": it.title,
            "dcat:downloadURL": { "@id": address },
            "schema:contentUrl": address,
            "dcat:mediaType": it.media_type,
            "schema:encodingFormat": it.media_type,
        })
    });
    let documents = about.sources.iter().map(|source| {
        json!({
            "@type": "schema:CreativeWork",
            "dct:title": source.title,
            "schema:name": source.title,
            "dct:publisher": { "@type": "foaf:Organization", "foaf:name": source.publisher },
            "dct:issued": source.published,
            "dct:rights": source.licence,
            "schema:url": source.url,
        })
    });
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "schema": "https://schema.org/",
        },
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:identifier": NAME,
        "dct:title": TITLE,
        "schema:name": TITLE,
        "dct:description": DESCRIPTION,
        "schema:description": DESCRIPTION,
        "dct:language": "ja",
        "dcat:version": edition,
        "dcat:keyword": ["在宅医療・介護連携推進事業", "市町村", "取り組み事例"],
        "dct:source": documents.collect::<Vec<_>>(),
        "dcat:distribution": distributions.collect::<Vec<_>>(),
    })
}
