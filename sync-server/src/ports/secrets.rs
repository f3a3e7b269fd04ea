//! What the server keeps to itself: the keys that devices know it by, its links, addresses and settings.

use super::PortError;

/// A secret or a setting of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServerSecret {
    /// The private key of TLS, PKCS #8 in DER.
    TlsKey,
    /// The certificate of that key, in DER.
    TlsCertificate,
    /// The key that takes its place next, as soon as kiosks know it.
    NextTlsKey,
    /// The key over other sellers' codes.
    CodeKey,
    /// The key of the seals on kiosks' tokens.
    DeviceKey,
    /// Which kiosks may come back by a sealed token, and until when.
    Returning,
    /// The hash of the link that opens the totals on wall screens.
    WallLinkHash,
    /// The hash of the link that opens the live page on the organisers' other computers.
    DeskLinkHash,
    /// Where others reach the server.
    Addresses,
    /// When people's data is deleted by itself.
    Retention,
    /// Where and when backups are made, as set at the desk.
    Backups,
    /// How far the end of the exhibition is.
    Closing,
    /// Whether other computers reach the desk, as set there.
    DeskAccess,
}

impl ServerSecret {
    /// All of them.
    pub(crate) const ALL: [Self; 13] = [
        Self::TlsKey,
        Self::TlsCertificate,
        Self::NextTlsKey,
        Self::CodeKey,
        Self::DeviceKey,
        Self::Returning,
        Self::WallLinkHash,
        Self::DeskLinkHash,
        Self::Addresses,
        Self::Retention,
        Self::Backups,
        Self::Closing,
        Self::DeskAccess,
    ];

    /// Returns its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TlsKey => "tls_key",
            Self::TlsCertificate => "tls_certificate",
            Self::NextTlsKey => "next_tls_key",
            Self::CodeKey => "code_key",
            Self::DeviceKey => "device_key",
            Self::Returning => "returning",
            Self::WallLinkHash => "wall_link_hash",
            Self::DeskLinkHash => "desk_link_hash",
            Self::Addresses => "addresses",
            Self::Retention => "retention",
            Self::Backups => "backups",
            Self::Closing => "closing",
            Self::DeskAccess => "desk_access",
        }
    }
}

/// Reads the server's secrets.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadSecrets {
    /// Returns a secret, if there is one.
    fn secret(&self, secret: ServerSecret) -> Result<Option<Vec<u8>>, PortError>;
}

/// Changes the server's secrets.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteSecrets {
    /// Keeps a secret in place of the one there is, or deletes it.
    fn put_secret(&self, secret: ServerSecret, value: Option<&[u8]>) -> Result<(), PortError>;
}
