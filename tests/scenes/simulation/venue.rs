//! Everything together, and what each step does to it.

use std::path::PathBuf;

use desk::Desk;
use shared::checkin::Direction;
use shared::ids::TicketType;
use shared::protocol::v1::{ErrorReply, FeedReply, Push, PushReply, REVOKED_TOKEN, RejectCode};
use shared::record::Fact;
use shared::time::UnixMs;
use sync_server::InProcessAnswer;
use sync_server::catalogue::{self, Publication};
use sync_server::kiosk_folder;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::operations::trust;
use sync_server::ports::Database;
use sync_server::tickets::{self, StatusChange};
use tempfile::TempDir;
use uplink::{Ask, Line, Step as Send, plan};

use super::device::Device;
use super::events::{Shown, Truth, id_of};
use super::hall::Hall;
use super::server::{Backup, Server};
use super::sold::{self, IN_PARTS, SoldTicket};
use super::step::{Fate, Restored, Step};
use super::template::{KIOSKS, LISTED, Template, copy, new_dir, start, way_of};

/// The most devices there are.
const DEVICES: usize = 5;
/// How long a kiosk waits for an answer, in milliseconds.
const PATIENCE_MS: i64 = 15_000;
/// How long a message is on its way, in milliseconds.
const WAY_MS: i64 = 3;

/// What the server can know of the numbers that were given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Continued,
    /// It was restored, and knows it.
    Restored,
    /// The disk's blocks were put back, which nothing at the server shows before a kiosk is heard.
    Unknown,
    /// A restored server has given out tickets. Whoever restores the same backup once more gets the same numbers.
    Anew,
}

pub(super) struct Venue {
    dir: TempDir,
    pub(super) now: UnixMs,
    pub(super) server: Server,
    pub(super) devices: Vec<Device>,
    pub(super) tickets: Vec<SoldTicket>,
    /// What the server has acknowledged, by what is on its disk now.
    pub(super) acknowledged: Shown,
    images: Vec<(usize, PathBuf, Shown)>,
    backups: Vec<(Backup, Shown, UnixMs)>,
    /// Requests that are under way although nobody waits for them: the token and the batch.
    late: Vec<(String, Vec<u8>)>,
    folders: usize,
    numbering: Numbering,
    /// How many tickets are on the seller's list.
    listed: usize,
    /// How many backups there were when the last ticket was given out. The blocks of an earlier one know nothing of it.
    issued_after: usize,
    pub(super) hall: Hall,
    /// A bit was flipped somewhere.
    pub(super) is_damaged: bool,
    pub(super) faults: Vec<String>,
}

impl Venue {
    pub(super) fn open() -> Self {
        let template = Template::get();
        let (dir, now) = (new_dir(), start());
        let server = dir.path().join("server");
        let devices = KIOSKS.iter().zip(&template.configs).enumerate();
        let devices = devices.map(|(number, ((name, _), config))| {
            let folder = dir.path().join(name);
            copy(&template.folder(name), &folder);
            Device::new(number, number, folder, config.clone(), now)
        });
        Self {
            devices: devices.collect(),
            server: Server::start(server, now),
            dir,
            now,
            tickets: template.tickets.clone(),
            acknowledged: Shown::default(),
            images: Vec::new(),
            backups: Vec::new(),
            late: Vec::new(),
            folders: 0,
            numbering: Numbering::Continued,
            listed: LISTED,
            issued_after: 0,
            hall: Hall::default(),
            is_damaged: false,
            faults: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, step: Step) {
        self.pass(7);
        let of = |device: u8| usize::from(device) % self.devices.len();
        match step {
            Step::Wait(ms) => self.pass(i64::from(ms)),
            Step::Scan(device, ticket) => self.scan(of(device), ticket, false),
            Step::Exit(device, ticket) => self.scan(of(device), ticket, true),
            Step::Part(device, ticket, people) => self.part(of(device), ticket, people),
            Step::WalkIn(device, people) => self.walk_in(of(device), people),
            Step::Override(device, ticket) => self.let_in(of(device), ticket),
            Step::Annul(device, back) => self.annul(of(device), back),
            Step::Push(device, fate) => {
                self.push(of(device), fate);
            }
            Step::Feed(device, fate) => {
                self.feed(of(device), fate);
            }
            Step::Late(device) => self.late(of(device)),
            Step::Sync(device) => self.sync(of(device)),
            Step::Killed(device) => self.kill(of(device)),
            Step::PowerCut(device, minutes) => {
                let device = of(device);
                self.on_copied_disk(device);
                self.devices[device].boot(i64::from(minutes) * 60_000);
            }
            Step::ClockSet(device, minutes) => {
                self.devices[of(device)].set_clock(i64::from(minutes) * 60_000);
            }
            Step::BitFlipped(device, bit) => self.flip(of(device), bit),
            Step::Imaged(device) => {
                let (device, folder) = (of(device), self.new_folder());
                let device = &self.devices[device];
                copy(&device.folder, &folder);
                self.images
                    .push((device.kiosk, folder, device.shown.clone()));
            }
            Step::SetBack(device, image) => self.set_back(of(device), image),
            Step::Cloned(device) => self.clone_device(of(device)),
            Step::ServerKilled => self.server.kill(),
            Step::ServerRestarted => self.server.restart(),
            Step::BackedUp => {
                let folder = self.new_folder();
                let backup = self.server.back_up(folder);
                let acknowledged = self.acknowledged.clone();
                self.backups.push((backup, acknowledged, self.now));
            }
            Step::Restore(backup, how) => {
                let backup = usize::from(backup) % self.backups.len().max(1);
                let is_blind = how == Restored::Blocks && backup < self.issued_after;
                if !self.backups.is_empty() && self.numbering != Numbering::Anew && !is_blind {
                    self.numbering = match how {
                        Restored::Blocks => Numbering::Unknown,
                        Restored::Folder | Restored::Database => Numbering::Restored,
                    };
                    let (kept, acknowledged, made) = &self.backups[backup];
                    let made = *made;
                    self.server.restore(kept, how);
                    self.acknowledged = acknowledged.clone();
                    self.note_restore(backup, made, how == Restored::Blocks);
                }
            }
            Step::Quarantined(device) => {
                let kiosk = self.devices[of(device)].config.kiosk.clone();
                let change = |db: &dyn Database| trust::quarantine(db, &kiosk, None, self.now);
                self.server.change(change).unwrap();
            }
            Step::Released(device) => {
                let kiosk = self.devices[of(device)].config.kiosk.clone();
                let change = |db: &dyn Database| trust::release(db, &kiosk, self.now);
                // It need not be in quarantine.
                let _ = self.server.change(change);
            }
            Step::Revoked(device) => {
                let kiosk = self.devices[of(device)].config.kiosk.clone();
                let change = |db: &dyn Database| kiosks::remove(db, &kiosk);
                // It may be out of service already.
                let _ = self.server.change(change);
            }
            Step::Renewed(device) => self.renew(self.devices[of(device)].kiosk),
            Step::RulesChanged => self.change_rules(),
            Step::TicketRevoked(ticket) => self.set_status(ticket, StatusChange::Revoke),
            Step::TicketReinstated(ticket) => self.set_status(ticket, StatusChange::Reinstate),
            Step::TicketIssued => self.sell(false),
            Step::ListImported => self.sell(true),
            Step::Seat(kiosk, ticket) => self.seat(kiosk, ticket),
            Step::SeatsReported(kiosk, fate) => self.report_seats(kiosk, fate),
            Step::SeatsReleased(ticket) => self.release_seats(ticket),
            Step::HallPowerCut(kiosk, minutes) => self.cut_hall_power(kiosk, minutes),
            Step::HallSetBack(image) => self.set_hall_back(image),
        }
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, ms: i64) {
        self.now = self.now.plus(ms);
        self.server.set_time(self.now);
        for device in &self.devices {
            device.set_time(self.now);
        }
        self.set_hall_time();
    }

    pub(super) fn new_folder(&mut self) -> PathBuf {
        self.folders += 1;
        self.dir.path().join(format!("disk-{}", self.folders))
    }

    /// Has somebody do something at a door's desk. What is shown then is a promise.
    fn at_desk(
        &mut self,
        device: usize,
        act: impl FnOnce(&mut Desk, &shared::record::Stamp) -> Result<bool, String>,
    ) {
        let now = self.now;
        let device = &mut self.devices[device];
        let name = device.config.kiosk.to_string();
        let program = device.program.as_mut().unwrap();
        let stamp = program.clock.stamp();
        let heard = program.desk.journal().heard_in_run(&stamp.boot).unwrap();
        match act(&mut program.desk, &stamp) {
            Ok(true) => {
                let truth = Truth {
                    at: now,
                    knew_time: heard.is_some(),
                };
                device.shown.insert(id_of(&name, &stamp), truth);
            }
            Ok(false) => {}
            // A kiosk that is out of service shows nothing.
            Err(error) if error.contains("out of service") => {}
            Err(error) => self.faults.push(error),
        }
    }

    pub(super) fn backups_made(&self) -> usize {
        self.backups.len()
    }

    pub(super) fn ticket(&self, ticket: u8) -> SoldTicket {
        self.tickets[usize::from(ticket) % self.tickets.len()].clone()
    }

    fn scan(&mut self, device: usize, ticket: u8, is_exit: bool) {
        let ticket = self.ticket(ticket);
        // Those at the exit go out; others are let out at a door now and then.
        let device = if is_exit {
            self.exit_or(device)
        } else {
            device
        };
        self.at_desk(device, |desk, stamp| {
            let judged = desk.scan(&ticket.code, stamp);
            judged.map(|_| true).map_err(|error| error.to_string())
        });
    }

    /// Two or three of a party come or go.
    fn part(&mut self, device: usize, ticket: u8, people: u8) {
        let parties: Vec<&SoldTicket> = self
            .tickets
            .iter()
            .filter(|it| it.kind == IN_PARTS)
            .collect();
        let code = parties[usize::from(ticket) % parties.len()].code.clone();
        let people = Some(2 + u16::from(people % 2));
        let mode = self.devices[device].config.mode();
        self.at_desk(device, |desk, stamp| {
            let judged = desk.judge(&code, mode, people, stamp);
            judged.map(|_| true).map_err(|error| error.to_string())
        });
    }

    fn exit_or(&self, device: usize) -> usize {
        let is_exit = |it: &Device| KIOSKS[it.kiosk].0 == "X1";
        let exit = self.devices.iter().position(is_exit);
        exit.unwrap_or(device)
    }

    fn walk_in(&mut self, device: usize, people: u8) {
        let config = &self.devices[device].config;
        let fact = Fact::Walked {
            gate: config.gate.clone(),
            direction: Direction::In,
            kind: TicketType(1),
            people: u16::from(people % 5) + 1,
            staff: None,
        };
        self.note(device, fact);
    }

    fn let_in(&mut self, device: usize, ticket: u8) {
        let claims = self.ticket(ticket).claims;
        let fact = Fact::Overridden {
            gate: self.devices[device].config.gate.clone(),
            claims: (!ticket.is_multiple_of(3)).then_some(claims),
            people: u16::from(claims.party),
            refused: None,
            reason: "other".parse().unwrap(),
            staff: None,
        };
        self.note(device, fact);
    }

    fn annul(&mut self, device: usize, back: u8) {
        let mode = self.devices[device].config.mode();
        let gate = self.devices[device].config.gate.clone();
        self.at_desk(device, |desk, stamp| {
            let last = desk.last_passages(mode, 3).unwrap();
            let Some((target, record)) = last.get(usize::from(back % 3)) else {
                return Ok(false);
            };
            let fact = Fact::Annulled {
                gate,
                target: target.clone(),
                ticket: record.fact.claims().map(|claims| claims.number),
                staff: None,
            };
            let noted = desk.note(fact, mode, stamp);
            noted.map(|_| true).map_err(|error| error.to_string())
        });
    }

    fn note(&mut self, device: usize, fact: Fact) {
        let mode = self.devices[device].config.mode();
        self.at_desk(device, |desk, stamp| {
            let noted = desk.note(fact, mode, stamp);
            noted.map(|_| true).map_err(|error| error.to_string())
        });
    }

    /// Sends a batch; `false` when nothing waits, or nothing came of it.
    pub(super) fn push(&mut self, device: usize, fate: Fate) -> bool {
        let program = self.devices[device].program();
        // Whoever waits for an answer sends nothing else meanwhile, and gives up at last.
        program.late_push = None;
        let outbox = program.sender.outbox().unwrap();
        let step = match plan(&outbox, &Line::default(), 0) {
            Send::Push {
                incarnation,
                after,
                count,
            } => Send::Push {
                incarnation,
                after,
                // Several batches are under way in a run.
                count: count.min(3),
            },
            step => step,
        };
        let pending = program.sender.prepare_push(step).unwrap().unwrap();
        let body = serde_json::to_vec(&pending.push).unwrap();
        let token = self.devices[device].config.token.secret().to_owned();
        let asked = self.now;
        self.pass(WAY_MS);
        match fate {
            Fate::RequestLost => return false,
            Fate::RequestLate => {
                self.late.push((token, body));
                return false;
            }
            _ => {}
        }
        let mut answer = self.deliver(&token, &body);
        if fate == Fate::Repeated {
            answer = self.deliver(&token, &body);
        }
        self.pass(WAY_MS);
        match fate {
            Fate::AnswerLost => return false,
            Fate::AnswerLate => {
                self.devices[device].program().late_push = Some((pending, answer, asked));
                return false;
            }
            _ => {}
        }
        self.hear_push(device, &pending, &answer)
    }

    fn hear_push(
        &mut self,
        device: usize,
        pending: &uplink::PendingPush,
        answer: &InProcessAnswer,
    ) -> bool {
        let program = self.devices[device].program();
        if answer.status != 200 {
            refused(&mut program.sender, answer, &mut self.faults);
            return false;
        }
        let reply: PushReply = serde_json::from_slice(&answer.body).unwrap();
        let done = program.sender.apply_push(pending, &reply).unwrap();
        if pending.last > 0 && !done.progress {
            self.faults.push(format!("no progress: {reply:?}"));
        }
        done.progress
    }

    /// A batch comes to the server. What that acknowledges is on its disk.
    pub(super) fn deliver(&mut self, token: &str, body: &[u8]) -> InProcessAnswer {
        let answer = self
            .server
            .answer("/api/v1/records", token, Some(body.to_vec()));
        if answer.status == 200 {
            let push: Push = serde_json::from_slice(body).unwrap();
            let reply: PushReply = serde_json::from_slice(&answer.body).unwrap();
            // From a fork on a kiosk sends everything again, under another life.
            let forks = reply
                .rejected
                .iter()
                .filter(|it| it.code == RejectCode::Fork);
            let fork = forks.map(|it| it.seq).min().unwrap_or(u64::MAX);
            let kept = |seq: u64| seq <= reply.contiguous_ack && seq < fork;
            for record in push.records.iter().filter(|it| kept(it.seq)) {
                let body: serde_json::Value = serde_json::from_str(record.body.get()).unwrap();
                let id = (
                    push.kiosk.to_string(),
                    body["boot"].as_str().unwrap_or_default().to_owned(),
                    body["mono_ms"].as_u64().unwrap_or_default(),
                );
                let shown = self.devices.iter().find_map(|it| it.shown.get(&id));
                let shown = shown.or_else(|| self.images.iter().find_map(|it| it.2.get(&id)));
                if let Some(truth) = shown.copied() {
                    self.acknowledged.insert(id, truth);
                }
            }
        }
        answer
    }

    /// Asks for news or tickets; `true` when there may be more.
    pub(super) fn feed(&mut self, device: usize, fate: Fate) -> bool {
        let config = self.devices[device].config.clone();
        let token = config.token.secret();
        let asked = self.now;
        let program = self.devices[device].program();
        program.late_feed = None;
        if let Ask::Register(query) = program.listener.next().unwrap() {
            program.listener.note_page();
            let path = format!(
                "/api/v1/register?epoch={}&after={}&keyed={}",
                query.epoch, query.after, query.keyed
            );
            let answer = self.server.answer(&path, token, None);
            let program = self.devices[device].program();
            if fate != Fate::Answered || answer.status != 200 {
                return false;
            }
            let page = serde_json::from_slice(&answer.body).unwrap();
            program.listener.apply_page(&query, &page).unwrap();
            // News is asked for between pages.
            return true;
        }
        let pending = program.listener.prepare_feed(0).unwrap();
        let query = &pending.query;
        let mut path = format!(
            "/api/v1/feed?epoch={}&after={}&catalogue={}&wait_s=0",
            query.epoch, query.after, query.catalogue
        );
        if let Some(ticket_list) = query.ticket_list {
            path = format!("{path}&register={ticket_list}");
        }
        self.pass(WAY_MS);
        if matches!(fate, Fate::RequestLost | Fate::RequestLate) {
            return false;
        }
        let answer = self.server.answer(&path, token, None);
        self.pass(WAY_MS);
        match fate {
            Fate::AnswerLost => return false,
            Fate::AnswerLate => {
                self.devices[device].program().late_feed = Some((pending, answer, asked));
                return false;
            }
            _ => {}
        }
        self.hear_feed(device, &pending, &answer)
    }

    fn hear_feed(
        &mut self,
        device: usize,
        pending: &uplink::PendingFeed,
        answer: &InProcessAnswer,
    ) -> bool {
        let program = self.devices[device].program();
        if answer.status != 200 {
            refused(&mut program.listener, answer, &mut self.faults);
            return false;
        }
        let reply: FeedReply = serde_json::from_slice(&answer.body).unwrap();
        program.listener.hear_feed(pending, &reply).unwrap();
        let pulled = program.listener.apply_feed(&pending.query, &reply).unwrap();
        pulled.more || pulled.moved
    }

    fn late(&mut self, device: usize) {
        if !self.late.is_empty() {
            let (token, body) = self.late.remove(device % self.late.len());
            self.deliver(&token, &body);
        }
        self.late_reports();
        let now = self.now;
        let in_time = |since: UnixMs| now.since(since) < PATIENCE_MS;
        let program = self.devices[device].program();
        let (push, feed) = (program.late_push.take(), program.late_feed.take());
        if let Some((pending, answer, _)) = push.filter(|it| in_time(it.2)) {
            self.hear_push(device, &pending, &answer);
        }
        if let Some((pending, answer, _)) = feed.filter(|it| in_time(it.2)) {
            self.hear_feed(device, &pending, &answer);
        }
    }

    pub(super) fn sync(&mut self, device: usize) {
        for _ in 0..100 {
            let asks = self.feed(device, Fate::Answered);
            if !self.push(device, Fate::Answered) && !asks {
                return;
            }
        }
    }

    fn kill(&mut self, device: usize) {
        self.on_copied_disk(device);
        self.devices[device].start();
    }

    /// What a program had not written is gone: it goes on with what is on the disk.
    fn on_copied_disk(&mut self, device: usize) {
        let folder = self.new_folder();
        let device = &mut self.devices[device];
        copy(&device.folder, &folder);
        let shown = device.shown.clone();
        device.take_disk(&folder, shown);
    }

    fn flip(&mut self, device: usize, bit: u8) {
        let folder = &self.devices[device].folder;
        let db = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
        let sql =
            "SELECT r.incarnation, r.seq, r.link FROM lives l JOIN records r USING (incarnation)
            WHERE r.seq = l.ack ORDER BY l.number DESC LIMIT 1";
        let found = db.query_row(sql, [], |row| row.try_into());
        let Ok((incarnation, seq, mut hash)): Result<(i64, i64, [u8; 32]), _> = found else {
            return;
        };
        self.is_damaged = true;
        hash[usize::from(bit) / 8] ^= 1 << (bit % 8);
        let sql = "UPDATE records SET link = ?3 WHERE incarnation = ?1 AND seq = ?2";
        db.execute(sql, (incarnation, seq, hash)).unwrap();
    }

    fn set_back(&mut self, device: usize, image: u8) {
        let kiosk = self.devices[device].kiosk;
        let of_kiosk: Vec<_> = self.images.iter().filter(|it| it.0 == kiosk).collect();
        if of_kiosk.is_empty() {
            return;
        }
        let (_, image, shown) = of_kiosk[usize::from(image) % of_kiosk.len()].clone();
        let folder = self.new_folder();
        copy(&image, &folder);
        let device = &mut self.devices[device];
        device.take_disk(&folder, shown);
        device.boot(0);
    }

    fn clone_device(&mut self, device: usize) {
        if self.devices.len() >= DEVICES {
            return;
        }
        let folder = self.new_folder();
        let number = self.devices.len();
        let device = &self.devices[device];
        copy(&device.folder, &folder);
        let (kiosk, config) = (device.kiosk, device.config.clone());
        let shown = device.shown.clone();
        let mut clone = Device::new(number, kiosk, folder, config, self.now);
        clone.shown = shown;
        self.devices.push(clone);
    }

    /// Gives a kiosk's devices new settings.
    pub(super) fn renew(&mut self, kiosk: usize) {
        let (out, (name, gate)) = (self.new_folder(), KIOSKS[kiosk]);
        let (id, gate) = (name.parse().unwrap(), gate.parse().unwrap());
        let urls = ["https://127.0.0.1:1".to_owned()];
        let place = KioskPlace::door(&gate, way_of(name), &urls);
        let now = self.now;
        self.server.change(|db| {
            let enrol = |kind| kiosk_folder::enrol(db, &id, &place, kind, &out, now);
            enrol(KioskEnrolment::Renewal)
                .or_else(|_| enrol(KioskEnrolment::New))
                .unwrap();
        });
        let config = kiosk_config::Config::read(&out).unwrap();
        for device in &mut self.devices {
            if device.kiosk == kiosk {
                device.config = config.clone();
                for file in ["bootstrap.json", "register.jsonl"] {
                    std::fs::copy(out.join(file), device.folder.join(file)).unwrap();
                }
                device.start();
            }
        }
    }

    fn change_rules(&mut self) {
        let now = self.now;
        self.server.change(|db| {
            let mut catalogue = catalogue::read(db, None).unwrap();
            catalogue.reentry = !catalogue.reentry;
            let replacement = Publication::new(&catalogue).confirmed(true);
            catalogue::publish(db, replacement, now).unwrap();
        });
    }

    fn set_status(&mut self, ticket: u8, to: StatusChange) {
        let (ticket, now) = (self.ticket(ticket).number, self.now);
        let change = |db: &dyn Database| tickets::set_status(db, &[ticket], to, now);
        self.server.change(change).unwrap();
    }

    /// One more ticket is sold: by the organisers, or by the other seller, who sends the whole list.
    fn sell(&mut self, by_seller: bool) {
        self.issued_after = self.backups.len();
        match self.numbering {
            Numbering::Unknown => return,
            Numbering::Restored => self.numbering = Numbering::Anew,
            Numbering::Continued | Numbering::Anew => {}
        }
        let now = self.now;
        let listed = self.listed + usize::from(by_seller);
        let sold = self.server.change(|db| {
            if by_seller {
                sold::import(db, listed, now)
            } else {
                sold::issue(db, "visitor", 1, None, now)
            }
        });
        self.listed = listed;
        for ticket in sold {
            let is_it = |it: &&SoldTicket| it.number == ticket.number || it.code == ticket.code;
            match self.tickets.iter().find(is_it) {
                None => self.tickets.push(ticket),
                Some(known) if known.number != ticket.number => {
                    let other = format!("code {} has another number after a restore", ticket.code);
                    self.faults.push(other);
                }
                // It was on the list before.
                Some(known) if by_seller && known.code == ticket.code => {}
                Some(_) => {
                    let again = format!("ticket {} is given out twice", ticket.number.0);
                    self.faults.push(again);
                }
            }
        }
    }
}

/// A kiosk that is out of service is wiped; anything else but an unknown token is a fault.
fn refused(state: &mut uplink::SyncState, answer: &InProcessAnswer, faults: &mut Vec<String>) {
    let reply: Option<ErrorReply> = serde_json::from_slice(&answer.body).ok();
    match (answer.status, reply) {
        (401, Some(reply)) if reply.code == REVOKED_TOKEN => drop(state.wipe().unwrap()),
        (401, _) => {}
        (status, reply) => faults.push(format!("the server answers {status}: {reply:?}")),
    }
}
