//! Tokens for the organisers' programs: made with what they may do, shown once, revoked at once.

use std::collections::BTreeSet;

use shared::time::UnixMs;

use super::setup_error::{SetupError, random};
use crate::auth::token_hash;
use crate::ports::{ApiScope, ApiToken, Author, ChangeNote, Database, PortError};

/// How many characters the name of a token has at most.
pub const TOKEN_NAME_MOST: usize = 60;
/// How many tokens there are at most.
pub const TOKENS_MOST: usize = 100;
/// What a token begins with, by which people and programs that look for lost secrets know it.
pub const TOKEN_PREFIX: &str = "exh_";

/// A token that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// What the organisers call it.
    pub name: String,
    /// What it may do.
    pub scopes: BTreeSet<ApiScope>,
    /// From when on it is no longer good.
    pub expires: Option<UnixMs>,
}

/// Why a token was not made or ended.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// There are no random numbers.
    #[error(transparent)]
    Random(SetupError),
    /// The name is empty or too long.
    #[error("a token's name has 1 to {TOKEN_NAME_MOST} characters; write another")]
    Name,
    /// Another token has the name.
    #[error("there is a token of this name already; choose another, or revoke that one first")]
    Exists,
    /// It could do nothing.
    #[error("a token without any scope opens nothing; choose at least one")]
    NoScope,
    /// It would never be good.
    #[error("the token would have expired already; choose a later date")]
    Expired,
    /// There are too many.
    #[error("there are {TOKENS_MOST} tokens already; revoke one that is not used")]
    TooMany,
    /// There is no such token.
    #[error("there is no such token, or no longer")]
    None,
}

/// Makes a token and returns its secret, which is kept nowhere.
///
/// # Errors
/// [`TokenError`]; then no token was made.
pub fn make(
    database: &dyn Database,
    request: &TokenRequest,
    now: UnixMs,
) -> Result<String, TokenError> {
    let words: Vec<&str> = request.name.split_whitespace().collect();
    let name = words.join(" ");
    let is_name = (1..=TOKEN_NAME_MOST).contains(&name.chars().count());
    if !is_name || name.chars().any(char::is_control) {
        return Err(TokenError::Name);
    }
    if request.scopes.is_empty() {
        return Err(TokenError::NoScope);
    }
    if request.expires.is_some_and(|expires| expires <= now) {
        return Err(TokenError::Expired);
    }
    let secret = random::<32>().map_err(TokenError::Random)?;
    let secret = format!("{TOKEN_PREFIX}{}", hex::encode(secret));
    let token = ApiToken {
        id: 0,
        name,
        sha256: token_hash(&secret),
        scopes: request.scopes.clone(),
        made: now,
        expires: request.expires,
        last_used: None,
    };
    let change = database.write()?;
    let tokens = change.api_tokens()?;
    if tokens.len() >= TOKENS_MOST {
        return Err(TokenError::TooMany);
    }
    let key = token.name.to_lowercase();
    if tokens.values().any(|it| it.name.to_lowercase() == key) {
        return Err(TokenError::Exists);
    }
    change.insert_api_token(&token)?;
    let scopes = ApiScope::words(&token.scopes);
    change.note_change(ChangeNote::of("token_made", &token.name).after(&scopes))?;
    change.commit()?;
    Ok(secret)
}

/// Ends a token.
///
/// # Errors
/// [`TokenError`]; then it stays good.
pub fn revoke(database: &dyn Database, id: u32) -> Result<(), TokenError> {
    let change = database.write()?;
    let tokens = change.api_tokens()?;
    let token = tokens.values().find(|token| token.id == id);
    let token = token.ok_or(TokenError::None)?;
    change.remove_api_token(id)?;
    let scopes = ApiScope::words(&token.scopes);
    change.note_change(ChangeNote::of("token_revoked", &token.name).before(&scopes))?;
    Ok(change.commit()?)
}

/// Returns all tokens, the newest first.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn list(database: &dyn Database) -> Result<Vec<ApiToken>, PortError> {
    let mut tokens: Vec<ApiToken> = database.read()?.api_tokens()?.into_values().collect();
    tokens.sort_by_key(|token| std::cmp::Reverse(token.id));
    Ok(tokens)
}

/// Returns in whose name the log of changes has what a token does.
#[must_use]
pub fn author(token: &ApiToken, now: UnixMs) -> Author {
    Author {
        name: format!("token {}", token.name),
        at: Some(now),
    }
}
