//! Links that open the live page to their holders: one for wall screens, which shows totals alone, and one for the
//! organisers' own computers. Each is a secret of 128 random bits, kept as its hash.

use sha2::{Digest, Sha256};

use crate::ports::{ChangeNote, Database, PortError, ServerSecret};

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// The totals without kiosks and gates, for screens that visitors see.
    Wall,
    /// The whole live page, for organisers on other computers.
    Desk,
}

/// Why a link can't be made or ended.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// There are no random numbers.
    #[error(
        "the system gives no random numbers ({0}); no link was made. Try again after a restart"
    )]
    Random(#[from] getrandom::Error),
}

impl LinkKind {
    fn name(self) -> &'static str {
        match self {
            Self::Wall => "wall",
            Self::Desk => "desk",
        }
    }

    pub(crate) fn hash_name(self) -> ServerSecret {
        match self {
            Self::Wall => ServerSecret::WallLinkHash,
            Self::Desk => ServerSecret::DeskLinkHash,
        }
    }
}

/// Returns the hash that is kept of a link's secret. It can't be guessed back, since the secret is random.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Makes a link and returns its secret. The link of this kind that there was before ends.
///
/// # Errors
/// [`LinkError`]; then the link before stays good.
pub fn make_link(database: &dyn Database, kind: LinkKind) -> Result<String, LinkError> {
    let mut secret = [0; 16];
    getrandom::fill(&mut secret)?;
    let secret = hex::encode(secret);
    let change = database.write()?;
    change.put_secret(kind.hash_name(), Some(&hash(&secret)))?;
    change.note_change(ChangeNote::of("link_made", kind.name()))?;
    change.commit()?;
    Ok(secret)
}

/// Ends a link, and returns whether there was one.
///
/// # Errors
/// [`LinkError`]; then the link stays good.
pub fn revoke_link(database: &dyn Database, kind: LinkKind) -> Result<bool, LinkError> {
    let change = database.write()?;
    let was_there = change.secret(kind.hash_name())?.is_some();
    change.put_secret(kind.hash_name(), None)?;
    change.note_change(ChangeNote::of("link_ended", kind.name()))?;
    change.commit()?;
    Ok(was_there)
}
