//! Tags a draft with the controlled terms that its text supports.
//!
//! Works on sections and paragraphs of any kind of source: the table of rules says
//! which words speak of a term, `predicate` in what state the sentence says it is,
//! `whose` whether it is the entry's own. Every tag carries its basis, the sentence it
//! rests on and that sentence's lines. What a document says in its own tags (the
//! report's printed models) comes first and is kept.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::gazetteer::Gazetteer;
use crate::language::compact::{Compact, GAP};
use crate::language::dictionary::UserDictionary;
use crate::language::thesaurus::Thesaurus;
use crate::language::{Analyzer, DictionaryError};
use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Model, Scene, Standing};

use super::draft::{Draft, Tags};
use examples::{Examples, Guess};
use predicate::{Parsed, State};
use rules::{Kind, Mention, Rules};
use sentences::{Mark, Sentence};
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

/// How surely an entry's only sentence must speak of an item for it to be the entry's,
/// and of a term of the kinds that fewer examples speak of. Chosen on entries that gave
/// no example.
const SURE: f32 = -0.42;
const SURE_OF_OTHERS: f32 = -0.5;
/// How much more surely in an entry of e times as many sentences: each is another chance
/// to be wrong.
const SURER: f32 = 0.13;
/// How surely it must sound like a deed where nothing else is told, and how much less so
/// in such an entry: what stands around it also says that it tells of what was done.
const DEED: f32 = 0.03;
const LESS: f32 = 0.14;
/// What sounds so surely like one, as the examples do, is one whatever its predicate
/// seems to be and whatever heading it stands under.
const SURE_DEED: f32 = 0.85;

/// What texts are tagged by: the dictionary, the thesaurus and the table of rules.
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
        let analyzer = Analyzer::new(&UserDictionary::built_in()?, Thesaurus::built_in()?)?;
        Ok(Self {
            rules: Rules::built_in(analyzer.thesaurus())?,
            examples: Examples::built_in(&analyzer)?,
            analyzer,
        })
    }

    /// The draft's own tags and those read from its text. Sections are told which
    /// items they are about.
    pub(super) fn tag(&self, draft: &mut Draft, gazetteer: &Gazetteer) -> (Tags, Vec<Statement>) {
        let mut tags = draft.tags.clone();
        let sentences = sentences::sentences(draft, &self.rules);
        let own = Own::new(gazetteer, draft);
        // The more a text says, the surer one sentence of it must be.
        let texts = sentences.iter().filter(|it| it.is_text()).count();
        let length = (texts.max(1) as f32).ln();
        let told = sentences.iter().map(|it| self.told(it, &own, length));
        let mut told: Vec<Told<'_>> = told.collect();
        self.tell_together(&mut told, length);
        let items = items::read(&told, draft);
        for (index, section) in draft.sections.iter_mut().enumerate() {
            if section.items.is_empty()
                && let Some(of_section) = items.of_sections.get(&index)
            {
                section.items.clone_from(of_section);
            }
        }
        add(&mut tags.items, items.done);
        add(&mut tags.planned.items, items.planned);
        let [done, planned] = in_order(of_kind(&told, Kind::Scene, Scene::from_code));
        add(&mut tags.scenes, done);
        add(&mut tags.planned.scenes, planned);
        // The report prints its regions' models; nothing is added to them.
        if draft.kind != CaseKind::ModelSurvey {
            let [done, planned] = in_order(of_kind(&told, Kind::Model, Model::from_code));
            add(&mut tags.models, done);
            add(&mut tags.planned.models, planned);
        }
        let [done, planned] = of_kind(&told, Kind::Tool, |name| Some(name.to_owned()));
        add(&mut tags.ict_tools, done);
        add(&mut tags.planned.ict_tools, planned);
        add(&mut tags.leads, leads::read(&told, draft));
        let statements = statements::statements(&told, &self.analyzer, &self.rules);
        (tags, statements)
    }

    /// What a sentence says of itself and of the terms that its words speak of.
    fn told<'s>(&'s self, sentence: &'s Sentence, own: &Own<'_>, length: f32) -> Told<'s> {
        let mut all = Told {
            sentence,
            is_own: false,
            whole: None,
            tells: false,
            claims: Vec::new(),
        };
        let mark = sentence.mark();
        let Some(around) = sentence.around.filter(|_| !sentence.asks()) else {
            return all;
        };
        if mark == Some(Mark::Undone) {
            return all;
        }
        let parsed = Parsed::new(&sentence.compact.folded, &self.analyzer, &self.rules);
        all.tells = parsed.tells();
        // What only names bodies tells of no deed.
        let deed = if parsed.only_names() {
            f32::NEG_INFINITY
        } else {
            self.examples.deed(&sentence.compact.folded, parsed.words())
        };
        let least_deed = DEED - LESS * length;
        let standing = |state: State, least: f32| {
            let standing = if deed > SURE_DEED {
                Some(Standing::Done)
            } else {
                standing(state, around)
            };
            match standing.filter(|it| deed > least || *it != Standing::Done) {
                Some(Standing::Done) if mark == Some(Mark::Partial) => Some(Standing::Planned),
                standing => standing,
            }
        };
        let mentions = self.rules.mentions(&sentence.compact);
        let elsewhere = own.elsewhere(sentence, &parsed, &mentions);
        let is_own = |place: &Range<usize>| {
            let mut others = elsewhere.iter();
            !others.any(|other| other.start < place.end && place.start < other.end)
        };
        // A sentence that speaks of others claims nothing as a whole.
        all.is_own = elsewhere.is_empty();
        all.whole = standing(parsed.whole(), least_deed).filter(|_| all.is_own);
        let bodies = mentions.iter().filter(|it| it.kind == Kind::Lead);
        let bodies: Vec<Range<usize>> = bodies
            .map(|it| sentence.compact.folded_chars(it.span.clone()))
            .collect();
        for mention in &mentions {
            let place = sentence.compact.folded_chars(mention.span.clone());
            let leads = || mention.kind != Kind::Lead || parsed.leads(&place, &bodies);
            if is_own(&place) && plays(mention.kind, mention.term, &mentions) && leads() {
                let state = match parsed.state(&place) {
                    // Who plans something or looks for it (研修を企画した) acts.
                    State::Planned if mention.kind == Kind::Lead && deed > least_deed => {
                        State::Done
                    }
                    state => state,
                };
                all.claims.push(Claim {
                    kind: mention.kind,
                    term: mention.term.into(),
                    standing: standing(state, -SURE_DEED),
                    end: mention.span.end,
                });
            }
        }
        let guesses = self.guesses(&sentence.compact.text, length);
        let uses_tool = guesses.iter().any(|guess| guess.kind == Kind::Tool);
        let guesses = guesses
            .into_iter()
            .filter(|guess| guess.kind != Kind::Tool && !sentence.is_heading)
            .filter(|guess| guess.kind != Kind::Model || all.tells)
            .filter(|guess| plays(guess.kind, guess.term, &mentions))
            .map(|guess| {
                let place = parsed.heaviest(sentence, &guess.weights);
                (guess.kind, Cow::Borrowed(guess.term), place)
            });
        let is_known = |name: &str| {
            let mentions = self.rules.mentions(&Compact::new(name));
            mentions.iter().any(|it| it.kind == Kind::Tool)
        };
        let tools = tools::unknown(sentence, uses_tool).into_iter();
        let tools = tools
            .filter(|(name, _)| !is_known(name))
            .map(|(name, place)| (Kind::Tool, Cow::Owned(name), place));
        for (kind, term, place) in guesses.chain(tools).filter(|(_, _, it)| is_own(it)) {
            all.claims.push(Claim {
                kind,
                term,
                standing: standing(parsed.state(&place), least_deed),
                end: 0,
            });
        }
        all
    }

    /// The terms that a text in an entry of this length speaks of surely enough.
    fn guesses(&self, compact: &str, length: f32) -> Vec<Guess<'_>> {
        self.examples
            .guesses(compact, self.analyzer.thesaurus(), |kind| {
                let sure = if kind == Kind::Item {
                    SURE
                } else {
                    SURE_OF_OTHERS
                };
                sure + SURER * length
            })
    }

    /// Reads two neighbouring deeds as one: what the second leaves unsaid stands in the
    /// first. An item or model that both speak of only together is claimed by the one
    /// that says more of it.
    fn tell_together<'s>(&'s self, told: &mut [Told<'s>], length: f32) {
        for at in 1..told.len() {
            let Some([.., first, second]) = told.get_mut(..=at) else {
                continue;
            };
            if !first.is_deed() || !second.is_deed() || !first.is_beside(second) {
                continue;
            }
            let before = &first.sentence.compact.text;
            let both = format!("{before}{GAP}{}", second.sentence.compact.text);
            let mut guesses = self.guesses(&both, length);
            let both_tell = first.tells && second.tells;
            guesses.retain(|it| {
                (it.kind == Kind::Item || it.kind == Kind::Model && both_tell)
                    && !first.claims(it)
                    && !second.claims(it)
                    && self.plays(it, first.sentence, second.sentence)
            });
            for guess in guesses {
                let (before, behind) = guess.weights.split_at(before.chars().count());
                let of_first = before.iter().sum::<f32>() > behind.iter().sum();
                let teller = if of_first { &mut *first } else { &mut *second };
                teller.claims.push(Claim {
                    kind: guess.kind,
                    term: guess.term.into(),
                    standing: teller.whole,
                    end: 0,
                });
            }
        }
    }

    /// Whether two sentences together name all who act in what is guessed.
    fn plays(&self, guess: &Guess<'_>, first: &Sentence, second: &Sentence) -> bool {
        let both = Compact::new(&format!("{}、{}", first.text, second.text));
        plays(guess.kind, guess.term, &self.rules.mentions(&both))
    }
}

/// Whether all who act in a model are mentioned, each in its role; other terms need none.
fn plays(kind: Kind, term: &str, mentions: &[Mention<'_>]) -> bool {
    let is_role = |it: &Mention<'_>| it.kind == Kind::Role && it.term == term;
    kind != Kind::Model || mentions.iter().any(is_role)
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

/// What a sentence says.
struct Told<'s> {
    sentence: &'s Sentence,
    /// Whether it speaks of the entry's own place, and of no other.
    is_own: bool,
    /// What it says as a whole.
    whole: Option<Standing>,
    /// Whether it has more than names: those of bodies alone make no model.
    tells: bool,
    claims: Vec<Claim<'s>>,
}

impl Told<'_> {
    /// Whether it tells of something done.
    fn is_deed(&self) -> bool {
        self.whole == Some(Standing::Done) && !self.sentence.is_heading
    }

    /// Whether another sentence stands in the same section.
    fn is_beside(&self, other: &Self) -> bool {
        self.sentence.section == other.sentence.section
    }

    /// Whether it claims that term, or another of a kind of which a text has one.
    fn claims(&self, guess: &Guess<'_>) -> bool {
        let has_one = guess.kind != Kind::Item;
        let mut claims = self.claims.iter();
        claims.any(|it| it.kind == guess.kind && (has_one || it.term == guess.term))
    }
}

/// What a sentence says of one term.
struct Claim<'s> {
    kind: Kind,
    term: Cow<'s, str>,
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
        (State::Done, _) => Some(Standing::Done),
        (State::Plain, around) => Some(around),
    }
}

/// The terms of one kind that are done, and those only planned, as the text has them.
fn of_kind<'t, 's: 't, T: PartialEq>(
    told: impl IntoIterator<Item = &'t Told<'s>>,
    kind: Kind,
    term: impl Fn(&str) -> Option<T>,
) -> [Vec<Tag<T>>; 2] {
    // A product is printed by its name; a tool that a problem is told of is in use.
    let is_tool = kind == Kind::Tool;
    let basis = if is_tool {
        Basis::Printed
    } else {
        Basis::Inferred
    };
    let [mut done, mut planned] = [Vec::new(), Vec::new()];
    for it in told {
        for claim in it.claims.iter().filter(|claim| claim.kind == kind) {
            let tags = match claim.standing {
                Some(Standing::Done) => &mut done,
                Some(Standing::Lacking) if is_tool => &mut done,
                Some(Standing::Planned) => &mut planned,
                Some(Standing::Lacking) | None => continue,
            };
            if let Some(code) = term(&claim.term) {
                keep_first(tags, it.sentence.tag(code, basis));
            }
        }
    }
    planned.retain(|tag| !done.iter().any(|known| known.code == tag.code));
    [done, planned]
}

/// Tags in their terms' official order.
fn in_order<T: Ord + Copy, const N: usize>(mut tags: [Vec<Tag<T>>; N]) -> [Vec<Tag<T>>; N] {
    for tags in &mut tags {
        tags.sort_by_key(|tag| tag.code);
    }
    tags
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
