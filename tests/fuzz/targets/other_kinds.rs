//! Any text as a survey report and as a group-plan form.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "shared.rs"]
mod shared;

fuzz_target!(|text: &str| {
    shared::read(renkei::corpus::SourceKind::ModelSurvey, text);
    shared::read(renkei::corpus::SourceKind::GroupPlan, text);
});
