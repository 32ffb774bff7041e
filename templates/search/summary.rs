//! What a search says of its list as a whole: what was asked, how many cases there are,
//! and how much of the words they meet.

use maud::{Markup, html};

use super::super::facets::Chosen;
use super::super::format;
use super::SearchPage;
use crate::address;
use crate::search::Query;

/// Of how many pieces of a sentence the page says that they were looked for.
const PIECES: usize = 8;
/// How many characters of what was typed a heading repeats.
const TYPED: usize = 60;

impl SearchPage<'_> {
    /// What the list is of, in a few words.
    pub(super) fn asked(&self, chosen: &[Chosen]) -> String {
        let text = self.results.query.text.trim();
        let quoted = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        // All of it stands in the field above.
        let short = |text: &str| format::shortened(text, TYPED);
        if let Some(quoted) = quoted.filter(|it| self.asks_words() && !it.contains('"')) {
            format!("「{}」（このとおりの並び）の事例", short(quoted))
        } else if self.asks_words() {
            format!("「{}」の事例", short(text))
        } else if chosen.is_empty() {
            "すべての事例".to_owned()
        } else {
            "条件に合う事例".to_owned()
        }
    }

    /// 「12件」, of a list with several pages 「47件のうち21〜40件目」
    pub(super) fn count(&self) -> Markup {
        let results = self.results;
        let total = format::whole(results.total as u64);
        html! {
            @if results.total == 0 {
                "当てはまる事例は見つかりませんでした"
            } @else {
                strong { (total) "件" }
                @if !results.hits.is_empty() && results.hits.len() < results.total {
                    span class="note" { "のうち" (self.first()) "〜" (self.first() + results.hits.len() - 1) "件目" }
                }
            }
        }
    }

    /// How many cases meet every part of the words, and the way to them alone or back
    /// to the whole list.
    pub(super) fn completeness(&self) -> Markup {
        let results = self.results;
        let query = &results.query;
        let switched = Query {
            all: !query.all,
            ..query.on_first_page()
        };
        let to = address::search(&switched, self.picking.visit);
        // Of one word the others only say something alike.
        let (words, others, only) = if self.parts() == 1 {
            ("入力した語", "言葉の近い事例", "この語を含む事例だけ")
        } else {
            ("すべての語", "一部の語を含む事例", "すべてを含む事例だけ")
        };
        html! {
            @if results.total == 0 {
                // The ways on say more.
            } @else if !query.text.is_empty() && !self.asks_words() {
                p class="met-all" { "入力したものに、検索できることばがありません。" }
            } @else if query.all && !query.text.is_empty() {
                p class="met-all" {
                    (words) "を含む事例だけに絞り込んでいます。"
                    a href=(to) data-live { (others) "も表示" }
                }
            } @else if self.parts() > 1 || results.met_all < results.total {
                p class="met-all" {
                    @if results.met_all == 0 {
                        (words) "を含む事例はありません。" (others) "を表示しています。"
                    } @else {
                        (words) "を含む事例 "
                        (format::whole(results.met_all as u64)) "件"
                        @if self.parts() == 1 {
                            "、" (others) " " (format::whole((results.total - results.met_all) as u64)) "件"
                        }
                        @if results.met_all < results.total { a href=(to) data-live { (only) } }
                    }
                }
            }
        }
    }

    /// What of a sentence was looked for: the rest of it chooses no case.
    pub(super) fn pieces(&self) -> Markup {
        let words = &self.results.words;
        let more = words.len().saturating_sub(PIECES);
        html! {
            @if !words.is_empty() {
                p class="note" {
                    @for word in words.iter().take(PIECES) { "「" (word) "」" }
                    @if more > 0 { "ほか" (more) "語" }
                    "を含む事例を探しました。ほかの言葉は、並び順の参考にとどめています。"
                }
            }
        }
    }
}
