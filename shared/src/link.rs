//! Where a visitor's phone finds a booth on the server's public pages: kiosks write the address, the server reads it.

use crate::ids::BoothNumber;

/// The page of a booth, and what it should know of who opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothLink<'a> {
    /// The booth.
    pub booth: BoothNumber,
    /// Where they come from: the name of a stand on the plan, see [`Stand::name`](crate::catalogue::Stand::name).
    pub from: Option<&'a str>,
    /// The language they read: `en`.
    pub language: Option<&'a str>,
    /// Whether they want the way without a step.
    pub step_free: bool,
}

/// The value of `steps` in an address that asks for the way without a step.
pub const NO_STEPS: &str = "no";

impl BoothLink<'_> {
    /// The address without the server's: `/b/12?from=hall-a&lang=en&steps=no`.
    #[must_use]
    pub fn path(&self) -> String {
        let from = self.from.map(|from| format!("from={from}"));
        let language = self.language.map(|language| format!("lang={language}"));
        let steps = self.step_free.then(|| format!("steps={NO_STEPS}"));
        let asked: Vec<String> = [from, language, steps].into_iter().flatten().collect();
        let mark = if asked.is_empty() { "" } else { "?" };
        format!("/b/{}{mark}{}", self.booth, asked.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_known_and_nothing_else() {
        let bare = BoothLink {
            booth: BoothNumber(12),
            from: None,
            language: None,
            step_free: false,
        };
        assert_eq!(bare.path(), "/b/12");
        let whole = BoothLink {
            from: Some("hall-a"),
            language: Some("en"),
            step_free: true,
            ..bare
        };
        assert_eq!(whole.path(), "/b/12?from=hall-a&lang=en&steps=no");
    }
}
