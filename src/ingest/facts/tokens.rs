//! What the words of a line are: figures with their units, labels, dates, and the
//! words that say whose a figure is.
//!
//! Knows words only; which figure belongs to which label is read elsewhere.

use unicode_normalization::UnicodeNormalization;

use crate::record::{FactName, MunicipalityRef};

use super::super::dates;
use super::super::numbers;
use super::super::pattern::Pattern;
use super::units::{Unit, unit, unit_of};
use super::words::{
    ABOUT, BOUNDED, FILLER, GROUP, JOINT, KNOWN, NAME_COLUMN, NOTE, NOUN, OTHER_TIME, OWN, PLACE,
    PROJECTED, RAISED, TOTAL, kana_towns,
};
use crate::vocabulary::Prefecture;

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// In the unit, thousands and hectares worked out.
    pub(super) value: f64,
    /// The same where people cannot be meant, who are whole: 125.450, not 125,450.
    pub(super) decimal: f64,
    pub(super) unit: Unit,
    /// Whether the words around it make it no level: 「3,000人減」「40%以上」「1〜3万人」.
    pub(super) is_bounded: bool,
    /// Whether it is rounded: 「2万4千人ほど」.
    pub(super) is_about: bool,
}

impl Figure {
    /// The same in the unit that its label has, where it has none: 「総人口（千人）」.
    pub(super) fn in_unit(self, of_label: Option<(Unit, f64)>) -> Self {
        match of_label.filter(|_| self.unit == Unit::Bare) {
            Some((unit, factor)) if factor > 1.0 => Self {
                value: (self.decimal * factor).round(),
                unit,
                ..self
            },
            Some((unit, _)) => Self { unit, ..self },
            None => self,
        }
    }
}

/// Whose a figure is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Scope {
    /// The entry's only town, by its name or as 「本町」.
    Own,
    /// One of a joint entry's towns, or another municipality.
    Town(String),
    /// The total of a table or of several towns.
    Total,
    /// A district, a prefecture, the country, another time.
    Others,
    /// Not counted but expected.
    Projected,
}

impl Scope {
    /// The one municipality that it is, of an entry of these towns.
    pub(super) fn town(&self, towns: &[MunicipalityRef]) -> Option<String> {
        match (self, towns) {
            (Self::Town(name), _) => Some(name.clone()),
            (Self::Own, [only]) => Some(only.name.clone()),
            _ => None,
        }
    }
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// What is counted; none where it is nothing that a fact holds.
    Label(Option<FactName>),
    /// 「(km2)」 behind a label.
    UnitOf(Unit, f64),
    Figure(Figure),
    Date(String),
    /// 「地区名」 over the names of a table's rows.
    NameColumn,
    /// A dash in a column where others have a figure.
    Nothing,
    Scope(Scope),
    Open,
    Close,
    /// The end of a statement.
    Stop,
    Comma,
    /// 「※1」, by its number.
    Note(String),
    /// 「約」
    About,
    /// Anything else.
    Word(String),
}

impl Token {
    pub(super) fn is_figure(&self) -> bool {
        matches!(self, Self::Figure(_))
    }

    pub(super) fn is_label(&self) -> bool {
        matches!(self, Self::Label(_))
    }
}

/// What a column's head is reckoned from: 「高齢化率（B/A）」.
static FORMULA: Pattern = Pattern::new(r"\([A-Za-z](?:\s?[/÷]\s?[A-Za-z])?\)");

/// NFKC with the formulas of heads and the blanks gone that stand between the characters
/// of one word: 「人 口」 is one, 「小国町 南小国町」 are two.
pub(super) fn tighten(text: &str) -> String {
    let text = FORMULA.strip(&text.nfkc().collect::<String>());
    let text = numbers::in_digits(&text);
    let wide = |c: char| !c.is_ascii() && !"・…‐‑–—―−─".contains(c);
    let mut tight = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            tight.push(c);
            continue;
        }
        while chars.peek().is_some_and(|c| c.is_whitespace()) {
            chars.next();
        }
        let lone = tight
            .rsplit(|c: char| !wide(c))
            .next()
            .is_some_and(|word| word.chars().count() == 1);
        let in_word = lone && chars.peek().copied().is_some_and(wide);
        if !in_word {
            tight.push(' ');
        }
    }
    tight
}

/// The tokens of a tightened text, for an entry of these towns.
pub(super) fn tokens(text: &str, towns: &[MunicipalityRef]) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        found: Vec::new(),
    };
    lexer.dashes();
    lexer.words(&NAME_COLUMN, |_| Token::NameColumn);
    lexer.notes();
    lexer.dates();
    lexer.words(&GROUP, |group| of_group(group, towns.len()));
    lexer.figures();
    lexer.towns(towns);
    lexer.kana_towns();
    lexer.nouns(towns);
    lexer.units();
    lexer.words(&PROJECTED, |_| Token::Scope(Scope::Projected));
    lexer.places(towns);
    lexer.words(&OTHER_TIME, |_| Token::Scope(Scope::Others));
    lexer.words(&TOTAL, |_| Token::Scope(Scope::Total));
    lexer.into_tokens()
}

/// Whose figures a place's name or a word for an area announces.
fn scope_of(place: &str, towns: &[MunicipalityRef]) -> Token {
    let is_town = place.ends_with(['市', '区', '町', '村'])
        && !["市町村", "地区", "学区"]
            .iter()
            .any(|area| place.ends_with(area))
        && place.chars().count() > 2;
    Token::Scope(if OWN.find(place) == Some((0, place.len())) {
        Scope::Own
    } else if towns.len() > 1 && JOINT.contains(&place) {
        Scope::Total
    } else if is_town && !place.starts_with('旧') {
        Scope::Town(place.to_owned())
    } else {
        Scope::Others
    })
}

/// Whose figures a group of so many towns announces: 「1市3町の」.
fn of_group(group: &str, towns: usize) -> Token {
    let numbers = numbers::figures(group);
    let all: usize = numbers.iter().map(|figure| figure.value as usize).sum();
    Token::Scope(if towns > 1 && all == towns {
        Scope::Total
    } else {
        Scope::Others
    })
}

/// Whether a prefecture is named before a town's name and is not the town's: there may
/// be another of that name.
fn is_namesake(town: &MunicipalityRef, before: &str) -> bool {
    let before = before.strip_suffix('の').unwrap_or(before);
    let mut named = Prefecture::ALL.iter();
    let named = named.find(|it| before.ends_with(it.label()));
    !town.code.is_empty() && named.is_some_and(|it| !town.code.starts_with(it.code()))
}

/// Where the name begins that a text breaks off at, its prefecture's before it.
fn behind_prefecture(town: &MunicipalityRef, before: &str) -> usize {
    let code = town.code.get(..2);
    let own = Prefecture::ALL.iter().find(|it| Some(it.code()) == code);
    let rest = own.and_then(|it| before.trim_end().strip_suffix(it.label()));
    rest.map_or(before.len(), str::len)
}

/// Whether a number is printed in thousands or more and no finer: 「2万2千」.
fn is_round(digits: &str) -> bool {
    digits.ends_with(['千', '万'])
}

/// Collects the spans of what is known; what is left between them are words.
struct Lexer<'a> {
    text: &'a str,
    found: Vec<(usize, usize, Token)>,
}

impl Lexer<'_> {
    fn is_free(&self, start: usize, end: usize) -> bool {
        self.found
            .iter()
            .all(|&(from, until, _)| end <= from || until <= start)
    }

    fn add(&mut self, start: usize, end: usize, token: Token) {
        if self.is_free(start, end) {
            self.found.push((start, end, token));
        }
    }

    fn words(&mut self, pattern: &Pattern, token: impl Fn(&str) -> Token) {
        for (start, end) in pattern.find_all(self.text) {
            let word = self.text.get(start..end).unwrap_or_default();
            self.add(start, end, token(word));
        }
    }

    fn places(&mut self, towns: &[MunicipalityRef]) {
        for (start, end) in PLACE.find_all(self.text) {
            let place = self.text.get(start..end).unwrap_or_default();
            let after = self.text.get(end..).unwrap_or_default();
            // 「地域包括支援センター」「県立病院」 name no place.
            let goes_on = after.starts_with(|c: char| is_han(c) && !"内外全平計別の".contains(c));
            let before = self.text.get(..start).unwrap_or_default();
            // 「四国の西にある」 does not speak of the state.
            let is_cut = place == "国" && before.ends_with(is_han);
            if !goes_on && !is_cut && !place.starts_with("市区町村") && !place.starts_with("市町村")
            {
                self.add(start, end, scope_of(place, towns));
            }
        }
    }

    fn dashes(&mut self) {
        let mut start = 0;
        for word in self.text.split(' ') {
            let end = start + word.len();
            if numbers::is_none(word) {
                self.add(start, end, Token::Nothing);
            }
            start = end + 1;
        }
    }

    fn notes(&mut self) {
        // 「令和5年9月末現在1（人）」
        for found in RAISED.all_captures(self.text) {
            if let Some(number) = found.get(1) {
                let note = number.as_str().to_owned();
                self.add(number.start(), number.end(), Token::Note(note));
            }
        }
        for (start, end) in NOTE.find_all(self.text) {
            let note = self.text.get(start..end).unwrap_or_default();
            let note = note.chars().filter(char::is_ascii_digit).collect();
            let before = self.text.get(..start).unwrap_or_default();
            // 「※令和3年」 starts a remark, 「※1」 refers to one.
            let after = self.text.get(end..).unwrap_or_default();
            if !before.is_empty()
                && !after.starts_with(|c: char| c.is_ascii_digit() || "年./".contains(c))
            {
                self.add(start, end, Token::Note(note));
            }
        }
    }

    fn dates(&mut self) {
        for date in dates::dates(self.text) {
            let (start, end) = date.span;
            let after = self.text.get(end..).unwrap_or_default();
            let digits = self.text.get(start..end).unwrap_or_default();
            let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
            // 「2015人」「2015.7km2」 count.
            let counts = is_number
                && (!matches!(unit(after).0, Unit::Bare | Unit::Other) || after.starts_with(','));
            if !counts {
                self.add(start, end, Token::Date(date.iso));
            }
        }
    }

    fn figures(&mut self) {
        for figure in numbers::figures(self.text) {
            let before = self.text.get(..figure.start).unwrap_or_default();
            let after = self.text.get(figure.end..).unwrap_or_default();
            let digits = self.text.get(figure.start..figure.end).unwrap_or_default();
            let is_age = after.starts_with("歳以上");
            if is_age || before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '^') {
                continue;
            }
            let (unit, factor, length) = unit(after);
            let is_number = digits.len() >= 5 && digits.chars().all(|c| c.is_ascii_digit());
            if is_number
                && PLACE
                    .find(after.trim_start())
                    .is_some_and(|(at, _)| at == 0)
            {
                // The code of the municipality whose name follows.
                continue;
            }
            let value = match unit {
                Unit::People | Unit::Bare => {
                    numbers::count(figure, digits).map_or(figure.value, |count| count as f64)
                }
                _ => figure.value,
            };
            let behind = after.get(length..).unwrap_or_default();
            let is_range = before.ends_with(['~', '〜', '→', '±', '-', '▲', '△']);
            self.add(
                figure.start,
                figure.end + length,
                Token::Figure(Figure {
                    value: value * factor,
                    decimal: figure.value * factor,
                    unit,
                    is_bounded: is_range || BOUNDED.is_match(behind),
                    is_about: ABOUT.is_match(behind) || is_round(digits),
                }),
            );
        }
    }

    fn towns(&mut self, towns: &[MunicipalityRef]) {
        // The longer name first: 「南小国町」 holds 「小国町」.
        let mut names: Vec<(&str, &MunicipalityRef)> = towns
            .iter()
            .flat_map(|town| {
                let ward = town
                    .name
                    .find('市')
                    .and_then(|at| town.name.get(at + '市'.len_utf8()..));
                std::iter::once(town.name.as_str())
                    .chain(ward.filter(|ward| ward.ends_with('区')))
                    .map(move |name| (name, town))
            })
            .collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, town) in names {
            for (start, _) in self.text.match_indices(name).collect::<Vec<_>>() {
                let before = self.text.get(..start).unwrap_or_default();
                // 「旧大崎市」「西小国町」 are others.
                let is_other = before.ends_with('旧') || is_namesake(town, before);
                let scope = match towns {
                    _ if is_other => Scope::Others,
                    [_] => Scope::Own,
                    _ => Scope::Town(town.name.clone()),
                };
                let end = start + name.len();
                self.add(behind_prefecture(town, before), end, Token::Scope(scope));
            }
        }
    }

    /// Other towns, unless the name goes on a word: いの町 in 向かいの町.
    fn kana_towns(&mut self) {
        let text = self.text;
        if !text.contains(['市', '区', '町', '村']) {
            return;
        }
        for name in kana_towns() {
            for (start, _) in text.match_indices(name.as_str()) {
                let before = text.get(..start).unwrap_or_default();
                if !before.ends_with(|c| matches!(c, 'ぁ'..='ん')) {
                    let token = Token::Scope(Scope::Town(name.clone()));
                    self.add(start, start + name.len(), token);
                }
            }
        }
    }

    /// Labels, with the town's own name in front cut off.
    fn nouns(&mut self, towns: &[MunicipalityRef]) {
        for (mut start, end) in NOUN.find_all(self.text) {
            // Behind another token within: 「北山町人口」.
            if let Some(until) = self
                .found
                .iter()
                .filter(|(from, until, _)| *from < end && start < *until && *until < end)
                .map(|&(_, until, _)| until)
                .max()
            {
                start = until;
            }
            let (Some(noun), Some(after)) = (self.text.get(start..end), self.text.get(end..))
            else {
                continue;
            };
            let joint = JOINT.iter().filter(|_| towns.len() != 1);
            let joint = joint.filter(|word| noun.starts_with(**word));
            let own = OWN.find(noun).map(|(_, end)| end);
            let mut ends = own.into_iter().chain(joint.map(|word| word.len()));
            let is_cut = |end: &usize| noun.get(*end..).is_some_and(|it| known(it).is_some());
            let (prefix, noun) = noun.split_at(ends.find(is_cut).unwrap_or(0));
            if !prefix.is_empty() {
                self.add(start, start + prefix.len(), scope_of(prefix, towns));
            }
            let label = known(noun);
            let counts = match label {
                // 「高齢者等」「65歳以上の認定者」「人口減少」 go on as another word.
                Some(_) if noun.ends_with("高齢者") || noun.ends_with("歳以上") => {
                    is_followed_by_figure(after) || after.starts_with(' ') && self.is_of_heads()
                }
                _ => !after.starts_with(|c: char| is_han(c) && !"約計男総現平令昭合".contains(c)),
            };
            let token = match label {
                Some(_) if !counts => continue,
                None if noun.ends_with("数") && noun.chars().count() < 3 => continue,
                label => Token::Label(label),
            };
            self.add(end - noun.len(), end, token);
            if let Some((length, unit, factor)) = unit_of(after) {
                self.add(end, end + length, Token::UnitOf(unit, factor));
            }
        }
    }

    /// Units in brackets that stand apart from their label: 「総人口 令和5年（人）」.
    fn units(&mut self) {
        let brackets: Vec<usize> = self.text.match_indices('(').map(|(at, _)| at).collect();
        for at in brackets {
            if let Some((length, unit, factor)) = self.text.get(at..).and_then(unit_of) {
                self.add(at, at + length, Token::UnitOf(unit, factor));
            }
        }
    }

    /// Whether the cells of the line may be heads of columns: no figure and no sentence.
    fn is_of_heads(&self) -> bool {
        let has_figure = self.found.iter().any(|(_, _, token)| token.is_figure());
        !has_figure && !self.text.contains(['。', '、'])
    }

    fn into_tokens(mut self) -> Vec<Token> {
        self.found.sort_by_key(|&(start, ..)| start);
        let mut tokens = Vec::new();
        let mut from = 0;
        for (start, end, token) in self.found {
            words_between(self.text.get(from..start).unwrap_or_default(), &mut tokens);
            tokens.push(token);
            from = end;
        }
        words_between(self.text.get(from..).unwrap_or_default(), &mut tokens);
        tokens
    }
}

/// The words and marks of a text without figures or labels.
fn words_between(text: &str, tokens: &mut Vec<Token>) {
    let mut word = String::new();
    let flush = |word: &mut String, tokens: &mut Vec<Token>| {
        let said = word.trim().to_owned();
        word.clear();
        if said.contains('約') || said.contains("およそ") || said.contains("ほぼ") {
            tokens.push(Token::About);
        } else if !FILLER.is_match(&said) {
            tokens.push(Token::Word(said));
        }
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let starts_item = word.ends_with(' ') && chars.peek().is_none_or(|&next| is_han(next));
        let mark = match c {
            // 「人口は県の２％ ・面積」: an item of the column beside.
            '・' if starts_item => Token::Stop,
            '(' | '〔' | '[' | '<' => Token::Open,
            ')' | '〕' | ']' | '>' => Token::Close,
            '。' | '■' | '□' | '●' | '○' | '◎' | '◆' | '◇' | '★' | '☆' | ';' => {
                Token::Stop
            }
            '、' | ',' | '/' | '・' | '※' => Token::Comma,
            _ => {
                word.push(c);
                continue;
            }
        };
        flush(&mut word, tokens);
        tokens.push(mark);
    }
    flush(&mut word, tokens);
}

fn known(noun: &str) -> Option<FactName> {
    KNOWN
        .iter()
        .find(|(_, pattern)| pattern.is_match(noun))
        .map(|&(label, _)| label)
}

/// Whether a text ends in a label of the town's figures.
pub(super) fn ends_in_label(text: &str) -> bool {
    NOUN.find_all(text)
        .last()
        .filter(|&&(_, end)| end == text.len())
        .and_then(|&(start, end)| text.get(start..end))
        .is_some_and(|noun| known(noun).is_some())
}

/// Whether it is a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a figure, a bracket or nothing follows a word that is a label only then.
fn is_followed_by_figure(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '・', '･', '…', '.', ':', '=', '約', 'は', '※']);
    after.is_empty() || after.starts_with(|c: char| c.is_ascii_digit() || "()人高".contains(c))
}
