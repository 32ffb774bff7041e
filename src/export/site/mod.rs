//! The site as a folder of files that open from a USB stick or any plain web server.
//!
//! Pages are those that the site answers; here their links are made to lead from file
//! to file, and what takes a server is taken out. Who answers, what a page says and how
//! the search in the browser works is not known here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use address::Target;
use markup::{Element, Fate, rewritten};

mod address;
mod markup;

/// What only a server can answer, by class: the own town, picking cases, narrowed lists
/// as files.
const SERVED: [&str; 5] = ["home-menu", "own-box", "pick", "tray-place", "downloads"];
/// The same of scripts, by their names: they ask a server, or serve what does.
const SERVED_SCRIPTS: [&str; 3] = ["/home-", "/picks-", "/handout-"];
/// The script that changes the search's list, in whose place others do it here.
const FINDER: &str = "/finder-";
/// The search's form: the one whose question a script answers.
const FORM: &str = "find";
/// Where the search's list stands.
const RESULTS: &str = "results";
/// Everything from this folder, nothing inline. To some browsers each file is a site of
/// its own, so that they must be named by their kind.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
     style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; base-uri 'none'\">";

/// Why the site cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A file cannot be written.
    #[error("{}: cannot be written: {source}; name another folder", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds something else.
    #[error("{}: there are files in it; name an empty folder or a new one", .0.display())]
    NotEmpty(PathBuf),
    /// A page links to what the site does not answer.
    #[error("{address}: the site answers {status}")]
    Unanswered {
        /// The address on the site.
        address: String,
        /// The status of the answer.
        status: u16,
    },
    /// A page's markup cannot be read.
    #[error("{address}: its markup cannot be read: {problem}")]
    Markup {
        /// The address on the site.
        address: String,
        /// What is wrong.
        problem: String,
    },
}

/// How much was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many pages.
    pub pages: usize,
    /// How many files, pages among them.
    pub files: usize,
    /// How many bytes.
    pub bytes: u64,
}

/// What the site answers at an address.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) is_page: bool,
    pub(crate) body: Vec<u8>,
}

/// What the edition has beside the site's pages.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// The scripts of the search, in their order, by their files.
    pub(crate) scripts: Vec<&'static str>,
    /// What stands in every page's footer.
    pub(crate) note: String,
    /// What stands above the search's list, for browsers that run no scripts.
    pub(crate) without_script: String,
}

/// Makes a folder for the edition, or takes one that is empty.
pub(crate) fn claim(folder: &Path) -> Result<(), SiteError> {
    let error = |source| SiteError::Io {
        path: folder.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(error)?;
    match fs::read_dir(folder).map_err(error)?.next() {
        None => Ok(()),
        Some(_) => Err(SiteError::NotEmpty(folder.to_owned())),
    }
}

/// The site's pages and files, gathered.
#[derive(Debug)]
pub(crate) struct Site {
    beside: Beside,
    /// By address.
    pages: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
    /// By the path of a source and one of its lines: the address of the page.
    lines: HashMap<(String, String), String>,
}

impl Site {
    /// Gathers everything that links lead to from the search page.
    pub(crate) async fn gather(
        beside: Beside,
        ask: impl AsyncFn(&str) -> Result<Answer, SiteError>,
    ) -> Result<Self, SiteError> {
        let mut site = Self {
            beside,
            pages: BTreeMap::new(),
            files: BTreeMap::new(),
            lines: HashMap::new(),
        };
        let mut seen = HashSet::new();
        let mut waiting = vec!["/".to_owned()];
        while let Some(address) = waiting.pop() {
            if !seen.insert(address.clone()) {
                continue;
            }
            let answer = ask(&address).await?;
            if !answer.is_page {
                site.files.insert(address::file(&address), answer.body);
                continue;
            }
            let page = String::from_utf8_lossy(&answer.body).into_owned();
            waiting.extend(site.read(&address, &page)?);
            site.pages.insert(address, page);
        }
        Ok(site)
    }

    /// Notes the lines of a source's page; gives the addresses that a page leads to.
    fn read(&mut self, address: &str, page: &str) -> Result<Vec<String>, SiteError> {
        let path = address.split('?').next().unwrap_or_default().to_owned();
        let mut leads = Vec::new();
        rewritten(page, |element| {
            if is_served(element) {
                return Fate::Goes;
            }
            if let Some(line) = element.get("id").and_then(|id| id.strip_prefix('L')) {
                let place = (path.clone(), line.to_owned());
                self.lines.insert(place, address.to_owned());
            }
            let links = ["href", "src"].iter().filter_map(|it| element.get(it));
            for link in links.filter(|it| it.starts_with('/')) {
                match Target::of(link) {
                    Target::Own(own) => leads.push(own),
                    Target::Line { source, .. } => leads.push(source),
                    Target::Search(_) | Target::Served => {}
                }
            }
            Fate::Stays
        })
        .map_err(|error| unreadable(address, &error))?;
        Ok(leads)
    }

    /// Adds a page that the site has not.
    pub(crate) fn add_page(&mut self, address: &str, page: String) {
        self.pages.insert(address.to_owned(), page);
    }

    /// Adds a file under its name.
    pub(crate) fn add_file(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_owned(), content);
    }

    /// A part of a page as the search page shows it.
    pub(crate) fn part(&self, markup: &str) -> Result<String, SiteError> {
        let address = address::SEARCH;
        self.linked(address, markup)
            .map_err(|error| unreadable(address, &error))
    }

    /// Writes everything into a folder.
    pub(crate) fn write(self, folder: &Path) -> Result<Written, SiteError> {
        let mut written = Written {
            pages: self.pages.len(),
            files: 0,
            bytes: 0,
        };
        let mut write = |name: &str, content: &[u8]| {
            let path = folder.join(name);
            written.files += 1;
            written.bytes += content.len() as u64;
            path.parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, content))
                .map_err(|source| SiteError::Io { path, source })
        };
        for (address, page) in &self.pages {
            let name = address::file(address);
            let page = self.linked(&name, page);
            let page = page.map_err(|error| unreadable(address, &error))?;
            write(&name, page.as_bytes())?;
        }
        for (name, content) in &self.files {
            write(name, content)?;
        }
        Ok(written)
    }

    /// A page as it stands in a file: what takes a server gone, links leading to files.
    fn linked(&self, file: &str, page: &str) -> Result<String, quick_xml::Error> {
        rewritten(page, |element| {
            if is_served(element) || is_served_button(element) {
                return Fate::Goes;
            }
            if let Some(scripts) = self.scripts(file, element) {
                return Fate::Becomes(scripts);
            }
            element.unset("data-suggest");
            for name in ["href", "src", "action"] {
                if let Some(link) = element.get(name).filter(|it| it.starts_with('/')) {
                    let link = self.link(file, link);
                    element.set(name, &link);
                }
            }
            match element.name.as_str() {
                "head" => Fate::BeginsWith(POLICY.to_owned()),
                "section" if element.get("id") == Some(RESULTS) => {
                    Fate::BeginsWith(self.beside.without_script.clone())
                }
                "footer" if element.has_class("site-footer") => {
                    let to = address::relative(file, address::SERVED);
                    Fate::BeginsWith(self.beside.note.replace(address::SERVED, &to))
                }
                _ => Fate::Stays,
            }
        })
    }

    /// The link from a file that stands for one on the site.
    fn link(&self, from: &str, link: &str) -> String {
        let own = |address: &str| {
            let known = self.pages.contains_key(address);
            let file = address::file(address);
            (known || self.files.contains_key(&file)).then_some(file)
        };
        let file = match Target::of(link) {
            Target::Own(address) => own(&address),
            Target::Line { source, line } => {
                self.lines.get(&(source, line)).and_then(|page| own(page))
            }
            Target::Search(parameters) => Some(format!("{}{parameters}", address::SEARCH)),
            Target::Served => None,
        };
        let Some(file) = file else {
            return address::relative(from, address::SERVED);
        };
        let fragment = link.split_once('#').map(|(_, it)| format!("#{it}"));
        address::relative(from, &file) + &fragment.unwrap_or_default()
    }

    /// What stands in the place of the script that changes the search's list.
    fn scripts(&self, file: &str, element: &Element) -> Option<String> {
        element
            .get("src")
            .filter(|it| it.contains(FINDER) && element.name == "script")?;
        let mut scripts = String::new();
        for script in &self.beside.scripts {
            let source = address::relative(file, script);
            // A text takes whatever is written to it.
            let _ = write!(scripts, "<script defer src=\"{source}\"></script>");
        }
        Some(scripts)
    }
}

fn unreadable(address: &str, error: &quick_xml::Error) -> SiteError {
    SiteError::Markup {
        address: address.to_owned(),
        problem: error.to_string(),
    }
}

/// Whether an element does nothing without a server.
fn is_served(element: &Element) -> bool {
    let source = element.get("src").unwrap_or_default();
    match element.name.as_str() {
        "form" => element.get("id") != Some(FORM),
        "link" => element.get("rel") == Some("alternate"),
        // What is told to programs that visit a site holds its addresses.
        "script" if source.is_empty() => true,
        "script" => SERVED_SCRIPTS.iter().any(|it| source.contains(it)),
        _ => SERVED.iter().any(|it| element.has_class(it)),
    }
}

/// Whether a button leads to what takes a server. Plain links there stand in sentences
/// and in the menu, and lead to where that is said.
fn is_served_button(element: &Element) -> bool {
    let leads_there = |link: &str| link.starts_with('/') && Target::of(link) == Target::Served;
    element.has_class("button") && element.get("href").is_some_and(leads_there)
}
