//! The parameters of a request, decoded strictly: an address that is not UTF-8 is
//! refused instead of searched for with replacement characters.

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;

use super::App;
use super::fault::Fault;
use crate::address;
use crate::corpus::Source;
use crate::own_town::OwnTown;
use crate::search::{Engine, FacetName, ParameterError, Query};
use crate::views::source::Asked;
use crate::visit::{HOME, PICKED, Picks, Visit};

/// How many parameters an address may have: more than any form of the site sends, and
/// few enough that a page with all of them in each of its links stays small.
const MOST: usize = 60;

/// The decoded parameters, in the order of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Params {
    pairs: Vec<(String, String)>,
    /// The path that they are asked of.
    path: String,
}

impl Params {
    /// Reads the part of an address after `?`.
    fn parse(text: &str) -> Result<Self, Fault> {
        let pairs = || text.split('&').filter(|pair| !pair.is_empty());
        let count = pairs().count();
        if count > MOST {
            return Err(Fault::Parameter(ParameterError {
                parameter: "条件".to_owned(),
                value: format!("{count}個"),
                hint: format!("条件は、合わせて {MOST} 個まで指定できます"),
            }));
        }
        let pairs: Result<_, Fault> = pairs()
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Ok((decode(name)?, decode(value)?))
            })
            .collect();
        Ok(Self {
            pairs: pairs?,
            path: String::new(),
        })
    }

    /// Reads what a form sends.
    pub(crate) fn of_form(body: &str) -> Result<Self, Fault> {
        Self::parse(body.trim()).map_err(|_| Fault::Form)
    }

    /// The first value of a parameter; none where it is missing or blank.
    pub(crate) fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Every value of a parameter that is not blank.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(given, _)| given == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Every parameter with its value, in order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// A number within a range; none where the parameter is missing.
    pub(crate) fn whole(
        &self,
        name: &str,
        range: RangeInclusive<usize>,
    ) -> Result<Option<usize>, Fault> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(number) if range.contains(&number) => Ok(Some(number)),
            _ => Err(Fault::Parameter(ParameterError {
                parameter: name.to_owned(),
                value: value.to_owned(),
                hint: format!(
                    "{} から {} の数で指定してください",
                    range.start(),
                    range.end()
                ),
            })),
        }
    }

    /// The page of a text that the parameters ask for.
    pub(crate) fn text_page(&self) -> Result<Asked, Fault> {
        const NUMBERS: RangeInclusive<usize> = 1..=99_999_999;
        let from = self.whole("from", NUMBERS)?;
        let to = self.whole("to", NUMBERS)?;
        Ok(Asked {
            page: self.whole("page", NUMBERS)?,
            quoted: from.map(|from| [from, to.unwrap_or(from)]),
        })
    }

    /// The query that the parameters stand for, asked from the own town. Values that only
    /// the collection knows, of sources and ICT tools, are checked against it.
    pub(crate) fn query(&self, engine: &Engine, home: Option<&OwnTown>) -> Result<Query, Fault> {
        let query = Query {
            home: home.map(OwnTown::profile),
            ..Query::from_pairs(self.pairs())?
        };
        let sources = engine.sources();
        for source in query.filters.chosen(FacetName::Source) {
            if !sources.iter().any(|known| known.id == *source) {
                let ids = sources.iter().map(|source| source.id.as_str());
                return Err(unknown("source", source, "資料", ids).into());
            }
        }
        let tools = || engine.summaries().iter().flat_map(|case| &case.ict_tools);
        for tool in query.filters.chosen(FacetName::Ict) {
            if !tools().any(|known| known == tool) {
                let mut names: Vec<&str> = tools().map(String::as_str).collect();
                names.sort_unstable();
                names.dedup();
                return Err(unknown("ict", tool, "ICT・情報共有システム", names).into());
            }
        }
        Ok(query)
    }

    /// What the officer carries along: the own town and the picked cases, as far as
    /// they exist.
    pub(crate) fn visit(&self, app: &App) -> Visit {
        let picked = self.all(PICKED);
        let is_known = |(name, value): &(&str, &str)| match *name {
            HOME => false,
            PICKED => app.engine.summary(value).is_some(),
            _ => true,
        };
        Visit {
            is_alarmed: !app.concerns.is_empty(),
            home: self
                .get(HOME)
                .and_then(|code| app.gazetteer.by_code(code))
                .map(|town| Arc::new(OwnTown::new(town, &app.statistics))),
            picks: Picks::new(picked.filter(|id| app.engine.summary(id).is_some())),
            page: address::with_pairs(&self.path, self.pairs().filter(is_known)),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Ok(Self {
            path: address::at(parts.uri.path()),
            ..Self::parse(parts.uri.query().unwrap_or_default())?
        })
    }
}

/// Decodes `+` and `%xx`.
fn decode(text: &str) -> Result<String, Fault> {
    let well_formed = text.split('%').skip(1).all(|rest| {
        let mut digits = rest.chars().take(2);
        digits.next().is_some_and(|c| c.is_ascii_hexdigit())
            && digits.next().is_some_and(|c| c.is_ascii_hexdigit())
    });
    if !well_formed {
        return Err(Fault::Address);
    }
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| Fault::Address)
}

/// The source of an address.
pub(crate) fn source<'a>(engine: &'a Engine, id: &str) -> Result<&'a Source, Fault> {
    engine.source(id).ok_or_else(|| {
        let ids = engine.sources().iter().map(|source| source.id.as_str());
        Fault::NoTerm(unknown("資料", id, "資料", ids))
    })
}

/// A value that the collection does not hold.
fn unknown<'a>(
    parameter: &str,
    value: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> ParameterError {
    let known: Vec<&str> = known.into_iter().collect();
    ParameterError {
        parameter: parameter.to_owned(),
        value: value.to_owned(),
        hint: format!("{what}は {} のどれかで指定してください", known.join("・")),
    }
}

/// A path that names a term that does not exist.
pub(super) fn no_term(what: &str, code: &str, hint: String) -> Fault {
    Fault::NoTerm(ParameterError {
        parameter: what.to_owned(),
        value: code.to_owned(),
        hint,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_in_order() {
        let params =
            Params::parse("q=%E7%9C%8B%E5%8F%96%E3%82%8A+x&item=%E3%82%A8&item=&&q").unwrap();
        assert_eq!(params.get("q"), Some("看取り x"));
        assert_eq!(params.all("item").collect::<Vec<_>>(), ["エ"]);
    }

    #[test]
    fn what_is_no_utf8_is_refused() {
        for text in ["q=%FF", "q=%E7%9C", "q=%", "q=%zz", "%80=1", "q=%2"] {
            assert!(Params::parse(text).is_err(), "{text}");
        }
    }
}
