//! What makes the screens easier to read and to reach.

super::keys! {
    AccessOpen = "access-open",
    AccessTitle = "access-title",
    AccessClose = "access-close",
    AccessLarge = "access-large",
    AccessLargeNote = "access-large-note",
    AccessContrast = "access-contrast",
    AccessContrastNote = "access-contrast-note",
    AccessLow = "access-low",
    AccessLowNote = "access-low-note",
    AccessCalm = "access-calm",
    AccessCalmNote = "access-calm-note",
}
