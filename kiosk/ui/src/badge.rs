//! A visitor's badge: printed at a door as a ticket of certain kinds comes in. It bears no name; there is a line to
//! write one on.

use texts::{Key, Language, Texts};
use view::{LaneView, Outcome, Verdict, View};

use crate::screens::House;
use crate::slip::{Slip, SlipSize};

/// Where a name is written by hand, with room above.
const NAME_LINE: &str = "\n________________";

/// Prints each visitor's badge once, however often the verdict is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Badges {
    /// The number of the last verdict that was looked at.
    last: Option<u64>,
}

impl Badges {
    /// Returns the badge to print now.
    pub fn next(&mut self, view: &View, house: &House) -> Option<Slip> {
        let LaneView::Verdict(verdict) = &view.lane else {
            return None;
        };
        if self.last.replace(verdict.id) == Some(verdict.id) || !is_due(view, house, verdict) {
            return None;
        }
        badge(view, verdict)
    }
}

/// Returns whether a verdict's visitor gets a badge: with the first admission of a day.
pub(crate) fn is_due(view: &View, house: &House, verdict: &Verdict) -> bool {
    let kind = verdict
        .kind
        .and_then(|kind| view.catalogue.ticket_type(kind));
    verdict.outcome == Outcome::Admitted { again: false }
        && kind.is_some_and(|kind| house.badges.contains(&kind.key))
}

/// The exhibition, what the visitor is, a line for the name, how many people, and the day. In Vietnamese, with the kind in
/// English as well.
fn badge(view: &View, verdict: &Verdict) -> Option<Slip> {
    let language = Language::VIETNAMESE.code();
    let texts = Texts::new(Language::VIETNAMESE);
    let catalogue = &view.catalogue;
    let kind = &catalogue.ticket_type(verdict.kind?)?.name;
    let day = catalogue.calendar().zone.local(verdict.at).date;
    let people = (verdict.people > 1)
        .then(|| texts.say_with(Key::People, [("count", verdict.people.into())]));
    let mut lines = vec![
        (SlipSize::Text, catalogue.name.get(language).to_owned()),
        (SlipSize::Number, kind.get(language).to_owned()),
        (
            SlipSize::Text,
            kind.get(Language::ENGLISH.code()).to_owned(),
        ),
        (SlipSize::Name, NAME_LINE.to_owned()),
    ];
    lines.extend(people.map(|people| (SlipSize::Name, people)));
    lines.push((SlipSize::Text, texts.date(day)));
    Some(Slip { language, lines })
}
