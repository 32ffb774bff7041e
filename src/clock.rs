//! What day it is in Japan, as exports and citations are dated.

use time::{OffsetDateTime, UtcOffset};

/// Today in Japan, ISO 8601: 「2026-11-21」.
pub fn today() -> String {
    // Japan's clocks have stood nine hours before UTC all year round since 1951.
    let offset = UtcOffset::from_hms(9, 0, 0).unwrap_or(UtcOffset::UTC);
    OffsetDateTime::now_utc()
        .to_offset(offset)
        .date()
        .to_string()
}
