//! The whole screen, also where nobody but the window sees to it: X without a window manager does not know "full screen".

use std::time::Duration;

use egui::{Context, Pos2, ViewportCommand};

/// How long the window manager has to make it fill the screen, in seconds after the first frame.
const GRACE: f64 = 1.5;
/// How often the window asks before it stays as it is.
const TRIES: u8 = 3;
/// A difference in points that nobody sees.
const NEAR: f32 = 2.0;

/// A window that is to fill the screen.
#[derive(Debug, Default)]
pub(super) struct WholeScreen {
    tries: u8,
}

impl WholeScreen {
    /// Makes the window as large as the screen when it still is not.
    pub(super) fn fill(&mut self, ctx: &Context) {
        let (screen, window) = ctx.input(|input| {
            let viewport = input.viewport();
            (viewport.monitor_size, viewport.inner_rect)
        });
        // Wayland tells nobody where a window is, and its compositors know what full screen means.
        let (Some(screen), Some(window)) = (screen, window) else {
            return;
        };
        let missing = screen - window.size();
        if missing.abs().max_elem() <= NEAR {
            self.tries = 0;
            return;
        }
        let wait = GRACE * f64::from(self.tries + 1) - ctx.time();
        if wait > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(wait));
        } else if self.tries < TRIES {
            self.tries += 1;
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(screen));
        }
    }
}
