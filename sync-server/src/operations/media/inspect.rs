//! Whether kiosks will show a picture or a video. Pictures are decoded here as they will be there, so that the
//! organisers hear of it, and not the visitors; whether a video can be played, only the kiosks' player knows.

use std::io::{self, Cursor, Read};

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use shared::catalogue::{PICTURE_BYTES_MOST, PICTURE_MEMORY_MOST, PICTURE_SIDE_MOST};

/// How much of a picture is inspected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inspection {
    /// It is decoded.
    Whole,
    /// What it is and how large. Enough for one that was taken over once, and no work for a hundred of them.
    Beginning,
}

/// How much of a video is inspected, in bytes: two packets of a transport stream.
const HEAD: u64 = 400;
/// Where in a video's file the marks of its container stand: `WebM` and Matroska; Ogg; Flash video; Windows Media; MPEG
/// program and elementary streams; AVI; MP4 and its relatives, of which old `QuickTime` films begin with one of
/// their parts.
const CONTAINERS: [(usize, &[u8]); 14] = [
    (0, b"\x1a\x45\xdf\xa3"),
    (0, b"OggS"),
    (0, b"FLV"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    (0, b"\0\0\x01\xba"),
    (0, b"\0\0\x01\xb3"),
    (8, b"AVI "),
    (4, b"ftyp"),
    (4, b"moov"),
    (4, b"mdat"),
    (4, b"wide"),
    (4, b"free"),
    (4, b"skip"),
    (4, b"pnot"),
];
/// How far apart the packets of a transport stream begin, and where the first does: as they are sent, and as cameras
/// write them, each behind its time.
const PACKETS: [(usize, usize); 2] = [(0, 188), (4, 192)];

/// Returns why kiosks won't show this video; `None` when they may.
///
/// # Errors
/// When it can't be read.
pub(super) fn video_fault(content: &mut dyn Read) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    content.take(HEAD).read_to_end(&mut head)?;
    let fault = "is no video, whatever its name says; encode it as WebM or MP4";
    Ok((!is_video(&head)).then(|| fault.to_owned()))
}

fn is_video(head: &[u8]) -> bool {
    let has =
        |(at, mark): &(usize, &[u8])| head.get(*at..).is_some_and(|rest| rest.starts_with(mark));
    let is_packet = |at: usize| head.get(at) == Some(&0x47);
    let mut packets = PACKETS.iter();
    let is_still = is_heic(head) || has(&(8, b"avi"));
    CONTAINERS.iter().any(has) && !is_still
        || packets.any(|(first, apart)| is_packet(*first) && is_packet(first + apart))
}

/// Returns why kiosks won't show this picture of so many bytes; `None` when they will.
///
/// # Errors
/// When it can't be read.
pub(super) fn picture_fault(
    bytes: u64,
    content: &mut dyn Read,
    inspection: Inspection,
) -> io::Result<Option<String>> {
    // A large file that is there by mistake is not read into memory.
    if bytes > PICTURE_BYTES_MOST {
        let (size, most) = (bytes.div_ceil(1 << 20), PICTURE_BYTES_MOST >> 20);
        return Ok(Some(format!("has {size} MB; save it with {most} at most")));
    }
    let mut whole = Vec::new();
    content.read_to_end(&mut whole)?;
    Ok(content_fault(&whole, inspection))
}

fn content_fault(content: &[u8], inspection: Inspection) -> Option<String> {
    let format = match image::guess_format(content) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ if is_heic(content) => {
            return Some("is a HEIC, as iPhones take them; save it as a JPEG".to_owned());
        }
        _ => return Some("is no PNG, JPEG or WebP, whatever its name says".to_owned()),
    };
    let reader = || ImageReader::with_format(Cursor::new(content), format);
    let mut limited = reader();
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE_MOST);
    limits.max_image_height = Some(PICTURE_SIDE_MOST);
    limits.max_alloc = Some(PICTURE_MEMORY_MOST);
    limited.limits(limits.clone());
    let seen = match inspection {
        Inspection::Whole => limited.decode().map(drop),
        Inspection::Beginning => limited
            .into_decoder()
            .and_then(|decoder| limits.reserve(decoder.total_bytes())),
    };
    match seen {
        Ok(()) => None,
        Err(ImageError::Limits(_)) => {
            let (width, height) = reader().into_dimensions().unwrap_or_default();
            Some(format!(
                "has {width} × {height} pixels; save it smaller, 4000 on the longer side are plenty"
            ))
        }
        Err(error) => Some(format!("is damaged ({error})")),
    }
}

/// Telephones name them `.jpg` when they hand them on.
pub(in crate::operations) fn is_heic(content: &[u8]) -> bool {
    let brand = content.get(4..12);
    brand.is_some_and(|brand| {
        brand.starts_with(b"ftyp")
            && [&b"heic"[..], b"heix", b"hevc", b"mif1", b"msf1"].contains(&&brand[4..])
    })
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
    use proptest::prelude::*;

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::new_luma8(width, height);
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn showable_media_passes_and_others_get_advice() {
        assert_eq!(content_fault(&png(400, 300), Inspection::Whole), None);
        let village = include_bytes!("../../../../assets/art/village-kim-lan.webp");
        assert_eq!(content_fault(village, Inspection::Whole), None);
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
        for (content, words) in [
            (&heic[..], "is a HEIC"),
            (b"GIF89a............", "is no PNG"),
            (b"", "is no PNG"),
            (&png(400, 300)[..80], "is damaged"),
            (&village[..village.len() / 2], "is damaged"),
            (&png(PICTURE_SIDE_MOST + 1, 1), "has 8193 × 1 pixels"),
        ] {
            let said = content_fault(content, Inspection::Whole).unwrap();
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn damaged_media_is_shown_or_refused() {
        let mut jpeg = Cursor::new(Vec::new());
        let picture = DynamicImage::new_rgb8(16, 8);
        picture.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let samples: [&[u8]; 5] = [
            &png(20, 12),
            jpeg.get_ref(),
            include_bytes!("../../../../tests/fixtures/pictures/small.webp"),
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01",
        ];
        damaged_input::each("media-file", 256, &samples, |bytes| {
            let [whole, beginning] = [Inspection::Whole, Inspection::Beginning]
                .map(|it| content_fault(bytes, it).unwrap_or_else(|| "is shown".to_owned()));
            for said in [&whole, &beginning] {
                prop_assert!(said.starts_with("is ") || said.starts_with("has "));
            }
            Ok(format!("{whole} {}", is_video(bytes)))
        });
    }

    #[test]
    fn photograph_of_48_megapixels_is_too_large() {
        let mut bytes = Vec::new();
        let pixels = vec![0; 8_064 * 6_048 * 3];
        PngEncoder::new(&mut bytes)
            .write_image(&pixels, 8_064, 6_048, ExtendedColorType::Rgb8)
            .unwrap();
        for inspection in [Inspection::Whole, Inspection::Beginning] {
            let said = content_fault(&bytes, inspection).unwrap();
            assert!(said.contains("has 8064 × 6048 pixels"), "{said}");
        }
    }

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
