//! A region's own page: its subtitle, what it says of itself, the words in its
//! figure, and who leads.

use std::sync::LazyLock;

use regex::Regex;

use crate::record::{Lines, Tag};
use crate::text::fold;
use crate::vocabulary::{Basis, Lead, RecordKind};

use super::super::markup::pattern;
use super::super::section::{Paragraph, Section};
use super::outline::{Line, region_name};

/// What a region's page says.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The line of its subtitle, where it has one.
    pub(super) subtitle: Option<Paragraph>,
    /// Its records.
    pub(super) sections: Vec<Section>,
    /// Who leads, in the page's own words.
    pub(super) leads: Vec<Tag<Lead>>,
    /// Where it stands.
    pub(super) lines: Option<Lines>,
}

static LEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(行政|医師会|病院|民間|保健所|県)主導"));
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.+?)協働"));
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[(（]([^()（）]+)[)）]$"));

/// Reads a region's page; its first line is the heading with number and name.
pub(super) fn read(lines: &[Line]) -> Page {
    let mut page = Page::default();
    let Some((_, _, taken)) = region_name(lines) else {
        return page;
    };
    page.lines = lines
        .first()
        .zip(lines.last())
        .map(|(first, last)| [first.number, last.number]);
    let mut body = &lines[taken..];
    if let Some((first, rest)) = body.split_first()
        && !first.is_item
        && !first.is_row()
    {
        page.subtitle = Some(Paragraph {
            text: first.text.clone(),
            lines: [first.number, first.number],
        });
        body = rest;
    }
    let subtitle = page.subtitle.as_ref().map(|it| tight(&it.text));
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut captions: Vec<Paragraph> = Vec::new();
    let mut in_figure = false;
    let mut breaks = false;
    for line in body {
        // The figure repeats the subtitle, or follows after a gap.
        if subtitle.as_deref() == Some(&tight(&line.text)) {
            in_figure = true;
            continue;
        }
        in_figure |= line.gap > 1 && !paragraphs.is_empty();
        let part = if in_figure {
            &mut captions
        } else {
            &mut paragraphs
        };
        let continues =
            !line.is_item && line.gap == 0 && (!breaks || line.text.starts_with(['(', '（']));
        match part.last_mut().filter(|_| continues) {
            Some(last) => {
                last.text.push_str(&line.text);
                last.lines[1] = line.number;
            }
            None => part.push(Paragraph {
                text: if line.is_item {
                    format!("・{}", line.text)
                } else {
                    line.text.clone()
                },
                lines: [line.number, line.number],
            }),
        }
        breaks = line.breaks;
    }
    if let Some(subtitle) = &page.subtitle {
        page.leads.extend(leads_of_subtitle(subtitle));
    }
    for paragraph in &paragraphs {
        if let Some(bodies) = IN_BRACKETS.captures(&paragraph.text) {
            page.leads.extend(leads_of_bodies(&bodies[1], paragraph));
        }
    }
    let heading = page.subtitle.as_ref().map_or("特徴", |it| it.text.as_str());
    let start = page.subtitle.as_ref().map(|it| it.lines[0]);
    page.sections.extend(section(heading, paragraphs, start));
    page.sections
        .extend(section("連携図に添えた言葉", captions, None));
    page
}

fn section(heading: &str, paragraphs: Vec<Paragraph>, start: Option<usize>) -> Option<Section> {
    let first = paragraphs.first()?.lines[0];
    let last = paragraphs.last()?.lines[1];
    Some(Section {
        kind: RecordKind::Features,
        heading: heading.to_owned(),
        paragraphs,
        items: Vec::new(),
        figures: Vec::new(),
        tables: Vec::new(),
        figure_text: String::new(),
        page: None,
        lines: [start.unwrap_or(first), last],
    })
}

fn leads_of_subtitle(subtitle: &Paragraph) -> Vec<Tag<Lead>> {
    let mut leads: Vec<Lead> = LEADING
        .captures_iter(&subtitle.text)
        .filter_map(|found| lead(&found[1]))
        .collect();
    if let Some(found) = TOGETHER.captures(&subtitle.text) {
        leads.extend(found[1].split(['・', '、', 'と']).filter_map(lead));
    }
    tags(leads, &subtitle.text, subtitle.lines)
}

fn leads_of_bodies(bodies: &str, paragraph: &Paragraph) -> Vec<Tag<Lead>> {
    let leads = bodies
        .split(['・', '、', '&', '＆', '：', ':'])
        .filter_map(|body| lead(body.trim()))
        .collect();
    tags(leads, &paragraph.text, paragraph.lines)
}

/// Tags of the bodies that a region is named after; one that is none of the kinds of
/// body is a private one.
pub(super) fn leads_of_name(bodies: &[String], name: &str, lines: Lines) -> Vec<Tag<Lead>> {
    let leads = bodies
        .iter()
        .map(|body| lead(body).unwrap_or(Lead::Private))
        .collect();
    tags(leads, name, lines)
}

fn tags(leads: Vec<Lead>, evidence: &str, lines: Lines) -> Vec<Tag<Lead>> {
    leads
        .into_iter()
        .map(|code| Tag {
            code,
            basis: Basis::Printed,
            evidence: evidence.to_owned(),
            lines,
            by: None,
        })
        .collect()
}

/// What kind of body a name means.
fn lead(body: &str) -> Option<Lead> {
    let ends = |word: &str| body.ends_with(word);
    Some(match () {
        () if ends("病院") => Lead::Hospital,
        () if ends("社会福祉協議会") => Lead::WelfareCouncil,
        () if ends("医師会") => Lead::MedicalAssociation,
        () if ends("保健所") || ends("県") => Lead::HealthCentre,
        () if body.contains("訪問看護") => Lead::VisitingNurse,
        () if body == "民間" => Lead::Private,
        () if body == "行政" || ends("市") || ends("区") || ends("町") || ends("村") => {
            Lead::Government
        }
        () => return None,
    })
}

fn tight(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::outline::lines;
    use super::*;

    #[test]
    fn a_page_falls_into_what_it_says_and_what_its_figure_says() {
        let page = read(&lines(
            "# 3. 甲県乙町(丙会)\n\n## 二つの連携(行政主導・医師会協力)\n\n- 一つ目の\n取組 (乙町)\n- 二つ目 (乙町病院)\n\n\n \n- 図「丁」  \n(運営: 丙会)\n- 戊  \n己\n",
        ));
        let texts: Vec<Vec<&str>> = page
            .sections
            .iter()
            .map(|it| it.paragraphs.iter().map(|it| it.text.as_str()).collect())
            .collect();
        assert_eq!(texts[0], ["・一つ目の取組 (乙町)", "・二つ目 (乙町病院)"]);
        assert_eq!(texts[1], ["・図「丁」(運営: 丙会)", "・戊", "己"]);
        let leads: Vec<Lead> = page.leads.iter().map(|it| it.code).collect();
        assert_eq!(leads, [Lead::Government, Lead::Government, Lead::Hospital]);
    }
}
