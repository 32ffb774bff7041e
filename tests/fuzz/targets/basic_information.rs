//! Any text as a town's block of figures: numbers, units and dates.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "shared.rs"]
mod shared;

fuzz_target!(|text: &str| {
    for name in ["北海道北竜町", "熊本県小国町・南小国町"] {
        let block = format!(
            " スマートプラクティス {name} \n市区町村の基本情報\n人口･･･{text}\n面積･･･{text}\n高齢化率・・・{text}\n"
        );
        shared::read(renkei::corpus::SourceKind::SmartPractice, &block);
    }
});
