//! The organisers' accounts: who may use the desk, as what, and with which password.

use std::sync::LazyLock;

use shared::password::{self, Password};
use shared::pin::{HashError, SALT_LEN};
use shared::time::UnixMs;

use super::setup_error::{SetupError, random};
use crate::auth::token_hash;
use crate::one_time_code::{KEY_LEN, typed_step};
use crate::ports::{
    Account, AccountName, AccountRole, AccountSession, Accounts, Author, ChangeNote, Database,
    PortError, SESSION_IDLE_MS, WriteTx,
};

/// The letters of a password that is made up: none looks like another (no `0`, `o`, `i`, `l`).
const LETTERS: &[u8; 32] = b"123456789abcdefghjkmnpqrstuvwxyz";
/// How many letters it has, in groups of four.
const LETTER_COUNT: usize = 16;

/// Why an account was not opened, or not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// There are no random numbers.
    #[error(transparent)]
    Random(SetupError),
    /// The name or the password is wrong. It is not said which.
    #[error("this name and password do not belong together; try again")]
    Wrong,
    /// The exhibition has an owner.
    #[error("the exhibition has an owner already; sign in")]
    HasOwner,
    /// The name is taken.
    #[error("there is an account of this name already; choose another")]
    Exists,
    /// There is no such account.
    #[error("there is no account of this name")]
    Nobody,
    /// Nobody could manage accounts.
    #[error("this is the only owner; make another one first")]
    LastOwner,
}

/// Makes the first account, the owner's.
///
/// # Errors
/// [`AccountError`]; then nothing was changed.
pub fn make_owner(
    database: &dyn Database,
    name: &AccountName,
    password: &Password,
    now: UnixMs,
) -> Result<(), AccountError> {
    let password_hash = password.hash(&salt()?)?;
    let database = database.by(Author {
        name: name.to_string(),
        at: Some(now),
    });
    let change = database.write()?;
    if !change.accounts()?.accounts.is_empty() {
        return Err(AccountError::HasOwner);
    }
    let owner = Account {
        name: name.clone(),
        role: AccountRole::Owner,
        password_hash,
        must_change: false,
        totp_key: None,
        totp_step: 0,
        made: now,
    };
    insert(&*change, &owner)?;
    Ok(change.commit()?)
}

/// Adds an account and returns its first password, which has to be changed at the first sign-in.
///
/// # Errors
/// [`AccountError`]; then nothing was changed.
pub fn add(
    database: &dyn Database,
    name: &AccountName,
    role: AccountRole,
    now: UnixMs,
) -> Result<String, AccountError> {
    let (given, password_hash) = made_up_password()?;
    let change = database.write()?;
    if change.accounts()?.accounts.contains_key(&name.key()) {
        return Err(AccountError::Exists);
    }
    let account = Account {
        name: name.clone(),
        role,
        password_hash,
        must_change: true,
        totp_key: None,
        totp_step: 0,
        made: now,
    };
    insert(&*change, &account)?;
    change.commit()?;
    Ok(given)
}

fn insert(change: &dyn WriteTx, account: &Account) -> Result<(), PortError> {
    change.put_account(account)?;
    let note = ChangeNote::of("account_added", account.name.as_str());
    change.note_change(note.after(&account.role.code()))
}

/// Gives an account another role. Open pages follow at their next request.
///
/// # Errors
/// [`AccountError`]; then nothing was changed.
pub fn change_role(
    database: &dyn Database,
    name: &AccountName,
    role: AccountRole,
) -> Result<(), AccountError> {
    let change = database.write()?;
    let account = of_name(&change.accounts()?, name, role != AccountRole::Owner)?;
    change.put_account(&Account {
        role,
        ..account.clone()
    })?;
    let (before, after) = (account.role.code(), role.code());
    let note = ChangeNote::of("account_role_changed", account.name.as_str());
    change.note_change(note.before(&before).after(&after))?;
    Ok(change.commit()?)
}

/// Gives an account a made-up password, ends its sessions, and returns the password; one-time codes are not needed any more.
///
/// # Errors
/// [`AccountError`]; then nothing was changed.
pub fn reset_password(database: &dyn Database, name: &AccountName) -> Result<String, AccountError> {
    let (given, password_hash) = made_up_password()?;
    let change = database.write()?;
    let account = of_name(&change.accounts()?, name, false)?;
    change.put_account(&Account {
        password_hash,
        must_change: true,
        totp_key: None,
        ..account.clone()
    })?;
    change.end_account_sessions(&name.key())?;
    note(&*change, "account_password_reset", &account)?;
    change.commit()?;
    Ok(given)
}

/// Removes an account and ends its sessions.
///
/// # Errors
/// [`AccountError`]; then nothing was changed.
pub fn remove(database: &dyn Database, name: &AccountName) -> Result<(), AccountError> {
    let change = database.write()?;
    let account = of_name(&change.accounts()?, name, true)?;
    change.remove_account(&name.key())?;
    let note = ChangeNote::of("account_removed", account.name.as_str());
    change.note_change(note.before(&account.role.code()))?;
    Ok(change.commit()?)
}

/// Changes the password of somebody who knows it. Their other sessions end.
///
/// # Errors
/// [`AccountError::Wrong`] where they do not know it; otherwise as the others.
pub fn change_password(
    database: &dyn Database,
    session: &AccountSession,
    typed: &str,
    new: &Password,
) -> Result<(), AccountError> {
    let accounts = database.read()?.accounts()?;
    let known = accounts.accounts.get(&session.account);
    if !is_right(known, typed)? {
        return Err(AccountError::Wrong);
    }
    let password_hash = new.hash(&salt()?)?;
    let change = database.write()?;
    let account = change.accounts()?.accounts.remove(&session.account);
    let account = account
        .filter(|it| known.is_some_and(|known| known.password_hash == it.password_hash))
        .ok_or(AccountError::Wrong)?;
    change.put_account(&Account {
        password_hash,
        must_change: false,
        ..account.clone()
    })?;
    change.end_account_sessions(&session.account)?;
    change.put_account_session(session)?;
    note(&*change, "account_password_changed", &account)?;
    Ok(change.commit()?)
}

/// What is typed to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Credentials<'a> {
    /// The name of the account.
    pub name: &'a AccountName,
    /// The password.
    pub password: &'a str,
    /// The one-time code, where the account needs one.
    pub code: &'a str,
}

/// Opens a session and returns its token.
///
/// # Errors
/// [`AccountError::Wrong`] where these do not belong together; it takes as long for a name that nobody has.
pub fn sign_in(
    database: &dyn Database,
    credentials: Credentials<'_>,
    now: UnixMs,
) -> Result<String, AccountError> {
    let Credentials {
        name,
        password,
        code,
    } = credentials;
    let accounts = database.read()?.accounts()?;
    let account = accounts.accounts.get(&name.key());
    let is_right = is_right(account, password)?;
    let account = account.filter(|_| is_right).ok_or(AccountError::Wrong)?;
    let step = match &account.totp_key {
        Some(key) => typed_step(key, code, now, account.totp_step).ok_or(AccountError::Wrong)?,
        None => 0,
    };
    let token = hex::encode(random::<32>().map_err(AccountError::Random)?);
    let change = database.write()?;
    // It may have been taken away while the password was hashed.
    if change.accounts()?.accounts.get(&name.key()) != Some(account) {
        return Err(AccountError::Wrong);
    }
    if account.totp_key.is_some() {
        change.put_account(&Account {
            totp_step: step,
            ..account.clone()
        })?;
    }
    change.end_idle_sessions(now.plus(-SESSION_IDLE_MS))?;
    change.put_account_session(&AccountSession {
        token_sha256: token_hash(&token),
        account: name.key(),
        made: now,
        last_used: now,
    })?;
    change.commit()?;
    Ok(token)
}

/// Returns a new key of one-time codes, which is not in force yet.
///
/// # Errors
/// [`AccountError::Random`].
pub fn new_totp_key() -> Result<[u8; KEY_LEN], AccountError> {
    random().map_err(AccountError::Random)
}

/// Has an account need one-time codes from now on, or no longer. A code shows that its owner can make them; a key that is in
/// force is given up by a code of its own before another one takes its place.
///
/// # Errors
/// [`AccountError::Wrong`] for a wrong code or a key too many; then nothing was changed.
pub fn set_totp(
    database: &dyn Database,
    session: &AccountSession,
    key: Option<&[u8]>,
    code: &str,
    now: UnixMs,
) -> Result<(), AccountError> {
    let change = database.write()?;
    let account = change.accounts()?.accounts.remove(&session.account);
    let account = account.ok_or(AccountError::Nobody)?;
    if key.is_some() && account.totp_key.is_some() {
        return Err(AccountError::Wrong);
    }
    let proven = key.or(account.totp_key.as_deref());
    let last = if key.is_some() { 0 } else { account.totp_step };
    let step = proven.and_then(|key| typed_step(key, code, now, last));
    let what = key.map_or("account_totp_off", |_| "account_totp_on");
    note(&*change, what, &account)?;
    change.put_account(&Account {
        totp_key: key.map(<[u8]>::to_vec),
        totp_step: step.ok_or(AccountError::Wrong)?,
        ..account
    })?;
    Ok(change.commit()?)
}

/// Ends a session.
///
/// # Errors
/// As the database fails.
pub fn sign_out(database: &dyn Database, session: &AccountSession) -> Result<(), PortError> {
    let change = database.write()?;
    change.end_account_session(&session.token_sha256)?;
    change.commit()
}

/// Notes that a session is in use, unless it was ended meanwhile.
///
/// # Errors
/// As the database fails.
pub(crate) fn keep_open(
    database: &dyn Database,
    session: &AccountSession,
    now: UnixMs,
) -> Result<(), PortError> {
    let change = database.write()?;
    let open = change.accounts()?.sessions.remove(&session.token_sha256);
    if let Some(session) = open {
        change.put_account_session(&AccountSession {
            last_used: now,
            ..session
        })?;
        change.commit()?;
    }
    Ok(())
}

fn note(change: &dyn WriteTx, what: &'static str, account: &Account) -> Result<(), PortError> {
    change.note_change(ChangeNote::of(what, account.name.as_str()))
}

/// Returns an account; where it would be one no longer, not the only owner.
fn of_name(
    accounts: &Accounts,
    name: &AccountName,
    is_owner_no_longer: bool,
) -> Result<Account, AccountError> {
    let account = accounts.accounts.get(&name.key());
    let account = account.ok_or(AccountError::Nobody)?;
    let owners = accounts.accounts.values();
    let owners = owners.filter(|it| it.role == AccountRole::Owner).count();
    if is_owner_no_longer && account.role == AccountRole::Owner && owners == 1 {
        return Err(AccountError::LastOwner);
    }
    Ok(account.clone())
}

/// Returns whether a password is an account's. Without an account it costs as much.
fn is_right(account: Option<&Account>, typed: &str) -> Result<bool, AccountError> {
    static OF_NOBODY: LazyLock<Result<String, HashError>> = LazyLock::new(|| {
        let nobody: Result<Password, _> = "nobody's password".parse();
        nobody.map_or_else(|_| Ok(String::new()), |it| it.hash(&[0; SALT_LEN]))
    });
    let of_nobody = OF_NOBODY.as_ref().map_err(|error| *error)?;
    let hash = account.map_or(of_nobody, |account| &account.password_hash);
    Ok(password::opens(hash, typed) && account.is_some())
}

fn salt() -> Result<[u8; SALT_LEN], AccountError> {
    random().map_err(AccountError::Random)
}

/// Returns a random password of 80 bits and its hash.
fn made_up_password() -> Result<(String, String), AccountError> {
    let random = random::<LETTER_COUNT>().map_err(AccountError::Random)?;
    let letters = random.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    let given = groups.join("-");
    let password: Password = given.parse().map_err(|_| AccountError::Wrong)?;
    let hash = password.hash(&salt()?)?;
    Ok((given, hash))
}
