//! The fixed hue of each body that leads or takes part, the same in tags and diagrams.
//!
//! Names of classes only; the colours stand in the stylesheet, as custom properties.

use maud::{Markup, html};

use crate::views::models::diagram::Role;
use crate::vocabulary::Lead;

/// Who leads, with the body's hue beside its name.
pub(super) fn lead_tag(lead: Lead) -> Markup {
    html! { span class=(format!("lead-tag {}", of_lead(lead))) { (lead.label()) } }
}

/// The class of a body that leads.
pub(super) const fn of_lead(lead: Lead) -> &'static str {
    match lead {
        Lead::Government => "hue-government",
        Lead::MedicalAssociation => "hue-association",
        Lead::Hospital => "hue-hospital",
        Lead::HealthCentre => "hue-prefecture",
        Lead::WelfareCouncil => "hue-welfare",
        Lead::VisitingNurse => "hue-nurse",
        Lead::Private => "hue-private",
        Lead::WideAreaCouncil => "hue-wide-area",
    }
}

/// The class of who takes part in a model.
pub(super) const fn of_role(role: Role) -> &'static str {
    match role {
        Role::Clinic => "hue-clinic",
        Role::Hospital => of_lead(Lead::Hospital),
        Role::Association => of_lead(Lead::MedicalAssociation),
        Role::Government => of_lead(Lead::Government),
        Role::VisitingNurse => of_lead(Lead::VisitingNurse),
        Role::Coordinator => of_lead(Lead::Private),
        Role::Ict => "hue-ict",
        Role::Care => "hue-care",
        Role::Patient => "hue-patient",
    }
}

#[cfg(test)]
mod tests {
    use super::super::assets::Asset;

    /// The value of a custom property where it is set for the nth time.
    fn property(css: &str, name: &str, nth: usize) -> Option<[f64; 3]> {
        let start = css.match_indices(&format!("{name}: #")).nth(nth)?.0;
        let hex = css.get(start + name.len() + 3..)?;
        let hex = hex.split([';', '}']).next()?.trim();
        let wide: String = match hex.len() {
            3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => hex.to_owned(),
        };
        let part = |from: usize| {
            Some(f64::from(
                u8::from_str_radix(wide.get(from..from + 2)?, 16).ok()?,
            ))
        };
        Some([part(0)?, part(2)?, part(4)?])
    }

    fn luminance(colour: [f64; 3]) -> f64 {
        let linear = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn every_hue_is_told_from_the_page_in_light_and_dark() {
        let (_, css) = Asset::Style.content();
        let hues = [
            "government",
            "association",
            "hospital",
            "prefecture",
            "welfare",
            "nurse",
            "private",
            "wide-area",
            "clinic",
            "ict",
            "care",
        ];
        for (mode, name) in ["light", "dark"].iter().enumerate() {
            let page = luminance(property(css, "--page", mode).unwrap());
            for hue in hues {
                let own = property(css, &format!("--{hue}"), mode);
                let own = luminance(own.unwrap_or_else(|| panic!("{hue} has no {name} hue")));
                let contrast = (page.max(own) + 0.05) / (page.min(own) + 0.05);
                assert!(contrast >= 4.5, "{hue}, {name}: {contrast:.2}");
            }
        }
    }
}
