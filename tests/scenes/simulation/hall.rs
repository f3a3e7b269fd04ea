//! Two kiosks in the hall that give out the few seats of one session, and what their visitors were told.

use std::path::PathBuf;

use journal::Journal;
use shared::ids::TicketNumber;
use shared::protocol::v1::SeatsReply;
use shared::seats::{MARGIN_MS, SeatStatus};
use shared::time::UnixMs;
use sync_server::operations::seats;
use sync_server::tickets::TicketName;
use uplink::{Line, SeatsWanted, plan};
use view::{Kept, SeatAnswer};

use super::device::Device;
use super::sold::IN_PARTS;
use super::step::Fate;
use super::template::{HALLS, SEATS, SESSION, Template, copy};
use super::venue::Venue;

/// How often everybody reports at the end.
const ROUNDS: usize = 8;

/// What happens in the hall. No run has it that has no such step.
#[derive(Default)]
pub(super) struct Hall {
    devices: Vec<Device>,
    promises: Vec<Promise>,
    /// How many people were sent away, by kiosk: they wait for the server's next answer.
    waiting: [u16; HALLS.len()],
    /// Disks as they were when the power went, by kiosk.
    disks: Vec<(usize, PathBuf, UnixMs)>,
    /// Reports that are under way although nobody waits for them.
    late: Vec<HallReport>,
    /// When reports were made and came, by kiosk.
    reported: Vec<(usize, UnixMs, UnixMs)>,
    /// Times that a kiosk's disk has lost, from the first to the second.
    lost_by_kiosk: Vec<(usize, UnixMs, UnixMs)>,
    /// Times that the server's disk has lost.
    lost_by_server: Vec<(UnixMs, UnixMs)>,
    /// How many backups there were at the last report. The blocks of an earlier one know nothing of it.
    reported_after: usize,
    /// Nothing showed the server that its disk was set back, so it may have granted what it had granted before.
    is_blind: bool,
}

/// A report of a kiosk in the hall.
#[derive(Clone)]
struct HallReport {
    kiosk: usize,
    made: UnixMs,
    token: String,
    body: Vec<u8>,
}

/// A visitor with seats.
#[derive(Debug)]
struct Promise {
    kiosk: usize,
    ticket: TicketNumber,
    people: usize,
    /// Until when they are kept; `None` to the end.
    until: Option<UnixMs>,
    /// The disk that knows of it was set back.
    is_lost: bool,
}

impl Venue {
    fn open_hall(&mut self) {
        if self.hall.devices.is_empty() {
            let template = Template::get();
            for (number, name) in HALLS.iter().enumerate() {
                let folder = self.new_folder();
                copy(&template.folder(name), &folder);
                let config = template.hall_configs[number].clone();
                let device = Device::new(number, number, folder, config, self.now);
                self.hall.devices.push(device);
            }
        }
    }

    pub(super) fn set_hall_time(&self) {
        for device in &self.hall.devices {
            device.set_time(self.now);
        }
    }

    /// A visitor asks for seats, or returns those that they have from this kiosk.
    pub(super) fn seat(&mut self, kiosk: u8, ticket: u8) {
        self.open_hall();
        let kiosk = usize::from(kiosk) % HALLS.len();
        let ticket = self.ticket(ticket);
        if ticket.kind == IN_PARTS {
            return;
        }
        let now = self.now;
        let program = self.hall.devices[kiosk].program();
        let has = |it: &Promise| {
            it.kiosk == kiosk && it.ticket == ticket.number && !it.is_lost && it.is_kept(now)
        };
        if let Some(place) = self.hall.promises.iter().position(has) {
            if !program.desk.give_back(SESSION, ticket.number).unwrap() {
                let gone = format!("seats of ticket {} are gone", ticket.number.0);
                self.faults.push(gone);
            }
            self.hall.promises.remove(place);
            return;
        }
        let people = u16::from(ticket.claims.party.min(2));
        let stamp = program.clock.stamp();
        let asked = program
            .desk
            .ask_for_seats(SESSION, &ticket.code, people, &stamp);
        match asked.unwrap() {
            SeatAnswer::Yours {
                people,
                kept,
                new: true,
            } => self.hall.promises.push(Promise {
                kiosk,
                ticket: ticket.number,
                people: people.into(),
                until: match kept {
                    Kept::Until(until) => Some(until),
                    Kept::ToTheEnd => None,
                },
                is_lost: false,
            }),
            SeatAnswer::Asking { people } => self.hall.waiting[kiosk] += people,
            SeatAnswer::TooFew { .. } => self.hall.waiting[kiosk] += people,
            _ => {}
        }
        self.count_promises();
    }

    /// A kiosk reports, or all doors do, which give out none.
    pub(super) fn report_seats(&mut self, kiosk: u8, fate: Fate) {
        self.open_hall();
        match usize::from(kiosk) % (HALLS.len() + 1) {
            kiosk if kiosk < HALLS.len() => self.report_hall(kiosk, fate),
            _ => self.report_doors(),
        }
    }

    fn report_hall(&mut self, kiosk: usize, fate: Fate) {
        let people = std::mem::take(&mut self.hall.waiting[kiosk]);
        let session = SESSION.to_owned();
        let wanted = (people > 0).then_some(SeatsWanted { session, people });
        let device = &mut self.hall.devices[kiosk];
        let token = device.config.token.secret().to_owned();
        let program = device.program();
        let (push, sent) = program.sender.report_seats(true, wanted.as_ref()).unwrap();
        let report = HallReport {
            kiosk,
            made: self.now,
            token,
            body: serde_json::to_vec(&push).unwrap(),
        };
        match fate {
            Fate::RequestLost => return,
            Fate::RequestLate => return self.hall.late.push(report),
            _ => {}
        }
        self.pass(3);
        if fate == Fate::Repeated {
            self.deliver_report(&report);
        }
        let reply = self.deliver_report(&report);
        self.pass(3);
        if !matches!(fate, Fate::AnswerLost | Fate::AnswerLate)
            && let Some(reply) = reply
        {
            let sender = &mut self.hall.devices[kiosk].program().sender;
            sender.observe(&sent, reply.server_time_ms).unwrap();
            sender.apply_seats(&reply).unwrap();
            self.look_at_allocation(kiosk);
        }
        self.count_promises();
    }

    /// A sign of life: by its answer a kiosk learns that the server was restored.
    fn sign_of_life(&mut self, kiosk: usize) {
        let device = &mut self.hall.devices[kiosk];
        let token = device.config.token.secret().to_owned();
        let sender = &mut device.program().sender;
        let step = plan(&sender.outbox().unwrap(), &Line::default(), 0);
        let pending = sender.prepare_push(step).unwrap().unwrap();
        let body = serde_json::to_vec(&pending.push).unwrap();
        let answer = self.deliver(&token, &body);
        if answer.status == 200 {
            let reply = serde_json::from_slice(&answer.body).unwrap();
            let sender = &mut self.hall.devices[kiosk].program().sender;
            sender.apply_push(&pending, &reply).unwrap();
        }
    }

    /// A server that was restored waits for them too.
    fn report_doors(&mut self) {
        for device in 0..self.devices.len() {
            let token = self.devices[device].config.token.secret().to_owned();
            let sender = &mut self.devices[device].program().sender;
            // One that is out of service says nothing.
            let Ok((push, sent)) = sender.report_seats(false, None) else {
                continue;
            };
            let body = serde_json::to_vec(&push).unwrap();
            let answer = self.server.answer("/api/v1/places", &token, Some(body));
            if answer.status == 200 {
                let reply: SeatsReply = serde_json::from_slice(&answer.body).unwrap();
                let sender = &mut self.devices[device].program().sender;
                sender.observe(&sent, reply.server_time_ms).unwrap();
                sender.apply_seats(&reply).unwrap();
            }
        }
    }

    fn deliver_report(&mut self, report: &HallReport) -> Option<SeatsReply> {
        self.hall.reported_after = self.backups_made();
        (self.hall.reported).push((report.kiosk, report.made, self.now));
        let body = Some(report.body.clone());
        let answer = self.server.answer("/api/v1/places", &report.token, body);
        if answer.status != 200 {
            let answer = String::from_utf8_lossy(&answer.body).into_owned();
            self.faults.push(format!("seats: {answer}"));
            return None;
        }
        Some(serde_json::from_slice(&answer.body).unwrap())
    }

    /// Reports come that nobody waits for.
    pub(super) fn late_reports(&mut self) {
        if let Some(report) = self.hall.late.pop() {
            self.deliver_report(&report);
        }
    }

    pub(super) fn release_seats(&mut self, ticket: u8) {
        let (ticket, now) = (self.ticket(ticket).number, self.now);
        let known = self.listed_seats();
        let name = TicketName::Number(ticket);
        let release = |db: &dyn sync_server::ports::Database| {
            seats::release(db, SESSION, name, None, now).is_ok()
        };
        if self.server.change(release) {
            let is_released = |it: &Promise| it.ticket == ticket && it.is_in(&known);
            self.hall.promises.retain(|it| !is_released(it));
        }
    }

    pub(super) fn cut_hall_power(&mut self, kiosk: u8, minutes: i32) {
        self.open_hall();
        let kiosk = usize::from(kiosk) % HALLS.len();
        let folder = self.new_folder();
        let device = &mut self.hall.devices[kiosk];
        copy(&device.folder, &folder);
        let disk = (kiosk, device.folder.clone(), self.now);
        self.hall.disks.push(disk);
        device.take_disk(&folder, device.shown.clone());
        device.boot(i64::from(minutes) * 60_000);
    }

    pub(super) fn set_hall_back(&mut self, image: u8) {
        if self.hall.disks.is_empty() {
            return;
        }
        let disk = usize::from(image) % self.hall.disks.len();
        let (kiosk, image, since) = self.hall.disks[disk].clone();
        let folder = self.new_folder();
        copy(&image, &folder);
        let known = self.listed_seats();
        self.hall.lost_by_kiosk.push((kiosk, since, self.now));
        self.hall.lose(|it| it.kiosk == kiosk);
        // What neither disk knows any more nobody can keep.
        let promises = &mut self.hall.promises;
        promises.retain(|it| it.kiosk != kiosk || it.is_in(&known));
        let device = &mut self.hall.devices[kiosk];
        device.take_disk(&folder, device.shown.clone());
        device.boot(0);
    }

    /// The server's disk was set back to a backup of this time.
    pub(super) fn note_restore(&mut self, backup: usize, since: UnixMs, is_unnoticed: bool) {
        let hall = &mut self.hall;
        hall.is_blind |= is_unnoticed && backup < hall.reported_after;
        hall.lost_by_server.push((since, self.now));
        hall.promises.retain(|it| !it.is_lost);
    }

    /// What was told stays true at the kiosk that told it.
    fn look_at_allocation(&mut self, kiosk: usize) {
        let (now, device) = (self.now, &self.hall.devices[kiosk]);
        let config = &device.config;
        let mut journal = Journal::open(&device.folder, config.exhibition, &config.kiosk).unwrap();
        let allocations = journal.seat_allocations().unwrap();
        let given: Vec<_> = allocations
            .get(SESSION)
            .map_or_else(Vec::new, |kept| kept.allocation.given().collect());
        let standing = |ticket: TicketNumber, status: SeatStatus| {
            let seats = given.iter().filter(|(it, _)| it.ticket == ticket);
            seats.filter(|it| it.1 == status).count()
        };
        let mut over = Vec::new();
        for (place, promise) in self.hall.promises.iter_mut().enumerate() {
            if promise.kiosk != kiosk || promise.is_lost {
                continue;
            }
            let confirmed = standing(promise.ticket, SeatStatus::Confirmed);
            let until_last_call = standing(promise.ticket, SeatStatus::UntilLastCall);
            if confirmed >= promise.people {
                promise.until = None;
            } else if promise
                .until
                .is_some_and(|until| now >= until.plus(-MARGIN_MS))
            {
                over.push(place);
            } else if promise.until.is_none() || confirmed + until_last_call < promise.people {
                self.faults.push(format!("{promise:?} is gone: {given:?}"));
            }
        }
        for place in over.into_iter().rev() {
            self.hall.promises.remove(place);
        }
    }

    fn count_promises(&mut self) {
        let now = self.now;
        let kept = self.hall.promises.iter().filter(|it| it.is_kept(now));
        let people: usize = kept.map(|it| it.people).sum();
        if people > SEATS && !self.hall.is_undecidable() {
            let twice = format!("seats are given twice: {:?}", self.hall.promises);
            self.faults.push(twice);
        }
    }

    /// Returns ticket, kiosk and number of the seats that the server knows of.
    fn listed_seats(&self) -> Vec<(TicketNumber, String, usize)> {
        let now = self.now;
        let list = self.server.change(|db| seats::list(db, Some(SESSION), now));
        let sessions = list.unwrap().sessions.into_iter();
        let seats = sessions.flat_map(|it| it.tickets);
        seats
            .map(|it| (it.ticket, it.kiosk.to_string(), it.people as usize))
            .collect()
    }

    /// Everybody reports until nothing is left to say: what was confirmed is known, and no more seats than there are.
    pub(super) fn settle_seats(&mut self) -> Result<(), String> {
        if self.hall.devices.is_empty() {
            return Ok(());
        }
        for _ in 0..ROUNDS {
            self.late_reports();
            self.report_doors();
            for kiosk in 0..HALLS.len() {
                self.sign_of_life(kiosk);
                self.report_hall(kiosk, Fate::Answered);
            }
        }
        if self.hall.is_undecidable() {
            return Ok(());
        }
        let (now, known) = (self.now, self.listed_seats());
        let taken: usize = known.iter().map(|it| it.2).sum();
        if taken > SEATS {
            return Err(format!("seats are given twice: {known:?}"));
        }
        let unknown = |it: &&Promise| it.is_kept(now) && !it.is_in(&known);
        match self.hall.promises.iter().find(unknown) {
            Some(promise) => Err(format!("{promise:?} is unknown: {known:?}")),
            None => Ok(()),
        }
    }
}

impl Hall {
    /// Returns whether nobody can know what was granted: nothing showed it to the server, or both who made a report and who
    /// took it in have lost it.
    fn is_undecidable(&self) -> bool {
        let is_lost = |&(kiosk, made, came): &(usize, UnixMs, UnixMs)| {
            let mut kiosks = self.lost_by_kiosk.iter();
            let mut server = self.lost_by_server.iter();
            kiosks.any(|it| it.0 == kiosk && it.1 < made && made <= it.2)
                && server.any(|it| it.0 < came && came <= it.1)
        };
        self.is_blind || self.reported.iter().any(is_lost)
    }

    fn lose(&mut self, is_of: impl Fn(&Promise) -> bool) {
        for promise in self.promises.iter_mut().filter(|it| is_of(it)) {
            promise.is_lost = true;
        }
    }
}

impl Promise {
    fn is_kept(&self, now: UnixMs) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    fn is_in(&self, known: &[(TicketNumber, String, usize)]) -> bool {
        let kiosk = HALLS[self.kiosk];
        let mut known = known.iter();
        known.any(|it| it.0 == self.ticket && it.1 == kiosk && it.2 >= self.people)
    }
}
