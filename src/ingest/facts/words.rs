//! The words that tokens are told by: labels, places, and what bounds, rounds or
//! projects a figure.

use std::sync::OnceLock;

use crate::gazetteer::Gazetteer;
use crate::record::FactName;

use super::super::pattern::Pattern;

/// Nouns that end in a word for what is counted; the whole noun says what it is.
pub(super) static NOUN: Pattern = Pattern::new(concat!(
    r"(?:(?:65|75)歳以上(?:[がの]占める|の?(?:[方人]の)?))?(?:(?:人口|高齢者(?:人口)?)の)?[\p{Han}ァ-ヶー]*",
    r"(?:人口|率|割合|面積|広さ|密度|数|高齢者)|(?:65|75)歳以上",
));
pub(super) static KNOWN: [(FactName, Pattern); 6] = [
    (
        FactName::Population,
        Pattern::new(r"^(?:総|常住|現住|国勢調査|国調|住民基本台帳|住基|登録)*人口(?:総数)?$"),
    ),
    (
        FactName::Population65,
        Pattern::new(
            r"^(?:65歳以上(?:の?高齢者)?の?(?:人口|者?数)?|高齢者(?:総?人口|総?数)?|老年人口)$",
        ),
    ),
    (
        FactName::Population75,
        Pattern::new(r"^(?:75歳以上(?:の?高齢者)?の?(?:人口|者?数)?|後期高齢者(?:人口|数)?)$"),
    ),
    (
        FactName::AgingRate,
        Pattern::new(
            r"^(?:高齢化率|高齢者比?率|(?:高齢者|老年)(?:人口)?の?(?:割合|比率)|65歳以上(?:の?(?:高齢者|[方人]))?(?:の?人口)?(?:[がの]占める|の)?(?:割合|比率|率))$",
        ),
    ),
    (
        FactName::AgingRate75,
        Pattern::new(
            r"^(?:後期高齢(?:化|者)率|後期高齢者(?:人口)?の?(?:割合|比率)|75歳以上(?:の?(?:高齢者|[方人]))?(?:の?人口)?(?:[がの]占める|の)?(?:割合|比率|率))$",
        ),
    ),
    (
        FactName::Area,
        Pattern::new(r"^(?:総|行政|行政区域|区域|[市町村区]域?)?(?:面積|広さ)$"),
    ),
];
/// Words behind a figure that make it no level of the town's.
pub(super) static BOUNDED: Pattern = Pattern::new(concat!(
    r"^ ?(?:以上|以下|未満|超|台|割|あたり|当たり|対|減|増|から|規模|ごと|[~〜→]|-\d",
    r"|\)?(?:を|に)(?:大きく|大幅に|はるかに|やや|わずかに|少し)?(?:超|上回|下回|切|割|満た)",
    r"|が(?:参加|受講|来場|出席|減|増|対象)|の(?:減|増|集落|地区)",
    // 「（隣町を含む）」
    r"|\([^()]{2,40}[市町村](?:[・、][^()]{2,20})?[をも]含)",
));
/// Words behind a figure that round it.
pub(super) static ABOUT: Pattern =
    Pattern::new(r"^ ?(?:ほど|程度?(?:度|$|[^\p{Han}])|前後|余り?|あまり|弱|強|[くぐ]らい|近く)");
/// Places by their names, and the words for areas in and around a town.
pub(super) static PLACE: Pattern = Pattern::new(concat!(
    r"(?:【参考】)?(?:[\p{Han}ァ-ヶー]{1,6}?|旧)?(?:都|道|府|県|市市|[市区町村])(?:全体|全域|平均|計)?",
    r"|[\p{Han}ァ-ヶー\d]{0,6}(?:地区|地域|圏域|圏|管内|学区|支所)(?:全体|平均|計)?",
    r"|[\p{Han}ァ-ヶー]{1,6}?島|全国(?:平均)?|島しょ部?|国",
));
/// The municipalities with hiragana in their names, which are not told from other words by
/// their letters: つるぎ町.
pub(super) fn kana_towns() -> &'static [String] {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let has_kana = |name: &str| name.contains(|c| matches!(c, 'ぁ'..='ん'));
        let names = |gazetteer: Gazetteer| {
            let names = gazetteer.iter().map(|it| it.name.clone());
            names.filter(|name| has_kana(name)).collect()
        };
        Gazetteer::built_in().map(names).unwrap_or_default()
    })
}

/// So many towns together, and what is theirs.
pub(super) static GROUP: Pattern = Pattern::new(concat!(
    r"[\p{Han}ァ-ヶー]{0,6}(?:\d{1,2}|[二三四五六七八九十]つの)(?:市町村|町村|市町|[市町村])",
    r"(?:\d{1,2}(?:町村|[町村])){0,2}(?:の|を[合あ]わせ|合?計)|[\p{Han}]{0,6}\d{1,2}県合?計",
));
pub(super) static OTHER_TIME: Pattern = Pattern::new(
    r"合併|当時|前年|昨年|前回|視察|参考|集落|平均(?:値|[はのでをとにが)、, ]|より|$)",
);
pub(super) static PROJECTED: Pattern = Pattern::new(r"推計|見込|予測|予想|将来|目標");
pub(super) static TOTAL: Pattern = Pattern::new(r"合計|総計|全体|(?:圏域|地域|管内)計|計");
pub(super) static NAME_COLUMN: Pattern =
    Pattern::new(r"^(?:地区|地域|圏域|町域|区域|区分|市町村|市町|町村|旧町村?|自治体)名?(?: |$)");
pub(super) static NOTE: Pattern = Pattern::new(r"[※*注]\s?\d{1,2}");
/// The number of a note between a label and its unit.
pub(super) static RAISED: Pattern =
    Pattern::new(r"[\p{Han}\p{Hiragana}]\s?(\d{1,2})\((?:[千万]?人|[%％]|km2|㎢)\)");
/// Words between a label and its figure that say nothing: particles, and who counted.
pub(super) static FILLER: Pattern = Pattern::new(
    r"^(?:は|が|の|も|で|に|を|と|には|では|うち|現在|時点|末|年|月|日|度|より|国勢調査|住民基本台帳|住基|調べ|男女|[\s.･・:=⇒\-ー_|】【])*$",
);
/// What a town calls itself, at the start of a word.
pub(super) static OWN: Pattern =
    Pattern::new(r"^(?:[本当][市町村区]|[我わ]が[市町村]|[市町村区](?:全体|内)?)");
/// What several towns call theirs.
pub(super) const JOINT: [&str; 6] = ["管内", "圏域", "圏域内", "管内総", "全域", "地域"];
