//! The terms of everything that the program is made of, in full, as they ask to be
//! passed on.

use maud::{Markup, html};

use super::{Page, Section};
use crate::address;

/// The parts of the program and their terms.
pub(crate) struct LicencesPage {
    /// Names and terms, as their makers wrote them.
    pub(crate) notices: &'static str,
}

impl Page for LicencesPage {
    fn title(&self) -> String {
        "プログラムの部品の利用条件".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p {
                "このプログラムに組み込んでいる公開の部品と、それぞれの利用条件の全文です。"
                "同じ一覧は、機械で読める形（" a href=(address::SBOM) { "CycloneDX の JSON" } "）でも取得できます。"
            }
            pre class="terms" lang="en" { (self.notices) }
        }
    }
}
