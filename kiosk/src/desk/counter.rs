//! The counter at which visitors ask for seats: who asked last, what was said, and what is still waited for.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::ids::TicketNumber;
use uplink::SeatsWanted;
use view::lane::QUIET_MS;
use view::{LinkStatus, Purpose, SeatAnswer, SeatNotice, SeatsView};

use super::Desk;
use super::judge::Shown;
use super::recognise::Ticket;
use super::run::Loop;

/// How long the server is asked for seats from other kiosks, in milliseconds: each of them reports within a few
/// seconds, and nobody wants to wait longer for a no.
const ASK_MS: u64 = 12_000;

/// How long what is said to a ticket stays, in milliseconds: the next visitor is to find nothing of it.
const SHOW_MS: u64 = 15_000;

/// How long it stays while something is to be chosen, or the ticket to be shown again, in milliseconds.
const CHOOSE_MS: u64 = 30_000;

/// The counter.
#[derive(Default)]
pub(super) struct Counter {
    /// What is shown of it.
    view: Arc<SeatsView>,
    /// The ticket that was scanned last, while something is said to it.
    ticket: Option<Ticket>,
    /// The text that was seen last, and when: a ticket that is held in view asks once.
    seen: Option<(String, u64)>,
    /// Since when the server has been asked for seats.
    asking_since: Option<u64>,
    /// When what is said is put away.
    until: Option<u64>,
    /// The ticket that gives its seats back when it is shown again.
    returns: Option<TicketNumber>,
}

impl Counter {
    /// What is shown of it.
    pub(super) fn view(&self) -> Arc<SeatsView> {
        Arc::clone(&self.view)
    }

    /// When it changes by itself.
    pub(super) fn due(&self) -> Option<u64> {
        let asking = self.asking_since.map(|since| since + ASK_MS);
        [asking, self.until].into_iter().flatten().min()
    }

    /// From now on what is said stays its time anew.
    fn show_anew(&mut self, now: u64) {
        self.until = self
            .said()
            .and_then(|said| show_ms(&said.answer))
            .map(|ms| now + ms);
    }

    fn said(&self) -> Option<&SeatNotice> {
        self.view.said.as_ref()
    }

    fn show(&mut self, left: BTreeMap<String, u32>, said: Option<SeatNotice>) -> bool {
        let view = SeatsView { left, said };
        let news = *self.view != view;
        if news {
            self.view = Arc::new(view);
        }
        news
    }
}

impl Loop {
    /// From now on tickets are scanned for something else; what was said at the counter is put away.
    pub(super) fn scan_for(&mut self, purpose: Purpose) {
        if self.purpose != purpose {
            self.purpose = purpose;
            self.counter.seen = None;
            self.dismiss_seat_notice();
        }
    }

    /// A ticket is held to the scanner for a seat in a session.
    pub(super) fn seen_for_seat(&mut self, session: &str, code: &str) {
        let now = self.now();
        let code = code.trim();
        if let Some((last, at)) = &mut self.counter.seen
            && last == code
            && now.saturating_sub(*at) < QUIET_MS
        {
            *at = now;
            self.counter.show_anew(now);
            return;
        }
        self.counter.seen = Some((code.to_owned(), now));
        self.counter.until = None;
        self.ask_for_seats(session, Shown::Text(code), None);
    }

    /// So many people want a seat, as they were asked.
    pub(super) fn take_seats(&mut self, people: u16) {
        let Some(SeatNotice { session, answer }) = self.counter.said().cloned() else {
            return;
        };
        let allowed = match answer {
            SeatAnswer::HowMany { most } => u32::from(most),
            SeatAnswer::TooFew { left } => left,
            SeatAnswer::NotNow { at_hand } => at_hand,
            _ => 0,
        };
        if let Some(ticket) = self.counter.ticket
            && (1..=allowed).contains(&u32::from(people))
        {
            self.counter.until = None;
            self.ask_for_seats(&session, Shown::Ticket(ticket), Some(people));
        }
    }

    /// The seats of the ticket that was scanned last are to be given back: with the ticket, which is asked for again.
    /// The next visitor may have touched the button.
    pub(super) fn return_seats(&mut self) {
        let Some(SeatNotice { session, answer }) = self.counter.said().cloned() else {
            return;
        };
        if let (SeatAnswer::Yours { people, .. }, Some(ticket)) = (answer, self.counter.ticket) {
            self.counter.returns = Some(ticket.claims.number);
            // One that is still held up is seen again.
            self.counter.seen = None;
            self.show_seat_notice(session, SeatAnswer::ShowAgain { people });
        }
    }

    /// The ticket was shown again: its seats are given back.
    fn take_back_seats(&mut self, session: String, ticket: TicketNumber) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        if !self.mode.rehearsal
            && let Err(error) = desk.give_back(&session, ticket)
        {
            return self.out_of_order(&error);
        }
        self.show_seat_notice(session, SeatAnswer::GivenBack);
        self.want_seats(None);
    }

    /// Puts away what was said at the counter.
    pub(super) fn dismiss_seat_notice(&mut self) {
        self.counter.ticket = None;
        self.counter.returns = None;
        self.counter.until = None;
        if self.counter.asking_since.take().is_some() {
            self.want_seats(None);
        }
        let left = self.counter.view.left.clone();
        if self.counter.show(left, None) {
            self.publish();
        }
    }

    /// The server has answered about seats: a waiting visitor may get theirs now, and what was kept for a while may be
    /// confirmed. `true` when the screen changes by it.
    pub(super) fn hear_of_seats(&mut self) -> bool {
        let left = self.seats_left();
        let said = self.counter.said().cloned();
        let news = self.counter.show(left, said);
        let Some(SeatNotice { session, answer }) = self.counter.said().cloned() else {
            return news;
        };
        let people = match answer {
            SeatAnswer::Asking { people } | SeatAnswer::Yours { people, .. } => Some(people),
            // Now the time may be known.
            SeatAnswer::NoClock => None,
            _ => return news,
        };
        if let Some(ticket) = self.counter.ticket {
            self.ask_for_seats(&session, Shown::Ticket(ticket), people);
        }
        news
    }

    /// Lets time pass at the counter.
    pub(super) fn counter_tick(&mut self) {
        let now = self.now();
        if self.counter.until.is_some_and(|until| until <= now) {
            return self.dismiss_seat_notice();
        }
        let asking = self.counter.asking_since;
        let over = asking.is_some_and(|since| since + ASK_MS <= now);
        if let Some(SeatNotice { session, .. }) = self.counter.said().cloned()
            && over
        {
            self.no_seat_now(session);
        }
    }

    fn ask_for_seats(&mut self, session: &str, shown: Shown<'_>, people: Option<u16>) {
        let stamp = self.clock.stamp();
        let rehearsed = self.mode.rehearsal;
        let before = self.counter.said().map(|said| said.answer.clone());
        let returns = self.counter.returns.take();
        let Some(desk) = &mut self.desk else {
            return;
        };
        let (ticket, answer) = match desk.take_seats(session, shown, people, rehearsed, &stamp) {
            Ok(answer) => answer,
            Err(error) => return self.out_of_order(&error),
        };
        self.counter.ticket = ticket;
        let session = session.to_owned();
        if let (Some(ticket), SeatAnswer::Yours { .. }) = (ticket, &answer)
            && returns == Some(ticket.claims.number)
        {
            return self.take_back_seats(session, ticket.claims.number);
        }
        match answer {
            SeatAnswer::Asking { people } => {
                let cut = matches!(self.status.link, LinkStatus::Offline(..));
                if cut || rehearsed || self.uplink.is_none() {
                    return self.no_seat_now(session);
                }
                if self.counter.asking_since.is_none() {
                    self.counter.asking_since = Some(self.now());
                    let wanted = SeatsWanted {
                        session: session.clone(),
                        people,
                    };
                    self.want_seats(Some(wanted));
                }
                self.show_seat_notice(session, answer);
            }
            SeatAnswer::Yours { people, kept, new } => {
                // What was new a moment ago still is, to the one who reads it.
                let still = matches!(before, Some(SeatAnswer::Yours { new: true, .. }));
                let waited = self.counter.asking_since.take().is_some();
                if (new && !rehearsed) || waited {
                    self.want_seats(None);
                }
                let new = new || (still && people_of(before.as_ref()) == Some(people));
                self.show_seat_notice(session, SeatAnswer::Yours { people, kept, new });
            }
            answer => {
                if self.counter.asking_since.take().is_some() {
                    self.want_seats(None);
                }
                self.show_seat_notice(session, answer);
            }
        }
    }

    fn no_seat_now(&mut self, session: String) {
        if self.counter.asking_since.take().is_some() {
            self.want_seats(None);
        }
        let at_hand = match &mut self.desk {
            Some(desk) => desk.seats_at_hand(&session).unwrap_or(0),
            None => 0,
        };
        self.show_seat_notice(session, SeatAnswer::NotNow { at_hand });
    }

    fn show_seat_notice(&mut self, session: String, answer: SeatAnswer) {
        let (left, now) = (self.seats_left(), self.now());
        let kind = std::mem::discriminant(&answer);
        let before = self.counter.said().map(|said| &said.answer);
        // What the server only confirms stays no longer for it.
        let same = before.map(std::mem::discriminant) == Some(kind);
        let news = self
            .counter
            .show(left, Some(SeatNotice { session, answer }));
        if !same || self.counter.until.is_none() {
            self.counter.show_anew(now);
        }
        if news {
            self.publish();
        }
    }

    fn want_seats(&self, wanted: Option<SeatsWanted>) {
        if let Some(uplink) = &self.uplink {
            uplink.wake_for_seats(wanted);
        }
    }

    /// Says how many seats are left, as far as it is known at start.
    pub(super) fn count_seats(&mut self) {
        let left = self.seats_left();
        let said = self.counter.said().cloned();
        self.counter.show(left, said);
    }

    /// Should the journal fail here, the next scan fails the same way and says so.
    fn seats_left(&mut self) -> BTreeMap<String, u32> {
        let left = self.desk.as_mut().map(Desk::seats_left);
        left.and_then(Result::ok).unwrap_or_default()
    }
}

/// How long an answer stays; `None` for as long as something is waited for.
fn show_ms(answer: &SeatAnswer) -> Option<u64> {
    match answer {
        SeatAnswer::Asking { .. } => None,
        SeatAnswer::HowMany { .. } | SeatAnswer::ShowAgain { .. } => Some(CHOOSE_MS),
        SeatAnswer::TooFew { left } if *left > 0 => Some(CHOOSE_MS),
        SeatAnswer::NotNow { at_hand } if *at_hand > 0 => Some(CHOOSE_MS),
        _ => Some(SHOW_MS),
    }
}

fn people_of(answer: Option<&SeatAnswer>) -> Option<u16> {
    match answer {
        Some(SeatAnswer::Yours { people, .. }) => Some(*people),
        _ => None,
    }
}
