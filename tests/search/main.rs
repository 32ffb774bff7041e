//! Search through the public surface: over made-up cases, where everything that
//! matters is in sight, and over the corpus.

mod behaviour;
mod corpus;
mod cost;
mod facets;
mod golden;
mod help;
mod index;
mod made_up;
mod places;
mod robust;
mod snippets;
mod standing;
mod substrings;
mod suggest;
