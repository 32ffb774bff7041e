//! By which names the site may be asked for.
//!
//! A page on another site can make a browser send requests to this one under a name of
//! its own that leads here; what it would read is refused by the name.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Version, header};
use axum::middleware::Next;
use axum::response::Response;

use super::fault::Fault;

/// The names beside the machine's own addresses, which no other site can take.
#[derive(Clone, Debug)]
pub(super) struct Hosts(Option<Arc<[String]>>);

impl Hosts {
    /// Whatever name: for a router that no network reaches.
    pub(super) const ANY: Self = Self(None);

    /// These names, `localhost` and addresses by number.
    pub(super) fn named(names: &[String]) -> Self {
        let names = names.iter().map(|it| it.to_ascii_lowercase());
        Self(Some(names.chain(["localhost".to_owned()]).collect()))
    }

    fn know(&self, host: &str) -> bool {
        let name = host.trim_start_matches('[').trim_end_matches(']');
        let Some(names) = &self.0 else {
            return true;
        };
        name.parse::<IpAddr>().is_ok() || names.contains(&name.to_ascii_lowercase())
    }
}

/// Refuses what is asked under another name, or under none or several.
pub(super) async fn check(
    State(hosts): State<Hosts>,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    if hosts.0.is_some() {
        match host(request.headers()) {
            Named::One(name) if hosts.know(&name) => {}
            Named::One(name) => return Err(Fault::Host(name)),
            // Before HTTP/1.1 nobody had to say whom they ask.
            Named::None if request.version() < Version::HTTP_11 => {}
            Named::None | Named::Unclear => return Err(Fault::Address),
        }
    }
    Ok(next.run(request).await)
}

enum Named {
    None,
    One(String),
    Unclear,
}

/// The name that a request asks, without its port.
fn host(headers: &HeaderMap) -> Named {
    let mut values = headers.get_all(header::HOST).iter();
    let named = match (values.next(), values.next()) {
        (None, _) => return Named::None,
        (Some(value), None) => value.to_str().ok(),
        (Some(_), Some(_)) => None,
    };
    let authority = named.and_then(|it| it.parse::<Authority>().ok());
    authority.map_or(Named::Unclear, |it| Named::One(it.host().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_and_given_names_are_known() {
        let hosts = Hosts::named(&["Renkei.town.example.jp".to_owned()]);
        for host in [
            "localhost",
            "127.0.0.1",
            "[::1]",
            "192.168.1.5",
            "renkei.town.example.jp",
        ] {
            assert!(hosts.know(host), "{host}");
        }
        for host in [
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "",
        ] {
            assert!(!hosts.know(host), "{host}");
        }
    }

    #[test]
    fn a_request_asks_one_host() {
        let headers = |hosts: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, host.parse().unwrap());
            }
            headers
        };
        assert!(matches!(host(&headers(&[])), Named::None));
        assert!(matches!(host(&headers(&["a:80"])), Named::One(name) if name == "a"));
        for unclear in [&["a", "b"][..], &["a", "a"], &["a b"], &[""]] {
            assert!(
                matches!(host(&headers(unclear)), Named::Unclear),
                "{unclear:?}"
            );
        }
    }
}
