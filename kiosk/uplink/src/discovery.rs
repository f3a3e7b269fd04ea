//! Looks for servers by DNS-SD over mDNS (RFC 6762, RFC 6763).

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use mdns_sd::{MDNS_PORT, ScopedIp, ServiceDaemon, ServiceEvent};
use shared::protocol::MDNS_SERVICE;

use kiosk_config::ServerUrl;

/// Answers come within a fifth of a second (RFC 6762, section 6), and the question is asked twice.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// Somebody may announce thousands of addresses: how many are listened to, and how many are tried.
const MOST_HEARD: usize = 1_024;
const MOST_TRIED: usize = 16;

/// Returns the addresses of all servers that answer. Nothing is known of them but that somebody announces them.
pub(super) fn search() -> Vec<ServerUrl> {
    search_on(MDNS_PORT)
}

fn search_on(port: u16) -> Vec<ServerUrl> {
    // In no order, so that a crowd of false ones hides the true one in some searches only.
    let mut found = HashSet::new();
    // Without multicast nothing is found.
    let Ok(daemon) = ServiceDaemon::new_with_port(port) else {
        return Vec::new();
    };
    let end = Instant::now() + PATIENCE;
    if let Ok(events) = daemon.browse(MDNS_SERVICE) {
        while let Ok(event) = events.recv_deadline(end) {
            if let ServiceEvent::ServiceResolved(service) = event
                && found.len() < MOST_HEARD
            {
                let addresses = service.addresses.iter().map(ScopedIp::to_ip_addr);
                let addresses = addresses.filter(|address| !needs_scope(*address));
                found.extend(addresses.map(|address| SocketAddr::new(address, service.port)));
            }
        }
    }
    let _ = daemon.shutdown();
    let found = found.into_iter().take(MOST_TRIED);
    found.map(ServerUrl::encrypted).collect()
}

/// Whether an address means something only together with a network interface, which an URL can't name.
fn needs_scope(address: IpAddr) -> bool {
    matches!(address, IpAddr::V6(address) if address.is_unicast_link_local())
}

#[cfg(test)]
mod tests {
    use std::net::UdpSocket;

    use mdns_sd::{DaemonStatus, ServiceInfo};

    use super::*;

    /// An answer with a server's name, port and address (RFC 6763, section 12.1).
    fn answer() -> Vec<u8> {
        let name = b"\x0b_exhibition\x04_tcp\x05local\0";
        let mut answer = b"\0\0\x84\0\0\0\0\x03\0\0\0\0".to_vec();
        answer.extend_from_slice(name);
        answer.extend_from_slice(b"\0\x0c\0\x01\0\0\0\x78\0\x04\x01a\xc0\x0c");
        answer.extend_from_slice(
            b"\x01a\xc0\x0c\0\x21\0\x01\0\0\0\x78\0\x0d\0\0\0\0\x12\x67\x04host\xc0\x1d",
        );
        answer.extend_from_slice(b"\x04host\xc0\x1d\0\x01\0\x01\0\0\0\x78\0\x04\x7f\0\0\x01");
        answer
    }

    #[test]
    fn damaged_answers_do_not_end_a_search() {
        let port = 15_354;
        let daemon = ServiceDaemon::new_with_port(port).unwrap();
        let events = daemon.browse(MDNS_SERVICE).unwrap();
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        let is_running = || {
            let status = daemon.status().map(|it| it.recv());
            matches!(status, Ok(Ok(DaemonStatus::Running)))
        };
        damaged_input::each("mdns-answer", 256, &[&answer()], |bytes| {
            socket.send_to(bytes, ("127.0.0.1", port)).unwrap();
            proptest::prop_assert!(is_running());
            Ok("searched on".to_owned())
        });
        let found = std::iter::repeat_with(|| {
            socket.send_to(&answer(), ("127.0.0.1", port)).unwrap();
            events.recv_timeout(PATIENCE).unwrap()
        });
        let mut found = found.take(2_000);
        assert!(found.any(|it| matches!(it, ServiceEvent::ServiceResolved(_))));
        daemon.shutdown().unwrap();
    }

    #[test]
    fn announced_server_is_found() {
        // A port of its own, so that neither the machine's responder nor another test answers.
        let port = 15_353;
        let responder = ServiceDaemon::new_with_port(port).unwrap();
        let service = ServiceInfo::new(
            MDNS_SERVICE,
            "test",
            "test.local.",
            "127.0.0.1",
            4_711,
            None,
        );
        responder.register(service.unwrap()).unwrap();
        let found = std::iter::repeat_with(|| search_on(port)).take(10);
        let mut found = found.map(|urls| urls.iter().map(ServerUrl::to_string).collect::<Vec<_>>());
        assert!(found.any(|urls| urls == ["https://127.0.0.1:4711"]));
        responder.shutdown().unwrap();
    }
}
