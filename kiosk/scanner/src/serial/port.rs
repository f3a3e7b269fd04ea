//! Finding serial ports, opening them, and reading what they send.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rustix::fs::{Mode, OFlags};
use rustix::termios::{ControlModes, OptionalActions, ioctl_tiocexcl, tcgetattr, tcsetattr};

use super::super::envelope::Envelope;
use super::super::plugged::{Finder, Line};
use super::super::settings::SerialSettings;
use super::super::{Origin, ScanError, Scanned};
use super::lines::Lines;

/// What the names of ports begin with that are likely to have a scanner on them: those on USB.
const LIKELY: [&str; 2] = ["ttyACM", "ttyUSB"];

/// More bytes than any scanner sends between two looks.
const CHUNK: usize = 4096;

/// The serial ports on USB that are plugged in, in the order of their names.
#[must_use]
pub fn serial_ports() -> Vec<PathBuf> {
    let mut ports: Vec<PathBuf> = fs::read_dir("/dev")
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            LIKELY.iter().any(|start| name.starts_with(start))
        })
        .map(|entry| entry.path())
        .collect();
    ports.sort();
    ports
}

/// The ports that the settings mean.
pub(super) struct Ports {
    settings: SerialSettings,
    name: String,
}

impl Ports {
    pub(super) fn new(settings: SerialSettings, name: String) -> Self {
        Self { settings, name }
    }
}

impl Finder for Ports {
    type Line = Port;

    fn find(&self) -> Vec<PathBuf> {
        if self.settings.is_auto() {
            return serial_ports();
        }
        let port = &self.settings.port;
        if port.exists() {
            vec![port.clone()]
        } else {
            Vec::new()
        }
    }

    fn open(&self, path: &Path) -> Result<Port, ScanError> {
        let file = open(path, self.settings.baud).map_err(|error| ScanError::Unusable {
            scanner: format!("serial scanner {}", path.display()),
            remedy: if error.kind() == io::ErrorKind::PermissionDenied {
                "add the user to the group \"dialout\""
            } else {
                "check that it is a serial port and that no other program uses it"
            },
            cause: error.to_string(),
        })?;
        Ok(Port {
            file,
            name: format!("serial scanner {}", path.display()),
            envelope: self.settings.envelope.clone(),
            lines: Lines::default(),
        })
    }

    fn absent(&self) -> ScanError {
        if self.settings.is_auto() {
            ScanError::NoSerialScanner
        } else {
            ScanError::Unplugged {
                scanner: self.name.clone(),
            }
        }
    }
}

/// Opens a port for this program alone, with nothing changed of what the scanner sends.
fn open(path: &Path, baud: u32) -> io::Result<File> {
    // Without waiting for a modem to answer, and without it becoming the terminal that can end the kiosk.
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let port = rustix::fs::open(path, flags, Mode::empty())?;
    ioctl_tiocexcl(&port)?;
    let mut settings = tcgetattr(&port)?;
    settings.make_raw();
    settings.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
    settings.control_modes -= ControlModes::CRTSCTS | ControlModes::CSTOPB;
    settings.set_speed(baud)?;
    tcsetattr(&port, OptionalActions::Now, &settings)?;
    Ok(File::from(port))
}

/// An open port.
pub(super) struct Port {
    file: File,
    name: String,
    envelope: Envelope,
    lines: Lines,
}

impl AsFd for Port {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl Line for Port {
    fn read(&mut self, now: Instant, codes: &mut VecDeque<Scanned>) -> Result<(), ScanError> {
        let mut chunk = [0; CHUNK];
        let length = match self.file.read(&mut chunk) {
            // A port that is ready and has nothing to say has been pulled out.
            Ok(0) => {
                return Err(ScanError::Unplugged {
                    scanner: self.name.clone(),
                });
            }
            Ok(length) => length,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) =>
            {
                return Ok(());
            }
            Err(_) => {
                return Err(ScanError::Unplugged {
                    scanner: self.name.clone(),
                });
            }
        };
        let envelope = &self.envelope;
        self.lines.take(&chunk[..length], now, |line| {
            let text = envelope.open(line);
            if !text.is_empty() {
                codes.push_back(Scanned::code(text.to_owned(), Origin::Serial));
            }
        });
        Ok(())
    }

    fn due(&self) -> Option<Instant> {
        self.lines.due()
    }

    fn quiet(&mut self, now: Instant, _codes: &mut VecDeque<Scanned>) {
        self.lines.quiet(now);
    }

    fn remark(&mut self) -> Option<ScanError> {
        self.lines.endless().map(|length| ScanError::NoEnd {
            scanner: self.name.clone(),
            length,
        })
    }
}
