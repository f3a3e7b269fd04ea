use unicode_normalization::UnicodeNormalization;

use super::*;

/// Returns the bytes that a western Windows shows like this.
fn western(shown: &str) -> Vec<u8> {
    let (bytes, _, wrong) = WINDOWS_1252.encode(shown);
    assert!(!wrong, "{shown}");
    bytes.into_owned()
}

#[test]
fn list_is_read_however_excel_saved_it() {
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
fn plain_csv_of_vietnamese_windows_keeps_letters() {
    // Windows-1258 has some tones behind their letters.
    let bytes = b"\xd0\xe3\xf2ng Thi\xf2 Ngo\xf2c \xc1nh";
    let (text, encoding) = decode(bytes).unwrap();
    assert_eq!(encoding, Encoding::Windows1258);
    let composed: String = text.nfc().collect();
    assert_eq!(composed, "Đặng Thị Ngọc Ánh");
}

#[test]
fn damaged_bytes_leave_utf8_what_it_is() {
    let list = "code,name\nA-1,Nguyễn Văn Ánh\nA-2,Đặng Thị Ngọc\nA-3,Phạm Qu\u{0}\n";
    let bytes: Vec<u8> = list
        .bytes()
        .map(|byte| if byte == 0 { 0xfd } else { byte })
        .collect();
    let marked = [b"\xef\xbb\xbf", &bytes[..]].concat();
    for bytes in [bytes, marked, b"\xef\xbb\xbfcode\nA\xe3-1\n".to_vec()] {
        let (text, encoding) = decode(&bytes).unwrap();
        assert_eq!(
            (encoding, text.matches('\u{fffd}').count()),
            (Encoding::Utf8, 1),
            "{text}"
        );
    }
}

#[test]
fn encodings_from_before_unicode_are_recognised() {
    let tcvn3 = "M· vÐ;Hä tªn\r\n1;§Æng ThÞ Ngäc ¸nh\r\n2;TrÇn Quèc ViÖt\r\n";
    let vni = "Maõ veù;Hoï teân\r\n1;Ñaëng Thò Ngoïc Aùnh\r\n2;Traàn Quoác Vieät\r\n";
    let read = |bytes: &[u8]| {
        let (text, encoding) = decode(bytes).unwrap();
        (text.to_lowercase(), encoding)
    };
    let said = "mã vé;họ tên\r\n1;đặng thị ngọc ánh\r\n2;trần quốc việt\r\n".to_owned();
    assert_eq!(read(&western(tcvn3)), (said.clone(), Encoding::Tcvn3));
    assert_eq!(read(&western(vni)), (said.clone(), Encoding::Vni));
    // The same letters, saved as UTF-8 and UTF-16 by a program that does not know their font.
    assert_eq!(read(tcvn3.as_bytes()), (said.clone(), Encoding::Tcvn3));
    let utf16: Vec<u8> = vni.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read(&[b"\xff\xfe", &utf16[..]].concat()),
        (said, Encoding::Vni)
    );
}

#[test]
fn western_names_stay_and_unknown_letters_are_refused() {
    let names = "code;name\n1;José Müller\n2;Zoë Garçon\n";
    let read = decode(&western(names)).unwrap();
    assert_eq!(read, (names.to_owned(), Encoding::Windows1258));
    assert_eq!(
        decode(names.as_bytes()),
        Ok((names.to_owned(), Encoding::Utf8))
    );
    assert_eq!(
        decode("code;name\n1;Nguyễn Müller\n".as_bytes()).unwrap().1,
        Encoding::Utf8
    );
    // VISCII, VPS and whatever else makes signs of letters.
    for bytes in [
        b"code;name\n1;Nguy\xabn V\xe5n \xc0\x9dng\n".as_slice(),
        b"code;name\n1;\x8d\x81\x90\xa7\xb6\n",
    ] {
        assert_eq!(decode(bytes), Err(TextError::Unknown));
    }
}

#[test]
fn garbled_names_are_known() {
    for name in [
        "Nguy?n V?n ?nh",
        "Ph\u{fffd}m",
        "Nguyá»…n VÄƒn",
        "Ä\u{90}áº·ng",
        "?inh B?",
        "JosÃ©",
    ] {
        assert!(is_garbled(name), "{name}");
    }
    for name in [
        "Nguyễn Văn Ánh",
        "José",
        "Lê An",
        "Who?",
        "Mr. An (?)",
        "DH-1042",
        "Ngọc?",
    ] {
        assert!(!is_garbled(name), "{name}");
    }
}

#[test]
fn non_text_is_named_with_advice() {
    assert_eq!(decode(b"PK\x03\x04..."), Err(TextError::Workbook));
    assert_eq!(decode(b"\xd0\xcf\x11\xe0..."), Err(TextError::Workbook));
    assert_eq!(decode(b"code\0name"), Err(TextError::Binary));
    assert_eq!(decode(b"\xff\xfea\0b"), Err(TextError::Damaged));
    assert_eq!(decode(b""), Ok((String::new(), Encoding::Utf8)));
}
