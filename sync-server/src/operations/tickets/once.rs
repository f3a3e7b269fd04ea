//! What a program asks for under a key of its own: asked again within a day, it is done once, and answered the same.

use shared::ids::TicketNumber;
use shared::time::UnixMs;

use super::{
    IssueProgress, IssueRequest, IssuedTicket, StatusChange, TicketsError, issue_and, issued,
    set_status_in,
};
use crate::ports::{ApiCall, Database, PortError, ReadTx};

/// How long a key is remembered, in milliseconds.
const KEPT_MS: i64 = 24 * 3_600_000;

/// A request under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyedRequest {
    /// The number of the program's token.
    pub token: u32,
    /// The SHA-256 of the key.
    pub key_sha256: [u8; 32],
    /// The SHA-256 of what is asked.
    pub sha256: [u8; 32],
}

/// Why what is asked under a key is not done.
#[derive(Debug, thiserror::Error)]
pub enum OnceError {
    /// As without a key.
    #[error(transparent)]
    Tickets(#[from] TicketsError),
    /// Something else was asked under the key.
    #[error("another request came with this Idempotency-Key; take a new key for each request")]
    OtherRequest,
    /// What was done under the key can't be told again.
    #[error("the tickets that were issued under this Idempotency-Key were deleted since")]
    Deleted,
}

impl From<PortError> for OnceError {
    fn from(error: PortError) -> Self {
        TicketsError::from(error).into()
    }
}

impl KeyedRequest {
    /// Returns what was done under the key.
    fn done(
        &self,
        view: &(impl ReadTx + ?Sized),
        now: UnixMs,
    ) -> Result<Option<ApiCall>, OnceError> {
        let done = view.api_call(self.token, &self.key_sha256)?;
        let done = done.filter(|it| now.since(it.made) < KEPT_MS);
        match done {
            Some(call) if call.request_sha256 != self.sha256 => Err(OnceError::OtherRequest),
            done => Ok(done),
        }
    }

    fn call(&self, tickets: Option<(u32, u32)>, made: UnixMs) -> ApiCall {
        ApiCall {
            token: self.token,
            key_sha256: self.key_sha256,
            request_sha256: self.sha256,
            tickets,
            made,
        }
    }
}

/// Issues tickets to people once for a key; returns those that were issued for it before.
///
/// # Errors
/// [`OnceError`]; then no ticket was issued.
pub fn issue_once(
    database: &dyn Database,
    key: &KeyedRequest,
    request: &IssueRequest,
    holders: &[String],
    now: UnixMs,
) -> Result<Vec<IssuedTicket>, OnceError> {
    loop {
        if let Some(done) = key.done(&*database.read()?, now)? {
            return issued_before(database, &done);
        }
        let progress = IssueProgress::default();
        let new = issue_and(
            database,
            request,
            holders,
            now,
            &progress,
            &|change, numbers| {
                if !matches!(key.done(change, now), Ok(None)) {
                    return Err(TicketsError::Repeated);
                }
                let call = key.call(Some(numbers), now);
                Ok(change.insert_api_call(&call, now.plus(1 - KEPT_MS))?)
            },
        );
        match new {
            Err(TicketsError::Repeated) => {}
            new => return Ok(new?),
        }
    }
}

fn issued_before(database: &dyn Database, done: &ApiCall) -> Result<Vec<IssuedTicket>, OnceError> {
    let (first, last) = done.tickets.ok_or(OnceError::OtherRequest)?;
    let view = database.read()?;
    let catalogue = view.catalogue()?;
    let count = (last - first + 1) as usize;
    let tickets = view.own_tickets(first - 1, last, count)?;
    if tickets.len() < count {
        return Err(OnceError::Deleted);
    }
    let tickets = tickets.into_iter().map(|it| issued(&catalogue, it));
    Ok(tickets.collect())
}

/// Changes the status of a ticket once for a key, whatever it became since; `None` where it is as it should be.
///
/// # Errors
/// [`OnceError`].
pub fn set_status_once(
    database: &dyn Database,
    key: &KeyedRequest,
    ticket: TicketNumber,
    status: Option<StatusChange>,
    now: UnixMs,
) -> Result<(), OnceError> {
    let change = database.write()?;
    if key.done(&*change, now)?.is_none() {
        if let Some(status) = status {
            set_status_in(&*change, &[ticket], "", status, now)?;
        }
        change.insert_api_call(&key.call(None, now), now.plus(1 - KEPT_MS))?;
        change.commit()?;
    }
    Ok(())
}
