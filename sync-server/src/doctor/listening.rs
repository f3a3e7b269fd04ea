//! The ports: free, ours, or taken by another program.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use shared::doctor::Finding;
use texts::Slot;

use super::Examination;
use crate::operations::addresses::{ServerAddresses, server_addresses};
use crate::operations::desk_access;
use crate::ports::PortError;

/// How long a connection, and an answer, may take.
const PATIENCE: Duration = Duration::from_secs(3);

impl Examination<'_> {
    /// Returns whether the server answers at its ports, or whether they are free for it.
    pub(super) fn ports(&self) -> Result<Vec<Finding>, PortError> {
        let addresses = server_addresses(self.database)?;
        let devices = addresses.devices.first().and_then(|url| port_of(url));
        let ports = [
            devices.unwrap_or_default(),
            addresses.desk_port,
            addresses.public_port,
        ];
        let taken = ports.map(|port| connect(&addresses, port));
        let list = ports.map(|port| port.to_string()).join(", ");
        let list = [("ports", list.into())];
        let is_running = match self.folder {
            Some(folder) => folder.server().is_some(),
            None => taken.iter().all(Option::is_some),
        };
        if is_running {
            return Ok(vec![self.running(&addresses, &taken, list)?]);
        }
        if taken.iter().all(Option::is_none) {
            let what = self.say_with(text_id!("desk-doctor-ports-free"), list);
            return Ok(vec![Finding::good("ports", what)]);
        }
        let taken = ports.iter().zip(&taken).filter(|(_, it)| it.is_some());
        let findings = taken.map(|(port, _)| {
            let port = [("port", port.to_string().into())];
            self.to_mend("ports", text_id!("desk-doctor-port-taken"), port)
        });
        Ok(findings.collect())
    }

    /// Returns how the running server answers. A desk that is open to others speaks TLS, and is only connected to.
    fn running(
        &self,
        addresses: &ServerAddresses,
        taken: &[Option<SocketAddr>; 3],
        list: [Slot<'_>; 1],
    ) -> Result<Finding, PortError> {
        let broken = |id: &str, slots: [Slot<'_>; 1]| {
            let next = self.say(text_id!("desk-doctor-server-next"));
            Finding::broken("server", self.say_with(id, slots), next)
        };
        if taken.iter().any(Option::is_none) {
            return Ok(broken(text_id!("desk-doctor-server-silent"), list));
        }
        if !desk_access::is_open(self.database)? {
            let answer = taken[1].and_then(|desk| health(desk, addresses.desk_port));
            match answer.as_deref() {
                Some("ok") => {}
                Some(why) => {
                    let why = [("why", why.to_owned().into())];
                    return Ok(broken(text_id!("desk-doctor-server-unwell"), why));
                }
                None => return Ok(broken(text_id!("desk-doctor-server-silent"), list)),
            }
        }
        let what = self.say_with(text_id!("desk-doctor-server"), list);
        Ok(Finding::good("server", what))
    }
}

fn port_of(url: &str) -> Option<u16> {
    url.rsplit_once(':')?.1.parse().ok()
}

/// Returns where something takes connections at a port of this computer.
fn connect(addresses: &ServerAddresses, port: u16) -> Option<SocketAddr> {
    let own = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let hosts = addresses.hosts_with(port);
    let hosts = hosts.filter_map(|host| host.to_socket_addrs().ok()?.next());
    let mut all = std::iter::once(own).chain(hosts);
    all.find(|address| TcpStream::connect_timeout(address, PATIENCE).is_ok())
}

/// Returns what `GET /healthz` says: `ok`, or what does not work.
fn health(desk: SocketAddr, port: u16) -> Option<String> {
    let mut stream = TcpStream::connect_timeout(&desk, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let request =
        format!("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.take(4_096).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let is_ok = head.starts_with("HTTP/1.1 200");
    Some(if is_ok { "ok" } else { body.trim() }.to_owned())
}
