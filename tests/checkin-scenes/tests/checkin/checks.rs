//! What must come of a scene, at the door and at the server.

use checkin_scenes::{Act, ExpectedFact, Scene, SceneMoment, SceneStep, Verdict};
use shared::checkin::{Decision, Direction, Mark, Passage, Reason, judge, replay};
use shared::ids::GateId;
use shared::record::{Fact, RecordOrder};
use shared::ticket::Claims;

use crate::door::Door;

impl Door {
    /// Every fact that the scene wants told must be among the facts of the decision.
    pub(crate) fn check_told(&self, step: &SceneStep, decision: Option<&Decision>, context: &str) {
        let at = |moment: &SceneMoment| moment.at(&self.catalogue);
        let now = at(&step.when).unwrap();
        let date = |day: u8| Some(self.catalogue.days[usize::from(day) - 1].date);
        for told in &step.then.told {
            let good = match decision {
                Some(Decision::Admitted { people_left, .. }) => {
                    matches!(told, ExpectedFact::Left(left) if *left == people_left.unwrap_or(0))
                }
                Some(Decision::Refused(refusal)) => {
                    let facts = &refusal.facts;
                    match told {
                        ExpectedFact::Earlier(moment, gate) => {
                            facts.earlier.as_ref().is_some_and(|earlier| {
                                Some(earlier.at) == at(moment) && earlier.gate == *gate
                            })
                        }
                        ExpectedFact::Opens(moment) => facts.opens_at == at(moment),
                        ExpectedFact::Closed(moment) => facts.closes_at == at(moment),
                        ExpectedFact::NextValid(day) => facts.next_valid == date(*day),
                        ExpectedFact::LastValid(day) => facts.last_valid == date(*day),
                        ExpectedFact::Wait(minutes) => facts.minutes_to_wait(now) == Some(*minutes),
                        ExpectedFact::Left(people) => facts.people_left == Some(*people),
                        ExpectedFact::Limit(admissions, span) => facts.limit.is_some_and(|limit| {
                            (limit.admissions, limit.span) == (*admissions, *span)
                        }),
                    }
                }
                _ => false,
            };
            assert!(good, "{context}: {told:?} is not among {decision:?}");
        }
        if let Some(Decision::Refused(refusal)) = decision {
            let expected = step
                .then
                .told
                .iter()
                .any(|it| matches!(it, ExpectedFact::Opens(_)));
            let opens = refusal.reason == Reason::NotOpen && refusal.facts.opens_at.is_some();
            let silent = step.then.told.is_empty() && refusal.reason == Reason::NotOpen;
            assert!(
                !(silent && opens && !expected),
                "{context}: it does open again"
            );
        }
    }

    /// What the server makes of the records, once it has them all.
    pub(crate) fn check_replay(&self, scene: &Scene) {
        for (number, origin, seq, record) in &self.records {
            let step = &scene.steps[*number];
            let context = format!("{}, line {}", scene.name, number + 1);
            let place = record.order(origin, *seq);
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

    fn check_mark(&self, step: &SceneStep, passage: &Passage, context: &str) {
        let ticket = passage.claims.number;
        let passages = self.known(ticket);
        let Some(index) = passages.iter().position(|it| it.order == passage.order) else {
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
        place: RecordOrder,
        gate: &GateId,
        reason: Reason,
        claims: Claims,
        context: &str,
    ) {
        let gone = self.rules.of_type(claims.kind).retired || self.rules.of_gate(gate).retired;
        if gone || !self.rules.gates.contains_key(gate) {
            return; // What was recorded there keeps its rules, or is set aside.
        }
        // Only what was known at that moment: what came later may well have changed it.
        let mut then = Self::new(scene);
        for (earlier, step) in scene.steps.iter().enumerate().take(number) {
            then.play(earlier, step);
        }
        let people = match &scene.steps[number].act {
            Act::Scan(_, _, Some(people)) => *people,
            _ => u16::from(claims.party),
        };
        let passage = Passage {
            order: place,
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
}
