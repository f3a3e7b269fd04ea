//! Kiosks that are cut off, restarted and replaced, messages that are lost, come twice or late, clocks that are wrong,
//! a server that is restored from a backup: no seat is ever promised to two people, and in the end none stays unused
//! while someone waits.

mod events;
mod settled;

use proptest::prelude::*;

use super::*;
use crate::ids::{Incarnation, KioskId, TicketNumber};
use events::{BrokenPromise, Event, Setup, SimulatedFault, event, setup};

/// The session's last call, by true time, before anyone moves it.
const LAST_CALL: UnixMs = UnixMs(10_000_000_000);
/// When the session begins, before anyone moves it.
const STARTS: UnixMs = UnixMs(LAST_CALL.0 + LAST_CALL_MS);

/// A visitor with a seat, and what they were told of it last.
#[derive(Debug, Clone, Copy)]
struct Visitor {
    kiosk: usize,
    incarnation: Incarnation,
    number: u32,
    ticket: TicketNumber,
    told: SeatStatus,
    /// Until when, if it is not confirmed.
    until: UnixMs,
}

struct Kiosk {
    id: KioskId,
    incarnation: Incarnation,
    allocation: SeatAllocation,
    waiting: u32,
    cut: bool,
    ahead_ms: i64,
    /// When the session begins, as far as the kiosk knows.
    starts: UnixMs,
}

enum Message {
    ToAllocator(usize, AllocationMessage),
    ToKiosk(usize, AllocatorMessage),
}

struct Venue {
    setup: Setup,
    now: UnixMs,
    allocator: SeatAllocator,
    allocator_ahead_ms: i64,
    backup: SeatAllocator,
    epochs: u64,
    /// The terms in force by the catalogue.
    terms: SeatTerms,
    /// When the session begins by them.
    starts: UnixMs,
    /// The most seats that there have ever been.
    most: u32,
    tickets: u32,
    kiosks: Vec<Kiosk>,
    visitors: Vec<Visitor>,
    messages: Vec<Message>,
}

impl Venue {
    fn new(setup: Setup) -> Self {
        let terms = SeatTerms::new(setup.capacity, STARTS);
        let allocator = SeatAllocator::new(terms);
        let kiosks = setup.kiosks_ahead_ms.iter().enumerate();
        let kiosks = kiosks.map(|(number, ahead_ms)| Kiosk {
            id: format!("k{number}").parse().unwrap(),
            incarnation: Incarnation(1),
            allocation: SeatAllocation::new(Incarnation(1)),
            waiting: 0,
            cut: false,
            ahead_ms: *ahead_ms,
            starts: STARTS,
        });
        Self {
            now: LAST_CALL.plus(-setup.minutes_before * 60_000),
            backup: allocator.clone(),
            allocator_ahead_ms: match setup.wrong {
                BrokenPromise::SeatAllocator => 0,
                _ => setup.allocator_ahead_ms,
            },
            kiosks: kiosks.collect(),
            allocator,
            epochs: 1,
            terms,
            starts: STARTS,
            most: terms.capacity,
            tickets: 0,
            visitors: Vec::new(),
            messages: Vec::new(),
            setup,
        }
    }

    fn happen(&mut self, event: Event) {
        let kiosks = self.kiosks.len();
        match event {
            Event::Pass(seconds) => self.now = self.now.plus(i64::from(seconds) * 1000),
            Event::Ask(n) => {
                self.kiosks[n % kiosks].waiting += 1;
                self.serve(n % kiosks);
            }
            Event::Leave(n) => {
                let waiting = &mut self.kiosks[n % kiosks].waiting;
                *waiting = waiting.saturating_sub(1);
            }
            Event::BringBack(n) if !self.visitors.is_empty() => self.bring_back(n),
            Event::AllocationMessage(n) => self.report(n % kiosks),
            Event::Meet(n) => self.meet(n % kiosks),
            Event::Arrive(n) | Event::ArriveTwice(n) if !self.messages.is_empty() => {
                let message = self.messages.swap_remove(n % self.messages.len());
                self.arrive(&message);
                if matches!(event, Event::ArriveTwice(_)) {
                    self.messages.push(message);
                }
            }
            Event::Lose(n) if !self.messages.is_empty() => {
                self.messages.swap_remove(n % self.messages.len());
            }
            Event::Cut(n) => {
                self.kiosks[n % kiosks].cut ^= true;
                self.tell_kiosks();
            }
            Event::Restart(n) => self.kiosks[n % kiosks].waiting = 0,
            Event::Wipe(n) if self.setup.disaster == SimulatedFault::Wipes => {
                let kiosk = &mut self.kiosks[n % kiosks];
                kiosk.incarnation = Incarnation(kiosk.incarnation.0 + 1);
                kiosk.allocation = SeatAllocation::new(kiosk.incarnation);
            }
            Event::BackUp => self.backup = self.allocator.clone(),
            Event::Restore if self.setup.disaster == SimulatedFault::Restores => {
                self.epochs += 1;
                self.allocator = self.backup.clone();
                let kiosks = self.kiosks.iter().map(|kiosk| kiosk.id.clone());
                // Epochs come in any order.
                self.allocator
                    .restored(self.epochs * 7_919 % 10_007, kiosks);
            }
            Event::SetClock if self.setup.wrong == BrokenPromise::SeatAllocator => {
                let was_right = self.allocator_ahead_ms == 0;
                self.allocator_ahead_ms = i64::from(was_right) * self.setup.allocator_ahead_ms;
            }
            Event::SeatTerms(capacity, minutes) if self.setup.terms_change => {
                self.starts = STARTS.plus(minutes * 60_000);
                self.terms = SeatTerms::new(capacity, self.starts);
                self.most = self.most.max(self.terms.capacity);
                self.allocator.set_terms(self.terms);
                self.tell_kiosks();
            }
            Event::Release(n) if !self.visitors.is_empty() => {
                let at = n % self.visitors.len();
                let ticket = self.visitors[at].ticket;
                let released = self.allocator.release(ticket, None, |_| false);
                if released != SeatRelease::default() {
                    self.visitors.swap_remove(at);
                }
            }
            _ => {}
        }
        self.tell();
    }

    /// The feed tells the kiosks that are connected when the session begins.
    fn tell_kiosks(&mut self) {
        for kiosk in self.kiosks.iter_mut().filter(|kiosk| !kiosk.cut) {
            kiosk.starts = self.starts;
        }
    }

    /// Gives seats to those who wait, as far as there are any.
    fn serve(&mut self, kiosk: usize) {
        let now = self.now;
        let at = &mut self.kiosks[kiosk];
        while at.waiting > 0 {
            let ticket = TicketNumber(self.tickets);
            let theirs = Some(now.plus(at.ahead_ms));
            let Ok(number) = at.allocation.give(ticket, at.starts, theirs) else {
                return;
            };
            self.tickets += 1;
            at.waiting -= 1;
            let mut given = at.allocation.given();
            let (_, told) = given.find(|(given, _)| given.number == number).unwrap();
            let until = at.allocation.kept_until(number).unwrap();
            // A kiosk whose clock is behind can't know.
            assert!(
                told == SeatStatus::Confirmed || now < until || at.ahead_ms < -MARGIN_MS,
                "no answer keeps a seat until a time that is past"
            );
            self.visitors.push(Visitor {
                kiosk,
                incarnation: at.incarnation,
                number,
                ticket,
                told,
                until,
            });
        }
    }

    fn bring_back(&mut self, n: usize) {
        let at = n % self.visitors.len();
        let visitor = self.visitors[at];
        let kiosk = &mut self.kiosks[visitor.kiosk];
        if kiosk.incarnation == visitor.incarnation && kiosk.allocation.take_back(visitor.number) {
            self.visitors.swap_remove(at);
        }
    }

    fn report(&mut self, at: usize) {
        let kiosk = &mut self.kiosks[at];
        let now = self.now.plus(kiosk.ahead_ms);
        let report = kiosk.allocation.report(kiosk.waiting, Some(now));
        if !kiosk.cut {
            self.messages.push(Message::ToAllocator(at, report));
        }
    }

    /// A kiosk reports and hears the answer, while other messages are under way.
    fn meet(&mut self, at: usize) {
        let under_way = std::mem::take(&mut self.messages);
        self.report(at);
        while let Some(message) = self.messages.pop() {
            self.arrive(&message);
        }
        self.messages = under_way;
    }

    fn arrive(&mut self, message: &Message) {
        match message {
            Message::ToAllocator(at, report) => {
                let now = self.now.plus(self.allocator_ahead_ms);
                let kiosks = self.kiosks.len() as u32;
                let answer =
                    self.allocator
                        .accept_report(&self.kiosks[*at].id, report, kiosks, now);
                if !self.kiosks[*at].cut {
                    self.messages.push(Message::ToKiosk(*at, answer));
                }
            }
            Message::ToKiosk(at, answer) => {
                if !self.kiosks[*at].cut {
                    let now = self.now.plus(self.kiosks[*at].ahead_ms);
                    self.kiosks[*at].allocation.apply_answer(answer, Some(now));
                    self.serve(*at);
                }
            }
        }
    }

    /// What visitors can read at the kiosk they have their seat from.
    fn tell(&mut self) {
        for visitor in &mut self.visitors {
            let kiosk = &self.kiosks[visitor.kiosk];
            if kiosk.incarnation == visitor.incarnation {
                let told = kiosk.allocation.status(visitor.number).unwrap();
                assert!(
                    told == visitor.told || visitor.told == SeatStatus::UntilLastCall,
                    "what was said is not taken back"
                );
                visitor.told = told;
                let until = kiosk.allocation.kept_until(visitor.number).unwrap();
                assert!(until >= visitor.until, "nor is a place kept any shorter");
                visitor.until = until;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn seats_are_never_oversold_nor_left_unused(
        setup in setup(),
        events in prop::collection::vec(event(), 0..250),
    ) {
        let mut venue = Venue::new(setup);
        for event in events {
            let granted = venue.allocator.granted();
            venue.happen(event);
            prop_assert!(venue.promised() <= venue.limit(), "{event:?}: oversold");
            // A restored allocator learns from the kiosks what it has granted.
            let granted = venue.allocator.granted() > granted
                && venue.setup.disaster != SimulatedFault::Restores;
            let in_bounds = venue.allocator.away() <= venue.terms.capacity;
            prop_assert!(in_bounds || !granted, "{event:?}: granted what there is not");
        }
        venue.settle();
        prop_assert!(venue.promised() <= venue.limit(), "oversold when settled");
        let given = venue.allocator.given().count();
        let capacity = venue.terms.capacity as usize;
        let free = venue.kiosks.iter().map(|kiosk| kiosk.allocation.free(TokenKind::Stock) as usize);
        let in_stock: usize = free.sum();
        prop_assert!(in_stock == 0 || given + in_stock <= capacity, "still to be given out beyond the places");
        if venue.someone_waits_in_vain() {
            // What a incarnation that ended was granted late stays with it.
            let lost = match venue.setup.disaster {
                SimulatedFault::Wipes => venue.stranded(),
                _ => 0,
            };
            prop_assert!(given + lost >= capacity, "unused: {given} of {capacity}");
        }
    }
}
