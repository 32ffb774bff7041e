//! Items and models by their codes, as officers name them: 「エ」, 「項目エ」, 「あ1」,
//! 「モデルC2」.
//!
//! Which cases have them is not known here.

use super::results::FacetName;
use crate::language::compact::compact;
use crate::vocabulary::{Item, Model};

/// The filter that a compact name stands for.
pub(super) fn filter(name: &str) -> Option<(FacetName, String)> {
    let bare = name.strip_prefix("事業").unwrap_or(name);
    let bare = bare.strip_prefix("項目").unwrap_or(bare);
    if let Some(item) = Item::from_code(bare) {
        return Some((FacetName::Item, item.code().to_owned()));
    }
    let called = name.strip_prefix("モデル");
    let called = called.or_else(|| name.strip_suffix("モデル"));
    // A lone う or A is more often something else.
    let code = called.or_else(|| name.chars().nth(1).and(Some(name)))?;
    let model = Model::ALL.iter().find(|it| compact(it.code()) == code)?;
    Some((FacetName::Model, model.code().to_owned()))
}

/// Every compact name that stands for a filter, with it.
pub(super) fn all() -> impl Iterator<Item = (String, (FacetName, String))> {
    let items = Item::ALL.iter().flat_map(|it| {
        let before = ["", "事業", "項目", "事業項目"];
        before.map(|before| format!("{before}{}", it.code()))
    });
    let models = Model::ALL.iter().flat_map(|it| {
        let code = compact(it.code());
        [format!("モデル{code}"), format!("{code}モデル"), code]
    });
    let names = items.chain(models);
    names.filter_map(|name| filter(&name).map(|filter| (name, filter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_as_officers_write_them() {
        for (typed, known) in [
            ("エ", Some("item=エ")),
            ("（エ）", Some("item=エ")),
            ("項目エ", Some("item=エ")),
            ("事業項目エ", Some("item=エ")),
            ("あ１", Some("model=あ1")),
            ("Ｃ２", Some("model=C2")),
            ("モデルう", Some("model=う")),
            ("aモデル", Some("model=A")),
            ("う", None),
            ("A", None),
            ("ケ", None),
            ("エコ", None),
            ("", None),
        ] {
            let filter = filter(&compact(typed));
            let told = filter.map(|(name, value)| format!("{}={value}", name.code()));
            assert_eq!(told.as_deref(), known, "{typed}");
        }
    }
}
