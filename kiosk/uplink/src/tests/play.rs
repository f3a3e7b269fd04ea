//! Kiosks of one name, copied and set back, and their server, set back too, in any order of steps: every record counts
//! exactly once, and nothing waits for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use journal::{FILE, Journal};
use kiosk_fixtures::server::Store;
use proptest::prelude::*;
use shared::checkin::Direction;
use shared::ids::{TicketNumber, TicketType};
use shared::protocol::v1::{FeedReply, Push};
use shared::record::{Fact, Stamp};
use shared::time::UnixMs;

use crate::scene::*;
use crate::{Line, Step, plan};

/// The most disks in a play: the kiosk's own and its copies.
const DISKS: usize = 3;
/// A ticket that is shown again and again, at whichever copy.
const SHARED_TICKET: u32 = 9_999;

/// What may happen, one after the other. The number says to which disk.
#[derive(Debug, Clone, Copy)]
enum PlayStep {
    Record(usize),
    RecordShared(usize),
    RecordWalkIn(usize),
    Push(usize),
    QuestionLost(usize),
    AnswerLost(usize),
    Feed(usize),
    /// A feed answer that comes after everything up to the next [`PlayStep::LateFeed`].
    HeldFeed(usize),
    LateFeed,
    KioskKilled(usize),
    ServerBackedUp,
    ServerRestored,
    /// The disk as it is now is kept as an image.
    Imaged(usize),
    /// The disk becomes what an image holds.
    SetBack(usize, usize),
    /// A further kiosk of the same name begins with a copy of the disk.
    Cloned(usize),
}

fn steps() -> impl Strategy<Value = Vec<PlayStep>> {
    use PlayStep::*;
    let disk = 0..DISKS;
    let step = prop_oneof![
        5 => disk.clone().prop_map(Record),
        1 => disk.clone().prop_map(RecordShared),
        1 => disk.clone().prop_map(RecordWalkIn),
        4 => disk.clone().prop_map(Push),
        1 => disk.clone().prop_map(QuestionLost),
        2 => disk.clone().prop_map(AnswerLost),
        3 => disk.clone().prop_map(Feed),
        1 => disk.clone().prop_map(HeldFeed),
        1 => Just(LateFeed),
        1 => disk.clone().prop_map(KioskKilled),
        1 => Just(ServerBackedUp),
        1 => Just(ServerRestored),
        2 => disk.clone().prop_map(Imaged),
        2 => (disk.clone(), 0..8_usize).prop_map(|(disk, image)| SetBack(disk, image)),
        1 => disk.prop_map(Cloned),
    ];
    proptest::collection::vec(step, 1..60)
}

/// One disk with the kiosk that works on it.
struct Disk {
    folder: PathBuf,
    journal: Option<Journal>,
}

impl Disk {
    fn open(folder: PathBuf) -> Self {
        let journal = Some(journal(&folder));
        Self { folder, journal }
    }

    fn journal(&mut self) -> &mut Journal {
        self.journal.as_mut().unwrap()
    }

    /// Does something with the journal's file while nobody has it open.
    fn closed<T>(&mut self, act: impl FnOnce(&Path) -> T) -> T {
        let path = self.folder.join(FILE);
        // A journal that was forgotten as if killed may still be open; this moves everything into the one file.
        rusqlite::Connection::open(&path)
            .unwrap()
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        self.journal = None;
        let done = act(&path);
        self.journal = Some(journal(&self.folder));
        done
    }

    /// The bodies of the records that count here.
    fn bodies(&self) -> Vec<String> {
        let db = rusqlite::Connection::open(self.folder.join(FILE)).unwrap();
        let sql = "SELECT body FROM records WHERE moved_to IS NULL";
        let mut statement = db.prepare(sql).unwrap();
        let bodies = statement.query_map([], |row| row.get(0)).unwrap();
        bodies.collect::<Result<_, _>>().unwrap()
    }
}

struct Play {
    dir: tempfile::TempDir,
    disks: Vec<Disk>,
    images: Vec<Vec<u8>>,
    server: Store,
    backup: Store,
    held: Option<(usize, FeedReply)>,
    recorded: u32,
}

impl Play {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let first = dir.path().join("0");
        std::fs::create_dir(&first).unwrap();
        let mut disk = Disk::open(first);
        disk.journal().apply_feed(&first_feed()).unwrap();
        Self {
            disks: vec![disk],
            dir,
            images: Vec::new(),
            server: Store::default(),
            backup: Store::default(),
            held: None,
            recorded: 0,
        }
    }

    fn step(&mut self, step: PlayStep) {
        match step {
            PlayStep::Record(disk) => self.record(disk, entry),
            PlayStep::RecordShared(disk) => self.record(disk, |_| entry(SHARED_TICKET)),
            PlayStep::RecordWalkIn(disk) => self.record(disk, |_| Fact::Walked {
                gate: gate("main"),
                direction: Direction::In,
                kind: TicketType(1),
                people: 1,
                staff: None,
            }),
            PlayStep::Push(disk) => self.push(disk, true, true),
            PlayStep::QuestionLost(disk) => self.push(disk, false, false),
            PlayStep::AnswerLost(disk) => self.push(disk, true, false),
            PlayStep::Feed(disk) => {
                let reply = self.ask(disk);
                self.disk(disk).journal().apply_feed(&reply).unwrap();
            }
            PlayStep::HeldFeed(disk) => self.held = Some((disk, self.ask(disk))),
            PlayStep::LateFeed => {
                if let Some((disk, reply)) = self.held.take() {
                    self.disk(disk).journal().apply_feed(&reply).unwrap();
                }
            }
            PlayStep::KioskKilled(disk) => {
                let disk = self.disk(disk);
                std::mem::forget(disk.journal.take());
                disk.journal = Some(journal(&disk.folder));
            }
            PlayStep::ServerBackedUp => self.backup = self.server.clone(),
            PlayStep::ServerRestored => {
                let epoch = self.server.epoch + 1;
                self.server = self.backup.clone();
                self.server.epoch = epoch;
            }
            PlayStep::Imaged(disk) => {
                let image = self.disk(disk).closed(|file| std::fs::read(file).unwrap());
                self.images.push(image);
            }
            PlayStep::SetBack(disk, image) => {
                if !self.images.is_empty() {
                    // Nothing that the kiosk was waiting for outlives it.
                    self.held = None;
                    let image = self.images[image % self.images.len()].clone();
                    self.disk(disk).closed(|file| {
                        for end in ["", "-wal", "-shm"] {
                            let _ = std::fs::remove_file(format!("{}{end}", file.display()));
                        }
                        std::fs::write(file, image).unwrap();
                    });
                }
            }
            PlayStep::Cloned(disk) => {
                if self.disks.len() < DISKS {
                    let image = self.disk(disk).closed(|file| std::fs::read(file).unwrap());
                    let folder = self.dir.path().join(self.disks.len().to_string());
                    std::fs::create_dir(&folder).unwrap();
                    std::fs::write(folder.join(FILE), image).unwrap();
                    self.disks.push(Disk::open(folder));
                }
            }
        }
    }

    fn disk(&mut self, disk: usize) -> &mut Disk {
        let disk = disk % self.disks.len();
        &mut self.disks[disk]
    }

    fn record(&mut self, disk: usize, fact: impl FnOnce(u32) -> Fact) {
        self.recorded += 1;
        let number = self.recorded;
        // No two events of a device have the same stamp.
        let stamp = Stamp {
            mono_ms: number.into(),
            ..stamp(MORNING.plus(number.into()))
        };
        let journal = self.disk(disk).journal();
        journal.record(&fact(number), &stamp).unwrap();
    }

    fn ask(&mut self, disk: usize) -> FeedReply {
        let query = self.disk(disk).journal().feed_query().unwrap();
        self.server.tell(&query)
    }

    fn push(&mut self, disk: usize, asked: bool, answered: bool) {
        let journal = self.disk(disk).journal();
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
            known_pins: Vec::new(),
            device: None,
            exhibition: EXHIBITION,
            kiosk: kiosk("A1"),
            incarnation,
            after: batch.after,
            known: Some(batch.known),
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
            let journal = self.disk(disk).journal();
            journal.apply_push(incarnation, sent, &reply).unwrap();
        }
    }

    /// Everything works again.
    fn end(mut self) {
        for disk in 0..self.disks.len() {
            self.step(PlayStep::Push(disk));
            for _ in 0..200 {
                if self.disk(disk).journal().outbox().unwrap().waiting == 0 {
                    break;
                }
                self.step(PlayStep::Push(disk));
                self.step(PlayStep::Feed(disk));
            }
        }
        for disk in 0..self.disks.len() {
            self.step(PlayStep::Push(disk));
            self.step(PlayStep::Feed(disk));
        }
        let mut counted: BTreeMap<UnixMs, TicketNumber> = BTreeMap::new();
        for (record, ..) in self.server.counted() {
            if let Some(claims) = record.fact.claims() {
                let before = counted.insert(record.stamp.corrected(), claims.number);
                assert_eq!(before, None, "an event counts twice");
            }
        }
        for disk in &mut self.disks {
            let waiting = disk.journal().outbox().unwrap().waiting;
            assert_eq!(waiting, 0, "the outbox empties");
            for body in disk.bodies() {
                assert!(self.server.counts(&body), "{body} does not count");
            }
            let checked = disk.journal().check().unwrap();
            assert!(checked.agrees(), "{checked:?}");
            let tickets: BTreeSet<TicketNumber> = counted.values().copied().collect();
            for ticket in tickets {
                let known = disk.journal().history(ticket).unwrap().passages;
                let known: Vec<UnixMs> = known.iter().map(|passage| passage.order.at).collect();
                let once: BTreeSet<UnixMs> = known.iter().copied().collect();
                assert_eq!(
                    known.len(),
                    once.len(),
                    "{ticket:?} is known twice: {known:?}"
                );
                let told = counted.iter().filter(|(_, of)| **of == ticket);
                for (at, _) in told {
                    assert!(once.contains(at), "{ticket:?} at {at:?} is not known");
                }
            }
        }
    }
}

fn play(steps: impl IntoIterator<Item = PlayStep>) {
    let mut play = Play::new();
    for step in steps {
        play.step(step);
    }
    play.end();
}

#[test]
fn second_set_back_with_unsent_record_syncs() {
    use PlayStep::*;
    play([
        Imaged(0),
        Record(0),
        Push(0),
        SetBack(0, 0),
        Record(0),
        Imaged(0),
        Push(0),
        Push(0),
        SetBack(0, 1),
        Feed(0),
    ]);
}

#[test]
fn clone_with_unsent_record_syncs() {
    use PlayStep::*;
    play([
        Imaged(0),
        Record(0),
        Push(0),
        SetBack(0, 0),
        RecordShared(0),
        RecordWalkIn(0),
        Cloned(0),
        RecordShared(1),
        Push(0),
        Push(0),
        Feed(1),
    ]);
}

#[test]
fn clones_meet_again_on_an_emptied_server() {
    use PlayStep::*;
    play([
        Cloned(0),
        Cloned(0),
        Record(2),
        Push(2),
        ServerRestored,
        Record(0),
        RecordShared(2),
    ]);
}

#[test]
fn event_of_a_clone_goes_by_its_last_identity() {
    use PlayStep::*;
    play([
        Cloned(0),
        Record(2),
        AnswerLost(2),
        Feed(1),
        ServerRestored,
        Record(1),
        Push(1),
    ]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: damaged_input::cases(64), ..ProptestConfig::default() })]

    #[test]
    fn every_record_counts_exactly_once(steps in steps()) {
        play(steps);
    }
}
