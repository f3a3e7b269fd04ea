//! How staff get from one of their screens to another, and what that asks of the desk.

use shared::pin::PIN_DIGITS;

use super::{
    Admission, AdmissionSubject, CODE_LENGTH, COUNTDOWN_MS, Forms, LONGEST_SEARCH, MOST_PEOPLE,
    Pin, RecordId, StaffAction, StaffCommand, StaffRequest, StaffRoom, StaffSession, Verdict,
    without_last,
};
use crate::search::finds_tickets;

impl StaffSession {
    /// Takes what a control asked for, and answers with what to ask the desk for, in this order.
    pub(crate) fn handle(&mut self, action: StaffAction, now_ms: u64) -> Vec<StaffCommand> {
        match action {
            StaffAction::Open if self.is_open() => return self.enter(StaffRoom::Home),
            StaffAction::Open => return self.enter(StaffRoom::Pin),
            StaffAction::Leave => return self.leave(),
            StaffAction::Lock => {
                self.leave();
                self.closing = Some(now_ms);
                return vec![StaffCommand::Lock];
            }
            StaffAction::Go(room) => return self.enter(room),
            StaffAction::Back => return self.enter(self.before()),
            StaffAction::TypePin(pin) => self.forms.pin = short_pin(pin),
            StaffAction::SendPin(pin) => {
                self.forms.pin = Pin::default();
                self.replies.expect(StaffRequest::Unlock);
                return vec![StaffCommand::Unlock(short_pin(pin))];
            }
            StaffAction::TypeSearch(text) => {
                self.forms.search = text.chars().take(LONGEST_SEARCH).collect();
                // Typing on hides what was found before.
                if std::mem::take(&mut self.forms.searched) {
                    return vec![StaffCommand::CloseSearch];
                }
            }
            StaffAction::Search => {
                let wanted = self.forms.search.trim().to_owned();
                if finds_tickets(&wanted) && !self.forms.searched {
                    self.forms.searched = true;
                    self.replies.expect(StaffRequest::Search);
                    return vec![StaffCommand::Search(wanted)];
                }
            }
            StaffAction::TypeCode(code) => {
                self.forms.code = code.chars().take(CODE_LENGTH).collect();
            }
            StaffAction::Admit(subject) => self.admit(subject),
            StaffAction::Why(_) | StaffAction::People(_) => self.fill_in(action),
            StaffAction::Way(direction) => self.forms.walk.direction = Some(direction),
            StaffAction::Kind(kind) => self.forms.walk.kind = Some(kind),
            StaffAction::Pick(record) => self.pick(record),
            StaffAction::PickShown(record) => {
                self.room = Some(StaffRoom::Undo);
                self.forms.picked = vec![record];
            }
            StaffAction::Ask(commands) => return self.ask(commands, now_ms),
        }
        Vec::new()
    }

    /// Leaves the staff's screens: nothing that was typed or found is left, and staff mode stays as it is.
    pub(crate) fn leave(&mut self) -> Vec<StaffCommand> {
        // A PIN that is just being checked must not open staff mode behind one's back.
        let at_pad = self.room == Some(StaffRoom::Pin);
        let searched = self.forms.searched;
        self.room = None;
        self.forms = Forms::default();
        self.replies.forget();
        let asked = [
            at_pad.then_some(StaffCommand::Lock),
            searched.then_some(StaffCommand::CloseSearch),
        ];
        asked.into_iter().flatten().collect()
    }

    /// Time has passed.
    pub(crate) fn tick(&mut self, now_ms: u64) -> Vec<StaffCommand> {
        self.replies.tick(now_ms);
        if self.left_ms(now_ms) == Some(0) {
            if self.inside() {
                self.leave();
            }
            self.closing = Some(now_ms);
            return vec![StaffCommand::Lock];
        }
        Vec::new()
    }

    /// In how many milliseconds something changes by itself.
    pub(crate) fn due_in_ms(&self, now_ms: u64) -> Option<u64> {
        let lock = self.left_ms(now_ms).map(|left| match left.max(1) {
            left if !self.inside() => left,
            left if left > COUNTDOWN_MS => left - COUNTDOWN_MS,
            left => (left - 1) % 1000 + 1,
        });
        let said = self.replies.due_in_ms(now_ms);
        lock.into_iter().chain(said).min()
    }

    /// The lane reached a verdict.
    pub(crate) fn saw(&mut self, verdict: &Verdict) {
        if self.latest.replace(verdict.id) != Some(verdict.id) {
            self.refused = AdmissionSubject::of_verdict(verdict);
            // A visitor took the screen from somebody with half a PIN.
            self.forms.pin = Pin::default();
        }
    }

    /// Takes characters of a scan out of what was being typed.
    pub(crate) fn take_back(&mut self, count: usize) {
        match self.room {
            Some(StaffRoom::Pin) => {
                self.forms.pin = Pin(without_last(&self.forms.pin.0, count));
            }
            Some(StaffRoom::Search) => {
                self.forms.search = without_last(&self.forms.search, count);
            }
            Some(StaffRoom::Code) => self.forms.code = without_last(&self.forms.code, count),
            _ => {}
        }
    }

    pub(super) fn enter(&mut self, room: StaffRoom) -> Vec<StaffCommand> {
        let keeps = matches!(room, StaffRoom::Search | StaffRoom::Admit);
        let closes = !keeps && self.forms.searched;
        if !keeps {
            self.forms = Forms::default();
        }
        if room == StaffRoom::Search {
            self.forms.admission = None;
        }
        self.room = Some(room);
        closes
            .then_some(StaffCommand::CloseSearch)
            .into_iter()
            .collect()
    }

    /// What was asked for is done: the form is empty again.
    pub(super) fn done(&mut self, asked: StaffRequest) {
        match asked {
            StaffRequest::Admit(_) => {
                self.forms.admission = None;
                self.refused = None;
                self.room = self.room.map(|_| self.before());
            }
            StaffRequest::Walk(..) => self.forms.walk.people = 1,
            StaffRequest::Annul(_) => self.forms.picked.clear(),
            StaffRequest::Enter => self.forms.code.clear(),
            StaffRequest::Unlock | StaffRequest::Search | StaffRequest::Set => {}
        }
    }

    /// Where "back" leads: to the search one came from, else to everything there is to do.
    fn before(&self) -> StaffRoom {
        if self.room == Some(StaffRoom::Admit) && !self.forms.search.is_empty() {
            StaffRoom::Search
        } else {
            StaffRoom::Home
        }
    }

    fn admit(&mut self, subject: AdmissionSubject) {
        self.room = Some(StaffRoom::Admit);
        self.forms.admission = Some(Admission {
            people: subject.people,
            subject,
            reason: None,
        });
    }

    fn fill_in(&mut self, action: StaffAction) {
        let at_walk = self.room == Some(StaffRoom::Walk);
        match (action, &mut self.forms.admission) {
            (StaffAction::Why(reason), Some(admission)) => admission.reason = Some(reason),
            (StaffAction::People(people), Some(admission)) if !at_walk => {
                admission.people = people.clamp(1, MOST_PEOPLE);
            }
            (StaffAction::People(people), _) if at_walk => {
                self.forms.walk.people = people.clamp(1, MOST_PEOPLE);
            }
            _ => {}
        }
    }

    fn pick(&mut self, record: RecordId) {
        let picked = &mut self.forms.picked;
        if let Some(place) = picked.iter().position(|known| *known == record) {
            picked.remove(place);
        } else {
            picked.push(record);
        }
    }

    /// Asks the desk, unless this is the second press of a finger that trembles.
    fn ask(&mut self, commands: Vec<StaffCommand>, now_ms: u64) -> Vec<StaffCommand> {
        let mut commands = commands;
        match commands.first() {
            Some(first) if self.replies.ask(first, now_ms) => {
                // What was found says of the ticket what was true before.
                let old = matches!(
                    first,
                    StaffCommand::Enter(_) | StaffCommand::Override { .. }
                );
                if old && std::mem::take(&mut self.forms.searched) {
                    self.forms.search.clear();
                    commands.push(StaffCommand::CloseSearch);
                }
                commands
            }
            _ => Vec::new(),
        }
    }
}

fn short_pin(pin: Pin) -> Pin {
    let Pin(digits) = pin;
    let digits = digits.chars().filter(char::is_ascii_digit);
    Pin(digits.take(*PIN_DIGITS.end()).collect())
}
