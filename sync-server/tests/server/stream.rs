//! The stream of totals: whole or as changes, plain or compressed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use flate2::write::GzDecoder;
use serde_json::{Map, Value};
use shared::checkin::Direction;
use shared::ids::{BoothNumber, TicketType};
use shared::protocol::v1::Totals;
use shared::record::{Fact, TicketSource};

use crate::kiosk::{Kiosk, claims};
use crate::venue::{MINUTE, OPENING, Venue};

const DAY: i64 = 24 * 60;

/// Someone who reads the stream as a browser does.
struct LiveReader {
    from: BufReader<TcpStream>,
    unpacked: GzDecoder<Vec<u8>>,
    /// What the events so far add up to.
    known: Value,
}

/// One event as it came.
struct Frame {
    bytes: usize,
    event: String,
}

impl LiveReader {
    fn open(venue: &Venue) -> Self {
        let mut stream = TcpStream::connect(venue.addresses().desk).unwrap();
        let request = "GET /api/v1/live?changes=true HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n";
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = Self {
            from: BufReader::new(stream),
            unpacked: GzDecoder::new(Vec::new()),
            known: Value::Null,
        };
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(reader.from.read_line(&mut head).unwrap() > 0, "{head}");
        }
        for line in [
            "200 OK",
            "content-encoding: gzip",
            "content-type: text/event-stream",
        ] {
            assert!(head.contains(line), "{line} is not in {head}");
        }
        // The gzip header comes before the first event.
        assert_eq!(reader.chunk().len(), 10);
        reader
    }

    /// The next chunk of the answer; empty at its end.
    fn chunk(&mut self) -> Vec<u8> {
        let mut size = String::new();
        self.from.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        self.from.read_exact(&mut chunk).unwrap();
        chunk.truncate(size);
        self.unpacked.write_all(&chunk).unwrap();
        chunk
    }

    /// Takes the next event in.
    fn next(&mut self) -> Frame {
        let bytes = self.chunk().len();
        self.unpacked.flush().unwrap();
        let text = String::from_utf8(std::mem::take(self.unpacked.get_mut())).unwrap();
        let (event, data) = text.strip_suffix("\n\n").unwrap().split_once('\n').unwrap();
        let data = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        let event = event.strip_prefix("event: ").unwrap().to_owned();
        match event.as_str() {
            "totals" => self.known = data,
            "changes" => patch(&mut self.known, data),
            _ => panic!("an unknown event: {event}"),
        }
        Frame { bytes, event }
    }

    fn totals(&self) -> Totals {
        serde_json::from_value(self.known.clone()).unwrap()
    }

    /// Reads on until the events add up to the totals that the server has now.
    fn catch_up(&mut self, venue: &Venue) -> Vec<Frame> {
        let now = venue.totals();
        let mut frames = Vec::new();
        while self.known.is_null() || self.totals() != now {
            frames.push(self.next());
        }
        frames
    }
}

/// Applies a merge patch that changes lists item by item.
fn patch(value: &mut Value, change: Value) {
    match (value, change) {
        (Value::Object(members), Value::Object(changes)) => {
            for (name, change) in changes {
                match members.get_mut(&name) {
                    _ if change.is_null() => drop(members.remove(&name)),
                    Some(member) => patch(member, change),
                    None => drop(members.insert(name, change)),
                }
            }
        }
        (Value::Array(items), Value::Object(list)) => patch_items(items, list),
        (value, change) => *value = change,
    }
}

fn patch_items(items: &mut Vec<Value>, mut list: Map<String, Value>) {
    let by = list["by"].as_str().unwrap().to_owned();
    let Value::Array(changed) = list["changed"].take() else {
        panic!("a list of items")
    };
    for change in changed {
        match items.iter_mut().find(|item| item[&by] == change[&by]) {
            Some(item) => patch(item, change),
            None => items.push(change),
        }
    }
}

/// A ticket of one of six types.
fn passed(gate: &str, direction: Direction, ticket: u32) -> Fact {
    let mut claims = claims(ticket);
    claims.kind = TicketType(1 + (ticket % 6) as u8);
    Fact::Passed {
        gate: gate.parse().unwrap(),
        direction,
        claims,
        people: 1 + (ticket % 3) as u16,
        source: TicketSource::Unstated,
    }
}

/// What four doors and two booths record from a minute on: a visitor a second comes or goes, and every other looks at
/// a booth.
struct UsualVisitors {
    doors: [Kiosk; 4],
    booths: [Kiosk; 2],
    ticket: u32,
}

impl UsualVisitors {
    const GATES: [(&str, Direction); 4] = [
        ("main", Direction::In),
        ("river", Direction::In),
        ("hands-on", Direction::In),
        ("exit", Direction::Out),
    ];

    fn new(venue: &Venue) -> Self {
        let door = |(gate, direction)| venue.kiosk_at(&format!("D-{gate}"), gate, direction);
        Self {
            doors: Self::GATES.map(door),
            booths: ["K1", "K2"].map(|id| {
                let kiosk = venue.kiosk(id);
                for booth in 1..=80 {
                    venue.place(&kiosk, "main", &format!("{booth}"));
                }
                kiosk
            }),
            ticket: 0,
        }
    }

    fn come(&mut self, minute: i64, seconds: u32) {
        for _ in 0..seconds {
            self.ticket += 1;
            let door = (self.ticket % 4) as usize;
            let (gate, direction) = Self::GATES[door];
            // A reader that leaves came a while ago.
            let ticket = self.ticket.saturating_sub(if door == 3 { 402 } else { 0 });
            self.doors[door].fact(passed(gate, direction, ticket), minute);
            if self.ticket.is_multiple_of(2) {
                let booth = BoothNumber(1 + (self.ticket / 2 * 7 % 80) as u16);
                let visited = Fact::Visited {
                    booth,
                    claims: claims(self.ticket),
                    people: 2,
                };
                let looked_up = Fact::LookedUp { booth, times: 3 };
                let fact = if self.ticket.is_multiple_of(4) {
                    visited
                } else {
                    looked_up
                };
                self.booths[(self.ticket / 2 % 2) as usize].fact(fact, minute);
            }
        }
    }

    /// Sends what is new, in batches as large as they may be.
    fn send(&self, venue: &Venue, sent: &mut [usize; 6]) {
        for (kiosk, sent) in self.doors.iter().chain(&self.booths).zip(sent) {
            while *sent < kiosk.journal.len() {
                let end = kiosk.journal.len().min(*sent + shared::protocol::MAX_BATCH);
                kiosk.push_these(venue, &kiosk.journal[*sent..end]);
                *sent = end;
            }
        }
    }
}

#[test]
fn usual_hour_takes_two_kilobytes_a_frame() {
    let mut venue = Venue::closed();
    venue.show_sample();
    venue.start();
    let mut visitors = UsualVisitors::new(&venue);
    let mut sent = [0; 6];
    for day in 0..3 {
        for quarter in 0..16 {
            visitors.come(day * DAY + quarter * 15, 100);
        }
    }
    let hour = 2 * DAY + 240;
    venue.set_clock(OPENING.plus(hour * MINUTE));
    visitors.send(&venue, &mut sent);

    let mut reader = LiveReader::open(&venue);
    let first = reader.next();
    assert_eq!(first.event, "totals");
    assert_eq!(reader.totals().days[2].booths.len(), 80);
    let mut frames = reader.catch_up(&venue);
    // Twenty times in this hour, what comes within a minute.
    for minute in (0..60).step_by(3) {
        venue.set_clock(OPENING.plus((hour + minute) * MINUTE));
        visitors.come(hour + minute, 60);
        visitors.send(&venue, &mut sent);
        frames.extend(reader.catch_up(&venue));
    }
    let largest = frames.iter().map(|frame| frame.bytes).max().unwrap();
    let sum: usize = frames.iter().map(|frame| frame.bytes).sum();
    println!(
        "the first frame has {} bytes; of {} more the largest has {largest}, the mean {}",
        first.bytes,
        frames.len(),
        sum / frames.len()
    );
    assert!(frames.iter().all(|frame| frame.event == "changes"));
    assert!(largest <= 2_048, "{largest} bytes");
}

#[test]
fn compressed_stream_ends_with_its_checksum() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let mut reader = LiveReader::open(&venue);
    reader.next();
    kiosk.entry(1, 0).push(&venue);
    reader.catch_up(&venue);
    kiosk.entry(2, 40).exit(1, 41).push(&venue);
    reader.catch_up(&venue);
    venue.stop();
    while !reader.chunk().is_empty() {}
    // It fails unless checksum and length are those of all that came.
    reader.unpacked.finish().unwrap();
}

#[test]
fn reader_who_knows_no_changes_gets_snapshots() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let answer = ureq::get(venue.url("/api/v1/live")).call().unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    assert!(answer.headers().get("content-encoding").is_none());
    let mut lines = BufReader::new(answer.into_body().into_reader()).lines();
    let mut next = || {
        let mut events = lines.by_ref().map(Result::unwrap);
        let event = events.find(|line| line.starts_with("event: ")).unwrap();
        assert_eq!(event, "event: totals");
        let data = lines.next().unwrap().unwrap();
        serde_json::from_str::<Totals>(data.strip_prefix("data: ").unwrap()).unwrap()
    };
    assert_eq!(next().days[0].entries, 0);
    kiosk.entry(1, 0).push(&venue);
    while next().days[0].entries != 2 {}
}
