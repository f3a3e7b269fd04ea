//! What a desk may have to show: a kiosk at the main gate, verdicts, and refusals with their facts.

#[path = "../../../kiosk/ui/src/sample.rs"]
mod sample;

use std::sync::Arc;

use shared::catalogue::{AccessZone, EntryRules, Localized, Plan, TicketKind};
use shared::checkin::{Admission, Direction, Facts, Limit, Reason, Refusal, Span};
use shared::ids::{TicketNumber, TicketType, ZoneBit};
use shared::ticket::{EntryPolicy, ShortCode};
use ui::screens::House;
use view::{
    LaneView, LinkStatus, Mode, Outcome, Question, ScannerKind, ScannerState, ScannerStatus,
    Status, Verdict, View,
};

use super::hall::NOW;

/// A kiosk at the main gate, connected, nobody scanning.
pub(super) fn view() -> View {
    let mut catalogue = sample::catalogue(80);
    catalogue.ticket_types = vec![
        kind(2, "Vé gia đình", "Family ticket", false),
        kind(3, "Đoàn học sinh", "School group", true),
    ];
    let plan = include_str!("../../../assets/exhibition/plan.json");
    catalogue.plan = Some(Plan::from_json(plan).unwrap());
    catalogue.zones = vec![AccessZone {
        id: "hands-on".to_owned(),
        bit: ZoneBit(1),
        name: text("khu trải nghiệm làm gốm", "the hands-on area"),
        capacity: Some(500),
        unlimited: false,
    }];
    View {
        role: view::Role::Door,
        catalogue: Arc::new(catalogue),
        lane: LaneView::Waiting,
        status: Status {
            link: LinkStatus::Online(NOW),
            scanners: vec![ScannerStatus {
                name: "camera".to_owned(),
                kind: ScannerKind::Camera,
                state: ScannerState::Working,
                detail: None,
            }],
            ..Status::new("A1".parse().unwrap(), "main".parse().unwrap())
        },
        mode: Mode::plain(Direction::In),
        seats: Arc::default(),
        people: Arc::default(),
        staff: Arc::default(),
    }
}

fn text(vi: &str, en: &str) -> Localized {
    Localized(
        [("vi", vi), ("en", en)]
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .into(),
    )
}

fn kind(id: u8, vi: &str, en: &str, partial: bool) -> TicketKind {
    TicketKind {
        id: TicketType(id),
        key: format!("kind-{id}"),
        name: text(vi, en),
        policy: EntryPolicy::OncePerDay,
        party: 1,
        zones: 1,
        rules: EntryRules {
            partial,
            ..EntryRules::default()
        },
    }
}

/// Whom to call and where help is, in both languages.
pub(super) fn house() -> House {
    House {
        demo: false,
        contact: Some("chị Lan, 024 0000 0000".to_owned()),
        help_at: text(
            "quầy vé cạnh cổng chính",
            "the ticket desk beside the main gate",
        ),
        server: "http://192.168.1.10:8080".to_owned(),
        badges: Vec::new(),
    }
}

/// A school group of thirty, of whom eighteen are still to come.
pub(super) const GROUP: Question = Question {
    id: 1,
    ticket: TicketNumber(4711),
    kind: TicketType(3),
    most: 18,
    party: 30,
    again: false,
    confirm: false,
    leaving: false,
};

/// A verdict about a genuine ticket.
pub(super) fn verdict(id: u64, outcome: Outcome, people: u16) -> LaneView {
    let number = TicketNumber(4711);
    LaneView::Verdict(Verdict {
        id,
        at: NOW,
        outcome,
        people,
        ticket: Some(number),
        kind: Some(TicketType(2)),
        short_code: Some(ShortCode::of(number, &[7; 64])),
        people_left: None,
        repeat: false,
    })
}

/// A refusal with the facts that come with its reason.
pub(super) fn refusal(reason: Reason) -> Outcome {
    let day = |day| jiff::civil::date(2024, 9, day);
    let is = |reasons: &[Reason]| reasons.contains(&reason);
    let minutes = |minutes: i64| NOW.plus(minutes * 60_000);
    let facts = Facts {
        time_unknown: is(&[Reason::NeedsStaff]),
        earlier: is(&[Reason::AlreadyUsed, Reason::LimitReached, Reason::TooSoon]).then(|| {
            Admission {
                at: minutes(-46),
                date: day(6),
                gate: "main".parse().unwrap(),
            }
        }),
        next_valid: is(&[Reason::NotYetValid, Reason::WrongDay]).then(|| day(7)),
        last_valid: is(&[Reason::Expired, Reason::WrongDay]).then(|| day(5)),
        since: is(&[Reason::Revoked, Reason::Blocked]).then(|| minutes(-30 * 60)),
        opens_at: is(&[Reason::NotOpen]).then(|| minutes(24 * 60 - 90)),
        closes_at: is(&[Reason::NotOpen]).then(|| minutes(-15)),
        wait_until: is(&[Reason::TooSoon]).then(|| minutes(12)),
        limit: is(&[Reason::AlreadyUsed, Reason::LimitReached]).then_some(Limit {
            span: Span::Day,
            admissions: if reason == Reason::AlreadyUsed { 1 } else { 3 },
            counts_returns: false,
        }),
        people_left: is(&[Reason::Full, Reason::LimitReached]).then_some(2),
        zone: is(&[Reason::WrongGate, Reason::Full]).then_some(ZoneBit(1)),
        capacity: is(&[Reason::Full]).then_some(500),
        inside: is(&[Reason::Full]).then_some(498),
        too_short: is(&[Reason::Malformed]),
        missing: None,
    };
    Outcome::Refused(Refusal::with(reason, facts))
}

/// A refusal of which nothing more is known.
pub(super) fn bare_refusal(reason: Reason) -> Outcome {
    Outcome::Refused(Refusal::bare(reason))
}
