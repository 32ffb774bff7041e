//! What every command is told: where the corpus and the index lie and how much to
//! log.
//!
//! A flag wins over the environment (`RENKEI_…`), the environment over the default.
//! What is done with a setting is not known here.

use std::path::PathBuf;

use clap::Args;

/// The settings that all commands share.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Folder that holds corpus.toml and the texts it names
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RENKEI_CORPUS",
        default_value = "corpus"
    )]
    pub(crate) corpus: PathBuf,

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
}
