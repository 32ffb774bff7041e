//! The headings that write-ups are cut by, in the forms they are printed in.
//!
//! Judges one line by itself; which of several readings of a line holds in its
//! place (a sub-heading, a slide's own title) is decided where sections are cut.

use crate::vocabulary::RecordKind;

use super::heading_words;
use super::lines::{Line, compact};
use super::pattern::Pattern;

/// A line read as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// What stands under it.
    pub(super) kind: RecordKind,
    /// The heading without the form's own words before it (「地図等」).
    pub(super) text: String,
    /// What follows it on the same line, as the first words of its body.
    pub(super) rest: Option<String>,
    /// Whether the word alone could also be a sub-heading (「課題」).
    pub(super) weak: bool,
    /// Whether brackets or a mark set it off (「【事業方針】」), as they also set off
    /// sub-headings.
    pub(super) set_off: bool,
    /// Whether it is known by its words alone, not as one of the form's: it must
    /// stand apart from sentences.
    pub(super) loose: bool,
    /// The mark or the way of numbering before it, where lists have it as well: it
    /// heads only where the write-up's headings have it.
    pub(super) style: Option<char>,
}

/// Patterns over the compacted line (NFKC, no spaces), with whether the word alone
/// could be a sub-heading; the first match decides.
static PATTERNS: [(RecordKind, bool, Pattern); 17] = [
    (
        RecordKind::Profile,
        false,
        Pattern::new(
            r"^(地図等?)?.{0,14}の?(基本情報|基礎情報|基本データ|基礎データ|プロフィール)(\(.{1,24}\)?)?$",
        ),
    ),
    (
        RecordKind::Profile,
        false,
        Pattern::new(
            r"^(地図等?)?(.{1,10}[市区町村郡]|地域|圏域|管内|自治体)の(概況|概要|紹介|姿|すがた|現況)(\(.{1,24}\)?)?$",
        ),
    ),
    (
        RecordKind::Profile,
        false,
        Pattern::new(r"^(市区?町村|市|町|村|区|地域|管内)の(紹介|概況|概要|姿)(\(.{1,24}\)?)?$"),
    ),
    (
        RecordKind::Features,
        false,
        Pattern::new(r"^(本)?取り?組み?の(特徴|特色|ポイントと特徴)(①|②|③|\d)?$"),
    ),
    (
        RecordKind::Policy,
        false,
        Pattern::new(
            r"^(課題と)?(今後の|これからの|次年度の|来年度の|今後に向けた)((取り?組み?)(の)?)?(方針|方向性|方向|展開|展望|計画|予定|取り?組み?(方針|予定|計画)?)(について|\(.{1,30}\))?$",
        ),
    ),
    (
        RecordKind::Policy,
        false,
        Pattern::new(
            r"^今後の課題(と|・|及び|や)(今後の)?(方向性?|展望|取り?組み?|対応.{0,4}|計画)$",
        ),
    ),
    (
        RecordKind::Policy,
        false,
        Pattern::new(r"^(事業|取り?組み?|基本|実施)の?方針(\(.{1,30}\))?$"),
    ),
    (
        RecordKind::Devices,
        false,
        Pattern::new(
            r"^取り?組み?の?(具体的)?(内容(・|、|と))?(にあたって|における|上|を進める上)?の?工夫.{0,24}$",
        ),
    ),
    (
        RecordKind::Devices,
        false,
        Pattern::new(
            r"^(工夫した点|工夫している点|工夫(や|・|と)ポイント|取り?組み?(時|上)?のポイント(等|など)?|実施(上|時)のポイント|.{0,8}工夫・?(したこと|点|ポイント))([①-⑳]|\d)?$",
        ),
    ),
    (
        RecordKind::Evaluation,
        false,
        Pattern::new(
            r"^((取り?組み?|事業|実施|活動)(の|による))?(成果|効果|評価)((と|・|及び)(今後の)?(課題|効果|評価|成果))?(\(.{1,20}\))?$",
        ),
    ),
    (
        RecordKind::Evaluation,
        false,
        Pattern::new(r"^.{2,20}の成果と課題$"),
    ),
    (
        RecordKind::Issues,
        true,
        Pattern::new(r"^課題(\(.{1,40}\))?$"),
    ),
    (
        RecordKind::Issues,
        false,
        Pattern::new(
            r"^(現状(・|と|及び|および|、)(抱える|捉えている)?課題|(地域|本市|本町|当市|当町|現在|今後|現状|市|町|村)の(現状と)?課題|.{0,24}(現状|現在)?捉えている課題|抱えている課題|背景(・|と)課題|課題(・|と)背景|課題意識)(\(.{1,40}\))?$",
        ),
    ),
    (
        RecordKind::Activities,
        false,
        Pattern::new(
            r"^(主な|具体的な|これまでの|実際の|現在の|課題に対する|(平成|令和)\d{1,2}年度の?|共同事業の目的と)?取り?組む?み?(むべき|の|べき)?(内容|概要|経過|状況)([①-⑳]|[ア-ク]|\d{1,2})?(「.{1,40}|『.{1,40}|【.{1,40}|\(.{1,40}|:.{1,40}|[^、。]{0,40})?$",
        ),
    ),
    (
        RecordKind::Activities,
        false,
        Pattern::new(
            r"^((主な|これまでの)取り?組み?(と今後|と経過|の経過|\(抜粋\))?|取り?組み?([①-⑳]|\d{1,2})[^、。]{0,40}|取り?組み?のあゆみ|取り?組み?の?概要|事業(の)?内容|実施内容|活動内容)$",
        ),
    ),
    (
        RecordKind::Activities,
        true,
        Pattern::new(r"^(主な)?取り?組み?(事例|例)?$"),
    ),
    (
        RecordKind::Other,
        true,
        Pattern::new(
            r"^(現状|事業目的|目的|背景|背景と経緯|背景・経緯|経緯|組織|実施体制|推進体制|検討体制|参考資料?|おわりに|はじめに)$",
        ),
    ),
];

/// Longer lines are sentences.
const LONGEST: usize = 60;

/// Numbers before a heading: 「1.」, 「（２）」, 「③」, 「Ⅱ」, 「第3」.
static NUMBER: Pattern = Pattern::new(
    r"^(?:[0-9０-９]{1,2}\s*[.．、)）:：]|[0-9０-９]{1,2}[\s　]+|[（(][0-9０-９]{1,2}[）)]|[①-⑳]|[Ⅰ-Ⅻ][.．、]?|[一二三四五六七八九十][.．、]|第[0-9０-９一二三四五六七]+[章節]?)[\s　]*",
);

/// The line read as a heading.
pub(super) fn heading(line: &Line) -> Option<Heading> {
    let printed = line.body();
    if printed.chars().count() > LONGEST {
        return None;
    }
    let printed = printed.trim_matches(|c: char| c.is_whitespace() || "〜～~―─＝=".contains(c));
    let numbered = NUMBER.find(printed).map_or(0, |(_, end)| end);
    let (bracket, inner) = unbracket(printed.get(numbered..).unwrap_or(printed));
    let found = classify(inner)?;
    let style = match line.mark {
        _ if numbered > 0 => Some(number_style(printed)),
        // A list item is no heading, unless a square or a star sets off words that
        // can be nothing else.
        Some('★' | '■' | '◆' | '□' | '◇' | '☆') if !found.weak && !found.loose => None,
        Some('・' | '･') if printed.starts_with("取り組み内容") => None,
        Some('・' | '･') => return None,
        mark => mark,
    };
    // 「（課題）」 and 「＜課題＞」 set off parts of a section.
    let is_part = match bracket {
        Some('（') => true,
        Some('＜' | '<' | '〈') => found.weak,
        _ => false,
    };
    (!is_part).then(|| Heading {
        text: tidy(inner),
        set_off: numbered > 0
            || bracket.is_some()
            || line.mark.is_some_and(|mark| mark != '・' && mark != '･'),
        style,
        ..found
    })
}

/// One character for the way a line is numbered or marked, as a list's or as a
/// heading's.
pub(super) fn style(line: &Line) -> Option<char> {
    line.mark.or_else(|| {
        NUMBER
            .is_match(&line.text)
            .then(|| number_style(&line.text))
    })
}

fn number_style(text: &str) -> char {
    match text.chars().next() {
        Some('(' | '（') => '（',
        Some('①'..='⑳') => '①',
        Some('Ⅰ'..='Ⅻ') => 'Ⅰ',
        Some('一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => '一',
        _ => '1',
    }
}

/// A heading whose first words of body follow it on its line, 「課題 ・行政と…」.
pub(super) fn run_in(line: &Line) -> Option<Heading> {
    let (head, rest) = line.text.split_once([' ', '　'])?;
    if line.mark.is_some() || !rest.trim_start().starts_with(['・', '■', '○', '●', '①']) {
        return None;
    }
    let found = classify(head)?;
    Some(Heading {
        text: tidy(head),
        rest: Some(rest.trim_start().to_owned()),
        ..found
    })
}

fn classify(printed: &str) -> Option<Heading> {
    let text = compact(printed);
    let text = text.trim_end_matches([':', '。']);
    let of_form = PATTERNS
        .iter()
        .find(|(_, _, pattern)| pattern.is_match(text))
        .map(|&(kind, weak, _)| (kind, weak, false));
    let (kind, weak, loose) =
        of_form.or_else(|| heading_words::kind(text).map(|kind| (kind, false, true)))?;
    Some(Heading {
        kind,
        text: String::new(),
        rest: None,
        weak,
        set_off: false,
        loose,
        style: None,
    })
}

/// The words inside a pair of brackets around the whole line.
fn unbracket(text: &str) -> (Option<char>, &str) {
    const PAIRS: [(char, &str); 9] = [
        ('【', "】"),
        ('《', "》"),
        ('≪', "≫"),
        ('＜', "＞〉>"),
        ('〈', "〉＞"),
        ('<', ">＞〉"),
        ('［', "］"),
        ('[', "]"),
        ('（', "）)"),
    ];
    let trimmed = text.trim();
    for (open, close) in PAIRS {
        if let Some(inner) = trimmed.strip_prefix(open)
            && let Some(last) = inner.chars().next_back()
            && close.contains(last)
            && let Some(inner) = inner.strip_suffix(last)
        {
            return (Some(open), inner.trim());
        }
    }
    (None, trimmed)
}

/// The heading without the form's placeholder before it and without brackets.
fn tidy(printed: &str) -> String {
    let mut text = printed.trim();
    for placeholder in ["地図等", "地図"] {
        text = text.strip_prefix(placeholder).unwrap_or(text);
    }
    let spaced = text.chars().filter(|c| !c.is_whitespace()).count() <= 3;
    if spaced {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        text.trim().to_owned()
    }
}

/// Whether a line could be a title of its own: short, no list item, no sentence.
pub(super) fn could_be_title(line: &Line) -> bool {
    let length = line.text.chars().count();
    (4..=44).contains(&length)
        && line.mark.is_none()
        && !line.text.ends_with(['。', '、', '，', '：', ':', '」'])
        && !line.text.starts_with(['※', '→', '⇒', '(', '↓'])
        && line
            .text
            .chars()
            .any(|c| matches!(c, '\u{3041}'..='\u{9fff}'))
}

/// What a title in a write-up's own words is about.
pub(super) fn kind_of_title(title: &str) -> RecordKind {
    let any = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if any(&["課題"]) && !any(&["対応", "取り組", "取組"]) {
        RecordKind::Issues
    } else if any(&[
        "方針",
        "今後",
        "これから",
        "将来",
        "計画",
        "スケジュール",
        "アクションプラン",
        "おわりに",
    ]) {
        RecordKind::Policy
    } else if any(&["成果", "評価", "効果"]) {
        RecordKind::Evaluation
    } else if any(&["工夫", "ポイント"]) {
        RecordKind::Devices
    } else if any(&["推移", "人口", "高齢化率", "設置状況"]) {
        RecordKind::Figures
    } else if any(&["概況", "基本情報", "医療資源"]) {
        RecordKind::Profile
    } else if any(&[
        "参考",
        "資料",
        "出典",
        "組織",
        "体制図",
        "構成メンバー",
        "イメージ",
        "流れ",
        "ながれ",
    ]) {
        RecordKind::Other
    } else {
        RecordKind::Activities
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines;

    fn kind(text: &str) -> Option<RecordKind> {
        lines::read(text)
            .first()
            .and_then(heading)
            .map(|heading| heading.kind)
    }

    #[test]
    fn headings_are_known_in_every_form() {
        use RecordKind::{Activities, Devices, Evaluation, Features, Issues, Policy, Profile};
        for (printed, expected) in [
            ("市区町村の基本情報", Profile),
            ("地図等市区町村の基本情報（H29.10.1）", Profile),
            ("★基本情報 （H.28.10.1現在）", Profile),
            ("西予市の概況", Profile),
            ("課 題", Issues),
            ("【課題】", Issues),
            ("課題（取り組み実施の背景）", Issues),
            ("在宅医療・介護連携に関して現状捉えている課題", Issues),
            ("現状・課題", Issues),
            ("《 地域の課題 》", Issues),
            ("今後の課題", Issues),
            ("今後の取り組み方針", Policy),
            ("＜今後の取り組み方針〉", Policy),
            ("取組方針", Policy),
            ("今後の方針", Policy),
            ("課題と今後の取り組み", Policy),
            ("今後の取組み", Policy),
            ("取り組みの特徴", Features),
            ("取組みの特徴", Features),
            ("取り組み内容①", Activities),
            ("・・取り組み内容⑧", Activities),
            ("取り組み内容② 「強みを活かした二次連携」", Activities),
            ("取り組み内容①市町間の協議", Activities),
            ("取り組み内容（PP③参照）", Activities),
            ("取り組み内容【輪之内町の取り組み】", Activities),
            ("平成29年度の取り組み内容", Activities),
            ("主な取組みと今後", Activities),
            ("課題に対する取組み内容", Activities),
            ("これまでの取り組み(抜粋)", Activities),
            ("共同事業の目的と取り組むべき内容", Activities),
            ("取り組み① かかりつけ医と病院の連携強化", Activities),
            ("取り組みの工夫・取り組み時のポイント", Devices),
            ("取り組みの工夫・取り組み時のポイント①", Devices),
            ("取組の工夫・取組時のポイント", Devices),
            ("取り組みの具体的内容・工夫など", Devices),
            ("取り組みの工夫・ポイント", Devices),
            ("成果", Evaluation),
            ("成果と課題", Evaluation),
        ] {
            assert_eq!(kind(printed), Some(expected), "{printed}");
        }
    }

    #[test]
    fn sentences_and_list_items_are_no_headings() {
        for printed in [
            "・課題の把握",
            "■取り組みを通した課題の抽出",
            "（課題）",
            "＜課題＞",
            "課題1 「救急医療情報の更新がされていない」",
            "医療介護連携に係る課題検討・解決のための協議の場が必要。",
            "取り組みの内容が、国から示されたものではなく、",
            " 取り組みの工夫・ポイント（見える事例検討会の特徴）を語る場として開催している。",
        ] {
            assert_eq!(kind(printed), None, "{printed}");
        }
    }

    #[test]
    fn brackets_and_marks_are_told() {
        let set_off = |text: &str| heading(&lines::read(text)[0]).unwrap().set_off;
        assert!(set_off("【課題】"));
        assert!(set_off("２．取組の内容"));
        assert!(!set_off("課題（取り組み実施の背景）"));
        assert_eq!(kind("（評価）"), None);
    }

    #[test]
    fn the_first_words_of_a_body_may_follow() {
        let line = &lines::read("課題 ・行政と関係機関との協力")[0];
        assert_eq!(
            run_in(line).unwrap().rest.unwrap(),
            "・行政と関係機関との協力"
        );
    }
}
