//! The words of the first screen: the exhibition's name, what to do, how, and what is on.
//!
//! The buttons at the foot have their place first. The invitation comes next, as large as it can be; the name, the hint
//! and the demonstrations get what is left.

use egui::{Rect, Ui, pos2, vec2};

use super::DrawContext;
use super::controls::Kind;
use super::plate::waves;
use super::scan_facts::ScanFacts;
use super::scan_foot;
use super::words::Look;
use crate::session::Action;
use crate::theme::{Metrics, Weight, colour, mm};

/// How much is said of the exhibition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Title {
    /// Name and venue.
    Whole,
    /// The name alone.
    Name,
    /// Nothing.
    None,
}

/// The least height of the picture below the words on an upright screen, in millimetres.
const PICTURE: f32 = 72.0;

/// What is said, in sizes that fit.
struct Plan {
    title: Title,
    invitation: Look,
    second: Look,
    hint: Option<Look>,
}

/// Draws it; answers with what is left of the picture's place, and what was chosen.
pub(super) fn show(
    ui: &mut Ui,
    context: &DrawContext<'_>,
    place: Rect,
    picture: Rect,
    facts: &ScanFacts,
) -> (Rect, Option<Action>) {
    let m = context.metrics;
    let portrait = m.portrait();
    let (buttons_top, chosen) = scan_foot::buttons(ui, context, place, Kind::Main);
    let rest = place.with_max_y(buttons_top - m.mm(6.0));
    let room = if portrait {
        rest.height() - m.mm(PICTURE)
    } else {
        rest.height()
    };
    let room = vec2(rest.width(), room);
    let beside_shows = vec2(room.x, room.y - scan_foot::least_height(m));
    let with_shows = (!portrait && !facts.demonstrations.is_empty())
        .then(|| plan(ui, m, facts, beside_shows))
        .flatten();
    let plan = with_shows
        .filter(|plan| plan.title != Title::None && plan.hint.is_some())
        .or_else(|| plan(ui, m, facts, room))
        .unwrap_or_else(|| Plan::least(m, facts));
    let mut top = title(ui, m, rest, facts, plan.title);
    if plan.title != Title::None {
        top += if portrait {
            m.mm(9.0)
        } else {
            (rest.height() * 0.05).min(m.mm(8.0))
        };
    }
    top = plan
        .invitation
        .write(ui, rest.with_min_y(top), &facts.invitation)
        .bottom();
    if let Some(second) = &facts.second {
        let below = rest.with_min_y(top + m.mm(BETWEEN));
        top = plan.second.write(ui, below, second).bottom();
    }
    if let Some(hint) = &plan.hint {
        let below = rest.with_min_y(top + m.mm(BETWEEN));
        top = hint.write(ui, below, &facts.hint).bottom();
    }
    let picture = if portrait {
        picture.with_min_y(picture.top().max(top + m.mm(2.0)))
    } else {
        picture
    };
    // On a low upright screen the picture goes down to the buttons.
    let picture = picture.with_max_y(picture.bottom().min(place.bottom()));
    let picture = if portrait && picture.height() < m.mm(PICTURE) {
        picture.with_max_y(rest.bottom())
    } else {
        picture
    };
    let free_from = if portrait { picture.bottom() } else { top };
    let free = rest.with_min_y(free_from + m.mm(5.0));
    scan_foot::demonstrations(ui, context, free, facts);
    (picture, chosen)
}

/// The space between two of the sentences, in millimetres.
const BETWEEN: f32 = 2.5;

impl Plan {
    /// The invitation alone, as small as text may be.
    fn least(m: &Metrics, facts: &ScanFacts) -> Self {
        Self {
            title: Title::None,
            invitation: Look::text(m, ink(facts)),
            second: Look::text(m, colour::COBALT),
            hint: None,
        }
    }
}

fn ink(facts: &ScanFacts) -> egui::Color32 {
    if facts.reading {
        colour::CELADON_DEEP
    } else {
        colour::INK
    }
}

/// Chooses how much is said and how large, from the most to the least; `None` when even the least is too much.
fn plan(ui: &Ui, m: &Metrics, facts: &ScanFacts, room: egui::Vec2) -> Option<Plan> {
    let portrait = m.portrait();
    let centred = |look: Look| if portrait { look.centred() } else { look };
    let ink = ink(facts);
    let large: &[f32] = if portrait {
        &[12.0, 10.5, 9.0]
    } else {
        &[16.0, 13.5, 11.0, 9.5, 8.5]
    };
    let small = [7.5, 6.6, 6.0, 5.4];
    let all: Vec<f32> = large.iter().copied().chain(small).collect();
    let choices = [
        (Title::Whole, true, large),
        (Title::Name, true, &all[..=large.len()]),
        (Title::None, true, &all[..]),
        (Title::None, false, &all[..]),
    ];
    // Beside a picture the invitation leaves room for what is on.
    let most = if portrait {
        m.mm(52.0)
    } else {
        (room.y * 0.45).max(m.mm(48.0))
    };
    let sizes = if portrait {
        [6.6, 5.8, mm::TEXT]
    } else {
        [5.8, 5.4, mm::TEXT]
    };
    let seconds = sizes.map(|size| {
        let look = Look::new(m, size, Weight::SemiBold, colour::COBALT);
        centred(look.even())
    });
    let hint = centred(Look::new(m, 5.4, Weight::Regular, colour::INK_SOFT).even());
    for (title, with_hint, sizes) in choices {
        if title == Title::Whole && !portrait && room.y < m.mm(120.0) {
            continue;
        }
        for size in sizes {
            let invitation = centred(Look::new(m, *size, Weight::Bold, ink).heading());
            let second = if *size < 9.0 {
                &seconds[2]
            } else {
                &seconds[0]
            };
            let high = invitation.height(ui, &facts.invitation, room.x);
            let mut whole = high + title_high(ui, m, facts, title, room.x);
            if let Some(words) = &facts.second {
                whole += second.height(ui, words, room.x) + m.mm(BETWEEN);
            }
            if with_hint {
                whole += hint.height(ui, &facts.hint, room.x) + m.mm(BETWEEN);
            }
            let fits = whole <= room.y
                && high <= most
                && invitation.rows_at(ui, &facts.invitation, room.x) <= 2;
            let plan = Plan {
                title,
                invitation,
                second: second.clone(),
                hint: with_hint.then(|| hint.clone()),
            };
            if fits {
                return Some(plan);
            }
        }
    }
    None
}

/// The looks of name and venue.
fn title_looks(m: &Metrics, title: Title) -> [Look; 2] {
    let portrait = m.portrait();
    let size = if portrait || title == Title::Whole {
        6.2
    } else {
        mm::TEXT
    };
    let name = Look::new(m, size, Weight::SemiBold, colour::COBALT)
        .rows(4)
        .heading();
    let venue = Look::text(m, colour::INK_SOFT).even();
    [name, venue].map(|look| if portrait { look.centred() } else { look })
}

/// The height of the waves below name and venue on an upright screen, with the space above them, in millimetres.
const WAVES: f32 = 9.0;

fn title_high(ui: &Ui, m: &Metrics, facts: &ScanFacts, title: Title, width: f32) -> f32 {
    let [name, venue] = title_looks(m, title);
    let portrait = m.portrait();
    let below = m.mm(if portrait { 9.0 } else { 8.0 });
    let above = m.mm(if portrait { 8.0 } else { 1.0 });
    let name = || above + name.height(ui, &facts.exhibition, width) + below;
    match title {
        Title::None => 0.0,
        Title::Name => name(),
        Title::Whole => {
            let waves = if portrait { m.mm(WAVES) } else { 0.0 };
            name() + m.mm(2.0) + venue.height(ui, &facts.venue, width) + waves
        }
    }
}

/// The exhibition's name; answers with where it ends.
fn title(ui: &mut Ui, m: &Metrics, place: Rect, facts: &ScanFacts, title: Title) -> f32 {
    if title == Title::None {
        return place.top();
    }
    let portrait = m.portrait();
    let [name, venue] = title_looks(m, title);
    let top = place.top() + m.mm(if portrait { 8.0 } else { 1.0 });
    let name = name.write(ui, place.with_min_y(top), &facts.exhibition);
    if title == Title::Name {
        return name.bottom();
    }
    let under = place.with_min_y(name.bottom() + m.mm(2.0));
    let venue = venue.write(ui, under, &facts.venue);
    if !portrait {
        return venue.bottom();
    }
    let band = Rect::from_center_size(
        pos2(place.center().x, venue.bottom() + m.mm(WAVES - 2.0)),
        vec2(m.mm(66.0), m.mm(4.0)),
    );
    waves(ui.painter(), m, band);
    band.bottom()
}
