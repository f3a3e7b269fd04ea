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

/// Whether at most one letter in five beyond ASCII is damaged.
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
    let readings = [
        (whole(WINDOWS_1258, bytes), Encoding::Windows1258),
        (from_tcvn3(bytes), Encoding::Tcvn3),
        (from_vni(bytes), Encoding::Vni),
    ];
    let best = best_reading(readings);
    if let Some((text, encoding, good, all)) = best
        && good * 10 >= all * 7
    {
        return Ok((text, encoding));
    }
    let western = whole(WINDOWS_1252, bytes).filter(|text| text.chars().all(is_western));
    let text = western.ok_or(TextError::Unknown)?;
    Ok((text, Encoding::Windows1258))
}

/// Reads a Unicode text again where its letters are those of TCVN3 or VNI, which programs that
/// know nothing of their fonts save as western letters.
fn reread(text: String, encoding: Encoding) -> (String, Encoding) {
    let (good, all) = syllables(&text);
    if all == 0 || good * 10 >= all * 7 {
        return (text, encoding);
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(&text);
    if unmappable {
        return (text, encoding);
    }
    let readings = [
        (from_tcvn3(&bytes), Encoding::Tcvn3),
        (from_vni(&bytes), Encoding::Vni),
        (None, encoding),
    ];
    match best_reading(readings) {
        Some((read, encoding, better, of)) if better > good && better * 10 >= of * 7 => {
            (read, encoding)
        }
        _ => (text, encoding),
    }
}

/// The reading with the largest part of Vietnamese words, with their number and that of all words
/// beyond ASCII.
fn best_reading(
    readings: [(Option<String>, Encoding); 3],
) -> Option<(String, Encoding, usize, usize)> {
    let mut best: Option<(String, Encoding, usize, usize)> = None;
    for (text, encoding) in readings {
        let Some(text) = text else { continue };
        let (good, all) = syllables(&text);
        if best
            .as_ref()
            .is_none_or(|(_, _, most, of)| good * of > most * all)
        {
            best = Some((text, encoding, good, all));
        }
    }
    best
}

/// Whether a character is of ASCII or a letter or a mark of western lists.
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
        let bytes = text.as_bytes();
        return bytes
            .windows(2)
            .any(|pair| pair[0] == b'?' && pair[1].is_ascii_alphabetic());
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
    let lost = text.split_whitespace().any(|word| {
        let letters = word.trim_end_matches('?');
        letters.contains('?')
    });
    lost || !unmappable && std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests;
