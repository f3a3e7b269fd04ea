//! Clients that try to tire the server out.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use shared::protocol::v1::StoreWarning;
use shared::record::{Fact, RecordId};
use shared::submission::{Submission, SubmissionId};

use crate::kiosk::{Kiosk, code, post};
use crate::records::database;
use crate::submissions::{hand_in, post as post_letters, push_of, submission};
use crate::venue::{MINUTE, OPENING, Venue};

/// A client that begins a request and never ends it.
fn begin_request(venue: &Venue) -> TcpStream {
    let mut stream = TcpStream::connect(venue.addresses().devices).unwrap();
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
    let mut kept = BufReader::new(TcpStream::connect(venue.addresses().devices).unwrap());
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

/// A kiosk that annuls records that never were, so many of them.
fn annul_at_random(venue: &Venue, count: u64) -> Kiosk {
    let mut kiosk = venue.kiosk("A1");
    for number in 0..count {
        let target = RecordId {
            kiosk: kiosk.origin.kiosk.clone(),
            incarnation: kiosk.origin.incarnation,
            seq: 1_000_000 + number,
        };
        let fact = Fact::Annulled {
            gate: "main".parse().unwrap(),
            target,
            ticket: None,
            staff: None,
        };
        kiosk.fact(fact, 0);
    }
    kiosk
}

#[test]
fn flood_of_annulments_waits_and_is_shown() {
    let venue = Venue::open();
    let kiosk = annul_at_random(&venue, 1_500);
    assert!(venue.totals().warnings.is_empty());
    for batch in kiosk.journal[..1_000].chunks(500) {
        kiosk.push_these(&venue, batch);
    }
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal[1_000..])).unwrap();
    let request = ureq::post(venue.url("/api/v1/records"))
        .config()
        .http_status_as_error(false)
        .build()
        .header("authorization", format!("Bearer {}", kiosk.token));
    let mut answer = request.send(&body).unwrap();
    assert_eq!(answer.status(), 429);
    let wait: u64 = answer.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((900..=1_000).contains(&wait), "{wait}");
    let text = answer.body_mut().read_to_string().unwrap();
    assert_eq!(code(&text), "too_much");
    assert_eq!(
        kiosk.push_answer(&venue).0,
        200,
        "it still gives a sign of life"
    );
    assert_eq!(venue.kiosk("B1").entry(1, 0).push(&venue).contiguous_ack, 1);
    let flood = StoreWarning::Flood {
        kiosks: vec!["A1".parse().unwrap()],
    };
    assert_eq!(venue.totals().warnings, [flood]);
    venue.set_clock(OPENING.plus(11 * MINUTE));
    assert!(venue.totals().warnings.is_empty());
}

#[test]
fn flood_of_submissions_is_refused() {
    let venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let submissions = |first: u64| {
        let ids = first..first + 250;
        let submissions = ids.map(|number| Submission {
            id: SubmissionId(u128::from(number).to_be_bytes()),
            ..submission(1, "Người gửi")
        });
        submissions.collect::<Vec<_>>()
    };
    for first in 0..4 {
        hand_in(&venue, &kiosk, &submissions(first * 250));
    }
    let (status, text) = post_letters(&venue, &kiosk, &push_of(&kiosk, &submissions(1_000)));
    assert_eq!((status, code(&text).as_str()), (429, "too_much"));
}

#[test]
fn one_kiosk_does_not_fill_the_queue() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(1, 0);
    let body = serde_json::to_vec(&kiosk.batch(&kiosk.journal)).unwrap();
    let other = database(&venue);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (answers, answered) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..10 {
            let answers = answers.clone();
            scope.spawn(|| {
                let (status, text) = post(&venue, Some(&kiosk.token), None, &body);
                let _ = { answers }.send((status, text));
            });
        }
        for (status, text) in answered.iter().take(8) {
            assert_eq!((status, code(&text).as_str()), (503, "busy"));
        }
        other.execute_batch("ROLLBACK").unwrap();
        let stored = answered.iter().take(2);
        assert!(stored.into_iter().all(|(status, _)| status == 200));
    });
    assert_eq!(kiosk.push(&venue).contiguous_ack, 1);
}
