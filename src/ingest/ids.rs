//! Ids of cases: a prefix for the source's kind and the first municipality's code,
//! `-2` and on where that repeats.
//!
//! The same documents give the same ids, so links keep working: an entry whose
//! municipality is not known is named after its source, whatever others there are.

use std::collections::HashMap;

use crate::vocabulary::CaseKind;

use super::draft::Draft;

/// Gives ids in the order that cases are met.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashMap<String, usize>,
}

impl Ids {
    /// The id of the next case of a source. Without a municipality, the source's id
    /// stands for the code.
    pub(super) fn give(&mut self, draft: &Draft, source: &str) -> String {
        let prefix = match draft.kind {
            CaseKind::SmartPractice => "sp",
            CaseKind::ModelSurvey => "ms",
            CaseKind::GroupPlan => "gp",
        };
        let place = draft
            .municipalities
            .first()
            .map_or(source, |municipality| municipality.code.as_str());
        self.number(format!("{prefix}-{place}"))
    }

    /// The id of the next survey.
    pub(super) fn give_to_survey(&mut self) -> String {
        self.number("ms-survey".to_owned())
    }

    fn number(&mut self, id: String) -> String {
        let count = self.given.entry(id.clone()).or_default();
        *count += 1;
        if *count == 1 {
            id
        } else {
            format!("{id}-{count}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::MunicipalityRef;

    #[test]
    fn a_second_entry_of_a_town_is_numbered() {
        let mut draft = Draft::new(CaseKind::SmartPractice, String::new(), String::new());
        draft.municipalities.push(MunicipalityRef {
            code: "014371".into(),
            name: "北竜町".into(),
            kana: "ほくりゅうちょう".into(),
        });
        let mut ids = Ids::default();
        assert_eq!(ids.give(&draft, "plan-r4"), "sp-014371");
        assert_eq!(ids.give(&draft, "plan-r4"), "sp-014371-2");
        draft.kind = CaseKind::GroupPlan;
        assert_eq!(ids.give(&draft, "plan-r4"), "gp-014371");
        draft.municipalities.clear();
        assert_eq!(ids.give(&draft, "plan-r4"), "gp-plan-r4");
        assert_eq!(ids.give(&draft, "plan-r5"), "gp-plan-r5");
        assert_eq!(ids.give_to_survey(), "ms-survey");
    }
}
