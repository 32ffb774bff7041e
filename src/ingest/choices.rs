//! Puts the mark of what was ticked (○, △, ×) in place of a form's boxes that ask
//! whether something is done: 「■実施 □予定 □未実施」.
//!
//! Lines keep their numbers and what stands beside the boxes its column. Boxes that
//! ask for something else stay.

use super::columns::STATUS;
use super::pattern::Pattern;

/// Boxes side by side with a word for each.
static BOXES: Pattern = Pattern::new(r"(?:[■□☑☒✅]\s?(?:（[^）]*）|[^\s■□☑☒✅（])+[\s　]*){2,}");
static BOX: Pattern = Pattern::new(r"[■□☑☒✅]\s?(?:（[^）]*）|[^\s■□☑☒✅（])+");
/// One of them alone on its line.
static ONLY_BOX: Pattern = Pattern::new(r"^\s*[■□☑☒✅]\s?\S{1,8}\s*$");
/// The letter or number of an item.
pub(super) static ITEM: Pattern = Pattern::new(r"^(?:[①-⑳]|[（(][ア-ク]|[ア-ク][ 　．.：:…])");
/// Words for what is not done, and for what is to come.
static UNDONE: Pattern = Pattern::new(r"未|なし|無$|いない|いいえ");
static PLANNED: Pattern = Pattern::new(r"予定|検討|準備|計画");

/// The text with every such choice settled.
pub(super) fn settle(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    join(&mut lines);
    for at in 0..lines.len() {
        let Some(settled) = lines.get(at).and_then(|line| settled(line)) else {
            continue;
        };
        // The line above has the item's letter, or begins its title.
        let is_of_above = settled.starts_with(STATUS) || !ITEM.is_match(settled.trim_start());
        let above = at.checked_sub(1).and_then(|above| lines.get_mut(above));
        let is_item =
            |above: &&mut String| ITEM.is_match(above.trim_start()) && !above.contains(STATUS);
        match above.filter(is_item).filter(|_| is_of_above) {
            Some(above) => {
                if settled.starts_with(STATUS) {
                    above.push(' ');
                }
                above.push_str(settled.trim_start());
                lines[at].clear();
            }
            None => lines[at] = settled,
        }
    }
    lines.join("\n")
}

/// Puts boxes below each other that are one choice into the first one's line.
fn join(lines: &mut [String]) {
    let mut at = 0;
    while at < lines.len() {
        let own = lines.iter().skip(at);
        let count = own.take_while(|line| ONLY_BOX.is_match(line)).count();
        let boxes = lines.get(at..at + count).unwrap_or_default();
        let joined = boxes.iter().map(|line| line.trim()).collect::<Vec<&str>>();
        let joined = joined.join(" ");
        if settled(&joined).is_some() {
            for (order, line) in lines.iter_mut().skip(at).take(count).enumerate() {
                *line = if order == 0 {
                    joined.clone()
                } else {
                    String::new()
                };
            }
        }
        at += count.max(1);
    }
}

/// The line with a mark in place of its boxes; none where they ask for something else.
fn settled(line: &str) -> Option<String> {
    let (start, end) = BOXES.find(line)?;
    let boxes = line.get(start..end)?;
    let options: Vec<&str> = BOX
        .find_all(boxes)
        .into_iter()
        .filter_map(|(from, until)| boxes.get(from..until))
        .collect();
    let mut ticked = options.iter().filter(|option| !option.starts_with('□'));
    let chosen = ticked.next()?;
    let asks = options.iter().any(|option| UNDONE.is_match(option));
    let may_be_empty = options.iter().any(|option| option.starts_with('□'));
    if !asks || !may_be_empty || ticked.next().is_some() {
        return None;
    }
    let mark = match chosen {
        _ if UNDONE.is_match(chosen) => '×',
        _ if PLANNED.is_match(chosen) => '△',
        _ => '○',
    };
    let width = boxes.chars().count().saturating_sub(1);
    let (before, after) = (line.get(..start)?, line.get(end..)?);
    Some(format!("{before}{mark}{}{after}", " ".repeat(width)))
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn what_is_ticked_becomes_a_mark() {
        for (text, marked) in [
            ("ア 把握 ■実施 □予定 □未実施 冊子", "ア 把握 ○ 冊子"),
            ("エ 共有\n□実施\n□予定\n■未実施", "エ 共有 ×"),
            ("キ 啓発 □実施 ☑検討中 □なし", "キ 啓発 △"),
        ] {
            let words = settle(text);
            let words: Vec<&str> = words.split_whitespace().collect();
            assert_eq!(words.join(" "), marked);
        }
    }

    #[test]
    fn other_boxes_and_lines_stay() {
        for text in [
            "☑オ 相談支援 □カ 研修",
            "■実施した。\n□実施",
            "■背景\n■内容",
        ] {
            assert_eq!(settle(text), text);
        }
    }
}
