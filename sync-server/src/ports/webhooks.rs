//! Addresses of other programs that are told what happens, how far each was told, and how it answered.

use std::collections::BTreeSet;

use shared::time::UnixMs;

use super::PortError;

/// Something that happens and that a webhook can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebhookEvent {
    /// People were let in.
    Admission,
    /// A scan was refused.
    Refusal,
    /// A ticket was revoked.
    TicketRevoked,
    /// The exhibition holds 80 % of the people that it can hold.
    Capacity80,
    /// It holds 95 % of them.
    Capacity95,
    /// A kiosk was not heard for two minutes.
    DeviceSilent,
    /// A scheduled backup failed.
    BackupFailed,
}

/// A webhook, and how far it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: u32,
    /// Where deliveries go.
    pub address: String,
    /// What they are signed with.
    pub secret: Vec<u8>,
    /// What it asks for.
    pub events: BTreeSet<WebhookEvent>,
    /// Whether the address may be one of this computer or of this network.
    pub is_private: bool,
    /// When it was made.
    pub made: UnixMs,
    /// How far it was told.
    pub told: EventCursor,
    /// Failed deliveries since the last good one.
    pub failures: u32,
    /// Since when there is no further attempt.
    pub paused: Option<UnixMs>,
}

/// How far a webhook was told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventCursor {
    /// A place in the feed.
    pub arrival: u64,
    /// The number of an alert.
    pub alert: u64,
}

/// Something that began and that no record tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its number; they rise.
    pub id: u64,
    /// What.
    pub event: WebhookEvent,
    /// What it is about: a kiosk; empty where there is only one of it.
    pub subject: String,
    /// When it began.
    pub raised: UnixMs,
}

/// One attempt of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryAttempt {
    /// When it was made.
    pub made: UnixMs,
    /// What was in it.
    pub events: BTreeSet<WebhookEvent>,
    /// How many they were.
    pub items: u32,
    /// Which attempt it was, from 1 on; 0 for a test.
    pub attempt: u32,
    /// The status of the answer; `None` where none came.
    pub status: Option<u16>,
    /// How the answer begins, or why there is none.
    pub answer: String,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What became of a webhook in one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebhookProgress {
    /// How far it is told now.
    pub told: EventCursor,
    /// Failed deliveries since the last good one.
    pub failures: u32,
    /// Since when there is no further attempt.
    pub paused: Option<UnixMs>,
}

impl WebhookEvent {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Admission,
        Self::Refusal,
        Self::TicketRevoked,
        Self::Capacity80,
        Self::Capacity95,
        Self::DeviceSilent,
        Self::BackupFailed,
    ];

    /// Returns the word that never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Admission => "admission",
            Self::Refusal => "refusal",
            Self::TicketRevoked => "ticket_revoked",
            Self::Capacity80 => "capacity_80",
            Self::Capacity95 => "capacity_95",
            Self::DeviceSilent => "device_silent",
            Self::BackupFailed => "backup_failed",
        }
    }

    /// Returns the event of a word; `None` for one of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }
}

impl EventCursor {
    /// Returns how far two cursors are together.
    #[must_use]
    pub fn max_each(self, other: Self) -> Self {
        Self {
            arrival: self.arrival.max(other.arrival),
            alert: self.alert.max(other.alert),
        }
    }
}

impl DeliveryAttempt {
    /// Returns whether it was taken.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }
}

/// Reads webhooks and alerts.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait ReadWebhooks {
    /// Returns all webhooks, by number.
    fn webhooks(&self) -> Result<Vec<Webhook>, PortError>;

    /// Returns the attempts of a webhook that are still kept, the newest first.
    fn webhook_deliveries(&self, webhook: u32) -> Result<Vec<DeliveryAttempt>, PortError>;

    /// Returns the alerts after one, oldest first, at most `limit`.
    fn alerts_after(&self, alert: u64, limit: usize) -> Result<Vec<Alert>, PortError>;

    /// Returns what has begun and is not over: the event and what it is about.
    fn open_alerts(&self) -> Result<BTreeSet<(WebhookEvent, String)>, PortError>;

    /// Returns how far a webhook is told that is made now: of all that was.
    fn newest_event(&self) -> Result<EventCursor, PortError>;
}

/// Changes webhooks and alerts.
#[expect(clippy::missing_errors_doc, reason = "each fails as the database does")]
pub trait WriteWebhooks {
    /// Adds a webhook under the next number, whatever its own says, and returns the number.
    fn insert_webhook(&self, webhook: &Webhook) -> Result<u32, PortError>;

    /// Deletes a webhook and its log; `false` when there is none.
    fn remove_webhook(&self, id: u32) -> Result<bool, PortError>;

    /// Takes a webhook for one server until a time; `false` when another has it, or it is gone or paused.
    fn claim_webhook(
        &self,
        id: u32,
        server: &str,
        now: UnixMs,
        until: UnixMs,
    ) -> Result<bool, PortError>;

    /// Writes what became of a webhook, and lets others take it.
    fn set_webhook_progress(&self, id: u32, progress: &WebhookProgress) -> Result<(), PortError>;

    /// Adds an attempt to the log of a webhook, and deletes those before the newest `keep`.
    fn insert_webhook_delivery(
        &self,
        webhook: u32,
        attempt: &DeliveryAttempt,
        keep: u32,
    ) -> Result<(), PortError>;

    /// Notes that something began; nothing when it had begun already.
    fn raise_alert(&self, event: WebhookEvent, subject: &str, now: UnixMs)
    -> Result<(), PortError>;

    /// Notes that something is over.
    fn clear_alert(&self, event: WebhookEvent, subject: &str, now: UnixMs)
    -> Result<(), PortError>;
}
