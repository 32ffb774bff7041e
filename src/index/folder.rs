//! The index folder: generations side by side, one of them current.
//!
//! A generation is written whole before the file `current` names it, by a rename;
//! so a crash at any moment leaves the old index or the new one, and whoever has
//! the old one open keeps it. What a generation holds is not known here.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

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

/// The right to build in a folder; held by one process at a time.
#[derive(Debug)]
pub(super) struct Builder {
    folder: PathBuf,
    _lock: File,
}

impl Builder {
    /// Waits until no other process builds in the folder.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = File::create(folder.join(LOCK))?;
        lock.lock()?;
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
        })
    }

    /// A new, empty generation.
    pub(super) fn begin(&self) -> io::Result<PathBuf> {
        let last = self
            .generations()?
            .iter()
            .filter_map(|(_, number)| *number)
            .max()
            .unwrap_or(0);
        let generation = self.folder.join(format!("{PREFIX}{}", last + 1));
        fs::create_dir(&generation)?;
        Ok(generation)
    }

    /// Makes a finished generation the current one and clears the others away.
    pub(super) fn finish(&self, generation: &Path) -> io::Result<()> {
        let name = generation.file_name().unwrap_or_default();
        let next = self.folder.join("current.new");
        fs::write(&next, name.as_encoded_bytes())?;
        File::open(&next)?.sync_all()?;
        fs::rename(&next, self.folder.join(CURRENT))?;
        for (path, _) in self.generations()? {
            if path != generation {
                // A leftover costs space, not correctness.
                let _ = fs::remove_dir_all(path);
            }
        }
        Ok(())
    }

    fn generations(&self) -> io::Result<Vec<(PathBuf, Option<u64>)>> {
        let mut generations = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if let Some(number) = entry.file_name().to_string_lossy().strip_prefix(PREFIX) {
                generations.push((entry.path(), number.parse().ok()));
            }
        }
        Ok(generations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_generation_is_never_current() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(current(folder.path()).unwrap(), None);
        let builder = Builder::new(folder.path()).unwrap();
        let first = builder.begin().unwrap();
        builder.finish(&first).unwrap();
        let crashed = builder.begin().unwrap();
        assert_eq!(current(folder.path()).unwrap(), Some(first.clone()));
        let second = builder.begin().unwrap();
        builder.finish(&second).unwrap();
        assert_eq!(current(folder.path()).unwrap(), Some(second));
        assert!(!first.exists() && !crashed.exists());
    }
}
