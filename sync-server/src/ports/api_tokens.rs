//! The tokens that programs of the organisers show, and what each may do.

use std::collections::{BTreeSet, HashMap};

use shared::time::UnixMs;

use super::PortError;

/// What a program may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApiScope {
    /// Read the exhibition, the totals, the live stream, reports, and how kiosks are doing.
    Totals,
    /// Find tickets, and read their stories and passages.
    Tickets,
    /// Issue, revoke, block and reinstate tickets.
    ChangeTickets,
    /// Read the names and notes that belong to tickets.
    People,
    /// Read the server's own measurements.
    Metrics,
}

/// A token that is in force. Of its secret there is only the hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its number.
    pub id: u32,
    /// What the organisers call it.
    pub name: String,
    /// The SHA-256 of its secret.
    pub sha256: [u8; 32],
    /// What it may do.
    pub scopes: BTreeSet<ApiScope>,
    /// When it was made.
    pub made: UnixMs,
    /// From when on it is no longer good.
    pub expires: Option<UnixMs>,
    /// When it was last used, to some minutes.
    pub last_used: Option<UnixMs>,
}

/// A write that a program asked for under a key of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiCall {
    /// The number of its token.
    pub token: u32,
    /// The SHA-256 of the key.
    pub key_sha256: [u8; 32],
    /// The SHA-256 of what was asked.
    pub request_sha256: [u8; 32],
    /// The first and the last ticket that it issued; `None` where it issued none.
    pub tickets: Option<(u32, u32)>,
    /// When it was done.
    pub made: UnixMs,
}

/// All tokens, by the hash of their secret.
pub type ApiTokens = HashMap<[u8; 32], ApiToken>;

impl ApiScope {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Totals,
        Self::Tickets,
        Self::ChangeTickets,
        Self::People,
        Self::Metrics,
    ];

    /// Returns the word that never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Totals => "totals",
            Self::Tickets => "tickets",
            Self::ChangeTickets => "tickets.change",
            Self::People => "people",
            Self::Metrics => "metrics",
        }
    }

    /// Returns the scope of a word; `None` for one of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Returns scopes as the database has them: their words with spaces between.
    #[must_use]
    pub fn words(scopes: &BTreeSet<Self>) -> String {
        let words: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
        words.join(" ")
    }

    /// Returns the scopes of such words. One of a later version is left out: it grants nothing here.
    #[must_use]
    pub fn of_words(words: &str) -> BTreeSet<Self> {
        words.split(' ').filter_map(Self::from_code).collect()
    }
}

impl ApiToken {
    /// Returns whether it is still good.
    #[must_use]
    pub fn is_good(&self, now: UnixMs) -> bool {
        self.expires.is_none_or(|expires| now < expires)
    }
}

/// Reads tokens.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadApiTokens {
    /// Returns all tokens.
    fn api_tokens(&self) -> Result<ApiTokens, PortError>;

    /// Returns what was done for a token under a key.
    fn api_call(&self, token: u32, key_sha256: &[u8; 32]) -> Result<Option<ApiCall>, PortError>;
}

/// Changes tokens.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteApiTokens {
    /// Adds a token under the next number, whatever its own says.
    fn insert_api_token(&self, token: &ApiToken) -> Result<(), PortError>;

    /// Deletes a token; `false` when there is none.
    fn remove_api_token(&self, id: u32) -> Result<bool, PortError>;

    /// Notes what was done under a key, and forgets what was done before `since`.
    fn insert_api_call(&self, call: &ApiCall, since: UnixMs) -> Result<(), PortError>;

    /// Notes when a token was last used.
    fn note_api_token_use(&self, id: u32, at: UnixMs) -> Result<(), PortError>;
}
