//! Products and systems for sharing information, one canonical name each.
//!
//! Known products with the ways they are written, and a rule for names not known
//! yet: quoted, named like a network or system, beside words of sharing by ICT.

use crate::record::Tag;
use crate::vocabulary::Basis;

use super::super::pattern::Pattern;
use super::sentences::{Sentence, Standing};
use super::{Evidence, keep_first};

/// Products by canonical name, with the ways they are written.
static PRODUCTS: [(&str, Pattern); 26] = [
    (
        "メディカルケアステーション",
        Pattern::new(r"(?i)メディカルケア・?ステーション|\bMCS\b|どこでも連絡帳?"),
    ),
    ("Net4U", Pattern::new(r"(?i)net4u")),
    ("Note4U", Pattern::new(r"(?i)note4u")),
    (
        "カナミックネットワーク",
        Pattern::new(r"カナミック(ネットワーク)?(システム)?"),
    ),
    (
        "ポピーねっとやまがた",
        Pattern::new(r"ポピーねっとやまがた"),
    ),
    ("さかえ～ル", Pattern::new(r"さかえ[~〜～ー]ル")),
    ("ベストル119", Pattern::new(r"ベストル119(forWeb栄)?")),
    ("京あんしんネット", Pattern::new(r"京あんしんネット")),
    ("奈良あんしんネット", Pattern::new(r"奈良あんしんネット")),
    (
        "くろしおNET",
        Pattern::new(r"(?i)くろしおnet|くろしおネット"),
    ),
    ("キントーン", Pattern::new(r"(?i)キントーン|kintone")),
    (
        "虹ねっとcom",
        Pattern::new(r"(?i)虹ねっとcom|豊中市あんしんネット"),
    ),
    (
        "医療介護連携クラウドシステム",
        Pattern::new(r"医療介護連携クラウドシステム"),
    ),
    (
        "在宅患者情報共有システム",
        Pattern::new(r"在宅患者情報共有システム"),
    ),
    ("MCNbook", Pattern::new(r"(?i)MCNbook")),
    (
        "静岡県在宅医療介護連携情報システム",
        Pattern::new(r"静岡県在宅医療・?介護連携情報システム|シズケアかけはし"),
    ),
    (
        "熊本メディカルネットワーク",
        Pattern::new(r"(くまもと|熊本)メディカルネットワーク"),
    ),
    (
        "OKはまゆりネット",
        Pattern::new(r"(?i)(OK)?はまゆり(ネット|ねっと)"),
    ),
    (
        "C@RNA Connect",
        Pattern::new(r"(?i)C@RNA\s*Connect|カルナ・?コネクト"),
    ),
    ("とちまるネット", Pattern::new(r"とちまるネット")),
    ("かもめネット", Pattern::new(r"かもめネット")),
    ("フェニックスネット", Pattern::new(r"フェニックスネット")),
    (
        "うすき石仏ねっと",
        Pattern::new(r"うすき石仏(ねっと|ネット)"),
    ),
    ("あじさいネット", Pattern::new(r"あじさいネット(ワーク)?")),
    ("バイタルリンク", Pattern::new(r"バイタルリンク")),
    ("電子＠連絡帳", Pattern::new(r"電子@連絡帳|電子連絡帳")),
];

/// A quoted name that ends like a product's.
static QUOTED: Pattern = Pattern::new(
    r#"[「『“"](?P<name>[^「」『』“”"]{1,18}?(ネット|ねっと|NET|Net|net|システム|クラウド|リンク|コネクト|com|SNS|アプリ|カルテ|~ル|連絡帳))[」』”"]"#,
);
/// A name outside quotes: a place's or coined word before 「…ネット」.
static BARE: Pattern = Pattern::new(
    r"(?P<name>[ァ-ヴー一-龠A-Za-zぁ-ん]{2,10}(ネット|ねっと|NET))(の(登録|活用|導入|利用|運用)|を(活用|導入|利用|運用)|活用|\(ICT)",
);
/// A network that is said to be a tool: 「ICT「…ネットワーク」」「「…」を活用し情報を共有」.
static TOOL: Pattern = Pattern::new(
    r"(?:ICT|システム|ツール|アプリ)(?:ツール|システム|の)?[「『“](?P<name>[^「」『』“”]{2,20}ネットワーク(?:システム)?)[」』”]",
);
/// A network by which information is said to be shared.
static SHARED: Pattern = Pattern::new(
    r"[「『“](?P<name>[^「」『』“”]{2,20}ネットワーク(?:システム)?)[」』”](?:の活用|を活用|を使|で).{0,24}情報(?:を|の)?(?:共有|やりとり)",
);
/// Words of sharing information by ICT.
static ICT: Pattern = Pattern::new(
    r"ICT|情報(?:を|の)?共有|情報連携|クラウド|SNS|電子|アプリ|タブレット|患者情報|システム(の|を)(導入|活用|運用|構築)",
);
/// Names of groups, sites and schemes that only sound like products.
static NO_PRODUCT: Pattern = Pattern::new(
    r"地域包括ケアシステム|包括ケア|ケアシステム|支援システム|代診システム|カードシステム|提供システム|予防システム|支え合い|連携システム$|通報|サイト|インターネット|つながるねっと|Dr\.ネット",
);
static IS_GROUP: Pattern = Pattern::new(
    r"(多職種連携ネットワーク|会合|メンバー|発足|立ち?上げ|団体|代表者|連絡会|通称|情報サイト|ホームページ)",
);

/// Plans for more use of what is there already.
static USES_ON: Pattern =
    Pattern::new(r"利用(の)?(促進|拡大)|活用(の)?(促進|推進)|を活用した|\)を活用|の普及|を拡大");

/// Tools in use and tools only announced.
pub(super) fn read(sentences: &[Sentence]) -> (Vec<Tag<String>>, Vec<Tag<String>>) {
    let mut done: Vec<Tag<String>> = Vec::new();
    let mut planned: Vec<Tag<String>> = Vec::new();
    for sentence in sentences {
        let tags = match sentence.standing {
            Standing::Profile => continue,
            Standing::Planned if !USES_ON.is_match(&sentence.plain) => &mut planned,
            // A tool that a problem, or more use, is told of is in use.
            Standing::Done | Standing::Issue | Standing::Planned => &mut done,
        };
        for (name, pattern) in &PRODUCTS {
            if let Some((start, end)) = pattern.find(&sentence.plain) {
                let mut tag = sentence.tag((*name).to_owned(), Basis::Printed);
                tag.by = sentence
                    .plain
                    .get(start..end)
                    .filter(|printed| printed != name)
                    .map(str::to_owned);
                keep_first(tags, tag);
            }
        }
        if sentence.standing == Standing::Issue
            || sentence.standing == Standing::Planned
            || !ICT.is_match(&sentence.plain)
        {
            continue;
        }
        for name in unknown(&sentence.plain) {
            keep_first(tags, sentence.tag(name, Basis::Printed));
        }
    }
    planned.retain(|tag| !done.iter().any(|known| known.code == tag.code));
    (done, planned)
}

/// Whether the text names a known product.
pub(super) fn names_product(plain: &str) -> bool {
    PRODUCTS.iter().any(|(_, pattern)| pattern.is_match(plain))
}

/// Names that no list knows.
fn unknown(plain: &str) -> Vec<String> {
    QUOTED
        .all_captures(plain)
        .into_iter()
        .chain(BARE.all_captures(plain))
        .chain(TOOL.all_captures(plain))
        .chain(SHARED.all_captures(plain))
        .filter_map(|found| Some(found.name("name")?.as_str().to_owned()))
        .filter(|name| {
            !NO_PRODUCT.is_match(name)
                && !IS_GROUP.is_match(plain)
                && !PRODUCTS.iter().any(|(_, pattern)| pattern.is_match(name))
        })
        .collect()
}
