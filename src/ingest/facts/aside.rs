//! Titles over figures that are not the whole town's, or not of today: those of districts,
//! of other towns, of years to come.
//!
//! Which figure belongs to which label is not known here.

use super::super::pattern::Pattern;
use super::cell::Cell;
use super::reading::Reader;
use super::segments::{Segment, TITLE_LENGTH};
use super::table::is_horizon;
use super::tokens::{Scope, Token};

/// Titles of what is not the whole town's, or not of today.
static ASIDE: Pattern = Pattern::new(r"別|推計|将来|参考|推移|内訳|比較|見込");
static TITLE: Pattern = Pattern::new(r"^[【■□◆◇●○◎<〈]");

impl Reader<'_> {
    /// A cell without figures may be a title over others' figures, or end such ones.
    pub(super) fn title(&mut self, cell: Cell<'_>) {
        let Segment { text, tokens, .. } = cell.segment;
        let is_town = |token: &&Token| matches!(token, Token::Scope(Scope::Own | Scope::Town(_)));
        // 「○○町 △△市 （参考）全国」 heads columns, and 「推計人口 2040年」 a row.
        if tokens.iter().filter(is_town).count() > 1 || self.heads_row(cell) {
            return;
        }
        // 「2040年の推計人口」 says what is to come; 「2040年推計」 heads a column.
        let counts = tokens.iter().any(Token::is_label);
        let is_past = |date: &str| !(counts && is_horizon(date, text));
        let mut dates = tokens.iter();
        let has_date = dates.any(|it| matches!(it, Token::Date(date) if is_past(date)));
        let is_of_others = matches!(tokens.first(), Some(Token::Scope(Scope::Others)))
            && text.chars().count() <= TITLE_LENGTH;
        let name = match tokens.as_slice() {
            [Token::Scope(scope @ (Scope::Own | Scope::Town(_)))] => Some(scope),
            _ => None,
        };
        let is_sentence = tokens.contains(&Token::Stop);
        let is_aside = ASIDE.is_match(text) && !has_date && !is_sentence
            || is_of_others
            || self.table.is_other_town(name);
        if is_aside || name.is_some() || TITLE.is_match(text) {
            self.set_aside(cell, is_aside);
        }
    }

    /// Whether figures alone stand in the next cell of the line.
    fn heads_row(&self, cell: Cell<'_>) -> bool {
        let next = self.segments.get(cell.index + 1);
        next.is_some_and(|next| {
            let is_cell = |it: &Token| it.is_figure() || *it == Token::Nothing;
            next.cell > 0 && next.tokens.iter().all(is_cell)
        })
    }

    /// Says whether what follows in the column is not the town's as it is.
    pub(super) fn set_aside(&mut self, cell: Cell<'_>, is_aside: bool) {
        if let Some(aside) = self.aside.get_mut(cell.column()) {
            *aside = is_aside;
        }
    }
}
