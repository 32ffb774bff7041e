//! The controlled terms that cases and records are tagged with.
//!
//! Each term has a code, the same in addresses, JSON and facets, and a label as
//! the page shows it. What a term looks like in a document is not known here:
//! that is `ingest`'s business.
//!
//! Sources: the eight items and four scenes are those of 在宅医療・介護連携推進事業の
//! 手引き, whose third edition (2020) tells the phases that the project has had since
//! 2021; the two trees of models are printed in 平成30年3月 実態調査報告書（抜粋版）,
//! section III (2).

use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// Declares a closed set of terms with `ALL`, `code`, `label` and `from_code`,
/// printed, serialized and described as the code.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$term_meta:meta])* $term:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $($(#[$term_meta])* #[doc = $label] #[serde(rename = $code)] $term,)+
        }

        impl $name {
            /// Every term, in its official order.
            pub const ALL: &'static [Self] = &[$(Self::$term,)+];

            /// The code, as it stands in addresses and JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$term => $code,)+ }
            }

            /// The words that the page shows.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$term => $label,)+ }
            }

            /// The term with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|term| term.code() == code)
            }
        }

        impl ::utoipa::PartialSchema for $name {
            fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::schema::Schema> {
                $crate::vocabulary::one_of(Self::ALL.iter().map(|term| term.code()))
            }
        }

        impl ::utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

pub(crate) use vocabulary;

/// How a value is described that is one of these codes.
pub(crate) fn one_of(codes: impl Iterator<Item: Into<Value>>) -> RefOr<Schema> {
    let term = ObjectBuilder::new().schema_type(Type::String);
    term.enum_values(Some(codes)).into()
}

vocabulary! {
    /// 事業項目: the eight parts of the project.
    Item {
        Resources = "ア", "地域の医療・介護の資源の把握";
        Issues = "イ", "在宅医療・介護連携の課題の抽出と対応策の検討";
        CareSystem = "ウ", "切れ目のない在宅医療と在宅介護の提供体制の構築推進";
        InformationSharing = "エ", "医療・介護関係者の情報共有の支援";
        Consultation = "オ", "在宅医療・介護連携に関する相談支援";
        Training = "カ", "医療・介護関係者の研修";
        PublicAwareness = "キ", "地域住民への普及啓発";
        Intermunicipal = "ク", "在宅医療・介護連携に関する関係市区町村の連携";
    }
}

vocabulary! {
    /// 場面: where in the course of care the effort stands.
    Scene {
        DailyCare = "日常の療養支援", "日常の療養支援";
        Hospital = "入退院支援", "入退院支援";
        Emergency = "急変時の対応", "急変時の対応";
        EndOfLife = "看取り", "看取り";
    }
}

vocabulary! {
    /// 連携モデル: the 19 models of the report's two trees, codes as printed.
    Model {
        A = "A", "n対1";
        B1 = "B1", "n対n（病院医との二人主治医制）";
        B2 = "B2", "n対n（ICT利用）";
        C1 = "C1", "n対n（民間が仲介）";
        C2 = "C2", "n対n（医師会が仲介）";
        C3 = "C3", "n対n（病院が仲介）";
        C4 = "C4", "n対n（行政が仲介）";
        C5 = "C5", "n対n（訪看STが仲介）";
        D = "D", "ブロック支援病院体制";
        E = "E", "1対n（行政窓口を中核病院内に設置）";
        Mutual1 = "あ1", "在宅医の相互協力（主治医・副主治医制）";
        Mutual2 = "あ2", "在宅医の相互協力（当番医制）";
        Mutual3 = "あ3", "在宅医の相互協力（臨時の代診医）";
        Mutual4 = "あ4", "在宅医の相互協力（転医・代診）";
        Group1 = "い1", "グループ診療（在宅医を在支診・専門医が支援）";
        Group2 = "い2", "グループ診療（在宅医・病院医の相互協力）";
        Group3 = "い3", "グループ診療（病院医が副主治医）";
        Group4 = "い4", "グループ診療（在宅医の相互協力）";
        IctTeam = "う", "ICT活用による多職種連携";
    }
}

impl Item {
    /// A few words for lists, where the whole label is too long.
    pub const fn short_label(self) -> &'static str {
        match self {
            Self::Resources => "資源の把握",
            Self::Issues => "課題の抽出・対応策",
            Self::CareSystem => "切れ目のない提供体制",
            Self::InformationSharing => "情報共有の支援",
            Self::Consultation => "相談支援",
            Self::Training => "医療・介護関係者の研修",
            Self::PublicAwareness => "住民への普及啓発",
            Self::Intermunicipal => "市区町村の連携",
        }
    }
}

vocabulary! {
    /// The cycle that the project has had since 2021 in place of the eight items, and
    /// what stands beside the cycle.
    Phase {
        Plan = "plan", "現状分析・課題抽出・施策立案";
        Act = "act", "対応策の実施";
        Review = "review", "評価・改善";
        Aim = "aim", "全体を通じた目標";
        WideArea = "wide-area", "都道府県・広域の支援";
    }
}

vocabulary! {
    /// Whether every municipality must do what an item names, or may choose it.
    Duty {
        Required = "required", "必須";
        Chosen = "chosen", "選択";
    }
}

impl Item {
    /// Where the item stands in the frame of 2021. The review has none of its own.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Resources | Self::Issues => Phase::Plan,
            Self::CareSystem => Phase::Aim,
            Self::InformationSharing
            | Self::Consultation
            | Self::Training
            | Self::PublicAwareness => Phase::Act,
            Self::Intermunicipal => Phase::WideArea,
        }
    }

    /// For the items of [`Phase::Act`]: whether they are left to choose.
    pub const fn duty(self) -> Option<Duty> {
        match self {
            Self::Consultation | Self::PublicAwareness => Some(Duty::Required),
            Self::InformationSharing | Self::Training => Some(Duty::Chosen),
            _ => None,
        }
    }
}

/// The report's two trees of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelTree {
    /// 垂直連携（病診連携等）
    Vertical,
    /// 水平連携（診診連携、多職種連携等）
    Horizontal,
}

impl ModelTree {
    /// The tree's name as the report prints it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Vertical => "垂直連携（病診連携等）",
            Self::Horizontal => "水平連携（診診連携、多職種連携等）",
        }
    }
}

impl Model {
    /// The tree that the model stands in: Latin codes are vertical, kana codes
    /// horizontal.
    pub fn tree(self) -> ModelTree {
        if self.code().is_ascii() {
            ModelTree::Vertical
        } else {
            ModelTree::Horizontal
        }
    }
}

vocabulary! {
    /// 主体: who leads the effort.
    Lead {
        Government = "行政", "行政";
        MedicalAssociation = "医師会", "医師会";
        Hospital = "病院", "病院";
        HealthCentre = "保健所・県", "保健所・県";
        WelfareCouncil = "社会福祉協議会", "社会福祉協議会";
        VisitingNurse = "訪問看護", "訪問看護";
        Private = "民間・任意団体", "民間・任意団体";
        WideAreaCouncil = "広域の協議会", "広域の協議会";
    }
}

vocabulary! {
    /// What a case is an entry of.
    CaseKind {
        SmartPractice = "smart-practice", "市町村の取り組み";
        ModelSurvey = "model-survey", "実態調査の地域";
        GroupPlan = "group-plan", "グループ化の計画";
    }
}

vocabulary! {
    /// What a record says about its case.
    RecordKind {
        Profile = "profile", "基本情報";
        Issues = "issues", "課題";
        Features = "features", "取り組みの特徴";
        Activities = "activities", "取り組み内容";
        Devices = "devices", "工夫・ポイント";
        Policy = "policy", "今後の方針";
        Evaluation = "evaluation", "評価・成果";
        Figures = "figures", "数値";
        Survey = "survey", "アンケート";
        Other = "other", "その他";
    }
}

impl RecordKind {
    /// In what state a record of this kind describes what it says.
    pub const fn standing(self) -> Standing {
        match self {
            Self::Issues => Standing::Lacking,
            Self::Policy => Standing::Planned,
            _ => Standing::Done,
        }
    }
}

vocabulary! {
    /// In what state a case describes something: what it did comes before what it
    /// plans, and that before what it says is missing.
    Standing {
        Done = "done", "取り組みとして記載";
        Planned = "planned", "今後の方針として記載";
        Lacking = "issues", "課題として記載";
    }
}

vocabulary! {
    /// How a tag came about.
    Basis {
        Printed = "printed", "資料の記載";
        Inferred = "inferred", "本文からの判定";
    }
}

vocabulary! {
    /// 地方: the eight regions that prefectures are grouped by.
    Region {
        Hokkaido = "hokkaido", "北海道";
        Tohoku = "tohoku", "東北";
        Kanto = "kanto", "関東";
        Chubu = "chubu", "中部";
        Kinki = "kinki", "近畿";
        Chugoku = "chugoku", "中国";
        Shikoku = "shikoku", "四国";
        Kyushu = "kyushu", "九州・沖縄";
    }
}

vocabulary! {
    /// 都道府県, by the first two digits of 全国地方公共団体コード (JIS X 0401).
    Prefecture {
        Hokkaido = "01", "北海道"; Aomori = "02", "青森県"; Iwate = "03", "岩手県";
        Miyagi = "04", "宮城県"; Akita = "05", "秋田県"; Yamagata = "06", "山形県";
        Fukushima = "07", "福島県"; Ibaraki = "08", "茨城県"; Tochigi = "09", "栃木県";
        Gunma = "10", "群馬県"; Saitama = "11", "埼玉県"; Chiba = "12", "千葉県";
        Tokyo = "13", "東京都"; Kanagawa = "14", "神奈川県"; Niigata = "15", "新潟県";
        Toyama = "16", "富山県"; Ishikawa = "17", "石川県"; Fukui = "18", "福井県";
        Yamanashi = "19", "山梨県"; Nagano = "20", "長野県"; Gifu = "21", "岐阜県";
        Shizuoka = "22", "静岡県"; Aichi = "23", "愛知県"; Mie = "24", "三重県";
        Shiga = "25", "滋賀県"; Kyoto = "26", "京都府"; Osaka = "27", "大阪府";
        Hyogo = "28", "兵庫県"; Nara = "29", "奈良県"; Wakayama = "30", "和歌山県";
        Tottori = "31", "鳥取県"; Shimane = "32", "島根県"; Okayama = "33", "岡山県";
        Hiroshima = "34", "広島県"; Yamaguchi = "35", "山口県"; Tokushima = "36", "徳島県";
        Kagawa = "37", "香川県"; Ehime = "38", "愛媛県"; Kochi = "39", "高知県";
        Fukuoka = "40", "福岡県"; Saga = "41", "佐賀県"; Nagasaki = "42", "長崎県";
        Kumamoto = "43", "熊本県"; Oita = "44", "大分県"; Miyazaki = "45", "宮崎県";
        Kagoshima = "46", "鹿児島県"; Okinawa = "47", "沖縄県";
    }
}

impl Prefecture {
    /// The prefecture of this name, 「岩手県」.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|prefecture| prefecture.label() == name)
    }

    /// Where a text names it: 「東京都府中市」 does not name 京都府.
    pub fn mentions(self, text: &str) -> impl Iterator<Item = usize> {
        let found = text.match_indices(self.label()).map(|(at, _)| at);
        found.filter(move |&at| {
            let before = text.get(..at).unwrap_or_default();
            self != Self::Kyoto || !before.ends_with('東')
        })
    }

    /// The region that the prefecture belongs to.
    pub fn region(self) -> Region {
        match Self::ALL
            .iter()
            .position(|&prefecture| prefecture == self)
            .unwrap_or_default()
        {
            0 => Region::Hokkaido,
            1..=6 => Region::Tohoku,
            7..=13 => Region::Kanto,
            14..=22 => Region::Chubu,
            23..=29 => Region::Kinki,
            30..=34 => Region::Chugoku,
            35..=38 => Region::Shikoku,
            _ => Region::Kyushu,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_their_terms_and_serialize_as_themselves() {
        assert_eq!(Item::from_code("エ"), Some(Item::InformationSharing));
        assert_eq!(Item::from_code("ケ"), None);
        assert_eq!(serde_json::to_string(&Model::Mutual1).unwrap(), "\"あ1\"");
        assert_eq!(Model::ALL.len(), 19);
        assert_eq!(Prefecture::ALL.len(), 47);
    }

    #[test]
    fn every_item_has_its_place_in_the_frame_of_2021() {
        let of = |phase| -> String {
            let items = Item::ALL.iter().filter(|item| item.phase() == phase);
            items.map(|item| item.code()).collect()
        };
        let phases: Vec<String> = Phase::ALL.iter().map(|&phase| of(phase)).collect();
        assert_eq!(phases, ["アイ", "エオカキ", "", "ウ", "ク"]);
        for item in Item::ALL {
            assert_eq!(item.duty().is_some(), item.phase() == Phase::Act, "{item}");
        }
    }

    #[test]
    fn the_trees_and_regions_hold_their_terms() {
        assert_eq!(Model::E.tree(), ModelTree::Vertical);
        assert_eq!(Model::IctTeam.tree(), ModelTree::Horizontal);
        assert_eq!(Prefecture::Niigata.region(), Region::Chubu);
        assert_eq!(Prefecture::Mie.region(), Region::Kinki);
        assert_eq!(Prefecture::Okinawa.region(), Region::Kyushu);
    }

    #[test]
    fn a_prefecture_within_another_s_name_is_not_named() {
        let named = |text: &str| -> Vec<Prefecture> {
            let all = Prefecture::ALL.iter().copied();
            all.filter(|it| it.mentions(text).next().is_some())
                .collect()
        };
        assert_eq!(named("東京都府中市"), [Prefecture::Tokyo]);
        assert_eq!(
            named("東京都と京都府"),
            [Prefecture::Tokyo, Prefecture::Kyoto]
        );
    }
}
