//! 連携モデル that a municipal write-up describes without naming them.
//!
//! The report prints the models of its regions; those come with the draft and are
//! not read here.

use crate::record::Tag;
use crate::vocabulary::{Basis, Model};

use super::super::pattern::Pattern;
use super::sentences::{Sentence, Standing};
use super::{Evidence, keep_first};

static WORDS: [(Model, Pattern); 7] = [
    (
        Model::Mutual1,
        Pattern::new(
            r"主治医[・/と、,]*(副主治医|協力医)|副主治医制|協力医制|複数主治医|二人主治医",
        ),
    ),
    (
        Model::Mutual2,
        Pattern::new(
            r"(医|診療|往診|看取り).{0,8}(輪番|当番)|(輪番|当番)(制|医).{0,12}(医|診)|当番医",
        ),
    ),
    (
        Model::Mutual3,
        Pattern::new(r"代診|代替医|代理診療|代わりの医師"),
    ),
    (
        Model::C2,
        Pattern::new(
            r"空き病床の情報|退院調整カンファレンス等訪問支援|医師会.{0,20}(病床|入院先|転院先).{0,12}(調整|情報)",
        ),
    ),
    (
        Model::C3,
        Pattern::new(r"病院(で|が)(全て|すべて|一括して|一手に)?(受けて|受け、|調整)"),
    ),
    (
        Model::D,
        Pattern::new(r"ブロック支援病院|支援病院.{0,8}ブロック"),
    ),
    (
        Model::E,
        Pattern::new(
            r"(市民病院|町立病院|市立.{0,6}病院|中核病院|病院|^院)内に.{0,6}.{0,20}(市|町|村|行政|課|地域包括支援センター|担当部署|推進室|支援室).{0,24}(設置|新設|ある|配置|移転)|担当部署.{0,30}(病院内|院内)に設置|病院内に「?在宅医療.{0,10}推進室",
        ),
    ),
];

/// Words of sharing information by ICT, and that it is in use.
static ICT: Pattern = Pattern::new(
    r"ICT|メディカルケアステーション|MCS|ネットワーク」(の活用|を活用|を使)|情報共有システム|ネットワークシステム|クラウド|SNS|医療介護専用|EHR|電子連絡帳|(ネット|ねっと|NET|Net4U|net)(」|”|の|を|com|活用)|キントーン|カナミック|さかえ~ル",
);
static IN_USE: Pattern = Pattern::new(
    r"活用(した|し、|して|による|の(手引|推進|モデル)|」|を開始|$)|導入(し|・運用|と普及|$|。)|の導入$|運用(を?開始|ポリシー|支援|・)|試行(運用|的に)|利用(し|。)|を使い|使って|情報(を|の).{0,4}共有|構築(の開始|を実施)|取り組んで|利活用|を活用|の活用|映像にして|検証",
);
static NOT_YET: Pattern = Pattern::new(
    r"(ICT|システム|ツール)(等|の|に関する|について|導入)*.{0,8}(検討|意見|研修|調査)|導入の検討|を目標|目指さず|ほかを調査|認知症.{0,6}ケアパス|地図情報|GIS|Webマップ|ポータル|ホームページ|困難",
);

/// Models of what is done and of what is only announced.
pub(super) fn read(sentences: &[Sentence]) -> (Vec<Tag<Model>>, Vec<Tag<Model>>) {
    let mut done: Vec<Tag<Model>> = Vec::new();
    let mut planned: Vec<Tag<Model>> = Vec::new();
    for sentence in sentences {
        let tags = match sentence.standing {
            Standing::Done => &mut done,
            Standing::Planned => &mut planned,
            Standing::Issue | Standing::Profile => continue,
        };
        let plain = &sentence.plain;
        for (model, pattern) in &WORDS {
            if pattern.is_match(plain) {
                keep_first(tags, sentence.tag(*model, Basis::Inferred));
            }
        }
        if ICT.is_match(plain) && IN_USE.is_match(plain) && !NOT_YET.is_match(plain) {
            keep_first(tags, sentence.tag(Model::IctTeam, Basis::Inferred));
        }
    }
    planned.retain(|tag| !done.iter().any(|known| known.code == tag.code));
    done.sort_by_key(|tag| tag.code);
    planned.sort_by_key(|tag| tag.code);
    (done, planned)
}
