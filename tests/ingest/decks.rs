//! Slide decks, hand-outs and collections made up without sight of the rules
//! (`tests/data/decks`), as `pdftotext`, `pdftotext -layout` and `renkei add` give them:
//! which entries are found, and which of their figures, items and models.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use renkei::corpus::SourceKind;
use renkei::record::Case;
use serde::Deserialize;

use crate::corpus::read_text;

#[derive(Deserialize)]
struct Expected {
    deck: String,
    municipalities: Vec<String>,
    prefecture: String,
    population: Option<f64>,
    aging_rate: Option<f64>,
    area_km2: Option<f64>,
    items_done: Vec<String>,
    items_arguable: Vec<String>,
    models: Vec<String>,
    models_arguable: Vec<String>,
}

/// What was right, wrong and left empty.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    wrong: usize,
    empty: usize,
}

impl Count {
    fn add(&mut self, got: Option<f64>, wanted: Option<f64>) {
        match (got, wanted) {
            (Some(got), Some(wanted)) if (got - wanted).abs() < 0.005 => self.right += 1,
            (Some(_), _) => self.wrong += 1,
            (None, Some(_)) => self.empty += 1,
            (None, None) => {}
        }
    }

    fn share(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong + self.empty).max(1) as f64
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decks")
}

fn cases(text: impl Into<String>) -> Vec<Case> {
    read_text(SourceKind::SmartPractice, text).cases
}

/// What was read of a set of decks.
#[derive(Debug, Default)]
struct Read {
    /// Entries found, and those expected.
    entries: [usize; 2],
    /// Entries that are none.
    beside: usize,
    figures: Count,
    /// Right, got and expected.
    items: [usize; 3],
    models: [usize; 3],
}

impl Read {
    fn entry(&mut self, case: &Case, row: &Expected) {
        self.entries[0] += 1;
        let prefecture = case.prefecture.as_ref().map(|it| it.code.as_str());
        assert_eq!(prefecture, Some(row.prefecture.as_str()));
        // A text that says 「2千人ほど」 of 1,934 is read rightly as 2,000.
        let rounded = |got: f64, wanted: f64| {
            let is_near = (got - wanted).abs() < wanted * 0.04;
            if is_near { wanted } else { got }
        };
        let population = case.population.as_ref().map(|it| match row.population {
            Some(wanted) if it.printed.contains("人ほど") => rounded(it.value as f64, wanted),
            _ => it.value as f64,
        });
        self.figures.add(population, row.population);
        self.figures
            .add(case.aging_rate.as_ref().map(|it| it.value), row.aging_rate);
        self.figures
            .add(case.area_km2.as_ref().map(|it| it.value), row.area_km2);
        let items = case.items.iter().map(|it| it.code.code());
        compare(&mut self.items, items, &row.items_done, &row.items_arguable);
        let models = case.models.iter().map(|it| it.code.code());
        compare(&mut self.models, models, &row.models, &row.models_arguable);
    }

    /// All that an entry tells is wanted where it was not found too.
    fn missing(&mut self, row: &Expected) {
        for printed in [row.population, row.aging_rate, row.area_km2] {
            self.figures.add(None, printed);
        }
        self.items[2] += row.items_done.len();
        self.models[2] += row.models.len();
    }
}

fn compare<'a>(
    counts: &mut [usize; 3],
    got: impl Iterator<Item = &'a str>,
    wanted: &[String],
    arguable: &[String],
) {
    for code in got.filter(|it| !arguable.iter().any(|other| other == it)) {
        counts[0] += usize::from(wanted.iter().any(|it| it == code));
        counts[1] += 1;
    }
    counts[2] += wanted.len();
}

fn read(expected: &str, layout: &str) -> Read {
    let rows = fs::read_to_string(folder().join(expected)).unwrap();
    let rows: Vec<Expected> = serde_json::from_str(&rows).unwrap();
    let decks: BTreeSet<&str> = rows.iter().map(|row| row.deck.as_str()).collect();
    let mut read = Read::default();
    for deck in decks {
        let path = folder().join(format!("{deck}.{layout}.txt"));
        let mut cases = cases(fs::read_to_string(path).unwrap());
        for row in rows.iter().filter(|row| row.deck == deck) {
            read.entries[1] += 1;
            let of_row = |case: &Case| {
                let codes = case.municipalities.iter().map(|it| &it.code);
                codes.eq(&row.municipalities)
            };
            match cases.iter().position(of_row) {
                Some(index) => read.entry(&cases.remove(index), row),
                None => read.missing(row),
            }
        }
        read.beside += cases.len();
    }
    println!("{expected} {layout}: {read:?}");
    read
}

/// What must be read of a set, in each layout.
struct Floor {
    expected: &'static str,
    /// How many entries may stay missing, and how many may be none.
    missing: usize,
    beside: usize,
    /// How many figures may be wrong.
    wrong: usize,
    /// In percent: figures that are right of those printed, items that are right of
    /// those found, and items that are found of all that are told.
    figures: usize,
    precision: usize,
    recall: usize,
}

const fn floor(
    expected: &'static str,
    [missing, beside]: [usize; 2],
    [figures, precision, recall]: [usize; 3],
) -> Floor {
    Floor {
        expected,
        missing,
        beside,
        wrong: 0,
        figures,
        precision,
        recall,
    }
}

/// Looks at each set and at all of them together: of items, then of models, in percent how
/// many of those found must be right, and how many must be found.
fn check(floors: &[Floor], sums: [[usize; 2]; 2]) {
    let (mut items, mut models) = ([0; 3], [0; 3]);
    for floor in floors {
        for layout in ["raw", "lay", "own"] {
            let read = read(floor.expected, layout);
            assert!(read.entries[0] + floor.missing >= read.entries[1]);
            assert!(read.beside <= floor.beside);
            assert!(read.figures.wrong <= floor.wrong);
            assert!(read.figures.share() * 100.0 >= floor.figures as f64);
            let [right, got, wanted] = read.items;
            assert!(right * 100 >= got * floor.precision, "{}", floor.expected);
            assert!(right * 100 >= wanted * floor.recall, "{}", floor.expected);
            let sums = items.iter_mut().chain(&mut models);
            for (sum, more) in sums.zip(read.items.into_iter().chain(read.models)) {
                *sum += more;
            }
        }
    }
    // A set has few items, and too few models for a floor of its own.
    let sums = [("items", items), ("models", models)].into_iter().zip(sums);
    for ((name, [right, got, wanted]), [precision, recall]) in sums {
        println!("{name}: {right} right of {got}, {wanted} wanted");
        assert!(right * 100 >= got * precision, "{name}");
        assert!(right * 100 >= wanted * recall, "{name}");
    }
}

/// The sets that the reader was made better on. Sets d to t were measured once before
/// that (`tests/data/README.md`).
#[test]
fn decks_of_many_forms_are_read() {
    let floors = [
        floor("expected-b.json", [0, 0], [80, 89, 88]),
        floor("expected-c.json", [0, 0], [80, 89, 88]),
        floor("expected-d.json", [0, 0], [80, 97, 81]),
        floor("expected-e.json", [0, 0], [80, 84, 82]),
        floor("expected-f.json", [2, 0], [80, 90, 80]),
        floor("expected-g.json", [0, 0], [80, 90, 74]),
        floor("expected-h.json", [1, 0], [78, 88, 79]),
        floor("expected-i.json", [1, 0], [80, 88, 76]),
        floor("expected-j.json", [4, 1], [56, 76, 54]),
        floor("expected-k.json", [4, 0], [66, 83, 47]),
        floor("expected-l.json", [1, 0], [80, 84, 81]),
        floor("expected-n.json", [3, 0], [80, 83, 67]),
        floor("expected-o.json", [0, 0], [90, 84, 82]),
        floor("expected-p.json", [3, 0], [66, 76, 71]),
        floor("expected-q.json", [3, 1], [85, 87, 80]),
        floor("expected-r.json", [2, 0], [87, 87, 86]),
        floor("expected-s.json", [0, 1], [73, 88, 89]),
        floor("expected-t.json", [3, 0], [68, 87, 74]),
    ];
    check(&floors, [[89, 80], [80, 70]]);
}

/// Sets full of what misleads: averages, last year's figures, other towns', tables of years
/// and of towns.
#[test]
fn decks_full_of_other_figures_are_read() {
    let floors = [
        floor("expected-u.json", [3, 1], [68, 81, 61]),
        floor("expected-x.json", [2, 0], [55, 92, 83]),
        Floor {
            wrong: 2,
            ..floor("expected-y.json", [3, 1], [61, 88, 77])
        },
        Floor {
            wrong: 1,
            ..floor("expected-z.json", [0, 0], [79, 94, 86])
        },
        floor("expected-ga.json", [0, 0], [80, 96, 82]),
        floor("expected-gb.json", [0, 0], [93, 84, 81]),
        floor("expected-ha.json", [1, 1], [88, 89, 80]),
        Floor {
            wrong: 1,
            ..floor("expected-ia.json", [4, 0], [54, 92, 71])
        },
        Floor {
            wrong: 2,
            ..floor("expected-ib.json", [3, 3], [60, 92, 75])
        },
        Floor {
            wrong: 3,
            ..floor("expected-ja.json", [2, 1], [73, 87, 75])
        },
        Floor {
            wrong: 2,
            ..floor("expected-jb.json", [3, 1], [73, 84, 80])
        },
        Floor {
            wrong: 3,
            ..floor("expected-ka.json", [1, 1], [84, 89, 76])
        },
        Floor {
            wrong: 3,
            ..floor("expected-kb.json", [3, 0], [52, 83, 72])
        },
    ];
    check(&floors, [[89, 81], [66, 60]]);
}

/// A set that nothing of the reader was made better on.
#[test]
fn decks_that_the_reader_was_not_made_on_are_read() {
    let floors = [floor("expected-m.json", [1, 0], [90, 88, 82])];
    check(&floors, [[89, 80], [80, 70]]);
}

/// What made-up entries tell.
const DEED: &str = "この町では夜の往診を受け持つ医院を曜日ごとに決め、訪問看護師と申し合わせた。";

fn names(text: &str) -> Vec<String> {
    let cases = cases(text);
    let names = cases.iter().flat_map(|case| &case.municipalities);
    names.map(|it| it.name.clone()).collect()
}

/// Sections that kanji count, and towns in brackets over long texts without figures.
#[test]
fn counted_and_bracketed_titles_start_entries() {
    let counted = format!(
        "聞き取りの結果\n第一節 岩手県紫波町\n{DEED}\n第二節 秋田県小坂町\n{DEED}\n第三節 山形県遊佐町\n{DEED}\n"
    );
    assert_eq!(names(&counted), ["紫波町", "小坂町", "遊佐町"]);
    let bracketed = format!("会報\n【紫波町】\n{DEED}\n【矢巾町】\n{DEED}\n【雫石町】\n{DEED}\n");
    assert_eq!(names(&bracketed), ["紫波町", "矢巾町", "雫石町"]);
}

/// The contents name the towns before their titles do; an office or the prefecture may stand
/// behind a name.
#[test]
fn contents_start_no_entry_and_titles_may_go_on() {
    let listed = format!(
        "目次\n第１節 紫波町\n（中間）圏域の実績\n第２節 矢巾町\n圏域の人口は減っている。\n医師も減っている。\n{DEED}\n\n第１節 紫波町\n\n{DEED}\n{DEED}\n\n第２節 矢巾町\n\n{DEED}\n"
    );
    assert_eq!(names(&listed), ["紫波町", "矢巾町"]);
    let offices = format!(
        "岩手県紫波町 福祉課 ○佐藤\n\n{DEED}\n\n\u{c}岩手県矢巾町 健康課・地域包括支援センター\n\n{DEED}\n"
    );
    assert_eq!(names(&offices), ["紫波町", "矢巾町"]);
    let behind = format!(
        "夜をつなぐ道\n紫波町（岩手県）\n紫波町は広い。{DEED}\n\u{c}先生どうしの約束\n矢巾町（岩手県）\n矢巾町は狭い。{DEED}\n"
    );
    assert_eq!(names(&behind), ["紫波町", "矢巾町"]);
}

/// Answers with a label and the town that gives them, its figures below its text, and
/// titles behind a rubric's name.
#[test]
fn labelled_and_rubric_titles_start_entries() {
    let answers = "問１ 夜の往診はどうしていますか。\n\n答 紫波町の担当者より 医院が曜日ごとに夜の往診を受け持ち、訪問看護師と申し合わせた。\n■紫波町 人口 32,100人 面積 238.98㎢\n\n問２ どこに相談しますか。\n\n答 矢巾町の担当者より 連携室の看護師が事業所からの相談を電話で受けている。\n■矢巾町 人口 28,000人 面積 67.32㎢\n";
    let cases = cases(answers);
    let items = |case: &Case| -> Vec<&str> { case.items.iter().map(|it| it.code.code()).collect() };
    let items: Vec<Vec<&str>> = cases.iter().map(items).collect();
    assert_eq!(items, [["ウ"], ["オ"]]);
    let rubric = |town: &str, number: char| {
        format!(
            "まちをたずねて その{number} {town}\n\nこの町では夜の往診を受け持つ医院を曜日ごとに決め、訪問看護師と申し合わせた。\n\n"
        )
    };
    let rubrics = [rubric("紫波町", '１'), rubric("矢巾町", '２')].concat();
    assert_eq!(names(&rubrics), ["紫波町", "矢巾町"]);
    let portrait = |town: &str| {
        format!(
            "{town}はこんなまち\n\n人口\n\n医院が曜日ごとに夜の往診を受け持ち、訪問看護師と申し合わせた。\n\n"
        )
    };
    let portraits = [portrait("紫波町"), portrait("矢巾町")].concat();
    assert_eq!(names(&portraits), ["紫波町", "矢巾町"]);
    let bare = |town: &str| {
        format!(
            "岩手県 {town}\n\n夜を分け合う\n\n医院が曜日ごとに夜の往診を受け持ち、訪問看護師と申し合わせた。\n\n"
        )
    };
    let bare = [bare("紫波町"), bare("矢巾町")].concat();
    assert_eq!(names(&bare), ["紫波町", "矢巾町"]);
}

/// A form's cell for the name, with the next cell on the same line.
#[test]
fn a_name_with_another_cell_beside_it_starts_an_entry() {
    let form = |name: &str| {
        format!(
            "市町村名 {name} 所管課 高齢福祉課\n総人口 20,500人（R6.4.1）\n事業項目 実績\n講演会を二回開いた。\n紫波町・矢巾町の担当者会に出た。\n"
        )
    };
    let text = [form("紫波町"), form("矢巾町")].concat();
    assert_eq!(names(&text), ["紫波町", "矢巾町"]);
}

/// A table of all towns has the figures that their entries do not print.
#[test]
fn a_table_of_all_towns_has_their_figures() {
    let entry = |town: &str, figures: &str| {
        let told = format!("{town}では医師が三人で夜を受け持つ。\n").repeat(4);
        format!("■岩手県{town}の取り組み\n\n{figures}{DEED}\n{told}\n")
    };
    let table = "町の人口等\n町名     人口（人）   高齢化率（％）   面積（㎢）\n紫波町   32,500   30.7   238.98\n矢巾町   28,000   26.5   67.32\n\n";
    let entries = [entry("紫波町", ""), entry("矢巾町", "人口 27,900人\n")].concat();
    let text = format!("{table}{entries}");
    let read = |case: &Case| {
        let population = case.population.as_ref().map(|it| (it.value, it.lines[0]));
        (population, case.aging_rate.as_ref().map(|it| it.value))
    };
    let cases: Vec<_> = cases(text).iter().map(read).collect();
    let wanted = [
        (Some((32_500, 3)), Some(30.7)),
        (Some((27_900, 16)), Some(26.5)),
    ];
    assert_eq!(cases, wanted);
}

/// A table in which towns head the columns, beside their average; a name may fill its cell.
#[test]
fn a_table_with_a_column_a_town_has_their_figures() {
    let entry = |town: &str| {
        let told = format!("{town}では医師が三人で夜を受け持つ。\n").repeat(4);
        format!("■岩手県{town}の取り組み\n\n{DEED}\n{told}\n")
    };
    let entries = [entry("紫波町"), entry("矢巾町")].concat();
    let columns = "表１\n              紫波町     矢巾町    （参考）全国\n人口（人）         32,500    28,000    124,885,175\n高齢化率（％）       30.7      26.5      28.8\n\n";
    // Where the towns are, and figures of another year, stand between.
    let between = "表１\n              紫波町     矢巾町\n県          岩手県      岩手県\n人口（人）         32,500    28,000\n2040年推計（人）     27,100    24,900\n65歳以上人口（人）     9,978     7,420\n高齢化率（％）       30.7      26.5\n\n";
    // Of several years the last, which a note's number follows.
    let years = "図表３－１ 数値\n              紫波町     矢巾町    （参考）県内14町計\n総人口 令和２年国勢調査（人）   32,100    27,700    195,000\n総人口 令和５年９月30日現在1（人）   32,500    28,000    ―\n推計人口 2040年（人）   27,100    24,900    ―\n高齢化率（％）       30.7      26.5      33.1\n\n";
    let rows = "町名         人口（人）   高齢化率（％）\n紫 波 町     32,500      30.7\n矢 巾 町     28,000      26.5\n\n";
    for table in [columns, between, years, rows] {
        let cases = cases(format!("{table}{entries}"));
        let read = |case: &Case| {
            let population = case.population.as_ref().map(|it| it.value);
            (population, case.aging_rate.as_ref().map(|it| it.value))
        };
        let read: Vec<_> = cases.iter().map(read).collect();
        let wanted = [(Some(32_500), Some(30.7)), (Some(28_000), Some(26.5))];
        assert_eq!(read, wanted, "{table}");
    }
}

/// A title may end with the town where a number begins it, and says more than the town.
#[test]
fn numbered_titles_that_end_with_the_town_start_entries() {
    let entry = |number: char, title: &str, town: &str| {
        format!("事例{number} {title} 岩手県 {town}\n\nはじまり\n医師が少ない。\n{DEED}\n\n")
    };
    let text = [
        entry('１', "病院と診療所、二人で診る", "紫波町"),
        entry('２', "連絡の道", "矢巾町"),
        entry('３', "夜の電話", "雫石町"),
    ];
    let cases = cases(text.concat());
    let titles: Vec<&str> = cases.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "事例１ 病院と診療所、二人で診る 岩手県 紫波町",
            "事例２ 連絡の道 岩手県 矢巾町",
            "事例３ 夜の電話 岩手県 雫石町",
        ]
    );
}

/// In minutes a town's office speaks behind its name; what it says in a discussion later
/// is no entry of its own.
#[test]
fn towns_speak_in_turn_in_minutes() {
    let turn = |town: &str| {
        let told = "医師が三人で夜を受け持つ。".repeat(4);
        format!("○{town}（高齢者支援課） {town}です。{DEED}\n{told}\n")
    };
    let turns = ["紫波町", "矢巾町", "雫石町"].map(turn).concat();
    let text = format!(
        "議事要旨\n１ 議題 市町村からの報告\n{turns}（３）意見交換\n○矢巾町 紫波町に伺いたい。費用はどうしているか。\n○紫波町 委託料で払っている。\n"
    );
    assert_eq!(names(&text), ["紫波町", "矢巾町", "雫石町"]);
}

/// A form's row of figures below its heads, a label with a blank in it, and titles that end
/// with the town behind a dash.
#[test]
fn forms_of_one_row_and_titles_behind_a_dash_start_entries() {
    let told = "医師が三人で夜を受け持つ。".repeat(4);
    let row = format!(
        "夜を分け合う\n基本情報\n市町村名          人口           高齢化率\n紫波町          32,500人      30.7％\n１ 背景\n{DEED}\n{told}\n"
    );
    let label = format!(
        "先生どうしの約束\n基本情報\n町 名：矢巾町（やはばちょう）   担当：健康課\n人 口：28,000人\n１ 背景\n{DEED}\n{told}\n"
    );
    assert_eq!(names(&format!("{row}\n{label}")), ["紫波町", "矢巾町"]);
    let dashed = |title: &str, town: &str, people: &str| {
        format!("\u{c}{title} ― 岩手県{town}\n\n人口：{people}人\n\n{DEED}\n{told}\n")
    };
    let dashed = [
        dashed("連絡の道", "紫波町", "32,500"),
        dashed("二人の先生", "矢巾町", "28,000"),
        dashed("夜の電話", "雫石町", "15,900"),
    ];
    assert_eq!(names(&dashed.concat()), ["紫波町", "矢巾町", "雫石町"]);
}

/// A form may print the prefecture first, and a heading downwards beside its labels.
#[test]
fn a_form_may_print_the_prefecture_before_the_town() {
    let form = |town: &str, people: &str| {
        format!(
            "基    県名       岩手県         市町村名      {town}\n本 総人口      {people}人    65歳以上     9,905人\n情\n\n{DEED}\n\n"
        )
    };
    let text = [form("紫波町", "32,500"), form("矢巾町", "28,000")].concat();
    let cases = cases(text);
    let read = |case: &Case| case.population.as_ref().map(|it| it.value);
    let read: Vec<_> = cases.iter().map(read).collect();
    assert_eq!(read, [Some(32_500), Some(28_000)]);
}

/// A table with a column a town whose rows have a mark and one line each.
#[test]
fn rows_of_a_table_may_begin_with_marks() {
    let table = "市町の進み具合（◎：定着 ○：実施 ×：未実施）\n項目＼市町              紫波町                       矢巾町\nつかむ（資源）          ◎ 事業所の一覧を毎年つくり病院に配っている      × 数が少ないため一覧は要らないと考えている\nこまりごと相談 ○ 看護師を置き事業所からの相談を電話で受けている      × 専門職の窓口はまだなく検討もしていない\nひろめる（住民）         × 講演会は休んだままで再開の予定もない        ○ 公民館で看取りの話をする講座を九回開いた\nまなぶ（専門職）         ○ 職種をまじえた研修を年に四回開いている        ○ 隣町の病院の研修に毎月加わっている\n";
    let cases = cases(table.to_owned());
    let items = |case: &Case| -> Vec<&str> { case.items.iter().map(|it| it.code.code()).collect() };
    let items: Vec<Vec<&str>> = cases.iter().map(items).collect();
    assert_eq!(names(table), ["紫波町", "矢巾町"]);
    assert!(
        items[0].contains(&"ア") && items[0].contains(&"オ"),
        "{items:?}"
    );
    assert!(
        !items[0].contains(&"キ") && items[1].contains(&"キ"),
        "{items:?}"
    );
    assert!(
        !items[1].contains(&"ア") && !items[1].contains(&"オ"),
        "{items:?}"
    );
}

/// Who speaks says so on the cover, however often others are named.
#[test]
fn the_office_on_the_cover_is_whose_document_it_is() {
    let text = format!(
        "町の暮らしを、町で\n〜先生がいないとき〜\n岩手県 紫波町 健康課\n保健所の研修会（矢巾町）\n矢巾町の病院に船で通う。矢巾町の会議に出る。雫石町も来る。\n{DEED}\n矢巾町の病院から医師が来る。\n"
    );
    assert_eq!(names(&text), ["紫波町"]);
}

/// A town that was only looked at has no entry, and takes none of the numbers of the old for
/// its people.
#[test]
fn a_town_that_was_visited_has_no_entry() {
    let text = format!(
        "岩手県紫波町\n\nまちのすがた\n総人口 32,500人\n65歳以上 10,000人\n\n{DEED}\n\n\u{c}視察で学んだこと（令和５年）\n岩手県矢巾町（人口28,000人）\n医師が当番を組む。\n"
    );
    assert_eq!(names(&text), ["紫波町"]);
}

/// A box with a town's figures may stand beside its name.
#[test]
fn a_name_beside_a_box_of_figures_starts_an_entry() {
    let entry = |number: char, town: &str, people: &str, rate: &str| {
        format!(
            "\u{c}事例{number}                                   人口               {people}人\n{town}                                   高齢化率               {rate}％\n\n１ きっかけ\n医師が少ない。\n２ 行っていること\n{DEED}\n"
        )
    };
    let text = [
        entry('１', "紫波町", "32,500", "30.7"),
        entry('２', "矢巾町", "28,000", "26.5"),
        entry('３', "雫石町", "15,900", "40.1"),
    ];
    let cases = cases(text.concat());
    let rates: Vec<_> = cases
        .iter()
        .map(|it| it.aging_rate.as_ref().map(|it| it.value))
        .collect();
    assert_eq!(rates, [Some(30.7), Some(26.5), Some(40.1)]);
}

/// What follows the figures under their heading is the entry's text.
#[test]
fn more_than_introduces_a_town_is_no_basic_information() {
    let deeds = "連携室に看護師を二人置き、事業所からの相談を電話で受けている。\n".repeat(20);
    let text = format!(
        "岩手県紫波町\n町のすがた（2024年5月末現在）\n人口 32,500人\n高齢化率 30.7パーセント\n{deeds}"
    );
    let cases = cases(text);
    let items: Vec<&str> = cases[0].items.iter().map(|it| it.code.code()).collect();
    assert!(items.contains(&"オ"), "{items:?}");
}
