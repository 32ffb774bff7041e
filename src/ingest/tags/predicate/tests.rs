use super::*;
use crate::language::compact::Compact;
use crate::language::dictionary::UserDictionary;
use crate::language::thesaurus::Thesaurus;
use std::sync::LazyLock;

static TABLES: LazyLock<(Analyzer, Rules)> = LazyLock::new(|| {
    let thesaurus = Thesaurus::built_in().unwrap();
    let rules = Rules::built_in(&thesaurus).unwrap();
    let analyzer = Analyzer::new(&UserDictionary::built_in().unwrap(), thesaurus).unwrap();
    (analyzer, rules)
});

/// The state of what stands between 【 and 】.
fn states(sentences: &[(&str, State)]) {
    let (analyzer, rules) = &*TABLES;
    for (marked, expected) in sentences {
        let start = marked.chars().position(|c| c == '【').unwrap();
        let end = marked.chars().position(|c| c == '】').unwrap() - 1;
        let text = marked.replace(['【', '】'], "");
        let folded = Compact::new(&text).folded;
        let parsed = Parsed::new(&folded, analyzer, rules);
        assert_eq!(parsed.state(&(start..end)), *expected, "{marked}");
    }
}

#[test]
fn the_predicate_that_governs_a_mention_decides() {
    states(&[
        ("【研修会】を年4回開催した。", State::Done),
        ("【輪番制】は医師会の合意が得られず見送った。", State::Ended),
        ("【相談窓口】は、町内に置かれていない。", State::Denied),
        ("【連携ノート】の作成を検討している。", State::Planned),
        ("協議会で【課題を検討】している。", State::Done),
        ("【研修会】は今年度未実施である。", State::Denied),
        ("【研修会】を開催しなければならない。", State::Lacking),
        ("【協議会】の設置に向け準備を進めている。", State::Planned),
    ]);
}

#[test]
fn clauses_hand_on_their_mood() {
    states(&[
        (
            "【講演会】を企画したが、台風で開催できなかった。",
            State::Denied,
        ),
        (
            "【手帳】を配っていたが、現在は使われていない。",
            State::Denied,
        ),
        (
            "課題が明確でなかったため、【調査】を実施した。",
            State::Done,
        ),
        (
            "【一覧表】を作成し、ホームページに掲載する予定である。",
            State::Planned,
        ),
        ("予定していた【研修】を実施した。", State::Done),
        ("行けない人のために【出前講座】を開いた。", State::Done),
        (
            "【動画】を作り、いつでも学べるようにすることを検討している。",
            State::Planned,
        ),
        ("共通の【様式】はなく、電話に頼っている。", State::Denied),
        ("【研修】はこれまでなく、今年初めて開催した。", State::Done),
    ]);
}

#[test]
fn negative_words_that_deny_nothing() {
    states(&[
        ("【会議】は一度も欠かさず開催されている。", State::Done),
        (
            "急変時には断らずに受け入れる【制度】を運用している。",
            State::Done,
        ),
        ("【会議】は中止せず開催した。", State::Done),
    ]);
}

#[test]
fn a_line_without_a_verb_is_read_by_its_last_words() {
    states(&[
        (
            "【連携相談窓口】の新設（令和3年10月開所見込み）",
            State::Planned,
        ),
        ("【合同研修会】の中止", State::Ended),
        ("【マップ】の作成（年1回更新）", State::Plain),
        ("各地区を回り、課題の【抽出】とまとめ", State::Plain),
        ("切れ目のない体制のための【手引き】の作成", State::Plain),
    ]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in "[研修会をはが開催しないた予定、。（）中止るていこと 0-9a-z]{0,60}", start in 0_usize..60, length in 1_usize..8) {
        let (analyzer, rules) = &*TABLES;
        let folded = Compact::new(&text).folded;
        let parsed = Parsed::new(&folded, analyzer, rules);
        let _ = (parsed.state(&(start..start + length)), parsed.whole());
    }
}
