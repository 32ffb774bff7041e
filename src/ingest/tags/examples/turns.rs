//! How a sentence speaks: its runs of characters, and those near its end, which
//! decides, once more. What the sentence is about is not known here.

/// The longest run of characters that is a feature.
const LONGEST: usize = 4;
/// A run counts again for each of these ends of the sentence that it stands in, in
/// characters. Chosen on examples of writers of whom none had been read.
const ENDS: [usize; 3] = [6, 12, 24];

/// A run of characters, and in which end of the sentence it stands; 0 is the whole.
pub(super) type Turn = (u8, [char; LONGEST]);

/// The turns of a folded sentence, each once: digits as one, its start and end marked.
pub(super) fn turns(folded: &str) -> Vec<Turn> {
    let mut chars = vec!['^'];
    for c in folded.chars().filter(|c| *c != '。' && !c.is_whitespace()) {
        let digit = c.is_ascii_digit();
        if !(digit && chars.last() == Some(&'0')) {
            chars.push(if digit { '0' } else { c });
        }
    }
    chars.push('$');
    let mut turns = Vec::new();
    for start in 0..chars.len() {
        let rest = chars.len() - start;
        let ends = ENDS.iter().filter(|end| rest <= **end).count() as u8;
        for length in 1..=LONGEST.min(rest) {
            let mut run = ['\0'; LONGEST];
            run[..length].copy_from_slice(&chars[start..start + length]);
            turns.extend((0..=ends).map(|end| (end, run)));
        }
    }
    turns.sort_unstable();
    turns.dedup();
    turns
}
