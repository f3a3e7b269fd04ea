//! A slip printer on a thread of its own: the door hands a picture over and goes on at once.

#[cfg(unix)]
mod device_file;
mod error;
mod escpos;
mod job;
mod lp;
mod network;
mod picture;
mod settings;
mod target;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub use error::PrintError;
pub use picture::{Paper, Picture};
pub use settings::PrinterSettings;
pub use target::PrinterTarget;

/// How many slips wait behind the one that is being printed.
const WAITING: usize = 2;

/// The number of a slip, counted from 1; a slip that was dropped has one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlipNumber(u64);

/// What the printer does, or what became of its last slip.
#[derive(Debug, Clone, Default)]
pub enum PrinterState {
    /// Nothing was printed yet.
    #[default]
    Idle,
    /// A slip is being sent.
    Printing(SlipNumber),
    /// The printer or the queue took the slip.
    Done(SlipNumber),
    /// The slip was dropped.
    Failed(SlipNumber, Arc<PrintError>),
}

/// The way to the printer. Dropped, it prints what waits and ends.
#[derive(Debug)]
pub struct Printer {
    slips: SyncSender<(SlipNumber, Picture)>,
    state: Arc<Mutex<PrinterState>>,
    last: AtomicU64,
}

impl Printer {
    /// Starts the thread that prints. `report` is called there with every change.
    ///
    /// # Errors
    /// [`PrintError::Thread`].
    pub fn start(
        settings: PrinterSettings,
        report: impl Fn(&PrinterState) + Send + 'static,
    ) -> Result<Self, PrintError> {
        let (slips, waiting) = sync_channel(WAITING);
        let state = Arc::new(Mutex::new(PrinterState::default()));
        let shared = Arc::clone(&state);
        let tell = move |now: PrinterState| {
            *shared.lock().unwrap_or_else(PoisonError::into_inner) = now.clone();
            report(&now);
        };
        thread::Builder::new()
            .name("printer".to_owned())
            .spawn(move || print_slips(&settings, &waiting, tell))
            .map_err(PrintError::Thread)?;
        Ok(Self {
            slips,
            state,
            last: AtomicU64::new(0),
        })
    }

    /// Hands a slip over. Never waits.
    ///
    /// # Errors
    /// [`PrintError::QueueFull`] or [`PrintError::Ended`]; the slip is dropped.
    pub fn print(&self, slip: Picture) -> Result<SlipNumber, PrintError> {
        let number = SlipNumber(self.last.fetch_add(1, Ordering::Relaxed) + 1);
        match self.slips.try_send((number, slip)) {
            Ok(()) => Ok(number),
            Err(TrySendError::Full(_)) => Err(PrintError::QueueFull),
            Err(TrySendError::Disconnected(_)) => Err(PrintError::Ended),
        }
    }

    /// Returns what the printer does.
    #[must_use]
    pub fn state(&self) -> PrinterState {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn print_slips(
    settings: &PrinterSettings,
    waiting: &Receiver<(SlipNumber, Picture)>,
    tell: impl Fn(PrinterState),
) {
    for (number, slip) in waiting {
        tell(PrinterState::Printing(number));
        tell(match print_one(settings, &slip) {
            Ok(()) => PrinterState::Done(number),
            Err(error) => PrinterState::Failed(number, Arc::new(error)),
        });
    }
}

fn print_one(settings: &PrinterSettings, slip: &Picture) -> Result<(), PrintError> {
    match &settings.target {
        PrinterTarget::Device(path) => print_on_device(settings, path, slip),
        PrinterTarget::Network(address) => job::print(
            network::Connection::open(address, settings)?,
            settings,
            slip,
        ),
        PrinterTarget::Queue(queue) => lp::print(queue, settings, slip),
    }
}

#[cfg(unix)]
fn print_on_device(
    settings: &PrinterSettings,
    path: &std::path::Path,
    slip: &Picture,
) -> Result<(), PrintError> {
    job::print(
        device_file::DeviceFile::open(path, settings)?,
        settings,
        slip,
    )
}

#[cfg(not(unix))]
fn print_on_device(
    settings: &PrinterSettings,
    _: &std::path::Path,
    _: &Picture,
) -> Result<(), PrintError> {
    let source = std::io::ErrorKind::Unsupported.into();
    Err(settings.no_line(source))
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
