//! As what somebody joins the network: three large tiles in the order of a product's way.

use egui::{Rect, Ui, vec2};
use shared::submission::NetworkRole;
use texts::Key;

use super::question::{foot, question};
use crate::screens::DrawContext;
use crate::screens::hall::{emblem, surface};
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::screens::places::Places;
use crate::screens::words::Look;
use crate::session::{SubmissionAction, SubmissionForm};
use crate::theme::{Metrics, Tone, Weight, colour, mm};

/// Draws the tiles; returns what was chosen.
pub(super) fn show(column: &mut Column<'_>, form: &SubmissionForm) -> Option<SubmissionAction> {
    let (context, m, body) = (column.context, column.metrics(), column.free);
    question(column, form, Key::NetworkQuestion, 7.0);
    let gap = m.mm(mm::GAP + 2.0);
    let count = NetworkRole::ALL.len();
    let (columns, rows) = if m.portrait() { (1, count) } else { (count, 1) };
    let (place, most) = if m.portrait() {
        foot(column.ui, m, body);
        (column.free.above_foot(m.mm(24.0), 0.0).0, 112.0)
    } else {
        (column.free, 110.0)
    };
    let size = place.cell(columns, rows, gap);
    let size = vec2(size.x, size.y.min(m.mm(most)));
    // All discs are as large as beside the longest words.
    let words =
        NetworkRole::ALL.map(|role| RoleWords::new(context, role).high(column.ui, m, size.x));
    let words = words.into_iter().fold(0.0, f32::max);
    let mut chosen = None;
    for (role, cell) in NetworkRole::ALL
        .into_iter()
        .zip(place.cells(columns, size, gap))
    {
        if tile(column.ui, context, cell, role, words) {
            chosen = Some(SubmissionAction::Join(role));
        }
    }
    chosen
}

/// What a role is called, what it means, and what stands for it.
pub(super) fn of(role: NetworkRole) -> (Key, Key, Icon, Tone) {
    let [cobalt, celadon, terracotta, ..] = Tone::TILES;
    match role {
        NetworkRole::Producer => (
            Key::RoleProducer,
            Key::RoleProducerNote,
            Icon::Kiln,
            terracotta,
        ),
        NetworkRole::Distributor => (
            Key::RoleDistributor,
            Key::RoleDistributorNote,
            Icon::Cart,
            cobalt,
        ),
        NetworkRole::Consumer => (Key::RoleConsumer, Key::RoleConsumerNote, Icon::Cup, celadon),
    }
}

/// What is written on a tile, and how.
struct RoleWords {
    name: String,
    note: String,
    strong: Look,
    soft: Look,
}

/// The space around everything on a tile, and between name and note, in millimetres.
const PAD: f32 = 8.0;
const BETWEEN: f32 = 2.0;

impl RoleWords {
    fn new(context: &DrawContext<'_>, role: NetworkRole) -> Self {
        let m = context.metrics;
        let (name, note, _, tone) = of(role);
        let look = |[upright, across]: [f32; 2], weight, ink| {
            if m.portrait() {
                Look::new(m, upright, weight, ink).even()
            } else {
                Look::new(m, across, weight, ink).centred()
            }
        };
        Self {
            name: context.texts.say(name),
            note: context.texts.say(note),
            strong: look([9.0, 7.2], Weight::Bold, tone.ground),
            soft: look([5.8, 5.0], Weight::Regular, colour::INK_SOFT),
        }
    }

    /// How high they are on a tile of so many points across, below its disc.
    fn high(&self, ui: &Ui, m: &Metrics, tile: f32) -> f32 {
        self.high_in(ui, m, tile - m.mm(2.0 * PAD))
    }

    fn high_in(&self, ui: &Ui, m: &Metrics, width: f32) -> f32 {
        let name = self.strong.height(ui, &self.name, width);
        name + self.soft.height(ui, &self.note, width) + m.mm(BETWEEN)
    }
}

/// Draws a tile, whose words take so many points of height at most where they are below its disc.
fn tile(ui: &mut Ui, context: &DrawContext<'_>, rect: Rect, role: NetworkRole, below: f32) -> bool {
    let m = context.metrics;
    let (_, _, icon, tone) = of(role);
    let words = RoleWords::new(context, role);
    let id = ("role", role.code());
    let response = surface::show(ui, m, rect, id, || {
        format!("{}. {}", words.name, words.note)
    });
    let inner = rect.shrink(m.mm(PAD));
    let (disc, place) = if m.portrait() {
        let side = inner.height().min(m.mm(76.0));
        let (disc, place) = inner.beside(side, m.mm(9.0));
        let spare = place.height() - words.high_in(ui, m, place.width());
        (disc, place.with_min_y(place.top() + spare / 2.0))
    } else {
        let (disc, place) = inner.split_top_bottom_at_y(inner.bottom() - below);
        (disc.with_max_y(disc.bottom() - m.mm(5.0)), place)
    };
    let side = disc.width().min(disc.height());
    emblem::disc(ui.painter(), disc.square(side), icon, tone);
    let said = words.strong.paint(ui, place, &words.name);
    let under = place.with_min_y(said.bottom() + m.mm(BETWEEN));
    words.soft.paint(ui, under, &words.note);
    response.clicked()
}
