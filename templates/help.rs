//! 使い方: how to search, with real addresses, and what the codes mean.

use maud::{Markup, html};

use super::{Page, Section};
use crate::overview::topics::Topic;
use crate::search::Query;
use crate::vocabulary::{Item, Model, ModelTree};
use crate::web::address;
use crate::web::picks::{MAX_PICKS, Picks};

/// How to use the site.
pub(crate) struct HelpPage;

/// What an officer types, and what it shows.
const EXAMPLES: [(&str, &str); 6] = [
    (
        "看取り",
        "ことばをそのまま入れます。「みとり」「看とり」でもさがせます",
    ),
    ("訪看", "略語は正式なことば（訪問看護）に広げてさがします"),
    (
        "入退院 ルール",
        "空白で区切ると、すべてのことばを含む事例をさがします",
    ),
    (
        "\"多職種研修\"",
        "「\"」で囲むと、そのとおりの並びだけをさがします",
    ),
    ("研修 -認知症", "「-」を付けたことばを含む事例を除きます"),
    ("ほくりゅう", "市町村名は読みがなでもさがせます"),
];

impl Page for HelpPage {
    fn title(&self) -> String {
        "使い方".to_owned()
    }

    fn section(&self) -> Option<Section> {
        Some(Section::Help)
    }

    fn content(&self) -> Markup {
        html! {
            div class="prose" {
                h1 { "使い方" }
                p { "公表された取り組みの資料を、市区町村の在宅医療・介護連携の担当者が、自分の町に引き寄せて読めるようにしたものです。" }
                (words())
                (filters())
                (ways())
                (meeting())
                (items())
                (models())
                (programs())
            }
        }
    }
}

fn words() -> Markup {
    html! {
        h2 { "ことばでさがす" }
        dl class="pairs" {
            @for (text, note) in EXAMPLES {
                @let query = Query { text: text.to_owned(), ..Query::default() };
                dt { a href=(address::search(&query, &Picks::default())) { (text) } }
                dd { (note) "。" }
            }
        }
        p {
            "一致したところには色が付き、読み・同義語・部分一致で見つかったときは、その旨を「一致のしかた」に示します。"
            "「入力したとおりの表記だけをさがす」を選ぶと、読みや同義語に広げません。"
        }
    }
}

fn filters() -> Markup {
    html! {
        h2 { "条件でしぼりこむ" }
        p {
            "同じ欄で複数を選ぶと「どれかに当てはまる」、違う欄どうしは「どちらにも当てはまる」事例になります。"
            "数字は、その条件を選んだときの件数です。選んだ条件は検索結果の上に並び、押すと外れます。"
        }
        p {
            "条件はすべてアドレスに残ります。アドレスを控えておけば、いつでも同じ一覧を開けます。"
        }
    }
}

fn ways() -> Markup {
    let ways = [
        (
            address::TOWNS,
            "似た町",
            "人口と高齢化率を入れると、近い順に、どこがどれだけ違うかを添えて並べます",
        ),
        (
            address::PREFECTURES,
            "都道府県",
            "地図から選びます。事例のない都道府県は、近くの事例を案内します",
        ),
        (
            address::MODELS,
            "連携モデル",
            "病院と診療所、診療所どうしのつながり方を図で見て選びます",
        ),
        (
            address::ITEMS,
            "ア〜ク",
            "事業項目や場面と人口の規模を掛け合わせた件数から選びます",
        ),
        (
            address::TABLES,
            "一覧表",
            "数値の順に並べ替えられる表と、報告書の並びどおりの表です",
        ),
        (
            address::SURVEY,
            "アンケート",
            "診療所への調査の結果を、設問ごとの図と表で見ます",
        ),
    ];
    html! {
        h2 { "ことばのほかからさがす" }
        dl class="pairs" {
            @for (address, name, note) in ways {
                dt { a href=(address) { (name) } }
                dd { (note) "。" }
            }
        }
    }
}

fn meeting() -> Markup {
    html! {
        h2 { "会議や議会の資料にする" }
        ul {
            li { "「比較に加える」で " (MAX_PICKS) "件まで選び、並べて比べて印刷できます。" }
            li { "「このしぼりこみを CSV で」は、表示中の条件に当てはまる全件を Excel で開ける形で保存します。" }
            li { "各事例の「出典をコピー」で、資料名と発行者をそのまま貼り付けられます。" }
            li { "数値には、資料に書かれた時点と行を添えています。資料に書かれていない数値は「記載なし」とし、推計していません。" }
        }
    }
}

fn items() -> Markup {
    html! {
        h2 id="items" { "事業項目（ア〜ク）" }
        dl class="pairs codes" {
            @for item in Item::ALL {
                dt { a href=(address::topic(Topic::Item(*item), &[], &Picks::default())) { (item) } }
                dd { (item.label()) }
            }
        }
    }
}

fn models() -> Markup {
    html! {
        h2 id="models" { "連携モデルの記号" }
        p { "平成30年3月の実態調査報告書が用いている分類です。" }
        @for tree in [ModelTree::Vertical, ModelTree::Horizontal] {
            h3 { (tree.label()) }
            dl class="pairs codes" {
                @for model in Model::ALL.iter().filter(|model| model.tree() == tree) {
                    dt { a href=(address::model(*model, &Picks::default())) { (model) } }
                    dd { (model.label()) }
                }
            }
        }
    }
}

fn programs() -> Markup {
    html! {
        h2 { "プログラムから使う" }
        p {
            "同じ内容を JSON でも返します。アドレスと形は "
            a href=(address::api("/openapi.json")) { "OpenAPI の記述" }
            " にあります。"
        }
    }
}
