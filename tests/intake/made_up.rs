//! Documents made up for the tests, as offices make them: towns and figures are real
//! in size, what is told of them is not.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use docx_rs::{Docx, Paragraph, Run, Style, StyleType, Table, TableCell, TableRow};
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file of the made-up PDFs, printed by Chromium from web pages.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/intake")
        .join(name)
}

fn paragraph(words: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(words))
}

fn heading(words: &str, style: &str) -> Paragraph {
    paragraph(words).style(style)
}

/// A table of words.
fn table(rows: &[[&str; 2]]) -> Table {
    let cell = |words: &str| {
        words.lines().fold(TableCell::new(), |cell, line| {
            cell.add_paragraph(paragraph(line))
        })
    };
    let row = |[label, value]: &[&str; 2]| TableRow::new(vec![cell(label), cell(value)]);
    Table::new(rows.iter().map(row).collect())
}

fn pack(document: Docx) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}

/// A prefecture's collection in Word: a heading a town, its figures in a table. The
/// styles have numbers for names, as Japanese Word gives them.
pub(crate) fn collection_in_word() -> Vec<u8> {
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name);
    let mut document = Docx::new()
        .add_style(style("1", "heading 1"))
        .add_style(style("2", "heading 2"))
        .add_paragraph(paragraph("在宅医療・介護連携推進事業 市町村の取組"))
        .add_paragraph(paragraph("島根県健康福祉部"));
    let towns = [
        (
            "島根県飯南町",
            ["4,577人（令和5年4月1日）", "46.3％", "242.88㎢"],
            "町内の医療機関が一つで、退院の知らせがケアマネジャーに届くのが前の日になることがあった。",
            "病院と居宅介護支援事業所で退院支援の流れを決め、入院から3日のうちに連絡することにした。",
            "流れ図を1枚にまとめ、職員が替わっても同じように動けるようにした。",
        ),
        (
            "島根県津和野町",
            ["6,875人（令和5年4月1日）", "50.1％", "307.03㎢"],
            "在宅での看取りについて、介護の職員が不安を持っていた。",
            "訪問看護師が講師になり、看取りの研修会を年に4回開いている。",
            "研修は夕方の1時間とし、事業所の持ち回りで行った。",
        ),
    ];
    for (town, [population, rate, area], issue, activity, device) in towns {
        document = document
            .add_paragraph(heading(town, "1"))
            .add_table(table(&[
                ["人口", population],
                ["高齢化率", rate],
                ["面積", area],
            ]))
            .add_paragraph(heading("課題", "2"))
            .add_paragraph(paragraph(issue))
            .add_paragraph(heading("取組内容", "2"))
            .add_paragraph(paragraph(activity))
            .add_paragraph(heading("工夫した点", "2"))
            .add_paragraph(paragraph(device));
    }
    pack(document)
}

/// The form, written into a table by a town that made its own of it.
pub(crate) fn form_in_word() -> Vec<u8> {
    let document = Docx::new()
        .add_paragraph(paragraph("取組報告書"))
        .add_table(table(&[
            ["市町村名", "高知県梼原町"],
            ["取組名", "雲の上の町の夜間当番"],
            ["人口", "3,180人（令和5年10月1日現在）"],
            ["高齢化率", "48.5％"],
            ["面積", "236.45㎢"],
            ["事業項目", "ウ、カ"],
            ["実施主体", "病院、行政"],
            [
                "課題",
                "夜間に往診できる医師が一人しかいない。\n隣の町の病院まで車で1時間かかる。",
            ],
            [
                "取組内容",
                "病院と診療所の医師が当番を決め、夜間の電話を受けている。",
            ],
            ["工夫した点", "当番の医師に、訪問看護師が先に様子を伝える。"],
            ["成果", "夜間の救急搬送が減った。"],
            ["今後の方針", "隣の町とも当番を分け合う。"],
        ]));
    pack(document)
}

/// A town's name, population, rate, area and items, then its texts.
type RowInExcel = (&'static str, u32, f64, f64, &'static str, [&'static str; 5]);

/// A sheet in which one row is one town, below a title, with joined cells for the
/// prefecture and rates as Excel keeps them.
pub(crate) fn rows_in_excel() -> Vec<u8> {
    let mut book = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    let sheet = book.add_worksheet();
    sheet
        .write(0, 0, "在宅医療・介護連携 取組一覧（令和5年度）")
        .unwrap();
    let headers = [
        "都道府県",
        "市町村名",
        "人口（人）",
        "高齢化率",
        "面積",
        "事業項目",
        "課題",
        "取組内容",
        "工夫した点",
        "成果",
        "担当課",
    ];
    for (column, header) in (0..).zip(headers) {
        sheet.write(2, column, header).unwrap();
    }
    sheet
        .merge_range(3, 0, 5, 0, "山形県", &Format::new())
        .unwrap();
    let towns: [RowInExcel; 3] = [
        (
            "最上町",
            7_787,
            0.412,
            330.37,
            "エ",
            [
                "医療と介護の職員が使う用紙がそろっていなかった。",
                "情報共有シートを町の全ての事業所で同じものにした。",
                "シートの色を職種ごとに変えた。",
                "入院のときの連絡が早くなった。",
                "健康福祉課",
            ],
        ),
        (
            "小国町",
            6_955,
            0.428,
            737.56,
            "カ、キ",
            [
                "在宅医療を知らない住民が多い。",
                "地区の公民館で講座を開いた。\n訪問看護師と薬剤師が話をした。",
                "",
                "講座の後に相談に来る人が増えた。",
                "",
            ],
        ),
        (
            "飯豊町",
            6_424,
            0.395,
            329.41,
            "オ",
            [
                "相談の窓口が分かりにくい。",
                "在宅医療・介護連携の相談窓口を病院の中に置いた。",
                "看護師の資格を持つ相談員を置いた。",
                "",
                "福祉課",
            ],
        ),
    ];
    for (row, (town, population, rate, area, items, texts)) in (3..).zip(towns) {
        sheet.write(row, 1, town).unwrap();
        sheet.write(row, 2, population).unwrap();
        sheet.write_with_format(row, 3, rate, &percent).unwrap();
        sheet.write(row, 4, area).unwrap();
        sheet.write(row, 5, items).unwrap();
        for (column, text) in (6..).zip(texts) {
            sheet.write(row, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook with a sheet a town, labels beside their values.
pub(crate) fn sheets_in_excel() -> Vec<u8> {
    let mut book = Workbook::new();
    let towns = [
        [
            "大分県姫島村",
            "1,725人（令和5年4月1日）",
            "54.9％",
            "6.99㎢",
            "島に薬局がなく、薬の説明を受ける機会が少ない。",
            "本土の薬局とテレビ電話をつなぎ、訪問看護師が立ち会って説明を受けている。",
        ],
        [
            "大分県玖珠町",
            "13,861人（令和5年4月1日）",
            "40.9％",
            "286.60㎢",
            "退院したあとの栄養の相談先がない。",
            "病院の管理栄養士が、訪問看護師と一緒に家を訪ねている。",
        ],
    ];
    for town in towns {
        let sheet = book.add_worksheet();
        let labels = [
            "自治体名",
            "総人口",
            "高齢化率",
            "面積",
            "課題",
            "取組の内容",
        ];
        for (row, (label, value)) in (0..).zip(labels.into_iter().zip(town)) {
            sheet.write(row, 0, label).unwrap();
            sheet.write(row, 1, value).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Slides, each with a title and a box of paragraphs.
pub(crate) fn slides() -> Vec<u8> {
    let slides: [(&str, &[&str]); 3] = [
        ("宮城県 在宅医療・介護連携の事例", &["令和5年度 保健福祉部"]),
        (
            "宮城県七ヶ宿町の取り組み",
            &[
                "人口　1,262人（令和5年3月末）",
                "高齢化率　46.4％",
                "面積　263.09㎢",
                "課題",
                "診療所が一つで、夜間に往診できない。",
                "取り組み内容",
                "隣の市の訪問看護ステーションと契約し、夜間の電話を受けてもらった。",
            ],
        ),
        (
            "宮城県丸森町の取り組み",
            &[
                "人口　12,262人（令和5年3月末）",
                "高齢化率　44.0％",
                "面積　273.30㎢",
                "課題",
                "職種どうしが顔を合わせる機会がなかった。",
                "取り組み内容",
                "多職種の研修会を年に3回開き、事例をもとに話し合った。",
            ],
        ),
    ];
    let shape = |kind: &str, paragraphs: &[&str]| {
        let paragraphs: Vec<String> = paragraphs
            .iter()
            .map(|it| format!("<a:p><a:r><a:t>{it}</a:t></a:r></a:p>"))
            .collect();
        let paragraphs = paragraphs.concat();
        format!(
            "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"{kind}\"/></p:nvPr></p:nvSpPr><p:txBody>{paragraphs}</p:txBody></p:sp>"
        )
    };
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "ppt/presentation.xml".to_owned(),
            "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId3\"/><p:sldId id=\"257\" r:id=\"rId1\"/><p:sldId id=\"258\" r:id=\"rId2\"/></p:sldIdLst></p:presentation>".to_owned(),
        ),
        (
            "ppt/_rels/presentation.xml.rels".to_owned(),
            // The order of the parts is not that of the slides.
            "<Relationships><Relationship Id=\"rId1\" Target=\"slides/slide2.xml\"/><Relationship Id=\"rId2\" Target=\"slides/slide3.xml\"/><Relationship Id=\"rId3\" Target=\"slides/slide1.xml\"/></Relationships>".to_owned(),
        ),
    ];
    for (number, (title, paragraphs)) in (1..).zip(slides) {
        let shapes = shape("title", &[title]) + &shape("body", paragraphs);
        parts.push((
            format!("ppt/slides/slide{number}.xml"),
            format!("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"),
        ));
    }
    packed(&parts)
}

/// A packed file of these parts.
pub(crate) fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The Ministry's form as text.
pub(crate) const PRACTICE: &str = "スマートプラクティス 鳥取県日南町
鳥取県日南町の取り組み

1．地域の基本情報
人口：4,196人（令和2年10月1日）
面積：340.96k㎡
高齢化率：52.4％

課題
医療と介護の職員が顔を合わせる場が少なかった。

取り組み内容
病院の会議室で毎週、訪問看護師、ケアマネジャー、医師が集まって話し合う会を開いている。

工夫・ポイント
会の時間を30分と決めた。
";

/// A table in which one row is one town, as Excel saves it.
pub(crate) const ROWS: &str = "市町村,人口,高齢化率,面積（k㎡）,課題,取組内容
高知県越知町,\"5,195人\",47.5%,111.95,薬の飲み残しが多い。,\"薬剤師が家を訪ね、飲み方を確かめている。\"
高知県佐川町,\"12,323人\",41.1%,100.80,夜間の相談先がない。,\"訪問看護ステーションが、夜間の電話を交代で受けている。\"
";

/// A town's page, as a browser saves it.
pub(crate) const PAGE: &str = "<!DOCTYPE html>
<html><head><title>国東市の在宅医療・介護連携</title><script>if (a<b) { x(\"</p>\"); }</script></head>
<body><nav><a href=/>ホーム</a></nav>
<h1>大分県国東市の取り組み</h1>
<table><tr><th>人口<td>26,232人（令和2年10月1日）<tr><th>高齢化率<td>43.6％<tr><th>面積<td>318.10㎢</table>
<h2>課題</h2><p>歯科の訪問を頼む先が&nbsp;分からない&amp;少ない。<br>
<h2>取り組み内容</h2><p>歯科医師会と話し合い、
訪問できる診療所の一覧をつくった。
<footer>国東市役所</footer></body></html>
";

/// Two towns in a form of their own, as text.
pub(crate) const TOWNS: &str = "在宅医療と介護の連携　市町村の事例
熊本県

熊本県産山村
人口 1,382人（令和2年10月1日）
高齢化率 42.9％
面積 60.81㎢
【課題】
村に医療機関が診療所しかない。
【取組内容】
隣の市の医師会と話し合い、訪問診療に来てもらう日を決めた。

熊本県水上村
人口 2,033人（令和2年10月1日）
高齢化率 44.6％
面積 190.96㎢
【課題】
夜間に相談できる所がない。
【取組内容】
訪問看護ステーションが24時間の電話を受けている。
";

/// Writes a document into a folder.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    File::create(&path).unwrap().write_all(bytes).unwrap();
    path
}

/// A folder with a corpus of no sources.
pub(crate) fn empty_corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("corpus.toml"), "# 資料の一覧\n").unwrap();
    folder
}
