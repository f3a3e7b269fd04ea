//! A scanner on a serial port: 8 data bits, no parity, one stop bit, each code ended by CR, LF or both.

mod lines;
mod port;

use std::fmt;
use std::time::Duration;

use super::plugged::Plugged;
use super::settings::SerialSettings;
use super::{ScanError, Scanned, Source};
use port::Ports;
pub use port::serial_ports;

/// Serial scanners as a [`Source`].
pub struct SerialSource {
    name: String,
    ports: Plugged<Ports>,
}

impl SerialSource {
    /// No port is opened yet.
    #[must_use]
    pub fn new(settings: SerialSettings) -> Self {
        let name = if settings.is_auto() {
            "serial scanner".to_owned()
        } else {
            format!("serial scanner {}", settings.port.display())
        };
        Self {
            ports: Plugged::new(Ports::new(settings, name.clone())),
            name,
        }
    }
}

impl Source for SerialSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        self.ports.next(wait)
    }

    fn remark(&mut self) -> Option<ScanError> {
        self.ports.remark()
    }
}

impl fmt::Debug for SerialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SerialSource")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
