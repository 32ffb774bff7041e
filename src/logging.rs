//! Where the log goes: to the standard error or to daily files, from a thread of its
//! own, so that a full disk or a reader that stalls never holds up an answer.
//!
//! What is logged, and when, is not known here.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow};
use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

use crate::settings::Settings;

/// How many lines may wait to be written; what comes when they are that many is lost.
/// Some minutes of a town's traffic, in a megabyte or two.
const WAITING: usize = 8192;
/// How long the program waits at its end for the last lines to be written.
const LAST_LINES: Duration = Duration::from_secs(2);

/// The log, until it is closed.
pub(crate) struct Log(WorkerGuard);

/// Begins to log as the settings say.
pub(crate) fn begin(settings: &Settings) -> anyhow::Result<Log> {
    let filter =
        EnvFilter::try_new(&settings.log).with_context(|| format!("--log {}", settings.log))?;
    let builder = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(WAITING);
    let (writer, guard) = match &settings.log_file {
        None => builder.finish(io::stderr()),
        Some(path) => builder.finish(daily(path, settings.log_days)?),
    };
    let is_colored = settings.log_file.is_none() && io::stderr().is_terminal();
    subscribe(filter, writer, is_colored);
    Ok(Log(guard))
}

fn subscribe(filter: EnvFilter, writer: NonBlocking, is_colored: bool) {
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(is_colored)
        // They would be told to the standard error, which may be what fails.
        .log_internal_errors(false)
        .init();
}

/// A file for each day beside `path`: `renkei.log` becomes `renkei.2026-04-01.log`.
fn daily(path: &Path, days: usize) -> anyhow::Result<RollingFileAppender> {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|it| it.to_string_lossy().into_owned());
    let stem = part(path.file_stem())
        .ok_or_else(|| anyhow!("--log-file {}: names no file", path.display()))?;
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(stem)
        .filename_suffix(part(path.extension()).unwrap_or_else(|| "log".to_owned()))
        .max_log_files(days)
        .build(folder.unwrap_or(Path::new(".")))
        .with_context(|| {
            let path = path.display();
            format!(
                "--log-file {path}: cannot be written; name a folder that this account may write to"
            )
        })
}

impl Log {
    /// Writes the last lines, unless that takes too long.
    pub(crate) fn close(self) {
        let (tell, written) = mpsc::channel();
        thread::spawn(move || {
            drop(self.0);
            // Nobody waits any more once the time is over.
            let _ = tell.send(());
        });
        let _ = written.recv_timeout(LAST_LINES);
    }
}
