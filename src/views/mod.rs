//! What pages show, as plain values made from cases: the tags worth naming, the
//! officer's own town, the needs, the map, the models, the grid of items, the tables, the
//! survey, the comparison and the sources. What is said of all cases is made from
//! their summaries; whole cases are taken of the topic at hand only.
//!
//! Knows cases, answers of `search` and previews of `intake`; nothing of addresses or markup. The values
//! serialize as the API answers them.

pub mod about;
pub mod api;
pub mod case;
pub mod compare;
pub mod items;
pub mod linked_data;
pub mod models;
pub mod needs;
pub mod own_town;
pub mod prefectures;
pub mod reading;
pub(crate) mod search;
pub(crate) mod sentences;
pub mod shares;
pub mod source;
pub mod survey;
pub mod tables;
pub mod towns;
