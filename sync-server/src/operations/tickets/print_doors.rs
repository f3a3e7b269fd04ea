//! By which doors a printed ticket leads in, in words.

use shared::catalogue::{Catalogue, GateDirection, Localized};
use shared::checkin::GateRule;
use shared::ids::ZoneBit;
use shared::ticket::Claims;

use super::print_words::PrintTexts;
use crate::pdf::{MM, PdfFonts};

/// The doors that lead in: to the exhibition itself, and to areas within it.
pub(super) struct EntryDoors<'a> {
    outer: Vec<EntryDoor<'a>>,
    inner: Vec<EntryDoor<'a>>,
    fonts: &'a PdfFonts,
    texts: PrintTexts<'a>,
}

struct EntryDoor<'a> {
    name: &'a Localized,
    rule: GateRule,
}

/// Where words have to fit: font and size, width in millimetres, and the most lines.
pub(super) type WordSpace = ((usize, f32), f32, usize);

impl<'a> EntryDoors<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, fonts: &'a PdfFonts, texts: PrintTexts<'a>) -> Self {
        let rules = catalogue.rules();
        let gates = catalogue.gates.iter();
        let doors = gates.filter(|gate| gate.direction != GateDirection::Out);
        let doors = doors.map(|gate| EntryDoor {
            name: &gate.name,
            rule: rules.of_gate(&gate.id).clone(),
        });
        let (outer, inner) = doors.partition(|door| door.rule.zone == ZoneBit(0));
        Self {
            outer,
            inner,
            fonts,
            texts,
        }
    }

    /// Returns the doors by which a ticket leads in, behind a word, by name as far as they fit; one phrase for all doors.
    /// Empty for a ticket that opens none.
    pub(super) fn words(
        &self,
        claims: &Claims,
        (language, before): (usize, &str),
        (style, width, most): WordSpace,
    ) -> String {
        let say = |id, count| {
            let [vi, en] = (self.texts)(id, count);
            if language == 0 { vi } else { en }
        };
        let Some(doors) = self.open_to(claims) else {
            return say("print-doors-all", 0);
        };
        let code = ["vi", "en"][language.min(1)];
        let names: Vec<&str> = doors.iter().map(|name| name.get(code)).collect();
        let mut words = String::new();
        for named in (1..=names.len()).rev() {
            words = format!("{before}{}", names[..named].join(", "));
            let more = names.len() - named;
            if more > 0 {
                let more = u32::try_from(more).unwrap_or(u32::MAX);
                words = format!("{words} {}", say("print-doors-more", more));
            }
            if self.fonts.fit(style, (width * MM, most), &words) {
                break;
            }
        }
        words
    }

    /// Returns the same in Vietnamese, behind the word for it.
    pub(super) fn line(&self, claims: &Claims, space: WordSpace) -> String {
        let [word, _] = (self.texts)("print-door", 0);
        self.words(claims, (0, &format!("{word}: ")), space)
    }

    /// Returns the names of the doors of the exhibition that a ticket opens, or of its areas' where it opens areas alone;
    /// `None` where it opens all of several.
    fn open_to(&self, claims: &Claims) -> Option<Vec<&'a Localized>> {
        let open = |doors: &[EntryDoor<'a>]| -> Vec<&'a Localized> {
            let open = doors.iter().filter(|door| door.is_open_to(claims));
            open.map(|door| door.name).collect()
        };
        let outer = open(&self.outer);
        if outer.is_empty() {
            return Some(open(&self.inner));
        }
        (outer.len() == 1 || outer.len() < self.outer.len()).then_some(outer)
    }
}

impl EntryDoor<'_> {
    fn is_open_to(&self, claims: &Claims) -> bool {
        let opens_zone = claims.zones >> self.rule.zone.0.min(15) & 1 == 1;
        let types = self.rule.types.as_ref();
        (!self.rule.guarded || opens_zone) && types.is_none_or(|it| it.contains(&claims.kind))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::iter;

    use shared::catalogue::Gate;
    use shared::ids::{KeyId, TicketNumber};

    use super::*;
    use crate::operations::catalogue;
    use crate::pdf::REGULAR;

    const SPACE: WordSpace = ((REGULAR, 8.0), 38.0, 2);

    fn texts(id: &str, count: u32) -> [String; 2] {
        let words = match id {
            "print-door" => "Cổng vào".to_owned(),
            "print-doors-all" => "Mọi cổng vào".to_owned(),
            _ => format!("và {count} cổng khác"),
        };
        [words, String::new()]
    }

    /// Returns what a visitor's ticket says of the doors, where these admit visitors and others admit guests alone.
    fn words(doors: &[&str], for_guests: usize) -> String {
        let mut catalogue = catalogue::sample().unwrap();
        let main = catalogue.gates[0].clone();
        catalogue.gates.retain(|gate| gate.zone != main.zone);
        let others = iter::repeat_n((&"Cửa khách mời", true), for_guests);
        let doors = doors.iter().map(|name| (name, false)).chain(others);
        let doors = doors.enumerate().map(|(at, (name, is_for_guests))| Gate {
            id: format!("door-{at}").parse().unwrap(),
            name: Localized(BTreeMap::from([("vi".to_owned(), (*name).to_owned())])),
            ticket_types: is_for_guests
                .then(|| "vip".to_owned())
                .into_iter()
                .collect(),
            ..main.clone()
        });
        catalogue.gates.extend(doors);
        let visitor = &catalogue.ticket_types[0];
        let claims = Claims {
            exhibition: catalogue.exhibition,
            key: KeyId(0),
            number: TicketNumber(1),
            kind: visitor.id,
            party: 1,
            days: 1,
            policy: visitor.policy,
            zones: visitor.zones,
        };
        let fonts = PdfFonts::embedded().unwrap();
        EntryDoors::of(&catalogue, &fonts, &texts).line(&claims, SPACE)
    }

    #[test]
    fn doors_are_named_as_far_as_they_fit() {
        assert_eq!(words(&["Cổng chính"], 0), "Cổng vào: Cổng chính");
        assert_eq!(words(&["Cổng A", "Cổng B"], 0), "Mọi cổng vào");
        assert_eq!(words(&["Cổng A", "Cổng B"], 1), "Cổng vào: Cổng A, Cổng B");
        let many = ["Cổng phía bờ sông Hồng"; 20];
        assert_eq!(
            words(&many, 1),
            "Cổng vào: Cổng phía bờ sông Hồng và 19 cổng khác"
        );
        // An area within is no door of the exhibition.
        assert_eq!(words(&[], 1), "Cổng vào: Cửa khu trải nghiệm");
    }
}
