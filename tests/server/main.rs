//! The program as a service. Only what a system with signals can show.
#![cfg(unix)]

mod admin;
mod live;
mod service;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take that is under way.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const WRITE_UP: &str =
    "スマートプラクティス 岩手県北上市\n取り組み内容\n看取りの研修を開いた。\n";
pub(crate) const MORE: &str =
    "スマートプラクティス 北海道北竜町\n取り組み内容\n看取りの会を開いた。\n";

/// A running server over a corpus of its own.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    /// Where documents are taken in, if anywhere.
    pub(crate) admin: Option<String>,
    pub(crate) home: tempfile::TempDir,
}

impl Server {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::with(arguments, Stdio::null())
    }

    pub(crate) fn with(arguments: &[&str], log: Stdio) -> Self {
        let home = tempfile::tempdir().unwrap();
        let corpus = home.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        let manifest = "[[source]]\nid=\"a\"\nkind=\"smart-practice\"\nfile=\"a.txt\"\ntitle=\"t\"\npublisher=\"p\"\n";
        fs::write(corpus.join("corpus.toml"), manifest).unwrap();
        fs::write(corpus.join("a.txt"), WRITE_UP).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_renkei"))
            .args(["serve", "--listen", "localhost:0"])
            .args(arguments)
            .current_dir(home.path())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|it| it.split('/').next());
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        let admin = arguments.contains(&"--admin").then(|| {
            line.clear();
            out.read_line(&mut line).unwrap();
            let mut words = line.split_whitespace();
            let admin = words.find_map(|word| word.strip_prefix("http://"));
            admin.unwrap_or_else(|| panic!("{line}")).to_owned()
        });
        Self {
            child,
            address,
            admin,
            home,
        }
    }

    pub(crate) fn corpus(&self, file: &str) -> std::path::PathBuf {
        self.home.path().join("corpus").join(file)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Status and body of an address.
    pub(crate) fn get(&self, address: &str) -> (u16, String) {
        let mut stream = self.connect();
        let host = &self.address;
        write!(
            stream,
            "GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
        let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        (status.unwrap_or_default(), body.to_owned())
    }

    pub(crate) fn json(&self, address: &str) -> serde_json::Value {
        serde_json::from_str(&self.get(address).1).unwrap()
    }

    pub(crate) fn signal(&self, name: &str) {
        let told = Command::new("kill")
            .args([&format!("-{name}"), &self.child.id().to_string()])
            .status();
        assert!(told.unwrap().success());
    }

    /// How it ended, and how long that took.
    pub(crate) fn stop(&mut self) -> (ExitStatus, Duration) {
        let started = Instant::now();
        self.signal("TERM");
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status, started.elapsed());
            }
            assert!(started.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}
