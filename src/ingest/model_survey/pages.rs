//! A region's own page: its subtitle, what it says of itself, the words in its
//! figure, and who leads.

use crate::record::{Lines, Tag};
use crate::text::fold;
use crate::vocabulary::{Lead, RecordKind};

use super::super::draft::printed;
use super::super::pattern::Pattern;
use super::super::section::{Paragraph, Section};
use super::outline::{Line, add_line, region_name};

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

static LEADING: Pattern = Pattern::new(r"(行政|医師会|病院|民間|保健所|県)主導");
static TOGETHER: Pattern = Pattern::new(r"^(.+?)協働");
static IN_BRACKETS: Pattern = Pattern::new(r"[(（]([^()（）]+)[)）]$");

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
    let mut body = lines.get(taken..).unwrap_or_default();
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
    // What the page says, and what its figure does.
    let mut parts = [Vec::new(), Vec::new()];
    let mut in_figure = false;
    let mut breaks = false;
    for line in body {
        // The figure repeats the subtitle, or follows after a gap.
        if subtitle.as_deref() == Some(&tight(&line.text)) {
            in_figure = true;
            continue;
        }
        in_figure |= line.gap > 1 && !parts[0].is_empty();
        let continues =
            !line.is_item && line.gap == 0 && (!breaks || line.text.starts_with(['(', '（']));
        add_line(&mut parts[usize::from(in_figure)], line, continues);
        breaks = line.breaks;
    }
    let [paragraphs, captions] = parts;
    if let Some(subtitle) = &page.subtitle {
        let found = LEADING.all_captures(&subtitle.text);
        let leading = found.iter().map(|found| found.extract::<1>().1[0]);
        let together = TOGETHER.captures(&subtitle.text);
        let together = together.iter().flat_map(|found| found.extract::<1>().1);
        let bodies = leading.chain(together.flat_map(|it| it.split(['・', '、', 'と'])));
        page.leads = tags(bodies.filter_map(lead), &subtitle.text, subtitle.lines);
    }
    for paragraph in &paragraphs {
        let bodies = IN_BRACKETS.captures(&paragraph.text);
        let bodies = bodies.iter().flat_map(|found| found.extract::<1>().1);
        let bodies = bodies.flat_map(|it| it.split(['・', '、', '&', '＆', '：', ':']));
        let leads = bodies.filter_map(|body| lead(body.trim()));
        page.leads
            .extend(tags(leads, &paragraph.text, paragraph.lines));
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
    let lines = [start.unwrap_or(first), paragraphs.last()?.lines[1]];
    Some(Section::new(
        RecordKind::Features,
        heading,
        paragraphs,
        lines,
    ))
}

/// Tags of the bodies that a region is named after; one that is none of the kinds of
/// body is a private one.
pub(super) fn leads_of_name(bodies: &[String], name: &str, lines: Lines) -> Vec<Tag<Lead>> {
    let leads = bodies.iter();
    let leads = leads.map(|body| lead(body).unwrap_or(Lead::Private));
    tags(leads, name, lines)
}

fn tags(leads: impl Iterator<Item = Lead>, evidence: &str, lines: Lines) -> Vec<Tag<Lead>> {
    leads.map(|code| printed(code, evidence, lines)).collect()
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

/// A text folded, without blanks: the form that names are compared in.
pub(super) fn tight(text: &str) -> String {
    fold(text).split_whitespace().collect()
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
