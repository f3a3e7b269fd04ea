//! Kiosks as a server sees them: tokens, records and requests.

use std::sync::Arc;

use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use shared::checkin::Direction;
use shared::ids::{ExhibitionId, KeyId, KioskId, TicketNumber, TicketType};
use shared::protocol::v1::{Push, write_body};
use shared::record::{Fact, Record, Stamp, TicketSource};
use shared::ticket::{Claims, EntryPolicy};
use shared::time::UnixMs;
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace};
use sync_server::ports::{Database, ServerSecret};
use sync_server::system_time;

/// Adds a kiosk at the main gate and returns its token.
pub(crate) fn add_kiosk(database: &dyn Database, kiosk: &KioskId) -> String {
    let (gate, urls) = ("main".parse().unwrap(), ["http://127.0.0.1".to_owned()]);
    let place = KioskPlace::door(&gate, Direction::In, &urls);
    let kind = KioskEnrolment::New;
    let contents = kiosks::enrol(database, kiosk, &place, kind, system_time());
    contents.unwrap().enrolled.token
}

/// Returns a batch as it goes over the wire.
pub(crate) fn request(token: &str, push: &Push) -> Vec<u8> {
    let body = serde_json::to_vec(push).unwrap();
    let mut request = format!(
        "POST /api/v1/records HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend(body);
    request
}

/// Returns what a ticket grants that the server does not know.
pub(crate) fn unknown_ticket(exhibition: ExhibitionId, ticket: u32) -> Claims {
    Claims {
        key: KeyId(1),
        exhibition,
        number: TicketNumber(ticket),
        kind: TicketType(1),
        party: 1,
        days: 0b1111,
        policy: EntryPolicy::OncePerDay,
        zones: 1,
    }
}

/// Returns the body of a record of one person who passes the main gate.
pub(crate) fn passage(
    claims: Claims,
    source: TicketSource,
    direction: Direction,
    at: UnixMs,
) -> String {
    let fact = Fact::Passed {
        gate: "main".parse().unwrap(),
        direction,
        claims,
        people: 1,
        source,
    };
    let stamp = Stamp {
        device: at,
        offset_ms: 0,
        boot: "bench".to_owned(),
        mono_ms: 1,
    };
    write_body(&Record { stamp, fact }).unwrap()
}

/// Returns a client's side of TLS that trusts the exhibition's certificate.
pub(crate) fn client_of(database: &dyn Database) -> Arc<ClientConfig> {
    let view = database.read().unwrap();
    let certificate = view.secret(ServerSecret::TlsCertificate).unwrap().unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate.into()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap();
    Arc::new(config.with_root_certificates(roots).with_no_client_auth())
}
