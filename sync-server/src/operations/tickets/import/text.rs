//! From the bytes of a file to its text: what Excel and ticket sellers save a list as.

mod vietnamese;

use std::fmt;

use encoding_rs::{Encoding as Coding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use vietnamese::{from_tcvn3, from_vni, syllables};

/// How a list was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its start.
    Utf8,
    /// UTF-16, as Excel calls "Unicode Text".
    Utf16,
    /// Windows-1258: what Excel on a Vietnamese Windows saves as plain CSV. A guess by the words.
    Windows1258,
    /// TCVN3, of the fonts `.Vn…`. A guess by the words.
    Tcvn3,
    /// VNI-Windows, of the fonts `VNI-…`. A guess by the words.
    Vni,
    /// An Excel workbook.
    Workbook,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A workbook of another kind, or another packed file.
    #[error(
        "it is no .xlsx workbook and no text; open it in Excel and save it as .xlsx or as \"CSV UTF-8\""
    )]
    Workbook,
    /// Half of a character is missing.
    #[error("its UTF-16 is broken off or damaged; save it again, as \"CSV UTF-8\"")]
    Damaged,
    /// There are zero bytes in it.
    #[error("it is no text; save it as \"CSV UTF-8\"")]
    Binary,
    /// Letters that make no words in any encoding that is known.
    #[error(
        "its letters are in no encoding that is known here (UTF-8, UTF-16, Windows-1258, TCVN3, VNI); save it as \"CSV UTF-8\""
    )]
    Unknown,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Workbook => "a workbook",
        })
    }
}

/// Returns the text of a file, without the mark at its start. Damaged bytes of UTF-8 become U+FFFD.
///
/// # Errors
/// [`TextError`] for what is no text, or a text in no known encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), TextError> {
    // Old workbooks begin with the mark of OLE, other packed files with that of ZIP.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TextError::Workbook);
    }
    let coding = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(coding) = coding {
        let text = whole(coding, &bytes[2..]).ok_or(TextError::Damaged)?;
        return Ok(reread(text, Encoding::Utf16));
    }
    if bytes.contains(&0) {
        return Err(TextError::Binary);
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = marked.unwrap_or(bytes);
    if marked.is_some() || is_mostly_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Ok(reread(text, Encoding::Utf8));
    }
    legacy(bytes)
}

fn whole(coding: &'static Coding, bytes: &[u8]) -> Option<String> {
    let (text, damaged) = coding.decode_without_bom_handling(bytes);
    (!damaged).then(|| text.into_owned())
}

/// Returns whether at most one letter in five beyond ASCII is damaged.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged * 4 <= good
}

/// Reads bytes of one of the encodings from before Unicode: the one that makes the most Vietnamese
/// words, or western letters where none makes any.
fn legacy(bytes: &[u8]) -> Result<(String, Encoding), TextError> {
    let vietnamese = whole(WINDOWS_1258, bytes).map(|text| (text, Encoding::Windows1258));
    let western = || {
        let text = whole(WINDOWS_1252, bytes).filter(|text| text.chars().all(is_western));
        text.map(|text| (text, Encoding::Windows1258))
    };
    let best = best_reading(bytes, vietnamese).map(|(_, best)| best);
    best.or_else(western).ok_or(TextError::Unknown)
}

/// Reads a Unicode text again where its letters are those of TCVN3 or VNI, which programs that
/// know nothing of their fonts save as western letters.
fn reread(text: String, encoding: Encoding) -> (String, Encoding) {
    let (good, all) = syllables(&text);
    let (bytes, _, unmappable) = WINDOWS_1252.encode(&text);
    if is_vietnamese(good, all) || unmappable {
        return (text, encoding);
    }
    let best = best_reading(&bytes, None).filter(|(better, _)| *better > good);
    best.map_or((text, encoding), |(_, best)| best)
}

/// Returns the reading of bytes in TCVN3, VNI or as it is given that makes the largest part of Vietnamese words, and
/// how many, where most are.
fn best_reading(
    bytes: &[u8],
    given: Option<(String, Encoding)>,
) -> Option<(usize, (String, Encoding))> {
    let tcvn3 = from_tcvn3(bytes).map(|text| (text, Encoding::Tcvn3));
    let vni = from_vni(bytes).map(|text| (text, Encoding::Vni));
    let mut best: Option<(usize, usize, _)> = None;
    for reading in [given, tcvn3, vni].into_iter().flatten() {
        let (good, all) = syllables(&reading.0);
        if best
            .as_ref()
            .is_none_or(|(most, of, _)| good * of > most * all)
        {
            best = Some((good, all, reading));
        }
    }
    let best = best.filter(|(good, all, _)| is_vietnamese(*good, *all));
    best.map(|(good, _, reading)| (good, reading))
}

/// Returns whether so many Vietnamese words of all make a Vietnamese text.
fn is_vietnamese(good: usize, all: usize) -> bool {
    good * 10 >= all * 7
}

/// Returns whether a character is of ASCII or a letter or a mark of western lists.
fn is_western(c: char) -> bool {
    c.is_ascii() || c.is_alphabetic() && c <= '\u{17e}' || "\u{a0}«»–—‘’“”…€°·".contains(c)
}

/// Returns whether a text was read in another encoding than it was written in: letters are lost, or
/// the bytes of UTF-8 were read as western letters.
pub(super) fn is_garbled(text: &str) -> bool {
    if text.contains('\u{fffd}') {
        return true;
    }
    if text.is_ascii() {
        // A question mark between or before letters stands for one that was lost.
        let mut pairs = text.as_bytes().windows(2);
        return pairs.any(|pair| pair[0] == b'?' && pair[1].is_ascii_alphabetic());
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    let mut words = text.split_whitespace();
    let lost = words.any(|word| word.trim_end_matches('?').contains('?'));
    lost || !unmappable && std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests;
