//! Announces the server by DNS-SD over mDNS (RFC 6762, RFC 6763), so that kiosks find it when its address changed. What is
//! announced proves nothing: kiosks know the server by its key.

use std::net::SocketAddr;

use mdns_sd::{ServiceDaemon, ServiceInfo};
use shared::protocol::MDNS_SERVICE;
use tracing::warn;

/// The announcement, which ends when this is dropped.
pub(crate) struct Announcement(Option<ServiceDaemon>);

impl Announcement {
    /// Announces the address that kiosks use; all of this computer's, where it listens on all. A network without
    /// multicast is no reason not to serve.
    pub(crate) fn start(devices: SocketAddr) -> Self {
        let daemon = announce(devices);
        if let Err(error) = &daemon {
            warn!(
                "the server can't announce itself by mDNS: {error}; kiosks use the addresses that they have"
            );
        }
        Self(daemon.ok())
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        if let Some(daemon) = self.0.take() {
            let _ = daemon.shutdown();
        }
    }
}

fn announce(devices: SocketAddr) -> Result<ServiceDaemon, Box<dyn std::error::Error>> {
    let daemon = ServiceDaemon::new()?;
    // Several servers may announce themselves on one network.
    let name = format!("checkin-{:08x}", getrandom::u32()?);
    let host = format!("{name}.local.");
    let is_any = devices.ip().is_unspecified();
    let addresses = if is_any {
        String::new()
    } else {
        devices.ip().to_string()
    };
    let service = ServiceInfo::new(MDNS_SERVICE, &name, &host, addresses, devices.port(), None)?;
    daemon.register(if is_any {
        service.enable_addr_auto()
    } else {
        service
    })?;
    Ok(daemon)
}
