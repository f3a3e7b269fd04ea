//! The first run: the page on which an exhibition and its owner's account are made, on this computer alone.

use std::collections::HashMap;
use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::civil::{Date, Time};
use maud::{Markup, html};
use shared::catalogue::{Catalogue, GateDirection, Localized};
use shared::time::UnixMs;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tracing::error;

use super::frame::{self, DeskFrame};
use super::owner::{OwnerForm, new_password_fields};
use super::sign_in::with_cookie;
use super::working::workbook_words;
use super::{POLICY, origin, session};
use crate::clock::Clock;
use crate::http::audience;
use crate::http::desk::DeskTransport;
use crate::http::headers::{default, policy};
use crate::http::live::static_file;
use crate::http::texts::Language;
use crate::operations::accounts;
use crate::operations::catalogue;
use crate::operations::new_exhibition::{NewExhibition, localized};
use crate::operations::setup::{self, SetupError};
use crate::ports::Database;
use crate::sqlite::SqliteDatabase;

/// Where the page is.
const PAGE: &str = "/admin/set-up";
/// What a browser asks for next, it asks the server that serves the exhibition.
const CLOSE: (HeaderName, &str) = (header::CONNECTION, "close");
/// How many doors can be named; more are added later.
const DOORS: usize = 4;
/// The doors that the page offers: their names, and which ways they lead.
const OFFERED_DOORS: [(&str, &str); 2] = [
    (text_id!("set-up-door-main"), "in"),
    (text_id!("set-up-door-out"), "out"),
];
/// The most days of an exhibition.
const DAYS: u8 = 16;

/// An exhibition that is to be made.
#[derive(Clone)]
struct SetUp {
    data: PathBuf,
    clock: Clock,
    made: Arc<Notify>,
}

/// The fields of the form, by name.
type Fields = HashMap<String, String>;

/// Serves the page until an exhibition was made.
///
/// # Errors
/// When connections can't be taken.
pub(crate) async fn set_up(listener: TcpListener, data: PathBuf, clock: Clock) -> io::Result<()> {
    let made = Arc::new(Notify::new());
    let state = SetUp {
        data,
        clock,
        made: made.clone(),
    };
    let routes = Router::new()
        .route(PAGE, get(page).post(make))
        .route("/{file}", get(file))
        .route("/fonts/{file}", get(file))
        .fallback(|| async { Redirect::to(PAGE) })
        .layer(from_fn(origin::check_origin))
        .layer(from_fn(audience::under_own_name))
        .layer((
            policy(POLICY),
            default(header::CACHE_CONTROL, "no-store"),
            default(header::REFERRER_POLICY, "same-origin"),
            default(header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            default(
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
        ))
        .with_state(state);
    axum::serve(listener, routes)
        .with_graceful_shutdown(async move { made.notified().await })
        .await
}

/// Returns a file of the page. Everything else leads to the page, or is asked for once more: the browser of who has just made the
/// exhibition may be quicker than the server that opens it.
async fn file(
    State(state): State<SetUp>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Some(file) = static_file(&name, &headers) {
        return file;
    }
    if SqliteDatabase::at(&state.data).file().exists() {
        return ([(header::REFRESH, "1"), CLOSE], Html("")).into_response();
    }
    Redirect::to(PAGE).into_response()
}

async fn page(RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let language = session::language(query.as_deref(), &headers);
    let chosen = session::language_cookie(query.as_deref());
    with_cookie(show(language, &Fields::new(), None), chosen)
}

/// `POST`: makes the exhibition and its owner's account, and signs the owner in.
async fn make(
    State(state): State<SetUp>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let language = session::language(None, &headers);
    let problem = |problem: &str| show(language, &fields, Some(&language.say(problem)));
    let (request, owner) = match read(&fields, language) {
        Ok(read) => read,
        Err(text) => return problem(text),
    };
    let now = (state.clock)();
    let made = tokio::task::spawn_blocking(move || {
        make_exhibition(&SqliteDatabase::at(state.data), &request, &owner, now)
    });
    match made.await {
        Ok(Ok(token)) => {
            state.made.notify_one();
            let cookie = DeskTransport::Local.session_cookie(&token);
            let answer = ([CLOSE], Redirect::to("/admin")).into_response();
            with_cookie(answer, cookie)
        }
        Ok(Err(why)) => {
            error!("no exhibition was made: {why}");
            let text = format!(
                "{} ({})",
                language.say(text_id!("set-up-failed")),
                reason(&*why, language)
            );
            show(language, &fields, Some(&text))
        }
        Err(why) => {
            error!("no exhibition was made: {why}");
            problem(text_id!("set-up-failed"))
        }
    }
}

/// Returns why no exhibition was made: what is wrong with it in the reader's language, or what the database says.
fn reason(why: &(dyn Error + Send + Sync + 'static), language: &Language) -> String {
    let problem = match why.downcast_ref() {
        Some(SetupError::Catalogue(problems)) => problems.first(),
        _ => None,
    };
    problem.map_or_else(
        || why.to_string(),
        |problem| workbook_words(language).problem(problem),
    )
}

/// What an exhibition is made from.
enum NewCatalogue {
    /// The sample, from this day on.
    Sample(Date),
    /// One's own.
    Own(NewExhibition),
}

impl NewCatalogue {
    fn catalogue(&self) -> Result<Catalogue, SetupError> {
        match self {
            Self::Sample(first_day) => Ok(catalogue::sample()?.shifted_so_that(0, *first_day)),
            Self::Own(own) => own.catalogue(),
        }
    }
}

fn make_exhibition(
    database: &dyn Database,
    request: &NewCatalogue,
    owner: &OwnerForm,
    now: UnixMs,
) -> Result<String, Box<dyn Error + Send + Sync>> {
    let (name, password) = owner.read()?;
    setup::init(database, &request.catalogue()?, None, now)?;
    accounts::make_owner(database, &name, &password, now)?;
    Ok(accounts::sign_in(database, owner.credentials(&name), now)?)
}

/// Returns the name of a door: in each language where it is one that the page offers, else as it was typed.
fn door_name(typed: &str, language: &Language) -> Localized {
    let mut offered = OFFERED_DOORS.iter().map(|(name, _)| *name);
    match offered.find(|name| language.say(name) == typed) {
        Some(name) => {
            let names = Language::all().iter();
            let names = names.filter_map(|it| Some((it.code.to_owned(), it.find(name)?)));
            Localized(names.collect())
        }
        None => localized(typed, ""),
    }
}

/// Returns what was asked for, or the text that says what is missing.
fn read(fields: &Fields, language: &Language) -> Result<(NewCatalogue, OwnerForm), &'static str> {
    let text = |name: &str| fields.get(name).map_or("", |text| text.trim());
    let first_day: Date = text("first_day")
        .parse()
        .map_err(|_| text_id!("set-up-no-day"))?;
    let owner = OwnerForm {
        name: text("owner").to_owned(),
        password: fields.get("password").cloned().unwrap_or_default(),
        again: fields.get("again").cloned().unwrap_or_default(),
    };
    let catalogue = if text("kind") == "sample" {
        NewCatalogue::Sample(first_day)
    } else {
        let time = |name| {
            text(name)
                .parse::<Time>()
                .map_err(|_| text_id!("set-up-no-hours"))
        };
        let days = text("days").parse().ok();
        let days = days.filter(|days| (1..=DAYS).contains(days));
        let doors = (1..=DOORS).filter_map(|door| {
            let name = text(&format!("door{door}"));
            let direction = match text(&format!("way{door}")) {
                "in" => GateDirection::In,
                "out" => GateDirection::Out,
                _ => GateDirection::Both,
            };
            (!name.is_empty()).then(|| (door_name(name, language), direction))
        });
        let own = NewExhibition {
            name: text("name").to_owned(),
            name_en: text("name_en").to_owned(),
            place: text("place").to_owned(),
            first_day,
            days: days.ok_or(text_id!("set-up-no-days"))?,
            opens: time("opens")?,
            closes: time("closes")?,
            doors: doors.collect(),
        };
        if own.name.is_empty() || own.place.is_empty() {
            return Err(text_id!("set-up-no-name"));
        }
        if own.doors.is_empty() {
            return Err(text_id!("set-up-no-doors"));
        }
        NewCatalogue::Own(own)
    };
    owner.read()?;
    Ok((catalogue, owner))
}

fn show(language: &'static Language, fields: &Fields, problem: Option<&str>) -> Response {
    let title = language.say(text_id!("set-up-title"));
    let frame = DeskFrame {
        language,
        title: &title,
        exhibition: language.say(text_id!("set-up-server")),
        path: PAGE,
        account: None,
        done: None,
        open: 0,
        head: Markup::default(),
    };
    let page = frame::page(&frame, &form(language, fields, problem));
    match problem {
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
        None => page.into_response(),
    }
}

fn form(language: &Language, fields: &Fields, problem: Option<&str>) -> Markup {
    let say = |id: &str| language.say(id);
    let value = |name: &str, usual: &str| fields.get(name).map_or(usual.to_owned(), Clone::clone);
    let text = |name: &str, usual: &str, kind: &str, label: &str| {
        html! {
            label { (say(label))
                input type=(kind) name=(name) value=(value(name, usual)) autocomplete="off" maxlength="200";
            }
        }
    };
    let is_sample = value("kind", "own") == "sample";
    html! {
        p.lead { (say(text_id!("set-up-lead"))) }
        form.card method="post" action=(PAGE) {
            @if let Some(problem) = problem {
                p.problem role="alert" { (problem) }
            }
            fieldset {
                legend { (say(text_id!("set-up-kind"))) }
                label.choice { input type="radio" name="kind" value="own" checked[!is_sample]; span { (say(text_id!("set-up-own"))) span.note { (say(text_id!("set-up-own-note"))) } } }
                label.choice { input type="radio" name="kind" value="sample" id="sample" checked[is_sample]; span { (say(text_id!("set-up-sample"))) span.note { (say(text_id!("set-up-sample-note"))) } } }
            }
            fieldset.own {
                legend { (say(text_id!("set-up-exhibition"))) }
                (text("name", "", "text", text_id!("set-up-name")))
                (text("name_en", "", "text", text_id!("set-up-name-en")))
                (text("place", "", "text", text_id!("set-up-place")))
            }
            fieldset {
                legend { (say(text_id!("set-up-when"))) }
                div.row {
                    (text("first_day", "", "date", text_id!("set-up-first-day")))
                    div.own { (text("days", "4", "number", text_id!("set-up-days"))) }
                }
                div.row.own {
                    (text("opens", "08:30", "time", text_id!("set-up-opens")))
                    (text("closes", "21:00", "time", text_id!("set-up-closes")))
                }
            }
            fieldset.own {
                legend { (say(text_id!("set-up-doors"))) }
                p.note { (say(text_id!("set-up-doors-note"))) }
                @for door in 1..=DOORS {
                    @let usual = OFFERED_DOORS.get(door - 1);
                    @let way = value(&format!("way{door}"), usual.map_or("both", |it| it.1));
                    @let name = if fields.is_empty() { usual.map_or(String::new(), |it| say(it.0)) } else { value(&format!("door{door}"), "") };
                    div.row {
                        label { (say(text_id!("set-up-door"))) " " (door)
                            input name={ "door" (door) } value=(name) autocomplete="off" maxlength="60";
                        }
                        label { (say(text_id!("set-up-way")))
                            select name={ "way" (door) } {
                                @for kind in ["in", "out", "both"] {
                                    option value=(kind) selected[kind == way] { (say(&format!("set-up-way-{kind}"))) }
                                }
                            }
                        }
                    }
                }
            }
            fieldset {
                legend { (say(text_id!("set-up-owner"))) }
                p.note { (say(text_id!("set-up-owner-note"))) }
                label { (say(text_id!("desk-name")))
                    input name="owner" value=(value("owner", "")) autocomplete="username" autocapitalize="words" maxlength="60" required;
                }
                (new_password_fields(language))
            }
            button type="submit" { (say(text_id!("set-up-make"))) }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn offered_door_has_a_name_in_each_language() {
        let [vietnamese, english] = ["vi", "en"].map(|code| Language::known(code).unwrap());
        let names = |typed: &str, language| {
            let name = door_name(typed, language);
            ["vi", "en", "ja"].map(|code| name.get(code).to_owned())
        };
        for (typed, language) in [("Cổng chính", vietnamese), ("Main gate", english)] {
            let offered = ["Cổng chính", "Main gate", "Main gate"];
            assert_eq!(names(typed, language), offered);
        }
        assert_eq!(names("Lối ra", vietnamese)[1], "Exit");
        for (typed, language) in [("Main gate", vietnamese), ("River gate", english)] {
            assert_eq!(names(typed, language), [typed; 3], "as it was typed");
        }
    }

    #[test]
    fn damaged_form_makes_a_whole_exhibition_or_none() {
        let form = [
            ("kind", "own"),
            ("first_day", "2026-12-30"),
            ("name", "Hội chợ gốm"),
            ("name_en", "Fair"),
            ("place", "Kim Lan"),
            ("days", "4"),
            ("opens", "08:30"),
            ("closes", "21:00"),
            ("door1", "Cổng chính"),
            ("way1", "in"),
            ("owner", "An"),
            ("password", "gốm Kim Lan rất đẹp"),
            ("again", "gốm Kim Lan rất đẹp"),
        ];
        let fields: Fields = form
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
        assert!(read(&fields, Language::of_the_house()).is_ok());
        let sample = catalogue::small();
        let samples = form.iter().map(|it| it.1.as_bytes());
        let samples: Vec<&[u8]> = samples
            .chain([&b"sample"[..], b"-009999-01-01", b"9999-12-31"])
            .collect();
        damaged_input::each("set-up-form", 336, &samples, |text| {
            // Each text gets into whichever field.
            let sum: usize = text.iter().copied().map(usize::from).sum();
            let (name, _) = form[sum % form.len()];
            let mut fields = fields.clone();
            let text = String::from_utf8_lossy(text).into_owned();
            fields.insert(name.to_owned(), text);
            match read(&fields, Language::of_the_house()) {
                Ok((request, _)) => {
                    let catalogue = match &request {
                        NewCatalogue::Own(own) => own.catalogue_like(&sample),
                        NewCatalogue::Sample(day) => Ok(sample.clone().shifted_so_that(0, *day)),
                    };
                    let catalogue = catalogue.inspect(|it| drop(it.problems()));
                    prop_assert!(catalogue.is_ok_and(|it| !it.gates.is_empty()));
                    Ok(format!("made from {name}"))
                }
                Err(text) => {
                    prop_assert!(text.starts_with("set-up-") || text.starts_with("desk-"));
                    Ok(text.to_owned())
                }
            }
        });
    }
}
