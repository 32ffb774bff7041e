//! Headings in every form that is known, and lines that are none.

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
