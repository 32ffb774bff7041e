//! 使い方: how to search, with real addresses, and what the codes mean.

use maud::{Markup, html};

use super::facets::STANDING;
use super::{Page, Section};
use crate::address;
use crate::search::Query;
use crate::views::items::Topic;
use crate::visit::{MAX_PICKS, Visit};
use crate::vocabulary::{Item, Model, ModelTree, Standing};

/// How to use the site.
pub(crate) struct HelpPage;

/// What an officer types, and what it shows.
const EXAMPLES: [(&str, &str); 10] = [
    (
        "看取り",
        "ことばをそのまま入れます。「みとり」でも同じように探せます",
    ),
    (
        "訪看",
        "略語でも探せます。「訪問看護」と書いた事例も見つかります",
    ),
    (
        "入退院 ルール",
        "空白で区切ると、どれかの語を含む事例がすべて並びます。多くの語を含む事例や、ほかに少ない語を含む事例ほど上に並びやすくなります",
    ),
    (
        "「多職種研修」",
        "「」や \" \" で囲むと、そのとおりの並びを含む事例だけになります",
    ),
    (
        "研修 -認知症",
        "「-」を付けた語を含む事例を除きます。「認知症以外」でも同じです",
    ),
    (
        "人口1万人以下 看取り",
        "人口の規模を入れられます。「人口3万人くらい」「小さな町」（人口1万人未満）も使えます",
    ),
    (
        "高齢化率40%以上 看取り",
        "高齢化率を入れられます。「高齢化率30～35%」「高齢化率が高い」（40%以上）も使えます",
    ),
    ("ほくりゅう", "市区町村名は読みがなでも探せます"),
    (
        "エ 情報共有",
        "事業項目は「エ」「項目エ」、連携モデルは「あ1」「モデルC2」のように、記号でも探せます",
    ),
    (
        "退院後の生活が不安な人への支援",
        "文のまま入れても探せます。短いことばに区切ると、より正確です",
    ),
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
            h1 { "使い方" }
            p class="lead" { "公表された取り組みの資料を、自分の町に引き寄せて読むためのものです。" }
            div class="columns" {
                details class="contents drawer rail" {
                    summary { "目次" }
                    nav aria-label="目次" {
                        ul class="plain" {
                            @for (id, title, _) in PARTS { li { a class="more" href={ "#" (id) } { (title) } } }
                        }
                    }
                }
                div class="prose" {
                    @for (id, title, content) in PARTS {
                        section id=(id) {
                            h2 { (title) }
                            (content())
                        }
                    }
                }
            }
        }
    }
}

/// A part of the page: where it is found, its heading and what it says.
type Part = (&'static str, &'static str, fn() -> Markup);

/// The page's parts, in their order.
const PARTS: [Part; 8] = [
    ("words", "ことばで探す", words),
    ("filters", "条件で絞り込む", filters),
    ("ways", "ことばのほかから探す", ways),
    ("meeting", "会議や議会の資料にする", meeting),
    ("items", "事業項目（ア〜ク）", items),
    ("models", "連携モデルの記号", models),
    ("glossary", "このサイトで使うことば", glossary),
    ("programs", "プログラムから使う", programs),
];

fn words() -> Markup {
    html! {
        dl class="pairs" {
            @for (text, note) in EXAMPLES {
                @let query = Query { text: text.to_owned(), ..Query::default() };
                dt { a href=(address::search(&query, &Visit::default())) { (text) } }
                dd { (note) "。" }
            }
        }
        p { "一致したところには色が付きます。" }
        h3 { "一部の語だけを含む事例" }
        p {
            "検索した語のどれかを含む事例は、すべて関連度の高い順に並びます。"
            "関連度は、含む語の多さだけでなく、語の珍しさや書かれた回数でも決まります。"
            "文を入れたときは、その中の主な語を含む事例を探し、どの語で探したかを検索結果の上に示します。"
            "すべての語を含む事例には「すべて含む」、そうでない事例には「3語のうち2語を含む」のように示します。"
            "検索結果の上の「すべてを含む事例だけ」を押すと、すべての語を含む事例に絞り込めます。"
        }
        h3 { "課題として記載された事例" }
        p {
            "検索した語が課題や今後の方針の中にだけ書かれている事例には、「" (Standing::Lacking.label()) "」"
            "「" (Standing::Planned.label()) "」と示します。課題として書かれた事例は、取り組んだ事例の後に並びます。"
            "「不足」「困難」のように足りないことを表す語で探したときは、分けずに並びます。"
            "「病院なし」「病院がない」のように入れると、そのように書かれた事例を探します。"
            "絞り込む条件の「" (STANDING) "」で、取り組み・今後の方針・課題のどれかとして書かれたものだけを選べます。"
        }
        h3 { "別の言い方" }
        p {
            "同じ意味の別の言い方も含めて探します。たとえば「看取り」で探すと「終末期」と書いた事例も見つかり、"
            "どのことばで見つかったかを事例ごとに示します。"
            "別の言い方は用語集にまとめてあり、このサイトの管理者が Excel で書き足せます。"
            "「入力したとおりの表記だけを探す」を選ぶと、読みや別の言い方に広げません。"
        }
        h3 { "アンケート調査の記載" }
        p {
            "検索した語のすべてが診療所アンケートにも書かれているときは、検索結果の上にその箇所を示します。"
            "アンケートは市区町村や地域の取り組みではないので、事例の件数や比較には含めません。"
        }
        h3 { "見つからないとき" }
        p {
            "入力した語を含む事例の後に、より広い意味の言葉などを含む、言葉の近い事例を並べ、そのことを事例ごとに示します。"
            "入力した語がどの事例にもないときは、近い表記を案内し、その検索結果を見出しを分けて先に表示します。"
            "条件を外した場合や絞り込んだ場合の検索結果も、件数を添えて案内します。"
        }
    }
}

fn filters() -> Markup {
    html! {
        p {
            "同じ欄で複数を選ぶと「どれかに当てはまる」、違う欄どうしは「どちらにも当てはまる」事例になります。"
            "数字は、その条件を選んだときの件数です。条件を選ぶと一覧がすぐに変わります（スクリプトを止めているときは"
            "「この条件で絞り込む」を押してください）。選んだ条件は一覧の上に並び、押すと外れます。"
            "複数の市町村による事例は、どれか一つの市町村の人口や高齢化率が範囲に入れば、その条件に当てはまります。"
        }
        p {
            "「一覧で表示」を押すと、要点を省いて多くの事例を一度に見られます。「要点も表示」で戻ります。"
            "分類のうち、破線で囲み「本文から判定」と添えたものは、資料に明記がなく、本文の書きぶりから読み取ったものです。"
        }
        p {
            "条件はすべてアドレスに残ります。アドレスを控えておけば、いつでも同じ一覧を開けます。"
        }
    }
}

fn ways() -> Markup {
    let ways = [
        (
            address::NEEDS,
            "困りごと",
            "同じ課題を書いた町が、そこで何をしたかを読めます",
        ),
        (
            address::TOWNS,
            "似た町",
            "わが町の名前を1回入れると、近い順に、どこがどれだけ違うかを添えて並べます。名前は上の「わが町」から、いつでも変えたり外したりできます",
        ),
        (
            address::PREFECTURES,
            "地図",
            "都道府県の地図から選びます。事例のない都道府県は、近くの事例を案内します",
        ),
        (
            address::MODELS,
            "連携モデル",
            "病院と診療所、診療所どうしのつながり方を図で見て選びます",
        ),
        (
            address::ITEMS,
            "事業項目",
            "ア〜クの事業項目や場面と人口の規模を掛け合わせた件数から選びます",
        ),
        (
            address::TABLES,
            "一覧表",
            "数値の順に並べ替えられる表と、報告書の並びどおりの表です",
        ),
        (
            address::SURVEY,
            "アンケート",
            "診療所への調査の結果を、設問ごとに報告書の文と表で見ます",
        ),
    ];
    html! {
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
        ul {
            li { "「比較に加える」で " (MAX_PICKS) "件まで選び、並べて資料にできます。印刷のほか、Word・Excelで保存できます。" }
            li { "「この一覧をExcelで保存」は、表示中の条件に当てはまる全件を Excel で開ける形で保存します。" }
            li { "各事例の「出典をコピー」で、資料名と発行者をそのまま貼り付けられます。" }
            li { "数値と分類には、資料に書かれた時点や根拠のことばを添え、原文のその箇所へ進めるようにしています。資料に書かれていない数値は「記載なし」とし、推計していません。" }
        }
    }
}

fn items() -> Markup {
    html! {
        dl class="pairs codes" {
            @for item in Item::ALL {
                dt { a href=(address::topic(Topic::Item(*item), &Query::default(), &Visit::default())) { (item) } }
                dd { (item.label()) }
            }
        }
    }
}

fn models() -> Markup {
    html! {
        p { "平成30年3月の実態調査報告書が用いている分類です。" }
        @for tree in [ModelTree::Vertical, ModelTree::Horizontal] {
            h3 { (tree.label()) }
            dl class="pairs codes" {
                @for model in Model::ALL.iter().filter(|model| model.tree() == tree) {
                    dt { a href=(address::model(*model, &Visit::default())) { (model) } }
                    dd { (model.label()) }
                }
            }
        }
    }
}

/// One name for one thing, the same on every page.
fn glossary() -> Markup {
    let terms = [
        (
            "事例",
            "一つの市区町村または地域についての、資料の中のひとまとまりの記載",
        ),
        (
            "資料",
            "国や都道府県が公表した一つの文書。どの事例にも、もとの資料を示します",
        ),
        ("原文", "資料から読み取った文字。行の番号は原文の行です"),
        ("事業項目", "在宅医療・介護連携推進事業のア〜クの8項目"),
        (
            "場面",
            "日常の療養支援、入退院支援、急変時の対応、看取りの4つ",
        ),
        (
            "連携モデル",
            "医療機関どうしのつながり方の分類。上の「連携モデルの記号」のとおりです",
        ),
        ("主体", "取り組みを担う機関や団体"),
        ("人口", "資料に書かれた総人口。時点を添えます"),
        (
            "高齢化率",
            "人口に占める65歳以上の割合。75歳以上は「75歳以上の割合」といいます",
        ),
        ("資料に明記", "資料が見出しや表で自らそう書いているもの"),
        (
            "本文から判定",
            "資料に明記がなく、本文の書きぶりから読み取ったもの。一覧でもそう添えます",
        ),
        (
            "要点",
            "事例の課題・やったこと・工夫・成果。資料の文から機械が選んだもので、取り出せた文がなくても、本文には書かれていることがあります",
        ),
        (
            "記載なし",
            "資料に書かれていないこと。行っていないという意味ではありません",
        ),
        (
            "要点に取り出せませんでした",
            "課題や成果などの章はあるが、そこから抜き出せる一文が見つからないこと。本文をお読みください",
        ),
    ];
    html! {
        dl class="pairs" {
            @for (term, meaning) in terms {
                dt { (term) }
                dd { (meaning) "。" }
            }
        }
    }
}

fn programs() -> Markup {
    html! {
        p {
            "同じ内容を JSON でも返します。アドレスと例は "
            a href=(address::API_PAGE) { "API のページ" }
            " にあります。"
        }
    }
}
