//! Any text as a document of write-ups: headings, sections and tags.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "shared.rs"]
mod shared;

fuzz_target!(|text: &str| {
    shared::read(renkei::corpus::SourceKind::SmartPractice, text);
    let headed = format!(" スマートプラクティス 北海道北竜町 \n{text}\n01. 北海道北竜町\n");
    shared::read(renkei::corpus::SourceKind::SmartPractice, &headed);
});
