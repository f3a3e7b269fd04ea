//! Scanners for tests, as real as a machine without any allows: pseudo-terminals and named pipes.

// What fails here fails the test, with its place.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;

use image::{GrayImage, Luma, imageops};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A serial scanner plugged in at a path. Dropped, it is pulled out.
pub struct SerialScanner(File);

impl SerialScanner {
    /// Plugs one in at this path.
    #[must_use]
    pub fn plug_in(at: &Path) -> Self {
        let end = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&end).unwrap();
        unlockpt(&end).unwrap();
        let other = ptsname(&end, Vec::new()).unwrap().into_string().unwrap();
        let _ = fs::remove_file(at);
        symlink(other, at).unwrap();
        Self(File::from(end))
    }

    /// Sends what it read.
    pub fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
    }
}

/// Makes a named pipe.
pub fn named_pipe(at: &Path) {
    mknodat(CWD, at, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
}

/// The width and height of [`picture`].
pub const SIDE: u32 = 120;

/// A picture of the given brightness, with a code in it or without.
#[must_use]
pub fn picture(shade: u8, code: Option<&str>) -> GrayImage {
    let mut picture = GrayImage::from_pixel(SIDE, SIDE, Luma([shade]));
    if let Some(code) = code {
        let symbol = qrcode::QrCode::new(code)
            .unwrap()
            .render::<Luma<u8>>()
            .module_dimensions(3, 3)
            .build();
        imageops::overlay(&mut picture, &symbol, 8, 8);
    }
    picture
}

/// The same as a frame for the pipe.
#[must_use]
pub fn frame(shade: u8, code: Option<&str>) -> Vec<u8> {
    let mut bytes = format!("P5\n{SIDE} {SIDE}\n255\n").into_bytes();
    bytes.extend(picture(shade, code).into_raw());
    bytes
}
