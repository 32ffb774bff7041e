//! What hands our terms to tantivy: a tokenizer for the pairs of compact text. Terms
//! that were cut before come with blanks between, which a tokenizer of the library's
//! own cuts.
//!
//! How terms are cut is the analyzer's business.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::language::analyzer::pairs;

/// The tokenizers' names in the schema.
pub(crate) const PAIRS: &str = "pairs";
pub(crate) const BLANKS: &str = "whitespace";

/// Makes the tokenizer known that the library has not.
pub(crate) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(PAIRS, PairTokenizer);
}

/// Cuts compact text into pairs of neighbours, as queries are.
#[derive(Clone)]
struct PairTokenizer;

impl Tokenizer for PairTokenizer {
    type TokenStream<'a> = PairStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PairStream<'a> {
        PairStream {
            pairs: Box::new(pairs(text)),
            token: Token::default(),
        }
    }
}

/// Gives one pair after the other: a text has thousands, and none is kept.
struct PairStream<'a> {
    pairs: Box<dyn Iterator<Item = (usize, &'a str)> + 'a>,
    token: Token,
}

impl TokenStream for PairStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, pair)) = self.pairs.next() else {
            return false;
        };
        self.token.position = position;
        self.token.text.clear();
        self.token.text.push_str(pair);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
