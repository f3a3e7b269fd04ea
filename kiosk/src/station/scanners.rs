//! The scanners of a station, each at work on a thread of its own, and the watch over them.

mod sources;
mod watched;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use kiosk_config::ScannerConfig;
use scanner::preview::Preview;
use scanner::run::{Pace, Runner};
use scanner::wedge::WedgeSource;
use scanner::{Origin, Scanned, Source};
use view::ScannerKind;

use desk::Event;
pub use sources::{Wanted, wanted};
use watched::Watched;

/// How often the status of the scanners is looked at.
const WATCH: Duration = Duration::from_millis(500);

/// What staff know a scanner by that types in the window.
const TYPING: &str = "hand scanner that types";

/// Starts the scanners that are set up, and the one that types in the window. They send what they see to the desk and
/// end with the value.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(
    config: ScannerConfig,
    typing: WedgeSource,
    preview: &Preview,
    events: &SyncSender<Event>,
) -> std::io::Result<Working> {
    let mut watched = Vec::new();
    for wanted in wanted(config, preview) {
        let runner = run(wanted.source, events, || {})?;
        let scanner = Watched::new(wanted.kind, wanted.name, runner);
        watched.push(if wanted.asked_for {
            scanner
        } else {
            scanner.silent_when_missing()
        });
    }
    let heard = Arc::new(AtomicBool::new(false));
    let typed = Arc::clone(&heard);
    let runner = run(Box::new(typing), events, move || {
        typed.store(true, Ordering::Release);
    })?;
    watched.push(
        Watched::new(ScannerKind::HandScanner, TYPING.to_owned(), runner)
            .unknown_until_heard(heard),
    );
    let stop = Arc::new(AtomicBool::new(false));
    let watch = {
        let (events, stop) = (events.clone(), Arc::clone(&stop));
        thread::Builder::new()
            .name("scanners".to_owned())
            .spawn(move || watch(&mut watched, &events, &stop))?
    };
    Ok(Working {
        stop,
        watch: Some(watch),
    })
}

fn run(
    source: Box<dyn Source>,
    events: &SyncSender<Event>,
    read: impl Fn() + Send + 'static,
) -> std::io::Result<Runner> {
    let events = events.clone();
    Runner::start(source, Pace::default(), move |scanned| {
        read();
        deliver(&events, scanned);
    })
}

/// Scanners at work. Dropped, they end.
pub(super) struct Working {
    stop: Arc<AtomicBool>,
    watch: Option<JoinHandle<()>>,
}

impl Drop for Working {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(watch) = self.watch.take() {
            watch.thread().unpark();
            // A panic there was printed, and the scanners end with the program.
            let _ = watch.join();
        }
    }
}

fn deliver(events: &SyncSender<Event>, scanned: Scanned) {
    let Scanned { texts, origin } = scanned;
    // Sending fails only when the desk has ended.
    match origin {
        Origin::Camera | Origin::FramePipe => {
            // The codes are still before the camera: the next frame brings them again.
            let _ = events.try_send(Event::InView(texts));
        }
        Origin::Image | Origin::File(_) => {
            let _ = events.send(Event::Decoded(texts));
        }
        Origin::HandScanner | Origin::Serial => {
            for text in texts {
                let _ = events.send(Event::Scanned(text));
            }
        }
    }
}

/// Tells the desk whenever a scanner's status changes.
fn watch(watched: &mut [Watched], events: &SyncSender<Event>, stop: &AtomicBool) {
    while !stop.load(Ordering::Acquire) {
        for scanner in &mut *watched {
            scanner.tell(events);
        }
        thread::park_timeout(WATCH);
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
