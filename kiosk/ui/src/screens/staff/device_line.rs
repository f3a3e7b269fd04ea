//! One line about the kiosk: how a part of it is doing, and what to do about it.

use texts::{Key, Language};

use crate::screens::{DrawContext, Icon};

/// One thing about the kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeviceLine {
    /// Its sign.
    pub(super) icon: Icon,
    /// What it is and how it is doing.
    pub(super) what: String,
    /// More about it.
    pub(super) detail: Option<String>,
    /// What to do about it, or why there is nothing to do.
    pub(super) next: Option<String>,
    /// Whether somebody should see to it.
    pub(super) trouble: bool,
}

impl DeviceLine {
    pub(super) fn good(icon: Icon, what: String) -> Self {
        Self {
            icon,
            what,
            detail: None,
            next: None,
            trouble: false,
        }
    }

    pub(super) fn bad(icon: Icon, what: String, next: String) -> Self {
        Self {
            next: Some(next),
            trouble: true,
            ..Self::good(icon, what)
        }
    }

    /// With what the program says of it, which is English: in another language, with where to read that.
    pub(super) fn with_english(self, context: &DrawContext<'_>, detail: &str) -> Self {
        let language = context.texts.language();
        if language.has_staff() && language != Language::ENGLISH {
            self.with(context.texts.say(Key::StaffDeviceEnglish))
        } else {
            self.with(detail.to_owned())
        }
    }

    /// With more about it.
    pub(super) fn with(self, detail: String) -> Self {
        Self {
            detail: Some(detail),
            ..self
        }
    }
}
