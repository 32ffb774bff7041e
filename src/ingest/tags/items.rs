//! 事業項目: which of the eight items a draft describes doing.
//!
//! A printed title decides, not the letter before it; where letters alone stand
//! before contents, in sequence, they are the official ones, and so are letters that
//! a line lists as the entry's own (該当する事業項目 (イ)(エ)). Everything else is told
//! from the words for what is done. A lone letter in a sentence only refers.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Item, Standing};

use super::super::draft::Draft;
use super::super::lines::TICKED;
use super::super::pattern::Pattern;
use super::rules::Kind;
use super::sentences::{Mark, Sentence};
use super::{Told, keep_first};

/// What the sentences say about items.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Done.
    pub(super) done: Vec<Tag<Item>>,
    /// Only announced.
    pub(super) planned: Vec<Tag<Item>>,
    /// For each section, what it is about.
    pub(super) of_sections: HashMap<usize, Vec<Item>>,
}

/// A letter of the official list before a content, 「（ア）」「ア）」「ア．」.
static LETTER: Pattern = Pattern::new(
    r"^[→⇒・\s]*(?:[(（](?P<a>[ア-クｱ-ｸ])[)）]|(?P<b>[ア-クｱ-ｸ])[)）:：.．…\s　、])\s*(?P<rest>.*)$",
);
/// A line that lists the entry's own items by their letters.
static LISTED: Pattern = Pattern::new(
    r"^(?:該当(?:する)?)?(?:事業)?(?:取り?組み?)?項目(?:番号)?[\s　:：]*(?P<letters>(?:[(（]?[ア-ク][)）]?[\s　・、，,]*)+)$",
);
/// What may stand before a title: numbers, letters, brackets.
static BEFORE: Pattern = Pattern::new(
    r"^(?:[→⇒・○◎△×●■◆☑☒✅\s　]|[【《＜<(（]?\s*(?:[0-9０-９]{1,2}|[ア-クｱ-ｸ]|[①-⑳])\s*[)）】》.．、:：]?[\s　]*|[【《＜<(（]|取り?組み?内容)*",
);
/// A mark or word that says of a title what became of it.
static UNDONE: Pattern = Pattern::new(
    r"^[\s　:：]*[×✕✖╳]|(?:^|[\s　:：（(])(?:未実施|未着手|実施なし|該当なし|取組なし|なし)[)）。]?$",
);
/// The same of what was done: 「（イ）…課題の抽出 実施」.
static STATED: Pattern =
    Pattern::new(r"^[\s　:：]*[○◎〇]|[\s　:：（(](?:実施(?:済み?|中)?|[○◎〇])[)）。]?$");
/// The same of what is begun or still to come.
static PARTIAL: Pattern = Pattern::new(r"^[\s　:：]*△");
/// Longest title with what stands before it, in characters of the compact text.
const LONGEST_TITLE: usize = 40;

/// Reads the items.
pub(super) fn read(told: &[Told<'_>], draft: &Draft) -> Items {
    let mut items = Items::default();
    let lettered = lettered(told);
    let mut titles: Vec<Title<'_>> = Vec::new();
    for it in told.iter().filter(|it| it.sentence.around.is_some()) {
        let sentence = it.sentence;
        // A title holds as far as its section does.
        let last = titles.last_mut();
        let last = last.filter(|title| title.sentence.section == sentence.section);
        let mut found = None;
        if sentence.leads {
            for item in listed(&sentence.text) {
                prefer_printed(&mut items.done, sentence.tag(item, Basis::Printed));
            }
            found = title(it, lettered.contains(&sentence.section));
        }
        match (found, last) {
            (Some((item, _)), _) if sentence.text.starts_with(TICKED) => {
                prefer_printed(&mut items.done, sentence.tag(item, Basis::Printed));
                continue;
            }
            // What only repeats the title's words is what was done about it.
            (Some((item, rest)), Some(title)) if title.item == item && !has_content(rest) => {
                title.says(it.whole);
                continue;
            }
            (Some((item, rest)), _) => {
                let mark = sentence.mark();
                let is_done = STATED.is_match(rest);
                let is_planned = mark == Some(Mark::Partial) || PARTIAL.is_match(rest);
                let mut title = Title {
                    item,
                    sentence,
                    is_done,
                    is_planned,
                    is_settled: is_done || is_planned || mark.is_some() || UNDONE.is_match(rest),
                };
                if has_content(rest) && !UNDONE.is_match(rest) {
                    title.says(it.whole);
                }
                titles.push(title);
                about(&mut items, sentence.section, item);
                if !has_content(rest) {
                    continue;
                }
            }
            (None, Some(title)) => title.says(it.whole),
            (None, None) => {}
        }
        words(it, &mut items);
    }
    for title in &titles {
        let tag = title.sentence.tag(title.item, Basis::Printed);
        if title.is_done {
            prefer_printed(&mut items.done, tag);
        } else if title.is_planned {
            keep_first(&mut items.planned, tag);
        }
    }
    joint(told, draft, &mut items);
    let Items { done, planned, .. } = &mut items;
    planned.retain(|tag| !done.iter().any(|done| done.code == tag.code));
    done.sort_by_key(|tag| tag.code);
    planned.sort_by_key(|tag| tag.code);
    for of_section in items.of_sections.values_mut() {
        of_section.sort_unstable();
    }
    items
}

/// A printed title stands for something done where anything under it is.
struct Title<'s> {
    item: Item,
    sentence: &'s Sentence,
    is_done: bool,
    is_planned: bool,
    /// Whether a mark or word beside it says what became of it, whatever follows.
    is_settled: bool,
}

impl Title<'_> {
    fn says(&mut self, standing: Option<Standing>) {
        self.is_done |= !self.is_settled && standing == Some(Standing::Done);
        self.is_planned |= !self.is_settled && standing == Some(Standing::Planned);
    }
}

/// Whether more than marks and a table's figures stands behind a title.
fn has_content(rest: &str) -> bool {
    let letters = rest
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_numeric());
    letters.count() >= 3
}

/// Towns that write up one effort together work together; those of a medical
/// association's district need not.
fn joint(told: &[Told<'_>], draft: &Draft, items: &mut Items) {
    let mut sentences = told.iter().map(|it| it.sentence);
    let first = sentences.find(|it| it.around == Some(Standing::Done) && !it.is_heading);
    if draft.kind == CaseKind::SmartPractice
        && draft.municipalities.len() > 1
        && let Some(first) = first
    {
        let tag = first.tag(Item::Intermunicipal, Basis::Inferred);
        keep_first(&mut items.done, tag);
    }
}

/// Sections in which letters alone stand before contents: three different ones at
/// the start of paragraphs.
fn lettered(told: &[Told<'_>]) -> HashSet<usize> {
    let mut letters: HashMap<usize, BTreeSet<Item>> = HashMap::new();
    let sentences = told.iter().map(|it| it.sentence);
    for sentence in sentences.filter(|sentence| sentence.leads) {
        if let Some((item, _)) = letter(&sentence.text) {
            letters.entry(sentence.section).or_default().insert(item);
        }
    }
    letters.retain(|_, letters| letters.len() >= 3);
    letters.into_keys().collect()
}

/// The letter at the start, where it does not only refer, and what follows.
fn letter(text: &str) -> Option<(Item, &str)> {
    let found = LETTER.captures(text)?;
    let letter = found.name("a").or(found.name("b"))?.as_str();
    let rest = text.get(found.name("rest")?.start()..)?;
    let refers = [
        "~", "〜", "～", "から", "の", "は", "で", "に", "と", "を", "、", "・", "(", "（",
    ];
    let item = Item::from_code(&crate::text::fold(letter))?;
    (!refers.iter().any(|word| rest.starts_with(word))).then_some((item, rest))
}

/// The items that a line lists as the entry's own.
fn listed(text: &str) -> Vec<Item> {
    let letters = LISTED
        .captures(text)
        .and_then(|found| Some(found.name("letters")?.as_str().to_owned()));
    let letters = letters.unwrap_or_default();
    letters
        .chars()
        .filter_map(|c| Item::from_code(c.encode_utf8(&mut [0; 4])))
        .collect()
}

/// The item whose title or letter the sentence starts with, and the content that
/// follows on the same line.
fn title<'s>(told: &Told<'s>, in_lettered: bool) -> Option<(Item, &'s str)> {
    let sentence = told.sentence;
    let text = sentence.text.as_str();
    let start = BEFORE.find(text).map_or(0, |(_, end)| end);
    let before = crate::language::analyzer::compact(text.get(..start)?).len();
    let claims = told.claims.iter().filter(|it| it.kind == Kind::Title);
    let titled = claims
        .filter_map(|claim| {
            let end = sentence.compact.origin(0..claim.end).end;
            let head = text.get(start..end)?;
            let is_title = head.chars().count() <= LONGEST_TITLE
                && !head.contains(['。', '、', '，'])
                && claim.end > before;
            is_title.then_some((claim, end))
        })
        .min_by_key(|(_, end)| *end);
    let Some((claim, end)) = titled else {
        return letter(text).filter(|_| in_lettered);
    };
    let rest = text.get(end..)?;
    if GOES_ON.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    // The rest of the title itself: 「…の構築推進」, 「…に関する事業」.
    let content = rest.find([
        '　', ' ', ':', '：', '○', '◎', '△', '×', '・', '→', '（', '(', '「',
    ]);
    let content = content.and_then(|at| rest.get(at..));
    let whole = if rest.contains('。') { rest } else { "" };
    Item::from_code(&claim.term).map(|item| (item, content.unwrap_or(whole)))
}

/// What follows a title's words in a sentence that only starts with them:
/// 「相談窓口のほか、…」.
const GOES_ON: [&str; 10] = [
    "を",
    "が",
    "は",
    "で",
    "も",
    "へ",
    "のほか",
    "に設",
    "に配",
    "に参",
];

/// Items told from the words of a sentence.
fn words(told: &Told<'_>, items: &mut Items) {
    let sentence = told.sentence;
    for claim in told.claims.iter().filter(|it| it.kind == Kind::Item) {
        let Some(item) = Item::from_code(&claim.term) else {
            continue;
        };
        let tag = sentence.tag(item, Basis::Inferred);
        match claim.standing {
            Some(Standing::Done) => {
                about(items, sentence.section, item);
                keep_first(&mut items.done, tag);
            }
            Some(Standing::Planned) => keep_first(&mut items.planned, tag),
            Some(Standing::Lacking) | None => {}
        }
    }
}

fn about(items: &mut Items, section: usize, item: Item) {
    let of_section = items.of_sections.entry(section).or_default();
    if !of_section.contains(&item) {
        of_section.push(item);
    }
}

/// A printed title is the better evidence.
fn prefer_printed(tags: &mut Vec<Tag<Item>>, tag: Tag<Item>) {
    match tags.iter_mut().find(|known| known.code == tag.code) {
        Some(known) if known.basis == Basis::Inferred => *known = tag,
        Some(_) => {}
        None => tags.push(tag),
    }
}
