//! The figures of a case in one line, as lists show them.

use maud::{Markup, html};

use super::format;
use crate::record::{Fact, FactName, Part, Unread};

/// Population and aging rate with their date. A joint entry that prints no total
/// shows each town's own; what is not printed, or was not read, is said so.
pub(super) fn line(
    population: Option<&Fact<u64>>,
    aging_rate: Option<&Fact<f64>>,
    parts: &[Part],
    unread: &[Unread],
) -> Markup {
    let people = |people| format!("{}人", format::whole(people));
    let percent = |rate| format!("{}%", format::decimal(rate));
    let absent = |fact| html! { span class="note" { (format::absent(unread, fact)) } };
    html! {
        ul class="facts-line" {
            li {
                "人口 "
                (figure(population, people, parts, |part| part.population)
                    .unwrap_or_else(|| absent(FactName::Population)))
            }
            li {
                "高齢化率 "
                (figure(aging_rate, percent, parts, |part| part.aging_rate)
                    .unwrap_or_else(|| absent(FactName::AgingRate)))
            }
        }
    }
}

fn figure<T: Copy>(
    fact: Option<&Fact<T>>,
    words: impl Fn(T) -> String,
    parts: &[Part],
    of_part: impl Fn(&Part) -> Option<T>,
) -> Option<Markup> {
    let Some(fact) = fact else {
        let towns = format::towns(parts, |part| of_part(part).map(&words))?;
        return Some(html! { strong { (towns) } });
    };
    Some(html! {
        strong { (words(fact.value)) }
        @if let Some(date) = &fact.as_of { small class="note" { "（" (format::date(date)) "）" } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joint_entry_without_a_total_shows_each_town() {
        let part = |name: &str, population| Part {
            municipality: name.to_owned(),
            population,
            aging_rate: None,
            area_km2: None,
            lines: [1, 1],
        };
        let parts = [part("小国町", Some(7283)), part("南小国町", None)];
        let unread = Unread {
            fact: FactName::AgingRate,
            line: 12,
            reason: "複数市町村の合計のため採用せず".to_owned(),
        };
        let cut = line(None, None, &parts, &[unread]).into_string();
        assert!(
            cut.contains("複数市町村の合計のため採用せず（12行）"),
            "{cut}"
        );
        let line = line(None, None, &parts, &[]).into_string();
        assert!(line.contains("人口 <strong>小国町 7,283人</strong>"));
        assert!(line.contains("高齢化率 <span class=\"note\">記載なし</span>"));
    }
}
