//! The staff's pages, at a gate, at a booth and in a hall.

use std::sync::Arc;

use shared::checkin::Reason;
use shared::staff::OverrideReason;
use ui::session::{Action, AdmissionSubject, Screen, Setting, StaffAction, StaffRoom};
use view::Role;
use view::{
    LaneView, LinkStatus, OutOfOrder, Reply, ScannerState, SoundStatus, StaffCommand, StaffState,
    StaffView, Today, View,
};

use super::super::super::hall::{NOW, refusal, verdict};
use super::super::super::people::BOOTH;
use super::super::super::staffed::{found, record, unlock};
use super::{Stop, rest};

/// The pages in the order in which staff would come to them.
pub(in super::super) fn staff_pages() -> Vec<Stop> {
    let mut stops = vec![
        locked("staff-pin", StaffState::Locked),
        locked("staff-pin-wrong", StaffState::WrongPin { tries_left: 2 }),
        locked(
            "staff-pin-pause",
            StaffState::LockedOut {
                until: NOW.plus(60_000),
            },
        ),
        locked("staff-pin-none", StaffState::NoPin),
        page("staff-home", StaffRoom::Home),
    ];
    stops.extend(tickets());
    stops.extend(passages());
    stops.extend(settings());
    stops.extend(device());
    stops.extend(beside_the_gate());
    stops
}

fn tickets() -> Vec<Stop> {
    let search = |name| Stop {
        does: Vec::new(),
        ..page(name, StaffRoom::Search)
    };
    let typed = |text: &str| Action::Staff(StaffAction::TypeSearch(text.to_owned()));
    let send = || [typed("nguyen"), Action::Staff(StaffAction::Search)];
    let code = |text: &str| Action::Staff(StaffAction::TypeCode(text.to_owned()));
    vec![
        page("staff-search", StaffRoom::Search),
        search("staff-search-short").then([typed("ng")]),
        search("staff-searching").then(send()),
        search("staff-found").shows(|view| staff(view, |staff| staff.found = Some(found()))),
        search("staff-found-none")
            .then(send())
            .shows(|view| staff(view, |staff| staff.found = Some(Vec::new()))),
        page("staff-code", StaffRoom::Code),
        page("staff-code-wrong", StaffRoom::Code).then([code("ABCDEFGH12")]),
    ]
}

fn passages() -> Vec<Stop> {
    let pick = |seq| Action::Staff(StaffAction::Pick(record(seq)));
    let undone = |view: &mut View| {
        staff(view, |staff| {
            staff.undone = staff.recent.drain(1..3).collect();
        });
    };
    let why = StaffAction::Why(OverrideReason::ListError.id());
    let LaneView::Verdict(refused) = verdict(1, refusal(Reason::AlreadyUsed), 4) else {
        return Vec::new();
    };
    let subject = AdmissionSubject::of_verdict(&refused).map(StaffAction::Admit);
    let shown = move |view: &mut View| {
        unlock(view);
        view.lane = LaneView::Verdict(refused.clone());
    };
    vec![
        page("staff-admit-none", StaffRoom::Admit),
        Stop {
            does: Vec::new(),
            screen: Screen::Verdict,
            ..page("staff-refused", StaffRoom::Admit)
        }
        .shows(shown.clone()),
        Stop {
            does: subject
                .into_iter()
                .chain([why])
                .map(Action::Staff)
                .collect(),
            ..page("staff-admit", StaffRoom::Admit)
        }
        .shows(shown),
        page("staff-walk", StaffRoom::Walk),
        page("staff-undo", StaffRoom::Undo),
        page("staff-undo-picked", StaffRoom::Undo).then([pick(30), pick(29)]),
        page("staff-undo-done", StaffRoom::Undo).shows(undone),
        page("staff-undo-none", StaffRoom::Undo)
            .shows(|view| staff(view, |staff| staff.recent.clear())),
    ]
}

fn settings() -> Vec<Stop> {
    let one = |name, setting| page(name, StaffRoom::Setting(setting));
    vec![
        one("staff-direction", Setting::Direction),
        one("staff-confirm", Setting::ConfirmFirst),
        one("staff-rehearsal", Setting::Rehearsal).shows(|view| view.mode.rehearsal = true),
        one("staff-unattended", Setting::Unattended),
        one("staff-failed", Setting::Unattended)
            .then([Action::Staff(StaffAction::Ask(vec![
                StaffCommand::Unattended(true),
            ]))])
            .shows(|view| staff(view, |staff| staff.reply = Some((900, Reply::NotNow)))),
    ]
}

fn device() -> Vec<Stop> {
    let broken = [
        ("staff-device-full", OutOfOrder::DiskFull),
        (
            "staff-device-replaced",
            OutOfOrder::JournalReplaced {
                file: "journal.db-wal".to_owned(),
                waiting: Some(1_284),
            },
        ),
        (
            "staff-device-never-synced",
            OutOfOrder::NeverSynced {
                server: "http://192.168.100.200:8080".to_owned(),
            },
        ),
    ];
    let unwell = |view: &mut View| {
        view.status.link = LinkStatus::Offline(Some(NOW.plus(-1_200_000)), "refused".to_owned());
        view.status.waiting = 370;
        view.status.submissions = 2;
        view.status.scanners[0].state = ScannerState::Failed;
        view.status.sound = SoundStatus::Silent("aplay can't play".to_owned());
        view.status.time_unsure = true;
        view.status.gate_missing = true;
        view.status.pictures = Some("kiln.webp came with other bytes".to_owned());
        view.status.records_lost = Some("journal-lost-1.db".to_owned());
    };
    let device = |name| page(name, StaffRoom::Device);
    let mut stops = vec![
        device("staff-device"),
        device("staff-device-unwell").shows(unwell),
    ];
    stops.extend(broken.into_iter().map(|(name, why)| {
        device(name).shows(move |view| view.lane = LaneView::OutOfOrder(why.clone()))
    }));
    stops
}

/// A booth and a hall, and the first screen while staff mode is open.
fn beside_the_gate() -> Vec<Stop> {
    let today = Today::Booth {
        visits: 214,
        contacts: 9,
    };
    let open = || vec![Action::Staff(StaffAction::Open)];
    vec![
        Stop {
            does: vec![Action::Staff(StaffAction::Leave)],
            ..rest("staff-unlocked", Role::Door)
        }
        .shows(unlock),
        Stop {
            at: Role::Booth(BOOTH),
            does: open(),
            ..page("staff-home-booth", StaffRoom::Home)
        }
        .shows(move |view| staff(view, |staff| staff.today = Some(today))),
        Stop {
            at: Role::Hall,
            does: open(),
            ..page("staff-home-hall", StaffRoom::Home)
        }
        .shows(|view| staff(view, |staff| staff.today = None)),
    ]
}

/// Staff mode before it is open.
fn locked(name: &'static str, state: StaffState) -> Stop {
    Stop {
        does: vec![Action::Staff(StaffAction::Open)],
        screen: Screen::Staff(StaffRoom::Pin),
        ..rest(name, Role::Door)
    }
    .shows(move |view| view.staff = staff_in(state.clone()).into())
}

fn staff_in(state: StaffState) -> StaffView {
    StaffView {
        state,
        ..StaffView::default()
    }
}

/// One of the pages, with staff mode open.
fn page(name: &'static str, room: StaffRoom) -> Stop {
    Stop {
        does: vec![Action::Staff(StaffAction::Go(room))],
        screen: Screen::Staff(room),
        ..rest(name, Role::Door)
    }
}

fn staff(view: &mut View, change: impl FnOnce(&mut StaffView)) {
    change(Arc::make_mut(&mut view.staff));
}
