//! The terms of the dictionary that is compiled into the program, in full, as they
//! ask to be passed on.

use maud::{Markup, html};

use super::{Page, Section};

/// The dictionary's terms.
pub(crate) struct DictionaryPage {
    /// As its publisher wrote them.
    pub(crate) terms: &'static str,
}

impl Page for DictionaryPage {
    fn title(&self) -> String {
        "辞書の利用条件".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::About)
    }

    fn is_below(&self) -> bool {
        true
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            p {
                "文章をことばに分けるために、mecab-ipadic 2.7.0-20070801 をプログラムに組み込んでいます。"
                "その利用条件の全文です。"
            }
            pre class="terms" lang="en" { (self.terms) }
        }
    }
}
