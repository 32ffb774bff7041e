//! The search page over the project's own corpus: what the words must do, and what is
//! shown where they stand nowhere. That its numbers hold is tested in `counts`.

use crate::site::{encoded, read, read_json};

/// Two words of which many cases have one only.
const TWO_WORDS: &str = "退院支援 タブレット";
/// A slip of the pen that stands in no case, 訪問看護 meant.
const SLIP: &str = "訪門看護";

fn asked(words: &str, more: &str) -> String {
    format!("/?q={}{more}", encoded(words))
}

async fn page(address: &str) -> String {
    let answer = read(address).await;
    assert_eq!(answer.status.as_u16(), 200, "{address}");
    answer.body
}

/// How many cases the search page at an address lists.
async fn length_of(address: &str) -> u64 {
    let parameters = address.strip_prefix('/').unwrap();
    let results = read_json(&format!("/search{parameters}")).await;
    results["total"].as_u64().unwrap()
}

/// The links of a page: each address, its words and what follows it in the same line.
fn links(page: &str) -> Vec<(String, String, String)> {
    let links = page.split("<a ").skip(1).filter_map(|link| {
        let (tag, rest) = link.split_once('>')?;
        let (words, rest) = rest.split_once("</a>")?;
        let (_, address) = tag.split_once("href=\"")?;
        let (address, _) = address.split_once('"')?;
        let after = rest.split('<').next().unwrap_or_default();
        let plain = |text: &str| text.replace("&amp;", "&");
        Some((plain(address), words.to_owned(), after.to_owned()))
    });
    links.collect()
}

fn link(page: &str, words: &str) -> String {
    let mut links = links(page).into_iter();
    let found = links.find(|(_, it, _)| it.contains(words));
    found.unwrap_or_else(|| panic!("no link 「{words}」")).0
}

/// The figure between two pieces of text.
fn figure(text: &str, before: &str, after: &str) -> Option<u64> {
    let (_, rest) = text.split_once(before)?;
    let (figure, _) = rest.split_once(after)?;
    figure.replace(',', "").parse().ok()
}

#[tokio::test]
async fn cases_that_meet_all_words_are_counted_marked_and_can_be_had_alone() {
    let some = page(&asked(TWO_WORDS, "")).await;
    let all = figure(&some, "すべての語を含む事例 ", "件").unwrap();
    let alone = link(&some, "すべてを含む事例だけ");
    assert_eq!(length_of(&alone).await, all);
    assert!(all > 0 && all < length_of(&asked(TWO_WORDS, "")).await);
    assert!(some.contains("すべて含む"));
    assert!(some.contains("2語のうち1語を含む"));

    let alone = page(&alone).await;
    assert!(!alone.contains("2語のうち1語を含む"));
    assert_eq!(
        link(&alone, "一部の語を含む事例も表示"),
        asked(TWO_WORDS, "")
    );
}

#[tokio::test]
async fn what_is_only_alike_comes_last_and_is_told_apart() {
    let some = page(&asked("副主治医制", "")).await;
    let met = figure(&some, "入力した語を含む事例 ", "件").unwrap();
    let alone = link(&some, "この語を含む事例だけ");
    assert_eq!(length_of(&alone).await, met);
    let all = length_of(&asked("副主治医制", "")).await;
    assert!(met > 0 && met < all);
    let results = read_json(&format!("/search?q={}&per_page=100", encoded("副主治医制"))).await;
    let hits = results["hits"].as_array().unwrap();
    assert_eq!(hits.len() as u64, all);
    for (at, hit) in hits.iter().enumerate() {
        assert_eq!(hit["met"] == 0, at as u64 >= met, "{at}");
    }
    assert!(some.contains(&format!("ここまでに、この語を含む事例 {met}件")));
    assert!(some.contains("入力した語はなく、近い言葉を含む"));
    assert_eq!(
        link(&page(&alone).await, "言葉の近い事例も表示"),
        asked("副主治医制", "")
    );
}

#[tokio::test]
async fn the_end_of_those_that_meet_all_is_told_only_where_none_follows() {
    for words in [TWO_WORDS, "看取り", "多職種 研修", "入退院 ルール 看取り"] {
        for more in ["", "&per_page=5", "&per_page=100", "&sort=prefecture"] {
            let page = page(&asked(words, more)).await;
            let parameters = format!("{}{more}", encoded(words));
            let results = read_json(&format!("/search?q={parameters}")).await;
            let hits = results["hits"].as_array().unwrap();
            let meets_all = |at: usize| hits[at]["met"] == hits[at]["of"];
            match figure(&page, "ここまでに、すべてを含む事例 ", "件") {
                None => {}
                Some(count) => {
                    assert_eq!(results["met_all"], count, "{words}{more}");
                    let before = page.split("ここまでに").next().unwrap();
                    let shown = before.matches("<h3><a href=\"/cases/").count();
                    assert!(meets_all(shown - 1), "{words}{more}");
                    assert!((shown..hits.len()).all(|at| !meets_all(at)));
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_written_as_an_issue_is_labelled_and_can_be_asked_for() {
    let every = page(&asked("人材不足", "")).await;
    assert!(every.contains("課題として記載"));
    let issues = asked("人材不足", "&part=issues");
    assert!(every.contains("name=\"part\" value=\"issues\">"));
    let listed = read_json(&format!("/search?{}", &issues[2..])).await;
    for hit in listed["hits"].as_array().unwrap() {
        assert_eq!(hit["standing"], "issues");
        for snippet in hit["snippets"].as_array().unwrap() {
            assert_eq!(snippet["standing"], "issues", "{hit}");
        }
    }
    let issues = page(&issues).await;
    assert!(issues.contains("value=\"issues\" checked>"));
    assert_eq!(link(&issues, "記載の区分：課題"), asked("人材不足", ""));
}

#[tokio::test]
async fn what_the_words_must_do_stays_on_every_way_but_its_own_chip() {
    let address = asked("研修 多職種", "&all=1&part=done&per_page=5&item=%E3%82%AB");
    let page = page(&format!("{address}&compare=sp-014371")).await;
    assert!(page.contains("<input type=\"hidden\" name=\"all\" value=\"1\">"));
    assert!(page.contains("value=\"done\" checked>"));
    let kept = |address: &str| address.contains("all=1") && address.contains("part=done");
    for words in ["次へ", "この一覧をExcelで保存", "比較に加える"] {
        let address = link(&page, words);
        assert!(kept(&address), "{words}: {address}");
        if words != "この一覧をExcelで保存" {
            assert!(address.contains("compare=sp-014371"), "{words}: {address}");
        }
    }
    let chips = page.split("id=\"chosen\"").nth(1).unwrap();
    let chips = chips.split("</ul>").next().unwrap();
    let [item, all, part] = [
        "医療・介護関係者の研修",
        "すべての語を含む事例だけ",
        "記載の区分：取り組み",
    ]
    .map(|words| link(chips, words));
    assert!(kept(&item) && !item.contains("item="), "{item}");
    assert!(!all.contains("all=1") && all.contains("part=done"), "{all}");
    assert!(!part.contains("part=") && part.contains("all=1"), "{part}");
    let none = link(chips, "条件をすべて外す");
    assert!(!none.contains("all=") && !none.contains("part=") && !none.contains("item="));
}

#[tokio::test]
async fn a_near_spelling_has_a_heading_of_its_own() {
    for more in ["", "&all=1"] {
        let page = page(&asked(SLIP, more)).await;
        let (typed, near) = page.split_once("class=\"near\"").unwrap();
        assert!(typed.contains("「訪門看護」を含む事例はありません"));
        let empty = typed.contains("当てはまる事例は見つかりませんでした");
        assert_eq!(empty, !more.is_empty(), "{more}");
        // What was meant stands before what only holds a part of the slip.
        assert!(!typed.contains("<h3><a href=\"/cases/"), "{more}");
        let (near, list) = near.split_once("</section>").unwrap();
        assert_eq!(empty, !list.contains("言葉の近い事例</h2>"), "{more}");
        assert!(near.contains("近い表記「訪問看護」の検索結果</h2>"));
        let hits = near.matches("<h3><a href=\"/cases/").count();
        assert!((1..=5).contains(&hits), "{hits}");
        let whole = link(near, "「訪問看護」で探す");
        assert_eq!(whole, asked("訪問看護", more));
        let told = figure(near, "検索結果</h2><p>", "件").unwrap();
        assert_eq!(length_of(&whole).await, told);
    }
}

#[tokio::test]
async fn without_words_the_usual_order_is_called_what_it_is() {
    for (address, order) in [
        ("/", "都道府県順"),
        ("/?item=%E3%82%A8", "都道府県順"),
        ("/?home=244724", "わが町に近い順"),
        ("/?q=%E7%A0%94%E4%BF%AE", "関連度の高い順"),
    ] {
        let page = page(address).await;
        let usual = page.split("<option value=\"relevance\" selected>").nth(1);
        assert!(usual.is_some_and(|it| it.starts_with(order)), "{address}");
    }
}

#[tokio::test]
async fn what_holds_no_words_is_said_to_hold_none() {
    let page = page(&asked("🐳", "")).await;
    assert!(page.contains("検索できることばがありません"));
    assert!(page.contains(">すべての事例</h2>"));
}

#[tokio::test]
async fn a_list_of_several_pages_says_which_part_is_shown() {
    let first = page(&asked("研修", "")).await;
    assert!(first.contains("のうち1〜20件目"));
    assert!(
        !page(&asked("\"退院支援ルール\"", ""))
            .await
            .contains("件目")
    );
}

#[tokio::test]
async fn a_joint_entry_is_found_by_the_size_of_each_of_its_towns() {
    for range in ["0-5000", "5000-10000"] {
        let results = read_json(&format!("/search?pop={range}&per_page=100")).await;
        let mut ids = results["hits"].as_array().unwrap().iter();
        assert!(ids.any(|it| it["case"]["id"] == "sp-434248"), "{range}");
    }
    let smallest = read_json("/search?sort=population-asc&per_page=100").await;
    let hits = smallest["hits"].as_array().unwrap().iter();
    let ids: Vec<_> = hits.map(|it| it["case"]["id"].as_str().unwrap()).collect();
    let place = ids.iter().position(|it| *it == "sp-434248");
    assert!(place.is_some_and(|it| it < 8), "{ids:?}");
}
