//! What visitors of the hall ask for themselves: their visit counted, their stamp card, a submission taken.

use journal::SubmissionStore;
use shared::ids::BoothNumber;
use shared::record::Fact;
use shared::submission::{Consent, Submission, SubmissionId};
use view::Role;
use view::lane::LaneEvent;
use view::{Draft, Purpose, StampCard, SubmissionAnswer};

use super::DeskError;
use super::run::Loop;

impl Loop {
    /// Counts that a booth was looked up, without anyone's name.
    pub(super) fn look_up(&mut self, booth: BoothNumber) {
        if !self.mode.rehearsal {
            let now = self.now();
            self.people.looked_up.add(booth, now);
        }
    }

    /// Takes a submission, and says whether it is kept.
    pub(super) fn take_submission(&mut self, number: u64, draft: Draft) {
        let kept = self.keep_submission(number, draft);
        self.people.submission = Some(SubmissionAnswer { number, kept });
        self.publish();
    }

    /// Keeps a submission no longer. Should the disk fail here too, it is kept: then it is only the visitor who does not know.
    pub(super) fn take_submission_back(&mut self, number: u64) {
        if let Some((last, id)) = self.people.last_submission
            && last == number
        {
            let today = self.today();
            let _ = SubmissionStore::open(&self.data)
                .and_then(|mut submissions| submissions.withdraw(id, today));
            self.people.submission = None;
            self.publish();
        }
    }

    /// The name of a submission: the same when it comes again.
    fn submission_id(&mut self, number: u64) -> Option<SubmissionId> {
        if let Some((last, id)) = self.people.last_submission
            && last == number
        {
            return Some(id);
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        let id = SubmissionId(bytes);
        self.people.last_submission = Some((number, id));
        Some(id)
    }

    /// Forgets what was shown to a visitor who is gone.
    pub(super) fn forget_people(&mut self) {
        self.people.stamps = None;
        self.people.submission = None;
        self.publish();
    }

    /// Serves a code that is scanned for something else than the gate; `false` when it is the gate's.
    pub(super) fn serves(&mut self, code: &str) -> bool {
        match (&self.purpose, self.config.role) {
            (Purpose::Usual, Role::Booth(booth)) => self.count_visit(code, booth),
            (Purpose::Usual, Role::Hall) | (Purpose::Stamps, _) => self.show_stamps(code),
            _ => return false,
        }
        true
    }

    fn count_visit(&mut self, code: &str, booth: BoothNumber) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        self.slow.begin(&self.shown);
        let verdict = desk.visit(code, booth, self.mode, &self.clock.stamp());
        self.slow.end();
        match verdict {
            Ok(verdict) => self.settled(LaneEvent::Judged(code, verdict)),
            Err(error) => self.out_of_order(&error),
        }
    }

    fn show_stamps(&mut self, code: &str) {
        let Some(desk) = &mut self.desk else {
            return;
        };
        self.slow.begin(&self.shown);
        let stamps = desk.stamps(code, &self.clock.stamp());
        self.slow.end();
        match stamps {
            Ok(Ok(booths)) => {
                self.people.cards += 1;
                self.people.stamps = Some(StampCard {
                    id: self.people.cards,
                    booths,
                });
                self.lane.handle(LaneEvent::Served(code), self.now());
                self.publish();
            }
            Ok(Err(refused)) => self.settled(LaneEvent::Judged(code, refused)),
            Err(error) => self.out_of_order(&error),
        }
    }

    /// Writes down what was looked up, when it is due or the kiosk ends. Should the disk fail, the look-ups are lost: no
    /// visitor is turned away for them.
    pub(super) fn write_lookups(&mut self) {
        let (mode, stamp) = (self.mode, self.clock.stamp());
        let Some(desk) = &mut self.desk else {
            return;
        };
        let facts = self
            .people
            .looked_up
            .take()
            .map(|(booth, times)| Fact::LookedUp { booth, times });
        let noted: Result<Vec<_>, DeskError> =
            facts.map(|fact| desk.note(fact, mode, &stamp)).collect();
        if noted.is_ok_and(|noted| !noted.is_empty()) {
            self.recorded();
        }
    }

    /// Keeps a submission until the server has it; `true` once it is durable. In a rehearsal nothing is kept: a person who tries
    /// the form is not to be written to.
    fn keep_submission(&mut self, number: u64, draft: Draft) -> bool {
        let Some(id) = self.submission_id(number) else {
            return false;
        };
        let stamp = self.clock.stamp();
        let known = self
            .desk
            .as_ref()
            .map(|desk| desk.journal().known_time(&stamp));
        // Without a network the clock of a device that was switched on may say anything.
        let time_known = matches!(known, Some(Ok(Some(_))));
        let submission = Submission {
            id,
            written: stamp.corrected(),
            language: draft.language,
            name: draft.name,
            reach: draft.reach,
            wish: draft.wish,
            consent: Some(Consent {
                words: draft.words,
                time_known,
            }),
        };
        if submission.check().is_err() {
            return false;
        }
        if self.mode.rehearsal {
            return true;
        }
        let today = self.today();
        let kept = SubmissionStore::open(&self.data)
            .and_then(|mut submissions| submissions.keep(&submission, today));
        if let (Ok(()), Some(uplink)) = (&kept, &self.uplink) {
            uplink.wake();
        }
        self.status.submissions_broken = kept.as_ref().err().map(ToString::to_string);
        kept.is_ok()
    }
}
