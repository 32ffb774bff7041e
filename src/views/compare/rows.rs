//! The rows of the handout: what each is called and what a case says in it.

use serde::{Serialize, Serializer};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::Line;
use crate::digest::Quote;
use crate::format;
use crate::own_town::OwnTown;
use crate::record::{Case, CaseSummary, Fact, FactName, Part, Tag, Unread};
use crate::statistics::{self, Municipal};
use crate::views::items::Topic;
use crate::views::sentences::key_sentences;
use crate::vocabulary::{Basis, Item, RecordKind, one_of};

/// How long a sentence may be that comes before a shorter one for what it tells.
const TELLING: usize = 120;

/// A row of the handout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Inhabitants.
    Population,
    /// Percentage aged 65 or more.
    AgingRate,
    /// Percentage aged 75 or more.
    AgingRate75,
    /// Square kilometres.
    Area,
    /// How it differs from the own town.
    Nearness,
    /// Who leads.
    Leads,
    /// When it began.
    Since,
    /// Connection models.
    Models,
    /// Products and systems.
    Ict,
    /// The items of the project that it does.
    Items,
    /// The scenes of care.
    Scenes,
    /// What is particular.
    Features,
    /// What was wanting.
    Need,
    /// What was done.
    Did,
    /// How it was brought about.
    Devices,
    /// What came of it.
    Results,
    /// What is to come.
    Policy,
    /// The words about one item or scene.
    Topic(Topic),
    /// What it means for the own town, to be filled in.
    Hints,
}

/// What kind of thing a row tells, to choose among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The town and who acts.
    Basics,
    /// What is told.
    Story,
    /// The words about single items and scenes.
    Topics,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 3] = [Self::Basics, Self::Story, Self::Topics];

    /// The words that the page shows.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Basics => "基本情報と分類",
            Self::Story => "取り組みの内容",
            Self::Topics => "事業項目・場面ごとの記述",
        }
    }
}

impl RowKind {
    /// Every row, from top to bottom.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Population,
            Self::AgingRate,
            Self::AgingRate75,
            Self::Area,
            Self::Nearness,
            Self::Leads,
            Self::Since,
            Self::Models,
            Self::Ict,
            Self::Items,
            Self::Scenes,
            Self::Features,
            Self::Need,
            Self::Did,
            Self::Devices,
            Self::Results,
            Self::Policy,
        ]
        .into_iter()
        .chain(Topic::all().map(Self::Topic))
        .chain([Self::Hints])
    }

    /// The row with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|row| row.code() == code)
    }

    /// The value in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::AgingRate => "aging",
            Self::AgingRate75 => "aging-75",
            Self::Area => "area",
            Self::Nearness => "nearness",
            Self::Leads => "leads",
            Self::Since => "since",
            Self::Models => "models",
            Self::Ict => "ict",
            Self::Items => "items",
            Self::Scenes => "scenes",
            Self::Features => "features",
            Self::Need => "need",
            Self::Did => "did",
            Self::Devices => "devices",
            Self::Results => "results",
            Self::Policy => "policy",
            Self::Topic(topic) => topic.code(),
            Self::Hints => "hints",
        }
    }

    /// The words that the handout shows.
    pub fn label(self) -> String {
        let label = match self {
            Self::Population => FactName::Population.label(),
            Self::AgingRate => FactName::AgingRate.label(),
            Self::AgingRate75 => FactName::AgingRate75.label(),
            Self::Area => FactName::Area.label(),
            Self::Nearness => "わが町との違い",
            Self::Leads => "主体",
            Self::Since => "始まり",
            Self::Models => "連携モデル",
            Self::Ict => "ICT・情報共有システム",
            Self::Items => "事業項目",
            Self::Scenes => "場面",
            Self::Features => "特徴",
            Self::Need => "課題",
            Self::Did => "やったこと",
            Self::Devices => "工夫",
            Self::Results => "成果",
            Self::Policy => "今後",
            Self::Topic(Topic::Item(item)) => {
                return format!("{} {}", item.code(), item.short_label());
            }
            Self::Topic(Topic::Scene(scene)) => scene.label(),
            Self::Hints => "本町への示唆",
        };
        label.to_owned()
    }

    /// What kind of thing it tells.
    pub const fn group(self) -> Group {
        match self {
            Self::Population
            | Self::AgingRate
            | Self::AgingRate75
            | Self::Area
            | Self::Nearness
            | Self::Leads
            | Self::Since
            | Self::Models
            | Self::Ict
            | Self::Items
            | Self::Scenes => Group::Basics,
            Self::Features
            | Self::Need
            | Self::Did
            | Self::Devices
            | Self::Results
            | Self::Policy
            | Self::Hints => Group::Story,
            Self::Topic(_) => Group::Topics,
        }
    }

    /// Whether it is there unless others are chosen.
    pub const fn is_usual(self) -> bool {
        matches!(
            self,
            Self::Population
                | Self::AgingRate
                | Self::Area
                | Self::Nearness
                | Self::Leads
                | Self::Since
                | Self::Models
                | Self::Items
                | Self::Need
                | Self::Did
                | Self::Devices
                | Self::Results
                | Self::Hints
        )
    }

    /// Whether it is offered though no case says anything in it: what cards say of every
    /// case, and what is filled in by hand.
    pub(super) const fn is_always(self) -> bool {
        matches!(
            self,
            Self::Need | Self::Did | Self::Devices | Self::Results | Self::Hints
        )
    }

    /// What the statistics say of the own town in the row.
    pub(super) fn own_cell(self, town: &OwnTown) -> Vec<Line<'static>> {
        let figures = town.figures.as_ref();
        // A rate made of two counts has more digits than it tells.
        let rate = |exact: f64| rate((exact * 10.0).round() / 10.0);
        let words = match self {
            Self::Population => figures.and_then(|it| it.population).map(people),
            Self::AgingRate => figures.and_then(Municipal::aging_rate).map(rate),
            Self::AgingRate75 => figures.and_then(Municipal::aging_rate_75).map(rate),
            Self::Area => figures.and_then(|it| it.area_km2).map(area),
            _ => None,
        };
        let words = words.map(|words| plain(format!("{words}（{}年）", statistics::YEAR)));
        words.into_iter().collect()
    }

    /// What a case says in the row, in so many characters of text or one sentence.
    pub(super) fn cell<'a>(
        self,
        case: &'a Case,
        own: Option<&OwnTown>,
        room: usize,
    ) -> Vec<Line<'a>> {
        match self {
            Self::Population => {
                let fact = Figure(FactName::Population, case.population.as_ref());
                fact.lines(case, people, |part| part.population)
            }
            Self::AgingRate => {
                let fact = Figure(FactName::AgingRate, case.aging_rate.as_ref());
                fact.lines(case, rate, |part| part.aging_rate)
            }
            Self::AgingRate75 => {
                let fact = Figure(FactName::AgingRate75, case.aging_rate_75.as_ref());
                fact.lines(case, rate, |_| None)
            }
            Self::Area => {
                let fact = Figure(FactName::Area, case.area_km2.as_ref());
                fact.lines(case, area, |part| part.area_km2)
            }
            Self::Nearness => own.map_or_else(Vec::new, |own| nearness(case, own)),
            Self::Leads => terms(&case.leads, |lead| lead.label().to_owned()),
            Self::Models => terms(&case.models, |model| {
                format!("{} {}", model.code(), model.label())
            }),
            Self::Ict => terms(&case.ict_tools, String::clone),
            Self::Items => terms(&case.items, |item| item.code().to_owned()),
            Self::Scenes => terms(&case.scenes, |scene| scene.label().to_owned()),
            Self::Features => quotes(case, case.digest.subtitle.as_slice(), room),
            Self::Since => since(case),
            Self::Need => quotes(case, &case.digest.need, room),
            Self::Did => quotes(case, &case.digest.did, room),
            Self::Devices => quotes(case, &case.digest.devices, room),
            Self::Results => quotes(case, &case.digest.results, room),
            Self::Policy => sentences(case, RecordKind::Policy, room),
            Self::Topic(topic) => evidence(case, topic),
            Self::Hints => Vec::new(),
        }
    }
}

impl Serialize for RowKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl PartialSchema for RowKind {
    fn schema() -> RefOr<Schema> {
        one_of(Self::all().map(Self::code))
    }
}

impl ToSchema for RowKind {}

/// A fact that a case may print.
struct Figure<'a, T>(FactName, Option<&'a Fact<T>>);

impl<T: Copy> Figure<'_, T> {
    /// The figure with its date; each town's own where a joint entry prints no total;
    /// that it was not read where it is printed.
    fn lines(
        self,
        case: &Case,
        words: impl Fn(T) -> String,
        of_part: impl Fn(&Part) -> Option<T>,
    ) -> Vec<Line<'_>> {
        let Self(name, fact) = self;
        if let Some(fact) = fact {
            let date = fact.as_of.as_deref().map(format::date);
            let date = date.map_or_else(String::new, |date| format!("（{date}）"));
            return vec![Line {
                text: words(fact.value) + &date,
                origin: Some(case.origin(fact.lines)),
            }];
        }
        let parts = case.parts.iter().filter_map(|part| {
            Some(Line {
                text: format!("{} {}", part.municipality, words(of_part(part)?)),
                origin: Some(case.origin(part.lines)),
            })
        });
        let parts: Vec<Line> = parts.collect();
        if parts.is_empty() {
            let unread = Unread::words(&case.unread, name);
            return unread.map(plain).into_iter().collect();
        }
        parts
    }
}

/// 「事業項目：ア 資源の把握、…」
pub(super) fn legend() -> String {
    let items = Item::ALL.iter();
    let items = items.map(|item| format!("{} {}", item.code(), item.short_label()));
    format!("事業項目：{}", items.collect::<Vec<_>>().join("　"))
}

/// The terms that a case carries, those that it does not name itself apart.
fn terms<T>(tags: &[Tag<T>], label: impl Fn(&T) -> String) -> Vec<Line<'static>> {
    let of = |basis: Basis| {
        let labels = tags.iter().filter(|tag| tag.basis == basis);
        let labels: Vec<String> = labels
            .map(|tag| match &tag.by {
                Some(by) => format!("{}（{by}）", label(&tag.code)),
                None => label(&tag.code),
            })
            .collect();
        (!labels.is_empty()).then(|| labels.join("、"))
    };
    let inferred = of(Basis::Inferred).map(|labels| format!("{labels}（本文から判定）"));
    let lines = of(Basis::Printed).into_iter().chain(inferred);
    lines.map(plain).collect()
}

/// How the case's town differs from the own, in words.
fn nearness(case: &Case, own: &OwnTown) -> Vec<Line<'static>> {
    let summary = CaseSummary::from(case);
    let measured = own.measure(&summary).into_iter();
    let words = measured.filter_map(|it| {
        let reasons = it.comparison.reasons().join("、");
        (!reasons.is_empty()).then(|| format!("{reasons}（{}）", it.town.basis()))
    });
    words.map(plain).collect()
}

fn people(people: u64) -> String {
    format!("{}人", format::whole(people))
}

fn rate(rate: f64) -> String {
    format!("{}%", format::decimal(rate))
}

fn area(area: f64) -> String {
    format!("{}km²", format::decimal(area))
}

fn plain(text: String) -> Line<'static> {
    Line { text, origin: None }
}

/// The words that say that a case is about a topic.
fn evidence(case: &Case, topic: Topic) -> Vec<Line<'_>> {
    let line = topic.evidence(case).map(|evidence| Line {
        text: match evidence.basis {
            Basis::Printed => evidence.words.to_owned(),
            Basis::Inferred => format!("{}（本文から判定）", evidence.words),
        },
        origin: Some(evidence.origin),
    });
    line.into_iter().collect()
}

/// When the effort began, as the text says it.
fn since(case: &Case) -> Vec<Line<'_>> {
    let since = case.digest.since.as_ref().map(|event| Line {
        text: event.printed.clone(),
        origin: Some(case.origin(event.quote.lines)),
    });
    since.into_iter().collect()
}

/// The most telling sentence of a part of the case's digest, and the others that there
/// is room for; where there is none at all, the shortest alone.
fn quotes<'a>(case: &'a Case, part: &'a [Quote], room: usize) -> Vec<Line<'a>> {
    let length = |quote: &Quote| quote.text.chars().count();
    let first = if room == 0 {
        part.iter().min_by_key(|quote| length(quote))
    } else {
        let short = part.iter().find(|quote| length(quote) <= room.max(TELLING));
        short.or(part.first())
    };
    let mut left = room.saturating_sub(first.map_or(0, length));
    let kept = part.iter().filter(|&quote| {
        if Some(quote) == first {
            return true;
        }
        let fits = length(quote) <= left;
        left -= if fits { length(quote) } else { 0 };
        fits
    });
    let lines = kept.map(|quote| Line {
        text: quote.text.clone(),
        origin: Some(case.origin(quote.lines)),
    });
    lines.collect()
}

/// The first sentences of the case's sections of a kind: whole ones, as many as there
/// is room for, at least one.
fn sentences(case: &Case, kind: RecordKind, room: usize) -> Vec<Line<'_>> {
    let mut left = room;
    let mut lines: Vec<Line> = Vec::new();
    for record in case.records.iter().filter(|record| record.kind == kind) {
        let (kept, whole) = key_sentences(&record.text, left);
        let length: usize = kept.iter().map(|it| it.chars().count()).sum();
        left = left.saturating_sub(length);
        lines.extend(kept.into_iter().map(|sentence| Line {
            text: sentence.to_owned(),
            origin: Some(record.origin(&case.source)),
        }));
        if !whole || left == 0 {
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_code_of_its_own() {
        for row in RowKind::all() {
            assert_eq!(RowKind::from_code(row.code()), Some(row));
        }
    }
}
