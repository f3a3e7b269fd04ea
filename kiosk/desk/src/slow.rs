//! Says "checking" when a verdict takes its time. The desk's own thread can't: it is the one that
//! waits for the disk.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use view::{LaneView, View};

use super::shown_view::ShownView;

/// How long a visitor may be left without any sign.
const PATIENCE: Duration = Duration::from_millis(100);

/// Watches over one verdict at a time.
pub(super) struct Slow(SyncSender<Sign>);

enum Sign {
    /// A verdict is on its way; this is shown meanwhile.
    Begun(ShownView, Arc<View>),
    /// It is there.
    Ended,
}

impl Slow {
    /// Starts the watch; it ends with this.
    pub(super) fn start() -> std::io::Result<Self> {
        let (signs, inbox) = sync_channel(2);
        thread::Builder::new()
            .name("slow-verdicts".to_owned())
            .spawn(move || watch(&inbox))?;
        Ok(Self(signs))
    }

    /// A verdict is on its way.
    pub(super) fn begin(&self, shown: &ShownView) {
        self.tell(Sign::Begun(shown.clone(), shown.view()));
    }

    /// The verdict is there, and is going to be shown.
    pub(super) fn end(&self) {
        self.tell(Sign::Ended);
    }

    fn tell(&self, sign: Sign) {
        // Fails only when the watch has ended; then nobody says "checking".
        let _ = self.0.send(sign);
    }
}

fn watch(inbox: &Receiver<Sign>) {
    while let Ok(sign) = inbox.recv() {
        let Sign::Begun(shown, before) = sign else {
            continue;
        };
        match inbox.recv_timeout(PATIENCE) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => {
                let checking = View {
                    lane: LaneView::Checking,
                    ..(*before).clone()
                };
                if !matches!(before.lane, LaneView::OutOfOrder(_)) {
                    shown.replace(&before, checking);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
