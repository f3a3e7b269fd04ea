//! The organisers' desk: pages under `/admin`, rendered here. They work without scripts; few have one.
//!
//! How a page is added: a file beside this one with handlers that take [`signed_in::SignedIn`] first; `signed_in.require(permission)?` is their first line, for `GET` and
//! `POST` alike. They return `Result<Response, DeskError>`: `signed_in.page(title, &body)` is the page, `SignedIn::back(path, "code")` leads to one after a
//! `POST` and shows there the text `desk-done-code`. Forms post to `signed_in.action(path)`, which carries the token that `SignedIn` demands of every `POST`.
//! What is changed goes through `signed_in.operate(|database| …)`: the operation calls `change.note_change(…)` in its transaction, whose text is `change-…`.
//! Then: a line in [`routes`], one in `frame::LINKS`, and texts in a `desk-NAME.ftl` of `vi` and `en`, named by `text_id!`. What goes wrong in words is [`DeskError::Refused`].

mod accounts;
mod api_docs;
mod audit;
mod backup_words;
mod backups;
mod batch;
mod booths;
mod camera;
mod certificates;
mod closing;
mod codes;
mod door_preview;
mod downloads;
mod draft_banner;
mod draft_page;
mod entries;
mod entry_page;
mod entry_paths;
mod error;
mod exhibition;
mod exhibition_page;
mod form;
mod frame;
mod home;
mod import_list;
mod import_page;
mod import_words;
mod inbox;
mod issue;
mod issue_job;
mod issue_jobs;
mod kiosk_code;
mod kiosk_orders;
mod kiosk_page;
mod kiosk_place;
mod kiosk_words;
mod kiosks;
mod links;
mod many;
mod open_count;
mod origin;
mod owner;
mod password;
mod pauses;
mod pending_codes;
mod people;
mod people_files;
mod people_words;
mod person;
mod person_file;
mod picture_page;
mod pictures;
mod plan;
mod plan_fields;
mod plan_page;
mod report;
mod reports;
mod restore;
mod session;
mod set_up;
mod sheet;
mod sign_in;
mod signed_in;
mod staff;
mod story;
mod tickets;
mod tokens;
mod webhooks;
mod working;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;

use super::budget::Budget;
use super::headers::{default, policy};
use super::state::AppState;

pub(crate) use backup_words::size;
pub(crate) use error::DeskError;
pub(crate) use issue_jobs::IssueJobs;
pub(crate) use kiosk_words::fault_text;
pub(crate) use open_count::OpenCount;
pub(crate) use pauses::SignInPauses;
pub(crate) use pending_codes::PendingCodes;
pub(crate) use session::{DeskTransport, open_session};
pub(crate) use set_up::set_up;

/// Only what this server itself serves, and nothing inline. Forms lead to this server alone.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Returns the pages.
pub(crate) fn routes(state: &AppState, transport: DeskTransport) -> Router<AppState> {
    let sign_in = get(sign_in::page).post(sign_in::sign_in);
    let printed_at_once = Extension(Budget::new(PRINTED_AT_ONCE, PRINTED_AT_ONCE));
    let mut routes = Router::new()
        .route("/admin", get(home::page))
        .route("/admin/", get(home::page))
        .route("/admin/sign-in", sign_in)
        .route("/admin/sign-out", post(sign_in::sign_out))
        .route(
            "/admin/password",
            get(password::page).post(password::change),
        )
        .route("/admin/codes", get(codes::page).post(codes::change))
        .route("/admin/accounts", get(accounts::page).post(accounts::add))
        .route("/admin/accounts/change", post(accounts::change))
        .route("/admin/audit", get(audit::page))
        .route(entry_paths::EXHIBITION, get(exhibition::page))
        .route("/admin/exhibition/workbook.xlsx", get(exhibition::workbook))
        .route(
            exhibition_page::ROLL_BACK,
            post(exhibition::roll_back).get(exhibition::to_page),
        )
        .route(
            draft_banner::DRAFT,
            get(draft_page::page).post(draft_page::act),
        )
        .route("/admin/media/{hash}", get(pictures::file))
        .route("/admin/inbox", get(inbox::page).post(inbox::decide))
        .route(kiosks::PAGE, get(kiosks::page).post(kiosks::act))
        .route(
            "/admin/kiosks/{id}",
            get(kiosk_page::page).post(kiosk_page::act),
        )
        .route("/admin/kiosks/{id}/code", get(kiosk_code::page))
        .route(staff::PAGE, get(staff::page).post(staff::act))
        .route(people::PAGE, get(people::page).post(people::set_retention))
        .route("/admin/people/network.csv", get(people::network_csv))
        .route(people_words::PERSON, get(person::page).post(person::act))
        .route(closing::PAGE, get(closing::page).post(closing::act))
        .route("/admin/closing/archive.zip", get(closing::download))
        .route(backups::PAGE, get(backups::page).post(backups::act))
        .route(
            backup_words::RESTORE,
            get(restore::page).post(restore::restore),
        )
        .route("/admin/tickets", get(tickets::page))
        .route("/admin/tickets/batches/{numbers}", get(batch::page))
        .route(
            "/admin/tickets/issue/{job}",
            get(issue_job::page).post(issue_job::stop),
        )
        .route(door_preview::PAGE, get(door_preview::page))
        .route(
            "/admin/tickets/batches/{numbers}/{file}",
            get(batch::file).layer(printed_at_once.clone()),
        )
        .route(
            "/admin/tickets/{number}",
            get(tickets::story).post(tickets::act),
        )
        .route("/admin/reports", get(reports::page))
        .route("/admin/reports/{period}", get(reports::period_page))
        .route("/admin/reports/{period}/{file}", get(reports::file))
        .route("/admin/certificates", get(certificates::all))
        .route(
            "/admin/certificates.zip",
            get(certificates::archive).layer(printed_at_once),
        )
        .route("/admin/booth", get(booths::own))
        .route("/admin/booths/{number}", get(booths::page))
        .route("/admin/booths/{number}/{file}", get(booths::file))
        .route(links::PAGE, get(links::page).post(links::change))
        .route(tokens::PAGE, get(tokens::page).post(tokens::act))
        .route(webhooks::PAGE, get(webhooks::page).post(webhooks::act))
        .route(api_docs::PAGE, get(api_docs::page))
        .route(sheet::PAGE, get(sheet::page))
        .route("/admin/{*path}", any(|| async { DeskError::NotFound }));
    if transport == DeskTransport::Local {
        routes = routes.route("/admin/owner", get(owner::page).post(owner::make));
    }
    framed(routes, state, transport)
}

/// How many files of tickets and certificates are written at once.
const PRINTED_AT_ONCE: usize = 2;

/// Returns the pages that files are sent to, with the limit of what they read.
pub(crate) fn uploads(state: &AppState, transport: DeskTransport) -> Router<AppState> {
    let routes = Router::new()
        .route(
            exhibition_page::UPLOAD,
            post(exhibition::upload).get(exhibition::to_page),
        )
        .route(
            exhibition_page::PUBLISH,
            post(exhibition::publish).get(exhibition::to_page),
        )
        .route(plan_page::PAGE, get(plan::page).post(plan::save))
        .route(plan_page::CHECK, post(plan::check))
        .route(plan_page::BACKGROUND, post(plan::background))
        .route("/admin/exhibition/{list}", get(entries::list))
        .route(
            "/admin/exhibition/new/{list}",
            get(entries::new_page).post(entries::add),
        )
        .route(
            "/admin/exhibition/{list}/{name}",
            get(entries::page).post(entries::save),
        )
        .route(
            "/admin/exhibition/{list}/{name}/pictures",
            post(pictures::act),
        )
        .route(issue_jobs::ISSUE, get(issue::page).post(issue::issue))
        .route(
            import_page::PAGE,
            get(import_list::page).post(import_list::import),
        )
        .route(
            frame::CAMERA,
            get(camera::page)
                .post(camera::read)
                .layer(Extension(Budget::of_processors())),
        )
        .route(many::PAGE, get(many::page).post(many::preview))
        .route(many::CHANGE, post(many::change).get(many::page))
        .layer((
            DefaultBodyLimit::max(exhibition::UPLOAD_BYTES_MOST),
            RequestBodyLimitLayer::new(4 * exhibition::UPLOAD_BYTES_MOST),
        ));
    framed(routes, state, transport)
}

/// Adds what every page goes through. Files that are packed are not packed again.
fn framed(
    routes: Router<AppState>,
    state: &AppState,
    transport: DeskTransport,
) -> Router<AppState> {
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new(downloads::PDF))
        .and(NotForContentType::const_new(downloads::ZIP));
    routes
        .layer(from_fn(origin::check_origin))
        .layer(from_fn_with_state(state.clone(), error::render))
        .layer((
            Extension(transport),
            policy(POLICY),
            default(header::CACHE_CONTROL, "no-store"),
            // With `no-referrer` browsers would say `Origin: null` with our own forms.
            default(header::REFERRER_POLICY, "same-origin"),
            default(
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            CompressionLayer::new().compress_when(compressible),
        ))
}
