//! Ten times the load of a full day at the exhibition: three doors with twenty visitors a minute each, the most that a lane
//! takes, and what visitors do in the halls and on their phones. A step is a tenth of a second.

use std::collections::VecDeque;
use std::path::PathBuf;

use scenes::queries;
use serde_json::Value;
use sync_server::operations::people::{self, SubmissionKind};
use sync_server::tickets::IssuedTicket;

use super::hall;
use super::samples::{Folder, Watched};
use super::viewers::Viewers;
use crate::scanning::{Running, counted_once, stored};
use crate::venue::{PATIENCE, Venue};

/// Steps after which something is due again.
mod every {
    pub(super) const PHONE_PAGE: usize = 2;
    pub(super) const SEARCH: usize = 5;
    pub(super) const LOOK_UP: usize = 10;
    pub(super) const BOOTH_VISIT: usize = 10;
    pub(super) const TOTALS: usize = 10;
    pub(super) const NEW_VIEWER: usize = 10;
    pub(super) const SUBMISSION: usize = 60;
}

/// Every so many scans at an entrance, the ticket before is shown once more. As many come in as leave: the hall is never full.
const AGAIN: usize = 2;
/// How many are inside before the first one leaves.
const INSIDE: usize = 30;
const BOOTHS: usize = 80;

/// A kiosk that answers each line with a line.
struct Kiosk {
    name: &'static str,
    folder: Folder,
    process: Running,
}

impl Kiosk {
    fn answers(&mut self, line: &str) -> Value {
        self.process.present(line);
        self.process.verdicts.recv_timeout(PATIENCE).unwrap()
    }
}

/// The load, and what was driven so far.
pub(super) struct Load<'a> {
    venue: &'a Venue,
    doors: Vec<Kiosk>,
    hall: Kiosk,
    booth: Kiosk,
    viewers: Viewers,
    phones: ureq::Agent,
    queries: Vec<String>,
    tickets: Vec<IssuedTicket>,
    entered: usize,
    inside: VecDeque<usize>,
    /// The ticket that each door let in last.
    last: [Option<usize>; 2],
    driven: Driven,
}

/// What was driven.
#[derive(Default)]
pub(super) struct Driven {
    shown: Vec<Value>,
    visits: usize,
    look_ups: usize,
    submissions: usize,
}

impl<'a> Load<'a> {
    pub(super) fn start(
        venue: &'a Venue,
        tickets: Vec<IssuedTicket>,
        doors: &[(&'static str, PathBuf)],
        halls: &[(&'static str, PathBuf); 2],
    ) -> Self {
        let door = |(name, data): &(&'static str, PathBuf)| Kiosk {
            name,
            folder: Folder::before(data),
            process: Running::start(data),
        };
        let [hall, booth] = halls.each_ref().map(|(name, data)| Kiosk {
            name,
            folder: Folder::before(data),
            process: hall::start(data),
        });
        let queries = queries::all().into_iter().map(|query| query.typed);
        Self {
            venue,
            doors: doors.iter().map(door).collect(),
            hall,
            booth,
            viewers: Viewers::open(venue.addresses.desk),
            phones: ureq::agent(),
            queries: queries.collect(),
            tickets,
            entered: 0,
            inside: VecDeque::new(),
            last: [None; 2],
            driven: Driven::default(),
        }
    }

    /// Returns the kiosks' processes.
    pub(super) fn watched(&self) -> Vec<Watched> {
        let kiosks = self.doors.iter().chain([&self.hall, &self.booth]);
        let watched = kiosks.map(|kiosk| {
            let (id, log) = (kiosk.process.id(), kiosk.process.log_file());
            Watched::new(kiosk.name, id, kiosk.folder.clone(), log)
        });
        watched.collect()
    }

    /// Returns how many records there are.
    pub(super) fn records(&self) -> usize {
        self.driven.shown.len() + self.driven.visits
    }

    /// Does what is due.
    pub(super) fn step(&mut self, step: usize) {
        let is_due = |every, after| step % every == after;
        self.scans(step);
        if is_due(every::PHONE_PAGE, 0) {
            let booth = step % BOOTHS + 1;
            let pages = [
                "",
                "/programme",
                &format!("/{booth}"),
                &format!("/{booth}?lang=en"),
            ];
            let page = format!(
                "{}/b{}",
                self.venue.public_url(),
                pages[step / 2 % pages.len()]
            );
            let mut answer = self.phones.get(page).call().unwrap();
            assert!(
                answer
                    .body_mut()
                    .read_to_string()
                    .unwrap()
                    .contains("<html")
            );
        }
        if is_due(every::SEARCH, 1) {
            let query = &self.queries[step % self.queries.len()];
            self.hall.answers(&format!("search {query}"));
        }
        if is_due(every::LOOK_UP, 2) {
            let look = format!("look {}", step % BOOTHS + 1);
            assert_eq!(self.hall.answers(&look), true);
            self.driven.look_ups += 1;
        }
        if is_due(every::BOOTH_VISIT, 3) {
            let visit = format!("visit {}", self.tickets[self.driven.visits].digits);
            assert_eq!(self.booth.answers(&visit), true);
            self.driven.visits += 1;
        }
        if is_due(every::SUBMISSION, 4) {
            self.driven.submissions += 1;
            let submission = format!("write {}", self.driven.submissions);
            assert_eq!(self.hall.answers(&submission), true);
        }
        if is_due(every::TOTALS, 5) {
            self.venue.totals();
        }
        if is_due(every::NEW_VIEWER, 6) {
            self.viewers.change();
        }
    }

    /// Somebody shows a ticket at one of the doors.
    fn scans(&mut self, step: usize) {
        let door = step % self.doors.len();
        let is_again = step / self.doors.len() % AGAIN == AGAIN - 1;
        let (ticket, verdict) = match self.last.get(door) {
            Some(Some(last)) if is_again => (*last, "refused"),
            Some(_) => {
                self.entered += 1;
                self.last[door] = Some(self.entered - 1);
                self.inside.push_back(self.entered - 1);
                (self.entered - 1, "admitted")
            }
            None if self.inside.len() < INSIDE => return,
            None => (self.inside.pop_front().unwrap(), "exited"),
        };
        let shown = self.doors[door].answers(&self.tickets[ticket].digits);
        assert_eq!(shown["verdict"], verdict, "{shown}");
        self.driven.shown.push(shown);
    }

    /// Ends the kiosks and the viewers, and returns what was driven.
    pub(super) fn end(self) -> Driven {
        self.viewers.close();
        for kiosk in self.doors.into_iter().chain([self.hall, self.booth]) {
            assert_eq!(kiosk.process.end(), [] as [Value; 0], "an answer too many");
        }
        self.driven
    }
}

impl Driven {
    /// Asserts that everything that was driven is in the totals once, and returns how many records there are.
    pub(super) fn is_counted_once(&self, venue: &Venue) -> u64 {
        let shown: Vec<Value> = self.shown.iter().map(as_record).collect();
        let (entries, refused) = counted_once(venue, &shown);
        let today = venue.today();
        let exits = today.exits;
        assert_eq!(entries + refused + exits, self.shown.len() as i64);
        let of_booths = |of: fn(&shared::protocol::v1::BoothTotals) -> i64| -> i64 {
            today.booths.iter().map(of).sum()
        };
        assert_eq!(of_booths(|it| it.visits), self.visits as i64);
        assert_eq!(of_booths(|it| it.repeats), 0);
        assert_eq!(of_booths(|it| it.lookups), self.look_ups as i64);
        let database = venue.database();
        let list = people::list(&*database, SubmissionKind::Network).unwrap();
        let lines = list.csv().unwrap().lines().count();
        assert_eq!(
            lines,
            1 + self.submissions,
            "a heading, and each submission"
        );
        let records = stored(venue).len();
        println!(
            "{entries} entries, {exits} exits, {refused} refusals, {} booth visits, {} look-ups, {} submissions: {records} records",
            self.visits, self.look_ups, self.submissions
        );
        records as u64
    }
}

/// A verdict whose name is that of its record.
fn as_record(shown: &Value) -> Value {
    let mut shown = shown.clone();
    if shown["verdict"] == "exited" {
        shown["verdict"] = "exit".into();
    }
    shown
}
