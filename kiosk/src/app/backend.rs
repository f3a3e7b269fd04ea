//! What the window asks of the desk.

use std::sync::Arc;

use view::{Command, View};

/// The desk, as the window sees it. No method may wait: they are called while a frame is drawn.
pub trait Backend: Send + Sync + 'static {
    /// The last snapshot.
    fn view(&self) -> Arc<View>;

    /// Hands a wish over. A desk that is busy keeps it for later, and does not keep the window waiting.
    fn send(&self, command: Command);

    /// Hands over what to call when there is a new snapshot, so that it shows at once. May be called again; the last
    /// one counts.
    fn wake_with(&self, wake: Arc<dyn Fn() + Send + Sync>);
}
