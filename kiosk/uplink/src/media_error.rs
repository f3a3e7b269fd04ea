//! What can go wrong with the pictures and videos. A kiosk without them works: screens draw their ornaments and offer
//! no video.

use std::path::PathBuf;

/// Why pictures and videos can't be read, kept or exchanged.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The disk.
    #[error("{}: {source}; check that the disk is not full and belongs to this user. It is tried again", .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The list of what is there can't be read.
    #[error("{}: {detail}; it is made anew from what the server says", .path.display())]
    List {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// A file that no list names.
    #[error("there is no file \"{0}\" on this kiosk; it comes when the server is reached")]
    Unknown(String),
    /// Bytes that are no picture.
    #[error(
        "\"{file}\" can't be shown: {detail}; put a PNG, JPEG or WebP in its place on the server"
    )]
    NoPicture {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        detail: String,
    },
    /// A file that no organiser can have meant.
    #[error(
        "\"{file}\" has {megabytes} MB, more than a kiosk takes; exchange it on the server for a smaller one"
    )]
    TooLarge {
        /// The file's name.
        file: String,
        /// Its size.
        megabytes: u64,
    },
    /// The disk is so full that the journal needs the rest of it.
    #[error(
        "\"{file}\" is not fetched: only {megabytes} MB are free on the disk; delete what is not the kiosk's"
    )]
    NoRoom {
        /// The file's name.
        file: String,
        /// What is free.
        megabytes: u64,
    },
    /// Bytes that are not those that were asked for.
    #[error(
        "\"{file}\" came with other bytes than the catalogue names; hand it in again on the server with `sync-server catalogue replace … --media`"
    )]
    WrongBytes {
        /// The file's name.
        file: String,
    },
    /// The server has the catalogue and not the file.
    #[error(
        "the server does not have \"{file}\"; hand it in again there with `sync-server catalogue replace … --media`"
    )]
    NotThere {
        /// The file's name.
        file: String,
    },
    /// A file that was whole once and is not any more.
    #[error(
        "\"{file}\" was damaged on this kiosk's disk; it is fetched again. Should more follow, exchange the disk"
    )]
    Damaged {
        /// The file's name.
        file: String,
    },
}

impl MediaError {
    /// Whether it is about one file, that somebody has to exchange on the server or to make room for: others may come
    /// all the same, and there is no hurry to try again.
    #[must_use]
    pub fn is_of_one_file(&self) -> bool {
        matches!(
            self,
            Self::WrongBytes { .. }
                | Self::NotThere { .. }
                | Self::TooLarge { .. }
                | Self::NoRoom { .. }
        )
    }
}
