//! Every address of the web, built in one place and percent-encoded.
//!
//! Knows paths and parameters only; what stands behind an address is the
//! router's business. What an officer carries along, a visit, is part of every
//! address that leads on within the site.

use std::fmt;
use std::sync::OnceLock;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::record::{Lines, Origin};
use crate::search::{FacetName, Filters, Query};
use crate::views::api::Example;
use crate::views::compare::HandoutQuery;
use crate::views::items::Topic;
use crate::views::prefectures::Shading;
use crate::views::tables::Sorting;
use crate::views::towns::TownsQuery;
use crate::visit::{HOME, NO_HOME, Visit};
use crate::vocabulary::{Model, Prefecture};

pub(crate) mod admin;

/// Where the site begins on its server: nothing, or a path such as `/renkei` where a
/// proxy serves others beside it. Set once, before anything is served, for all of the
/// program's addresses.
static BASE: OnceLock<String> = OnceLock::new();

/// Lets every address begin with a path. What was set first stays.
pub(crate) fn set_base(path: &str) {
    // A second site in one program is served at the place of the first.
    let _ = BASE.set(path.trim_end_matches('/').to_owned());
}

/// The path that every address begins with.
pub(crate) fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// The address of a path on this site.
pub(crate) fn at(path: &str) -> String {
    format!("{}{path}", base())
}

/// A page that stands at one path; written out, it is its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(&'static str);

impl Place {
    /// The path on this site.
    pub(crate) const fn path(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&at(self.0))
    }
}

/// The search page.
pub(crate) const SEARCH: Place = Place("/");
/// What the site is for and how to use it.
pub(crate) const HELP: Place = Place("/help");
/// The sources, their terms and what is withheld.
pub(crate) const ABOUT: Place = Place("/about");
/// The editor's report on the corpus.
pub(crate) const CHECK: Place = Place("/about/check");
/// The dictionary's terms.
pub(crate) const DICTIONARY: Place = Place("/about/dictionary");
/// The terms of what the program is made of.
pub(crate) const LICENCES: Place = Place("/about/licences");
/// The same for programs.
pub(crate) const SBOM: Place = Place("/about/sbom.json");
/// Comparable towns.
pub(crate) const TOWNS: Place = Place("/towns");
/// The map of the prefectures.
pub(crate) const PREFECTURES: Place = Place("/prefectures");
/// The parameter that says what the map is shaded by.
pub(crate) const SHADING: &str = "show";
/// The connection models.
pub(crate) const MODELS: Place = Place("/models");
/// What officers are at a loss with.
pub(crate) const NEEDS: Place = Place("/needs");
/// The items of the project and the scenes of care.
pub(crate) const ITEMS: Place = Place("/items");
/// The report's orderings and the table of all cases.
pub(crate) const TABLES: Place = Place("/tables");
/// The survey of clinics.
pub(crate) const SURVEY: Place = Place("/survey");
/// The handout of picked cases.
pub(crate) const COMPARE: Place = Place("/compare");
/// The handout for Word.
pub(crate) const COMPARE_WORD: Place = Place("/compare.docx");
/// The handout for Excel.
pub(crate) const COMPARE_EXCEL: Place = Place("/compare.xlsx");
/// The cases that the officer keeps, with own notes.
pub(crate) const PICKS: Place = Place("/picks");
/// The filtered list as a file, before its ending.
pub(crate) const EXPORT: Place = Place("/export");
/// Where the own town is told.
pub(crate) const OWN_TOWN: Place = Place("/own-town");
/// What the data is, as a Frictionless data package.
pub(crate) const DATA_PACKAGE: Place = Place("/datapackage.json");
/// What the data is, as an entry of a catalogue (DCAT).
pub(crate) const CATALOGUE: Place = Place("/catalog.jsonld");
/// The cases that joined last (Atom).
pub(crate) const FEED: Place = Place("/feed.xml");
/// Every page.
pub(crate) const SITE_MAP: Place = Place("/sitemap.xml");
/// The root of the JSON API.
pub(crate) const API: &str = "/api/v1";

/// What the API answers, to be read.
pub(crate) const API_PAGE: Place = Place("/api");

/// What may stand in a path segment or a parameter as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// One path segment or parameter, percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// An address with parameters.
pub(crate) fn with_pairs<N, V>(
    address: impl fmt::Display,
    pairs: impl IntoIterator<Item = (N, V)>,
) -> String
where
    N: AsRef<str>,
    V: AsRef<str>,
{
    let mut address = address.to_string();
    for (number, (name, value)) in pairs.into_iter().enumerate() {
        address.push(if number == 0 { '?' } else { '&' });
        address.push_str(&encode(name.as_ref()));
        address.push('=');
        address.push_str(&encode(value.as_ref()));
    }
    address
}

/// A path under the JSON API.
pub(crate) fn api(path: &str) -> String {
    at(&format!("{API}{path}"))
}

/// An example of what the API can be asked.
pub(crate) fn api_example(example: &Example) -> String {
    let segments = example.path.iter().map(|it| encode(it));
    let path: Vec<String> = segments.collect();
    with_pairs(api(&format!("/{}", path.join("/"))), example.pairs.clone())
}

/// An address as a person reads it, Japanese letters as themselves.
pub(crate) fn readable(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// The JSON sibling of a page's address.
pub(crate) fn json_of(page: impl fmt::Display) -> String {
    let address = page.to_string();
    api(address.strip_prefix(base()).unwrap_or(&address))
}

/// The search page for a query, the visit kept.
pub(crate) fn search(query: &Query, visit: &Visit) -> String {
    let pairs = query.to_pairs().into_iter().chain(visit.to_pairs());
    with_pairs(SEARCH, pairs)
}

/// The search page narrowed to one value of one facet.
pub(crate) fn narrowed_to(facet: FacetName, value: &str) -> String {
    with_pairs(SEARCH, [(facet.code(), value)])
}

/// A file that a list can be kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListFile {
    /// A workbook.
    Excel,
    /// CSV in UTF-8.
    Csv,
    /// CSV for older programs.
    CsvCp932,
    /// One object.
    Json,
    /// One case a line.
    Ndjson,
}

impl ListFile {
    const fn ending(self) -> &'static str {
        match self {
            Self::Excel => "xlsx",
            Self::Csv | Self::CsvCp932 => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

/// The list of a page as a file, with the page's parameters.
fn list_file(
    page: impl fmt::Display,
    pairs: Vec<(&'static str, String)>,
    file: ListFile,
) -> String {
    let encoding = (file == ListFile::CsvCp932).then(|| ("encoding", "cp932".to_owned()));
    let path = format!("{page}.{}", file.ending());
    with_pairs(path, pairs.into_iter().chain(encoding))
}

/// The results of a search as a file: every hit, whatever the page.
pub(crate) fn search_file(query: &Query, visit: &Visit, file: ListFile) -> String {
    let pairs = whole_list(query).into_iter().chain(visit.home_pair());
    list_file(EXPORT, pairs.collect(), file)
}

/// The cases that meet filters as a file.
pub(crate) fn filtered_file(filters: &Filters, visit: &Visit, file: ListFile) -> String {
    let query = Query {
        filters: filters.clone(),
        ..Query::default()
    };
    search_file(&query, visit, file)
}

/// The comparable towns as a file.
pub(crate) fn towns_file(query: &TownsQuery, visit: &Visit, file: ListFile) -> String {
    let pairs = visit.home_pair().into_iter().chain(query.to_pairs());
    list_file(TOWNS, pairs.collect(), file)
}

/// The cases that name a need, as a file.
pub(crate) fn need_file(code: &str, visit: &Visit, file: ListFile) -> String {
    let page = need(code, 1, &Visit::default());
    list_file(
        format!("{page}/cases"),
        visit.home_pair().into_iter().collect(),
        file,
    )
}

/// The table of all cases as a file.
pub(crate) fn tables_file(sorting: Sorting, visit: &Visit, file: ListFile) -> String {
    let pairs = visit.home_pair().into_iter();
    let pairs = pairs.chain([("sort", sorting.to_string())]);
    list_file(TABLES, pairs.collect(), file)
}

/// The JSON sibling of the search page.
pub(crate) fn api_search(query: &Query, visit: &Visit) -> String {
    let pairs = query.to_pairs().into_iter().chain(visit.home_pair());
    with_pairs(api("/search"), pairs)
}

/// A case's page.
pub(crate) fn case(id: &str) -> String {
    at(&format!("/cases/{}", encode(id)))
}

/// A case's page, the visit kept.
pub(crate) fn case_with(id: &str, visit: &Visit) -> String {
    with_pairs(case(id), visit.to_pairs())
}

/// A section of a case's page.
pub(crate) fn record(case_id: &str, record_id: &str, visit: &Visit) -> String {
    format!("{}#{}", case_with(case_id, visit), encode(record_id))
}

/// A survey, or a question of one, on the page of surveys.
pub(crate) fn survey(id: &str) -> String {
    format!("{SURVEY}#{}", encode(id))
}

/// A source's text.
pub(crate) fn source(id: &str) -> String {
    at(&format!("/sources/{}", encode(id)))
}

/// A page of a source's text, the lines that were asked for kept.
pub(crate) fn source_page(id: &str, page: usize, quoted: Option<Lines>) -> String {
    let quoted = quoted.map(|[from, to]| [("from", from), ("to", to)]);
    let pairs = quoted.into_iter().flatten().chain([("page", page)]);
    let pairs = pairs.map(|(name, number)| (name, number.to_string()));
    with_pairs(source(id), pairs)
}

/// Where words stand in a source's text.
pub(crate) fn origin(origin: Origin) -> String {
    let [from, to] = origin.lines.map(|line| line.to_string());
    let quoted = with_pairs(source(origin.source), [("from", &from), ("to", &to)]);
    format!("{quoted}#L{from}")
}

/// The picked cases side by side.
pub(crate) fn compare(visit: &Visit) -> String {
    handout(COMPARE, &HandoutQuery::default(), visit)
}

/// The handout of the picked cases at an address: the page or one of its files.
pub(crate) fn handout(address: impl fmt::Display, query: &HandoutQuery, visit: &Visit) -> String {
    let picked = visit.picks.ids().iter().map(|id| ("case", id.clone()));
    let pairs = visit.home_pair().into_iter().chain(picked);
    with_pairs(address, pairs.chain(query.to_pairs()))
}

/// A page without parameters of its own, the visit kept.
pub(crate) fn with_visit(address: impl fmt::Display, visit: &Visit) -> String {
    with_pairs(address, visit.to_pairs())
}

/// Where an own town of a name is told, and gone back from to a page.
pub(crate) fn own_town(typed: &str, page: &str) -> String {
    with_pairs(OWN_TOWN, [("town", typed), ("to", page)])
}

/// The towns of a prefecture to choose the own one from.
pub(crate) fn own_town_in(prefecture: Prefecture, page: &str) -> String {
    with_pairs(OWN_TOWN, [("pref", prefecture.code()), ("to", page)])
}

/// A page with another own town, which the device is to keep.
pub(crate) fn at_home(page: &str, code: &str) -> String {
    format!("{}#my-town", with_home(page, code))
}

/// A page without an own town, which the device is to forget.
pub(crate) fn without_home(page: &str) -> String {
    with_home(page, NO_HOME)
}

fn with_home(page: &str, home: &str) -> String {
    let (path, parameters) = page.split_once('?').unwrap_or((page, ""));
    let others = parameters.split('&').filter(|parameter| {
        let name = parameter.split('=').next();
        !parameter.is_empty() && name != Some(HOME)
    });
    let parameters: Vec<&str> = others.collect();
    let and = if parameters.is_empty() { "" } else { "&" };
    format!(
        "{path}?{}{and}{HOME}={}",
        parameters.join("&"),
        encode(home)
    )
}

/// The JSON sibling of the choice of the own town.
pub(crate) fn api_municipalities(typed: &str) -> String {
    with_pairs(api("/municipalities"), [("q", typed)])
}

/// Comparable towns, the visit kept.
pub(crate) fn towns(query: &TownsQuery, visit: &Visit) -> String {
    with_pairs(TOWNS, query.to_pairs().into_iter().chain(visit.to_pairs()))
}

/// The JSON sibling of the comparable towns.
pub(crate) fn api_comparable(query: &TownsQuery, visit: &Visit) -> String {
    let pairs = query.to_pairs().into_iter().chain(visit.home_pair());
    with_pairs(api("/comparable"), pairs)
}

/// The map of the prefectures, shaded by what is chosen.
pub(crate) fn prefectures(shading: Option<Shading>, visit: &Visit) -> String {
    let shading = shading.map(|it| (SHADING, it.code().to_owned()));
    let pairs = shading.into_iter().chain(visit.to_pairs());
    with_pairs(PREFECTURES, pairs)
}

/// A prefecture's page.
pub(crate) fn prefecture(prefecture: Prefecture, visit: &Visit) -> String {
    with_visit(format!("{PREFECTURES}/{prefecture}"), visit)
}

/// A connection model's page.
pub(crate) fn model(model: Model, visit: &Visit) -> String {
    with_visit(format!("{MODELS}/{}", encode(model.code())), visit)
}

/// A connection model's page, narrowed to sizes of towns.
pub(crate) fn model_of_size(model: Model, sizes: &[String], visit: &Visit) -> String {
    let sizes = sizes.iter();
    let sizes = sizes.map(|size| (FacetName::Pop.code(), size.clone()));
    with_pairs(
        self::model(model, &Visit::default()),
        sizes.chain(visit.to_pairs()),
    )
}

/// A page of a need's cases.
pub(crate) fn need(code: &str, page: usize, visit: &Visit) -> String {
    let page = (page > 1).then(|| ("page", page.to_string()));
    with_pairs(
        format!("{NEEDS}/{}", encode(code)),
        page.into_iter().chain(visit.to_pairs()),
    )
}

/// A topic's page, its cases narrowed and ordered by a query.
pub(crate) fn topic(topic: Topic, query: &Query, visit: &Visit) -> String {
    let pairs = query.to_pairs().into_iter();
    with_pairs(
        format!("{ITEMS}/{}", encode(topic.code())),
        pairs.chain(visit.to_pairs()),
    )
}

/// The table of all cases in an order.
pub(crate) fn tables(sorting: Sorting, visit: &Visit) -> String {
    let order = (sorting != Sorting::default()).then(|| ("sort", sorting.to_string()));
    with_pairs(TABLES, order.into_iter().chain(visit.to_pairs()))
}

/// The parameters of a query without its page, and how that shows it.
fn whole_list(query: &Query) -> Vec<(&'static str, String)> {
    let mut pairs = query.to_pairs();
    pairs.retain(|(name, _)| !matches!(*name, "page" | "per_page" | "view"));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_and_marks_are_encoded() {
        assert_eq!(
            with_pairs(SEARCH, [("q", "看取り & <b>")]),
            "/?q=%E7%9C%8B%E5%8F%96%E3%82%8A%20%26%20%3Cb%3E"
        );
        assert_eq!(case("a/../b"), "/cases/a%2F..%2Fb");
    }

    #[test]
    fn words_are_linked_to_where_they_stand() {
        let words = Origin {
            source: "a/b",
            lines: [69, 73],
            sheet: None,
        };
        assert_eq!(origin(words), "/sources/a%2Fb?from=69&to=73#L69");
        let next = source_page("a", 2, Some([69, 73]));
        assert_eq!(next, "/sources/a?from=69&to=73&page=2");
    }

    #[test]
    fn a_page_has_one_own_town_or_none() {
        let page = "/items/%E3%82%A6?home=014371&pop=5000-";
        assert_eq!(
            at_home(page, "244724"),
            "/items/%E3%82%A6?pop=5000-&home=244724#my-town"
        );
        assert_eq!(at_home("/", "244724"), "/?home=244724#my-town");
        assert_eq!(without_home("/?home=014371&q=a"), "/?q=a&home=none");
    }

    #[test]
    fn a_file_holds_the_whole_list() {
        let query = Query::from_pairs([("pref", "03"), ("page", "3"), ("per_page", "5")]).unwrap();
        let visit = Visit::default().with("sp-014371");
        assert_eq!(
            search_file(&query, &visit, ListFile::Csv),
            "/export.csv?pref=03"
        );
        assert_eq!(
            search_file(&query, &visit, ListFile::CsvCp932),
            "/export.csv?pref=03&encoding=cp932"
        );
    }

    #[test]
    fn what_the_words_must_do_stays_in_every_address() {
        let pairs = [("q", "ICT"), ("all", "1"), ("part", "issues")];
        let query = Query::from_pairs(pairs).unwrap();
        let kept = "?q=ICT&all=1&part=issues";
        let visit = Visit::default();
        let file = search_file(&query, &visit, ListFile::Excel);
        assert_eq!(file, format!("/export.xlsx{kept}"));
        assert_eq!(api_search(&query, &visit), format!("/api/v1/search{kept}"));
        let visit = Visit::default().with("sp-014371");
        assert_eq!(search(&query, &visit), format!("/{kept}&compare=sp-014371"));
    }
}
