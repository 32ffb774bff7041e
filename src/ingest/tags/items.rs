//! 事業項目: which of the eight items a draft describes doing.
//!
//! A printed title decides, not the letter before it; where letters alone stand
//! before contents, in sequence, they are the official ones; everything else is
//! told from the words for what is done. A lone letter in a sentence only refers.

use std::collections::HashMap;

use crate::record::Tag;
use crate::vocabulary::{Basis, Item, RecordKind};

use super::super::pattern::Pattern;
use super::sentences::{Sentence, Standing};
use super::{Evidence, ict, keep_first};

/// What the sentences say about items.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// Done.
    pub(super) done: Vec<Tag<Item>>,
    /// Only announced.
    pub(super) planned: Vec<Tag<Item>>,
    /// For each section, what it is about.
    pub(super) of_sections: HashMap<usize, Vec<Item>>,
}

/// The titles, with the ways they are printed.
static TITLES: [(Item, Pattern); 8] = [
    (
        Item::Resources,
        Pattern::new(
            r"^(地域の)?(在宅)?(医療|資源)[・/と]?(介護)?(サービス)?(等)?の?(社会)?資源の?(把握|共有|整理)|^地域(の)?(社会)?資源の把握",
        ),
    ),
    (
        Item::Issues,
        Pattern::new(
            r"^(在宅)?医療[・/]?介護(連携)?(推進)?(に関する|における|の)?(課題|現状把握と課題)|^課題の?抽出(と|及び|や|、)?(対応策|対策)",
        ),
    ),
    (
        Item::CareSystem,
        Pattern::new(r"^切れ目の?ない.{0,24}(提供)?(体制|仕組み)"),
    ),
    (
        Item::InformationSharing,
        Pattern::new(
            r"^(在宅)?医療[・/]?介護(等)?(の)?関係者(間)?(等)?の?情報の?(共有|提供)|^情報共有の支援$|^医療[・/]介護情報共有支援",
        ),
    ),
    (
        Item::Consultation,
        Pattern::new(
            r"^(在宅)?医療[・/]?介護(の)?(連携|関係者)?(等)?に関(する|わる)相談(支援|援|窓口)?|^相談支援$|^相談窓口$|^相談対応$",
        ),
    ),
    (
        Item::Training,
        Pattern::new(
            r"^(在宅)?医療[・/]?介護(の)?関係(者|職種)?(等)?(向け|に対する|へ)?の?(研修|資質)",
        ),
    ),
    (
        Item::PublicAwareness,
        Pattern::new(
            r"^(地域)?(住民|市民|町民|村民|区民)(等)?(へ|に対する|向け)?の?(普及)?[・]?(啓発|周知)",
        ),
    ),
    (
        Item::Intermunicipal,
        Pattern::new(
            r"^(在宅)?医療[・/]?介護(連携)?に関する(関係|近隣)|^(関係|近隣)(する)?(市区町村|市町村|市町|自治体|区市町村)(等)?(と)?の?連携|^他の市町(村)?との連携|^医療機関、他の市町との連携",
        ),
    ),
];

/// What an item's work is called where no title stands.
static WORDS: [(Item, Pattern); 8] = [
    (
        Item::Resources,
        Pattern::new(
            r"(医療|介護|福祉|資源|施設|事業所|医療機関|連携|サービス|在宅ケア).{0,14}(マップ|ガイドブック|ハンドブック|リスト|一覧(表)?(を|の|に|等)|便利帳|資源集|ポータルサイト|データベース|情報ファイル)|社会資源集|社会資源の?(把握|情報の集約)|資源(の)?(マップ|リスト|把握|調査|データ)|マップ化|マップ(と|を|の)(ガイド|作成)|情報リスト|情報(の)?(収集|把握)、?(作成|整理|提供)|受け?入れ状況(を|の)把握|Webマップ|情報一覧",
        ),
    ),
    (
        Item::Issues,
        Pattern::new(
            r"課題(等)?(の|を|について|など|点)?.{0,8}(抽出|把握|整理|検討|洗い出|共有|分析|明確化|解決に向けた検討)|課題を(出し|挙げ|提出|明らか)|対応策(等)?(の|を|について)?.{0,6}検討|(協議会|推進会議|運営会議|連携会議|審議会|懇談会|専門部会|作業部会|検討部会|連携部会|ワーキング(グループ|チーム|部会)?|WG|協議の場|協議体|検討会議|検討委員会|多職種会議|ブロック会議|連絡会|ケア会議|定例会|準備会|関係者会議)(」|』|等|など)?(の|を|に|で|にて|において)?.{0,14}(設置|開催|協議|検討|発足|立ち?上げ|再編|中心に|実施|意見|分かれて)|(連携部会|連携推進協議会|協議会」.{0,40}検討を行)(\([^)]*\))?$|協議会」.{0,60}検討を行|ヒアリング|ニーズ調査|実態(把握)?調査|悉皆調査|アンケート(調査)?(結果)?(を|の|から|や)?.{0,6}(実施|調査|把握)|困りごと|問題点を抽出",
        ),
    ),
    (
        Item::CareSystem,
        Pattern::new(
            r"(入退院|退院|入院時|入退院時)(支援|調整|連携|時)*(の|に係る|における)?.{0,10}(ルール|マニュアル|フロー|ガイド|手引|カンファレンス|事前情報|窓口|安心して)|退院調整|入退院支援連携|代診|代替医|副主治医|当番医|当番制|主治医/協力医|協力医制|複数主治医|輪番|後方支援(病院|システム|ベッド|体制)|後方病院|バックベッド|バックアップ体制|24時間.{0,12}(体制|対応|連携|訪問看護|コール)|病診連携(の|・|会議|を主軸)|診診連携|グループ化|空き病床|受け?入れ患者|連携ガイドライン|連携マニュアル|緊急時.{0,14}(体制|対応|支援)|消防.{0,10}(共有|連携)|登録情報|情報を.{0,6}登録|レスパイト|訪問看護(ステーション|事業所)?.{0,16}(設立|開始|開設|再開|整備|充実)|看取り体制|看取る体制|看取り.{0,4}体制の?(調整|整備|構築)|受入のルール|提供体制の?(構築|整備|確保)|体制の?整備・|療養体制の整備|訪問診療.{0,10}(体制|検討会議|アウトリーチ)",
        ),
    ),
    (
        Item::InformationSharing,
        Pattern::new(
            r"情報(の)?共有.{0,8}(シート|ツール|システム|ネットワーク|支援|連携ツール|用紙|書式|様式|書|仕組み|化)|連携(・|連絡)?(シート|票|連絡票|ファイル|ノート|パス|用紙|サマリー|ツール)|連絡(票|ノート|シート|ツール)|医療連携ファイル|情報提供(シート|書|用紙)|情報交換のツール|ICT.{0,24}(活用|導入|運用|試行|利活用|開始|システム構築)|在宅サマリー|地域連携パス|記録シート|クラウド(システム|の)|ネットワークシステム|情報を共有(する「|でき|している)|(患者|利用者|医療|入院時|療養)情報(を|の)?.{0,4}(共有|やりとり|連携)|医療情報.{0,8}(登録|共有)|共通ツール|入院時セット|入院時準備セット|お薬手帳|介護ノート|救急医療情報|療養記録|EHR|カナミック|より?そいノート",
        ),
    ),
    (
        Item::Consultation,
        Pattern::new(
            r"相談室を.{0,6}(設置|開設|新設|設け)|相談員.{0,8}(配置|置い)|相談(支援)?(窓口|支援室|センター|支援センター|コーディネーター|受付|対応|件数|員(を|が|は|の)|に応じ|業務|体制)|(連携|医療)(支援|推進|拠点|相談|介護)*(センター|拠点|室|サポートセンター)(」|』|の)?.{0,14}(設置|開設|の運営|を運営|委託|新設|内に|開始)|サポートセンター(」|の)?.{0,8}(運営|開設|設置|整備)|コーディネー(ター|タ|イター|イタ)を?.{0,18}(配置|置)|連携拠点.{0,12}(設置|新設|として|委託)",
        ),
    ),
    (
        Item::Training,
        Pattern::new(
            r"研修|事例の?検討|事例を検討|勉強会|学習会|ワールドカフェ|ケアカフェ|ワークショップ|交流会|活動報告会|スキルアップ|カフェ(」|』|の)?.{0,8}(開催|顔の見える)|多職種.{0,16}(講演会|フォーラム|セミナー)|(専門職|関係者|従事者)(向け|に対する|対象).{0,10}(講演|セミナー|シンポジウム|フォーラム)|養成(研修|講座)|多職種が(集まる|集う)",
        ),
    ),
    (
        Item::PublicAwareness,
        Pattern::new(
            r"(住民|市民|町民|村民|区民|一般向け|サロン)(等)?(へ|に対する|向け|を対象|に向け|対象|が|や|の)?.{0,20}(講演会|公開講座|講座|フォーラム|セミナー|啓発|シンポジウム|説明会|パンフレット|リーフレット|つどい|出前|広報)|普及[・]?啓発|啓発劇|出前講座|出張講座|出前研修講座|公開講座|終活|エンディングノート|マイライフノート|全戸配[布付]|全世帯.{0,4}配[布付]|広報(紙|誌|活動|や|と|、|・|に|を)|リーフレット|寸劇|演劇|DVD|座談会|市民講演会|住民説明会|つどい|たより|だより|普及を|啓発(活動|物|ブース|用)|周知活動|認知症カフェ|映画",
        ),
    ),
    (
        Item::Intermunicipal,
        Pattern::new(
            r"(近隣|関係|周辺|隣接|他|両|管内|圏域|同一医療圏|構成)(の|する)?(\d|複数の?)?(市区町村|市町村|市町|自治体|町村|市|\d町|市村).{0,24}(連携|協働|共同|合同|調整|協議|一体|情報交換|働きかけ|声をかけ|会議|取り?組)|\d市\d?町?\d?町(\d村)?|\d市\d町|\d市村|\d市町(村)?|\d(町村|町|市|村)(\([^)]*\))?(が|の).{0,20}(合同|共同)|(二次|2次|第2次)医療圏.{0,20}(連携|合同|広域|単位|市|取り?組|会議|懇話会|共同|事業)|広域(連合(と|の取り?組み|が)|連携|で|的な(連携|取り?組|多職種|情報)|事業|実施|化)|広域\(|保健(所|医療)圏.{0,20}(広域|連携)|[一-龠]+市と連携(して|し、)(事業|取り?組)|([一-龠ヶケノ]{1,6}[市町村]、?){1,4}と(ともに|共に|共同|合同|協働)|(県|都|府|道|保健所|保健福祉事務所|健康福祉センター).{0,30}(会議|協議会|研修会|懇話会|研修)(等)?(へ|に|への|、)?.{0,10}(参加|出席)|市町村担当者会議|行政担当者会議|合同会議|医療圏における",
        ),
    ),
];

/// A letter of the official list before a content, 「（ア）」「ア）」「ア 」「(ｱ)」.
static LETTER: Pattern =
    Pattern::new(r"^[→⇒・]*(?:\((?P<a>[ア-ク])\)|(?P<b>[ア-ク])(?:\)|:|：|\s))(?P<rest>.*)$");
/// What may stand before a title: letters, numbers, brackets.
static BEFORE_TITLE: Pattern = Pattern::new(
    r"^(?:[→⇒・]|【\d+】|\(?[ア-ク\d]{1,2}[)）.:：]|\([ア-ク]\)|[①-⑳]|[ア-ク1-8１-８](?:\s)?|取り?組み?内容[①-⑳]?|ツール一覧|[(（【《])*",
);
/// What may follow the words of a title and still be the title.
static TITLE_REST: Pattern = Pattern::new(
    r"\([^)]*\)|「[^」]*」|(に係る|に関する)?(事業|取り?組み?|業務|支援|体制|検討|推進|構築|等|の|と|及び|対応策|対策|共有|に向けて|について|こと|を|、|。|:)",
);
/// Words that leave a title nothing but a wish.
static EMPTY_WISH: Pattern =
    Pattern::new(r"できていない|不十分|不足|乏し|されていない|ない。?$|困難");
/// Where words of the public stand close, training is for them.
static FOR_PUBLIC: Pattern = Pattern::new(
    r"(住民|市民|町民|村民|区民|一般|ボランティア|家族|学生)(等)?.{0,12}(研修|勉強会|講座|セミナー|ワークショップ|交流会|事例)",
);
static FOR_PROFESSIONALS: Pattern = Pattern::new(
    r"(専門職|関係者|従事者|職員|多職種|医師|看護|ケアマネ|介護支援専門員|事業所).{0,16}(研修|勉強会|講座|セミナー|ワークショップ|交流会|事例)",
);

/// Reads the items.
pub(super) fn read(sentences: &[Sentence], towns: usize) -> Items {
    let mut items = Items::default();
    let lettered = lettered(sentences);
    let mut current: Option<(usize, Item)> = None;
    // A printed title stands for something done where anything under it is.
    let mut titles: Vec<(Item, usize, bool)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if current.is_some_and(|(section, _)| section != sentence.section) {
            current = None;
        }
        if sentence.standing == Standing::Profile {
            continue;
        }
        if sentence.leads
            && let Some((item, has_content)) =
                title(sentence, lettered.contains_key(&sentence.section))
        {
            current = Some((sentence.section, item));
            if sentence.standing != Standing::Issue {
                titles.push((
                    item,
                    index,
                    sentence.standing == Standing::Done && has_content,
                ));
            }
            about(&mut items, sentence.section, item);
            if !has_content {
                continue;
            }
        } else if let Some((_, item)) = current
            && sentence.standing == Standing::Done
            && let Some(last) = titles.last_mut().filter(|(of, _, _)| *of == item)
        {
            last.2 = true;
        }
        if sentence.is_heading && sentence.kind != RecordKind::Activities {
            continue;
        }
        words(sentence, &mut items);
    }
    for (item, index, is_done) in titles {
        let Some(sentence) = sentences.get(index) else {
            continue;
        };
        let tag = sentence.tag(item, Basis::Printed);
        if is_done {
            prefer_printed(&mut items.done, tag);
        } else if sentence.standing == Standing::Planned {
            keep_first(&mut items.planned, tag);
        }
    }
    if towns > 1
        && let Some(first) = sentences
            .iter()
            .find(|sentence| sentence.standing == Standing::Done && !sentence.is_heading)
    {
        keep_first(
            &mut items.done,
            first.tag(Item::Intermunicipal, Basis::Inferred),
        );
    }
    items
        .planned
        .retain(|tag| !items.done.iter().any(|done| done.code == tag.code));
    items.done.sort_by_key(|tag| tag.code);
    items.planned.sort_by_key(|tag| tag.code);
    for of_section in items.of_sections.values_mut() {
        of_section.sort_unstable();
    }
    items
}

/// Sections in which letters alone stand before contents: three different ones at
/// the start of paragraphs.
fn lettered(sentences: &[Sentence]) -> HashMap<usize, usize> {
    let mut letters: HashMap<usize, Vec<String>> = HashMap::new();
    for sentence in sentences.iter().filter(|sentence| sentence.leads) {
        if let Some((letter, _)) = letter(&sentence.plain) {
            let of_section = letters.entry(sentence.section).or_default();
            if !of_section.contains(&letter) {
                of_section.push(letter);
            }
        }
    }
    letters
        .into_iter()
        .map(|(section, letters)| (section, letters.len()))
        .filter(|&(_, count)| count >= 3)
        .collect()
}

/// The letter at the start, where it does not only refer, and what follows.
fn letter(plain: &str) -> Option<(String, &str)> {
    let found = LETTER.captures(plain)?;
    let letter = found.name("a").or(found.name("b"))?.as_str().to_owned();
    let rest = plain.get(found.name("rest")?.start()..)?;
    let refers = [
        "~", "〜", "から", "の", "は", "で", "に", "と", "を", "、", "・(",
    ]
    .iter()
    .any(|word| rest.starts_with(word));
    (!refers).then_some((letter, rest))
}

/// The item whose title or letter the sentence starts with, and whether content
/// follows on the same line.
fn title(sentence: &Sentence, in_lettered: bool) -> Option<(Item, bool)> {
    let plain = sentence.plain.as_str();
    let start = BEFORE_TITLE.find(plain).map_or(0, |(_, end)| end);
    let words = plain.get(start..)?;
    for (item, pattern) in &TITLES {
        if let Some((_, end)) = pattern.find(words) {
            let rest = words.get(end..).unwrap_or_default();
            let content = TITLE_REST.strip(rest).chars().count() >= 4;
            return Some((*item, content));
        }
    }
    if in_lettered && let Some((letter, rest)) = letter(plain) {
        return Item::from_code(&letter).map(|item| (item, !rest.is_empty()));
    }
    None
}

/// Items told from words.
fn words(sentence: &Sentence, items: &mut Items) {
    if sentence.standing == Standing::Issue || EMPTY_WISH.is_match(&sentence.plain) {
        return;
    }
    for (item, pattern) in &WORDS {
        // A product for sharing information is named where it is shared.
        let names_tool = *item == Item::InformationSharing
            && sentence.standing == Standing::Done
            && ict::names_product(&sentence.plain);
        if !names_tool && !pattern.is_match(&sentence.plain) {
            continue;
        }
        if *item == Item::Training
            && FOR_PUBLIC.is_match(&sentence.plain)
            && !FOR_PROFESSIONALS.is_match(&sentence.plain)
        {
            continue;
        }
        let tag = sentence.tag(*item, Basis::Inferred);
        if sentence.standing == Standing::Done {
            keep_first(&mut items.done, tag);
            about(items, sentence.section, *item);
        } else {
            keep_first(&mut items.planned, tag);
        }
    }
}

fn about(items: &mut Items, section: usize, item: Item) {
    let of_section = items.of_sections.entry(section).or_default();
    if !of_section.contains(&item) {
        of_section.push(item);
    }
}

/// A printed title is the better evidence.
fn prefer_printed(tags: &mut Vec<Tag<Item>>, tag: Tag<Item>) {
    match tags.iter_mut().find(|known| known.code == tag.code) {
        Some(known) if known.basis == Basis::Inferred => *known = tag,
        Some(_) => {}
        None => tags.push(tag),
    }
}
