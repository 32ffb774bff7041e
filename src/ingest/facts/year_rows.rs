//! Rows under heads of years whose figures the text prints one below the other, as
//! `pdftotext` reads narrow cells: read as the rows that they were.
//!
//! Which year is the one to take is not known here.

use crate::record::MunicipalityRef;

use super::segments::Segment;
use super::tokens::{self, Scope, Token};

/// Puts each row's figures behind its label again, where there are as many of them as
/// years above.
pub(super) fn join(segments: Vec<Segment>, towns: &[MunicipalityRef]) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::with_capacity(segments.len());
    let mut years = 0;
    // Years one below the other.
    let mut run = 0;
    let mut rest = segments.into_iter().peekable();
    while let Some(mut segment) = rest.next() {
        let heads = heads(&segment);
        let is_below = heads > 0 && !segment.after_blank;
        run = if is_below { run + heads } else { heads };
        if run > 1 || segment.tokens.contains(&Token::Stop) {
            years = run;
        } else if years > 1 && segment.tokens.iter().any(Token::is_label) {
            let mut missing = years.saturating_sub(figures(&segment));
            let mut below = Vec::new();
            while missing > 0
                && let Some(next) = rest.next_if(|next| goes_on(&segment, next, missing))
            {
                missing -= figures(&next);
                below.push(next);
            }
            if missing > 0 {
                // Which years they are of is not told.
                joined.push(segment);
                joined.extend(below);
                continue;
            }
            for next in &below {
                segment.add_cell(next);
            }
            segment.tokens = tokens::tokens(&segment.text, towns);
        }
        joined.push(segment);
    }
    joined
}

/// How many years a segment consists of; 0 where it says something else.
fn heads(segment: &Segment) -> usize {
    let mut years = 0;
    for token in &segment.tokens {
        match token {
            Token::Date(_) => years += 1,
            Token::Open | Token::Close | Token::Scope(Scope::Projected) => {}
            _ => return 0,
        }
    }
    years
}

/// Whether it fills a cell of a row.
fn is_cell(token: &Token) -> bool {
    token.is_figure() || *token == Token::Nothing
}

fn figures(segment: &Segment) -> usize {
    segment.tokens.iter().filter(|it| is_cell(it)).count()
}

/// Whether a segment holds nothing but the next figures of the row, and no more of them.
fn goes_on(row: &Segment, next: &Segment, missing: usize) -> bool {
    next.origin == row.origin
        && !next.after_blank
        && (1..=missing).contains(&next.tokens.len())
        && next.tokens.iter().all(is_cell)
}
