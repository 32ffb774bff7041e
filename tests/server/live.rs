//! A corpus or an index that changes while it is served.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::{MORE, Server, WRITE_UP, eventually};

const SEARCH: &str = "/api/v1/search?q=%E7%9C%8B%E5%8F%96%E3%82%8A";

/// Does something while four clients go on searching, and gives what statuses they got.
fn while_searched(servers: &[&Server], act: impl FnOnce()) -> Vec<u16> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let client = |number: usize| {
            let done = &done;
            move || {
                let mut statuses = Vec::new();
                while !done.load(Ordering::Relaxed) {
                    // A plain proxy asks one after the other.
                    let server = servers[(number + statuses.len()) % servers.len()];
                    statuses.push(server.get(SEARCH).0);
                }
                statuses
            }
        };
        let clients: Vec<_> = (0..4).map(|it| scope.spawn(client(it))).collect();
        act();
        done.store(true, Ordering::Relaxed);
        let got = clients.into_iter().flat_map(|it| it.join().unwrap());
        got.collect()
    })
}

fn cases(server: &Server) -> serde_json::Value {
    server.json("/healthz")["cases"].clone()
}

#[test]
fn a_corpus_is_read_again_when_told_and_a_poorer_one_is_not_taken() {
    let server = Server::start(&[]);
    assert_eq!(server.json("/healthz")["cases"], 1);
    fs::write(server.corpus("a.txt"), WRITE_UP.to_owned() + MORE).unwrap();
    server.signal("HUP");
    eventually("the second case is shown", || {
        server.json("/healthz")["cases"] == 2
    });
    assert_eq!(server.get("/readyz").0, 200);

    fs::remove_file(server.corpus("a.txt")).unwrap();
    server.signal("HUP");
    eventually("it is not ready", || server.get("/readyz").0 == 503);
    let health = server.json("/readyz");
    assert_eq!(health["cases"], 2);
    let reason = health["reasons"][0].as_str().unwrap();
    assert!(reason.contains("a.txt: cannot be read"), "{reason}");
    assert_eq!(server.json("/healthz")["status"], "ok");
    assert!(server.get("/help").1.contains("管理者の方へ"));
    assert!(
        server
            .get("/about/check")
            .1
            .contains("a.txt: cannot be read")
    );

    fs::write(server.corpus("a.txt"), WRITE_UP.to_owned() + MORE).unwrap();
    server.signal("HUP");
    eventually("it is ready again", || server.get("/readyz").0 == 200);
}

#[test]
fn a_document_is_found_soon_after_it_was_put_into_the_corpus() {
    let server = Server::start(&[]);
    let statuses = while_searched(&[&server], || {
        fs::write(server.corpus("b.txt"), MORE).unwrap();
        let manifest = fs::read_to_string(server.corpus("corpus.toml")).unwrap();
        let entry = manifest.replace("\"a\"", "\"b\"").replace("a.txt", "b.txt");
        fs::write(server.corpus("corpus.toml"), manifest + &entry).unwrap();
        eventually("the new case is found", || {
            server.get(SEARCH).1.contains("\"total\":2")
        });
    });
    assert!(statuses.len() > 4 && statuses.iter().all(|it| *it == 200));
}

#[test]
fn those_who_only_read_an_index_show_each_new_one_and_write_nothing() {
    let maker = Server::start(&[]);
    let index = maker.home.path().join("index/data");
    let reading = ["--read-only", "--index", index.to_str().unwrap()];
    let readers = [Server::start(&reading), Server::start(&reading)];
    for reader in &readers {
        // Nothing of its own corpus is looked at.
        fs::write(reader.corpus("a.txt"), "").unwrap();
        assert_eq!(cases(reader), 1);
    }
    let statuses = while_searched(&[&readers[0], &readers[1]], || {
        fs::write(maker.corpus("a.txt"), WRITE_UP.to_owned() + MORE).unwrap();
        eventually("both show the new index", || {
            readers.iter().all(|it| cases(it) == 2)
        });
    });
    assert!(statuses.len() > 4 && statuses.iter().all(|it| *it == 200));
    for reader in &readers {
        assert_eq!(reader.get("/readyz").0, 200);
        assert!(!reader.home.path().join("index").exists());
    }
}
