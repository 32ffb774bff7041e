//! The filters of `search` and `export`, named and written as in an address.

use clap::Args;

use renkei::search::{ParameterError, Query};

/// Filters; each may be repeated, values of one filter are alternatives.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Prefecture, 01 to 47 or its name
    #[arg(long, value_name = "CODE")]
    pref: Vec<String>,
    /// Region: hokkaido, tohoku, kanto, chubu, kinki, chugoku, shikoku, kyushu
    #[arg(long, value_name = "REGION")]
    region: Vec<String>,
    /// Inhabitants: 5000-20000, 300000-, or unknown
    #[arg(long, value_name = "RANGE", allow_hyphen_values = true)]
    pop: Vec<String>,
    /// Percentage aged 65 or more: 30-35, 40-, or unknown
    #[arg(long, value_name = "RANGE", allow_hyphen_values = true)]
    aging: Vec<String>,
    /// Connection model: A, B1 … E, あ1 … う
    #[arg(long, value_name = "CODE")]
    model: Vec<String>,
    /// Item of the project: ア to ク
    #[arg(long, value_name = "LETTER")]
    item: Vec<String>,
    /// Scene: 日常の療養支援, 入退院支援, 急変時の対応, 看取り
    #[arg(long, value_name = "SCENE")]
    scene: Vec<String>,
    /// Product or system, by its name
    #[arg(long, value_name = "NAME")]
    ict: Vec<String>,
    /// Who leads: 行政, 医師会, 病院 …
    #[arg(long, value_name = "LEAD")]
    lead: Vec<String>,
    /// Source, by its id in the manifest
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
    /// smart-practice, model-survey or group-plan
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// relevance, population-asc, population-desc, aging-asc, aging-desc, prefecture
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
    /// Page, from 1
    #[arg(long, value_name = "N")]
    page: Option<String>,
    /// Hits a page, up to 100
    #[arg(long, value_name = "N")]
    per_page: Option<String>,
    /// Words only as written: no other words of the same idea, no readings
    #[arg(long)]
    exact: bool,
    /// Only cases that meet every part of the words
    #[arg(long)]
    all: bool,
    /// Only what is written as done, planned or issues
    #[arg(long, value_name = "STANDING")]
    part: Option<String>,
}

impl FilterArgs {
    /// The query that the filters and these words stand for.
    pub(crate) fn query(&self, words: &str) -> Result<Query, ParameterError> {
        let repeated = [
            ("pref", &self.pref),
            ("region", &self.region),
            ("pop", &self.pop),
            ("aging", &self.aging),
            ("model", &self.model),
            ("item", &self.item),
            ("scene", &self.scene),
            ("ict", &self.ict),
            ("lead", &self.lead),
            ("source", &self.source),
            ("kind", &self.kind),
        ];
        let single = [
            ("sort", &self.sort),
            ("page", &self.page),
            ("per_page", &self.per_page),
            ("part", &self.part),
        ];
        let pairs = repeated
            .iter()
            .flat_map(|(name, values)| values.iter().map(|value| (*name, value.as_str())))
            .chain(
                single
                    .iter()
                    .filter_map(|(name, value)| Some((*name, value.as_deref()?))),
            )
            .chain(self.exact.then_some(("exact", "1")))
            .chain(self.all.then_some(("all", "1")))
            .chain([("q", words)]);
        Query::from_pairs(pairs)
    }
}
