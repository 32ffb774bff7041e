//! Figures, dates and lines as a Japanese page writes them.

use crate::record::{FactName, Lines, Part, Unread};

/// 「1,941」
pub(crate) fn whole(figure: u64) -> String {
    let digits = figure.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// 「158.7」, 「1,174.24」: as few decimals as the figure has, two at most.
pub(crate) fn decimal(figure: f64) -> String {
    let text = format!("{figure:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((integer, fraction)) => format!("{}.{fraction}", grouped(integer)),
        None => grouped(text),
    }
}

/// A percentage to one decimal: 「53.4%」.
pub(crate) fn rate(percent: f64) -> String {
    format!("{percent:.1}%")
}

/// 「45人/km²」
pub(crate) fn density(people: f64) -> String {
    format!("{}人/km²", whole(people.round() as u64))
}

/// Each town's own figure in a joint entry: 「小国町 7,283人・南小国町 4,127人」.
pub(crate) fn towns(parts: &[Part], words: impl Fn(&Part) -> Option<String>) -> Option<String> {
    let towns: Vec<String> = parts
        .iter()
        .filter_map(|part| Some(format!("{} {}", part.municipality, words(part)?)))
        .collect();
    (!towns.is_empty()).then(|| towns.join("・"))
}

/// A text cut where it would be longer than so many characters: 「町の外の病院から…」
pub(crate) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn grouped(integer: &str) -> String {
    integer.parse().map_or_else(|_| integer.to_owned(), whole)
}

/// What stands in the place of a fact that the case does not have.
pub(crate) fn absent(unread: &[Unread], fact: FactName) -> String {
    Unread::words(unread, fact).unwrap_or_else(|| "記載なし".to_owned())
}

/// 「2017年4月1日」 for `2017-04-01`, 「2017年4月」 for `2017-04`.
pub(crate) fn date(iso: &str) -> String {
    let mut text = String::new();
    for (part, unit) in iso.splitn(3, '-').zip(["年", "月", "日"]) {
        text.push_str(part.trim_start_matches('0'));
        text.push_str(unit);
    }
    text
}

/// 「27〜49行」, 「13行」
pub(crate) fn lines([first, last]: Lines) -> String {
    if first == last {
        format!("{first}行")
    } else {
        format!("{first}〜{last}行")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_by_thousands() {
        assert_eq!(whole(0), "0");
        assert_eq!(whole(999), "999");
        assert_eq!(whole(1941), "1,941");
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!(decimal(43.7), "43.7");
        assert_eq!(decimal(158.70), "158.7");
        assert_eq!(decimal(1174.24), "1,174.24");
        assert_eq!(decimal(27.0), "27");
        assert_eq!(rate(48.96), "49.0%");
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(shortened("退院の連絡が来ない", 4), "退院の連…");
        assert_eq!(shortened("退院", 2), "退院");
    }

    #[test]
    fn dates_are_as_exact_as_given() {
        assert_eq!(date("2017-04-01"), "2017年4月1日");
        assert_eq!(date("2017-12"), "2017年12月");
        assert_eq!(date("2018"), "2018年");
    }

    #[test]
    fn lines_are_named_once() {
        assert_eq!(lines([11, 11]), "11行");
        assert_eq!(lines([27, 49]), "27〜49行");
    }
}
