//! A packed file of Word, Excel or `PowerPoint`: its parts, unpacked up to a limit.
//!
//! A part may claim any size: what counts is what comes out of it.

use std::cell::Cell;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::limits;
use super::refusal::Refusal;

/// A packed file.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: Cell<u64>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        Ok(Self {
            archive,
            left: Cell::new(limits::UNPACKED),
        })
    }

    /// Whether it has this part.
    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// Whether its parts are under a password.
    pub(super) fn is_locked(&self) -> bool {
        let mut archive = self.archive.clone();
        (0..archive.len()).any(|index| archive.by_index_raw(index).is_ok_and(|it| it.encrypted()))
    }

    /// A part's text; none where there is no such part.
    pub(super) fn text(&self, part: &str) -> Result<Option<String>, Refusal> {
        if !self.has(part) {
            return Ok(None);
        }
        let mut archive = self.archive.clone();
        let file = archive.by_name(part).map_err(|_| Refusal::Damaged)?;
        let left = self.left.get();
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Refusal::Damaged)?;
        self.left
            .set(left.checked_sub(bytes.len() as u64).ok_or(Refusal::Bomb)?);
        let text = String::from_utf8(bytes).map_err(|_| Refusal::Damaged)?;
        Ok(Some(text))
    }

    /// Unpacks everything to nowhere, so that another reader of these bytes meets no
    /// bomb.
    pub(super) fn weigh(&self) -> Result<(), Refusal> {
        let mut archive = self.archive.clone();
        let mut left = self.left.get();
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
            let weight = std::io::copy(&mut file.take(left + 1), &mut std::io::sink())
                .map_err(|_| Refusal::Damaged)?;
            left = left.checked_sub(weight).ok_or(Refusal::Bomb)?;
        }
        Ok(())
    }
}
