//! The key that devices know the server by, its certificate, and how both are replaced; and the key over other sellers'
//! codes, which stays.
//!
//! A device trusts the key alone: the names and dates of the certificate are for browsers.

use rcgen::{CertificateParams, DnType, KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData};
use shared::ids::KioskId;
use shared::server_pin::ServerPin;
use shared::ticket::CodeKey;
use shared::time::UnixMs;

use crate::ports::{ChangeNote, Database, PortError, ReadTx, ServerSecret, WriteTx};

/// How long browsers accept a certificate, in days.
const VALID_DAYS: i64 = 397;
/// A kiosk of an earlier version does not say which keys it knows. One that was heard of so long after a key was made is
/// taken to know it: it asks for news more often, in milliseconds.
const LEARNT_AFTER_MS: i64 = 120_000;

/// Why the server's key can't be made or replaced.
#[derive(Debug, thiserror::Error)]
pub enum ServerKeyError {
    /// The database.
    #[error(transparent)]
    Database(#[from] PortError),
    /// A key or a certificate can't be made, or what is kept is none.
    #[error(
        "the server's TLS key or certificate can't be made or read ({0}); nothing was changed. Restore the latest backup, or try again after a restart"
    )]
    Tls(#[from] rcgen::Error),
    /// The operating system gave no random numbers.
    #[error(
        "the operating system gives no random numbers ({0}); nothing was changed. Try again after a restart"
    )]
    Random(getrandom::Error),
    /// There is no key yet.
    #[error("this exhibition has no TLS key yet; `sync-server serve` makes it")]
    NoKey,
    /// There is no next key to change over to.
    #[error("no next key was made; make one first")]
    NoNextKey,
    /// Kiosks that would not find the server again.
    #[error(
        "these kiosks have not asked for news since the next key was made, and would not find the server again: {}; wait until they did", list(.0)
    )]
    NotLearnt(Vec<KioskId>),
}

fn list(kiosks: &[KioskId]) -> String {
    let names: Vec<&str> = kiosks.iter().map(KioskId::as_str).collect();
    names.join(", ")
}

/// Makes the keys and the certificate that there are not.
///
/// # Errors
/// [`ServerKeyError`]; then nothing was changed.
pub fn ensure(database: &dyn Database, now: UnixMs) -> Result<(), ServerKeyError> {
    let view = database.read()?;
    let certificate = view.secret(ServerSecret::TlsCertificate)?;
    let has = |secret| view.secret(secret).map(|it| it.is_some());
    if certificate.is_some() && has(ServerSecret::CodeKey)? && has(ServerSecret::DeviceKey)? {
        return Ok(());
    }
    drop(view);
    let change = database.write()?;
    make(&*change, now)?;
    Ok(change.commit()?)
}

/// Makes the keys and the certificate within a change that there are not.
pub(super) fn make(change: &dyn WriteTx, now: UnixMs) -> Result<(), ServerKeyError> {
    let key = match change.secret(ServerSecret::TlsKey)? {
        Some(key) => KeyPair::try_from(key)?,
        None => new_key()?,
    };
    if change.secret(ServerSecret::TlsCertificate)?.is_none() {
        put(change, &key, now)?;
    }
    for secret in [ServerSecret::CodeKey, ServerSecret::DeviceKey] {
        if change.secret(secret)?.is_none() {
            let mut key = [0; 32];
            getrandom::fill(&mut key).map_err(ServerKeyError::Random)?;
            change.put_secret(secret, Some(&key))?;
        }
    }
    Ok(())
}

/// Makes a new certificate for the same key. Devices notice nothing.
///
/// # Errors
/// [`ServerKeyError`]; then the certificate before stays.
pub fn renew_certificate(database: &dyn Database, now: UnixMs) -> Result<(), ServerKeyError> {
    let change = database.write()?;
    let key = change.secret(ServerSecret::TlsKey)?;
    put(
        &*change,
        &KeyPair::try_from(key.ok_or(ServerKeyError::NoKey)?)?,
        now,
    )?;
    change.note_change(ChangeNote::of("certificate_renewed", ""))?;
    Ok(change.commit()?)
}

/// Makes the key that takes the place of the one in use at [`change_over`], and returns its pin. Devices learn it with
/// their next news.
///
/// # Errors
/// [`ServerKeyError`]; then there is no other next key than before.
pub fn make_next(database: &dyn Database, now: UnixMs) -> Result<ServerPin, ServerKeyError> {
    let change = database.write()?;
    let key = new_key()?;
    let mut value = now.0.to_be_bytes().to_vec();
    value.extend_from_slice(key.serialized_der());
    change.put_secret(ServerSecret::NextTlsKey, Some(&value))?;
    change.note_change(ChangeNote::of("next_tls_key_made", "").after(&pin(&key).to_string()))?;
    change.commit()?;
    Ok(pin(&key))
}

/// Puts the next key in use. The key before is worth nothing any more to devices that have heard of it; those that have
/// not are an error unless `anyway`.
///
/// # Errors
/// [`ServerKeyError`]; then the key before stays in use.
pub fn change_over(
    database: &dyn Database,
    anyway: bool,
    now: UnixMs,
) -> Result<ServerPin, ServerKeyError> {
    let change = database.write()?;
    let next = change.secret(ServerSecret::NextTlsKey)?;
    let next = next
        .as_deref()
        .and_then(split)
        .map(|(made, key)| (made, key.to_vec()));
    let (made, key) = next.ok_or(ServerKeyError::NoNextKey)?;
    let key = KeyPair::try_from(key)?;
    let learnt = made.plus(LEARNT_AFTER_MS);
    let next = pin(&key);
    let kiosks = change.devices()?.into_iter();
    let behind = kiosks.filter(|kiosk| match &kiosk.known_pins {
        Some(known) => !known.contains(&next),
        None => kiosk.last_seen.is_none_or(|heard| heard < learnt),
    });
    let behind: Vec<KioskId> = behind.filter_map(|kiosk| kiosk.id.parse().ok()).collect();
    if !anyway && !behind.is_empty() {
        return Err(ServerKeyError::NotLearnt(behind));
    }
    put(&*change, &key, now)?;
    change.put_secret(ServerSecret::NextTlsKey, None)?;
    change.note_change(ChangeNote::of("tls_key_changed", "").after(&next.to_string()))?;
    change.commit()?;
    Ok(next)
}

/// Returns the pins of the keys in use and to come; none before the first key is made.
///
/// # Errors
/// [`ServerKeyError`].
pub fn pins(view: &dyn ReadTx) -> Result<Vec<ServerPin>, ServerKeyError> {
    let now = view.secret(ServerSecret::TlsKey)?;
    let next = view.secret(ServerSecret::NextTlsKey)?;
    pins_of(now.as_deref(), next.as_deref())
}

/// Returns until when browsers accept the certificate in use; `None` where there is none.
///
/// # Errors
/// [`PortError`] when the database can't be read.
pub fn certificate_end(view: &dyn ReadTx) -> Result<Option<UnixMs>, PortError> {
    let certificate = view.secret(ServerSecret::TlsCertificate)?;
    Ok(certificate.as_deref().and_then(not_after))
}

/// Reads the end of a certificate's validity, which is a sequence of two times in UTC (RFC 5280, 4.1.2.5.1).
fn not_after(certificate: &[u8]) -> Option<UnixMs> {
    const TIMES: [u8; 4] = [0x30, 30, 0x17, 13];
    let from = certificate.windows(4).position(|it| it == TIMES)?;
    let end = certificate.get(from + 17..)?.strip_prefix(&[0x17, 13])?;
    let end = std::str::from_utf8(end.get(..13)?).ok()?;
    let end = jiff::civil::DateTime::strptime("%Y%m%d%H%M%SZ", format!("20{end}")).ok()?;
    let end = jiff::tz::Offset::UTC.to_timestamp(end).ok()?;
    Some(UnixMs(end.as_millisecond()))
}

/// Returns the key over other sellers' codes.
///
/// # Errors
/// [`ServerKeyError`]; there is none before [`ensure`].
pub fn code_key(view: &dyn ReadTx) -> Result<CodeKey, ServerKeyError> {
    let key = view.secret(ServerSecret::CodeKey)?;
    let key = key.and_then(|key| key.try_into().ok());
    key.map(CodeKey).ok_or(ServerKeyError::NoKey)
}

/// Returns the key of the seals on kiosks' tokens.
///
/// # Errors
/// [`ServerKeyError`]; there is none before [`ensure`].
pub(super) fn device_key(view: &dyn ReadTx) -> Result<[u8; 32], ServerKeyError> {
    let key = view.secret(ServerSecret::DeviceKey)?;
    let key = key.and_then(|key| key.try_into().ok());
    key.ok_or(ServerKeyError::NoKey)
}

/// What is around the numbers of a P-256 key in PKCS #8 (RFC 5958, RFC 5915), as they are made here.
const PKCS8_START: [u8; 36] = [
    0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02,
    0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x6d, 0x30, 0x6b, 0x02,
    0x01, 0x01, 0x04, 0x20,
];
const PKCS8_MIDDLE: [u8; 6] = [0xa1, 0x44, 0x03, 0x42, 0x00, 0x04];

/// The numbers of a TLS key: the private one, and both coordinates of the public one.
pub type TlsKeyNumbers = [u8; 96];

/// Returns the numbers of a TLS key as it is kept; `None` for a key of another kind.
pub(super) fn tls_key_numbers(pkcs8: &[u8]) -> Option<TlsKeyNumbers> {
    let rest = pkcs8.strip_prefix(&PKCS8_START)?;
    let (private, rest) = rest.split_first_chunk::<32>()?;
    let public = rest.strip_prefix(&PKCS8_MIDDLE)?;
    [&private[..], public].concat().try_into().ok()
}

/// Returns the TLS key of these numbers as it is kept.
///
/// # Errors
/// [`ServerKeyError::Tls`] when the numbers are no key.
pub(super) fn tls_key(numbers: &TlsKeyNumbers) -> Result<Vec<u8>, ServerKeyError> {
    let (private, public) = numbers.split_at(32);
    let pkcs8 = [&PKCS8_START[..], private, &PKCS8_MIDDLE, public].concat();
    KeyPair::try_from(pkcs8.as_slice())?;
    Ok(pkcs8)
}

/// Returns the pins of secrets as they are kept.
pub(crate) fn pins_of(
    now: Option<&[u8]>,
    next: Option<&[u8]>,
) -> Result<Vec<ServerPin>, ServerKeyError> {
    let next = next.and_then(split).map(|(_, key)| key);
    let keys = now.into_iter().chain(next);
    keys.map(|key| Ok(pin(&KeyPair::try_from(key)?))).collect()
}

/// Splits a next key from when it was made.
fn split(value: &[u8]) -> Option<(UnixMs, &[u8])> {
    let (made, key) = value.split_first_chunk()?;
    Some((UnixMs(i64::from_be_bytes(*made)), key))
}

fn new_key() -> Result<KeyPair, rcgen::Error> {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)
}

fn pin(key: &KeyPair) -> ServerPin {
    ServerPin::of_public_key(&key.subject_public_key_info())
}

/// Keeps a key and a new certificate for it.
fn put(change: &dyn WriteTx, key: &KeyPair, now: UnixMs) -> Result<(), ServerKeyError> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
    params
        .distinguished_name
        .push(DnType::CommonName, "exhibition check-in");
    // A day earlier, for browsers whose clock is behind.
    let date = |days: i64| {
        let day = now.plus((days - 1) * 86_400_000);
        let day = jiff::Timestamp::from_millisecond(day.0).unwrap_or_default();
        let day = jiff::tz::Offset::UTC.to_datetime(day).date();
        rcgen::date_time_ymd(day.year().into(), day.month() as u8, day.day() as u8)
    };
    (params.not_before, params.not_after) = (date(0), date(VALID_DAYS));
    let certificate = params.self_signed(key)?;
    change.put_secret(ServerSecret::TlsKey, Some(key.serialized_der()))?;
    change.put_secret(ServerSecret::TlsCertificate, Some(certificate.der()))?;
    Ok(())
}
