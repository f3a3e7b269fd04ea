//! The running desk as the window sees it.

use std::sync::{Arc, Mutex, PoisonError};

use view::{Command, View};

use crate::app;
use desk::{DeskHandle, OnChange};

/// What to call when the view has changed. The desk starts before there is a window, so the call is
/// put in place later.
#[derive(Clone, Default)]
pub(super) struct Waker(Arc<Mutex<Option<OnChange>>>);

impl Waker {
    /// Sets what is called.
    pub(super) fn wake_with(&self, wake: OnChange) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    /// What the desk calls.
    pub(super) fn on_change(&self) -> OnChange {
        let waker = self.clone();
        Arc::new(move || {
            let wake = waker
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            if let Some(wake) = wake {
                wake();
            }
        })
    }
}

/// The desk behind the window.
pub(super) struct DeskBackend {
    desk: Mutex<Option<DeskHandle>>,
    last: Mutex<Arc<View>>,
    waker: Waker,
}

impl DeskBackend {
    pub(super) fn new(desk: DeskHandle, waker: Waker) -> Self {
        Self {
            last: Mutex::new(desk.view()),
            desk: Mutex::new(Some(desk)),
            waker,
        }
    }

    /// Ends the desk; whatever was asked for before is still done.
    pub(super) fn close(&self) {
        let desk = self
            .desk
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(desk) = desk {
            desk.shutdown();
        }
    }
}

impl app::Backend for DeskBackend {
    fn view(&self) -> Arc<View> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(desk) = &*self.desk.lock().unwrap_or_else(PoisonError::into_inner) {
            *last = desk.view();
        }
        Arc::clone(&last)
    }

    fn send(&self, command: Command) {
        if let Some(desk) = &*self.desk.lock().unwrap_or_else(PoisonError::into_inner) {
            // A desk that has ended is out of order, and its view says so.
            let _ = desk.send(command);
        }
    }

    fn wake_with(&self, wake: OnChange) {
        self.waker.wake_with(wake);
    }
}
