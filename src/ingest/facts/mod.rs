//! Reads a town's printed figures: population, aging rates and area with the dates
//! that they stand for, and each town's own in a joint entry.
//!
//! Works on the lines of a block of basic information, whatever their order:
//! `values` finds the labelled figures, `dating` what day they stand for, and what
//! is the town's own among them is chosen here. A figure that is not printed, or
//! that is another area's, stays none. Never panics.

use unicode_normalization::UnicodeNormalization;

use crate::record::{self, Fact, Lines, MunicipalityRef};

use super::draft::{Facts, Remark};
use super::lines::Line;

mod dating;
mod values;

/// What was read from a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The figures.
    pub(super) facts: Facts,
    /// What a person should look at.
    pub(super) remarks: Vec<Remark>,
}

/// What a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Population,
    Population65,
    Population75,
    Rate65,
    Rate75,
    Area,
}

impl Label {
    /// What the report calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Population => "人口",
            Self::Population65 => "65歳以上人口",
            Self::Population75 => "75歳以上人口",
            Self::Rate65 => "高齢化率",
            Self::Rate75 => "75歳以上の割合",
            Self::Area => "面積",
        }
    }
}

/// One labelled figure of the block.
#[derive(Clone, Debug)]
struct Printed {
    label: Label,
    value: f64,
    /// The town it is printed for, where it names one.
    town: Option<String>,
    /// Whether the block says that it is a total of towns.
    is_total: bool,
    /// Whether it is a projection.
    is_projected: bool,
    /// The date it stands for.
    as_of: Option<String>,
    /// 「※1」 behind the label.
    note: Option<String>,
    /// Its place among the figures that its label has on the line.
    column: usize,
    /// The line as printed.
    words: String,
    lines: Lines,
}

/// What part of an entry a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A section of basic information: its figures are the town's.
    Profile,
    /// Any other section: its figures count only where the profile says nothing and
    /// the words name the town.
    Other,
}

/// One line of the block in the form that patterns are matched in: NFKC, and no
/// spaces inside a word.
struct Row<'a> {
    text: String,
    line: &'a Line,
}

/// Reads an entry of these municipalities: all its lines, each with the part that it
/// stands in, and the heading of its basic information.
pub(super) fn of_entry(
    lines: &[(Origin, &Line)],
    towns: &[MunicipalityRef],
    heading: Option<&str>,
) -> Found {
    let block: Vec<Line> = lines
        .iter()
        .filter(|(part, _)| *part == Origin::Profile)
        .map(|&(_, line)| line.clone())
        .collect();
    read(&block, towns, heading)
}

/// Reads the block under a heading, for an entry of these municipalities.
pub(super) fn read(block: &[Line], towns: &[MunicipalityRef], heading: Option<&str>) -> Found {
    let rows: Vec<Row<'_>> = block
        .iter()
        .map(|line| Row {
            text: tighten(&line.text),
            line,
        })
        .collect();
    let mut found = Found::default();
    let mut values = values::values(&rows, towns, &mut found.remarks);
    dating::date(&mut values, &rows, heading);
    choose(&values, towns, &mut found);
    found
}

/// NFKC with the spaces gone that stand between the characters of one word:
/// 「人 口」 is one, 「小国町 南小国町」 are two.
fn tighten(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let text = text.replace("七五歳", "75歳").replace("六五歳", "65歳");
    let wide = |c: char| !c.is_ascii() && !"・…".contains(c);
    let mut tight = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_whitespace() {
            tight.push(c);
            continue;
        }
        while chars.peek().is_some_and(|c| c.is_whitespace()) {
            chars.next();
        }
        let lone = tight
            .rsplit(|c: char| !wide(c))
            .next()
            .is_some_and(|word| word.chars().count() == 1);
        let in_word = lone && chars.peek().copied().is_some_and(wide);
        if !in_word && !tight.is_empty() && chars.peek().is_some() {
            tight.push(' ');
        }
    }
    tight
}

/// Picks the town's figures among those printed.
fn choose(values: &[Printed], towns: &[MunicipalityRef], found: &mut Found) {
    let names_others = values.iter().any(|value| {
        value.label == Label::Population && value.town.is_some() && !is_own(value, towns)
    });
    let is_joint = towns.len() > 1;
    // 「56,900人（長井市27,407 …）」 in an entry of one town: the totals are not its own.
    let totals_are_others = towns.len() == 1
        && names_others
        && values
            .iter()
            .any(|value| value.label == Label::Population && value.town.is_none());
    let mut pick = |label: Label| -> Option<&Printed> {
        let of_label: Vec<&Printed> = values.iter().filter(|value| value.label == label).collect();
        if totals_are_others {
            let own = of_label
                .iter()
                .find(|value| value.town.is_some() && is_own(value, towns));
            if own.is_none() && !of_label.is_empty() {
                found.remarks.push(Remark {
                    line: of_label.first().map(|value| value.lines[0]),
                    message: format!("{}は複数市町村の合計のため採用せず", label.name()),
                });
            }
            return own.copied();
        }
        if is_joint {
            return total(&of_label, towns.len());
        }
        let own: Vec<&Printed> = of_label
            .into_iter()
            .filter(|value| is_own(value, towns))
            .collect();
        let chosen = current(&own)?;
        if own
            .iter()
            .any(|value| (value.value - chosen.value).abs() > f64::EPSILON)
        {
            found.remarks.push(Remark {
                line: Some(chosen.lines[0]),
                message: format!(
                    "{}が二つ印字（{}を採用）",
                    label.name(),
                    chosen.as_of.as_deref().unwrap_or("先の値")
                ),
            });
        }
        Some(chosen)
    };
    found.facts = Facts {
        population: pick(Label::Population).map(people),
        population_65: pick(Label::Population65).map(people),
        aging_rate: pick(Label::Rate65).map(measured),
        population_75: pick(Label::Population75).map(people),
        aging_rate_75: pick(Label::Rate75).map(measured),
        area_km2: pick(Label::Area).map(measured),
        parts: Vec::new(),
    };
    if is_joint || names_others {
        found.facts.parts = parts(values, towns);
    }
}

/// Whether a figure names no town, or the entry's only one.
fn is_own(value: &Printed, towns: &[MunicipalityRef]) -> bool {
    value.town.as_ref().is_none_or(|name| {
        matches!(towns, [only] if name.ends_with(&only.name) || only.name.ends_with(name.as_str()))
    })
}

/// In a joint entry: the printed total, or the only figure that names no town.
fn total<'a>(of_label: &[&'a Printed], towns: usize) -> Option<&'a Printed> {
    let plain: Vec<&Printed> = of_label
        .iter()
        .copied()
        .filter(|value| value.town.is_none() && !value.is_projected)
        .collect();
    plain
        .iter()
        .find(|value| value.is_total)
        .copied()
        .or(match plain.as_slice() {
            [only] => Some(only),
            // A table with a column for each town and one for their total.
            columns if columns.len() == towns + 1 && of_label.len() == columns.len() => {
                columns.last().copied()
            }
            _ => None,
        })
}

/// Among the same label's figures, the latest that is no projection; the first
/// where no dates tell.
fn current<'a>(values: &[&'a Printed]) -> Option<&'a Printed> {
    // 「男6,000人 女6,345人 計12,345人」
    if let Some(total) = values
        .iter()
        .find(|value| value.is_total && !value.is_projected)
    {
        return Some(total);
    }
    let first = *values.iter().find(|value| !value.is_projected)?;
    let mut best = first;
    for value in values {
        let is_later =
            matches!((&value.as_of, &best.as_of), (Some(date), Some(other)) if date > other);
        if !value.is_projected && value.lines == first.lines && is_later {
            best = value;
        }
    }
    Some(best)
}

fn people(value: &Printed) -> Fact<u64> {
    fact(value, value.value as u64)
}

fn measured(value: &Printed) -> Fact<f64> {
    fact(value, value.value)
}

fn fact<T>(printed: &Printed, value: T) -> Fact<T> {
    Fact {
        value,
        as_of: printed.as_of.clone(),
        printed: printed.words.clone(),
        lines: printed.lines,
        corrected: None,
    }
}

/// Each town's own figures: named beside the figure, or in the columns of a table.
fn parts(values: &[Printed], towns: &[MunicipalityRef]) -> Vec<record::Part> {
    let mut parts: Vec<record::Part> = Vec::new();
    for value in values.iter().filter(|value| !value.is_projected) {
        let columns = values
            .iter()
            .filter(|other| {
                other.label == value.label && other.town.is_none() && other.lines == value.lines
            })
            .count();
        let in_table = columns == towns.len() || columns == towns.len() + 1;
        let name = match (&value.town, towns.get(value.column)) {
            (Some(name), _) => name,
            (None, Some(town)) if towns.len() > 1 && in_table => &town.name,
            (None, _) => continue,
        };
        let known = parts.iter().position(|part| part.municipality == *name);
        let index = known.unwrap_or_else(|| {
            parts.push(record::Part {
                municipality: name.clone(),
                population: None,
                aging_rate: None,
                area_km2: None,
                lines: value.lines,
            });
            parts.len() - 1
        });
        let Some(part) = parts.get_mut(index) else {
            continue;
        };
        match value.label {
            Label::Population => part.population = part.population.or(Some(value.value as u64)),
            Label::Rate65 => part.aging_rate = part.aging_rate.or(Some(value.value)),
            Label::Area => part.area_km2 = part.area_km2.or(Some(value.value)),
            Label::Population65 | Label::Population75 | Label::Rate75 => {}
        }
        part.lines = [
            part.lines[0].min(value.lines[0]),
            part.lines[1].max(value.lines[1]),
        ];
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ingest::lines;

    fn town(name: &str) -> MunicipalityRef {
        MunicipalityRef {
            code: String::new(),
            name: name.to_owned(),
            kana: String::new(),
        }
    }

    fn facts(text: &str, towns: &[&str]) -> Facts {
        let towns: Vec<MunicipalityRef> = towns.iter().map(|name| town(name)).collect();
        read(&lines::read(text), &towns, None).facts
    }

    fn population(text: &str) -> Option<(u64, Option<String>)> {
        facts(text, &["北町"])
            .population
            .map(|fact| (fact.value, fact.as_of))
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
    fn other_figures_are_not_the_town_s() {
        for text in [
            "高齢者人口･･･3,000人",
            "（うち離島人口 3,421人）",
            "（人口10万当たり97.4）",
            "北空知管内32,765人",
            "人口減少が進み、2040年には3割減になる",
            "面積：13,189世帯（1世帯あたり2.2人）",
        ] {
            let facts = facts(text, &["北町"]);
            assert_eq!(facts.population, None, "{text}");
            assert_eq!(facts.area_km2, None, "{text}");
        }
    }

    #[test]
    fn of_two_years_the_projection_is_not_taken() {
        let table = "項目\n2017\n（H30.1.1）\n2025\n(H37)推計\n人口 １５,６４４人 １３,４２４人\n高齢化率 ３４．３％ ４０．７％\n面積：10㎢";
        let facts = facts(table, &["北町"]);
        let population = facts.population.unwrap();
        assert_eq!(
            (population.value, population.as_of.as_deref()),
            (15_644, Some("2018-01-01"))
        );
        assert_eq!(facts.aging_rate.unwrap().value.to_string(), "34.3");
        assert_eq!(facts.area_km2.unwrap().as_of, None);
        let reversed = "　2025年推計　2015年\n人口 9,000人 10,000人";
        assert_eq!(population_of(reversed), 10_000);
    }

    fn population_of(text: &str) -> u64 {
        population(text).unwrap().0
    }

    #[test]
    fn joint_entries_have_a_total_or_none_and_parts() {
        let both = ["小国町", "南小国町"];
        let named = facts(
            "人口･･･小国町 7,283人 南小国町 4,127人\n面積･･･小国町 137㎢ 南小国町 116㎢",
            &both,
        );
        assert_eq!(named.population, None);
        assert_eq!(named.parts[1].population, Some(4127));
        assert_eq!(named.parts[0].area_km2, Some(137.0));
        let total = facts(
            "人口 小国町 7,283人\n南小国町 4,127人\n（合計） 11,410人",
            &both,
        );
        assert_eq!(total.population.unwrap().value, 11_410);
        let table = facts(
            "小国町 南小国町\n面積(km2) 137 116\n人口(人) 7,283 4,127",
            &both,
        );
        assert_eq!(table.population, None);
        assert_eq!(table.parts[1].area_km2, Some(116.0));
    }

    #[test]
    fn a_health_centre_prints_the_total_of_its_towns() {
        let text = "管内人口　136,503人（亀岡市 89,479人、南丹市 47,024人）　※H29.4.1";
        let facts = facts(text, &["亀岡市", "南丹市"]);
        let total = facts.population.unwrap();
        assert_eq!(
            (total.value, total.as_of.as_deref()),
            (136_503, Some("2017-04-01"))
        );
        assert_eq!(facts.parts[0].population, Some(89_479));
    }

    #[test]
    fn rates_and_areas_in_every_unit() {
        let facts = facts(
            "高齢化率\n６５歳以上・・・４１，６％\n７５歳以上・・・２３．６％\n総面積･･･１６９，０２ｋ㎡",
            &["北町"],
        );
        assert_eq!(facts.aging_rate.unwrap().value.to_string(), "41.6");
        assert_eq!(facts.aging_rate_75.unwrap().value.to_string(), "23.6");
        assert_eq!(facts.area_km2.unwrap().value.to_string(), "169.02");
    }

    #[test]
    fn a_range_below_a_figure_dates_it() {
        let text = "■人口･･･20人\n■高齢化率・・・25.3％\n（16.1％～38.7％）（平成27年国勢調査）\n■医療資源";
        let facts = facts(text, &["北町"]);
        assert_eq!(facts.aging_rate.unwrap().as_of.as_deref(), Some("2015"));
        assert_eq!(facts.population.unwrap().as_of, None);
    }

    proptest! {
        #[test]
        fn any_block_is_read_without_panic(text in "(人口|面積|高齢化率|75歳以上|[（(）)0-9０-９,，.．人％㎢市町 \n※H年月末]|.){0,60}") {
            let _ = read(&lines::read(&text), &[town("北町"), town("南町")], Some(&text));
            let _ = read(&lines::read(&text), &[town("北町")], None);
        }
    }
}
