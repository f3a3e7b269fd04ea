//! What a support bundle gives away: nothing.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;
use sync_server::kiosks::KioskRole;
use sync_server::operations::accounts;
use sync_server::operations::staff::{self, PinUse};
use sync_server::ports::AccountRole;
use sync_server::system_time;
use zip::ZipArchive;

use crate::people::{Kiosk, joins};
use crate::ticket_list::{sync, take_in};
use crate::venue::{Venue, program, wait_until};

/// The tables in which people, codes, tokens, keys or letters are.
const PERSONAL: [&str; 16] = [
    "accounts",
    "account_sessions",
    "api_tokens",
    "bodies",
    "code_key",
    "invitations",
    "keys",
    "kiosks",
    "letters",
    "records",
    "register",
    "server_secrets",
    "signing_keys",
    "staff",
    "ticket_notes",
    "tickets",
];

/// Returns every text and every run of bytes in the personal tables of a database that is long enough to be told from
/// others.
fn secrets(file: &Path) -> Vec<Vec<u8>> {
    let db = Connection::open(file).unwrap();
    let mut secrets = Vec::new();
    for table in PERSONAL {
        let Ok(mut all) = db.prepare(&format!("SELECT * FROM {table}")) else {
            continue;
        };
        let columns = all.column_count();
        let mut rows = all.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get_ref(column).unwrap() {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => secrets.push(bytes.to_vec()),
                    _ => {}
                }
            }
        }
    }
    // Words of the program, such as the names of its secrets.
    let is_word = |it: &[u8]| it.iter().all(|it| it.is_ascii_lowercase() || *it == b'_');
    secrets.retain(|it| it.len() >= 5 && !is_word(it));
    secrets
}

/// Returns whether something holds bytes as they are, or in hexadecimal digits.
fn gives_away(content: &[u8], secret: &[u8]) -> bool {
    let digits: Vec<String> = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let digits = digits.concat();
    [secret, digits.as_bytes()]
        .into_iter()
        .any(|it| content.windows(it.len()).any(|part| part == it))
}

fn bundle(name: &str, data: &Path, out: &Path) -> Output {
    let mut command = Command::new(program(name));
    command.args(["support-bundle", "--data"]).arg(data);
    command.arg("--out").arg(out).output().unwrap()
}

/// Returns all that is in a bundle, and its rows.
fn unpacked(out: &Path) -> (Vec<u8>, Value) {
    let mut archive = ZipArchive::new(File::open(out).unwrap()).unwrap();
    let (mut all, mut rows) = (Vec::new(), Value::Null);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let start = all.len();
        part.read_to_end(&mut all).unwrap();
        if part.name().unwrap() == "rows.json" {
            rows = serde_json::from_slice(&all[start..]).unwrap();
        }
    }
    (all, rows)
}

#[test]
fn bundles_of_a_full_exhibition_give_nothing_away() {
    let mut venue = Venue::open();
    take_in(&venue, "TicketBox", "code,name\nKX-8936-77,Đặng Thị Bưởi\n");
    let ticket = venue.tickets("visitor", 1).remove(0);
    let database = venue.database();
    let now = system_time();
    let pin = "246810".parse().unwrap();
    let id = "buoi-1".parse().unwrap();
    staff::add(&*database, &id, Some(pin), PinUse::Doors, now).unwrap();
    let name = "Trần Văn Ổi".parse().unwrap();
    let role = AccountRole::Organiser;
    let password = accounts::add(&*database, &name, role, now).unwrap();
    drop(database);
    let hall = Kiosk::open(&venue, "H1", KioskRole::Hall);
    assert!(hall.writes(1, "Nguyễn Thị Mẫu", joins()));
    let count = |folder: &Path| -> i64 {
        let db = Connection::open(folder.join("letters.db")).unwrap();
        db.query_row("SELECT count(*) FROM letters", [], |row| row.get(0))
            .unwrap()
    };
    let server = venue.server_dir();
    wait_until("the server has the first", || count(&server) == 1);
    let data = hall.data.clone();
    wait_until("the kiosk has forgotten it", || count(&data) == 0);
    sync(&data).unwrap();
    venue.stop_server();
    assert!(hall.writes(2, "Phạm Thị Na", joins()));
    drop(hall);
    let mut known: Vec<Vec<u8>> = [
        "Bưởi",
        "Văn Ổi",
        "Thị Mẫu",
        "Thị Na",
        "KX-8936-77",
        "246810",
        "buoi-1",
        "0900000123",
        "Hợp tác xã",
        "Kim Lan",
        &password,
        &ticket.digits,
    ]
    .map(|it| it.as_bytes().to_vec())
    .into();
    let config = fs::read_to_string(data.join("kiosk.toml")).unwrap();
    let quoted = config.split('"').skip(1).step_by(2);
    known.extend(
        quoted
            .filter(|it| it.len() >= 5)
            .map(|it| it.as_bytes().to_vec()),
    );
    known.push(fs::read(data.join("device.key")).unwrap());
    let databases = [
        server.join("exhibition.db"),
        server.join("letters.db"),
        data.join("journal.db"),
        data.join("letters.db"),
    ];
    for database in &databases {
        let found = secrets(database);
        assert!(!found.is_empty(), "{}", database.display());
        known.extend(found);
    }
    let whole: Vec<u8> = databases
        .iter()
        .flat_map(|it| fs::read(it).unwrap())
        .collect();
    assert!(gives_away(&whole, "Thị Na".as_bytes()), "the search finds");
    for (name, folder, table) in [
        ("sync-server", &server, "tickets"),
        ("kiosk", &data, "register"),
    ] {
        let out = folder.with_extension("zip");
        let output = bundle(name, folder, &out);
        assert!(output.status.success(), "{output:?}");
        let (all, rows) = unpacked(&out);
        for secret in &known {
            let text = String::from_utf8_lossy(secret);
            assert!(!gives_away(&all, secret), "{name} gives away {text}");
        }
        assert_eq!(rows[table], 2, "{rows}");
        // A second one takes nothing's place.
        let written = fs::read(&out).unwrap();
        assert!(!bundle(name, folder, &out).status.success());
        assert!(fs::read(&out).unwrap() == written);
    }
}

#[test]
fn broken_configuration_is_not_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kiosk");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("kiosk.toml"), "token = \"s3cret-token\n").unwrap();
    let out = folder.path().join("support.zip");
    assert!(bundle("kiosk", &data, &out).status.success());
    let (all, _) = unpacked(&out);
    let text = String::from_utf8(all).unwrap();
    assert!(text.contains("✗ configuration"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}
