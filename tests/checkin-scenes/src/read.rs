//! Reading scenes from their text.

use std::str::{FromStr, SplitWhitespace};

use jiff::civil::Time;
use shared::checkin::{Direction, Reason, Span};
use shared::ids::{ExhibitionId, StaffReason};

use super::{
    Act, Change, Expectation, ExpectedFact, OmittedFact, Scene, SceneHours, SceneMoment, SceneStep,
    Ticket, Verdict,
};

/// Reads all scenes of a text.
pub(super) fn scenes(text: &str) -> Result<Vec<Scene>, String> {
    let mut scenes: Vec<Scene> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let failed = |what: String| format!("line {number}: {what}: {line}");
        if line.is_empty() || line.starts_with('%') {
            continue;
        }
        if let Some(name) = line.strip_prefix('#') {
            scenes.push(Scene {
                name: name.trim().to_owned(),
                hours: Vec::new(),
                steps: Vec::new(),
                totals: Vec::new(),
            });
            continue;
        }
        let scene = scenes
            .last_mut()
            .ok_or_else(|| failed("no scene has begun".to_owned()))?;
        if let Some(totals) = line.strip_prefix('=') {
            scene.totals.push(read_totals(totals).map_err(failed)?);
        } else if let Some(hours) = line.strip_prefix('&') {
            scene.hours.push(read_hours(hours).map_err(failed)?);
        } else {
            scene.steps.push(read_step(line).map_err(failed)?);
        }
    }
    Ok(scenes)
}

/// The words of a line, taken one by one.
struct Words<'a>(SplitWhitespace<'a>);

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self(text.split_whitespace())
    }

    fn word(&mut self) -> Result<&'a str, String> {
        self.0.next().ok_or_else(|| "a word is missing".to_owned())
    }

    fn read<T: FromStr>(&mut self) -> Result<T, String> {
        let word = self.word()?;
        word.parse().map_err(|_| format!("\"{word}\""))
    }

    fn moment(&mut self) -> Result<SceneMoment, String> {
        Ok(SceneMoment {
            day: self.read()?,
            time: self.time()?,
        })
    }

    fn time(&mut self) -> Result<Time, String> {
        let word = self.word()?;
        word.parse().map_err(|_| format!("the time \"{word}\""))
    }

    fn direction(&mut self) -> Result<Direction, String> {
        match self.word()? {
            "in" => Ok(Direction::In),
            "out" => Ok(Direction::Out),
            other => Err(format!("the direction \"{other}\"")),
        }
    }

    /// `x12` for twelve people, where it comes next.
    fn people(&mut self) -> Option<u16> {
        let mut ahead = self.0.clone();
        let people = ahead.next()?.strip_prefix('x')?.parse().ok()?;
        self.0 = ahead;
        Some(people)
    }

    fn ticket(&mut self) -> Result<Option<Ticket>, String> {
        match self.word()? {
            "unknown" => Ok(None),
            word => read_ticket(word).map(Some),
        }
    }

    fn known_ticket(&mut self) -> Result<Ticket, String> {
        read_ticket(self.word()?)
    }

    fn end(mut self) -> Result<(), String> {
        match self.0.next() {
            None => Ok(()),
            Some(word) => Err(format!("nothing more was expected, but \"{word}\"")),
        }
    }
}

/// `visitor`, and after it `#2` for the second one, `@1+3` for its valid days, `!23` for its exhibition.
fn read_ticket(word: &str) -> Result<Ticket, String> {
    let bad = || format!("the ticket \"{word}\"");
    let (word, twin) = match word.split_once('|') {
        Some((word, twin)) => (word, Some(Box::new(read_ticket(twin)?))),
        None => (word, None),
    };
    let (rest, elsewhere) = match word.split_once('!') {
        Some((rest, number)) => {
            let number = number.parse().map_err(|_| bad())?;
            (rest, Some(ExhibitionId(number)))
        }
        None => (word, None),
    };
    let (rest, days) = match rest.split_once('@') {
        Some((rest, days)) => {
            let mut mask = 0;
            for day in days.split('+') {
                let day: u32 = day.parse().map_err(|_| bad())?;
                let bit = day.checked_sub(1).and_then(|day| 1_u16.checked_shl(day));
                mask |= bit.ok_or_else(bad)?;
            }
            (rest, mask)
        }
        None => (rest, 0b1111),
    };
    let (kind, number) = match rest.split_once('#') {
        Some((kind, number)) => (kind, number.parse().map_err(|_| bad())?),
        None => (rest, 1),
    };
    Ok(Ticket {
        kind: kind.to_owned(),
        number,
        days,
        elsewhere,
        twin,
    })
}

fn read_totals(text: &str) -> Result<(u8, Vec<(String, i64)>), String> {
    let (day, figures) = text.split_once(':').ok_or("a colon is missing")?;
    let day = day
        .trim()
        .parse()
        .map_err(|_| format!("the day \"{day}\""))?;
    let mut words = Words::of(figures);
    let mut read = Vec::new();
    while let Ok(name) = words.word() {
        read.push((name.to_owned(), words.read()?));
    }
    Ok((day, read))
}

fn read_hours(text: &str) -> Result<SceneHours, String> {
    let mut words = Words::of(text);
    let hours = SceneHours {
        day: words.read()?,
        gate: words.read()?,
        opens: words.time()?,
        closes: words.time()?,
    };
    words.end()?;
    Ok(hours)
}

fn read_step(line: &str) -> Result<SceneStep, String> {
    let (when, then) = line
        .split_once(" -> ")
        .ok_or("an arrow to what must come of it is missing")?;
    let mut words = Words::of(when);
    let moment = words.moment()?;
    let gate = words.read()?;
    let act = read_act(&mut words)?;
    words.end()?;
    Ok(SceneStep {
        when: moment,
        gate,
        act,
        then: read_then(then)?,
    })
}

fn read_act(words: &mut Words<'_>) -> Result<Act, String> {
    Ok(match words.word()? {
        "in" => Act::Scan(Direction::In, words.ticket()?, words.people()),
        "out" => Act::Scan(Direction::Out, words.ticket()?, words.people()),
        "heard" => match read_act(words)? {
            act @ (Act::Scan(_, Some(_), _) | Act::Staff(..) | Act::Walk(..) | Act::Annul(_)) => {
                Act::Heard(Box::new(act))
            }
            other => return Err(format!("{other:?} is nothing that is heard of")),
        },
        "staff" => {
            let reason: StaffReason = words.read()?;
            Act::Staff(words.ticket()?, words.people(), reason)
        }
        "walk" => {
            let direction = words.direction()?;
            let kind = words.word()?.to_owned();
            Act::Walk(direction, kind, words.people().unwrap_or(1))
        }
        "annul" => Act::Annul(words.read()?),
        "rehearse" => Act::Rehearse(words.direction()?, words.known_ticket()?),
        "revoke" => Act::Stand(words.known_ticket()?, Change::Revoke),
        "block" => Act::Stand(words.known_ticket()?, Change::Block),
        "drop" => Act::Drop(match words.word()? {
            "type" => OmittedFact::Type(words.word()?.to_owned()),
            "gate" => OmittedFact::Gate(words.read()?),
            other => return Err(format!("\"{other}\" is nothing that a catalogue drops")),
        }),
        "reinstate" => Act::Stand(words.known_ticket()?, Change::Reinstate),
        other => return Err(format!("\"{other}\" is nothing that happens")),
    })
}

fn read_then(text: &str) -> Result<Expectation, String> {
    let mut parts = text.split(',').map(str::trim);
    let verdict = match parts.next().unwrap_or_default() {
        "admitted" => Verdict::Admitted,
        "again" => Verdict::Again,
        "exited" => Verdict::Exited,
        "unmatched" => Verdict::Unmatched,
        "noted" => Verdict::Noted,
        code => Verdict::Refused(read_reason(code)?),
    };
    let mut then = Expectation {
        verdict,
        told: Vec::new(),
        in_the_end: None,
    };
    for part in parts {
        let mut words = Words::of(part);
        match words.word()? {
            "conflict" => then.in_the_end = Some(read_reason(words.word()?)?),
            word => then.told.push(read_told(word, &mut words)?),
        }
        words.end()?;
    }
    Ok(then)
}

fn read_reason(code: &str) -> Result<Reason, String> {
    Reason::from_code(code).ok_or_else(|| format!("the verdict \"{code}\""))
}

fn read_told(word: &str, words: &mut Words<'_>) -> Result<ExpectedFact, String> {
    Ok(match word {
        "earlier" => ExpectedFact::Earlier(words.moment()?, words.read()?),
        "opens" => ExpectedFact::Opens(words.moment()?),
        "closed" => ExpectedFact::Closed(words.moment()?),
        "next" => ExpectedFact::NextValid(words.read()?),
        "last" => ExpectedFact::LastValid(words.read()?),
        "wait" => ExpectedFact::Wait(words.read()?),
        "left" => ExpectedFact::Left(words.read()?),
        "limit" => {
            let admissions = words.read()?;
            match words.word()? {
                "a-day" => ExpectedFact::Limit(admissions, Span::Day),
                "in-all" => ExpectedFact::Limit(admissions, Span::Exhibition),
                "days" => ExpectedFact::Limit(admissions, Span::Days),
                other => return Err(format!("the span \"{other}\"")),
            }
        }
        other => return Err(format!("the fact \"{other}\"")),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn unreadable_line_is_named() {
        let read = |line: &str| super::scenes(&format!("# a scene\n{line}")).unwrap_err();
        assert!(read("2 09:00 main in visitor").contains("line 2: an arrow"));
        assert!(read("2 09:00 main sing visitor -> admitted").contains("\"sing\" is nothing"));
        assert!(read("2 09:00 main in visitor -> perhaps").contains("the verdict \"perhaps\""));
        assert!(read("2 09:00 main in visitor@0 -> admitted").contains("the ticket"));
    }
}
