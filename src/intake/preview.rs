//! What would be read of a document, before anything of it is kept: the cases, each
//! figure beside its line, what is doubtful, and how much must not be published.

use std::fmt;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::clock;
use crate::collection::Collection;
use crate::corpus::{Corpus, Document, Source, SourceKind, hex};
use crate::gazetteer::Gazetteer;
use crate::ingest;
use crate::record::{Case, Fact, Tag};
use crate::report::{CaseReport, Correction, Withheld};
use crate::vocabulary::Prefecture;

use super::blocks::HEADING;
use super::extract::Extracted;
use super::kind::fitted;

/// What the officer says of a document; what is left out is taken from it.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Its id in the corpus.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, ISO 8601.
    pub published: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
    /// What may be done with it.
    pub licence: Option<String>,
}

/// A document that may join the corpus.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How the manifest would describe it.
    pub source: Source,
    /// Its text.
    pub text: String,
    /// Misprints of it that the officer has put right.
    pub corrections: Vec<Correction>,
}

/// How many lines of a document may name who published it.
const HEAD: usize = 30;

impl Candidate {
    /// The document with what it says of itself.
    pub fn new(
        extracted: &Extracted,
        path: &Path,
        kind: SourceKind,
        details: Details,
        corpus: &Corpus,
    ) -> Self {
        let text = fitted(&extracted.text, kind);
        let title = details
            .title
            .or_else(|| extracted.title.clone().filter(|title| is_title(title)))
            .or_else(|| first_line(&text))
            .or_else(|| only_town(&text, kind).map(|town| format!("{town}の取り組み")))
            .unwrap_or_else(|| stem(path));
        let day = clock::today();
        let id = details.id.unwrap_or_else(|| id(path, &day, &text, corpus));
        let publisher = details.publisher.or_else(|| publisher(&text, kind));
        let sum = hex(&Sha256::digest(text.as_bytes()));
        Self {
            source: Source {
                file: format!("{id}.txt").into(),
                id,
                kind,
                title,
                publisher: publisher.unwrap_or_default(),
                published: details.published,
                added: Some(day),
                url: details.url,
                licence: details.licence,
                sha256: Some(sum),
            },
            text,
            corrections: Vec::new(),
        }
    }

    /// The source of the corpus that has this very text already.
    pub fn twin<'a>(&self, corpus: &'a Corpus) -> Option<&'a Source> {
        let mut sources = corpus.sources().iter();
        sources.find(|it| it.sha256.is_some() && it.sha256 == self.source.sha256)
    }

    /// What would be read of it.
    pub fn preview(&self, corpus: &Corpus, gazetteer: &Gazetteer) -> Preview {
        let document = Document {
            source: self.source.clone(),
            text: self.text.clone(),
        };
        let corrections = self.corrections.clone();
        Preview {
            source: self.source.clone(),
            read: ingest::ingest_in(corpus, document, corrections, gazetteer),
        }
    }
}

/// Titles of files that nobody gave one, by how they begin: programs write them.
const NO_TITLES: [&str; 6] = [
    "PowerPoint",
    "Microsoft",
    "無題",
    "Untitled",
    "スライド",
    "プレゼンテーション",
];

/// Whether a title is the document's: programs write others, and the form that towns
/// fill in is called the same in every town.
fn is_title(title: &str) -> bool {
    !title.contains("（記入用）") && !NO_TITLES.iter().any(|it| title.starts_with(it))
}

/// The first line that may be a title.
fn first_line(text: &str) -> Option<String> {
    // A label of the form is no title.
    let lines = text.lines().filter(|line| !line.starts_with(HEADING));
    let lines = lines.map(|line| line.trim().trim_start_matches(['#', '・', ' ']).trim());
    let mut lines = lines.filter(|line| (4..=60).contains(&line.chars().count()));
    lines
        .next()
        .filter(|line| is_title(line))
        .map(str::to_owned)
}

/// The town that a form is of, where it is of one.
fn only_town(text: &str, kind: SourceKind) -> Option<String> {
    let towns = match kind {
        SourceKind::WriteUp => ingest::towns(text),
        _ => Vec::new(),
    };
    <[String; 1]>::try_from(towns).ok().map(|[town]| town)
}

/// Who a document names as its publisher near its beginning.
fn publisher(text: &str, kind: SourceKind) -> Option<String> {
    if let Some(town) = only_town(text, kind) {
        return Some(town);
    }
    let head: String = text.lines().take(HEAD).collect();
    if head.contains("厚生労働省") {
        return Some("厚生労働省".to_owned());
    }
    let named = Prefecture::ALL
        .iter()
        .filter(|it| head.contains(it.label()));
    let named: Vec<&Prefecture> = named.collect();
    match named.as_slice() {
        [only] => Some(only.label().to_owned()),
        _ => None,
    }
}

/// A file's name without its ending.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// A free id: the file's name as far as it can stand in addresses, else the day.
fn id(path: &Path, day: &str, text: &str, corpus: &Corpus) -> String {
    let stem = stem(path).to_ascii_lowercase();
    let parts = stem.split(|c: char| !c.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let plain = match parts.join("-") {
        plain if plain.len() < 3 => format!("added-{day}"),
        plain => plain,
    };
    // A text that was interrupted before it joined the manifest is taken up again.
    let is_free = |id: &str| {
        let there = corpus.shelf().read(Path::new(&format!("{id}.txt")));
        corpus.sources().iter().all(|source| source.id != id)
            && there.map_or(true, |there| there == text.as_bytes())
    };
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    let mut ids = std::iter::once(plain.clone()).chain(numbered);
    ids.find(|id| is_free(id)).unwrap_or(plain)
}

/// What would be read of a document.
#[derive(Clone, Debug)]
pub struct Preview {
    source: Source,
    read: Collection,
}

impl Preview {
    /// The cases that it would give.
    pub fn cases(&self) -> &[Case] {
        &self.read.cases
    }

    /// What keeps it, or a part of it, from being read.
    pub fn errors(&self) -> &[String] {
        &self.read.report.errors
    }

    /// Whether it gives nothing that can be searched for.
    pub fn is_empty(&self) -> bool {
        self.read.cases.is_empty() && self.read.surveys.is_empty()
    }

    /// A line of its text as it would be shown, from 1; what must not be published is
    /// blank.
    pub fn line(&self, number: usize) -> Option<&str> {
        let text = self.read.texts.get(&self.source.id)?;
        text.split('\n').nth(number.checked_sub(1)?)
    }

    fn write_case(
        &self,
        case: &Case,
        report: &CaseReport,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let towns: Vec<&str> = case
            .municipalities
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        let prefecture = case.prefecture.as_ref().map(|it| it.name.as_str());
        let [first, last] = case.lines.first().copied().unwrap_or_default();
        writeln!(f, "\n■ {}（{first}～{last}行）", case.title)?;
        writeln!(
            f,
            "  市町村: {}{}",
            prefecture.unwrap_or_default(),
            if towns.is_empty() {
                "分からない".to_owned()
            } else {
                towns.join("・")
            }
        )?;
        self.write_fact(f, "人口", case.population.as_ref(), "人")?;
        self.write_fact(f, "65歳以上人口", case.population_65.as_ref(), "人")?;
        self.write_fact(f, "高齢化率", case.aging_rate.as_ref(), "％")?;
        self.write_fact(f, "75歳以上人口", case.population_75.as_ref(), "人")?;
        self.write_fact(f, "75歳以上の割合", case.aging_rate_75.as_ref(), "％")?;
        self.write_fact(f, "面積", case.area_km2.as_ref(), "㎢")?;
        let records: Vec<String> = case
            .records
            .iter()
            .map(|it| format!("{}（{}字）", it.heading, it.text.chars().count()))
            .collect();
        writeln!(f, "  記録: {}", or_none(&records))?;
        write_tags(f, "事業項目", &case.items, |it| {
            format!("{} {}", it.code(), it.short_label())
        })?;
        write_tags(f, "場面", &case.scenes, |it| it.label().to_owned())?;
        write_tags(f, "連携モデル", &case.models, |it| {
            format!("{} {}", it.code(), it.label())
        })?;
        write_tags(f, "主体", &case.leads, |it| it.label().to_owned())?;
        write_tags(f, "ICT", &case.ict_tools, Clone::clone)?;
        for doubt in &report.doubts {
            writeln!(f, "  確かめること: {doubt}")?;
        }
        Ok(())
    }

    fn write_fact<T: fmt::Display>(
        &self,
        f: &mut fmt::Formatter<'_>,
        name: &str,
        fact: Option<&Fact<T>>,
        unit: &str,
    ) -> fmt::Result {
        let Some(fact) = fact else {
            return Ok(());
        };
        let line = fact.lines[0];
        let printed = self.line(line).map(str::trim).unwrap_or_default();
        writeln!(f, "  {name}: {}{unit}  ← {line}行「{printed}」", fact.value)
    }
}

fn or_none(words: &[String]) -> String {
    match words {
        [] => "なし".to_owned(),
        words => words.join("、"),
    }
}

fn write_tags<T>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    tags: &[Tag<T>],
    words: impl Fn(&T) -> String,
) -> fmt::Result {
    if tags.is_empty() {
        return Ok(());
    }
    let words: Vec<String> = tags.iter().map(|tag| words(&tag.code)).collect();
    writeln!(f, "  {name}: {}", words.join("、"))
}

fn write_withheld(f: &mut fmt::Formatter<'_>, withheld: &Withheld) -> fmt::Result {
    if *withheld == Withheld::default() {
        return writeln!(f, "公表しないため載せないもの: なし");
    }
    writeln!(
        f,
        "公表しないため載せないもの: 医療機関ごとの行 {}件、死亡患者数の表 {}件、文中の数値 {}件",
        withheld.institution_rows,
        withheld.death_tables,
        withheld.figures()
    )?;
    withheld
        .figures
        .iter()
        .try_for_each(|it| writeln!(f, "  {it}"))
}

impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = &self.source;
        writeln!(f, "題名　: {}", source.title)?;
        writeln!(f, "発行者: {}", source.publisher)?;
        writeln!(
            f,
            "種類　: {}（{}）",
            source.kind.label(),
            source.kind.code()
        )?;
        writeln!(f, "名前　: {}", source.id)?;
        for report in &self.read.report.sources {
            writeln!(
                f,
                "読み取った事例 {}件、記録 {}件、数値 {}件、タグ {}件",
                report.cases, report.records, report.facts, report.tags
            )?;
            if report.surveys > 0 {
                writeln!(f, "アンケート調査 {}件", report.surveys)?;
            }
            write_withheld(f, &report.withheld)?;
            for doubt in report.doubts.iter().filter(|it| it.case.is_none()) {
                writeln!(f, "確かめること: {doubt}")?;
            }
            for (case, entry) in self.read.cases.iter().zip(&report.entries) {
                self.write_case(case, entry, f)?;
            }
        }
        for error in &self.read.report.errors {
            writeln!(f, "誤り: {error}")?;
        }
        for correction in &self.read.report.corrections {
            writeln!(f, "訂正: {correction}")?;
        }
        Ok(())
    }
}
