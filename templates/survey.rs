//! The survey of clinics: every question with its chart, its figures as a table, and
//! what the report itself warns of.

use maud::{Markup, html};

use super::citation::document;
use super::{Page, Section, format, records};
use crate::corpus::Source;
use crate::overview::survey::{Bar, Chart, Question};
use crate::record::Case;
use crate::web::address;
use crate::web::assets::Asset;

/// The surveys of the corpus.
pub(crate) struct SurveyPage<'a> {
    /// Each survey with its document and its questions.
    pub(crate) surveys: Vec<(&'a Case, Option<&'a Source>, Vec<Question<'a>>)>,
}

impl Page for SurveyPage<'_> {
    fn title(&self) -> String {
        "診療所アンケート".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Survey)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        Some(address::api(address::SURVEY))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            @if self.surveys.is_empty() {
                p class="lead" { "収めた資料にアンケートはありません。" }
                p { a href=(address::SEARCH) { "事例をさがす" } }
            }
            @for (case, source, questions) in &self.surveys { (survey(case, *source, questions)) }
        }
    }
}

fn survey(case: &Case, source: Option<&Source>, questions: &[Question]) -> Markup {
    html! {
        p class="lead" { (case.title) }
        div class="notice" {
            p {
                strong { "全国の平均ではありません。" }
                "各地域で在宅医療の中心となって取り組む診療所の回答です。一般的な診療所の平均として見ることはできない、と報告書は断っています。"
            }
        }
        @if let Some(source) = source { p class="note" { (document(source)) } }
        @if questions.len() > 1 {
            details class="panel no-print" {
                summary { "質問の一覧（" (questions.len()) "）" }
                ul class="plain" {
                    @for question in questions {
                        li { a class="more" href=(format!("#{}", question.record.id)) { (question.record.heading) } }
                    }
                }
            }
        }
        @for question in questions { (self::question(question)) }
    }
}

fn question(question: &Question) -> Markup {
    let record = question.record;
    html! {
        section id=(record.id) class="question" {
            h2 { (record.heading) }
            div class="record-text" { (records::text(&record.text)) }
            @for chart in &question.charts { (self::chart(chart, &record.heading)) }
            @if !record.figures.is_empty() && question.charts.iter().all(|chart| chart.unit.is_empty()) {
                (records::figures(&record.figures))
            }
            @for table in &record.tables { (records::table(table)) }
            p class="note" { "資料の" (format::lines(record.lines)) }
        }
    }
}

/// Bars with their labels and figures: a table whose cells hold the bars, so that
/// picture and figures cannot differ.
fn chart(chart: &Chart, heading: &str) -> Markup {
    html! {
        div class="scroll" {
            table class="chart" {
                caption {
                    (heading)
                    @if chart.title != heading { "：" (chart.title) }
                    @if !chart.unit.is_empty() { "（" (chart.unit) "）" }
                }
                thead class="visually-hidden" {
                    tr { th scope="col" { "項目" } th scope="col" { "数値" } th scope="col" { "図" } }
                }
                tbody { @for it in &chart.bars { (bar(it, chart.unit)) } }
            }
        }
    }
}

fn bar(bar: &Bar, unit: &str) -> Markup {
    let width = format!("{:.1}", bar.share * 100.0);
    html! {
        tr {
            th scope="row" { (bar.label) }
            td class="figure" { (format::decimal(bar.value)) (unit) }
            td class="bar-cell" {
                svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"
                    aria-label=(format!("最も大きい値の{:.0}%", bar.share * 100.0)) {
                    rect class="bar-value" width=(width) height="10" {}
                }
            }
        }
    }
}
