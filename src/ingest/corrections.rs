//! What an editor has written down in `corrections.toml`: what a document itself
//! misprints, put right before the document is read and remembered, so that figures
//! and names still say how they are printed; and lines of a form whose figures may be
//! published although they look private.
//!
//! Never a place for what the reader fails to read. A correction or release that does
//! not match its line any more is an error, for the document or the line has changed.

use serde::Deserialize;

use super::draft::Draft;
use crate::corpus::Shelf;
use crate::record::Lines;
use crate::report::{Correction, Release};

/// The file's name in a corpus folder.
pub(crate) const FILE: &str = "corrections.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    correction: Vec<Correction>,
    #[serde(default)]
    release: Vec<Release>,
}

/// The misprints and releases of a corpus.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    all: Vec<Correction>,
    releases: Vec<Release>,
}

/// A source's text put right.
#[derive(Debug, Default)]
pub(super) struct Corrected {
    /// The text.
    pub(super) text: String,
    /// What was put right.
    pub(super) applied: Vec<Correction>,
    /// The lines whose figures were let through.
    pub(super) released: Vec<Release>,
    /// Corrections and releases that do not match their lines.
    pub(super) errors: Vec<String>,
}

impl Corrections {
    /// Those that no file holds yet.
    pub(super) fn of(all: Vec<Correction>) -> Self {
        Self {
            all,
            releases: Vec::new(),
        }
    }

    /// The corrections of a corpus; none where it has no such file.
    pub(super) fn of_corpus(shelf: &Shelf) -> Result<Self, String> {
        let path = shelf.folder().join(FILE);
        let text = match shelf.text_beside(FILE) {
            Ok(Some(text)) => text,
            Ok(None) => return Ok(Self::default()),
            Err(error) => return Err(format!("{}: cannot be read: {error}", path.display())),
        };
        let file: File = toml::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("{}: {}", path.display(), error.message()))?;
        Ok(Self {
            all: file.correction,
            releases: file.release,
        })
    }

    /// The corrections and releases of sources that the manifest does not know, as
    /// errors.
    pub(super) fn strays(&self, known: impl Fn(&str) -> bool) -> Vec<String> {
        let corrections = self
            .all
            .iter()
            .map(|it| (&it.source, it.line, "correction"));
        let releases = self
            .releases
            .iter()
            .map(|it| (&it.source, it.line, "release"));
        corrections
            .chain(releases)
            .filter(|(source, _, _)| !known(source))
            .map(|(source, line, what)| {
                format!(
                    "{FILE}: no source 「{source}」 in the manifest for the {what} of line {line}; correct its `source` or take it out"
                )
            })
            .collect()
    }

    /// The lines of a source whose figures an editor lets through.
    pub(super) fn released(&self, source: &str, text: &str) -> Vec<usize> {
        let lines: Vec<&str> = text.split('\n').collect();
        let is_there = |release: &&Release| {
            let line = release.line.checked_sub(1).and_then(|at| lines.get(at));
            let printed = release.printed.as_deref().unwrap_or_default();
            release.source == source && line.is_some_and(|line| line.contains(printed))
        };
        self.releases
            .iter()
            .filter(is_there)
            .map(|it| it.line)
            .collect()
    }

    /// Puts a source's text right, of which figures on some lines were let through.
    pub(super) fn apply(&self, source: &str, text: &str, released: &[usize]) -> Corrected {
        let mut corrected = Corrected::default();
        for release in self.releases.iter().filter(|it| it.source == source) {
            if released.contains(&release.line) {
                corrected.released.push(release.clone());
            } else {
                corrected.errors.push(format!(
                    "{FILE}: {source} line {} withholds no figure, or does not hold the `printed` words any more; look at the line and correct or take out the release",
                    release.line
                ));
            }
        }
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        for correction in self.all.iter().filter(|it| it.source == source) {
            let line = correction
                .line
                .checked_sub(1)
                .and_then(|index| lines.get_mut(index));
            match line {
                Some(line) if line.contains(&correction.printed) && !correction.printed.is_empty() => {
                    *line = line.replacen(&correction.printed, &correction.meant, 1);
                    corrected.applied.push(correction.clone());
                }
                _ => corrected.errors.push(format!(
                    "{FILE}: {source} line {} does not hold 「{}」 any more; look at the line and correct or take out the correction",
                    correction.line, correction.printed
                )),
            }
        }
        corrected.text = lines.join("\n");
        corrected
    }
}

impl Corrected {
    /// Lets a draft's name and figures say how they are printed.
    pub(super) fn restore(&self, draft: &mut Draft) {
        if let Some(at) = draft.printed_at {
            for misprint in self.within([at, at]) {
                draft.printed_name = as_printed(misprint, &draft.printed_name);
            }
        }
        for fact in draft.facts.stated.values_mut() {
            for misprint in self.within(fact.lines) {
                fact.printed = as_printed(misprint, &fact.printed);
                fact.corrected = Some(misprint.reason.clone());
            }
        }
    }

    fn within(&self, lines: Lines) -> impl Iterator<Item = &Correction> {
        self.applied
            .iter()
            .filter(move |misprint| (lines[0]..=lines[1]).contains(&misprint.line))
    }
}

fn as_printed(misprint: &Correction, text: &str) -> String {
    if misprint.meant.is_empty() {
        text.to_owned()
    } else {
        text.replacen(&misprint.meant, &misprint.printed, 1)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn corrections(toml: &str) -> Corrections {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), toml).unwrap();
        Corrections::of_corpus(&Shelf::Folder(folder.path().to_owned())).unwrap()
    }

    const ONE: &str = "[[correction]]\nsource=\"a\"\nline=2\nprinted=\"内良県\"\nmeant=\"奈良県\"\nreason=\"誤字\"\n";

    #[test]
    fn a_misprint_is_put_right_on_its_line() {
        let corrected = corrections(ONE).apply("a", "内良県\n 内良県大和郡山市\n", &[]);
        assert_eq!(corrected.text, "内良県\n 奈良県大和郡山市\n");
        let applied = corrected.applied.iter().map(ToString::to_string);
        assert_eq!(
            applied.collect::<Vec<_>>(),
            ["a 2行: 「内良県」→「奈良県」（誤字）"]
        );
    }

    #[test]
    fn a_correction_that_matches_no_more_is_an_error() {
        let corrections = corrections(ONE);
        let corrected = corrections.apply("a", "一行だけ", &[]);
        assert!(corrected.errors[0].contains("line 2 does not hold 「内良県」"));
        assert_eq!(corrections.strays(|id| id == "b").len(), 1);
    }

    #[test]
    fn a_release_holds_only_where_its_words_stand() {
        let release = "[[release]]\nsource=\"a\"\nline=2\nprinted=\"病床\"\nreason=\"公表済み\"\n";
        let corrections = corrections(release);
        assert_eq!(corrections.released("a", "病床\n病床13床"), [2]);
        assert!(corrections.released("a", "病床13床\n患者13名").is_empty());
        assert!(corrections.released("b", "病床\n病床13床").is_empty());
        let released = corrections.apply("a", "", &[2]).released;
        assert_eq!(released[0].to_string(), "a 2行: 公表済み");
        assert_eq!(corrections.apply("a", "", &[]).errors.len(), 1);
    }

    #[test]
    fn a_folder_without_corrections_has_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            Corrections::of_corpus(&Shelf::Folder(folder.path().to_owned()))
                .unwrap()
                .all
                .is_empty()
        );
        fs::write(folder.path().join(FILE), "[[correction]]\nline=1\n").unwrap();
        assert!(
            Corrections::of_corpus(&Shelf::Folder(folder.path().to_owned()))
                .unwrap_err()
                .contains("source")
        );
    }
}
