//! The door of a scene: kiosk A1's desk at any gate, and what it hears of kiosk B1.

use std::collections::HashMap;

use checkin_scenes::{Act, Change, OmittedFact, Scene, SceneStep, Ticket, Verdict};
use desk::{Answer, Desk};
use journal::Journal;
use kiosk_config::Config;
use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::{GateId, Incarnation, KioskId, TicketNumber};
use shared::protocol::v1::{KnownItem, TicketStatusItem};
use shared::record::{Fact, Record, RecordId, Stamp};
use shared::ticket::{SigningKey, issue};
use view::{Mode, Outcome, Verdict as Shown};

/// The life of kiosk B1's journal.
pub(super) const ELSEWHERE: Incarnation = Incarnation(7);
/// A code that nobody knows.
const UNKNOWN: &str = "8938505974192";

/// The door, with all that happened so far.
pub(super) struct Door {
    /// The catalogue with which the scene begins.
    pub(super) first: Catalogue,
    pub(super) catalogue: Catalogue,
    pub(super) key: SigningKey,
    data: tempfile::TempDir,
    /// The kiosk's desk, carried from gate to gate.
    desks: HashMap<GateId, Desk>,
    /// By step, where the step made a record.
    pub(super) ids: Vec<Option<RecordId>>,
    /// What kiosk B1 wrote down.
    pub(super) elsewhere: Vec<Record>,
    /// What the organisers decided, in order.
    pub(super) standings: Vec<(TicketNumber, Change, shared::time::UnixMs)>,
    /// What left the catalogue, in order.
    pub(super) dropped: Vec<OmittedFact>,
    pub(super) told: u64,
    /// How far the register is known.
    pub(super) sold: u64,
}

/// What a step came to.
pub(super) struct Said {
    pub(super) verdict: Verdict,
    /// What the screen shows, when it shows a verdict.
    pub(super) shown: Option<Shown>,
}

impl Door {
    pub(super) fn new(scene: &Scene) -> Self {
        let mut door = Self {
            first: scene.exhibition().unwrap(),
            catalogue: scene.exhibition().unwrap(),
            key: SigningKey::from_seed(&[3; 32]),
            data: tempfile::tempdir().unwrap(),
            desks: HashMap::new(),
            ids: Vec::new(),
            elsewhere: Vec::new(),
            standings: Vec::new(),
            dropped: Vec::new(),
            told: 0,
            sold: 0,
        };
        door.tell(Vec::new());
        door.know_another_seller();
        door
    }

    pub(super) fn journal(&self) -> Journal {
        let kiosk: KioskId = "A1".parse().unwrap();
        Journal::open(self.data.path(), self.catalogue.exhibition, &kiosk).unwrap()
    }

    fn desk(&mut self, gate: &GateId) -> &mut Desk {
        let (data, exhibition) = (self.data.path(), self.catalogue.exhibition);
        self.desks.entry(gate.clone()).or_insert_with(|| {
            let config = format!(
                "server = \"http://127.0.0.1:9\"\nexhibition = {exhibition}\nkiosk = \"A1\"\ntoken = \"-\"\ngate = \"{gate}\"\ndirection = \"in\"\n",
            );
            std::fs::write(data.join("kiosk.toml"), config).unwrap();
            Desk::open(data, Config::read(data).unwrap()).unwrap()
        })
    }

    fn code(&self, ticket: &Ticket) -> String {
        issue(&ticket.claims(&self.catalogue).unwrap(), &self.key).unwrap()
    }

    /// Plays a scene and checks every line of it with `check`.
    pub(super) fn play(&mut self, scene: &Scene, check: impl Fn(&Self, &SceneStep, &Said, &str)) {
        for (number, step) in scene.steps.iter().enumerate() {
            let context = format!("{}, line {}: {step:?}", scene.name, number + 1);
            let said = self.step(step);
            check(self, step, &said, &context);
        }
    }

    fn step(&mut self, step: &SceneStep) -> Said {
        let at = step.when.at(&self.catalogue).unwrap();
        let stamp = Stamp {
            device: at,
            offset_ms: 0,
            boot: "b".to_owned(),
            mono_ms: 0,
        };
        match &step.act {
            Act::Scan(direction, ticket, people) => {
                let code = match ticket {
                    Some(ticket) if ticket.twin.is_some() => self.sell(ticket),
                    Some(ticket) => self.code(ticket),
                    None => UNKNOWN.to_owned(),
                };
                self.scan(step, &stamp, &code, *direction, *people)
            }
            Act::Staff(ticket, ..) => {
                let came = ticket.as_ref().is_some_and(|it| self.came_today(step, it));
                let fact = self.fact(&step.gate, &step.act);
                self.note(step, &stamp, fact);
                Said::of(if came {
                    Verdict::Again
                } else {
                    Verdict::Admitted
                })
            }
            Act::Walk(..) | Act::Annul(_) => {
                let fact = self.fact(&step.gate, &step.act);
                self.note(step, &stamp, fact);
                Said::of(Verdict::Noted)
            }
            Act::Rehearse(direction, ticket) => {
                let mode = Mode {
                    rehearsal: true,
                    ..Mode::plain(*direction)
                };
                let code = self.code(ticket);
                let desk = self.desk(&step.gate);
                let judged = desk.judge(&code, mode, None, &stamp).unwrap();
                assert!(!matches!(judged.verdict.outcome, Outcome::Refused(_)));
                self.ids.push(None);
                Said::of(Verdict::Noted)
            }
            Act::Heard(act) => {
                let fact = self.fact(&step.gate, act);
                self.hear(&Record { stamp, fact });
                Said::of(Verdict::Noted)
            }
            Act::Drop(dropped) => {
                let mut catalogue = checkin_scenes::without(&self.catalogue, dropped);
                catalogue.retire_from(&self.catalogue);
                self.catalogue = catalogue;
                self.dropped.push(dropped.clone());
                self.tell(Vec::new());
                self.ids.push(None);
                Said::of(Verdict::Noted)
            }
            Act::Stand(ticket, change) => {
                let ticket = ticket.claims(&self.catalogue).unwrap().number;
                self.standings.push((ticket, *change, at));
                let since_ms = at;
                let item = TicketStatusItem { ticket, since_ms };
                self.tell(vec![match change {
                    Change::Revoke => KnownItem::Revoked(item),
                    Change::Block => KnownItem::Blocked(item),
                    Change::Reinstate => KnownItem::Reinstated(item),
                }]);
                self.ids.push(None);
                Said::of(Verdict::Noted)
            }
        }
    }

    /// A party that may come in parts is asked how many come; whoever else comes in part says so
    /// without being asked.
    fn scan(
        &mut self,
        step: &SceneStep,
        stamp: &Stamp,
        code: &str,
        direction: Direction,
        people: Option<u16>,
    ) -> Said {
        let mode = Mode::plain(direction);
        let in_parts = match &step.act {
            Act::Scan(Direction::In, Some(ticket), _) => {
                let kind = ticket.claims(&self.catalogue).unwrap().kind;
                self.catalogue.rules().of_type(kind).partial
            }
            _ => false,
        };
        let desk = self.desk(&step.gate);
        let judged = if people.is_none() || in_parts {
            match desk.present(code, mode, stamp).unwrap() {
                Answer::Judged(judged) => judged,
                Answer::Asks(question) => {
                    let people = people.unwrap_or(question.most);
                    desk.answer(question.id, people, stamp).unwrap().unwrap()
                }
            }
        } else {
            desk.judge(code, mode, people, stamp).unwrap()
        };
        self.ids.push(Some(RecordId {
            kiosk: "A1".parse().unwrap(),
            incarnation: judged.record.incarnation,
            seq: judged.record.seq,
        }));
        let verdict = match &judged.verdict.outcome {
            Outcome::Admitted { again: false } => Verdict::Admitted,
            Outcome::Admitted { again: true } => Verdict::Again,
            // The screen says goodbye to both.
            Outcome::Exited if step.then.verdict == Verdict::Unmatched => Verdict::Unmatched,
            Outcome::Exited => Verdict::Exited,
            Outcome::Refused(refusal) => Verdict::Refused(refusal.reason),
            Outcome::Visited { .. } => panic!("a door is no booth"),
        };
        Said {
            verdict,
            shown: Some(judged.verdict),
        }
    }

    fn note(&mut self, step: &SceneStep, stamp: &Stamp, fact: Fact) {
        let mode = Mode::plain(Direction::In);
        let recorded = self.desk(&step.gate).note(fact, mode, stamp).unwrap();
        self.ids.push(Some(RecordId {
            kiosk: "A1".parse().unwrap(),
            incarnation: recorded.incarnation,
            seq: recorded.seq,
        }));
    }

    fn came_today(&self, step: &SceneStep, ticket: &Ticket) -> bool {
        let rules = self.catalogue.rules();
        let number = ticket.claims(&self.catalogue).unwrap().number;
        let visits = self.journal().history(number).unwrap().visits(&rules);
        let at = step.when.at(&self.catalogue).unwrap();
        let today = rules.calendar.date_at(at);
        visits.zone(rules.of_gate(&step.gate).zone).came_on(today)
    }

    /// What is recorded of something that no rule is asked about.
    fn fact(&self, gate: &GateId, act: &Act) -> Fact {
        act.fact(gate, &self.catalogue, &|step| self.ids[step - 1].clone())
            .unwrap_or_else(|| panic!("{act:?} is not recorded like this"))
    }
}

impl Said {
    fn of(verdict: Verdict) -> Self {
        let shown = None;
        Self { verdict, shown }
    }
}
