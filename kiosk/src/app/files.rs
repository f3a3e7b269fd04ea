//! Pictures dropped on the window: each is read on a thread of its own and handed to the desk.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::DroppedFileHandle;
use view::Command;

use super::Backend;

/// A larger file is no picture of a ticket.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

/// How long it is said that a file could not be read, in milliseconds.
const SAID_MS: u64 = 8_000;

/// The files on their way, and the last one that could not be read.
#[derive(Debug)]
pub(super) struct DroppedFiles {
    failed: Sender<String>,
    failures: Receiver<String>,
    said: Option<(String, u64)>,
}

impl Default for DroppedFiles {
    fn default() -> Self {
        let (failed, failures) = channel();
        Self {
            failed,
            failures,
            said: None,
        }
    }
}

impl DroppedFiles {
    /// Reads each file without keeping anyone waiting.
    pub(super) fn take(
        &self,
        files: Vec<DroppedFileHandle>,
        backend: &Arc<dyn Backend>,
        ctx: &egui::Context,
    ) {
        for file in files {
            let (backend, failed, ctx) = (Arc::clone(backend), self.failed.clone(), ctx.clone());
            let name = file
                .path()
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let reading = {
                let name = name.clone();
                let failed = failed.clone();
                std::thread::Builder::new()
                    .name("dropped-file".to_owned())
                    .spawn(move || {
                        if let Some(bytes) = read(&file) {
                            backend.send(Command::Picture(name, bytes));
                        } else {
                            // The window may be gone by now, and then nobody wants to know.
                            let _ = failed.send(name);
                            ctx.request_repaint();
                        }
                    })
            };
            if reading.is_err() {
                let _ = failed.send(name);
            }
        }
    }

    /// The file that could not be read a moment ago, if any.
    pub(super) fn unreadable(&mut self, now_ms: u64) -> Option<&str> {
        if let Some(name) = self.failures.try_iter().last() {
            self.said = Some((name, now_ms + SAID_MS));
        }
        self.said
            .as_ref()
            .filter(|(_, until)| now_ms < *until)
            .map(|(name, _)| name.as_str())
    }
}

fn read(file: &DroppedFileHandle) -> Option<Vec<u8>> {
    let too_large = std::fs::metadata(file.path())
        .is_ok_and(|metadata| !metadata.is_file() || metadata.len() > LARGEST_BYTES);
    if too_large {
        return None;
    }
    file.bytes().ok()
}
