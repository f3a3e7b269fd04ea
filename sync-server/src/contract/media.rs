//! The contents of pictures and videos.

use std::io::Read;

use shared::catalogue::MediaFile;

use super::{RecordsDatabase, contract};
use crate::ports::Media;

contract! { crate::contract::exhibition:
    content_comes_back_byte_for_byte
    other_content_is_not_kept
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 % 251) as u8).collect()
}

fn read(media: &dyn Media, file: &MediaFile) -> Vec<u8> {
    let mut content = Vec::new();
    let mut kept = media.open(&file.sha256).unwrap();
    kept.read_to_end(&mut content).unwrap();
    content
}

fn content_comes_back_byte_for_byte(db: &mut impl RecordsDatabase) {
    let media = db.database().media();
    for length in [0, 1, 1 << 20, (5 << 19) + 7] {
        let content = content(length);
        let file = MediaFile::of(&content);
        assert!(!media.holds(&file), "{length}");
        assert!(media.open(&file.sha256).is_err());
        for _ in 0..2 {
            media.insert(&file, &mut content.as_slice()).unwrap();
            assert!(media.holds(&file), "{length}");
            assert!(read(media, &file) == content, "{length}");
        }
    }
}

fn other_content_is_not_kept(db: &mut impl RecordsDatabase) {
    let media = db.database().media();
    let file = MediaFile::of(b"what was promised");
    let other = content(3 << 20);
    assert!(media.insert(&file, &mut other.as_slice()).is_err());
    assert!(!media.holds(&file));
    media
        .insert(&file, &mut b"what was promised".as_slice())
        .unwrap();
    assert_eq!(read(media, &file), b"what was promised");
}
