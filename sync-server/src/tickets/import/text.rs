//! From the bytes of a file to its text: what Excel and ticket sellers save a list as.

use std::fmt;

use encoding_rs::{Encoding as Coding, UTF_16BE, UTF_16LE, WINDOWS_1258};

/// How a list was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at its start.
    Utf8,
    /// UTF-16, as Excel calls "Unicode Text".
    Utf16,
    /// Windows-1258: what Excel on a Vietnamese Windows saves as plain CSV. A guess, since any bytes
    /// can be read as it.
    Windows1258,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A workbook or another packed file.
    #[error("it is a workbook; open it in Excel and save it as \"CSV UTF-8\"")]
    Workbook,
    /// Half of a character is missing.
    #[error("its UTF-16 is broken off or damaged; save it again, as \"CSV UTF-8\"")]
    Damaged,
    /// There are zero bytes in it.
    #[error("it is no text; save it as \"CSV UTF-8\"")]
    Binary,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1258 => "Windows-1258",
        })
    }
}

/// The text of a file, without the mark at its start.
///
/// # Errors
/// [`TextError`] for what is no text at all.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), TextError> {
    // Excel's workbooks of today are ZIP files; those of old begin with the mark of OLE.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TextError::Workbook);
    }
    let (bytes, coding) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (rest, None),
        [0xff, 0xfe, rest @ ..] => (rest, Some(UTF_16LE)),
        [0xfe, 0xff, rest @ ..] => (rest, Some(UTF_16BE)),
        _ => (bytes, None),
    };
    if let Some(coding) = coding {
        let text = whole(coding, bytes).ok_or(TextError::Damaged)?;
        return Ok((text, Encoding::Utf16));
    }
    if bytes.contains(&0) {
        return Err(TextError::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((text.to_owned(), Encoding::Utf8));
    }
    let text = whole(WINDOWS_1258, bytes).ok_or(TextError::Binary)?;
    Ok((text, Encoding::Windows1258))
}

fn whole(coding: &'static Coding, bytes: &[u8]) -> Option<String> {
    let (text, damaged) = coding.decode_without_bom_handling(bytes);
    (!damaged).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_list_is_read_however_excel_saved_it() {
        let said = "Mã vé;Họ tên\r\n1;Đặng Thị Ngọc Ánh\r\n";
        let utf16: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let lists = [
            (said.as_bytes().to_vec(), Encoding::Utf8),
            ([b"\xef\xbb\xbf", said.as_bytes()].concat(), Encoding::Utf8),
            ([b"\xff\xfe", &utf16[..]].concat(), Encoding::Utf16),
            ([b"\xfe\xff", &utf16_be[..]].concat(), Encoding::Utf16),
        ];
        for (bytes, encoding) in lists {
            assert_eq!(decode(&bytes), Ok((said.to_owned(), encoding)));
        }
    }

    #[test]
    fn a_plain_csv_of_a_vietnamese_windows_keeps_its_letters() {
        // Windows-1258 has some tones behind their letters.
        let bytes = b"\xd0\xe3\xf2ng Thi\xf2 Ngo\xf2c \xc1nh";
        let (text, encoding) = decode(bytes).unwrap();
        assert_eq!(encoding, Encoding::Windows1258);
        let composed: String = text.nfc().collect();
        assert_eq!(composed, "Đặng Thị Ngọc Ánh");
    }

    #[test]
    fn what_is_no_text_is_named_with_what_to_do() {
        assert_eq!(decode(b"PK\x03\x04..."), Err(TextError::Workbook));
        assert_eq!(decode(b"\xd0\xcf\x11\xe0..."), Err(TextError::Workbook));
        assert_eq!(decode(b"code\0name"), Err(TextError::Binary));
        assert_eq!(decode(b"\xff\xfea\0b"), Err(TextError::Damaged));
        assert_eq!(decode(b""), Ok((String::new(), Encoding::Utf8)));
    }
}
