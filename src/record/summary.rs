//! A case in short. What it is made of a whole case is said here once; nothing else is
//! known of lists or of the index.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Case, Fact, MunicipalityRef, Part, PrefectureRef, Unread, place};
use crate::digest::Digest;
use crate::statistics::Municipal;
use crate::vocabulary::{CaseKind, Item, Lead, Model, Prefecture, Region, Scene};

/// A case in short, as lists show it and all cases are compared: what is needed of
/// every case at once, while whole cases are fetched one by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CaseSummary {
    /// The case's id.
    pub id: String,
    /// What it is an entry of.
    pub kind: CaseKind,
    /// Its source's id.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its prefecture.
    #[schema(required)]
    pub prefecture: Option<PrefectureRef>,
    /// Its municipalities.
    pub municipalities: Vec<MunicipalityRef>,
    /// Inhabitants.
    #[schema(required)]
    pub population: Option<Fact<u64>>,
    /// Percentage aged 65 or more.
    #[schema(required)]
    pub aging_rate: Option<Fact<f64>>,
    /// Each town's own figures in a joint entry.
    pub parts: Vec<Part>,
    /// Figures that are printed and could not be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// What official statistics count in its municipalities.
    #[serde(default)]
    #[schema(required)]
    pub counted: Vec<Municipal>,
    /// 事業項目.
    pub items: Vec<Item>,
    /// 場面.
    pub scenes: Vec<Scene>,
    /// 連携モデル.
    pub models: Vec<Model>,
    /// Products and systems.
    pub ict_tools: Vec<String>,
    /// Who leads.
    pub leads: Vec<Lead>,
    /// Inhabitants aged 65 or more.
    #[schema(required)]
    pub population_65: Option<Fact<u64>>,
    /// Inhabitants aged 75 or more.
    #[schema(required)]
    pub population_75: Option<Fact<u64>>,
    /// Percentage aged 75 or more.
    #[schema(required)]
    pub aging_rate_75: Option<Fact<f64>>,
    /// Area in square kilometres.
    #[schema(required)]
    pub area_km2: Option<Fact<f64>>,
    /// The most telling sentence of each part of the case's digest.
    pub digest: Digest,
}

impl From<&Case> for CaseSummary {
    fn from(case: &Case) -> Self {
        Self {
            id: case.id.clone(),
            kind: case.kind,
            source: case.source.clone(),
            title: case.title.clone(),
            prefecture: case.prefecture.clone(),
            municipalities: case.municipalities.clone(),
            population: case.population.clone(),
            aging_rate: case.aging_rate.clone(),
            parts: case.parts.clone(),
            unread: case.unread.clone(),
            counted: case.counted.clone(),
            items: case.items.iter().map(|tag| tag.code).collect(),
            scenes: case.scenes.iter().map(|tag| tag.code).collect(),
            models: case.models.iter().map(|tag| tag.code).collect(),
            ict_tools: case.ict_tools.iter().map(|tag| tag.code.clone()).collect(),
            leads: case.leads.iter().map(|tag| tag.code).collect(),
            population_65: case.population_65.clone(),
            population_75: case.population_75.clone(),
            aging_rate_75: case.aging_rate_75.clone(),
            area_km2: case.area_km2.clone(),
            digest: case.digest.short(),
        }
    }
}

impl CaseSummary {
    /// The prefecture as a term.
    pub fn prefecture_term(&self) -> Option<Prefecture> {
        self.prefecture.as_ref().and_then(PrefectureRef::term)
    }

    /// The region of the case's prefecture.
    pub fn region(&self) -> Option<Region> {
        self.prefecture_term().map(Prefecture::region)
    }

    /// The inhabitants that are printed: the total, and in a joint entry each town's own,
    /// for it is as large as each of its towns.
    pub fn populations(&self) -> Vec<f64> {
        let whole = self.population.iter().map(|it| it.value as f64);
        self.with_parts(whole, |it| it.population.map(|people| people as f64))
    }

    /// The percentages aged 65 or more that are printed, in the same way.
    pub fn aging_rates(&self) -> Vec<f64> {
        let whole = self.aging_rate.iter().map(|it| it.value);
        self.with_parts(whole, |it| it.aging_rate)
    }

    /// The areas that are printed, in the same way.
    pub fn areas(&self) -> Vec<f64> {
        let whole = self.area_km2.iter().map(|it| it.value);
        self.with_parts(whole, |it| it.area_km2)
    }

    /// Neighbours whose figures are printed beside are none of the case's towns.
    fn with_parts(
        &self,
        whole: impl Iterator<Item = f64>,
        figure: impl Fn(&Part) -> Option<f64>,
    ) -> Vec<f64> {
        let is_own = |part: &&Part| {
            let mut towns = self.municipalities.iter();
            towns.any(|it| it.name == part.municipality)
        };
        let parts = self.parts.iter().filter(is_own).filter_map(figure);
        whole.chain(parts).collect()
    }

    /// The municipalities' names joined, as those of [`Case::place`].
    pub fn place(&self) -> String {
        place(&self.municipalities, &self.title)
    }
}
