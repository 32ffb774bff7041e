//! The search page: words and filters, what is chosen, the list with how much of the
//! words its cases meet, and the ways on.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::facets::{self, Chosen};
use super::icon::Icon;
use super::picking::Picking;
use super::{Page, Section, format, hit, needs, own_town, pager};
use crate::address;
use crate::language::Need;
use crate::search::{Query, Results, Sort, Suggestion};
use crate::visit::Visit;

mod notices;
mod summary;

/// What officers type: a term, an abbreviation, two words, a town by its reading.
const EXAMPLES: [&str; 4] = ["看取り", "訪看", "入退院 ルール", "ほくりゅう"];
/// The parameters that the form carries on though it has no control for them.
const KEPT: [&str; 3] = ["per_page", "all", "view"];

/// An answer to a query, and what is picked for comparison.
pub(crate) struct SearchPage<'a> {
    /// The answer.
    pub(crate) results: &'a Results,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
    /// How many cases there are in all.
    pub(crate) cases: usize,
    /// What officers are at a loss with.
    pub(crate) needs: &'a [Need],
}

impl Page for SearchPage<'_> {
    fn title(&self) -> String {
        let query = &self.results.query;
        let title = if query.text.is_empty() {
            "事例を探す".to_owned()
        } else {
            format!("「{}」の検索結果", query.text)
        };
        if query.page > 1 {
            format!("{title}（{}ページ目）", query.page)
        } else {
            title
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Search)
    }

    fn json(&self) -> Option<String> {
        Some(address::api_search(&self.results.query, self.picking.visit))
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Finder]
    }

    fn scripts(&self) -> &'static [Asset] {
        &[Asset::Live]
    }

    fn skips(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("results-heading", "検索結果へ移動"),
            ("q", "ことばの入力へ移動"),
            ("filters", "絞り込む条件へ移動"),
        ]
    }

    fn content(&self) -> Markup {
        let chosen = facets::chosen(&self.results.query, &self.results.facets.0);
        html! {
            (self.start(self.is_start(&chosen)))
            div class="finder" {
                @if self.is_start(&chosen) { (own_town::invitation(self.picking.visit)) }
                // After the words come the results: they are what most want next, and the
                // filters are one jump away.
                form id=(facets::FORM) class="search-box" action={ (address::SEARCH) "#results-heading" }
                    method="get" role="search" {
                    (self.search_box())
                }
                section id="results" class="results" aria-labelledby="results-heading" {
                    (self.results(&chosen))
                }
                (self.filters(&chosen))
            }
        }
    }
}

impl SearchPage<'_> {
    /// Whether nothing is asked yet.
    fn is_start(&self, chosen: &[Chosen]) -> bool {
        let query = &self.results.query;
        query.text.is_empty() && chosen.is_empty() && query.page == 1
    }

    /// The rank of the page's first hit.
    fn first(&self) -> usize {
        self.results.hits.first().map_or(0, |hit| hit.rank)
    }

    /// What the site is, where nothing is asked yet; else only its name for those who
    /// hear the page.
    fn start(&self, start: bool) -> Markup {
        html! {
            @if start {
                div class="start" {
                    h1 { "事例を探す" }
                    p {
                        "在宅医療・介護連携推進事業の事例 " (format::whole(self.cases as u64))
                        "件から、困りごと・似た町・ことばで探せます。"
                    }
                }
                (self.doors())
            } @else {
                h1 class="visually-hidden" { "事例を探す" }
            }
        }
    }

    /// What officers are at a loss with, each a way to who answered it.
    fn doors(&self) -> Markup {
        let visit = self.picking.visit;
        html! {
            nav class="doors-strip" aria-labelledby="doors-heading" {
                h2 id="doors-heading" {
                    a href=(address::with_visit(address::NEEDS, visit)) { "困りごとから探す" }
                }
                (needs::strip(self.needs, None, visit))
            }
        }
    }

    fn search_box(&self) -> Markup {
        let query = &self.results.query;
        html! {
            label class="visually-hidden" for="q" { "ことば" }
            p class="note" id="q-hint" {
                "市町村名、取り組み、職種、システム名など。例："
                @for (number, example) in EXAMPLES.into_iter().enumerate() {
                    @if number > 0 { "、" }
                    @let query = Query { text: example.to_owned(), ..Query::default() };
                    a href=(address::search(&query, self.picking.visit)) { (example) }
                }
            }
            div class="search-row" {
                div class="combo" {
                    input id="q" type="search" name="q" value=(query.text) maxlength="300"
                        aria-describedby="q-hint" data-suggest=(address::api("/suggest"));
                }
                button class="button" type="submit" { "検索" }
                label class="check" {
                    input type="checkbox" name="exact" value="1" checked[query.exact];
                    "入力したとおりの表記だけを探す"
                }
            }
            div id="kept" {
                @for (name, id) in self.picking.visit.to_pairs() {
                    input type="hidden" name=(name) value=(id);
                }
                @for (name, value) in query.to_pairs() {
                    @if KEPT.contains(&name) { input type="hidden" name=(name) value=(value); }
                }
            }
            a class="skip-inline" href="#filters" { "絞り込む条件へ移動" }
        }
    }

    fn filters(&self, chosen: &[Chosen]) -> Markup {
        html! {
            details class="drawer filters" id="filters" {
                summary {
                    "条件で絞り込む"
                    span class="selected" {
                        @let filters = chosen.iter().filter(|it| it.is_filter()).count();
                        @if filters > 0 { "（" (filters) "件選択中）" }
                    }
                }
                h2 class="visually-hidden" { "絞り込む条件" }
                div class="facets" { (facets::facets(&self.results.facets.0, &self.results.query)) }
                p class="apply" {
                    button class="button" type="submit" form=(facets::FORM) { "この条件で絞り込む" }
                }
            }
        }
    }

    /// Everything that another choice of filters changes.
    fn results(&self, chosen: &[Chosen]) -> Markup {
        let query = &self.results.query;
        html! {
            div class="answer" {
                h2 id="results-heading" tabindex="-1" { (self.asked(chosen)) }
                p class="count" id="result-count" { (self.count()) }
                @if !self.results.hits.is_empty() { (self.toolbar()) }
            }
            (self.completeness())
            (self.pieces())
            (facets::chips(chosen, query, self.picking.visit))
            @for town in &self.results.absent { (self.absent(town)) }
            @if let Some(relaxed) = &self.results.relaxed {
                div class="notice" { p { (relaxed.message) } }
            }
            @if let Some(need) = &self.results.need { (self.need(need)) }
            @if query.page == 1 {
                @for survey in &self.results.surveys { (self.survey(survey)) }
            }
            @if self.results.hits.is_empty() {
                (self.ways_on())
            } @else {
                @if !self.results.suggestions.is_empty() {
                    h3 class="visually-hidden" { "ほかの探し方" }
                    (suggestions(&self.results.suggestions, self.picking.visit))
                }
                // Where no case has a word that was typed, what was meant stands first.
                @if self.is_far() { (self.near()) h2 { "言葉の近い事例" } }
                (self.list())
                (self.pager())
                (tools())
            }
            @if !self.is_far() { (self.near()) }
            (self.picking.tray())
        }
    }

    /// Whether words are searched for; what is typed may hold none.
    fn asks_words(&self) -> bool {
        !self.results.query.text.is_empty() && (self.parts() > 0 || self.results.hits.is_empty())
    }

    /// Whether a near spelling is told, and no case that is listed has a word that was
    /// typed.
    fn is_far(&self) -> bool {
        let results = self.results;
        let is_told = results
            .relaxed
            .as_ref()
            .is_some_and(|it| it.spelling.is_some());
        is_told && !results.hits.is_empty() && results.hits.iter().all(|hit| hit.met == 0)
    }

    /// How many parts the words have, as the hits tell.
    fn parts(&self) -> usize {
        self.results.hits.first().map_or(0, |hit| hit.of)
    }

    /// The page's hits; after the last one that meets every part stands how many did,
    /// where the whole list has no more of them.
    fn list(&self) -> Markup {
        let last = self.last_that_meets_all();
        let style = self.style(self.results.met_all < self.results.total);
        html! {
            ol class={ "hits" @if self.results.query.brief { " brief" } } start=(self.first()) {
                @for it in &self.results.hits {
                    @let end = (last == Some(it.rank)).then_some(self.results.met_all);
                    (hit::hit(it, &style, end))
                }
            }
        }
    }

    /// How hits are drawn; `differ` says that not every hit meets every part.
    fn style(&self, differ: bool) -> hit::Style<'_> {
        hit::Style {
            picking: &self.picking,
            differ,
            brief: self.results.query.brief,
        }
    }

    /// The rank of the last hit that meets every part, where others come after it and
    /// the page shows all that do.
    fn last_that_meets_all(&self) -> Option<usize> {
        let results = self.results;
        let meets_all = results.hits.iter().filter(|hit| hit.met == hit.of);
        let last = meets_all.clone().next_back()?.rank;
        let shown = results.query.page == 1 && meets_all.count() == results.met_all;
        let ranked = results.query.sort == Sort::Relevance && self.parts() > 0;
        (shown && ranked && last < results.total).then_some(last)
    }

    /// What the usual order is: without words nothing is more relevant than other.
    fn usual(&self) -> Sort {
        match self.picking.visit.home {
            _ if self.parts() > 0 => Sort::Relevance,
            Some(_) => Sort::Near,
            None => Sort::Prefecture,
        }
    }

    /// What is done with the list as a whole.
    fn toolbar(&self) -> Markup {
        let query = &self.results.query;
        let switched = Query {
            brief: !query.brief,
            ..query.clone()
        };
        html! {
            div class="toolbar" {
                div class="sort" {
                    label class="visually-hidden" for="sort" { "並び順" }
                    select id="sort" name="sort" form=(facets::FORM) {
                        @for &sort in Sort::ALL.iter().filter(|&&it| it != Sort::Near || self.picking.visit.home.is_some()) {
                            @let shown = if sort == Sort::Relevance { self.usual() } else { sort };
                            option value=(sort.code()) selected[sort == query.sort] hidden[sort != Sort::Relevance && sort == self.usual()] {
                                (shown.label())
                            }
                        }
                    }
                    button class="button second" type="submit" form=(facets::FORM) { "並べ替える" }
                }
                a class="more" href=(address::search(&switched, self.picking.visit)) data-live {
                    @if query.brief { "要点も表示" } @else { "一覧で表示" }
                }
                (downloads(|file| address::search_file(query, self.picking.visit, file)))
            }
        }
    }

    fn pager(&self) -> Markup {
        let query = &self.results.query;
        let last = self.results.total.div_ceil(query.per_page.max(1));
        pager::pager("検索結果のページ", query.page, last, |page| {
            let query = Query {
                page,
                ..query.clone()
            };
            address::search(&query, self.picking.visit)
        })
    }

    /// Where to go from an empty list.
    fn ways_on(&self) -> Markup {
        let query = &self.results.query;
        html! {
            @if self.results.total > 0 {
                p { "このページに事例はありません。" }
                p { a href=(address::search(&query.on_first_page(), self.picking.visit)) { "検索結果の最初のページを見る" } }
            } @else {
                @if !self.results.suggestions.is_empty() {
                    h3 { "こちらなら見つかります" }
                    (suggestions(&self.results.suggestions, self.picking.visit))
                }
                h3 { "次のことを試してください" }
                ul {
                    li { "ことばを短くする、別の言い方にする" }
                    li {
                        a href=(address::search(&Query::default(), self.picking.visit)) { "すべての事例を見る" }
                        "（" (self.cases) "件）"
                    }
                }
                (self.doors())
            }
        }
    }

    /// The first cases that the nearest spelling finds, apart from the results of what
    /// was typed.
    fn near(&self) -> Markup {
        let results = self.results;
        let relaxed = results.relaxed.as_ref();
        let relaxed = relaxed.filter(|_| results.query.page == 1);
        let spelling = relaxed.and_then(|it| Some((it, it.spelling.as_ref()?)));
        let near = spelling.and_then(|(relaxed, spelling)| {
            let mut offers = results.suggestions.iter();
            Some((relaxed, offers.find(|it| it.query == *spelling)?))
        });
        let style = self.style(false);
        html! {
            @if let Some((relaxed, offer)) = near {
                section class="near" aria-labelledby="near-heading" {
                    h2 id="near-heading" { "近い表記「" (offer.query.text) "」の検索結果" }
                    p {
                        (format::whole(offer.count as u64)) "件"
                        @if relaxed.hits.len() < offer.count {
                            "のうち、はじめの" (relaxed.hits.len()) "件を表示しています。"
                        } @else {
                            "の事例が見つかりました。"
                        }
                    }
                    ol class="hits" {
                        @for it in &relaxed.hits {
                            // What is listed above already has its place there.
                            @let listed = results.hits.iter().any(|hit| hit.case.id == it.case.id);
                            (hit::near(it, &style, !listed))
                        }
                    }
                    a class="more" href=(address::search(&offer.query, self.picking.visit)) {
                        "「" (offer.query.text) "」で探す"
                    }
                }
            }
        }
    }
}

/// What a script does with the page.
fn tools() -> Markup {
    html! {
        div class="actions" {
            button class="button second" type="button" data-copy-link hidden {
                (Icon::Link) span { "リンクをコピー" }
            }
            button class="button second" type="button" data-print hidden { (Icon::Print) "印刷" }
        }
    }
}

/// Ways on as links, each with the count behind it.
fn suggestions(suggestions: &[Suggestion], visit: &Visit) -> Markup {
    html! {
        ul class="suggestions" {
            @for it in suggestions {
                li { a href=(address::search(&it.query, visit)) { (it.label) } "（" (it.count) "件）" }
            }
        }
    }
}
