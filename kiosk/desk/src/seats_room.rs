//! The seats room: visitors of a hall ask for seats in hands-on sessions. Who asked last, what was said, and what is still
//! waited for.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::ids::TicketNumber;
use shared::record::Stamp;
use uplink::SeatsWanted;
use view::lane::QUIET_MS;
use view::{SeatAnswer, SeatNotice, SeatsView};

use super::recognise::{Shown, Ticket};
use super::{Desk, DeskError};

/// How long the server is asked for seats from other kiosks, in milliseconds: each of them reports within a few
/// seconds, and nobody wants to wait longer for a no.
const ASK_MS: u64 = 12_000;

/// How long what is said to a ticket stays, in milliseconds: the next visitor is to find nothing of it.
const SHOW_MS: u64 = 15_000;

/// How long it stays while something is to be chosen, or the ticket to be shown again, in milliseconds.
const CHOOSE_MS: u64 = 30_000;

/// What happens in the room.
#[derive(Debug, Clone, Copy)]
pub(super) enum SeatsEvent<'a> {
    /// A ticket is held to the scanner for a seat in a session.
    Seen {
        /// The session.
        session: &'a str,
        /// What its code says.
        code: &'a str,
    },
    /// So many people want a seat, as they were asked.
    Chosen(u16),
    /// The seats of the ticket that was scanned last are to be given back: with the ticket, which is asked for again.
    /// The next visitor may have touched the button.
    Return,
    /// What was said is put away.
    Dismiss,
    /// From now on tickets are scanned for something else.
    PurposeChanged,
    /// The server has answered about seats: a waiting visitor may get theirs now, and what was kept for a while may be
    /// confirmed.
    ServerAnswered,
    /// The journal was opened.
    Opened,
    /// Time has passed.
    Tick,
}

/// What the room works with.
pub(super) struct SeatsContext<'a> {
    /// The desk, while there is one.
    pub(super) desk: Option<&'a mut Desk>,
    pub(super) stamp: Stamp,
    /// Milliseconds by the clock that never jumps.
    pub(super) now: u64,
    /// Whether everything is only rehearsed.
    pub(super) is_rehearsal: bool,
    /// Whether the server can be asked.
    pub(super) is_online: bool,
}

/// What the server is to hear.
#[derive(Debug)]
pub(super) enum SeatsRequest {
    /// Somebody waits for these seats.
    Want(SeatsWanted),
    /// Nobody waits any more, and what was given out is reported.
    Report,
}

/// What is to be done about an event.
#[derive(Debug, Default)]
pub(super) struct SeatsEffects {
    /// The screen shows something else.
    pub(super) changed: bool,
    pub(super) request: Option<SeatsRequest>,
    /// The kiosk is out of order.
    pub(super) failed: Option<DeskError>,
}

/// An event on its way through the room.
struct SeatsTurn<'a> {
    context: SeatsContext<'a>,
    effects: SeatsEffects,
}

/// The room.
#[derive(Default)]
pub(super) struct SeatsRoom {
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

impl SeatsRoom {
    /// Handles an event, and returns what is to be done about it.
    pub(super) fn handle(
        &mut self,
        event: SeatsEvent<'_>,
        context: SeatsContext<'_>,
    ) -> SeatsEffects {
        let mut turn = SeatsTurn {
            context,
            effects: SeatsEffects::default(),
        };
        match event {
            SeatsEvent::Seen { session, code } => self.seen(&mut turn, session, code),
            SeatsEvent::Chosen(people) => self.chosen(&mut turn, people),
            SeatsEvent::Return => self.ask_to_show_again(&mut turn),
            SeatsEvent::Dismiss => self.dismiss(&mut turn),
            SeatsEvent::PurposeChanged => {
                self.seen = None;
                self.dismiss(&mut turn);
            }
            SeatsEvent::ServerAnswered => self.server_answered(&mut turn),
            SeatsEvent::Opened => self.count_left(&mut turn),
            SeatsEvent::Tick => self.tick(&mut turn),
        }
        turn.effects
    }

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

    fn seen(&mut self, turn: &mut SeatsTurn<'_>, session: &str, code: &str) {
        let now = turn.context.now;
        let code = code.trim();
        if let Some((last, at)) = &mut self.seen
            && last == code
            && now.saturating_sub(*at) < QUIET_MS
        {
            *at = now;
            self.show_anew(now);
            return;
        }
        self.seen = Some((code.to_owned(), now));
        self.until = None;
        self.ask_for_seats(turn, session, Shown::Text(code), None);
    }

    fn chosen(&mut self, turn: &mut SeatsTurn<'_>, people: u16) {
        let Some(SeatNotice { session, answer }) = self.said().cloned() else {
            return;
        };
        let allowed = match answer {
            SeatAnswer::HowMany { most } => u32::from(most),
            SeatAnswer::TooFew { left } => left,
            SeatAnswer::NotNow { at_hand } => at_hand,
            _ => 0,
        };
        if let Some(ticket) = self.ticket
            && (1..=allowed).contains(&u32::from(people))
        {
            self.until = None;
            self.ask_for_seats(turn, &session, Shown::Ticket(ticket), Some(people));
        }
    }

    fn ask_to_show_again(&mut self, turn: &mut SeatsTurn<'_>) {
        let Some(SeatNotice { session, answer }) = self.said().cloned() else {
            return;
        };
        if let (SeatAnswer::Yours { people, .. }, Some(ticket)) = (answer, self.ticket) {
            self.returns = Some(ticket.claims.number);
            // One that is still held up is seen again.
            self.seen = None;
            self.show_seat_notice(turn, session, SeatAnswer::ShowAgain { people });
        }
    }

    /// The ticket was shown again: its seats are given back.
    fn take_back_seats(&mut self, turn: &mut SeatsTurn<'_>, session: String, ticket: TicketNumber) {
        let Some(desk) = &mut turn.context.desk else {
            return;
        };
        if !turn.context.is_rehearsal
            && let Err(error) = desk.give_back(&session, ticket)
        {
            turn.effects.failed = Some(error);
            return;
        }
        self.show_seat_notice(turn, session, SeatAnswer::GivenBack);
        turn.effects.request = Some(SeatsRequest::Report);
    }

    fn dismiss(&mut self, turn: &mut SeatsTurn<'_>) {
        self.ticket = None;
        self.returns = None;
        self.until = None;
        if self.asking_since.take().is_some() {
            turn.effects.request = Some(SeatsRequest::Report);
        }
        let left = self.view.left.clone();
        if self.show(left, None) {
            turn.effects.changed = true;
        }
    }

    fn server_answered(&mut self, turn: &mut SeatsTurn<'_>) {
        let left = Self::seats_left(turn);
        let said = self.said().cloned();
        turn.effects.changed |= self.show(left, said);
        let Some(SeatNotice { session, answer }) = self.said().cloned() else {
            return;
        };
        let people = match answer {
            SeatAnswer::Asking { people } | SeatAnswer::Yours { people, .. } => Some(people),
            // Now the time may be known.
            SeatAnswer::NoClock => None,
            _ => return,
        };
        if let Some(ticket) = self.ticket {
            self.ask_for_seats(turn, &session, Shown::Ticket(ticket), people);
        }
    }

    fn tick(&mut self, turn: &mut SeatsTurn<'_>) {
        let now = turn.context.now;
        if self.until.is_some_and(|until| until <= now) {
            return self.dismiss(turn);
        }
        let asking = self.asking_since;
        let over = asking.is_some_and(|since| since + ASK_MS <= now);
        if let Some(SeatNotice { session, .. }) = self.said().cloned()
            && over
        {
            self.no_seat_now(turn, session);
        }
    }

    fn ask_for_seats(
        &mut self,
        turn: &mut SeatsTurn<'_>,
        session: &str,
        shown: Shown<'_>,
        people: Option<u16>,
    ) {
        let stamp = turn.context.stamp.clone();
        let rehearsed = turn.context.is_rehearsal;
        let before = self.said().map(|said| said.answer.clone());
        let returns = self.returns.take();
        let Some(desk) = &mut turn.context.desk else {
            return;
        };
        let (ticket, answer) = match desk.take_seats(session, shown, people, rehearsed, &stamp) {
            Ok(answer) => answer,
            Err(error) => {
                turn.effects.failed = Some(error);
                return;
            }
        };
        self.ticket = ticket;
        let session = session.to_owned();
        if let (Some(ticket), SeatAnswer::Yours { .. }) = (ticket, &answer)
            && returns == Some(ticket.claims.number)
        {
            return self.take_back_seats(turn, session, ticket.claims.number);
        }
        match answer {
            SeatAnswer::Asking { people } => {
                if rehearsed || !turn.context.is_online {
                    return self.no_seat_now(turn, session);
                }
                if self.asking_since.is_none() {
                    self.asking_since = Some(turn.context.now);
                    let wanted = SeatsWanted {
                        session: session.clone(),
                        people,
                    };
                    turn.effects.request = Some(SeatsRequest::Want(wanted));
                }
                self.show_seat_notice(turn, session, answer);
            }
            SeatAnswer::Yours { people, kept, new } => {
                // What was new a moment ago still is, to the one who reads it.
                let still = matches!(before, Some(SeatAnswer::Yours { new: true, .. }));
                let waited = self.asking_since.take().is_some();
                if (new && !rehearsed) || waited {
                    turn.effects.request = Some(SeatsRequest::Report);
                }
                let new = new || (still && people_of(before.as_ref()) == Some(people));
                self.show_seat_notice(turn, session, SeatAnswer::Yours { people, kept, new });
            }
            answer => {
                if self.asking_since.take().is_some() {
                    turn.effects.request = Some(SeatsRequest::Report);
                }
                self.show_seat_notice(turn, session, answer);
            }
        }
    }

    fn no_seat_now(&mut self, turn: &mut SeatsTurn<'_>, session: String) {
        if self.asking_since.take().is_some() {
            turn.effects.request = Some(SeatsRequest::Report);
        }
        let at_hand = match &mut turn.context.desk {
            Some(desk) => desk.seats_at_hand(&session).unwrap_or(0),
            None => 0,
        };
        self.show_seat_notice(turn, session, SeatAnswer::NotNow { at_hand });
    }

    fn show_seat_notice(&mut self, turn: &mut SeatsTurn<'_>, session: String, answer: SeatAnswer) {
        let (left, now) = (Self::seats_left(turn), turn.context.now);
        let kind = std::mem::discriminant(&answer);
        let before = self.said().map(|said| &said.answer);
        // What the server only confirms stays no longer for it.
        let same = before.map(std::mem::discriminant) == Some(kind);
        let news = self.show(left, Some(SeatNotice { session, answer }));
        if !same || self.until.is_none() {
            self.show_anew(now);
        }
        if news {
            turn.effects.changed = true;
        }
    }

    fn count_left(&mut self, turn: &mut SeatsTurn<'_>) {
        let left = Self::seats_left(turn);
        let said = self.said().cloned();
        self.show(left, said);
    }

    /// Should the journal fail here, the next scan fails the same way and says so.
    fn seats_left(turn: &mut SeatsTurn<'_>) -> BTreeMap<String, u32> {
        let left = turn.context.desk.as_deref_mut().map(Desk::seats_left);
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

#[cfg(test)]
mod tests;
