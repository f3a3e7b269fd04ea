//! Columns as types of the domain.

use std::str::FromStr;

use postgres::Row;
use shared::checkin::TicketStatus;
use shared::ids::TicketNumber;
use shared::protocol::v1::KioskRole;
use shared::ticket::{CLAIMS_LEN, Claims};
use shared::time::UnixMs;

use super::error::PostgresError;
use crate::ports::PortError;

/// Reads a name.
pub(super) fn name<T: FromStr>(row: &Row, column: usize) -> Result<T, PortError> {
    let text: &str = row.try_get(column)?;
    let parsed = text.parse();
    parsed.map_err(|_| unreadable(format!("the name \"{text}\"")))
}

/// Reads what a kiosk is there for.
pub(super) fn role(row: &Row, column: usize) -> Result<KioskRole, PortError> {
    let code: &str = row.try_get(column)?;
    KioskRole::from_code(code).ok_or_else(|| unreadable(format!("the role \"{code}\"")))
}

/// Reads a ticket's number.
pub(super) fn ticket(row: &Row, column: usize) -> Result<TicketNumber, PortError> {
    let number: i64 = row.try_get(column)?;
    let fits = u32::try_from(number);
    fits.map(TicketNumber)
        .map_err(|_| unreadable(format!("the ticket number {number}")))
}

/// Reads a count or a place of the feed.
pub(super) fn count(row: &Row, column: usize) -> Result<u64, PortError> {
    Ok(row.try_get::<_, i64>(column)? as u64)
}

/// Reads a time.
pub(super) fn time(row: &Row, column: usize) -> Result<Option<UnixMs>, PortError> {
    Ok(row.try_get::<_, Option<i64>>(column)?.map(UnixMs))
}

/// Reads bytes of a known number.
pub(super) fn bytes<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], PortError> {
    let bytes = optional_bytes(row, column)?;
    bytes.ok_or_else(|| unreadable("bytes are missing".to_owned()))
}

/// Reads bytes of a known number, or NULL.
pub(super) fn optional_bytes<const N: usize>(
    row: &Row,
    column: usize,
) -> Result<Option<[u8; N]>, PortError> {
    let bytes: Option<&[u8]> = row.try_get(column)?;
    let long = bytes.map_or(0, <[u8]>::len);
    let read = bytes.map(TryInto::try_into).transpose();
    read.map_err(|_| unreadable(format!("{long} bytes in place of {N}")))
}

/// Reads a ticket and its status from a row of `arrival, ticket, standing, since_ms`.
pub(super) fn status(row: &Row) -> Result<(TicketNumber, TicketStatus, UnixMs), PortError> {
    let since = UnixMs(row.try_get(3)?);
    let status = match row.try_get(2)? {
        "good" => TicketStatus::Good,
        "revoked" => TicketStatus::Revoked(since),
        "blocked" => TicketStatus::Blocked(since),
        word => return Err(unreadable(format!("the status \"{word}\""))),
    };
    Ok((ticket(row, 1)?, status, since))
}

/// Reads what a ticket grants.
pub(super) fn claims(row: &Row, column: usize) -> Result<Claims, PortError> {
    let bytes: [u8; CLAIMS_LEN] = bytes(row, column)?;
    Claims::from_bytes(&bytes).map_err(|error| unreadable(error.to_string()))
}

pub(super) fn unreadable(what: String) -> PortError {
    PostgresError::Unreadable(what).into()
}
