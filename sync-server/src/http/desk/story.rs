//! A ticket's whole story, as a page.

use maud::{Markup, html};
use shared::catalogue::Catalogue;
use shared::checkin::{Direction, Reason, TicketStatus};
use shared::ids::{GateId, TicketNumber};
use shared::record::Fact;
use shared::time::UnixMs;

use super::signed_in::SignedIn;
use crate::operations::tickets::{NOTE_MOST, StoryEvent, StoryFact, StoryRecord, TicketStory};
use crate::operations::trust::written;
use crate::ports::{DeskPermission, SetAsideReason};

/// Returns the page's body.
pub(super) fn show(signed_in: &SignedIn, story: &TicketStory) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let may_change = signed_in.may(DeskPermission::ChangeTickets);
    html! {
        (facts(signed_in, story))
        @if may_change { (acts(signed_in, story)) }
        @if !story.seats.is_empty() {
            section {
                h2 { (say(text_id!("desk-story-seats"))) }
                ul.people {
                    @for session in &story.seats {
                        li.card {
                            strong { (session.title) }
                            p.note { (session.starts.date) " " (session.starts) }
                            @for seats in &session.tickets {
                                p { (signed_in.language.say_with(text_id!("desk-story-seat"), [("people", seats.people.into()), ("kiosk", seats.kiosk.as_str().into())])) }
                                @if may_change {
                                    details {
                                        summary { (say(text_id!("desk-act-seats"))) }
                                        form method="post" action=(signed_in.action(&story_path(story.ticket.claims.number))) {
                                            input type="hidden" name="act" value="seats";
                                            input type="hidden" name="session" value=(session.id);
                                            input type="hidden" name="kiosk" value=(seats.kiosk);
                                            p.note { (say(text_id!("desk-act-seats-note"))) }
                                            button type="submit" { (say(text_id!("desk-act-seats-yes"))) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { (say(text_id!("desk-story"))) }
            @if story.events.is_empty() {
                p.lead { (say(text_id!("desk-story-empty"))) }
            } @else {
                ol.timeline {
                    @for event in story.events.iter().rev() {
                        li { (one(signed_in, story, event, may_change)) }
                    }
                }
            }
        }
    }
}

fn facts(signed_in: &SignedIn, story: &TicketStory) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let (ticket, catalogue) = (&story.ticket, &story.catalogue);
    let claims = &ticket.claims;
    let kind = catalogue.ticket_type(claims.kind);
    let kind = kind.map_or_else(
        || claims.kind.to_string(),
        |kind| kind.name.get(signed_in.language.code).to_owned(),
    );
    let calendar = catalogue.calendar();
    let dates = claims.valid_days().filter_map(|day| calendar.date_of(day));
    let dates: Vec<String> = dates
        .map(|date| date.strftime("%d/%m").to_string())
        .collect();
    let short_code = ticket.short_code.map(|code| code.to_string());
    let rows = [
        (text_id!("desk-ticket-code"), short_code),
        (text_id!("desk-ticket-holder"), ticket.holder.clone()),
        (text_id!("desk-ticket-kind"), Some(kind)),
        (
            text_id!("desk-ticket-people"),
            Some(claims.party.to_string()),
        ),
        (text_id!("desk-ticket-days"), Some(dates.join(", "))),
        (text_id!("desk-ticket-seller"), ticket.seller.clone()),
        (text_id!("desk-ticket-reference"), ticket.reference.clone()),
    ];
    html! {
        dl.facts {
            div { dt { (say(text_id!("desk-ticket-status"))) } dd { (status(signed_in, ticket.status)) } }
            @for (name, value) in rows {
                @if let Some(value) = value {
                    div { dt { (say(name)) } dd { (value) } }
                }
            }
        }
    }
}

/// Returns what can be done; each act is opened before it is confirmed.
fn acts(signed_in: &SignedIn, story: &TicketStory) -> Markup {
    let action = signed_in.action(&story_path(story.ticket.claims.number));
    let acts: &[&str] = match story.ticket.status {
        TicketStatus::Good => &["block", "revoke"],
        TicketStatus::Blocked(_) => &["reinstate", "revoke"],
        TicketStatus::Revoked(_) => &["reinstate"],
    };
    html! {
        div.acts {
            @for act in acts {
                details.card {
                    summary { (signed_in.say(&format!("desk-act-{act}"))) }
                    form method="post" action=(action) {
                        input type="hidden" name="act" value=(act);
                        p.note { (signed_in.say(&format!("desk-act-{act}-note"))) }
                        button type="submit" { (signed_in.say(&format!("desk-act-{act}-yes"))) }
                    }
                }
            }
            details.card {
                summary { (signed_in.say(text_id!("desk-act-note"))) }
                form method="post" action=(action) {
                    input type="hidden" name="act" value="note";
                    label { (signed_in.say(text_id!("desk-note")))
                        textarea name="text" rows="3" maxlength=(NOTE_MOST) required {}
                    }
                    button type="submit" { (signed_in.say(text_id!("desk-act-note-yes"))) }
                }
            }
        }
    }
}

fn one(signed_in: &SignedIn, story: &TicketStory, event: &StoryEvent, may_change: bool) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let zone = story.catalogue.calendar().zone;
    let when = |at: UnixMs| {
        let local = zone.local_datetime(at);
        local.strftime("%d/%m/%Y %H:%M:%S").to_string()
    };
    html! {
        p.when { (event.at.map_or_else(|| say(text_id!("desk-story-no-time")), when)) }
        div.event {
            @match &event.what {
                StoryFact::Status(status) => {
                    @let text = match status {
                        TicketStatus::Good => text_id!("desk-story-reinstated"),
                        TicketStatus::Revoked(_) => text_id!("desk-story-revoked"),
                        TicketStatus::Blocked(_) => text_id!("desk-story-blocked"),
                    };
                    p { strong { (say(text)) } }
                }
                StoryFact::Note(note) => {
                    p { strong { (signed_in.language.say_with(text_id!("desk-story-note"), [("author", note.author.as_str().into())])) } }
                    p.quote { (note.note) }
                }
                StoryFact::Record(record) => {
                    (recorded(signed_in, story, record))
                    p.note {
                        (signed_in.language.say_with(text_id!("desk-story-record"), [
                            ("kiosk", record.id.kiosk.as_str().into()),
                            ("record", written(&record.id).into()),
                            ("received", when(record.received).into()),
                        ]))
                    }
                    @if may_change && record.can_be_annulled() {
                        details {
                            summary { (say(text_id!("desk-act-annul"))) }
                            form method="post" action=(signed_in.action(&story_path(story.ticket.claims.number))) {
                                input type="hidden" name="act" value="annul";
                                input type="hidden" name="record" value=(written(&record.id));
                                p.note { (say(text_id!("desk-act-annul-note"))) }
                                label { (say(text_id!("desk-annul-why"))) input name="text" maxlength="200" autocomplete="off" required; }
                                button type="submit" { (say(text_id!("desk-act-annul-yes"))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns what a kiosk recorded in words, with what makes it odd.
fn recorded(signed_in: &SignedIn, story: &TicketStory, record: &StoryRecord) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        p {
            strong {
                @match &record.fact {
                    Some(fact) => (sentence(signed_in, &story.catalogue, fact)),
                    None => (say(text_id!("desk-story-unreadable"))),
                }
            }
            @if record.is_annulled || record.aside == Some(SetAsideReason::Annulled) {
                span.tag.warn { (say(text_id!("desk-story-annulled"))) }
            } @else if let Some(reason) = record.aside {
                span.tag.warn { (aside(signed_in, reason)) }
            }
            @if let Some(reason) = record.conflict {
                span.tag.warn { (signed_in.language.say_with(text_id!("desk-story-conflict"), [("reason", refusal(signed_in, reason).into())])) }
            }
        }
    }
}

/// Returns what a kiosk recorded as a sentence.
pub(super) fn sentence(signed_in: &SignedIn, catalogue: &Catalogue, fact: &Fact) -> String {
    let language = signed_in.language;
    let people = u32::from(fact.people().unwrap_or_default());
    let gate = fact
        .gate()
        .map(|gate| gate_name(signed_in, catalogue, gate));
    let with = |id: &str| {
        let gate = gate.clone().unwrap_or_default();
        language.say_with(id, [("gate", gate.into()), ("people", people.into())])
    };
    let reasoned = |id: &str, reason: Reason| {
        let gate = gate.clone().unwrap_or_default();
        let reason = refusal(signed_in, reason);
        language.say_with(id, [("gate", gate.into()), ("reason", reason.into())])
    };
    match fact {
        Fact::Passed {
            direction: Direction::In,
            ..
        } => with(text_id!("desk-story-entry")),
        Fact::Passed { .. } => with(text_id!("desk-story-exit")),
        Fact::Refused { reason, .. } => reasoned(text_id!("desk-story-refused"), *reason),
        Fact::Overridden { .. } => with(text_id!("desk-story-override")),
        Fact::Walked {
            direction: Direction::In,
            ..
        } => with(text_id!("desk-story-walk-in")),
        Fact::Walked { .. } => with(text_id!("desk-story-walk-out")),
        Fact::Visited { booth, .. } => language.say_with(
            text_id!("desk-story-visit"),
            [("booth", booth.to_string().into())],
        ),
        Fact::Annulled { target, .. } => language.say_with(
            text_id!("desk-story-annul"),
            [("record", written(target).into())],
        ),
        Fact::Rehearsed(fact) => {
            let what = sentence(signed_in, catalogue, fact);
            language.say_with(text_id!("desk-story-rehearsal"), [("what", what.into())])
        }
        _ => with(text_id!("desk-story-other")),
    }
}

/// Returns what people call a gate.
pub(super) fn gate_name(signed_in: &SignedIn, catalogue: &Catalogue, gate: &GateId) -> String {
    let gates = catalogue.gates.iter().chain(&catalogue.retired.gates);
    let known = gates.into_iter().find(|known| known.id == *gate);
    known.map_or_else(
        || gate.to_string(),
        |known| known.name.get(signed_in.language.code).to_owned(),
    )
}

/// Returns why a scan was refused.
pub(super) fn refusal(signed_in: &SignedIn, reason: Reason) -> String {
    signed_in.language.refusal(reason.code())
}

/// Returns why a record does not count.
pub(super) fn aside(signed_in: &SignedIn, reason: SetAsideReason) -> String {
    let number = SetAsideReason::number(Some(reason));
    signed_in.say(&format!("desk-aside-{number}"))
}

/// Returns the address of a ticket's story.
pub(super) fn story_path(ticket: TicketNumber) -> String {
    format!("/admin/tickets/{ticket}")
}

/// Returns whether a ticket is honoured, as a mark in words.
pub(super) fn status(signed_in: &SignedIn, status: TicketStatus) -> Markup {
    let (class, text) = match status {
        TicketStatus::Good => ("tag", text_id!("desk-status-good")),
        TicketStatus::Revoked(_) => ("tag warn", text_id!("desk-status-revoked")),
        TicketStatus::Blocked(_) => ("tag warn", text_id!("desk-status-blocked")),
    };
    html! { span class=(class) { (signed_in.say(text)) } }
}
