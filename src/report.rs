//! What the ingester found, missed and doubted: the editor's report behind
//! `renkei check` and its page.
//!
//! Holds counts and messages only, never a withheld figure.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::record::Case;
use crate::vocabulary::CaseKind;

/// The report on a whole corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// What kept a source, or a part of one, from being read. Any makes `check` fail.
    pub errors: Vec<String>,
    /// Files of the corpus folder that the manifest does not list: nobody reads them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlisted: Vec<String>,
    /// One for each source that was read.
    pub sources: Vec<SourceReport>,
    /// Corrections that were applied.
    pub corrections: Vec<Correction>,
    /// Lines of forms whose figures an editor let through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Release>,
}

/// A line of a form whose figures look private and may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The source's id in the manifest.
    pub source: String,
    /// The line, from 1.
    pub line: usize,
    /// Words that stand there, so that no other line is released when the document
    /// changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// Why.
    pub reason: String,
}

/// A misprint of a document, put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The source's id in the manifest.
    pub source: String,
    /// The line, from 1.
    pub line: usize,
    /// What is printed there.
    pub printed: String,
    /// What is meant; nothing where the words do not belong there at all.
    pub meant: String,
    /// Why.
    pub reason: String,
}

/// The report on one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SourceReport {
    /// The source's id in the manifest.
    pub source: String,
    /// The document's title.
    pub title: String,
    /// How many cases it holds.
    pub cases: usize,
    /// How many records.
    pub records: usize,
    /// How many surveys it reports beside its cases.
    pub surveys: usize,
    /// How many facts (population, aging rate, area …).
    pub facts: usize,
    /// How many tags.
    pub tags: usize,
    /// What was left out because it must not be published.
    pub withheld: Withheld,
    /// What a person should look at.
    pub doubts: Vec<Doubt>,
    /// One for each case, in the document's order.
    pub entries: Vec<CaseReport>,
}

/// The report on one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseReport {
    /// The case's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many records it has.
    pub records: usize,
    /// The names of the facts that were found: 「人口」.
    pub facts: Vec<String>,
    /// The names of those that its kind of document prints as a rule, and that were
    /// not found.
    pub missing: Vec<String>,
    /// How many tags it has.
    pub tags: usize,
    /// What a person should look at in it.
    pub doubts: Vec<Doubt>,
}

/// Why a figure must not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is a single medical institution's.
    Institution,
    /// It is joined with deaths.
    Deaths,
}

/// Figures of one line that were left out of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithheldFigures {
    /// The line.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// How many.
    pub count: usize,
}

/// Counts of what must not be published and was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Withheld {
    /// Rows of single medical institutions (the form's items 1 and 2).
    pub institution_rows: usize,
    /// Tables of deaths (item 3).
    pub death_tables: usize,
    /// Figures in sentences and cells of free text, line by line.
    pub figures: Vec<WithheldFigures>,
}

/// Something in a case that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Doubt {
    /// The case; none where the doubt is about the source itself.
    #[schema(required)]
    pub case: Option<String>,
    /// The line it is about, where there is one.
    #[schema(required)]
    pub line: Option<usize>,
    /// What is missing or doubtful, as the page shows it: 「高齢化率の印字なし」.
    pub message: String,
}

impl Withheld {
    /// Counts one more figure of a line.
    pub(crate) fn count(&mut self, line: usize, reason: Reason) {
        match self.figures.last_mut() {
            Some(last) if last.line == line && last.reason == reason => last.count += 1,
            _ => self.figures.push(WithheldFigures {
                line,
                reason,
                count: 1,
            }),
        }
    }

    /// How many figures of free text were left out.
    pub fn figures(&self) -> usize {
        self.figures.iter().map(|it| it.count).sum()
    }
}

impl Report {
    /// Whether a source, or a part of one, could not be read.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The report for people, source by source and case by case.
    pub fn to_text(&self) -> String {
        self.to_string()
    }
}

impl SourceReport {
    /// Adds a case that the source holds, with what a person should look at in it.
    pub(crate) fn add(&mut self, case: &Case, doubts: Vec<Doubt>) {
        let tags = case.items.len()
            + case.scenes.len()
            + case.models.len()
            + case.ict_tools.len()
            + case.leads.len();
        let printed = facts(case);
        let names = |found: bool| -> Vec<String> {
            printed
                .iter()
                .filter(|fact| fact.found == found && (found || fact.expected))
                .map(|fact| fact.name.to_owned())
                .collect()
        };
        let entry = CaseReport {
            id: case.id.clone(),
            title: case.title.clone(),
            records: case.records.len(),
            facts: names(true),
            missing: names(false),
            tags,
            doubts: doubts.clone(),
        };
        self.cases += 1;
        self.records += entry.records;
        self.facts += entry.facts.len();
        self.tags += tags;
        self.doubts.extend(doubts);
        self.entries.push(entry);
    }
}

/// A fact that a case may print.
struct Named {
    name: &'static str,
    found: bool,
    /// Whether documents of this kind print it as a rule.
    expected: bool,
}

fn facts(case: &Case) -> [Named; 6] {
    let write_up = case.kind == CaseKind::SmartPractice;
    let region = case.kind == CaseKind::ModelSurvey;
    [
        ("人口", case.population.is_some(), write_up || region),
        ("65歳以上人口", case.population_65.is_some(), region),
        ("高齢化率", case.aging_rate.is_some(), write_up || region),
        ("75歳以上人口", case.population_75.is_some(), region),
        ("75歳以上の割合", case.aging_rate_75.is_some(), region),
        ("面積", case.area_km2.is_some(), write_up),
    ]
    .map(|(name, found, expected)| Named {
        name,
        found,
        expected,
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total =
            |count: fn(&SourceReport) -> usize| self.sources.iter().map(count).sum::<usize>();
        writeln!(
            f,
            "資料 {}件、事例 {}件、記録 {}件、誤り {}件、確かめること {}件、訂正 {}件",
            self.sources.len(),
            total(|source| source.cases),
            total(|source| source.records),
            self.errors.len(),
            total(|source| source.doubts.len()),
            self.corrections.len(),
        )?;
        list(f, "誤り（直すまで、この部分は読めない）", &self.errors)?;
        list(
            f,
            "収められていないファイル（renkei add で収めるまで、読まれない）",
            &self.unlisted,
        )?;
        for source in &self.sources {
            write!(f, "\n{source}")?;
        }
        list(f, "訂正（資料の誤植を読み替えたもの）", &self.corrections)?;
        list(f, "公表してよいと確かめた数値の行", &self.releases)
    }
}

impl fmt::Display for SourceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "■ {}（{}）", self.title, self.source)?;
        writeln!(
            f,
            "  事例 {}件、記録 {}件、数値 {}件、タグ {}件",
            self.cases, self.records, self.facts, self.tags
        )?;
        if self.surveys > 0 {
            writeln!(f, "  アンケート調査 {}件（事例には数えない）", self.surveys)?;
        }
        if self.withheld != Withheld::default() {
            writeln!(
                f,
                "  公表しないため載せていないもの: 医療機関ごとの行 {}件、死亡患者数の表 {}件、文中の数値 {}件",
                self.withheld.institution_rows,
                self.withheld.death_tables,
                self.withheld.figures()
            )?;
        }
        for figures in &self.withheld.figures {
            writeln!(f, "    {figures}")?;
        }
        for doubt in self.doubts.iter().filter(|doubt| doubt.case.is_none()) {
            writeln!(f, "  ・{doubt}")?;
        }
        for entry in &self.entries {
            write!(f, "{entry}")?;
        }
        Ok(())
    }
}

impl fmt::Display for WithheldFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Institution => "医療機関の数値",
            Reason::Deaths => "死亡に関わる数値",
        };
        write!(f, "{}行 {reason} {}件", self.line, self.count)
    }
}

impl fmt::Display for CaseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {} {}", self.id, self.title)?;
        write!(
            f,
            "    記録 {}件、タグ {}件、数値 ",
            self.records, self.tags
        )?;
        match self.facts.as_slice() {
            [] => f.write_str("なし")?,
            facts => f.write_str(&facts.join("・"))?,
        }
        if !self.missing.is_empty() {
            write!(f, "（なし: {}）", self.missing.join("・"))?;
        }
        writeln!(f)?;
        for doubt in &self.doubts {
            writeln!(f, "    ・{doubt}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}行 ")?;
        }
        f.write_str(&self.message)
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}行: {}", self.source, self.line, self.reason)
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}行: 「{}」→「{}」（{}）",
            self.source, self.line, self.printed, self.meant, self.reason
        )
    }
}

fn list(f: &mut fmt::Formatter<'_>, heading: &str, messages: &[impl fmt::Display]) -> fmt::Result {
    if messages.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{heading}")?;
    messages
        .iter()
        .try_for_each(|message| writeln!(f, "  ・{message}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_source_case_line_and_reason() {
        let doubt = Doubt {
            case: Some("sp-1".into()),
            line: Some(31),
            message: "人口が二つ印字".into(),
        };
        let report = Report {
            errors: vec!["a.txt: cannot be read".into()],
            sources: vec![SourceReport {
                source: "a".into(),
                title: "資料".into(),
                cases: 1,
                withheld: Withheld {
                    institution_rows: 5,
                    death_tables: 1,
                    figures: vec![WithheldFigures {
                        line: 12,
                        reason: Reason::Deaths,
                        count: 2,
                    }],
                },
                doubts: vec![doubt.clone()],
                entries: vec![CaseReport {
                    id: "sp-1".into(),
                    title: "北竜町".into(),
                    facts: vec!["人口".into()],
                    missing: vec!["面積".into()],
                    doubts: vec![doubt],
                    ..CaseReport::default()
                }],
                ..SourceReport::default()
            }],
            ..Report::default()
        };
        let text = report.to_text();
        for part in [
            "誤り 1件、確かめること 1件",
            "・a.txt: cannot be read",
            "■ 資料（a）",
            "医療機関ごとの行 5件、死亡患者数の表 1件、文中の数値 2件",
            "12行 死亡に関わる数値 2件",
            "sp-1 北竜町",
            "数値 人口（なし: 面積）",
            "・31行 人口が二つ印字",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(report.has_errors());
    }
}
