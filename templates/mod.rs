//! What pages look like: each is a typed value that is drawn inside one shell.
//!
//! A page holds plain values, already found and decided; drawing it needs no
//! engine. Addresses come from `web::address`.

mod about;
mod case;
mod citation;
mod error;
mod evidence;
mod facets;
pub(crate) mod format;
mod help;
mod hit;
mod records;
mod scroll;
mod search;
mod shell;

pub(crate) use about::{AboutPage, CheckPage};
pub(crate) use case::CasePage;
pub(crate) use error::ErrorPage;
pub(crate) use help::HelpPage;
pub(crate) use search::SearchPage;
pub(crate) use shell::{Page, Section, shell};
