//! A hand scanner that types, taken from the window: its keys come straight from the kernel and reach nobody else.
//!
//! A scanner is known by its name. A device that is not named in the settings is left alone unless its
//! name says that it is a scanner: taking the keyboard from a person would be worse than hearing a scanner in the
//! window, where the rhythm of the keys tells it (see [`super::wedge`]).

mod device;
pub mod found;
mod keys;

use std::fmt;
use std::time::Duration;

use super::envelope::Envelope;
use super::plugged::Plugged;
use super::{ScanError, Scanned, Source};
use device::Scanners;

/// Hand scanners as a [`Source`].
pub struct HandSource {
    name: String,
    scanners: Plugged<Scanners>,
}

impl HandSource {
    /// Every device whose name says that it is a scanner.
    #[must_use]
    pub fn automatic(envelope: Envelope) -> Self {
        let name = "hand scanner".to_owned();
        Self {
            scanners: Plugged::new(Scanners::new(None, envelope, name.clone())),
            name,
        }
    }

    /// The devices with this path, or with this in their name.
    #[must_use]
    pub fn named(device: &str, envelope: Envelope) -> Self {
        let name = format!("hand scanner \"{device}\"");
        Self {
            scanners: Plugged::new(Scanners::new(
                Some(device.to_owned()),
                envelope,
                name.clone(),
            )),
            name,
        }
    }
}

impl Source for HandSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
        self.scanners.next(wait)
    }

    fn remark(&mut self) -> Option<ScanError> {
        self.scanners.remark()
    }
}

impl fmt::Debug for HandSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandSource")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
