//! The window's way to the thread that plays. No method waits.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use egui::ColorImage;
use kiosk_config::VideoConfig;
use ui::video::{NoVideos, Player, Progress, Wanted};
use uplink::Shelf;

use super::exchange::Exchange;
use super::run::VideoRunner;
use super::{MOST_A_SECOND, find};

/// Plays videos on a thread of its own, one at a time. Dropped, that ends with whatever it plays.
struct FfmpegPlayer {
    exchange: Arc<Exchange>,
    thread: Option<JoinHandle<()>>,
}

/// Starts the thread, if there is a program that decodes. That a kiosk has none is nothing to complain of, unless
/// its settings name one.
#[must_use]
pub fn start(config: &VideoConfig, shelf: Shelf) -> Box<dyn Player> {
    let command = match find::command(config) {
        Ok(Some(command)) => command,
        Ok(None) => return Box::new(NoVideos),
        Err(error) => {
            eprintln!("kiosk: no videos: {error}");
            return Box::new(NoVideos);
        }
    };
    let exchange = Arc::new(Exchange::default());
    let rate = config.frames_a_second.unwrap_or(MOST_A_SECOND);
    let rate = rate.clamp(1, MOST_A_SECOND);
    let runner = VideoRunner::new(Arc::clone(&exchange), command, rate, shelf);
    let thread = thread::Builder::new()
        .name("video".to_owned())
        .spawn(move || runner.run());
    match thread {
        Ok(thread) => Box::new(FfmpegPlayer {
            exchange,
            thread: Some(thread),
        }),
        Err(_) => Box::new(NoVideos),
    }
}

impl Player for FfmpegPlayer {
    fn has(&self, file: &str) -> bool {
        self.exchange.state().there.contains(file)
    }

    fn follow(&self, wanted: Option<Wanted>) {
        let mut state = self.exchange.state();
        if state.wanted != wanted {
            state.wanted = wanted;
            self.exchange.changed.notify_all();
        }
    }

    fn progress(&self, run: u64) -> Progress {
        let state = self.exchange.state();
        if state.run == Some(run) {
            state.progress
        } else {
            Progress::default()
        }
    }

    fn picture(&self, run: u64) -> Option<Arc<ColorImage>> {
        let mut state = self.exchange.state();
        if state.run == Some(run) {
            state.fresh.take()
        } else {
            None
        }
    }

    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>) {
        self.exchange.wake_with(wake);
    }
}

impl Drop for FfmpegPlayer {
    fn drop(&mut self) {
        self.exchange.state().over = true;
        self.exchange.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // A panic there was printed; the process that decodes is gone either way.
            let _ = thread.join();
        }
    }
}
