//! Reading documents through the public surface: the corpus against tables written by
//! reading it, and documents and sentences made up without sight of the rules.

mod any_text;
mod corpus;
mod damaged_documents;
mod decks;
mod digest;
mod facts;
mod group_plan;
mod items;
mod model_survey;
mod private_sentences;
mod snapshots;
mod stable_ids;
mod tagging;
mod town_form;
mod withholding;
mod write_ups;
