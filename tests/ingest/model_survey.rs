//! The survey report: its regions, trees of models, orderings and survey, against
//! tables that were written by reading the report, and a made-up report of the same
//! manner.

use std::fs;

use renkei::collection::Collection;
use renkei::record::{Case, Fact, Record, Survey};
use renkei::vocabulary::{Basis, CaseKind, Lead, RecordKind};

use crate::corpus::read_folder;

const REGIONS: &str = include_str!("../data/regions.tsv");
const MODELS: &str = include_str!("../data/models.tsv");

/// The regions in each ordering, by their numbers in the report.
const ORDERINGS: [(&str, [usize; 14]); 5] = [
    (
        "① 総人口で探す（降順）",
        [12, 11, 4, 13, 5, 7, 6, 8, 2, 9, 1, 14, 3, 10],
    ),
    (
        "② 65歳以上人口で探す（降順）",
        [12, 11, 13, 4, 7, 5, 8, 6, 2, 9, 1, 14, 3, 10],
    ),
    (
        "③ 75歳以上人口で探す（降順）",
        [12, 11, 13, 4, 7, 5, 8, 6, 2, 9, 1, 14, 10, 3],
    ),
    (
        "④ 高齢化率（65歳以上）で探す（降順）",
        [14, 1, 2, 7, 13, 10, 8, 11, 9, 3, 5, 4, 12, 6],
    ),
    (
        "⑤ 高齢化率（75歳以上）で探す（降順）",
        [14, 1, 2, 10, 8, 13, 7, 11, 9, 3, 4, 5, 12, 6],
    ),
];

/// The report alone, or the text given, in a folder of its own.
fn report(text: &str) -> Collection {
    let manifest = "[[source]]\nid = \"r\"\nkind = \"model-survey\"\nfile = \"r.txt\"\ntitle = \"報告書\"\npublisher = \"架空省\"\n";
    read_folder([
        ("corpus.toml", manifest.as_bytes()),
        ("r.txt", text.as_bytes()),
    ])
}

fn published() -> Collection {
    report(&fs::read_to_string("corpus/home-care-model-survey-h29.txt").unwrap())
}

fn rows(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

fn case<'a>(collection: &'a Collection, id: &str) -> &'a Case {
    let found = collection.cases.iter().find(|case| case.id == id);
    found.unwrap_or_else(|| panic!("no case {id}"))
}

fn survey(collection: &Collection) -> &Survey {
    assert_eq!(collection.surveys.len(), 1);
    &collection.surveys[0]
}

fn record<'a>(case: &'a Case, heading: &str) -> &'a Record {
    headed(&case.records, heading)
}

fn headed<'a>(records: &'a [Record], heading: &str) -> &'a Record {
    let found = records.iter().find(|it| it.heading.contains(heading));
    found.unwrap_or_else(|| panic!("no record {heading}"))
}

fn number<T: std::str::FromStr>(printed: &str) -> T {
    let digits = printed.trim_end_matches(['人', '%']).replace(',', "");
    digits.parse().ok().expect("a number")
}

#[track_caller]
fn assert_fact<T>(fact: Option<&Fact<T>>, printed: &str, line: usize)
where
    T: std::str::FromStr + PartialEq + std::fmt::Debug + Copy,
{
    let fact = fact.expect(printed);
    assert_eq!(fact.value, number(printed));
    assert_eq!(fact.as_of.as_deref(), Some("2017-01"));
    assert_eq!(fact.lines, [line, line]);
    assert!(fact.printed.ends_with(printed), "{}", fact.printed);
}

#[test]
fn every_region_has_its_name_towns_and_five_figures() {
    let collection = published();
    let regions: Vec<&Case> = collection
        .cases
        .iter()
        .filter(|case| case.kind == CaseKind::ModelSurvey)
        .collect();
    let expected = rows(REGIONS);
    assert_eq!(regions.len(), expected.len());
    for (region, row) in regions.into_iter().zip(expected) {
        let line = number(row[10]);
        assert_eq!(region.id, row[1]);
        assert_eq!(region.printed_name, row[2]);
        assert_eq!(region.place(), row[3]);
        assert_fact(region.population.as_ref(), row[4], line);
        assert_fact(region.population_65.as_ref(), row[5], line);
        assert_fact(region.aging_rate.as_ref(), row[6], line);
        assert_fact(region.population_75.as_ref(), row[7], line);
        assert_fact(region.aging_rate_75.as_ref(), row[8], line);
        assert!(!region.records.is_empty());
    }
}

#[test]
fn both_trees_are_as_printed() {
    let collection = published();
    let mut expected: Vec<(String, String, String, [usize; 2])> = Vec::new();
    for row in rows(MODELS) {
        expected.push((
            row[1].into(),
            row[0].into(),
            row[2].into(),
            [number(row[4]), number(row[5])],
        ));
        if !row[3].is_empty() {
            let region = case(&collection, row[1]);
            assert!(record(region, "モデル").text.contains(row[3]), "{}", row[3]);
        }
    }
    let mut found = Vec::new();
    for case in &collection.cases {
        for tag in case.models.iter().filter(|tag| tag.basis == Basis::Printed) {
            found.push((
                case.id.clone(),
                tag.code.code().to_owned(),
                tag.by.clone().unwrap_or_default(),
                tag.lines,
            ));
            assert!(
                tag.evidence
                    .contains(tag.by.as_deref().unwrap_or("※").split('／').next().unwrap())
            );
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_five_orderings_stand_row_by_row() {
    let collection = published();
    let regions = rows(REGIONS);
    assert_eq!(collection.orderings.len(), ORDERINGS.len());
    for (ordering, (title, numbers)) in collection.orderings.iter().zip(ORDERINGS) {
        assert_eq!(ordering.title, title);
        assert_eq!(
            ordering.table.header,
            [
                "地域名",
                "総人口",
                "65歳以上人口",
                "高齢化率 (65歳以上)",
                "75歳以上人口",
                "高齢化率 (75歳以上)",
                "ページ 番号"
            ]
        );
        let expected: Vec<Vec<String>> = numbers
            .iter()
            .map(|&number| {
                let region = &regions[number - 1];
                std::iter::once(format!("{number}. {}", region[2]))
                    .chain(region[4..10].iter().map(|&cell| cell.to_owned()))
                    .collect()
            })
            .collect();
        assert_eq!(ordering.table.rows, expected, "{title}");
        let cases: Vec<Option<&str>> = ordering.cases.iter().map(Option::as_deref).collect();
        let ids: Vec<Option<&str>> = numbers.iter().map(|&it| Some(regions[it - 1][1])).collect();
        assert_eq!(cases, ids, "{title}");
        assert_eq!(
            ordering.note.as_deref(),
            Some(
                "【出典】総務省「平成29年住民基本台帳人口・世帯数、平成28年度人口動態(市区町村別)」平成29年1月時点"
            )
        );
    }
}

#[test]
fn a_region_says_what_its_page_and_figure_say() {
    let collection = published();
    let mibu = case(&collection, "ms-093611");
    assert_eq!(mibu.title, "2つの ICT 活用による病診・多職種連携(みぶの会)");
    assert_eq!(
        record(mibu, "2つの ICT").text,
        "・2つのICT「とちまるネット」と「どこでも連絡」を活用し、病診連携&多職種連携を推進\n\
         ・訪問看護ステーションとの連携で24時間・365対応を実現\n\
         ・医師同士の連携を重視\n\
         ・急性期病院との連携を実現"
    );
    assert!(
        record(mibu, "連携図")
            .text
            .contains("・病診連携ICT「とちまるネット」(運営: 栃木県医師会)")
    );
    let usuki = case(&collection, "ms-442062");
    assert!(usuki.leads.iter().any(|lead| lead.code == Lead::Hospital));
    let sakai = case(&collection, "ms-182109");
    assert_eq!(sakai.ict_tools[0].code, "カナミックネットワーク");
    let doubts = &collection.report.sources[0].doubts;
    assert!(
        doubts
            .iter()
            .any(|doubt| doubt.case.as_deref() == Some("ms-182109")
                && doubt.message.contains("本文の掲載なし"))
    );
    assert!(
        doubts
            .iter()
            .any(|doubt| doubt.line == Some(706) && doubt.message.contains("番号が合わない"))
    );
}

#[test]
fn the_survey_is_questions_figures_and_caveats_and_no_case() {
    let collection = published();
    let survey = survey(&collection);
    assert_eq!(survey.id, "ms-survey");
    assert_eq!(survey.title, "在宅医療の連携に関するアンケート調査");
    assert!(collection.cases.iter().all(|case| case.id != survey.id));
    let questions = survey
        .records
        .iter()
        .filter(|it| it.kind == RecordKind::Survey)
        .count();
    assert_eq!(questions, 27);

    let founders = headed(&survey.records, "① 開設主体");
    let figures: Vec<(&str, f64, &str)> = founders
        .figures
        .iter()
        .map(|it| (it.label.as_str(), it.value, it.unit.as_str()))
        .collect();
    assert_eq!(figures, [("医療法人", 78.0, "件"), ("個人", 42.0, "件")]);

    let answers = headed(&survey.records, "(1) 回答者数");
    assert_eq!(answers.tables[0].rows.len(), 15);
    assert_eq!(answers.tables[0].rows[9], ["静岡市", "37"]);

    let staff = &headed(&survey.records, "⑤ 職員数").tables[0];
    assert_eq!(
        staff.header,
        ["職員区分(人)", "n=", "平均", "中央値", "最小値", "最大値"]
    );
    assert_eq!(
        staff.rows[4],
        [
            "3) 看護職(助産師、看護師、准看護師)",
            "106",
            "3.43",
            "3",
            "0",
            "26"
        ]
    );

    let wishes = &headed(&survey.records, "③ 往診に対する意向").tables[0];
    assert_eq!(
        wishes.header[2],
        "医師1人あたりの往診件数(1年間) 医師1人のみ所属する診療所"
    );
    assert_eq!(wishes.rows[3], ["やめたい", "32.5件", "32.5件", "該当無し"]);

    let visits = headed(&survey.records, "① 訪問診療件数");
    let captions: Vec<&str> = visits.tables.iter().map(|it| it.caption.as_str()).collect();
    assert_eq!(
        captions,
        [
            "全体数値",
            "直近1年間の医師1人あたり訪問診療件数が 2000件以上 の診療所",
            "直近1年間の医師1人あたり訪問診療件数が 2000件未満 の診療所"
        ]
    );

    let opinions = &headed(&survey.records, "⑧ 他医療機関との").tables[0];
    assert_eq!(opinions.rows.len(), 7);
    assert!(opinions.rows[5][1].starts_with("・ 小児・障害者"));
    assert!(
        headed(&survey.records, "留意点")
            .text
            .contains("一般的な診療所の平均として数値を見ることはできない")
    );
    assert_eq!(
        headed(&survey.records, "(2) 調査対象の選定").tables[0]
            .rows
            .len(),
        14
    );

    let everything = serde_json::to_string(&survey).unwrap();
    for mark in ["<b>", "<li>", "<sup>", "**", "##"] {
        assert!(!everything.contains(mark), "{mark}");
    }
}

#[test]
fn what_a_table_says_in_words_is_a_record_s_words_too() {
    let collection = published();
    let survey = survey(&collection);
    let opinions = headed(&survey.records, "⑧ 他医療機関との");
    assert!(!opinions.text.contains("お互い様"));
    assert!(opinions.words().contains("「お互い様」の精神"));
}

#[test]
fn another_report_of_the_same_manner_is_read_too() {
    let collection = report(include_str!("../fixtures/model-survey-made-up.txt"));
    assert!(
        !collection.report.has_errors(),
        "{:?}",
        collection.report.errors
    );
    let ids: Vec<&str> = collection
        .cases
        .iter()
        .map(|case| case.id.as_str())
        .collect();
    assert_eq!(ids, ["ms-032051", "ms-282235", "ms-465356"]);

    let tamba = case(&collection, "ms-282235");
    assert_eq!(tamba.place(), "丹波市・丹波篠山市");
    let population = tamba.population.as_ref().unwrap();
    assert_eq!(
        (population.value, population.as_of.as_deref()),
        (101_234, Some("2023-01-01"))
    );
    let codes =
        |case: &Case| -> Vec<&str> { case.models.iter().map(|tag| tag.code.code()).collect() };
    assert_eq!(codes(tamba), ["あ1"]);
    assert_eq!(tamba.models[0].by.as_deref(), Some("二次救急の当番"));

    let hanamaki = case(&collection, "ms-032051");
    assert_eq!(codes(hanamaki), ["A", "B2"]);
    assert_eq!(
        hanamaki.title,
        "市立病院と診療所の二本立て(医師会主導・行政協力)"
    );
    assert_eq!(
        record(hanamaki, "二本立て").text,
        "・拠点「花巻あんしん拠点」が調整する(花巻市医師会)\n・「いーはとーぶネット」で情報を共有する(花巻市・花巻市医師会)"
    );
    assert!(
        record(hanamaki, "モデル")
            .text
            .contains("※夜間は市立病院が対応")
    );

    // The index prints its number wrong; its page has a heading in three lines.
    let yoron = case(&collection, "ms-465356");
    assert_eq!(codes(yoron), ["B2", "あ1"]);
    assert_eq!(yoron.title, "島で支える一対一");
    let tools: Vec<&str> = yoron
        .ict_tools
        .iter()
        .map(|tag| tag.code.as_str())
        .collect();
    assert_eq!(tools, ["しまねっと", "Yorolink"]);

    assert_eq!(collection.orderings.len(), 2);
    assert_eq!(
        collection.orderings[1].cases[0].as_deref(),
        Some("ms-465356")
    );
    let doubts = &collection.report.sources[0].doubts;
    assert!(
        doubts
            .iter()
            .any(|doubt| doubt.message.contains("数値が索引の表によって異なる"))
    );

    let survey = survey(&collection);
    assert_eq!(survey.title, "在宅医療に取り組む診療所のアンケート調査");
    assert_eq!(headed(&survey.records, "(1) 回答者数").figures.len(), 1);
    assert_eq!(
        headed(&survey.records, "② 訪問診療").tables[0].header[2],
        "1診療所あたりの件数 単独"
    );
    assert!(
        headed(&survey.records, "留意点")
            .text
            .contains("全国の平均として")
    );
    assert_eq!(
        headed(&survey.records, "(2) 調査対象").tables[1].rows[1][1],
        "・施設概要\n・連携状況"
    );
}

/// The report as text with its layout kept: cells in columns, no marks.
fn laid_out(text: &str) -> String {
    let mut sheet = String::new();
    for run in text
        .lines()
        .collect::<Vec<_>>()
        .chunk_by(|one, other| one.contains('\t') == other.contains('\t'))
    {
        let rows: Vec<Vec<String>> = run
            .iter()
            .map(|line| {
                let plain = line
                    .replace("**", "")
                    .replace("<b>", "")
                    .replace("</b>", "");
                let plain = plain.trim_start_matches('#');
                plain
                    .split('\t')
                    .map(|cell| cell.trim().to_owned())
                    .collect()
            })
            .collect();
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
                + 3
        };
        for row in &rows {
            for (column, cell) in row.iter().enumerate() {
                sheet.push_str(cell);
                let blanks = width(column) - cell.chars().count();
                sheet.extend(std::iter::repeat_n(' ', blanks));
            }
            sheet.push('\n');
        }
    }
    sheet
}

#[test]
fn the_orderings_are_read_from_a_layout_as_from_tabs() {
    let text = fs::read_to_string("corpus/home-care-model-survey-h29.txt").unwrap();
    let text = text.replace('|', "\t");
    let (tabs, layout) = (report(&text), report(&laid_out(&text)));
    let cases = |collection: &Collection| -> Vec<_> {
        collection
            .orderings
            .iter()
            .map(|ordering| (ordering.title.clone(), ordering.cases.clone()))
            .collect()
    };
    assert_eq!(cases(&tabs), cases(&layout));
    assert_eq!(layout.orderings.len(), 5);
    for (one, other) in tabs.cases.iter().zip(&layout.cases) {
        assert_eq!(
            (&one.id, &one.population, &one.aging_rate),
            (&other.id, &other.population, &other.aging_rate)
        );
    }
}

#[test]
fn a_report_without_regions_says_what_to_check() {
    let collection = report("目次\n\nこの報告書には何もない。\n");
    assert!(collection.report.has_errors());
    assert!(collection.report.errors[0].contains("r.txt"));
}
