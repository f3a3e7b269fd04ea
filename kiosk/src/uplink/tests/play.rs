//! Whatever happens between a kiosk and its server, in whatever order: every record counts exactly once.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use shared::ids::TicketNumber;
use shared::protocol::v1::Push;

use crate::journal::{FILE, Journal};
use crate::scene::server::Store;
use crate::scene::*;
use crate::uplink::{Line, Step, plan};

/// What may happen between a kiosk and its server, one after the other.
#[derive(Debug, Clone, Copy)]
enum Turn {
    Record,
    Exchange,
    QuestionLost,
    AnswerLost,
    KioskKilled,
    ServerBackedUp,
    ServerRestored,
    DiskImaged,
    DiskRestored,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        5 => Just(Turn::Record),
        4 => Just(Turn::Exchange),
        1 => Just(Turn::QuestionLost),
        2 => Just(Turn::AnswerLost),
        1 => Just(Turn::KioskKilled),
        1 => Just(Turn::ServerBackedUp),
        1 => Just(Turn::ServerRestored),
        1 => Just(Turn::DiskImaged),
        1 => Just(Turn::DiskRestored),
    ];
    proptest::collection::vec(turn, 1..60)
}

struct Play {
    dir: tempfile::TempDir,
    journal: Option<Journal>,
    server: Store,
    backup: Store,
    image: Option<Vec<u8>>,
    tickets: u32,
    server_set_back: bool,
    disk_set_back: u32,
}

impl Play {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self {
            journal: Some(journal(dir.path())),
            dir,
            server: Store::default(),
            backup: Store::default(),
            image: None,
            tickets: 0,
            server_set_back: false,
            disk_set_back: 0,
        }
    }

    fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::Record => {
                self.tickets += 1;
                let fact = entry(self.tickets);
                self.journal().record(&fact, &stamp(MORNING)).unwrap();
            }
            Turn::Exchange => self.exchange(true, true),
            Turn::QuestionLost => self.exchange(false, false),
            Turn::AnswerLost => self.exchange(true, false),
            Turn::KioskKilled => {
                std::mem::forget(self.journal.take());
                self.journal = Some(journal(self.dir.path()));
            }
            Turn::ServerBackedUp => self.backup = self.server.clone(),
            Turn::ServerRestored => {
                self.server_set_back = true;
                let epoch = self.server.epoch + 1;
                self.server = self.backup.clone();
                self.server.epoch = epoch;
            }
            Turn::DiskImaged => {
                self.image = Some(self.closed(|file| std::fs::read(file).unwrap()));
            }
            Turn::DiskRestored => {
                if let Some(image) = self.image.clone() {
                    self.disk_set_back += 1;
                    self.closed(|file| {
                        for end in ["-wal", "-shm"] {
                            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
                        }
                        std::fs::write(file, image).unwrap();
                    });
                }
            }
        }
    }

    fn journal(&mut self) -> &mut Journal {
        self.journal.as_mut().unwrap()
    }

    /// Does something with the journal's file while nobody has it open.
    fn closed<T>(&mut self, act: impl FnOnce(&Path) -> T) -> T {
        // A journal that was forgotten as if killed may still be open; this writes everything home.
        rusqlite::Connection::open(self.dir.path().join(FILE))
            .unwrap()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        self.journal = None;
        let done = act(&self.dir.path().join(FILE));
        self.journal = Some(journal(self.dir.path()));
        done
    }

    fn exchange(&mut self, asked: bool, answered: bool) {
        let journal = self.journal.as_mut().unwrap();
        let outbox = journal.outbox().unwrap();
        let (incarnation, after, count) = match plan(&outbox, &Line::default(), 0) {
            // Small batches, so that several are under way in a play.
            Step::Push {
                incarnation,
                after,
                count,
            } => (incarnation, after, count.min(3)),
            Step::Heartbeat(incarnation) => (incarnation, 0, 0),
            Step::Wait(_) => panic!("there is nothing to wait for"),
        };
        let batch = journal.batch(incarnation, after, count, 1 << 20).unwrap();
        let push = Push {
            exhibition: EXHIBITION,
            kiosk: kiosk("A1"),
            incarnation,
            complete_to_ms: None,
            waiting: batch.waiting,
            records: batch.records,
        };
        if !asked {
            return;
        }
        let reply = self.server.take(&push);
        if answered {
            let sent = push.records.last().map_or(0, |record| record.seq);
            journal.apply_push(incarnation, sent, &reply).unwrap();
        }
    }

    /// Everything works again; what is in the journal must be on the server, once.
    fn end(mut self) {
        self.exchange(true, true);
        for _ in 0..200 {
            if self.journal().outbox().unwrap().waiting == 0 {
                break;
            }
            self.exchange(true, true);
        }
        assert_eq!(
            self.journal().outbox().unwrap().waiting,
            0,
            "the outbox empties"
        );
        let counted = self.server.admitted();
        let mut tickets: Vec<u32> = counted.iter().map(|(ticket, ..)| *ticket).collect();
        tickets.dedup();
        // However often one is stored, it says the same: by that the server knows it for one event.
        let said = self.server.said();
        let events: usize = said.values().map(BTreeSet::len).sum();
        assert_eq!(
            events,
            tickets.len(),
            "an event is told in two ways: {said:?}"
        );
        // Only where both sides have forgotten may a record come under two lives. The server knows it by its bytes then
        // and counts it once; in all other plays it must not come to that.
        let both_forgot = self.server_set_back && self.disk_set_back > 1;
        assert!(
            tickets.len() == counted.len() || both_forgot,
            "nothing is sent under two lives: {counted:?}"
        );
        self.journal().walk().unwrap();
        for ticket in 1..=self.tickets {
            for passage in self.journal().passages(TicketNumber(ticket)).unwrap() {
                let place = (ticket, passage.place.incarnation, passage.place.seq);
                assert!(counted.contains(&place), "{place:?} is not in {counted:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn every_record_counts_exactly_once_whatever_is_lost_killed_or_restored(turns in turns()) {
        let mut play = Play::new();
        for turn in turns {
            play.turn(turn);
        }
        play.end();
    }
}
