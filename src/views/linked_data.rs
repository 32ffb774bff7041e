//! A case in the words of schema.org, for programs that read pages: search engines,
//! catalogues. Says what the case's JSON says, in words that they know.

use serde_json::{Value, json};

use crate::corpus::Source;
use crate::record::{Case, MunicipalityRef};

/// A case as JSON-LD. It stands in its own page, whose address it therefore has.
pub fn case(case: &Case, source: Option<&Source>) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": "",
        "identifier": case.id,
        "name": case.title,
        "inLanguage": "ja",
        "spatialCoverage": case.municipalities.iter().map(|it| place(case, it)).collect::<Vec<_>>(),
        "about": about(case),
        "keywords": keywords(case),
        "isBasedOn": source.map(document),
    })
}

fn place(case: &Case, town: &MunicipalityRef) -> Value {
    let prefecture = case.prefecture.as_ref();
    let prefecture = prefecture.map(|it| json!({ "@type": "AdministrativeArea", "name": it.name }));
    json!({
        "@type": "AdministrativeArea",
        "name": town.name,
        "identifier": town.code,
        "containedInPlace": prefecture,
    })
}

/// What the case is about: items, scenes and models, each by its code and its vocabulary.
fn about(case: &Case) -> Vec<Value> {
    let term = |vocabulary: &str, code: &str, label: &str| {
        json!({
            "@type": "DefinedTerm",
            "inDefinedTermSet": vocabulary,
            "termCode": code,
            "name": label,
        })
    };
    let items = case.items.iter().map(|it| it.code);
    let items = items.map(|it| term("事業項目", it.code(), it.label()));
    let scenes = case.scenes.iter().map(|it| it.code);
    let scenes = scenes.map(|it| term("場面", it.code(), it.label()));
    let models = case.models.iter().map(|it| it.code);
    let models = models.map(|it| term("連携モデル", it.code(), it.label()));
    items.chain(scenes).chain(models).collect()
}

fn keywords(case: &Case) -> Vec<&str> {
    let leads = case.leads.iter().map(|it| it.code.label());
    let tools = case.ict_tools.iter().map(|it| it.code.as_str());
    let field = ["在宅医療・介護連携推進事業"].into_iter();
    field.chain(leads).chain(tools).collect()
}

fn document(source: &Source) -> Value {
    json!({
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": { "@type": "Organization", "name": source.publisher },
        "datePublished": source.published,
        "url": source.url,
        "copyrightNotice": source.licence,
    })
}
