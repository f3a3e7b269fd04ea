//! Enrolment: a device shows the secret of a code and receives its settings.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::{FeedReply, KioskRole};
use crate::enrolment::SECRET_LEN;
use crate::ids::{ExhibitionId, GateId, KioskId};

/// The [`ErrorReply::code`](super::ErrorReply::code) for a secret that no code has, or that a newer code replaced.
pub const CODE_UNKNOWN: &str = "code_unknown";
/// The same for a code that another device used.
pub const CODE_USED: &str = "code_used";
/// The same for a code whose time is over.
pub const CODE_EXPIRED: &str = "code_expired";

/// What a device sends to be enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The secret of the code.
    #[serde(with = "hex")]
    pub secret: [u8; SECRET_LEN],
    /// A random number of the device's own. The same request again, after a lost answer, is answered the same.
    #[serde(with = "hex")]
    pub request_key: [u8; 32],
    /// What the device is, for the organisers: program, version, system.
    #[serde(default)]
    pub device: String,
}

/// What the device is from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EnrolReply {
    /// The kiosk's name.
    pub kiosk: KioskId,
    /// What it proves itself with from now on.
    pub token: String,
    /// The exhibition.
    pub exhibition: ExhibitionId,
    /// The gate it stands at, or is nearest to.
    pub gate: GateId,
    /// Which way people go there: `in` or `out`.
    pub direction: String,
    /// Whether both ways are open there.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub both_ways: bool,
    /// What it is there for.
    pub role: KioskRole,
    /// What the feed answers first: catalogue, keys, and the server's pins.
    pub start: FeedReply,
}

impl EnrolReply {
    /// Returns the text of the `kiosk.toml` of this kiosk, which reaches the server at these addresses, in this order.
    #[must_use]
    pub fn settings(&self, server_urls: &[String]) -> String {
        // TOML's strings escape as JSON's do.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let pins = self.start.server_pins.iter();
        let pins: Vec<String> = pins.map(|pin| quoted(&pin.to_string())).collect();
        let servers: Vec<String> = server_urls.iter().map(|url| quoted(url)).collect();
        // A kiosk of an earlier version reads no list.
        let server = match &servers[..] {
            [one] => one.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let mut text = format!(
            "# What this kiosk is. The token is a secret: anyone who has it can hand in records as this kiosk.\n\
             server = {server}\npins = [{}]\nexhibition = {}\nkiosk = {}\ntoken = {}\ngate = {}\ndirection = {}\n",
            pins.join(", "),
            self.exhibition,
            quoted(self.kiosk.as_str()),
            quoted(&self.token),
            quoted(self.gate.as_str()),
            quoted(&self.direction),
        );
        if self.both_ways {
            text.push_str("both_ways = true\n");
        }
        // Writing to a String can't fail.
        let _ = match self.role {
            KioskRole::Door => Ok(()),
            KioskRole::Hall => writeln!(text, "role = \"hall\""),
            KioskRole::Booth(number) => writeln!(text, "role = {{ booth = {number} }}"),
        };
        text
    }
}
