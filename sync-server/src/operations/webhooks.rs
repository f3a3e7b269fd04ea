//! Webhooks: addresses of other programs that are told what happens.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use hyper::Uri;
use shared::time::UnixMs;

use super::setup_error::{SetupError, random};
use crate::ports::{
    ChangeNote, Database, DeliveryAttempt, PortError, Webhook, WebhookEvent, WebhookProgress,
};

/// How many webhooks there are at most.
pub const WEBHOOKS_MOST: usize = 20;
/// How many characters an address has at most.
pub const ADDRESS_MOST: usize = 500;
/// How many attempts of a webhook the log keeps.
pub const LOG_KEPT: u32 = 100;
/// After how many failed deliveries in a row a webhook is paused: about two hours.
pub const FAILURES_MOST: u32 = 20;
/// What a secret begins with.
const SECRET_PREFIX: &str = "whsec_";

/// A webhook that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRequest {
    /// Where deliveries go.
    pub address: String,
    /// What it asks for.
    pub events: BTreeSet<WebhookEvent>,
    /// Whether the address may be one of this computer or of this network.
    pub is_private: bool,
}

/// Why a webhook was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// There are no random numbers.
    #[error(transparent)]
    Random(SetupError),
    /// The address is not one that can be told anything.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// It asks for nothing.
    #[error("the webhook asks for no event; choose at least one")]
    NoEvent,
    /// There are too many.
    #[error("there are {WEBHOOKS_MOST} webhooks already; remove one that is not used")]
    TooMany,
    /// There is no such webhook.
    #[error("there is no such webhook, or no longer")]
    None,
}

/// Why nothing is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no address.
    #[error("this is no web address; write it as https://host/path")]
    Form,
    /// It is not encrypted.
    #[error(
        "what is sent to http:// can be read on the way; write https://, or allow an address of this network"
    )]
    Plain,
    /// It is one of this computer or network.
    #[error(
        "the address is one of this computer or of this network, which has to be allowed for this webhook"
    )]
    Private,
    /// It is another network's, and not encrypted.
    #[error("http:// is for addresses of this computer and of this network alone; write https://")]
    PlainOutside,
}

/// An address that can be told something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookAddress {
    /// Whether it is encrypted.
    pub(crate) is_tls: bool,
    /// The host, as a name or as an IP address without brackets.
    pub(crate) host: String,
    /// The port.
    pub(crate) port: u16,
    /// Host and port as the request names them.
    pub(crate) authority: String,
    /// Path and query.
    pub(crate) path: String,
}

impl WebhookAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// [`AddressError`] for one that is never told anything.
    pub fn read(text: &str, is_private: bool) -> Result<Self, AddressError> {
        if text.len() > ADDRESS_MOST {
            return Err(AddressError::Form);
        }
        let uri: Uri = text.trim().parse().map_err(|_| AddressError::Form)?;
        let authority = uri.authority().ok_or(AddressError::Form)?;
        // A name and a password in an address end up in logs.
        if authority.as_str().contains('@') {
            return Err(AddressError::Form);
        }
        let host = host_of(authority.host()).ok_or(AddressError::Form)?;
        let is_tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if is_private => false,
            Some("http") => return Err(AddressError::Plain),
            _ => return Err(AddressError::Form),
        };
        let address = Self {
            is_tls,
            port: authority
                .port_u16()
                .unwrap_or(if is_tls { 443 } else { 80 }),
            authority: authority.to_string(),
            path: uri
                .path_and_query()
                .map_or("/", |it| it.as_str())
                .to_owned(),
            host,
        };
        if let Ok(ip) = address.host.parse() {
            address.check(ip, is_private)?;
        }
        Ok(address)
    }

    /// Refuses an IP address that the host's name leads to and that is not meant.
    ///
    /// # Errors
    /// [`AddressError`].
    pub(crate) fn check(&self, ip: IpAddr, is_private: bool) -> Result<(), AddressError> {
        match is_outside(ip) {
            false if !is_private => Err(AddressError::Private),
            true if !self.is_tls => Err(AddressError::PlainOutside),
            _ => Ok(()),
        }
    }
}

/// Returns whether an IP address is one of the internet.
fn is_outside(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [first, second, ..] = ip.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            !(ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
                || ip.is_multicast()
                || first == 0
                || is_shared)
        }
        IpAddr::V6(ip) => {
            // The addresses that stand for one of IPv4 behind a translator lead there.
            let is_translated = ip.segments()[..2] == [0x64, 0xff9b];
            !(ip == Ipv6Addr::LOCALHOST
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
                || ip.is_multicast()
                || is_translated)
        }
    }
}

/// Makes a webhook, which is told what happens from now on, and returns its number and the secret that it signs with.
///
/// # Errors
/// [`WebhookError`]; then no webhook was made.
pub fn make(
    database: &dyn Database,
    request: &WebhookRequest,
    now: UnixMs,
) -> Result<(u32, String), WebhookError> {
    let address = request.address.trim();
    WebhookAddress::read(address, request.is_private)?;
    if request.events.is_empty() {
        return Err(WebhookError::NoEvent);
    }
    let secret = random::<32>().map_err(WebhookError::Random)?;
    let secret = format!("{SECRET_PREFIX}{}", hex::encode(secret));
    let change = database.write()?;
    if change.webhooks()?.len() >= WEBHOOKS_MOST {
        return Err(WebhookError::TooMany);
    }
    let id = change.insert_webhook(&Webhook {
        id: 0,
        address: address.to_owned(),
        secret: secret.clone().into_bytes(),
        events: request.events.clone(),
        is_private: request.is_private,
        made: now,
        told: change.newest_event()?,
        failures: 0,
        paused: None,
    })?;
    let codes: Vec<&str> = request.events.iter().map(|event| event.code()).collect();
    change.note_change(ChangeNote::of("webhook_made", address).after(&codes.join(" ")))?;
    change.commit()?;
    Ok((id, secret))
}

/// Removes a webhook and its log.
///
/// # Errors
/// [`WebhookError`]; then it stays.
pub fn remove(database: &dyn Database, id: u32) -> Result<(), WebhookError> {
    let change = database.write()?;
    let webhook = change.webhooks()?.into_iter().find(|it| it.id == id);
    let webhook = webhook.ok_or(WebhookError::None)?;
    change.remove_webhook(id)?;
    change.note_change(ChangeNote::of("webhook_removed", &webhook.address))?;
    Ok(change.commit()?)
}

/// Lets a webhook go on that was paused, from where it stopped; or pauses it.
///
/// # Errors
/// [`WebhookError`]; then nothing was changed.
pub fn set_paused(
    database: &dyn Database,
    id: u32,
    paused: Option<UnixMs>,
) -> Result<(), WebhookError> {
    let change = database.write()?;
    let webhook = change.webhooks()?.into_iter().find(|it| it.id == id);
    let webhook = webhook.ok_or(WebhookError::None)?;
    change.set_webhook_progress(
        id,
        &WebhookProgress {
            told: webhook.told,
            failures: 0,
            paused,
        },
    )?;
    let what = paused.map_or("webhook_resumed", |_| "webhook_paused");
    change.note_change(ChangeNote::of(what, &webhook.address))?;
    Ok(change.commit()?)
}

/// Returns all webhooks, each with its last attempts, the newest first.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn list(database: &dyn Database) -> Result<Vec<(Webhook, Vec<DeliveryAttempt>)>, PortError> {
    let view = database.read()?;
    let webhooks = view.webhooks()?.into_iter();
    webhooks
        .map(|webhook| {
            let log = view.webhook_deliveries(webhook.id)?;
            Ok((webhook, log))
        })
        .collect()
}

/// Returns a host without the brackets that an IPv6 address has; `None` for none, and for brackets around anything else.
fn host_of(written: &str) -> Option<String> {
    let Some(rest) = written.strip_prefix('[') else {
        return (!written.is_empty()).then(|| written.to_owned());
    };
    let address = rest.strip_suffix(']')?.parse::<Ipv6Addr>();
    address.ok().map(|it| it.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, is_private: bool) -> Result<WebhookAddress, AddressError> {
        WebhookAddress::read(text, is_private)
    }

    #[test]
    fn damaged_address_is_read_or_refused() {
        let samples: [&[u8]; 4] = [
            b"https://hooks.example:8443/in?for=1",
            b"http://192.168.1.7:9000/a%20b",
            b"https://[fe80::1]/",
            b"https://user:word@hooks.example/",
        ];
        damaged_input::each("webhook-address", 256, &samples, |bytes| {
            let text = String::from_utf8_lossy(bytes);
            if let Ok(address) = read(&text, false) {
                prop_assert!(address.is_tls && !address.host.is_empty());
                prop_assert!(!address.authority.contains('@'));
            }
            Ok(match read(&text, true) {
                Ok(_) => "read".to_owned(),
                Err(error) => error.to_string(),
            })
        });
    }

    #[test]
    fn address_outside_needs_encryption() {
        let address = read("https://hooks.example:8443/in?for=1", false).unwrap();
        assert_eq!((&*address.host, address.port), ("hooks.example", 8443));
        assert_eq!(address.path, "/in?for=1");
        assert_eq!(read("https://hooks.example", false).unwrap().port, 443);
        assert_eq!(
            read("http://hooks.example", false),
            Err(AddressError::Plain)
        );
        assert_eq!(
            read("http://9.9.9.9", true),
            Err(AddressError::PlainOutside)
        );
        for no_address in [
            "",
            "hooks.example",
            "https://[]/",
            "https://[::1",
            "https://[hooks.example]/",
            "ftp://a/",
            "https://",
            "https://me:pw@a/",
            "https:///a",
        ] {
            assert_eq!(
                read(no_address, true),
                Err(AddressError::Form),
                "{no_address}"
            );
        }
    }

    #[test]
    fn private_address_has_to_be_allowed() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.4",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[fd00::1]",
            "[fe80::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
        ] {
            let address = format!("https://{private}/hook");
            assert_eq!(
                read(&address, false),
                Err(AddressError::Private),
                "{private}"
            );
            assert!(read(&address, true).is_ok(), "{private}");
            assert!(
                read(&format!("http://{private}/"), true).is_ok(),
                "{private}"
            );
        }
    }
}
