//! 主体: who leads the effort, runs it or was commissioned with it.

use crate::record::Tag;
use crate::vocabulary::{Basis, CaseKind, Lead, RecordKind};

use super::super::draft::Draft;
use super::super::pattern::Pattern;
use super::sentences::{Sentence, Standing};
use super::{Evidence, keep_first};

static WORDS: [(Lead, Pattern); 8] = [
    (
        Lead::Government,
        Pattern::new(
            r"(市|町|村|区|行政)(が|は|では|で|と|・|や)(、)?|(市|町|村|区)(直営|役所|役場|主催|職員)|直営|行政(主導|主催|が)|事務局.{0,16}(課|市|町|村|係|区)|(課|係|室)」?(を|に|が)(設置|新設|中心|担)|地域包括支援センター(が|等が|を中心)|(市|町|村)の担当課|(協議会|推進会議|懇談会|委員会)(」|』)?(を|の)?(設置|開催|立ち上げ|発足)|\d?市\d?町.{0,10}(協働|共同|合同)|市が|町が|村が|介護課",
        ),
    ),
    (
        Lead::MedicalAssociation,
        Pattern::new(
            r"医師会(に|へ|内|等|事務局|館)?(と(の)?(協働|共催)|.{0,6}委託|を中心|が中心|を事務局|主導|が主|内に|内部に|に専任|が設置|が運営|が.{0,20}(実施|整備|開始|取り組|全面的)|で連携拠点を設置|の(事業|運営|協力により|在宅医療)|に設置)|委託(先|法人).{0,6}医師会|(医師会|三師会|3師会).{0,20}(主催|中心と|共催|が中心)|事務局:?.{0,12}医師会|医師会と行政|(行政|市|町|村)と.{0,6}医師会(が|で)|小規模医師会",
        ),
    ),
    (
        Lead::Hospital,
        Pattern::new(
            r"病院(で|が)(全て|すべて|受け)|病院(内)?(に|へ)?.{0,4}委託|病院に(業務を)?委託|ブロック支援病院(を|が)|病院が(主催|中心|事務局)",
        ),
    ),
    (
        Lead::HealthCentre,
        Pattern::new(
            r"(保健所|保健福祉事務所|健康福祉センター|厚生センター|保健福祉センター)(.{0,14})(が中心|が主導|主導|が行う|の協力により|と共に企画|が協働|の事務局|が事務局|と3者共同|が調整|が取りまとめ|がとりまとめ|が呼びかけ)|県が主導|保健所主導",
        ),
    ),
    (
        Lead::WelfareCouncil,
        Pattern::new(r"(社会福祉協議会|社協)(が|を)(中心|主導|事務局|運営)"),
    ),
    (
        Lead::VisitingNurse,
        Pattern::new(r"訪問看護(ステーション|事業所|ST)(が|に|へ)(中心|主導|委託|事務局|運営)"),
    ),
    (
        Lead::Private,
        Pattern::new(
            r"任意団体|民間主導|NPO|一般社団法人化|社会福祉法人(が|を|に)|住民有志|自主的な組織|世話人会|多職種自らが",
        ),
    ),
    (
        Lead::WideAreaCouncil,
        Pattern::new(
            r"広域連合(の|と).{0,8}(取り?組み|協働|事業|連携)|圏(域)?.{0,10}(協議会|推進協議会)|(地域|地区|圏域|管内).{0,14}(確保推進|医療介護推進|連携推進)協議会|広域.{0,8}協議会",
        ),
    ),
];

/// A dentists' association is no 医師会.
static DENTISTS: Pattern = Pattern::new(r"歯科医師会");
/// A prefecture's body in the name of an entry.
static PREFECTURAL: Pattern =
    Pattern::new(r"(健康福祉センター|保健所|保健福祉事務所|厚生センター|保健センター)$");

/// The leads of what is done; what an entry's features say comes first. The entry is
/// the body's own that its name says, where nothing else is told.
pub(super) fn read(sentences: &[Sentence], draft: &Draft) -> Vec<Tag<Lead>> {
    let mut leads: Vec<Tag<Lead>> = Vec::new();
    let features = sentences
        .iter()
        .filter(|sentence| sentence.kind == RecordKind::Features);
    let others = sentences
        .iter()
        .filter(|sentence| sentence.kind != RecordKind::Features);
    for sentence in features.chain(others) {
        if matches!(
            sentence.standing,
            Standing::Issue | Standing::Profile | Standing::Planned
        ) {
            continue;
        }
        let plain = DENTISTS.strip(&sentence.plain);
        for (lead, pattern) in &WORDS {
            if pattern.is_match(&plain) {
                keep_first(&mut leads, sentence.tag(*lead, Basis::Inferred));
            }
        }
    }
    if let Some(tag) = by_name(draft, leads.is_empty()) {
        keep_first(&mut leads, tag);
    }
    leads.sort_by_key(|tag| tag.code);
    leads
}

/// The body that the entry's name is: a prefecture's, or, where no other lead is
/// told, the municipality.
fn by_name(draft: &Draft, is_alone: bool) -> Option<Tag<Lead>> {
    let is_own =
        is_alone && draft.kind == CaseKind::SmartPractice && !draft.municipalities.is_empty();
    let code = if PREFECTURAL.is_match(&draft.printed_name) {
        Lead::HealthCentre
    } else if is_own {
        Lead::Government
    } else {
        return None;
    };
    let line = draft.printed_at?;
    Some(Tag {
        code,
        basis: Basis::Inferred,
        evidence: draft.printed_name.clone(),
        lines: [line, line],
        by: None,
    })
}
