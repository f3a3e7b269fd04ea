//! Binary PGM and PPM pictures out of a stream of bytes that comes in pieces of any size. Pure.
//!
//! A frame is `P5` (grey) or `P6` (red, green, blue), width, height and greatest value in decimal, parted by white
//! space, with comments from `#` to the end of a line, then one white space and the samples, one byte each.

use super::super::error::MAX_PIXELS;
use super::super::pixels::{FrameShape, PixelLayout};

/// A header is no longer than this; what claims to be one is no frame.
const LONGEST_HEADER: usize = 256;

/// Takes frames out of a stream. After bytes that are no frame it goes on at the next thing that looks like one.
#[derive(Debug, Default)]
pub(super) struct Frames {
    header: Vec<u8>,
    body: Option<Body>,
    /// Whether what came since the last whole frame could not be used.
    lost: bool,
}

#[derive(Debug)]
struct Body {
    shape: FrameShape,
    greatest: u8,
    needed: usize,
}

impl Frames {
    /// Takes bytes from the start of `input` until a frame is whole in `buffer` or the input is used up. Answers with
    /// how many bytes were taken, and with the shape of the frame when it is whole. `buffer` must be handed in again as
    /// it was until then.
    pub(super) fn take(
        &mut self,
        input: &[u8],
        buffer: &mut Vec<u8>,
    ) -> (usize, Option<FrameShape>) {
        let mut taken = 0;
        while let Some(&byte) = input.get(taken) {
            if let Some(body) = &self.body {
                let missing = body.needed.saturating_sub(buffer.len());
                let here = missing.min(input.len() - taken);
                buffer.extend_from_slice(&input[taken..taken + here]);
                taken += here;
                if buffer.len() < body.needed {
                    continue;
                }
                let shape = body.shape;
                spread(buffer, body.greatest);
                self.body = None;
                return (taken, Some(shape));
            }
            taken += 1;
            self.header_byte(byte);
            if self.body.is_some() {
                buffer.clear();
            }
        }
        (taken, None)
    }

    /// Whether bytes came that are no part of any frame. Told once.
    pub(super) fn lost(&mut self) -> bool {
        std::mem::take(&mut self.lost)
    }

    fn header_byte(&mut self, byte: u8) {
        // Between two frames there may be white space.
        if self.header.is_empty() && byte.is_ascii_whitespace() {
            return;
        }
        self.header.push(byte);
        match header(&self.header) {
            Header::Unfinished if self.header.len() < LONGEST_HEADER => {}
            Header::Whole(body) => {
                self.header.clear();
                self.body = Some(body);
            }
            Header::Unfinished | Header::Wrong => {
                self.lost = true;
                // The next frame may begin within what was taken for this one's header.
                let next = self.header[1..].iter().position(|&byte| byte == b'P');
                let rest = next.map_or(Vec::new(), |at| self.header[1 + at..].to_vec());
                self.header.clear();
                for byte in rest {
                    self.header_byte(byte);
                }
            }
        }
    }
}

enum Header {
    Whole(Body),
    Unfinished,
    Wrong,
}

/// What these bytes are as a header. A whole one ends with its last byte.
fn header(bytes: &[u8]) -> Header {
    let layout = match bytes {
        [b'P'] => return Header::Unfinished,
        [b'P', b'5', ..] => PixelLayout::Grey,
        [b'P', b'6', ..] => PixelLayout::Rgb,
        _ => return Header::Wrong,
    };
    let mut numbers = [0u32; 3];
    let mut rest = &bytes[2..];
    for number in &mut numbers {
        let Some(start) = past_space(rest) else {
            return Header::Unfinished;
        };
        if start == 0 {
            return Header::Wrong;
        }
        rest = &rest[start..];
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 9 {
            return Header::Wrong;
        }
        if digits == rest.len() {
            return Header::Unfinished;
        }
        *number = rest[..digits]
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        rest = &rest[digits..];
    }
    let [width, height, greatest] = numbers;
    let pixels = u64::from(width) * u64::from(height);
    let usable = (1..=MAX_PIXELS).contains(&pixels) && (1..=255).contains(&greatest);
    match rest {
        [end] if end.is_ascii_whitespace() && usable => Header::Whole(Body {
            shape: FrameShape {
                width,
                height,
                stride: 0,
                layout,
            },
            greatest: greatest as u8,
            needed: pixels as usize * if layout == PixelLayout::Rgb { 3 } else { 1 },
        }),
        _ => Header::Wrong,
    }
}

/// The length of the white space and comments that these bytes begin with; `None` when they hold nothing else, so that
/// more may come.
fn past_space(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'#' => at += bytes[at..].iter().position(|&byte| byte == b'\n')?,
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => return Some(at),
        }
    }
}

/// Makes `greatest` white.
fn spread(samples: &mut [u8], greatest: u8) {
    if greatest == u8::MAX {
        return;
    }
    for sample in samples {
        *sample = (u32::from(*sample).min(u32::from(greatest)) * 255 / u32::from(greatest)) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All frames in `pieces`, fed one after the other.
    fn frames<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<(u32, u32, Vec<u8>)>, bool) {
        let (mut frames, mut buffer, mut found) = (Frames::default(), Vec::new(), Vec::new());
        let mut lost = false;
        for piece in pieces {
            let mut left = piece;
            while !left.is_empty() {
                let (taken, shape) = frames.take(left, &mut buffer);
                left = &left[taken..];
                if let Some(shape) = shape {
                    found.push((shape.width, shape.height, std::mem::take(&mut buffer)));
                }
            }
            lost |= frames.lost();
        }
        (found, lost)
    }

    #[test]
    fn what_ffmpeg_writes_and_what_people_write_by_hand_are_frames() {
        let stream =
            b"P5\n2 2\n255\n\x01\x02\x03\x04P6 # colour\n#\n1\t1 255 \x07\x08\x09\nP5 1 1 1\n\x01";
        let (found, lost) = frames([&stream[..]]);
        assert_eq!(
            found,
            [
                (2, 2, vec![1, 2, 3, 4]),
                (1, 1, vec![7, 8, 9]),
                (1, 1, vec![255])
            ]
        );
        assert!(!lost);
    }

    #[test]
    fn rubbish_between_frames_is_passed_over_and_told() {
        for rubbish in [
            &b"hello Paul "[..],
            b"P5 0 3 255\n",
            b"P5 99999 99999 255\n",
            b"P5 2 2 65535\n",
            b"P9 2 2 255\n",
            b"PPP",
            b"P5 1234567890 2 255\n",
            b"\xff\xd8\xff\xe0",
        ] {
            let stream = [rubbish, b"P5 1 1 255 \x09"].concat();
            let (found, lost) = frames([&stream[..]]);
            assert_eq!(found, [(1, 1, vec![9])], "{rubbish:?}");
            assert!(lost, "{rubbish:?}");
        }
    }

    proptest! {
        #[test]
        fn frames_are_the_same_however_the_stream_is_cut(
            sizes in prop::collection::vec((1u32..5, 1u32..5, any::<u8>()), 1..6),
            cuts in prop::collection::vec(1usize..9, 1..40),
        ) {
            let mut stream = Vec::new();
            for &(width, height, value) in &sizes {
                stream.extend(format!("P5\n{width} {height}\n255\n").bytes());
                stream.extend(std::iter::repeat_n(value, (width * height) as usize));
            }
            let whole = frames([&stream[..]]);
            prop_assert_eq!(whole.0.len(), sizes.len());
            let mut pieces = Vec::new();
            let (mut left, mut cut) = (&stream[..], cuts.iter().cycle());
            while let Some(&length) = cut.next().filter(|_| !left.is_empty()) {
                let (piece, rest) = left.split_at(length.min(left.len()));
                pieces.push(piece);
                left = rest;
            }
            prop_assert_eq!(frames(pieces), whole);
        }

        #[test]
        fn no_bytes_whatever_make_it_panic_or_hold_more_than_a_header(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'P'), Just(b'5'), Just(b' '), Just(b'1'), Just(b'#')], 0..900),
        ) {
            let (mut frames, mut buffer) = (Frames::default(), Vec::new());
            let mut left = &bytes[..];
            while !left.is_empty() {
                let (taken, _) = frames.take(left, &mut buffer);
                prop_assert!(taken > 0);
                left = &left[taken..];
                prop_assert!(frames.header.len() < LONGEST_HEADER);
            }
        }
    }
}
