//! The search page: words and filters, what is chosen, the list with how much of the
//! words its cases meet, and the ways on.

use maud::{Markup, PreEscaped, html};

use super::facets::{self, Chosen};
use super::icon::Icon;
use super::picking::Picking;
use super::{Page, Section, format, hit, own_town};
use crate::address;
use crate::search::{Query, Relaxed, Results, Sort, Suggestion, SurveyHit};
use crate::visit::Visit;
use crate::vocabulary::Standing;

/// What officers type: a term, an abbreviation, two words, a town by its reading.
const EXAMPLES: [&str; 4] = ["看取り", "訪看", "入退院 ルール", "ほくりゅう"];
/// The parameters that the form carries on though it has no control for them.
const KEPT: [&str; 3] = ["per_page", "all", "part"];

/// An answer to a query, and what is picked for comparison.
pub(crate) struct SearchPage<'a> {
    /// The answer.
    pub(crate) results: &'a Results,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
    /// How many cases there are in all.
    pub(crate) cases: usize,
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

    fn content(&self) -> Markup {
        let query = &self.results.query;
        let chosen = facets::chosen(query, &self.results.facets);
        html! {
            h1 { "事例を探す" }
            @if self.is_start(&chosen) {
                p {
                    "在宅医療・介護連携推進事業に取り組む市区町村・地域の事例 "
                    (format::whole(self.cases as u64))
                    "件を、ことばと条件で探せます。はじめての方は"
                    a href=(address::HELP) { "使い方" }
                    "をご覧ください。"
                }
                (own_town::invitation(self.picking.visit))
            }
            div class="finder" {
                form id="search-form" action=(address::SEARCH) method="get" role="search" {
                    (self.search_box(self.is_start(&chosen)))
                    (self.filters(&chosen))
                }
                section class="results" aria-labelledby="results-heading" {
                    h2 id="results-heading" { "検索結果" }
                    p class="count" id="result-count" role="status" { (self.count()) }
                    (self.completeness())
                    (facets::chips(&chosen, query, self.picking.visit))
                    @if !query.text.is_empty() { (self.standings()) }
                    @if let Some(relaxed) = &self.results.relaxed {
                        div class="notice" { p { (relaxed.message) } }
                    }
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
                        (self.toolbar())
                        (self.list())
                        (self.pager())
                    }
                    @if let Some(relaxed) = &self.results.relaxed { (self.near(relaxed)) }
                    (self.picking.tray())
                }
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

    /// The words, and on the start page the other ways beside them.
    fn search_box(&self, start: bool) -> Markup {
        let query = &self.results.query;
        html! {
            div class="search-box" {
                label for="q" { "ことば" }
                p class="note" id="q-hint" {
                    "市町村名、取り組み、職種、システム名など。例："
                    @for (number, example) in EXAMPLES.iter().enumerate() {
                        @if number > 0 { "、" }
                        a href=(address::with_pairs(address::SEARCH, [("q", example)])) { (example) }
                    }
                }
                div class="search-row" {
                    div class="combo" {
                        input id="q" type="search" name="q" value=(query.text) maxlength="300"
                            aria-describedby="q-hint" data-suggest=(address::api("/suggest"));
                    }
                    button class="button" type="submit" { "検索" }
                }
                label class="check" {
                    input type="checkbox" name="exact" value="1" checked[query.exact];
                    "入力したとおりの表記だけを探す"
                }
                @for (name, id) in self.picking.visit.to_pairs() {
                    input type="hidden" name=(name) value=(id);
                }
                @for (name, value) in query.to_pairs() {
                    @if KEPT.contains(&name) { input type="hidden" name=(name) value=(value); }
                }
                @if start { (ways()) }
            }
        }
    }

    fn filters(&self, chosen: &[Chosen]) -> Markup {
        html! {
            details class="drawer filters" {
                summary {
                    "条件で絞り込む"
                    @let filters = chosen.iter().filter(|it| it.is_filter()).count();
                    @if filters > 0 { "（" (filters) "件選択中）" }
                }
                (facets::facets(&self.results.facets))
                div class="apply" {
                    button class="button" type="submit" { "この条件で絞り込む" }
                    @if !chosen.is_empty() {
                        a href=(facets::cleared(&self.results.query, self.picking.visit)) { "すべて外す" }
                    }
                }
            }
        }
    }

    /// 「12件の事例が見つかりました（1〜10件目を表示）」
    fn count(&self) -> Markup {
        let results = self.results;
        let total = format::whole(results.total as u64);
        html! {
            @if results.total == 0 {
                "当てはまる事例は見つかりませんでした。"
            } @else {
                @if !results.query.text.is_empty() { "「" (results.query.text) "」：" }
                strong { (total) "件" } "の事例が見つかりました"
                @if results.hits.len() < results.total && !results.hits.is_empty() {
                    "（" (self.first()) "〜" (self.first() + results.hits.len() - 1) "件目を表示）"
                }
                "。"
            }
        }
    }

    /// How many cases meet every part of the words, and the way to them alone or back
    /// to the whole list.
    fn completeness(&self) -> Markup {
        let results = self.results;
        let query = &results.query;
        let switched = Query {
            all: !query.all,
            ..query.on_first_page()
        };
        let to = address::search(&switched, self.picking.visit);
        html! {
            @if results.total == 0 {
                // The ways on say more.
            } @else if query.all && !query.text.is_empty() {
                p class="met-all" {
                    "すべての語を含む事例だけに絞り込んでいます。"
                    a href=(to) { "一部だけ含む事例も表示" }
                }
            } @else if self.parts() > 1 {
                p class="met-all" {
                    @if results.met_all == 0 {
                        "すべての語を含む事例はありません。一部の語を含む事例を表示しています。"
                    } @else {
                        "すべての語を含む事例 "
                        (format::whole(results.met_all as u64)) "件"
                        @if results.met_all < results.total { a href=(to) { "すべてを含む事例だけ" } }
                    }
                }
            }
        }
    }

    /// How many parts the words have, as the hits tell.
    fn parts(&self) -> usize {
        self.results.hits.first().map_or(0, |hit| hit.of)
    }

    /// Which kind of writing is asked for, each a link to the list of that kind.
    fn standings(&self) -> Markup {
        let query = &self.results.query;
        let choices = std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
        html! {
            nav class="standings" aria-labelledby="standings-label" {
                span id="standings-label" { (facets::STANDING) }
                ul {
                    @for part in choices {
                        @let to = Query { part, ..query.on_first_page() };
                        li {
                            a href=(address::search(&to, self.picking.visit))
                                aria-current=[(part == query.part).then_some("true")] {
                                (part.map_or("すべて", facets::standing))
                            }
                        }
                    }
                }
            }
        }
    }

    /// What a survey says of the words, told beside the cases.
    fn survey(&self, survey: &SurveyHit) -> Markup {
        html! {
            details class="panel of-survey" open[self.results.hits.is_empty()] {
                summary { "診療所アンケート調査にも「" (self.results.query.text) "」の記載があります" }
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

    /// The page's hits; after the last one that meets every part stands how many did,
    /// where the whole list has no more of them.
    fn list(&self) -> Markup {
        let last = self.last_that_meets_all();
        let differ = self.results.met_all < self.results.total;
        html! {
            ol class="hits" start=(self.first()) {
                @for it in &self.results.hits {
                    @let end = (last == Some(it.rank)).then_some(self.results.met_all);
                    (hit::hit(it, &self.picking, differ, end))
                }
            }
        }
    }

    /// The rank of the last hit that meets every part, where others come after it and
    /// the page shows all that do.
    fn last_that_meets_all(&self) -> Option<usize> {
        let results = self.results;
        let meets_all = results.hits.iter().filter(|hit| hit.met == hit.of);
        let last = meets_all.clone().next_back()?.rank;
        let shown = results.query.page == 1 && meets_all.count() == results.met_all;
        let ranked = results.query.sort == Sort::Relevance && self.parts() > 1;
        (shown && ranked && last < results.total).then_some(last)
    }

    fn toolbar(&self) -> Markup {
        let query = &self.results.query;
        html! {
            div class="toolbar" {
                div class="sort" {
                    label for="sort" { "並び順" }
                    select id="sort" name="sort" form="search-form" {
                        @for &sort in Sort::ALL.iter().filter(|&&it| it != Sort::Near || self.picking.visit.home.is_some()) {
                            option value=(sort.code()) selected[sort == query.sort] { (sort.label()) }
                        }
                    }
                    button class="button second" type="submit" form="search-form" { "並べ替える" }
                }
                div class="actions" {
                    a class="button second" href=(address::export(query, self.picking.visit)) { (Icon::Excel) "この一覧をExcelで保存" }
                    button class="button second" type="button" data-copy-link hidden { (Icon::Link) span { "リンクをコピー" } }
                    button class="button second" type="button" data-print hidden { (Icon::Print) "印刷" }
                }
            }
        }
    }

    fn pager(&self) -> Markup {
        let query = &self.results.query;
        let last = self.results.total.div_ceil(query.per_page.max(1));
        let to = |page: usize| {
            let query = Query {
                page,
                ..query.clone()
            };
            address::search(&query, self.picking.visit)
        };
        html! {
            @if last > 1 {
                nav class="pager" aria-label="検索結果のページ" {
                    ul {
                        @if query.page > 1 { li { a rel="prev" href=(to(query.page - 1)) { "前へ" } } }
                        @for run in page_runs(query.page, last).chunk_by(|one, other| other - one == 1) {
                            @if run.first().is_some_and(|&first| first > 1) { li aria-hidden="true" { "…" } }
                            @for &page in run {
                                li {
                                    @if page == query.page {
                                        span aria-current="page" { (page) span class="visually-hidden" { "ページ目" } }
                                    } @else {
                                        a href=(to(page)) { (page) span class="visually-hidden" { "ページ目" } }
                                    }
                                }
                            }
                        }
                        @if query.page < last { li { a rel="next" href=(to(query.page + 1)) { "次へ" } } }
                    }
                }
            }
        }
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
                    @if names_a_town(&query.text) {
                        @let towns = address::with_visit(address::TOWNS, self.picking.visit);
                        li {
                            a href=(address::own_town(&query.text, &towns)) {
                                "「" (query.text) "」に似た町を探す"
                            }
                        }
                    }
                    li {
                        a href=(address::search(&Query::default(), self.picking.visit)) { "すべての事例を見る" }
                        "（" (self.cases) "件）"
                    }
                }
            }
        }
    }

    /// The first cases that the nearest spelling finds, apart from the results of what
    /// was typed.
    fn near(&self, relaxed: &Relaxed) -> Markup {
        let results = self.results;
        let spelling = relaxed
            .spelling
            .as_ref()
            .filter(|_| results.query.page == 1);
        let mut offers = results.suggestions.iter();
        let offer = spelling.and_then(|spelling| offers.find(|it| it.query == *spelling));
        html! {
            @if let Some(offer) = offer {
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
                            (hit::near(it, &self.picking, !listed))
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

/// The other ways to a case, for those who do not begin with a word.
fn ways() -> Markup {
    let ways = [
        (
            address::TOWNS,
            "うちの町に似た町",
            "人口と高齢化率が近い順に",
        ),
        (address::PREFECTURES, "都道府県", "近くの市町村から"),
        (address::MODELS, "連携モデル", "n対n、主治医・副主治医など"),
        (address::ITEMS, "事業項目ア〜ク", "人口の規模ごとの件数から"),
    ];
    html! {
        ul class="ways" aria-label="ほかの探し方" {
            @for (address, name, note) in ways {
                li { a href=(address) { strong { (name) } small { (note) } } }
            }
        }
    }
}

/// The pages worth a link: the first, the last and those around the current one.
fn page_runs(current: usize, last: usize) -> Vec<usize> {
    (1..=last)
        .filter(|&page| page == 1 || page == last || page.abs_diff(current) <= 2)
        .collect()
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

/// Whether the words look like a municipality's name, 「札幌市」.
fn names_a_town(text: &str) -> bool {
    text.ends_with(['市', '区', '町', '村']) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_name_their_ends_and_the_pages_around() {
        assert_eq!(page_runs(1, 3), [1, 2, 3]);
        assert_eq!(page_runs(10, 20), [1, 8, 9, 10, 11, 12, 20]);
    }
}
