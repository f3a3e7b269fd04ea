//! The staff's screens, a file each: what one says is put together apart from drawing it.

mod admit;
mod code;
mod code_facts;
mod device;
mod device_door;
mod device_facts;
mod device_line;
mod device_pictures;
mod device_records;
pub(crate) mod door_button;
mod home;
mod home_facts;
mod notice;
mod page;
mod pin_facts;
mod pin_pad;
mod remedy;
mod search;
mod search_card;
mod set_up;
mod set_up_code;
mod settings;
mod stepper;
mod tile;
mod today;
mod typing;
mod undo;
mod walk;

pub(super) use device_door::what_to_do;
pub use set_up::SetUpScreen;

use egui::Ui;
use view::Verdict;

use super::DrawContext;
use super::header::LanguageNames;
use crate::session::{Action, Session, StaffRoom};
use crate::theme::Tone;

/// The staff's screens, with what they remember while they are looked at.
#[derive(Debug, Default)]
pub struct StaffScreens {
    names: LanguageNames,
    search: search::SearchScreen,
    code: code::CodeScreen,
    undo: undo::UndoScreen,
    device: device::DeviceScreen,
}

impl StaffScreens {
    /// Draws one of them.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        session: &Session,
        room: StaffRoom,
    ) -> Option<Action> {
        let names = &self.names;
        let staff = session.staff();
        match room {
            StaffRoom::Pin => pin_pad::show(ui, context, names, staff),
            StaffRoom::Home => home::show(ui, context, names, staff),
            StaffRoom::Search => self.search.show(ui, context, names, staff),
            StaffRoom::Code => self.code.show(ui, context, names, staff),
            StaffRoom::Admit => admit::show(ui, context, names, staff),
            StaffRoom::Walk => walk::show(ui, context, names, staff),
            StaffRoom::Undo => self.undo.show(ui, context, names, staff),
            StaffRoom::Setting(setting) => settings::show(ui, context, names, staff, setting),
            StaffRoom::Device => self.device.show(ui, context, names, staff),
        }
    }

    /// Draws what staff can do about a verdict on its screen, while staff mode is open.
    pub fn on_verdict(
        &self,
        ui: &mut Ui,
        context: &DrawContext<'_>,
        verdict: &Verdict,
        tone: Tone,
    ) -> Option<Action> {
        remedy::show(ui, context, verdict, tone)
    }
}
