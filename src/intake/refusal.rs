//! Why a file cannot be taken in, and what would help, in words for the officer who
//! holds it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::limits;

/// Why a file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// It cannot be opened; with what the system says.
    Unopened(String),
    /// It holds nothing.
    Empty,
    /// It is larger than is read.
    TooLarge,
    /// Its parts unpack to more than is read.
    Bomb,
    /// It has more pages, slides or sheets than are read.
    TooManyPages,
    /// It holds more cells or text than is read.
    TooLong,
    /// Reading it took more time or memory than a file may.
    TooMuch,
    /// It asks for a password.
    Password,
    /// It holds pictures of pages and no text.
    Scan,
    /// Its text cannot be told from its glyphs.
    Glyphs,
    /// It is a picture.
    Picture,
    /// It is of Word, Excel or `PowerPoint` before 2007, or locked.
    OldOffice,
    /// It is packed, and not of Word, Excel or `PowerPoint`.
    Archive,
    /// It begins like something that is read and goes on otherwise.
    Damaged,
    /// It is nothing that is read.
    Unknown,
    /// It is text in an encoding that cannot be told.
    Encoding,
    /// It can be read and says nothing.
    NoText,
}

impl Refusal {
    /// What is wrong and what would help.
    fn words(&self) -> (String, &'static str) {
        let plain = |words: &str| words.to_owned();
        match self {
            Self::Unopened(why) => (
                format!("ファイルを開けません（{why}）"),
                "ファイルの名前と、読み取りの権限を確かめてください",
            ),
            Self::Empty => (
                plain("ファイルの中身が空です"),
                "ダウンロードやコピーが途中で終わっていないか確かめてください",
            ),
            Self::TooLarge => (
                format!("ファイルが大きすぎます（{}MBまで）", limits::FILE >> 20),
                "写真を除くか、章ごとに分けて保存してください",
            ),
            Self::Bomb => (
                format!(
                    "中身を広げると大きすぎます（{}MBまで）",
                    limits::UNPACKED >> 20
                ),
                "信頼できる発行元のファイルか確かめ、必要な部分だけを保存し直してください",
            ),
            Self::TooManyPages => (
                format!("ページが多すぎます（{}ページまで）", limits::PAGES),
                "必要な章だけを別のファイルに保存してください",
            ),
            Self::TooLong => (
                plain("文章や表が長すぎます"),
                "必要な章やシートだけを別のファイルに保存してください",
            ),
            Self::TooMuch => (
                plain("読み取りに時間またはメモリがかかりすぎるため、止めました"),
                "元のソフトで開き、PDFか別の形式で保存し直してください",
            ),
            Self::Password => (
                plain("パスワードがかかっています"),
                "パスワードを外して保存し直してください",
            ),
            Self::Scan => (
                plain("文字の情報がなく、ページの画像だけです（スキャンしたもの）"),
                "文字認識（OCR）をかけたPDFか、元のWordなどのファイルを使ってください",
            ),
            Self::Glyphs => (
                plain("文字の形だけがあり、何の文字か分かりません"),
                "元のファイルからPDFを作り直すか、文字認識（OCR）をかけてください",
            ),
            Self::Picture => (
                plain("画像のファイルです"),
                "文字認識（OCR）をかけてテキストかPDFで保存してください",
            ),
            Self::OldOffice => (
                plain("2003以前の形式か、パスワードのかかった Word・Excel・PowerPoint です"),
                "パスワードを外し、.docx・.xlsx・.pptx の形式で保存し直してください",
            ),
            Self::Archive => (
                plain("圧縮されたファイルで、中身が資料ではありません"),
                "展開してから、中の資料を1つずつ指定してください",
            ),
            Self::Damaged => (
                plain("ファイルが壊れているか、途中で切れています"),
                "もう一度ダウンロードするか、元のソフトで開いて保存し直してください",
            ),
            Self::Unknown => (
                plain("読み取れる種類のファイルではありません"),
                "PDF、Word（.docx）、Excel（.xlsx）、PowerPoint（.pptx）、テキスト、CSV、HTML のどれかで保存してください",
            ),
            Self::Encoding => (
                plain("文字コードが分かりません"),
                "メモ帳などで開き、UTF-8 で保存し直してください",
            ),
            Self::NoText => (
                plain("文章が見つかりません"),
                "文章のある資料か確かめてください",
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (problem, help) = self.words();
        write!(f, "{problem}。{help}。")
    }
}

impl std::error::Error for Refusal {}
