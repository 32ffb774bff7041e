//! The program: commands over the library.
//!
//! Reads the command line, sets up logging and turns an error into one message and
//! an exit code.

mod cli;
mod logging;
mod settings;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use cli::Cli;

/// Searching and building ask for memory in small pieces on every core at once; with the
/// system's allocator they wait for each other.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let log = match logging::begin(&cli.settings) {
        Ok(log) => log,
        Err(error) => {
            complain(&error);
            return ExitCode::from(2);
        }
    };
    let code = match cli::run(&cli) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    };
    log.close();
    code
}

/// Says why the program ends. Where the standard error takes nothing, the exit code
/// alone tells.
fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "renkei: {}", message(error));
}

/// Whether the reader of our output went away, as `renkei export | head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = Some(io::ErrorKind::BrokenPipe);
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().map(io::Error::kind) == closed
            || cause
                .downcast_ref::<serde_json::Error>()
                .and_then(serde_json::Error::io_error_kind)
                == closed
    })
}

/// The error with its causes, each said once: our own messages name theirs already.
fn message(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |message, cause| {
        let cause = cause.to_string();
        if message.is_empty() {
            cause
        } else if message.contains(&cause) {
            message
        } else {
            format!("{message}: {cause}")
        }
    })
}
