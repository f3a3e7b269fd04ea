//! The view that the desk's thread and the window hold.

use std::sync::{Arc, Mutex, PoisonError};

use view::{LaneView, OutOfOrder, View};

/// Called, from the desk's thread, after every change of the view.
pub type OnChange = Arc<dyn Fn() + Send + Sync>;

/// The view as both threads hold it. The lock is held only to exchange one pointer.
#[derive(Clone)]
pub(super) struct ShownView {
    pub(super) view: Arc<Mutex<Arc<View>>>,
    pub(super) on_change: OnChange,
}

impl ShownView {
    pub(super) fn view(&self) -> Arc<View> {
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&view)
    }

    pub(super) fn publish(&self, view: View) {
        let view = Arc::new(view);
        *self.view.lock().unwrap_or_else(PoisonError::into_inner) = view;
        (self.on_change)();
    }
}

impl ShownView {
    /// Says that nobody judges codes any more: a kiosk that only looks ready would keep everybody waiting.
    pub(super) fn broken_off(&self) {
        let mut view = (*self.view()).clone();
        view.lane = LaneView::OutOfOrder(OutOfOrder::Defect);
        self.publish(view);
    }

    /// Shows something else, unless there is news already.
    pub(super) fn replace(&self, before: &Arc<View>, view: View) {
        let mut shown = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&shown, before) {
            return;
        }
        *shown = Arc::new(view);
        drop(shown);
        (self.on_change)();
    }
}
