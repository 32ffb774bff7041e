//! No text makes reading panic, and one document that cannot be read does not lose
//! the others. `tests/fuzz` goes on where this stops.

use proptest::prelude::*;
use renkei::corpus::SourceKind;

use crate::corpus::read_text;

/// Lines of the kinds that write-ups are made of, in any order.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(" スマートプラクティス 北海道北竜町 ".to_owned()),
        Just("スマートプラクティス".to_owned()),
        Just("スマートプラクティス フォーマット".to_owned()),
        Just("01. 北海道北竜町".to_owned()),
        Just("熊本県小国町・南小国町の取り組み".to_owned()),
        Just("市区町村の基本情報".to_owned()),
        Just("取り組みの特徴".to_owned()),
        Just("課題".to_owned()),
        Just("取り組み内容①".to_owned()),
        Just("今後の取り組み方針".to_owned()),
        Just("医".to_owned()),
        Just(String::new()),
        "(人口|面積|高齢化率)[･・：]{0,4}[0-9０-９,，.．]{0,8}(人|㎢|％)?(（H[0-9]{1,2}.{0,6})?",
        "[\u{f06e}■①（ア）]{0,2}.{0,30}",
    ];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn any_write_up_is_read(text in lines()) {
        let collection = read_text(SourceKind::SmartPractice, text);
        for case in &collection.cases {
            prop_assert!(case.id.starts_with("sp-"));
        }
    }

    #[test]
    fn any_text_is_read_as_any_kind(text in "(\\PC|\n){0,200}") {
        for kind in SourceKind::ALL {
            let _ = read_text(kind, text.clone());
        }
    }
}

#[test]
fn a_text_without_write_ups_is_an_error_that_says_what_is_looked_for() {
    let collection = read_text(SourceKind::SmartPractice, "ただの文章。\n".to_owned());
    assert!(collection.cases.is_empty());
    let error = &collection.report.errors[0];
    assert!(error.contains("made-up.txt"), "{error}");
    assert!(error.contains("スマートプラクティス"), "{error}");
}

/// A text without full stops, and one that says the same words over and over, cost no
/// more than their length.
#[test]
fn a_long_run_of_the_same_words_is_read() {
    let words =
        "市の在宅医が病院と医師会の当番医の往診の夜間の窓口を多職種のタブレットで共有".repeat(2000);
    let text = format!("スマートプラクティス 岩手県花巻市\n\n取り組み内容\n\n{words}\n");
    read_text(SourceKind::SmartPractice, text);
}
