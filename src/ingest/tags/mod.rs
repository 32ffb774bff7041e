//! Tags a draft with the controlled terms that its text supports.
//!
//! Works on sections and paragraphs of any kind of source: the table of rules says
//! which words speak of a term, `predicate` in what state the sentence says it is,
//! `whose` whether it is the entry's own. Every tag carries its basis, the sentence it
//! rests on and that sentence's lines. What a document says in its own tags (the
//! report's printed models) comes first and is kept.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::gazetteer::Gazetteer;
use crate::language::compact::Compact;
use crate::language::dictionary::UserDictionary;
use crate::language::thesaurus::Thesaurus;
use crate::language::{Analyzer, DictionaryError};
use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Model, Scene, Standing};

use super::draft::{Draft, Tags};
use examples::Examples;
use predicate::{Parsed, State};
use rules::{Kind, Rules};
use sentences::Sentence;
pub(super) use statements::{Manner, Statement};
use whose::Own;

mod examples;
mod items;
mod leads;
mod predicate;
mod rules;
mod sentences;
mod statements;
mod tools;
mod whose;

/// How much surer of an item one sentence must be where a text says e times as much:
/// each sentence is another chance to be wrong. Chosen on the write-ups of towns that
/// gave no example.
const SURE: f32 = 7.0;

/// The same of the other kinds, which few sentences are about.
const SURE_OF_OTHERS: f32 = 3.0;

/// How much doubt about a sentence's manner a predicate outweighs that says of itself
/// that it was done, as a logarithm. Chosen on sentences that gave no example, for as
/// many deeds found as can be without more of others taken for deeds.
const SPOKEN: f32 = 8.0;

/// What texts are tagged by: the dictionary, the thesaurus and the table of rules.
#[derive(Debug)]
pub(super) struct Tagger {
    analyzer: Analyzer,
    rules: Rules,
    examples: Examples,
}

static BUILT_IN: LazyLock<Result<Tagger, DictionaryError>> = LazyLock::new(Tagger::new);

impl Tagger {
    /// The one that the program was built with.
    pub(super) fn built_in() -> Result<&'static Self, &'static DictionaryError> {
        BUILT_IN.as_ref()
    }

    fn new() -> Result<Self, DictionaryError> {
        let thesaurus = Thesaurus::built_in()?;
        Ok(Self {
            rules: Rules::built_in(&thesaurus)?,
            examples: Examples::built_in(&thesaurus)?,
            analyzer: Analyzer::new(&UserDictionary::built_in()?, thesaurus)?,
        })
    }

    /// The draft's own tags and those read from its text. Sections are told which
    /// items they are about.
    pub(super) fn tag(&self, draft: &mut Draft, gazetteer: &Gazetteer) -> (Tags, Vec<Statement>) {
        let mut tags = draft.tags.clone();
        let sentences = sentences::sentences(draft, &self.rules);
        let own = Own::new(gazetteer, draft);
        // The more a text says, the surer one sentence of it must be.
        let told = sentences
            .iter()
            .filter(|it| it.around.is_some() && !it.is_heading)
            .count();
        let length = (told.max(1) as f32).ln();
        let claims: Vec<Claim<'_>> = sentences
            .iter()
            .enumerate()
            .flat_map(|(index, sentence)| self.claims(index, sentence, &own, length))
            .collect();
        let read = |kind| Read {
            sentences: &sentences,
            claims: &claims,
            kind,
        };
        let items = items::read(&sentences, &claims, draft);
        for (index, section) in draft.sections.iter_mut().enumerate() {
            if section.items.is_empty()
                && let Some(of_section) = items.of_sections.get(&index)
            {
                section.items.clone_from(of_section);
            }
        }
        add(&mut tags.items, items.done);
        add(&mut tags.planned.items, items.planned);
        read(Kind::Scene).into(Scene::from_code, &mut tags.scenes, &mut tags.planned.scenes);
        // The report prints its regions' models; nothing is added to them.
        if draft.kind != CaseKind::ModelSurvey {
            read(Kind::Model).into(Model::from_code, &mut tags.models, &mut tags.planned.models);
        }
        let (done, planned) = tools::read(&sentences, &claims);
        add(&mut tags.ict_tools, done);
        add(&mut tags.planned.ict_tools, planned);
        let leads = leads::read(&sentences, &claims, draft);
        add(&mut tags.leads, leads);
        // A sentence that speaks of others claims nothing as a whole.
        let told: HashSet<usize> = claims
            .iter()
            .filter(|claim| claim.kind.is_none())
            .map(|claim| claim.sentence)
            .collect();
        let is_own = |index| told.contains(&index);
        let statements = statements::statements(&sentences, is_own, &self.analyzer, &self.rules);
        (tags, statements)
    }

    /// What a sentence says of the terms that its words speak of.
    fn claims(
        &self,
        index: usize,
        sentence: &Sentence,
        own: &Own<'_>,
        length: f32,
    ) -> Vec<Claim<'_>> {
        let Some(around) = sentence.around else {
            return Vec::new();
        };
        let parsed = sentence.parse(&self.analyzer, &self.rules);
        let doubt = if parsed.only_names() {
            f32::INFINITY
        } else {
            self.examples.doubt(&sentence.compact.folded)
        };
        // A predicate that says so outweighs some doubt.
        let told = |state: State| {
            let spoken = if state == State::Done { SPOKEN } else { 0.0 };
            let is_deed = doubt <= SURE * length + spoken;
            standing(state, around).filter(|it| is_deed || *it != Standing::Done)
        };
        let found = self.rules.mentions(&sentence.compact);
        let elsewhere = own.elsewhere(sentence, &parsed, &found);
        let whole = Claim {
            sentence: index,
            kind: None,
            term: "".into(),
            standing: told(parsed.whole()),
            end: 0,
        };
        let mentions = found.into_iter().filter_map(|mention| {
            let place = sentence.folded(&mention.span);
            if elsewhere
                .iter()
                .any(|other| other.start < place.end && place.start < other.end)
            {
                return None;
            }
            let state = parsed
                .state(&place)
                .least(parsed.state(&sentence.folded(&mention.first)));
            Some(Claim {
                sentence: index,
                kind: Some(mention.kind),
                term: mention.term.into(),
                standing: told(state),
                end: mention.span.end,
            })
        });
        let whole = elsewhere.is_empty().then_some(whole);
        let mut claims: Vec<Claim<'_>> = whole.into_iter().chain(mentions).collect();
        let text = &sentence.compact.text;
        let of_kind = |kind: Kind| {
            if kind == Kind::Item {
                SURE * length
            } else {
                SURE_OF_OTHERS * length
            }
        };
        let guesses = self
            .examples
            .guesses(text, self.analyzer.thesaurus(), of_kind);
        let uses_tool = guesses.iter().any(|guess| guess.kind == Kind::Tool);
        let terms = guesses.into_iter().filter(|it| it.kind != Kind::Tool);
        for guess in terms.filter(|_| !sentence.is_heading) {
            let place = parsed.heaviest(sentence, &guess.weights);
            if elsewhere.iter().any(|it| it.contains(&place.start)) {
                continue;
            }
            claims.push(Claim {
                sentence: index,
                kind: Some(guess.kind),
                term: guess.term.into(),
                standing: told(parsed.state(&place)),
                end: 0,
            });
        }
        for (name, place) in tools::unknown(sentence, uses_tool) {
            let is_known = self.rules.mentions(&Compact::new(&name));
            let is_known = is_known.iter().any(|it| it.kind == Kind::Tool);
            if is_known || elsewhere.iter().any(|it| it.contains(&place.start)) {
                continue;
            }
            claims.push(Claim {
                sentence: index,
                kind: Some(Kind::Tool),
                term: name.into(),
                standing: told(parsed.state(&place)),
                end: 0,
            });
        }
        claims
    }
}

impl Parsed<'_> {
    /// The word that speaks loudest, as its folded characters; `weights` are of the
    /// characters of the sentence's compact text.
    fn heaviest(&self, sentence: &Sentence, weights: &[f32]) -> Range<usize> {
        let mut of_words = vec![0.0_f32; self.words().len()];
        for (at, weight) in weights.iter().enumerate() {
            let folded = sentence.compact.folded_char(at);
            let word = self
                .words()
                .iter()
                .position(|it| it.range.contains(&folded));
            if let Some(sum) = word.and_then(|index| of_words.get_mut(index)) {
                *sum += weight;
            }
        }
        let loudest = of_words
            .iter()
            .enumerate()
            .max_by(|one, other| one.1.total_cmp(other.1));
        loudest
            .and_then(|(index, _)| self.words().get(index))
            .map_or(0..0, |word| word.range.clone())
    }
}

/// What a sentence says of one term, or of what it is about as a whole.
struct Claim<'r> {
    /// Its sentence, by number.
    sentence: usize,
    /// None for the sentence as a whole.
    kind: Option<Kind>,
    term: Cow<'r, str>,
    /// None where it is denied, ended or another's.
    standing: Option<Standing>,
    /// Where the words end, in the sentence's compact text.
    end: usize,
}

/// How a term stands, from what its sentence says and what the text around it is
/// about; none where it is not there.
fn standing(state: State, around: Standing) -> Option<Standing> {
    match (state, around) {
        (State::Ended | State::Denied | State::Lacking, _)
        | (State::Planned, Standing::Lacking) => None,
        (State::Planned, _) => Some(Standing::Planned),
        (State::Done, Standing::Planned) => Some(Standing::Done),
        (State::Done | State::Plain, around) => Some(around),
    }
}

/// The claims of one kind.
struct Read<'a> {
    sentences: &'a [Sentence],
    claims: &'a [Claim<'a>],
    kind: Kind,
}

impl Read<'_> {
    /// Adds the terms that are done, and those only planned, in their official order.
    fn into<T: PartialEq + Ord + Copy>(
        self,
        term: impl Fn(&str) -> Option<T>,
        done: &mut Vec<Tag<T>>,
        planned: &mut Vec<Tag<T>>,
    ) {
        let mut found = Vec::new();
        let mut announced = Vec::new();
        for claim in self.claims.iter().filter(|it| it.kind == Some(self.kind)) {
            let (Some(code), Some(sentence)) =
                (term(&claim.term), self.sentences.get(claim.sentence))
            else {
                continue;
            };
            match claim.standing {
                Some(Standing::Done) => keep_first(&mut found, sentence.tag(code, Basis::Inferred)),
                Some(Standing::Planned) => {
                    keep_first(&mut announced, sentence.tag(code, Basis::Inferred));
                }
                Some(Standing::Lacking) | None => {}
            }
        }
        found.sort_by_key(|tag| tag.code);
        announced.sort_by_key(|tag| tag.code);
        announced.retain(|tag| !found.iter().any(|known| known.code == tag.code));
        add(done, found);
        add(planned, announced);
    }
}

fn add<T: PartialEq>(tags: &mut Vec<Tag<T>>, more: Vec<Tag<T>>) {
    for tag in more {
        keep_first(tags, tag);
    }
}

/// Adds a tag whose term is not there yet.
fn keep_first<T: PartialEq>(tags: &mut Vec<Tag<T>>, tag: Tag<T>) {
    if !tags.iter().any(|known| known.code == tag.code) {
        tags.push(tag);
    }
}
