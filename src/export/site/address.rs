//! Where an address of the site leads in the static edition, and the names of its
//! files.
//!
//! Names are of plain letters, whatever the disk and the server they come to, and end
//! as their kind does: nothing looks for an `index.html` in a folder there.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use crate::address;
use crate::visit::{HOME, PICKED};

/// The search page's file.
pub(super) const SEARCH: &str = "index.html";
/// The file of the page that says what takes a server.
pub(super) const SERVED: &str = "edition.html";

/// Pages that are made of what an officer types or picks.
const MADE: [address::Place; 4] = [
    address::TOWNS,
    address::OWN_TOWN,
    address::COMPARE,
    address::PICKS,
];

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a page or file of the edition, by the address that the site is asked for.
    Own(String),
    /// To the page of a source's text that holds a line.
    Line { source: String, line: String },
    /// To the search page with these parameters, which its script answers.
    Search(String),
    /// To what takes a server.
    Served,
}

impl Target {
    /// Where an address on this site leads, its fragment left out.
    pub(super) fn of(address: &str) -> Self {
        let address = address.split('#').next().unwrap_or_default();
        let (path, parameters) = address.split_once('?').unwrap_or((address, ""));
        // The own town and the picked cases are no part of the edition.
        let pairs: Vec<(&str, &str)> = parameters
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .filter(|(name, _)| ![HOME, PICKED].contains(name))
            .collect();
        let own = || Self::Own(joined(path, &pairs));
        let value = |wanted: &str| pairs.iter().find(|(name, _)| *name == wanted);
        if path == address::SEARCH.path() {
            return match pairs.as_slice() {
                [] | [("page", _)] => own(),
                pairs => Self::Search(joined("", pairs)),
            };
        }
        if is_file(path) {
            let is_own = path.starts_with("/assets/") || path == address::SBOM.path();
            return if is_own { own() } else { Self::Served };
        }
        let made = MADE.iter().any(|it| it.path() == path);
        if made || path.starts_with(address::API_PAGE.path()) {
            return Self::Served;
        }
        match value("from") {
            Some((_, line)) => Self::Line {
                source: path.to_owned(),
                line: (*line).to_owned(),
            },
            None => own(),
        }
    }
}

fn joined(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (number, (name, value)) in pairs.iter().enumerate() {
        address.push(if number == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    }
    address
}

/// Whether a path names a file by its ending.
fn is_file(path: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        "css", "js", "svg", "json", "jsonld", "ndjson", "xml", "csv", "xlsx", "docx",
    ];
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// The file of an address of its own.
pub(super) fn file(address: &str) -> String {
    if address == address::SEARCH.path() {
        return SEARCH.to_owned();
    }
    let (path, parameters) = address.split_once('?').unwrap_or((address, ""));
    let path = path.trim_matches('/');
    let path = if path.is_empty() { "search" } else { path };
    let segments: Vec<String> = path.split('/').map(plain).collect();
    let mut name = segments.join("/");
    for part in parameters.split(['&', '=']).filter(|it| !it.is_empty()) {
        name.push('-');
        name.push_str(&plain(part));
    }
    if !is_file(path) {
        name.push_str(".html");
    }
    name
}

/// A part of an address in letters that every disk takes; others by their numbers.
fn plain(part: &str) -> String {
    let text = percent_decode_str(part).decode_utf8_lossy();
    let mut name = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
            name.push(c);
        } else {
            // A text takes whatever is written to it.
            let _ = write!(name, "u{:x}", u32::from(c));
        }
    }
    name
}

/// The way from one file of the edition to another.
pub(super) fn relative(from: &str, to: &str) -> String {
    let up = "../".repeat(from.matches('/').count());
    format!("{up}{to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_a_file_the_search_or_what_takes_a_server() {
        let own = |address: &str| Target::Own(address.to_owned());
        let search = |parameters: &str| Target::Search(parameters.to_owned());
        for (address, target) in [
            ("/", own("/")),
            ("/?page=2#results-heading", own("/?page=2")),
            ("/?item=%E3%82%A8&compare=sp-1", search("?item=%E3%82%A8")),
            ("/cases/sp-1?home=014371#sp-1-2", own("/cases/sp-1")),
            ("/items/%E3%82%A2?lead=x", own("/items/%E3%82%A2?lead=x")),
            ("/assets/renkei-1.css", own("/assets/renkei-1.css")),
            ("/compare?case=sp-1", Target::Served),
            ("/api/v1/cases", Target::Served),
            ("/export.xlsx?item=%E3%82%A8", Target::Served),
        ] {
            assert_eq!(Target::of(address), target, "{address}");
        }
        let line = Target::Line {
            source: "/sources/a".to_owned(),
            line: "69".to_owned(),
        };
        assert_eq!(Target::of("/sources/a?from=69&to=73#L69"), line);
    }

    #[test]
    fn files_have_plain_names() {
        for (address, name) in [
            ("/", "index.html"),
            ("/?page=2", "search-page-2.html"),
            ("/models", "models.html"),
            (
                "/models/%E3%81%821?pop=0-10000",
                "models/u30421-pop-0-10000.html",
            ),
            ("/about/sbom.json", "about/sbom.json"),
            ("/assets/renkei-1.css", "assets/renkei-1.css"),
        ] {
            assert_eq!(file(address), name);
        }
        assert_eq!(relative("models/a.html", "index.html"), "../index.html");
    }
}
