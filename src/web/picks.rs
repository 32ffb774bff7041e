//! `GET /picks`, the cases at hand.

use axum::extract::State;
use maud::Markup;

use super::App;
use super::params::Params;
use crate::templates::{PicksPage, shell};

/// `GET /picks`
pub(super) async fn page(State(app): State<App>, params: Params) -> Markup {
    let visit = params.visit(&app);
    let picked = visit.picks.ids().iter();
    let page = PicksPage {
        cases: picked.filter_map(|id| app.engine.summary(id)).collect(),
        visit: &visit,
    };
    shell(&page, &visit)
}
