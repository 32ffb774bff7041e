//! The pages of a list: before, near and after the one that is shown.

use maud::{Markup, html};

/// Links to the pages of a list, `last` of them; nothing where there is one only.
pub(super) fn pager(label: &str, page: usize, last: usize, to: impl Fn(usize) -> String) -> Markup {
    html! {
        @if last > 1 {
            nav class="pager" aria-label=(label) {
                ul {
                    @if page > 1 { li { a rel="prev" href=(to(page - 1)) { "前へ" } } }
                    @for run in page_runs(page, last).chunk_by(|one, other| other - one == 1) {
                        @if run.first().is_some_and(|&first| first > 1) { li aria-hidden="true" { "…" } }
                        @for &number in run {
                            li {
                                @if number == page {
                                    span aria-current="page" { (number) span class="visually-hidden" { "ページ目" } }
                                } @else {
                                    a href=(to(number)) { (number) span class="visually-hidden" { "ページ目" } }
                                }
                            }
                        }
                    }
                    @if page < last { li { a rel="next" href=(to(page + 1)) { "次へ" } } }
                }
            }
        }
    }
}

/// The pages worth a link: the first, the last and those around the current one.
fn page_runs(current: usize, last: usize) -> Vec<usize> {
    (1..=last)
        .filter(|&page| page == 1 || page == last || page.abs_diff(current) <= 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_name_their_ends_and_the_pages_around() {
        assert_eq!(page_runs(1, 3), [1, 2, 3]);
        assert_eq!(page_runs(10, 20), [1, 8, 9, 10, 11, 12, 20]);
    }
}
