//! The addresses at which others reach the server: `kiosk.toml`, enrolment and links hand them out.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use crate::listeners::ListenAddresses;
use crate::ports::{Database, PortError, ServerSecret};

/// The port for devices where nothing else is known.
pub const DEVICES_PORT: u16 = 8080;
/// The most addresses of this computer that are handed out: a kiosk tries each of them.
const MOST: usize = 8;

/// The addresses at which others reach the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddresses {
    /// Those of devices, such as `https://192.168.1.10:8080`.
    pub devices: Vec<String>,
    /// The port of the organisers' live page.
    pub desk_port: u16,
    /// The port of visitors' pages.
    pub public_port: u16,
}

impl ServerAddresses {
    fn of(listening: &ListenAddresses, advertised: &[String]) -> Self {
        let devices = listening.devices;
        let own = || {
            let hosts = hosts(devices.ip()).into_iter();
            let url = |host| format!("https://{}", SocketAddr::new(host, devices.port()));
            hosts.map(url).collect()
        };
        Self {
            devices: if advertised.is_empty() {
                own()
            } else {
                advertised.to_vec()
            },
            desk_port: listening.desk.port(),
            public_port: listening.public.port(),
        }
    }

    /// Returns the hosts in the addresses, with another port.
    pub fn hosts_with(&self, port: u16) -> impl Iterator<Item = String> {
        let hosts = self.devices.iter().filter_map(|url| {
            let host = url.strip_prefix("https://")?;
            // Where there is a port, a colon in brackets is not the last one.
            let (name, _) = host.rsplit_once(':').unwrap_or((host, ""));
            Some(if host.ends_with(']') { host } else { name })
        });
        hosts.map(move |name| format!("{name}:{port}"))
    }

    fn written(&self) -> Vec<u8> {
        let ports = format!("{} {}", self.desk_port, self.public_port);
        let lines = std::iter::once(&ports).chain(&self.devices);
        let lines: Vec<&str> = lines.map(String::as_str).collect();
        lines.join("\n").into_bytes()
    }

    fn read(written: Vec<u8>) -> Option<Self> {
        let text = String::from_utf8(written).ok()?;
        let mut lines = text.lines();
        let (desk, public) = lines.next()?.split_once(' ')?;
        Some(Self {
            desk_port: desk.parse().ok()?,
            public_port: public.parse().ok()?,
            devices: lines.map(str::to_owned).collect(),
        })
    }
}

/// Keeps what others are told from now on: the addresses that the organisers give, or else those at which this computer
/// listens.
///
/// # Errors
/// [`PortError`]; then they are told what they were told before.
pub fn keep_addresses(
    database: &dyn Database,
    listening: &ListenAddresses,
    advertised: &[String],
) -> Result<(), PortError> {
    let value = ServerAddresses::of(listening, advertised).written();
    let kept = database.read()?.secret(ServerSecret::Addresses)?;
    if kept.as_ref() == Some(&value) {
        return Ok(());
    }
    let change = database.write()?;
    change.put_secret(ServerSecret::Addresses, Some(&value))?;
    change.commit()
}

/// Returns the addresses at which others reach the server: those of its last start, or else this computer's own.
///
/// # Errors
/// [`PortError`].
pub fn server_addresses(database: &dyn Database) -> Result<ServerAddresses, PortError> {
    let kept = database.read()?.secret(ServerSecret::Addresses)?;
    let usual = ListenAddresses::beside((Ipv4Addr::UNSPECIFIED, DEVICES_PORT).into());
    let kept = kept.and_then(ServerAddresses::read);
    Ok(kept.unwrap_or_else(|| ServerAddresses::of(&usual, &[])))
}

/// Returns the addresses that stand for one that is listened on: where it is unspecified, this computer's on its networks,
/// IPv4 first, or loopback without any.
#[must_use]
pub fn hosts(listening: IpAddr) -> Vec<IpAddr> {
    if !listening.is_unspecified() {
        return vec![listening];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let hosts = interfaces.iter().map(if_addrs::Interface::ip);
    let needs_scope =
        |host: &IpAddr| matches!(host, IpAddr::V6(host) if host.is_unicast_link_local());
    let mut hosts: Vec<IpAddr> = hosts
        .filter(|host| !host.is_loopback() && !needs_scope(host))
        .collect();
    hosts.sort_by_key(IpAddr::is_ipv6);
    hosts.truncate(MOST);
    if hosts.is_empty() {
        hosts.push(Ipv4Addr::LOCALHOST.into());
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_addresses_are_read_back() {
        let addresses = ServerAddresses {
            devices: [
                "https://10.0.0.2:8080",
                "https://[fd00::2]:8080",
                "https://venue",
            ]
            .map(str::to_owned)
            .to_vec(),
            desk_port: 8081,
            public_port: 8082,
        };
        let hosts: Vec<String> = addresses.hosts_with(8082).collect();
        assert_eq!(hosts, ["10.0.0.2:8082", "[fd00::2]:8082", "venue:8082"]);
        assert_eq!(ServerAddresses::read(addresses.written()), Some(addresses));
        assert_eq!(ServerAddresses::read(b"x".to_vec()), None);
    }

    #[test]
    fn unspecified_address_stands_for_this_computers() {
        let any = hosts(Ipv4Addr::UNSPECIFIED.into());
        assert!(!any.is_empty() && any.iter().all(|host| !host.is_unspecified()));
        let one: IpAddr = "192.168.1.10".parse().unwrap();
        assert_eq!(hosts(one), [one]);
    }
}
