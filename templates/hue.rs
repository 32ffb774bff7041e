//! The fixed hue of each 主体, shared by tags, plots and diagrams.
//!
//! Knows the classes of the stylesheet only; where a hue is shown is the pages' business.

use crate::vocabulary::Lead;

/// The class that sets the hue of a 主体.
pub(super) const fn of(lead: Lead) -> &'static str {
    match lead {
        Lead::Government => "body-government",
        Lead::MedicalAssociation => "body-association",
        Lead::Hospital => "body-hospital",
        Lead::HealthCentre => "body-health",
        Lead::WelfareCouncil => "body-welfare",
        Lead::VisitingNurse => "body-nurse",
        Lead::Private => "body-private",
        Lead::WideAreaCouncil => "body-council",
    }
}
