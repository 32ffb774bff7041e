//! Headings that share their line with what stands under them, and questions whose
//! answers do.

use super::{Heading, kind, kind_of_title, tidy};
use crate::ingest::lines::Line;
use crate::ingest::pattern::Pattern;

/// A heading whose first words of body follow it on its line, 「課題 ・行政と…」, or
/// stand beside it in a table, 「背景     夜間の往診が…」.
pub(in crate::ingest) fn run_in(line: &Line) -> Option<Heading> {
    let (head, rest) = line.text.split_once([' ', '　'])?;
    let is_cell = rest.starts_with([' ', '　']);
    let rest = rest.trim_start();
    if line.mark.is_some() || !(is_cell || rest.starts_with(['・', '■', '○', '●', '①'])) {
        return None;
    }
    before(head, rest)
}

/// A heading that a sign parts from the body on its line: 「【課題】…」, 「課題：…」.
pub(in crate::ingest) fn parted(line: &Line) -> Option<Heading> {
    let text = line.body();
    let (head, rest) = match text.strip_prefix('【') {
        Some(text) => text.split_once('】')?,
        None => text.split_once(['：', ':'])?,
    };
    (!rest.trim().is_empty()).then(|| before(head, rest.trim()))?
}

fn before(head: &str, rest: &str) -> Option<Heading> {
    Some(Heading {
        rest: Some(rest.to_owned()),
        ..Heading::plain(kind(head)?, tidy(head))
    })
}

/// The number of a part or question of a document: 「第3 令和3年度の実績」, 「問2 実施状況」.
static ORDINAL: Pattern = Pattern::new(
    r"^(?:第[0-9０-９一二三四五六七八九十]{1,2}[章節]?|問[0-9０-９]{1,2})[\s　]+([^。、「」]{2,30})$",
);

/// A numbered part's title, whatever its words.
pub(in crate::ingest) fn ordinal(line: &Line) -> Option<Heading> {
    let found = ORDINAL.captures(line.body())?;
    let title = found.get(1)?.as_str();
    Some(Heading {
        set_off: true,
        ..Heading::plain(kind_of_title(title), tidy(title))
    })
}

/// What ends a question behind what it asks for: 「課題は何ですか。」
static QUESTION_END: Pattern =
    Pattern::new(r"[はが]?(?:何|なん|どう)?(?:です|でしょう|でした)?か?[。?？]*$");

/// The question of an interview as the heading of its answer.
pub(in crate::ingest) fn question(line: &Line) -> Heading {
    let text = line.body().trim_matches(|c: char| !c.is_alphanumeric());
    let asked = QUESTION_END
        .find(text)
        .and_then(|(start, _)| text.get(..start))
        .unwrap_or(text);
    Heading::plain(kind_of_title(asked), text.to_owned())
}
