//! Codes out of the bytes of a serial line, which come in pieces of any size. Pure: times are handed in.

use std::time::{Duration, Instant};

/// A line that grows longer holds no code: no QR code has more characters.
pub(super) const LONGEST: usize = 8192;

/// What came so long ago and has not been ended does not belong to what comes next.
pub(super) const STALE: Duration = Duration::from_secs(1);

/// Puts lines together.
#[derive(Debug, Default)]
pub(super) struct Lines {
    line: Vec<u8>,
    /// When something came last.
    last: Option<Instant>,
    /// Bytes of the line under way that were dropped, for it is too long.
    dropped: usize,
    /// The length of something that had no end, to be remarked on.
    endless: Option<usize>,
}

impl Lines {
    /// Takes bytes that came at `now` and calls `whole` with each line they end. Bytes that are no text and characters
    /// that control devices are left out.
    pub(super) fn take(&mut self, bytes: &[u8], now: Instant, mut whole: impl FnMut(&str)) {
        self.quiet(now);
        self.last = Some(now);
        for &byte in bytes {
            if matches!(byte, b'\r' | b'\n' | 0) {
                self.end(&mut whole);
            } else if self.line.len() < LONGEST {
                self.line.push(byte);
            } else {
                self.dropped += 1;
            }
        }
    }

    /// When [`Lines::quiet`] should be called.
    pub(super) fn due(&self) -> Option<Instant> {
        let last = self.last.filter(|_| !self.line.is_empty())?;
        Some(last + STALE)
    }

    /// Forgets what was begun and not ended for a while.
    pub(super) fn quiet(&mut self, now: Instant) {
        if self.due().is_some_and(|due| due <= now) {
            self.endless = Some(self.line.len() + self.dropped);
            self.line.clear();
            self.dropped = 0;
        }
    }

    /// How many characters were dropped because they had no end. Told once.
    pub(super) fn endless(&mut self) -> Option<usize> {
        self.endless.take()
    }

    fn end(&mut self, whole: &mut impl FnMut(&str)) {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.dropped) > 0 {
            self.endless = Some(line.len());
            return;
        }
        let text: String = String::from_utf8_lossy(&line)
            .chars()
            .filter(|character| {
                !character.is_control() && *character != char::REPLACEMENT_CHARACTER
            })
            .collect();
        if !text.trim().is_empty() {
            whole(&text);
        }
        // The buffer goes on being used.
        self.line = line;
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        let (mut lines, mut found) = (Lines::default(), Vec::new());
        let now = Instant::now();
        for piece in pieces {
            lines.take(piece, now, |line| found.push(line.to_owned()));
        }
        found
    }

    #[test]
    fn cr_lf_and_both_end_a_code_and_two_scans_are_two_codes() {
        assert_eq!(
            lines([&b"111\r222\n333\r\n\r\n444"[..], b"4\r"]),
            ["111", "222", "333", "4444"]
        );
    }

    #[test]
    fn rubbish_on_the_line_is_left_out() {
        assert_eq!(lines([&b"\xff\x00\x0212\xfe3\x03\r\x01\r"[..]]), ["123"]);
    }

    #[test]
    fn a_line_without_an_end_is_dropped_with_a_remark_and_the_next_code_is_whole() {
        let (mut lines, mut found) = (Lines::default(), Vec::new());
        let start = Instant::now();
        lines.take(b"half a co", start, |line| found.push(line.to_owned()));
        let later = start + STALE;
        lines.take(b"0123\r", later, |line| found.push(line.to_owned()));
        assert_eq!(lines.endless(), Some(9));
        lines.take(&vec![b'x'; 3 * LONGEST], later, |line| {
            found.push(line.to_owned());
        });
        assert_eq!(lines.line.len(), LONGEST);
        lines.take(b"\r4567\r", later, |line| found.push(line.to_owned()));
        assert!(lines.endless().is_some() && lines.endless().is_none());
        assert_eq!(found, ["0123", "4567"]);
    }

    proptest! {
        #[test]
        fn codes_are_the_same_however_they_are_cut(
            codes in prop::collection::vec("[0-9]{1,195}", 1..5),
            cuts in prop::collection::vec(1usize..60, 1..20),
        ) {
            let stream = codes.iter().flat_map(|code| format!("{code}\r\n").into_bytes()).collect::<Vec<u8>>();
            let (mut pieces, mut left, mut cut) = (Vec::new(), &stream[..], cuts.iter().cycle());
            while let Some(&length) = cut.next().filter(|_| !left.is_empty()) {
                let (piece, rest) = left.split_at(length.min(left.len()));
                pieces.push(piece);
                left = rest;
            }
            prop_assert_eq!(lines(pieces), codes);
        }
    }

    #[test]
    fn any_bytes_of_a_line_are_codes_or_left_out() {
        let samples: [&[u8]; 3] = [
            b"]Q1\\0000260123456789\r\n",
            b"111\r222\n333\0\xff\xfe444\r",
            &[b'7'; LONGEST + 9],
        ];
        damaged_input::each("serial-line", 256, &samples, |bytes| {
            let (head, tail) = bytes.split_at(bytes.len() / 2);
            let found = lines([head, tail]);
            for line in &found {
                prop_assert!(!line.trim().is_empty() && line.len() <= 3 * LONGEST);
            }
            Ok(match found.len() {
                0 => "no code",
                1 => "one code",
                _ => "several codes",
            }
            .to_owned())
        });
    }
}
