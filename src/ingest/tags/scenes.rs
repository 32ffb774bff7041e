//! 場面: where in the course of care a draft's efforts stand.

use crate::record::Tag;
use crate::vocabulary::{Basis, Scene};

use super::super::pattern::Pattern;
use super::sentences::{Sentence, Standing};
use super::{Evidence, keep_first};

static WORDS: [(Scene, Pattern); 4] = [
    (
        Scene::DailyCare,
        Pattern::new(
            r"日常の療養|日常生活の場|多職種連携ツール|医療介護専用SNS|情報共有支援システム|残薬|薬剤師が講師|療養記録|より?そいノート|映像にして|多職種連携(シート|ファイル)|医療.{0,2}介護.{0,6}連携(シート|連絡票|用紙|ノート)|連携ノート|連携(シート|ファイル|用紙|サマリー)」?(の|を)?(作成|活用)|共通に使うシート|在宅サマリー|情報共有(シート|システム)|記録シート|服薬|摂食|口腔ケア|訪問診療(は|を|の実施)|主治医.{0,4}副主治医|協力医制|クラウド(システム|の)|ICTを活用した情報|在宅ケア連携|24時間(連携|体制の整備|対応)|療養生活(の|を|についての)|多職種連携の(手引|ルール)|つながりシート",
        ),
    ),
    (
        Scene::Hospital,
        Pattern::new(
            r"(入退院|退院|入院)(時|支援|調整|前|後)*(の|・|に係る|における|連携)?.{0,10}(ルール|シート|フロー|ガイド|マニュアル|手引|マナーブック|カンファレンス|連携|支援|調整|情報|サマリー|Q&A|窓口|担当)|病診連携・|入院時セット|退院後",
        ),
    ),
    (
        Scene::Emergency,
        Pattern::new(
            r"急変|救急(搬送|医療|時|隊|情報|との|車|入院)|緊急(時|通報|連絡|入院|搬送)|消防(署|本部)?(と|へ).{0,10}(共有|連携|登録)",
        ),
    ),
    (
        Scene::EndOfLife,
        Pattern::new(
            r"看取|看とり|見取り|ACP|アドバンス・?ケア|人生会議|エンディングノート|終活|事前指示|人生の?(最期|最終)|最期(を|まで|の)|終末期|ターミナル|心づもり|リビング・?ウ[ィイ]ル|やすらかな最期|穏やかな最期",
        ),
    ),
];

/// Scenes of what is done and of what is only announced.
pub(super) fn read(sentences: &[Sentence]) -> (Vec<Tag<Scene>>, Vec<Tag<Scene>>) {
    let mut done = Vec::new();
    let mut planned = Vec::new();
    for sentence in sentences {
        let tags = match sentence.standing {
            Standing::Done => &mut done,
            Standing::Planned => &mut planned,
            Standing::Issue | Standing::Profile => continue,
        };
        for (scene, pattern) in &WORDS {
            if pattern.is_match(&sentence.plain) {
                keep_first(tags, sentence.tag(*scene, Basis::Inferred));
            }
        }
    }
    planned
        .retain(|tag: &Tag<Scene>| !done.iter().any(|known: &Tag<Scene>| known.code == tag.code));
    done.sort_by_key(|tag| tag.code);
    planned.sort_by_key(|tag| tag.code);
    (done, planned)
}
