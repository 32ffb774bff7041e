//! What official statistics count in every municipality: people, those of 65 and of
//! 75 or more, and the area, on 1 October 2020.
//!
//! A corpus folder may bring its own `statistics.csv`; otherwise the one that the
//! program was built with serves. What the figures are compared with is not known
//! here.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::corpus::Shelf;
use crate::vocabulary::Prefecture;

const FILE: &str = "statistics.csv";
const BUILT_IN: &str = include_str!("../corpus/statistics.csv");

/// The year that the figures stand for.
pub const YEAR: u16 = 2020;

/// The words that the sources of the figures ask for.
pub const CREDIT: &str = "「令和2年国勢調査」（総務省統計局）、「全国都道府県市区町村別面積調」（国土地理院）、「SSDSE-A-2026」（独立行政法人統計センター）を加工して作成";

/// One municipality's figures. Empty cells are not known, as with wards made since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Municipal {
    /// 全国地方公共団体コード: six digits with the check digit.
    pub code: String,
    /// Inhabitants; 双葉町 had none.
    #[schema(required)]
    pub population: Option<u64>,
    /// Inhabitants aged 65 or more, those of unknown age shared out.
    #[schema(required)]
    pub population_65: Option<u64>,
    /// Inhabitants counted as aged 75 or more: none of those of unknown age.
    #[schema(required)]
    pub population_75_counted: Option<u64>,
    /// Inhabitants of unknown age.
    #[schema(required)]
    pub age_unknown: Option<u64>,
    /// Square kilometres.
    #[schema(required)]
    pub area_km2: Option<f64>,
    /// Inhabitants five years before, within the borders of 2020.
    #[schema(required)]
    pub population_2015: Option<u64>,
}

impl Municipal {
    /// Where it lies, as its code says.
    pub fn prefecture(&self) -> Option<Prefecture> {
        Prefecture::from_code(self.code.get(..2)?)
    }

    /// Percentage aged 65 or more; none where nobody lives.
    pub fn aging_rate(&self) -> Option<f64> {
        let people = self.population.filter(|&people| people > 0)?;
        Some(self.population_65? as f64 * 100.0 / people as f64)
    }

    /// Percentage aged 75 or more among those of known age.
    pub fn aging_rate_75(&self) -> Option<f64> {
        let known = self.population?.checked_sub(self.age_unknown?)?;
        (known > 0).then_some(self.population_75_counted? as f64 * 100.0 / known as f64)
    }
}

/// Why the statistics cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StatisticsError {
    /// The file cannot be opened or read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line is not a municipality's figures.
    #[error("{}: {source}; each line is code, name and figures as its first line says", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        source: csv::Error,
    },
}

/// The figures of all municipalities.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    by_code: HashMap<String, Municipal>,
}

impl Statistics {
    /// The figures of a corpus, or the built-in ones where it has none.
    pub(crate) fn of_corpus(shelf: &Shelf) -> Result<Self, StatisticsError> {
        let path = shelf.folder().join(FILE);
        match shelf.text_beside(FILE) {
            Ok(Some(csv)) => Self::parse(&csv, &path),
            Ok(None) => Self::built_in(),
            Err(source) => Err(StatisticsError::Read { path, source }),
        }
    }

    /// The figures that the program was built with.
    pub fn built_in() -> Result<Self, StatisticsError> {
        Self::parse(BUILT_IN, &Path::new("corpus").join(FILE))
    }

    fn parse(csv: &str, path: &Path) -> Result<Self, StatisticsError> {
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let rows: Result<Vec<Municipal>, csv::Error> = reader.deserialize().collect();
        let rows = rows.map_err(|source| StatisticsError::Line {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            by_code: rows
                .into_iter()
                .map(|row| (row.code.clone(), row))
                .collect(),
        })
    }

    /// The figures of the municipality with this six-digit code.
    pub fn of(&self, code: &str) -> Option<&Municipal> {
        self.by_code.get(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_by_code() {
        let statistics = Statistics::built_in().unwrap();
        let sapporo = statistics.of("011002").unwrap();
        assert_eq!(sapporo.population, Some(1_973_395));
        assert_eq!(sapporo.aging_rate().map(f64::round), Some(28.0));
        assert!(sapporo.aging_rate_75() < sapporo.aging_rate());
    }

    #[test]
    fn a_town_without_people_and_a_ward_since_made_have_no_rates() {
        let statistics = Statistics::built_in().unwrap();
        assert_eq!(statistics.of("075469").unwrap().aging_rate(), None);
        assert_eq!(statistics.of("221384").unwrap().area_km2, None);
        assert!(statistics.of("000000").is_none());
    }

    #[test]
    fn a_wrong_line_is_named() {
        let csv = "code,population,population_65,population_75_counted,age_unknown,area_km2,population_2015\n011002,many,,,,,\n";
        let error = Statistics::parse(csv, Path::new("s.csv")).unwrap_err();
        assert!(error.to_string().starts_with("s.csv: "), "{error}");
        assert!(error.to_string().contains("line: 2"), "{error}");
    }
}
