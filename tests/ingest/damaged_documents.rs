//! Damaged documents are read without a panic, whatever is missing, doubled, out of
//! order or no text at all.

use std::fs;

use proptest::prelude::*;
use renkei::collection::Collection;

use crate::corpus::read_folder;

fn document(file: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("corpus/{file}.txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn read(kind: &str, text: &str) -> Collection {
    let manifest = format!(
        "[[source]]\nid = \"d\"\nkind = \"{kind}\"\nfile = \"d.txt\"\ntitle = \"題\"\npublisher = \"県\"\n"
    );
    read_folder([
        ("corpus.toml", manifest.as_bytes()),
        ("d.txt", text.as_bytes()),
    ])
}

/// One way that a line, or a document at a line, is damaged.
#[derive(Clone, Debug)]
enum Damage {
    Drop,
    Double,
    Swap(usize),
    Cut(usize),
    Insert(usize, String),
    End,
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        Just(Damage::Drop),
        Just(Damage::Double),
        any::<usize>().prop_map(Damage::Swap),
        any::<usize>().prop_map(Damage::Cut),
        (
            any::<usize>(),
            "[\\t|<>()（）「」0-9０-９.。、①Ⅲ→人%\\u{e06e}\\r\u{2028} ]{1,6}|\\PC{1,8}"
        )
            .prop_map(|(at, noise)| Damage::Insert(at, noise)),
        Just(Damage::End),
    ]
}

fn damaged(lines: &[String], damages: &[(usize, Damage)]) -> String {
    let mut lines = lines.to_vec();
    for (at, damage) in damages {
        if lines.is_empty() {
            break;
        }
        let at = at % lines.len();
        let boundary = |line: &str, place: usize| {
            let places: Vec<usize> = line.char_indices().map(|(index, _)| index).collect();
            places
                .get(place % places.len().max(1))
                .copied()
                .unwrap_or(0)
        };
        match damage {
            Damage::Drop => {
                lines.remove(at);
            }
            Damage::Double => lines.insert(at, lines[at].clone()),
            Damage::Swap(other) => {
                let other = other % lines.len();
                lines.swap(at, other);
            }
            Damage::Cut(place) => {
                let place = boundary(&lines[at], *place);
                let tail = lines[at].split_off(place);
                lines.insert(at + 1, tail);
            }
            Damage::Insert(place, noise) => {
                let place = boundary(&lines[at], *place);
                lines[at].insert_str(place, noise);
            }
            Damage::End => lines.truncate(at.max(1)),
        }
    }
    lines.join("\n") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases / 4))]

    #[test]
    fn the_survey_report_is_read_whatever_happened_to_it(
        damages in prop::collection::vec((any::<usize>(), damage()), 1..40),
    ) {
        let lines = document("home-care-model-survey-h29");
        let collection = read("model-survey", &damaged(&lines, &damages));
        for case in &collection.cases {
            for table in case.records.iter().flat_map(|record| &record.tables) {
                prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
            }
        }
        for ordering in &collection.orderings {
            prop_assert_eq!(ordering.table.rows.len(), ordering.cases.len());
        }
    }

    #[test]
    fn the_forms_are_read_whatever_happened_to_them(
        name in prop::sample::select(vec!["sakuragawa", "inashiki", "mito"]),
        damages in prop::collection::vec((any::<usize>(), damage()), 1..40),
    ) {
        let lines = document(&format!("group-plan-ibaraki-r4-{name}"));
        read("group-plan", &damaged(&lines, &damages));
    }

    #[test]
    fn write_ups_are_read_whatever_happened_to_them(
        start in 0_usize..11_800,
        damages in prop::collection::vec((any::<usize>(), damage()), 1..20),
    ) {
        let lines = document("smart-practices-h29");
        read("smart-practice", &damaged(&lines[start..start + 300], &damages));
    }

    #[test]
    fn any_text_is_read_as_any_kind(
        text in "(?s).{0,300}",
        kind in prop::sample::select(vec!["smart-practice", "model-survey", "group-plan"]),
    ) {
        read(kind, &format!("{text}.\n"));
    }
}
