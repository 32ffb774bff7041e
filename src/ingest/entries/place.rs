//! Which of several places of the same name an entry is about: the one that it
//! prints with its prefecture, else the one whose prefecture and neighbours it
//! speaks of most.

use crate::gazetteer::Gazetteer;
use crate::ingest::draft::Remark;
use crate::ingest::lines::Line;
use crate::ingest::names::{Place, likeliest};
use crate::ingest::signals::{HEADER, Name, topic};

/// What an entry stands in.
pub(super) struct Context<'a> {
    /// The whole document.
    pub(super) document: &'a [Line],
    /// Its title and publisher.
    pub(super) about: &'a str,
    pub(super) gazetteer: &'a Gazetteer,
}

/// The place that the name means in these lines, and a doubt where none can be told.
pub(super) fn of(
    name: &Name,
    lines: &[Line],
    context: &Context<'_>,
) -> (Option<Place>, Option<Remark>) {
    let line = lines.first().map(|line| line.number);
    match name.places.as_slice() {
        [] => {
            let message = format!("市町村名「{}」を特定できない", name.printed);
            return (None, Some(Remark { line, message }));
        }
        [place] => return (Some(place.clone()), None),
        _ => {}
    }
    let printed_whole = lines
        .iter()
        .filter_map(|line| topic(line, context.gazetteer))
        .find(|other| other.has_prefecture() && other.is_same(name))
        .and_then(|other| other.places.first().cloned());
    let by_words = |text: String| likeliest(&name.places, &text, context.gazetteer);
    let place = printed_whole
        .or_else(|| by_words(words(lines)))
        .or_else(|| by_words(words(context.document) + context.about));
    let doubt = place.is_none().then(|| Remark {
        line,
        message: ambiguity(name),
    });
    (place, doubt)
}

fn words(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|line| line.text.as_str())
        .collect::<Vec<&str>>()
        .join("\n")
}

fn ambiguity(name: &Name) -> String {
    let prefectures: Vec<&str> = name
        .places
        .iter()
        .map(|place| place.prefecture.label())
        .collect();
    let example = name.places.first().map_or_else(String::new, Place::name);
    format!(
        "「{}」は{}にあり、どれか決められない。事例の前の行に「{HEADER} {example}」のように加える",
        name.printed,
        prefectures.join("と"),
    )
}
