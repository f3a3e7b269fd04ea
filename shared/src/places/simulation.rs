//! Kiosks that are cut off, restarted and replaced, messages that are lost, come twice or late, clocks that are wrong,
//! a server that is restored from a backup: no place is ever promised to two people, and in the end none stays unused
//! while someone waits.

mod events;

use proptest::prelude::*;

use super::*;
use crate::ids::{Incarnation, KioskId, TicketNumber};
use events::{Disaster, Event, Setup, event, setup};

/// The session's last call, by true time.
const LAST_CALL: UnixMs = UnixMs(10_000_000_000);

/// A visitor with a place, and what they were told of it last.
#[derive(Debug, Clone, Copy)]
struct Visitor {
    kiosk: usize,
    life: Incarnation,
    number: u32,
    told: Standing,
}

struct Kiosk {
    id: KioskId,
    life: Incarnation,
    share: Share,
    waiting: u32,
    cut: bool,
    ahead_ms: i64,
}

enum Message {
    ToOffice(usize, Report),
    ToKiosk(usize, Word),
}

struct Venue {
    setup: Setup,
    now: UnixMs,
    office: Office,
    backup: Office,
    epochs: u64,
    kiosks: Vec<Kiosk>,
    visitors: Vec<Visitor>,
    messages: Vec<Message>,
}

impl Venue {
    fn new(setup: Setup) -> Self {
        let terms = Terms::new(setup.capacity, LAST_CALL.plus(LAST_CALL_MS));
        let office = Office::new(terms);
        let kiosks = setup.kiosks_ahead_ms.iter().enumerate();
        let kiosks = kiosks.map(|(number, ahead_ms)| Kiosk {
            id: format!("k{number}").parse().unwrap(),
            life: Incarnation(1),
            share: Share::new(Incarnation(1)),
            waiting: 0,
            cut: false,
            ahead_ms: *ahead_ms,
        });
        Self {
            now: LAST_CALL.plus(-setup.minutes_before * 60_000),
            backup: office.clone(),
            kiosks: kiosks.collect(),
            office,
            epochs: 1,
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
            Event::Report(n) => self.report(n % kiosks),
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
            Event::Cut(n) => self.kiosks[n % kiosks].cut ^= true,
            Event::Restart(n) => self.kiosks[n % kiosks].waiting = 0,
            Event::Wipe(n) if self.setup.disaster == Disaster::Wipes => {
                let kiosk = &mut self.kiosks[n % kiosks];
                kiosk.life = Incarnation(kiosk.life.0 + 1);
                kiosk.share = Share::new(kiosk.life);
            }
            Event::BackUp => self.backup = self.office.clone(),
            Event::Restore if self.setup.disaster == Disaster::Restores => {
                self.epochs += 1;
                self.office = self.backup.clone();
                let kiosks = self.kiosks.iter().map(|kiosk| kiosk.id.clone());
                self.office.restored(self.epochs, kiosks);
            }
            _ => {}
        }
        self.tell();
    }

    /// Gives places to those who wait, as far as there are any.
    fn serve(&mut self, kiosk: usize) {
        let now = self.now;
        let at = &mut self.kiosks[kiosk];
        while at.waiting > 0 {
            let ticket = TicketNumber(self.visitors.len() as u32);
            let closes = LAST_CALL.plus(LAST_CALL_MS);
            let Ok(number) = at.share.give(ticket, closes, Some(now.plus(at.ahead_ms))) else {
                return;
            };
            at.waiting -= 1;
            let mut given = at.share.given();
            let (_, told) = given.find(|(given, _)| given.number == number).unwrap();
            assert!(
                told == Standing::Confirmed || now < LAST_CALL,
                "nobody is told that a place is kept until a time that is past"
            );
            self.visitors.push(Visitor {
                kiosk,
                life: at.life,
                number,
                told,
            });
        }
    }

    fn bring_back(&mut self, n: usize) {
        let at = n % self.visitors.len();
        let visitor = self.visitors[at];
        let kiosk = &mut self.kiosks[visitor.kiosk];
        if kiosk.life == visitor.life && kiosk.share.take_back(visitor.number) {
            self.visitors.swap_remove(at);
        }
    }

    fn report(&mut self, at: usize) {
        let kiosk = &mut self.kiosks[at];
        let now = self.now.plus(kiosk.ahead_ms);
        let report = kiosk.share.report(kiosk.waiting, Some(now));
        if !kiosk.cut {
            self.messages.push(Message::ToOffice(at, report));
        }
    }

    fn arrive(&mut self, message: &Message) {
        match message {
            Message::ToOffice(at, report) => {
                let now = self.now.plus(self.setup.office_ahead_ms);
                let kiosks = self.kiosks.len() as u32;
                let word = self.office.hear(&self.kiosks[*at].id, report, kiosks, now);
                if !self.kiosks[*at].cut {
                    self.messages.push(Message::ToKiosk(*at, word));
                }
            }
            Message::ToKiosk(at, word) => {
                if !self.kiosks[*at].cut {
                    self.kiosks[*at].share.hear(word);
                    self.serve(*at);
                }
            }
        }
    }

    /// What visitors can read at the kiosk they have their place from.
    fn tell(&mut self) {
        for visitor in &mut self.visitors {
            let kiosk = &self.kiosks[visitor.kiosk];
            if kiosk.life == visitor.life {
                let told = kiosk.share.standing(visitor.number).unwrap();
                assert!(
                    told == visitor.told || visitor.told == Standing::UntilLastCall,
                    "what was said is not taken back"
                );
                visitor.told = told;
            }
        }
    }

    /// Those whose place is good by what they were told, or by what the office knows.
    fn promised(&self) -> usize {
        let known = |visitor: &Visitor| {
            self.office.given().any(|(kiosk, life, given)| {
                let number = given.number == visitor.number;
                number && life == visitor.life && *kiosk == self.kiosks[visitor.kiosk].id
            })
        };
        let good = |visitor: &&Visitor| match visitor.told {
            Standing::Confirmed => true,
            Standing::Lapsed => false,
            Standing::UntilLastCall => self.now < LAST_CALL || known(visitor),
        };
        self.visitors.iter().filter(good).count()
    }

    /// Everyone is connected, and time enough goes by, until nothing changes any more.
    fn settle(&mut self) {
        self.messages.clear();
        // What a life that ended holds in stock is free again after the last call.
        if self.setup.disaster == Disaster::Wipes {
            self.now = self.now.max(LAST_CALL.plus(2 * MARGIN_MS + 1000));
        }
        for kiosk in &mut self.kiosks {
            kiosk.cut = false;
        }
        for _ in 0..60 {
            for at in 0..self.kiosks.len() {
                self.report(at);
                while let Some(message) = self.messages.pop() {
                    self.arrive(&message);
                }
            }
            self.tell();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn places_are_never_oversold_and_once_settled_none_is_unused_while_someone_waits(
        setup in setup(),
        events in prop::collection::vec(event(), 0..250),
    ) {
        let mut venue = Venue::new(setup);
        let capacity = usize::from(venue.setup.capacity);
        for event in events {
            venue.happen(event);
            prop_assert!(venue.promised() <= capacity, "{event:?}: oversold");
        }
        venue.settle();
        prop_assert!(venue.promised() <= capacity, "oversold when settled");
        let waiting = venue.kiosks.iter().any(|kiosk| kiosk.waiting > 0);
        // A session that has begun, by any clock, gives out no places.
        if waiting && venue.now < LAST_CALL.plus(LAST_CALL_MS - MARGIN_MS) {
            // What a life that ended was granted late stays with it.
            let lost = match venue.setup.disaster {
                Disaster::Wipes => venue.stranded(),
                _ => 0,
            };
            prop_assert_eq!(venue.office.given().count() + lost, capacity, "unused");
        }
    }
}

impl Venue {
    /// Late tokens that are with lives that ended and were not given out, as far as the office knows.
    fn stranded(&self) -> usize {
        self.office.stranded(|kiosk, life| {
            let mut kiosks = self.kiosks.iter();
            kiosks.any(|one| one.id == *kiosk && one.life == life)
        })
    }
}
