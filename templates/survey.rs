//! The survey of clinics: every question in the report's own words and tables, a chart
//! where one can be drawn truly, and what the report itself warns of.

use maud::{Markup, html};

use super::assets::Asset;
use super::citation::document;
use super::origin::origin;
use super::{Page, Section, format, records};
use crate::address;
use crate::corpus::Source;
use crate::record::Record;
use crate::views::survey::{Answers, Bar, Chapter, Chart, Question};

/// The surveys of the corpus.
pub(crate) struct SurveyPage<'a> {
    /// Each survey with the document that reports it.
    pub(crate) surveys: Vec<(Option<&'a Source>, Answers<'a>)>,
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
        Some(address::json_of(address::SURVEY))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            @if self.surveys.is_empty() {
                p class="lead" { "収めた資料にアンケートはありません。" }
                p { a href=(address::SEARCH) { "事例を探す" } }
            }
            @for (source, survey) in &self.surveys { (self::survey(*source, survey)) }
        }
    }
}

fn survey(source: Option<&Source>, survey: &Answers) -> Markup {
    let (caveats, method): (Vec<&Record>, Vec<&Record>) = survey
        .method
        .iter()
        .partition(|record| record.heading.contains("留意"));
    html! {
        p class="lead" id=(survey.survey.id) { (survey.survey.title) }
        @for caveat in caveats {
            div class="notice" id=(caveat.id) {
                p { strong { (caveat.heading) } }
                (records::text(&caveat.text, 4))
                p class="note" { (origin(caveat.origin(&survey.survey.source))) }
            }
        }
        @if let Some(source) = source { p class="note" { (document(source)) } }
        details class="panel no-print" {
            summary { "質問の一覧" }
            @for chapter in &survey.chapters {
                ul class="plain" {
                    @for question in &chapter.questions {
                        li { a class="more" href=(format!("#{}", question.record.id)) { (question.record.heading) } }
                    }
                }
            }
        }
        @if !method.is_empty() {
            details class="panel" {
                summary { "調査の目的と方法" }
                @for record in method {
                    section id=(record.id) {
                        h2 { (record.heading) }
                        div class="record-text" { (records::text(&record.text, 4)) }
                        @for table in &record.tables { (records::table(table)) }
                        p class="note" { (origin(record.origin(&survey.survey.source))) }
                    }
                }
            }
        }
        @for chapter in &survey.chapters { (self::chapter(chapter, &survey.survey.source)) }
    }
}

/// Questions under their chapter's title; a chapter that is itself a question has
/// one title.
fn chapter(chapter: &Chapter, source: &str) -> Markup {
    let alone = chapter
        .questions
        .iter()
        .all(|question| question.title == chapter.title);
    html! {
        section class="chapter" {
            h2 { (chapter.title) }
            @for it in &chapter.questions {
                section id=(it.record.id) class="question" {
                    @if !alone { h3 { (it.title) } }
                    (question(it, source))
                }
            }
        }
    }
}

fn question(question: &Question, source: &str) -> Markup {
    let record = question.record;
    html! {
        div class="record-text" { (records::text(&record.text, 4)) }
        @for chart in &question.charts { (self::chart(chart)) }
        @for table in &question.tables { (records::table(table)) }
        p class="note" { (origin(record.origin(source))) }
    }
}

/// Bars with their labels and figures: a table whose cells hold the bars, so that
/// picture and figures cannot differ.
fn chart(chart: &Chart) -> Markup {
    html! {
        div class="scroll" {
            table class="chart" {
                caption {
                    (chart.title) "（n=" (format::decimal(chart.total)) (chart.unit) "）"
                    span class="note" { "棒の右端は、回答した" (format::decimal(chart.total)) (chart.unit) "です。" }
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
                    aria-label=(format!("全体の{:.1}%", bar.share * 100.0)) {
                    rect class="bar-value" width=(width) height="10" {}
                }
            }
        }
    }
}
