//! Where the files of a corpus stand: in a folder, or in the program itself, so that
//! the program alone has something to serve.
//!
//! Hands out bytes; what a file says is its reader's business.

use std::io;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/corpus_files.rs"));

/// Where a corpus stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// In a folder.
    Folder(PathBuf),
    /// In the program, as its own `corpus` folder was when it was built.
    BuiltIn,
}

impl Shelf {
    /// The folder by which messages call it.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::BuiltIn => Path::new("corpus"),
        }
    }

    /// A file's bytes.
    pub(crate) fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => std::fs::read(folder.join(file)),
            Self::BuiltIn => FILES
                .iter()
                .find(|(name, _)| Path::new(name) == file)
                .map(|(_, bytes)| bytes.to_vec())
                .ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }

    /// The names of its files, in order; none where the folder cannot be listed.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Folder(folder) => std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_ok_and(|it| it.is_file()))
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect(),
            Self::BuiltIn => FILES.iter().map(|(name, _)| (*name).to_owned()).collect(),
        };
        names.sort();
        names
    }

    /// A text beside the sources; none where there is no such file.
    pub(crate) fn text_beside(&self, file: &str) -> io::Result<Option<String>> {
        match self.read(Path::new(file)) {
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| {
                let problem = "it is not UTF-8; save it as UTF-8";
                io::Error::new(io::ErrorKind::InvalidData, problem)
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}
