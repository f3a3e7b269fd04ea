//! Other screens: the desk on other computers, and the links that open the live page without an account.

use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::DeskError;
use super::signed_in::SignedIn;
use crate::operations::addresses::{ServerAddresses, server_addresses};
use crate::operations::desk_access;
use crate::operations::links::{self, LinkError, LinkKind};
use crate::ports::{Database, DeskPermission, PortError, ServerSecret};
use crate::render::qr_symbol;

/// Where the page is.
pub(super) const PAGE: &str = "/admin/links";
/// The links, each with its name in forms and texts.
const LINKS: [(LinkKind, &str); 2] = [(LinkKind::Wall, "wall"), (LinkKind::Desk, "desk")];

/// What is done: `make` or `revoke` a link, `open` or `close` the desk.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LinkForm {
    act: String,
    /// Which link.
    link: String,
}

/// `GET /admin/links`.
pub(super) async fn page(signed_in: SignedIn) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    let read =
        |it: &dyn Database| Ok::<_, PortError>((desk_access::is_open(it)?, server_addresses(it)?));
    let (is_open, addresses) = signed_in.app.operate(read).await??;
    let published = signed_in.app.store.published();
    let say = |id: &str| signed_in.say(id);
    let body = html! {
        (desk(&signed_in, is_open, &addresses))
        @for (kind, name) in LINKS {
            section {
                h2 { (say(&format!("desk-link-{name}"))) }
                p.lead { (say(&format!("desk-link-{name}-lead"))) }
                @let is_made = published.secrets.contains_key(&kind.hash_name());
                @if is_made { p.note { (say(text_id!("desk-link-is-made"))) } }
                div.acts {
                    (act(&signed_in, "make", name, if is_made { text_id!("desk-link-renew") } else { text_id!("desk-link-make") }))
                    @if is_made { (act(&signed_in, "revoke", name, text_id!("desk-link-revoke"))) }
                }
            }
        }
    };
    Ok(signed_in.page(&say(text_id!("desk-links")), &body))
}

/// `POST /admin/links`.
pub(super) async fn change(
    signed_in: SignedIn,
    Form(form): Form<LinkForm>,
) -> Result<Response, DeskError> {
    signed_in.require(DeskPermission::ManageDevices)?;
    if let act @ ("open" | "close") = &*form.act {
        signed_in.require(DeskPermission::ManageAccounts)?;
        let open = act == "open";
        let set = signed_in.operate(move |it| desk_access::set_open(it, open));
        set.await??;
        return Ok(SignedIn::back(PAGE, &format!("desk-{act}")));
    }
    let mut links = LINKS.into_iter();
    let (kind, name) = links
        .find(|(_, name)| *name == form.link)
        .ok_or(DeskError::NotFound)?;
    let failed = |error| match error {
        LinkError::Database(error) => error.into(),
        LinkError::Random(error) => {
            tracing::error!("a link: {error}");
            DeskError::Failed
        }
    };
    match &*form.act {
        "make" => {
            let make = move |it: &dyn Database| {
                let secret = links::make_link(it, kind)?;
                Ok((secret, server_addresses(it)?))
            };
            let (secret, addresses) = signed_in.operate(make).await?.map_err(failed)?;
            let (scheme, port) = match kind {
                LinkKind::Wall => ("http", addresses.public_port),
                LinkKind::Desk => ("https", addresses.desk_port),
            };
            let hosts = addresses.hosts_with(port);
            let links: Vec<String> = hosts
                .map(|host| format!("{scheme}://{host}/{name}/{secret}/"))
                .collect();
            show_once(&signed_in, name, &links)
        }
        "revoke" => {
            let revoked = signed_in.operate(move |it| links::revoke_link(it, kind));
            revoked.await?.map_err(failed)?;
            Ok(SignedIn::back(PAGE, "link-revoked"))
        }
        _ => Err(DeskError::NotFound),
    }
}

/// Shows a link once: each address of this computer in words, and the first as a QR symbol.
fn show_once(signed_in: &SignedIn, name: &str, links: &[String]) -> Result<Response, DeskError> {
    let say = |id: &str| signed_in.say(id);
    let symbol = links.first().map(|link| qr_symbol(link)).transpose();
    let symbol = symbol.map_err(|why| {
        tracing::error!("the symbol of a link can't be drawn: {why}");
        DeskError::Failed
    })?;
    let body = html! {
        p.lead { (say(&format!("desk-link-{name}-made"))) }
        @if let Some(symbol) = symbol { div.qr { (symbol) } }
        @for link in links { p.secret.long translate="no" { (link) } }
        @if name == "desk" { (warning(signed_in)) }
        p { (say(text_id!("desk-link-once"))) }
        p { a.button href=(PAGE) { (say(text_id!("desk-link-noted"))) } }
    };
    Ok(signed_in.page(&say(&format!("desk-link-{name}")), &body))
}

/// Returns whether other computers reach the desk now and from the next start on, at which addresses, and the switch.
fn desk(signed_in: &SignedIn, is_open: bool, addresses: &ServerAddresses) -> Markup {
    let say = |id: &str| signed_in.say(id);
    let is_reached = !signed_in.app.listening.desk.ip().is_loopback();
    let state = match (is_reached, is_open) {
        (false, false) => text_id!("desk-access-closed"),
        (false, true) => text_id!("desk-access-opens"),
        (true, true) => text_id!("desk-access-open"),
        (true, false) => text_id!("desk-access-closes"),
    };
    let turn = if is_open { "close" } else { "open" };
    html! {
        section {
            h2 { (say(text_id!("desk-access"))) }
            p.lead { (say(text_id!("desk-access-lead"))) }
            p.done[is_reached == is_open].problem[is_reached != is_open] role="status" { (say(state)) }
            @if is_open || is_reached {
                p { (say(text_id!("desk-access-address"))) }
                ul {
                    @for host in addresses.hosts_with(addresses.desk_port) {
                        li.address translate="no" { "https://" (host) "/admin" }
                    }
                }
                (warning(signed_in))
            }
            @if signed_in.may(DeskPermission::ManageAccounts) {
                div.acts { (act(signed_in, turn, "", &format!("desk-access-turn-{turn}"))) }
            } @else {
                p.note { (say(text_id!("desk-access-owner"))) }
            }
        }
    }
}

/// Returns how browsers warn of the server's certificate, and by what it is recognized.
fn warning(signed_in: &SignedIn) -> Markup {
    let published = signed_in.app.store.published();
    let certificate = published.secrets.get(&ServerSecret::TlsCertificate);
    let print = certificate.map(|it| {
        let bytes = Sha256::digest(it);
        let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(" ")
    });
    html! {
        p { (signed_in.say(text_id!("desk-access-warning"))) }
        @if let Some(print) = print {
            p.note { (signed_in.say(text_id!("desk-access-print"))) br; span.address translate="no" { (print) } }
        }
    }
}

/// Returns an act that is opened before it is confirmed.
fn act(signed_in: &SignedIn, act: &str, link: &str, text: &str) -> Markup {
    let say = |id: &str| signed_in.say(id);
    html! {
        details.card {
            summary { (say(text)) }
            form method="post" action=(signed_in.action(PAGE)) {
                input type="hidden" name="act" value=(act);
                input type="hidden" name="link" value=(link);
                p.note { (say(&format!("{text}-note"))) }
                button type="submit" { (say(&format!("{text}-yes"))) }
            }
        }
    }
}
