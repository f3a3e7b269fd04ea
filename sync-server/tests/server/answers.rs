//! What every answer carries, and how refusals read.

use std::io::{Read, Write};
use std::net::TcpStream;

use shared::protocol::MAX_BODY_BYTES;

use crate::kiosk::code;
use crate::venue::Venue;

/// Sends a request as it is and reads the answer to its end.
fn ask(venue: &Venue, head: &str, body: &[u8]) -> (u16, String, String) {
    let path = head.split(' ').nth(1).unwrap();
    let mut stream = TcpStream::connect(venue.address_of(path)).unwrap();
    let head = format!("{head}\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}

fn get(venue: &Venue, path: &str) -> (u16, String, String) {
    ask(venue, &format!("GET {path} HTTP/1.1"), b"")
}

#[test]
fn every_answer_carries_security_headers() {
    let venue = Venue::open();
    for (path, policy) in [
        ("/", "script-src 'self'"),
        ("/live.js", "script-src 'self'"),
        ("/b", "; style-src 'self'"),
        ("/b/999", "; style-src 'self'"),
        ("/api/v1/totals", "; frame-ancestors 'none'"),
        ("/api/v1/feed", "none'; frame-ancestors 'none'"),
        ("/healthz", "none'; frame-ancestors 'none'"),
        ("/no/thing", "none'; frame-ancestors 'none'"),
        ("/media/0", "none'; frame-ancestors 'none'"),
    ] {
        let (_, head, _) = get(&venue, path);
        for header in [
            "content-security-policy: default-src 'none'; ",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            policy,
        ] {
            assert_eq!(
                head.matches(header).count(),
                1,
                "{header} of {path}: {head}"
            );
        }
        assert!(!head.contains("unsafe"), "{head}");
    }
}

#[test]
fn request_id_is_echoed_or_made() {
    let venue = Venue::open();
    let id = |head: &str| {
        let line = head
            .lines()
            .find_map(|line| line.strip_prefix("x-request-id: "));
        line.map(str::to_owned)
    };
    let (_, head, _) = ask(&venue, "GET /healthz HTTP/1.1\r\nx-request-id: gate-7", b"");
    assert_eq!(id(&head).unwrap(), "gate-7");
    let made: Vec<_> = ["/healthz", "/no/thing", "/"]
        .map(|path| id(&get(&venue, path).1).unwrap())
        .into();
    assert!(made.iter().all(|id| id.len() == 36), "{made:?}");
    assert!(made[0] != made[1] && made[1] != made[2], "{made:?}");
}

#[test]
fn refusals_have_one_shape() {
    let venue = Venue::open();
    for (request, status, told) in [
        ("GET /api/v1/nothing", 404, "not_found"),
        ("GET /media/%ff", 400, "address"),
        ("GET /b/%ff", 400, "address"),
        ("DELETE /api/v1/records", 405, "method"),
        ("POST /b", 405, "method"),
        ("GET /api/v1/live?changes=perhaps", 400, "query"),
        ("GET /api/v1/register", 401, "no_token"),
    ] {
        let (found, head, body) = ask(&venue, &format!("{request} HTTP/1.1"), b"");
        assert_eq!((found, code(&body).as_str()), (status, told), "{request}");
        assert!(head.contains("content-type: application/json"), "{head}");
        assert_eq!(status == 405, head.contains("allow: "), "{head}");
    }
}

#[test]
fn refused_body_is_answered_before_it_is_read() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let head = |more: &str| {
        let token = &kiosk.token;
        format!("POST /api/v1/records HTTP/1.1\r\nauthorization: Bearer {token}\r\n{more}")
    };
    let announced = format!("content-length: {}", MAX_BODY_BYTES * 100);
    let (status, _, body) = ask(&venue, &head(&announced), b"");
    assert_eq!((status, code(&body).as_str()), (413, "too_large"));
    for path in ["records", "letters", "places"] {
        let head = head("content-type: text/html\r\ncontent-length: 9");
        let head = head.replace("records", path);
        let (status, _, body) = ask(&venue, &head, b"");
        assert_eq!((status, code(&body).as_str()), (415, "content_type"));
    }
}

#[test]
fn endless_body_is_refused_with_words() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let mut stream = TcpStream::connect(venue.addresses().devices).unwrap();
    let head = format!(
        "POST /api/v1/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ntransfer-encoding: chunked\r\n\r\n",
        kiosk.token
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"10000\r\n", &vec![b' '; 0x10000][..], b"\r\n"].concat();
    // The server reads eight times the limit, then answers and hangs up.
    for _ in 0..=8 * MAX_BODY_BYTES / 0x10000 {
        if stream.write_all(&chunk).is_err() {
            break;
        }
    }
    let mut status = [0; 12];
    stream.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 413");
}

#[test]
fn pages_and_totals_are_compressed_on_request() {
    let venue = Venue::open();
    for path in ["/", "/live.js", "/b", "/api/v1/totals"] {
        let (_, plain, body) = get(&venue, path);
        assert!(!plain.contains("content-encoding"), "{plain}");
        let mut answer = ureq::get(venue.url(path))
            .header("accept-encoding", "gzip")
            .call()
            .unwrap();
        assert_eq!(answer.headers()["content-encoding"], "gzip", "{path}");
        let packed = answer.body_mut().read_to_vec().unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, body, "{path}");
        assert!(packed.len() < body.len(), "{path}");
    }
}
