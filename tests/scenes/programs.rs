//! What other programs read and change, against what its description says: schemathesis sends what the description permits and
//! forbids, and compares every answer with it.

use std::collections::BTreeSet;
use std::process::Command;

use sync_server::operations::accounts;
use sync_server::operations::api_tokens::{self, TokenRequest};
use sync_server::ports::ApiScope;
use sync_server::system_time;

use crate::printed_tickets::PASSWORD;
use crate::venue::Venue;

/// How many requests an operation gets in each phase: all of them together take about half a minute.
const EXAMPLES: &str = "25";

/// How answers are judged.
const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/schemathesis.toml");

#[test]
fn answers_are_as_the_api_document_says() {
    let venue = Venue::open();
    venue.tickets("visitor", 40);
    venue.kiosk("A1", "main");
    // Without an owner this computer needs no token.
    let (name, password) = ("An".parse().unwrap(), PASSWORD.parse().unwrap());
    accounts::make_owner(&*venue.database(), &name, &password, system_time()).unwrap();
    let request = TokenRequest {
        name: "schemathesis".to_owned(),
        scopes: ApiScope::ALL.into_iter().collect::<BTreeSet<_>>(),
        expires: None,
    };
    let token = api_tokens::make(&*venue.database(), &request, system_time()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/schemathesis");
    let document = format!("http://{}/api/v1/openapi.json", venue.addresses.desk);
    let output = Command::new("bash")
        .args([script, "--config-file", CONFIG, "run", &document])
        .args(["--header", &format!("Authorization: Bearer {token}")])
        .args([
            "--seed",
            "1",
            "--generation-deterministic",
            "--max-examples",
            EXAMPLES,
        ])
        // A stream has no end.
        .args(["--exclude-path", "/api/v1/live"])
        // Fewer than a token may send.
        .args([
            "--rate-limit",
            "15/s",
            "--phases",
            "examples,coverage,fuzzing",
            "--workers",
            "1",
        ])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}
