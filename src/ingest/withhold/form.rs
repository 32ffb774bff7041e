//! What the group-plan form looks like: its headings, rows and words, whatever the
//! layout. What may be published is not decided here.

use crate::text::fold;

use super::super::pattern::Pattern;
use super::Place;
use super::glyphs::TAG;
use super::words::words;

/// A part of a line that stands by itself: a line, or what stands between block
/// tags in it.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The text as it stands in the document.
    pub(super) text: &'a str,
    /// Its line, from 1.
    pub(super) line: usize,
    /// Its first byte in the line.
    pub(super) start: usize,
    /// Folded, tags gone, cells parted by `|`, runs of blanks as one.
    pub(super) spaced: String,
    /// The same without blanks and `|`.
    tight: String,
}

static BLOCK: Pattern = Pattern::new(
    r"(?i)</?(?:br|p|tr|li|ul|ol|div|table|h[1-6])\b[^>]*>|[\r\x0b\x0c\x{85}\x{2028}\x{2029}]",
);
/// A figure, or the mark that stands for one, with the form's units.
static COUNTED: Pattern =
    Pattern::new(r"(?:\d[\d,.]*|[一二三四五六七八九十百千]+|\*)\s*(?:名|人|回|件)");
/// A number that is no date's, behind a heading's own.
static VALUE: Pattern = Pattern::new(r"^.+?\d[\d,.]*(?:[^\d,.年月箇か]|$)");
static PEOPLE: Pattern = Pattern::new(r"(?:\d[\d,.]*|\*)\s*(?:名|人)");
static BARE: Pattern = Pattern::new(r"(?:^|[\s|])\d[\d,.]*");
static ALONE: Pattern = Pattern::new(r"^(?:\d[\d,.]*(?:名|人)|[\d,.]{3,}回?)$");

/// What item 4 adds to its column titles: 「R4年度(B)」.
static COLUMN: Pattern = Pattern::new(r"\([ab]\)|r\s*\d+\s*年度");

/// A form's title, from the start of the piece on.
static TITLE: Pattern =
    Pattern::new(r"^[^。]{0,40}グループ化推進事業[^。]{0,10}(?:計画書|報告\)?書)");

impl<'a> Piece<'a> {
    /// The pieces of a line that is the `index`th, from 0.
    pub(super) fn cut(index: usize, line: &'a str) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (tag, end) in BLOCK.find_all(line) {
            pieces.push(Self::new(&line[start..tag], index + 1, start));
            start = end;
        }
        pieces.push(Self::new(&line[start..], index + 1, start));
        pieces
    }

    fn new(text: &'a str, line: usize, start: usize) -> Self {
        let cells = TAG.replace_all(text, " ").replace('\t', "|");
        let spaced = part_at_commas(&fold(&cells))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let tight = spaced
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '|' | '#'))
            .collect();
        Self {
            text,
            line,
            start,
            spaced,
            tight,
        }
    }

    /// Whether nothing stands in the piece.
    pub(super) fn is_blank(&self) -> bool {
        self.tight.is_empty()
    }

    /// Whether the piece holds words, however they are spaced out.
    pub(super) fn says(&self, words: &str) -> bool {
        self.tight.contains(words)
    }

    /// Whether the piece carries figures with the form's units.
    pub(super) fn has_figures(&self) -> bool {
        COUNTED.is_match(&self.spaced)
    }

    /// Whether the piece is a sentence, which neither heads nor fills the table. A
    /// whole table in one line is none.
    pub(super) fn is_prose(&self) -> bool {
        self.tight.contains('。') && !self.tight.starts_with('※') && !self.is_of_table()
    }

    fn is_of_table(&self) -> bool {
        let words = TABLE.iter().filter(|words| self.tight.contains(*words));
        words.count() > 1
    }

    /// Whether the piece speaks of dying, in words that head or fill item 3.
    fn is_of_deaths(&self) -> bool {
        DEATHS.iter().any(|words| self.tight.contains(words))
    }

    /// Whether the piece counts deaths.
    pub(super) fn counts_deaths(&self) -> bool {
        let note = self.tight.starts_with('※') && self.says("公表");
        self.is_of_deaths() && !note && (self.has_figures() || VALUE.is_match(&self.tight))
    }

    /// What the piece says about the place in the form.
    ///
    /// `strict` in a document that is a form; `closed` inside its table of effects,
    /// where a heading may be worded in any way.
    pub(super) fn sign(&self, strict: bool, closed: bool) -> Option<Place> {
        // The note on what is published names all items and heads none of them.
        let tight = self.tight.replace("の事項(死亡患者数)", "");
        let has = |word: &str| tight.contains(word);
        let figures = self.has_figures();
        if tight.is_empty() || (!figures && (has("公表の") || has("公表する") || has("公表せず")))
        {
            return None;
        }
        let efforts = || {
            EFFORTS
                .iter()
                .any(|words| has(words))
                .then_some(Place::Open)
        };
        if self.is_prose() || !self.is_of_table() && efforts().is_some() {
            return efforts();
        }
        let visiting = has("往診") || has("訪問診療") || has("赴いて");
        let own = has("赴いて") || has("うち医療機関以外") || strict && has("占める");
        let died = has("死亡患者数") || strict && has("死亡者数");
        if !figures && !VALUE.is_match(&tight) && (closed && self.is_of_deaths() || died && own) {
            return Some(Place::Deaths);
        }
        let numbered = |number: char| tight.trim_start_matches(['(', '第']).starts_with(number);
        let referrals = has("紹介") && (has("逆紹介") || has("受入")) || has("紹介数");
        let headed = has("後方支援") || has("グループ化した医療機関");
        if !figures && headed && (referrals || (closed && numbered('4'))) {
            return Some(Place::Referrals);
        }
        if has("取組効果") || (tight.starts_with('【') && has("効果")) {
            return Some(Place::Effects);
        }
        let short = tight.chars().count() <= 80 && !has("。") && !has("取組");
        let heads = short && ('1'..='4').any(numbered);
        if !figures && !has("紹介") {
            let visits = has("合計回数") && (strict || visiting)
                || has("回数")
                    && (has("赴いて") || visiting && (closed && short || strict && heads));
            if visits {
                return Some(Place::Visits);
            }
            let patients = has("合計診療患者数") && (strict || visiting)
                || has("患者")
                    && has("数")
                    && (has("赴いて")
                        || (visiting || has("診療") || has("在宅") || has("合計"))
                            && (closed && short || strict && heads));
            if patients {
                return Some(Place::Patients);
            }
        }
        if closed {
            return efforts();
        }
        let row = has("医療機関ごとに記載")
            || has("うち往診")
            || has("連携する医療機関内")
            || figures && has("うち医療機関以外")
            || strict && (figures && died || has("医療機関名") || has("合計回数") || self.is_row());
        efforts().or(row.then_some(Place::Rows))
    }

    /// Whether the piece is laid out as a row of items 1 and 2: a name and figures.
    pub(super) fn is_row(&self) -> bool {
        if ALONE.is_match(&self.tight) {
            return true;
        }
        let people = PEOPLE.find_all(&self.spaced).len();
        let bare = BARE.find_all(&self.spaced).len();
        let dated = ["年", "月", "日", "時"]
            .iter()
            .any(|unit| self.tight.contains(unit));
        if people < 2 && (bare < 3 || dated) {
            return false;
        }
        let rest = COUNTED.strip(&self.spaced);
        let name = rest.chars().filter(|c| c.is_alphabetic()).count();
        name <= 30 && !self.tight.contains(['。', '、']) && !self.is_of_an_activity()
    }

    /// Whether the piece names an activity, which no row of the table does.
    fn is_of_an_activity(&self) -> bool {
        let mut words = words("event").iter().chain(words("act"));
        words.any(|word| self.tight.contains(word.as_str()))
    }

    /// Whether the piece is text that stands in no table of effects: a sentence, an
    /// activity or a date.
    pub(super) fn is_of_the_efforts(&self) -> bool {
        self.is_prose() || self.is_of_an_activity() || (self.says("月") && !self.is_example())
    }

    /// Whether the piece titles a whole form; more may stand behind the title.
    pub(super) fn is_form_title(&self) -> bool {
        TITLE.is_match(&self.tight)
    }

    /// Whether the piece can only stand in a form: its title, or that of its table of
    /// efforts.
    pub(super) fn begins_form(&self) -> bool {
        let has = |words: &str| self.tight.contains(words);
        self.is_form_title()
            || has("取組事項") && has("取組内容")
            || has("グループ化した医療機関等を支える取組")
    }

    /// Whether the piece may be published although nothing is known yet about where
    /// in the form it stands.
    pub(super) fn is_safe_preamble(&self) -> bool {
        self.is_blank()
            || self.is_form_title()
            || (self.tight.starts_with('※') && self.tight.contains("公表資料"))
    }

    /// Whether the piece, before a row without a name, may be that row's name.
    pub(super) fn may_be_part_of_a_name(&self) -> bool {
        self.tight.chars().count() <= 30
            && !self
                .tight
                .contains(['。', '、', '「', '」', '※', '【', '】', '[', ':'])
            && !self.tight.starts_with('(')
            && !self.tight.contains(|c: char| c.is_ascii_digit())
            && self.sign(true, false) != Some(Place::Open)
            && !self.is_of_an_activity()
    }

    /// Whether the piece holds nothing but words and figures of the form, or is its
    /// note on what is published.
    pub(super) fn is_of_the_form(&self) -> bool {
        residue(&self.spaced).is_empty()
            || (self.tight.starts_with('※') && self.tight.contains("公表"))
    }

    /// Whether the piece shows how to fill in the form, and holds nothing filled in.
    pub(super) fn is_example(&self) -> bool {
        let has = |words: &str| self.tight.contains(words);
        !self.has_figures() && (has("記載例") || has("補助金交付申請") || has("までの期間"))
    }
}

/// The text with the commas that part cells as `|`, where it has two or more of
/// them; a comma between thousands is none.
fn part_at_commas(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digits = |characters: &mut dyn Iterator<Item = &char>| {
        characters.take_while(|c| c.is_ascii_digit()).count()
    };
    let parts: Vec<bool> = characters
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let before = digits(&mut characters[..at].iter().rev());
            let after = digits(&mut characters[at + 1..].iter());
            *c == ',' && !((1..=3).contains(&before) && after == 3)
        })
        .collect();
    if parts.iter().filter(|&&part| part).count() < 2 {
        return text.to_owned();
    }
    characters
        .iter()
        .zip(parts)
        .map(|(&c, part)| if part { '|' } else { c })
        .collect()
}

/// What is left of a text without the form's own words, its figures and marks: the
/// name of an institution, or something unknown.
pub(super) fn residue(text: &str) -> String {
    let text: Vec<char> = COLUMN
        .replace_all(text, "")
        .chars()
        .filter(|c| c.is_alphabetic() || *c == '々')
        .collect();
    let mut left = String::new();
    let mut rest = text.as_slice();
    while let Some(&first) = rest.first() {
        let longest = (2..=rest.len())
            .take_while(|&length| FORM.contains(&rest[..length].iter().collect::<String>()))
            .last();
        let known = longest.unwrap_or(usize::from(UNITS.contains(first)));
        if known == 0 {
            left.push(first);
        }
        rest = &rest[known.max(1)..];
    }
    left
}

/// Titles of the table of the three efforts.
const EFFORTS: [&str; 6] = [
    "取組事項",
    "つの取組",
    "を支える取組",
    "患者・家族を中心と",
    "普及啓発活動等",
    "連携体制を構築するために",
];

/// Words that stand in no sentence but in the table of effects.
const TABLE: [&str; 6] = [
    "取組効果",
    "医療機関ごとに記載",
    "連携する医療機関内の合計",
    "うち往診",
    "うち医療機関以外",
    "逆紹介数",
];

/// Words of item 3's headings and rows, in the form's wording and others.
const DEATHS: [&str; 4] = ["死亡", "看取", "亡くな", "医療機関以外"];

/// What the empty form prints around its figures, without marks.
const FORM: &str = "在宅に赴いて診療往診訪問診療する合計診療患者数実人数を記載 \
    合計診療患者数に占める死亡患者数うち医療機関以外での死亡患者数 \
    在宅に赴いてこれから診療を始めようとする又はその取り組みを拡充しようとする医療機関における \
    自宅へ赴くものとする施設グループホームサービス付き高齢者向け住宅等は含まない \
    医療機関名医療機関ごとに記載 連携する医療機関内の合計 合計回数うち往診訪問診療 \
    現状 計画 実績 取組目標 箇月間の状況 の前月から過去 の月から翌年月末までの取組 \
    月までの期間の計画 の場合月から 令和年度 とは \
    グループ化した医療機関が後方支援病院等グループ内外問わずへの在宅医療患者の診療の \
    紹介件数 急変時の受入件数 急変時の受け入れ数 逆紹介数 グループ化前 グループ化後";
/// Units of its figures, and the title of item 4's last column.
const UNITS: &str = "名人回件数差";

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(text: &str, strict: bool, closed: bool) -> Option<Place> {
        Piece::new(text, 1, 0).sign(strict, closed)
    }

    #[test]
    fn headings_are_known_in_other_words_and_without_numbers() {
        for (text, expected) in [
            ("【参入促進・連携（グループ化）の取組効果】", Place::Effects),
            (
                "１　在宅に赴いて診療（往診、訪問診療）する合計診療患者数",
                Place::Patients,
            ),
            ("在宅へ赴いて診療する患者の合計数", Place::Patients),
            ("## 2. 往診・訪問診療の合計回数", Place::Visits),
            ("③ 在宅で診療する患者に占める死亡者数", Place::Deaths),
            (
                "後方支援病院等への紹介数、急変時の受入数、逆紹介数",
                Place::Referrals,
            ),
            ("取組事項 取組内容", Place::Open),
            ("医療機関名 ※医療機関ごとに記載", Place::Rows),
        ] {
            assert_eq!(sign(text, true, false), Some(expected), "{text}");
        }
    }

    #[test]
    fn prose_and_notes_are_no_part_of_the_table() {
        for text in [
            "・訪問診療や往診の実施の有無について、医師会が調査を実施する。",
            "②打ち合わせ等の内容・開催方法・回数・参加機関等",
            "１回目   2022 年７月 8 日",
            "※「取組効果」の公表の取扱いについて、3の事項（死亡患者数）については公表の対象とせず",
            "・研修会の参加者 30名 35名 40名",
            "逆紹介を進める。",
        ] {
            assert_eq!(sign(text, true, false), None, "{text}");
        }
        // The survey report counts deaths of its own.
        assert_eq!(
            sign("合計診療患者のうち合計死亡患者数\t86\t13.2", false, false),
            None
        );
    }

    #[test]
    fn rows_are_known_without_their_heading() {
        for text in [
            "・架空第一医院 7101    名 8102    名 9103    名",
            "架空整形外科\t１２\t３４\t５６",
            "9106名",
            "・架空医院 合計回数:7201回(うち往診: 7202 回、訪問診療: 7203)",
        ] {
            assert_eq!(sign(text, true, false), Some(Place::Rows), "{text}");
        }
    }

    #[test]
    fn what_is_left_of_a_row_is_its_name() {
        assert_eq!(residue("・架空第一医院 7101 名 8102名"), "架空第一医院");
        assert_eq!(residue("連携する医療機関 内の合計 | 21名 | * 名"), "");
    }
}
