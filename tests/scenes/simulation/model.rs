//! What the totals have to be: counted anew from the bodies of all records, by rules written down a second time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use journal::{Journal, JournalError};
use serde_json::Value;
use shared::checkin::{Direction, Passage};
use shared::time::{UnixMs, VenueTimeZone};

use super::events::{EventId, Shown};
use super::sold::{IN_PARTS, SoldTicket};
use super::venue::Venue;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How far a kiosk that has heard the server may be off: half of what it waits for an answer, and drift.
const OFF_MS: i64 = 9_000;

/// A row of the database.
struct Row {
    kiosk: String,
    incarnation: i64,
    seq: i64,
    text: String,
    received: i64,
    aside: i64,
}

/// An event, however often it is stored.
struct Event {
    id: EventId,
    at: i64,
    order: (i64, String, i64, i64),
    body: Value,
    is_annulled: bool,
    /// Its time can be right.
    counts: bool,
    is_restated: bool,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Day {
    entries: i64,
    reentries: i64,
    exits: i64,
    inside: i64,
    unique: i64,
    tickets: i64,
    refused: i64,
    conflicts: i64,
    walk_ins: i64,
    overrides: i64,
}

pub(super) fn compare(venue: &mut Venue) -> Result<(), String> {
    if let Some(fault) = venue.faults.first() {
        return Err(fault.clone());
    }
    let rows = rows(venue);
    let events = events(&rows);
    find_shown(venue, &rows, &events)?;
    find_totals(venue, &events)?;
    find_knowledge(venue, &events)?;
    let rebuilt = venue.server.look(|db| db.rebuild(false)).unwrap();
    if !rebuilt.faults.is_empty() {
        return Err(format!("the rows differ from the records: {rebuilt:?}"));
    }
    let checked = venue.server.look(|db| db.check()).unwrap();
    if !checked.faults.is_empty() {
        return Err(format!("the database is damaged: {checked:?}"));
    }
    Ok(())
}

fn rows(venue: &Venue) -> Vec<Row> {
    let sql = "SELECT j.kiosk, CAST(j.incarnation AS TEXT), CAST(r.seq AS TEXT), r.body,
            CAST(r.received_ms AS TEXT), CAST(r.aside AS TEXT)
        FROM records r JOIN journals j ON j.id = r.journal ORDER BY r.arrival";
    let rows = venue.server.rows(sql).into_iter().map(|row| {
        let [kiosk, incarnation, seq, text, received, aside] = row.try_into().unwrap();
        let number = |text: String| text.parse().unwrap();
        Row {
            kiosk,
            incarnation: number(incarnation),
            seq: number(seq),
            text,
            received: number(received),
            aside: number(aside),
        }
    });
    rows.collect()
}

fn number(body: &Value, name: &str) -> i64 {
    body[name].as_i64().unwrap_or_default()
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name].as_str().unwrap_or_default()
}

fn id_of(kiosk: &str, body: &Value) -> EventId {
    let mono = number(body, "mono_ms") as u64;
    (kiosk.to_owned(), text(body, "boot").to_owned(), mono)
}

fn date_of(at: i64) -> Date {
    VenueTimeZone::new(420).local(UnixMs(at)).date
}

/// Returns every event once, in the order of time.
fn events(rows: &[Row]) -> Vec<Event> {
    let mut statements: HashMap<(String, String), (i64, i64)> = HashMap::new();
    let mut annulled = BTreeSet::new();
    let mut named = HashMap::new();
    for row in rows {
        let body: Value = serde_json::from_str(&row.text).unwrap();
        let name = (row.kiosk.clone(), row.incarnation, row.seq);
        named.insert(name, id_of(&row.kiosk, &body));
    }
    for row in rows {
        let body: Value = serde_json::from_str(&row.text).unwrap();
        match text(&body, "kind") {
            "clock" => {
                let at = number(&body, "device_ms") + number(&body, "offset_ms");
                let new = (number(&body, "mono_ms"), at);
                let of = (row.kiosk.clone(), text(&body, "boot").to_owned());
                let held = statements.entry(of).or_insert(new);
                *held = new.min(*held);
            }
            "annul" => {
                let target = &body["target"];
                let name = (
                    text(target, "kiosk").to_owned(),
                    number(target, "incarnation"),
                    number(target, "seq"),
                );
                annulled.extend(named.get(&name).cloned());
            }
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    let mut events = Vec::new();
    for row in rows {
        let body: Value = serde_json::from_str(&row.text).unwrap();
        let id = id_of(&row.kiosk, &body);
        if !seen.insert((id.clone(), text(&body, "kind").to_owned())) {
            continue;
        }
        let claimed = number(&body, "device_ms") + number(&body, "offset_ms");
        let mono = number(&body, "mono_ms");
        let statement = statements.get(&(row.kiosk.clone(), id.1.clone()));
        let statement = statement.filter(|(stated, _)| mono < *stated);
        let at = statement.map_or(claimed, |(stated, at)| at - (stated - mono));
        let is_later_day = at - row.received > MINUTE_MS && date_of(at) > date_of(row.received);
        let week = 7 * DAY_MS;
        let zone = VenueTimeZone::new(420);
        let days = days();
        let first = zone.midnight(days[0]).0 - week;
        let last = zone.midnight(days[3]).0 + DAY_MS + week;
        events.push(Event {
            order: (at, row.kiosk.clone(), row.incarnation, row.seq),
            is_annulled: annulled.contains(&id),
            is_restated: statement.is_some(),
            counts: !is_later_day && (first..last).contains(&at),
            id,
            at,
            body,
        });
    }
    events.sort_by(|one, other| one.order.cmp(&other.order));
    events
}

fn days() -> [Date; 4] {
    [5, 6, 7, 8].map(|day| jiff::civil::date(2031, 3, day))
}

/// Every verdict that was shown, and that a disk still knows of or the server acknowledged, is stored and counts at its
/// time.
fn find_shown(venue: &Venue, rows: &[Row], events: &[Event]) -> Result<(), String> {
    let mut shown: Shown = venue.acknowledged.clone();
    for device in &venue.devices {
        shown.extend(device.shown.clone());
    }
    let mut counted = BTreeSet::new();
    for row in rows.iter().filter(|row| row.aside == 0) {
        let body: Value = serde_json::from_str(&row.text).unwrap();
        counted.insert(id_of(&row.kiosk, &body));
    }
    let times: HashMap<&EventId, &Event> = events.iter().map(|it| (&it.id, it)).collect();
    for (id, truth) in shown {
        let Some(event) = times.get(&id) else {
            return Err(format!("{id:?} was shown and is lost"));
        };
        if !counted.contains(&id) {
            return Err(format!("{id:?} was shown and is set aside"));
        }
        let off = event.at - truth.at.0;
        if (truth.knew_time || event.is_restated) && off.abs() > OFF_MS {
            return Err(format!("{id:?} counts {off} ms from its time"));
        }
    }
    Ok(())
}

fn find_totals(venue: &Venue, events: &[Event]) -> Result<(), String> {
    let expected = recount(venue, events);
    let totals = venue.server.totals();
    let mut found: BTreeMap<Date, Day> = BTreeMap::new();
    for day in totals.days {
        found.insert(
            day.date,
            Day {
                entries: day.entries,
                reentries: day.reentries,
                exits: day.exits,
                inside: day.inside,
                unique: day.unique_visitors,
                tickets: day.tickets,
                refused: day.refused,
                conflicts: day.conflicts,
                walk_ins: day.walk_ins,
                overrides: day.overrides,
            },
        );
    }
    let is_empty = |_: &Date, day: &mut Day| *day != Day::default();
    let (mut expected, mut found) = (expected, found);
    expected.retain(is_empty);
    found.retain(is_empty);
    if expected == found {
        return Ok(());
    }
    Err(format!("totals: expected {expected:#?}, found {found:#?}"))
}

/// What is known of a ticket while its passages are gone through.
#[derive(Default)]
struct Known {
    /// Who is inside, and since which date.
    inside: Option<(Date, i64)>,
    last: Option<Date>,
    people_today: i64,
    used_today: u32,
    used: u32,
}

impl Known {
    /// Some of a party come in: each of its people once, and those who went out again.
    fn pass_in_parts(&mut self, day: &mut Day, ticket: &SoldTicket, event: &Event, reentry: bool) {
        let date = date_of(event.at);
        let (kind, people) = (text(&event.body, "kind"), number(&event.body, "people"));
        let party = i64::from(ticket.claims.party);
        let came = self.last == Some(date);
        let inside = self.inside.filter(|it| it.0 == date).map_or(0, |it| it.1);
        let out = self.people_today - inside;
        let back = if reentry { people.min(out) } else { 0 };
        let fresh = people - back;
        let is_used_up = fresh > 0 && i64::from(self.used) + fresh > party;
        if kind == "entry" && is_used_up {
            day.conflicts += 1;
            return;
        }
        let new = fresh.min(party - self.people_today);
        let enters = people.min(party - inside);
        day.entries += people;
        day.unique += new;
        day.reentries += people - new;
        day.tickets += i64::from(!came);
        day.inside += enters;
        if kind == "override" {
            day.overrides += people;
        }
        self.inside = Some((date, inside + enters));
        self.people_today += new;
        self.last = Some(date);
        self.used += fresh as u32;
    }
}

fn recount(venue: &Venue, events: &[Event]) -> BTreeMap<Date, Day> {
    let catalogue = (venue.server).look(|db| sync_server::catalogue::read(db, None));
    let reentry = catalogue.unwrap().reentry;
    let revoked = revoked(venue);
    let first_of = |code: &str| venue.tickets.iter().position(|it| it.code == code);
    let claims: HashMap<String, usize> = (venue.tickets.iter())
        .filter_map(|it| Some((hex(&it.claims.to_bytes().unwrap()), first_of(&it.code)?)))
        .collect();
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    let mut tickets: HashMap<usize, Known> = HashMap::new();
    let is_open = self::days();
    for event in events.iter().filter(|it| it.counts) {
        let (body, date) = (&event.body, date_of(event.at));
        let kind = text(body, "kind");
        let people = number(body, "people");
        let day = days.entry(date).or_default();
        if kind == "refused" {
            day.refused += 1;
            continue;
        }
        if event.is_annulled || !matches!(kind, "entry" | "exit" | "walk_in" | "override") {
            continue;
        }
        let Some(ticket) = claims.get(text(body, "claims")).copied() else {
            day.entries += people;
            day.unique += people;
            day.inside += people;
            match kind {
                "walk_in" => day.walk_ins += people,
                _ => day.overrides += people,
            }
            continue;
        };
        let known = tickets.entry(ticket).or_default();
        let ticket = &venue.tickets[ticket];
        if kind == "exit" {
            day.exits += people;
            if let Some((since, inside)) = known.inside.take() {
                let leaving = people.min(inside);
                days.entry(since).or_default().inside -= leaving;
                known.inside = Some((since, inside - leaving)).filter(|it| it.1 > 0);
            }
            continue;
        }
        if known.last != Some(date) {
            (known.people_today, known.used_today) = (0, 0);
        }
        let inside = known.inside.filter(|it| it.0 == date).map_or(0, |it| it.1);
        let came = known.last == Some(date);
        let is_revoked = revoked
            .get(&ticket.number.0)
            .is_some_and(|since| event.at >= *since);
        let is_shut = is_revoked || !is_open.contains(&date);
        if ticket.kind == IN_PARTS {
            if kind == "override" || !is_shut {
                known.pass_in_parts(day, ticket, event, reentry);
            } else {
                day.conflicts += 1;
            }
            continue;
        }
        let were_out = inside == 0 || inside + people <= known.people_today;
        let returns = reentry && came && were_out;
        let used = if ticket.kind == "single" {
            known.used
        } else {
            known.used_today
        };
        let refused = is_shut || (!returns && used > 0);
        if refused && kind == "entry" {
            day.conflicts += 1;
            continue;
        }
        let inside_then = if returns {
            inside + people
        } else {
            inside.max(people)
        };
        let new = (inside_then - known.people_today).max(0);
        day.entries += people;
        day.unique += new;
        day.reentries += people - new;
        day.tickets += i64::from(!came);
        day.inside += inside_then - inside;
        if kind == "override" {
            day.overrides += people;
        }
        known.inside = Some((date, inside_then));
        known.people_today += new;
        known.last = Some(date);
        known.used_today += u32::from(!returns);
        known.used += u32::from(!returns);
    }
    days
}

/// Returns since when tickets are withdrawn.
fn revoked(venue: &Venue) -> HashMap<u32, i64> {
    let sql = "SELECT CAST(ticket AS TEXT), standing, CAST(since_ms AS TEXT) FROM standings
        ORDER BY arrival";
    let mut revoked = HashMap::new();
    for row in venue.server.rows(sql) {
        let [ticket, word, since] = row.try_into().unwrap();
        let ticket = ticket.parse().unwrap();
        if word == "revoked" {
            revoked.insert(ticket, since.parse().unwrap());
        } else {
            revoked.remove(&ticket);
        }
    }
    revoked
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

/// A passage as a door knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KnownPassage {
    at: i64,
    kiosk: String,
    gate: String,
    is_exit: bool,
    people: i64,
}

impl KnownPassage {
    fn of(passage: &Passage) -> Self {
        Self {
            at: passage.order.at.0,
            kiosk: passage.order.kiosk.to_string(),
            gate: passage.gate.to_string(),
            is_exit: passage.direction == Direction::Out,
            people: passage.people.into(),
        }
    }
}

/// Every kiosk knows of every passage, and what it keeps beside its records agrees with them.
fn find_knowledge(venue: &mut Venue, events: &[Event]) -> Result<(), String> {
    let mut expected: HashMap<u32, Vec<KnownPassage>> = HashMap::new();
    let mut doubtful = BTreeSet::new();
    let mut stored = BTreeSet::new();
    for ticket in &venue.tickets {
        let claims = hex(&ticket.claims.to_bytes().unwrap());
        for event in events {
            let is_passage = matches!(text(&event.body, "kind"), "entry" | "exit" | "override");
            if !is_passage || text(&event.body, "claims") != claims {
                continue;
            }
            stored.insert((ticket.number.0, event.at));
            if !event.counts {
                // The server tells of none, and the kiosk that made it knows it.
                doubtful.insert(ticket.number.0);
            } else if !event.is_annulled {
                let passages = expected.entry(ticket.number.0).or_default();
                passages.push(KnownPassage {
                    at: event.at,
                    kiosk: event.id.0.clone(),
                    gate: text(&event.body, "gate").to_owned(),
                    is_exit: text(&event.body, "kind") == "exit",
                    people: number(&event.body, "people"),
                });
            }
        }
    }
    for (number, device) in venue.devices.iter_mut().enumerate() {
        let config = &device.config;
        let mut journal = Journal::open(&device.folder, config.exhibition, &config.kiosk).unwrap();
        for ticket in &venue.tickets {
            let ticket = ticket.number;
            if doubtful.contains(&ticket.0) {
                continue;
            }
            let history = journal.history(ticket).unwrap().passages;
            let known = history.iter().map(KnownPassage::of);
            // What was lost wherever it was stored, a door may know still.
            let known: Vec<_> = known
                .filter(|it| stored.contains(&(ticket.0, it.at)))
                .collect();
            let expected = expected.get(&ticket.0).cloned().unwrap_or_default();
            // Where copies of one kiosk let a ticket through in the same millisecond, a door takes them for one.
            let mut as_one = expected.clone();
            as_one.dedup();
            if known != expected && known != as_one {
                return Err(format!(
                    "device {number} knows of ticket {ticket} {known:?}, expected {expected:?}"
                ));
            }
        }
        match journal.check() {
            Ok(checked) if checked.agrees() => {}
            // A journal with a flipped bit says so.
            Err(JournalError::Damaged(_)) if venue.is_damaged => {}
            checked => return Err(format!("device {number}: {checked:?}")),
        }
        let trouble = journal.trouble().unwrap();
        if !trouble.is_empty() {
            return Err(format!("device {number}: {trouble:?}"));
        }
    }
    Ok(())
}
