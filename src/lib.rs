//! Renkei (連携): a case-study knowledge base for the officers who run
//! 在宅医療・介護連携推進事業, the coordination of home medical care and
//! long-term care, in Japanese municipalities.
//!
//! Data flows one way: the [`corpus`] is read by [`ingest`] into cases and
//! records ([`record`], tagged with the terms of [`vocabulary`]), which the index
//! keeps and [`search`] answers from; the web shows the answers. What every stage
//! shares stands below all stages: cases and records, the [`collection`] of them,
//! the editor's [`report`].

mod address;
mod citation;
pub mod clock;
pub mod collection;
pub mod comparable;
pub mod corpus;
pub mod digest;
pub mod export;
mod format;
pub mod frame;
pub mod gazetteer;
pub mod index;
pub mod ingest;
pub mod intake;
pub mod language;
pub mod own_town;
pub mod record;
pub mod report;
pub mod search;
pub mod statistics;
pub mod text;
pub mod upkeep;
pub mod views;
mod visit;
pub mod vocabulary;
pub mod web;

#[path = "../templates/mod.rs"]
mod templates;
