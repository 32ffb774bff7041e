//! The 47 prefectures as a tile map, shaded by what is chosen, and as a list, and one
//! prefecture's cases.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::picking::Picking;
use super::{Page, Section, entry, nearness};
use crate::address;
use crate::search::{FacetName, Filters};
use crate::views::prefectures::{PrefectureCases, RegionCases, Shading};
use crate::views::shares::level;
use crate::visit::Visit;
use crate::vocabulary::{Item, Model, Prefecture, Scene};

/// Where each prefecture's tile stands, row by row; a blank is two spaces.
const TILES: [&str; 12] = [
    "                      01",
    "                      02",
    "                    0503",
    "                    0604",
    "                17161507",
    "              1821201009",
    "      323128262523191108",
    "    353433  272924221312",
    "4140  3837  30      14  ",
    "4243443936              ",
    "  4645                  ",
    "47                      ",
];

/// The map and the list of the prefectures.
pub(crate) struct PrefecturesPage<'a> {
    /// The regions from north to south.
    pub(crate) regions: Vec<RegionCases<'a>>,
    /// What the map is shaded by, where something is chosen.
    pub(crate) shading: Option<Shading>,
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for PrefecturesPage<'_> {
    fn title(&self) -> String {
        match self.shading {
            Some(shading) => format!("都道府県から探す：{}", name_of(shading)),
            None => "都道府県から探す".to_owned(),
        }
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Prefectures)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview, Asset::Shares]
    }

    fn json(&self) -> Option<String> {
        Some(address::json_of(address::prefectures(
            self.shading,
            &Visit::default(),
        )))
    }

    fn content(&self) -> Markup {
        let all = || self.regions.iter().flat_map(|it| &it.prefectures);
        html! {
            h1 { "都道府県から探す" }
            (self.choice())
            p class="lead" role="status" {
                @match self.shading {
                    Some(shading) => {
                        @let carrying: Vec<usize> = all().map(|it| it.carrying(shading).len()).collect();
                        "「" (name_of(shading)) "」に取り組んだ事例は、"
                        (carrying.iter().filter(|&&count| count > 0).count()) "の都道府県に"
                        (carrying.iter().sum::<usize>()) "件あります。"
                    }
                    None => {
                        "47都道府県のうち" (all().filter(|it| !it.cases.is_empty()).count()) "の都道府県に、あわせて"
                        (all().map(|it| it.cases.len()).sum::<usize>()) "件の事例があります。"
                    }
                }
            }
            div class="map-and-list" {
                section class="map-section" aria-labelledby="map-heading" {
                    h2 id="map-heading" { "地図" }
                    ul class="tile-map" {
                        @for it in all() { (self.tile(it)) }
                    }
                    (self.legend())
                }
                section aria-labelledby="list-heading" {
                    h2 id="list-heading" { "地方ごとの一覧" }
                    div class="regions" {
                        @for region in &self.regions {
                            @match self.shading {
                                Some(shading) => (self.towns(region, shading)),
                                None => (self.region(region)),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// 「エ 医療・介護関係者の情報共有の支援」, 「看取り」
fn name_of(shading: Shading) -> String {
    match shading {
        Shading::Scene(scene) => scene.label().to_owned(),
        _ => format!("{} {}", shading.code(), shading.label()),
    }
}

impl PrefecturesPage<'_> {
    /// What the map can be shaded by; without a script a button shades it.
    fn choice(&self) -> Markup {
        let items = Item::ALL.iter().copied().map(Shading::Item).collect();
        let scenes = Scene::ALL.iter().copied().map(Shading::Scene).collect();
        let models = Model::ALL.iter().copied().map(Shading::Model).collect();
        let groups: [(&str, Vec<Shading>); 3] = [
            ("事業項目", items),
            ("場面", scenes),
            ("連携モデル", models),
        ];
        html! {
            form class="shading no-print" action=(address::PREFECTURES) method="get" {
                label for="show" { "地図に表すもの" }
                div {
                    select id="show" name=(address::SHADING) {
                        option value="" { "すべての事例" }
                        @for (name, shadings) in groups {
                            optgroup label=(name) {
                                @for shading in shadings {
                                    option value=(shading.code()) selected[self.shading == Some(shading)] { (name_of(shading)) }
                                }
                            }
                        }
                    }
                    @for (name, value) in self.visit.to_pairs() { input type="hidden" name=(name) value=(value); }
                    button class="button" type="submit" { "地図に表す" }
                }
            }
        }
    }

    fn tile(&self, it: &PrefectureCases) -> Markup {
        let (row, column) = place(it.prefecture).unwrap_or_default();
        let all = it.cases.len();
        html! {
            li class=(format!("row-{row} column-{column}")) {
                @match self.shading {
                    Some(shading) => {
                        @let carrying = it.carrying(shading).len();
                        a class=(format!("tile share-{}", level(carrying, all))) href=(self.to(it, shading, carrying)) {
                            span { (short_name(it.prefecture)) }
                            span class="dots" aria-hidden="true" { (dots(carrying, all)) }
                            span class="visually-hidden" {
                                @if carrying > 0 { (carrying) "件（" (all) "件のうち）" } @else { "なし（すべての取り組みは" (all) "件）" }
                            }
                        }
                    }
                    None => a class=(format!("tile share-{}", shade(all))) href=(address::prefecture(it.prefecture, self.visit)) {
                        span { (short_name(it.prefecture)) }
                        b { (all) span class="visually-hidden" { "件" } }
                    },
                }
            }
        }
    }

    /// The cases of a prefecture that carry it; all of them where none does.
    fn to(&self, it: &PrefectureCases, shading: Shading, carrying: usize) -> String {
        if carrying > 0 {
            address::search(&shading.query(it.prefecture), self.visit)
        } else {
            address::prefecture(it.prefecture, self.visit)
        }
    }

    fn legend(&self) -> Markup {
        let labels: &[&str] = match self.shading {
            Some(_) => &["なし", "25%未満", "25%以上", "50%以上", "75%以上"],
            None => &["なし", "1件", "2件", "3件", "4件以上"],
        };
        html! {
            ul class="legend" aria-label="色の意味" {
                @for (level, label) in labels.iter().enumerate() {
                    li { span class=(format!("swatch share-{level}")) aria-hidden="true" {} (label) }
                }
            }
            @if self.shading.is_some() {
                p class="note" { "色は、その県の事例のうち取り組んだものの割合です。● は取り組んだ事例、○ はそのほかの事例です。" }
            }
        }
    }

    /// A region's towns that carry what the map is shaded by.
    fn towns(&self, region: &RegionCases, shading: Shading) -> Markup {
        let prefectures: Vec<_> = region
            .prefectures
            .iter()
            .map(|it| (it, it.carrying(shading)))
            .filter(|(_, towns)| !towns.is_empty())
            .collect();
        let count: usize = prefectures.iter().map(|(_, towns)| towns.len()).sum();
        html! {
            section {
                h3 { (region.region.label()) span class="note" { "　" (region.count()) "件のうち" (count) "件" } }
                @if !prefectures.is_empty() {
                    dl class="town-list" {
                        @for (it, towns) in prefectures {
                            dt {
                                a class="more" href=(self.to(it, shading, towns.len())) {
                                    (it.prefecture.label()) " " (towns.len()) "件"
                                }
                            }
                            dd {
                                @for case in towns { a class="more" href=(address::case_with(&case.id, self.visit)) { (case.place()) } " " }
                            }
                        }
                    }
                }
            }
        }
    }

    fn region(&self, region: &RegionCases) -> Markup {
        html! {
            section {
                h3 { (region.region.label()) span class="note" { "　" (region.count()) "件" } }
                ul class="counts" {
                    @for it in &region.prefectures {
                        li {
                            a class="more" href=(address::prefecture(it.prefecture, self.visit)) { (it.prefecture.label()) }
                            span class=[it.cases.is_empty().then_some("note")] { (it.cases.len()) "件" }
                        }
                    }
                }
                @let empty: Vec<&str> = region.prefectures.iter()
                    .filter(|it| it.cases.is_empty()).map(|it| it.prefecture.label()).collect();
                @if !empty.is_empty() && region.count() > 0 {
                    p class="note" {
                        (empty.join("・")) "に事例はありません。"
                        a href=(address::narrowed_to(FacetName::Region, region.region.code())) {
                            (region.region.label()) "の事例" (region.count()) "件"
                        }
                        "をご覧ください。"
                    }
                }
            }
        }
    }
}

/// The shade of a number of cases.
fn shade(count: usize) -> usize {
    count.min(4)
}

/// A dot a case, full for those that carry it.
fn dots(carrying: usize, all: usize) -> String {
    "●".repeat(carrying) + &"○".repeat(all.saturating_sub(carrying))
}

/// The tile's row and column, from 1.
fn place(prefecture: Prefecture) -> Option<(usize, usize)> {
    TILES.iter().enumerate().find_map(|(row, tiles)| {
        let column = tiles
            .as_bytes()
            .chunks(2)
            .position(|tile| tile == prefecture.code().as_bytes())?;
        Some((row + 1, column + 1))
    })
}

/// 「岩手」: the name as a tile has room for it.
fn short_name(prefecture: Prefecture) -> &'static str {
    let name = prefecture.label();
    match prefecture {
        Prefecture::Hokkaido => name,
        _ => name.strip_suffix(['県', '府', '都']).unwrap_or(name),
    }
}

/// One prefecture's cases and its neighbours.
pub(crate) struct PrefecturePage<'a> {
    /// The prefecture with its cases.
    pub(crate) own: PrefectureCases<'a>,
    /// The prefectures that border on it.
    pub(crate) neighbours: Vec<PrefectureCases<'a>>,
    /// Where it has none: the nearest prefectures that have cases.
    pub(crate) nearest: Vec<PrefectureCases<'a>>,
    /// How many cases its region has.
    pub(crate) in_region: usize,
    /// The picked cases.
    pub(crate) picking: Picking<'a>,
}

impl Page for PrefecturePage<'_> {
    fn title(&self) -> String {
        format!("{}の事例", self.own.prefecture.label())
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Prefectures)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        let path = address::prefecture(self.own.prefecture, &self.picking.visit.home_alone());
        Some(address::json_of(path))
    }

    fn content(&self) -> Markup {
        let prefecture = self.own.prefecture;
        let region = prefecture.region();
        html! {
            h1 { (self.title()) }
            @if self.own.cases.is_empty() {
                div class="notice" {
                    p { strong { (prefecture.label()) "の事例は、収めた資料にありません。" } }
                    @if !self.nearest.is_empty() {
                        p { "事例のある、いちばん近い都道府県は次のとおりです。" }
                    }
                }
                @for it in &self.nearest { (self.cases(it)) }
            } @else {
                p class="lead" { (self.own.cases.len()) "件の事例があります。" (nearness::order(self.picking.visit)) }
                @let filters = Filters::of(FacetName::Pref, [prefecture]);
                (downloads(|file| address::filtered_file(&filters, self.picking.visit, file)))
                ul class="hits" {
                    @for case in &self.own.cases { (entry::entry(case, &self.picking, 2, &html! {})) }
                }
            }
            section aria-labelledby="neighbours-heading" {
                h2 id="neighbours-heading" { "となりの都道府県" }
                ul class="chips" {
                    @for it in &self.neighbours {
                        li {
                            a href=(address::prefecture(it.prefecture, self.picking.visit)) {
                                (it.prefecture.label()) "（" (it.cases.len()) "件）"
                            }
                        }
                    }
                }
                @if self.in_region > 0 {
                    p {
                        a class="more" href=(address::narrowed_to(FacetName::Region, region.code())) {
                            (region.label()) "の事例" (self.in_region) "件を検索結果で見る"
                        }
                    }
                }
            }
            (self.picking.tray())
        }
    }
}

impl PrefecturePage<'_> {
    fn cases(&self, it: &PrefectureCases) -> Markup {
        html! {
            section {
                h2 { (it.prefecture.label()) "（" (it.cases.len()) "件）" }
                ul class="hits" {
                    @for case in &it.cases { (entry::entry(case, &self.picking, 3, &html! {})) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prefecture_has_a_tile_of_its_own() {
        let mut places: Vec<_> = Prefecture::ALL
            .iter()
            .map(|&prefecture| place(prefecture).unwrap_or_else(|| panic!("{prefecture}")))
            .collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 47);
    }

    #[test]
    fn tiles_bear_short_names() {
        assert_eq!(short_name(Prefecture::Hokkaido), "北海道");
        assert_eq!(short_name(Prefecture::Kyoto), "京都");
        assert_eq!(short_name(Prefecture::Tokyo), "東京");
        assert_eq!(short_name(Prefecture::Kagoshima), "鹿児島");
    }
}
