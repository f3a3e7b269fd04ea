//! Where a server listens, and for whom.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// For whom a listener is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Kiosks, with TLS.
    Devices,
    /// The organisers: the live page and the totals. With TLS for other computers.
    Desk,
    /// Visitors' phones and wall screens, without TLS, since neither could trust the server's certificate.
    Public,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Devices => "kiosks",
            Self::Desk => "the organisers",
            Self::Public => "visitors",
        })
    }
}

/// Where a server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListenAddresses {
    /// For kiosks.
    pub devices: SocketAddr,
    /// For the organisers.
    pub desk: SocketAddr,
    /// For visitors.
    pub public: SocketAddr,
}

impl ListenAddresses {
    /// Returns the usual addresses beside the one for kiosks: the next port on loopback for the organisers, and the port
    /// after it for visitors. Port 0 is any free port for each.
    #[must_use]
    pub fn beside(devices: SocketAddr) -> Self {
        let port = |step| match devices.port() {
            0 => 0,
            port => port.checked_add(step).unwrap_or(0),
        };
        Self {
            devices,
            desk: (Ipv4Addr::LOCALHOST, port(1)).into(),
            public: (devices.ip(), port(2)).into(),
        }
    }
}

/// Sockets that are bound and not served yet.
#[derive(Debug)]
pub struct Listeners {
    pub(crate) devices: TcpListener,
    pub(crate) desk: TcpListener,
    pub(crate) public: TcpListener,
}

/// An address that can't be listened on.
#[derive(Debug, thiserror::Error)]
#[error(
    "{address} can't be listened on for {audience}: {source}; is another server running there? Choose another address"
)]
pub struct BindError {
    audience: Audience,
    address: SocketAddr,
    source: io::Error,
}

impl Listeners {
    /// Binds the addresses.
    ///
    /// # Errors
    /// [`BindError`] for the first that can't be bound.
    pub fn bind(addresses: &ListenAddresses) -> Result<Self, BindError> {
        let bind = |audience, address| {
            TcpListener::bind(address).map_err(|source| BindError {
                audience,
                address,
                source,
            })
        };
        Ok(Self {
            devices: bind(Audience::Devices, addresses.devices)?,
            desk: bind(Audience::Desk, addresses.desk)?,
            public: bind(Audience::Public, addresses.public)?,
        })
    }

    /// Binds free ports of this computer alone, for demonstrations and tests.
    ///
    /// # Errors
    /// [`BindError`] when there is none.
    pub fn on_loopback() -> Result<Self, BindError> {
        Self::bind(&ListenAddresses::beside((Ipv4Addr::LOCALHOST, 0).into()))
    }

    /// Returns the same listeners once more.
    ///
    /// # Errors
    /// The system's.
    pub(crate) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self {
            devices: self.devices.try_clone()?,
            desk: self.desk.try_clone()?,
            public: self.public.try_clone()?,
        })
    }

    /// Returns the addresses with the ports that the system chose.
    ///
    /// # Errors
    /// The system's.
    pub fn addresses(&self) -> io::Result<ListenAddresses> {
        Ok(ListenAddresses {
            devices: self.devices.local_addr()?,
            desk: self.desk.local_addr()?,
            public: self.public.local_addr()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desk_is_beside_devices_and_on_loopback() {
        let beside = |text: &str| {
            let all = ListenAddresses::beside(text.parse().unwrap());
            [all.devices, all.desk, all.public].map(|it| it.to_string())
        };
        assert_eq!(
            beside("0.0.0.0:8080"),
            ["0.0.0.0:8080", "127.0.0.1:8081", "0.0.0.0:8082"]
        );
        assert_eq!(
            beside("192.168.1.10:65535"),
            ["192.168.1.10:65535", "127.0.0.1:0", "192.168.1.10:0"]
        );
        assert_eq!(beside("[::]:0"), ["[::]:0", "127.0.0.1:0", "[::]:0"]);
    }
}
