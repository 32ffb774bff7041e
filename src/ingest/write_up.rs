//! Reads the form that any town can fill in (`corpus/template.md`): what stands under
//! its labels is what they say, figures and tags included.
//!
//! A document may hold several towns, each from its name on. A table in which each row
//! is a town comes in the same form (`crate::intake`); a label that is not the form's is
//! a section of its own.

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::record::{Lines, Tag};
use crate::vocabulary::{CaseKind, Item, Lead, Model, RecordKind, Scene};

use super::Against;
use super::draft::{Draft, Reading, Remark, printed};
use super::facts::{self, official::Official};
use super::headings;
use super::lines::{self, Line, compact};
use super::names;
use super::section::Section;
use super::smart_practice::add_figures;

/// The form as towns are given it, with its hints.
const TEMPLATE: &str = include_str!("../../corpus/template.md");

/// What it promises of lines with ※: a town may have left there what is nobody's.
const LEAVES_NOTES: &str = "「※」で始まる行は読み取りません";

/// The heading over a town's figures, which the form leaves without one.
const FIGURES: &str = "基本情報";

/// What a label of the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Title,
    /// A figure, with the unit that a bare number has.
    Figure(&'static str),
    Items,
    Scenes,
    Models,
    Leads,
    Tools,
    Text(RecordKind),
}

/// The labels, as the form prints them and as towns name them in their own tables.
const LABELS: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &["市町村名", "市区町村名", "自治体名", "団体名", "市町村"],
    ),
    (
        Field::Title,
        &[
            "取り組みの名前",
            "取組の名前",
            "取組名",
            "取り組み名",
            "取組の名称",
            "取組名称",
            "事業名",
            "事業名称",
            "タイトル",
            "題名",
        ],
    ),
    (Field::Figure("人"), &["人口", "総人口"]),
    (Field::Figure("人"), &["65歳以上人口", "高齢者人口"]),
    (Field::Figure("人"), &["75歳以上人口", "後期高齢者人口"]),
    (Field::Figure("％"), &["高齢化率", "75歳以上の割合"]),
    (Field::Figure("㎢"), &["面積"]),
    (Field::Items, &["事業項目"]),
    (Field::Scenes, &["場面"]),
    (Field::Models, &["連携モデル"]),
    (Field::Leads, &["主体", "実施主体"]),
    (Field::Tools, &["使っているICT", "ICT", "ICTツール"]),
    (
        Field::Text(RecordKind::Issues),
        &["課題", "背景", "背景・課題", "現状・課題", "現状と課題"],
    ),
    (Field::Text(RecordKind::Features), &["特徴", "取組の特徴"]),
    (
        Field::Text(RecordKind::Activities),
        &[
            "取り組み",
            "取組",
            "取り組み内容",
            "取組内容",
            "取組の内容",
            "取り組みの内容",
            "事業内容",
            "内容",
            "取組の概要",
            "取り組みの概要",
            "概要",
        ],
    ),
    (
        Field::Text(RecordKind::Devices),
        &["工夫", "工夫した点", "工夫点", "ポイント", "工夫・ポイント"],
    ),
    (
        Field::Text(RecordKind::Evaluation),
        &["成果", "効果", "成果・効果", "評価", "取組の成果"],
    ),
    (
        Field::Text(RecordKind::Policy),
        &[
            "今後",
            "今後の方針",
            "今後の予定",
            "今後の展開",
            "今後の取り組み",
            "今後の取組",
        ],
    ),
    (
        Field::Text(RecordKind::Other),
        &[
            "連絡先",
            "問い合わせ先",
            "問合せ先",
            "担当",
            "担当課",
            "備考",
        ],
    ),
];

/// A label with the lines that stand under it.
#[derive(Debug)]
struct Answer {
    field: Field,
    label: String,
    at: usize,
    lines: Vec<Line>,
}

/// Whether a text is the form: a town's name and several of its other labels.
pub(crate) fn is_write_up(text: &str) -> bool {
    /// So many labels beside the name are no accident.
    const OTHERS: usize = 3;
    let answers = answers(text);
    let mut labels: Vec<&str> = answers
        .iter()
        .filter(|it| it.field != Field::Name && field(&it.label).is_some())
        .map(|it| it.label.as_str())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len() >= OTHERS && answers.iter().any(|it| it.field == Field::Name)
}

/// The names of the towns that a form is of, as printed.
pub(crate) fn towns(text: &str) -> Vec<String> {
    let answers = answers(text);
    let names = answers.iter().filter(|it| it.field == Field::Name);
    let names = names.map(Answer::words);
    names.filter(|name| !name.is_empty()).collect()
}

/// Reads every town of the document.
pub(super) fn read(document: &Document, against: Against<'_>) -> Reading {
    let mut reading = Reading::default();
    // A title may stand above the name that it belongs to.
    let mut own: Vec<Answer> = Vec::new();
    for answer in answers(&document.text) {
        let starts = answer.field == Field::Name && own.iter().any(|it| it.field == Field::Name);
        if starts {
            reading.drafts.extend(draft(&own, against));
            own.clear();
        }
        own.push(answer);
    }
    reading.drafts.extend(draft(&own, against));
    if reading.drafts.is_empty() {
        reading.errors.push(format!(
            "{}: 「市町村名」の見出しと、その下の名前が見つからない。様式（template.md）の見出しのとおりに書く",
            document.source.file.display()
        ));
    }
    reading
}

/// The labels of a text with what stands under them, in order.
fn answers(text: &str) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let hints = compact(TEMPLATE);
    let leaves_notes = compact(text).contains(LEAVES_NOTES);
    for line in lines::read(text) {
        if line.text.starts_with('※') || line.mark == Some('※') {
            let is_note = !leaves_notes && !hints.contains(&compact(line.body()));
            // In a figure or a list of terms it would be read as one of them.
            let answer = answers.last_mut();
            let answer = answer.filter(|it| is_note && matches!(it.field, Field::Text(_)));
            if let Some(answer) = answer {
                answer.lines.push(line);
            }
            continue;
        }
        match label(&line) {
            Some((field, label, rest)) => {
                let mut answer = Answer {
                    field,
                    label,
                    at: line.number,
                    lines: Vec::new(),
                };
                if !rest.is_empty() {
                    answer.lines.push(Line::of_title(line.number, &rest));
                }
                answers.push(answer);
            }
            None => {
                if let Some(answer) = answers.last_mut() {
                    answer.lines.push(line);
                }
            }
        }
    }
    answers
}

/// The label that a line is, and what stands behind it on the same line.
fn label(line: &Line) -> Option<(Field, String, String)> {
    let body = line.body();
    let plain = body.trim_start_matches(['#', '＃']);
    let is_marked = plain.len() < body.len();
    let plain = plain
        .trim_start_matches(|c: char| c.is_whitespace() || is_number(c))
        .trim();
    let (head, rest) = plain.split_once(['：', ':']).unwrap_or((plain, ""));
    let head = head.trim_matches(['【', '】', '［', '］', '〈', '〉', ' ', '　']);
    if let Some(field) = field(head) {
        return Some((field, head.to_owned(), rest.trim().to_owned()));
    }
    if !is_marked || plain.is_empty() {
        return None;
    }
    let own = Line::of_title(line.number, plain);
    let kind = headings::heading(&own).map_or(RecordKind::Other, |it| it.kind);
    Some((Field::Text(kind), plain.to_owned(), String::new()))
}

/// A number or mark that orders labels: 「１．」「②」「(3)」.
fn is_number(c: char) -> bool {
    c.is_numeric() && !c.is_alphabetic() || "．.、）)(（".contains(c)
}

/// What a label asks for, a unit in brackets aside.
fn field(label: &str) -> Option<Field> {
    let label = compact(label);
    let plain = label.split_once('(').map_or(label.as_str(), |it| it.0);
    let is_one = |names: &&[&str]| names.iter().any(|name| compact(name) == plain);
    let found = LABELS.iter().find(|(_, names)| is_one(names));
    found.map(|&(field, _)| field)
}

impl Answer {
    /// Its lines as one.
    fn words(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(Line::body).collect();
        lines.join(" ")
    }

    fn span(&self) -> Lines {
        let last = self.lines.last().map_or(self.at, |line| line.number);
        [self.at, last.max(self.at)]
    }

    /// A figure as a line with its label and unit.
    fn figure(&self, unit: &str) -> Option<Line> {
        let first = self.lines.first()?;
        let words = self.words();
        let is_bare = words
            .trim()
            .chars()
            .all(|c| c.is_numeric() || "，．,.".contains(c));
        let unit = if is_bare { unit } else { "" };
        let label = self.label.split(['（', '(']).next().unwrap_or_default();
        Some(Line::of_title(
            first.number,
            &format!("{label}：{words}{unit}"),
        ))
    }
}

/// The case of one town; none where it has no name.
fn draft(answers: &[Answer], against: Against<'_>) -> Option<Draft> {
    let of = |field: Field| answers.iter().find(|it| it.field == field);
    let name = of(Field::Name).filter(|it| !it.lines.is_empty())?;
    let printed = name.words();
    let title = of(Field::Title)
        .map(Answer::words)
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| format!("{printed}の取り組み"));
    let mut draft = Draft::new(CaseKind::SmartPractice, title, printed);
    draft.printed_at = name.lines.first().map(|line| line.number);
    locate(&mut draft, against.gazetteer);

    let figures: Vec<Line> = answers
        .iter()
        .filter_map(|it| match it.field {
            Field::Figure(unit) => it.figure(unit),
            _ => None,
        })
        .collect();
    let lines: Vec<(facts::Origin, &Line)> = figures
        .iter()
        .map(|line| (facts::Origin::Profile, line))
        .collect();
    let official = Official::of(&draft.municipalities, against.statistics);
    let found = facts::of_entry(&lines, &draft.municipalities, None, &official);
    add_figures(&mut draft, found);

    if !figures.is_empty() {
        let kind = RecordKind::Profile;
        draft
            .sections
            .push(Section::read(kind, FIGURES.to_owned(), None, &figures));
    }
    for answer in answers.iter().filter(|it| !it.lines.is_empty()) {
        tag(answer, &mut draft);
        if let Field::Text(kind) = answer.field {
            let heading = answer.label.clone();
            let section = Section::read(kind, heading, Some(answer.at), &answer.lines);
            draft.sections.push(section);
        }
    }
    let first = answers.first().map_or(0, |it| it.at);
    let last = answers.last().map_or(0, |it| it.span()[1]);
    draft.lines = vec![[first, last]];
    Some(draft)
}

/// Finds the municipality that the form names.
fn locate(draft: &mut Draft, gazetteer: &Gazetteer) {
    let place = names::place(&draft.printed_name, gazetteer)
        .or_else(|| names::bare_place(&draft.printed_name, gazetteer));
    if let Some(place) = place {
        if let Some(doubt) = place.doubt() {
            draft.remarks.push(Remark::new(draft.printed_at, doubt));
        }
        draft.prefecture = Some(place.prefecture);
        draft.municipalities = place.municipalities;
    } else {
        let name = &draft.printed_name;
        let message = format!("「{name}」がどの市町村か分からない。都道府県から書く");
        draft.remarks.push(Remark::new(draft.printed_at, message));
    }
}

/// Gives a draft the terms that the form names under a label.
fn tag(answer: &Answer, draft: &mut Draft) {
    let tags = &mut draft.tags;
    match answer.field {
        Field::Items => tags.items.extend(terms(answer, Item::ALL, |item, word| {
            item.code() == word
                || compact(item.label()) == word
                || compact(item.short_label()) == word
        })),
        Field::Scenes => tags.scenes.extend(terms(answer, Scene::ALL, |scene, word| {
            scene.label() == word
        })),
        Field::Models => tags.models.extend(terms(answer, Model::ALL, |model, word| {
            compact(model.code()) == word
        })),
        Field::Leads => tags.leads.extend(terms(answer, Lead::ALL, |lead, word| {
            compact(lead.label()) == word
        })),
        Field::Tools => {
            // Dots part tools as commas do, but within the one name that has one.
            let is_tool =
                |word: &str| word == DOTTED || !word.contains(DOTS) && !DOTTED.contains(word);
            for (line, word) in words(answer).filter(|&(_, word)| is_tool(word)) {
                if tags.ict_tools.iter().all(|tag| tag.code != word) {
                    let tool = printed(word.to_owned(), &line.text, [line.number; 2]);
                    tags.ict_tools.push(tool);
                }
            }
        }
        Field::Name | Field::Title | Field::Figure(_) | Field::Text(_) => {}
    }
}

/// The terms of a vocabulary that stand under a label, each word by itself or before
/// its title: 「エ 情報共有の支援」.
fn terms<T: Copy + PartialEq>(
    answer: &Answer,
    all: &[T],
    is_named: impl Fn(T, &str) -> bool,
) -> Vec<Tag<T>> {
    let mut tags: Vec<Tag<T>> = Vec::new();
    for (line, word) in words(answer) {
        let whole = compact(word);
        let first = word.split_whitespace().next().map(compact);
        let named = all.iter().copied().find(|&term| {
            is_named(term, &whole) || first.as_deref().is_some_and(|it| is_named(term, it))
        });
        if let Some(term) = named
            && tags.iter().all(|tag| tag.code != term)
        {
            tags.push(printed(term, &line.text, [line.number; 2]));
        }
    }
    tags
}

/// What stands between words under a label and within the terms of some.
const DOTS: [char; 3] = ['・', '/', '／'];

/// A tool with a dot in its name.
const DOTTED: &str = "メディカルケア・ステーション";

/// The words under a label, apart by commas; where boxes are ticked, of these only.
fn words(answer: &Answer) -> impl Iterator<Item = (&Line, &str)> {
    let is_ticked = |line: &Line| line.text.contains(lines::TICKED) || line.mark == Some('■');
    let some_are = answer.lines.iter().any(is_ticked);
    let lines = answer
        .lines
        .iter()
        .filter(move |line| !some_are || is_ticked(line));
    lines.flat_map(|line| {
        let words = line.body().split(['、', '，', ',', '・', '/', '／']);
        // A term of several words has a dot in it.
        let whole = line.body().split(['、', '，', ',']);
        let words = whole.chain(words.filter(|_| line.body().contains(DOTS)));
        let trimmed = words.map(|word| {
            word.trim_matches(|c: char| lines::TICKED.contains(&c) || c.is_whitespace())
        });
        trimmed
            .filter(|word| !word.is_empty())
            .map(move |word| (line, word))
    })
}
