//! Where the server is: one address, or several that are tried in turn.

use std::fmt;
use std::net::SocketAddr;

use serde::Deserialize;
use shared::server_pin::is_this_computer;

/// The server's address: `https://host:port`, without a slash at its end; `http://` for this computer itself alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ServerUrl(String);

impl ServerUrl {
    /// The full address of a path on the server; `path` begins with a slash.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Whether the kiosk speaks TLS with it.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Returns the encrypted address of a socket.
    #[must_use]
    pub fn encrypted(address: SocketAddr) -> Self {
        Self(format!("https://{address}"))
    }

    /// Returns the address of the same server's pages for phones, which have no pins and could not trust its certificate.
    /// Without their port, the server leads phones on from this one.
    #[must_use]
    pub fn for_phones(&self, port: Option<u16>) -> String {
        let host = self.0.split_once("://").map_or("", |(_, host)| host);
        let Some(port) = port else {
            return format!("http://{host}");
        };
        let name = match host.rsplit_once(':') {
            Some((name, digits)) if digits.parse::<u16>().is_ok() => name,
            _ => host,
        };
        format!("http://{name}:{port}")
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ServerUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let trimmed = text.trim().trim_end_matches('/');
        let is_host = |host: &str| !host.is_empty() && !host.contains([' ', '/', '?', '#', '@']);
        let encrypted = trimmed.strip_prefix("https://");
        let plain = trimmed.strip_prefix("http://");
        match (encrypted, plain) {
            (Some(host), _) if is_host(host) => Ok(Self(trimmed.to_owned())),
            (_, Some(host)) if is_host(host) && is_this_computer(host) => {
                Ok(Self(trimmed.to_owned()))
            }
            (_, Some(host)) if is_host(host) => Err(format!(
                "\"{text}\" is not encrypted, and anybody on the network could be in between; write \"https://{host}\" and the pins of the server"
            )),
            _ => Err(format!(
                "\"{text}\" is no server address; write it like \"https://192.168.1.10:8080\""
            )),
        }
    }
}

/// The addresses of the server, in the order in which they are tried; at least one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "OneOrMore")]
pub struct ServerUrls(Vec<ServerUrl>);

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "server must be an address, or a list of addresses"
)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl ServerUrls {
    /// Returns the addresses.
    pub fn iter(&self) -> impl Iterator<Item = &ServerUrl> {
        self.0.iter()
    }

    /// Returns whether the kiosk speaks TLS at any of them.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.0.iter().any(ServerUrl::is_encrypted)
    }
}

impl fmt::Display for ServerUrls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let addresses: Vec<&str> = self.0.iter().map(|it| it.0.as_str()).collect();
        f.write_str(&addresses.join(", "))
    }
}

impl TryFrom<OneOrMore> for ServerUrls {
    type Error = String;

    fn try_from(written: OneOrMore) -> Result<Self, String> {
        let texts = match written {
            OneOrMore::One(text) => vec![text],
            OneOrMore::More(texts) => texts,
        };
        if texts.is_empty() {
            return Err("server has no address in its list".to_owned());
        }
        let urls = texts.into_iter().map(ServerUrl::try_from);
        Ok(Self(urls.collect::<Result<_, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_find_their_port_at_every_address() {
        for (address, expected) in [
            ("https://10.0.0.2:8080", "http://10.0.0.2:8082"),
            ("https://[fd00::2]:8080", "http://[fd00::2]:8082"),
            ("https://[fd00::2]", "http://[fd00::2]:8082"),
            ("https://checkin.example", "http://checkin.example:8082"),
        ] {
            let url = ServerUrl::try_from(address.to_owned()).unwrap();
            assert_eq!(url.for_phones(Some(8082)), expected);
            assert_eq!(url.for_phones(None), address.replace("https", "http"));
        }
    }
}
