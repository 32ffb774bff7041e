//! The program: commands over the library.

fn main() {}
