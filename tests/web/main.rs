//! The web through its router, as a browser or a program meets it.

mod collection;
mod errors;
mod headers;
mod site;
