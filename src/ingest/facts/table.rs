//! Figures that stand apart from their labels: in rows and columns under heads of
//! labels, towns or years, or in the order of labels above them.

use crate::clock;
use crate::record::MunicipalityRef;

use super::super::dates;
use super::super::pattern::Pattern;
use super::labels::Waiting;
use super::segments::Segment;
use super::tokens::{Figure, Scope, Token};

/// What heads a column of a table, or a row of one whose head are labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    /// Whose figures stand there.
    pub(super) scope: Option<Scope>,
    pub(super) date: Option<String>,
    pub(super) is_projected: bool,
    /// Whether as many labels head the row's columns as it has figures.
    pub(super) is_aligned: bool,
}

/// A row of a table whose head are labels.
#[derive(Clone, Debug)]
struct Row {
    head: Head,
    /// The next column.
    next: usize,
}

/// Heads of columns, over as many figures.
#[derive(Debug, Default)]
struct Heads {
    heads: Vec<Head>,
    /// The first and the last cell that they stand in.
    cells: [usize; 2],
}

/// The table that an entry's figures may stand in.
#[derive(Debug)]
pub(super) struct Table<'a> {
    towns: &'a [MunicipalityRef],
    /// Labels whose figures have not come yet.
    pub(super) waiting: Vec<Waiting>,
    /// Labels that head columns, and the row that is being read.
    columns: Vec<Waiting>,
    row: Option<Row>,
    /// Whether a column of names heads the table, so that no row is without one.
    pub(super) names_rows: bool,
    /// Whether a row is another town's, so that the table's total is not the town's.
    has_other_towns: bool,
    heads: Heads,
    /// Cells that headed columns of figures.
    pub(super) used_heads: Vec<usize>,
    /// In a joint entry, every label so far, as other towns' figures may follow
    /// further on without it.
    seen: Vec<Waiting>,
}

impl<'a> Table<'a> {
    pub(super) fn new(towns: &'a [MunicipalityRef]) -> Self {
        Self {
            towns,
            waiting: Vec::new(),
            columns: Vec::new(),
            row: None,
            names_rows: false,
            has_other_towns: false,
            heads: Heads::default(),
            used_heads: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Lets a label wait; it ends the row that was being read. Columns of one table may
    /// have the same label: this year's people and the last census'.
    pub(super) fn wait(&mut self, label: Waiting) {
        self.waiting.retain(|other| {
            let is_again = other.label.is_some() && other.label == label.label;
            !is_again || other.segment == label.segment
        });
        if self.towns.len() > 1 && label.state == super::labels::State::Clear {
            self.seen.push(label.clone());
        }
        self.waiting.push(label);
        self.row = None;
    }

    /// Passes over a column without a figure: what heads it has none in the row that
    /// stands in this segment.
    pub(super) fn skip(&mut self, index: usize) {
        if let Some(row) = &mut self.row {
            row.next += 1;
            return;
        }
        let above = |label: &Waiting| label.segment != index && label.label.is_some();
        if let Some(place) = self.waiting.iter().position(above) {
            self.waiting.remove(place);
        }
    }

    /// Whether a cell only heads columns or names a row, which it begins then.
    pub(super) fn takes_head(&mut self, index: usize, segment: &Segment) -> bool {
        if matches!(segment.tokens.as_slice(), [Token::Word(_)]) && self.row.is_some() {
            if !self.columns.is_empty() {
                self.begin_row(Head::default());
            }
            return true;
        }
        let is_next = index == self.heads.cells[1] + 1;
        let starts_bracket = matches!(segment.tokens.first(), Some(Token::Open));
        let above = match &self.heads.heads {
            heads if is_next && starts_bracket => heads.clone(),
            _ => Vec::new(),
        };
        let is_second = !above.is_empty();
        let Some(heads) = heads(segment, above) else {
            return false;
        };
        // 「(平成31年3月31日)」 below a figure heads nothing.
        if starts_bracket && !is_second && heads.iter().all(|head| head.scope.is_none()) {
            return false;
        }
        if let [head] = heads.as_slice() {
            let waits = self.columns.len().max(self.waiting.len());
            if waits > usize::from(head.scope.is_none()) {
                self.begin_row(head.clone());
            }
        }
        let mut years = self.heads.heads.iter().chain(&heads);
        let is_year = |head: &Head| head.date.is_some() || head.scope == Some(Scope::Others);
        if is_next && !is_second && years.all(is_year) {
            self.heads.heads.extend(heads);
        } else {
            let start = if is_second {
                self.heads.cells[0]
            } else {
                index
            };
            self.heads = Heads {
                heads,
                cells: [start, index],
            };
        }
        self.heads.cells[1] = index;
        true
    }

    /// Whether a cell only says where the towns are that head the columns already:
    /// 「県 岩手県 福岡県」.
    pub(super) fn are_prefectures(&self, segment: &Segment) -> bool {
        let heads = &self.heads.heads;
        let is_town = |head: &Head| matches!(head.scope, Some(Scope::Own | Scope::Town(_)));
        let is_place = |token: &Token| *token == Token::Scope(Scope::Others);
        let is_label = |token: &Token| matches!(token, Token::Word(_)) || is_place(token);
        let places = segment.tokens.iter().rev().take_while(|it| is_place(it));
        let mut labels = segment.tokens.iter().rev().skip(heads.len());
        heads.len() > 1
            && heads.iter().all(is_town)
            && places.count() >= heads.len()
            && labels.next().is_none_or(is_label)
            && labels.next().is_none()
    }

    fn begin_row(&mut self, head: Head) {
        if !self.waiting.is_empty() {
            self.columns = std::mem::take(&mut self.waiting);
        }
        self.has_other_towns |= self.is_other_town(head.scope.as_ref());
        self.row = Some(Row { head, next: 0 });
    }

    /// Whether it is a town that the entry is not about.
    pub(super) fn is_other_town(&self, scope: Option<&Scope>) -> bool {
        matches!(scope, Some(Scope::Town(name)) if !self.towns.iter().any(|town| town.name == *name))
    }

    /// Whose the figure in a column is: by the head of the table where it has as many
    /// columns, else by the words of the statement.
    pub(super) fn head(&mut self, column: usize, width: usize, scope: Option<&Scope>) -> Head {
        let own = self.column(column, width);
        if own.is_some() {
            let [start, end] = self.heads.cells;
            self.used_heads.extend(start..=end);
        }
        let mut head = own.unwrap_or_default();
        head.scope = head.scope.or_else(|| scope.cloned());
        head
    }

    /// What heads a column of a row that is so wide, where the table's heads are as many.
    pub(super) fn column(&self, column: usize, width: usize) -> Option<Head> {
        let heads = &self.heads.heads;
        let has_total = heads.iter().all(|head| head.scope.is_some()) && width == heads.len() + 1;
        let is_table = heads.len() > 1 && (width == heads.len() || has_total);
        let total = || Head {
            scope: Some(Scope::Total),
            ..Head::default()
        };
        is_table.then(|| heads.get(column).cloned().unwrap_or_else(total))
    }

    /// The label of a figure that stands without one, and whose figure it is: of
    /// labels that wait in their order, or of the head of a table. It stands in this column
    /// of a row that is so wide; `name` is what names the row where it starts with it.
    pub(super) fn take(
        &mut self,
        figure: Figure,
        index: usize,
        (column, width): (usize, usize),
        name: Option<Head>,
    ) -> Option<(Waiting, Head)> {
        let mut labels = self.waiting.iter().chain(&self.columns).chain(&self.seen);
        if let Some(head) = name.filter(|_| labels.any(|label| label.fits_column(figure))) {
            self.begin_row(head);
        }
        let Some(row) = &mut self.row else {
            let fits = |label: &Waiting| label.fits(figure, index) && !self.names_rows;
            let place = self.waiting.iter().position(fits)?;
            let label = self.waiting.remove(place);
            let head = self.head(column, width, None);
            return Some((label, head));
        };
        let mut head = row.head.clone();
        head.is_aligned = self.columns.len() == width;
        let is_unknown = head.scope.is_none() && head.date.is_none();
        let mut rest = self.columns.iter().enumerate().skip(row.next);
        let label = match rest.find(|(_, label)| label.fits_column(figure)) {
            Some((place, label)) => {
                row.next = place + 1;
                label.clone()
            }
            None if is_unknown => return None,
            None => {
                let mut seen = self.seen.iter().rev();
                seen.find(|label| label.fits_column(figure))?.clone()
            }
        };
        if is_unknown || head.scope == Some(Scope::Total) && self.has_other_towns {
            head.scope = Some(Scope::Others);
        }
        Some((label, head))
    }
}

/// The heads that a cell consists of. What stands in brackets is about the head
/// before it, or, under a line of as many heads, about the one above.
fn heads(segment: &Segment, above: Vec<Head>) -> Option<Vec<Head>> {
    let Segment { text, tokens, .. } = segment;
    let groups = tokens.iter().filter(|it| **it == Token::Open).count();
    let is_aligned = !above.is_empty() && groups == above.len();
    let mut heads = above;
    let mut bracket = 0;
    let mut is_open = false;
    let mut is_aside = false;
    let mut names = 0;
    for token in tokens {
        let last = if is_aligned { bracket } else { heads.len() };
        let last = last.checked_sub(1).and_then(|last| heads.get_mut(last));
        match (token, last) {
            (Token::Open, _) => {
                is_open = true;
                bracket += 1;
            }
            (Token::Close, _) => is_open = false,
            (Token::Date(date), Some(head)) if is_open => {
                let is_exact = |known: &String| known.len() >= date.len();
                head.date = head
                    .date
                    .take()
                    .filter(is_exact)
                    .or_else(|| Some(date.clone()));
            }
            (Token::Date(date), _) => heads.push(Head {
                scope: std::mem::take(&mut is_aside).then_some(Scope::Others),
                date: Some(date.clone()),
                is_projected: is_horizon(date, text),
                ..Head::default()
            }),
            (Token::Scope(Scope::Projected), Some(head)) => head.is_projected = true,
            // 「（参考）兵庫県」
            (Token::Scope(Scope::Others), _) if is_open => is_aside = true,
            (Token::Scope(scope), _) => heads.push(Head {
                scope: Some(scope.clone()),
                ..Head::default()
            }),
            (Token::NameColumn | Token::Comma | Token::Nothing, _) => {}
            // 「項目 2016年」: what the first column holds.
            (Token::Word(word), None) if word.chars().count() <= NAME => names += 1,
            _ => return None,
        }
    }
    let is_of_years = names == 0 || heads.iter().all(|head| head.date.is_some());
    (!heads.is_empty() && is_of_years && names <= 1).then_some(heads)
}

/// The name of a column of labels is not longer: 「項目」.
const NAME: usize = 4;

/// What says behind a year, or before one in brackets, that people were counted in it.
static COUNT: Pattern = Pattern::new(r"^(?:現在|\s?[(の]?(?:国勢調査|国調|住民基本台帳|住基))");
static COUNT_BEFORE: Pattern = Pattern::new(r"(?:国勢調査|国調|住民基本台帳|住基)\s?\($");

/// Whether a year in a text is one that plans look ahead to, and no census that the text
/// names there has counted.
pub(super) fn is_horizon(date: &str, text: &str) -> bool {
    let is_round = date.len() == 4 && ("2025".."9").contains(&date) && date.ends_with(['0', '5']);
    let is_counted = || {
        dates::dates(text).iter().any(|it| {
            let before = text.get(..it.span.0).unwrap_or_default();
            let behind = text.get(it.span.1..).unwrap_or_default();
            it.iso == date && (COUNT.is_match(behind) || COUNT_BEFORE.is_match(before))
        })
    };
    *date > *clock::today() || is_round && !is_counted()
}

/// Whether a date is a day that has been: 「令和5年7月1日の推計」 counts the people of then.
pub(super) fn is_past_day(date: &str) -> bool {
    date.len() == "2023-07-01".len() && *date <= *clock::today()
}
