use super::*;
use crate::checkin::{
    Decision, Mark, Passage, Place, Rules, Scan, Standing, Visits, decide, explain, judge, replay,
};
use crate::ids::Incarnation;
use crate::ledger::Ledger;
use crate::protocol::v1::DayTotals;
use crate::record::{Fact, Origin, Record, RecordId, Stamp};

/// A door that plays a scene step by step, as a kiosk's desk does, and keeps the records.
struct Door {
    catalogue: Catalogue,
    rules: Rules,
    /// Passages that this door knows of and that nobody annulled.
    passages: Vec<Passage>,
    standings: Vec<(TicketNumber, Standing)>,
    ledger: Ledger,
    /// Every record, by the step it comes from.
    records: Vec<(usize, Origin, u64, Record)>,
}

impl Door {
    fn new() -> Self {
        let catalogue = exhibition().unwrap();
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

    fn standing(&self, ticket: TicketNumber) -> Standing {
        let mut known = self.standings.iter().rev();
        known
            .find(|(number, _)| *number == ticket)
            .map_or(Standing::Good, |(_, standing)| *standing)
    }

    fn known(&self, ticket: TicketNumber) -> Vec<Passage> {
        let mut known: Vec<Passage> = self
            .passages
            .iter()
            .filter(|passage| passage.claims.number == ticket)
            .cloned()
            .collect();
        known.sort_by(|a, b| a.place.cmp(&b.place));
        known
    }

    fn visits(&self, ticket: TicketNumber) -> Visits {
        let standing = self.standing(ticket);
        replay(&self.rules, standing, &self.known(ticket)).1
    }

    fn write(&mut self, number: usize, step: &Step, kiosk: &str, fact: Fact) {
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
            self.passages.retain(|passage| !passage.place.is(target));
        }
        self.ledger.record(&origin, [(seq, &record)]);
        self.records.push((number, origin, seq, record));
    }

    fn id(&self, number: usize) -> RecordId {
        let found = self.records.iter().find(|(step, ..)| *step == number);
        let (_, origin, seq, record) = found.expect("an annulment of a step that was recorded");
        record.place(origin, *seq).id()
    }

    /// The decision on a scan, and the record of it.
    fn decide(&self, scan: Scan<'_>) -> (Decision, Fact) {
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
            }
        };
        (decision, fact)
    }

    /// What is recorded of something that no rule is asked about.
    fn fact(&self, gate: &GateId, act: &Act) -> Fact {
        let gate = gate.clone();
        let claims = |ticket: &Ticket| ticket.claims(&self.catalogue).unwrap();
        match act {
            Act::Scan(direction, Some(ticket), people) => {
                let claims = claims(ticket);
                Fact::Passed {
                    gate,
                    direction: *direction,
                    people: people.unwrap_or(u16::from(claims.party)),
                    claims,
                }
            }
            Act::Staff(ticket, people, reason) => {
                let claims = ticket.as_ref().map(claims);
                let party = claims.map_or(1, |claims| u16::from(claims.party));
                Fact::Overridden {
                    gate,
                    claims,
                    people: people.unwrap_or(party),
                    refused: None,
                    reason: reason.clone(),
                    staff: None,
                }
            }
            Act::Walk(direction, kind, people) => Fact::Walked {
                gate,
                direction: *direction,
                kind: kind_of(&self.catalogue, kind).unwrap(),
                people: *people,
                staff: None,
            },
            Act::Annul(step) => Fact::Annulled {
                gate,
                target: self.id(step - 1),
                ticket: None,
                staff: None,
            },
            Act::Rehearse(direction, ticket) => {
                let scan = Act::Scan(*direction, Some(ticket.clone()), None);
                Fact::Rehearsed(Box::new(self.fact(&gate, &scan)))
            }
            other => panic!("{other:?} is not recorded like this"),
        }
    }

    /// What the door says, with the refusal or what is left of the party.
    fn play(&mut self, number: usize, step: &Step) -> (Verdict, Option<Decision>) {
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
                let claims = ticket.claims(&self.catalogue).unwrap();
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
                    let today = self.rules.calendar.zone.local(at).date;
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
            Act::Stand(ticket, change) => {
                let claims = ticket.claims(&self.catalogue).unwrap();
                let standing = match change {
                    Change::Revoke => Standing::Revoked(at),
                    Change::Block => Standing::Blocked(at),
                    Change::Reinstate => Standing::Good,
                };
                self.standings.push((claims.number, standing));
                self.ledger.stand(claims.number, standing);
                (Verdict::Noted, None)
            }
        }
    }

    /// Every fact that the scene wants told must be among the facts of the decision.
    fn check_told(&self, step: &Step, decision: Option<&Decision>, context: &str) {
        let at = |moment: &Moment| moment.at(&self.catalogue);
        let now = at(&step.when).unwrap();
        let date = |day: u8| Some(self.catalogue.days[usize::from(day) - 1].date);
        for told in &step.then.told {
            let good = match decision {
                Some(Decision::Admitted { people_left, .. }) => {
                    matches!(told, Told::Left(left) if *left == people_left.unwrap_or(0))
                }
                Some(Decision::Refused(refusal)) => {
                    let facts = &refusal.facts;
                    match told {
                        Told::Earlier(moment, gate) => {
                            facts.earlier.as_ref().is_some_and(|earlier| {
                                Some(earlier.at) == at(moment) && earlier.gate == *gate
                            })
                        }
                        Told::Opens(moment) => facts.opens_at == at(moment),
                        Told::Closed(moment) => facts.closes_at == at(moment),
                        Told::NextValid(day) => facts.next_valid == date(*day),
                        Told::LastValid(day) => facts.last_valid == date(*day),
                        Told::Wait(minutes) => facts.minutes_to_wait(now) == Some(*minutes),
                        Told::Left(people) => facts.people_left == Some(*people),
                        Told::Limit(admissions, span) => facts.limit.is_some_and(|limit| {
                            (limit.admissions, limit.span) == (*admissions, *span)
                        }),
                    }
                }
                _ => false,
            };
            assert!(good, "{context}: {told:?} is not among {decision:?}");
        }
        if let Some(Decision::Refused(refusal)) = decision {
            let expected = step.then.told.iter().any(|it| matches!(it, Told::Opens(_)));
            let opens = refusal.reason == Reason::NotOpen && refusal.facts.opens_at.is_some();
            let silent = step.then.told.is_empty() && refusal.reason == Reason::NotOpen;
            assert!(
                !(silent && opens && !expected),
                "{context}: it does open again"
            );
        }
    }

    /// What the server makes of the records, once it has them all.
    fn check_replay(&self, scene: &Scene) {
        for (number, origin, seq, record) in &self.records {
            let step = &scene.steps[*number];
            let context = format!("{}, line {}", scene.name, number + 1);
            let place = record.place(origin, *seq);
            match (&record.fact, record.passage(origin, *seq)) {
                (_, Some(passage)) => self.check_mark(step, &passage, &context),
                (
                    Fact::Refused {
                        gate,
                        reason,
                        claims: Some(claims),
                    },
                    _,
                ) if *reason != Reason::Full => {
                    self.check_refused(scene, *number, place, gate, *reason, *claims, &context);
                }
                _ => {}
            }
        }
    }

    fn check_mark(&self, step: &Step, passage: &Passage, context: &str) {
        let ticket = passage.claims.number;
        let passages = self.known(ticket);
        let Some(index) = passages.iter().position(|it| it.place == passage.place) else {
            return; // It was annulled.
        };
        let (marks, _) = replay(&self.rules, self.standing(ticket), &passages);
        let mark = &marks[index];
        let partial = self.rules.of_type(passage.claims.kind).partial;
        let good = match (step.then.in_the_end, step.then.verdict, mark) {
            (Some(reason), _, mark) => *mark == Mark::Conflict(reason),
            (
                None,
                Verdict::Admitted,
                Mark::Entry {
                    first_today,
                    new_people,
                    ..
                },
            ) => *first_today || (partial && *new_people > 0),
            (
                None,
                Verdict::Again,
                Mark::Entry {
                    first_today,
                    new_people,
                    ..
                },
            ) => !first_today && (!partial || *new_people == 0),
            (None, Verdict::Exited, Mark::Exit { closes }) => !closes.is_empty(),
            (None, Verdict::Unmatched, Mark::Exit { closes }) => closes.is_empty(),
            (None, Verdict::Noted, mark) => !matches!(mark, Mark::Conflict(_)),
            _ => false,
        };
        assert!(good, "{context}: in the end {mark:?}");
    }

    /// Had someone been let in all the same, the server would call it a conflict for the same reason.
    #[expect(clippy::too_many_arguments, reason = "a check of one scene's line")]
    fn check_refused(
        &self,
        scene: &Scene,
        number: usize,
        place: Place,
        gate: &GateId,
        reason: Reason,
        claims: Claims,
        context: &str,
    ) {
        // Only what was known at that moment: what came later may well have changed it.
        let mut then = Self::new();
        for (earlier, step) in scene.steps.iter().enumerate().take(number) {
            then.play(earlier, step);
        }
        let people = match &scene.steps[number].act {
            Act::Scan(_, _, Some(people)) => *people,
            _ => u16::from(claims.party),
        };
        let passage = Passage {
            place,
            gate: gate.clone(),
            direction: Direction::In,
            claims,
            people,
            by_staff: false,
        };
        let mut visits = then.visits(claims.number);
        let mark = judge(
            &self.rules,
            then.standing(claims.number),
            &mut visits,
            &passage,
        );
        assert_eq!(mark, Mark::Conflict(reason), "{context}");
    }

    /// The records in another order, each in a batch of its own or many at a time.
    fn arriving(&self, seed: u64, group: usize) -> Ledger {
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

fn totals(ledger: &Ledger) -> Vec<DayTotals> {
    let days = ledger.tally().days.iter();
    days.map(|(date, day)| DayTotals::of(*date, day))
        .filter(|day| *day != DayTotals::of(day.date, &crate::tally::DayTally::default()))
        .collect()
}

fn figure(day: &DayTotals, name: &str) -> i64 {
    match name {
        "entries" => day.entries,
        "reentries" => day.reentries,
        "exits" => day.exits,
        "inside" => day.inside,
        "unique" => day.unique_visitors,
        "tickets" => day.tickets,
        "refused" => day.refused,
        "conflicts" => day.conflicts,
        "walk_ins" => day.walk_ins,
        "overrides" => day.overrides,
        zone => {
            let (bit, name) = zone.strip_prefix("zone").unwrap().split_once('.').unwrap();
            let bit = crate::ids::ZoneBit(bit.parse().unwrap());
            let zone = day.zones.iter().find(|it| it.zone == bit);
            zone.map_or(0, |zone| match name {
                "entries" => zone.entries,
                "exits" => zone.exits,
                "inside" => zone.inside,
                other => panic!("no figure is called {other}"),
            })
        }
    }
}

#[test]
fn there_are_at_least_sixty_scenes_each_with_a_name_of_its_own() {
    let scenes = all().unwrap();
    assert!(scenes.len() >= 60, "{} scenes", scenes.len());
    let names: std::collections::HashSet<&str> =
        scenes.iter().map(|scene| scene.name.as_str()).collect();
    assert_eq!(names.len(), scenes.len());
    assert_eq!(exhibition().unwrap().problems(), []);
}

#[test]
fn every_scene_plays_at_a_door_as_it_is_written() {
    for scene in all().unwrap() {
        let mut door = Door::new();
        for (number, step) in scene.steps.iter().enumerate() {
            let context = format!("{}, line {}: {step:?}", scene.name, number + 1);
            let (verdict, decision) = door.play(number, step);
            assert_eq!(verdict, step.then.verdict, "{context}\n{decision:?}");
            door.check_told(step, decision.as_ref(), &context);
        }
    }
}

#[test]
fn every_scene_is_judged_by_the_server_as_the_door_judged_it() {
    for scene in all().unwrap() {
        let mut door = Door::new();
        for (number, step) in scene.steps.iter().enumerate() {
            door.play(number, step);
        }
        door.check_replay(&scene);
    }
}

#[test]
fn every_scene_adds_up_to_the_same_in_any_order_and_grouping_of_arrival() {
    for scene in all().unwrap() {
        let mut door = Door::new();
        for (number, step) in scene.steps.iter().enumerate() {
            door.play(number, step);
        }
        let straight = totals(&door.ledger);
        for (day, figures) in &scene.totals {
            let date = door.catalogue.days[usize::from(*day) - 1].date;
            let nothing = DayTotals::of(date, &crate::tally::DayTally::default());
            let day = straight
                .iter()
                .find(|it| it.date == date)
                .unwrap_or(&nothing);
            for (name, value) in figures {
                assert_eq!(figure(day, name), *value, "{}: {name}", scene.name);
            }
        }
        for seed in 0..20 {
            let other = totals(&door.arriving(seed, 1 + seed as usize % 4));
            assert_eq!(other, straight, "{}, order {seed}", scene.name);
        }
    }
}

#[test]
fn a_line_that_can_not_be_read_is_named() {
    let read = |line: &str| super::read::scenes(&format!("# a scene\n{line}")).unwrap_err();
    assert!(read("2 09:00 main in visitor").contains("line 2: an arrow"));
    assert!(read("2 09:00 main sing visitor -> admitted").contains("\"sing\" is nothing"));
    assert!(read("2 09:00 main in visitor -> perhaps").contains("the verdict \"perhaps\""));
    assert!(read("2 09:00 main in visitor@0 -> admitted").contains("the ticket"));
}
