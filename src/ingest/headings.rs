//! Tells a heading by its words, and what stands under it: a short line made up of
//! nothing but the words that such documents head their parts with, in any order
//! (「今年度の取り組み」, 「取り組みのポイント・工夫した点」, 「今後めざす姿」).
//!
//! Judges one line by itself; whether it stands where a heading can is decided where
//! sections are cut.

use crate::vocabulary::RecordKind;

use super::lines::{Line, compact};
use super::pattern::Pattern;

mod inline;

pub(super) use inline::{ordinal, parted, question, run_in};

/// A line read as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// What stands under it.
    pub(super) kind: RecordKind,
    /// The heading without its number, mark and brackets.
    pub(super) text: String,
    /// What follows it on the same line, as the first words of its body.
    pub(super) rest: Option<String>,
    /// Whether brackets or a mark set it off (「【事業方針】」), as they also set off
    /// sub-headings.
    pub(super) set_off: bool,
    /// Whether it is a word that also heads parts of sections (「課題」, 「背景」).
    pub(super) weak: bool,
    /// Whether it may also be the middle of a sentence or a row of a table: it must
    /// stand apart.
    pub(super) loose: bool,
    /// The mark or the way of numbering before it, where lists have it as well: it
    /// heads only where the write-up's headings have it.
    pub(super) style: Option<char>,
}

impl Heading {
    /// One that can be nothing else.
    pub(super) fn plain(kind: RecordKind, text: String) -> Self {
        Self {
            kind,
            text,
            rest: None,
            set_off: false,
            weak: false,
            loose: false,
            style: None,
        }
    }
}

/// Longer lines are sentences.
pub(super) const LONGEST: usize = 28;

/// A line of headings' words and what joins them; compacted, see `lines::compact`.
static ONLY_WORDS: Pattern = Pattern::new(concat!(
    r"^(?:",
    // What it is about.
    r"在宅医療|医療|介護|連携|推進|在宅|地域包括ケア|システム|構築|多職種|関係者|共同|",
    r"本|本市|当市|本町|当町|本村|当村|本区|当区|市区?町村|市町|市|町|村|区|地域|圏域|管内|自治体|まち|近隣|他市|他町|",
    // When, and how many.
    r"(?:平成|令和|H|R)\d{1,2}年度?|\d{4}年度?|今年度|本年度|昨年度|前年度|来年度|次年度|年度|",
    r"今後|これから|将来|現在|現状|現況|これまで|今まで|\d{1,2}(?:つの)?事業|",
    // What kind of.
    r"主な|おもな|具体的な?|実際|特に|重点|全体|新たな|さらなる|基本|基礎|",
    // What.
    r"取り?組[みむ]?|とりくみ|活動|事業|実施|内容|状況|経過|実績|概要|概況|紹介|一覧|流れ|あゆみ|歩み|進捗|動き|事例|",
    r"情報|データ|プロフィール|",
    r"方法|体制|工夫|くふう|ポイント|留意|コツ|心がけ|配慮|苦労|点|こと|",
    r"方針|方向性?|展望|展開|予定|計画|見通し|目標|目指す|めざす|べき|姿|すがた|",
    r"成果|効果|評価|結果|課題|問題|困りごと|困っていること|悩み|特徴|特色|特長|強み|",
    r"ねらい|狙い|目的|経緯|背景|きっかけ|理由|趣旨|意義|まとめ|参考(?:資料)?|組織|おわりに|はじめに|",
    r"感じ|捉え|とらえ|抱え|見え|みえ|得られ|進め|取り?組ん|でき|おこな[いっ]?|行[いっ]|うまくいか|意識|途中|次の一[歩手]|次のステップ|",
    // What asks for it.
    r"その|どこ|なぜ|困って|変わっ|いた|先|どんな|どのよう[なに]|どう|何[がをに]|あった|ありました|だった|でした|ましたか?|です|か$|[はが]|[?？]$|",
    // What joins them.
    r"として|について|に向けて|に向けた|に関する|に関して|に対する|に係る|における|にあたって|にあたり|",
    r"及び|および|から|[のとやをでまだる・,、/]|上|時|等|など|へ|した|して|しました|している|する|",
    r"てきた|てきて|ている|ていた|ていない|なかった|た|いる|だ|方",
    r")+$",
));

/// What the words head: the first row that holds. Rows stand from the words that
/// decide in any company to those that decide only alone.
static KINDS: [(RecordKind, Pattern); 14] = [
    // What the form asks for as 工夫・ポイント, whatever it is a device of.
    (
        RecordKind::Devices,
        Pattern::new(r"工夫|くふう|ポイント|留意|コツ|心がけ|配慮|苦労"),
    ),
    // What was done and what comes next in one part: most of it was done; what was
    // done about problems is no problem.
    (
        RecordKind::Activities,
        Pattern::new(
            r"^(?:これまで|今まで|主な).*(?:取り?組|事業|活動).*(?:今後|これから)|課題に対する.*取り?組",
        ),
    ),
    // 「今後の課題」 lacks, it plans nothing.
    (
        RecordKind::Issues,
        Pattern::new(r"^(?:今後|これから|将来)の?(?:課題|問題点?)$"),
    ),
    (
        RecordKind::Policy,
        Pattern::new(
            r"今後|これから|将来|次年度|来年度|方針|方向|展望|見通し|目指す|めざす|計画|目標|次の(?:一[歩手]|ステップ)|スケジュール|プラン|おわりに",
        ),
    ),
    (
        RecordKind::Evaluation,
        Pattern::new(r"(?:成果|効果|評価|結果)(?:と課題)?|変わっ|得られ|^実績$"),
    ),
    (
        RecordKind::Issues,
        Pattern::new(r"課題|問題|困りごと|困って|悩み|ていない|なかった|途中"),
    ),
    // The form's own word for 課題 is 「取り組み実施の背景」; with its course it is history.
    (RecordKind::Issues, Pattern::new(r"^(?:取り?組み?の)?背景$")),
    // Other towns' doings are not the town's.
    (RecordKind::Other, Pattern::new(r"近隣|他市|他町|参考")),
    // A place, and not its project, is described.
    (
        RecordKind::Profile,
        Pattern::new(
            r"基本情報|基礎情報|基本データ|基礎データ|プロフィール|(?:^|本|当|[^区]町)(?:市|町|村|区|市区?町村|まち|地域|圏域|管内|自治体)の(?:現状と)?(?:特徴|特色|特長|強み|概要|概況|状況|現況|紹介|データ|すがた|姿)$",
        ),
    ),
    (RecordKind::Features, Pattern::new(r"特徴|特色|特長|強み")),
    // The last word decides between a purpose and what is done for it.
    (RecordKind::Activities, Pattern::new(r"内容$")),
    (
        RecordKind::Other,
        Pattern::new(
            r"目的|ねらい|狙い|背景|経緯|きっかけ|理由|趣旨|意義|まとめ|体制|組織|資料|はじめに|^現状$",
        ),
    ),
    (
        RecordKind::Activities,
        Pattern::new(
            r"取り?組|とりくみ|活動|おこな|行って|進め(?:てき|た)|事業.*(?:内容|状況|経過|実績|概要|一覧|進捗)|実施",
        ),
    ),
    (
        RecordKind::Activities,
        Pattern::new(r"^(?:概要|経過|実績一覧)$"),
    ),
];

/// The words that the form is made of.
static FORM_WORDS: Pattern = Pattern::new(
    "取り?組み?|内容|特徴|特色|工夫|ポイント|今後|これから|方針|方向|展望|成果|効果|評価|課題",
);

/// Numbers before a heading: 「1.」, 「（２）」, 「③」, 「Ⅱ」, 「第3」.
static NUMBER: Pattern = Pattern::new(
    r"^(?:[0-9０-９]{1,2}\s*[.．、)）:：]|[0-9０-９]{1,2}[\s　]+|[（(][0-9０-９]{1,2}[）)]|[①-⑳]|[Ⅰ-Ⅻ][.．、]?|[一二三四五六七八九十][.．、]|第[0-9０-９一二三四五六七]+[章節]?)[\s　]*",
);

/// The name of a place before what is said of it: 「西予市の」, 「東彼杵郡3町の」.
static PLACE: Pattern = Pattern::new(r"^[^のをがはに、。]{1,10}[市区町村]の");

/// What may follow the words: a number with a title of the part, or an addition in
/// brackets.
static ADDITION: Pattern = Pattern::new(r"(?:\d{1,2}|[「『【(].{0,40}[」』】)])$");

/// A number with a title: only of what is done in parts, 「取り組み内容②市町間の協議」.
static PART: Pattern =
    Pattern::new(r"^(取り?組み?(?:の?内容)?)\(?(?:\d{1,2}|[ア-ク])\)?[^、。]{0,40}$");

/// The line read as a heading.
pub(super) fn heading(line: &Line) -> Option<Heading> {
    let printed = line
        .body()
        .trim_matches(|c: char| c.is_whitespace() || "〜～~―─＝=".contains(c));
    let numbered = NUMBER.find(printed).map_or(0, |(_, end)| end);
    let (bracket, inner) = unbracket(printed.get(numbered..).unwrap_or(printed));
    let kind = kind(inner)?;
    let weak = is_weak(kind, inner);
    let loose = !weak && !is_sure(kind, inner);
    let style = match line.mark {
        _ if numbered > 0 => Some(number_style(printed)),
        // A square or a star sets off words that can be nothing else.
        Some('★' | '■' | '◆' | '□' | '◇' | '☆') if !weak && !loose => None,
        Some(_) if PART.is_match(&compact(inner)) => None,
        mark => mark,
    };
    // A list item is no heading, 「（課題）」 and 「＜課題＞」 set off parts of a section.
    let is_part = match bracket {
        Some('（') => true,
        Some('＜' | '<' | '〈') => weak,
        _ => matches!(style, Some('・' | '･')),
    };
    (!is_part).then(|| Heading {
        kind,
        text: tidy(inner),
        rest: None,
        set_off: numbered > 0
            || bracket.is_some()
            || line.mark.is_some_and(|mark| !matches!(mark, '・' | '･')),
        weak,
        loose,
        style,
    })
}

/// One character for the way a line is numbered or marked, as a list's or as a
/// heading's.
pub(super) fn style(line: &Line) -> Option<char> {
    line.mark.or_else(|| {
        NUMBER
            .is_match(&line.text)
            .then(|| number_style(&line.text))
    })
}

fn number_style(text: &str) -> char {
    match text.chars().next() {
        Some('(' | '（') => '（',
        Some('①'..='⑳') => '①',
        Some('Ⅰ'..='Ⅻ') => 'Ⅰ',
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => '一',
        _ => '1',
    }
}

/// What a line of headings' words heads; none where it can be read as something else.
pub(super) fn kind(printed: &str) -> Option<RecordKind> {
    let text = compact(printed);
    let text = text.trim_end_matches([':', '。']);
    let text = text
        .strip_prefix("地図")
        .map_or(text, |rest| rest.trim_start_matches('等'));
    if let Some(part) = PART.captures(text).and_then(|found| found.get(1)) {
        return kind_of_words(part.as_str());
    }
    let words = without_addition(text);
    // The heads of a table's columns stand apart on one line.
    let is_row = words.len() == text.len()
        && printed
            .split_whitespace()
            .filter(|word| word.chars().count() > 1)
            .count()
            > 1;
    let fits = (2..=LONGEST).contains(&words.chars().count()) && !is_row && !ends_open(words);
    let of_place = PLACE.find(words).and_then(|(_, end)| {
        let from = words.get(..end)?.char_indices().rev().nth(1)?.0;
        words.get(from..)
    });
    let words = of_place.unwrap_or(words);
    (fits && ONLY_WORDS.is_match(words))
        .then(|| kind_of_words(words))
        .flatten()
}

fn without_addition(text: &str) -> &str {
    ADDITION
        .find(text)
        .and_then(|(start, _)| text.get(..start))
        .unwrap_or(text)
}

fn kind_of_words(words: &str) -> Option<RecordKind> {
    KINDS
        .iter()
        .find(|(_, pattern)| pattern.is_match(words))
        .map(|&(kind, _)| kind)
}

/// Whether the words are one that also heads parts of sections.
fn is_weak(kind: RecordKind, printed: &str) -> bool {
    /// 「取り組み」
    const WORD: usize = 4;
    let text = compact(printed);
    let is_word = without_addition(&text).chars().count() <= WORD;
    is_word
        && matches!(
            kind,
            RecordKind::Issues | RecordKind::Activities | RecordKind::Other
        )
}

/// Whether the words head a part wherever they stand: two of the form's own together
/// (「取り組みの特徴」, 「今後の方針」), a part with its number, or the place described.
fn is_sure(kind: RecordKind, printed: &str) -> bool {
    let text = compact(printed);
    kind == RecordKind::Profile
        || asks(&text)
        || kind == RecordKind::Evaluation && text.chars().count() == 2
        || PART.is_match(&text)
        || FORM_WORDS.find_all(without_addition(&text)).len() > 1
}

/// Whether the words are a question.
fn asks(text: &str) -> bool {
    text.ends_with('?') || text.ends_with('か') && text.starts_with(['ど', '何', 'な'])
}

/// Whether the words start or end as the middle of a sentence, or end as its verb.
fn ends_open(words: &str) -> bool {
    const ENDS: [&str; 14] = [
        "の",
        "は",
        "が",
        "と",
        "や",
        "を",
        "で",
        "、",
        ",",
        "・",
        "した",
        "ている",
        "する",
        "しました",
    ];
    words.starts_with(['の', 'を', 'と', 'や', 'で', 'は', 'が', '、', '・'])
        || ENDS.iter().any(|end| words.ends_with(end)) && !words.ends_with("こと")
}

/// The words inside a pair of brackets around the whole line.
pub(super) fn unbracket(text: &str) -> (Option<char>, &str) {
    const PAIRS: [(char, &str); 9] = [
        ('【', "】"),
        ('《', "》"),
        ('≪', "≫"),
        ('＜', "＞〉>"),
        ('〈', "〉＞"),
        ('<', ">＞〉"),
        ('［', "］"),
        ('[', "]"),
        ('（', "）)"),
    ];
    let trimmed = text.trim();
    for (open, close) in PAIRS {
        if let Some(inner) = trimmed.strip_prefix(open)
            && let Some(last) = inner.chars().next_back()
            && close.contains(last)
            && let Some(inner) = inner.strip_suffix(last)
            && !inner.contains(open)
        {
            return (Some(open), inner.trim());
        }
    }
    (None, trimmed)
}

/// The heading without the form's placeholder before it and without brackets.
fn tidy(printed: &str) -> String {
    let mut text = printed.trim();
    for placeholder in ["地図等", "地図"] {
        text = text.strip_prefix(placeholder).unwrap_or(text);
    }
    let spaced = text.chars().filter(|c| !c.is_whitespace()).count() <= 3;
    if spaced {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        text.trim().to_owned()
    }
}

/// Whether a line could be a title of its own: short, no list item, no sentence.
pub(super) fn could_be_title(line: &Line) -> bool {
    let length = line.text.chars().count();
    (4..=44).contains(&length)
        && line.mark.is_none()
        && !line.text.ends_with(['。', '、', '，', '：', ':', '」'])
        && !line.text.starts_with(['※', '→', '⇒', '(', '↓'])
        && line
            .text
            .chars()
            .any(|c| matches!(c, '\u{3041}'..='\u{9fff}'))
}

/// What a title in a write-up's own words is about: by the same words, most of which
/// count only at its end (「課題」, not 「課題に応じた支援」).
pub(super) fn kind_of_title(title: &str) -> RecordKind {
    let text = compact(title);
    let ends = |pattern: &Pattern| {
        let last = pattern.find_all(&text).last().map(|&(_, end)| end);
        last.is_some_and(|end| {
            text.get(end..)
                .is_some_and(|rest| rest.chars().count() <= 2)
        })
    };
    let of_words = KINDS.iter().find(|(kind, pattern)| match kind {
        RecordKind::Policy => pattern.is_match(&text),
        _ => ends(pattern),
    });
    of_words
        .or_else(|| OF_PAGES.iter().find(|(_, pattern)| pattern.is_match(&text)))
        .map_or(RecordKind::Activities, |&(kind, _)| kind)
}

/// What only the titles of slides and charts speak of.
static OF_PAGES: [(RecordKind, Pattern); 3] = [
    (
        RecordKind::Profile,
        Pattern::new(
            "基本情報|医療資源|(?:まち|[市区町村]|地域)の(?:様子|ようす)|どんな(?:ところ|まち|町)",
        ),
    ),
    (
        RecordKind::Figures,
        Pattern::new("推移|推計|人口|高齢化率|設置状況"),
    ),
    (
        RecordKind::Other,
        Pattern::new("資料|出典|組織|体制図|メンバー|イメージ|流れ|ながれ|事例から"),
    ),
];

#[cfg(test)]
mod tests;
