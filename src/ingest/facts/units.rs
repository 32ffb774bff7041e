//! The units behind figures and labels.

use super::super::pattern::Pattern;
use super::tokens::is_han;
use super::words::NOUN;

/// What a figure counts, by its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    People,
    Percent,
    SquareKilometres,
    SquareMetres,
    /// None is printed.
    Bare,
    /// Households, beds, times.
    Other,
}

static UNIT: Pattern = Pattern::new(concat!(
    r"^ ?(?:(?P<people>[人名])|(?P<rate>%|パーセント)",
    r"|(?P<km2>(?i:km\^?2)|(?i:k)平方メートル|平方(?:キロ(?:メートル)?|キ$|(?i:km))|キロ平方(?:メートル)?)",
    r"|(?P<ha>(?i:ha)|ヘクタール)|(?P<m2>m2|平方メートル)|(?P<other>世帯|[市区町村]+|[かカヵヶ箇]所|施設|機関|事業所|圏域|団体|診療所|病院|[^\s\d(),、。・.:;|/~〜→%\-]))",
));
static UNIT_OF: Pattern = Pattern::new(
    r"^ ?\((?:単位[:]?)?(?:(?P<thousand>千人)|(?P<ten_thousand>万人)|(?P<people>[人名])|(?P<rate>%)|(?P<km2>(?i:km2)|平方キロメートル|平方km)|(?P<ha>ha))\)",
);
/// The unit behind a number, what it is worth, and its length.
pub(super) fn unit(after: &str) -> (Unit, f64, usize) {
    let Some(found) = UNIT.captures(after) else {
        return (Unit::Bare, 1.0, 0);
    };
    let length = |name: &str| found.name(name).map(|group| group.end());
    let behind = |end: usize| after.get(end..).unwrap_or_default();
    if let Some(end) = length("people").filter(|&end| !behind(end).starts_with('口')) {
        (Unit::People, 1.0, end)
    } else if let Some(end) = length("rate") {
        (Unit::Percent, 1.0, end)
    } else if let Some(end) = length("km2") {
        (Unit::SquareKilometres, 1.0, end)
    } else if let Some(end) = length("ha") {
        (Unit::SquareKilometres, 0.01, end)
    } else if let Some(end) = length("m2") {
        (Unit::SquareMetres, 1.0, end)
    } else if after.starts_with(' ') || starts_another(after) {
        (Unit::Bare, 1.0, 0)
    } else {
        (Unit::Other, 1.0, length("other").unwrap_or_default())
    }
}

/// Whether a label or a town's name follows, 「27,407白鷹町14,226」, and no unit.
fn starts_another(after: &str) -> bool {
    let is_town = after
        .chars()
        .take(7)
        .skip(1)
        .take_while(|&c| is_han(c))
        .any(|c| matches!(c, '市' | '区' | '町' | '村'));
    let is_unit = after.starts_with([
        '世', '歳', '年', '万', '床', '件', '回', '市', '町', '村', '区', 'か',
    ]);
    !is_unit && (is_town || NOUN.find(after).is_some_and(|(start, _)| start == 0))
        || after.starts_with(['※', '■', '〔', '['])
}

/// The unit in brackets behind a label: its length, the unit and what it is worth.
pub(super) fn unit_of(after: &str) -> Option<(usize, Unit, f64)> {
    let found = UNIT_OF.captures(after)?;
    let length = found.get(0)?.end();
    let is = |name: &str| found.name(name).is_some();
    Some(if is("thousand") {
        (length, Unit::People, 1000.0)
    } else if is("ten_thousand") {
        (length, Unit::People, 10_000.0)
    } else if is("people") {
        (length, Unit::People, 1.0)
    } else if is("rate") {
        (length, Unit::Percent, 1.0)
    } else if is("ha") {
        (length, Unit::SquareKilometres, 0.01)
    } else {
        (length, Unit::SquareKilometres, 1.0)
    })
}
