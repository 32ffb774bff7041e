//! The web through its router, as a browser or a program meets it.

mod api;
mod collection;
mod counts;
mod errors;
mod export;
mod headers;
mod pages;
mod site;
