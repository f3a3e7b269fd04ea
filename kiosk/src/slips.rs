//! The slip printer of this kiosk: slips of the window, drawn, on their way to `printer`.

mod drawing;

use std::cell::Cell;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use printer::{
    Paper, PrintError, Printer, PrinterSettings, PrinterState, PrinterTarget, SlipNumber,
};
use ui::slip::{NoPrinter, PrinterHealth, Slip, SlipPrinter, SlipProgress};

/// What to call when something has changed.
type Wake = Arc<Mutex<Option<Arc<dyn Fn() + Send + Sync>>>>;

/// Starts the printer of `kiosk.toml`. Should there be none, or the system give no thread, screens offer no slips.
#[must_use]
pub fn start(target: Option<PrinterTarget>, paper: Paper) -> Box<dyn SlipPrinter> {
    let Some(target) = target else {
        return Box::new(NoPrinter);
    };
    let wake = Wake::default();
    let woken = Arc::clone(&wake);
    let report = move |state: &PrinterState| {
        if let PrinterState::Failed(_, error) = state {
            eprintln!("kiosk: {error}");
        }
        let wake = woken.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(wake) = wake {
            wake();
        }
    };
    match Printer::start(PrinterSettings::new(target), report) {
        Ok(printer) => Box::new(Slips {
            printer,
            paper,
            last: Cell::new(None),
            wake,
        }),
        Err(error) => {
            eprintln!("kiosk: {error}");
            Box::new(NoPrinter)
        }
    }
}

/// The printer, and the slip that was asked for last.
struct Slips {
    printer: Printer,
    paper: Paper,
    last: Cell<Option<Result<SlipNumber, SlipProgress>>>,
    wake: Wake,
}

impl SlipPrinter for Slips {
    fn health(&self) -> Option<PrinterHealth> {
        Some(match self.printer.state() {
            PrinterState::Idle => PrinterHealth::NotYet,
            PrinterState::Printing(_) | PrinterState::Done(_) => PrinterHealth::Working,
            PrinterState::Failed(_, error) => match &*error {
                PrintError::NoPaper(_) => PrinterHealth::NoPaper,
                error => PrinterHealth::Failed(error.to_string()),
            },
        })
    }

    fn print(&self, slip: &Slip) {
        let asked = self.printer.print(drawing::draw(slip, self.paper));
        self.last.set(Some(asked.map_err(|error| {
            eprintln!("kiosk: {error}");
            SlipProgress::Failed
        })));
    }

    fn progress(&self) -> Option<SlipProgress> {
        let number = match self.last.get()? {
            Ok(number) => number,
            Err(dropped) => return Some(dropped),
        };
        Some(match self.printer.state() {
            PrinterState::Done(done) if done == number => SlipProgress::Done,
            PrinterState::Failed(failed, error) if failed == number => match *error {
                PrintError::NoPaper(_) => SlipProgress::NoPaper,
                _ => SlipProgress::Failed,
            },
            // An earlier one.
            _ => SlipProgress::Printing,
        })
    }

    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }
}

impl fmt::Debug for Slips {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slips")
            .field("printer", &self.printer)
            .finish_non_exhaustive()
    }
}
