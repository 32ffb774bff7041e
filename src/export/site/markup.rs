//! A page's markup, element by element: what it links to, and the page with other
//! links.
//!
//! Reads what our own templates write.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

/// Elements that have no content: nothing of theirs goes with them.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// An element as it opens.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    /// As they stand in the tag, their values read.
    attributes: Vec<(String, String)>,
}

/// What becomes of an element.
#[derive(Debug)]
pub(super) enum Fate {
    /// It stays, with its attributes as they are now.
    Stays,
    /// It goes, with everything inside.
    Goes,
    /// This stands in its place.
    Becomes(String),
    /// It stays, and its content begins with this.
    BeginsWith(String),
}

impl Element {
    fn read(tag: &BytesStart) -> Self {
        let attributes = tag.html_attributes().filter_map(Result::ok);
        Self {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes
                .map(|it| {
                    let value = unescape(&it.value).unwrap_or_else(|_| it.value.clone());
                    (it.key.as_ref().to_owned(), value.into_owned())
                })
                .collect(),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(it, _)| it == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        for attribute in self.attributes.iter_mut().filter(|(it, _)| it == name) {
            value.clone_into(&mut attribute.1);
        }
    }

    pub(super) fn unset(&mut self, name: &str) {
        self.attributes.retain(|(it, _)| it != name);
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        let classes = self.get("class").unwrap_or_default();
        classes.split_whitespace().any(|it| it == class)
    }

    fn write(&self, out: &mut String) {
        // A text takes whatever is written to it.
        let _ = write!(out, "<{}", self.name);
        for (name, value) in &self.attributes {
            let _ = if value.is_empty() {
                write!(out, " {name}")
            } else {
                write!(out, " {name}=\"{}\"", escape(value))
            };
        }
        out.push('>');
    }
}

/// The page once the fate of each of its elements is decided.
pub(super) fn rewritten(
    page: &str,
    mut decide: impl FnMut(&mut Element) -> Fate,
) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    // Data in a script has them as they are.
    reader.config_mut().allow_dangling_amp = true;
    let mut out = String::with_capacity(page.len());
    // The element that goes and those open inside it.
    let mut going: Vec<String> = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event()?;
        let raw = page.get(before..reader.buffer_position() as usize);
        let raw = raw.unwrap_or_default();
        match event {
            Event::Eof => return Ok(out),
            Event::Start(tag) => {
                let mut element = Element::read(&tag);
                if !going.is_empty() {
                    going.push(element.name);
                    continue;
                }
                match decide(&mut element) {
                    Fate::Stays => element.write(&mut out),
                    Fate::BeginsWith(text) => {
                        element.write(&mut out);
                        out.push_str(&text);
                    }
                    fate => {
                        if let Fate::Becomes(text) = fate {
                            out.push_str(&text);
                        }
                        if !VOID.contains(&element.name.as_str()) {
                            going.push(element.name);
                        }
                    }
                }
            }
            Event::End(tag) if !going.is_empty() => {
                // What was not closed inside is closed with it.
                let name = tag.name();
                if let Some(at) = going.iter().rposition(|it| it == name.as_ref()) {
                    going.truncate(at);
                }
            }
            _ if !going.is_empty() => {}
            _ => out.push_str(raw),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_takes_its_content_along_and_the_rest_stays_as_it_is() {
        let page = "<!DOCTYPE html><script>a & b</script><p class=\"a b\">1 &amp; 2<br><b>3</b></p>\
                    <form><input name=\"x\" disabled><p>4</p><svg><path></svg></form><a href=\"/?a=1&amp;b=2\">5</a>";
        let page = rewritten(page, |element| {
            if let Some(address) = element.get("href").map(str::to_owned) {
                assert_eq!(address, "/?a=1&b=2");
                element.set("href", "c?d&e");
            }
            match element.name.as_str() {
                "form" => Fate::Goes,
                "b" => Fate::Becomes("<i>6</i>".to_owned()),
                "p" if element.has_class("b") => Fate::BeginsWith("0".to_owned()),
                _ => Fate::Stays,
            }
        });
        assert_eq!(
            page.unwrap(),
            "<!DOCTYPE html><script>a & b</script><p class=\"a b\">01 &amp; 2<br><i>6</i></p><a href=\"c?d&amp;e\">5</a>"
        );
    }
}
