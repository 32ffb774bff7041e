//! Every municipality of Japan by code, name and reading, wards of designated
//! cities included, with the former names that sources use.
//!
//! A corpus folder may bring its own `municipalities.csv`; otherwise the one that
//! the program was built with serves. How a document misprints a name is not known
//! here: that is `ingest`'s business.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use serde::Deserialize;

use crate::corpus::{Corpus, Shelf};
use crate::record::MunicipalityRef;
use crate::text;
use crate::vocabulary::Prefecture;

mod lookup;

pub use lookup::Lookup;

const FILE: &str = "municipalities.csv";
const BUILT_IN: &str = include_str!("../corpus/municipalities.csv");

/// One municipality, or a ward of a designated city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// 全国地方公共団体コード: six digits with the check digit.
    pub code: String,
    /// The prefecture it lies in.
    pub prefecture: Prefecture,
    /// Official name; a ward with its city, 「横浜市青葉区」.
    pub name: String,
    /// The reading in hiragana.
    pub kana: String,
    /// Former names.
    pub aliases: Vec<String>,
}

impl Municipality {
    /// With its prefecture: 「三重県南伊勢町」.
    pub fn full_name(&self) -> String {
        format!("{}{}", self.prefecture.label(), self.name)
    }
}

impl From<&Municipality> for MunicipalityRef {
    fn from(municipality: &Municipality) -> Self {
        Self {
            code: municipality.code.clone(),
            name: municipality.name.clone(),
            kana: municipality.kana.clone(),
        }
    }
}

/// Why the list of municipalities cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The file cannot be opened or read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line is not a municipality.
    #[error("{}:{line}: {problem}; each line is code,prefecture,name,kana,aliases", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Counted from 1, the header included.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
}

#[derive(Deserialize)]
struct Row {
    code: String,
    prefecture: String,
    name: String,
    kana: String,
    #[serde(default)]
    aliases: String,
}

/// The list of municipalities, in the order of their codes.
#[derive(Clone, Default)]
pub struct Gazetteer {
    municipalities: Vec<Municipality>,
    /// The folded name of each.
    folded: Vec<String>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// Finds names in running text; made when first asked.
    finder: OnceLock<Option<CharwiseDoubleArrayAhoCorasick<u32>>>,
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer")
            .field("municipalities", &self.municipalities.len())
            .finish_non_exhaustive()
    }
}

impl Gazetteer {
    /// The list in `folder`, or the built-in one where the folder has none.
    pub fn load(folder: &Path) -> Result<Self, GazetteerError> {
        Self::on(&Shelf::Folder(folder.to_owned()))
    }

    /// The list of a corpus, or the built-in one where it has none.
    pub fn of(corpus: &Corpus) -> Result<Self, GazetteerError> {
        Self::on(corpus.shelf())
    }

    fn on(shelf: &Shelf) -> Result<Self, GazetteerError> {
        let path = shelf.folder().join(FILE);
        match shelf.text_beside(FILE) {
            Ok(Some(csv)) => Self::parse(&csv, &path),
            Ok(None) => Self::built_in(),
            Err(source) => Err(GazetteerError::Read { path, source }),
        }
    }

    /// The list that the program was built with.
    pub fn built_in() -> Result<Self, GazetteerError> {
        Self::parse(BUILT_IN, &Path::new("corpus").join(FILE))
    }

    fn parse(csv: &str, path: &Path) -> Result<Self, GazetteerError> {
        let mut municipalities = Vec::new();
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        for (index, row) in reader.deserialize::<Row>().enumerate() {
            let line = index as u64 + 2;
            let problem = |problem: String| GazetteerError::Line {
                path: path.to_owned(),
                line,
                problem,
            };
            let row = row.map_err(|error| problem(error.to_string()))?;
            if !is_valid_code(&row.code) {
                return Err(problem(format!(
                    "「{}」 is not a six-digit code with its check digit",
                    row.code
                )));
            }
            let prefecture = Prefecture::from_name(&row.prefecture)
                .ok_or_else(|| problem(format!("「{}」 is not a prefecture", row.prefecture)))?;
            municipalities.push(Municipality {
                code: row.code,
                prefecture,
                name: row.name,
                kana: row.kana,
                aliases: row.aliases.split_whitespace().map(str::to_owned).collect(),
            });
        }
        let mut folded = Vec::with_capacity(municipalities.len());
        let mut by_code = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, municipality) in municipalities.iter().enumerate() {
            by_code.insert(municipality.code.clone(), index);
            folded.push(text::fold(&municipality.name));
            for name in std::iter::once(&municipality.name).chain(&municipality.aliases) {
                by_name.entry(text::fold(name)).or_default().push(index);
            }
        }
        Ok(Self {
            municipalities,
            folded,
            by_code,
            by_name,
            finder: OnceLock::new(),
        })
    }

    /// Every municipality, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Municipality> {
        self.municipalities.iter()
    }

    /// The municipality with this six-digit code.
    pub fn by_code(&self, code: &str) -> Option<&Municipality> {
        self.by_code
            .get(code)
            .map(|&index| &self.municipalities[index])
    }

    /// The names that stand in a folded text, leftmost and longest first: where, in
    /// bytes, and the codes of the municipalities that have the name. A name of one
    /// character and its kind (柏市) must not end another word.
    pub(crate) fn names_in(&self, folded: &str) -> Vec<(Range<usize>, Vec<&str>)> {
        let names = || {
            let mut names: Vec<&String> = self.by_name.keys().collect();
            names.sort_unstable();
            names
        };
        let finder = self.finder.get_or_init(|| {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .build_with_values(names().into_iter().zip(0..))
                .ok()
        });
        let found = finder.iter().flat_map(|it| it.leftmost_find_iter(folded));
        found
            .filter_map(|hit| {
                let range = hit.start()..hit.end();
                let before = folded.get(..hit.start())?.chars().next_back();
                let is_short = folded.get(range.clone())?.chars().count() < 3;
                let begins =
                    before.is_none_or(|c| !c.is_alphanumeric() || "都道府県郡の".contains(c));
                if is_short && !begins {
                    return None;
                }
                let indices = self.by_name.get(folded.get(range.clone())?)?;
                let codes = indices
                    .iter()
                    .map(|&index| self.municipalities[index].code.as_str())
                    .collect();
                Some((range, codes))
            })
            .collect()
    }

    /// The municipalities of this name, current or former, in any prefecture or in
    /// the one given. Spelling variants (ヶ/ケ, full and half width) are the same.
    pub fn by_name(&self, name: &str, prefecture: Option<Prefecture>) -> Vec<&Municipality> {
        self.by_name
            .get(&text::fold(name))
            .into_iter()
            .flatten()
            .map(|&index| &self.municipalities[index])
            .filter(|municipality| prefecture.is_none_or(|it| municipality.prefecture == it))
            .collect()
    }
}

/// Whether the sixth digit is the check digit of the first five (総務省告示:
/// weights 6 to 2, modulo 11).
fn is_valid_code(code: &str) -> bool {
    let digits: Option<Vec<u32>> = code.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 6) else {
        return false;
    };
    let sum: u32 = digits[..5]
        .iter()
        .zip([6, 5, 4, 3, 2])
        .map(|(d, w)| d * w)
        .sum();
    (11 - sum % 11) % 10 == digits[5]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_found_by_today_s_and_by_former_names() {
        let gazetteer = Gazetteer::built_in().unwrap();
        let found = gazetteer.by_name("篠山市", Some(Prefecture::Hyogo));
        assert_eq!(found[0].name, "丹波篠山市");
        assert_eq!(
            gazetteer.by_code("014371").unwrap().kana,
            "ほくりゅうちょう"
        );
        assert_eq!(gazetteer.by_name("茅ケ崎市", None)[0].code, "142077");
        assert!(
            gazetteer
                .by_name("茅ケ崎市", Some(Prefecture::Iwate))
                .is_empty()
        );
    }

    #[test]
    fn wards_stand_with_their_city() {
        let gazetteer = Gazetteer::built_in().unwrap();
        assert_eq!(gazetteer.by_name("横浜市青葉区", None)[0].code, "141178");
    }

    #[test]
    fn a_wrong_line_is_named() {
        let csv = "code,prefecture,name,kana,aliases\n014370,北海道,北竜町,ほくりゅうちょう,\n";
        let error = Gazetteer::parse(csv, Path::new("m.csv")).unwrap_err();
        assert!(
            error.to_string().starts_with("m.csv:2: 「014370」"),
            "{error}"
        );
    }
}
