//! Reads a prefecture's グループ化 plan form.

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;

use super::draft::Reading;

/// Reads the form.
pub(super) fn read(_document: &Document, _gazetteer: &Gazetteer) -> Reading {
    Reading::default()
}
