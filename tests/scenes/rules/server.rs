//! The scenes through a server: what the kiosks wrote down is pushed over HTTP, in several orders and
//! groupings, and adds up to what each scene says.

use std::path::Path;
use sync_server::SqliteDatabase;
use sync_server::catalogue;
use sync_server::ports::Database as _;
use sync_server::system_time;

use checkin_scenes::{Change, Scene};
use serde_json::value::RawValue;
use shared::checkin::Direction;
use shared::protocol::v1::{
    DayTotals, Push, PushRecord, PushReply, Totals, parse_body, write_body,
};
use shared::record::{ChainHash, Origin};
use shared::time::UnixMs;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::tickets::{self, IssueRequest, TicketName};
use sync_server::{Background, Config, Listeners, setup};

use super::door::{Door, ELSEWHERE};
use crate::venue::wait_until;

#[test]
fn every_scene_adds_up_at_a_server_as_it_is_written_in_any_order_of_arrival() {
    for scene in checkin_scenes::all().unwrap() {
        let mut door = Door::new(&scene);
        door.play(&scene, |_, _, _, _| {});
        let venue = Venue::of(&door);
        let straight = venue.arriving(&door, 0, None);
        for (day, name, is, ought) in figures(&door, &scene, &straight) {
            assert_eq!(is, ought, "{}, day {day}: {name}", scene.name);
        }
        for seed in 1..3 {
            let other = venue.arriving(&door, seed, Some(&straight));
            assert_eq!(other, straight, "{}, order {seed}", scene.name);
        }
    }
}

/// An exhibition at which nothing was recorded yet, and what the kiosks hold.
struct Venue {
    folder: tempfile::TempDir,
    journals: Vec<Journal>,
}

/// Has the server know the tickets and the places that a kiosk wrote down: a scene tells of one person at any gate.
fn permit(server: &Path, journal: &Journal) {
    let db = rusqlite::Connection::open(server.join("exhibition.db")).unwrap();
    for record in &journal.records {
        let body: serde_json::Value = serde_json::from_str(record.body.get()).unwrap();
        if let Ok(record) = parse_body(record.body.get())
            && let Some(claims) = record.fact.claims()
        {
            let known =
                "UPDATE tickets SET claims = ?2, digits = '', row_hash = NULL WHERE number = ?1";
            let bytes = claims.to_bytes().unwrap();
            db.execute(known, (claims.number.0, bytes)).unwrap();
        }
        let kiosk = journal.origin.kiosk.as_str();
        let gate = body["gate"].as_str().unwrap_or("main");
        let booth = body["booth"].as_u64().map(|booth| booth.to_string());
        let place = "INSERT OR IGNORE INTO device_places VALUES (?1, ?2, ?3, NULL)";
        for role in ["door", booth.as_deref().unwrap_or("door")] {
            db.execute(place, (kiosk, gate, role)).unwrap();
        }
    }
    drop(db);
    // A recount makes the hashes anew of what was changed here.
    SqliteDatabase::at(server).rebuild(true).unwrap();
}

/// What one kiosk wrote down.
struct Journal {
    origin: Origin,
    token: String,
    records: Vec<PushRecord>,
}

impl Venue {
    fn of(door: &Door) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = folder.path().join("server");
        setup::init(&SqliteDatabase::at(&server), &door.first, None, UnixMs(0)).unwrap();
        let last = door.standings.iter().map(|(ticket, ..)| ticket.0).max();
        if let Some(count) = last {
            // Tickets are numbered from 1; what they grant does not matter to whoever withdraws one.
            let request = IssueRequest {
                count,
                kind: "visitor".to_owned(),
                days: 0b1111,
                party: None,
            };
            tickets::issue(&SqliteDatabase::at(&server), &request, system_time()).unwrap();
        }
        let enrol = |name: &str, gate: &str| {
            let (id, gate) = (name.parse().unwrap(), gate.parse().unwrap());
            let urls = ["http://127.0.0.1:9".to_owned()];
            let place = KioskPlace::door(&gate, Direction::In, &urls);
            let (database, kind) = (SqliteDatabase::at(&server), KioskEnrolment::New);
            let contents = kiosks::enrol(&database, &id, &place, kind, system_time());
            contents.unwrap().enrolled.token
        };
        let mut here = door.journal();
        let life = here.outbox().unwrap().current;
        let batch = here.batch(life, 0, 500, 1 << 20).unwrap();
        let journals = vec![
            Journal {
                token: enrol("A1", "main"),
                origin: batch.origin,
                records: batch.records,
            },
            elsewhere(door, enrol("B1", "river")),
        ];
        for journal in &journals {
            permit(&server, journal);
        }
        Self { folder, journals }
    }

    /// The totals after everything has come in an order of its own: each kiosk hands in its records
    /// by so many, in turns, some of them twice; what the organisers decided is known before the
    /// doors open, or only at the end, and then waited for until the totals are `straight`.
    fn arriving(&self, door: &Door, seed: usize, straight: Option<&[DayTotals]>) -> Vec<DayTotals> {
        let data = self.folder.path().join(format!("server-{seed}"));
        copy(&self.folder.path().join("server"), &data);
        let stand = || {
            for (ticket, change, at) in &door.standings {
                let change = match change {
                    Change::Revoke => tickets::StatusChange::Revoke,
                    Change::Block => tickets::StatusChange::Block,
                    Change::Reinstate => tickets::StatusChange::Reinstate,
                };
                tickets::change_status(
                    &SqliteDatabase::at(&data),
                    TicketName::Number(*ticket),
                    change,
                    *at,
                )
                .unwrap();
            }
            let mut catalogue = door.first.clone();
            for dropped in &door.dropped {
                catalogue = checkin_scenes::without(&catalogue, dropped);
                let publication = catalogue::Publication::new(&catalogue).confirmed(true);
                catalogue::publish(&SqliteDatabase::at(&data), publication, UnixMs(0)).unwrap();
            }
        };
        let late = seed % 2 == 1;
        if !late {
            stand();
        }
        let listeners = Listeners::on_loopback().unwrap();
        let server = Background::start(listeners, Config::new(&data)).unwrap();
        let addresses = server.addresses();
        let url = format!("http://{}", addresses.devices);
        let desk = format!("http://{}", addresses.desk);
        let mut sent = [0; 2];
        for turn in seed.. {
            let place = turn % 2;
            let (journal, from) = (&self.journals[place], sent[place]);
            let to = (from + 1 + turn % (seed + 1)).min(journal.records.len());
            let again = from.saturating_sub(seed % 3);
            journal.push(&url, &journal.records[again..to]);
            sent[place] = to;
            if (0..2).all(|place| sent[place] == self.journals[place].records.len()) {
                break;
            }
        }
        if late {
            stand();
        }
        if let (true, Some(straight)) = (late, straight) {
            // What another process changed is taken over at the next look around.
            wait_until("the totals are those of the other orders", || {
                totals(&desk) == straight
            });
        }
        let days = totals(&desk);
        server.stop().unwrap();
        if straight.is_none() {
            // Made anew from the database, they are the same.
            let listeners = Listeners::on_loopback().unwrap();
            let server = Background::start(listeners, Config::new(&data)).unwrap();
            assert_eq!(totals(&format!("http://{}", server.addresses().desk)), days);
            server.stop().unwrap();
        }
        days
    }
}

impl Journal {
    fn push(&self, url: &str, records: &[PushRecord]) {
        let push = Push {
            known_pins: Vec::new(),
            device: None,
            exhibition: self.origin.exhibition,
            kiosk: self.origin.kiosk.clone(),
            incarnation: self.origin.incarnation,
            after: None,
            known: None,
            complete_to_ms: None,
            waiting: 0,
            records: records.to_vec(),
        };
        let mut answer = ureq::post(format!("{url}/api/v1/records"))
            .header("authorization", format!("Bearer {}", self.token))
            .send(&serde_json::to_vec(&push).unwrap()[..])
            .unwrap();
        let reply: PushReply =
            serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        assert_eq!(reply.rejected, []);
        let last = records.last().map_or(0, |record| record.seq);
        assert!(reply.contiguous_ack >= last);
    }
}

/// What kiosk B1 would hand in.
fn elsewhere(door: &Door, token: String) -> Journal {
    let origin = Origin {
        exhibition: door.catalogue.exhibition,
        kiosk: "B1".parse().unwrap(),
        incarnation: ELSEWHERE,
    };
    let mut link = ChainHash::start(&origin);
    let mut records = Vec::new();
    for (seq, record) in (1..).zip(&door.elsewhere) {
        let body = write_body(record).unwrap();
        link = link.next(seq, &body);
        records.push(PushRecord {
            seq,
            hash: link.0,
            body: RawValue::from_string(body).unwrap(),
        });
    }
    Journal {
        origin,
        token,
        records,
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

fn totals(url: &str) -> Vec<DayTotals> {
    let mut answer = ureq::get(format!("{url}/api/v1/totals")).call().unwrap();
    let text = answer.body_mut().read_to_string().unwrap();
    serde_json::from_str::<Totals>(&text).unwrap().days
}

/// Every figure that the scene names: the day, its name, what it is, and what it ought to be.
fn figures<'a>(door: &Door, scene: &'a Scene, days: &[DayTotals]) -> Vec<(u8, &'a str, i64, i64)> {
    let mut found = Vec::new();
    for (day, figures) in &scene.totals {
        let date = door.catalogue.days[usize::from(*day) - 1].date;
        let totals = days.iter().find(|it| it.date == date).unwrap();
        for (name, ought) in figures {
            found.push((
                *day,
                name.as_str(),
                checkin_scenes::figure(totals, name).unwrap(),
                *ought,
            ));
        }
    }
    found
}
