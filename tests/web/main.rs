//! The web through its router, as a browser or a program meets it.

mod any_address;
mod api;
mod cases;
mod catalogue;
mod collection;
mod compare;
mod counts;
mod edition;
mod errors;
mod export;
mod headers;
mod items;
mod licences;
mod models;
mod needs;
mod own_town;
mod pages;
mod prefectures;
mod search;
mod site;
mod source;
mod survey;
mod tables;
mod towns;
mod words;
