//! 資料と利用条件: the sources and their terms, what is withheld and why, how
//! tags come about, what is doubtful, and the editor's report behind it.

use std::collections::HashMap;

use maud::{Markup, html};

use super::citation::document;
use super::icon::external;
use super::origin::{self, origin};
use super::scroll::scroll;
use super::{Page, Section, format};
use crate::address;
use crate::corpus::Source;
use crate::record::{CaseSummary, Origin};
use crate::report::{Correction, Doubt, Report, SourceReport};
use crate::search::FacetName;
use crate::statistics;
use crate::views::about::SourceCases;

/// Where the content comes from and how far it can be trusted.
pub(crate) struct AboutPage<'a> {
    /// The sources that were read.
    pub(crate) sources: Vec<SourceCases<'a>>,
    /// How many cases there are.
    pub(crate) cases: usize,
    /// How many surveys there are beside them.
    pub(crate) surveys: usize,
    /// What was withheld, corrected and doubted.
    pub(crate) report: &'a Report,
}

/// The editor's report on the corpus.
pub(crate) struct CheckPage<'a> {
    /// The sources that were read.
    pub(crate) sources: &'a [Source],
    /// The report.
    pub(crate) report: &'a Report,
    /// What the maintainer must look at.
    pub(crate) concerns: &'a [String],
    /// The cases that doubts are about, by their ids.
    pub(crate) cases: HashMap<&'a str, &'a CaseSummary>,
}

impl Page for AboutPage<'_> {
    fn title(&self) -> String {
        "資料と利用条件".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn json(&self) -> Option<String> {
        Some(address::api("/sources"))
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { (self.title()) }
                p {
                    "在宅医療・介護連携推進事業の担当者が、ほかの市区町村や地域の取り組みを探し、比べ、"
                    "会議の資料にするためのものです。公表された資料の本文を分けて並べ直しており、"
                    "内容は資料が作られた時点のものです。"
                }
                h2 id="sources" { "収めた資料" }
                p { "引用や転載をするときは、資料ごとの利用条件をご確認ください。" }
                @for it in &self.sources { (source(*it)) }
                h3 id="statistics" { "市区町村の統計" }
                p { "わが町と事例の町との近さは、どちらも2020年の公的な統計の人口、高齢化率、面積で比べています。資料の数値が誤って読み取られていないかも、これと照らして確かめています。出典：" (statistics::CREDIT) "。" }
                (self.withheld())
                (method())
                (self.doubts())
                (accessibility())
                h2 id="version" { "更新" }
                p {
                    "データ：資料" (self.sources.len()) "件・事例" (self.cases) "件"
                    @if self.surveys > 0 { "・アンケート調査" (self.surveys) "件" }
                    @if let Some(day) = self.updated() { "（" (format::date(day)) "更新）" }
                    "。プログラム：Renkei " (env!("CARGO_PKG_VERSION")) "。"
                }
                p {
                    "新しく収めた事例は" a href=(address::FEED) { "フィード（Atom）" } "で受け取れます。データを使うプログラムやデータカタログのために、"
                    a href=(address::DATA_PACKAGE) { "データの説明（Data Package）" } "と"
                    a href=(address::CATALOGUE) { "カタログの項目（DCAT）" } "があります。"
                }
                p { "閲覧の記録や個人を特定する情報（Cookie など）は使っていません。" }
                p { a href=(address::DICTIONARY) { "文章をことばに分ける辞書の利用条件" } }
                p { a href=(address::LICENCES) { "プログラムの部品の利用条件" } }
                p {
                    "このサイトが記録するのは、開いたページのアドレス（検索のことばと条件を除く）、結果、かかった時間だけです。"
                    "検索したことばや、利用者の端末のアドレスは記録しません。"
                }
            }
        }
    }
}

impl AboutPage<'_> {
    fn reports(&self) -> &[SourceReport] {
        &self.report.sources
    }

    /// The day on which the last of the sources came.
    fn updated(&self) -> Option<&str> {
        let days = self
            .sources
            .iter()
            .filter_map(|it| it.source.added.as_deref());
        days.max()
    }

    fn withheld(&self) -> Markup {
        let rows: usize = self
            .reports()
            .iter()
            .map(|it| it.withheld.institution_rows)
            .sum();
        let tables: usize = self
            .reports()
            .iter()
            .map(|it| it.withheld.death_tables)
            .sum();
        let figures: usize = self.reports().iter().map(|it| it.withheld.figures()).sum();
        html! {
            h2 id="withheld" { "載せていないもの" }
            p {
                "グループ化の計画（報告）書の様式には、個々の医療機関の数値（項目1・2）は公表せずグループの合計だけを公表すること、"
                "死亡患者数（項目3）は公表しないことが定められています。このサイトでは、資料に注意書きがない場合も含めて、"
                "これらを画面・検索・CSV・JSON のどこにも載せていません。"
            }
            p {
                "様式の文章の中でも、一つの医療機関の数値と、死亡や看取りに関わる数値は、文はそのままに数値だけを「（非公表）」としています。"
                "研修会の回数や参加者数のような取り組みの数値と、グループの合計は載せています。どちらか分からない数値は載せていません。"
            }
            p {
                "除いたもの：医療機関ごとの数値 " (format::whole(rows as u64)) "行、死亡患者数の表 "
                (format::whole(tables as u64)) "件、文中の数値 " (format::whole(figures as u64)) "件。"
            }
        }
    }

    fn doubts(&self) -> Markup {
        let report = self.report;
        let doubts: usize = self.reports().iter().map(|it| it.doubts.len()).sum();
        html! {
            h2 id="doubts" { "資料の誤りと、確かめが要るところ" }
            p {
                "資料に明らかな誤記があるときは、正しいと考えられる値に直し、理由を添えています（"
                (format::whole(report.corrections.len() as u64)) "件）。"
                "数値の記載がないなど、確かめが要るところは " (format::whole(doubts as u64)) "件あります。"
            }
            p { a href=(address::CHECK) { "読み取りの点検結果を見る" } }
        }
    }
}

fn source(SourceCases { source, cases }: SourceCases) -> Markup {
    html! {
        section class="panel" id=(source.id) {
            h3 { (document(source)) }
            p class="side-by-side" {
                a href=(address::narrowed_to(FacetName::Source, &source.id)) {
                    "この資料の事例を見る（" (cases) "件）"
                }
                a href=(address::source(&source.id)) { "原文を読む" }
                @if let Some(url) = &source.url { (external(url, "資料の掲載先")) }
            }
            p class="note" {
                "利用条件："
                @match &source.licence {
                    Some(licence) => (licence),
                    None => "明示されていません。発行者にご確認ください。",
                }
            }
        }
    }
}

fn method() -> Markup {
    html! {
        h2 id="method" { "分類のつけ方" }
        p {
            "事業項目・場面・連携モデル・ICT・主体の分類は、決まった規則で資料の本文から読み取っています。"
            "どの分類にも、根拠にした資料のことばを添え、原文のその箇所へ進めるようにしています。"
        }
        ul {
            li { strong { "資料に明記" } "：資料が見出しや表で自らそう書いているもの。" }
            li { strong { "本文から判定" } "：本文の書きぶりから読み取ったもの。資料を書いた市区町村の見解ではありません。" }
            li { strong { "予定" } "：資料の作成時点で予定・検討中のもの。件数や絞り込みには含めません。" }
        }
        p {
            "事業項目は、資料の記号ではなく項目名で判断しています（資料によって記号と項目名が食い違うためです）。"
            "読み取りは完全ではありません。大事な判断の前には、必ず元の資料をご確認ください。"
        }
    }
}

fn accessibility() -> Markup {
    html! {
        h2 id="accessibility" { "使いやすさへの配慮" }
        p {
            "キーボードだけでの操作、画面の読み上げ、文字の拡大、濃い配色に配慮して作っています。"
            "スクリプトを止めていても、すべての機能を使えます。画面は外部のサーバーに接続しません。"
        }
    }
}

impl Page for CheckPage<'_> {
    fn title(&self) -> String {
        "読み取りの点検結果".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn json(&self) -> Option<String> {
        Some(address::api("/check"))
    }

    fn content(&self) -> Markup {
        let report = self.report;
        html! {
            h1 { (self.title()) }
            @if !self.concerns.is_empty() {
                div class="notice" id="concerns" {
                    h2 { "管理者による確かめが必要なところ" }
                    ul { @for concern in self.concerns { li { (concern) } } }
                    p {
                        "直すと、次の起動または再読み込みから反映されます。このままでよいときは、"
                        code { "--accept" } " を付けて一度だけ起動してください。"
                    }
                }
            }
            @if !report.errors.is_empty() {
                h2 { "読み取れなかったもの" }
                ul { @for error in &report.errors { li { (error) } } }
            }
            h2 { "資料ごとの件数" }
            (self.counts())
            h2 { "資料の誤りを直したところ" }
            @if report.corrections.is_empty() {
                p { "ありません。" }
            }
            @for it in self.sources { (self.corrections(it)) }
            @if !report.releases.is_empty() {
                h2 { "公表してよいと確かめた数値の行" }
                ul { @for it in &report.releases { li { (at(&it.source, it.line)) "：" (it.reason) } } }
            }
            h2 { "確かめが要るところ" }
            @if report.sources.iter().all(|it| it.doubts.is_empty()) {
                p { "ありません。" }
            }
            @for it in &report.sources {
                @if !it.doubts.is_empty() {
                    h3 { (self.source_title(&it.source)) "（" (it.doubts.len()) "件）" }
                    ul { @for doubt in &it.doubts { li { (self.doubt(doubt, &it.source)) } } }
                }
            }
        }
    }
}

impl CheckPage<'_> {
    fn source_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources
            .iter()
            .find(|source| source.id == id)
            .map_or(id, |source| &source.title)
    }

    fn counts(&self) -> Markup {
        html! {
            (scroll("資料ごとの件数", &html! {
                table {
                    thead {
                        tr {
                            th scope="col" { "資料" }
                            @for label in ["事例", "本文の区切り", "アンケート", "数値", "分類", "除いた行", "除いた表", "文中の除いた数値"] {
                                th scope="col" class="figure" { (label) }
                            }
                        }
                    }
                    tbody {
                        @for it in &self.report.sources {
                            @let counts = [
                                it.cases, it.records, it.surveys, it.facts, it.tags,
                                it.withheld.institution_rows, it.withheld.death_tables,
                                it.withheld.figures(),
                            ];
                            tr {
                                th scope="row" { (self.source_title(&it.source)) }
                                @for count in counts { td class="figure" { (format::whole(count as u64)) } }
                            }
                        }
                    }
                }
            }))
        }
    }

    /// What was put right in a source.
    fn corrections(&self, source: &Source) -> Markup {
        let all = self.report.corrections.iter();
        let own: Vec<&Correction> = all.filter(|it| it.source == source.id).collect();
        html! {
            @if !own.is_empty() {
                h3 { (source.title) "（" (own.len()) "件）" }
                ul { @for it in own { li { (correction(it)) } } }
            }
        }
    }

    fn doubt(&self, doubt: &Doubt, source: &str) -> Markup {
        let case = doubt
            .case
            .as_ref()
            .and_then(|id| self.cases.get(id.as_str()));
        html! {
            @if let Some(case) = case { a href=(address::case(&case.id)) { (case.place()) } "：" }
            (origin::doubt(doubt, source))
        }
    }
}

/// 「内良県」→「奈良県」, with the reason.
fn correction(correction: &Correction) -> Markup {
    html! {
        (at(&correction.source, correction.line)) "：「" (correction.printed) "」"
        @if correction.meant.is_empty() { "を除く" } @else { "→「" (correction.meant) "」" }
        "（" (correction.reason) "）"
    }
}

/// A line of a source's text.
fn at(source: &str, line: usize) -> Markup {
    origin(Origin::new(source, [line, line]))
}
