//! What programs follow a site by: an Atom feed of the cases that joined last, and the
//! site map. XML, whose rules the markup below keeps: each element is closed.

use maud::{Markup, PreEscaped, html};

use crate::address;
use crate::record::CaseSummary;
use crate::visit::Visit;

const PROLOG: PreEscaped<&str> = PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");

/// A case that joined.
pub(crate) struct Entry<'a> {
    pub(crate) case: &'a CaseSummary,
    /// The title of the document it stands in.
    pub(crate) source: &'a str,
    /// When it joined, as the standard writes it (RFC 3339).
    pub(crate) added: String,
}

/// The feed, newest first.
pub(crate) fn feed(site: &str, entries: &[Entry]) -> Markup {
    let own = format!("{site}{}", address::FEED);
    html! {
        (PROLOG)
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja" {
            title { "Renkei 新しく収めた事例" }
            id { (own) }
            link rel="self" href=(own) {}
            link rel="alternate" href={ (site) (address::SEARCH) } {}
            @if let Some(newest) = entries.first() { updated { (newest.added) } }
            author { name { "Renkei" } }
            @for entry in entries {
                @let page = format!("{site}{}", address::case(&entry.case.id));
                entry {
                    title { (plain(&entry.case.place())) }
                    id { (page) }
                    link rel="alternate" href=(page) {}
                    updated { (entry.added) }
                    summary { (plain(&entry.case.title)) "（" (plain(entry.source)) "）" }
                }
            }
        }
    }
}

/// Every page that stands for itself: no lists that somebody narrowed.
pub(crate) fn site_map(site: &str, cases: &[CaseSummary]) -> Markup {
    let pages = [
        address::SEARCH,
        address::TOWNS,
        address::NEEDS,
        address::MODELS,
        address::ITEMS,
        address::PREFECTURES,
        address::TABLES,
        address::SURVEY,
        address::HELP,
        address::ABOUT,
    ];
    html! {
        (PROLOG)
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for page in pages {
                url { loc { (site) (page) } }
            }
            @for case in cases {
                url { loc { (site) (address::case_with(&case.id, &Visit::default())) } }
            }
        }
    }
}

/// A text without the characters that XML has no way to write.
fn plain(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).collect()
}
