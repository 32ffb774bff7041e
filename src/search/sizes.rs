//! Sizes of towns in a query: 「人口1万人以下」, 「5,000人未満」, 「人口3万人くらい」,
//! 「小さな町」; and how old they are: 「高齢化率40%以上」, 「高齢化率が高い」.
//!
//! Knows how people write numbers of inhabitants and rates; which cases lie in a range
//! is not known here.

use std::ops::Range as Stretch;
use std::sync::LazyLock;

use regex::Regex;

use super::query::MAX_RATE;
use super::range::Range;
use super::results::FacetName;

/// How far 「くらい」 reaches to either side.
const ABOUT: f64 = 0.3;
/// Up to how many inhabitants a town is small: the law's line for a city is 50,000,
/// half of all towns and villages have fewer than this.
const SMALL: f64 = 10_000.0;
/// How many points a rate reaches to either side: 「高齢化率35%」 is never just 35.
const POINTS: f64 = 2.0;
/// From which percentage on an aging rate is high: the highest band that the facet
/// offers. The country's 28 is no line, as nearly every small town is above it.
const HIGH: f64 = 40.0;

/// A size in figures.
pub(super) const FIGURES: &str = r"(?:人口)?約?(?<figure>\d[\d,.]*)(?<unit>万|千)?(?:(?<thousands>\d)千|(?<rest>\d[\d,]*))?人?(?<side>以下|未満|以内|以上|超|程度|くらい|ぐらい|前後|規模|台|ほど)?";
/// A small town in words.
pub(super) const SMALL_TOWN: &str = r"小さな?い?(?:町|村|まち|自治体|市町村)";
/// An aging rate in figures.
pub(super) const RATE: &str = r"高齢化率[がは]?約?(?<figure>\d[\d.]*)(?:%?(?:~|-|から)(?<to>\d[\d.]*))?(?:%|パーセント)(?<side>以下|未満|以内|以上|を?超|程度|くらい|ぐらい|前後|台|ほど)?";
/// A high aging rate in words.
pub(super) const HIGH_RATE: &str = r"高齢化率[がのもは]?高[いく]";

static IN_FIGURES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(FIGURES).ok());
static IN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(SMALL_TOWN).ok());
static RATE_IN_FIGURES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(RATE).ok());
static RATE_IN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(HIGH_RATE).ok());

/// A size or a rate that stands in a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Size {
    /// What it is of.
    pub(super) facet: FacetName,
    pub(super) range: Range,
    /// As written, folded.
    pub(super) typed: String,
    /// Where it stands in the folded text, in characters.
    pub(super) chars: Stretch<usize>,
}

impl Size {
    fn new(facet: FacetName, range: Range, folded: &str, stretch: Stretch<usize>) -> Self {
        Self {
            facet,
            range,
            typed: folded[stretch.clone()].to_owned(),
            chars: folded[..stretch.start].chars().count()..folded[..stretch.end].chars().count(),
        }
    }
}

/// The first size and the first rate that stand in a folded text.
pub(super) fn find(folded: &str) -> Vec<Size> {
    let found = [inhabitants(folded), rate(folded)];
    found.into_iter().flatten().collect()
}

fn inhabitants(folded: &str) -> Option<Size> {
    let size =
        |stretch: Stretch<usize>, range: Range| Size::new(FacetName::Pop, range, folded, stretch);
    if let Some(found) = IN_WORDS.as_ref()?.find(folded) {
        let range = Range::Between(Some(0.0), Some(SMALL));
        return Some(size(found.range(), range));
    }
    IN_FIGURES
        .as_ref()?
        .captures_iter(folded)
        .find_map(|captures| {
            let whole = captures.get(0)?;
            let text = whole.as_str();
            let of_people =
                text.contains("人口") || text.contains('人') && text.contains(['万', '千']);
            let figure: f64 = captures["figure"].replace(',', "").parse().ok()?;
            let people = match captures.name("unit").map(|it| it.as_str()) {
                Some("万") => figure * 10_000.0,
                Some(_) => figure * 1_000.0,
                None => figure,
            };
            let more = |name: &str| -> f64 {
                let digits = captures.name(name).map_or("", |it| it.as_str());
                digits.replace(',', "").parse().unwrap_or(0.0)
            };
            // 1.13 times 10,000 is a little less than 11,300 to a machine.
            let people = (people + more("thousands") * 1_000.0 + more("rest")).round();
            let bound = captures.name("side").map(|it| it.as_str());
            // 会議に20人 is no size of a town, and neither is 1万人 without more.
            if people < 100.0 || !(of_people || bound.is_some() && people >= 1_000.0) {
                return None;
            }
            let range = match bound {
                // No town has just 10,000; so 以下 is the band that the facet offers.
                Some("以下" | "以内" | "未満") => Range::Between(Some(0.0), Some(people)),
                Some("以上" | "超") => Range::Between(Some(people), None),
                Some("台") => Range::Between(Some(people), Some(people + step(people))),
                _ => Range::Between(
                    Some((people * (1.0 - ABOUT)).round()),
                    Some((people * (1.0 + ABOUT)).round()),
                ),
            };
            Some(size(whole.range(), range))
        })
}

fn rate(folded: &str) -> Option<Size> {
    let size =
        |stretch: Stretch<usize>, range: Range| Size::new(FacetName::Aging, range, folded, stretch);
    if let Some(found) = RATE_IN_WORDS.as_ref()?.find(folded) {
        return Some(size(found.range(), Range::Between(Some(HIGH), None)));
    }
    RATE_IN_FIGURES
        .as_ref()?
        .captures_iter(folded)
        .find_map(|captures| {
            let whole = captures.get(0)?;
            let figure = |name: &str| -> Option<f64> { captures.name(name)?.as_str().parse().ok() };
            let rate = figure("figure")?;
            let bound = captures.name("side").map(|it| it.as_str());
            let range = match (figure("to"), bound) {
                (Some(to), _) => Range::Between(Some(rate.min(to)), Some(rate.max(to))),
                (None, Some("以下" | "以内" | "未満")) => {
                    Range::Between(Some(0.0), Some(rate))
                }
                (None, Some("以上" | "超" | "を超")) => Range::Between(Some(rate), None),
                (None, Some("台")) => Range::Between(Some(rate), Some(rate + step(rate))),
                _ => {
                    let tenths = |rate: f64| (rate.max(0.0) * 10.0).round() / 10.0;
                    Range::Between(Some(tenths(rate - POINTS)), Some(tenths(rate + POINTS)))
                }
            };
            // What no address can ask for is no rate.
            let is_rate = range.is_up_to(MAX_RATE);
            is_rate.then(|| size(whole.range(), range))
        })
}

/// How far 「台」 reaches: 12万人台 ends before 13万, 1万5千人台 before 1万6千.
fn step(figure: f64) -> f64 {
    let steps = (0..10).map(|power| 10f64.powi(power));
    let dividing = steps.take_while(|step| figure % step == 0.0);
    dividing.last().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_officers_write_them() {
        for (text, range) in [
            ("人口1万人以下の町", "0-10000"),
            ("人口5,000人未満", "0-5000"),
            ("人口1万3千人くらい", "9100-16900"),
            ("人口1万5000人以下", "0-15000"),
            ("1万5,000人以下の町", "0-15000"),
            ("人口2千500人未満", "0-2500"),
            ("人口13000", "9100-16900"),
            ("10万人以上の市", "100000-"),
            ("人口3万人台", "30000-40000"),
            ("人口10万人台", "100000-200000"),
            ("人口12万人台", "120000-130000"),
            ("人口1万5千人台", "15000-16000"),
            ("人口1.13万人台", "11300-11400"),
            ("小さな町で看取り", "0-10000"),
        ] {
            let size = find(text).pop().map(|it| (it.facet, it.range.to_string()));
            assert_eq!(size, Some((FacetName::Pop, range.to_owned())), "{text}");
        }
    }

    #[test]
    fn rates_are_read_as_officers_write_them() {
        for (text, range) in [
            ("高齢化率40%以上", "40-"),
            ("高齢化率が40%を超える町", "40-"),
            ("高齢化率40%超", "40-"),
            ("高齢化率25%未満の市", "0-25"),
            ("高齢化率35%", "33-37"),
            ("高齢化率35.3%くらい", "33.3-37.3"),
            ("高齢化率30%台", "30-40"),
            ("高齢化率35%台", "35-36"),
            ("高齢化率30~35%", "30-35"),
            ("高齢化率30%から35%の町", "30-35"),
            ("高齢化率が高い", "40-"),
            ("高齢化率の高い町で看取り", "40-"),
        ] {
            let rate = find(text).pop().map(|it| (it.facet, it.range.to_string()));
            assert_eq!(rate, Some((FacetName::Aging, range.to_owned())), "{text}");
        }
        let both = find("人口1万人以下で高齢化率40%以上の町");
        let typed: Vec<&str> = both.iter().map(|it| it.typed.as_str()).collect();
        assert_eq!(typed, ["人口1万人以下", "高齢化率40%以上"]);
    }

    #[test]
    fn other_figures_are_no_sizes() {
        for text in [
            "会議に20人",
            "研修会3回",
            "24時間対応",
            "2025年問題",
            "8050問題",
            "主治医2人",
            "高齢化率",
            "高齢化率2040年",
            "高齢化率400%",
            "参加率40%以上",
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }
}
