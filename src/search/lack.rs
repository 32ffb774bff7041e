//! Words by which a query says that something is missing, is not there or is not asked
//! for.
//!
//! What cases say of it is not known here.

/// Words that say that something is missing. 切れ目のない is no lack: a bare ない counts
/// at the end alone.
pub(super) const LACK: [&str; 11] = [
    "がない",
    "がなく",
    "がいない",
    "がいなく",
    "足りな",
    "できな",
    "られな",
    "ません",
    "不足",
    "困難",
    "難しい",
];

/// Whether a clause says that something is missing or does not work, in its midst
/// (訪問看護がなくて困る) or at its end (人が集まらない).
pub(super) fn speaks_of_lack(text: &str) -> bool {
    text.ends_with("ない") || LACK.iter().any(|lack| text.contains(lack))
}

/// How a query and the cases say of what they name that there is none.
pub(super) const NONE: [&str; 8] = [
    "がない",
    "がなく",
    "がいない",
    "がいなく",
    "のない",
    "はない",
    "もない",
    "なし",
];

/// After what is not asked for: 医師会以外の委託先.
pub(super) const EXCEPT: &str = "以外";

/// The words at the beginning of a text that say so of what stands before it.
pub(super) fn none_at(rest: &str) -> Option<&'static str> {
    NONE.into_iter().find(|none| rest.starts_with(none))
}

/// What follows after so many characters.
pub(super) fn after(folded: &str, chars: usize) -> &str {
    let at = folded.char_indices().nth(chars);
    at.map_or("", |(at, _)| &folded[at..])
}
