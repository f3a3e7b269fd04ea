//! Who is let in, and what is too much.

use shared::protocol::{MAX_BATCH, MAX_BODY_BYTES};
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::system_time;

use sync_server::setup;

use crate::kiosk::{code, post};
use crate::venue::{OPENING, Venue};

#[test]
fn records_without_valid_token_are_refused() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let body = serde_json::to_vec(&kiosk.entry(1, 0).batch(&[])).unwrap();
    let (status, answer) = post(&venue, None, None, &body);
    assert_eq!((status, code(&answer).as_str()), (401, "no_token"));
    for token in ["", "x", &"0".repeat(64)] {
        let (status, _) = post(&venue, Some(token), None, &body);
        assert_eq!(status, 401);
    }
    for path in ["/api/v1/feed", "/api/v1/feed?after=-1"] {
        let feed = ureq::get(venue.url(path))
            .config()
            .http_status_as_error(false)
            .build();
        assert_eq!(feed.call().unwrap().status(), 401);
    }
}

#[test]
fn token_serves_only_its_own_kiosk() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let other = venue.kiosk("B1");
    kiosk.entry(1, 0);
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let (status, answer) = post(&venue, Some(&other.token), None, &body);
    assert_eq!((status, code(&answer).as_str()), (403, "other_kiosk"));
    kiosk.origin.exhibition.0 = 25;
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let (status, answer) = post(&venue, Some(&kiosk.token), None, &body);
    assert_eq!((status, code(&answer).as_str()), (409, "other_exhibition"));
}

#[test]
fn token_is_stored_as_hash_until_renewed() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let database = std::fs::read(venue.data().join("exhibition.db")).unwrap();
    let wal = std::fs::read(venue.data().join("exhibition.db-wal")).unwrap();
    let kept = |bytes: &[u8]| bytes.windows(64).any(|part| part == kiosk.token.as_bytes());
    assert!(!kept(&database) && !kept(&wal));
    let gate = "garden".parse().unwrap();
    let urls = ["https://10.0.0.1:8080/".to_owned()];
    let place = KioskPlace::door(&gate, shared::checkin::Direction::Out, &urls);
    let (id, kind) = (&kiosk.origin.kiosk, KioskEnrolment::Renewal);
    let contents = kiosks::enrol(&venue.database(), id, &place, kind, system_time()).unwrap();
    Venue::until("the old token has ended", || {
        kiosk.push_answer(&venue).0 == 401
    });
    let mut renewed = kiosk.clone();
    renewed.token = contents.enrolled.token;
    assert_eq!(renewed.push_answer(&venue).0, 200);
}

#[test]
fn removed_kiosk_is_refused_and_not_awaited() {
    let venue = Venue::open();
    let (mut kept, mut removed) = (venue.kiosk("A1"), venue.kiosk("B1"));
    removed.entry(1, 0).push(&venue);
    kept.complete_to = Some(OPENING);
    kept.entry(2, 0).push(&venue);
    assert_eq!(
        venue.totals().complete_to_ms,
        None,
        "B1 vouches for nothing"
    );
    let id = &removed.origin.kiosk;
    kiosks::remove(&venue.database(), id).unwrap();
    Venue::until("the token has ended", || {
        removed.push_answer(&venue).0 == 401
    });
    let totals = venue.totals();
    assert_eq!(totals.complete_to_ms, Some(OPENING));
    assert_eq!(totals.kiosks.len(), 1);
    assert_eq!(totals.days[0].entries, 4, "what it sent counts");
    let again = kiosks::remove(&venue.database(), id);
    assert!(matches!(again, Err(setup::SetupError::NoKiosk(_))));
}

#[test]
fn oversized_batch_is_refused_whole() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    for ticket in 0..=MAX_BATCH as u32 {
        kiosk.entry(ticket, 0);
    }
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let (status, answer) = post(&venue, Some(&kiosk.token), None, &body);
    assert_eq!((status, code(&answer).as_str()), (413, "too_many_records"));
    assert_eq!(
        kiosk
            .push_these(&venue, &kiosk.journal[..MAX_BATCH])
            .contiguous_ack,
        500
    );
}

#[test]
fn overlong_body_is_refused_plain_or_packed() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let mut long = serde_json::to_vec(&kiosk.batch(&[])).unwrap();
    long.resize(MAX_BODY_BYTES + 1, b' ');
    let (status, answer) = post(&venue, Some(&kiosk.token), None, &long);
    assert_eq!((status, code(&answer).as_str()), (413, "too_large"));
    // A bomb: half a gigabyte of spaces in a few kilobytes.
    let bomb = zstd::encode_all(std::io::Read::take(std::io::repeat(b' '), 1 << 29), 3).unwrap();
    assert!(bomb.len() < 100_000);
    let (status, answer) = post(&venue, Some(&kiosk.token), Some("zstd"), &bomb);
    assert_eq!((status, code(&answer).as_str()), (413, "too_large"));
    long.truncate(MAX_BODY_BYTES);
    let packed = zstd::encode_all(long.as_slice(), 3).unwrap();
    assert_eq!(
        post(&venue, Some(&kiosk.token), Some("zstd"), &packed).0,
        200
    );
}

#[test]
fn what_is_no_push_is_told_so() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let token = Some(kiosk.token.as_str());
    let told = |encoding, body: &[u8]| {
        let (status, answer) = post(&venue, token, encoding, body);
        (status, code(&answer))
    };
    let nested = "[".repeat(100_000);
    assert_eq!(told(None, b""), (400, "not_a_push".to_owned()));
    assert_eq!(told(None, b"{}"), (400, "not_a_push".to_owned()));
    assert_eq!(
        told(None, nested.as_bytes()),
        (400, "not_a_push".to_owned())
    );
    assert_eq!(told(Some("zstd"), b"{}"), (400, "unpacking".to_owned()));
    assert_eq!(told(Some("gzip"), b"{}"), (415, "encoding".to_owned()));
    for (path, expected) in [
        ("/api/v2/records", "not_found"),
        ("/api/v1/records", "method"),
    ] {
        let lost = ureq::get(venue.url(path))
            .config()
            .http_status_as_error(false)
            .build();
        let mut lost = lost.call().unwrap();
        let answer = lost.body_mut().read_to_string().unwrap();
        assert_eq!(code(&answer), expected);
    }
}
