//! The static edition: a folder whose every link leads to a file in it.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, LazyLock};

use percent_encoding::percent_decode_str;
use regex::Regex;
use renkei::search::Engine;
use renkei::web::{EditionError, write_edition};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::site::{corpus_engine, small_engine};

static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#" (href|src|action|data-suggest)="([^"]*)""#).unwrap());

/// The edition of the small collection, which is written once.
async fn edition() -> &'static TempDir {
    static EDITION: OnceCell<TempDir> = OnceCell::const_new();
    EDITION.get_or_init(|| written(small_engine())).await
}

async fn written(engine: Arc<Engine>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let written = write_edition(engine, None, folder.path()).await.unwrap();
    assert_eq!(written.pages, pages(folder.path()).len());
    folder
}

/// Every page by its file, as a path within the edition.
fn pages(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|it| it.unwrap().path()));
        } else if path.extension().is_some_and(|it| it == "html") {
            let name = path.strip_prefix(folder).unwrap().to_owned();
            pages.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    pages
}

/// The file that a link from another leads to.
fn target(from: &Path, link: &str) -> PathBuf {
    let mut path = from.parent().unwrap().to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{link} leads out of the edition"),
            part => path.push(part),
        }
    }
    path
}

#[tokio::test]
async fn every_link_leads_to_a_file_and_to_its_place_in_it() {
    let folder = written(corpus_engine()).await;
    let pages = pages(folder.path());
    assert!(pages.len() > 300, "only {} pages", pages.len());
    let mut dead = HashSet::new();
    for (name, page) in &pages {
        for link in LINK.captures_iter(page) {
            let link = link[2].replace("&amp;", "&");
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let file = file.split('?').next().unwrap();
            let to = if file.is_empty() {
                name.clone()
            } else {
                target(name, file)
            };
            let is_there = folder.path().join(&to).is_file();
            let anchor = percent_decode_str(anchor).decode_utf8().unwrap();
            let has_place = anchor.is_empty()
                || pages
                    .get(&to)
                    .is_some_and(|page| page.contains(&format!(" id=\"{anchor}\"")));
            if !is_there || !has_place {
                dead.insert(format!("{} → {link}", name.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[tokio::test]
async fn nothing_asks_a_server() {
    let folder = edition().await;
    for (name, page) in pages(folder.path()) {
        let name = name.display();
        assert!(!page.contains("data-suggest"), "{name}");
        assert!(!page.contains("data-pick"), "{name}");
        let forms = page.matches("<form").count();
        assert_eq!(forms, page.matches("<form id=\"find\"").count(), "{name}");
        assert!(!page.contains("/assets/home-"), "{name}");
        assert!(!page.contains("ld+json"), "{name}");
    }
    let cases = fs::read_to_string(folder.path().join("search/cases.js")).unwrap();
    assert!(!cases.contains("=\\\"/"), "a card leads to a server");
    for file in ["data/cases.xlsx", "data/cases.csv", "data/cases.json"] {
        assert!(folder.path().join(file).is_file(), "{file}");
    }
}

#[tokio::test]
async fn every_case_has_its_page_and_stands_in_the_list() {
    let folder = edition().await;
    let list = fs::read_to_string(folder.path().join("index.html")).unwrap();
    for id in ["sp-032069", "sp-033669", "sp-014371"] {
        assert!(list.contains(&format!("<li id=\"{id}\">")), "{id}");
        let page = folder.path().join(format!("cases/{id}.html"));
        let page = fs::read_to_string(page).unwrap();
        assert!(!page.contains("<script>alert"), "{id}");
    }
    assert!(list.contains("スクリプトを使わない設定のため"));
}

#[tokio::test]
async fn a_folder_with_files_in_it_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.txt"), "mine").unwrap();
    let written = write_edition(small_engine(), None, folder.path()).await;
    assert!(matches!(written, Err(EditionError::Site(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
