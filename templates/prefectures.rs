//! The 47 prefectures as a tile map and as a list, and one prefecture's cases.

use maud::{Markup, html};

use super::assets::Asset;
use super::downloads::downloads;
use super::picking::Picking;
use super::{Page, Section, entry, nearness};
use crate::address;
use crate::search::{FacetName, Filters};
use crate::views::prefectures::{PrefectureCases, RegionCases};
use crate::visit::Visit;
use crate::vocabulary::Prefecture;

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
    /// The own town and the picked cases.
    pub(crate) visit: &'a Visit,
}

impl Page for PrefecturesPage<'_> {
    fn title(&self) -> String {
        "都道府県で見る".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Prefectures)
    }

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        Some(address::api(address::PREFECTURES))
    }

    fn content(&self) -> Markup {
        let cases: usize = self.regions.iter().map(RegionCases::count).sum();
        let all = || self.regions.iter().flat_map(|it| &it.prefectures);
        let with = all().filter(|it| !it.cases.is_empty()).count();
        html! {
            h1 { "都道府県で見る" }
            p class="lead" { "47都道府県のうち" (with) "の都道府県に、あわせて" (cases) "件の事例があります。" }
            div class="map-and-list" {
                section class="map-section" aria-labelledby="map-heading" {
                    h2 id="map-heading" { "地図" }
                    ul class="tile-map" {
                        @for it in all() { (self.tile(it)) }
                    }
                    (shades())
                }
                section aria-labelledby="list-heading" {
                    h2 id="list-heading" { "地方ごとの一覧" }
                    div class="regions" {
                        @for region in &self.regions { (self.region(region)) }
                    }
                }
            }
        }
    }
}

impl PrefecturesPage<'_> {
    fn tile(&self, it: &PrefectureCases) -> Markup {
        let count = it.cases.len();
        let (row, column) = place(it.prefecture).unwrap_or_default();
        html! {
            li class=(format!("row-{row} column-{column}")) {
                a class=(format!("tile shade-{}", shade(count)))
                    href=(address::prefecture(it.prefecture, self.visit)) {
                    span { (short_name(it.prefecture)) }
                    b { (count) span class="visually-hidden" { "件" } }
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

/// What the shades mean.
fn shades() -> Markup {
    html! {
        ul class="legend" aria-label="色の濃さ" {
            @for (shade, label) in ["なし", "1件", "2〜3件", "4件以上"].iter().enumerate() {
                li { span class=(format!("swatch shade-{shade}")) aria-hidden="true" {} (label) }
            }
        }
    }
}

fn shade(count: usize) -> usize {
    match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        _ => 3,
    }
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

    fn styles(&self) -> &'static [Asset] {
        &[Asset::Overview]
    }

    fn json(&self) -> Option<String> {
        let path = address::prefecture(self.own.prefecture, &self.picking.visit.home_alone());
        Some(address::api(&path))
    }

    fn content(&self) -> Markup {
        let prefecture = self.own.prefecture;
        let region = prefecture.region();
        html! {
            nav class="back no-print" aria-label="上の階層" {
                a class="more" href=(address::with_visit(address::PREFECTURES, self.picking.visit)) { "都道府県の一覧" }
            }
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
                @let filters = Filters { pref: vec![prefecture], ..Filters::default() };
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
