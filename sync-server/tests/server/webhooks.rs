//! Webhooks, with a real listener at the other end.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};

use ring::hmac;
use serde_json::Value;
use shared::checkin::Reason;
use sync_server::operations::webhooks::{self, WebhookRequest};
use sync_server::ports::WebhookEvent::{self, Admission, DeviceSilent, Refusal, TicketRevoked};
use sync_server::tickets::{self, IssueRequest, StatusChange};

use crate::desk::owned;
use crate::venue::{MINUTE, OPENING, Venue};

/// A delivery that came, and how it is answered.
struct Delivery {
    signature: String,
    body: String,
    answer: Sender<u16>,
}

impl Delivery {
    /// Answers, and returns the events.
    fn answer(self, status: u16) -> Vec<Value> {
        self.answer.send(status).unwrap();
        let body: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(body["exhibition"], 24);
        body["events"].as_array().unwrap().clone()
    }
}

/// Takes deliveries one after the other until the test ends.
fn listen() -> (String, Receiver<Delivery>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook?of=test", listener.local_addr().unwrap());
    let (deliveries, taken) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if take(stream.unwrap(), &deliveries).is_none() {
                return;
            }
        }
    });
    (address, taken)
}

/// Reads one delivery, hands it on and writes its answer; `None` when nobody wants more.
fn take(mut stream: TcpStream, deliveries: &Sender<Delivery>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut length, mut signature) = (0, String::new());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            match name.to_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap(),
                "exhibition-signature" => value.clone_into(&mut signature),
                _ => {}
            }
        }
        lines.push(line);
    }
    assert_eq!(lines[0], "POST /hook?of=test HTTP/1.1");
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let (answer, answered) = channel();
    let body = String::from_utf8(body).unwrap();
    let delivery = Delivery {
        signature,
        body,
        answer,
    };
    deliveries.send(delivery).ok()?;
    let status = answered.recv().ok()?;
    let text = format!("HTTP/1.1 {status} X\r\ncontent-length: 4\r\nconnection: close\r\n\r\ndone");
    // Who waited too long is gone.
    let _ = stream.write_all(text.as_bytes());
    Some(())
}

/// Makes a webhook and returns its number and secret.
fn webhook(venue: &Venue, address: &str, events: &[WebhookEvent]) -> (u32, String) {
    let request = WebhookRequest {
        address: address.to_owned(),
        events: events.iter().copied().collect::<BTreeSet<_>>(),
        is_private: true,
    };
    webhooks::make(&*venue.exhibition(), &request, OPENING).unwrap()
}

fn names(events: &[Value]) -> Vec<&str> {
    events
        .iter()
        .map(|it| it["event"].as_str().unwrap())
        .collect()
}

/// Returns so many events, answering each delivery well.
fn events(taken: &Receiver<Delivery>, count: usize) -> Vec<Value> {
    let mut all = Vec::new();
    while all.len() < count {
        all.extend(taken.recv().unwrap().answer(204));
    }
    all
}

#[test]
fn delivery_is_signed_and_tells_what_came_after() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    kiosk.entry(7, 1).push(&venue);
    let (address, taken) = listen();
    let (_, secret) = webhook(
        &venue,
        &address,
        &[Admission, Refusal, TicketRevoked, DeviceSilent],
    );
    kiosk
        .entry(8, 2)
        .exit(7, 3)
        .refusal(4, Reason::AlreadyUsed)
        .push(&venue);
    let delivery = taken.recv().unwrap();
    let parts = delivery.signature.strip_prefix("t=").unwrap();
    let (seconds, tag) = parts.split_once(",v1=").unwrap();
    assert_eq!(seconds, (OPENING.0 / 1_000).to_string());
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signed = format!("{seconds}.{}", delivery.body);
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&tag[2 * at..2 * at + 2], 16).unwrap();
    }
    hmac::verify(&key, signed.as_bytes(), &bytes).unwrap();
    let mut all = delivery.answer(200);
    all.extend(events(&taken, 2 - all.len()));
    assert_eq!(names(&all), ["admission", "refusal"]);
    assert_eq!(
        (&all[0]["ticket"], &all[0]["people"]),
        (&8.into(), &2.into())
    );
    assert_eq!(all[1]["reason"], Reason::AlreadyUsed.code());

    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    let issued = tickets::issue(&*venue.exhibition(), &request, OPENING).unwrap();
    let number = [issued[0].number];
    let database = venue.exhibition();
    tickets::set_status(&*database, &number, StatusChange::Revoke, OPENING).unwrap();
    let revoked = events(&taken, 1);
    assert_eq!(names(&revoked), ["ticket_revoked"]);
    venue.set_clock(OPENING.plus(30 * MINUTE));
    let silent = events(&taken, 1);
    assert_eq!(
        (names(&silent)[0], &silent[0]["kiosk"]),
        ("device_silent", &"A1".into())
    );
}

#[test]
fn refused_delivery_is_sent_again() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let (address, taken) = listen();
    let (id, _) = webhook(&venue, &address, &[Admission]);
    kiosk.entry(7, 1).push(&venue);
    let first = taken.recv().unwrap().answer(500);
    let second = taken.recv().unwrap().answer(200);
    assert_eq!((first.len(), &first), (1, &second));
    let log = || webhooks::list(&*venue.exhibition()).unwrap().remove(0);
    Venue::until("both attempts are logged", || log().1.len() == 2);
    let (kept, attempts) = log();
    let statuses: Vec<_> = attempts.iter().map(|it| (it.attempt, it.status)).collect();
    assert_eq!(statuses, [(2, Some(200)), (1, Some(500))]);
    assert_eq!((kept.failures, &*attempts[0].answer), (0, "done"));
    // What was told is not told again by the next run, and what comes while it is paused waits.
    webhooks::set_paused(&*venue.exhibition(), id, Some(OPENING)).unwrap();
    venue.restart();
    kiosk.entry(8, 2).push(&venue);
    webhooks::set_paused(&*venue.exhibition(), id, None).unwrap();
    let third = events(&taken, 1);
    assert_eq!((third.len(), &third[0]["ticket"]), (1, &8.into()));
}

#[test]
fn silent_listener_keeps_no_scan_waiting() {
    let venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    let (address, taken) = listen();
    webhook(&venue, &address, &[Admission]);
    kiosk.entry(1, 1).push(&venue);
    let held = taken.recv().unwrap();
    // Each is acknowledged while the listener keeps its answer.
    for ticket in 2..40 {
        let reply = kiosk.entry(ticket, 1).push(&venue);
        assert_eq!(reply.contiguous_ack, u64::from(ticket));
    }
    assert_eq!(venue.day().entries, 78);
    // On a slow machine it was given up meanwhile, and is sent again.
    let mut told: BTreeSet<u64> = BTreeSet::new();
    let mut delivery = held;
    loop {
        let events = delivery.answer(200).into_iter();
        told.extend(events.map(|it| it["ticket"].as_u64().unwrap()));
        if told.len() == 39 {
            break;
        }
        delivery = taken.recv().unwrap();
    }
}

#[test]
fn owner_makes_and_tries_a_webhook_on_the_desk() {
    let venue = Venue::open();
    let mut owner = owned(&venue);
    owner.get("/admin/webhooks");
    let (address, taken) = listen();
    let form = |private: &'static str| {
        [
            ("act", "make"),
            ("address", &*address),
            ("admission", "on"),
            (private, "on"),
        ]
    };
    let refused = owner.send("/admin/webhooks", &form("public"));
    assert!(refused.1.contains("https://") && !refused.1.contains("whsec_"));
    let made = owner.send("/admin/webhooks", &form("private"));
    assert!(made.1.contains("whsec_"));
    let listener = std::thread::spawn(move || {
        for status in [503, 200] {
            assert_eq!(names(&taken.recv().unwrap().answer(status)), ["test"]);
        }
    });
    let test = [("act", "test"), ("webhook", "1")];
    let (status, failed) = owner.send("/admin/webhooks", &test);
    assert!(status == 200 && failed.contains("503 done"), "{failed}");
    assert_eq!(
        owner.send("/admin/webhooks", &test).1,
        "/admin/webhooks?done=webhook-test"
    );
    listener.join().unwrap();
    let page = owner.get("/admin/webhooks").1;
    assert!(page.contains("Gửi thử") && page.contains("200 done") && !page.contains("whsec_"));
    let remove = [("act", "remove"), ("webhook", "1")];
    assert_eq!(owner.send("/admin/webhooks", &remove).0, 303);
    assert!(!owner.get("/admin/webhooks").1.contains(&*address));
}
