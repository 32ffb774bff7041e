//! What the officer says of a document, and what it is refused for. What is left out is
//! taken from the document.

use time::Month;
use time::util::days_in_month;

/// What the officer says of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Its id in the corpus.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, ISO 8601.
    pub published: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
    /// What may be done with it.
    pub licence: Option<String>,
}

/// What cannot stand in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetailError {
    /// The id cannot stand in addresses and file names.
    #[error(
        "「{0}」は資料の名前（id）に使えません。英小文字・数字・ハイフンだけ、80字までで指定してください"
    )]
    Id(String),
    /// It is no date.
    #[error("公表時期「{0}」は、2024、2024-03、2024-03-31 のどれかの形で指定してください")]
    Published(String),
    /// It is no address of a web page.
    #[error("掲載先「{0}」は、http:// か https:// で始まるアドレスを指定してください")]
    Url(String),
}

impl Details {
    /// Finds what cannot stand in the manifest.
    pub fn check(&self) -> Result<(), DetailError> {
        if let Some(id) = self.id.as_deref().filter(|id| !is_id(id)) {
            return Err(DetailError::Id(id.to_owned()));
        }
        if let Some(published) = self.published.as_deref().filter(|it| !is_date(it)) {
            return Err(DetailError::Published(published.to_owned()));
        }
        let is_web = |url: &&str| ["http://", "https://"].iter().any(|it| url.starts_with(it));
        match self.url.as_deref().filter(|url| !is_web(url)) {
            Some(url) => Err(DetailError::Url(url.to_owned())),
            None => Ok(()),
        }
    }
}

/// Whether an id can stand in addresses and file names.
pub(super) fn is_id(id: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=80).contains(&id.len()) && id.chars().all(is_plain) && !id.starts_with('-')
}

/// Whether it is a year, a month or a day of the calendar, ISO 8601.
fn is_date(text: &str) -> bool {
    let is_number =
        |part: &str, length| part.len() == length && part.bytes().all(|it| it.is_ascii_digit());
    let mut parts = text.split('-');
    let year = parts.next().filter(|part| is_number(part, 4));
    let rest: Option<Vec<u8>> = parts
        .map(|part| part.parse::<u8>().ok().filter(|_| is_number(part, 2)))
        .collect();
    let Some((year, rest)) = year.and_then(|it| it.parse::<i32>().ok()).zip(rest) else {
        return false;
    };
    let month = rest
        .first()
        .map_or(Ok(Month::January), |&it| Month::try_from(it));
    match (month, rest.as_slice()) {
        (Ok(_), [] | [_]) => true,
        (Ok(month), &[_, day]) => (1..=days_in_month(month, year)).contains(&day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_stand_in_the_manifest_is_named() {
        let some = |text: &str| Some(text.to_owned());
        let good = Details {
            id: some("jirei-2024"),
            published: some("2024-03"),
            url: some("https://example.jp/a.pdf"),
            ..Details::default()
        };
        assert_eq!(good.check(), Ok(()));
        for date in ["2024", "2024-12", "2024-02-29"] {
            let published = some(date);
            let details = Details {
                published,
                ..good.clone()
            };
            assert_eq!(details.check(), Ok(()), "{date}");
        }
        for id in ["", "-a", "A", "../a", "事例"] {
            let id = some(id);
            assert!(Details { id, ..good.clone() }.check().is_err());
        }
        for date in [
            "令和6年",
            "2024-3",
            "2024-03-31-1",
            "24",
            "2024-13",
            "2024-00",
            "2023-02-29",
            "2024-04-00",
        ] {
            let published = some(date);
            let details = Details {
                published,
                ..good.clone()
            };
            assert_eq!(
                details.check(),
                Err(DetailError::Published(date.to_owned()))
            );
        }
        let url = some("javascript:alert(1)");
        assert!(Details { url, ..good }.check().is_err());
    }
}
