//! What a door would say to a kind of ticket, at a time of one's choice.

use std::collections::BTreeSet;

use axum::extract::RawQuery;
use axum::response::Response;
use jiff::civil::DateTime;
use maud::{Markup, html};
use shared::catalogue::{Catalogue, GateDirection};
use shared::checkin::{Decision, Refusal};
use shared::ids::GateId;
use shared::time::UnixMs;

use super::error::DeskError;
use super::issue;
use super::signed_in::SignedIn;
use super::story::refusal;
use crate::operations::rules::{self, RulesAnswer, RulesError, RulesSpan};
use crate::ports::{Database, DeskPermission};

/// Where the page is.
pub(super) const PAGE: &str = "/admin/tickets/rules";

/// The fields of the form, as the address has them.
#[derive(Default)]
struct DoorPreviewForm {
    kind: String,
    days: BTreeSet<usize>,
    gate: String,
    at: Option<DateTime>,
}

impl DoorPreviewForm {
    fn read(query: Option<&str>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields(query.unwrap_or_default()) {
            match name.as_str() {
                "kind" => form.kind = value,
                "gate" => form.gate = value,
                "day" => form
                    .days
                    .extend(value.parse::<usize>().ok().filter(|day| *day < 16)),
                "at" => form.at = value.parse().ok(),
                _ => {}
            }
        }
        form
    }
}

fn fields(query: &str) -> Vec<(String, String)> {
    let fields = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(
        &format!("/?{query}").parse().unwrap_or_default(),
    );
    fields.map(|it| it.0).unwrap_or_default()
}

/// `GET /admin/tickets/rules`.
pub(super) async fn page(
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::SeeTickets)?;
    let form = DoorPreviewForm::read(query.as_deref());
    let published = signed_in.app.store.published();
    let catalogue = &published.catalogue;
    let kinds = &catalogue.ticket_types;
    let kind = kinds.iter().find(|kind| kind.key == form.kind).cloned();
    let gate = form.gate.parse::<GateId>().ok();
    let mut verdict = None;
    if let (Some(kind), Some(gate), Some(at)) = (kind, gate, form.at) {
        let days = form.days.iter().fold(0, |mask, day| mask | 1 << day);
        let ask = move |database: &dyn Database| {
            let answer = rules::ask_new(database, (&kind, days), &gate, at)?;
            let day = rules::ask_day(database, (&kind, days), &gate, at.date())?;
            Ok((answer, day))
        };
        verdict = Some(match signed_in.app.operate(ask).await? {
            Ok(answer) => answer,
            Err(RulesError::Database(error)) => return Err(error.into()),
            Err(_) => return Err(DeskError::NotFound),
        });
    }
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        p.lead { (say(text_id!("desk-door-lead"))) }
        @if let Some((answer, day)) = &verdict {
            (shown(&signed_in, answer))
            (course_of_day(&signed_in, form.at, day))
        }
        form.card method="get" action=(PAGE) {
            (issue::kinds(&signed_in, catalogue, &form.kind))
            (issue::days(&signed_in, catalogue, &|day| form.kind.is_empty() || form.days.contains(&day)))
            fieldset {
                legend { (say(text_id!("desk-door-where"))) }
                label { (say(text_id!("desk-door-gate")))
                    select name="gate" { (gates(&signed_in, catalogue, &form.gate)) }
                }
                label { (say(text_id!("desk-door-at")))
                    input type="datetime-local" name="at" required value=(at(&signed_in, catalogue, &form));
                }
            }
            button type="submit" { (say(text_id!("desk-door-ask"))) }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-door")), &body))
}

fn gates(signed_in: &SignedIn, catalogue: &Catalogue, chosen: &str) -> Markup {
    let entries = catalogue.gates.iter();
    let entries = entries.filter(|gate| gate.direction != GateDirection::Out);
    html! {
        @for gate in entries {
            option value=(gate.id) selected[gate.id.as_str() == chosen] { (gate.name.get(signed_in.language.code)) }
        }
    }
}

/// Returns the time that is asked for, or now.
fn at(signed_in: &SignedIn, catalogue: &Catalogue, form: &DoorPreviewForm) -> String {
    let zone = catalogue.calendar().zone;
    let at = form
        .at
        .unwrap_or_else(|| zone.local_datetime(signed_in.app.now()));
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Returns what the door says.
fn shown(signed_in: &SignedIn, answer: &RulesAnswer) -> Markup {
    let language = signed_in.language;
    let Decision::Refused(first) = &answer.explanation.decision else {
        return html! {
            div.done role="status" {
                p { (signed_in.say(text_id!("desk-door-admitted"))) }
                (on_screen(signed_in, "admitted"))
            }
        };
    };
    let steps = answer.explanation.steps.iter();
    let reasons = steps.filter_map(|step| step.refused);
    let others: Vec<String> = reasons
        .filter(|reason| *reason != first.reason)
        .map(|reason| refusal(signed_in, reason))
        .collect();
    let reason = [("reason", refusal(signed_in, first.reason).into())];
    html! {
        div.problem role="status" {
            p { (language.say_with(text_id!("desk-door-refused"), reason)) }
            (on_screen(signed_in, &format!("reason-{}", first.reason.code().replace('_', "-"))))
            @for fact in facts(signed_in, answer, first) { p.note { (fact) } }
            @if !others.is_empty() {
                @let others = [("reasons", others.join(", ").into())];
                p.note { (language.say_with(text_id!("desk-door-also"), others)) }
            }
        }
    }
}

/// Returns the two lines that the door's screen shows, as visitors read them.
fn on_screen(signed_in: &SignedIn, texts: &str) -> Markup {
    let lines = ["title", "next"].map(|line| signed_in.say(&format!("{texts}-{line}")));
    let lines = [
        ("title", lines[0].as_str().into()),
        ("next", lines[1].as_str().into()),
    ];
    html! { p.note { (signed_in.language.say_with(text_id!("desk-door-screen"), lines)) } }
}

/// Returns what the door says from morning to night.
fn course_of_day(signed_in: &SignedIn, at: Option<DateTime>, day: &[RulesSpan]) -> Markup {
    let date = at.map_or_else(String::new, |at| at.strftime("%d/%m/%Y").to_string());
    let time = |span: &RulesSpan| span.from.strftime("%H:%M").to_string();
    let ends = day.iter().skip(1).map(time).chain(["24:00".to_owned()]);
    let title = [("date", date.into())];
    html! {
        section {
            h2 { (signed_in.language.say_with(text_id!("desk-door-day"), title)) }
            dl.facts {
                @for (span, end) in day.iter().zip(ends) {
                    div {
                        dt { (time(span)) " – " (end) }
                        dd {
                            @match span.refused {
                                None => (signed_in.say(text_id!("desk-door-admitted"))),
                                Some(reason) => (refusal(signed_in, reason)),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns when the ticket would be admitted, as far as the rules say.
fn facts(signed_in: &SignedIn, answer: &RulesAnswer, refusal: &Refusal) -> Vec<String> {
    let zone = answer.catalogue.calendar().zone;
    let time = |at: UnixMs| {
        zone.local_datetime(at)
            .strftime("%d/%m/%Y %H:%M")
            .to_string()
    };
    let facts = &refusal.facts;
    let date = |date: jiff::civil::Date| date.strftime("%d/%m/%Y").to_string();
    let said = [
        (text_id!("desk-door-opens"), facts.opens_at.map(time)),
        (text_id!("desk-door-closes"), facts.closes_at.map(time)),
        (text_id!("desk-door-next"), facts.next_valid.map(date)),
        (text_id!("desk-door-last"), facts.last_valid.map(date)),
    ];
    let said = said.into_iter().filter_map(|(id, when)| Some((id, when?)));
    said.map(|(id, when)| signed_in.language.say_with(id, [("when", when.into())]))
        .collect()
}
