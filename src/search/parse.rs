//! What was typed, cut into clauses: words, quoted words and exclusions.
//!
//! Characters only; what a word means is not known here. Nothing typed is an
//! error: a quote left open or a lone hyphen is taken as it stands.

use super::lack::EXCEPT;

/// A part of a query that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// As typed, without quotes and hyphen.
    pub(super) text: String,
    /// Only exactly these words.
    pub(super) quoted: bool,
    /// Only cases without these words.
    pub(super) excluded: bool,
}

/// Cuts a query into its clauses.
pub(super) fn parse(query: &str) -> Vec<Clause> {
    let chars: Vec<char> = query.chars().collect();
    let mut clauses = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if is_separator(c) {
            at += 1;
            continue;
        }
        let next = chars.get(at + 1).copied();
        let leads = is_hyphen(c) && next.is_some_and(|c| !is_separator(c) && !is_hyphen(c));
        let start = at + usize::from(leads);
        let quote = chars
            .get(start)
            .and_then(|&open| closing(open))
            .and_then(|close| {
                let length = chars[start + 1..].iter().position(|&c| c == close)?;
                Some(start + 1..start + 1 + length)
            });
        let (mut range, quoted) = match quote {
            Some(range) => (range, true),
            None => (start..word_end(&chars, start), false),
        };
        // 「－在宅－」 is how a subtitle is written.
        let excluded = leads && (quoted || !is_hyphen(chars[range.end - 1]));
        if leads && !excluded {
            range.start = at;
        }
        at = range.end + usize::from(quoted);
        let text: String = chars[range].iter().collect();
        // 「ICT以外」 says the same as 「-ICT」.
        let but = text
            .strip_suffix(EXCEPT)
            .filter(|it| !quoted && !it.is_empty());
        let clause = Clause {
            excluded: excluded || but.is_some(),
            text: but.unwrap_or(&text).to_owned(),
            quoted,
        };
        // What is typed twice says nothing more.
        if !clause.text.trim().is_empty() && !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    clauses
}

/// Where the word that starts at `start` ends: before a blank or the next quoted
/// words. Always past `start`.
fn word_end(chars: &[char], start: usize) -> usize {
    chars
        .iter()
        .enumerate()
        .skip(start + 1)
        .find(|&(index, &c)| {
            is_separator(c) && !is_in_figure(chars, index)
                || closing(c).is_some_and(|close| chars[index + 1..].contains(&close))
        })
        .map_or(chars.len(), |(index, _)| index)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',')
}

/// Whether a character stands in the midst of a figure, as in 5,000.
fn is_in_figure(chars: &[char], at: usize) -> bool {
    let is_digit = |c: Option<&char>| c.is_some_and(|&c| matches!(c, '0'..='9' | '０'..='９'));
    matches!(chars[at], ',' | '，') && is_digit(chars.get(at - 1)) && is_digit(chars.get(at + 1))
}

/// Hyphens and what is typed for one; the long vowel sign is none.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '‑' | '–' | '−')
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '"' => '"',
        '“' | '”' => '”',
        '＂' => '＂',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clauses in short: `-` for excluded, `=` for quoted.
    fn short(query: &str) -> Vec<String> {
        parse(query)
            .into_iter()
            .map(|clause| {
                let excluded = if clause.excluded { "-" } else { "" };
                let quoted = if clause.quoted { "=" } else { "" };
                format!("{excluded}{quoted}{}", clause.text)
            })
            .collect()
    }

    #[test]
    fn words_quotes_and_exclusions_are_told_apart() {
        assert_eq!(short("看取り　医師会"), ["看取り", "医師会"]);
        assert_eq!(short("「退院 支援」 研修"), ["=退院 支援", "研修"]);
        assert_eq!(
            short("看取り -病院 －\"診療 所\""),
            ["看取り", "-病院", "-=診療 所"]
        );
        assert_eq!(
            short("看取り －在宅－ -「在宅-」"),
            ["看取り", "－在宅－", "-=在宅-"]
        );
        assert_eq!(
            short("研修 「研修」 研修 -研修 「研修」"),
            ["研修", "=研修", "-研修"]
        );
        assert_eq!(short("研修「多職種」"), ["研修", "=多職種"]);
        assert_eq!(short("研修 病院以外 以外"), ["研修", "-病院", "以外"]);
        assert_eq!(short("主治医・副主治医制"), ["主治医・副主治医制"]);
        assert_eq!(short("人口5,000人,看取り"), ["人口5,000人", "看取り"]);
    }

    #[test]
    fn what_is_left_open_is_taken_as_it_stands() {
        assert_eq!(short("「看取り"), ["「看取り"]);
        assert_eq!(short("- -- \" 」"), ["-", "--", "\"", "」"]);
        assert_eq!(short("ーケア"), ["ーケア"]);
        assert!(short("「」　").is_empty());
    }
}
