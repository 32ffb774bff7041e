//! Joins lines that extraction broke into whole sentences and list items.
//!
//! Where a line ends only because the text box did, the next one continues it.
//! That shows by the width of the lines around, by brackets left open and by what
//! can neither end nor start a sentence; not by the document's words.

use super::lines::{Line, compact, width};
use super::pattern::Pattern;
use super::section::Paragraph;
use crate::vocabulary::Item;

/// How many lines around are looked at for the width of the text box.
const AROUND: usize = 4;

/// Narrower lines hold labels and titles, unless others are as narrow.
const NARROW: usize = 34;

/// How far a line must fill its text box to have been broken by it. One that ends in
/// a bracket is as a rule complete: it must be the widest.
const WIDEST: f64 = 0.97;

/// One that could as well be complete: all but a word or two that did not fit.
const FULL: f64 = 0.88;

/// One that reads on as prose: all but a long word.
const NEARLY: f64 = 0.8;

/// One that ends in a particle: half, for text beside a figure is ragged.
const HALF: f64 = 0.45;

/// The lines as paragraphs, list items starting with `・`.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let joins = continues(lines, index);
        match paragraphs.last_mut() {
            Some(last) if joins => {
                if needs_space(&last.text, &line.text) {
                    last.text.push(' ');
                }
                last.text.push_str(&line.text);
                last.lines[1] = line.number;
            }
            _ => paragraphs.push(Paragraph {
                text: line.text.clone(),
                lines: [line.number, line.number],
            }),
        }
    }
    for paragraph in &mut paragraphs {
        // Empty list marks of the form, left at the end of its text.
        let text = paragraph
            .text
            .trim_end_matches(|c: char| matches!(c, '・' | '･') || c.is_whitespace());
        paragraph.text = GAP.replace_all(text, " ");
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    paragraphs
}

fn needs_space(before: &str, after: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    word(before.chars().next_back()) && word(after.chars().next()) && !before.contains("://")
}

/// Numbers and signs that start an item or a sentence of their own.
static STARTS_ANEW: Pattern = Pattern::new(concat!(
    r"^(?:[・①-⑳➀-➓❶-❿⑴-⑽⇒→⇓↓←↑※＊*☆★■●○◎◆【《≪＜〈<［\[]",
    r"|[（(][ア-クｱ-ｸ他\d０-９一二三四五六七八九十]{1,2}[）)]",
    r"|[ア-ケ][）)：:　 ]",
    r"|[0-9０-９]{1,2}(?:[.．）)、]|\s)(?:[^0-9０-９]|$)",
    r"|(?:[0-9０-９ 　]+|[ア-ク])$",
    r"|[^。、，：:「（(]{2,14}[：:]",
    // Cells of a table side by side.
    r"|[^ 　].*[ 　]{3,}[^ 　]",
    r"|(?:平成|令和|Ｈ|H|R)\s*[0-9０-９]{1,2}年?度?\s?[～~：: 　]",
    r"|第[0-9０-９一二三四五六七八九十]+(?:回|部|章)",
    r"|(?:STEP|ＳＴＥＰ|ポイント)\s*[0-9０-９①-⑳])",
));
/// What parts the cells of a table in a sheet's layout.
static GAP: Pattern = Pattern::new("[ 　]{2,}");
/// A row of a table's figures.
static FIGURES: Pattern = Pattern::new(r"(?:[0-9０-９][^ 　ぁ-ん]*[ 　]+){2}[0-9０-９]");
/// A row of a table or a chart's labels: figures or words apart, no sentence.
static ROW: Pattern = Pattern::new(
    r"(?:[0-9０-９][^ 　ぁ-ん]*[ 　]+){2}[0-9０-９]|^[^ぁ-ん。、，]*[ 　][^ぁ-ん。、，]*$|^(?:[^ 　。、]+[ 　]+){3}[^ 　。、]+$",
);
/// A row that starts with the word of its first column.
static LABELLED_ROW: Pattern = Pattern::new(r"^[^ 　。、，・「（(]{2,8}[ 　][^ 　]");

/// Whether the line at `index` continues the one before it.
pub(super) fn continues(lines: &[Line], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    let (Some(line), Some(before)) = (lines.get(index), before) else {
        return false;
    };
    if line.mark.is_some() || line.starts_page && !is_prose(&before.text) {
        return false;
    }
    let (Some(first), Some(last)) = (line.text.chars().next(), before.text.chars().next_back())
    else {
        return false;
    };
    // What cannot start a line continues the one before, whatever that is.
    if matches!(
        first,
        '、' | '。' | '，' | '）' | ')' | '」' | '』' | '】' | '・' | 'ー' | '々' | 'ン' | 'ん'
    ) || line.text.starts_with("～（")
        || is_small_kana(first)
    {
        return last != '。' || matches!(first, '）' | ')' | '」' | '』');
    }
    if ends_title(&before.text, &line.text) {
        return false;
    }
    let is_open = is_open(&before.text);
    if STARTS_ANEW.is_match(&line.text) {
        return is_open && matches!(last, '、' | '，' | '・') && !line.after_blank;
    }
    if matches!(
        last,
        '。' | '．' | '！' | '？' | '!' | '?' | '】' | '》' | '＞' | '：' | ':' | '〉' | '≫'
    ) {
        return is_open && last != '：' && last != ':';
    }
    if matches!(last, '、' | '，' | '「' | '『' | '（' | '(' | '・' | '／') || is_open {
        return true;
    }
    if !line.after_blank && cuts_word(&before.text, &line.text) {
        return true;
    }
    let both_digits = last.is_numeric() && first.is_numeric();
    let under_figures = line.after_blank && FIGURES.is_match(&before.text);
    if both_digits || under_figures || (ROW.is_match(&before.text) && !is_prose(&line.text)) {
        return false;
    }
    if LABELLED_ROW.is_match(&line.text) && LABELLED_ROW.is_match(&before.text) {
        return false;
    }
    let filled = fills(lines, index - 1);
    let goes_on = matches!(first, 'ぁ'..='ゖ') && !STARTS_SENTENCE.is_match(&line.text);
    if matches!(last, '」' | '』' | '）' | ')') {
        let opens = matches!(first, '「' | '『' | '（' | '(');
        return goes_on || (!line.after_blank || opens) && filled >= WIDEST;
    }
    if matches!(first, '（' | '(') {
        return !line.after_blank && filled >= FULL;
    }
    // Titles stand apart, even where they start as a sentence goes on: 「つなぐ」.
    let is_apart = line.after_blank && before.after_blank && width(&before.text) < NARROW;
    if goes_on {
        return !is_apart;
    }
    if is_particle(last) {
        return filled >= HALF;
    }
    if is_lone_kanji(&before.text) && is_kanji(first) {
        return true;
    }
    let in_prose = is_prose(&before.text) && is_prose(&line.text);
    let least_filled = if in_prose { NEARLY } else { FULL };
    filled >= least_filled && is_wrapped(lines, index - 1)
}

/// Whether the break between two lines cuts a word, whatever their width: a sentence
/// ends neither with a few katakana that the next line goes on with (「エン」
/// 「ディングノートを」) nor with a particle.
fn cuts_word(before: &str, after: &str) -> bool {
    if CUT_KATAKANA.is_match(before) {
        return GOES_ON_KATAKANA.is_match(after);
    }
    if ITEM_OF_KATAKANA.is_match(before) && GOES_ON_KATAKANA.is_match(after) {
        return true;
    }
    STRICT_PARTICLE.is_match(before) && !after.starts_with(is_digit_or_space)
}

/// Whether a line is the title of an item of the project, as nearly as documents print
/// it, which the next line does not go on with.
fn ends_title(line: &str, next: &str) -> bool {
    let titled = |text: &str| {
        let text = compact(text);
        Item::ALL.iter().any(|item| {
            let title = compact(item.label());
            text.chars().all(|c| title.contains(c)) && text.len() * 2 > title.len()
        })
    };
    LETTER.find(line).is_some_and(|(_, end)| {
        let rest = line.get(end..).unwrap_or_default();
        titled(rest) && !titled(&format!("{rest}{next}"))
    })
}

fn is_digit_or_space(c: char) -> bool {
    c.is_numeric() || c.is_whitespace()
}

/// The letter of an item of the project before its title.
static LETTER: Pattern = Pattern::new(r"^(?:[（(][ア-クｱ-ｸ][）)]|[ア-クｱ-ｸ][）)．.：:　 ])[　 ]*");
/// The first few katakana of a word.
static CUT_KATAKANA: Pattern = Pattern::new(r"(?:^|[^ァ-ヺー])[ァ-ヺー]{1,3}$");
/// A list item of one word, whose sentence is still to come.
static ITEM_OF_KATAKANA: Pattern = Pattern::new(r"^[・①-⑳][ 　]*[ァ-ヺー]+$");
/// The rest of it, and how the sentence goes on.
static GOES_ON_KATAKANA: Pattern =
    Pattern::new(r"^[ァ-ヺー]+(?:[をがはにでもとやの、等]|\p{Han}+[をがはにで])");
/// A sentence that breaks off at a particle which only its middle can hold.
static STRICT_PARTICLE: Pattern = Pattern::new(r"\p{Han}[をがにはと]$|[をがには、].*[をがはの]$");

/// Hiragana words that start a sentence or a name.
static STARTS_SENTENCE: Pattern = Pattern::new(concat!(
    r"^(?:また|すでに|その|この|これ|それ|さらに|まず|なお",
    r"|より|ここ|そこ|みんな|いつ|どこ|どの|もの忘れ|もし",
    r"|あらかじめ|かかりつけ|いきいき|ふれあい|そのため|さまざま|すべて|おわりに|はじめに",
    r"|ひとり|できる|いざ|ほか|ほっと|つながり|わたし|まち)",
));

/// How far the line fills its text box, judged by the lines printed together with
/// it, or by those around where lines are printed apart.
fn fills(lines: &[Line], index: usize) -> f64 {
    let block = block(lines, index);
    let together = lines.get(block.clone()).unwrap_or_default();
    let (around, least) = if together.len() >= 3 {
        (together, 24)
    } else {
        let from = index.saturating_sub(AROUND);
        let to = (index + AROUND + 1).min(lines.len());
        (lines.get(from..to).unwrap_or_default(), 22)
    };
    let widest = around.iter().map(|line| width(&line.text)).max();
    let own = lines.get(index).map_or(0, |line| width(&line.text));
    own as f64 / widest.unwrap_or_default().max(least) as f64
}

/// Whether the line was broken by its text box: it is as wide as boxes of text are,
/// or as others that stand together with it.
fn is_wrapped(lines: &[Line], index: usize) -> bool {
    let own = lines.get(index).map_or(0, |line| width(&line.text));
    let together = lines.get(block(lines, index)).unwrap_or_default();
    let as_wide = together
        .iter()
        .filter(|line| width(&line.text).abs_diff(own) <= 4)
        .count();
    own >= NARROW || (together.len() >= 3 && as_wide >= 2)
}

/// The lines around one that no blank line separates from it.
fn block(lines: &[Line], index: usize) -> std::ops::Range<usize> {
    let start = (0..=index)
        .rev()
        .find(|&at| lines.get(at).is_none_or(|line| line.after_blank))
        .unwrap_or(index);
    let end = (index + 1..lines.len())
        .find(|&at| lines.get(at).is_none_or(|line| line.after_blank))
        .unwrap_or(lines.len());
    start..end
}

fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿')
}

/// Whether the line ends with one character of a word that needs more: 「…による寸」.
fn is_lone_kanji(text: &str) -> bool {
    /// Characters that are words.
    const WORDS: &str = "等他外中後前時者方人場会声例際市町村区県国年月日回点力上下内間別面質量数名員職家室課係部院所店館会式型版券票表図注計他";
    let mut ends = text.chars().rev();
    let last = ends.next();
    let before = ends.next();
    last.is_some_and(|c| is_kanji(c) && !WORDS.contains(c))
        && before.is_some_and(|c| matches!(c, 'ぁ'..='ゖ' | '。' | '、' | '，'))
}

/// Whether the text holds the particles of a sentence.
fn is_prose(text: &str) -> bool {
    let hiragana = text.chars().filter(|c| matches!(c, 'ぁ'..='ゖ')).count();
    hiragana >= 3 && hiragana * 8 >= text.chars().count()
}

/// Whether a bracket is still open at the end.
fn is_open(text: &str) -> bool {
    const PAIRS: [(&[char], &[char]); 4] = [
        (&['（', '('], &['）', ')']),
        (&['「'], &['」']),
        (&['『'], &['』']),
        (&['“'], &['”']),
    ];
    PAIRS.iter().any(|(open, close)| {
        let mut depth = 0usize;
        for c in text.chars() {
            if open.contains(&c) {
                depth += 1;
            } else if close.contains(&c) {
                depth = depth.saturating_sub(1);
            }
        }
        depth > 0
    })
}

fn is_small_kana(c: char) -> bool {
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ".contains(c)
}

/// A particle or a verb's inner form: a sentence does not end with it.
fn is_particle(c: char) -> bool {
    "のをにがはとでもやへてりしっまん".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::lines;

    fn join(text: &str) -> Vec<String> {
        paragraphs(&lines::read(text))
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect()
    }

    #[test]
    fn words_cut_by_a_line_break_are_whole_again() {
        let text = "集まりの終わりには、町の職員と看護師とが半年かけて作った寸\n劇を交える年もあり、家で最期まで暮らすにはどうするかを話す\n場として毎年続けている。";
        assert_eq!(join(text).len(), 1);
        assert!(join(text)[0].contains("寸劇を交える"));
        assert!(join("中学生への授業。寸\n\n劇を取り入れた。")[0].contains("寸劇"));
        for (cut, whole) in [
            (
                "市民向けに看取りの寸\n劇を年3回開催した。",
                "看取りの寸劇を",
            ),
            ("⑤ エン\nディングノートを配布", "エンディングノートを"),
            ("多職種で検討カン\nファレンスを行う", "カンファレンスを"),
        ] {
            assert!(join(cut)[0].contains(whole), "{cut}");
        }
        for apart in [
            "地域の医療機関の一覧\n冊子を配布した。",
            "・看取りを考える会\n市民120人が参加",
            "参加メンバー\nケアマネジャーが中心",
        ] {
            assert_eq!(join(apart).len(), 2, "{apart}");
        }
        assert!(
            join("退院が決まる前に家族も呼んで退院調整カン\n\nファレンスを開く")[0]
                .contains("カンファレンス")
        );
    }

    #[test]
    fn the_title_of_an_item_ends_where_it_is_whole() {
        let text = "（ア）地域の医療・介護の資源の把握\n保健所とともに事業所の一覧を作り、\n毎年配っている。\n（イ）在宅医療・介護連携の課題の抽出と対応\n策の検討";
        assert_eq!(
            join(text),
            [
                "（ア）地域の医療・介護の資源の把握",
                "保健所とともに事業所の一覧を作り、毎年配っている。",
                "（イ）在宅医療・介護連携の課題の抽出と対応策の検討",
            ]
        );
    }

    #[test]
    fn items_stay_apart() {
        let text = "■ 集まりの整理\n似た顔ぶれの会が年に何度も別々に開かれていたので、\n整理した。\n①病棟どうしで\n②窓口の者が\n（ア）資源の把握";
        assert_eq!(
            join(text),
            [
                "・集まりの整理",
                "似た顔ぶれの会が年に何度も別々に開かれていたので、整理した。",
                "①病棟どうしで",
                "②窓口の者が",
                "（ア）資源の把握",
            ]
        );
    }
}
