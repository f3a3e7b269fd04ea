//! Who asks: which language they read, where they come from, with steps or without.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::Deserialize;
use shared::link::{NO_STEPS, PublicLink, PublicPage};
use shared::route::Need;

use crate::http::texts::Language;

/// What an address says of the visitor. Anything else in it is ignored.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PageQuery {
    from: Option<String>,
    lang: Option<String>,
    steps: Option<String>,
}

/// Someone with a phone.
pub(crate) struct Visitor {
    /// The language the page is in.
    pub(super) language: &'static Language,
    /// Whether they asked for another one by name, which the pages are not written in.
    pub(super) asked_another: bool,
    /// Where they come from, by the name of a stand of the plan.
    pub(super) from: Option<String>,
    pub(super) need: Need,
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let asked = Query::try_from_uri(&parts.uri).ok();
        Ok(Self::new(asked.map(|Query(asked)| asked), &parts.headers))
    }
}

impl Visitor {
    /// By what their address and their browser say. An address that can't be read says nothing.
    pub(super) fn new(asked: Option<PageQuery>, headers: &HeaderMap) -> Self {
        let PageQuery { from, lang, steps } = asked.unwrap_or_default();
        let chosen = lang.as_deref().map(Language::known);
        let by_browser = || {
            let read = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            let first = preferred(read).into_iter().find_map(Language::known);
            Some(first.unwrap_or_else(Language::of_strangers))
        };
        let language = match chosen {
            Some(Some(language)) => language,
            Some(None) => Language::of_strangers(),
            None => by_browser().unwrap_or_else(Language::of_the_house),
        };
        Self {
            language,
            asked_another: matches!(chosen, Some(None)),
            from,
            need: if steps.as_deref() == Some(NO_STEPS) {
                Need::StepFree
            } else {
                Need::Any
            },
        }
    }

    /// Returns the address of a page for the same visitor.
    pub(super) fn link<'a>(&'a self, page: PublicPage<'a>) -> PublicLink<'a> {
        PublicLink {
            page,
            from: self.from.as_deref().filter(|from| is_name(from)),
            language: Some(self.language.code),
            step_free: self.need == Need::StepFree,
        }
    }
}

/// Returns whether a text can be the name of a stand, and so be repeated in an address as it is.
fn is_name(text: &str) -> bool {
    text.parse::<shared::ids::KioskId>().is_ok()
}

/// Returns the languages of an `Accept-Language` header, the one that is liked best first.
fn preferred(header: &str) -> Vec<&str> {
    let mut languages: Vec<(f32, &str)> = header
        .split(',')
        .filter_map(|part| {
            let mut parts = part.split(';');
            let code = parts.next()?.trim();
            let weight = parts.find_map(|weight| weight.trim().strip_prefix("q="));
            let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse().ok())?;
            (weight > 0.0 && !code.is_empty()).then_some((weight, code))
        })
        .collect();
    languages.sort_by(|a, b| b.0.total_cmp(&a.0));
    languages.into_iter().map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn reads(asked: Option<&str>, browser: Option<&'static str>) -> (&'static str, bool) {
        let mut headers = HeaderMap::new();
        if let Some(browser) = browser {
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(browser));
        }
        let asked = PageQuery {
            lang: asked.map(str::to_owned),
            ..PageQuery::default()
        };
        let visitor = Visitor::new(Some(asked), &headers);
        (visitor.language.code, visitor.asked_another)
    }

    #[test]
    fn language_follows_address_then_browser_then_house() {
        assert_eq!(reads(None, None), ("vi", false));
        assert_eq!(reads(Some("en"), Some("vi")), ("en", false));
        assert_eq!(reads(None, Some("vi-VN,vi;q=0.9,en;q=0.8")), ("vi", false));
        assert_eq!(reads(None, Some("en;q=0.4, vi;q=0.9")), ("vi", false));
        assert_eq!(reads(None, Some("pt-BR, vi;q=0")), ("en", false));
        assert_eq!(reads(None, Some("pt, en-GB;q=0.8")), ("en", false));
        assert_eq!(reads(Some("xx"), Some("vi")), ("en", true));
        assert_eq!(reads(None, Some(";;q=;,,")), ("en", false));
    }

    #[test]
    fn address_only_repeats_possible_names() {
        for (from, kept) in [
            ("hall-a", true),
            ("\"><script>", false),
            ("a&lang=xx", false),
        ] {
            let asked = PageQuery {
                from: Some(from.to_owned()),
                ..PageQuery::default()
            };
            let visitor = Visitor::new(Some(asked), &HeaderMap::new());
            assert_eq!(
                visitor.link(PublicPage::Booths).from.is_some(),
                kept,
                "{from}"
            );
        }
    }
}
