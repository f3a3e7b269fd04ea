//! A server process that is killed at random points while kiosks push.

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use shared::protocol::v1::PushReply;
use shared::record::{Fact, RecordId};

use crate::command::ServedUrls;
use crate::kiosk::{Kiosk, claims};
use crate::venue::Venue;

const KILLS: usize = 200;
/// The longest that a round is given.
const SLOWEST: Duration = Duration::from_secs(2);
const DOORS: [&str; 3] = ["A1", "B1", "C1"];

#[test]
fn killed_server_counts_what_its_records_say() {
    kill_again_and_again(Venue::closed());
}

#[test]
fn killed_server_on_postgres_counts_what_its_records_say() {
    kill_again_and_again(Venue::closed_in_postgres());
}

fn kill_again_and_again(mut venue: Venue) {
    let mut kiosks = DOORS.map(|id| venue.kiosk(id));
    let seed = *b"the server is killed at any time";
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut acknowledged = [0; DOORS.len()];
    // How long the records of one round take on this machine: kills come within twice that.
    let mut pace = Duration::from_mins(1);
    for kill in 0..KILLS {
        for (number, kiosk) in kiosks.iter_mut().enumerate() {
            for ticket in 0..4 {
                kiosk.entry(ticket + number as u32 * 2, kill as i64);
            }
            annul_the_last(kiosk, kill as i64);
            kiosk.exit(number as u32, kill as i64);
        }
        let mut server = Running::start(&venue);
        let pause = pace.mul_f64(f64::from(random.next_u32()) / f64::from(u32::MAX));
        let killed = AtomicBool::new(false);
        let started = Instant::now();
        std::thread::scope(|scope| {
            let mut pushing = Vec::new();
            for (kiosk, acknowledged) in kiosks.iter().zip(&mut acknowledged) {
                let url = server.url.clone();
                let killed = &killed;
                pushing.push(scope.spawn(move || {
                    push_until_killed(kiosk, &url, acknowledged, killed);
                }));
            }
            if kill == 0 {
                for push in pushing {
                    push.join().unwrap();
                }
                pace = 2 * started.elapsed();
            } else {
                std::thread::park_timeout(pause);
            }
            killed.store(true, Ordering::SeqCst);
            server.child.kill().unwrap();
            server.child.wait().unwrap();
        });
        let recount = venue.exhibition().rebuild(false).unwrap();
        assert_eq!(recount.faults, Vec::<String>::new(), "kill {kill}");
        let least = acknowledged.iter().sum::<u64>();
        if least <= 2 * kill as u64 {
            // The machine has more to do than at first.
            pace = pace.mul_f64(1.1).min(SLOWEST);
        }
        assert!(recount.records >= least, "{} of {least}", recount.records);
    }
    venue.set_clock(sync_server::system_time());
    venue.start();
    for kiosk in &kiosks {
        for records in kiosk.journal.chunks(500) {
            kiosk.push_these(&venue, records);
        }
    }
    let recount = venue.exhibition().rebuild(false).unwrap();
    assert_eq!(recount.faults, Vec::<String>::new());
    assert_eq!(
        recount.records,
        kiosks.iter().map(|it| it.journal.len() as u64).sum::<u64>()
    );
    let pushed = acknowledged.iter().sum::<u64>();
    assert!(
        pushed > KILLS as u64,
        "the test must get somewhere: {acknowledged:?}"
    );
}

fn annul_the_last(kiosk: &mut Kiosk, minute: i64) {
    let target = RecordId {
        kiosk: kiosk.origin.kiosk.clone(),
        incarnation: kiosk.origin.incarnation,
        seq: kiosk.journal.len() as u64,
    };
    let annulled = Fact::Annulled {
        gate: "main".parse().unwrap(),
        target,
        ticket: Some(claims(1).number),
        staff: None,
    };
    kiosk.fact(annulled, minute);
}

/// Pushes what is not acknowledged yet, a record or some at a time, for as long as the server answers.
fn push_until_killed(kiosk: &Kiosk, url: &str, acknowledged: &mut u64, killed: &AtomicBool) {
    for size in (1..7).cycle() {
        let rest = &kiosk.journal[*acknowledged as usize..];
        if rest.is_empty() || killed.load(Ordering::SeqCst) {
            return;
        }
        let batch = kiosk.batch(&rest[..size.min(rest.len())]);
        let sent = ureq::post(url)
            .header("authorization", format!("Bearer {}", kiosk.token))
            .header("content-type", "application/json")
            .send(&serde_json::to_vec(&batch).unwrap());
        let Ok(text) = sent.and_then(|mut answer| answer.body_mut().read_to_string()) else {
            return;
        };
        let reply: PushReply = serde_json::from_str(&text).unwrap();
        assert!(
            reply.contiguous_ack >= *acknowledged,
            "an acknowledgement was lost"
        );
        *acknowledged = reply.contiguous_ack;
    }
}

struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(venue: &Venue) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sync-server"))
            .args(["serve", "--clock-is-right", "--listen", "127.0.0.1:0"])
            .args(venue.options())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let urls = ServedUrls::read(child.stdout.take().unwrap());
        Self {
            child,
            url: format!("{}/api/v1/records", urls.devices),
        }
    }
}
