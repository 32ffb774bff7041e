//! What the program is made of: the crates in it with their terms, for people
//! (`notices.txt`) and for programs (`sbom.json`, `CycloneDX`).
//!
//! Both are made of what cargo knows and has on this disk; nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// How the files begin that hold a crate's terms.
const TERMS: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "THIRD-PARTY",
    "UNLICENSE",
];

/// Writes both into a folder, from what `cargo metadata` says.
pub(crate) fn write(metadata: &Value, folder: &Path) -> Result<(), Box<dyn Error>> {
    let crates = crates(metadata).ok_or("`cargo metadata` tells no dependencies")?;
    fs::write(folder.join("notices.txt"), notices(&crates)?)?;
    fs::write(
        folder.join("sbom.json"),
        sbom(metadata, &crates).to_string(),
    )?;
    Ok(())
}

/// The crates that are in the program, or make code of it while it is compiled, by
/// their names; not the program itself.
fn crates(metadata: &Value) -> Option<Vec<&Value>> {
    let resolve = &metadata["resolve"];
    let nodes: BTreeMap<&str, &Value> = by_id(&resolve["nodes"])?;
    let packages: BTreeMap<&str, &Value> = by_id(&metadata["packages"])?;
    let root = resolve["root"].as_str()?;
    let mut found = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        if !found.insert(id) {
            continue;
        }
        for dependency in nodes.get(id)?["deps"].as_array()? {
            let kinds = dependency["dep_kinds"].as_array()?;
            if kinds.iter().any(|it| it["kind"].is_null()) {
                waiting.push(dependency["pkg"].as_str()?);
            }
        }
    }
    found.remove(root);
    let mut crates: Vec<&Value> = found
        .iter()
        .filter_map(|id| packages.get(id).copied())
        .collect();
    crates.sort_by_key(|it| (text(it, "name"), text(it, "version")));
    Some(crates)
}

fn by_id(values: &Value) -> Option<BTreeMap<&str, &Value>> {
    let values = values.as_array()?.iter();
    values.map(|it| Some((it["id"].as_str()?, it))).collect()
}

fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package[field].as_str().unwrap_or_default()
}

/// The crates by the terms they come with, each text once.
fn notices(crates: &[&Value]) -> Result<String, Box<dyn Error>> {
    let mut by_terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in crates {
        let name = format!("{} {}", text(package, "name"), text(package, "version"));
        let said = format!("{name} ({})", text(package, "license"));
        let terms = terms(package)?;
        if terms.is_empty() {
            // It brings no text: who made it and where it stands is all there is.
            let authors = package["authors"].as_array().into_iter().flatten();
            let authors: Vec<&str> = authors.filter_map(Value::as_str).collect();
            let origin = text(package, "repository");
            let terms = format!("{}\n{origin}\n", authors.join(", "));
            by_terms.entry(terms).or_default().push(said.clone());
        }
        for terms in terms {
            by_terms.entry(terms).or_default().push(said.clone());
        }
    }
    let mut groups: Vec<(Vec<String>, String)> = by_terms
        .into_iter()
        .map(|(terms, names)| (names, terms))
        .collect();
    groups.sort();
    let mut all = String::new();
    for (names, terms) in groups {
        writeln!(
            all,
            "{}\n\n{}\n{}\n",
            names.join("\n"),
            terms.trim(),
            "=".repeat(72)
        )?;
    }
    Ok(all)
}

/// The texts of a crate's terms; of several to choose from, the MIT licence alone.
fn terms(package: &Value) -> Result<Vec<String>, Box<dyn Error>> {
    let folder = Path::new(text(package, "manifest_path"))
        .parent()
        .ok_or("a crate has no folder")?;
    let mut files: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|it| {
            let name = it.file_name().to_string_lossy().to_uppercase();
            TERMS.iter().any(|term| name.starts_with(term)) && it.path().is_file()
        })
        .map(|it| it.path())
        .collect();
    files.sort();
    let license = text(package, "license");
    let is_choice = license.contains("OR") || license.contains('/');
    let mit = files
        .iter()
        .find(|it| it.to_string_lossy().ends_with("-MIT"));
    if let Some(mit) = mit.filter(|_| is_choice && !license.contains("AND")) {
        files = vec![mit.clone()];
    }
    files
        .iter()
        .map(|it| Ok(String::from_utf8_lossy(&fs::read(it)?).replace("\r\n", "\n")))
        .collect()
}

fn sbom(metadata: &Value, crates: &[&Value]) -> Value {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let root = packages
        .clone()
        .find(|it| it["id"] == metadata["resolve"]["root"])
        .unwrap_or(&Value::Null);
    let component = |package: &Value, kind: &str| {
        let (name, version) = (text(package, "name"), text(package, "version"));
        json!({
            "type": kind,
            "name": name,
            "version": version,
            "purl": format!("pkg:cargo/{name}@{version}"),
            "licenses": [{"expression": text(package, "license").replace('/', " OR ")}],
        })
    };
    let components: Vec<Value> = crates.iter().map(|it| component(it, "library")).collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(root, "application")},
        "components": components,
    })
}
