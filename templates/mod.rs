//! What pages look like: each is a typed value that is drawn inside one shell.
//!
//! A page holds plain values, already found and decided; drawing it needs no
//! engine. Addresses come from `address`; nothing here knows `web`.

mod about;
mod api;
pub(crate) mod assets;
mod case;
mod compare;
mod diagram;
mod dictionary;
mod digest;
mod downloads;
mod entry;
mod error;
mod evidence;
mod facets;
mod feed;
mod figures;
mod help;
mod hit;
mod hue;
mod icon;
mod items;
mod licences;
mod models;
mod nearness;
mod needs;
mod origin;
mod own_town;
mod pager;
mod picking;
mod picks;
mod plot;
mod prefectures;
mod records;
mod scroll;
mod search;
mod shares;
mod shell;
mod source;
mod survey;
mod tables;
mod towns;

pub(crate) use crate::{citation, format};
pub(crate) use about::{AboutPage, CheckPage};
pub(crate) use api::ApiPage;
pub(crate) use case::CasePage;
pub(crate) use compare::ComparePage;
pub(crate) use dictionary::DictionaryPage;
pub(crate) use error::ErrorPage;
pub(crate) use feed::{Entry, feed, site_map};
pub(crate) use help::HelpPage;
pub(crate) use items::{TopicPage, TopicsPage};
pub(crate) use licences::LicencesPage;
pub(crate) use models::{ModelPage, ModelsPage};
pub(crate) use needs::{NeedPage, NeedsPage};
pub(crate) use own_town::OwnTownPage;
pub(crate) use picking::Picking;
pub(crate) use picks::PicksPage;
pub(crate) use prefectures::{PrefecturePage, PrefecturesPage};
pub(crate) use search::SearchPage;
pub(crate) use shell::{Page, Section, shell};
pub(crate) use source::SourcePage;
pub(crate) use survey::SurveyPage;
pub(crate) use tables::TablesPage;
pub(crate) use towns::TownsPage;
