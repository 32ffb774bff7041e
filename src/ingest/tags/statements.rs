//! The sentences of a draft as a digest may quote them: in what manner each speaks,
//! whether it can stand alone, and which words it tells.
//!
//! Knows the form of sentences; which of them are chosen is not known here.

use std::collections::HashMap;

use crate::language::Analyzer;
use crate::language::analyzer::compact;
use crate::language::compact::Compact;
use crate::language::grammar::Part;
use crate::record::Lines;
use crate::vocabulary::{Item, RecordKind, Standing};

use super::super::pattern::Pattern;
use super::Told;
use super::predicate::{Parsed, State};
use super::rules::{Kind, Mention, Rules, Verb};
use super::sentences::Sentence;

/// In characters: what is shorter is a label, what is longer no longer short. The
/// longest sentence in which an entry sums itself up has 213.
const SHORTEST: usize = 10;
const LONGEST: usize = 220;
/// What documents add to the title of an item, in characters: に係る事業.
const TAIL: usize = 6;
/// A longer text before an arrow is no head, in characters.
const HEAD: usize = 14;
/// An unfinished paragraph of so many characters goes on in the next one.
const UNFINISHED: usize = 20;

/// What may stand before a sentence: list marks, arrows, numbers, letters, labels.
static MARK: Pattern = Pattern::new(
    r"^(?:[\s　・･●○◎◆◇■□★☆※→⇒⇓↓←＊*：:]|[①-⑳➀-➉]|[（(](?:[ア-クｱ-ｸA-ZＡ-Ｚ]|[0-9０-９]{1,2}|他|[一二三四五])[)）]|(?:[ア-クｱ-ｸ]|[A-Eあ-う]?[0-9０-９]{1,2})[)）.．：]|[ア-クｱ-ｸ][\s　]+|STEP\s?[0-9０-９]+|[【《＜〈][^】》＞〉]{1,40}[】》＞〉])+",
);
/// A number with nothing behind it but a blank.
static NUMBER: Pattern = Pattern::new(r"^[0-9０-９]{1,2}[ 　]+");
/// A short label before a colon: a row of a form.
static LABEL: Pattern = Pattern::new(r"^(?:[^。、，]{1,9}[:：]|[^0-9０-９]{1,4}[ 　])");
/// The same in brackets.
static BRACKETED: Pattern = Pattern::new(r"^[（(][^）)]{1,10}[）)]");
/// How many came, asked or were reached, and what is called the record of a year.
static COUNT: Pattern = Pattern::new(
    r"[0-9０-９]\s*(?:人|名|職種|団体)[^0-9０-９。]{0,8}(?:参加|受講|来場|出席)|(?:参加|受講|来場|出席|相談|依頼|対応|登録)[^0-9０-９。]{0,6}[0-9０-９,，]+\s*(?:人|名|件)|(?:累計|延べ|延|実績)[^。]{0,8}[0-9０-９]",
);
/// What leads in a list of results: 「主な成果としては」「（評価）」.
static RESULTS: Pattern = Pattern::new(
    r"^[^。]{0,40}(?:(?:成果|効果)(?:としては|として|は)?[:：]?|[（(【＜](?:成果|評価)[）)】＞])$",
);
/// What points at something that is not quoted with it.
static POINTS: Pattern =
    Pattern::new(r"以下の|次の|下記|下図|下表|左記|右記|上記|前述|後述|参照|上図|次頁");

/// In what manner a sentence speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Manner {
    /// Of what was done.
    Deed,
    /// Of what came of it.
    Outcome,
    /// In general: what is done, or what one does.
    General,
    /// Of what is still to come.
    Plan,
    /// Of what is wanting, hard or not done.
    Want,
    /// Of what is over.
    Over,
}

/// A sentence as it may be quoted.
#[derive(Clone, Debug)]
// Each is asked for by itself; no two make a state together.
#[allow(clippy::struct_excessive_bools)]
pub(in crate::ingest) struct Statement {
    /// The section it stands in.
    pub(in crate::ingest) section: usize,
    /// Without what stands before it.
    pub(in crate::ingest) text: String,
    /// Where its paragraph stands.
    pub(in crate::ingest) lines: Lines,
    /// What the text around it stands for.
    pub(in crate::ingest) around: Option<Standing>,
    pub(in crate::ingest) manner: Manner,
    /// Whether it speaks of the entry's own place.
    pub(in crate::ingest) is_own: bool,
    /// Whether it is a line of text: neither a heading, a label nor a row of cells.
    pub(in crate::ingest) is_text: bool,
    /// Whether it also can stand alone: no fragment and no mere name.
    pub(in crate::ingest) is_whole: bool,
    /// Whether it takes up what stands before it: また、その….
    pub(in crate::ingest) leans: bool,
    /// Whether it points at what is not quoted with it: 以下の…, 下図.
    pub(in crate::ingest) points: bool,
    /// Whether it says what something is, not what is done.
    pub(in crate::ingest) defines: bool,
    /// Whether it counts who came or was reached.
    pub(in crate::ingest) counts: bool,
    /// Whether it stands in a list of results.
    pub(in crate::ingest) is_result: bool,
    /// Whether it names something that is wanting or hard.
    pub(in crate::ingest) complains: bool,
    /// Whether it says that something began.
    pub(in crate::ingest) begins: bool,
    /// The dictionary forms of the words that carry meaning, each once.
    pub(in crate::ingest) words: Vec<String>,
}

/// What the sentences say, in order.
pub(super) fn statements(told: &[Told<'_>], analyzer: &Analyzer, rules: &Rules) -> Vec<Statement> {
    let mut all: Vec<Statement> = Vec::new();
    let mut results = Results::default();
    let mut numbered: HashMap<usize, usize> = HashMap::new();
    let sentences = told.iter().map(|it| it.sentence);
    for sentence in sentences.filter(|it| it.leads && NUMBER.is_match(&it.text)) {
        *numbered.entry(sentence.section).or_default() += 1;
    }
    for it in told {
        let sentence = it.sentence;
        let is_result = results.take(sentence);
        if sentence.around.is_none() {
            continue;
        }
        let is_continued = all.last().is_some_and(|before| {
            sentence.leads
                && !sentence.is_item
                && before.section == sentence.section
                && !before.is_whole
                && !before.text.ends_with(['。', '）', '」'])
                && before.text.chars().count() >= UNFINISHED
                && !MARK.is_match(&sentence.text)
        });
        // A lone number is part of the text: 「5 地区別に…」.
        let is_numbered = numbered
            .get(&sentence.section)
            .is_some_and(|&count| count > 1);
        let number = NUMBER.find(&sentence.text).filter(|_| is_numbered);
        let text = sentence.text.get(number.map_or(0, |(_, end)| end)..);
        for piece in pieces(text.unwrap_or_default()) {
            let mut statement = Statement::new(sentence, piece, analyzer, rules);
            statement.is_own = it.is_own;
            statement.is_result = is_result;
            statement.is_whole &= !is_continued;
            all.push(statement);
        }
    }
    all
}

/// Whether sentences stand in a list of results: from what leads it in as far as its
/// items are marked alike.
#[derive(Default)]
struct Results {
    section: Option<usize>,
    mark: Option<Mark>,
}

/// How a list's items are marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Circled,
    Number,
    Bracket,
    Plain,
}

impl Mark {
    fn of(text: &str) -> Self {
        match text.chars().next() {
            Some('①'..='⑳' | '➀'..='➉') => Self::Circled,
            Some(c) if c.is_numeric() => Self::Number,
            Some('(' | '（' | '＜' | '<') => Self::Bracket,
            _ => Self::Plain,
        }
    }
}

impl Results {
    /// Whether a sentence stands in the list, which it may lead in or end.
    fn take(&mut self, sentence: &Sentence) -> bool {
        if self.section != Some(sentence.section) {
            *self = Self::default();
        }
        if !sentence.leads {
            return self.mark.is_some();
        }
        if RESULTS.is_match(&sentence.text) {
            self.section = Some(sentence.section);
            self.mark = None;
            return false;
        }
        if self.section.is_none() {
            return false;
        }
        let own = Mark::of(&sentence.text);
        let mark = *self.mark.get_or_insert(own);
        if own != mark && own != Mark::Bracket {
            *self = Self::default();
        }
        self.mark.is_some()
    }
}

/// List items that share a line, and a short head with what an arrow leads to.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split(" ・").flat_map(|it| it.split("　・"));
    items.flat_map(|item| {
        let parted = item
            .split_once('⇒')
            .filter(|(head, _)| head.ends_with([' ', '　']) || head.chars().count() <= HEAD);
        let (head, rest) = parted.unwrap_or(("", item));
        [head, rest].into_iter().filter(|it| !it.is_empty())
    })
}

impl Statement {
    fn new(sentence: &Sentence, text: &str, analyzer: &Analyzer, rules: &Rules) -> Self {
        let is_note = text.starts_with('※');
        let mark = MARK.find(text).map_or(0, |(_, end)| end);
        let text = text.get(mark..).unwrap_or_default().trim();
        let compact = Compact::new(text);
        let parsed = Parsed::new(&compact.folded, analyzer, rules);
        let manner = match parsed.whole() {
            State::Lacking | State::Denied => Manner::Want,
            State::Ended => Manner::Over,
            State::Planned => Manner::Plan,
            State::Done if parsed.has_outcome() => Manner::Outcome,
            State::Plain if parsed.is_general() => Manner::General,
            State::Done | State::Plain => Manner::Deed,
        };
        let counts = COUNT.is_match(text);
        let is_figure = sentence.kind == RecordKind::Figures;
        let is_issue = sentence.kind == RecordKind::Issues;
        let is_text = !sentence.is_heading
            && !heads(text, &compact, rules)
            && (is_issue || !is_title(text))
            && is_text(text, counts)
            && (counts || !is_note);
        let may_name = is_issue || text.ends_with(['。', '！', '!']);
        let stands = counts || !parsed.only_names() && parsed.stands_alone(may_name);
        let words = words(&parsed);
        Self {
            section: sentence.section,
            lines: sentence.lines,
            around: sentence.around,
            manner,
            is_own: true,
            is_text,
            is_whole: is_figure && counts || is_text && stands,
            leans: !sentence.leads
                || text.starts_with(['（', '('])
                || parsed
                    .words()
                    .first()
                    .is_some_and(|word| matches!(word.part, Part::Other | Part::Formal)),
            points: POINTS.is_match(text),
            defines: parsed.defines(),
            counts,
            is_result: false,
            complains: parsed.has_verb(Verb::Lacks),
            begins: parsed.has_verb(Verb::Makes)
                || ["開始", "始める", "始まる", "スタート"]
                    .iter()
                    .any(|it| words.iter().any(|word| word == it)),
            words,
            text: text.to_owned(),
        }
    }
}

/// The dictionary forms of the words that carry meaning, each once.
fn words(parsed: &Parsed<'_>) -> Vec<String> {
    let tells = |part| {
        matches!(
            part,
            Part::Noun | Part::Action | Part::Verb | Part::Adjective
        )
    };
    let mut words: Vec<String> = parsed
        .words()
        .iter()
        .filter(|word| tells(word.part) && word.base.chars().count() > 1)
        .filter(|word| !word.base.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| word.base.clone())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether a line ends in a word that heads what follows: …の課題.
fn heads(text: &str, compact: &Compact, rules: &Rules) -> bool {
    let is_head = |it: &Mention<'_>| it.kind == Kind::Head && it.span.end == compact.text.len();
    !text.ends_with('。') && rules.mentions(compact).iter().any(is_head)
}

/// Whether a line is the title of an item, as nearly as documents print it: hardly a
/// character of it is not the title's.
fn is_title(text: &str) -> bool {
    let outside = compact(&outside_of_brackets(text).unwrap_or_default());
    let length = outside.chars().count();
    Item::ALL.iter().any(|item| {
        let title = compact(item.label());
        let foreign = outside.chars().filter(|c| !title.contains(*c)).count();
        length <= title.chars().count() + TAIL && foreign * 10 <= length
    })
}

/// Whether it reads as text: of a fit length, brackets paired, no row of cells or of a
/// form.
fn is_text(text: &str, counts: bool) -> bool {
    let length = text.chars().count();
    let Some(outside) = outside_of_brackets(text) else {
        return false;
    };
    let blanks = outside.trim().split([' ', '　']).count() - 1;
    (SHORTEST..=LONGEST).contains(&length)
        && !outside.trim().is_empty()
        && (text.ends_with('。') || blanks <= 1)
        && !text.contains("http")
        && (counts || !LABEL.is_match(&outside) && !BRACKETED.is_match(text))
}

/// What is not in brackets; none where they do not pair.
fn outside_of_brackets(text: &str) -> Option<String> {
    const PAIRS: [(char, char); 7] = [
        ('（', '）'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('《', '》'),
        ('＜', '＞'),
        ('“', '”'),
    ];
    let mut open = Vec::new();
    let mut outside = String::new();
    for c in text.chars() {
        // A full and a half bracket pair: （…).
        let c = match c {
            '(' => '（',
            ')' => '）',
            c => c,
        };
        if let Some((_, close)) = PAIRS.iter().find(|(start, _)| *start == c) {
            open.push(*close);
        } else if PAIRS.iter().any(|(_, close)| *close == c) {
            if open.pop() != Some(c) {
                return None;
            }
        } else if open.is_empty() {
            outside.push(c);
        }
    }
    open.is_empty().then_some(outside)
}
