//! Where a statement has come to while its figures are read.

use super::tokens::Scope;

/// What stands right before a place in a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Before {
    #[default]
    Other,
    /// A figure and its unit.
    Figure,
    /// The name of a town, or a word for a total.
    Name,
}

/// Where a statement has come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    pub(super) scope: Option<Scope>,
    pub(super) is_projected: bool,
    /// Whether the town was named.
    pub(super) is_named: bool,
    /// 「約」
    pub(super) is_about: bool,
    pub(super) before: Before,
    /// Words since the last comma, label or figure that are not known.
    pub(super) words: String,
    pub(super) date: Option<String>,
    /// The same where it stands in no bracket, for the figures behind the next one too.
    pub(super) day: Option<String>,
    /// How many figures it has.
    pub(super) figures: usize,
    /// The last figure, where it was taken; and the same until the next comma.
    pub(super) latest: Option<usize>,
    pub(super) of_clause: Option<usize>,
}
