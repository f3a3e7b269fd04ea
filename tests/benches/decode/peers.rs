//! The decoders that are measured beside the kiosk's cascade, each as its own documentation says to use it.

use std::collections::HashSet;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::qrcode::cpp_port::QrReader;
use rxing::{
    BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, FilteredImageReader, Luma8Source, Reader,
};
use scanner::decode::{Budget, FRAME_BUDGET, FrameReader, STILL_BUDGET, read_still};
use scanner::picture::Picture;

/// A decoder: all texts it reads in a picture of the kiosk's working size.
pub(crate) type Decoder = fn(&Picture) -> Vec<String>;

/// The kiosk's cascade and the single decoders, by name. The last may leave threads behind that still work.
pub(crate) const DECODERS: [(&str, Decoder); 7] = [
    ("kiosk, still picture", kiosk_still),
    ("kiosk, camera frame", kiosk_frame),
    ("rxing, try harder", rxing_hybrid),
    ("rxing, filtered pyramid", rxing_filtered),
    ("rxing, global histogram", rxing_global),
    ("quircs", quircs),
    ("rqrr", rqrr),
];

/// All codes, as for a file that was dropped on the window.
fn kiosk_still(picture: &Picture) -> Vec<String> {
    read_still(picture, &Budget::of(STILL_BUDGET))
}

/// All codes, as for the first frame of a camera.
fn kiosk_frame(picture: &Picture) -> Vec<String> {
    FrameReader::default().read(picture, &Budget::of(FRAME_BUDGET))
}

pub(crate) fn rxing_hybrid(picture: &Picture) -> Vec<String> {
    let source = source(picture).map(HybridBinarizer::new);
    source.map_or_else(Vec::new, |black| rxing(QrReader, black, true))
}

fn rxing_global(picture: &Picture) -> Vec<String> {
    let source = source(picture).map(GlobalHistogramBinarizer::new);
    source.map_or_else(Vec::new, |black| rxing(QrReader, black, false))
}

/// At several sizes, each with and without small holes closed.
fn rxing_filtered(picture: &Picture) -> Vec<String> {
    let source = source(picture).map(HybridBinarizer::new);
    source.map_or_else(Vec::new, |black| {
        rxing(FilteredImageReader::new(QrReader), black, true)
    })
}

fn source(picture: &Picture) -> Option<Luma8Source<'_>> {
    Luma8Source::new_with_slice(picture.luma(), picture.width(), picture.height()).ok()
}

fn rxing(mut reader: impl Reader, black: impl Binarizer, harder: bool) -> Vec<String> {
    let hints = DecodeHints {
        TryHarder: Some(harder),
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    };
    let read = reader.decode_with_hints(&mut BinaryBitmap::new(black), &hints);
    read.into_iter()
        .map(|read| read.getText().to_owned())
        .collect()
}

fn quircs(picture: &Picture) -> Vec<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut reader = quircs::Quirc::default();
    let codes = reader.identify(width, height, picture.luma());
    codes
        .filter_map(|code| code.ok()?.decode().ok())
        .map(|read| match String::from_utf8(read.payload) {
            Ok(text) => text,
            Err(other) => other.into_bytes().into_iter().map(char::from).collect(),
        })
        .collect()
}

fn rqrr(picture: &Picture) -> Vec<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        picture.luma()[y * width + x]
    });
    let grids = prepared.detect_grids();
    let texts = grids.iter().filter_map(|grid| grid.decode().ok());
    texts.map(|(_, text)| text).collect()
}

/// What a decoder reads and how long it takes. A panic is nothing read; so is more than [`CAP`], where a decoder is
/// given up and its thread left to itself.
pub(crate) fn run(decoder: Decoder, picture: &Arc<Picture>) -> (Vec<String>, Duration) {
    let (done, result) = channel();
    let picture = Arc::clone(picture);
    thread::spawn(move || {
        let start = Instant::now();
        let texts = catch_unwind(|| decoder(&picture)).unwrap_or_default();
        // Nobody may be waiting any more.
        let _ = done.send((texts, start.elapsed()));
    });
    match result.recv_timeout(CAP) {
        Ok(measured) => measured,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => (Vec::new(), CAP),
    }
}

/// Longer than this, nobody waits at a door.
const CAP: Duration = Duration::from_secs(1);
