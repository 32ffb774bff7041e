//! The parameters of the API as its description tells them. They are read by
//! `Query::from_pairs` and its like, which say in Japanese what is wrong; nothing is
//! made of these types but the description.
//!
//! The comments of the fields stand on the page `/api`, and so are in its language.

#![expect(dead_code, reason = "only their descriptions are used")]

use utoipa::IntoParams;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};

use crate::search::{Range, Sort};
use crate::views::compare::{Paper, RowKind};
use crate::views::prefectures::Shading;
use crate::views::tables::Sorting;
use crate::views::towns::Within;
use crate::vocabulary::{CaseKind, Item, Lead, Model, Prefecture, Region, Scene, Standing};

/// The words of a search.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Words {
    /// ことば。空白で区切った語のどれかを含む事例を、多く含む順に。"…" はそのとおりの並び、先頭の - は除外。300字まで読む
    #[param(example = "看取り")]
    q: Option<String>,
    /// 1 で、入力したとおりの表記だけを探す。読みや別の言い方に広げない
    #[param(pattern = "^[01]$")]
    exact: Option<String>,
    /// 1 で、すべての語を含む事例だけ
    #[param(pattern = "^[01]$")]
    all: Option<String>,
    /// 記載の区分。done は取り組み、planned は今後の方針、issues は課題として書かれたところだけ
    #[param(inline)]
    part: Option<Standing>,
}

/// What the cases must be.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Narrowing {
    /// 都道府県の2桁の番号（JIS X 0401）
    #[param(inline)]
    pref: Option<Vec<Prefecture>>,
    /// 地方
    #[param(inline)]
    region: Option<Vec<Region>>,
    /// 人口。5000-20000（5,000人以上20,000人未満）、20000-、-5000、unknown（記載なし）
    #[param(inline, max_items = 20)]
    pop: Option<Vec<Range>>,
    /// 高齢化率（%）。書き方は人口と同じ
    #[param(schema_with = rates)]
    aging: Option<Vec<Range>>,
    /// 連携モデル
    #[param(inline)]
    model: Option<Vec<Model>>,
    /// 事業項目
    #[param(inline)]
    item: Option<Vec<Item>>,
    /// 場面
    #[param(inline)]
    scene: Option<Vec<Scene>>,
    /// ICT・情報共有システムの名前
    #[param(max_items = 20)]
    ict: Option<Vec<String>>,
    /// 主体
    #[param(inline)]
    lead: Option<Vec<Lead>>,
    /// 資料の番号（/sources の id）
    #[param(max_items = 20)]
    source: Option<Vec<String>>,
    /// 種別
    #[param(inline)]
    kind: Option<Vec<CaseKind>>,
}

/// Ranges of percentages.
fn rates() -> Schema {
    let rate = r"(100|[0-9]{1,2}(\.[0-9]{1,2})?)";
    let range = ObjectBuilder::new().schema_type(Type::String);
    let range = range.pattern(Some(format!("^({rate}-{rate}?|-{rate}|unknown)$")));
    ArrayBuilder::new().items(range).into()
}

/// Which part of a list, in which order.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Listing {
    /// 並び順。near は home の町に近い順
    #[param(inline)]
    sort: Option<Sort>,
    /// ページ（1から）
    #[param(minimum = 1, maximum = 10_000)]
    page: Option<usize>,
    /// 1ページの件数。なければ20
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<usize>,
}

/// The own town.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Home {
    /// わが町の6桁の番号（全国地方公共団体コード）。この町に近い順に並び、近さが付く
    #[param(pattern = "^[0-9]{6}$")]
    home: Option<String>,
}

/// A page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// ページ（1から）
    #[param(minimum = 1, maximum = 10_000)]
    page: Option<usize>,
}

/// A text that is being typed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Typing {
    /// 入力中のことば
    #[param(example = "北上")]
    q: Option<String>,
    /// 候補の数。なければ8
    #[param(minimum = 1, maximum = 20)]
    limit: Option<usize>,
}

/// The name of a town that is being typed.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TownTyping {
    /// 入力中の名前、読み、または6桁の番号。都道府県や郡から始めてもよい
    #[param(example = "三重県度会郡南伊勢町")]
    q: Option<String>,
    /// q がないとき、この都道府県のすべての市区町村。2桁の番号
    #[param(inline)]
    pref: Option<Prefecture>,
    /// 候補の数。なければ8
    #[param(minimum = 1, maximum = 50)]
    limit: Option<usize>,
}

/// Lines of a source's text.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TextLines {
    /// ページ（1から）
    #[param(minimum = 1, maximum = 99_999_999)]
    page: Option<usize>,
    /// 示す行のはじめ
    #[param(minimum = 1, maximum = 99_999_999)]
    from: Option<usize>,
    /// 示す行の終わり
    #[param(minimum = 1, maximum = 99_999_999)]
    to: Option<usize>,
}

/// What is asked about the own town.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Comparing {
    /// わが町の人口。なければ home の町の2020年の数値（ほかの数値も同じ）
    #[param(minimum = 1, maximum = 20_000_000, example = 13000)]
    population: Option<u64>,
    /// わが町の高齢化率（%）
    #[param(minimum = 0, maximum = 100, example = 35)]
    aging_rate: Option<f64>,
    /// わが町の面積（km²）
    #[param(minimum = 0.01, maximum = 100_000)]
    area: Option<f64>,
    /// わが町の都道府県。2桁の番号
    #[param(inline)]
    pref: Option<Prefecture>,
    /// 人口の重み。0は考えない、3がいちばん重い
    #[param(minimum = 0, maximum = 3)]
    w_population: Option<u8>,
    /// 高齢化率の重み
    #[param(minimum = 0, maximum = 3)]
    w_aging: Option<u8>,
    /// 人口密度の重み
    #[param(minimum = 0, maximum = 3)]
    w_density: Option<u8>,
    /// 地方の重み
    #[param(minimum = 0, maximum = 3)]
    w_region: Option<u8>,
    /// 範囲
    #[param(inline)]
    within: Option<Within>,
    /// 種別
    #[param(inline)]
    kind: Option<CaseKind>,
    /// 事業項目
    #[param(inline)]
    item: Option<Item>,
    /// 事例の人口の範囲
    #[param(inline)]
    pop: Option<Range>,
}

/// What the map is shaded by.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Shaded {
    /// 事業項目・場面・連携モデルの記号。県ごとに、その取り組みのある件数（carrying）が付く
    #[param(inline, example = "エ")]
    show: Option<Shading>,
}

/// The size of the towns.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfSize {
    /// 人口。5000-20000（5,000人以上20,000人未満）、20000-、-5000、unknown（記載なし）
    #[param(inline, max_items = 20)]
    pop: Option<Vec<Range>>,
}

/// Which cases of a topic.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TopicListing {
    /// 主体
    #[param(inline)]
    lead: Option<Vec<Lead>>,
    /// 並び順。なければ人口の少ない順
    #[param(inline)]
    sort: Option<Sort>,
    /// ページ（1から）
    #[param(minimum = 1, maximum = 10_000)]
    page: Option<usize>,
}

/// The order of the table.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TableOrder {
    /// 並び順。asc は小さい順、desc は大きい順。near-asc はわが町に近い順
    #[param(inline, example = "aging-desc")]
    sort: Option<Sorting>,
}

/// What stands on the handout.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sheet {
    /// 事例の番号。4つまで
    case: Option<Vec<String>>,
    /// 資料の題名。80字まで
    title: Option<String>,
    /// 資料の日付。なければ今日
    #[param(format = Date)]
    date: Option<String>,
    /// 用紙の向き。landscape は要点だけをA4横1枚に、portrait は全文をA4縦に
    #[param(inline)]
    paper: Option<Paper>,
    /// 載せる行。なければふつうの行。選べる行は handout.offered
    #[param(inline)]
    row: Option<Vec<RowKind>>,
}
