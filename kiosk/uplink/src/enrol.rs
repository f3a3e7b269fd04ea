//! The one request of a kiosk that has no token yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shared::enrolment::{EnrolmentCode, HostPort};
use shared::protocol::v1::{EnrolReply, EnrolRequest, ErrorReply};
use ureq::Agent;

use super::answer::ANSWER_MAX;
use super::client::agent;
use super::error::UplinkError;

/// Why a server did not enrol the kiosk.
#[derive(Debug)]
pub(crate) enum NotEnrolled {
    /// No answer, or half of one.
    Unreachable(String),
    /// The server has another key than the code says; nothing was sent to it.
    OtherServer,
    /// It says why.
    Refused(ErrorReply),
    /// The answer can't be understood.
    Garbled(String),
    /// TLS can't be set up.
    NoTls(UplinkError),
}

/// Asks the server at one address to enrol this kiosk. A server with another key than the code says learns nothing.
pub(crate) fn ask_to_enrol(
    code: &EnrolmentCode,
    server: &HostPort,
    request: &EnrolRequest,
) -> Result<EnrolReply, NotEnrolled> {
    let is_other = Arc::new(AtomicBool::new(false));
    let (named, noted) = (code.clone(), is_other.clone());
    let knows = move |pin| {
        let knows = named.names(pin);
        noted.store(!knows, Ordering::Relaxed);
        knows
    };
    let agent = agent(knows).map_err(NotEnrolled::NoTls)?;
    send(&agent, server, request).map_err(|error| {
        if is_other.load(Ordering::Relaxed) {
            return NotEnrolled::OtherServer;
        }
        error
    })
}

fn send(
    agent: &Agent,
    server: &HostPort,
    request: &EnrolRequest,
) -> Result<EnrolReply, NotEnrolled> {
    let garbled = |error: serde_json::Error| NotEnrolled::Garbled(error.to_string());
    let unreachable = |error: ureq::Error| NotEnrolled::Unreachable(error.to_string());
    let body = serde_json::to_vec(request).map_err(garbled)?;
    let answer = agent
        .post(format!("https://{server}/api/v1/enrol"))
        .header("Content-Type", "application/json")
        .send(body);
    let mut answer = answer.map_err(unreachable)?;
    let status = answer.status();
    let body = answer
        .body_mut()
        .with_config()
        .limit(ANSWER_MAX)
        .read_to_vec();
    let body = body.map_err(unreachable)?;
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(garbled);
    }
    let refused = serde_json::from_slice(&body);
    Err(NotEnrolled::Refused(refused.unwrap_or_else(|_| {
        ErrorReply {
            code: String::new(),
            message: status.to_string(),
        }
    })))
}
