//! What a query means: its parts, each with the ways in which a case can meet it.
//!
//! A part is a place, a size or age of town, an idea of the thesaurus or a compound of
//! nouns; quotes demand and a leading hyphen excludes. What a part is worth and in
//! what order cases come is not known here.

use super::facets::Cases;
use super::lack::{EXCEPT, NONE, after, none_at, speaks_of_lack};
use super::lookup::SearchError;
use super::nouns::{chunks, overlap, together};
use super::parse::Clause;
use super::part::{Part, Way};
use super::results::FacetName;
use super::{Deadline, Engine, MAX_CLAUSES};
use super::{codes, sizes};
use crate::language::analyzer::{Morpheme, compact, fold_kana, is_kana, words};
use crate::language::compact::Compact;
use crate::vocabulary::Standing;

/// Words that every sentence about the project has: beside others they say nothing.
pub(super) const SAY_NOTHING: [&str; 24] = [
    "町",
    "市",
    "村",
    "区",
    "県",
    "人",
    "方",
    "例",
    "事例",
    "方法",
    "場合",
    "自治体",
    "市町村",
    "取組",
    "取り組み",
    "取組み",
    "地域",
    "情報",
    "工夫",
    "対応",
    "仕組み",
    "うち",
    "必要",
    "問題",
];

/// How many parts of a query are helped where they stand nowhere: a pasted list has
/// words enough that do stand somewhere, and its cost stays within bounds.
pub(super) const HELPED: usize = 6;
/// To a part that fewer cases meet comes what is alike: they do not fill half a page.
pub(super) const FEW: usize = 10;

/// What a query means.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    pub(super) parts: Vec<Part>,
    /// The cases that hold what was excluded.
    pub(super) excluded: Option<Cases>,
    /// Each clause as typed, in compact form: what cases are scored by.
    pub(super) typed: Vec<String>,
    /// The words that carry meaning.
    pub(super) words: Vec<String>,
    /// Filters that say what a part says: a place, a size or age of town.
    pub(super) proposals: Vec<Proposal>,
    /// The municipalities it names that no case is of, as typed.
    pub(super) absent: Vec<String>,
    /// Whether it speaks of something missing: who misses it too is asked for.
    pub(super) lacks: bool,
}

/// A filter that says what a part says.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) facet: FacetName,
    pub(super) value: String,
    /// As the part was typed.
    pub(super) typed: String,
}

impl Meaning {
    /// Proposes a filter that says what was typed.
    fn propose(&mut self, typed: &str, (facet, value): (FacetName, String)) {
        self.proposals.push(Proposal {
            facet,
            value,
            typed: typed.to_owned(),
        });
    }

    /// What is looked for, where it is pieces of what was typed.
    pub(super) fn pieces(&self) -> Vec<String> {
        let is_piece = |part: &Part| !self.typed.contains(&compact(&part.typed));
        let parts = self.parts.iter();
        let parts = parts.filter(|_| self.parts.iter().any(is_piece));
        parts.map(|part| part.typed.clone()).collect()
    }

    /// Whether a part that stands nowhere is still helped.
    fn is_helped(&self) -> bool {
        self.parts.len() < HELPED
    }

    /// Adds a part, or what it says to the one that names the same idea.
    fn add(&mut self, part: Part) {
        match self.parts.iter_mut().find(|it| it.is_same(&part)) {
            Some(same) => same.or(part),
            None => self.parts.push(part),
        }
    }
}

/// What finds out what a query means.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) engine: &'a Engine,
    pub(super) deadline: Deadline,
}

impl Reader<'_> {
    /// Reads clauses; `exact` takes them only as written.
    pub(super) fn read(self, clauses: &[Clause], exact: bool) -> Result<Meaning, SearchError> {
        let mut meaning = Meaning::default();
        for clause in clauses {
            self.deadline.check()?;
            let text = Compact::new(&clause.text);
            if text.text.is_empty() {
                continue;
            }
            if clause.excluded {
                let mut cases = meaning
                    .excluded
                    .take()
                    .unwrap_or_else(|| self.engine.facets.none());
                let part = self.part(&clause.text, vec![Way::Written(text.text)])?;
                cases.union_with(&part.any());
                meaning.excluded = Some(cases);
                continue;
            }
            // One character finds nearly everything; many of them cost much.
            let lone = text.text.chars().nth(1).is_none() && !clause.quoted;
            if lone && !meaning.is_helped() {
                continue;
            }
            meaning.typed.push(text.text.clone());
            if clause.quoted || exact {
                let mut part = self.part(&clause.text, vec![Way::Written(text.text)])?;
                part.demanded = clause.quoted;
                meaning.parts.push(part);
            } else {
                self.clause(&clause.text, &text, &mut meaning)?;
            }
        }
        self.without_what_says_nothing(&mut meaning);
        meaning.lacks = meaning.typed.iter().any(|text| speaks_of_lack(text));
        Ok(meaning)
    }

    /// Reads one clause that may be anything from a word to a sentence.
    fn clause(self, typed: &str, text: &Compact, meaning: &mut Meaning) -> Result<(), SearchError> {
        if let Some(part) = self.known(typed, &text.text, meaning)? {
            meaning.add(part);
            return Ok(());
        }
        if is_kana(&text.text) {
            let part = self.kana(typed, &text.text)?;
            if part.is_met() || !meaning.is_helped() {
                meaning.add(part);
                return Ok(());
            }
        }
        let before = meaning.parts.len();
        let sizes = sizes::find(&text.folded);
        for size in &sizes {
            let cases = self.engine.facets.within(size.facet, size.range);
            meaning.propose(&size.typed, (size.facet, size.range.to_string()));
            let part = self.fact(&size.typed, &compact(&size.typed), cases)?;
            meaning.parts.push(part);
        }
        let morphemes = self.engine.analyzer().morphemes(&text.folded);
        meaning.words.extend(words(&morphemes).map(str::to_owned));
        let mut taken: Vec<std::ops::Range<usize>> =
            sizes.iter().map(|it| it.chars.clone()).collect();
        // An idea that the query says, longest first.
        let marks: Vec<_> = self
            .engine
            .analyzer()
            .thesaurus()
            .marks(&text.text)
            .collect();
        for marks in marks.chunk_by(|one, other| one.start == other.start) {
            let stretch = marks[0].start..marks[0].end;
            let chars = text.folded_chars(stretch.clone());
            let typed = typed.get(text.origin(stretch.clone())).unwrap_or(typed);
            let rest = after(&text.folded, chars.end);
            if rest.starts_with(EXCEPT) {
                taken.push(chars);
                continue;
            }
            let ideas = marks.iter().map(|it| Way::Concept(it.concept, it.weight));
            let mut ways: Vec<Way> = ideas.collect();
            // What names an idea has the same cases by whichever of its names.
            let written = text.text[stretch.clone()].to_owned();
            ways.push(if ways.iter().any(Way::meets) {
                Way::Letters(written)
            } else {
                Way::Written(written)
            });
            let mut part = self.part(typed, ways)?;
            if let Some(size) = sizes.iter().position(|it| overlap(&it.chars, &chars)) {
                // 小さな町 is a size and an idea besides.
                meaning.parts[before + size].or(part);
            } else {
                if let Some(none) = none_at(rest) {
                    part = self.none(part, &text.text[stretch], none)?;
                } else if meaning.is_helped() {
                    self.widen(&mut part, &text.text[stretch])?;
                }
                meaning.add(part);
            }
            taken.push(chars);
        }
        // What is left of the clause, noun by noun.
        let chunks = chunks(&morphemes, &taken);
        for chunk in &chunks {
            self.deadline.check()?;
            self.chunk(typed, text, chunk, meaning)?;
        }
        if taken.is_empty() && chunks.is_empty() {
            // Neither an idea nor a noun: as it stands.
            meaning.add(self.part(typed, vec![Way::Written(text.text.clone())])?);
        }
        Ok(())
    }

    /// A clause in kana: as written, as it is read, or an idea that is read so.
    fn kana(self, typed: &str, text: &str) -> Result<Part, SearchError> {
        let kana = fold_kana(text);
        let mut ways = vec![Way::Written(text.to_owned())];
        let concepts = self.engine.concepts_read.get(&kana).into_iter().flatten();
        ways.extend(concepts.map(|&(concept, weight)| Way::Concept(concept, weight)));
        ways.extend(self.read_so(&kana)?);
        self.part(typed, ways)
    }

    /// The ways to meet what is read so.
    fn read_so(self, kana: &str) -> Result<Vec<Way>, SearchError> {
        let written = self.engine.lookup.read_so(kana)?.into_iter();
        Ok(written
            .map(|written| Way::Reading(kana.to_owned(), written))
            .collect())
    }

    /// A code or a place, with the filter that says the same.
    fn known(
        self,
        typed: &str,
        name: &str,
        meaning: &mut Meaning,
    ) -> Result<Option<Part>, SearchError> {
        if let Some((facet, code)) = codes::filter(name) {
            // Nobody writes of it by its code: the text says nothing of it.
            let mut part = self.part(typed, vec![Way::Fact])?;
            part.are = self.engine.facets.with(facet, &code);
            meaning.propose(typed, (facet, code));
            return Ok(Some(part));
        }
        let Some(place) = self.engine.places.find(name) else {
            return Ok(None);
        };
        for filter in &place.filters {
            meaning.propose(typed, filter.clone());
        }
        if place.has_no_case() && meaning.absent.iter().all(|it| it != typed) {
            meaning.absent.push(typed.to_owned());
        }
        let mut cases = self.engine.facets.none();
        cases.extend(place.numbers.iter().copied());
        for (name, value) in &place.filters {
            cases.union_with(&self.engine.facets.with(*name, value));
        }
        self.fact(typed, name, cases).map(Some)
    }

    /// What cases are, and what others may write of.
    fn fact(self, typed: &str, name: &str, are: Cases) -> Result<Part, SearchError> {
        let mut part = self.part(typed, vec![Way::Fact, Way::Written(name.to_owned())])?;
        part.are = are;
        Ok(part)
    }

    /// Neighbouring nouns that no idea covers: as written; where nobody wrote so, by
    /// their reading or each for itself.
    fn chunk(
        self,
        typed: &str,
        text: &Compact,
        chunk: &[&Morpheme],
        meaning: &mut Meaning,
    ) -> Result<(), SearchError> {
        let surface: String = chunk.iter().map(|it| it.surface).collect();
        let name = compact(&surface);
        if let Some(part) = self.known(&surface, &name, meaning)? {
            meaning.add(part);
            return Ok(());
        }
        let end = chunk[chunk.len() - 1].range.end;
        let rest = after(&text.folded, end);
        if rest.starts_with(EXCEPT) {
            return Ok(());
        }
        let origin = text.origin_of_folded(chunk[0].range.start..end);
        let shown = typed.get(origin).unwrap_or(&surface);
        let mut part = if is_kana(&surface) {
            self.kana(shown, &name)?
        } else {
            self.part(shown, vec![Way::Written(name.clone())])?
        };
        if !meaning.is_helped() {
            meaning.add(part);
            return Ok(());
        }
        if !part.is_met()
            && let Some(kana) = together(chunk)
        {
            part = self.part(shown, self.read_so(&kana)?)?;
            part.ways.push(Way::Written(name.clone()));
        }
        if let Some(none) = none_at(rest) {
            meaning.add(self.none(part, &name, none)?);
            return Ok(());
        }
        self.widen(&mut part, &name)?;
        // A compound that nobody wrote is one word to who typed it, or misspelt one.
        // One character of it finds nearly everything.
        let nowhere = chunk.len() > 1 && !part.is_met();
        let words = chunk.iter().map(|it| compact(it.surface));
        for word in words.filter(|it| nowhere && it.chars().nth(1).is_some()) {
            let found = self.part(&word, vec![Way::Written(word.clone())])?;
            part.alike.union_with(&found.any());
        }
        meaning.add(part);
        Ok(())
    }

    /// A part with the cases that meet it in any of these ways, and those that come near.
    fn part(self, typed: &str, ways: Vec<Way>) -> Result<Part, SearchError> {
        let mut part = Part {
            typed: typed.to_owned(),
            demanded: false,
            are: self.engine.facets.none(),
            cases: vec![self.engine.facets.none(); Standing::ALL.len()],
            wider: self.engine.facets.none(),
            alike: self.engine.facets.none(),
            ways,
        };
        for way in &part.ways {
            for &standing in Standing::ALL {
                let found = self.meeting(way, standing)?;
                let cases = &mut part.cases[standing as usize];
                let cases = if way.meets() { cases } else { &mut part.wider };
                cases.union_with(&found);
            }
        }
        Ok(part)
    }

    /// The cases that say something in one way, with this standing.
    fn meeting(self, way: &Way, standing: Standing) -> Result<Cases, SearchError> {
        match way {
            Way::Written(text) | Way::Letters(text) | Way::Reading(_, text) => {
                self.engine.lookup.written(text, standing)
            }
            Way::Concept(concept, _) => self.engine.lookup.saying(*concept, standing),
            Way::Fact => Ok(self.engine.facets.none()),
        }
    }

    /// Adds to a part that few cases meet those that hold most of its characters.
    fn widen(self, part: &mut Part, text: &str) -> Result<(), SearchError> {
        if part.any().count_ones(..) < FEW {
            for &standing in Standing::ALL {
                let resembling = self.engine.lookup.resembling(text, standing)?;
                part.alike.union_with(&resembling);
            }
        }
        Ok(())
    }

    /// A part that is said not to be there: what only tells of it comes near.
    fn none(self, part: Part, text: &str, none: &str) -> Result<Part, SearchError> {
        let mut ways = NONE.map(|it| Way::Written(format!("{text}{it}"))).to_vec();
        ways.extend(part.ways.into_iter().map(Way::near));
        self.part(&format!("{}{none}", part.typed), ways)
    }

    /// Takes away the parts that say nothing beside others.
    fn without_what_says_nothing(self, meaning: &mut Meaning) {
        let says_nothing = |part: &Part| {
            let folded = compact(&part.typed);
            let short = folded.chars().nth(1).is_none() && !part.demanded;
            short || SAY_NOTHING.contains(&folded.as_str())
        };
        if meaning.parts.iter().any(|part| !says_nothing(part)) {
            meaning.parts.retain(|part| !says_nothing(part));
        }
        if meaning.parts.len() > MAX_CLAUSES {
            let all = self.engine.lookup.len();
            // What is demanded stays, and what stands nowhere tells least.
            let rank = |part: &Part| (part.demanded, part.is_met(), part.idf(all));
            meaning.parts.sort_by(|one, other| {
                let (one, other) = (rank(one), rank(other));
                let telling = other.2.total_cmp(&one.2);
                (other.0, other.1).cmp(&(one.0, one.1)).then(telling)
            });
            let demanded = meaning.parts.iter().filter(|part| part.demanded).count();
            meaning.parts.truncate(MAX_CLAUSES.max(demanded));
        }
    }
}
