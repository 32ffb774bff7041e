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
        ("地図等市区町村の基本情報（H30.4.1）", Profile),
        ("★基本情報 （H.28.10.1現在）", Profile),
        ("北町の概況", Profile),
        ("課 題", Issues),
        ("【課題】", Issues),
        ("課題（取り組み実施の背景）", Issues),
        ("医療・介護に関して現在見えている課題", Issues),
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
        ("取り組み内容② 「夜間を任せ合う仲間づくり」", Activities),
        ("取り組み内容①隣町との話し合い", Activities),
        ("取り組み内容（PP③参照）", Activities),
        ("取り組み内容【北町の取り組み】", Activities),
        ("平成28年度の取り組み内容", Activities),
        ("主な取組みと今後", Activities),
        ("課題に対する取組み内容", Activities),
        ("これまでの取り組み(抜粋)", Activities),
        ("二町の事業のねらいと取り組むべき内容", Activities),
        ("取り組み① 薬局と訪問看護をつなぐ", Activities),
        ("取り組みの工夫・取り組み時のポイント", Devices),
        ("取り組みの工夫・取り組み時のポイント①", Devices),
        ("取組の工夫・取組時のポイント", Devices),
        ("取り組みの内容・工夫など", Devices),
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
        "■話し合いを通した課題の抽出",
        "（課題）",
        "＜課題＞",
        "課題1 「退院の日が前もって分からない」",
        "夜間の往診に係る課題検討の場がほしい。",
        "取り組みの内容が、町民に知られていないので、",
        " 取り組みの工夫・ポイント（夜の勉強会の特徴）を語る場として開催している。",
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
    let line = &lines::read("課題 ・医師会と町との分担")[0];
    assert_eq!(run_in(line).unwrap().rest.unwrap(), "・医師会と町との分担");
}
