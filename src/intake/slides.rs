//! The text of slides in their order, a slide a page, its title as heading.

use std::collections::{HashMap, HashSet};

use super::blocks::{self, Block};
use super::extract::{Extracted, title_of};
use super::flow;
use super::format::Format;
use super::limits;
use super::markup::{self, Piece};
use super::package::Package;
use super::refusal::Refusal;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    let package = Package::open(bytes)?;
    let slides = in_order(&package)?;
    if slides.len() > limits::PAGES {
        return Err(Refusal::TooManyPages);
    }
    let none = HashSet::new();
    let mut all = Vec::new();
    for part in &slides {
        let Some(slide) = package.text(part)? else {
            continue;
        };
        all.push(Block::Page);
        all.append(&mut flow::blocks(&slide, &none)?);
    }
    Ok(Extracted {
        title: title_of(&package)?,
        pages: Some(slides.len()),
        ..Extracted::new(Format::Slides, blocks::text(&all)?)
    })
}

/// The slides' parts as they are shown one after the other.
fn in_order(package: &Package<'_>) -> Result<Vec<String>, Refusal> {
    let relations = package.text("ppt/_rels/presentation.xml.rels")?;
    let mut targets = HashMap::new();
    markup::read(&relations.unwrap_or_default(), |piece| {
        if let Piece::Open(element) = piece
            && let (Some(id), Some(target)) = (element.get("Id"), element.get("Target"))
        {
            let target = target.trim_start_matches("/ppt/");
            targets.insert(id.to_owned(), format!("ppt/{target}"));
        }
    })?;
    let show = package.text("ppt/presentation.xml")?;
    let mut slides = Vec::new();
    markup::read(&show.unwrap_or_default(), |piece| {
        if let Piece::Open(element) = piece
            && element.name == "sldid"
            && let Some(target) = element.relation().and_then(|id| targets.get(id))
        {
            slides.push(target.clone());
        }
    })?;
    Ok(slides)
}
