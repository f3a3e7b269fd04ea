//! What is kept of a person as a file to hand to them: for people as a page, for programs as JSON.

use std::io::{Cursor, Write};

use maud::{DOCTYPE, html};
use serde_json::{Value, json};
use shared::submission::Wish;
use zip::result::ZipResult;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::people_words::{consent, when, wish};
use super::signed_in::SignedIn;
use crate::operations::people::Person;
use crate::ports::StoredSubmission;

/// Returns a ZIP archive with `person.html` and `person.json`.
pub(super) fn archive(signed_in: &SignedIn, person: &Person) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    archive.start_file("person.html", packed)?;
    archive.write_all(page(signed_in, person).as_bytes())?;
    archive.start_file("person.json", packed)?;
    archive.write_all(&serde_json::to_vec_pretty(&data(signed_in, person)).unwrap_or_default())?;
    Ok(archive.finish()?.into_inner())
}

fn data(signed_in: &SignedIn, person: &Person) -> Value {
    let zone = person.catalogue.calendar().zone;
    let time = |at| zone.local_datetime(at).to_string();
    let submission = |stored: &StoredSubmission| {
        let it = &stored.submission;
        let wish = match &it.wish {
            Wish::Join {
                role,
                organisation,
                place,
            } => {
                json!({"network": {"role": role.code(), "organisation": organisation, "place": place}})
            }
            Wish::Contact { booth, note } => json!({"contact": {"booth": booth.0, "note": note}}),
        };
        json!({
            "id": it.id.to_string(), "name": it.name, "reach": it.reach, "wish": wish,
            "written": time(it.written), "received": time(stored.received),
            "kiosk": stored.kiosk.as_str(), "language": it.language,
            "consent": it.consent.map(|it| json!({"words_sha256": hex::encode(it.words), "time_known": it.time_known})),
        })
    };
    let submissions = person.submissions.iter();
    let submissions: Vec<Value> = submissions.map(|it| submission(&it.stored)).collect();
    let tickets = person.tickets.iter().map(|it| {
        let notes = it.notes.iter().map(|note| {
            json!({"made": time(note.made), "author": note.author, "note": note.note})
        });
        json!({
            "number": it.ticket.claims.number.0, "name": it.ticket.holder, "seller": it.ticket.seller,
            "seller_number": it.ticket.reference, "notes": notes.collect::<Vec<_>>(),
        })
    });
    json!({
        "exhibition": person.catalogue.name.get(signed_in.language.code),
        "made": time(signed_in.app.now()),
        "submissions": submissions,
        "tickets": tickets.collect::<Vec<_>>(),
    })
}

fn page(signed_in: &SignedIn, person: &Person) -> String {
    let say = |id: &str| signed_in.say(id);
    let exhibition = person.catalogue.name.get(signed_in.language.code);
    let page = html! {
        (DOCTYPE)
        html lang=(signed_in.language.code) {
            head {
                meta charset="utf-8";
                title { (person.name) " · " (exhibition) }
                style { "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
                    dt{color:#555}dd{margin:0 0 .6rem}section{border-top:1px solid #bbb;padding:.6rem 0}p{margin:.2rem 0}" }
            }
            body {
                h1 { (person.name) }
                p { (exhibition) " · " (when(signed_in, signed_in.app.now())) }
                p { (say(text_id!("desk-person-file-lead"))) }
                @for it in &person.submissions {
                    @let submission = &it.stored.submission;
                    section { dl {
                        dt { (say(text_id!("desk-people-name"))) } dd { (submission.name) }
                        dt { (say(text_id!("desk-people-reach"))) } dd { (submission.reach) }
                        dt { (say(text_id!("desk-people-wish"))) } dd { (wish(signed_in, &submission.wish)) }
                        dt { (say(text_id!("desk-people-when"))) } dd { (when(signed_in, submission.written)) " · " (it.stored.kiosk) }
                        dt { (say(text_id!("desk-people-consent"))) } dd { (consent(signed_in, &it.stored)) }
                    } }
                }
                @for it in &person.tickets {
                    section { dl {
                        dt { (say(text_id!("desk-person-tickets"))) } dd { (it.ticket.claims.number) }
                        dt { (say(text_id!("desk-people-name"))) } dd { (it.ticket.holder.as_deref().unwrap_or("–")) }
                        @if let Some(seller) = &it.ticket.seller {
                            dt { (say(text_id!("desk-person-seller"))) } dd { (seller) " " (it.ticket.reference.as_deref().unwrap_or_default()) }
                        }
                        @for note in &it.notes {
                            dt { (say(text_id!("desk-person-note"))) } dd { (when(signed_in, note.made)) " · " (note.author) ": " (note.note) }
                        }
                    } }
                }
            }
        }
    };
    page.into_string()
}
