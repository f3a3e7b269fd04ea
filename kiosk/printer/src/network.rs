//! A printer that takes a connection and prints what comes.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use socket2::SockRef;

use crate::error::PrintError;
use crate::job::PrinterLine;
use crate::settings::PrinterSettings;

/// What may wait in the system on its way to the printer. With the usual megabytes a whole slip would count as taken by
/// a printer that is jammed.
const SEND_BUFFER: usize = 8 * 1024;

/// A connection to a printer.
pub(crate) struct Connection {
    stream: TcpStream,
    linger: Duration,
}

impl Connection {
    pub(crate) fn open(address: &str, settings: &PrinterSettings) -> Result<Self, PrintError> {
        let stream = connect(address, settings.connect).map_err(|error| settings.no_line(error))?;
        Ok(Self {
            stream,
            linger: settings.answer,
        })
    }
}

fn connect(address: &str, within: Duration) -> io::Result<TcpStream> {
    let mut last = io::ErrorKind::AddrNotAvailable.into();
    // How long a name is looked up is up to the system.
    let addresses = address.to_socket_addrs()?;
    let ends = Instant::now() + within;
    for address in addresses {
        let left = ends.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(stream) => {
                SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER)?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

impl PrinterLine for Connection {
    fn send(&mut self, bytes: &[u8], within: Duration) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(within))?;
        self.stream.write(bytes)
    }

    fn hear(&mut self, within: Duration) -> Vec<u8> {
        let mut heard = [0; 16];
        let read = self
            .stream
            .set_read_timeout(Some(within))
            .and_then(|()| self.stream.read(&mut heard));
        heard[..read.unwrap_or(0)].to_vec()
    }

    /// Closes this side first: a connection that is closed whole while an answer comes in loses what is still to be sent.
    fn finish(&mut self, within: Duration) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let within = self.linger.min(within).max(Duration::from_millis(1));
        let ends = Instant::now() + within;
        while Instant::now() < ends && !self.hear(within).is_empty() {}
        Ok(())
    }
}
