//! Heads of years and the rows under them, as `pdftotext` reads narrow cells: years on
//! several lines and figures one below the other are read as the rows that they were.
//!
//! Which year is the one to take is not known here.

use crate::record::MunicipalityRef;

use super::segments::Segment;
use super::tokens::{self, Scope, Token};

/// Puts each row's figures behind its label again, where there are as many of them as
/// years above.
pub(super) fn join(segments: &[Segment], towns: &[MunicipalityRef]) -> Vec<Segment> {
    let segments = looking_ahead(segments);
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

/// Puts years that partly lie ahead (「推計」 above, beside or below them) into one row of
/// heads, and says of each that lies ahead that it does: 「令和8年」 after 「令和5年」.
fn looking_ahead(segments: &[Segment]) -> Vec<Segment> {
    let is_head =
        |it: &Segment| heads(it) > 0 || is_projected(it) && it.tokens.iter().all(says_when);
    let groups = segments.chunk_by(|one, other| is_head(one) && is_head(other));
    let mut joined: Vec<Segment> = Vec::with_capacity(segments.len());
    for group in groups {
        let tokens = || group.iter().flat_map(|it| &it.tokens);
        let dates = tokens().filter_map(|token| match token {
            Token::Date(date) => Some(date.as_str()),
            _ => None,
        });
        let mut dates: Vec<&str> = dates.collect();
        dates.sort_unstable();
        let above = joined.last();
        let ahead = above.is_some_and(is_projected) || group.iter().any(is_projected);
        let first = first_ahead(&dates).filter(|_| ahead && is_head(&group[0]));
        match (first, group) {
            (Some(first), [head, below @ ..]) => {
                let mut head = head.clone();
                for it in below {
                    head.add_cell(it);
                }
                let tokens = dates.iter().enumerate().flat_map(|(at, date)| {
                    let ahead = (at >= first).then_some(Token::Scope(Scope::Projected));
                    [Token::Date((*date).to_owned())].into_iter().chain(ahead)
                });
                head.tokens = tokens.collect();
                joined.push(head);
            }
            _ => joined.extend_from_slice(group),
        }
    }
    joined
}

/// The first of several years that follows on years one after the other, but not right
/// after them; none where one is more than a year.
fn first_ahead(dates: &[&str]) -> Option<usize> {
    let years = dates.iter().map(|date| date.parse().ok());
    let years: Vec<u32> = years.collect::<Option<_>>()?;
    let steps: Vec<u32> = years.windows(2).map(|it| it[1] - it[0]).collect();
    let is_first = |at: &usize| steps[at - 1] == 1 && steps[*at] > 1;
    (1..steps.len()).find(is_first).map(|at| at + 1)
}

/// Whether a cell without labels says that its column, or one below it, is
/// of years to come.
fn is_projected(segment: &Segment) -> bool {
    let tokens = &segment.tokens;
    tokens.contains(&Token::Scope(Scope::Projected)) && !tokens.iter().any(Token::is_label)
}

/// Whether it is a year, or what stands around one.
fn says_when(token: &Token) -> bool {
    let is_around = matches!(token, Token::Open | Token::Close | Token::NameColumn);
    is_around || matches!(token, Token::Date(_) | Token::Scope(Scope::Projected))
}

/// How many years a segment consists of; 0 where it says something else.
fn heads(segment: &Segment) -> usize {
    let mut years = 0;
    for token in &segment.tokens {
        match token {
            Token::Date(_) => years += 1,
            token if says_when(token) => {}
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
