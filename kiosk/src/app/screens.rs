//! The screens of the window, each with what it remembers from frame to frame.

use egui::Ui;
use ui::screens::{
    AccessPanel, AskingScreen, AtTheDoor, DrawContext, HallScreens, ScanScreen, SetUpScreen,
    StaffScreens, VerdictScreen, VisitScreen,
};
use ui::session::Action;
use view::{LaneView, Role};

use super::Options;

/// The screens, with what each remembers.
#[derive(Default)]
pub(super) struct Screens {
    pub(super) scan: ScanScreen,
    pub(super) visit: VisitScreen,
    pub(super) asking: AskingScreen,
    pub(super) verdict: VerdictScreen,
    pub(super) hall: HallScreens,
    pub(super) staff: StaffScreens,
    pub(super) set_up: SetUpScreen,
    pub(super) access: AccessPanel,
}

impl Screens {
    /// Draws the first screen of a kiosk that scans: a door's, or a booth's while it works.
    pub(super) fn at_rest(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        options: &Options,
        unreadable: Option<&str>,
        now_ms: u64,
    ) -> Option<Action> {
        let works = !matches!(context.view.lane, LaneView::OutOfOrder(_));
        // Asked for only while it shows: nobody pays for a picture that nobody sees.
        let frame = works.then(|| options.preview.latest()).flatten();
        let door = AtTheDoor {
            now_ms,
            unreadable,
            frame: frame.as_deref(),
            unheard: options.keys.listens() && !ui.ctx().input(|input| input.raw.focused),
        };
        if let LaneView::SetUp(set_up) = &context.view.lane {
            let frame = frame.as_deref();
            return self.set_up.show(ui, context, set_up, frame, now_ms);
        }
        match context.view.role {
            Role::Booth(number) if works => self.visit.show(ui, context, door, number),
            _ => self.scan.show(ui, context, door),
        }
    }
}
