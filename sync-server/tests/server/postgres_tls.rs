//! PostgreSQL that takes connections by TLS alone.

use std::process::{Command, Output};

use crate::command::said;

/// Makes an exhibition at an address; the authority's certificate is in a file.
fn init(url: &str, authority: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sync-server"));
    command.env_remove("PGSSLROOTCERT");
    command.envs(authority.map(|file| ("PGSSLROOTCERT", file)));
    command.args(["init", "--database", url]).output().unwrap()
}

#[test]
fn trusted_certificate_of_the_host_connects() {
    let url = format!("{}&sslmode=require", private_postgres::new_tls_schema());
    let made = init(&url, Some(private_postgres::CERTIFICATE));
    assert!(made.status.success(), "{}", said(&made));
}

#[test]
fn certificate_that_is_not_trusted_is_refused() {
    let url = format!("{}&sslmode=require", private_postgres::new_tls_schema());
    for (url, authority) in [
        (
            url.replace("localhost", "127.0.0.1"),
            Some(private_postgres::CERTIFICATE),
        ),
        (url.clone(), None),
        (url, Some("/dev/null")),
    ] {
        let refused = init(&url, authority);
        assert!(!refused.status.success(), "{url} {authority:?}");
        let text = said(&refused);
        assert!(text.contains("certificate"), "{text}");
    }
}

#[test]
fn address_without_tls_is_refused() {
    let refused = init(&private_postgres::new_tls_schema(), None);
    assert!(!refused.status.success());
}
