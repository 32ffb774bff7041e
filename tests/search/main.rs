//! Search through the public surface: over made-up cases, where everything that
//! matters is in sight, and over the corpus.

mod behaviour;
mod bigrams;
mod corpus;
mod facets;
mod golden;
mod help;
mod index;
mod made_up;
mod robust;
mod substrings;
mod suggest;
mod towns;
