//! The index folder: generations side by side, one of them current.
//!
//! A generation is written whole and lies on the disk before the file `current` names
//! it, by a rename; so a crash or a power cut at any moment leaves the old index or the
//! new one, and whoever has the old one open keeps it. What a generation holds is not
//! known here.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::seal::sync_folder;

const CURRENT: &str = "current";
const LOCK: &str = "lock";
const PREFIX: &str = "generation-";

/// The generation that is current; none where nothing was built yet.
pub(crate) fn current(folder: &Path) -> io::Result<Option<PathBuf>> {
    let name = match fs::read_to_string(folder.join(CURRENT)) {
        Ok(name) => name,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let generation = folder.join(name.trim());
    Ok((name.starts_with(PREFIX) && generation.is_dir()).then_some(generation))
}

/// A generation that is being written, by one process at a time; it goes away again
/// where it is not finished.
#[derive(Debug)]
pub(super) struct Generation {
    folder: PathBuf,
    path: PathBuf,
    is_current: bool,
    _lock: File,
}

impl Generation {
    /// Waits until no other process builds in the folder, and begins a new, empty one.
    /// What builds left behind that did not come to their end is cleared away first, for
    /// the space it takes.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.lock()?;
        let current = current(folder).ok().flatten();
        let mut last = 0;
        for (path, number) in generations(folder)? {
            last = last.max(number.unwrap_or(0));
            if Some(&path) != current.as_ref() {
                remove(&path);
            }
        }
        let path = folder.join(format!("{PREFIX}{}", last + 1));
        fs::create_dir(&path)?;
        Ok(Self {
            folder: folder.to_owned(),
            path,
            is_current: false,
            _lock: lock,
        })
    }

    /// Its folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it, finished, the current one and clears the others away.
    pub(super) fn finish(mut self) -> io::Result<()> {
        sync_folder(&self.path)?;
        sync_folder(&self.folder)?;
        let name = self.path.file_name().unwrap_or_default();
        let next = self.folder.join("current.new");
        let mut file = File::create(&next)?;
        file.write_all(name.as_encoded_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&next, self.folder.join(CURRENT))?;
        self.is_current = true;
        sync_folder(&self.folder)?;
        for (path, _) in generations(&self.folder)? {
            if path != self.path {
                remove(&path);
            }
        }
        Ok(())
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        if !self.is_current {
            remove(&self.path);
        }
    }
}

/// Every generation in a folder with its number.
fn generations(folder: &Path) -> io::Result<Vec<(PathBuf, Option<u64>)>> {
    let mut generations = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(number) = entry.file_name().to_string_lossy().strip_prefix(PREFIX) {
            generations.push((entry.path(), number.parse().ok()));
        }
    }
    Ok(generations)
}

/// Clears a generation away. A leftover costs space, not correctness; the next build
/// tries again.
fn remove(generation: &Path) {
    if let Err(error) = fs::remove_dir_all(generation) {
        tracing::debug!(%error, "{} stays", generation.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_generation_is_never_current_and_never_stays() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(current(folder.path()).unwrap(), None);
        let begin = || Generation::begin(folder.path()).unwrap();
        let named = || current(folder.path()).unwrap();
        let first = begin();
        let first_path = first.path().to_owned();
        first.finish().unwrap();
        let failed = begin();
        let failed_path = failed.path().to_owned();
        assert_eq!(named(), Some(first_path.clone()));
        drop(failed);
        assert!(!failed_path.exists());
        // A killed build leaves its folder behind.
        let killed = folder.path().join("generation-9");
        fs::create_dir(&killed).unwrap();
        let second = begin();
        assert!(!killed.exists() && first_path.exists());
        let second_path = second.path().to_owned();
        second.finish().unwrap();
        assert_eq!(named(), Some(second_path));
        assert!(!first_path.exists());
    }
}
