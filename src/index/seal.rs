//! What proves that the files of an index are the ones that were written: their
//! lengths and a digest of each block, kept in the stamp.
//!
//! A disk that loses or turns bits, a copy that stopped half-way and a hand that
//! edits a file are found before anything is answered from it. What the files hold
//! is not known here.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Instant;

use rayon::iter::{ParallelBridge, ParallelIterator};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::corpus::hex;

/// How many bytes one digest stands for: little enough that one can be checked
/// whenever a monitor asks, many enough that the digests of a large index are few.
const BLOCK: u64 = 1 << 20;
/// How many bytes are read at a time.
const PIECE: u64 = 1 << 16;

/// By a file's path in its folder, parts apart by `/`: what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seal(BTreeMap<String, Sealed>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Sealed {
    bytes: u64,
    /// One digest for each [`BLOCK`] bytes.
    blocks: Vec<String>,
}

impl Seal {
    /// Puts every file in a folder safely on the disk, readable for whoever may read
    /// the folder's other files, and seals it.
    pub(super) fn set(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut waiting = vec![(folder.to_owned(), String::new())];
        while let Some((path, name)) = waiting.pop() {
            if !path.is_dir() {
                readable(&path)?;
                sync_file(&path)?;
                files.insert(name, Sealed::of(&path)?);
                continue;
            }
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                let inside = entry.file_name().to_string_lossy().into_owned();
                let inside = if name.is_empty() {
                    inside
                } else {
                    format!("{name}/{inside}")
                };
                waiting.push((entry.path(), inside));
            }
            sync_folder(&path)?;
        }
        Ok(Self(files))
    }

    /// Checks that every file is there in its length, and what the files hold, block
    /// by block, until the time is over. Tells whether all of it was looked at, or which
    /// file is not the one that was written.
    pub(crate) fn verify(&self, folder: &Path, until: Instant) -> Result<bool, String> {
        for (name, sealed) in &self.0 {
            match fs::metadata(folder.join(name)).map(|it| it.len()) {
                Ok(length) if length == sealed.bytes => {}
                Ok(length) => return Err(format!("{name}: {length} bytes, not {}", sealed.bytes)),
                Err(error) => return Err(format!("{name}: {error}")),
            }
        }
        let blocks = self.blocks().par_bridge();
        let checked = blocks.map(|(name, number, digest)| {
            let in_time = Instant::now() < until;
            if in_time {
                check(folder, name, number, digest)?;
            }
            Ok(in_time)
        });
        checked.try_reduce(|| true, |one, other| Ok(one && other))
    }

    /// Checks one block, taken at random.
    pub(crate) fn sample(&self, folder: &Path) -> Result<(), String> {
        let place = fastrand::usize(..self.blocks().count().max(1));
        let block = self.blocks().nth(place);
        block.map_or(Ok(()), |(name, number, digest)| {
            check(folder, name, number, digest)
        })
    }

    /// Every block: its file, its number in it and its digest.
    fn blocks(&self) -> impl Iterator<Item = (&str, u64, &str)> {
        self.0.iter().flat_map(|(name, sealed)| {
            let blocks = (0..).zip(&sealed.blocks);
            blocks.map(move |(number, digest)| (name.as_str(), number, digest.as_str()))
        })
    }
}

fn check(folder: &Path, name: &str, number: u64, digest: &str) -> Result<(), String> {
    let found = File::open(folder.join(name)).and_then(|mut file| {
        file.seek(SeekFrom::Start(number * BLOCK))?;
        block(&mut file)
    });
    match found {
        Ok(found) if found.as_deref() == Some(digest) => Ok(()),
        Ok(_) => Err(format!("{name}: its checksum differs")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

impl Sealed {
    fn of(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut blocks = Vec::new();
        while let Some(digest) = block(&mut file)? {
            blocks.push(digest);
        }
        Ok(Self {
            bytes: file.metadata()?.len(),
            blocks,
        })
    }
}

/// The digest of the next block; none at the end.
fn block(file: &mut File) -> io::Result<Option<String>> {
    // Fresh memory for a whole block would have to be cleared for each of thousands.
    let mut piece = Vec::with_capacity(PIECE as usize);
    let mut rest = file.take(BLOCK);
    let mut digest = Sha256::new();
    while rest.by_ref().take(PIECE).read_to_end(&mut piece)? > 0 {
        digest.update(&piece);
        piece.clear();
    }
    Ok((rest.limit() < BLOCK).then(|| hex(&digest.finalize())))
}

/// Puts what a file holds on the disk. The handle must be one that can write:
/// Windows syncs no other.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.sync_all()
}

/// Puts the names in a folder on the disk; where folders cannot be opened, as on
/// Windows, the system does so itself.
#[cfg(unix)]
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Lets whoever may read the folder read a file too: the index library makes some
/// for its own account only, and an index built by one account is served by another.
#[cfg(unix)]
fn readable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    let may_read = fs::metadata(folder)?.permissions().mode() & 0o444;
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_mode(permissions.mode() | may_read);
    fs::set_permissions(path, permissions)
}

#[cfg(not(unix))]
fn readable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_changed_cut_or_gone_is_found() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("index");
        fs::create_dir_all(folder.join("inner")).unwrap();
        let large = vec![7; BLOCK as usize + 5];
        for (name, bytes) in [
            ("a", b"text".as_slice()),
            ("inner/b", &large),
            ("inner/c", b""),
        ] {
            fs::write(folder.join(name), bytes).unwrap();
        }
        let seal = Seal::set(&folder).unwrap();
        let verify = || seal.verify(&folder, Instant::now() + Duration::from_mins(1));
        assert!(verify().unwrap());
        let whole = fs::read(folder.join("inner/b")).unwrap();
        let mut turned = whole.clone();
        turned[BLOCK as usize + 2] ^= 1;
        for broken in [&turned[..], &whole[..9], b""] {
            fs::write(folder.join("inner/b"), broken).unwrap();
            let error = verify().unwrap_err();
            assert!(error.starts_with("inner/b: "), "{error}");
        }
        fs::remove_file(folder.join("inner/b")).unwrap();
        assert!(verify().is_err());
    }

    #[test]
    fn time_bounds_what_is_read_but_not_the_lengths() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a"), "text").unwrap();
        let seal = Seal::set(folder.path()).unwrap();
        let past = Instant::now().checked_sub(Duration::from_secs(1)).unwrap();
        assert!(!seal.verify(folder.path(), past).unwrap());
        fs::write(folder.path().join("a"), "longer").unwrap();
        assert!(seal.verify(folder.path(), past).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn whoever_may_read_the_folder_may_read_its_files() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        fs::write(&file, "text").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Seal::set(folder.path()).unwrap();
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o644
        );
    }
}
