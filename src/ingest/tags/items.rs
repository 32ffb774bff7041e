//! 事業項目: which of the eight items a draft describes doing.
//!
//! A printed title decides, not the letter before it; where letters alone stand
//! before contents, in sequence, they are the official ones, and so are letters that
//! a line lists as the entry's own (該当する事業項目 (イ)(エ)). Everything else is told
//! from the words for what is done. A lone letter in a sentence only refers.

use std::collections::{HashMap, HashSet};

use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Item, RecordKind, Standing};

use super::super::draft::Draft;
use super::super::pattern::Pattern;
use super::rules::Kind;
use super::sentences::Sentence;
use super::{Claim, keep_first};

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
    r"^[\s　:：]*[×✕✖╳]|[\s　:：（(](?:未実施|未着手|実施なし|該当なし|取組なし|なし)[)）。]?$",
);
/// Longest title with what stands before it, in characters of the compact text.
const LONGEST_TITLE: usize = 40;

/// Reads the items.
pub(super) fn read(sentences: &[Sentence], claims: &[Claim<'_>], draft: &Draft) -> Items {
    let mut items = Items::default();
    let lettered = lettered(sentences);
    let mut titles: Vec<Title> = Vec::new();
    let mut support: HashMap<Item, Support> = HashMap::new();
    let mut of = claims.iter().peekable();
    for (index, sentence) in sentences.iter().enumerate() {
        let mut own = Vec::new();
        while let Some(claim) = of.next_if(|claim| claim.sentence == index) {
            own.push(claim);
        }
        if titles
            .last()
            .is_some_and(|it| it.section != sentence.section)
        {
            titles.push(Title::none(sentence.section));
        }
        if sentence.around.is_none() {
            continue;
        }
        let whole = own.iter().find(|claim| claim.kind.is_none());
        let whole = whole.and_then(|claim| claim.standing);
        if sentence.leads {
            for item in listed(&sentence.text) {
                prefer_printed(&mut items.done, sentence.tag(item, Basis::Printed));
            }
            if let Some((item, rest)) = title(sentence, &own, lettered.contains(&sentence.section))
            {
                if sentence.is_ticked {
                    prefer_printed(&mut items.done, sentence.tag(item, Basis::Printed));
                    continue;
                }
                let has_content = rest.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
                // What only repeats the title's words is what was done about it.
                let repeats = titles.last().is_some_and(|it| it.item == Some(item));
                if repeats
                    && !has_content
                    && let Some(title) = titles.last_mut()
                {
                    title.says(whole);
                    continue;
                }
                let mut title = Title {
                    section: sentence.section,
                    item: Some(item),
                    sentence: index,
                    is_done: false,
                    is_planned: false,
                };
                if has_content && !UNDONE.is_match(rest) {
                    title.says(whole);
                }
                titles.push(title);
                about(&mut items, sentence.section, item);
                if !has_content {
                    continue;
                }
            } else if let Some(title) = titles.last_mut() {
                title.says(whole);
            }
        } else if let Some(title) = titles.last_mut() {
            title.says(whole);
        }
        if sentence.is_heading && sentence.kind != RecordKind::Activities {
            continue;
        }
        words(sentence, &own, &mut items, &mut support);
    }
    supported(support, sentences, &mut items);
    for title in &titles {
        let (Some(item), Some(sentence)) = (title.item, sentences.get(title.sentence)) else {
            continue;
        };
        let tag = sentence.tag(item, Basis::Printed);
        if title.is_done {
            prefer_printed(&mut items.done, tag);
        } else if title.is_planned {
            keep_first(&mut items.planned, tag);
        }
    }
    joint(sentences, draft, &mut items);
    items
        .planned
        .retain(|tag| !items.done.iter().any(|done| done.code == tag.code));
    items.done.sort_by_key(|tag| tag.code);
    items.planned.sort_by_key(|tag| tag.code);
    for of_section in items.of_sections.values_mut() {
        of_section.sort_unstable();
    }
    items
}

/// A printed title stands for something done where anything under it is.
struct Title {
    section: usize,
    item: Option<Item>,
    sentence: usize,
    is_done: bool,
    is_planned: bool,
}

impl Title {
    fn none(section: usize) -> Self {
        Self {
            section,
            item: None,
            sentence: 0,
            is_done: false,
            is_planned: false,
        }
    }

    fn says(&mut self, standing: Option<Standing>) {
        self.is_done |= standing == Some(Standing::Done);
        self.is_planned |= standing == Some(Standing::Planned);
    }
}

/// Towns that write up one effort together work together; those of a medical
/// association's district need not.
fn joint(sentences: &[Sentence], draft: &Draft, items: &mut Items) {
    let first = sentences
        .iter()
        .find(|sentence| sentence.around == Some(Standing::Done) && !sentence.is_heading);
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
fn lettered(sentences: &[Sentence]) -> HashSet<usize> {
    let mut letters: HashMap<usize, Vec<Item>> = HashMap::new();
    for sentence in sentences.iter().filter(|sentence| sentence.leads) {
        if let Some((item, _)) = letter(&sentence.text) {
            let of_section = letters.entry(sentence.section).or_default();
            if !of_section.contains(&item) {
                of_section.push(item);
            }
        }
    }
    letters
        .into_iter()
        .filter(|(_, letters)| letters.len() >= 3)
        .map(|(section, _)| section)
        .collect()
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
fn title<'s>(
    sentence: &'s Sentence,
    own: &[&Claim<'_>],
    in_lettered: bool,
) -> Option<(Item, &'s str)> {
    let text = sentence.text.as_str();
    let start = BEFORE.find(text).map_or(0, |(_, end)| end);
    let before = crate::language::analyzer::compact(text.get(..start)?).len();
    let titled = own
        .iter()
        .filter(|claim| claim.kind == Some(Kind::Title))
        .filter_map(|claim| {
            let origin = sentence.compact.origin(0..claim.end);
            let head = text.get(start..origin.end)?;
            let is_title = head.chars().count() <= LONGEST_TITLE
                && !head.contains(['。', '、', '，'])
                && claim.end > before;
            is_title.then_some((claim, origin.end))
        })
        .min_by_key(|(_, end)| *end);
    if let Some((claim, end)) = titled {
        let rest = text.get(end..)?;
        // A sentence that only starts with the title's words: 「相談窓口のほか、…」.
        let goes_on = [
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
        if goes_on.iter().any(|word| rest.starts_with(word)) {
            return None;
        }
        // The rest of the title itself: 「…の構築推進」, 「…に関する事業」.
        let content = rest
            .find([
                '　', ' ', ':', '：', '○', '◎', '△', '×', '・', '→', '（', '(', '「',
            ])
            .map_or("", |at| rest.get(at..).unwrap_or_default());
        let is_sentence = rest.contains('。') && content.is_empty();
        return Item::from_code(&claim.term)
            .map(|item| (item, if is_sentence { rest } else { content }));
    }
    if in_lettered && let Some((item, rest)) = letter(text) {
        return Some((item, rest));
    }
    None
}

/// What speaks for an item besides titles.
#[derive(Default)]
struct Support {
    /// Sentences that say it; one that only passes it counts half.
    sentences: f32,
    /// The first of them.
    first: Option<Tag<Item>>,
    sections: Vec<usize>,
}

/// Items told from the words of a sentence.
fn words(
    sentence: &Sentence,
    own: &[&Claim<'_>],
    items: &mut Items,
    support: &mut HashMap<Item, Support>,
) {
    let mut said: Vec<(Item, &Claim<'_>)> = Vec::new();
    for claim in own {
        let item = match claim.kind {
            Some(Kind::Item) => Item::from_code(&claim.term),
            // A product for sharing information is named where it is shared.
            Some(Kind::Tool) => Some(Item::InformationSharing),
            _ => None,
        };
        let Some(item) = item else { continue };
        match claim.standing {
            Some(Standing::Done) => said.push((item, claim)),
            Some(Standing::Planned) => {
                keep_first(&mut items.planned, sentence.tag(item, Basis::Inferred));
            }
            Some(Standing::Lacking) | None => {}
        }
    }
    let rest = |claim: &Claim<'_>| {
        let behind = sentence.compact.text.get(claim.end..).unwrap_or_default();
        behind.chars().count()
    };
    let is_passed = |claim: &Claim<'_>| claim.end > 0 && rest(claim) > PASSED;
    let mut known: Vec<Item> = Vec::new();
    for &(item, _) in &said {
        if known.contains(&item) {
            continue;
        }
        known.push(item);
        let speaks_of_others = said.iter().any(|&(other, _)| other != item);
        let mut claims = said.iter().filter(|&&(it, _)| it == item);
        let is_aside = speaks_of_others && claims.all(|(_, claim)| is_passed(claim));
        let of_item = support.entry(item).or_default();
        of_item.sentences += if is_aside { 0.5 } else { 1.0 };
        of_item
            .first
            .get_or_insert_with(|| sentence.tag(item, Basis::Inferred));
        of_item.sections.push(sentence.section);
    }
}

/// How far before the end of a sentence of several items the words for one stand that
/// it only passes, in characters. Chosen by leaving towns out.
const PASSED: usize = 18;

/// A text of fewer sentences passes nothing.
const LONG_TEXT: usize = 10;

/// The items that the text as a whole speaks for: in a long one, one passing sentence
/// is not enough.
fn supported(support: HashMap<Item, Support>, sentences: &[Sentence], items: &mut Items) {
    let text = sentences
        .iter()
        .filter(|it| it.around.is_some() && !it.is_heading);
    let least = if text.count() < LONG_TEXT { 0.5 } else { 1.0 };
    for (item, support) in support {
        let Some(tag) = support.first.filter(|_| support.sentences >= least) else {
            continue;
        };
        keep_first(&mut items.done, tag);
        for section in support.sections {
            about(items, section, item);
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
