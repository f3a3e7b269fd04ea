//! What every page of the desk has around it.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};

use super::session::LANGUAGES;
use crate::http::state::AppState;
use crate::http::texts::Language;
use crate::ports::{Account, DeskPermission};

/// Where it is listed what wants a decision.
pub(super) const INBOX: &str = "/admin/inbox";
/// Where a ticket is held before the laptop's camera.
pub(super) const CAMERA: &str = "/admin/tickets/camera";
/// Where the kiosks are.
pub(super) const KIOSKS: &str = "/admin/kiosks";
/// Where the people are who left their name.
pub(super) const PEOPLE: &str = "/admin/people";
/// Where the exhibition is brought to its end.
pub(super) const CLOSING: &str = "/admin/closing";
/// Where the backups are.
pub(super) const BACKUPS: &str = "/admin/backups";

/// The pages of the navigation, and of the cards on the first page: address, text (and `TEXT-note`), and who sees them.
pub(super) const LINKS: &[(&str, &str, Option<DeskPermission>)] = &[
    ("/admin", text_id!("desk-home"), None),
    ("/", text_id!("desk-live"), Some(DeskPermission::SeeTotals)),
    (
        "/admin/reports",
        text_id!("desk-reports"),
        Some(DeskPermission::SeeTotals),
    ),
    (
        "/admin/booth",
        text_id!("desk-own-booth"),
        Some(DeskPermission::SeeOwnBooth),
    ),
    (
        "/admin/tickets",
        text_id!("desk-tickets"),
        Some(DeskPermission::SeeTickets),
    ),
    (
        INBOX,
        text_id!("desk-inbox"),
        Some(DeskPermission::DecideRecords),
    ),
    (
        KIOSKS,
        text_id!("desk-kiosks"),
        Some(DeskPermission::SeeDevices),
    ),
    (
        "/admin/staff",
        text_id!("desk-staff"),
        Some(DeskPermission::ManageDevices),
    ),
    (
        "/admin/exhibition",
        text_id!("desk-exhibition"),
        Some(DeskPermission::ChangeExhibition),
    ),
    (
        PEOPLE,
        text_id!("desk-people"),
        Some(DeskPermission::SeePeople),
    ),
    (
        BACKUPS,
        text_id!("desk-backups"),
        Some(DeskPermission::ManageBackups),
    ),
    (
        "/admin/accounts",
        text_id!("desk-accounts"),
        Some(DeskPermission::ManageAccounts),
    ),
    (
        "/admin/links",
        text_id!("desk-links"),
        Some(DeskPermission::ManageDevices),
    ),
    (
        "/admin/tokens",
        text_id!("desk-programs"),
        Some(DeskPermission::ManagePrograms),
    ),
    (
        "/admin/audit",
        text_id!("desk-audit"),
        Some(DeskPermission::SeeAudit),
    ),
    // Organisers come to it from the people; what can't be undone stands before the owner alone.
    (
        CLOSING,
        text_id!("desk-closing"),
        Some(DeskPermission::ManageAccounts),
    ),
];

/// What is around a page.
pub(super) struct DeskFrame<'a> {
    pub(super) language: &'static Language,
    pub(super) title: &'a str,
    /// The name of the exhibition.
    pub(super) exhibition: String,
    /// The page's own address.
    pub(super) path: &'a str,
    /// Who is signed in, and where their form leads that signs out.
    pub(super) account: Option<(&'a Account, String)>,
    /// What was done a moment ago.
    pub(super) done: Option<String>,
    /// How many things want a decision.
    pub(super) open: usize,
    /// What this page alone has in its head.
    pub(super) head: Markup,
}

impl<'a> DeskFrame<'a> {
    /// Returns the frame of a page for somebody who is not signed in.
    pub(super) fn outside(
        app: &AppState,
        language: &'static Language,
        title: &'a str,
        path: &'a str,
    ) -> Self {
        let published = app.store.published();
        Self {
            language,
            title,
            exhibition: published.catalogue.name.get(language.code).to_owned(),
            path,
            account: None,
            done: None,
            open: 0,
            head: Markup::default(),
        }
    }
}

impl DeskFrame<'_> {
    /// Returns whether what a hand scanner types goes to the search: pages with a form of their own want it there.
    fn has_scanner_focus(&self) -> bool {
        let story = self.path.strip_prefix("/admin/tickets");
        story.is_some_and(|it| it.bytes().all(|byte| byte == b'/' || byte.is_ascii_digit()))
            || [INBOX, "/admin"].contains(&self.path)
    }
}

/// Returns a whole page.
pub(super) fn page(frame: &DeskFrame<'_>, body: &Markup) -> Html<String> {
    let language = frame.language;
    let page = html! {
        (DOCTYPE)
        html lang=(language.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · " (frame.exhibition) }
                link rel="icon" type="image/svg+xml" href="/icon.svg";
                link rel="stylesheet" href="/colours.css";
                link rel="stylesheet" href="/desk.css";
                (frame.head)
            }
            body.outside[frame.account.is_none()] {
                a.skip href="#content" { (language.say(text_id!("desk-skip"))) }
                header.top {
                    p.exhibition { (frame.exhibition) }
                    nav.languages aria-label=(language.say(text_id!("desk-language"))) {
                        @for code in LANGUAGES {
                            @if let Some(other) = Language::known(code) {
                                @let name = other.say(text_id!("phone-language"));
                                @let is_read = (code == language.code).then_some("true");
                                a lang=(code) hreflang=(code) aria-current=[is_read] href={ (frame.path) "?lang=" (code) } { (name) }
                            }
                        }
                    }
                    @if frame.account.as_ref().is_some_and(|(account, _)| account.role.may(DeskPermission::SeeTickets)) {
                        form.find role="search" method="get" action="/admin/tickets" {
                            input type="search" name="q" aria-label=(language.say(text_id!("desk-search-what"))) placeholder=(language.say(text_id!("desk-search-what")))
                                autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="400" autofocus[frame.has_scanner_focus()];
                            button.quiet type="submit" { (language.say(text_id!("desk-search-go"))) }
                            a.button.quiet href=(CAMERA) { (language.say(text_id!("desk-camera-open"))) }
                        }
                    }
                    @if let Some((account, sign_out)) = &frame.account {
                        div.person {
                            a href="/admin/password" { (account.name) }
                            form method="post" action=(sign_out) {
                                button.quiet type="submit" { (language.say(text_id!("desk-sign-out"))) }
                            }
                        }
                    }
                }
                @if let Some((account, _)) = &frame.account {
                    nav.pages aria-label=(language.say(text_id!("desk-pages"))) {
                        @for (path, text, permission) in LINKS {
                            @if permission.is_none_or(|it| account.role.may(it)) {
                                @let is_here = (*path == frame.path).then_some("page");
                                a href=(path) aria-current=[is_here] {
                                    (language.say(text))
                                    @if *path == INBOX && frame.open > 0 { " " span.count { (frame.open) } }
                                }
                            }
                        }
                    }
                }
                main id="content" tabindex="-1" {
                    @if let Some(done) = &frame.done {
                        p.done role="status" { (done) }
                    }
                    h1 { (frame.title) }
                    (body)
                }
            }
        }
    };
    Html(page.into_string())
}

/// Returns what loads the script and the style sheet of a page with a drawing.
pub(super) fn drawing_head(script: &str) -> Markup {
    html! {
        link rel="stylesheet" href="/drawing.css";
        script type="module" src={ "/" (script) } {}
    }
}
