mod play;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use journal::clock::Clock;
use kiosk_fixtures::server::{Mishap, Server};
use shared::ids::TicketNumber;
use shared::protocol::v1::FeedReply;
use view::LinkStatus;

use super::*;
use crate::scene::*;

/// Long enough for any machine; no test waits this long when all is well.
const PATIENCE: Duration = Duration::from_mins(1);

fn running(data: &Path, server: &Server) -> (Uplink, Receiver<News>) {
    let (news, told) = mpsc::channel();
    let report: Report = Arc::new(move |item| drop(news.send(item)));
    let config = config(&server.url, "in");
    let uplink = start(data, &config, &Clock::of_this_device(), report).unwrap();
    (uplink, told)
}

fn wait_for(told: &Receiver<News>, mut wanted: impl FnMut(&News) -> bool) -> News {
    loop {
        let news = told.recv_timeout(PATIENCE).expect("the news comes");
        if wanted(&news) {
            return news;
        }
    }
}

fn record(data: &Path, tickets: std::ops::RangeInclusive<u32>) {
    let mut journal = journal(data);
    for ticket in tickets {
        let earlier = earlier_run(MORNING);
        journal.record(&entry(ticket), &earlier).unwrap();
    }
}

#[test]
fn what_was_recorded_in_the_morning_is_sent_when_the_server_is_there() {
    let dir = tempfile::tempdir().unwrap();
    record(dir.path(), 1..=1_203);
    let server = Server::start();
    let (uplink, told) = running(dir.path(), &server);
    assert!(uplink.wait_until_sent(PATIENCE));
    assert_eq!(server.admitted(), (1..=1_203).collect::<Vec<_>>());
    assert!(server.compressed() > 0);
    let mut read = journal(dir.path());
    wait_for(&told, |news| {
        *news == News::Waiting && read.outbox().unwrap().waiting == 0
    });
    record(dir.path(), 1_204..=1_204);
    uplink.wake();
    assert!(uplink.wait_until_sent(PATIENCE));
    assert_eq!(server.admitted().len(), 1_204);
}

#[test]
fn whatever_goes_wrong_with_an_answer_every_record_counts_once() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let config = config(&server.url, "in");
    let mishaps = [
        Mishap::HangUpBefore,
        Mishap::HangUpAfter,
        Mishap::HalfAnswer,
        Mishap::Garbage,
        Mishap::Status(503),
        Mishap::Status(401),
    ];
    for (ticket, mishap) in (1..).zip(mishaps) {
        record(dir.path(), ticket..=ticket);
        server.mishaps([mishap]);
        let failed = sync_once(dir.path(), &config, &stopped_clock()).unwrap_err();
        let expected = match mishap {
            Mishap::Garbage => matches!(failed, UplinkError::Garbled { .. }),
            Mishap::Status(401) => matches!(failed, UplinkError::NotAccepted { .. }),
            Mishap::Status(_) => matches!(
                failed,
                UplinkError::Refused {
                    status: 503,
                    retry_after_ms: Some(7_000),
                    ..
                }
            ),
            _ => matches!(failed, UplinkError::Unreachable { .. }),
        };
        assert!(expected, "{mishap:?} is reported as {failed:?}");
    }
    let synced = sync_once(dir.path(), &config, &stopped_clock()).unwrap();
    assert_eq!(synced.sent, 6);
    assert_eq!(server.admitted(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(
        sync_once(dir.path(), &config, &stopped_clock()).unwrap(),
        Synced::default()
    );
}

#[test]
fn a_server_that_wants_smaller_batches_gets_them() {
    let dir = tempfile::tempdir().unwrap();
    record(dir.path(), 1..=9);
    let server = Server::start();
    server.mishaps([Mishap::Status(413), Mishap::Status(413)]);
    let config = config(&server.url, "in");
    assert_eq!(
        sync_once(dir.path(), &config, &stopped_clock())
            .unwrap()
            .sent,
        9
    );
}

#[test]
fn a_token_that_is_not_accepted_is_said_plainly() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    server.mishaps([Mishap::Status(401)]);
    let (_uplink, told) = running(dir.path(), &server);
    let news = wait_for(&told, |news| {
        matches!(news, News::Link(LinkStatus::Offline(..)))
    });
    let said = format!("{news:?}");
    assert!(
        said.contains("sync-server kiosk invite") && said.contains("not like this"),
        "{said}"
    );
}

#[test]
fn an_admission_at_another_door_is_learnt_while_listening() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let (uplink, told) = running(dir.path(), &server);
    assert!(uplink.wait_for_news(PATIENCE));
    wait_for(&told, |news| *news == News::Learnt);
    server.wait_for_listener();
    server.tell(feed(1, vec![entry_elsewhere(7, 1, MORNING)]));
    wait_for(&told, |news| *news == News::Learnt);
    let journal = journal(dir.path());
    assert_eq!(journal.history(TicketNumber(7)).unwrap().passages.len(), 1);
}

#[test]
fn other_doors_are_heard_while_who_is_inside_is_counted_anew() {
    let dir = tempfile::tempdir().unwrap();
    let entries = (1..=5_500).map(|n| entry_elsewhere(n, u64::from(n), MORNING));
    let items = entries.map(shared::protocol::v1::FeedItem::Known).collect();
    let mut before = journal(dir.path());
    let many = FeedReply {
        items,
        ..first_feed()
    };
    before.apply_feed(&many).unwrap();
    assert!(!before.recount(1).unwrap(), "much is left to count");
    let server = Server::start();
    let (_uplink, _told) = running(dir.path(), &server);
    server.wait_for_listener();
    let asked = server.asked_at_once();
    assert!(asked >= 3, "the server was asked {asked} times meanwhile");
    assert!(
        before.recount(1).unwrap(),
        "all is counted before the kiosk sits down to wait"
    );
}

#[test]
fn a_server_whose_clock_was_set_wrongly_turns_nobody_away() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let time = Arc::new(Stopped(MORNING.0.into()));
    let clock = Clock::from_source(Arc::clone(&time) as Arc<_>);
    let (news, told) = mpsc::channel();
    let report: Report = Arc::new(move |item| drop(news.send(item)));
    record(dir.path(), 1..=1);
    let uplink = start(dir.path(), &config(&server.url, "in"), &clock, report).unwrap();
    assert!(uplink.wait_until_sent(PATIENCE));
    // An hour later, the server's clock says once more what it said before.
    time.0.fetch_add(3_600_000, Ordering::Relaxed);
    record(dir.path(), 2..=2);
    uplink.wake();
    let offline = wait_for(&told, |news| {
        matches!(news, News::Link(LinkStatus::Offline(..)))
    });
    let said = format!("{offline:?}");
    assert!(
        said.contains("says 2024-09-06T03:00:00Z, this kiosk's 2024-09-06T04:00:00Z"),
        "{said}"
    );
    assert_eq!(clock.now(), MORNING.plus(3_600_000));
    assert_eq!(server.admitted(), [1, 2], "records go on to be sent");
}

#[test]
fn the_end_does_not_wait_for_a_server_that_holds_a_question() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let (uplink, _told) = running(dir.path(), &server);
    server.wait_for_listener();
    // The server goes on holding until after this returned.
    uplink.stop();
}

#[test]
fn the_device_learns_how_far_its_clock_is_off_and_remembers() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let clock = stopped_clock();
    // The server's clock stands at MORNING; this device's is an hour ahead.
    let ahead = Clock::from_source(Arc::new(Stopped((MORNING.0 + 3_600_000).into())));
    let config = config(&server.url, "in");
    sync_once(dir.path(), &config, &clock).unwrap();
    assert_eq!(clock.offset_ms(), 0);
    sync_once(dir.path(), &config, &ahead).unwrap();
    assert_eq!(ahead.offset_ms(), -3_600_000);
    assert_eq!(journal(dir.path()).clock_offset_ms().unwrap(), -3_600_000);
    let played = Clock::played(Arc::new(Stopped(0.into())));
    sync_once(dir.path(), &config, &played).unwrap();
    assert_eq!(played.offset_ms(), 0);
}
