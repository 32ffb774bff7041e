//! What a search tells beside its list: the need that the words say, a town without a
//! case, and the survey's own words.

use maud::{Markup, PreEscaped, html};

use super::SearchPage;
use crate::address;
use crate::language::Need;
use crate::search::{Query, Sort, SurveyHit};

impl SearchPage<'_> {
    /// A need has a page, which tells more than the list.
    pub(super) fn need(&self, need: &Need) -> Markup {
        html! {
            div class="notice" {
                p {
                    "困りごと「"
                    a href=(address::need(&need.code, 1, self.picking.visit)) { (need.title) }
                    "」に、これを課題に書いた市町村と、そこで取り組んだことをまとめています。"
                }
            }
        }
    }

    /// A town without a case has towns like it, which the other words are asked of.
    pub(super) fn absent(&self, town: &str) -> Markup {
        let query = &self.results.query;
        let others = Query {
            text: query.text.replace(town, "").trim().to_owned(),
            sort: Sort::Near,
            ..query.on_first_page()
        };
        let page = address::search(&others, self.picking.visit);
        html! {
            div class="notice" {
                p { (town) "の事例はまだありません。" }
                p {
                    a href=(address::own_town(town, &page)) { (town) "に似た町の順に事例を見る" }
                }
            }
        }
    }

    /// What a survey says of the words, told beside the cases.
    pub(super) fn survey(&self, survey: &SurveyHit) -> Markup {
        html! {
            details class="panel of-survey" open[self.results.hits.is_empty()] {
                summary { "診療所アンケート調査にも、検索した語の記載があります" }
                @for snippet in &survey.snippets {
                    p class="snippet" {
                        a href=(address::survey(&snippet.record)) { (snippet.heading) }
                        " " (PreEscaped(&snippet.html))
                    }
                }
                p { a href=(address::survey(&survey.id)) { "アンケートの結果を見る" } }
            }
        }
    }
}
