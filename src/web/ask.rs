//! What a handler is asked with: what there is to show, the parameters, and what the
//! officer carries along. Pages are drawn in the shell here and nowhere else.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use maud::Markup;

use super::App;
use super::fault::Fault;
use super::params::Params;
use crate::own_town::OwnTown;
use crate::record::CaseSummary;
use crate::search::Query;
use crate::templates::{Page, Picking, shell};
use crate::visit::Visit;

/// A request, read.
pub(super) struct Ask {
    pub(super) app: App,
    pub(super) params: Params,
    pub(super) visit: Visit,
}

impl FromRequestParts<App> for Ask {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Fault> {
        let params = Params::from_request_parts(parts, app).await?;
        Ok(Self {
            visit: params.visit(app),
            params,
            app: app.clone(),
        })
    }
}

impl Ask {
    /// The page, as a browser gets it.
    pub(super) fn show(&self, page: &dyn Page) -> Markup {
        shell(page, &self.visit)
    }

    /// The own town.
    pub(super) fn home(&self) -> Option<&OwnTown> {
        self.visit.home.as_deref()
    }

    /// The cases in short.
    pub(super) fn cases(&self) -> &[CaseSummary] {
        self.app.engine.summaries()
    }

    /// The query that the parameters stand for, asked from the own town.
    pub(super) fn query(&self) -> Result<Query, Fault> {
        self.params.query(&self.app.engine, self.home())
    }

    /// The picks on a page whose address with other picks is `here`.
    pub(super) fn picking<'a>(
        &'a self,
        here: impl Fn(&Visit) -> String + Send + Sync + 'a,
    ) -> Picking<'a> {
        let picked = self.visit.picks.ids().iter();
        Picking {
            cases: picked
                .filter_map(|id| self.app.engine.summary(id))
                .collect(),
            visit: &self.visit,
            here: Box::new(here),
        }
    }
}
