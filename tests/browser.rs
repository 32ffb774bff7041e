//! The pages in a real browser: starts the program over the real corpus and runs
//! `tests/browser/*.test.js` against it, and against the files that it writes.
//!
//! Needs Node.js, Chromium and `npm ci` in `tests/browser`. Where one is missing the
//! test says so and is skipped, except where `CI` is set: there it fails.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server, ended when the test is.
struct Server {
    process: Child,
    address: String,
    /// Where documents are taken in.
    admin: String,
}

impl Server {
    fn start(index: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_renkei"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--admin", "--admin-port", "0", "--index"])
            .arg(index)
            .env("RENKEI_LOG", "warn")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stdout = process.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        let mut told = || {
            lines.find_map(|line| {
                let mut words = line.split_whitespace();
                words
                    .find(|word| word.starts_with("http://"))
                    .map(str::to_owned)
            })
        };
        let address = told().expect("it says where it serves");
        let admin = told().expect("it says where documents are taken in");
        Self {
            process,
            address,
            admin,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is left to do where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes the static edition of what an index holds.
fn export(index: &Path, folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_renkei"))
        .args(["export", "--format", "html", "--index"])
        .args([index, folder])
        .env("RENKEI_LOG", "warn")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success(), "the edition is written");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// Chromium, where `CHROMIUM` names it or the system has it.
fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    named
        .into_iter()
        .chain(
            [
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
            ]
            .map(PathBuf::from),
        )
        .find(|path| path.exists())
}

fn missing() -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output().is_ok();
    if !node {
        Some("Node.js (apt-get install nodejs npm)")
    } else if chromium().is_none() {
        Some("Chromium (apt-get install chromium fonts-noto-cjk)")
    } else if !folder().join("node_modules/playwright-core").exists() {
        Some("the test packages (npm ci in tests/browser)")
    } else {
        None
    }
}

#[test]
fn the_pages_work_in_a_browser() {
    if let Some(missing) = missing() {
        assert!(
            env::var_os("CI").is_none(),
            "missing for the browser tests: {missing}"
        );
        eprintln!("SKIPPED: the browser tests need {missing}");
        return;
    }
    let made = tempfile::tempdir().expect("a folder for index and edition");
    let (index, edition) = (made.path().join("data"), made.path().join("edition"));
    let server = Server::start(&index);
    export(&index, &edition);
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .current_dir(folder())
        .env("RENKEI_ADDRESS", &server.address)
        .env("RENKEI_ADMIN", &server.admin)
        .env("RENKEI_EDITION", &edition)
        .env("CHROMIUM", chromium().expect("it was found above"))
        .output()
        .expect("node starts");
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
