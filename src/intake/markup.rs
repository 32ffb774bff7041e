//! XML and HTML as a run of openings, closings and text, however well it is formed.
//!
//! Names are local and in lower case. How deep elements stand in one another is
//! limited; what they mean is not known here.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::limits;
use super::refusal::Refusal;

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element opens.
    Open(Element),
    /// An element closes.
    Close(String),
    /// Text stands there.
    Text(String),
}

/// An element's name and attributes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.html_attributes().filter_map(Result::ok);
        Self {
            name: start.local_name().as_ref().to_ascii_lowercase(),
            attributes: attributes
                .map(|it| {
                    let value = quick_xml::escape::unescape(&it.value);
                    let value = value.map_or_else(|_| it.value.to_string(), |it| it.to_string());
                    (it.key.local_name().as_ref().to_owned(), value)
                })
                .collect(),
        }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The part that it refers to, `r:id`, which is not its own `id`.
    pub(super) fn relation(&self) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.rfind(|(key, value)| key == "id" && value.starts_with("rId"));
        found.map(|(_, value)| value.as_str())
    }
}

/// Hands every piece of a well-formed part to `take`.
pub(super) fn read(text: &str, mut take: impl FnMut(Piece)) -> Result<(), Refusal> {
    run(text, true, &mut take)
}

/// Hands every piece of a web page to `take`, closings without openings left aside.
pub(super) fn read_loosely(text: &str, mut take: impl FnMut(Piece)) -> Result<(), Refusal> {
    run(text, false, &mut take)
}

fn run(text: &str, is_strict: bool, take: &mut dyn FnMut(Piece)) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = is_strict;
    config.check_end_names = is_strict;
    config.allow_unmatched_ends = !is_strict;
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) if is_strict && depth > 0 => return Err(Refusal::Damaged),
            Ok(Event::Start(start)) => {
                depth += 1;
                // A web page may leave its elements open.
                if is_strict && depth > limits::DEPTH {
                    return Err(Refusal::TooMuch);
                }
                take(Piece::Open(Element::of(&start)));
            }
            Ok(Event::Empty(start)) => take(Piece::Open(Element::of(&start))),
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(end.local_name().as_ref().to_ascii_lowercase()));
            }
            Ok(Event::Text(text)) => take(Piece::Text(text.into_inner().into_owned())),
            Ok(Event::CData(text)) => take(Piece::Text(text.into_inner().into_owned())),
            Ok(Event::GeneralRef(entity)) => {
                let character = entity.resolve_char_ref().ok().flatten();
                let words = match character {
                    Some(character) => character.to_string(),
                    None => resolve_html5_entity(&entity).unwrap_or_default().to_owned(),
                };
                take(Piece::Text(words));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(_) if is_strict => return Err(Refusal::Damaged),
            // What is left of a broken page is not read.
            Ok(Event::Eof) | Err(_) => return Ok(()),
        }
    }
}
