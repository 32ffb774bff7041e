//! Wordings of figures, each with what is read of it.

use proptest::prelude::*;

use super::*;
use crate::ingest::draft::Draft;
use crate::ingest::lines;
use crate::statistics::Statistics;
use crate::vocabulary::CaseKind;

fn town(name: &str) -> MunicipalityRef {
    MunicipalityRef {
        code: String::new(),
        name: name.to_owned(),
        kana: String::new(),
    }
}

fn facts(text: &str, towns: &[&str]) -> Facts {
    gated(&lines::read(text), Origin::Profile, towns)
}

fn population(text: &str) -> Option<(u64, Option<String>)> {
    let mut facts = facts(text, &["北町"]);
    let fact = facts.take_count(FactName::Population)?;
    Some((fact.value, fact.as_of))
}

#[test]
fn labels_and_marks_of_every_form_are_read() {
    for text in [
        "人口･･･１３，６２９人(H29.4.1現在)",
        "■人　口　13,629人（平成29年4月1日）",
        "・人口 ： 13、629人（H29.4.1）",
        "【人口※1】13,629人\n※1:平成29年4月1日住民基本台帳",
        "人口（H29.4.1現在）…13629人",
        "総人口･･･北町13,629人（2017.4.1）",
        "人口\n13,629人\n（平成29年4月1日現在）",
        "人口 13,629人 11,000人（2025年推計）\n※人口はH29.4.1現在",
        "平成29年4月1日現在の人口は13,629人、人口密度は50人/㎢",
        "人口･･･ 13,629人（H29.4.1）　平成37年推計 12,012人",
        "人口 男6,000人 女7,629人 計13,629人（H29.4.1）",
        "九州と四国の間の、人口13,629人の町です（平成29年4月1日現在）。",
        "人口13,629人（男6,000人・女7,629人）\n昼間人口 11,000人\n（平成29年4月1日現在）",
    ] {
        let (value, as_of) = population(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            (value, as_of.as_deref()),
            (13_629, Some("2017-04-01")),
            "{text}"
        );
    }
}

#[test]
fn people_in_thousands_are_whole() {
    for (text, people) in [
        ("人口 1.11万人", 11_100),
        ("人口 16.1千人", 16_100),
        ("人口（万人）：1.11", 11_100),
        ("人口（千人）：16.1", 16_100),
    ] {
        assert_eq!(population(text), Some((people, None)), "{text}");
    }
}

#[test]
fn columns_may_have_a_label_twice() {
    let table = "      総人口    65歳以上   高齢化率   （参考）R2国調人口\n北町    13,629人   4,770人   35.0%   14,006人\n南町    9,000人   3,330人   37.0%   9,410人";
    assert_eq!(population(table), Some((13_629, None)));
    let ahead = "人口   高齢化率   2040年の人口\n13,629人   35.0%   9,800人";
    assert_eq!(population(ahead), Some((13_629, None)));
}

#[test]
fn a_number_cut_behind_its_myriads_is_whole() {
    let text = "65歳以上１万\n３０７人、人口は２万３,９１２人";
    let found = facts(text, &["北町"]);
    assert_eq!(found.value(FactName::Population65), Some(10_307.0));
}

#[test]
fn of_columns_without_heads_none_is_taken() {
    assert_eq!(population("総人口 17,442人 16,073人"), None);
    assert_eq!(
        population("項目 2016年\n2021年\n総人口 17,442 16,073\n人 人"),
        Some((16_073, Some("2021".to_owned())))
    );
}

#[test]
fn other_figures_are_not_the_town_s() {
    for text in [
        "高齢者人口･･･3,000人",
        "（うち離島人口 3,421人）",
        "（人口10万当たり80.5）",
        "北管内30,120人",
        "人口減少が進み、2040年には3割減になる",
        "面積：4,210世帯（1世帯あたり2.4人）",
    ] {
        let facts = facts(text, &["北町"]);
        assert_eq!(facts.value(FactName::Population), None, "{text}");
        assert_eq!(facts.value(FactName::Area), None, "{text}");
    }
}

#[test]
fn of_two_years_the_projection_is_not_taken() {
    let table = "項目\n2017\n（H30.1.1）\n2025\n(H37)推計\n人口 １２,３５０人 １０,９８０人\n高齢化率 ３３．１％ ３９．４％\n面積：10㎢";
    let facts = facts(table, &["北町"]);
    let population = &facts.stated[&FactName::Population];
    assert_eq!(
        (population.value, population.as_of.as_deref()),
        (12_350.0, Some("2018-01-01"))
    );
    assert_eq!(facts.value(FactName::AgingRate), Some(33.1));
    assert_eq!(facts.stated[&FactName::Area].as_of, None);
    let reversed = "　2025年推計　2015年\n人口 9,000人 10,000人";
    assert_eq!(population_of(reversed), 10_000);
}

#[test]
fn figures_one_below_the_other_are_those_of_the_years_above() {
    let text = "平成27年 令和２年 令和６年 令和22年\n人口（人）\n31,105 28,121 27,050\n17,900\n高齢化率 37.0\n42.1\n44.0\n53.0";
    assert_eq!(population(text), Some((27_050, Some("2024".to_owned()))));
    let facts = facts(text, &["北町"]);
    assert_eq!(facts.value(FactName::AgingRate), Some(44.0));
    let years = text.replacen(' ', "\n", 3);
    assert_eq!(population(&years), Some((27_050, Some("2024".to_owned()))));
}

#[test]
fn years_after_a_gap_lie_ahead_where_the_table_says_so() {
    let years = "令和3年      令和4年      令和5年         令和8年      令和22年";
    let rows = "総人口（人）     16,721      16,598      16,487     16,030     13,900\n高齢化率     31.6%     32.0%      32.4%     33.6%     37.8%";
    let beside = "            令和8年      令和22年\n令和3年      令和4年      令和5年\n            （推計）      （推計）";
    for head in [
        format!("実績（各年10月1日）     推計\n{years}"),
        format!("                 推計\n{years}"),
        beside.to_owned(),
    ] {
        let facts = facts(&format!("{head}\n{rows}"), &["北町"]);
        let population = facts.stated.get(&FactName::Population);
        let population = population.map(|it| (it.value, it.as_of.as_deref()));
        assert_eq!(population, Some((16_487.0, Some("2023"))), "{head}");
        assert_eq!(facts.value(FactName::AgingRate), Some(32.4), "{head}");
    }
}

#[test]
fn an_estimate_of_a_day_that_has_been_is_no_projection() {
    let text =
        "北町の人口は令和5年7月1日の推計で52,871人です。平成27年の国勢調査では51,186人でした。";
    assert_eq!(
        population(text),
        Some((52_871, Some("2023-07-01".to_owned())))
    );
}

#[test]
fn a_sentence_is_no_title_over_the_figures_below_it() {
    let text = "医師だけが見られる頁を別に設けている。\n（１）人口の動き\n令和4年   令和5年   令和6年\n総人口   13,841人   13,702人   13,629人";
    assert_eq!(population(text), Some((13_629, Some("2024".to_owned()))));
}

#[test]
fn a_census_of_a_year_that_plans_look_to_has_counted() {
    for text in [
        "令和7年国勢調査の人口は13,629人",
        "人口 13,629人（令和7年国勢調査）",
        "国勢調査（2025年）の人口 13,629人",
    ] {
        assert_eq!(
            population(text),
            Some((13_629, Some("2025".to_owned()))),
            "{text}"
        );
    }
    assert_eq!(population("2025年 人口 12,012人"), None);
}

fn population_of(text: &str) -> u64 {
    population(text).unwrap().0
}

#[test]
fn joint_entries_have_a_total_or_none_and_parts() {
    let both = ["小国町", "南小国町"];
    let named = facts(
        "人口･･･小国町 6,900人 南小国町 3,810人\n面積･･･小国町 120㎢ 南小国町 98㎢",
        &both,
    );
    assert_eq!(named.value(FactName::Population), None);
    assert_eq!(
        named.parts[1].values.get(&FactName::Population),
        Some(&3810.0)
    );
    assert_eq!(named.parts[0].values.get(&FactName::Area), Some(&120.0));
    let total = facts(
        "人口 小国町 6,900人\n南小国町 3,810人\n（合計） 10,710人",
        &both,
    );
    assert_eq!(total.value(FactName::Population), Some(10_710.0));
    let table = facts(
        "小国町 南小国町\n面積(km2) 120 98\n人口(人) 6,900 3,810",
        &both,
    );
    assert_eq!(table.value(FactName::Population), None);
    assert_eq!(table.parts[1].values.get(&FactName::Area), Some(&98.0));
}

#[test]
fn a_health_centre_prints_the_total_of_its_towns() {
    let text = "管内人口　131,400人（亀岡市 86,300人、南丹市 45,100人）　※H29.4.1";
    let facts = facts(text, &["亀岡市", "南丹市"]);
    let total = &facts.stated[&FactName::Population];
    assert_eq!(
        (total.value, total.as_of.as_deref()),
        (131_400.0, Some("2017-04-01"))
    );
    assert_eq!(
        facts.parts[0].values.get(&FactName::Population),
        Some(&86_300.0)
    );
}

#[test]
fn rates_and_areas_in_every_unit() {
    let facts = facts(
        "高齢化率\n６５歳以上・・・４１，６％\n７５歳以上・・・２３．６％\n総面積･･･１６９，０２ｋ㎡",
        &["北町"],
    );
    assert_eq!(facts.value(FactName::AgingRate), Some(41.6));
    assert_eq!(facts.value(FactName::AgingRate75), Some(23.6));
    assert_eq!(facts.value(FactName::Area), Some(169.02));
}

#[test]
fn three_decimals_are_decimals_but_of_people() {
    let facts = facts(
        "面積（㎢）：125.450\n高齢化率（％）：35.125\n人口（人）：33.468",
        &["北町"],
    );
    assert_eq!(facts.value(FactName::Area), Some(125.45));
    assert_eq!(facts.value(FactName::AgingRate), Some(35.125));
    assert_eq!(facts.value(FactName::Population), Some(33_468.0));
    assert_eq!(population_of("人口 33.000人"), 33_000);
}

#[test]
fn an_area_in_square_metres_is_taken_for_a_misprint_and_said_so() {
    let lines = lines::read("面積 144.14㎡");
    let lines: Vec<_> = lines.iter().map(|line| (Origin::Profile, line)).collect();
    let found = of_entry(&lines, &[town("北町")], None, &Official::default());
    assert_eq!(found.facts.value(FactName::Area), Some(144.14));
    assert!(found.remarks[0].message.contains("㎡と印字"));
}

#[test]
fn a_figure_that_is_printed_and_not_read_is_said_to_be_so() {
    for (text, fact) in [
        ("人口 24人", FactName::Population),
        ("高齢化率はたいへん高い34.8％", FactName::AgingRate),
    ] {
        let lines = lines::read(text);
        let lines: Vec<_> = lines.iter().map(|line| (Origin::Profile, line)).collect();
        let found = of_entry(&lines, &[town("北町")], None, &Official::default());
        assert_eq!(
            found.unread.first().map(|it| (it.fact, it.line)),
            Some((fact, 1))
        );
    }
}

#[test]
fn a_range_below_a_figure_dates_it() {
    let text =
        "■人口･･･2,000人\n■高齢化率・・・25.3％\n（14.0％～41.2％）（平成27年国勢調査）\n■医療資源";
    let facts = facts(text, &["北町"]);
    assert_eq!(
        facts.stated[&FactName::AgingRate].as_of.as_deref(),
        Some("2015")
    );
    assert_eq!(facts.stated[&FactName::Population].as_of, None);
}

/// A figure of the town as the table of wordings writes it: 「人口 13629 2017-04-01」.
fn listed(facts: &Facts) -> Vec<String> {
    let stated = facts.stated.iter();
    stated
        .map(|(name, fact)| {
            let value = fact.value.to_string();
            let as_of = fact.as_of.as_deref().unwrap_or_default();
            let words = [name.label(), &value, as_of];
            words.join(" ").trim_end().to_owned()
        })
        .collect()
}

/// The table of wordings: of a figure that is to be read nothing else may come, and
/// few may stay unread; what is not to be read must not be.
#[test]
fn wordings_are_read_or_left() {
    let table = include_str!("../../../tests/data/figure-wordings.tsv");
    let (mut right, mut unread, mut wrong) = (0, Vec::new(), Vec::new());
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [origin, text, wanted] = cells[..] else {
            panic!("three cells: {row}");
        };
        let origin = if origin == "other" {
            Origin::Other
        } else {
            Origin::Profile
        };
        let text = text.replace('⏎', "\n");
        let mut wanted: Vec<&str> = wanted.split("; ").filter(|it| !it.is_empty()).collect();
        for figure in listed(&gated(&lines::read(&text), origin, &["北山町"])) {
            match wanted.iter().position(|it| **it == *figure) {
                Some(place) => {
                    wanted.remove(place);
                    right += 1;
                }
                None => wrong.push(format!("{text:?}: {figure}")),
            }
        }
        unread.extend(wanted.iter().map(|figure| format!("{text:?}: {figure}")));
    }
    assert!(
        wrong.is_empty(),
        "wrong:\n{}\nunread:\n{}",
        wrong.join("\n"),
        unread.join("\n")
    );
    assert!(
        unread.len() * 10 <= right,
        "{right} read, not:\n{}",
        unread.join("\n")
    );
}

/// The facts that pass the gate.
fn gated(lines: &[lines::Line], origin: Origin, towns: &[&str]) -> Facts {
    let mut draft = Draft::new(CaseKind::SmartPractice, String::new(), String::new());
    draft.municipalities = towns.iter().map(|name| town(name)).collect();
    let lines: Vec<(Origin, &lines::Line)> = lines.iter().map(|line| (origin, line)).collect();
    draft.facts = of_entry(&lines, &draft.municipalities, None, &Official::default()).facts;
    gate::check(&mut draft, &Statistics::default());
    draft.facts
}

/// What is read of a text about 宇部市: 162,570 people in 2020, 33.5 % of them of 65 or
/// more, on 286.65 km².
fn of_ube(text: &str) -> [Option<f64>; 3] {
    let towns = [MunicipalityRef {
        code: "352021".to_owned(),
        name: "宇部市".to_owned(),
        kana: String::new(),
    }];
    let official = Official::of(&towns, &Statistics::built_in().unwrap());
    let lines = lines::read(text);
    let lines: Vec<_> = lines.iter().map(|line| (Origin::Other, line)).collect();
    let facts = of_entry(&lines, &towns, None, &official).facts;
    [FactName::Population, FactName::AgingRate, FactName::Area].map(|fact| facts.value(fact))
}

#[test]
fn figures_without_labels_are_read_where_statistics_vouch_for_them() {
    let all = [Some(164_512.0), Some(32.9), Some(286.65)];
    for text in [
        "瀬戸内海に面した286.65平方キ\nロの町に、16万4,512人が暮らして\nいます。高齢者の割合は32.9％。",
        "164,512人\n人口\n\n32.9％\n高齢化率\n\n286.65㎢\n面積",
        "人口は164,512人、65歳以上が占める割合は32.9％。面積は286.65㎢。",
        "人口(A)    高齢化率(B/A)    面積\n164,512人    32.9％    286.65㎢",
        "瀬戸内海に面し、山も近い。昔からの炭鉱の 人口 164,512人\n町で、今は工業が盛ん。住む人の暮らし 高齢化率 32.9％\nは穏やか。面積は286.65\n平方キロメートル。",
    ] {
        assert_eq!(of_ube(text), all, "{text}");
    }
}

#[test]
fn figures_of_others_and_of_later_are_vouched_for_by_nobody() {
    for text in [
        "2035年には15万1,200人が暮らし、高齢化率は36.4％になると推計される。",
        "つるぎ町の人口は160,480人、高齢化率は32.9％。",
        "隣の山陽小野田市には16万人が暮らす。山口県の高齢化率は33.9％。",
        "講座に住民延べ160,400人が参加した。",
        "合併当時は16万9千人が暮らしていた。",
        "163,900人が暮らす。\n\n住民 168,200人",
        "宇部市は宇部・小野田医療圏に属する（圏域の人口は約24万人、高齢化率は34.1％）。",
        "人口は4,621人（令和6年8月末）。二人に一人が65歳以上で、高齢化率は47.9％です。",
        "高齢化が進む町で、保健師の安藤さん（仮名、33）に話を聞いた。",
        "高齢化のあゆみ\n\n33",
        "32.9％\n\n医師の数\n\n4人\n\n県央地域の高齢化率",
    ] {
        assert_eq!(of_ube(text), [None; 3], "{text}");
    }
}

proptest! {
    #[test]
    fn any_block_is_read_without_panic_and_within_bounds(
        text in "(人口|面積|高齢化率|75歳以上|推計|北町|[（(）)0-9０-９,，.．人％㎢市町   \n※H年月末]|.){0,60}",
        towns in prop::sample::select(vec![vec!["北町"], vec!["北町", "南町"], vec![]]),
    ) {
        let facts = gated(&lines::read(&text), Origin::Profile, &towns);
        let many = towns.len().max(1) as f64;
        for (fact, value) in [
            (FactName::Population, facts.value(FactName::Population)),
            (FactName::AgingRate, facts.value(FactName::AgingRate).map(|it| it * many)),
            (FactName::Area, facts.value(FactName::Area)),
        ] {
            let is_possible = |value| gate::is_possible(fact, value) || gate::is_possible(fact, value / many);
            prop_assert!(value.is_none_or(is_possible), "{:?}", value);
        }
    }
}

#[test]
fn a_namesake_s_and_a_group_s_figures_are_not_the_town_s() {
    let people = |text: &str| of_ube(text)[0];
    assert_eq!(
        people("島根県の宇部市（人口162,200人）へ見学に行った。"),
        None
    );
    assert_eq!(
        people("山口県宇部市（人口162,200人）です。"),
        Some(162_200.0)
    );
    assert_eq!(
        of_ube("沿岸３市の人口はあわせて162,200人、高齢化率は33.5％。"),
        [None; 3]
    );
}

#[test]
fn a_row_is_the_town_s_behind_its_number_and_in_cells_of_its_own() {
    for row in [
        "12 宇部市 161,610 34.8 286.65 ◎医師会と集まる",
        "12 宇部市    161,610 34.8 286.65 ◎医師会と集まる",
    ] {
        let text = format!("番 市町村名  人口 高齢化 率 （㎢） 面積\n号     （人） （％）\n{row}");
        let read = [Some(161_610.0), Some(34.8), Some(286.65)];
        assert_eq!(of_ube(&text), read, "{row}");
    }
}

#[test]
fn a_dash_leaves_its_column_empty() {
    let text = "総人口  65歳以上人口  高齢化率  面積  （参考）県の高齢化率\n161,610人  55,200人  －  286.65㎢  33.9％";
    assert_eq!(of_ube(text), [Some(161_610.0), None, Some(286.65)]);
    let years = "            令和5年    令和6年    県平均    全国\n人口         163,270    161,610      —       —\n高齢化率（％）     —        —      33.9     29.3\n面積（km²）    286.65    286.65    321.8     —\n加入者（人）     41,020    40,310   160,480     —";
    assert_eq!(of_ube(years), [Some(161_610.0), None, Some(286.65)]);
}

#[test]
fn of_figures_that_nothing_tells_apart_none_is_vouched_for() {
    for text in [
        "人口（人）\n加入率（％）\n\n令和4年 令和5年 令和6年\n164,900\n163,270\n161,610",
        "人口  前年 163,270人",
        "四つの市町をあわせた人口\nは16万4千人で、高齢化率は\n32.9％。",
    ] {
        assert_eq!(of_ube(text), [None; 3], "{text}");
    }
}
