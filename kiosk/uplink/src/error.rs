//! Why an exchange with the server came to nothing.

use journal::{JournalError, SubmissionStoreError};
use shared::ids::KioskId;
use shared::release::ReleaseError;

use crate::MediaError;

/// Why an exchange came to nothing. Nothing is lost then: records stay in the outbox.
#[derive(Debug, thiserror::Error)]
pub enum UplinkError {
    /// No answer, or half of one.
    #[error(
        "the server {server} can't be reached ({detail}); check the network and that the server runs"
    )]
    Unreachable {
        /// The server's address.
        server: String,
        /// What went wrong.
        detail: String,
        /// Whether nothing listens there, or another server does: this one may have moved.
        elsewhere: bool,
    },
    /// TLS can't be set up on this device.
    #[error(
        "TLS can't be set up ({0}); restart the device, and reinstall the kiosk if that does not help"
    )]
    NoTls(String),
    /// The keys that the server says it has can't be written down.
    #[error("the server's keys can't be written down ({0}); check the disk")]
    Pins(std::io::Error),
    /// The token that the server gave can't be written down.
    #[error(
        "the new token can't be written down ({0}); check the disk. The one before is good until then"
    )]
    Token(std::io::Error),
    /// The server does not accept this kiosk.
    #[error(
        "the server {server} does not accept kiosk {kiosk} ({detail}); run `sync-server kiosk invite …` on the server, and `kiosk enrol …` here with its code"
    )]
    NotAccepted {
        /// The server's address.
        server: String,
        /// This kiosk.
        kiosk: KioskId,
        /// What the server said.
        detail: String,
    },
    /// The organisers took this kiosk out of service.
    #[error(
        "the organisers took kiosk {kiosk} out of service at the server {server}; ticket list, keys and PINs were deleted here, the records are kept. To use it again, run `sync-server kiosk invite …` on the server, start the kiosk again and hold the code to its scanner"
    )]
    Revoked {
        /// The server's address.
        server: String,
        /// This kiosk.
        kiosk: KioskId,
    },
    /// The exhibition is over: what the kiosk held was deleted, or is as soon as it has handed everything in.
    #[error(
        "the exhibition is over, says the server {server}; kiosk {kiosk} deletes ticket list, keys, PINs and what visitors wrote as soon as it has handed everything in (still waiting: {waiting}). Leave it switched on and connected until the organisers' desk says that it is done"
    )]
    Over {
        /// The server's address.
        server: String,
        /// This kiosk.
        kiosk: KioskId,
        /// How many records and submissions are still to be handed in.
        waiting: u64,
    },
    /// The batch was too large for the server; a smaller one is tried.
    #[error(
        "the server {server} wants smaller batches ({detail}); the kiosk sends smaller ones by itself"
    )]
    TooLarge {
        /// The server's address.
        server: String,
        /// What the server said.
        detail: String,
    },
    /// A release that this kiosk does not take.
    #[error(transparent)]
    Release(#[from] ReleaseError),
    /// A release can't be put among the versions.
    #[error("the new version can't be written down ({0}); check the disk")]
    Update(std::io::Error),
    /// Any other refusal.
    #[error("the server {server} answers {status} ({detail}); look at the server's log")]
    Refused {
        /// The server's address.
        server: String,
        /// The HTTP status.
        status: u16,
        /// What the server said.
        detail: String,
        /// How long it wants to be left alone, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// An answer that can't be understood.
    #[error(
        "the server {server} answers what a kiosk does not understand ({detail}); check that kiosk and server have the same version, and the server's address"
    )]
    Garbled {
        /// The server's address.
        server: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The server's clock was set while the kiosk's ran on. The kiosk goes on by its own time.
    #[error(
        "the clock of the server {server} says {theirs}, this kiosk's {ours}; set the server computer's clock, or, if it is right, restart this kiosk"
    )]
    ClockJumped {
        /// The server's address.
        server: String,
        /// Its time.
        theirs: jiff::Timestamp,
        /// The kiosk's.
        ours: jiff::Timestamp,
    },
    /// The server answers but keeps nothing.
    #[error(
        "the server {server} answers, but does not keep the records it is sent; look at the server's log"
    )]
    NoProgress {
        /// The server's address.
        server: String,
    },
    /// The kiosk's pictures and videos.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// What visitors left with their names.
    #[error(transparent)]
    Submissions(#[from] SubmissionStoreError),
    /// The kiosk's own journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl UplinkError {
    /// Returns whether the server is not at the address, so that it may have moved.
    pub(super) fn is_elsewhere(&self) -> bool {
        matches!(
            self,
            Self::Unreachable {
                elsewhere: true,
                ..
            }
        )
    }
}
