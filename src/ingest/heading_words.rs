//! Tells a heading by its words: a short line made up of nothing but the words that
//! such write-ups head their parts with, in any order (「今年度の取り組み」,
//! 「取り組みのポイント・工夫した点」, 「今後めざす姿」).
//!
//! Knows words only; whether a line stands where a heading can is judged where
//! sections are cut.

use crate::vocabulary::RecordKind;

use super::pattern::Pattern;

/// Longer lines are sentences.
const LONGEST: usize = 28;

/// A line of headings' words and what joins them; compacted, see `lines::compact`.
static ONLY_WORDS: Pattern = Pattern::new(concat!(
    r"^(?:",
    // What it is about.
    r"在宅医療|医療|介護|連携|推進|在宅|地域包括ケア|システム|構築|多職種|",
    r"本|本市|当市|本町|当町|本村|当村|本区|当区|市区?町村|市|町|村|区|地域|圏域|管内|自治体|",
    // When.
    r"(?:平成|令和|H|R)\d{1,2}年度?|\d{4}年度?|今年度|本年度|昨年度|前年度|来年度|次年度|年度|",
    r"今後|これから|将来|現在|現状|これまで|",
    // What kind of.
    r"主な|おもな|具体的な?|実際|特に|重点|全体|新たな|さらなる|",
    // What.
    r"取り?組み?|とりくみ|活動|事業|実施|内容|状況|経過|実績|概要|概況|一覧|流れ|あゆみ|歩み|",
    r"方法|体制|工夫|くふう|ポイント|留意|コツ|心がけ|配慮|苦労|点|こと|",
    r"方針|方向性?|展望|展開|予定|計画|見通し|目標|目指す|めざす|べき|姿|すがた|",
    r"成果|効果|評価|結果|課題|問題|困りごと|困っていること|悩み|特徴|特色|特長|強み|",
    r"ねらい|狙い|目的|経緯|背景|きっかけ|理由|趣旨|意義|まとめ|",
    r"感じ|捉え|とらえ|抱え|見え|みえ|得られ|進め|取り?組ん|",
    // What joins them.
    r"として|について|に向けて|に向けた|に関する|に対する|に係る|における|にあたって|にあたり|",
    r"及び|および|[のとやをでる・、,/／]|上|時|等|など|へ|した|して|しました|している|する|",
    r"てきた|てきて|ている|ていた|た|いる|だ|方",
    r")+$",
));

/// The first words of a heading before its bracketed addition, 「（平成29年度）」.
static ADDITION: Pattern = Pattern::new(r"\([^()]{1,24}\)$");

/// What the words head, the first that holds; Activities come before the plans where
/// both past and plans stand in one.
static KINDS: [(RecordKind, Pattern); 11] = [
    (
        RecordKind::Devices,
        Pattern::new(r"工夫|くふう|ポイント|留意|コツ|心がけ|配慮|苦労"),
    ),
    (
        RecordKind::Activities,
        Pattern::new(r"^(?:これまで|主な).*(?:取り?組|事業|活動).*(?:今後|これから)"),
    ),
    (
        RecordKind::Issues,
        Pattern::new(r"^(?:今後|これから|将来)の?(?:課題|問題点?)$"),
    ),
    (
        RecordKind::Policy,
        Pattern::new(r"今後|これから|将来|次年度|来年度|方針|方向|展望|見通し|目指す|めざす"),
    ),
    (
        RecordKind::Evaluation,
        Pattern::new(r"成果|効果|評価|結果|得られ|^実績$"),
    ),
    (
        RecordKind::Issues,
        Pattern::new(r"課題|問題|困りごと|困って|悩み"),
    ),
    (
        RecordKind::Profile,
        Pattern::new(
            r"^(?:本市|当市|本町|当町|本村|当村|本区|当区|市区?町村|市|町|村|区|地域|圏域|管内|自治体)の(?:現状と)?(?:特徴|特色|特長|強み|概要|概況|状況|すがた|姿)$",
        ),
    ),
    (RecordKind::Features, Pattern::new(r"特徴|特色|特長|強み")),
    (
        RecordKind::Other,
        Pattern::new(r"目的|ねらい|狙い|背景|経緯|きっかけ|理由|趣旨|意義|まとめ|体制"),
    ),
    (
        RecordKind::Activities,
        Pattern::new(r"取り?組|とりくみ|活動|事業.*(?:内容|状況|経過|実績|概要|一覧)|実施"),
    ),
    (
        RecordKind::Activities,
        Pattern::new(r"^(?:内容|経過|実績一覧)$"),
    ),
];

/// What a compacted line heads, if it can be read as nothing else.
pub(super) fn kind(text: &str) -> Option<RecordKind> {
    let addition = ADDITION.find(text).map_or(text.len(), |(start, _)| start);
    let words = text.get(..addition).unwrap_or(text);
    let fits = (2..=LONGEST).contains(&words.chars().count()) && ONLY_WORDS.is_match(words);
    if !fits || ends_open(words) {
        return None;
    }
    KINDS
        .iter()
        .find(|(_, pattern)| pattern.is_match(words))
        .map(|&(kind, _)| kind)
}

/// Whether the words end as the middle of a sentence or as its verb.
fn ends_open(words: &str) -> bool {
    const ENDS: [&str; 12] = [
        "の",
        "と",
        "や",
        "を",
        "で",
        "、",
        ",",
        "・",
        "した",
        "ている",
        "する",
        "しました",
    ];
    !words.ends_with("こと") && ENDS.iter().any(|end| words.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines::compact;

    #[test]
    fn headings_are_known_by_their_words_in_any_order() {
        use RecordKind::{Activities, Devices, Evaluation, Features, Issues, Policy, Profile};
        for (printed, expected) in [
            ("今年度の取り組み", Activities),
            ("令和５年度の活動実績", Activities),
            ("事業の実施状況（令和元年度）", Activities),
            ("在宅医療・介護連携推進事業の取組状況", Activities),
            ("取り組みのポイント・工夫した点", Devices),
            ("実施にあたって留意した点", Devices),
            ("心がけていること", Devices),
            ("今後について", Policy),
            ("次年度に向けて", Policy),
            ("今後めざす姿", Policy),
            ("これからの取組み", Policy),
            ("事業の効果", Evaluation),
            ("得られた成果", Evaluation),
            ("現在困っていること", Issues),
            ("地域の問題点", Issues),
            ("本市の取組の特色", Features),
            ("本市の特徴", Profile),
            ("事業の目的・経緯", RecordKind::Other),
        ] {
            assert_eq!(kind(&compact(printed)), Some(expected), "{printed}");
        }
    }

    #[test]
    fn other_words_and_parts_of_sentences_are_no_headings() {
        for printed in [
            "在宅医療・介護連携推進事業",
            "医療・介護関係者の研修",
            "課題を抽出",
            "今後の取り組みを",
            "取り組みを実施した",
            "地域の",
            "地域住民への普及啓発",
        ] {
            assert_eq!(kind(&compact(printed)), None, "{printed}");
        }
    }
}
