//! The field's thesaurus: which words say which idea.
//!
//! A table that is edited in Excel, a row a term: concept, term, weight, topic and
//! note. Weight 1 says the same, 0.6 is narrower or implies it, 0.3 is associated.
//! Texts and queries are marked with the concepts whose terms they hold, the
//! leftmost and longest term first; what is only associated marks nothing.
//!
//! Knows compact text (see `analyzer`) and nothing of scores or queries.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::analyzer::compact;
use super::table::{self, Row, TableError};
use crate::vocabulary::{Item, Scene};

/// The table's file name.
pub(crate) const THESAURUS: &str = "thesaurus.csv";
const BUILT_IN: &[u8] = include_bytes!("../../index/thesaurus.csv");
/// The least weight by which a term marks a text with its concept.
pub(crate) const MARKING: f32 = 0.6;
/// The weight of a term that names its concept.
pub(crate) const WHOLE: f32 = 1.0;
/// The weights that a row may have.
const WEIGHTS: [&str; 3] = ["1", "0.6", "0.3"];

/// A concept's place in the table, by the order of its first row.
pub(crate) type ConceptId = u16;

/// An idea with the words that say it.
#[derive(Clone, Debug)]
pub(crate) struct Concept {
    /// The concept's name.
    pub(crate) name: String,
    /// Its terms as the table writes them, in the table's order.
    pub(crate) terms: Vec<Term>,
    /// The 事業項目 or 場面 that it belongs to, as its code.
    pub(crate) topic: String,
}

/// A word that says an idea.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// As the table writes it.
    pub(crate) written: String,
    /// How much of the idea it says.
    pub(crate) weight: f32,
}

impl Term {
    /// Whether a text that holds it is marked with its concept.
    pub(crate) fn marks(&self) -> bool {
        self.weight >= MARKING
    }
}

/// The places in a text at which one word ends and another begins, by characters; a bit
/// each.
pub(crate) type Edges = u64;

fn has(edges: Edges, at: usize) -> bool {
    u32::try_from(at).is_ok_and(|at| edges.checked_shr(at).is_some_and(|it| it & 1 == 1))
}

/// A concept that a stretch of compact text says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The stretch, in bytes of the compact text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) concept: ConceptId,
    pub(crate) weight: f32,
    /// Whether it stands within a longer term, or overlaps one that begins before it.
    pub(crate) hidden: bool,
}

/// The thesaurus as read, with the bytes it was read from.
pub(crate) struct Thesaurus {
    concepts: Vec<Concept>,
    /// Every term that marks a text, in compact form.
    patterns: Vec<String>,
    /// None where no term marks anything.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// By the automaton's pattern: the concepts that the term says.
    says: Vec<Vec<(ConceptId, f32)>>,
    pub(crate) bytes: Vec<u8>,
}

impl std::fmt::Debug for Thesaurus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Thesaurus")
            .field("concepts", &self.concepts.len())
            .finish_non_exhaustive()
    }
}

impl Thesaurus {
    /// The table in `folder`, or the one that the program was built with.
    pub(crate) fn load(folder: &Path) -> Result<Self, TableError> {
        let (bytes, path) = table::load(folder, THESAURUS, BUILT_IN)?;
        Self::parse(bytes, &path)
    }

    /// The table that the program was built with.
    pub(crate) fn built_in() -> Result<Self, TableError> {
        Self::parse(BUILT_IN.to_vec(), Path::new(THESAURUS))
    }

    fn parse(bytes: Vec<u8>, path: &Path) -> Result<Self, TableError> {
        let mut concepts: Vec<Concept> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        // By compact term: its concepts with the line each stands on.
        let mut terms: BTreeMap<String, Vec<(ConceptId, f32, u64)>> = BTreeMap::new();
        for row in table::rows(&bytes, path)? {
            let (name, term) = (row.cell(0), row.cell(1));
            let weight = weight(&row, path)?;
            let topic = topic(&row, path)?;
            let place = *places.entry(name.to_owned()).or_insert_with(|| {
                concepts.push(Concept {
                    name: name.to_owned(),
                    terms: Vec::new(),
                    topic: topic.clone(),
                });
                concepts.len() - 1
            });
            let problem = |problem: String| problem_of(path, &row, problem);
            let id = ConceptId::try_from(place)
                .map_err(|_| problem("there are more than 65,535 concepts".into()))?;
            if concepts[place].topic != topic {
                return Err(problem(format!(
                    "「{name}」 has another topic in an earlier row; write the same in all of them"
                )));
            }
            let key = compact(term);
            if key.is_empty() {
                return Err(problem(format!(
                    "「{term}」 has no letter that is searched for; delete the row"
                )));
            }
            let says = terms.entry(key).or_default();
            if let Some((_, _, line)) = says.iter().find(|(it, _, _)| *it == id) {
                return Err(problem(format!(
                    "「{term}」 stands for 「{name}」 on line {line} already; delete one of the rows"
                )));
            }
            says.push((id, weight, row.line));
            concepts[place].terms.push(Term {
                written: term.to_owned(),
                weight,
            });
        }
        let marking = terms.into_iter().filter_map(|(term, says)| {
            let says: Vec<(ConceptId, f32)> = says
                .into_iter()
                .filter(|(_, weight, _)| *weight >= MARKING)
                .map(|(id, weight, _)| (id, weight))
                .collect();
            (!says.is_empty()).then_some((term, says))
        });
        let (patterns, says): (Vec<String>, Vec<_>) = marking.unzip();
        let build = || {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::Standard)
                .build_with_values(patterns.iter().zip(0..))
        };
        let automaton = (!patterns.is_empty()).then(build).transpose();
        let automaton = automaton.map_err(|error| TableError::Row {
            path: path.to_owned(),
            line: 1,
            problem: format!("its terms cannot be looked for: {error}"),
        })?;
        Ok(Self {
            concepts,
            patterns,
            automaton,
            says,
            bytes,
        })
    }

    /// Every concept, in the table's order.
    pub(crate) fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Every term that marks a text, with its concept.
    pub(crate) fn marking_terms(&self) -> impl Iterator<Item = (ConceptId, &Term)> {
        let concepts = (0..).zip(&self.concepts);
        let terms = concepts.flat_map(|(id, it)| it.terms.iter().map(move |term| (id, term)));
        terms.filter(|(_, term)| term.marks())
    }

    /// The concept with this id.
    pub(crate) fn concept(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(usize::from(id))
    }

    /// The concepts that a compact text says, in the order of the text: of terms that
    /// overlap the leftmost and longest. A term that says several gives a mark for each.
    pub(crate) fn marks(&self, compact: &str) -> impl Iterator<Item = Mark> {
        let marks = self.all_marks(compact, &[]).into_iter();
        marks.filter(|mark| !mark.hidden)
    }

    /// The same with what those terms hide that overlap or are made of others: `edges`
    /// are where words of each term meet, and what cuts a word is none of it.
    pub(crate) fn all_marks(&self, compact: &str, edges: &[Edges]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut from = 0;
        let mut outer = (0..0, 0);
        for (range, term) in self.terms(compact) {
            let hidden = range.start < from;
            from = if hidden { from } else { range.end };
            if !is_whole(compact, range.start, range.end) {
                continue;
            }
            let within = range.end <= outer.0.end;
            let of_term = self.of_term(range.clone(), term, hidden);
            if within && hidden {
                let at = |byte: usize| compact[outer.0.start..byte].chars().count();
                let edges = edges.get(outer.1).copied().unwrap_or_default();
                if has(edges, at(range.start)) && has(edges, at(range.end)) {
                    marks.extend(of_term.filter(|mark| mark.weight >= WHOLE));
                }
            } else {
                marks.extend(of_term);
            }
            if !within {
                outer = (range, term);
            }
        }
        marks
    }

    /// Where the words of each term meet, as `cut` tells of a text.
    pub(crate) fn edges(&self, cut: impl Fn(&str) -> Edges) -> Vec<Edges> {
        self.patterns.iter().map(|it| cut(it)).collect()
    }

    /// Where terms stand in a compact text, each with its number; those that begin
    /// together in the order of their lengths, the longest first.
    fn terms(&self, compact: &str) -> Vec<(Range<usize>, usize)> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut found: Vec<_> = automaton
            .find_overlapping_iter(compact)
            .map(|it| (it.start()..it.end(), it.value() as usize))
            .collect();
        found.sort_unstable_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        found
    }

    fn of_term(
        &self,
        range: Range<usize>,
        term: usize,
        hidden: bool,
    ) -> impl Iterator<Item = Mark> {
        let Range { start, end } = range;
        let says = self.says.get(term).into_iter().flatten();
        says.map(move |&(concept, weight)| Mark {
            start,
            end,
            concept,
            weight,
            hidden,
        })
    }
}

/// Whether a stretch does not begin inside a katakana word nor cut a word in letters:
/// ネットワーク says nothing in a name that ends so, nor ST in POST.
pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    fn katakana(c: char) -> bool {
        matches!(c, 'ァ'..='ヺ' | 'ー')
    }
    fn letter(c: char) -> bool {
        c.is_ascii_alphabetic()
    }
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let first = text[start..end].chars().next();
    let last = text[start..end].chars().next_back();
    let both = |one: Option<char>, other: Option<char>, is: fn(char) -> bool| {
        one.is_some_and(is) && other.is_some_and(is)
    };
    !both(before, first, katakana) && !both(before, first, letter) && !both(last, after, letter)
}

fn problem_of(path: &Path, row: &Row, problem: String) -> TableError {
    TableError::Row {
        path: PathBuf::from(path),
        line: row.line,
        problem,
    }
}

fn weight(row: &Row, path: &Path) -> Result<f32, TableError> {
    let cell = row.cell(2);
    if row.cell(0).is_empty() || row.cell(1).is_empty() {
        let problem = "a concept and its term belong in the first two columns";
        return Err(problem_of(path, row, problem.into()));
    }
    // Excel may write 1 as 1.0.
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let weight = WEIGHTS.iter().find(|weight| **weight == cell);
    weight
        .and_then(|weight| weight.parse().ok())
        .ok_or_else(|| {
            let problem = format!("「{cell}」 is no weight; write {}", WEIGHTS.join(", "));
            problem_of(path, row, problem)
        })
}

fn topic(row: &Row, path: &Path) -> Result<String, TableError> {
    let cell = row.cell(3);
    let known =
        cell.is_empty() || Item::from_code(cell).is_some() || Scene::from_code(cell).is_some();
    if known {
        return Ok(cell.to_owned());
    }
    let problem = format!("「{cell}」 is no topic; write an item (ア to ク), a scene or nothing");
    Err(problem_of(path, row, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(rows: &str) -> Result<Thesaurus, TableError> {
        let text = format!("concept,term,weight,topic,note\n{rows}");
        Thesaurus::parse(text.into_bytes(), Path::new("thesaurus.csv"))
    }

    #[test]
    fn the_longest_term_marks_its_concepts() {
        let thesaurus = parse(
            "医師会,医師会,1,,\n歯科医師会,歯科医師会,1,,\n看取り,看取り,1,看取り,\n\
             看取り,在宅死,0.6,看取り,\n看取り,最期,0.3,看取り,\n死亡,在宅死,1,,\n\
             ST,ST,1,,\nネット,ネット,1,,\n",
        )
        .unwrap();
        let says = |text: &str| -> Vec<(String, f32)> {
            thesaurus
                .marks(&compact(text))
                .map(|mark| {
                    let concept = thesaurus.concept(mark.concept).unwrap();
                    (concept.name.clone(), mark.weight)
                })
                .collect()
        };
        let one = |name: &str, weight| (name.to_owned(), weight);
        assert_eq!(says("歯科医師会"), [one("歯科医師会", 1.0)]);
        assert_eq!(says("「看 取り」の最期"), [one("看取り", 1.0)]);
        assert_eq!(says("在宅死"), [one("看取り", 0.6), one("死亡", 1.0)]);
        assert_eq!(says("医師。会"), []);
        assert_eq!(says("post"), []);
        assert_eq!(parse("").unwrap().marks("看取り").count(), 0);
        assert_eq!(says("ドクターネット"), []);
    }

    #[test]
    fn a_row_at_fault_is_named_with_its_line() {
        for (rows, start) in [
            (
                "看取り,看取り,1,,\n看取り,看 取り,1,,\n",
                "thesaurus.csv:3: 「看 取り」",
            ),
            ("看取り,,1,,\n", "thesaurus.csv:2: a concept"),
            ("看取り,看取り,2,,\n", "thesaurus.csv:2: 「2」"),
            ("看取り,看取り,1,ケ,\n", "thesaurus.csv:2: 「ケ」"),
            (
                "看取り,看取り,1,,\n看取り,看とり,1,キ,\n",
                "thesaurus.csv:3: 「看取り」",
            ),
            ("看取り,。,1,,\n", "thesaurus.csv:2: 「。」"),
        ] {
            let error = parse(rows).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
        }
    }
}
