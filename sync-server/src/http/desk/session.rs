//! Cookies: the session of a browser, and the language it reads.

use axum::http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;

use crate::auth::token_hash;
use crate::http::state::AppState;
use crate::http::texts::Language;
use crate::ports::{Account, AccountSession};

/// How a browser reaches the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeskTransport {
    /// From this computer itself, without TLS.
    Local,
    /// With TLS.
    Tls,
}

/// The languages that the desk is written in.
pub(super) const LANGUAGES: [&str; 2] = ["vi", "en"];
const LANGUAGE_COOKIE: &str = text_id!("desk-language");

#[derive(Deserialize)]
struct LanguageQuery {
    lang: Option<String>,
}

impl DeskTransport {
    /// Returns the name of the session's cookie. A browser takes one with this prefix with TLS alone.
    fn cookie(self) -> &'static str {
        match self {
            Self::Local => "desk-session",
            Self::Tls => "__Host-desk-session",
        }
    }

    /// Returns the cookie that opens a session; an empty token ends it.
    pub(super) fn session_cookie(self, token: &str) -> Option<HeaderValue> {
        let secure = match self {
            Self::Local => "",
            Self::Tls => "; Secure",
        };
        let end = if token.is_empty() { "; Max-Age=0" } else { "" };
        let name = self.cookie();
        let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{end}");
        cookie.parse().ok()
    }
}

/// Returns the account that is signed in, its session, and the token.
pub(crate) fn open_session(
    app: &AppState,
    transport: DeskTransport,
    headers: &HeaderMap,
) -> Option<(Account, AccountSession, String)> {
    let token = cookie(headers, transport.cookie())?;
    let published = app.store.published();
    let open = published.accounts.signed_in(&token_hash(token), app.now());
    open.map(|(account, session)| (account.clone(), session.clone(), token.to_owned()))
}

/// Returns the language that was chosen in the address, or before; Vietnamese where none was.
pub(super) fn language(query: Option<&str>, headers: &HeaderMap) -> &'static Language {
    let chosen = asked_language(query).or_else(|| cookie(headers, LANGUAGE_COOKIE).and_then(known));
    chosen.unwrap_or_else(Language::of_the_house)
}

/// Returns the cookie that keeps a language which was chosen in the address.
pub(super) fn language_cookie(query: Option<&str>) -> Option<HeaderValue> {
    let code = asked_language(query)?.code;
    let year = 365 * 86_400;
    let cookie = format!("{LANGUAGE_COOKIE}={code}; Path=/; Max-Age={year}; SameSite=Strict");
    cookie.parse().ok()
}

fn asked_language(query: Option<&str>) -> Option<&'static Language> {
    let uri = format!("/?{}", query?).parse().ok()?;
    let query = axum::extract::Query::<LanguageQuery>::try_from_uri(&uri);
    known(&query.ok()?.0.lang?)
}

fn known(code: &str) -> Option<&'static Language> {
    let code = LANGUAGES.into_iter().find(|known| *known == code)?;
    Language::known(code)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter();
    all.filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in all {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn session_cookie_is_for_this_host_and_tls_alone() {
        let cookie = DeskTransport::Tls.session_cookie("abc").unwrap();
        let wanted = "__Host-desk-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure";
        assert_eq!(cookie, wanted);
    }

    #[test]
    fn cookies_are_told_apart() {
        let sent = headers(&[
            ("cookie", "a=1; desk-session=abc"),
            ("cookie", "desk-language=en"),
        ]);
        assert_eq!(cookie(&sent, "desk-session"), Some("abc"));
        assert_eq!(cookie(&sent, "session"), None);
        assert_eq!(language(None, &sent).code, "en");
        assert_eq!(language(Some("a=b&lang=vi"), &sent).code, "vi");
        assert_eq!(language(Some("lang=ko"), &HeaderMap::new()).code, "vi");
    }
}
