//! The report's two trees of connection models, as its index prints them: under each
//! model the regions, each with the body or tool that mediates.

use crate::record::{Lines, Tag};
use crate::text::fold;
use crate::vocabulary::{Basis, Model};

use super::super::draft::Remark;
use super::super::pattern::Pattern;
use super::outline::{Line, numbered, points_to_page, without_page};
use super::places::{Region, resolve};

/// A region's entry under a model.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The index of the region.
    pub(super) region: usize,
    /// The model, with its words, the entry's and the entry's lines.
    pub(super) tag: Tag<Model>,
    /// The model's heading as printed, 「B2. n対n (ICT利用)」.
    pub(super) heading: String,
    /// The note below the entry, 「※柏市医師会も協力」.
    pub(super) note: Option<String>,
}

/// An entry as its lines have it.
struct Printed<'a> {
    model: Model,
    heading: &'a str,
    number: usize,
    name: String,
    details: Vec<String>,
    lines: Lines,
}

static MODEL: Pattern = Pattern::new(r"^([a-h][0-9]?|[あ-お][0-9]?)\s*[.:]\s*\S");
/// 「横須賀市医師会(かもめネット)」 with its brackets at the end.
static BRACKETED: Pattern = Pattern::new(r"^(.+?)\s*[(（](.+)[)）]$");

/// Reads the trees out of the index.
pub(super) fn read(index: &[Line], regions: &[Region]) -> (Vec<Entry>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut found: Vec<Printed<'_>> = Vec::new();
    let mut model = None;
    let mut is_open = false;
    for (line, text) in segments(index) {
        if let Some(code) = MODEL.captures(&fold(text)).map(|it| it[1].to_uppercase()) {
            model = Model::from_code(&code).map(|model| (model, text));
            is_open = false;
            if model.is_none() {
                let message = format!("連携モデルの記号「{code}」が用語にない");
                remarks.push(Remark::new(line, message));
            }
        } else if let Some((number, name)) = numbered(text) {
            is_open = model.is_some();
            found.extend(model.map(|(model, heading)| Printed {
                model,
                heading,
                number,
                name: without_page(name),
                details: Vec::new(),
                lines: [line, line],
            }));
        } else if text.contains("で探す") {
            model = None;
            is_open = false;
        } else if let Some(entry) = found.last_mut().filter(|_| is_open) {
            entry.lines[1] = line;
            let detail = without_page(text);
            entry
                .details
                .extend(Some(detail).filter(|it| !it.is_empty()));
        }
        is_open &= !points_to_page(text);
    }
    let entries = found.into_iter();
    let entries = entries.filter_map(|it| it.entry(regions, &mut remarks));
    let entries = entries.collect();
    (entries, remarks)
}

/// The lines of the index's cells, without list marks.
fn segments(index: &[Line]) -> impl Iterator<Item = (usize, &str)> {
    index.iter().flat_map(|line| {
        let parts = line.cells.iter().flat_map(|cell| cell.lines());
        parts.map(|it| (line.number, it.trim_start_matches("- ").trim()))
    })
}

impl Printed<'_> {
    /// The entry, where it is clear of which region it is.
    fn entry(self, regions: &[Region], remarks: &mut Vec<Remark>) -> Option<Entry> {
        let (notes, details): (Vec<&str>, Vec<&str>) = self
            .details
            .iter()
            .map(String::as_str)
            .partition(|detail| detail.starts_with('※'));
        let bracketed = BRACKETED.captures(&self.name);
        let (name, inline) = match bracketed.as_ref().map(|found| found.extract::<2>().1) {
            Some([name, inline]) => (name, Some(inline)),
            None => (self.name.as_str(), None),
        };
        let by = inline.into_iter();
        let by: Vec<&str> = by.chain(details.iter().map(|it| unbracketed(it))).collect();
        let line = self.lines[0];
        let Some((region, misprinted)) = resolve(self.number, name, regions) else {
            let message = format!("連携モデル {} の項目の地域を特定できない", self.model);
            remarks.push(Remark::new(line, message));
            return None;
        };
        if misprinted {
            let message = format!(
                "「{}. {name}」の番号が合わないため、名称から{}とした",
                self.number, regions[region].name
            );
            remarks.push(Remark::new(line, message));
        }
        let words = std::iter::once(self.name.as_str()).chain(details);
        let words: Vec<&str> = words.chain(notes.iter().copied()).collect();
        Some(Entry {
            region,
            tag: Tag {
                code: self.model,
                basis: Basis::Printed,
                evidence: format!("{}：{}. {}", self.heading, self.number, words.join(" ")),
                lines: self.lines,
                by: (!by.is_empty()).then(|| by.join("／")),
            },
            heading: self.heading.to_owned(),
            note: (!notes.is_empty()).then(|| notes.join(" ")),
        })
    }
}

/// The words inside the brackets that hold a whole line.
fn unbracketed(text: &str) -> &str {
    text.strip_prefix(['(', '（'])
        .and_then(|text| text.strip_suffix([')', '）']))
        .unwrap_or(text)
        .trim()
}
/// The tools that a mediating body or tool names, 「Net4U、Note4U」: without the body
/// that runs it and the blanks between Latin letters and kana.
pub(super) fn tools(by: &str) -> Vec<String> {
    by.split(['、', ',', '，', '／'])
        .map(|name| {
            let name = name.rsplit("医師会").next().unwrap_or(name);
            name.split_whitespace().fold(String::new(), |joined, word| {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if latin(joined.chars().next_back()) && latin(word.chars().next()) {
                    joined + " " + word
                } else {
                    joined + word
                }
            })
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_stand_without_who_runs_them() {
        assert_eq!(tools("Net4U、Note4U"), ["Net4U", "Note4U"]);
        assert_eq!(tools("OK はまゆりネット"), ["OKはまゆりネット"]);
        assert_eq!(tools("栃木県医師会とちまるネット"), ["とちまるネット"]);
        assert_eq!(tools("Medical Care Station"), ["Medical Care Station"]);
    }
}
