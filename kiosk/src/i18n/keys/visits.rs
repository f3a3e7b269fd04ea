//! A kiosk at a booth, and the stamp card.

super::keys! {
    VisitInvite = "visit-invite",
    VisitInviteScanner = "visit-invite-scanner",
    VisitHint = "visit-hint",
    VisitBooth = "visit-booth",
    VisitedTitle = "visited-title",
    VisitedNext = "visited-next",
    VisitedAgainTitle = "visited-again-title",
    VisitedAgainNext = "visited-again-next",
    VisitedContact = "visited-contact",
}
