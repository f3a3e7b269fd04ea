//! The way to a booth on paper: the button, the slip, and what became of it.

use shared::catalogue::Booth;
use shared::ids::BoothNumber;
use shared::route::{Destination, Need, Route};
use texts::Key;
use view::Role;

use super::looks::text;
use crate::screens::DrawContext;
use crate::screens::controls::{Button, Kind};
use crate::screens::hall::ways::Ways;
use crate::screens::icons::Icon;
use crate::screens::layout::Column;
use crate::session::Session;
use crate::slip::{Slip, SlipProgress, SlipSize};
use crate::theme::{colour, mm};

/// The way that is printed, and who asked for a slip last.
#[derive(Debug, Default)]
pub(super) struct WayPrinting {
    ways: Ways,
    asked: Option<(u64, BoothNumber)>,
}

impl WayPrinting {
    /// Returns the slip of a booth's way from this kiosk; `None` without a printer or a known way.
    pub(super) fn slip(
        &mut self,
        context: &DrawContext<'_>,
        session: &Session,
        booth: &Booth,
    ) -> Option<Slip> {
        if context.view.role != Role::Hall || context.slips.health().is_none() {
            return None;
        }
        let (catalogue, status) = (&context.view.catalogue, &context.view.status);
        let stand = catalogue
            .plan
            .as_ref()?
            .stand(&status.kiosk, Some(&status.gate))?;
        let need = if session.visitor().map().step_free() {
            Need::StepFree
        } else {
            Need::Any
        };
        let goal = Destination::Booth(booth.number);
        let route = self.ways.find(catalogue, stand, &goal, need)?;
        slip(context, booth, route)
    }

    /// Draws the button, or in its place what became of this visitor's slip. One that was not printed may be asked for
    /// again.
    pub(super) fn show(&mut self, column: &mut Column<'_>, of: (u64, BoothNumber), slip: &Slip) {
        let (texts, slips) = (column.context.texts, column.context.slips);
        let progress = slips.progress().filter(|_| self.asked == Some(of));
        column.gap(mm::GAP);
        if let Some(progress) = progress {
            let look = text(column.metrics(), colour::INK);
            column.write(&look, &texts.say(progress.words()));
            column.gap(mm::GAP);
        }
        if let Some(SlipProgress::Printing | SlipProgress::Done) = progress {
            return;
        }
        let words = texts.say(Key::SlipPrint);
        let button = Button::new("print-way", &words, Kind::Quiet).icon(Icon::Printer);
        if column.button_across(button) {
            slips.print(slip);
            self.asked = Some(of);
            column.ui.ctx().request_repaint();
        }
    }
}

/// Number, name and area, then each turn and where the booth is.
fn slip(context: &DrawContext<'_>, booth: &Booth, route: &Route) -> Option<Slip> {
    let (catalogue, texts, language) = (&context.view.catalogue, context.texts, context.language());
    let plan = catalogue.plan.as_ref()?;
    let number = [("number", booth.number.0.into())];
    let area = catalogue.areas.iter().find(|area| area.id == booth.area);
    let mut lines = vec![
        (SlipSize::Text, catalogue.name.get(language).to_owned()),
        (SlipSize::Number, texts.say_with(Key::BoothNumber, number)),
        (SlipSize::Name, booth.name.get(language).to_owned()),
    ];
    lines.extend(area.map(|area| (SlipSize::Text, area.name.get(language).to_owned())));
    lines.push((SlipSize::Name, texts.say(Key::SlipFromHere)));
    lines.push((SlipSize::Text, texts.say_way(&route.length())));
    let turns = route.legs.iter().map(|leg| leg.sentence(plan, language));
    let turns = turns.chain([route.arrives(booth.number)]);
    let numbered = turns
        .zip(1..)
        .map(|(turn, at)| format!("{at}. {}", texts.say_way(&turn)));
    lines.extend(numbered.map(|line| (SlipSize::Text, line)));
    Some(Slip { language, lines })
}
