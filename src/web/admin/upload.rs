//! A file that a form sends, written to the system's folder for temporary files as it
//! comes, and gone from there as soon as it was read.

use std::io;

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use tempfile::NamedTempFile;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::intake::{Refusal, limits};

/// The field of the form.
const FIELD: &str = "file";
/// How much is let go by before the connection is closed: a browser shows the answer
/// only once it has sent everything.
const PASSED_BY: u64 = 10 * limits::FILE;

/// A file that came in whole.
pub(super) struct Received {
    /// The name that it had on the sender's machine.
    pub(super) name: String,
    /// Where it lies.
    pub(super) file: NamedTempFile,
}

/// Why no file came in.
#[derive(Debug, thiserror::Error)]
pub(super) enum UploadError {
    /// None was chosen.
    #[error("ファイルが選ばれていません。ファイルを選んでから、もう一度押してください。")]
    Nothing,
    /// It is larger than is read.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The form broke off.
    #[error("ファイルを受け取れませんでした（{0}）。もう一度お試しください。")]
    Broken(#[from] MultipartError),
    /// It cannot be written down.
    #[error("一時ファイルに書き込めません（{0}）。空き容量を確かめてください。")]
    Write(#[from] io::Error),
}

/// Takes the file of a form.
pub(super) async fn receive(mut form: Multipart) -> Result<Received, UploadError> {
    while let Some(mut field) = form.next_field().await? {
        if field.name() != Some(FIELD) {
            continue;
        }
        let name = plain(field.file_name().unwrap_or_default());
        let file = tempfile::Builder::new()
            .prefix("renkei-")
            .suffix(&ending(&name))
            .tempfile()?;
        let mut out = File::from_std(file.reopen()?);
        let mut length = 0;
        while let Some(chunk) = field.chunk().await? {
            length += chunk.len() as u64;
            if length <= limits::FILE {
                out.write_all(&chunk).await?;
            } else if length > PASSED_BY {
                break;
            }
        }
        out.flush().await?;
        if length > limits::FILE {
            return Err(Refusal::TooLarge.into());
        }
        if name.is_empty() {
            return Err(UploadError::Nothing);
        }
        return Ok(Received { name, file });
    }
    Err(UploadError::Nothing)
}

/// A file's name without the folders that some browsers send along.
fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars()
        .filter(|it| !it.is_control())
        .take(120)
        .collect()
}

/// The ending of a name, with its dot, where it is one that a program gives.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_plain =
        (1..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
    if is_plain {
        format!(".{ending}")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        for (sent, kept) in [
            ("事例集.pdf", "事例集.pdf"),
            ("C:\\文書\\a.docx", "a.docx"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb.txt", "ab.txt"),
            ("..", ".."),
        ] {
            assert_eq!(plain(sent), kept);
        }
        assert_eq!(ending("a.PDF"), ".PDF");
        for name in ["..", "a", "a.b c", "a.reallylong"] {
            assert_eq!(ending(name), "");
        }
    }
}
