//! Taking a device for the kiosk alone, and reading its keys.

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use evdev::raw_stream::RawDevice;
use rustix::fs::{Mode, OFlags};

use super::super::envelope::Envelope;
use super::super::plugged::{Finder, Line};
use super::super::{Origin, ScanError, Scanned};
use super::found::typing_devices;
use super::keys::KeyText;

/// How long it is waited for that no key is held. Taken while one is down, the window would never hear it go up and
/// repeat it for ever.
const LET_GO: Duration = Duration::from_millis(300);
const GLANCE: Duration = Duration::from_millis(10);

/// The hand scanners that the settings mean.
pub(super) struct Scanners {
    /// A path or a part of a name; `None` for every device that is called a scanner.
    named: Option<String>,
    envelope: Envelope,
    name: String,
}

impl Scanners {
    pub(super) fn new(named: Option<String>, envelope: Envelope, name: String) -> Self {
        Self {
            named,
            envelope,
            name,
        }
    }
}

impl Finder for Scanners {
    type Line = Scanner;

    fn find(&self) -> Vec<PathBuf> {
        if let Some(path) = self.named.as_ref().filter(|named| named.contains('/')) {
            // A link is followed, so that a scanner that comes back under another number is another device.
            return Path::new(path).canonicalize().into_iter().collect();
        }
        let wanted = self.named.as_ref().map(|named| named.to_lowercase());
        typing_devices()
            .into_iter()
            .filter(|device| match &wanted {
                Some(part) => device.name.to_lowercase().contains(part),
                None => device.is_called_scanner(),
            })
            .map(|device| device.path)
            .collect()
    }

    fn open(&self, path: &Path) -> Result<Scanner, ScanError> {
        match taken(path) {
            Ok(device) => Ok(Scanner {
                name: device.name().unwrap_or("hand scanner").to_owned(),
                device,
                envelope: self.envelope.clone(),
                keys: KeyText::default(),
            }),
            // Nobody has asked for it, and the window hears it.
            Err(error)
                if self.named.is_none() && error.kind() == io::ErrorKind::PermissionDenied =>
            {
                Err(ScanError::NoHandScanner)
            }
            Err(error) => Err(ScanError::Unusable {
                scanner: format!("{} at {}", self.name, path.display()),
                remedy: match error.kind() {
                    io::ErrorKind::PermissionDenied => {
                        "add the user to the group \"input\"; meanwhile the window hears its keys"
                    }
                    io::ErrorKind::ResourceBusy => "end the other program that has taken it",
                    _ => "unplug it and plug it in again",
                },
                cause: error.to_string(),
            }),
        }
    }

    fn absent(&self) -> ScanError {
        if self.named.is_none() {
            ScanError::NoHandScanner
        } else {
            ScanError::Unplugged {
                scanner: self.name.clone(),
            }
        }
    }
}

/// Opens a device and takes it: from now on its keys reach nobody else.
fn taken(path: &Path) -> io::Result<RawDevice> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut device = RawDevice::from_fd(rustix::fs::open(path, flags, Mode::empty())?)?;
    let patience = Instant::now() + LET_GO;
    while Instant::now() < patience && device.get_key_state()?.iter().next().is_some() {
        thread::sleep(GLANCE);
    }
    device.grab()?;
    Ok(device)
}

/// A scanner that was taken.
pub(super) struct Scanner {
    device: RawDevice,
    name: String,
    envelope: Envelope,
    keys: KeyText,
}

impl Scanner {
    fn scanned(envelope: &Envelope, text: &str, codes: &mut VecDeque<Scanned>) {
        let text = envelope.open(text);
        if !text.is_empty() {
            codes.push_back(Scanned::code(text.to_owned(), Origin::HandScanner));
        }
    }
}

impl AsFd for Scanner {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}

impl Line for Scanner {
    fn read(&mut self, now: Instant, codes: &mut VecDeque<Scanned>) -> Result<(), ScanError> {
        match self.device.fetch_events() {
            Ok(events) => {
                for event in events {
                    if let Some(text) = self.keys.event(event, now) {
                        Self::scanned(&self.envelope, &text, codes);
                    }
                }
                Ok(())
            }
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
                ) =>
            {
                Ok(())
            }
            Err(_) => Err(ScanError::Unplugged {
                scanner: format!("hand scanner \"{}\"", self.name),
            }),
        }
    }

    fn due(&self) -> Option<Instant> {
        self.keys.due()
    }

    fn quiet(&mut self, now: Instant, codes: &mut VecDeque<Scanned>) {
        if let Some(text) = self.keys.quiet(now) {
            Self::scanned(&self.envelope, &text, codes);
        }
    }

    fn remark(&mut self) -> Option<ScanError> {
        self.keys.endless().map(|length| ScanError::NoEnd {
            scanner: format!("hand scanner \"{}\"", self.name),
            length,
        })
    }
}
