//! Requests of random bytes, and real ones that are damaged, over real sockets: the server refuses or answers them, and
//! is well afterwards.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;

use crate::venue::Venue;

/// Requests as kiosks, phones and organisers send them; `TOKEN` stands for a token.
const REQUESTS: [&str; 8] = [
    "GET /api/v1/feed?epoch=x&after=0&catalogue=1&wait_s=0&visits=true&register=7 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\n\r\n",
    "GET /api/v1/register?epoch=x&after=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\naccept-encoding: zstd\r\n\r\n",
    "POST /api/v1/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    "POST /api/v1/letters HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-encoding: zstd\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "POST /api/v1/places HTTP/1.1\r\nhost: x\r\nauthorization: Bearer TOKEN\r\ncontent-length: 2\r\n\r\n[]",
    "GET /media/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef HTTP/1.1\r\nhost: x\r\nrange: bytes=0-99\r\n\r\n",
    "GET /b/12?from=main&lang=en&steps=no HTTP/1.1\r\nhost: x\r\naccept-language: vi,en;q=0.5\r\nif-none-match: \"x\"\r\n\r\n",
    "GET /api/v1/totals HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\nx-request-id: 7\r\n\r\n",
];

fn request(token: String) -> impl Strategy<Value = Vec<u8>> {
    let edits = proptest::collection::vec((any::<Index>(), any::<u8>()), 0..6);
    let damaged = (any::<Index>(), edits, any::<Index>(), any::<bool>());
    let damaged = damaged.prop_map(move |(which, edits, end, is_cut)| {
        let mut bytes = which.get(&REQUESTS).replace("TOKEN", &token).into_bytes();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        bytes
    });
    prop_oneof![
        5 => damaged,
        1 => proptest::collection::vec(any::<u8>(), 0..400),
    ]
}

#[test]
fn random_requests_do_no_harm() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let answered = TestRunner::default().run(&request(kiosk.token.clone()), |request| {
        let text = String::from_utf8_lossy(&request);
        let path = text.split(' ').nth(1).unwrap_or_default();
        let mut stream = TcpStream::connect(venue.address_of(path)).unwrap();
        let _ = stream.write_all(&request);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        prop_assert!(!answer.contains("HTTP/1.1 500"), "{}", answer);
        prop_assert_eq!(kiosk.push_answer(&venue).0, 200);
        Ok(())
    });
    answered.unwrap();
}
