//! Whether a file can be a video at all, by how it begins. Whether it can be played, only the kiosks' player knows.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::SetupError;
use super::look::is_heic;

/// How much of a file is looked at, in bytes: two packets of a transport stream.
const HEAD: u64 = 400;
/// How far apart the packets of a transport stream begin, and where the first does: as they are sent, and as cameras
/// write them, each behind its time.
const PACKETS: [(usize, usize); 2] = [(0, 188), (4, 192)];

/// Why kiosks won't show the video in this file; `None` when they may.
///
/// # Errors
/// [`SetupError::File`] when it can't be read.
pub(super) fn trouble(path: &Path) -> Result<Option<String>, SetupError> {
    let head = head_of(path).map_err(|source| SetupError::File {
        path: path.to_owned(),
        source,
    })?;
    let why = "is no video, whatever its name says; encode it as WebM or MP4";
    Ok((!is_video(&head)).then(|| why.to_owned()))
}

fn head_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Whether a file that begins so is one of the usual containers.
fn is_video(head: &[u8]) -> bool {
    match head {
        // WebM and Matroska; Ogg; Flash video; Windows Media; MPEG program and elementary streams; AVI.
        [0x1a, 0x45, 0xdf, 0xa3, ..]
        | [b'O', b'g', b'g', b'S', ..]
        | [b'F', b'L', b'V', ..]
        | [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, ..]
        | [0, 0, 1, 0xba | 0xb3, ..]
        | [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'A',
            b'V',
            b'I',
            b' ',
            ..,
        ] => true,
        _ => is_mp4(head) || is_transport_stream(head),
    }
}

/// MP4 and its relatives say so; old `QuickTime` films begin with one of their parts.
fn is_mp4(head: &[u8]) -> bool {
    let parts = [
        &b"ftyp"[..],
        b"moov",
        b"mdat",
        b"wide",
        b"free",
        b"skip",
        b"pnot",
    ];
    let part = head.get(4..8);
    let still = is_heic(head) || head.get(8..11) == Some(b"avi");
    part.is_some_and(|part| parts.contains(&part)) && !still
}

fn is_transport_stream(head: &[u8]) -> bool {
    PACKETS.iter().any(|(first, apart)| {
        [*first, first + apart]
            .iter()
            .all(|at| head.get(*at) == Some(&0x47))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_containers_are_known_by_their_beginning() {
        let packets = |first: usize, apart: usize| {
            let mut stream = vec![0; HEAD as usize];
            stream[first] = 0x47;
            stream[first + apart] = 0x47;
            stream
        };
        for video in [
            &b"\x1a\x45\xdf\xa3\x9f"[..],
            b"\0\0\0\x20ftypisom",
            b"\0\0\0\x14ftypqt  ",
            b"\0\0\0\x08wide\0\0",
            b"OggS\0\x02",
            b"RIFF\x10\0\0\0AVI LIST",
            b"\0\0\x01\xba\x44",
            b"FLV\x01",
            &packets(0, 188),
            &packets(4, 192),
        ] {
            assert!(is_video(video), "{video:?}");
        }
    }

    #[test]
    fn what_is_clearly_something_else_is_none() {
        let village = include_bytes!("../../../../assets/art/village-kim-lan.webp");
        for other in [
            &b""[..],
            b"\x1a\x45",
            b"<!doctype html>",
            b"GIF89a......",
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04 a presentation",
            b"Good morning, this is not a stream of packets",
            b"\0\0\0\x18ftypheic\0\0\0\0",
            b"\0\0\0\x18ftypavif\0\0\0\0",
            village,
        ] {
            assert!(!is_video(other), "{:?}", &other[..other.len().min(12)]);
        }
    }
}
