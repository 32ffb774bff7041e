//! What is served when something is wrong with corpus, tables or index: never less
//! than before without a word, and the reason is there to read.

use std::fs;
use std::path::{Path, PathBuf};

use renkei::search::Query;
use renkei::upkeep::{Kept, Upkeep};
use sha2::{Digest, Sha256};

/// A corpus of two sources, the first with a checksum, and an empty place for its index.
struct Town {
    home: tempfile::TempDir,
}

const WRITE_UPS: &str = "スマートプラクティス 岩手県北上市\n取り組み内容\n看取りの研修を開いた。\nスマートプラクティス 北海道北竜町\n取り組み内容\n看取りの講演会を開いた。\nスマートプラクティス 秋田県横手市\n取り組み内容\n看取りの相談を受けた。\n";

impl Town {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let town = Self { home };
        fs::create_dir(town.corpus()).unwrap();
        fs::write(town.corpus().join("a.txt"), WRITE_UPS).unwrap();
        fs::write(town.corpus().join("b.txt"), WRITE_UPS).unwrap();
        let sum = Sha256::digest(WRITE_UPS);
        let sum: Vec<String> = sum.iter().map(|it| format!("{it:02x}")).collect();
        let source = |id: &str| {
            format!(
                "[[source]]\nid=\"{id}\"\nkind=\"smart-practice\"\nfile=\"{id}.txt\"\ntitle=\"t\"\npublisher=\"p\"\n"
            )
        };
        let manifest = format!(
            "{}sha256=\"{}\"\n{}",
            source("a"),
            sum.concat(),
            source("b")
        );
        fs::write(town.corpus().join("corpus.toml"), manifest).unwrap();
        town
    }

    fn corpus(&self) -> PathBuf {
        self.home.path().join("corpus")
    }

    fn index(&self) -> PathBuf {
        self.home.path().join("index/data")
    }

    fn upkeep(&self, accept: bool) -> Upkeep {
        Upkeep {
            corpus: Some(self.corpus()),
            begun: None,
            index: self.index(),
            accept,
            read_only: false,
        }
    }

    fn open(&self) -> Kept {
        self.upkeep(false).open(&mut |_| {}).unwrap()
    }

    fn accept(&self) -> Kept {
        self.upkeep(true).open(&mut |_| {}).unwrap()
    }
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).unwrap_or_default();
    fs::write(path, before + text).unwrap();
}

/// How many cases are found by a word that stands in all of them.
fn found(kept: &Kept) -> usize {
    let query = Query {
        text: "看取り".to_owned(),
        ..Query::default()
    };
    kept.engine.search(&query).unwrap().total
}

#[test]
fn what_would_lose_something_is_not_taken_until_it_is_accepted() {
    type Change = fn(&Town);
    let changes: [(&str, Change, &str); 6] = [
        (
            "a byte more",
            |town| append(&town.corpus().join("a.txt"), "x"),
            "sha256",
        ),
        (
            "a source gone",
            |town| fs::remove_file(town.corpus().join("b.txt")).unwrap(),
            "b.txt",
        ),
        (
            "a source out of the manifest",
            |town| {
                let path = town.corpus().join("corpus.toml");
                let manifest = fs::read_to_string(&path).unwrap();
                let (one, _) = manifest.rsplit_once("[[source]]").unwrap();
                fs::write(&path, one).unwrap();
            },
            "「b」 is gone",
        ),
        (
            "a text cut off",
            |town| {
                fs::write(
                    town.corpus().join("b.txt"),
                    WRITE_UPS.split_inclusive('\n').take(3).collect::<String>(),
                )
                .unwrap();
            },
            "「b」 has 1 cases, it had 3",
        ),
        (
            "no source at all",
            |town| fs::write(town.corpus().join("corpus.toml"), "").unwrap(),
            "「a」 is gone",
        ),
        (
            "corrections that cannot be read",
            |town| fs::write(town.corpus().join("corrections.toml"), "[[correction").unwrap(),
            "corrections.toml",
        ),
    ];
    for (what, change, reason) in changes {
        let town = Town::new();
        let first = town.open();
        assert_eq!((found(&first), first.concerns.len()), (6, 0), "{what}");
        change(&town);
        let kept = town.open();
        assert_eq!((found(&kept), kept.built), (6, false), "{what}");
        assert!(
            kept.concerns[0].contains(reason),
            "{what}: {:?}",
            kept.concerns
        );
        let accepted = town.accept();
        assert!(accepted.built && accepted.concerns.is_empty(), "{what}");
        let after = town.open();
        assert!(!after.built && after.concerns.is_empty(), "{what}");
    }
}

#[test]
fn what_cannot_be_read_at_all_leaves_the_last_index() {
    type Change = fn(&Town);
    let changes: [(&str, Change); 4] = [
        ("a slip in the manifest", |town| {
            append(&town.corpus().join("corpus.toml"), "[[source\n");
        }),
        ("no corpus folder", |town| {
            fs::remove_dir_all(town.corpus()).unwrap();
        }),
        ("a wrong row in a table", |town| {
            let table = town.index().with_file_name("thesaurus.csv");
            fs::write(table, "concept,term,weight,topic,note\n看取り,看取り,2,,\n").unwrap();
        }),
        ("a wrong list of towns", |town| {
            fs::write(town.corpus().join("municipalities.csv"), "code\n1\n").unwrap();
        }),
    ];
    for (what, change) in changes {
        let town = Town::new();
        town.open();
        change(&town);
        let kept = town.open();
        assert_eq!((found(&kept), kept.built), (6, false), "{what}");
        assert_eq!(kept.concerns.len(), 1, "{what}: {:?}", kept.concerns);
    }
}

#[test]
fn a_first_index_is_built_of_what_can_be_read_and_says_what_cannot() {
    let town = Town::new();
    append(&town.corpus().join("a.txt"), "x");
    let kept = town.open();
    assert_eq!((found(&kept), kept.built), (3, true));
    assert!(kept.concerns[0].contains("sha256"), "{:?}", kept.concerns);
    // It is said at every start until it is put right or accepted.
    let again = town.open();
    assert_eq!((again.built, again.concerns), (false, kept.concerns));
    assert!(town.accept().concerns.is_empty());
    assert!(town.open().concerns.is_empty());
}

#[test]
fn an_error_that_was_accepted_stays_accepted_when_the_corpus_grows() {
    let town = Town::new();
    append(&town.corpus().join("a.txt"), "x");
    town.accept();
    append(
        &town.corpus().join("b.txt"),
        "スマートプラクティス 山形県小国町\n取り組み内容\n看取りの会を開いた。\n",
    );
    let kept = town.open();
    assert_eq!((found(&kept), kept.built), (4, true));
    assert!(kept.concerns.is_empty(), "{:?}", kept.concerns);
}

#[test]
fn a_damaged_index_is_built_again() {
    let town = Town::new();
    town.open();
    let current = fs::read_to_string(town.index().join("current")).unwrap();
    let file = town.index().join(current).join("summaries.jsonl");
    let mut bytes = fs::read(&file).unwrap();
    bytes[40] ^= 4;
    fs::write(&file, bytes).unwrap();
    let kept = town.open();
    assert_eq!((found(&kept), kept.built), (6, true));
    assert!(kept.concerns.is_empty());
}

/// A folder that cannot be written to, where the account can be kept from it.
#[cfg(unix)]
#[test]
fn where_nothing_can_be_built_the_last_index_stays() {
    let town = Town::new();
    town.open();
    append(
        &town.corpus().join("b.txt"),
        "スマートプラクティス 山形県小国町\n取り組み内容\n看取りの会を開いた。\n",
    );
    // A folder stands where the lock would be made, for whatever account.
    fs::remove_file(town.index().join("lock")).unwrap();
    fs::create_dir(town.index().join("lock")).unwrap();
    let kept = town.open();
    assert_eq!((found(&kept), kept.built), (6, false));
    assert!(
        kept.concerns[0].contains("cannot be written"),
        "{:?}",
        kept.concerns
    );
}

#[test]
fn the_program_alone_has_something_to_serve() {
    let upkeep = Upkeep {
        corpus: None,
        begun: None,
        index: PathBuf::from("nowhere"),
        accept: false,
        read_only: false,
    };
    let corpus = upkeep.corpus().unwrap();
    assert!(corpus.sources().len() >= 5);
}

#[test]
fn a_folder_that_is_begun_takes_the_place_of_the_programs_corpus() {
    let town = Town::new();
    let manifest = town.corpus().join("corpus.toml");
    let aside = town.corpus().join("aside.toml");
    fs::rename(&manifest, &aside).unwrap();
    let upkeep = Upkeep {
        corpus: None,
        begun: Some(town.corpus()),
        ..town.upkeep(false)
    };
    let before = upkeep.footprint();
    assert!(upkeep.corpus().unwrap().sources().len() >= 5);
    fs::rename(&aside, &manifest).unwrap();
    assert_ne!(upkeep.footprint(), before);
    let corpus = upkeep.corpus().unwrap();
    assert_eq!(corpus.folder(), town.corpus());
}
