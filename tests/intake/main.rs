//! Documents that are taken in: what is read of forms that are none of the corpus's
//! own, what is refused and in which words, what is written and when.

mod add;
mod documents;
mod hostile;
mod made_up;
