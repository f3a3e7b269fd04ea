//! The scanners of a station, each at work on a thread of its own, and the watch over them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::desk::{Event, Source as Seen};
use crate::scanner::camera::{CameraSource, Choice};
use crate::scanner::folder::{Existing, FolderSource};
use crate::scanner::run::{Pace, Runner};
use crate::scanner::{Origin, Scanned, Source, SourceStatus};
use crate::view::ScannerStatus;

/// How often the status of the scanners is looked at.
const WATCH: Duration = Duration::from_millis(500);

/// Which camera a station uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CameraChoice {
    /// The first there is.
    #[default]
    First,
    /// The one at this path.
    Path(PathBuf),
    /// None.
    Off,
}

/// The scanners that need a thread.
#[derive(Debug, Clone, Default)]
pub struct Scanners {
    /// The camera.
    pub camera: CameraChoice,
    /// A folder that is watched for new pictures.
    pub folder: Option<PathBuf>,
}

impl Scanners {
    /// Starts them; they send what they see to the desk and end with the value.
    pub(super) fn start(self, events: &SyncSender<Event>) -> std::io::Result<Working> {
        let mut sources: Vec<Box<dyn Source>> = Vec::new();
        match self.camera {
            CameraChoice::First => sources.push(Box::new(CameraSource::new(Choice::First))),
            CameraChoice::Path(path) => {
                sources.push(Box::new(CameraSource::new(Choice::Path(path))))
            }
            CameraChoice::Off => {}
        }
        if let Some(folder) = self.folder {
            sources.push(Box::new(FolderSource::new(folder, Existing::Skip)));
        }
        let mut runners = Vec::new();
        for source in sources {
            let events = events.clone();
            runners.push(Runner::start(source, Pace::default(), move |scanned| {
                deliver(&events, scanned)
            })?);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let watch = {
            let (events, stop) = (events.clone(), Arc::clone(&stop));
            thread::Builder::new()
                .name("scanners".to_owned())
                .spawn(move || watch(&runners, &events, &stop))?
        };
        Ok(Working {
            stop,
            watch: Some(watch),
        })
    }
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
    let source = match scanned.origin {
        Origin::Camera => Seen::Camera,
        Origin::HandScanner => Seen::HandScanner,
        _ => Seen::Picture,
    };
    let event = Event::Scanned {
        text: scanned.text,
        source,
    };
    if source == Seen::Camera {
        // The code is still before the camera: the next frame brings it again.
        let _ = events.try_send(event);
    } else {
        // Fails only when the desk has ended.
        let _ = events.send(event);
    }
}

/// Tells the desk whenever a scanner's status changes.
fn watch(runners: &[Runner], events: &SyncSender<Event>, stop: &AtomicBool) {
    let mut told: Vec<Option<ScannerStatus>> = vec![None; runners.len()];
    while !stop.load(Ordering::Acquire) {
        for (runner, told) in runners.iter().zip(&mut told) {
            let now = status_of(runner);
            if now.is_some()
                && *told != now
                && now
                    .clone()
                    .is_some_and(|now| events.try_send(Event::Scanner(now)).is_ok())
            {
                *told = now;
            }
        }
        thread::park_timeout(WATCH);
    }
}

/// `None` while a scanner is still starting.
fn status_of(runner: &Runner) -> Option<ScannerStatus> {
    let trouble = match runner.status() {
        SourceStatus::Starting | SourceStatus::Stopped => return None,
        SourceStatus::Ready => runner.remark(),
        SourceStatus::Failed(why) => Some(why),
    };
    Some(ScannerStatus {
        name: runner.name().to_owned(),
        trouble,
    })
}
