//! Which label a figure belongs to, and whose it is.
//!
//! A figure is taken only where everything between it and its label is known to
//! change nothing: a word that is not known keeps it from being read. What belongs
//! to a district, another town, a prefecture or a later year is passed over.

use crate::record::{FactName, MunicipalityRef, Unread};

use super::super::dates;
use super::super::pattern::Pattern;
use super::segments::{Segment, TITLE_LENGTH};
use super::tokens::{Figure, Scope, Token, Unit};
use super::{Origin, Printed, gate};

/// How many cells further on a label's figure may stand.
const FAR: usize = 12;
/// The same of a figure without a unit.
const NEAR: usize = 2;

/// Titles of what is not the whole town's, or not of today.
static ASIDE: Pattern = Pattern::new(r"別|推計|将来|参考|推移|内訳|比較|見込");
static TITLE: Pattern = Pattern::new(r"^[【■◆●○◎<〈]");

/// A label that waits for its figure.
#[derive(Clone, Debug)]
struct Waiting {
    label: Option<FactName>,
    /// Whether words before it make it another's.
    is_others: bool,
    /// Whether words behind it keep a figure from being its own.
    is_broken: bool,
    /// Whether the statement names the town.
    is_named: bool,
    unit: Option<(Unit, f64)>,
    date: Option<String>,
    note: Option<String>,
    segment: usize,
    /// How many figures it has had.
    column: usize,
    /// Whether one of them was taken for the town.
    is_read: bool,
}

/// Where a statement has come to.
#[derive(Clone, Debug, Default)]
struct Statement {
    scope: Option<Scope>,
    is_projected: bool,
    /// Whether the town was named.
    is_named: bool,
    /// Whether a word stands before what comes next that is not known.
    is_dirty: bool,
    /// The words end in a topic: 「島しょ部では」.
    is_topic: bool,
    is_about: bool,
    /// Whether nothing but its unit stands between a figure and the next.
    is_adjacent: bool,
    /// Whether nothing stands between the name of a town, or a word for a total, and
    /// the next.
    is_fresh: bool,
    date: Option<String>,
    /// How many figures it has.
    figures: usize,
    /// The last figure that was taken, until the next comma.
    last: Option<usize>,
    /// The last figure, where it was taken.
    latest: Option<usize>,
    /// 「いずれも」
    is_of_all: bool,
}

/// What heads a column of a table, or a row of one whose head are labels.
#[derive(Clone, Debug, Default, PartialEq)]
struct Head {
    /// Whose figures stand there.
    scope: Option<Scope>,
    date: Option<String>,
    is_projected: bool,
}

/// A row of a table whose head are labels.
#[derive(Clone, Debug)]
struct Row {
    head: Head,
    /// The next column.
    next: usize,
}

/// Reads an entry's figures.
pub(super) struct Reader<'a> {
    towns: &'a [MunicipalityRef],
    waiting: Vec<Waiting>,
    /// The label whose figure was read last.
    current: Option<Waiting>,
    /// Labels that head a table, and the row that is being read.
    columns: Vec<Waiting>,
    /// In a joint entry, every label so far: other towns' figures may follow further
    /// on without it.
    seen: Vec<Waiting>,
    row: Option<Row>,
    /// Whether a row is another town's, so that the table's total is not the town's.
    has_other_towns: bool,
    /// Whether a column of names heads the table, so that no row is without one.
    names_rows: bool,
    /// What heads a table's columns, and the segment that it ends in.
    heads: Vec<Head>,
    heads_start: usize,
    heads_end: usize,
    /// Cells that head columns of figures.
    pub(super) used_heads: Vec<usize>,
    /// How many figures the segment's only label has.
    width: usize,
    /// In a joint entry, the town that the lines are under.
    town: Option<Scope>,
    /// Whether the first column of the page, and the others, are under a title that
    /// is not about the town as it is.
    aside: [bool; 2],
    /// What the last cell leaves to the next where a sentence goes on.
    left: Statement,
    pub(super) printed: Vec<Printed>,
    pub(super) unread: Vec<Unread>,
    /// Dates that the entry itself calls those of its figures.
    pub(super) reference_date: Option<String>,
    awaits_date: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(towns: &'a [MunicipalityRef]) -> Self {
        Self {
            towns,
            waiting: Vec::new(),
            current: None,
            columns: Vec::new(),
            seen: Vec::new(),
            row: None,
            names_rows: false,
            has_other_towns: false,
            heads: Vec::new(),
            heads_start: 0,
            heads_end: 0,
            used_heads: Vec::new(),
            width: 0,
            town: None,
            aside: [false; 2],
            left: Statement::default(),
            printed: Vec::new(),
            unread: Vec::new(),
            reference_date: None,
            awaits_date: false,
        }
    }

    pub(super) fn read(mut self, segments: &[Segment]) -> Self {
        let mut origin = Origin::Profile;
        for (index, segment) in segments.iter().enumerate() {
            if origin != segment.origin {
                origin = segment.origin;
                self.waiting.clear();
                self.columns.clear();
                self.row = None;
                self.names_rows = false;
                self.has_other_towns = false;
                self.heads.clear();
                self.town = None;
                self.aside = [false; 2];
            }
            self.segment(index, segment);
        }
        self
    }

    fn segment(&mut self, index: usize, segment: &Segment) {
        let column = segment.cell.min(1);
        let has_figure = segment
            .tokens
            .iter()
            .any(|it| matches!(it, Token::Figure(_)));
        let has_date = segment.tokens.iter().any(|it| matches!(it, Token::Date(_)));
        let is_of_others = matches!(segment.tokens.first(), Some(Token::Scope(Scope::Others)))
            && segment.text.chars().count() <= TITLE_LENGTH;
        let is_aside = ASIDE.is_match(&segment.text) && !has_date || is_of_others;
        if !has_figure
            && (is_aside || TITLE.is_match(&segment.text))
            && let Some(aside) = self.aside.get_mut(column)
        {
            *aside = is_aside;
        }
        self.waiting
            .retain(|label| !label.is_broken && index <= label.segment + FAR);
        self.current = None;
        if self.is_head(index, segment) || self.is_foreign_row(segment) {
            return;
        }
        let labels = segment
            .tokens
            .iter()
            .filter(|it| matches!(it, Token::Label(_)));
        let figures = segment
            .tokens
            .iter()
            .filter(|it| matches!(it, Token::Figure(_)));
        self.width = if labels.count() > 1 {
            0
        } else {
            figures.count()
        };
        let left = std::mem::take(&mut self.left);
        let mut at = if segment.after_blank || segment.cell > 0 {
            Statement::default()
        } else {
            left
        };
        let mut outer: Vec<(Statement, bool)> = Vec::new();
        for (place, token) in segment.tokens.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|it| segment.tokens.get(it));
            match token {
                Token::Stop => {
                    at = Statement::default();
                    self.current = None;
                }
                Token::Comma => {
                    if at.is_topic {
                        at.scope = Some(Scope::Others);
                    }
                    at.is_dirty = false;
                    at.is_adjacent = false;
                    at.last = None;
                }
                Token::Word(word) => {
                    at.is_dirty = true;
                    at.is_of_all = word.contains("いずれも") || word.contains("ともに");
                    at.is_topic =
                        word.ends_with('は') || word.ends_with("には") || word.ends_with("おいて");
                    at.is_adjacent = false;
                    at.is_fresh = false;
                    self.breaks(index);
                }
                Token::About => at.is_about = true,
                Token::Note(note) => {
                    if let Some(label) = self.waiting.last_mut().filter(|it| it.segment == index) {
                        label.note = Some(note.clone());
                    }
                }
                Token::UnitOf(unit, factor) => {
                    if let Some(label) = self.waiting.last_mut() {
                        label.unit = Some((*unit, *factor));
                    }
                }
                Token::DateLabel => self.awaits_date = true,
                // Until a row says whose it is.
                Token::NameColumn => self.names_rows = true,
                Token::Date(date) => self.date(date, &mut at),
                Token::Day(_) => {}
                Token::Scope(scope) => {
                    if *scope == Scope::Own
                        && let Some(aside) = self.aside.get_mut(column)
                    {
                        *aside = false;
                    }
                    self.scope(scope, index, &mut at);
                }
                Token::Label(label) => {
                    let refines = outer.last().is_some_and(|(_, fresh)| *fresh);
                    self.label(*label, index, refines, &mut at);
                }
                Token::Figure(figure) => self.figure(*figure, index, segment, &mut at),
                Token::Open => {
                    let fresh = matches!(before, Some(Token::Label(_) | Token::Note(_)));
                    outer.push((at.clone(), fresh));
                    at.last = None;
                    at.date = None;
                    at.is_adjacent = false;
                }
                Token::Close => {
                    if let Some((before, _)) = outer.pop() {
                        self.close(before, &mut at, index);
                    }
                }
            }
        }
        // 「人口 13,629人 ※令和3年4月1日現在」
        if let Some(date) = at.date.take().filter(|_| at.figures > 0) {
            self.give(&date, index, |_| true);
        }
        if segment.breaks_off() {
            self.left = Statement {
                scope: at.scope.filter(|scope| *scope != Scope::Total),
                is_projected: at.is_projected,
                is_named: at.is_named,
                ..Statement::default()
            };
        }
    }

    /// A line of years or of towns, over columns of figures or above its own.
    fn is_head(&mut self, index: usize, segment: &Segment) -> bool {
        let is_next = index == self.heads_end + 1;
        let starts_bracket = matches!(segment.tokens.first(), Some(Token::Open));
        let above = if is_next && starts_bracket {
            self.heads.clone()
        } else {
            Vec::new()
        };
        let is_second = !above.is_empty();
        let Some(heads) = heads(&segment.tokens, above).filter(|_| !self.awaits_date) else {
            return false;
        };
        // 「(平成31年3月31日)」 below a figure heads nothing.
        if starts_bracket && !is_second && heads.iter().all(|head| head.scope.is_none()) {
            return false;
        }
        let waits = self.columns.len().max(self.waiting.len());
        match heads.as_slice() {
            [head] if waits > usize::from(head.scope.is_none()) => self.begin_row(head.clone()),
            [
                Head {
                    scope: Some(scope @ Scope::Town(_)),
                    ..
                },
            ] if self.towns.len() > 1 => {
                self.town = Some(scope.clone());
            }
            _ => {}
        }
        let mut years = self.heads.iter().chain(&heads);
        if is_next && !is_second && years.all(|head| head.date.is_some()) {
            self.heads.extend(heads);
        } else {
            self.heads = heads;
            self.heads_start = if is_second { self.heads_start } else { index };
        }
        self.heads_end = index;
        true
    }

    /// A name that is not known, in a table of rows with names.
    fn is_foreign_row(&mut self, segment: &Segment) -> bool {
        let is_name = matches!(segment.tokens.as_slice(), [Token::Word(_)]) && self.row.is_some();
        if is_name && !self.columns.is_empty() {
            self.begin_row(Head::default());
        }
        is_name
    }

    fn begin_row(&mut self, head: Head) {
        if !self.waiting.is_empty() {
            self.columns = std::mem::take(&mut self.waiting);
        }
        self.has_other_towns |=
            matches!(&head.scope, Some(Scope::Town(name)) if !self.is_of_entry(name));
        self.row = Some(Row { head, next: 0 });
    }

    fn is_of_entry(&self, name: &str) -> bool {
        self.towns.iter().any(|town| town.name == *name)
    }

    /// A word that is not known keeps what follows from the labels before it.
    fn breaks(&mut self, index: usize) {
        for label in self
            .waiting
            .iter_mut()
            .filter(|label| label.segment == index)
        {
            label.is_broken = true;
        }
        if let Some(current) = &mut self.current {
            current.is_broken = true;
        }
    }

    fn date(&mut self, date: &str, at: &mut Statement) {
        if std::mem::take(&mut self.awaits_date) {
            self.reference_date.get_or_insert_with(|| date.to_owned());
            return;
        }
        at.is_projected = is_horizon(date) || at.is_projected && at.figures == 0;
        at.date = Some(date.to_owned());
        at.last = None;
    }

    fn scope(&mut self, scope: &Scope, index: usize, at: &mut Statement) {
        match scope {
            Scope::Projected => {
                at.is_projected = true;
                if let Some(last) = at.last.and_then(|last| self.printed.get_mut(last)) {
                    last.is_projected = true;
                }
                return;
            }
            Scope::Total if at.scope == Some(Scope::Others) => return,
            Scope::Others => {
                at.scope = Some(Scope::Others);
                return;
            }
            Scope::Own | Scope::Town(_) | Scope::Total => {}
        }
        at.scope = Some(scope.clone());
        at.is_named |= *scope == Scope::Own;
        at.is_dirty = false;
        at.is_fresh = true;
        let here = self
            .waiting
            .iter_mut()
            .filter(|label| label.segment == index);
        for label in here.chain(&mut self.current) {
            if !label.is_read {
                label.is_broken = false;
                label.is_others = false;
            }
            label.is_named |= *scope == Scope::Own;
        }
    }

    fn label(&mut self, label: Option<FactName>, index: usize, refines: bool, at: &mut Statement) {
        if refines {
            // 「人口(65歳以上)」「高齢化率(75歳以上)」
            if let Some(outer) = self.waiting.last_mut() {
                let refined = outer
                    .label
                    .zip(label)
                    .and_then(|(outer, inner)| refined(outer, inner));
                outer.is_others |= refined.is_none();
                outer.label = refined.or(outer.label);
            }
            return;
        }
        // 「13,629人 平成29年4月1日現在 高齢化率」: the date of what stands before it.
        let date = at.date.take();
        let date = match date {
            Some(date)
                if at.figures > 0 && !at.is_dirty && self.current.is_some() && at.is_adjacent =>
            {
                self.give(&date, index, |_| true);
                None
            }
            other => other,
        };
        let is_others =
            at.is_dirty || matches!(at.scope, Some(Scope::Others)) || self.is_foreign(at);
        self.waiting
            .retain(|waiting| waiting.label.is_none() || waiting.label != label);
        let waiting = Waiting {
            label,
            is_others,
            is_broken: false,
            is_named: at.is_named,
            unit: None,
            date,
            note: None,
            segment: index,
            column: 0,
            is_read: false,
        };
        if self.towns.len() > 1 && !is_others {
            self.seen.push(waiting.clone());
        }
        self.waiting.push(waiting);
        self.current = None;
        self.row = None;
        at.is_dirty = false;
        at.is_topic = false;
        at.is_about = false;
        at.is_adjacent = false;
        at.last = None;
    }

    /// Whether the statement is about a town that the entry is not about.
    fn is_foreign(&self, at: &Statement) -> bool {
        matches!(&at.scope, Some(Scope::Town(name)) if !self.is_of_entry(name))
    }

    /// The end of a bracket, whose words are about the figure before it, or, where
    /// none stands before it, about what follows.
    fn close(&mut self, before: Statement, at: &mut Statement, index: usize) {
        let inside = std::mem::replace(at, before);
        let is_empty = inside.figures == at.figures;
        let stands_behind = at.figures > 0 && self.current.is_some();
        at.figures = inside.figures;
        if !stands_behind {
            at.date = inside.date.or(at.date.take());
            at.is_projected |= inside.is_projected;
            if inside.scope.is_some() && is_empty {
                at.scope = inside.scope;
            }
            at.is_dirty |=
                inside.is_dirty && is_empty && !self.waiting.iter().any(|it| it.segment == index);
            return;
        }
        if let Some(current) = &mut self.current {
            current.is_broken |= !is_empty;
        }
        if !is_empty {
            return;
        }
        if let Some(date) = inside.date.as_ref().filter(|_| inside.is_of_all) {
            self.give(date, index, |_| true);
        }
        let Some(latest) = at.latest else { return };
        if let Some(figure) = self.printed.get_mut(latest) {
            figure.is_projected |= inside.is_projected;
            if let Some(date) = inside.date {
                figure.as_of.get_or_insert(date);
            }
        }
        // 「30.2%(県平均)」
        if inside.scope == Some(Scope::Others) && !inside.is_dirty {
            self.printed.truncate(latest);
            at.latest = None;
        }
    }

    /// Dates the figures of a cell that have no date of their own.
    fn give(&mut self, date: &str, index: usize, is_meant: impl Fn(&Printed) -> bool) {
        for value in self
            .printed
            .iter_mut()
            .filter(|it| it.segment == index && is_meant(it))
        {
            value.as_of.get_or_insert_with(|| date.to_owned());
        }
    }

    fn figure(&mut self, figure: Figure, index: usize, segment: &Segment, at: &mut Statement) {
        at.figures += 1;
        let mut taken = self.take(figure, index, at);
        let is_dirty = std::mem::take(&mut at.is_dirty);
        let date = at.date.take();
        let is_about = std::mem::take(&mut at.is_about);
        at.is_adjacent = true;
        at.last = None;
        at.latest = None;
        at.is_fresh = false;
        let Some((label, head)) = &mut taken else {
            if let Some(current) = &mut self.current {
                current.is_broken = true;
            }
            return;
        };
        label.column += 1;
        self.current = Some(label.clone());
        let Some((kind, value)) = label.label.and_then(|it| measure(it, figure, label.unit)) else {
            return;
        };
        let is_unknown = label.is_broken || is_dirty && label.segment != index;
        // 「北部西 人口5,827人」: what stands below it is of the same district.
        let heads_list = label.is_others && kind == FactName::Population && segment.is_item();
        if let Some(aside) = self.aside.get_mut(segment.cell.min(1)) {
            *aside |= heads_list;
        }
        let others = label.is_others
            || head.scope == Some(Scope::Others)
            || self.aside.get(segment.cell.min(1)) == Some(&true);
        if others || figure.is_bounded {
            if let Some(current) = &mut self.current {
                current.is_others |= others;
                current.is_broken |= figure.is_bounded;
            }
            return;
        }
        if segment.origin == Origin::Other && !label.is_named {
            return;
        }
        if is_unknown || figure.is_cut && !gate::is_possible(kind, value) {
            self.refuse(kind, segment, "数値の前後の語から町の値と判断できない");
            return;
        }
        if !gate::is_possible(kind, value) && !at.is_projected {
            // 「人口 5,268,352人、高齢化率 31.6％」 is a prefecture's as a whole.
            if kind == FactName::Population && value > 1.0 {
                at.scope = Some(Scope::Others);
            }
            self.refuse(
                kind,
                segment,
                &format!("値が{}としてあり得ない", kind.label()),
            );
            return;
        }
        let town = match (&head.scope, self.towns) {
            (Some(Scope::Town(name)), _) => Some(name.clone()),
            (Some(Scope::Own), [only]) => Some(only.name.clone()),
            _ => None,
        };
        at.last = Some(self.printed.len());
        at.latest = at.last;
        if let Some(current) = &mut self.current {
            current.is_read |= town.is_none() || head.scope == Some(Scope::Own);
        }
        self.printed.push(Printed {
            label: kind,
            value,
            town,
            is_total: head.scope == Some(Scope::Total),
            is_projected: at.is_projected || head.is_projected,
            is_about,
            as_of: date
                .or_else(|| label.date.clone())
                .or_else(|| head.date.take()),
            note: label.note.clone(),
            words: segment.words.clone(),
            lines: segment.lines,
            segment: index,
            origin: segment.origin,
            is_direct: label.segment == index,
        });
    }

    /// The label that a figure belongs to, and whose figure it is.
    fn take(&mut self, figure: Figure, index: usize, at: &Statement) -> Option<(Waiting, Head)> {
        let fits = |label: &Waiting| label.fits(figure, index);
        let here = |label: &Waiting| label.segment == index && fits(label);
        if let Some(place) = self.waiting.iter().position(here) {
            let label = self.waiting.remove(place);
            let head = self.head(label.column, at);
            self.names_rows = false;
            return Some((label, head));
        }
        // 「面積：13,189世帯」: what the label counts is another thing.
        self.waiting.retain(|label| label.segment != index);
        let is_of_table = self
            .current
            .as_ref()
            .is_none_or(|label| label.segment != index);
        if is_of_table && (at.figures == 1 || at.is_adjacent) {
            let taken = self.take_in_table(figure, at, index);
            if taken.is_some() {
                return taken;
            }
        }
        let label = self.current.clone().filter(fits)?;
        let head = self.head(label.column, at);
        // 「65歳以上 4,743人（34.8％）」
        let is_share = figure.unit == Unit::Percent && label.counts_people() && !label.is_broken;
        let goes_on = at.is_adjacent || at.is_fresh || at.date.is_some() || is_share;
        goes_on.then_some((label, head))
    }

    /// Whose the figure in a column is: by the head of the table, else by the words of
    /// the statement or the town that the lines are under.
    fn head(&mut self, column: usize, at: &Statement) -> Head {
        let is_total = self.heads.len() > 1
            && self.width == self.heads.len() + 1
            && self.heads.iter().all(|head| head.scope.is_some());
        let in_table = self.heads.len() > 1 && self.width == self.heads.len();
        if in_table {
            self.used_heads.extend(self.heads_start..=self.heads_end);
        }
        let scope = at.scope.clone().or_else(|| self.town.clone());
        match self.heads.get(column).filter(|_| in_table || is_total) {
            Some(head) => Head {
                scope: head.scope.clone().or(scope),
                ..head.clone()
            },
            None => Head {
                scope: if is_total { Some(Scope::Total) } else { scope },
                ..Head::default()
            },
        }
    }

    /// The label of a figure that stands without one: of labels that wait in their
    /// order, or of the head of a table.
    fn take_in_table(
        &mut self,
        figure: Figure,
        at: &Statement,
        index: usize,
    ) -> Option<(Waiting, Head)> {
        let is_named = at.scope.is_some() || at.is_dirty;
        let mut labels = self.waiting.iter().chain(&self.columns).chain(&self.seen);
        if is_named
            && (at.figures == 1 || at.is_fresh)
            && labels.any(|label| label.fits_column(figure))
        {
            self.begin_row(Head {
                scope: at.scope.clone().filter(|_| !at.is_dirty),
                ..Head::default()
            });
        }
        let Some(row) = &mut self.row else {
            let fits = |label: &Waiting| label.fits(figure, index) && !self.names_rows;
            let place = self.waiting.iter().position(fits)?;
            let label = self.waiting.remove(place);
            let head = self.head(label.column, at);
            return Some((label, head));
        };
        let mut head = row.head.clone();
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

    fn refuse(&mut self, label: FactName, segment: &Segment, reason: &str) {
        self.unread.push(Unread {
            fact: label,
            line: segment.lines[0],
            reason: reason.to_owned(),
        });
    }
}

/// The heads that a cell consists of. What stands in brackets is about the head
/// before it, or, under a line of as many heads, about the one above.
fn heads(tokens: &[Token], above: Vec<Head>) -> Option<Vec<Head>> {
    let groups = tokens.iter().filter(|it| **it == Token::Open).count();
    let is_aligned = !above.is_empty() && groups == above.len();
    let mut heads = above;
    let mut bracket = 0;
    let mut is_open = false;
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
                date: Some(date.clone()),
                is_projected: is_horizon(date),
                ..Head::default()
            }),
            (Token::Day(day), Some(head)) => {
                if let Some(date) = head.date.as_mut().filter(|date| date.len() == 4) {
                    date.push_str(day);
                }
            }
            (Token::Scope(Scope::Projected), Some(head)) => head.is_projected = true,
            (Token::Scope(scope), last) => {
                if last.is_none_or(|head| head.scope.as_ref() != Some(scope)) {
                    heads.push(Head {
                        scope: Some(scope.clone()),
                        ..Head::default()
                    });
                }
            }
            (Token::NameColumn | Token::Comma | Token::Day(_), _) => {}
            _ => return None,
        }
    }
    (!heads.is_empty()).then_some(heads)
}

impl Waiting {
    fn counts_people(&self) -> bool {
        matches!(
            self.label,
            Some(FactName::Population65 | FactName::Population75)
        )
    }

    /// Whether a figure can be this label's, by its unit and where it stands.
    fn fits(&self, figure: Figure, index: usize) -> bool {
        let is_near = index <= self.segment + NEAR || self.unit.is_some();
        self.fits_column(figure) && (figure.unit != Unit::Bare || is_near)
    }

    fn fits_column(&self, figure: Figure) -> bool {
        match self.label {
            None => true,
            Some(label) => measure(label, figure, self.unit).is_some(),
        }
    }
}

/// A figure in people, percent or km², if its unit fits the label. 「75歳以上 23.6%」
/// is a rate.
fn measure(
    label: FactName,
    figure: Figure,
    unit_of_label: Option<(Unit, f64)>,
) -> Option<(FactName, f64)> {
    use FactName::{AgingRate, AgingRate75, Area, Population, Population65, Population75};
    let (unit, value) = match (figure.unit, unit_of_label) {
        (Unit::Bare, Some((unit, factor))) => (unit, figure.value * factor),
        (unit, _) => (unit, figure.value),
    };
    match (label, unit) {
        (Population | Population65 | Population75, Unit::People | Unit::Bare)
        | (AgingRate | AgingRate75, Unit::Percent | Unit::Bare)
        | (Area, Unit::SquareKilometres | Unit::Bare) => Some((label, value)),
        (Population65, Unit::Percent) => Some((AgingRate, value)),
        (Population75, Unit::Percent) => Some((AgingRate75, value)),
        // Printed for km² where it is too small for a town.
        (Area, Unit::SquareMetres) if value < 100_000.0 => Some((label, value)),
        (Area, Unit::SquareMetres) => Some((label, value / 1e6)),
        _ => None,
    }
}

/// Whether a year is one that plans look ahead to, and no census has counted.
fn is_horizon(date: &str) -> bool {
    date.len() == 4 && ("2025".."9").contains(&date) && date.ends_with(['0', '5'])
        || *date > *dates::today()
}

/// What a label counts with the words in brackets behind it: 「人口(65歳以上)」.
fn refined(outer: FactName, inner: FactName) -> Option<FactName> {
    use FactName::{AgingRate, AgingRate75, Population, Population65, Population75};
    match (outer, inner) {
        (Population | Population65, Population65) => Some(Population65),
        (Population | Population75, Population75) => Some(Population75),
        (AgingRate, Population65) => Some(AgingRate),
        (AgingRate | AgingRate75, Population75) => Some(AgingRate75),
        _ => None,
    }
}
