//! Where a kiosk is to stand, as a form asks for it.

use maud::{Markup, html};
use shared::checkin::Direction;
use shared::ids::{BoothNumber, GateId};
use shared::protocol::v1::KioskRole;

use super::signed_in::SignedIn;
use crate::operations::kiosks::KioskPlace;

/// Where a kiosk is to stand.
pub(super) struct KioskPlacing {
    pub(super) role: KioskRole,
    pub(super) gate: GateId,
    pub(super) direction: Direction,
    pub(super) both_ways: bool,
}

/// What a form has of a place.
#[derive(Clone, Copy, Default)]
pub(super) struct PlaceFields<'a> {
    /// `door`, `hall` or `booth`; empty for a door.
    pub(super) role: &'a str,
    pub(super) gate: &'a str,
    /// `in`, `out` or `both`.
    pub(super) way: &'a str,
    pub(super) booth: &'a str,
}

impl KioskPlacing {
    pub(super) fn place(&self) -> KioskPlace<'_> {
        KioskPlace {
            role: self.role,
            gate: &self.gate,
            direction: self.direction,
            both_ways: self.both_ways,
            server_urls: &[],
        }
    }
}

impl PlaceFields<'_> {
    /// Returns the place; the text of what is wrong with it.
    pub(super) fn placing(self) -> Result<KioskPlacing, &'static str> {
        let role = match self.role {
            "booth" => {
                let booth = self.booth.trim().parse().map(BoothNumber);
                KioskRole::Booth(booth.map_err(|_| text_id!("desk-kiosk-no-booth"))?)
            }
            role => KioskRole::from_code(role).ok_or(text_id!("desk-kiosk-wrong-way"))?,
        };
        Ok(KioskPlacing {
            role,
            gate: self
                .gate
                .parse()
                .map_err(|_| text_id!("desk-kiosk-wrong-way"))?,
            direction: Direction::from_code(self.way).unwrap_or(Direction::In),
            both_ways: self.way == "both",
        })
    }

    /// Returns the fields.
    pub(super) fn show(self, signed_in: &SignedIn) -> Markup {
        let say = |id: &str| signed_in.say(id);
        let catalogue = &signed_in.app.store.published().catalogue;
        let chosen = if self.role.is_empty() {
            "door"
        } else {
            self.role
        };
        html! {
            fieldset {
                legend { (say(text_id!("desk-kiosk-role"))) }
                @for role in ["door", "hall", "booth"] {
                    label.choice {
                        input type="radio" name="role" value=(role) checked[role == chosen];
                        span { (say(&format!("desk-kiosk-role-{role}")))
                            span.note { (say(&format!("desk-kiosk-role-{role}-note"))) } }
                    }
                }
            }
            div.row {
                label { (say(text_id!("desk-kiosk-gate")))
                    select name="gate" {
                        @for gate in &catalogue.gates {
                            option value=(gate.id) selected[gate.id.as_str() == self.gate] { (gate.name.get(signed_in.language.code)) }
                        }
                    }
                }
                label { (say(text_id!("desk-kiosk-way")))
                    select name="way" {
                        @for way in ["in", "out", "both"] {
                            option value=(way) selected[way == self.way] { (say(&format!("desk-kiosk-way-{way}"))) }
                        }
                    }
                }
                label { (say(text_id!("desk-booth")))
                    input name="booth" value=(self.booth) inputmode="numeric" autocomplete="off" maxlength="5";
                }
            }
        }
    }
}
