//! `renkei add`: takes in documents, one after the other. Shows what would be read of
//! each, takes corrections, and writes on a yes.
//!
//! Whoever types this is an officer: it speaks Japanese.

use std::fmt;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use renkei::corpus::{Corpus, SourceKind};
use renkei::gazetteer::Gazetteer;
use renkei::intake::{
    self, Candidate, Details, Extracted, Extractor, Guess, MisprintError, Obstacle, Preview,
    Shelved, Target, shelve,
};
use renkei::report::Correction;
use renkei::views::reading::Reading;

use super::{AddArgs, reading};
use crate::settings::Settings;

/// What an officer answers to what would be read.
enum Answer {
    Yes,
    No,
    Correct,
}

/// Takes in documents.
pub(super) fn add(settings: &Settings, args: &AddArgs) -> anyhow::Result<ExitCode> {
    let extractor = Extractor::new(std::env::current_exe()?);
    let mut added = false;
    let mut failed = false;
    for file in &args.files {
        say(format_args!("◆ {}", file.display()))?;
        let target = Target::new(settings.corpus());
        match (Adding { args, file, target }).run(&extractor) {
            Ok(is_added) => added |= is_added,
            Err(error) => {
                failed = true;
                say(format_args!("  収められません: {error:#}\n"))?;
            }
        }
    }
    if added {
        say(
            "動いているサイトには数秒で反映されます。動いていなければ renkei serve で起動してください。",
        )?;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes the form that towns fill in.
pub(super) fn template(output: &Path) -> anyhow::Result<ExitCode> {
    let is_word = output
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("docx"));
    let bytes = if is_word {
        intake::word_template()?
    } else {
        intake::TEMPLATE.as_bytes().to_vec()
    };
    fs::write(output, bytes).with_context(|| format!("{}: cannot be written", output.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// One document that is being taken in.
struct Adding<'a> {
    args: &'a AddArgs,
    file: &'a Path,
    target: Target,
}

impl Adding<'_> {
    /// Whether it was taken in.
    fn run(&self, extractor: &Extractor) -> anyhow::Result<bool> {
        let extracted = extractor.extract(self.file)?;
        let corpus = self.target.corpus()?;
        let gazetteer = Gazetteer::of(&corpus)?;
        let kind = self.kind(&extracted, &gazetteer)?;
        let details = self.details();
        details.check()?;
        let mut candidate = Candidate::new(&extracted, self.file, kind, details, &corpus);
        self.name_publisher(&mut candidate)?;
        if let Some(obstacle) = candidate.obstacle(&corpus) {
            anyhow::bail!("{obstacle}{}", way_on(&obstacle));
        }
        for words in &self.args.correct {
            let preview = candidate.preview(&corpus, &gazetteer);
            let parts: Vec<&str> = words.split([';', '；']).map(str::trim).collect();
            let [line, printed, meant, reason] = parts.as_slice() else {
                anyhow::bail!("--correct は「行;印字;正しい語;理由」の順に書いてください: {words}");
            };
            candidate.correct([preview.correction([line, printed, meant, reason])?]);
        }
        self.confirm(candidate, &corpus, &gazetteer)
    }

    /// Shows what would be read until there is a yes or a no.
    fn confirm(
        &self,
        mut candidate: Candidate,
        corpus: &Corpus,
        gazetteer: &Gazetteer,
    ) -> anyhow::Result<bool> {
        loop {
            let preview = candidate.preview(corpus, gazetteer);
            reading::write(&mut io::stdout(), &Reading::of(&preview))?;
            if let Some(obstacle) = preview.obstacle() {
                anyhow::bail!("{obstacle}{}", way_on(&obstacle));
            }
            match self.ask(candidate.source.kind)? {
                Answer::Yes => {
                    let shelved = shelve(&candidate, &self.target)?;
                    print_shelved(&shelved)?;
                    return Ok(true);
                }
                Answer::No => {
                    say(format_args!("書き込みませんでした。\n"))?;
                    return Ok(false);
                }
                Answer::Correct => match ask_correction(&preview)? {
                    Ok(correction) => candidate.correct([correction]),
                    Err(problem) => say(format_args!("{problem}"))?,
                },
            }
        }
    }

    fn ask(&self, kind: SourceKind) -> anyhow::Result<Answer> {
        if self.args.yes {
            return Ok(Answer::Yes);
        }
        let question = format!(
            "{}として、この内容で収めますか。[y=はい / n=いいえ / c=資料の誤植を訂正する]",
            kind.label()
        );
        loop {
            match prompt(&question)?.as_deref() {
                Some("y" | "Y" | "ｙ" | "はい") => return Ok(Answer::Yes),
                Some("c" | "C" | "ｃ" | "訂正") => return Ok(Answer::Correct),
                Some("n" | "N" | "ｎ" | "いいえ") | None => return Ok(Answer::No),
                Some(_) => {}
            }
        }
    }

    fn kind(&self, extracted: &Extracted, gazetteer: &Gazetteer) -> anyhow::Result<SourceKind> {
        let unit = extracted.format.unit();
        let pages = extracted.pages.map(|pages| format!("、{pages}{unit}"));
        say(format_args!(
            "{}{}、{}字",
            extracted.format.label(),
            pages.unwrap_or_default(),
            extracted.text.chars().count()
        ))?;
        for remark in &extracted.remarks {
            say(format_args!("注意: {remark}"))?;
        }
        if let Some(kind) = self.args.kind {
            return Ok(kind);
        }
        let guess = intake::recognise(&extracted.text, gazetteer);
        say(format_args!(
            "見分け: {}（{}）",
            guess.kind.label(),
            guess.because
        ))?;
        if guess.is_sure {
            return Ok(guess.kind);
        }
        self.ask_kind(&guess)
    }

    fn ask_kind(&self, guess: &Guess) -> anyhow::Result<SourceKind> {
        let unsure = || {
            let codes = SourceKind::ALL.map(|it| format!("{}（{}）", it.code(), it.label()));
            anyhow::anyhow!(
                "何の資料か分かりません（{}）。--kind に次のどれかを指定してください: {}",
                guess.because,
                codes.join("、")
            )
        };
        if self.args.yes {
            return Err(unsure());
        }
        for (number, kind) in (1..).zip(SourceKind::ALL) {
            say(format_args!("  {number} {}", kind.label()))?;
        }
        let answer = prompt("何の資料か、番号で選んでください。分からなければ空のまま")?;
        let number = answer.and_then(|it| it.parse::<usize>().ok());
        let kind = number.and_then(|it| SourceKind::ALL.get(it.checked_sub(1)?));
        kind.copied().ok_or_else(unsure)
    }

    fn details(&self) -> Details {
        let AddArgs {
            publisher,
            title,
            published,
            url,
            licence,
            id,
            ..
        } = self.args;
        Details {
            id: id.clone(),
            title: title.clone(),
            publisher: publisher.clone(),
            published: published.clone(),
            url: url.clone(),
            licence: licence.clone(),
        }
    }

    /// Asks who published it, where the document does not say so.
    fn name_publisher(&self, candidate: &mut Candidate) -> anyhow::Result<()> {
        if candidate.source.publisher.is_empty() && !self.args.yes {
            let answer = prompt("発行者（省庁・都道府県・市町村など）")?;
            candidate.source.publisher = answer.unwrap_or_default();
        }
        Ok(())
    }
}

fn print_shelved(shelved: &Shelved) -> io::Result<()> {
    if shelved.begun {
        say(format_args!(
            "{} に、プログラムの中の資料の写しを作って加えました。以後はこのフォルダーが使われます。",
            shelved.folder.display()
        ))?;
    }
    for file in &shelved.files {
        say(format_args!("書き込み: {}", file.display()))?;
    }
    say("")
}

/// What would let a document in.
fn way_on(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Twin { .. } => "",
        Obstacle::NoPublisher => "。--publisher で指定してください",
        Obstacle::Empty => {
            "。--kind で種類を変えるか、renkei template で書き出す様式に書き写してください。PDFの一覧表は、元の Excel なら読み取れることがあります"
        }
    }
}

/// Asks for a misprint, or says why it is none.
fn ask_correction(preview: &Preview) -> anyhow::Result<Result<Correction, MisprintError>> {
    let mut parts = [const { String::new() }; 4];
    let questions = [
        "何行目",
        "そこに印字されている語",
        "正しい語",
        "そう言える理由",
    ];
    for (part, question) in parts.iter_mut().zip(questions) {
        *part = prompt(question)?.unwrap_or_default();
    }
    let [line, printed, meant, reason] = &parts;
    Ok(preview.correction([line, printed, meant, reason]))
}

fn say(words: impl fmt::Display) -> io::Result<()> {
    writeln!(io::stdout(), "{words}")
}

/// Asks for a line; none where nobody answers any more.
fn prompt(question: &str) -> io::Result<Option<String>> {
    let mut out = io::stdout().lock();
    write!(out, "{question}: ")?;
    out.flush()?;
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}
