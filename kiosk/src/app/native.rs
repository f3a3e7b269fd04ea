//! Opens the window on this machine's screen.

use std::sync::Arc;

use egui::ViewportBuilder;
use texts::{Key, Texts};

use super::{Backend, KioskApp, Options};

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// The display, or the drawing on it, failed.
    #[error(
        "the window can't be opened: {0}. Is a screen attached and DISPLAY or WAYLAND_DISPLAY set? The packages libgl1, \
         libegl1, libgl1-mesa-dri, libxkbcommon0, libxkbcommon-x11-0, libx11-xcb1, libxcursor1 and libxi6 have to be installed"
    )]
    Display(String),
}

/// The name by which compositors know the window.
const APP_ID: &str = "kiosk";

/// Opens the window and runs it until it is closed. To be called on the main thread.
///
/// # Errors
/// [`WindowError::Display`] when there is no display or it can't be drawn on.
pub fn run_window(backend: Arc<dyn Backend>, options: Options) -> Result<(), WindowError> {
    let title = Texts::new(options.language).say(Key::WindowTitle);
    let viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title(&title)
        .with_inner_size(options.size)
        .with_min_inner_size([480.0, 360.0])
        .with_drag_and_drop(true)
        .with_fullscreen(options.kiosk)
        .with_decorations(!options.kiosk);
    let native = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // The fonts are embedded: the screen looks the same on every machine.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        APP_ID,
        native,
        Box::new(move |cc| Ok(Box::new(KioskApp::new(cc, backend, options)))),
    )
    .map_err(|error| WindowError::Display(error.to_string()))
}
