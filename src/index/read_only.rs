//! The index library's folder, opened so that nothing is written to it and nothing
//! locked: an index is served from a medium or by an account that may only read.
//!
//! A finished generation never changes, so there is nothing that a lock would guard.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, FileSlice, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, Index, TantivyError};

/// Opens the index in a folder for reading alone.
pub(super) fn open(folder: &Path) -> Result<Index, TantivyError> {
    Index::open(ReadOnly {
        folder: folder.to_owned(),
        mapped: MmapDirectory::open(folder)?,
    })
}

/// The ending of the files that hold the stored cases.
const STORE: &str = "store";

#[derive(Clone, Debug)]
struct ReadOnly {
    folder: PathBuf,
    mapped: MmapDirectory,
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "opened for reading only")
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        // Cases are read one here and one there: mapped, each would bring its whole
        // neighbourhood into memory to stay. Threads can share a file only on Unix.
        if cfg!(unix) && path.extension().is_some_and(|it| it == STORE) {
            let file = FileSlice::open(&self.folder.join(path));
            let file =
                file.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
            return Ok(Arc::new(file));
        }
        self.mapped.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> Result<WatchHandle, TantivyError> {
        Ok(WatchHandle::empty())
    }
}
