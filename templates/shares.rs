//! Tables of shares: how many of the cases of each class carry something, coloured by
//! share, each cell the way to the words that say so.

use maud::{Markup, html};

use super::scroll::scroll;
use crate::search::FacetValue;
use crate::views::shares::Share;

/// A row of a table: what is carried, its shares, and where a class leads to.
pub(super) struct Row<'a> {
    /// What is carried, as the row's heading.
    pub(super) name: Markup,
    /// The same for those who hear the page.
    pub(super) spoken: String,
    /// The shares, one for each class.
    pub(super) shares: &'a [Share],
    /// The page of the cases of a class.
    pub(super) to: Box<dyn Fn(&FacetValue) -> String + 'a>,
}

/// A table of shares; `head` gives a class's heading.
pub(super) fn table(title: &str, rows: &[Row], head: impl Fn(&FacetValue) -> Markup) -> Markup {
    html! {
        @if let Some(first) = rows.first() {
            (scroll(title, &html! {
                table class="shares" {
                    caption class="visually-hidden" { (title) }
                    thead {
                        tr {
                            td {}
                            @for share in first.shares {
                                th scope="col" { (head(&share.class)) span class="n" { (share.of) "件" } }
                            }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" { (row.name) }
                                @for share in row.shares { td { (cell(row, share)) } }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn cell(row: &Row, share: &Share) -> Markup {
    let nearest = share.nearest.and_then(|place| row.shares.get(place));
    html! {
        @match share.percent() {
            None => span class="cell note" { "—" span class="visually-hidden" { "事例がありません" } },
            Some(_) if share.class.count == 0 => {
                span class="cell share-0" { (fraction(share)) }
                @if let Some(nearest) = nearest {
                    a class="nearest" href=((row.to)(&nearest.class)) {
                        (in_short(&nearest.class.label)) "に" (nearest.class.count) "件"
                        span class="visually-hidden" { "（" (row.spoken) "）" }
                    }
                }
            }
            Some(percent) => a class=(format!("cell share-{}", share.level())) href=((row.to)(&share.class)) {
                strong { (percent) "%" } (fraction(share))
                span class="visually-hidden" { "（" (row.spoken) "、" (share.class.label) "）" }
            },
        }
    }
}

/// 「3万〜5万人」 for 「3万人以上5万人未満」, and what is no such range as it is.
pub(super) fn in_short(label: &str) -> String {
    match label.split_once("人以上") {
        Some((from, to)) if !to.is_empty() => {
            format!("{from}〜{}", to.strip_suffix("未満").unwrap_or(to))
        }
        _ => label.to_owned(),
    }
}

/// 「3/7」
fn fraction(share: &Share) -> Markup {
    html! { span { (share.class.count) "/" (share.of) } }
}

/// What the colours and the figures mean.
pub(super) fn legend() -> Markup {
    html! {
        ul class="legend" aria-label="色の意味" {
            @for (level, label) in ["なし", "25%未満", "25%以上", "50%以上", "75%以上"].iter().enumerate() {
                li { span class=(format!("swatch share-{level}")) aria-hidden="true" {} (label) }
            }
        }
        p class="note" {
            "43% 3/7 は、その列の事例7件のうち3件に記載があることを表します。選ぶと、根拠のことばが読めます。"
            "0/7 は記載がないことを、— はその列に事例がないことを表し、いちばん近い規模の件数を添えています。"
            "予定・検討中の取り組みは数えていません。"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_short;

    #[test]
    fn a_band_is_named_in_few_characters() {
        assert_eq!(in_short("3万人以上5万人未満"), "3万〜5万人");
        assert_eq!(in_short("1万人未満"), "1万人未満");
        assert_eq!(in_short("30万人以上"), "30万人以上");
        assert_eq!(in_short("記載なし"), "記載なし");
    }
}
