//! Products and systems for sharing information: those of the table by their names,
//! and quoted names that stand beside words of sharing by ICT.

use std::ops::Range;

use super::super::pattern::Pattern;
use super::sentences::Sentence;

/// A quoted name with what a product's name ends in, or that is used like a tool.
static QUOTED: Pattern = Pattern::new(
    r#"[「『“"](?P<name>[^「」『』“”"]{1,18}?)[」』”"](?P<use>を使|を用い|を活用|を利用|を導入|を運用|を通じ|で情報|に記録|で報告|というアプリ|の活用|の導入|の運用)?"#,
);
/// What a product's name ends in.
static NAMED: Pattern = Pattern::new(
    r"(?:ネット|ねっと|net|システム|クラウド|リンク|コネクト|com|sns|アプリ|カルテ|~ル|連絡帳|ネットワーク)$",
);
/// A name in letters outside of quotation marks.
static LETTERS: Pattern = Pattern::new(r"[a-z][a-z0-9@+-]{2,15}");
/// Words of sharing information by ICT.
static SHARES: Pattern = Pattern::new(
    r"(?i)ICT|ＩＣＴ|情報(を|の)?共有|情報連携|クラウド|SNS|ＳＮＳ|アプリ|タブレット|患者情報|情報を?(やり取り|伝|受け|報告|閲覧)|連絡|記録",
);
/// What is no product though it is named like one.
static NO_PRODUCT: Pattern = Pattern::new(
    r"ケアシステム|支援システム|代診|カード|予防システム|支え合い|連携システム$|通報|サイト|インターネット|^ict|シート|手帳|ノート|マップ|ガイド|^acp|^qol|^pdca|^zoom|^fax|^web|^npo|^kdb|^sns|^sos|^line$|会議|カード|ルール",
);
/// A network of people.
static GROUP: Pattern = Pattern::new(
    r"会合|メンバー|発足|立ち?上げ|団体|代表者|連絡会|通称|情報サイト|ホームページ|組織",
);

/// Names that no table knows, with their place in the folded characters: quoted ones
/// and words in letters, in a sentence that speaks of using a tool or that says so of
/// the name itself.
pub(super) fn unknown(sentence: &Sentence, uses_tool: bool) -> Vec<(String, Range<usize>)> {
    let folded = sentence.compact.folded.as_str();
    if GROUP.is_match(folded) {
        return Vec::new();
    }
    let shares = SHARES.is_match(folded);
    let quoted = QUOTED.all_captures(folded).into_iter().filter_map(|found| {
        let name = found.name("name")?;
        let is_named = NAMED.is_match(name.as_str()) || found.name("use").is_some();
        (uses_tool || shares && is_named).then_some((name.start(), name.end()))
    });
    let lettered = LETTERS.find_all(folded).into_iter();
    let lettered = lettered.filter(|_| uses_tool && !folded.contains("://"));
    let mut names: Vec<(String, Range<usize>)> = Vec::new();
    for (start, end) in quoted.chain(lettered) {
        let (before, name) = (&folded[..start], &folded[start..end]);
        if NO_PRODUCT.is_match(name) {
            continue;
        }
        // In letters inside a longer word: くろしおNET.
        let quoted = before.ends_with(['「', '『', '“', '"']);
        if !quoted && before.ends_with(char::is_alphanumeric) {
            continue;
        }
        let start = before.chars().count();
        let place = start..start + name.chars().count();
        let origin = sentence.compact.origin_of_folded(place.clone());
        let is_new = !names.iter().any(|(_, known)| known.contains(&place.start));
        if let Some(printed) = sentence.text.get(origin).filter(|_| is_new) {
            names.push((printed.to_owned(), place));
        }
    }
    names
}
