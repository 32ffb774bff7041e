//! What is counted over all cases. It hangs on nothing that is asked, so it is counted
//! when it is first shown, and kept for as long as the same index is.

use std::sync::OnceLock;

use super::App;
use super::fault::Fault;
use crate::search::{Engine, FacetValue, SearchError};
use crate::views::items::{self, Row};
use crate::views::models::{self, Sizes};
use crate::views::needs::{self, Door};
use crate::views::towns;

/// The counts made so far.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    doors: OnceLock<Vec<Door>>,
    topics: OnceLock<Vec<Row>>,
    models: OnceLock<Vec<Sizes>>,
    bands: OnceLock<Vec<FacetValue>>,
}

impl App {
    /// Every need with its counts.
    pub(super) fn doors(&self) -> Result<&[Door], Fault> {
        Ok(kept(&self.tallies.doors, &self.engine, needs::doors)?)
    }

    /// Every topic with its shares of every class.
    pub(super) fn topics(&self) -> Result<&[Row], Fault> {
        Ok(kept(&self.tallies.topics, &self.engine, items::rows)?)
    }

    /// Every model with its shares of the cases of each size.
    pub(super) fn model_sizes(&self) -> Result<&[Sizes], Fault> {
        Ok(kept(&self.tallies.models, &self.engine, models::sizes)?)
    }

    /// The population bands of the cases.
    pub(super) fn bands(&self) -> Result<&[FacetValue], Fault> {
        Ok(kept(&self.tallies.bands, &self.engine, towns::bands)?)
    }
}

/// What was counted before, or is counted now; what fails is tried again.
fn kept<'a, T>(
    slot: &'a OnceLock<T>,
    engine: &Engine,
    count: impl FnOnce(&Engine) -> Result<T, SearchError>,
) -> Result<&'a T, SearchError> {
    if let Some(counted) = slot.get() {
        return Ok(counted);
    }
    let counted = count(engine)?;
    Ok(slot.get_or_init(|| counted))
}
