//! What a file of the exhibition's media may be at most: one table, so that the server refuses what kiosks would not
//! take.

/// The largest file that a picture may be, in bytes: photographs as telephones take them have 2 to 12 MB.
pub const PICTURE_BYTES_MOST: u64 = 24 << 20;

/// The longest side of a picture, in pixels.
pub const PICTURE_SIDE_MOST: u32 = 8_192;

/// The most memory that decoding a picture may take, in bytes: some 32 million pixels.
pub const PICTURE_MEMORY_MOST: u64 = 96 << 20;

/// The largest file that a video may be, in bytes. Kiosks fetch it over the hall's network and keep it on their disk.
pub const VIDEO_BYTES_MOST: u64 = 64 << 20;

/// No file of any kind is larger, in bytes. Kiosks fetch none that is.
pub const FILE_BYTES_MOST: u64 = 256 << 20;

const _: () = assert!(PICTURE_BYTES_MOST <= FILE_BYTES_MOST);
