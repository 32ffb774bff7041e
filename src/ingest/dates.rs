//! Reads printed dates, 和暦 or 西暦, to ISO 8601: a day, a month or a year.
//!
//! Knows calendars only; what a date stands for is read elsewhere. Never panics.

use regex::Captures;
use time::Month;
use time::util::days_in_month;
use unicode_normalization::UnicodeNormalization;

use super::pattern::Pattern;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// `2017-10-01`, `2017-10` or `2017`.
    pub(super) iso: String,
    /// Byte offsets of its first character and behind its last one, in the text as
    /// it was given to [`dates`] after NFKC.
    pub(super) span: (usize, usize),
}

static DATE: Pattern = Pattern::new(concat!(
    r"(?i)(?:(?P<era>令和|平成|昭和|大正|[RHST])\s*\.?\s*(?P<year>元|\d{1,2})|(?P<west>(?:19|20)\d{2}))",
    r"(?:\s*(?P<apart>年|[./\-])\s*(?P<month>1[0-2]|0?[1-9])(?P<mark>\s*月\s*末|\s*末|\s*(?:月|[./\-])?)",
    r"(?:\s*(?P<day>3[01]|[12]\d|0?[1-9])(?:\s*日)?)?|\s*年度?|\s*度)?",
    r"(?:\s*末)?",
));

/// The same with nothing behind the year.
static YEAR: Pattern = Pattern::new(concat!(
    r"(?i)^(?:(?P<era>令和|平成|昭和|大正|[RHST])\s*\.?\s*(?P<year>元|\d{1,2})|(?P<west>(?:19|20)\d{2}))",
    r"(?P<month>\d{0})(?P<day>\d{0})(?:\s*年度?|\s*度)?",
));

/// What stands behind a month without 月 behind 年: 「（H29年10現在）」「27年8〜28年7月」.
static BEHIND_MONTH: Pattern =
    Pattern::new(r"^\s*(?:$|[)\]】〕]|現在|時点|[~〜・、]\s*\d{1,2}\s*[年月])");

/// Every date of the text, in order. The text is read after NFKC.
pub(super) fn dates(text: &str) -> Vec<Date> {
    let text: String = text.nfkc().collect();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..)
        && let Some((start, _)) = DATE.find(rest)
        && let Some(rest) = rest.get(start..)
        && let Some((iso, length)) = at_start(rest)
    {
        let span = (from + start, from + start + length);
        // 「A1」「3H」: a letter or digit before shows that it is no era.
        let before = text.get(..span.0).and_then(|it| it.chars().next_back());
        if before.is_none_or(|c| !c.is_ascii_alphanumeric()) && !iso.is_empty() {
            found.push(Date { iso, span });
        }
        from = span.1;
    }
    found
}

/// The date that the text starts with, and its length.
fn at_start(text: &str) -> Option<(String, usize)> {
    let runs_on = |length: usize| {
        let is_digit = |c: char| c.is_ascii_digit();
        let digits = text.get(..length).is_some_and(|it| it.ends_with(is_digit));
        let behind = text.get(length..).unwrap_or_default();
        digits && behind.starts_with(|c: char| is_digit(c) || ",人名%".contains(c))
    };
    // 「平成27年 3町」「2015年 75歳以上」: what is counted is no month.
    let counts = |found: &Captures<'_>, length: usize| {
        let is = |name: &str, words: &str| {
            found
                .name(name)
                .is_some_and(|it| it.as_str().trim() == words)
        };
        let behind = text.get(length..).unwrap_or_default();
        let is_bare = is("apart", "年") && is("mark", "");
        is_bare && (found.name("day").is_some() || !BEHIND_MONTH.is_match(behind))
    };
    // 「2015年 2025年」「平成20年 16,000人」 have no month.
    let found = DATE
        .captures(text)
        .filter(|found| {
            let length = found.get(0).map_or(0, |whole| whole.end());
            !runs_on(length) && !counts(found, length)
        })
        .or_else(|| YEAR.captures(text))?;
    let matched = found.get(0)?;
    let iso = year(&found).map(|year| iso(year, &found, matched.as_str()));
    Some((iso.unwrap_or_default(), matched.end().max(1)))
}

fn iso(year: u32, found: &Captures<'_>, matched: &str) -> String {
    match (number(found, "month"), number(found, "day")) {
        (Some(month), _) if matched.contains('末') => {
            format!("{year}-{month:02}-{:02}", days_in(year, month))
        }
        (Some(month), Some(day)) if day <= days_in(year, month) => {
            format!("{year}-{month:02}-{day:02}")
        }
        (Some(month), _) => format!("{year}-{month:02}"),
        (None, _) if matched.contains("度末") => format!("{}-03-31", year + 1),
        (None, _) if matched.contains('末') => format!("{year}-12-31"),
        (None, _) => year.to_string(),
    }
}

/// The first date of the text.
pub(super) fn first(text: &str) -> Option<String> {
    dates(text).into_iter().next().map(|date| date.iso)
}

fn number(found: &Captures<'_>, name: &str) -> Option<u32> {
    found.name(name)?.as_str().parse().ok()
}

fn year(found: &Captures<'_>) -> Option<u32> {
    if let Some(west) = number(found, "west") {
        return Some(west);
    }
    let of_era = match found.name("year")?.as_str() {
        "元" => 1,
        digits => digits.parse().ok()?,
    };
    if of_era == 0 {
        return None;
    }
    let first = match found.name("era")?.as_str() {
        "令和" | "R" | "r" => 2019,
        "平成" | "H" | "h" => 1989,
        "昭和" | "S" | "s" => 1926,
        _ => 1912,
    };
    Some(first + of_era - 1)
}

fn days_in(year: u32, month: u32) -> u32 {
    let month = Month::try_from(month as u8).unwrap_or(Month::December);
    days_in_month(month, year.cast_signed()).into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_printed_form_is_read() {
        for (printed, expected) in [
            ("(H29年4月1日現在）", "2017-04-01"),
            ("(H29.3月末現在)", "2017-03-31"),
            ("（H29.9末）", "2017-09-30"),
            ("（Ｈ29.11末）", "2017-11-30"),
            ("（H29.11月末現在）", "2017-11-30"),
            ("（H30.1.1）", "2018-01-01"),
            ("（H29.10現在）", "2017-10"),
            ("(H29.4）", "2017-04"),
            ("(H28)", "2016"),
            ("（H29年10/1現在）", "2017-10-01"),
            ("（2017.7.31現在）", "2017-07-31"),
            ("（2015年）", "2015"),
            ("（Ｈ29年11月30日）", "2017-11-30"),
            ("平成2９年9月末現在", "2017-09-30"),
            ("（平成28年10月１日現在）", "2016-10-01"),
            ("（平成27年国勢調査）", "2015"),
            ("（H.28.10.1現在）", "2016-10-01"),
            ("H29.1.1住基", "2017-01-01"),
            ("令和元年5月1日", "2019-05-01"),
            ("R4.2末", "2022-02-28"),
            ("平成28年2月末", "2016-02-29"),
            ("平成29年度末", "2018-03-31"),
            ("2020-10-01", "2020-10-01"),
            ("令和４年４月", "2022-04"),
            ("2015年 2025年", "2015"),
            ("平成20年 16,000人", "2008"),
            ("平成27年 3町の人口", "2015"),
            ("2015年 75歳以上人口 3,200人", "2015"),
            ("令和5年24時間体制", "2023"),
            ("令和2年 14.1%", "2020"),
            ("（H29年10現在）", "2017-10"),
            ("平成27年8～28年7月", "2015-08"),
            ("R1.10.1", "2019-10-01"),
            ("Ｈ29.8.24", "2017-08-24"),
        ] {
            assert_eq!(first(printed).as_deref(), Some(expected), "{printed}");
        }
    }

    #[test]
    fn what_has_no_year_is_no_date() {
        for printed in [
            "（8月末）",
            "(11月末）",
            "10/12",
            "1,588.04㎢",
            "医療法人A12",
        ] {
            assert_eq!(first(printed), None, "{printed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in ".*") {
            let _ = dates(&text);
        }

        #[test]
        fn a_day_is_the_same_in_both_calendars(year in 1990u32..2018, month in 1u32..13, day in 1u32..29) {
            let west = first(&format!("{year}年{month}月{day}日"));
            let era = first(&format!("平成{}年{month}月{day}日現在", year - 1988));
            prop_assert_eq!(&west, &era);
            prop_assert_eq!(west.unwrap(), format!("{year}-{month:02}-{day:02}"));
        }
    }
}
