//! A door that plays a scene, as a kiosk's desk would.

use checkin_scenes::{Act, Change, Scene, SceneStep, Verdict, without};
use shared::catalogue::Catalogue;
use shared::checkin::{
    Decision, Passage, Reason, Rules, Scan, TicketStatus, Visits, choose, decide, explain, replay,
};
use shared::ids::{GateId, Incarnation, TicketNumber};
use shared::record::{Fact, Origin, Record, RecordId, Stamp, TicketSource};
use shared::ticket::Claims;

use crate::in_memory::Ledger;

/// A door that plays a scene step by step, as a kiosk's desk does, and keeps the records.
pub(crate) struct Door {
    pub(crate) catalogue: Catalogue,
    pub(crate) rules: Rules,
    /// Passages that this door knows of and that nobody annulled.
    pub(crate) passages: Vec<Passage>,
    pub(crate) standings: Vec<(TicketNumber, TicketStatus)>,
    pub(crate) ledger: Ledger,
    /// Every record, by the step it comes from.
    pub(crate) records: Vec<(usize, Origin, u64, Record)>,
}

impl Door {
    pub(crate) fn new(scene: &Scene) -> Self {
        let catalogue = scene.exhibition().unwrap();
        let rules = catalogue.rules();
        Self {
            ledger: Ledger::new(rules.clone()),
            catalogue,
            rules,
            passages: Vec::new(),
            standings: Vec::new(),
            records: Vec::new(),
        }
    }

    pub(crate) fn standing(&self, ticket: TicketNumber) -> TicketStatus {
        let mut known = self.standings.iter().rev();
        known
            .find(|(number, _)| *number == ticket)
            .map_or(TicketStatus::Good, |(_, standing)| *standing)
    }

    pub(crate) fn known(&self, ticket: TicketNumber) -> Vec<Passage> {
        let mut known: Vec<Passage> = self
            .passages
            .iter()
            .filter(|passage| passage.claims.number == ticket)
            .cloned()
            .collect();
        known.sort_by(|a, b| a.order.cmp(&b.order));
        known
    }

    pub(crate) fn visits(&self, ticket: TicketNumber) -> Visits {
        let standing = self.standing(ticket);
        replay(&self.rules, standing, &self.known(ticket)).1
    }

    pub(crate) fn write(&mut self, number: usize, step: &SceneStep, kiosk: &str, fact: Fact) {
        let origin = Origin {
            exhibition: self.catalogue.exhibition,
            kiosk: kiosk.parse().unwrap(),
            incarnation: Incarnation(7),
        };
        let record = Record {
            stamp: Stamp {
                device: step.when.at(&self.catalogue).unwrap(),
                offset_ms: 0,
                boot: "b".to_owned(),
                mono_ms: 0,
            },
            fact,
        };
        let seq = number as u64 + 1;
        if let Some(passage) = record.passage(&origin, seq) {
            self.passages.push(passage);
        }
        if let Fact::Annulled { target, .. } = &record.fact {
            self.passages.retain(|passage| !passage.order.is(target));
        }
        self.ledger.record(&origin, [(seq, &record)]);
        self.records.push((number, origin, seq, record));
    }

    pub(crate) fn id(&self, number: usize) -> RecordId {
        let found = self.records.iter().find(|(step, ..)| *step == number);
        let (_, origin, seq, record) = found.expect("an annulment of a step that was recorded");
        record.order(origin, *seq).id()
    }

    /// The decision on a scan, and the record of it.
    pub(crate) fn decide(&self, scan: Scan<'_>) -> (Decision, Fact) {
        let number = scan.claims.number;
        let visits = self.visits(number);
        let standing = self.standing(number);
        let occupancy = self.ledger.occupancy(scan.at);
        let decision = decide(&self.rules, standing, &visits, &occupancy, scan);
        let explained = explain(&self.rules, standing, &visits, &occupancy, scan);
        let first = explained.steps.iter().find_map(|step| step.refused);
        assert_eq!(explained.decision, decision);
        let gate = scan.gate.clone();
        let claims = *scan.claims;
        let fact = if let Decision::Refused(refusal) = &decision {
            assert_eq!(first, Some(refusal.reason));
            Fact::Refused {
                gate,
                reason: refusal.reason,
                claims: Some(claims),
            }
        } else {
            assert_eq!(first, None);
            Fact::Passed {
                gate,
                direction: scan.direction,
                claims,
                people: scan.people,
                source: TicketSource::Unstated,
            }
        };
        (decision, fact)
    }

    /// What is recorded of something that no rule is asked about.
    pub(crate) fn fact(&self, gate: &GateId, act: &Act) -> Fact {
        act.fact(gate, &self.catalogue, &|step| Some(self.id(step - 1)))
            .unwrap_or_else(|| panic!("{act:?} is not recorded like this"))
    }

    /// What the door says, with the refusal or what is left of the party.
    pub(crate) fn play(&mut self, number: usize, step: &SceneStep) -> (Verdict, Option<Decision>) {
        let at = step.when.at(&self.catalogue).unwrap();
        let gate = step.gate.clone();
        match &step.act {
            Act::Scan(_, None, _) => {
                let reason = Reason::UnknownTicket;
                let claims = None;
                let fact = Fact::Refused {
                    gate,
                    reason,
                    claims,
                };
                self.write(number, step, "A1", fact);
                (Verdict::Refused(reason), None)
            }
            Act::Scan(direction, Some(ticket), people) => {
                let tickets = ticket.with_twin();
                let tickets: Vec<(Claims, TicketStatus)> = tickets
                    .map(|ticket| ticket.claims(&self.catalogue).unwrap())
                    .map(|claims| (claims, self.standing(claims.number)))
                    .collect();
                let Some(chosen) = choose(&self.rules, &gate, at, &tickets) else {
                    let reason = Reason::AmbiguousTicket;
                    let claims = None;
                    let fact = Fact::Refused {
                        gate,
                        reason,
                        claims,
                    };
                    self.write(number, step, "A1", fact);
                    return (Verdict::Refused(reason), None);
                };
                let (claims, _) = tickets[chosen];
                let people = people.unwrap_or(u16::from(claims.party));
                let scan = Scan {
                    claims: &claims,
                    at,
                    gate: &step.gate,
                    direction: *direction,
                    people,
                };
                let (decision, fact) = self.decide(scan);
                let verdict = match &decision {
                    Decision::Refused(refusal) => Verdict::Refused(refusal.reason),
                    Decision::Admitted { again: false, .. } => Verdict::Admitted,
                    Decision::Admitted { again: true, .. } => Verdict::Again,
                    Decision::Exited { matched: true } => Verdict::Exited,
                    Decision::Exited { matched: false } => Verdict::Unmatched,
                };
                self.write(number, step, "A1", fact);
                (verdict, Some(decision))
            }
            Act::Heard(act) => {
                let fact = self.fact(&gate, act);
                self.write(number, step, "B1", fact);
                (Verdict::Noted, None)
            }
            Act::Staff(ticket, ..) => {
                let came = ticket.as_ref().is_some_and(|ticket| {
                    let number = ticket.claims(&self.catalogue).unwrap().number;
                    let zone = self.rules.of_gate(&gate).zone;
                    let today = self.rules.calendar.date_at(at);
                    self.visits(number).zone(zone).came_on(today)
                });
                let fact = self.fact(&gate, &step.act);
                self.write(number, step, "A1", fact);
                let verdict = if came {
                    Verdict::Again
                } else {
                    Verdict::Admitted
                };
                (verdict, None)
            }
            Act::Walk(..) | Act::Annul(_) | Act::Rehearse(..) => {
                let fact = self.fact(&gate, &step.act);
                self.write(number, step, "A1", fact);
                (Verdict::Noted, None)
            }
            Act::Drop(dropped) => {
                let mut catalogue = without(&self.catalogue, dropped);
                catalogue.retire_from(&self.catalogue);
                assert_eq!(catalogue.problems(), []);
                self.rules = catalogue.rules();
                self.catalogue = catalogue;
                self.ledger = self.arriving(0, 1);
                (Verdict::Noted, None)
            }
            Act::Stand(ticket, change) => {
                let claims = ticket.claims(&self.catalogue).unwrap();
                let standing = match change {
                    Change::Revoke => TicketStatus::Revoked(at),
                    Change::Block => TicketStatus::Blocked(at),
                    Change::Reinstate => TicketStatus::Good,
                };
                self.standings.push((claims.number, standing));
                self.ledger.stand(claims.number, standing);
                (Verdict::Noted, None)
            }
        }
    }

    /// The records in another order, each in a batch of its own or many at a time.
    pub(crate) fn arriving(&self, seed: u64, group: usize) -> Ledger {
        let mut order: Vec<usize> = (0..self.records.len()).collect();
        let mut state = seed;
        for last in (1..order.len()).rev() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            order.swap(last, (state >> 33) as usize % (last + 1));
        }
        let mut ledger = Ledger::new(self.rules.clone());
        for group in order.chunks(group) {
            for kiosk in ["A1", "B1"] {
                let of_kiosk = group
                    .iter()
                    .map(|index| &self.records[*index])
                    .filter(|(_, origin, ..)| origin.kiosk.as_str() == kiosk);
                let batch: Vec<_> = of_kiosk.collect();
                let Some((_, origin, ..)) = batch.first() else {
                    continue;
                };
                ledger.record(
                    origin,
                    batch.iter().map(|(_, _, seq, record)| (*seq, record)),
                );
            }
        }
        for (ticket, standing) in &self.standings {
            ledger.stand(*ticket, *standing);
        }
        ledger
    }
}
