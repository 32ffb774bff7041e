//! The stylesheets, the script and the icon that pages load: embedded in the program,
//! each at an address that changes with its content, so that it can be kept for ever.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::address;

/// A file that pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asset {
    /// The stylesheet.
    Style,
    /// The stylesheet of the search page.
    Finder,
    /// The stylesheet of the pages beside the search.
    Overview,
    /// The stylesheet of the connection models.
    Models,
    /// The stylesheet of the needs.
    Needs,
    /// The stylesheet of tables of shares and of the map that they colour.
    Shares,
    /// The stylesheet of the comparison.
    Compare,
    /// The stylesheet of the own town on every page.
    OwnTown,
    /// The stylesheet of the towns near to it.
    Towns,
    /// The stylesheet of a case.
    Case,
    /// The stylesheet of the description of the API.
    Api,
    /// The stylesheet of the pages on which documents are taken in.
    Admin,
    /// The script that pages work without.
    Script,
    /// The script that changes the search's list as its filters are chosen.
    Live,
    /// The script that keeps picked cases and notes.
    Picks,
    /// The script of the handout and of the page of kept cases.
    Handout,
    /// The script that keeps the own town on the device.
    Home,
    /// The icon in a browser's tab.
    Icon,
}

impl Asset {
    const ALL: [Self; 18] = [
        Self::Style,
        Self::Finder,
        Self::Overview,
        Self::Models,
        Self::Needs,
        Self::Shares,
        Self::Compare,
        Self::OwnTown,
        Self::Towns,
        Self::Case,
        Self::Api,
        Self::Admin,
        Self::Script,
        Self::Live,
        Self::Picks,
        Self::Handout,
        Self::Home,
        Self::Icon,
    ];

    /// Its name before the digest, its ending, type and content.
    const fn parts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Style => (
                "renkei",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/renkei.css"),
            ),
            Self::Finder => (
                "finder",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/finder.css"),
            ),
            Self::Overview => (
                "overview",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/overview.css"),
            ),
            Self::Models => (
                "models",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/models.css"),
            ),
            Self::Needs => (
                "needs",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/needs.css"),
            ),
            Self::Shares => (
                "shares",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/shares.css"),
            ),
            Self::Compare => (
                "compare",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/compare.css"),
            ),
            Self::OwnTown => (
                "own-town",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/own-town.css"),
            ),
            Self::Towns => (
                "towns",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/towns.css"),
            ),
            Self::Home => (
                "home",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("assets/home.js"),
            ),
            Self::Case => (
                "case",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/case.css"),
            ),
            Self::Api => (
                "api",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/api.css"),
            ),
            Self::Admin => (
                "admin",
                "css",
                "text/css; charset=utf-8",
                include_str!("assets/admin.css"),
            ),
            Self::Script => (
                "renkei",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("assets/renkei.js"),
            ),
            Self::Live => (
                "finder",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("assets/finder.js"),
            ),
            Self::Picks => (
                "picks",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("assets/picks.js"),
            ),
            Self::Handout => (
                "handout",
                "js",
                "text/javascript; charset=utf-8",
                include_str!("assets/handout.js"),
            ),
            Self::Icon => (
                "icon",
                "svg",
                "image/svg+xml",
                include_str!("assets/icon.svg"),
            ),
        }
    }

    /// As it is sent: without what only its editors read.
    fn sent(self) -> &'static str {
        static SENT: LazyLock<[String; Asset::ALL.len()]> =
            LazyLock::new(|| Asset::ALL.map(|asset| bare(asset.parts().3)));
        &SENT[self as usize]
    }

    /// Where it is served.
    pub(crate) fn address(self) -> &'static str {
        static ADDRESSES: LazyLock<[String; Asset::ALL.len()]> = LazyLock::new(|| {
            Asset::ALL.map(|asset| {
                let (name, ending, _, _) = asset.parts();
                let digest = Sha256::digest(asset.sent());
                let digest = u64::from_be_bytes(std::array::from_fn(|index| digest[index]));
                address::at(&format!("/assets/{name}-{digest:016x}.{ending}"))
            })
        });
        &ADDRESSES[self as usize]
    }

    /// The file at a path on this site.
    pub(crate) fn at(path: &str) -> Option<Self> {
        let address = address::at(path);
        Self::ALL.into_iter().find(|it| it.address() == address)
    }

    /// Its media type and content.
    pub(crate) fn content(self) -> (&'static str, &'static str) {
        let (_, _, media_type, _) = self.parts();
        (media_type, self.sent())
    }
}

/// A text without its indentation, and without comments that have lines of their own.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        if in_comment || opens {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_editors_read_is_not_sent() {
        let text = "/* a\n   b */\n.x {\n  y: url(//z);\n}\n\n// c\n  /** d */\n  e(); // f\n";
        assert_eq!(bare(text), ".x {\ny: url(//z);\n}\ne(); // f\n");
    }
}
