//! How devices join and stay trusted: codes that enrol one device, and tokens that are replaced in use.

use sha2::{Digest, Sha256};
use shared::enrolment::{EnrolmentCode, HostPort, HostPortError, MOST_ADDRESSES, SECRET_LEN};
use shared::ids::KioskId;
use shared::protocol::v1::{EnrolReply, EnrolRequest};
use shared::time::UnixMs;

use super::device_tokens::{self, SealedPlace};
use super::kiosks::{KioskPlace, check_place, first_news};
use super::server_keys::{self, ServerKeyError};
use super::setup_error::{SetupError, random};
use crate::auth::token_hash;
use crate::ports::{ChangeNote, Database, DeviceToken, Enrolment, Invitation, PortError};

/// How long a code is good.
pub const CODE_VALID_MS: i64 = 10 * 60_000;
/// How old a token becomes before it is replaced: what was stolen is worth nothing after that.
const TOKEN_MAX_AGE_MS: i64 = 7 * 86_400_000;

/// Why a device is not invited, or not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// The place, or the exhibition.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// The server's key.
    #[error(transparent)]
    ServerKey(#[from] ServerKeyError),
    /// An address is none.
    #[error("{0}, and `https://` before it or not: devices speak TLS")]
    Address(#[from] HostPortError),
    /// Too many addresses, or none.
    #[error(
        "a code has 1 to {MOST_ADDRESSES} addresses of the server; name those that kiosks can reach"
    )]
    Addresses,
    /// There is no such kiosk in service.
    #[error("there is no kiosk {0} in service")]
    NoKiosk(KioskId),
    /// No code has this secret.
    #[error(
        "this code is not known here, or a newer one took its place; ask the organisers for a new one"
    )]
    UnknownCode,
    /// Another device used the code.
    #[error("this code was used for kiosk {0} already; ask the organisers for a new one")]
    UsedCode(KioskId),
    /// The code's time is over.
    #[error("this code for kiosk {0} is too old; ask the organisers for a new one")]
    ExpiredCode(KioskId),
}

/// A code for one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationReport {
    /// The code.
    pub code: EnrolmentCode,
    /// Until when it is good.
    pub expires: UnixMs,
    /// Whether a device is in service under this name, which the new one takes the place of.
    pub replaces: bool,
}

/// Makes the code by which one device becomes the kiosk, at the place that is named; a code before it is worth nothing any
/// more. A device that is in service under this name stays so until the code is used.
///
/// # Errors
/// [`DeviceError`]; then a code before it stays good.
pub fn invite(
    database: &dyn Database,
    id: &KioskId,
    place: &KioskPlace<'_>,
    servers: &[String],
    now: UnixMs,
) -> Result<InvitationReport, DeviceError> {
    let addresses: Vec<HostPort> = servers
        .iter()
        .map(|url| address(url))
        .collect::<Result<_, _>>()?;
    if !(1..=MOST_ADDRESSES).contains(&addresses.len()) {
        return Err(DeviceError::Addresses);
    }
    let secret = random::<SECRET_LEN>()?;
    let change = database.write()?;
    check_place(&change.catalogue_in_force()?.1, place)?;
    server_keys::make(&*change, now)?;
    let pins = server_keys::pins(&*change)?;
    let pin = pins.first().ok_or(ServerKeyError::NoKey)?;
    let expires = now.plus(CODE_VALID_MS);
    change.put_invitation(&Invitation {
        kiosk: id.clone(),
        gate: place.gate.clone(),
        direction: place.direction,
        both_ways: place.both_ways,
        role: place.role,
        secret_sha256: secret_hash(&secret),
        expires,
        request_sha256: None,
    })?;
    let mut devices = change.devices()?.into_iter();
    let before = devices.find(|it| it.id == id.as_str()).map(|it| it.place());
    change.note_change(ChangeNote {
        before: before.as_deref(),
        ..ChangeNote::of("kiosk_invited", id.as_str()).after(&place.written())
    })?;
    change.commit()?;
    let code = EnrolmentCode {
        pin_start: pin.start(),
        secret,
        addresses,
    };
    Ok(InvitationReport {
        code,
        expires,
        replaces: before.is_some(),
    })
}

/// Enrols the device that shows a code's secret. The same request again is answered the same for as long as the code is
/// good: the token follows from it, so a lost answer locks nobody out.
///
/// # Errors
/// [`DeviceError`]; then nothing was changed.
pub fn enrol(
    database: &dyn Database,
    request: &EnrolRequest,
    now: UnixMs,
) -> Result<EnrolReply, DeviceError> {
    let secret_sha256 = secret_hash(&request.secret);
    let request_sha256 = Sha256::digest(request.request_key).into();
    let change = database.write()?;
    let invitation = change.invitation(&secret_sha256)?;
    let invitation = invitation.ok_or(DeviceError::UnknownCode)?;
    let kiosk = invitation.kiosk;
    if invitation
        .request_sha256
        .is_some_and(|used| used != request_sha256)
    {
        return Err(DeviceError::UsedCode(kiosk));
    }
    if now >= invitation.expires {
        return Err(DeviceError::ExpiredCode(kiosk));
    }
    let role = invitation.role.code();
    server_keys::make(&*change, now)?;
    let (_, catalogue) = change.catalogue_in_force()?;
    let token = device_tokens::seal(
        &server_keys::device_key(&*change)?,
        &derived(b"enrolment", &[&request.secret, &request.request_key]),
        &SealedPlace {
            exhibition: catalogue.exhibition,
            kiosk: kiosk.clone(),
            gate: invitation.gate.clone(),
            direction: invitation.direction,
            both_ways: invitation.both_ways,
            role: invitation.role,
            // The same request is answered with the same token.
            made: invitation.expires.plus(-CODE_VALID_MS),
        },
    )?;
    let enrolment = Enrolment {
        id: &kiosk,
        gate: &invitation.gate,
        direction: invitation.direction.code(),
        both_ways: invitation.both_ways,
        role: &role,
        token_sha256: token_hash(&token),
    };
    let place = KioskPlace {
        role: invitation.role,
        gate: &invitation.gate,
        direction: invitation.direction,
        both_ways: invitation.both_ways,
        server_urls: &[],
    };
    check_place(&catalogue, &place)?;
    let start = first_news(&*change, invitation.role, now)?;
    if invitation.request_sha256.is_none() {
        if !change.update_device(&enrolment, now)? {
            change.insert_device(&enrolment, now)?;
        }
        change.use_invitation(&kiosk, &request_sha256)?;
        change.commit()?;
    }
    Ok(EnrolReply {
        token,
        exhibition: catalogue.exhibition,
        gate: invitation.gate,
        direction: invitation.direction.code().to_owned(),
        both_ways: invitation.both_ways,
        role: invitation.role,
        start,
        kiosk,
    })
}

/// Has a kiosk's token replaced at its next contact, without anybody going there.
///
/// # Errors
/// [`DeviceError`]; then the token stays as it is.
pub fn renew_token(database: &dyn Database, id: &KioskId) -> Result<(), DeviceError> {
    let nonce = random::<32>()?;
    let change = database.write()?;
    let token = change.device_token(id)?;
    let token = token.ok_or_else(|| DeviceError::NoKiosk(id.clone()))?;
    // One that was handed out already stays the next one.
    if token.next_nonce.is_none() {
        change.put_next_token(id, &nonce, None)?;
    }
    change.note_change(ChangeNote::of("kiosk_token_renewed", id.as_str()))?;
    Ok(change.commit()?)
}

/// Returns whether a token is to be replaced.
pub(crate) fn is_due(token: &DeviceToken, now: UnixMs) -> bool {
    token.next_nonce.is_some() || now.since(token.made) > TOKEN_MAX_AGE_MS
}

/// Returns the token that takes the place of a kiosk's, which it proved itself with; the same one for as long as it is not
/// used. `None` when that token is not in use any more.
///
/// # Errors
/// [`DeviceError`]; then the token stays as it is.
pub(crate) fn next_token(
    database: &dyn Database,
    id: &KioskId,
    token: &str,
) -> Result<Option<String>, DeviceError> {
    let fresh = random::<32>()?;
    let change = database.write()?;
    let kept = change.device_token(id)?;
    let Some(kept) = kept.filter(|kept| kept.sha256 == token_hash(token)) else {
        return Ok(None);
    };
    let nonce = kept.next_nonce.unwrap_or(fresh);
    let key = server_keys::device_key(&*change)?;
    let made = kept.made.plus(1);
    let place = device_tokens::following_place(&*change, &key, id, token, made)?;
    let Some(place) = place else {
        return Ok(None);
    };
    let secret = derived(b"next token", &[&nonce, token.as_bytes()]);
    let next = device_tokens::seal(&key, &secret, &place)?;
    if kept.next_sha256 != Some(token_hash(&next)) {
        change.put_next_token(id, &nonce, Some(&token_hash(&next)))?;
        change.commit()?;
    }
    Ok(Some(next))
}

/// Ends the token before, since the next one was used.
///
/// # Errors
/// [`PortError`]; then both are good.
pub(crate) fn use_next_token(
    database: &dyn Database,
    id: &KioskId,
    used: &[u8; 32],
    now: UnixMs,
) -> Result<(), PortError> {
    let change = database.write()?;
    if change.use_next_token(id, used, now)? {
        change.commit()?;
    }
    Ok(())
}

/// Returns what is kept of a code's secret. It has 128 random bits, so a plain hash can't be guessed back.
#[must_use]
pub fn secret_hash(secret: &[u8; SECRET_LEN]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Returns the secret digits of a token that follow from secrets, all but the last of a known length.
fn derived(purpose: &[u8], from: &[&[u8]]) -> String {
    let mut digest = Sha256::new_with_prefix(purpose);
    for part in from {
        digest.update(part);
    }
    hex::encode(digest.finalize())
}

fn address(url: &str) -> Result<HostPort, HostPortError> {
    let host = url.trim().trim_end_matches('/');
    host.strip_prefix("https://").unwrap_or(host).parse()
}
