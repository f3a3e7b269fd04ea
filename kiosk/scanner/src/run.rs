//! Gives a source a thread of its own, hands on what it reads, and brings it back when it fails.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Scanned, Source, SourceStatus};

/// How a runner treats its source.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long one question to the source may wait: also how long ending the runner may take.
    pub wait: Duration,
    /// The pause after a first failure; each further one doubles it.
    pub pause: Duration,
    /// The longest pause between two attempts.
    pub longest_pause: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            wait: Duration::from_millis(100),
            pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(2),
        }
    }
}

/// A source at work on its own thread. Ends when told or dropped.
#[derive(Debug)]
pub struct Runner {
    name: String,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    stop: AtomicBool,
    status: Mutex<SourceStatus>,
    remark: Mutex<Option<String>>,
}

impl Runner {
    /// Starts `source` on a thread and calls `deliver` there for every code, in order. A `deliver` that blocks
    /// (a full channel) holds the source back; nothing is queued here.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        source: Box<dyn Source>,
        pace: Pace,
        deliver: impl FnMut(Scanned) + Send + 'static,
    ) -> std::io::Result<Self> {
        let name = source.name().to_owned();
        let shared = Arc::new(Shared::default());
        let for_thread = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("scanner".to_owned())
            .spawn(move || work(source, pace, deliver, &for_thread))?;
        Ok(Self {
            name,
            shared,
            thread: Some(thread),
        })
    }

    /// What staff know the source by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How the source is doing right now.
    #[must_use]
    pub fn status(&self) -> SourceStatus {
        self.shared
            .status
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The latest remark of the source, such as a picture that could not be read. Taken once.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        self.shared
            .remark
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Tells the source to end and waits until it has.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.shared.stop.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // A panic on that thread was in `deliver`; it has been printed, and there is nothing left to end.
            let _ = thread.join();
        }
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn stopping(&self) -> bool {
        self.stop.load(Ordering::Acquire)
    }

    fn report(&self, status: SourceStatus) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = status;
    }
}

fn work(
    mut source: Box<dyn Source>,
    pace: Pace,
    mut deliver: impl FnMut(Scanned),
    shared: &Shared,
) {
    let mut pause = pace.pause;
    while !shared.stopping() {
        // A driver's library that panics is a source that failed, not the end of scanning.
        match catch_unwind(AssertUnwindSafe(|| source.next(pace.wait))) {
            Ok(Ok(scanned)) => {
                shared.report(SourceStatus::Ready);
                pause = pace.pause;
                if let Some(scanned) = scanned {
                    deliver(scanned);
                }
            }
            Ok(Err(error)) => {
                shared.report(if error.is_absence() {
                    SourceStatus::Missing(error.to_string())
                } else {
                    SourceStatus::Failed(error.to_string())
                });
                rest(pause, shared);
                pause = (pause * 2).min(pace.longest_pause);
            }
            Err(_) => {
                let name = source.name().to_owned();
                shared.report(SourceStatus::Failed(format!(
                    "{name} broke down inside its driver; unplug it and plug it in again, the kiosk tries again by itself"
                )));
                rest(pause, shared);
                pause = (pause * 2).min(pace.longest_pause);
            }
        }
        if let Some(remark) = source.remark() {
            *shared.remark.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(remark.to_string());
        }
    }
    shared.report(SourceStatus::Stopped);
}

/// Waits for `pause`, or less when the runner ends.
fn rest(pause: Duration, shared: &Shared) {
    let until = std::time::Instant::now() + pause;
    while !shared.stopping() {
        let left = until.saturating_duration_since(std::time::Instant::now());
        if left.is_zero() {
            return;
        }
        thread::park_timeout(left);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, ScanError};
    use super::*;
    use std::sync::mpsc;

    /// A source that plays a script, then stays silent.
    struct Scripted {
        script: std::vec::IntoIter<Step>,
    }

    enum Step {
        Code(&'static str),
        Unplugged,
        Panic,
    }

    impl Source for Scripted {
        fn name(&self) -> &'static str {
            "scripted"
        }

        fn next(&mut self, wait: Duration) -> Result<Option<Scanned>, ScanError> {
            match self.script.next() {
                Some(Step::Code(text)) => Ok(Some(Scanned::code(text.to_owned(), Origin::Camera))),
                Some(Step::Unplugged) => Err(ScanError::NoCamera),
                Some(Step::Panic) => panic!("driver panic on purpose"),
                None => {
                    thread::sleep(wait);
                    Ok(None)
                }
            }
        }
    }

    const QUICK: Pace = Pace {
        wait: Duration::from_millis(1),
        pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(4),
    };

    fn run(script: Vec<Step>, pace: Pace) -> (Runner, mpsc::Receiver<Scanned>) {
        let (sender, receiver) = mpsc::sync_channel(8);
        let runner = Runner::start(
            Box::new(Scripted {
                script: script.into_iter(),
            }),
            pace,
            move |scanned| {
                let _ = sender.send(scanned);
            },
        );
        (runner.unwrap(), receiver)
    }

    #[test]
    fn a_camera_pulled_out_and_a_driver_that_panics_come_back() {
        let script = vec![
            Step::Code("1"),
            Step::Unplugged,
            Step::Unplugged,
            Step::Code("2"),
            Step::Panic,
            Step::Code("3"),
        ];
        let (runner, receiver) = run(script, QUICK);
        let texts: Vec<String> = (0..3)
            .flat_map(|_| {
                receiver
                    .recv_timeout(Duration::from_secs(20))
                    .unwrap()
                    .texts
            })
            .collect();
        assert_eq!(texts, ["1", "2", "3"]);
        runner.stop();
    }

    #[test]
    fn staff_see_why_a_source_is_silent_and_a_long_pause_does_not_hold_up_the_end() {
        let pace = Pace {
            pause: Duration::from_hours(1),
            longest_pause: Duration::from_hours(1),
            ..QUICK
        };
        let (runner, receiver) = run(vec![Step::Unplugged], pace);
        while runner.status() == SourceStatus::Starting {
            thread::yield_now();
        }
        assert!(
            matches!(runner.status(), SourceStatus::Missing(message) if message.contains("no camera"))
        );
        runner.stop();
        assert!(
            receiver.recv().is_err(),
            "the thread has ended and dropped its end of the channel"
        );
    }
}
