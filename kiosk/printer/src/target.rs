//! Where a printer is, as `kiosk.toml` names it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::PrintError;

/// The port of printers that take a connection as it is.
const PORT: &str = "9100";

/// Where a printer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrinterTarget {
    /// A device file: `usb:/dev/usb/lp0`.
    Device(PathBuf),
    /// Host and port: `tcp:192.168.1.50:9100`.
    Network(String),
    /// A queue of CUPS: `cups:SLIPS`.
    Queue(String),
}

impl FromStr for PrinterTarget {
    type Err = PrintError;

    fn from_str(text: &str) -> Result<Self, PrintError> {
        let target = match text.split_once(':') {
            Some(("usb", path)) if path.starts_with('/') => Some(Self::Device(path.into())),
            Some(("tcp", address)) => with_port(address).map(Self::Network),
            Some(("cups", queue)) if is_queue(queue) => Some(Self::Queue(queue.to_owned())),
            _ => None,
        };
        target.ok_or_else(|| PrintError::NoTarget(text.to_owned()))
    }
}

impl fmt::Display for PrinterTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Device(path) => write!(f, "usb:{}", path.display()),
            Self::Network(address) => write!(f, "tcp:{address}"),
            Self::Queue(queue) => write!(f, "cups:{queue}"),
        }
    }
}

/// Returns host and port, with the usual port where there is none. IPv6 stands in brackets.
fn with_port(address: &str) -> Option<String> {
    let host_ends = address.find(']').map_or(0, |at| at + 1);
    let (host, port) = match address[host_ends..].split_once(':') {
        Some((rest, port)) => (&address[..host_ends + rest.len()], port),
        None => (address, PORT),
    };
    let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
    let is_host = !host.is_empty() && !host.contains(char::is_whitespace);
    (is_port && is_host).then(|| format!("{host}:{port}"))
}

/// What CUPS allows in the name of a queue.
fn is_queue(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('-')
        && name
            .chars()
            .all(|it| it.is_ascii_graphic() && !"/#?\"'\\".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_and_written_alike() {
        for text in [
            "usb:/dev/usb/lp0",
            "tcp:192.168.1.50:9100",
            "tcp:[fd00::2]:9101",
            "cups:SLIPS",
        ] {
            assert_eq!(text.parse::<PrinterTarget>().unwrap().to_string(), text);
        }
        for short in ["tcp:printer", "tcp:[fd00::2]"] {
            let target: PrinterTarget = short.parse().unwrap();
            assert_eq!(target.to_string(), format!("{short}:9100"));
        }
    }

    #[test]
    fn what_is_no_printer_is_refused_with_examples() {
        for wrong in [
            "",
            "lp0",
            "usb:",
            "usb:lp0",
            "tcp:",
            "tcp::9100",
            "tcp:a:0",
            "tcp:a:b",
            "tcp:fd00::2",
            "tcp:a b:9100",
            "cups:",
            "cups:-o",
            "cups:a b",
            "serial:/dev/ttyS0",
        ] {
            let said = wrong.parse::<PrinterTarget>().unwrap_err().to_string();
            assert!(
                said.contains(wrong) && said.contains("usb:/dev/usb/lp0"),
                "{said}"
            );
        }
    }
}
