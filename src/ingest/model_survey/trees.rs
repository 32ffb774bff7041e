//! The report's two trees of connection models, as its index prints them: under each
//! model the regions, each with the body or tool that mediates.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::{Lines, Tag};
use crate::text::fold;
use crate::vocabulary::{Basis, Model};

use super::super::draft::Remark;
use super::super::markup::pattern;
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

/// An entry while its lines are gathered.
struct Gathering {
    number: usize,
    name: String,
    details: Vec<String>,
    lines: Lines,
}

static MODEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^([a-h][0-9]?|[あ-お][0-9]?)\s*[.:]\s*\S"));
/// 「横須賀市医師会(かもめネット)」 with its brackets at the end.
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.+?)\s*[(（](.+)[)）]$"));

/// Reads the trees out of the index.
pub(super) fn read(index: &[Line], regions: &[Region]) -> (Vec<Entry>, Vec<Remark>) {
    let mut reader = Reader {
        regions,
        model: None,
        gathering: None,
        entries: Vec::new(),
        remarks: Vec::new(),
    };
    let segments = index.iter().flat_map(|line| {
        line.cells
            .iter()
            .flat_map(|cell| cell.lines())
            .map(move |it| (line, it))
    });
    for (line, segment) in segments {
        reader.segment(line.number, segment.trim_start_matches("- ").trim());
    }
    reader.close();
    (reader.entries, reader.remarks)
}

struct Reader<'a> {
    regions: &'a [Region],
    model: Option<(Model, String)>,
    gathering: Option<Gathering>,
    entries: Vec<Entry>,
    remarks: Vec<Remark>,
}

impl Reader<'_> {
    fn segment(&mut self, line: usize, text: &str) {
        if let Some(code) = MODEL
            .captures(&fold(text))
            .map(|found| found[1].to_uppercase())
        {
            self.close();
            self.model = Model::from_code(&code).map(|model| (model, text.to_owned()));
            if self.model.is_none() {
                self.remarks.push(Remark {
                    line: Some(line),
                    message: format!("連携モデルの記号「{code}」が用語にない"),
                });
            }
        } else if let Some((number, name)) = numbered(text) {
            self.close();
            self.gathering = Some(Gathering {
                number,
                name: without_page(name),
                details: Vec::new(),
                lines: [line, line],
            });
            if points_to_page(text) {
                self.close();
            }
        } else if text.contains("で探す") {
            self.close();
            self.model = None;
        } else if let Some(entry) = &mut self.gathering {
            entry.lines[1] = line;
            let detail = without_page(text);
            if !detail.is_empty() {
                entry.details.push(detail);
            }
            if points_to_page(text) {
                self.close();
            }
        }
    }

    fn close(&mut self) {
        let (Some(gathering), Some((model, heading))) = (self.gathering.take(), &self.model) else {
            return;
        };
        let (notes, details): (Vec<String>, Vec<String>) = gathering
            .details
            .into_iter()
            .partition(|detail| detail.starts_with('※'));
        let (name, inline) = match BRACKETED.captures(&gathering.name) {
            Some(found) => (found[1].to_owned(), Some(found[2].to_owned())),
            None => (gathering.name.clone(), None),
        };
        let by: Vec<String> = inline
            .into_iter()
            .chain(details.iter().map(|it| unbracketed(it)))
            .collect();
        let Some((region, misprinted)) = resolve(gathering.number, &name, self.regions) else {
            self.remarks.push(Remark {
                line: Some(gathering.lines[0]),
                message: format!("連携モデル {model} の項目の地域を特定できない"),
            });
            return;
        };
        if misprinted {
            self.remarks.push(Remark {
                line: Some(gathering.lines[0]),
                message: format!(
                    "「{}. {name}」の番号が合わないため、名称から{}とした",
                    gathering.number, self.regions[region].name
                ),
            });
        }
        let words: Vec<&str> = std::iter::once(gathering.name.as_str())
            .chain(details.iter().map(String::as_str))
            .chain(notes.iter().map(String::as_str))
            .collect();
        self.entries.push(Entry {
            region,
            tag: Tag {
                code: *model,
                basis: Basis::Printed,
                evidence: format!("{heading}：{}. {}", gathering.number, words.join(" ")),
                lines: gathering.lines,
                by: (!by.is_empty()).then(|| by.join("／")),
            },
            heading: heading.clone(),
            note: (!notes.is_empty()).then(|| notes.join(" ")),
        });
    }
}

/// The words inside the brackets that hold a whole line.
fn unbracketed(text: &str) -> String {
    text.strip_prefix(['(', '（'])
        .and_then(|text| text.strip_suffix([')', '）']))
        .unwrap_or(text)
        .trim()
        .to_owned()
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
