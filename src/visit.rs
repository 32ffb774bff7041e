//! What an officer carries from page to page in the address: the own town and the
//! cases picked for the handout; and the page that it is carried to.
//!
//! Plain values; which pages show them, and how, is not known here.

use std::sync::Arc;

use crate::own_town::OwnTown;

/// How many cases stand side by side.
pub(crate) const MAX_PICKS: usize = 4;

/// The parameter that carries a picked case through lists.
pub(crate) const PICKED: &str = "compare";

/// The parameter that carries the own town, by its code.
pub(crate) const HOME: &str = "home";

/// What stands for a town that was removed, so that the device forgets it too.
pub(crate) const NO_HOME: &str = "none";

/// The own town, where it is known, and the picked cases.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Visit {
    /// The officer's own town.
    pub(crate) home: Option<Arc<OwnTown>>,
    /// The picked cases.
    pub(crate) picks: Picks,
    /// The address of the page that is visited, without the own town.
    pub(crate) page: String,
    /// Whether the maintainer must look at something, which every page says; no part
    /// of an address.
    pub(crate) is_alarmed: bool,
}

impl Visit {
    /// The same with one case more, where there is room.
    #[must_use]
    pub(crate) fn with(&self, id: &str) -> Self {
        self.with_picks(self.picks.with(id))
    }

    /// The same with one case less.
    #[must_use]
    pub(crate) fn without(&self, id: &str) -> Self {
        self.with_picks(self.picks.without(id))
    }

    /// The same with other picks.
    #[must_use]
    pub(crate) fn with_picks(&self, picks: Picks) -> Self {
        Self {
            picks,
            ..self.clone()
        }
    }

    /// The own town alone.
    #[must_use]
    pub(crate) fn home_alone(&self) -> Self {
        self.with_picks(Picks::default())
    }

    /// The parameters that carry it.
    pub(crate) fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.home_pair()
            .into_iter()
            .chain(self.picks.to_pairs())
            .collect()
    }

    /// The parameter that carries the own town.
    pub(crate) fn home_pair(&self) -> Option<(&'static str, String)> {
        let home = self.home.as_ref()?;
        Some((HOME, home.municipality.code.clone()))
    }
}

/// Up to four case ids, each once, in the order they were picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picks(Vec<String>);

impl Picks {
    /// The first four different ids.
    pub(crate) fn new<S: Into<String>>(ids: impl IntoIterator<Item = S>) -> Self {
        ids.into_iter()
            .map(Into::into)
            .fold(Self::default(), |picks, id: String| picks.with(&id))
    }

    /// The ids.
    pub(crate) fn ids(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing is picked.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no more can be picked.
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= MAX_PICKS
    }

    /// Whether a case is picked.
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.0.iter().any(|picked| picked == id)
    }

    /// These and one more, where there is room.
    #[must_use]
    pub(crate) fn with(&self, id: &str) -> Self {
        let mut ids = self.0.clone();
        if !self.is_full() && !self.contains(id) {
            ids.push(id.to_owned());
        }
        Self(ids)
    }

    /// These without one.
    #[must_use]
    pub(crate) fn without(&self, id: &str) -> Self {
        Self(
            self.0
                .iter()
                .filter(|picked| *picked != id)
                .cloned()
                .collect(),
        )
    }

    /// The parameters that carry them.
    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.0.iter().map(|id| (PICKED, id.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_different_cases_can_be_picked() {
        let picks = Picks::new(["a", "b", "a", "c", "d", "e"]);
        assert_eq!(picks.ids(), ["a", "b", "c", "d"]);
        assert!(picks.is_full());
        assert_eq!(picks.without("b").with("e").ids(), ["a", "c", "d", "e"]);
    }
}
