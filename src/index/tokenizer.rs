//! What hands our terms to tantivy: a tokenizer for the pairs of compact text. Terms
//! that were cut before come with blanks between, which a tokenizer of the library's
//! own cuts.
//!
//! How terms are cut is the analyzer's business.

use tantivy::tokenizer::{
    PreTokenizedStream, PreTokenizedString, Token, Tokenizer, TokenizerManager,
};

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
    type TokenStream<'a> = PreTokenizedStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PreTokenizedStream {
        let tokens = pairs(text).map(|(position, text)| Token {
            position,
            text: text.to_owned(),
            ..Token::default()
        });
        let cut = PreTokenizedString {
            text: String::new(),
            tokens: tokens.collect(),
        };
        cut.into()
    }
}
