//! What every command is told: where the corpus and the index lie, how much to log
//! and where to.
//!
//! A flag wins over the environment (`RENKEI_…`), the environment over the default.
//! What is done with a setting is not known here.

use std::path::{Path, PathBuf};

use clap::Args;

use renkei::corpus::MANIFEST;
use renkei::upkeep::Upkeep;

/// The settings that all commands share.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Folder that holds corpus.toml and the texts it names; without it the folder
    /// `corpus` where there is one, else the corpus that stands in the program
    #[arg(long, global = true, value_name = "DIR", env = "RENKEI_CORPUS")]
    corpus: Option<PathBuf>,

    /// Folder of the built index; made when it is missing, rebuilt when it is stale.
    /// The thesaurus.csv and user-dictionary.csv in the folder around it are used; a
    /// table that is not there is the one the program was built with
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RENKEI_INDEX",
        default_value = "index/data"
    )]
    pub(crate) index: PathBuf,

    /// What to log to the standard error: error, warn, info, debug or trace, also by
    /// part, as in `warn,renkei=debug`
    #[arg(
        long,
        global = true,
        value_name = "LEVEL",
        env = "RENKEI_LOG",
        default_value = "warn,renkei=info"
    )]
    pub(crate) log: String,

    /// Log to daily files instead: `renkei.log` becomes `renkei.2026-04-01.log`
    #[arg(long, global = true, value_name = "FILE", env = "RENKEI_LOG_FILE")]
    pub(crate) log_file: Option<PathBuf>,

    /// How many daily log files are kept: by default a month, in which a fault is
    /// found and asked about
    #[arg(
        long,
        global = true,
        value_name = "DAYS",
        env = "RENKEI_LOG_DAYS",
        default_value_t = 31
    )]
    pub(crate) log_days: usize,

    /// Take the corpus and the tables as they are, though sources are gone or cannot
    /// be read that the last index holds
    #[arg(long, global = true)]
    pub(crate) accept: bool,
}

impl Settings {
    /// The corpus folder that was named.
    pub(crate) fn corpus(&self) -> Option<&Path> {
        self.corpus.as_deref()
    }

    /// Where corpus and index lie.
    pub(crate) fn upkeep(&self) -> Upkeep {
        let usual = PathBuf::from("corpus");
        let (there, begun) = if usual.join(MANIFEST).exists() {
            (Some(usual), None)
        } else {
            (None, Some(usual))
        };
        Upkeep {
            corpus: self.corpus.clone().or(there),
            begun,
            index: self.index.clone(),
            accept: self.accept,
            read_only: false,
        }
    }
}
