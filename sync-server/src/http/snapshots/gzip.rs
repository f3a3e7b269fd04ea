//! A gzip stream whose parts are the same bytes for all readers.
//!
//! A part is compressed without reference to anything before it and ends on a byte (a sync flush), so that parts may
//! follow one another in any order. A reader has one gzip member from beginning to end: browsers read no second one.

use std::io::{self, Write};
use std::mem;

use axum::body::Bytes;
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A compressed part of a stream.
pub(super) struct Deflated {
    bytes: Bytes,
    /// The checksum and length of what is in it.
    crc: Crc,
}

impl Deflated {
    pub(super) fn new(plain: &[u8]) -> io::Result<Self> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(plain)?;
        encoder.flush()?;
        let mut crc = Crc::new();
        crc.update(plain);
        Ok(Self {
            bytes: mem::take(encoder.get_mut()).into(),
            crc,
        })
    }
}

/// The gzip member that one reader gets, so far.
#[derive(Default)]
pub(super) struct GzipMember(Crc);

impl GzipMember {
    /// RFC 1952, 2.3: magic number, deflate, no flags, no time, no extra flags, an unknown system.
    pub(super) const HEAD: Bytes = Bytes::from_static(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    /// An empty last block with fixed codes, padded to a byte.
    const LAST_BLOCK: [u8; 2] = [3, 0];

    /// Returns the bytes of a part, and counts them in.
    pub(super) fn append(&mut self, part: &Deflated) -> Bytes {
        self.0.combine(&part.crc);
        part.bytes.clone()
    }

    /// Returns the end of the member.
    pub(super) fn tail(&self) -> Bytes {
        let sum = self.0.sum().to_le_bytes();
        let length = self.0.amount().to_le_bytes();
        [&Self::LAST_BLOCK[..], &sum, &length].concat().into()
    }
}
