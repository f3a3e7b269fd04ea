//! What is configured about the place where the kiosk stands.

use shared::catalogue::Localized;
use texts::{Key, Texts};

/// What is configured about the place where the kiosk stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Whether sample tickets can be scanned by a button.
    pub demo: bool,
    /// Whom to call when the kiosk is out of order, or needed where nobody stands: a name, a number.
    pub contact: Option<String>,
    /// Where there are people who help, for a kiosk that stands alone: "the ticket desk beside the main gate".
    pub help_at: Localized,
    /// The address of the server's pages for visitors' phones, before the server was reached; empty for none.
    pub server: String,
    /// The kinds of tickets, by their keys in the catalogue, whose visitors get a badge as they come in.
    pub badges: Vec<String>,
}

impl House {
    /// Where the people are who help.
    pub(super) fn place(&self, texts: &Texts) -> Option<&str> {
        Some(self.help_at.get(texts.language().code())).filter(|place| !place.trim().is_empty())
    }

    /// Where to turn for help, and how to call it, as far as it is configured.
    pub(super) fn help(&self, texts: &Texts) -> String {
        let slots = |name, value: &str| [(name, value.to_owned().into())];
        match (self.place(texts), self.contact.as_deref()) {
            (Some(place), Some(contact)) => texts.say_with(
                Key::HelpAtCall,
                [("place", place.into()), ("contact", contact.into())],
            ),
            (Some(place), None) => texts.say_with(Key::HelpAt, slots("place", place)),
            (None, Some(contact)) => texts.say_with(Key::HelpCall, slots("contact", contact)),
            (None, None) => texts.say(Key::HelpDoor),
        }
    }
}
