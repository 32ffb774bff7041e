//! The report's two trees of connection models, each model with its diagram and the
//! cases that carry it; and one model with the passages.

use maud::{Markup, html};

use super::assets::Asset;
use super::diagram::{diagram, glyph, legend, marks};
use super::downloads::downloads;
use super::picking::Picking;
use super::{Page, Section, entry, hue, nearness, shares};
use crate::address;
use crate::search::{FacetName, Filters, Query, Range};
use crate::views::models::diagram as description;
use crate::views::models::{Carrier, ModelCases, Sizes};
use crate::visit::Visit;
use crate::vocabulary::{Model, ModelTree};

/// How many cases a model's card names.
const CARRIERS: usize = 5;

/// Every model.
pub(crate) struct ModelsPage<'a> {
    /// The models in the report's order.
    pub(crate) models: Vec<ModelCases<'a>>,
    /// The models with their shares of each size.
    pub(crate) sizes: &'a [Sizes],
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for ModelsPage<'_> {
    fn title(&self) -> String {
        "連携モデルから探す".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Models)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Models, Asset::Shares]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::MODELS))
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p class="lead" { "在宅医・病院・多職種のつながり方を、調査報告書の19のモデルで分けています。" }
            nav class="model-index" aria-label="連携モデルの索引" {
                @for tree in TREES {
                    div {
                        h2 { (tree.label()) }
                        ul { @for it in self.tree(tree) { (self.entry_of_index(it)) } }
                    }
                }
            }
            (marks())
            @for tree in TREES {
                details class="fold" {
                    summary { (tree.label()) "の図と事例を並べて見る" }
                    (legend())
                    p class="note" {
                        "「報告書の地域」は報告書がそのモデルに挙げている地域、「同じ形の事例」は本文に同じ仕組みの説明がある市町村の事例です。"
                        "図は、モデルの名前と資料の説明をもとに本サイトで描いたものです。"
                    }
                    ul class="model-cards" {
                        @for it in self.tree(tree) { (self.card(it)) }
                    }
                }
            }
            details class="fold" {
                summary { "モデルごとに、町の人口の内訳を見る" }
                (shares::legend())
                (self.by_size())
            }
        }
    }
}

/// Both trees, in the report's order.
const TREES: [ModelTree; 2] = [ModelTree::Vertical, ModelTree::Horizontal];

impl<'a> ModelsPage<'a> {
    /// The models of a tree.
    fn tree(&self, tree: ModelTree) -> impl Iterator<Item = &ModelCases<'a>> {
        self.models.iter().filter(move |it| it.model.tree() == tree)
    }
}

impl ModelsPage<'_> {
    /// A line of the index, which leads to the model's page.
    fn entry_of_index(&self, it: &ModelCases) -> Markup {
        html! {
            li {
                a href=(address::model(it.model, self.visit)) {
                    (glyph(it.model))
                    span { span class="code" { (it.model.code()) } " " (it.model.label()) } " "
                    span class="count" { (it.count()) "件" }
                }
            }
        }
    }

    fn card(&self, it: &ModelCases) -> Markup {
        let description = description::diagram(it.model);
        html! {
            li class="model-card" {
                h3 {
                    a href=(address::model(it.model, self.visit)) {
                        span class="code" { (it.model.code()) } " " (it.model.label())
                    }
                }
                (diagram(&description))
                p { (description.summary) }
                @if it.count() == 0 {
                    p class="note" { "収めた資料に、このモデルの事例はありません。" }
                }
                (self.carriers(it.model, "報告書の地域", &it.printed))
                (self.carriers(it.model, "同じ形の事例", &it.inferred))
            }
        }
    }

    fn by_size(&self) -> Markup {
        let sizes = self.sizes.iter();
        let rows: Vec<shares::Row> = sizes
            .map(|it| shares::Row {
                name: html! {
                    a href=(address::model(it.model, self.visit)) { span class="code" { (it.model) } " " (it.model.label()) }
                },
                spoken: it.model.code().to_owned(),
                shares: &it.shares,
                to: Box::new(|class| {
                    let size = Range::parse(&class.value).map(|_| class.value.clone());
                    address::model_of_size(it.model, size.as_slice(), self.visit)
                }),
            })
            .collect();
        shares::table(
            "モデルと人口",
            &rows,
            |class| html! { (shares::in_short(&class.label)) },
        )
    }

    /// The first of the cases, and how many more the model's page lists.
    fn carriers(&self, model: Model, title: &str, carriers: &[Carrier]) -> Markup {
        let rest = carriers.len().saturating_sub(CARRIERS);
        html! {
            @if !carriers.is_empty() {
                h4 { (title) span class="note" { "　" (carriers.len()) "件" } }
                ul class="carriers" {
                    @for it in carriers.iter().take(CARRIERS) {
                        li {
                            a href=(address::case_with(&it.case.id, self.visit)) { (it.case.place()) }
                            @if let Some(by) = &it.tag.by { span class="note" { "（" (by) "）" } }
                        }
                    }
                    @if rest > 0 { li { a class="more" href=(address::model(model, self.visit)) { "このモデルのほか" (rest) "地域を見る" } } }
                }
            }
        }
    }
}

/// One model.
pub(crate) struct ModelPage<'a> {
    /// The model with its cases.
    pub(crate) model: ModelCases<'a>,
    /// What narrows them: the model, and sizes.
    pub(crate) filters: Filters,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for ModelPage<'_> {
    fn title(&self) -> String {
        let model = self.model.model;
        format!("{} {}", model.code(), model.label())
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Models)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Models]
    }

    fn json(&self) -> Option<String> {
        let home = self.picking.visit.home_alone();
        let path =
            address::model_of_size(self.model.model, self.filters.chosen(FacetName::Pop), &home);
        Some(address::json_of(path))
    }

    fn content(&self) -> Markup {
        let model = self.model.model;
        let description = description::diagram(model);
        let query = Query {
            filters: self.filters.clone(),
            ..Query::default()
        };
        html! {
            p class="where" { (model.tree().label()) }
            h1 { (self.title()) }
            div class="model-head" {
                div {
                    (diagram(&description))
                    (legend())
                }
                div {
                    p class="lead" { (description.summary) }
                    @if self.model.count() > 0 {
                        p {
                            a class="more" href=(address::search(&query, self.picking.visit)) {
                                (self.model.count()) "件を検索結果で見る"
                            }
                        }
                        (downloads(|file| address::filtered_file(&self.filters, self.picking.visit, file)))
                    } @else {
                        p { "収めた資料に、このモデルの事例はありません。" }
                    }
                    @if !self.filters.chosen(FacetName::Pop).is_empty() {
                        p {
                            "人口で絞り込んでいます。"
                            a href=(address::model(model, self.picking.visit)) { "すべての人口の事例を見る" }
                        }
                    }
                    p class="note" { "図は、モデルの名前と資料の説明をもとに本サイトで描いたものです。" }
                }
            }
            (self.carriers("報告書の地域", "報告書がこのモデルに挙げている地域です。", &self.model.printed))
            (self.carriers("同じ形の事例", "本文に同じ仕組みの説明がある事例です。根拠のことばをお確かめください。", &self.model.inferred))
            (self.siblings(model))
            (self.picking.tray())
        }
    }
}

impl ModelPage<'_> {
    fn carriers(&self, title: &str, note: &str, carriers: &[Carrier]) -> Markup {
        html! {
            @if !carriers.is_empty() {
                section {
                    h2 { (title) "（" (carriers.len()) "件）" }
                    p class="note" { (note) (nearness::order(self.picking.visit)) }
                    ul class="hits" {
                        @for it in carriers {
                            (entry::quoted(&it.case, &self.picking, 3, &html! {
                                @if !it.case.leads.is_empty() {
                                    p class="leads" { "主体：" @for &lead in &it.case.leads { (hue::lead_tag(lead)) } }
                                }
                                @if let Some(by) = &it.tag.by { p { "仲介・手段：" strong { (by) } } }
                                (entry::evidence(it.evidence))
                            }))
                        }
                    }
                }
            }
        }
    }

    /// The other models of the tree.
    fn siblings(&self, own: Model) -> Markup {
        html! {
            nav aria-labelledby="siblings-heading" {
                h2 id="siblings-heading" { (own.tree().label()) "のモデル" }
                ul class="chips siblings" {
                    @for &model in Model::ALL.iter().filter(|it| it.tree() == own.tree()) {
                        li {
                            a href=(address::model(model, self.picking.visit)) aria-current=[(model == own).then_some("page")] {
                                (glyph(model)) (model.code()) " " (model.label())
                            }
                        }
                    }
                }
            }
        }
    }
}
