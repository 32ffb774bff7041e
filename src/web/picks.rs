//! `GET /picks`, the cases at hand.

use maud::Markup;

use super::ask::Ask;
use crate::templates::PicksPage;

/// `GET /picks`
pub(super) async fn page(ask: Ask) -> Markup {
    let picked = ask.visit.picks.ids().iter();
    ask.show(&PicksPage {
        cases: picked.filter_map(|id| ask.app.engine.summary(id)).collect(),
        visit: &ask.visit,
    })
}
