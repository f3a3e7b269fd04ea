//! The counter at which visitors ask for places: who asked last, what was said, and what is still waited for.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::ids::TicketNumber;

use super::Desk;
use super::judge::Shown;
use super::recognise::Ticket;
use super::run::Loop;
use crate::lane::QUIET_MS;
use crate::uplink::PlacesWanted;
use crate::view::{LinkStatus, PlaceAnswer, PlaceSaid, PlacesView, Purpose};

/// How long the server is asked for places from other kiosks, in milliseconds: each of them reports within a few
/// seconds, and nobody wants to wait longer for a no.
const ASK_MS: u64 = 12_000;

/// How long what is said to a ticket stays, in milliseconds: whoever comes next is to find nothing of it.
const SHOW_MS: u64 = 15_000;

/// How long it stays while something is to be chosen, or the ticket to be shown again, in milliseconds.
const CHOOSE_MS: u64 = 30_000;

/// The counter.
#[derive(Default)]
pub(super) struct Counter {
    /// What is shown of it.
    view: Arc<PlacesView>,
    /// The ticket that was scanned last, while something is said to it.
    ticket: Option<Ticket>,
    /// The text that was seen last, and when: a ticket that is held in view asks once.
    seen: Option<(String, u64)>,
    /// Since when the server has been asked for places.
    asking_since: Option<u64>,
    /// When what is said is put away.
    until: Option<u64>,
    /// The ticket that gives its places back when it is shown again.
    returns: Option<TicketNumber>,
}

impl Counter {
    /// What is shown of it.
    pub(super) fn view(&self) -> Arc<PlacesView> {
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

    fn said(&self) -> Option<&PlaceSaid> {
        self.view.said.as_ref()
    }

    fn show(&mut self, left: BTreeMap<String, u32>, said: Option<PlaceSaid>) -> bool {
        let view = PlacesView { left, said };
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
            self.put_places_away();
        }
    }

    /// A ticket is held to the scanner for a place in a session.
    pub(super) fn seen_for_a_place(&mut self, session: &str, code: &str) {
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
        self.ask_for_places(session, Shown::Text(code), None);
    }

    /// So many people want a place, as they were asked.
    pub(super) fn take_places(&mut self, people: u16) {
        let Some(PlaceSaid { session, answer }) = self.counter.said().cloned() else {
            return;
        };
        let allowed = match answer {
            PlaceAnswer::HowMany { most } => u32::from(most),
            PlaceAnswer::TooFew { left } => left,
            PlaceAnswer::NotNow { at_hand } => at_hand,
            _ => 0,
        };
        if let Some(ticket) = self.counter.ticket
            && (1..=allowed).contains(&u32::from(people))
        {
            self.counter.until = None;
            self.ask_for_places(&session, Shown::Ticket(ticket), Some(people));
        }
    }

    /// The places of the ticket that was scanned last are to be given back: with the ticket, which is asked for again.
    /// Whoever touched the button may be the next visitor.
    pub(super) fn give_back_places(&mut self) {
        let Some(PlaceSaid { session, answer }) = self.counter.said().cloned() else {
            return;
        };
        if let (PlaceAnswer::Yours { people, .. }, Some(ticket)) = (answer, self.counter.ticket) {
            self.counter.returns = Some(ticket.claims.number);
            // One that is still held up is seen again.
            self.counter.seen = None;
            self.say_of_places(session, PlaceAnswer::ShowAgain { people });
        }
    }

    /// The ticket was shown again: its places are given back.
    fn take_back_places(&mut self, session: String, ticket: TicketNumber) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        if !self.mode.rehearsal
            && let Err(error) = desk.give_back(&session, ticket)
        {
            return self.out_of_order(&error);
        }
        self.say_of_places(session, PlaceAnswer::GivenBack);
        self.want_places(None);
    }

    /// Puts away what was said at the counter.
    pub(super) fn put_places_away(&mut self) {
        self.counter.ticket = None;
        self.counter.returns = None;
        self.counter.until = None;
        if self.counter.asking_since.take().is_some() {
            self.want_places(None);
        }
        let left = self.counter.view.left.clone();
        if self.counter.show(left, None) {
            self.publish();
        }
    }

    /// The server has said something of places: whoever waits may get theirs now, and what was kept for a while may be
    /// confirmed. `true` when the screen changes by it.
    pub(super) fn heard_of_places(&mut self) -> bool {
        let left = self.places_left();
        let said = self.counter.said().cloned();
        let news = self.counter.show(left, said);
        let Some(PlaceSaid { session, answer }) = self.counter.said().cloned() else {
            return news;
        };
        let people = match answer {
            PlaceAnswer::Asking { people } | PlaceAnswer::Yours { people, .. } => Some(people),
            // Now the time may be known.
            PlaceAnswer::NoClock => None,
            _ => return news,
        };
        if let Some(ticket) = self.counter.ticket {
            self.ask_for_places(&session, Shown::Ticket(ticket), people);
        }
        news
    }

    /// Lets time pass at the counter.
    pub(super) fn counter_tick(&mut self) {
        let now = self.now();
        if self.counter.until.is_some_and(|until| until <= now) {
            return self.put_places_away();
        }
        let asking = self.counter.asking_since;
        let over = asking.is_some_and(|since| since + ASK_MS <= now);
        if let Some(PlaceSaid { session, .. }) = self.counter.said().cloned()
            && over
        {
            self.no_place_now(session);
        }
    }

    fn ask_for_places(&mut self, session: &str, shown: Shown<'_>, people: Option<u16>) {
        let stamp = self.clock.stamp();
        let rehearsed = self.mode.rehearsal;
        let before = self.counter.said().map(|said| said.answer.clone());
        let returns = self.counter.returns.take();
        let Some(desk) = &mut self.desk else {
            return;
        };
        let (ticket, answer) = match desk.take_places(session, shown, people, rehearsed, &stamp) {
            Ok(answer) => answer,
            Err(error) => return self.out_of_order(&error),
        };
        self.counter.ticket = ticket;
        let session = session.to_owned();
        if let (Some(ticket), PlaceAnswer::Yours { .. }) = (ticket, &answer)
            && returns == Some(ticket.claims.number)
        {
            return self.take_back_places(session, ticket.claims.number);
        }
        match answer {
            PlaceAnswer::Asking { people } => {
                let cut = matches!(self.status.link, LinkStatus::Offline(..));
                if cut || rehearsed || self.uplink.is_none() {
                    return self.no_place_now(session);
                }
                if self.counter.asking_since.is_none() {
                    self.counter.asking_since = Some(self.now());
                    let wanted = PlacesWanted {
                        session: session.clone(),
                        people,
                    };
                    self.want_places(Some(wanted));
                }
                self.say_of_places(session, answer);
            }
            PlaceAnswer::Yours { people, kept, new } => {
                // What was new a moment ago still is, to the one who reads it.
                let still = matches!(before, Some(PlaceAnswer::Yours { new: true, .. }));
                let waited = self.counter.asking_since.take().is_some();
                if (new && !rehearsed) || waited {
                    self.want_places(None);
                }
                let new = new || (still && people_of(before.as_ref()) == Some(people));
                self.say_of_places(session, PlaceAnswer::Yours { people, kept, new });
            }
            answer => {
                if self.counter.asking_since.take().is_some() {
                    self.want_places(None);
                }
                self.say_of_places(session, answer);
            }
        }
    }

    fn no_place_now(&mut self, session: String) {
        if self.counter.asking_since.take().is_some() {
            self.want_places(None);
        }
        let at_hand = match &mut self.desk {
            Some(desk) => desk.places_at_hand(&session).unwrap_or(0),
            None => 0,
        };
        self.say_of_places(session, PlaceAnswer::NotNow { at_hand });
    }

    fn say_of_places(&mut self, session: String, answer: PlaceAnswer) {
        let (left, now) = (self.places_left(), self.now());
        let kind = std::mem::discriminant(&answer);
        let before = self.counter.said().map(|said| &said.answer);
        // What the server only confirms stays no longer for it.
        let same = before.map(std::mem::discriminant) == Some(kind);
        let news = self.counter.show(left, Some(PlaceSaid { session, answer }));
        if !same || self.counter.until.is_none() {
            self.counter.show_anew(now);
        }
        if news {
            self.publish();
        }
    }

    fn want_places(&self, wanted: Option<PlacesWanted>) {
        if let Some(uplink) = &self.uplink {
            uplink.wake_for_places(wanted);
        }
    }

    /// Says how many places are left, as far as it is known at start.
    pub(super) fn count_places(&mut self) {
        let left = self.places_left();
        let said = self.counter.said().cloned();
        self.counter.show(left, said);
    }

    /// Should the journal fail here, the next scan fails the same way and says so.
    fn places_left(&mut self) -> BTreeMap<String, u32> {
        let left = self.desk.as_mut().map(Desk::places_left);
        left.and_then(Result::ok).unwrap_or_default()
    }
}

/// How long an answer stays; `None` for as long as something is waited for.
fn show_ms(answer: &PlaceAnswer) -> Option<u64> {
    match answer {
        PlaceAnswer::Asking { .. } => None,
        PlaceAnswer::HowMany { .. } | PlaceAnswer::ShowAgain { .. } => Some(CHOOSE_MS),
        PlaceAnswer::TooFew { left } if *left > 0 => Some(CHOOSE_MS),
        PlaceAnswer::NotNow { at_hand } if *at_hand > 0 => Some(CHOOSE_MS),
        _ => Some(SHOW_MS),
    }
}

fn people_of(answer: Option<&PlaceAnswer>) -> Option<u16> {
    match answer {
        Some(PlaceAnswer::Yours { people, .. }) => Some(*people),
        _ => None,
    }
}
