//! What the program is made of: licences and sources that are allowed, as `deny.toml`
//! lists them, without network or another tool.

use std::process::Command;

use serde_json::Value;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let deny: toml::Table = toml::from_str(include_str!("../deny.toml")).unwrap();
    let allowed = deny["licenses"]["allow"].as_array().unwrap().iter();
    allowed.map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// Whether an expression can be met with what is allowed: one of each choice, all of
/// what is joined.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    plain.split(" AND ").all(|part| {
        let mut choices = part.split(" OR ").map(str::trim);
        choices.any(|it| allowed.iter().any(|allowed| allowed == it))
    })
}

#[test]
fn every_package_may_be_passed_on_and_comes_from_the_registry() {
    let metadata = metadata();
    let Some(packages) = metadata["packages"].as_array() else {
        println!("skipped: cargo has not all packages of all systems on this disk");
        return;
    };
    let allowed = allowed();
    for package in packages.iter().filter(|it| it["name"] != "renkei") {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(is_met(licence, &allowed), "{name}: {licence}");
        let source = package["source"].as_str().unwrap_or_default();
        assert!(source.contains("crates.io"), "{name}: {source}");
    }
}

#[test]
fn an_expression_is_met_by_one_choice_of_each_part() {
    let allowed = ["MIT".to_owned(), "Unicode-3.0".to_owned()];
    assert!(is_met("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
    assert!(is_met("Unlicense/MIT", &allowed));
    assert!(!is_met("MIT AND GPL-3.0", &allowed));
    assert!(!is_met("", &allowed));
}
