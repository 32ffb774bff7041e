//! What would be read of a document that is not in the corpus yet: its cases, each
//! figure beside its line, what is doubtful, and how much must not be published.
//!
//! The command line and the page show the same. Nothing of either is known here.

use crate::corpus::Source;
use crate::format;
use crate::intake::Preview;
use crate::record::{Case, Fact, FactName, Lines, Tag};
use crate::report::{CaseReport, Correction, Doubt, SourceReport};

/// What would be read of a document.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// How the manifest would describe it.
    pub source: &'a Source,
    /// The counts, and how much is left out; none where it cannot be read at all.
    pub report: Option<&'a SourceReport>,
    /// The cases.
    pub cases: Vec<CaseReading<'a>>,
    /// What keeps it, or a part of it, from being read.
    pub errors: &'a [String],
    /// Misprints that were put right.
    pub corrections: &'a [Correction],
}

/// What would be read of one case.
#[derive(Clone, Debug)]
pub struct CaseReading<'a> {
    /// Its title.
    pub title: &'a str,
    /// Where it stands.
    pub lines: Lines,
    /// Its prefecture and towns; empty where no town is known.
    pub towns: String,
    /// Its figures.
    pub facts: Vec<FactReading<'a>>,
    /// Its sections, each with its length.
    pub records: Vec<String>,
    /// Its tags, by their vocabulary.
    pub tags: Vec<(&'static str, Vec<String>)>,
    /// What a person should look at.
    pub doubts: &'a [Doubt],
}

/// A figure with the line that it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactReading<'a> {
    /// What it is: 「人口」.
    pub name: &'static str,
    /// It, with its unit.
    pub value: String,
    /// Its line.
    pub line: usize,
    /// What stands there.
    pub printed: &'a str,
}

impl<'a> Reading<'a> {
    /// A preview in words.
    pub fn of(preview: &'a Preview) -> Self {
        let report = preview.report();
        let source = report.sources.first();
        let entries = source.map_or(&[][..], |it| &it.entries);
        let cases = preview.cases().iter().zip(entries);
        Self {
            source: preview.source(),
            report: source,
            cases: cases
                .map(|(case, entry)| case_reading(preview, case, entry))
                .collect(),
            errors: &report.errors,
            corrections: &report.corrections,
        }
    }

    /// What a person should look at beside the cases.
    pub fn doubts(&self) -> impl Iterator<Item = &'a Doubt> {
        let doubts = self.report.map_or(&[][..], |it| &it.doubts);
        doubts.iter().filter(|it| it.case.is_none())
    }
}

fn case_reading<'a>(
    preview: &'a Preview,
    case: &'a Case,
    report: &'a CaseReport,
) -> CaseReading<'a> {
    let lines = case.lines.first().copied().unwrap_or_default();
    let towns: Vec<&str> = case
        .municipalities
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let prefecture = case.prefecture.as_ref().filter(|_| !towns.is_empty());
    let prefecture = prefecture.map_or("", |it| it.name.as_str());
    let whole = |name, fact: Option<&'a Fact<u64>>| {
        fact_reading(preview, name, fact, |it| format!("{}人", format::whole(it)))
    };
    let share = |name, fact: Option<&'a Fact<f64>>| {
        fact_reading(preview, name, fact, |it| {
            format!("{}％", format::decimal(it))
        })
    };
    let area = |it| format!("{}㎢", format::decimal(it));
    let facts = [
        whole(FactName::Population, case.population.as_ref()),
        whole(FactName::Population65, case.population_65.as_ref()),
        share(FactName::AgingRate, case.aging_rate.as_ref()),
        whole(FactName::Population75, case.population_75.as_ref()),
        share(FactName::AgingRate75, case.aging_rate_75.as_ref()),
        fact_reading(preview, FactName::Area, case.area_km2.as_ref(), area),
    ];
    CaseReading {
        title: &case.title,
        lines,
        towns: format!("{prefecture}{}", towns.join("・")),
        facts: facts.into_iter().flatten().collect(),
        records: case
            .records
            .iter()
            .map(|it| format!("{}（{}字）", it.heading, it.text.chars().count()))
            .collect(),
        tags: tags(case),
        doubts: &report.doubts,
    }
}

fn fact_reading<'a, T: Copy>(
    preview: &'a Preview,
    name: FactName,
    fact: Option<&Fact<T>>,
    words: impl Fn(T) -> String,
) -> Option<FactReading<'a>> {
    let fact = fact?;
    let [line, _] = fact.lines;
    Some(FactReading {
        name: name.label(),
        value: words(fact.value),
        line,
        printed: preview.line(line).map(str::trim).unwrap_or_default(),
    })
}

/// The tags of a case, without vocabularies that it has none of.
fn tags(case: &Case) -> Vec<(&'static str, Vec<String>)> {
    fn words<T>(tags: &[Tag<T>], word: impl Fn(&T) -> String) -> Vec<String> {
        tags.iter().map(|tag| word(&tag.code)).collect()
    }
    let item = words(&case.items, |it| {
        format!("{} {}", it.code(), it.short_label())
    });
    let model = words(&case.models, |it| format!("{} {}", it.code(), it.label()));
    let mut tags = vec![
        ("事業項目", item),
        ("場面", words(&case.scenes, |it| it.label().to_owned())),
        ("連携モデル", model),
        ("主体", words(&case.leads, |it| it.label().to_owned())),
        ("ICT", words(&case.ict_tools, Clone::clone)),
    ];
    tags.retain(|(_, words)| !words.is_empty());
    tags
}
