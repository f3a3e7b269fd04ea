//! Clients that try to tire the server out.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use crate::venue::Venue;

/// A client that begins a request and never ends it.
fn begin_request(venue: &Venue) -> TcpStream {
    let mut stream = TcpStream::connect(venue.address()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
    stream.set_nonblocking(true).unwrap();
    stream
}

/// Reads one answer, and its body of a length that it says.
pub(crate) fn read_answer(stream: &mut BufReader<TcpStream>, has_body: bool) -> (String, Vec<u8>) {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).unwrap() > 0, "{head}");
    }
    let length = head
        .lines()
        .find_map(|it| it.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; if has_body { length } else { 0 }];
    stream.read_exact(&mut body).unwrap();
    (head, body)
}

/// Whether the server has hung up.
fn is_ended(stream: &TcpStream) -> bool {
    let peeked = stream.peek(&mut [0]);
    peeked.map_or_else(|error| error.kind() != ErrorKind::WouldBlock, |_| true)
}

#[test]
fn crowd_of_unfinished_requests_makes_room() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let mut kept = BufReader::new(TcpStream::connect(venue.address()).unwrap());
    let request = format!(
        "GET /api/v1/feed?epoch=x&after=0&catalogue=1&wait_s=0 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        kiosk.token
    );
    let mut ask = || {
        kept.get_mut().write_all(request.as_bytes()).unwrap();
        let (head, _) = read_answer(&mut kept, true);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    };
    ask();
    let mut crowd: Vec<_> = (0..600).map(|_| begin_request(&venue)).collect();
    let began = Instant::now();
    while crowd.iter().take(300).any(|stream| !is_ended(stream)) {
        assert!(began.elapsed().as_secs() < 20, "the oldest make no room");
        crowd.push(begin_request(&venue));
        assert_eq!(kiosk.push_answer(&venue).0, 200);
    }
    assert!(!is_ended(crowd.last().unwrap()));
    ask();
}
