//! Takes a file's text in a child process with limits of time and memory: whatever a
//! hostile file does to its reader, the program goes on.
//!
//! The child is the program itself, called with a command that no help lists.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;

use super::extract::{Extracted, extract};
use super::limits;
use super::refusal::Refusal;

/// The command by which the program reads one file and tells what it found.
pub const COMMAND: &str = "extract";

/// Starts the children.
#[derive(Clone, Debug)]
pub struct Extractor {
    program: PathBuf,
}

impl Extractor {
    /// One whose child is this program.
    pub fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// Takes a file's text.
    pub fn extract(&self, path: &Path) -> Result<Extracted, Refusal> {
        let unopened = |error: io::Error| Refusal::Unopened(error.to_string());
        // A name that begins with a dash is no flag.
        let path = std::path::absolute(path).map_err(unopened)?;
        let mut child = Command::new(&self.program)
            .arg(COMMAND)
            .arg(path)
            .env("RENKEI_LOG", "off")
            .env_remove("RENKEI_LOG_FILE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(unopened)?;
        let told = told(&mut child);
        // One that has told everything ends by itself; no other is waited for.
        if told.is_none() {
            let _ = child.kill();
        }
        let status = child.wait().map_err(unopened)?;
        match told.and_then(|it| serde_json::from_slice(&it).ok()) {
            Some(answer) => answer,
            None => Err(failure(status)),
        }
    }
}

/// All that a child tells, if it does so in time.
fn told(child: &mut Child) -> Option<Vec<u8>> {
    let out = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // Text as JSON is at most six times as long.
        let mut told = Vec::new();
        let read = out
            .take(6 * limits::TEXT as u64 + 4096)
            .read_to_end(&mut told);
        // Nobody listens any more where the time is up.
        let _ = sender.send(read.map(|_| told));
    });
    receiver.recv_timeout(limits::WAIT).ok()?.ok()
}

/// Why a child told nothing: a panic is an exit, a limit a signal.
fn failure(status: ExitStatus) -> Refusal {
    if status.code().is_some() {
        Refusal::Damaged
    } else {
        Refusal::TooMuch
    }
}

/// What the child does: limits itself, reads the file and tells what it found.
pub fn answer(path: &Path, out: &mut impl Write) -> io::Result<()> {
    limit()?;
    serde_json::to_writer(&mut *out, &extract(path))?;
    out.flush()
}

#[cfg(unix)]
fn limit() -> io::Result<()> {
    use rlimit::{Resource, setrlimit};
    setrlimit(Resource::AS, limits::MEMORY, limits::MEMORY)?;
    setrlimit(Resource::CPU, limits::COMPUTING, limits::COMPUTING)?;
    setrlimit(Resource::CORE, 0, 0)
}

#[cfg(not(unix))]
fn limit() -> io::Result<()> {
    Ok(())
}
