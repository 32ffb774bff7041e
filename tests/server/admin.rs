//! Documents that are taken in on a page, as a browser sends them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use percent_encoding::percent_encode;

use crate::{PATIENCE, Server, eventually};

/// A made-up write-up; its population is misprinted.
const PRACTICE: &str = "スマートプラクティス 鳥取県日南町
鳥取県日南町の取り組み

1．地域の基本情報
人口：41,96人（令和2年10月1日）
面積：340.96k㎡
高齢化率：52.4％

課題
医療と介護の職員が顔を合わせる場が少なかった。

取り組み内容
病院の会議室で毎週、看取りについて話し合う会を開いている。
";

/// A made-up table in which each row is a town.
const ROWS: &str = "市町村,人口,高齢化率,課題,取組内容
高知県越知町,\"5,195人\",47.5%,薬の飲み残しが多い。,\"薬剤師が家を訪ね、看取りまで支える。\"
";

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    /// Where it leads.
    fn location(&self) -> &str {
        let mut lines = self.head.lines();
        let found = lines.find_map(|line| line.strip_prefix("location: "));
        found.unwrap_or_else(|| panic!("{} leads nowhere: {}", self.status, self.body))
    }

    /// The words of the page.
    fn words(&self) -> String {
        let parts = self.body.split('<');
        let words = parts.filter_map(|part| part.split_once('>').map(|(_, words)| words));
        words.collect()
    }
}

/// The listener of the desk, and the path on it.
fn desk(server: &Server) -> (&str, &str) {
    let address = server.admin.as_deref().unwrap();
    address.split_at(address.find('/').unwrap())
}

/// Sends a request to a listener with headers of its own.
fn send(host: &str, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let length = body.len();
    write!(
        stream,
        "{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
    Answer {
        status: status.unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn get(server: &Server, path: &str) -> Answer {
    let (host, _) = desk(server);
    let path = path.split('#').next().unwrap();
    send(host, &format!("GET {path} HTTP/1.1\r\nHost: {host}"), b"")
}

/// Sends a form as a browser does that shows it.
fn post(server: &Server, path: &str, fields: &[(&str, &str)]) -> Answer {
    let (host, _) = desk(server);
    let encode = |text: &str| {
        percent_encode(text.as_bytes(), percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded"
    );
    send(host, &head, body.as_bytes())
}

fn upload_to(host: &str, path: &str, origin: &str, (name, bytes): (&str, &[u8])) -> Answer {
    let mut body = format!(
        "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b0--\r\n");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nContent-Type: multipart/form-data; boundary=b0"
    );
    send(host, &head, &body)
}

fn upload(server: &Server, name: &str, bytes: &[u8]) -> Answer {
    let (host, path) = desk(server);
    upload_to(host, path, &format!("http://{host}"), (name, bytes))
}

/// The number of times that a document's page was changed, as its form tells.
fn revision(page: &Answer) -> &str {
    let (_, rest) = page.body.split_once("name=\"revision\" value=\"").unwrap();
    rest.split('"').next().unwrap()
}

fn accept(server: &Server, document: &str) -> Answer {
    let page = get(server, document);
    let fields = [("revision", revision(&page))];
    post(server, &format!("{document}/acceptance"), &fields)
}

/// The files of a corpus with their bytes.
fn files(corpus: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(corpus).unwrap().map(Result::unwrap);
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|it| {
            (
                it.file_name().to_string_lossy().into_owned(),
                fs::read(it.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

fn start() -> Server {
    Server::start(&["--admin", "--admin-port", "0"])
}

#[test]
fn a_document_is_shown_put_right_taken_in_and_found() {
    let server = start();
    let before = files(&server.corpus(""));
    let sent = upload(&server, "nichinan.txt", PRACTICE.as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.body);
    let document = sent.location().to_owned();
    let page = get(&server, &document);
    for part in [
        "スマートプラクティス",
        "事例 1件",
        "市町村：鳥取県日南町",
        "6行「面積：340.96k㎡」",
        "公表しないため載せないもの：なし",
        "5行 人口は値が人口としてあり得ない　5行を見る",
    ] {
        assert!(page.words().contains(part), "{part}: {}", page.words());
    }
    let text = get(&server, &format!("{document}/text?from=5&to=5"));
    assert!(
        text.body.contains("<li id=\"L5\"><mark>人口：41,96人"),
        "{}",
        text.body
    );

    // What cannot stand is said on the page, with what was typed.
    let mut described = vec![
        ("kind", "smart-practice"),
        ("title", "日南町の取り組み"),
        ("publisher", "鳥取県"),
        ("published", "令和6年"),
    ];
    let refused = post(&server, &document, &described);
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("公表時期「令和6年」は"));
    assert!(refused.body.contains("value=\"鳥取県\""));
    described[3].1 = "2024-03";
    assert_eq!(post(&server, &document, &described).status, 303);

    let corrections = format!("{document}/corrections");
    let mut misprint = vec![
        ("line", "5"),
        ("printed", "ない語"),
        ("meant", "4,196人"),
        ("reason", "位取りの誤り"),
    ];
    let refused = post(&server, &corrections, &misprint);
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("5行に「ない語」はありません"));
    misprint[1].1 = "41,96人";
    assert_eq!(post(&server, &corrections, &misprint).status, 303);
    // One too many, taken back.
    misprint[1].1 = "令和2年";
    assert_eq!(post(&server, &corrections, &misprint).status, 303);
    assert_eq!(
        post(&server, &format!("{corrections}/1/withdrawal"), &[]).status,
        303
    );
    let page = get(&server, &document);
    assert!(page.words().contains("4,196人5行"), "{}", page.words());
    assert!(
        page.words()
            .contains("5行「41,96人」→「4,196人」（位取りの誤り）")
    );
    assert_eq!(files(&server.corpus("")), before, "written before the yes");

    let accepted = accept(&server, &document);
    assert_eq!(accepted.status, 303, "{}", accepted.words());
    eventually("the case is shown", || {
        server.json("/healthz")["cases"] == 2
    });
    let shelved = get(&server, accepted.location());
    assert!(
        shelved.words().contains("サイトに反映されています"),
        "{}",
        shelved.words()
    );
    let manifest = fs::read_to_string(server.corpus("corpus.toml")).unwrap();
    for part in [
        "id = \"nichinan\"",
        "publisher = \"鳥取県\"",
        "published = \"2024-03\"",
        "sha256",
    ] {
        assert!(manifest.contains(part), "{part}: {manifest}");
    }
    let case = server.json("/api/v1/cases/sp-314013");
    assert_eq!(case["population"]["value"], 4_196);
    assert_eq!(case["population"]["corrected"], "位取りの誤り");
    assert_eq!(server.get("/readyz").0, 200);
    // It is gone from the desk.
    assert_eq!(get(&server, &document).status, 404);
    let again = upload(&server, "again.txt", PRACTICE.as_bytes());
    let page = get(&server, again.location());
    assert!(
        page.words()
            .contains("同じ内容の資料「日南町の取り組み」（nichinan）")
    );
    assert!(!page.body.contains("name=\"revision\""));
}

#[test]
fn only_who_has_the_key_and_sends_own_forms_is_answered() {
    let log = tempfile::NamedTempFile::new().unwrap();
    let written = Stdio::from(log.reopen().unwrap());
    let server = Server::with(&["--admin", "--admin-port", "0", "--log", "debug"], written);
    let (host, path) = desk(&server);
    let file = ("a.txt", PRACTICE.as_bytes());
    for wrong in [
        "/",
        "/admin",
        "/admin/0123456789abcdef0123456789abcdef",
        "/admin/documents/1",
    ] {
        let answer = get(&server, wrong);
        assert_eq!(answer.status, 403, "{wrong}");
        assert!(answer.words().contains("プログラムを起動したときに"));
        assert!(!answer.body.contains(path), "{wrong} tells the key");
        assert_eq!(
            upload_to(host, wrong, &format!("http://{host}"), file).status,
            403
        );
    }
    for origin in [
        "http://example.org",
        "null",
        &format!("http://{}", server.address),
    ] {
        let answer = upload_to(host, path, origin, file);
        assert_eq!(answer.status, 403, "{origin}");
        assert!(answer.words().contains("ほかのサイトから"));
    }
    let head = format!("GET {path} HTTP/1.1\r\nHost: renkei.example.org");
    let answer = send(host, &head, b"");
    assert_eq!(answer.status, 421);
    assert!(!answer.body.contains(path));
    let page = get(&server, path);
    assert_eq!(page.status, 200);
    assert!(
        !page.words().contains("まだ収めていない資料"),
        "something was taken"
    );
    for header in [
        "cache-control: no-store",
        "form-action 'self'",
        "referrer-policy: same-origin",
    ] {
        assert!(page.head.contains(header), "{header}: {}", page.head);
    }
    // The log tells of the request, not of the key.
    let key = path.rsplit('/').next().unwrap();
    let logged = || fs::read_to_string(log.path()).unwrap();
    eventually("it is logged", || logged().contains("path=\"/admin\""));
    assert!(!logged().contains(key));
    // The site knows nothing of it.
    for address in ["/admin", path] {
        assert_eq!(server.get(address).0, 404);
    }
    assert!(host.starts_with("127.0.0.1:"));
}

#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let server = start();
    let before = files(&server.corpus(""));
    for (name, bytes, words) in [
        ("a.png", &b"\x89PNG\r\n\x1a\n0000"[..], "画像のファイルです"),
        (
            "a.pdf",
            b"%PDF-1.7\n1 0 obj",
            "壊れているか、途中で切れています",
        ),
        (
            "a.zip",
            b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "資料ではありません",
        ),
        ("a.txt", b"", "中身が空です"),
        ("", b"", "ファイルが選ばれていません"),
    ] {
        let answer = upload(&server, name, bytes);
        assert_eq!(answer.status, 422, "{name}: {}", answer.words());
        assert!(answer.words().contains(words), "{name}: {}", answer.words());
        assert!(answer.body.contains("role=\"alert\""));
    }
    let large = vec![b'a'; (100 << 20) + 1];
    let answer = upload(&server, "a.txt", &large);
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("大きすぎます（100MBまで）"));

    // What it is, is asked where its words do not say so.
    let sent = upload(
        &server,
        "letter.txt",
        "拝啓 春の候、ますますご清栄のこと。\n".as_bytes(),
    );
    let document = sent.location().to_owned();
    let page = get(&server, &document);
    assert!(
        page.words().contains("種類を見分けられませんでした"),
        "{}",
        page.words()
    );
    assert!(!page.body.contains("name=\"revision\""));
    assert_eq!(post(&server, &document, &[("kind", "")]).status, 422);
    let mut fields = vec![("kind", "case-collection")];
    assert_eq!(post(&server, &document, &fields).status, 303);
    let page = get(&server, &document);
    assert!(
        page.words()
            .contains("まだ収められません。発行者が分かりません"),
        "{}",
        page.words()
    );
    fields.push(("publisher", "県"));
    assert_eq!(post(&server, &document, &fields).status, 303);
    let page = get(&server, &document);
    assert!(
        page.words().contains("事例が1件も読み取れません"),
        "{}",
        page.words()
    );
    let (_, desk) = desk(&server);
    let form = get(&server, &format!("{desk}/template.docx"));
    assert_eq!(form.status, 200);
    assert!(form.body.starts_with("PK"));
    // A yes that no page offers.
    let answer = post(
        &server,
        &format!("{document}/acceptance"),
        &[("revision", "2")],
    );
    assert_eq!(answer.status, 422);
    assert_eq!(
        post(&server, &format!("{document}/dismissal"), &[]).status,
        303
    );
    assert_eq!(get(&server, &document).status, 404);
    assert_eq!(files(&server.corpus("")), before);
}

#[test]
fn those_who_add_at_once_lose_nothing() {
    let server = start();
    let texts = [
        PRACTICE.to_owned(),
        PRACTICE.replace("日南町", "智頭町"),
        PRACTICE.replace("日南町", "若桜町"),
    ];
    // The same name for all, as files are called.
    let documents: Vec<String> = texts
        .iter()
        .map(|text| {
            upload(&server, "jirei.txt", text.as_bytes())
                .location()
                .to_owned()
        })
        .collect();
    for document in &documents {
        let fields = [("kind", "smart-practice"), ("publisher", "鳥取県")];
        assert_eq!(post(&server, document, &fields).status, 303);
    }
    fs::write(server.home.path().join("jirei.csv"), ROWS).unwrap();
    let type_it = || {
        Command::new(env!("CARGO_BIN_EXE_renkei"))
            .args(["add", "--yes", "--publisher", "高知県", "jirei.csv"])
            .current_dir(server.home.path())
            .output()
            .unwrap()
    };
    thread::scope(|scope| {
        for document in &documents {
            scope.spawn(|| {
                // One that another was quicker with has another name at the next try.
                eventually("it is taken in", || accept(&server, document).status == 303);
            });
        }
        scope.spawn(|| eventually("it is added", || type_it().status.success()));
    });
    eventually("all are shown", || server.json("/healthz")["cases"] == 5);
    assert_eq!(server.get("/readyz").0, 200);
    let manifest = fs::read_to_string(server.corpus("corpus.toml")).unwrap();
    for id in ["jirei", "jirei-2", "jirei-3", "jirei-4"] {
        assert!(
            manifest.contains(&format!("id = \"{id}\"")),
            "{id}: {manifest}"
        );
    }
}

#[test]
fn a_yes_is_to_what_was_seen() {
    let server = start();
    let sent = upload(&server, "a.txt", PRACTICE.as_bytes());
    let document = sent.location().to_owned();
    let fields = [("kind", "smart-practice"), ("publisher", "鳥取県")];
    post(&server, &document, &fields);
    let seen = get(&server, &document);
    // Somebody else says more of it meanwhile.
    post(&server, &document, &[fields[0], ("publisher", "島根県")]);
    let acceptance = format!("{document}/acceptance");
    let answer = post(&server, &acceptance, &[("revision", revision(&seen))]);
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .words()
            .contains("確かめている間に内容が変わりました")
    );
    assert_eq!(accept(&server, &document).status, 303);
}
