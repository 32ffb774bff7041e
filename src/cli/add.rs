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
    self, Candidate, Details, Extracted, Extractor, Guess, Preview, Shelved, Target, shelve,
};
use renkei::report::Correction;

use super::AddArgs;
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
        let mut candidate = Candidate::new(&extracted, self.file, kind, self.details(), &corpus);
        if let Some(twin) = candidate.twin(&corpus) {
            anyhow::bail!(
                "同じ内容の資料「{}」（{}）が収められています",
                twin.title,
                twin.id
            );
        }
        self.name_publisher(&mut candidate)?;
        for words in &self.args.correct {
            let preview = candidate.preview(&corpus, &gazetteer);
            let parts: Vec<&str> = words.split([';', '；']).map(str::trim).collect();
            let [line, printed, meant, reason] = parts.as_slice() else {
                anyhow::bail!("--correct は「行;印字;正しい語;理由」の順に書いてください: {words}");
            };
            let correction = correction(&candidate, &preview, [line, printed, meant, reason]);
            candidate
                .corrections
                .push(correction.map_err(anyhow::Error::msg)?);
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
            say(format_args!("{preview}"))?;
            if preview.is_empty() {
                anyhow::bail!(
                    "事例が1件も読み取れません。--kind で種類を変えるか、renkei template で書き出す様式に書き写してください。PDFの一覧表は、元の Excel なら読み取れることがあります"
                );
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
                Answer::Correct => match ask_correction(&candidate, &preview)? {
                    Ok(correction) => candidate.corrections.push(correction),
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
        if candidate.source.publisher.is_empty() {
            anyhow::bail!("発行者が分かりません。--publisher で指定してください");
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

/// Asks for a misprint, or says why it is none.
fn ask_correction(
    candidate: &Candidate,
    preview: &Preview,
) -> anyhow::Result<Result<Correction, String>> {
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
    Ok(correction(
        candidate,
        preview,
        [line, printed, meant, reason],
    ))
}

/// A correction, if its line holds what is said to be printed there.
fn correction(
    candidate: &Candidate,
    preview: &Preview,
    [line, printed, meant, reason]: [&str; 4],
) -> Result<Correction, String> {
    let number: usize = line
        .parse()
        .map_err(|_| format!("「{line}」は行の番号ではありません"))?;
    if printed.is_empty() || reason.is_empty() {
        return Err("印字されている語と、そう言える理由を書いてください".to_owned());
    }
    let words = preview.line(number).unwrap_or_default();
    if !words.contains(printed) {
        return Err(format!(
            "{number}行に「{printed}」はありません: {}",
            words.trim()
        ));
    }
    Ok(Correction {
        source: candidate.source.id.clone(),
        line: number,
        printed: printed.to_owned(),
        meant: meant.to_owned(),
        reason: reason.to_owned(),
    })
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
