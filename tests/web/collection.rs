//! Made-up cases: one of every kind, with marks that must be escaped.

use renkei::collection::Collection;
use renkei::corpus::{Source, SourceKind};
use renkei::digest::{Digest, Event, Quote};
use renkei::record::{Case, Fact, MunicipalityRef, Planned, Record, Tag};
use renkei::vocabulary::{Basis, CaseKind, Item, Lead, Model, Prefecture, RecordKind, Scene};

/// Every case of it is made up.
pub(crate) fn collection() -> Collection {
    let mut cases = vec![
        case("sp-032069", "032069", "北上市", Prefecture::Iwate),
        case("sp-033669", "033669", "西和賀町", Prefecture::Iwate),
        case("sp-014371", "014371", "北竜町", Prefecture::Hokkaido),
    ];
    cases[0].similar = vec!["sp-014371".to_owned()];
    cases[1].title = String::from("=HYPERLINK(\"x\"), <script>alert(1)</script>");
    cases[1].population = None;
    cases[2].digest.did.clear();
    cases[1].items.clear();
    cases[1].ict_tools.clear();
    cases[2].population = Some(fact(1941, "人口･･･北竜町1,941人"));
    cases[2].records[0].page = Some(3);
    "図の一\n図の二".clone_into(&mut cases[2].records[0].figure_text);
    Collection {
        sources: vec![Source {
            title: "取り組み事例集".to_owned(),
            publisher: "厚生労働省".to_owned(),
            published: Some("2018-03".to_owned()),
            url: Some("https://example.jp/write-ups.pdf".to_owned()),
            licence: Some("出典の記載により利用できる".to_owned()),
            ..Source::new("write-ups", SourceKind::SmartPractice)
        }],
        cases,
        ..Collection::default()
    }
}

fn case(id: &str, code: &str, name: &str, prefecture: Prefecture) -> Case {
    Case {
        id: id.to_owned(),
        source: "write-ups".to_owned(),
        kind: CaseKind::SmartPractice,
        title: format!("{name}における多職種研修と看取りの取り組み"),
        printed_name: name.to_owned(),
        prefecture: Some(prefecture.into()),
        municipalities: vec![MunicipalityRef {
            code: code.to_owned(),
            name: name.to_owned(),
            kana: String::new(),
        }],
        population: Some(fact(92870, "92,870 人")),
        population_65: None,
        aging_rate: Some(fact(26.5, "26.5％")),
        population_75: None,
        aging_rate_75: None,
        area_km2: Some(fact(437.6, "437.6㎢")),
        parts: Vec::new(),
        unread: Vec::new(),
        counted: Vec::new(),
        items: vec![tag(Item::Training, "多職種研修会を開催")],
        scenes: vec![tag(Scene::EndOfLife, "看取りを支える")],
        models: vec![tag(Model::IctTeam, "ICT を活用")],
        ict_tools: vec![tag("メディカルケアステーション".to_owned(), "MCS を利用")],
        leads: vec![tag(Lead::Government, "長寿介護課")],
        planned: Planned {
            items: vec![tag(Item::PublicAwareness, "講演会を開く予定")],
            ..Planned::default()
        },
        lines: vec![[602, 991]],
        digest: Digest {
            subtitle: Some(quote(id, "看取りの研修を重ねる。")),
            need: vec![quote(id, "看取りの経験が少ない。")],
            did: vec![quote(id, "看取りの研修を開いた。")],
            since: Some(Event {
                date: "2015".to_owned(),
                printed: "平成27年度".to_owned(),
                quote: quote(id, "平成27年度から研修を開いた。"),
            }),
            year: Some(2017),
            ..Digest::default()
        },
        records: vec![Record {
            id: format!("{id}-1"),
            kind: RecordKind::Activities,
            heading: "取り組み内容".to_owned(),
            text: "看取りの研修を開いた。\n・<b>講演</b>\n・演習".to_owned(),
            lines: [610, 640],
            items: vec![Item::Training],
            figures: Vec::new(),
            tables: Vec::new(),
            figure_text: String::new(),
            page: None,
        }],
        similar: Vec::new(),
    }
}

fn quote(id: &str, text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        record: Some(format!("{id}-1")),
        lines: [611, 611],
    }
}

fn fact<T>(value: T, printed: &str) -> Fact<T> {
    Fact {
        value,
        as_of: Some("2017-04-01".to_owned()),
        printed: printed.to_owned(),
        lines: [611, 611],
        corrected: None,
    }
}

fn tag<T>(code: T, evidence: &str) -> Tag<T> {
    Tag {
        code,
        basis: Basis::Inferred,
        evidence: evidence.to_owned(),
        lines: [700, 701],
        by: None,
    }
}
