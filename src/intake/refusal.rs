//! Why a file cannot be taken in, and what would help, in words for the officer who
//! holds it.

use serde::{Deserialize, Serialize};

use super::limits;

/// Why a file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// It cannot be opened; with what the system says.
    #[error("ファイルを開けません（{0}）。ファイルの名前と、読み取りの権限を確かめてください。")]
    Unopened(String),
    /// It holds nothing.
    #[error(
        "ファイルの中身が空です。ダウンロードやコピーが途中で終わっていないか確かめてください。"
    )]
    Empty,
    /// It is larger than is read.
    #[error(
        "ファイルが大きすぎます（{}MBまで）。写真を除くか、章ごとに分けて保存してください。",
        limits::FILE >> 20
    )]
    TooLarge,
    /// Its parts unpack to more than is read.
    #[error(
        "中身を広げると大きすぎます（{}MBまで）。信頼できる発行元のファイルか確かめ、必要な部分だけを保存し直してください。",
        limits::UNPACKED >> 20
    )]
    Bomb,
    /// It has more pages, slides or sheets than are read.
    #[error(
        "ページが多すぎます（{}ページまで）。必要な章だけを別のファイルに保存してください。",
        limits::PAGES
    )]
    TooManyPages,
    /// It holds more cells or text than is read.
    #[error("文章や表が長すぎます。必要な章やシートだけを別のファイルに保存してください。")]
    TooLong,
    /// Reading it took more time or memory than a file may.
    #[error(
        "読み取りに時間またはメモリがかかりすぎるため、止めました。元のソフトで開き、PDFか別の形式で保存し直してください。"
    )]
    TooMuch,
    /// It asks for a password.
    #[error("パスワードがかかっています。パスワードを外して保存し直してください。")]
    Password,
    /// It holds pictures of pages and no text.
    #[error(
        "文字の情報がなく、ページの画像だけです（スキャンしたもの）。文字認識（OCR）をかけたPDFか、元のWordなどのファイルを使ってください。"
    )]
    Scan,
    /// Its text cannot be told from its glyphs.
    #[error(
        "文字の形だけがあり、何の文字か分かりません。元のファイルからPDFを作り直すか、文字認識（OCR）をかけてください。"
    )]
    Glyphs,
    /// It is a picture.
    #[error("画像のファイルです。文字認識（OCR）をかけてテキストかPDFで保存してください。")]
    Picture,
    /// It is of Word, Excel or `PowerPoint` before 2007, or locked.
    #[error(
        "2003以前の形式か、パスワードのかかった Word・Excel・PowerPoint です。パスワードを外し、.docx・.xlsx・.pptx の形式で保存し直してください。"
    )]
    OldOffice,
    /// It is packed, and not of Word, Excel or `PowerPoint`.
    #[error(
        "圧縮されたファイルで、中身が資料ではありません。展開してから、中の資料を1つずつ指定してください。"
    )]
    Archive,
    /// It begins like something that is read and goes on otherwise.
    #[error(
        "ファイルが壊れているか、途中で切れています。もう一度ダウンロードするか、元のソフトで開いて保存し直してください。"
    )]
    Damaged,
    /// It is nothing that is read.
    #[error(
        "読み取れる種類のファイルではありません。PDF、Word（.docx）、Excel（.xlsx）、PowerPoint（.pptx）、テキスト、CSV、HTML のどれかで保存してください。"
    )]
    Unknown,
    /// It is text in an encoding that cannot be told.
    #[error("文字コードが分かりません。メモ帳などで開き、UTF-8 で保存し直してください。")]
    Encoding,
    /// It can be read and says nothing.
    #[error("文章が見つかりません。文章のある資料か確かめてください。")]
    NoText,
}
