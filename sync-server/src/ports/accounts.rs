//! The organisers' accounts, and the sessions that are open with them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use shared::ids::BoothNumber;
use shared::time::UnixMs;
use unicode_normalization::UnicodeNormalization;

use super::PortError;

/// How many characters the name of an account has at most.
const ACCOUNT_NAME_CHARS: usize = 60;

/// How long a session stays open without use.
pub const SESSION_IDLE_MS: i64 = 12 * 3_600_000;

/// What somebody signs in with: their name as they write it. Capital letters make no difference.
#[derive(Debug, Clone)]
pub struct AccountName(String);

/// A text that is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to {ACCOUNT_NAME_CHARS} characters; write another")]
pub struct AccountNameError;

/// What somebody is here for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountRole {
    /// Runs the exhibition, and says who else may.
    Owner,
    /// Runs the exhibition.
    Organiser,
    /// Leads the people at the doors.
    DoorLead,
    /// Looks after one booth.
    Exhibitor(BoothNumber),
    /// Reads the totals.
    Viewer,
}

/// What an account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPermission {
    /// Read the live page and reports.
    SeeTotals,
    /// Find tickets and read their stories.
    SeeTickets,
    /// Block, revoke and reinstate tickets, annul their passages, and annotate them.
    ChangeTickets,
    /// Issue, print and import tickets, and revoke many at once.
    IssueTickets,
    /// Decide what becomes of records that were set aside.
    DecideRecords,
    /// Change the exhibition: its days, doors, booths and sessions.
    ChangeExhibition,
    /// See how devices are doing.
    SeeDevices,
    /// Enrol, quarantine and remove devices, and give PINs.
    ManageDevices,
    /// Read who changed what.
    SeeAudit,
    /// Read, hand out and delete what is kept of people.
    SeePeople,
    /// Make backups and put them back.
    ManageBackups,
    /// Add and remove accounts, and print the recovery sheet.
    ManageAccounts,
    /// Give tokens to other programs, and have others told by webhooks.
    ManagePrograms,
    /// Read what is counted at one's own booth, and who wants to be contacted by its exhibitor.
    SeeOwnBooth,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: AccountName,
    /// What it may do.
    pub role: AccountRole,
    /// The hash of its password, in the form `$argon2id$v=19$…`.
    pub password_hash: String,
    /// Whether the password was given by somebody else, and has to be changed first.
    pub must_change: bool,
    /// The key of the one-time codes that it needs too.
    pub totp_key: Option<Vec<u8>>,
    /// The step of time of the last one-time code, which is good once.
    pub totp_step: u64,
    /// When it was made.
    pub made: UnixMs,
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSession {
    /// The SHA-256 of its token.
    pub token_sha256: [u8; 32],
    /// The key of the account's name.
    pub account: String,
    /// When it was opened.
    pub made: UnixMs,
    /// When it was last used, to some minutes.
    pub last_used: UnixMs,
}

/// All accounts and sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accounts {
    /// By the key of their names.
    pub accounts: BTreeMap<String, Account>,
    /// By the hash of their token.
    pub sessions: HashMap<[u8; 32], AccountSession>,
}

impl AccountName {
    /// Returns the name as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what the account is found by.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl PartialEq for AccountName {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for AccountName {}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AccountName {
    type Err = AccountNameError;

    fn from_str(text: &str) -> Result<Self, AccountNameError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let name: String = words.join(" ").nfc().collect();
        let is_name = !name.is_empty()
            && name.chars().count() <= ACCOUNT_NAME_CHARS
            && !name.chars().any(char::is_control);
        is_name.then_some(Self(name)).ok_or(AccountNameError)
    }
}

impl AccountRole {
    /// Returns how the role is written in the database.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Exhibitor(booth) => format!("exhibitor {booth}"),
            other => other.kind().to_owned(),
        }
    }

    /// Returns the role without its booth.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Organiser => "organiser",
            Self::DoorLead => "door_lead",
            Self::Exhibitor(_) => "exhibitor",
            Self::Viewer => "viewer",
        }
    }

    /// Returns the role of a code; `None` for one of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "owner" => Self::Owner,
            "organiser" => Self::Organiser,
            "door_lead" => Self::DoorLead,
            "viewer" => Self::Viewer,
            other => {
                let booth = other.strip_prefix("exhibitor ")?;
                Self::Exhibitor(BoothNumber(booth.parse().ok()?))
            }
        })
    }

    /// Returns whether the role has a permission.
    #[must_use]
    pub fn may(self, permission: DeskPermission) -> bool {
        use DeskPermission::{ManageAccounts, ManagePrograms, SeeOwnBooth, SeeTickets, SeeTotals};
        match self {
            Self::Owner => permission != SeeOwnBooth,
            Self::Organiser => !matches!(permission, ManageAccounts | ManagePrograms | SeeOwnBooth),
            Self::DoorLead => {
                matches!(
                    permission,
                    SeeTotals
                        | SeeTickets
                        | DeskPermission::ChangeTickets
                        | DeskPermission::SeeDevices
                )
            }
            Self::Viewer => permission == SeeTotals,
            Self::Exhibitor(_) => permission == SeeOwnBooth,
        }
    }
}

impl Accounts {
    /// Returns the account and the session of a token's hash, if the session is still open.
    #[must_use]
    pub fn signed_in(
        &self,
        token_sha256: &[u8; 32],
        now: UnixMs,
    ) -> Option<(&Account, &AccountSession)> {
        let session = self.sessions.get(token_sha256)?;
        let is_open = now.since(session.last_used) < SESSION_IDLE_MS;
        let account = self.accounts.get(&session.account)?;
        is_open.then_some((account, session))
    }

    /// Returns whether nobody lost an account, a role or a session that was there before.
    #[must_use]
    pub fn keep_all_of(&self, before: &Self) -> bool {
        let mut sessions = before.sessions.keys();
        self.accounts == before.accounts && sessions.all(|it| self.sessions.contains_key(it))
    }
}

/// Reads accounts.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadAccounts {
    /// Returns all accounts and sessions.
    fn accounts(&self) -> Result<Accounts, PortError>;
}

/// Changes accounts.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteAccounts {
    /// Adds an account, or changes the one of this name.
    fn put_account(&self, account: &Account) -> Result<(), PortError>;

    /// Removes an account; `false` when there is none.
    fn remove_account(&self, key: &str) -> Result<bool, PortError>;

    /// Ends all sessions of an account.
    fn end_account_sessions(&self, key: &str) -> Result<(), PortError>;

    /// Ends all sessions that were not used since.
    fn end_idle_sessions(&self, since: UnixMs) -> Result<(), PortError>;

    /// Adds a session, or notes when it was last used.
    fn put_account_session(&self, session: &AccountSession) -> Result<(), PortError>;

    /// Ends a session.
    fn end_account_session(&self, token_sha256: &[u8; 32]) -> Result<(), PortError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_found_in_capitals_and_spaces() {
        let name = |text: &str| text.parse::<AccountName>();
        assert_eq!(name(" Nguyễn  THỊ an "), name("nguyễn thị An"));
        assert_eq!(name(" Nguyễn  An ").unwrap().as_str(), "Nguyễn An");
        assert!(name(" ").is_err() && name(&"a".repeat(61)).is_err() && name("a\u{7}b").is_err());
    }

    #[test]
    fn role_is_read_back_from_its_code() {
        use AccountRole::{DoorLead, Exhibitor, Organiser, Owner, Viewer};
        for role in [
            Owner,
            Organiser,
            DoorLead,
            Exhibitor(BoothNumber(12)),
            Viewer,
        ] {
            assert_eq!(AccountRole::from_code(&role.code()), Some(role));
            assert_eq!(role.may(DeskPermission::ManageAccounts), role == Owner);
        }
        assert_eq!(AccountRole::from_code("exhibitor"), None);
    }
}
