use super::*;

const FIXTURE: &str = include_str!("../../../tests/fixtures/group-plan-figures.txt");

fn form(text: &str) -> Screened {
    screen(text, Expected::Form, &[])
}

/// Everything that leaves the gate, as text.
fn everything(screened: &Screened) -> String {
    format!("{screened:?}")
}

fn cells(rows: &[EffectRow]) -> Vec<[Option<f64>; 3]> {
    rows.iter().map(|row| row.cells).collect()
}

#[test]
fn the_group_s_totals_and_referrals_pass_and_nothing_else() {
    let screened = form(FIXTURE);
    assert_eq!(
        cells(&screened.effects.patients),
        [[Some(21.0), Some(24.0), Some(27.0)]]
    );
    assert_eq!(
        cells(&screened.effects.visits),
        [
            [Some(60.0), Some(72.0), Some(81.0)],
            [Some(6.0), Some(8.0), Some(9.0)],
            [Some(54.0), Some(64.0), Some(72.0)],
        ]
    );
    assert_eq!(
        cells(&screened.effects.referrals),
        [
            [Some(12.0), Some(18.0), Some(6.0)],
            [Some(1.0), Some(4.0), Some(3.0)],
            [Some(9.0), Some(11.0), Some(2.0)],
        ]
    );
    assert_eq!(
        screened.withheld,
        Withheld {
            institution_rows: 5,
            death_tables: 1,
            figures: Vec::new()
        }
    );
    assert_eq!(screened.effects.visits[0].lines, [30, 30]);
    assert_eq!(
        screened
            .text
            .lines()
            .filter(|line| !line.is_empty())
            .count(),
        2,
        "the note on use and the title: {}",
        screened.text
    );
    assert_eq!(
        screened.text.split('\n').count(),
        FIXTURE.split('\n').count()
    );
}

#[test]
fn published_forms_keep_their_efforts_and_totals() {
    for (name, patients, visits, referrals, rows) in [
        (
            "sakuragawa",
            vec![[Some(15.0), Some(22.5), Some(15.0)]],
            vec![
                [Some(110.0), Some(167.0), Some(72.0)],
                [Some(6.0), Some(11.0), Some(3.0)],
                [Some(104.0), Some(156.0), Some(69.0)],
            ],
            vec![
                [Some(36.0), Some(1.0), Some(-35.0)],
                [Some(0.0), Some(2.0), Some(2.0)],
                [Some(36.0), Some(0.0), Some(-36.0)],
            ],
            8,
        ),
        (
            "inashiki",
            vec![[Some(19.0), Some(22.0), Some(27.0)]],
            vec![
                [Some(76.0), Some(84.0), Some(139.0)],
                [Some(6.0), Some(10.0), Some(20.0)],
                [Some(70.0), Some(74.0), Some(119.0)],
            ],
            vec![
                [Some(17.0), Some(15.0), Some(-2.0)],
                [Some(0.0), Some(11.0), Some(11.0)],
                [Some(4.0), Some(11.0), Some(7.0)],
            ],
            6,
        ),
        ("mito", vec![], vec![], vec![], 0),
    ] {
        let file = format!("corpus/group-plan-ibaraki-r4-{name}.txt");
        let text = std::fs::read_to_string(file).unwrap();
        let screened = form(&text);
        assert_eq!(cells(&screened.effects.patients), patients, "{name}");
        assert_eq!(cells(&screened.effects.visits), visits, "{name}");
        assert_eq!(cells(&screened.effects.referrals), referrals, "{name}");
        assert_eq!(screened.withheld.institution_rows, rows, "{name}");
        assert_eq!(screened.withheld.death_tables, 1, "{name}");
        let effects = text
            .split('\n')
            .position(|line| line.contains("取組効果】"))
            .unwrap();
        for (index, line) in text.split('\n').enumerate().take(effects) {
            let kept = screened.text.split('\n').nth(index);
            assert_eq!(kept, Some(line), "{name}:{}", index + 1);
        }
        assert!(screened.text.split('\n').skip(effects).all(str::is_empty));
    }
}

#[test]
fn other_documents_pass_whole() {
    for file in ["smart-practices-h29", "home-care-model-survey-h29"] {
        let text = std::fs::read_to_string(format!("corpus/{file}.txt")).unwrap();
        let screened = screen(&text, Expected::Other, &[]);
        assert!(screened.text == text, "{file}");
        assert_eq!(screened.withheld, Withheld::default());
    }
}

#[test]
fn a_form_inside_another_document_is_withheld_and_the_rest_passes() {
    let text = format!("本文の前。\n{FIXTURE}\n本文の後。\n");
    for text in [text.replace("計画（報告）書", ""), text] {
        let screened = screen(&text, Expected::Other, &[]);
        assert!(screened.text.starts_with("本文の前。\n"));
        assert!(screened.text.ends_with("本文の後。\n"));
        let all = everything(&screened);
        assert!(!all.contains("架空第一医院") && !all.contains("7101"));
    }
}

#[test]
fn names_before_figures_that_are_not_theirs_take_nothing_from_the_total() {
    // A table printed column by column, and one with names after figures: the
    // figures behind the label are an institution's.
    for rows in [
        "・甲医院\n・乙医院\n連携する医療機関内の合計\n7101名 8102名 9103名\n7104名 8105名 9106名\n21名 24名 27名",
        "連携する医療機関内の合計\n7101名 8102名 9103名\n7104名 8105名 9106名",
        "7101名 8102名 9103名 甲医院\n21名 24名 27名 連携する医療機関内の合計\n7104名 8105名 9106名 乙医院",
        "・甲医院\n連携する医療機関内の合計 7101名 8102名 9103名",
        "・甲医院 合計 7101名 8102名 9103名",
        "・甲グループの合計 7101名 8102名 9103名",
    ] {
        let text = format!("【取組効果】\n１ 在宅に赴いて診療する合計診療患者数\n{rows}\n");
        let screened = form(&text);
        assert!(screened.effects.patients.is_empty(), "{rows}");
        assert!(!everything(&screened).contains("甲"), "{rows}");
    }
}

#[test]
fn totals_are_read_in_other_layouts() {
    for rows in [
        "| 甲医院 | 7101 | 8102 | 9103 |\n| 連携する医療機関内の合計 | 21 | | 27 |",
        "甲医院\t7101\t8102\t9103\n連携する医療機関内の合計\t21\t\t27",
        "・甲医院\n7101名\n8102名\n9103名\n連携する医療機関\n内の合計\n２１名\n名\n２７名\n\n3",
        "甲医院 7101名 8102名 9103名<br>合計 21名 名 27名",
        "・医療機関① 7101名 8102名 9103名\n連携する医療機関内の合計(名) ２１ 名 名 ２７ 名",
        "連携する医療機関内の合計 21名 名 27名\n・甲医院 7101名 8102名 9103名",
        "医療機関名,現状,計画,実績\n甲医院,７１０１,８１０２,９１０３\n合計,21,,27",
    ] {
        let text = format!("【取組効果】\n１ 在宅に赴いて診療する合計診療患者数\n{rows}\n");
        let screened = form(&text);
        assert_eq!(
            cells(&screened.effects.patients),
            [[Some(21.0), None, Some(27.0)]],
            "{rows}"
        );
        assert_eq!(screened.withheld.institution_rows, 1, "{rows}");
    }
}

#[test]
fn visits_and_referrals_are_read_in_other_words() {
    let screened = form(
        "【取組効果】\n２ 往診と訪問診療の回数\n・甲医院 合計 7201回（往診 7202回・訪問診療 7203回）\n\
         連携医療機関の合計 合計 60回（内訳：往診 6回・訪問診療 54回）\n\
         ４ 後方支援病院への紹介件数、急変時の受入件数、逆紹介件数\n\
         紹介件数（件） 12 18 6\n急変時の受け入れ数 1件 4件 3件\n",
    );
    assert_eq!(
        cells(&screened.effects.visits),
        [
            [Some(60.0), None, None],
            [Some(6.0), None, None],
            [Some(54.0), None, None]
        ]
    );
    assert_eq!(
        cells(&screened.effects.referrals),
        [
            [Some(12.0), Some(18.0), Some(6.0)],
            [Some(1.0), Some(4.0), Some(3.0)]
        ]
    );
}
