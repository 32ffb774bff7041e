//! The beginning of a text, in whole sentences.

/// The first sentences and list items of a text, as many as stand in so many
/// characters, at least one; and whether that is all of it. Sentences that hold an
/// address of the web are none to read.
pub(crate) fn key_sentences(text: &str, max_chars: usize) -> (Vec<&str>, bool) {
    let mut kept = Vec::new();
    let mut length = 0;
    let sentences = text
        .lines()
        .flat_map(|line| line.split_inclusive('。'))
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty() && !sentence.contains("://"));
    for sentence in sentences {
        length += sentence.chars().count();
        if length > max_chars && !kept.is_empty() {
            return (kept, false);
        }
        kept.push(sentence);
    }
    (kept, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_sentences_are_whole() {
        let text = "・多職種の会議を開く。月1回。\n・シートを使う";
        let all = vec!["・多職種の会議を開く。", "月1回。", "・シートを使う"];
        assert_eq!(key_sentences(text, 100), (all.clone(), true));
        assert_eq!(key_sentences(text, 15), (all[..2].to_vec(), false));
        assert_eq!(key_sentences(text, 1), (all[..1].to_vec(), false));
        assert_eq!(key_sentences("", 10), (vec![], true));
    }
}
