//! What would be read of a document: what it is, its cases with each figure beside its
//! line, misprints to put right, and the yes.

use maud::{Markup, html};

use super::{Page, notice};
use crate::address::admin::Admin;
use crate::corpus::SourceKind;
use crate::intake::{Details, Extracted, Guess, Obstacle};
use crate::report::{Correction, Doubt, Withheld};
use crate::views::reading::{CaseReading, FactReading, Reading};

/// What is typed of a misprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Misprint {
    /// Its line.
    pub(crate) line: String,
    /// What is printed there.
    pub(crate) printed: String,
    /// What is meant.
    pub(crate) meant: String,
    /// Why.
    pub(crate) reason: String,
}

impl Misprint {
    /// What is typed in the fields of these names.
    pub(crate) fn of(typed: impl Fn(&str) -> String) -> Self {
        Self {
            line: typed("line"),
            printed: typed("printed"),
            meant: typed("meant"),
            reason: typed("reason"),
        }
    }
}

/// A document that waits for a yes.
pub(crate) struct DocumentPage<'a> {
    /// Where forms are sent.
    pub(crate) addresses: &'a Admin,
    /// Its number.
    pub(crate) number: u32,
    /// How often it was changed.
    pub(crate) revision: usize,
    /// The file's name.
    pub(crate) file: &'a str,
    /// What was taken from the file.
    pub(crate) extracted: &'a Extracted,
    /// What it seems to be.
    pub(crate) guess: &'a Guess,
    /// What it is.
    pub(crate) kind: Option<SourceKind>,
    /// What was said of it.
    pub(crate) details: &'a Details,
    /// What would be read; none while nobody knows what it is.
    pub(crate) reading: Option<Reading<'a>>,
    /// Misprints that were put right.
    pub(crate) corrections: &'a [Correction],
    /// Why it cannot be taken in.
    pub(crate) obstacle: Option<Obstacle>,
    /// Whether the folder is begun with it.
    pub(crate) begins: bool,
    /// Why what was asked is not done.
    pub(crate) notice: Option<String>,
    /// What was typed of a misprint.
    pub(crate) misprint: Misprint,
}

impl Page for DocumentPage<'_> {
    fn title(&self) -> String {
        format!("資料の確認：{}", self.file)
    }

    fn content(&self) -> Markup {
        html! {
            h1 { (self.title()) }
            (notice(self.notice.as_deref()))
            p class="lead" { "まだ何も書き込んでいません。読み取る内容を確かめ、最後に「収める」を押してください。" }
            (self.description())
            @if let Some(reading) = &self.reading {
                (self.reading(reading))
                (self.misprints())
            }
            (self.answer())
        }
    }
}

impl DocumentPage<'_> {
    /// What it is, and what is said of it in the manifest.
    fn description(&self) -> Markup {
        let source = self.reading.as_ref().map(|it| it.source);
        let details = self.details;
        let title = details
            .title
            .as_deref()
            .or(source.map(|it| it.title.as_str()));
        let publisher = details.publisher.as_deref();
        let publisher = publisher.or(source.map(|it| it.publisher.as_str()));
        let auto = source.map_or("", |it| it.id.as_str());
        let extracted = self.extracted;
        html! {
            section aria-labelledby="about" {
                h2 id="about" { "1. 資料について" }
                p {
                    (extracted.format.label())
                    @if let Some(pages) = extracted.pages { "、" (pages) (extracted.format.unit()) }
                    "、" (extracted.text.chars().count()) "字。"
                    @if self.guess.is_sure { "見分けた理由：" } @else { "種類を見分けられませんでした：" }
                    (self.guess.because) "。"
                }
                @for remark in &extracted.remarks { p class="notice" { (remark) "。" } }
                form class="fields" action=(self.addresses.document(self.number)) method="post" {
                    p {
                        label for="kind" { "資料の種類" }
                        select id="kind" name="kind" required {
                            @if self.kind.is_none() { option value="" { "選んでください" } }
                            @for kind in SourceKind::ALL {
                                option value=(kind.code()) selected[self.kind == Some(kind)] { (kind.label()) }
                            }
                        }
                    }
                    (field("title", "題名", title, ""))
                    (field("publisher", "発行者", publisher, "省庁・都道府県・市町村など。必ず書いてください。"))
                    (field("published", "公表時期", details.published.as_deref(), "2024、2024-03、2024-03-31 のどれかの形。分からなければ空のまま。"))
                    (field("url", "掲載先のアドレス", details.url.as_deref(), "https:// で始まるアドレス。なければ空のまま。"))
                    (field("licence", "利用条件", details.licence.as_deref(), "「出典を示せば転載できる」など、資料に書かれていること。"))
                    (field("id", "サイトでの資料の名前（id）", details.id.as_deref(), &format!("英小文字・数字・ハイフン。空のままなら「{auto}」など、ファイル名か日付から付けます。")))
                    p { button class="button second" type="submit" { "この内容で読み直す" } }
                }
            }
        }
    }

    fn reading(&self, reading: &Reading<'_>) -> Markup {
        html! {
            section aria-labelledby="reading" {
                h2 id="reading" { "2. 読み取る内容" }
                @if let Some(report) = reading.report {
                    p {
                        "事例 " (report.cases) "件、記録 " (report.records) "件、数値 " (report.facts) "件、タグ " (report.tags) "件"
                        @if report.surveys > 0 { "、アンケート調査 " (report.surveys) "件" }
                        "。" a href=(self.addresses.text(self.number, 1)) { "読み取った文字をすべて見る" }
                    }
                    (withheld(&report.withheld))
                }
                @for error in reading.errors { p class="notice" { "誤り：" (error) } }
                (self.doubts(reading.doubts()))
                @for case in &reading.cases { (self.case(case)) }
            }
        }
    }

    fn case(&self, case: &CaseReading<'_>) -> Markup {
        let [first, last] = case.lines;
        html! {
            section class="panel" {
                h3 { (case.title) }
                p {
                    "市町村：" @if case.towns.is_empty() { "分からない" } @else { (case.towns) }
                    "　" a href=(self.addresses.lines(self.number, case.lines)) { (first) "〜" (last) "行" }
                }
                (self.doubts(case.doubts.iter()))
                @if case.facts.is_empty() {
                    p { "数値は読み取れませんでした。" }
                } @else {
                    div class="scroll reading" role="region" tabindex="0" aria-label={ (case.title) "の数値と行" } {
                        table {
                            thead { tr { th scope="col" { "数値" } th scope="col" { "値" } th scope="col" { "資料の行" } th scope="col" { "違うとき" } } }
                            tbody { @for fact in &case.facts { (self.fact(fact)) } }
                        }
                    }
                }
                dl class="pairs" {
                    dt { "記録" } dd { @if case.records.is_empty() { "なし" } @else { (case.records.join("、")) } }
                    @for (vocabulary, words) in &case.tags {
                        dt { (vocabulary) } dd { (words.join("、")) }
                    }
                }
            }
        }
    }

    fn doubts<'d>(&self, doubts: impl Iterator<Item = &'d Doubt>) -> Markup {
        let doubts: Vec<&Doubt> = doubts.collect();
        html! {
            @if !doubts.is_empty() {
                p { "確かめること" }
                ul {
                    @for doubt in doubts {
                        li {
                            (doubt)
                            @if let Some(line) = doubt.line {
                                "　" a href=(self.addresses.lines(self.number, [line, line])) { (line) "行を見る" }
                                "　" a href=(self.addresses.misprint(self.number, line, "")) { (line) "行の誤植を訂正" }
                            }
                        }
                    }
                }
            }
        }
    }

    fn fact(&self, fact: &FactReading<'_>) -> Markup {
        let line = fact.line;
        html! {
            tr {
                th scope="row" { (fact.name) }
                td class="figure" { (fact.value) }
                td { a href=(self.addresses.lines(self.number, [line, line])) { (line) "行" } "「" (fact.printed) "」" }
                td { a href=(self.addresses.misprint(self.number, line, fact.printed)) { (fact.name) "の誤植を訂正" } }
            }
        }
    }

    /// What the document itself prints wrong.
    fn misprints(&self) -> Markup {
        let typed = &self.misprint;
        html! {
            section aria-labelledby="correct" {
                h2 id="correct" { "3. 資料の誤植を訂正する" }
                p { "資料そのものが間違っているときだけ、書いてください。資料の文字は変えず、訂正と理由を別に記録します。" }
                @if !self.corrections.is_empty() {
                    ul class="plain" {
                        @for (place, it) in self.corrections.iter().enumerate() {
                            li {
                                form class="actions" action=(self.addresses.withdrawal(self.number, place)) method="post" {
                                    span { (it.line) "行「" (it.printed) "」→「" (it.meant) "」（" (it.reason) "）" }
                                    button class="plain-button" type="submit" { (it.line) "行の訂正を取り消す" }
                                }
                            }
                        }
                    }
                }
                form class="fields" action=(self.addresses.corrections(self.number)) method="post" {
                    (field("line", "何行目", Some(&typed.line), ""))
                    (field("printed", "そこに印字されている語", Some(&typed.printed), "間違っている語だけに縮めてかまいません。"))
                    (field("meant", "正しい語", Some(&typed.meant), "余分な語を除くときは空のまま。"))
                    (field("reason", "そう言える理由", Some(&typed.reason), "「位取りの誤り（同じ資料の12行では4,196人）」など。"))
                    p { button class="button second" type="submit" { "訂正して読み直す" } }
                }
            }
        }
    }

    /// The yes, or what stands in its way; and the no.
    fn answer(&self) -> Markup {
        let obstacle = self.obstacle.as_ref();
        html! {
            section aria-labelledby="answer" {
                h2 id="answer" { "4. 収める" }
                @if let Some(obstacle) = obstacle {
                    p class="notice" {
                        "まだ収められません。" (obstacle) "。" (way_on(obstacle))
                        @if *obstacle == Obstacle::Empty {
                            a href=(self.addresses.template()) download { "記入用の様式（Word）" }
                        }
                    }
                } @else if self.reading.is_none() {
                    p class="notice" { "まだ収められません。資料の種類を選び、「この内容で読み直す」を押してください。" }
                } @else {
                    @if self.begins {
                        p { "書き込み先のフォルダーはまだありません。プログラムの中の資料の写しを作ってから加えます。以後はそのフォルダーの資料がサイトに出ます。" }
                    }
                    p { "上の内容でよければ、収めてください。数秒でサイトに反映されます。" }
                    form action=(self.addresses.acceptance(self.number)) method="post" {
                        input type="hidden" name="revision" value=(self.revision);
                        p { button class="button" type="submit" { "この内容で収める" } }
                    }
                }
                form action=(self.addresses.dismissal(self.number)) method="post" {
                    p { button class="button second" type="submit" { "やめる（何も書き込まない）" } }
                }
            }
        }
    }
}

/// What would let a document in.
fn way_on(obstacle: &Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Twin { .. } => "",
        Obstacle::NoPublisher => "「1. 資料について」に書いてください。",
        Obstacle::Empty => {
            "資料の種類を変えるか、記入用の様式に書き写してください。PDFの一覧表は、元の Excel なら読み取れることがあります。"
        }
    }
}

fn field(name: &str, label: &str, value: Option<&str>, help: &str) -> Markup {
    let described = (!help.is_empty()).then(|| format!("{name}-note"));
    html! {
        p {
            label for=(name) { (label) }
            input id=(name) type="text" name=(name) value=(value.unwrap_or_default())
                aria-describedby=[described.as_deref()] autocomplete="off";
            @if let Some(id) = &described { span id=(id) class="note" { (help) } }
        }
    }
}

fn withheld(withheld: &Withheld) -> Markup {
    html! {
        @if *withheld == Withheld::default() {
            p { "公表しないため載せないもの：なし" }
        } @else {
            p {
                "公表しないため載せないもの：医療機関ごとの行 " (withheld.institution_rows) "件、死亡患者数の表 "
                (withheld.death_tables) "件、文中の数値 " (withheld.figures()) "件"
            }
            ul { @for figures in &withheld.figures { li { (figures) } } }
        }
    }
}
