//! The commands as they are typed.
//!
//! Says what there is and how it is explained; what a command does stands in the
//! file of its name.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use renkei::corpus::SourceKind;
use renkei::intake::COMMAND;

use crate::settings::Settings;

mod add;
mod eval;
mod filters;
mod progress;
mod reading;
mod run;

pub(crate) use filters::FilterArgs;
pub(crate) use run::run;

/// Renkei (連携): find what other towns did for home medical care and long-term care
///
/// Reads the published write-ups in the corpus folder, splits them into tagged
/// records, indexes them and serves a search page. Without a command it serves.
#[derive(Debug, Parser)]
#[command(name = "renkei", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  renkei                                      serve on http://127.0.0.1:8080/
  renkei search 看取り --pop 5000-20000         what small towns did about dying at home
  renkei search 訪看 --item エ --json           as JSON, the same as /api/v1/search
  renkei export --format csv --output a.csv   every case, for Excel
  renkei export --format html DIR             the site as files, for a USB stick
  renkei check                                what was read, what is missing or doubtful
  renkei add 事例集.pdf                        take in a new document";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the search page; builds the index first when it is missing or stale
    Serve(ServeArgs),
    /// Build the index beside the old one and swap it in
    Index,
    /// Read the corpus and report cases, facts, tags, withheld rows and doubts;
    /// exit code 1 on an error
    Check {
        /// Print the report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Take in new documents: PDF, Word, Excel, slides, text, CSV or HTML. Shows what
    /// would be read of each and writes nothing before a yes
    Add(AddArgs),
    /// Write the form that any town can fill in: .docx for Word, else as text
    Template {
        /// The file to write
        #[arg(value_name = "FILE")]
        output: PathBuf,
    },
    /// Takes the text of one file: `add` calls it as a process of its own
    #[command(name = COMMAND, hide = true)]
    Extract {
        /// The file
        file: PathBuf,
    },
    /// Search from the command line
    Search(SearchArgs),
    /// Write cases to a file or the standard output, or the whole site as a folder of
    /// files that opens from a USB stick or any plain web server (`--format html DIR`)
    Export(ExportArgs),
    /// Measure ranking quality over judged queries
    Eval(EvalArgs),
    /// Show how a text is cut into the words that are searched for
    Analyze {
        /// The text
        text: String,
    },
}

#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// The documents
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What kind of document it is, where its words do not say so
    #[arg(long, value_name = "KIND", value_parser = source_kind)]
    pub(crate) kind: Option<SourceKind>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// Its title; without it the one that it gives itself
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// When it was published: 2024, 2024-03 or 2024-03-31
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<String>,
    /// Where it is published
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) url: Option<String>,
    /// What may be done with it
    #[arg(long, value_name = "TERMS")]
    pub(crate) licence: Option<String>,
    /// Its name in addresses; without it made of the file's name
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Put a misprint right: line, what is printed, what is meant and why, apart by
    /// semicolons; may be given more than once
    #[arg(long, value_name = "LINE;PRINTED;MEANT;REASON")]
    pub(crate) correct: Vec<String>,
    /// Take the documents in without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

fn source_kind(text: &str) -> Result<SourceKind, String> {
    let mut kinds = SourceKind::ALL.into_iter();
    kinds.find(|kind| kind.code() == text).ok_or_else(|| {
        let codes = SourceKind::ALL.map(|kind| format!("{}（{}）", kind.code(), kind.label()));
        format!("one of {}", codes.join(", "))
    })
}

#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArgs {
    /// Address or name and port to listen on; 0.0.0.0:8080 serves the whole network
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "RENKEI_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub(crate) listen: String,

    /// A name by which browsers ask for the site, beside the machine's addresses and
    /// `localhost`; may be given more than once. Others are refused, so that no other
    /// site can read this one through a browser
    #[arg(long, value_name = "NAME", env = "RENKEI_HOST", value_delimiter = ',')]
    pub(crate) host: Vec<String>,

    /// The path under which a proxy serves the site, as /renkei; every address begins
    /// with it
    #[arg(
        long,
        value_name = "PATH",
        env = "RENKEI_BASE_PATH",
        default_value = "",
        value_parser = base_path
    )]
    pub(crate) base_path: String,

    /// Show counts at /metrics, for Prometheus
    #[arg(long, env = "RENKEI_METRICS")]
    pub(crate) metrics: bool,

    /// Serve the index as it stands and each new one that another process puts in its
    /// place; build nothing, write nothing and read no corpus
    #[arg(long, env = "RENKEI_READ_ONLY")]
    pub(crate) read_only: bool,

    /// Let documents be taken in on a page: on a port of its own that only this machine
    /// reaches, at an address that is shown at the start and holds a key
    #[arg(long, env = "RENKEI_ADMIN", conflicts_with = "read_only")]
    pub(crate) admin: bool,

    /// The port of that page on 127.0.0.1
    #[arg(
        long,
        value_name = "PORT",
        env = "RENKEI_ADMIN_PORT",
        default_value_t = 8081
    )]
    pub(crate) admin_port: u16,

    /// How many connections may be open at once; the one that has rested longest is
    /// closed for the next. Each takes a descriptor, of which a service has 1,024
    /// unless told otherwise
    #[arg(
        long,
        value_name = "NUMBER",
        env = "RENKEI_CONNECTIONS",
        default_value_t = 512
    )]
    pub(crate) connections: usize,
}

/// A path without its last slash: parts of plain characters, which stand in addresses
/// as they are.
fn base_path(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    let is_part = |part: &str| !part.is_empty() && part.chars().all(is_plain);
    let is_path = path
        .strip_prefix('/')
        .is_some_and(|rest| rest.split('/').all(is_part));
    if path.is_empty() || is_path {
        Ok(path.to_owned())
    } else {
        Err("it begins with / and holds letters, digits and -_.~ only".to_owned())
    }
}

#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    /// The words, as in the search box; without them everything is listed
    #[arg(default_value = "")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Print the answer as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// The form to write
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// The folder that the site is written into, empty or new; for html only
    #[arg(
        value_name = "DIR",
        required_if_eq("format", "html"),
        conflicts_with = "output"
    )]
    pub(crate) folder: Option<PathBuf>,
    /// The file to write; the standard output without it
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write a CSV as older programs read it: Windows-31J (`Shift_JIS`)
    #[arg(long)]
    pub(crate) cp932: bool,
    /// Where the site is found, http://…: what links in the file begin with
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) site: Option<String>,
    /// Only cases that meet these words
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One object with all cases
    Json,
    /// One case a line
    Ndjson,
    /// A table, in UTF-8
    Csv,
    /// A workbook for Excel
    Xlsx,
    /// The whole site as files, with a search that needs no server
    Html,
}

#[derive(Args, Debug)]
pub(crate) struct EvalArgs {
    /// Queries: one a line, id and words apart by a tab; may be given more than once
    #[arg(long, value_name = "TSV", required = true)]
    pub(crate) queries: Vec<PathBuf>,
    /// Judgements of the queries, as many files: {"query id": {"case id": 0, 1 or 2}}
    #[arg(long, value_name = "JSON", required = true)]
    pub(crate) judgements: Vec<PathBuf>,
    /// Another thesaurus: also print which queries it makes better or worse
    #[arg(long, value_name = "CSV")]
    pub(crate) thesaurus: Option<PathBuf>,
    /// Leave out the cross-validation, which asks every query hundreds of times
    #[arg(long)]
    pub(crate) quick: bool,
    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}
