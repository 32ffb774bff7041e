//! Compiles the IPADIC source, which a build-dependency carries in its package,
//! into the dictionary that `src/language/dictionary.rs` bakes into the program.
//!
//! Also gives `src/index/stamp.rs` a digest of the code that reads and cuts the
//! corpus, so that an index built by other code is known to be stale.
//!
//! Lists what the program is made of (`build/notices.rs`), and the files of `corpus`
//! for `src/corpus/shelf.rs`, which carries them in the program.
//!
//! It must not fetch anything: `cargo build` has to work from the crate registry
//! alone, or from `cargo vendor` on a closed network. The archive is found by
//! asking `cargo metadata` where the build-dependency lies.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::read::GzDecoder;
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::{DICTIONARY_FORMAT_VERSION, Metadata};
use tar::Archive;

/// The package that carries the archive, as `Cargo.toml` pins it.
const PACKAGE: (&str, &str) = ("lindera-ipadic", "0.28.0");
/// The archive's file name, without its ending the folder it unpacks to.
const ARCHIVE: &str = "mecab-ipadic-2.7.0-20070801";

#[path = "build/notices.rs"]
mod notices;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=Cargo.lock");

    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    println!("cargo::rustc-env=RENKEI_CODE={:016x}", code()?);

    fs::write(out.join("corpus_files.rs"), corpus_files()?)?;
    let metadata = cargo_metadata()?;
    notices::write(&metadata, &out)?;

    // Written last, so that a dictionary that was not finished is not taken for one.
    let made = out.join("dictionary-made-from");
    let from = format!("{} {} {DICTIONARY_FORMAT_VERSION}", PACKAGE.0, PACKAGE.1);
    if fs::read_to_string(&made).is_ok_and(|it| it == from) {
        return Ok(());
    }
    compile(&out, &package_folder(&metadata)?)?;
    fs::write(&made, from)?;
    Ok(())
}

/// Unpacks IPADIC's source and compiles it into `lindera-ipadic` in this folder.
fn compile(out: &Path, package: &Path) -> Result<(), Box<dyn Error>> {
    let dictionary = out.join("lindera-ipadic");
    let archive = package.join("resources").join(format!("{ARCHIVE}.tar.gz"));
    Archive::new(GzDecoder::new(File::open(&archive)?)).unpack(out)?;

    if dictionary.exists() {
        fs::remove_dir_all(&dictionary)?;
    }
    DictionaryBuilder::new(metadata()?).build_dictionary(&out.join(ARCHIVE), &dictionary)?;
    // The dictionary may be passed on with its terms only: they go along in the program.
    // The file is ASCII but for two stray bytes at its end.
    let terms = fs::read(out.join(ARCHIVE).join("COPYING"))?;
    let terms = String::from_utf8_lossy(&terms).replace(char::REPLACEMENT_CHARACTER, "");
    fs::write(dictionary.join("COPYING"), terms)?;
    // The unpacked source is 50 MB that nothing reads again.
    fs::remove_dir_all(out.join(ARCHIVE))?;
    Ok(())
}

/// What decides how the corpus is read, cut and kept.
const CODE: [&str; 16] = [
    "index/tag-examples.csv",
    "index/tag-rules.csv",
    "src/collection.rs",
    "src/comparable",
    "src/comparable.rs",
    "src/corpus",
    "src/corpus.rs",
    "src/gazetteer.rs",
    "src/index",
    "src/ingest",
    "src/language",
    "src/record.rs",
    "src/report.rs",
    "src/text.rs",
    "src/vocabulary.rs",
    "corpus/municipalities.csv",
];

/// A digest of the files of [`CODE`].
fn code() -> Result<u64, Box<dyn Error>> {
    let mut hasher = DefaultHasher::new();
    let mut waiting: Vec<PathBuf> = CODE.iter().rev().map(PathBuf::from).collect();
    for path in &waiting {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = fs::read_dir(&path)?
                .map(|entry| Ok(entry?.path()))
                .collect::<Result<_, io::Error>>()?;
            inside.sort();
            waiting.extend(inside);
        } else {
            fs::read(&path)?.hash(&mut hasher);
        }
    }
    Ok(hasher.finish())
}

/// The code of a table of the corpus's files, each with its bytes.
fn corpus_files() -> Result<String, Box<dyn Error>> {
    println!("cargo::rerun-if-changed=corpus");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("corpus");
    let mut names: Vec<String> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, io::Error>>()?;
    names.sort();
    let mut rows = String::new();
    for name in names {
        let path = folder.join(&name);
        let path = path.to_str().ok_or("the project's path is not UTF-8")?;
        writeln!(rows, "({name:?}, include_bytes!({path:?})),")?;
    }
    Ok(format!(
        "/// The files of the corpus, by their names.\nconst FILES: &[(&str, &[u8])] = &[\n{rows}];\n"
    ))
}

/// The folder in which cargo keeps the package that carries the archive.
fn package_folder(metadata: &serde_json::Value) -> Result<PathBuf, Box<dyn Error>> {
    let packages = metadata["packages"]
        .as_array()
        .ok_or("`cargo metadata` printed no packages")?;
    packages
        .iter()
        .find(|package| package["name"] == PACKAGE.0 && package["version"] == PACKAGE.1)
        .and_then(|package| package["manifest_path"].as_str())
        .and_then(|manifest| Path::new(manifest).parent())
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("`cargo metadata` does not list {} {}", PACKAGE.0, PACKAGE.1).into())
}

/// What cargo knows of the packages for this target.
fn cargo_metadata() -> Result<serde_json::Value, Box<dyn Error>> {
    let target = env::var("TARGET")?;
    // Offline first: all that is needed is there once cargo has come this far.
    // Development dependencies may still be missing then; the second try may
    // fetch them from the registry that cargo is set up to use.
    ask_cargo(&target, true).or_else(|_| ask_cargo(&target, false))
}

fn ask_cargo(target: &str, offline: bool) -> Result<serde_json::Value, Box<dyn Error>> {
    let mut command = Command::new(env::var("CARGO")?);
    command
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", target])
        .current_dir(env::var("CARGO_MANIFEST_DIR")?);
    if offline {
        command.arg("--offline");
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// How the source is to be read: IPADIC's columns, in its own encoding.
fn metadata() -> Result<Metadata, Box<dyn Error>> {
    Ok(serde_json::from_value(serde_json::json!({
        "name": "ipadic",
        "encoding": "EUC-JP",
        "default_word_cost": -10000,
        "default_left_context_id": 0,
        "default_right_context_id": 0,
        "default_field_value": "*",
        "flexible_csv": true,
        "skip_invalid_cost_or_id": false,
        "normalize_details": true,
        "dictionary_schema": {"fields": [
            "surface", "left_context_id", "right_context_id", "cost",
            "part_of_speech", "part_of_speech_subcategory_1",
            "part_of_speech_subcategory_2", "part_of_speech_subcategory_3",
            "conjugation_form", "conjugation_type", "base_form", "reading", "pronunciation"
        ]},
        "user_dictionary_schema": {"fields": ["surface", "part_of_speech", "reading"]}
    }))?)
}
