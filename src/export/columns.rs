//! The columns of a table of cases, the same in CSV and Excel, each with what it means.

use std::fmt;

use Content::{Figure, Link, Text};

use super::About;
use crate::address;
use crate::citation;
use crate::digest::Quote;
use crate::format;
use crate::frame;
use crate::record::{Case, Fact, FactName, Part, Tag, Unread};
use crate::vocabulary::{Basis, RecordKind};

/// A column of the table.
pub(super) struct Column {
    /// Its title.
    pub(super) title: &'static str,
    /// What stands in it.
    pub(super) means: &'static str,
    /// Its width in Excel, in characters.
    pub(super) width: f64,
    /// What a case has in it.
    pub(super) content: Content,
}

/// What stands in a column.
pub(super) enum Content {
    /// Words, or a code, whose zeros stay.
    Text(fn(&Case, &About) -> String),
    /// A printed figure. In a joint entry that prints no total the towns' own stand
    /// instead; where it was not read, that is said.
    Figure(FactName, fn(&Case) -> Option<f64>, fn(&Part) -> Option<f64>),
    /// The address of a page of the site.
    Link(fn(&Case) -> String),
}

impl Column {
    /// What a case has in it.
    pub(super) fn cell(&self, case: &Case, about: &About) -> Cell {
        match self.content {
            Content::Text(text) => Cell::Text(text(case, about)),
            Content::Figure(name, value, of_part) => value(case).map_or_else(
                || {
                    let parts = &case.parts;
                    let towns = format::towns(parts, |part| of_part(part).map(format::decimal));
                    let words = towns.or_else(|| Unread::words(&case.unread, name));
                    Cell::Text(words.unwrap_or_default())
                },
                Cell::Number,
            ),
            Content::Link(address) => {
                let site = about.site.unwrap_or_default();
                Cell::Link(format!("{site}{}", address(case)))
            }
        }
    }
}

/// What a case has in a column.
pub(super) enum Cell {
    /// Words, or a code, whose zeros stay.
    Text(String),
    /// A figure.
    Number(f64),
    /// An address.
    Link(String),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Link(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// The columns, from left to right.
pub(super) const COLUMNS: &[Column] = &[
    Column {
        title: "番号",
        means: "事例の番号。資料を読み直しても変わりません。",
        width: 12.0,
        content: Text(|case, _| case.id.clone()),
    },
    Column {
        title: "都道府県",
        means: "最初の市区町村の都道府県。",
        width: 9.0,
        content: Text(|case, _| {
            let prefecture = case.prefecture.as_ref();
            prefecture.map_or_else(String::new, |it| it.name.clone())
        }),
    },
    Column {
        title: "市町村",
        means: "現在の正式な名前。共同の取り組みは「・」でつなげています。",
        width: 14.0,
        content: Text(|case, _| {
            if case.municipalities.is_empty() {
                String::new()
            } else {
                case.place()
            }
        }),
    },
    Column {
        title: "市町村コード",
        means: "全国地方公共団体コード（検査数字を含む6桁の文字）。",
        width: 10.0,
        content: Text(|case, _| {
            let codes: Vec<&str> = case
                .municipalities
                .iter()
                .map(|it| it.code.as_str())
                .collect();
            codes.join("・")
        }),
    },
    Column {
        title: "題名",
        means: "資料にある題名。ないものは地域名から付けています。",
        width: 32.0,
        content: Text(|case, _| case.title.clone()),
    },
    Column {
        title: "人口",
        means: "資料に印刷された人口（人）。共同の取り組みで合計のないものは市町村ごと。空欄は記載なし。",
        width: 10.0,
        content: Figure(
            FactName::Population,
            |case| case.population.as_ref().map(|it| it.value as f64),
            |part| part.population.map(|it| it as f64),
        ),
    },
    Column {
        title: "人口の時点",
        means: "その人口がいつのものか。",
        width: 11.0,
        content: Text(|case, _| {
            case.population
                .as_ref()
                .and_then(|fact| fact.as_of.clone())
                .unwrap_or_default()
        }),
    },
    Column {
        title: "高齢化率（%）",
        means: "資料に印刷された65歳以上の割合。",
        width: 9.0,
        content: Figure(
            FactName::AgingRate,
            |case| value(case.aging_rate.as_ref()),
            |part| part.aging_rate,
        ),
    },
    Column {
        title: "75歳以上の割合（%）",
        means: "資料に印刷された75歳以上の割合。",
        width: 9.0,
        content: Figure(
            FactName::AgingRate75,
            |case| value(case.aging_rate_75.as_ref()),
            |_| None,
        ),
    },
    Column {
        title: "面積（km²）",
        means: "資料に印刷された面積。",
        width: 9.0,
        content: Figure(
            FactName::Area,
            |case| value(case.area_km2.as_ref()),
            |part| part.area_km2,
        ),
    },
    Column {
        title: "事業項目",
        means: "在宅医療・介護連携推進事業の8項目（ア〜ク）のうち行っているもの。（明記）は資料に書かれているもの、（判定）は本文から判定したもの。",
        width: 22.0,
        content: Text(|case, _| tags(&case.items)),
    },
    Column {
        title: "進め方（2021年度から）",
        means: "2021年度からの手引きの進め方に当てはめたもの。（）内は当たる事業項目で、評価・改善は成果や評価の節があるもの。",
        width: 26.0,
        content: Text(|case, _| {
            let phases = frame::phases(case).into_iter().map(|it| {
                let items: String = it.items.iter().map(|item| item.code()).collect();
                match items.as_str() {
                    "" => it.phase.label().to_owned(),
                    items => format!("{}（{items}）", it.phase.label()),
                }
            });
            phases.collect::<Vec<_>>().join("・")
        }),
    },
    Column {
        title: "場面",
        means: "4つの場面のうち扱っているもの。（明記）（判定）は事業項目と同じ。",
        width: 22.0,
        content: Text(|case, _| tags(&case.scenes)),
    },
    Column {
        title: "連携モデル",
        means: "実態調査の報告書による連携モデルの記号。（明記）（判定）は事業項目と同じ。",
        width: 16.0,
        content: Text(|case, _| tags(&case.models)),
    },
    Column {
        title: "ICT・情報共有システム",
        means: "使っている製品やシステムの名前。",
        width: 20.0,
        content: Text(|case, _| tags(&case.ict_tools)),
    },
    Column {
        title: "主体",
        means: "取り組みを中心になって進めたところ。",
        width: 16.0,
        content: Text(|case, _| tags(&case.leads)),
    },
    Column {
        title: "要点：課題",
        means: "事例のページの要点にある課題。資料の文から機械が選んだもので、空欄は取り出せた文がないもの。本文は「課題」などの列。",
        width: 40.0,
        content: Text(|case, _| sentences(&case.digest.need)),
    },
    Column {
        title: "要点：やったこと",
        means: "要点にあるやったこと。選び方は「要点：課題」と同じ。",
        width: 40.0,
        content: Text(|case, _| sentences(&case.digest.did)),
    },
    Column {
        title: "要点：工夫",
        means: "要点にある工夫。選び方は「要点：課題」と同じ。",
        width: 40.0,
        content: Text(|case, _| sentences(&case.digest.devices)),
    },
    Column {
        title: "要点：成果",
        means: "要点にある成果。選び方は「要点：課題」と同じ。成果の節のない事例では、ほかの節の文から選んでいます。",
        width: 40.0,
        content: Text(|case, _| sentences(&case.digest.results)),
    },
    Column {
        title: "課題",
        means: "資料の課題の節の本文。",
        width: 50.0,
        content: Text(|case, _| text(case, RecordKind::Issues)),
    },
    Column {
        title: "取り組み",
        means: "資料の取り組みの内容の節の本文。",
        width: 50.0,
        content: Text(|case, _| text(case, RecordKind::Activities)),
    },
    Column {
        title: "工夫",
        means: "資料の工夫の節の本文。",
        width: 50.0,
        content: Text(|case, _| text(case, RecordKind::Devices)),
    },
    Column {
        title: "成果",
        means: "資料の成果・評価の節の本文。",
        width: 50.0,
        content: Text(|case, _| text(case, RecordKind::Evaluation)),
    },
    Column {
        title: "出典",
        means: "事例が載っている資料。引用するときはこの名前を書いてください。",
        width: 32.0,
        content: Text(|case, about| {
            about
                .source(case)
                .map_or_else(|| case.source.clone(), citation::document)
        }),
    },
    Column {
        title: "出典の行",
        means: "資料の本文のうち、その事例の行。",
        width: 12.0,
        content: Text(|case, _| {
            let lines: Vec<String> = case
                .lines
                .iter()
                .map(|[from, to]| format!("{from}–{to}行"))
                .collect();
            lines.join("・")
        }),
    },
    Column {
        title: "出力日",
        means: "このファイルを作った日。引用するときの閲覧日になります。",
        width: 11.0,
        content: Text(|_, about| about.day.to_owned()),
    },
    Column {
        title: "アドレス",
        means: "事例のページ。",
        width: 30.0,
        content: Link(|case| address::case(&case.id)),
    },
];

/// 「明記」 where the document says so itself, else 「判定」.
pub(super) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Printed => "明記",
        Basis::Inferred => "判定",
    }
}

fn value(fact: Option<&Fact<f64>>) -> Option<f64> {
    fact.map(|fact| fact.value)
}

fn tags<T: fmt::Display>(tags: &[Tag<T>]) -> String {
    let tags: Vec<String> = tags
        .iter()
        .map(|tag| format!("{}（{}）", tag.code, basis(tag.basis)))
        .collect();
    tags.join("・")
}

/// The sentences of a part of a case's digest, each in a line.
fn sentences(part: &[Quote]) -> String {
    let texts: Vec<&str> = part.iter().map(|it| it.text.as_str()).collect();
    texts.join("\n")
}

/// The text of the case's sections of a kind, a paragraph a line.
fn text(case: &Case, kind: RecordKind) -> String {
    let records = case.records.iter().filter(|record| record.kind == kind);
    let texts: Vec<&str> = records.map(|record| record.text.trim()).collect();
    texts.join("\n")
}
