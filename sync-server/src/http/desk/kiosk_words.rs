//! What pages say of kiosks, and where these pages are.

use maud::{Markup, html};
use shared::catalogue::Catalogue;
use shared::ids::KioskId;
use shared::protocol::v1::{KioskRole, KioskState};
use shared::time::UnixMs;

use super::frame::KIOSKS;
use super::signed_in::SignedIn;
use super::story::gate_name;
use crate::http::texts::Language;
use crate::operations::kiosk_list::{DeviceFault, KioskCondition, ListedKiosk, faults};

/// Returns the address of a kiosk's page.
pub(super) fn kiosk_path(kiosk: &KioskId) -> String {
    format!("{KIOSKS}/{kiosk}")
}

/// Returns where the code of a kiosk is shown.
pub(super) fn code_path(kiosk: &KioskId) -> String {
    format!("{}/code", kiosk_path(kiosk))
}

/// Returns where a kiosk stands, in words.
pub(super) fn place(signed_in: &SignedIn, catalogue: &Catalogue, kiosk: &ListedKiosk) -> String {
    let gate = gate_name(signed_in, catalogue, &kiosk.state.gate);
    let (id, booth) = match kiosk.state.role {
        KioskRole::Door => (format!("desk-kiosk-at-{}", kiosk.direction), None),
        KioskRole::Hall => (text_id!("desk-kiosk-at-hall").to_owned(), None),
        KioskRole::Booth(booth) => (text_id!("desk-kiosk-at-booth").to_owned(), Some(booth)),
    };
    let booth = booth.map_or(String::new(), |it| it.to_string());
    let slots = [("gate", gate.into()), ("booth", booth.into())];
    signed_in.language.say_with(&id, slots)
}

/// Returns what people call a kiosk, with the name that its records have.
pub(super) fn name(kiosk: &ListedKiosk) -> String {
    match &kiosk.instructions.label {
        Some(label) => format!("{} · {label}", kiosk.state.id),
        None => kiosk.state.id.to_string(),
    }
}

/// Returns that a kiosk is closed or rehearses, as marks in words.
pub(super) fn modes(signed_in: &SignedIn, kiosk: &ListedKiosk) -> Markup {
    let rehearses = kiosk.report.as_ref().is_some_and(|report| report.rehearsal);
    html! {
        @if kiosk.instructions.closure.is_some() { " " span.tag { (signed_in.say(text_id!("desk-kiosk-mark-closed"))) } }
        @if rehearses { " " span.tag { (signed_in.say(text_id!("desk-kiosk-mark-rehearsal"))) } }
    }
}

/// Returns how a kiosk is doing, as a mark in words.
pub(super) fn condition(signed_in: &SignedIn, condition: KioskCondition) -> Markup {
    let (class, text) = match condition {
        KioskCondition::InOrder => ("tag", "in-order"),
        KioskCondition::Silent => ("tag warn", "silent"),
        KioskCondition::Undecided => ("tag warn", "undecided"),
        KioskCondition::Faulty => ("tag warn", "faulty"),
        KioskCondition::Quarantined => ("tag warn", "quarantined"),
        KioskCondition::Unseen => ("tag warn", "unseen"),
    };
    html! { span class=(class) { (signed_in.say(&format!("desk-kiosk-is-{text}"))) } }
}

/// Returns how long ago a kiosk was seen, in words.
pub(super) fn ago(signed_in: &SignedIn, seen: Option<UnixMs>) -> String {
    let Some(seen) = seen else {
        return signed_in.say(text_id!("desk-kiosk-never"));
    };
    let minutes = signed_in.app.now().since(seen) / 60_000;
    match minutes {
        ..1 => signed_in.say(text_id!("desk-kiosk-now")),
        1..60 => signed_in.language.say_with(
            text_id!("desk-kiosk-minutes"),
            [("minutes", minutes.into())],
        ),
        60..1_440 => signed_in.language.say_with(
            text_id!("desk-kiosk-hours"),
            [("hours", (minutes / 60).into())],
        ),
        _ => local(signed_in, seen, "%d/%m %H:%M"),
    }
}

/// Returns how many records wait at a kiosk, in words.
pub(super) fn waiting(signed_in: &SignedIn, waiting: u64) -> String {
    let records = [("records", waiting.into())];
    signed_in
        .language
        .say_with(text_id!("desk-kiosk-queue"), records)
}

/// Returns how many records wait at a kiosk, and up to when the server has all of them.
pub(super) fn queue(signed_in: &SignedIn, state: &KioskState) -> String {
    let waiting = waiting(signed_in, state.waiting);
    let complete = state.complete_to_ms.filter(|_| state.waiting > 0);
    let Some(complete) = complete else {
        return waiting;
    };
    let day = |at| local(signed_in, at, "%d/%m");
    let is_today = day(complete) == day(signed_in.app.now());
    let format = if is_today { "%H:%M" } else { "%d/%m %H:%M" };
    let facts = [
        ("waiting", waiting.into()),
        ("until", local(signed_in, complete, format).into()),
    ];
    signed_in
        .language
        .say_with(text_id!("desk-kiosk-queue-age"), facts)
}

/// Returns the time of day at the exhibition.
pub(super) fn clock(signed_in: &SignedIn, at: UnixMs) -> String {
    local(signed_in, at, "%H:%M")
}

/// Returns a time at the exhibition.
pub(super) fn local(signed_in: &SignedIn, at: UnixMs, format: &str) -> String {
    let zone = signed_in.app.store.published().catalogue.calendar().zone;
    zone.local_datetime(at).strftime(format).to_string()
}

/// Returns what does not work of a kiosk's device, a sentence each.
pub(super) fn fault_words(signed_in: &SignedIn, kiosk: &ListedKiosk) -> Vec<String> {
    let faults = kiosk.report.as_ref().map(faults).unwrap_or_default();
    let faults = faults.into_iter();
    faults
        .map(|it| fault_text(signed_in.language, it))
        .collect()
}

/// Returns what does not work of a device.
pub(crate) fn fault_text(language: &Language, fault: DeviceFault) -> String {
    match fault {
        DeviceFault::Scanner(name) => {
            language.say_with(text_id!("desk-fault-scanner"), [("scanner", name.into())])
        }
        DeviceFault::Sound => language.say(text_id!("desk-fault-sound")),
        DeviceFault::Storage => language.say(text_id!("desk-fault-storage")),
        DeviceFault::Clock => language.say(text_id!("desk-fault-clock")),
    }
}
