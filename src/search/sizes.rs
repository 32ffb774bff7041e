//! Sizes of towns in a query: 「人口1万人以下」, 「5,000人未満」, 「人口3万人くらい」,
//! 「小さな町」.
//!
//! Knows how people write numbers of inhabitants; which cases lie in a range is not
//! known here.

use std::ops::Range as Stretch;
use std::sync::LazyLock;

use regex::Regex;

use super::range::Range;

/// How far 「くらい」 reaches to either side.
const ABOUT: f64 = 0.3;
/// Up to how many inhabitants a town is small: the law's line for a city is 50,000,
/// half of all towns and villages have fewer than this.
const SMALL: f64 = 10_000.0;

/// A size in figures.
pub(super) const FIGURES: &str = r"(?:人口)?約?(?<figure>\d[\d,.]*)(?<unit>万|千)?(?:(?<thousands>\d)千|(?<rest>\d[\d,]*))?人?(?<side>以下|未満|以内|以上|超|程度|くらい|ぐらい|前後|規模|台|ほど)?";
/// A small town in words.
pub(super) const SMALL_TOWN: &str = r"小さな?い?(?:町|村|まち|自治体|市町村)";

static IN_FIGURES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(FIGURES).ok());
static IN_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(SMALL_TOWN).ok());

/// A size that stands in a query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Size {
    pub(super) range: Range,
    /// As written, folded.
    pub(super) typed: String,
    /// Where it stands in the folded text, in characters.
    pub(super) chars: Stretch<usize>,
}

/// The first size that stands in a folded text.
pub(super) fn find(folded: &str) -> Option<Size> {
    let size = |stretch: Stretch<usize>, range: Range| Size {
        range,
        typed: folded[stretch.clone()].to_owned(),
        chars: folded[..stretch.start].chars().count()..folded[..stretch.end].chars().count(),
    };
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
            let size = find(text).map(|size| size.range.to_string());
            assert_eq!(size.as_deref(), Some(range), "{text}");
        }
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
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
