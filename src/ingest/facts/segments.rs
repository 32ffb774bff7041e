//! The cells that an entry's lines consist of: what three blanks hold apart is read
//! apart, and what a line's end cuts in two is read together.

use crate::record::{Lines, MunicipalityRef};

use super::super::lines::Line;
use super::super::pattern::Pattern;
use super::Origin;
use super::tokens::{self, Scope, Token};

/// A cell of a line, or the line.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) origin: Origin,
    /// NFKC, without blanks inside of words.
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    /// The line as printed.
    pub(super) words: String,
    pub(super) lines: Lines,
    /// Its place in the line.
    pub(super) cell: usize,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

/// Blanks between two columns of a page, as `pdftotext -layout` leaves them.
static GAP: Pattern = Pattern::new(r"\s{3,}");
/// A number that the end of the line may have cut, behind a label or a figure.
static CUT: Pattern = Pattern::new(r"(?:^|[^\d,.])(\d[\d,]*[.,]|\d+,\d{1,2}|\d{1,3}[万千]?)$");
static REST: Pattern = Pattern::new(
    r"^(?:[.,]?\d[\d,.]*|[万千][\d,.]*千?)(?:人|名|%|パーセント|(?i:km2)|(?i:ha)|平方)",
);
/// A particle, and no word that begins with it.
static MID: Pattern = Pattern::new(r"^[はがを][^ぁ-ん]");
/// How long a title without a mark is at most.
pub(super) const TITLE_LENGTH: usize = 14;
/// So many characters of a label at most stand on its second line.
const WRAPPED: usize = 3;
/// How many lines an open bracket may go on over.
const BRACKET_LINES: usize = 2;

/// The entry's cells in reading order.
pub(super) fn segments(lines: &[(Origin, &Line)], towns: &[MunicipalityRef]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for &(origin, line) in lines {
        for (cell, text) in cells(line.body()).into_iter().enumerate() {
            let segment = Segment {
                origin,
                text: without_bracket(tokens::tighten(&text), cell),
                tokens: Vec::new(),
                words: text,
                lines: [line.number, line.number],
                cell,
                after_blank: line.after_blank,
            };
            let last = segments.last_mut();
            let new = match last.filter(|last| last.goes_on(&segment, towns)) {
                Some(last) => last.append(segment),
                None => Some(segment),
            };
            segments.extend(new);
        }
    }
    for segment in &mut segments {
        segment.tokens = tokens::tokens(&segment.text, towns);
    }
    segments
}

/// A cell's text: one behind others that is a label in a bracket heads its own column,
/// 「高齢化率   （前年の高齢化率）」.
fn without_bracket(text: String, cell: usize) -> String {
    let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let inner = inner.filter(|it| cell > 0 && !it.contains(['(', ')']));
    let is_label = |it: &&str| tokens::tokens(it, &[]).last().is_some_and(Token::is_label);
    match inner.filter(is_label) {
        Some(inner) => inner.to_owned(),
        None => text,
    }
}

/// The parts of a line that three blanks hold apart; 「人   口」 is one.
fn cells(line: &str) -> Vec<String> {
    let is_lone = |cell: &str| cell.chars().count() == 1 && cell.starts_with(char::is_alphabetic);
    // A letter of a heading that runs downwards may stand before the label.
    let is_rest =
        |cell: &str| !cell.starts_with(|c: char| c.is_ascii()) && !tokens::ends_in_label(cell);
    let mut cells: Vec<String> = Vec::new();
    let mut from = 0;
    let gaps = GAP.find_all(line);
    let ends = gaps.iter().copied().chain([(line.len(), line.len())]);
    for (start, end) in ends {
        let cell = line.get(from..start).unwrap_or_default().trim();
        from = end;
        match cells.last_mut() {
            Some(last) if is_lone(last) && is_rest(cell) => {
                last.push_str(cell);
            }
            _ if !cell.is_empty() => cells.push(cell.to_owned()),
            _ => {}
        }
    }
    if let Some(first) = cells.first_mut()
        && let Some((lone, label)) = first.split_once(' ')
        && is_lone(lone)
        && tokens::ends_in_label(label)
    {
        *first = label.to_owned();
    }
    if let Some((text, beside)) = cells.last().and_then(|last| beside_text(last)) {
        cells.pop();
        cells.extend([text, beside]);
    }
    cells
}

/// A label and its figure behind one blank at the end of a line of text: a cell of
/// the box beside the text.
fn beside_text(cell: &str) -> Option<(String, String)> {
    let mut blanks = cell.rmatch_indices([' ', '　']).map(|(at, _)| at).take(3);
    blanks.find_map(|at| {
        let (text, beside) = cell.split_at_checked(at)?;
        let tokens = tokens::tokens(&tokens::tighten(beside), &[]);
        let is_row = matches!(tokens.as_slice(), [Token::Label(Some(_)), Token::Figure(_)]);
        (is_row && text.contains(['、', '。'])).then(|| (text.to_owned(), beside.to_owned()))
    })
}

impl Segment {
    /// Whether the next cell is of the same row of a table, or the next line goes on
    /// in the middle of a number or of a bracket.
    fn goes_on(&self, next: &Self, towns: &[MunicipalityRef]) -> bool {
        if next.cell > 0 {
            return goes_on_in_table(
                &tokens::tokens(&self.text, towns),
                &tokens::tokens(&next.text, towns),
            );
        }
        if self.cell > 0 || next.text.starts_with('・') {
            return false;
        }
        let is_cut = CUT.is_match(&self.text)
            && REST.is_match(&next.text)
            && !next.after_blank
            && next.lines[0] == self.lines[1] + 1;
        if is_cut && self.is_cut_figure(next) {
            return true;
        }
        if self.origin != next.origin {
            return false;
        }
        if !next.after_blank && self.label_with(&next.text).is_some() {
            return true;
        }
        let is_open = depth(&self.text) > 0
            && (1..=2 * BRACKET_LINES).contains(&next.lines[0].saturating_sub(self.lines[0]));
        let is_item = |text: &str| text.starts_with(['■', '○', '◆', '【']);
        is_open && !is_item(&next.text)
    }

    /// Whether number and rest only make a figure together. 「20,938」 above 「29.0%」
    /// are two, 「高齢化率 2」 above 「9.8%」 is one.
    fn is_cut_figure(&self, next: &Self) -> bool {
        let head = CUT
            .captures(&self.text)
            .and_then(|found| found.get(1).map(|group| group.as_str().to_owned()))
            .unwrap_or_default();
        let has_label = tokens::tokens(&self.text, &[]).iter().any(Token::is_label);
        has_label
            && (head.ends_with(['.', ','])
                || head.contains([',', '万', '千'])
                || !next.text.contains('.')
                || head.len() < 2)
    }

    /// The label that a line's end or its cell's has cut, and where its rest belongs:
    /// 「／面」 above 「積194.44km2」, 「高齢化 33.7%」 above 「率」.
    fn label_with(&self, next: &str) -> Option<usize> {
        let is_label = |at: usize, rest: &str| {
            let head = self.text.get(..at)?;
            let is_label = tokens::ends_in_label;
            let is_cut = !is_label(head) && !is_label(rest);
            (is_cut && is_label(&format!("{head}{rest}"))).then_some(at)
        };
        let is_wrapped = (1..=WRAPPED).contains(&next.chars().count());
        if is_wrapped {
            return self.text.find(' ').and_then(|at| is_label(at, next));
        }
        let rest = next.char_indices().take(WRAPPED + 1).skip(1);
        let mut ends = rest.filter_map(|(at, _)| next.get(..at));
        ends.find_map(|rest| is_label(self.text.len(), rest))
    }

    /// Takes over the next cell of the row.
    pub(super) fn add_cell(&mut self, next: &Self) {
        self.text = format!("{} {}", self.text, next.text);
        self.words = format!("{}   {}", self.words, next.words);
        self.lines[1] = next.lines[1];
    }

    /// Takes over the next line, but for what stands behind the end of a bracket.
    fn append(&mut self, mut next: Self) -> Option<Self> {
        if next.cell > 0 {
            self.add_cell(&next);
            return None;
        }
        if let Some(at) = self
            .label_with(&next.text)
            .filter(|&at| at < self.text.len())
        {
            self.text.insert_str(at, &next.text);
            self.lines[1] = next.lines[1];
            return None;
        }
        let depth = depth(&self.text);
        let mut open = depth;
        let end = next.text.char_indices().find_map(|(at, c)| {
            open += bracket(c);
            (open == 0).then_some(at + c.len_utf8())
        });
        let rest = end.filter(|_| depth > 0).and_then(|end| {
            let rest = next.text.get(end..)?.trim().to_owned();
            next.text.truncate(end);
            (!rest.is_empty()).then_some(rest)
        });
        self.text.push_str(&next.text);
        self.words.push_str(&next.words);
        self.lines[1] = next.lines[1];
        rest.map(|text| Self { text, ..next })
    }

    /// Whether it is no sentence but a label and its figures.
    pub(super) fn is_item(&self) -> bool {
        !self
            .tokens
            .iter()
            .any(|token| matches!(token, Token::Stop | Token::Comma))
    }

    /// Whether the text breaks off in the middle of a sentence, which no title does.
    pub(super) fn breaks_off(&self) -> bool {
        self.is_mid() && self.text.chars().count() > TITLE_LENGTH
    }

    /// Whether it goes on with what the line before it names: 「は約3万人で」.
    pub(super) fn starts_mid(&self) -> bool {
        MID.is_match(&self.text) && !self.after_blank && self.cell == 0
    }

    /// Whether it breaks off so, however short it is.
    pub(super) fn is_mid(&self) -> bool {
        self.text.ends_with(|c| matches!(c, 'ぁ'..='ん' | '、'))
    }
}

/// How many brackets are open at the text's end.
fn depth(text: &str) -> i32 {
    text.chars().map(bracket).sum()
}

fn bracket(c: char) -> i32 {
    i32::from(c == '(') - i32::from(c == ')')
}

/// Whether two cells side by side are of one row of a table: nothing but labels,
/// figures, dates and names, and no label with its own figures beside another.
fn goes_on_in_table(one: &[Token], next: &[Token]) -> bool {
    let is_label = |token: &Token| matches!(token, Token::Label(_) | Token::UnitOf(..));
    let is_pure = |tokens: &[Token]| {
        let has_figure = tokens.iter().any(Token::is_figure);
        tokens.iter().all(|token| match token {
            Token::Scope(Scope::Others | Scope::Projected) => !has_figure,
            Token::Word(_) | Token::Stop | Token::Comma | Token::About => false,
            _ => true,
        })
    };
    let waits = !one.iter().any(Token::is_figure) || one.last().is_some_and(is_label);
    is_pure(one) && is_pure(next) && (waits || !next.iter().any(is_label))
}
