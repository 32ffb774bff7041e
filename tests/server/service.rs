//! Connections that do nothing, signals, logs that cannot be written, names and paths.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Server;

/// Waits until the server closes a connection.
fn is_closed(mut stream: &TcpStream) -> bool {
    let mut rest = Vec::new();
    match stream.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

#[test]
fn idle_connections_give_way_to_those_who_ask() {
    let server = Server::start(&["--connections", "8"]);
    let idle: Vec<TcpStream> = (0..30)
        .map(|number| {
            let mut stream = server.connect();
            if number % 2 == 0 {
                stream.write_all(b"GET /help HTTP/1.1\r\nHost: lo").unwrap();
            }
            stream
        })
        .collect();
    for _ in 0..10 {
        assert_eq!(server.get("/healthz").0, 200);
    }
    assert!(is_closed(&idle[0]));
}

#[test]
fn half_a_request_is_closed_after_the_limit_and_whole_ones_are_kept() {
    let server = Server::start(&[]);
    let mut half = server.connect();
    half.write_all(b"GET / HT").unwrap();
    let mut kept = server.connect();
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let mut ask = || {
        kept.write_all(request.as_bytes()).unwrap();
        let mut answer = [0; 64];
        kept.read(&mut answer).unwrap()
    };
    assert!(ask() > 0);
    let started = Instant::now();
    assert!(is_closed(&half));
    assert!(started.elapsed() > Duration::from_secs(5));
    assert!(ask() > 0);
}

#[test]
fn it_ends_when_told_whatever_clients_do() {
    let mut server = Server::start(&[]);
    let mut clients: Vec<TcpStream> = (0..3).map(|_| server.connect()).collect();
    clients[1].write_all(b"GET / HT").unwrap();
    // One that does not take its answers.
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    clients[2]
        .set_write_timeout(Some(Duration::from_secs(2)))
        .unwrap();
    for _ in 0..3000 {
        if clients[2].write_all(request.as_bytes()).is_err() {
            break;
        }
    }
    let (status, took) = server.stop();
    assert!(status.success(), "{status}");
    assert!(took < Duration::from_secs(13), "{took:?}");
}

#[test]
fn a_log_that_cannot_be_written_changes_no_answer() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        println!("skipped: there is no /dev/full");
        return;
    };
    let mut server = Server::with(&[], full.into());
    for _ in 0..50 {
        assert_eq!(server.get("/help").0, 200);
    }
    assert!(server.stop().0.success());
}

#[test]
fn a_log_that_nobody_reads_changes_no_answer() {
    let mut server = Server::with(&["--log", "trace"], Stdio::piped());
    for _ in 0..200 {
        assert_eq!(server.get("/help").0, 200);
    }
    assert!(server.stop().0.success());
}

#[test]
fn the_log_goes_to_a_file_of_the_day_and_names_no_query() {
    let mut server = Server::start(&["--log-file", "log/renkei.log"]);
    let endless = "a".repeat(1000);
    server.get("/help?q=secret");
    server.get(&format!("/{endless}"));
    assert!(server.stop().0.success());
    let folder = server.home.path().join("log");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let name = files[0].file_name().unwrap().to_string_lossy().into_owned();
    assert!(
        name.starts_with("renkei.20") && Path::new(&name).extension().is_some_and(|it| it == "log")
    );
    let log = fs::read_to_string(&files[0]).unwrap();
    assert!(log.contains("/help") && !log.contains("secret"), "{log}");
    assert!(
        log.contains(&"a".repeat(190)) && !log.contains(&"a".repeat(201)),
        "{log}"
    );
}

#[test]
fn a_port_that_is_taken_is_told_before_anything_is_built() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_renkei"))
        .args([
            "serve",
            "--listen",
            &taken.local_addr().unwrap().to_string(),
        ])
        .current_dir(home.path())
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("--listen"), "{message}");
    assert!(!home.path().join("index").exists());
}

/// Every address that a page leads to on this site.
fn links(page: &str) -> Vec<String> {
    let attributes = page.split(['<', ' ']).filter_map(|it| {
        let (name, value) = it.split_once("=\"")?;
        let is_link = matches!(name, "href" | "src" | "action" | "data-suggest");
        is_link.then(|| value.split('"').next().unwrap_or_default())
    });
    let here = attributes.filter(|it| it.starts_with('/'));
    let mut links: Vec<String> = here
        .map(|it| {
            it.split('#')
                .next()
                .unwrap_or_default()
                .replace("&amp;", "&")
        })
        .collect();
    links.sort();
    links.dedup();
    links
}

#[test]
fn behind_a_path_every_link_of_every_kind_of_page_works() {
    let server = Server::start(&["--base-path", "/town/renkei/"]);
    let case = server.json("/api/v1/cases")["cases"][0]["id"].clone();
    let case = format!("/cases/{}", case.as_str().unwrap());
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec!["/town/renkei/".to_owned(), format!("/town/renkei{case}")];
    // Links of links are of the same kinds: filters upon filters lead on for ever.
    for _ in 0..2 {
        let mut next = Vec::new();
        for address in waiting.drain(..).filter(|it| seen.insert(it.clone())) {
            assert!(address.starts_with("/town/renkei/"), "{address}");
            let (status, body) = server.get(&address);
            assert_eq!(status, 200, "{address}");
            next.extend(links(&body));
        }
        waiting = next;
    }
    assert!(seen.len() > 20, "{seen:?}");
    assert!(waiting.iter().all(|it| it.starts_with("/town/renkei/")));
    // A proxy may take the path off before it asks.
    assert_eq!(server.get("/help").0, 200);
}

#[test]
fn only_its_own_names_are_answered() {
    let server = Server::start(&["--host", "renkei.example.jp"]);
    let status = |hosts: &str| {
        let mut stream = server.connect();
        write!(
            stream,
            "GET /help HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer)[9..12].to_owned()
    };
    for (hosts, expected) in [
        ("Host: renkei.example.jp\r\n", "200"),
        ("Host: 127.0.0.1:80\r\n", "200"),
        ("Host: other.example.org\r\n", "421"),
        ("", "400"),
        ("Host: localhost\r\nHost: localhost\r\n", "400"),
    ] {
        assert_eq!(status(hosts), expected, "{hosts}");
    }
}

#[test]
fn counts_are_shown_where_they_are_asked_for() {
    let server = Server::start(&["--metrics"]);
    server.get("/nowhere?q=secret");
    let counts = server.get("/metrics").1;
    assert!(
        counts.contains("renkei_requests_total{status=\"404\"} 1"),
        "{counts}"
    );
    assert!(!counts.contains("secret"));
    let version = server.json("/healthz")["version"].clone();
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
}
