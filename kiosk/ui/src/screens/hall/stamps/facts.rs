//! What a stamp card says, put together from the booths that a ticket has visited.

use std::collections::BTreeSet;

use shared::catalogue::Catalogue;
use shared::ids::{BoothNumber, VillageId};
use texts::{Key, Texts};
use view::LinkStatus;

use crate::screens::DrawContext;
use crate::screens::hall::booths::village_place;

/// One village on a stamp card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The village.
    pub(super) village: VillageId,
    /// Its name.
    pub(super) name: String,
    /// Its place in the catalogue, which decides its colour.
    pub(super) place: usize,
    /// How many of its booths the ticket has visited; none makes no stamp.
    pub(super) visited: usize,
    /// How many booths it has.
    pub(super) booths: usize,
}

/// The stamps of a card: every village that has a booth, in the catalogue's order.
pub(super) fn stamps(catalogue: &Catalogue, seen: &[BoothNumber], language: &str) -> Vec<Stamp> {
    let seen: BTreeSet<BoothNumber> = seen.iter().copied().collect();
    let villages = catalogue.villages.iter().map(|village| {
        let booths = catalogue.booths.iter();
        let own: Vec<BoothNumber> = booths
            .filter(|booth| booth.village == village.id)
            .map(|booth| booth.number)
            .collect();
        Stamp {
            village: village.id.clone(),
            name: village.name.get(language).to_owned(),
            place: village_place(catalogue, &village.id),
            visited: own.iter().filter(|number| seen.contains(number)).count(),
            booths: own.len(),
        }
    });
    villages.filter(|stamp| stamp.booths > 0).collect()
}

impl Stamp {
    /// Whether the village is seen.
    pub(super) fn is_there(&self) -> bool {
        self.visited > 0
    }

    /// How many of its booths were visited, or wait to be.
    pub(super) fn note(&self, texts: &Texts) -> String {
        let (key, count) = if self.is_there() {
            (Key::StampsVisited, self.visited)
        } else {
            (Key::StampsToSee, self.booths)
        };
        texts.say_with(key, [("count", count.into())])
    }
}

/// How many villages are seen, as a sentence.
pub(super) fn headline(texts: &Texts, stamps: &[Stamp]) -> String {
    let seen = stamps.iter().filter(|stamp| stamp.is_there()).count();
    let all = ("all", stamps.len().into());
    match seen {
        0 => texts.say(Key::StampsNone),
        seen if seen == stamps.len() => texts.say_with(Key::StampsAll, [all]),
        seen => texts.say_with(Key::StampsCount, [("seen", seen.into()), all]),
    }
}

/// As of when the card is known: stamps of other booths come with the news.
pub(super) fn as_of(context: &DrawContext<'_>) -> String {
    let texts = context.texts;
    match &context.view.status.link {
        LinkStatus::Online(_) => texts.say(Key::StampsNow),
        LinkStatus::Offline(Some(heard), _) => {
            let zone = context.view.catalogue.calendar().zone;
            let time = texts.time(zone.local(*heard), context.local().date);
            texts.say_with(Key::StampsAsOf, [("time", time.into())])
        }
        LinkStatus::Offline(None, _) | LinkStatus::NotYet => texts.say(Key::StampsUnsure),
    }
}
