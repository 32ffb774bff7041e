//! What hands our terms to tantivy: a tokenizer for the pairs of compact text. Terms
//! that were cut before come with blanks between, which a tokenizer of the library's
//! own cuts.
//!
//! How terms are cut is the analyzer's business.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::language::compact::GAP;

/// The tokenizers' names in the schema.
pub(crate) const PAIRS: &str = "pairs";
pub(crate) const BLANKS: &str = "whitespace";

/// Makes the tokenizer known that the library has not.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(PAIRS, PairTokenizer::default());
}

/// Cuts compact text into pairs of neighbours, as `analyzer::pairs` does.
#[derive(Clone, Default)]
struct PairTokenizer {
    token: Token,
}

struct Pairs<'a> {
    text: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for PairTokenizer {
    type TokenStream<'a> = Pairs<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pairs<'a> {
        self.token.reset();
        Pairs {
            text,
            token: &mut self.token,
        }
    }
}

impl TokenStream for Pairs<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let mut chars = self.text.chars();
            let Some(c) = chars.next() else {
                return false;
            };
            self.text = chars.as_str();
            // Positions count characters, gaps included; the first one is 0.
            self.token.position = self.token.position.wrapping_add(1);
            if c == GAP {
                continue;
            }
            self.token.text.clear();
            self.token.text.push(c);
            self.token
                .text
                .extend(chars.next().filter(|&next| next != GAP));
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::analyzer;

    #[test]
    fn pairs_are_cut_as_queries_are() {
        let text = "看取り\n研修";
        let tokenizers = TokenizerManager::new();
        register(&tokenizers);
        let mut tokenizer = tokenizers.get(PAIRS).unwrap();
        let mut stream = tokenizer.token_stream(text);
        let mut cut = Vec::new();
        while stream.advance() {
            cut.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(cut, analyzer::pairs(text).collect::<Vec<_>>());
    }
}
