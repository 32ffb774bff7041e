//! Which of several places of the same name an entry is about: the one that it
//! prints with its prefecture, else the one whose area it prints first, else the one whose
//! prefecture and neighbours it speaks of most.

use crate::ingest::Against;
use crate::ingest::draft::Remark;
use crate::ingest::facts::official::Official;
use crate::ingest::lines::Line;
use crate::ingest::names::{Place, likeliest};
use crate::ingest::signals::{HEADER, Name, topic};

/// What an entry stands in.
pub(super) struct Context<'a> {
    /// The whole document.
    pub(super) document: &'a [Line],
    /// Its title and publisher.
    pub(super) about: &'a str,
    pub(super) against: Against<'a>,
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
    let gazetteer = context.against.gazetteer;
    let printed_whole = lines
        .iter()
        .filter_map(|line| topic(line, gazetteer))
        .find(|other| other.has_prefecture() && other.is_same(name))
        .and_then(|other| other.places.first().cloned());
    let by_words = |text: String| likeliest(&name.places, &text, gazetteer);
    // 「面積12.77㎢」 is printed in the entry of the town that has it; a remark on its
    // namesake may print the other's further down.
    let by_area = || {
        let printed = |place: &Place| {
            let official = Official::of(&place.municipalities, context.against.statistics);
            let mut lines = lines.iter();
            lines.position(|line| official.has_area(&line.text))
        };
        let areas = name.places.iter();
        let areas = areas.filter_map(|place| Some((printed(place)?, place)));
        let mut areas: Vec<(usize, &Place)> = areas.collect();
        areas.sort_by_key(|(line, _)| *line);
        match areas.as_slice() {
            [(_, place)] => Some((*place).clone()),
            [(first, place), (second, _), ..] if first < second => Some((*place).clone()),
            _ => None,
        }
    };
    let place = printed_whole
        .or_else(by_area)
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
