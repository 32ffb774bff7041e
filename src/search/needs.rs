//! Which 困りごと a query says, so that its page is offered beside the list.
//!
//! What cases write of it is not known here.

use std::collections::BTreeSet;

use super::lack::speaks_of_lack;
use crate::language::Need;
use crate::language::compact::compact;
use crate::language::thesaurus::{ConceptId, Thesaurus};

/// The need that a text says: the one whose title stands in it; where it speaks of
/// something missing, the one whose issue has most of its ideas, the earlier of two.
pub(super) fn said<'a>(needs: &'a [Need], text: &str, thesaurus: &Thesaurus) -> Option<&'a Need> {
    let whole = compact(text);
    let titled = needs.iter().find(|it| whole.contains(&compact(&it.title)));
    if titled.is_some() {
        return titled;
    }
    let mut clauses = text.split(['。', '、', '？', '?', '\n', ' ', '\u{3000}']);
    if !clauses.any(|it| speaks_of_lack(&compact(it))) {
        return None;
    }
    let ideas = |text: &str| -> BTreeSet<ConceptId> {
        let compact = compact(text);
        thesaurus.marks(&compact).map(|it| it.concept).collect()
    };
    let asked = ideas(text);
    let shared = |need: &Need| {
        let issue = need.issue.split_whitespace().flat_map(ideas);
        issue.collect::<BTreeSet<_>>().intersection(&asked).count()
    };
    let counted = needs.iter().map(|need| (shared(need), need));
    let counted = counted.filter(|(count, _)| *count > 0).rev();
    Some(counted.max_by_key(|(count, _)| *count)?.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::needs::Needs;

    #[test]
    fn a_need_is_said_by_its_title_or_by_what_is_missing() {
        let thesaurus = Thesaurus::built_in().unwrap();
        let needs = Needs::load(std::path::Path::new("/nonexistent")).unwrap();
        for (text, code) in [
            ("在宅医が少ない", Some("home-doctors")),
            ("小さな町だけではできないとき", Some("small-town")),
            (
                "医師会が協力してくれない。どうすればよいか",
                Some("medical-association"),
            ),
            ("ICT 使われない", Some("ict")),
            ("看取りができない", Some("night")),
            ("認知症の人を支えられない", Some("dementia")),
            ("看取り", None),
            ("医師会 委託", None),
            ("駐車場がない", None),
            ("", None),
        ] {
            let said = said(&needs.needs, text, &thesaurus);
            assert_eq!(said.map(|it| it.code.as_str()), code, "{text}");
        }
    }
}
