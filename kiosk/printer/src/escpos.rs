//! The five commands of ESC/POS that a slip needs. Source: Epson's "ESC/POS Command Reference for TM Printers".

use crate::picture::Picture;

/// `ESC @`: forget what an earlier job set.
const INITIALISE: [u8; 2] = [0x1b, b'@'];
/// `GS v 0`, normal size: a band of dots follows.
const RASTER: [u8; 4] = [0x1d, b'v', b'0', 0];
/// `ESC d 4`: four empty lines, so that a printer without a knife shows the whole slip.
const FEED: [u8; 3] = [0x1b, b'd', 4];
/// `GS V B 0`: feed to the knife and cut.
const CUT: [u8; 4] = [0x1d, b'V', 66, 0];
/// `DLE EOT 4`: ask for the state of the paper sensor.
pub(crate) const ASK_FOR_PAPER: [u8; 3] = [0x10, 0x04, 4];
/// Rows in a band: cheap printers have a buffer of 16 KB and less.
const BAND: usize = 96;

/// Returns what prints a picture.
pub(crate) fn encode(picture: &Picture) -> Vec<u8> {
    let across = (picture.width() / 8) as u16;
    let mut bytes = INITIALISE.to_vec();
    for (rows, band) in picture.bands(BAND) {
        bytes.extend_from_slice(&RASTER);
        bytes.extend_from_slice(&across.to_le_bytes());
        bytes.extend_from_slice(&(rows as u16).to_le_bytes());
        bytes.extend_from_slice(band);
    }
    bytes.extend_from_slice(&FEED);
    bytes.extend_from_slice(&CUT);
    bytes
}

/// Returns whether there is paper, if the byte is an answer to [`ASK_FOR_PAPER`].
pub(crate) fn has_paper(answer: u8) -> Option<bool> {
    let is_answer = answer & 0b1001_0011 == 0b0001_0010;
    is_answer.then_some(answer & 0b0110_0000 == 0)
}
