//! The sentences by name: a key that no file has, or a sentence that no key names, fails a test.

use shared::checkin::Reason;

macro_rules! keys {
    ($($name:ident = $id:literal),+ $(,)?) => {
        /// A sentence of the translation files.
        #[allow(missing_docs)] // The sentence itself, beside its id in the files, says what each one is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Key { $($name),+ }

        impl Key {
            /// Every sentence there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its id in the translation files.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }
    };
}

keys! {
    LanguageName = "language-name",
    LanguageSwitch = "language-switch",
    WindowTitle = "window-title",
    ScanTitle = "scan-title",
    ScanHint = "scan-hint",
    ScanReading = "scan-reading",
    ScanIllustration = "scan-illustration",
    ScanBrowse = "scan-browse",
    ScanSample = "scan-sample",
    GateIn = "gate-in",
    GateOut = "gate-out",
    DemosTitle = "demos-title",
    DemoNow = "demo-now",
    FileUnreadable = "file-unreadable",
    DateFull = "date-full",
    DateInSentence = "date-in-sentence",
    TimeOfDate = "time-of-date",
    VerdictClose = "verdict-close",
    VerdictRepeat = "verdict-repeat",
    VerdictCode = "verdict-code",
    People = "people",
    AdmittedTitle = "admitted-title",
    AdmittedNext = "admitted-next",
    AdmittedAgainTitle = "admitted-again-title",
    AdmittedAgainNext = "admitted-again-next",
    ExitedTitle = "exited-title",
    ExitedNext = "exited-next",
    UsedAt = "used-at",
    ComeBackOn = "come-back-on",
    WasValidUntil = "was-valid-until",
    LastUsedAt = "last-used-at",
    OpenHours = "open-hours",
    BoothsTitle = "booths-title",
    BoothsCount = "booths-count",
    SearchName = "search-name",
    SearchHint = "search-hint",
    SearchClear = "search-clear",
    VillageFilter = "village-filter",
    VillageAll = "village-all",
    BoothsNone = "booths-none",
    BoothsNoneNext = "booths-none-next",
    BoothsShowAll = "booths-show-all",
    BoothsEmpty = "booths-empty",
    BoothsEmptyNext = "booths-empty-next",
    PageUp = "page-up",
    PageDown = "page-down",
    BackToScan = "back-to-scan",
    BackToBooths = "back-to-booths",
    BoothNumber = "booth-number",
    BoothVillage = "booth-village",
    ProductsTitle = "products-title",
    PracticesTitle = "practices-title",
    StageMaterials = "stage-materials",
    StageProduction = "stage-production",
    StageDistribution = "stage-distribution",
    StageUse = "stage-use",
    StageDisposal = "stage-disposal",
    Certificate = "certificate",
    SampleNote = "sample-note",
    IdleQuestion = "idle-question",
    IdleCountdown = "idle-countdown",
    IdleStay = "idle-stay",
    StatusKiosk = "status-kiosk",
    StatusOnline = "status-online",
    StatusOffline = "status-offline",
    StatusNotYet = "status-not-yet",
    StatusWaiting = "status-waiting",
    StatusScanners = "status-scanners",
    StatusCameraMissing = "status-camera-missing",
    StatusCameraFailed = "status-camera-failed",
    StatusFolderFailed = "status-folder-failed",
    OutOfOrderTitle = "out-of-order-title",
    OutOfOrderNext = "out-of-order-next",
    OutOfOrderCall = "out-of-order-call",
    OutOfOrderWhy = "out-of-order-why",
    ReasonMalformedTitle = "reason-malformed-title",
    ReasonMalformedNext = "reason-malformed-next",
    ReasonBadSignatureTitle = "reason-bad-signature-title",
    ReasonBadSignatureNext = "reason-bad-signature-next",
    ReasonUnknownKeyTitle = "reason-unknown-key-title",
    ReasonUnknownKeyNext = "reason-unknown-key-next",
    ReasonWrongExhibitionTitle = "reason-wrong-exhibition-title",
    ReasonWrongExhibitionNext = "reason-wrong-exhibition-next",
    ReasonUnknownTicketTitle = "reason-unknown-ticket-title",
    ReasonUnknownTicketNext = "reason-unknown-ticket-next",
    ReasonAmbiguousTicketTitle = "reason-ambiguous-ticket-title",
    ReasonAmbiguousTicketNext = "reason-ambiguous-ticket-next",
    ReasonRevokedTitle = "reason-revoked-title",
    ReasonRevokedNext = "reason-revoked-next",
    ReasonBlockedTitle = "reason-blocked-title",
    ReasonBlockedNext = "reason-blocked-next",
    ReasonNotYetValidTitle = "reason-not-yet-valid-title",
    ReasonNotYetValidNext = "reason-not-yet-valid-next",
    ReasonExpiredTitle = "reason-expired-title",
    ReasonExpiredNext = "reason-expired-next",
    ReasonWrongDayTitle = "reason-wrong-day-title",
    ReasonWrongDayNext = "reason-wrong-day-next",
    ReasonWrongGateTitle = "reason-wrong-gate-title",
    ReasonWrongGateNext = "reason-wrong-gate-next",
    ReasonNotOpenTitle = "reason-not-open-title",
    ReasonNotOpenNext = "reason-not-open-next",
    ReasonAlreadyUsedTitle = "reason-already-used-title",
    ReasonAlreadyUsedNext = "reason-already-used-next",
    ReasonLimitReachedTitle = "reason-limit-reached-title",
    ReasonLimitReachedNext = "reason-limit-reached-next",
    ReasonTooSoonTitle = "reason-too-soon-title",
    ReasonTooSoonNext = "reason-too-soon-next",
    ReasonFullTitle = "reason-full-title",
    ReasonFullNext = "reason-full-next",
    ReasonNeedsStaffTitle = "reason-needs-staff-title",
    ReasonNeedsStaffNext = "reason-needs-staff-next",
}

impl Key {
    /// What to say about a refusal, and what to do next.
    #[must_use]
    pub fn of_reason(reason: Reason) -> (Self, Self) {
        match reason {
            Reason::Malformed => (Self::ReasonMalformedTitle, Self::ReasonMalformedNext),
            Reason::BadSignature => (Self::ReasonBadSignatureTitle, Self::ReasonBadSignatureNext),
            Reason::UnknownKey => (Self::ReasonUnknownKeyTitle, Self::ReasonUnknownKeyNext),
            Reason::WrongExhibition => (
                Self::ReasonWrongExhibitionTitle,
                Self::ReasonWrongExhibitionNext,
            ),
            Reason::UnknownTicket => (
                Self::ReasonUnknownTicketTitle,
                Self::ReasonUnknownTicketNext,
            ),
            Reason::AmbiguousTicket => (
                Self::ReasonAmbiguousTicketTitle,
                Self::ReasonAmbiguousTicketNext,
            ),
            Reason::Revoked => (Self::ReasonRevokedTitle, Self::ReasonRevokedNext),
            Reason::Blocked => (Self::ReasonBlockedTitle, Self::ReasonBlockedNext),
            Reason::NotYetValid => (Self::ReasonNotYetValidTitle, Self::ReasonNotYetValidNext),
            Reason::Expired => (Self::ReasonExpiredTitle, Self::ReasonExpiredNext),
            Reason::WrongDay => (Self::ReasonWrongDayTitle, Self::ReasonWrongDayNext),
            Reason::WrongGate => (Self::ReasonWrongGateTitle, Self::ReasonWrongGateNext),
            Reason::NotOpen => (Self::ReasonNotOpenTitle, Self::ReasonNotOpenNext),
            Reason::AlreadyUsed => (Self::ReasonAlreadyUsedTitle, Self::ReasonAlreadyUsedNext),
            Reason::LimitReached => (Self::ReasonLimitReachedTitle, Self::ReasonLimitReachedNext),
            Reason::TooSoon => (Self::ReasonTooSoonTitle, Self::ReasonTooSoonNext),
            Reason::Full => (Self::ReasonFullTitle, Self::ReasonFullNext),
            Reason::NeedsStaff => (Self::ReasonNeedsStaffTitle, Self::ReasonNeedsStaffNext),
        }
    }
}
