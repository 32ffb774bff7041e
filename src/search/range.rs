//! An interval of figures, as it stands in an address.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// How long a bound may be as written: people are counted in up to ten digits, a rate
/// in a few. It stands in every link of the page.
const LONGEST: usize = 10;
/// The largest bound: as many people as no country has.
const MOST: f64 = 2e9;

/// An interval of figures, or the cases whose figure is not printed.
///
/// In an address: `5000-20000` (from 5,000 to below 20,000), `20000-`, `-5000`,
/// `unknown`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// From the first figure on, below the second.
    Between(Option<f64>, Option<f64>),
    /// The figure is not printed.
    Unknown,
}

impl Range {
    /// Reads a range as it stands in an address.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "unknown" {
            return Some(Self::Unknown);
        }
        let bound = |text: &str| -> Option<Option<f64>> {
            if text.is_empty() {
                return Some(None);
            }
            let is_plain =
                text.len() <= LONGEST && text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
            let figure: f64 = text.parse().ok().filter(|_| is_plain)?;
            (figure <= MOST).then_some(Some(figure))
        };
        let (from, to) = text.split_once('-')?;
        let (from, to) = (bound(from)?, bound(to)?);
        match (from, to) {
            (None, None) => None,
            (Some(from), Some(to)) if from > to => Some(Self::Between(Some(to), Some(from))),
            bounds => Some(Self::Between(bounds.0, bounds.1)),
        }
    }

    /// Whether its bounds are no larger than this.
    pub(super) fn is_up_to(self, most: f64) -> bool {
        match self {
            Self::Unknown => true,
            Self::Between(from, to) => [from, to].into_iter().flatten().all(|it| it <= most),
        }
    }

    /// Whether any of a case's figures lies in the range; for a case that prints none,
    /// whether that is what is asked for.
    pub fn holds(self, figures: &[f64]) -> bool {
        match self {
            Self::Unknown => figures.is_empty(),
            Self::Between(from, to) => figures.iter().any(|&figure| {
                from.is_none_or(|from| figure >= from) && to.is_none_or(|to| figure < to)
            }),
        }
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::Between(from, to) => {
                if let Some(from) = from {
                    write!(f, "{from}")?;
                }
                f.write_str("-")?;
                if let Some(to) = to {
                    write!(f, "{to}")?;
                }
                Ok(())
            }
        }
    }
}

impl PartialSchema for Range {
    fn schema() -> RefOr<Schema> {
        let figure = r"[0-9]{1,7}(\.[0-9]{1,2})?";
        let range = ObjectBuilder::new().schema_type(Type::String);
        let pattern = format!("^({figure}-({figure})?|-{figure}|unknown)$");
        range.pattern(Some(pattern)).into()
    }
}

impl ToSchema for Range {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_their_lower_bound_only() {
        let range = Range::parse("5000-20000").unwrap();
        assert!(range.holds(&[5000.0]));
        assert!(!range.holds(&[20000.0]));
        assert!(!range.holds(&[]));
        assert!(Range::Unknown.holds(&[]));
    }

    #[test]
    fn a_joint_entry_lies_where_any_of_its_towns_does() {
        let towns = [8_000.0, 80_000.0];
        let held = ["0-10000", "10000-30000", "50000-", "unknown"]
            .map(|range| Range::parse(range).unwrap().holds(&towns));
        assert_eq!(held, [true, false, true, false]);
    }

    #[test]
    fn bounds_may_stand_in_either_order() {
        assert_eq!(Range::parse("20000-5000"), Range::parse("5000-20000"));
    }
}
