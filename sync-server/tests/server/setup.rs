//! Making an exhibition and its kiosks.

use rusqlite::Connection;
use shared::catalogue::MediaFile;
use shared::checkin::Direction;
use shared::protocol::v1::FeedReply;
use sync_server::SqliteDatabase;
use sync_server::catalogue;
use sync_server::kiosk_folder::{self, KioskFolderError};
use sync_server::kiosks::{self, KioskEnrolment, KioskPlace, KioskRole};
use sync_server::setup::{self, SetupError};
use sync_server::{Config, Listeners, ServeError, serve};
use sync_server::{MediaFolder, system_time};

use crate::venue::{MINUTE, OPENING, Venue, catalogue};

#[test]
fn an_exhibition_is_never_made_over_another() {
    let venue = Venue::closed();
    let again = setup::init(&venue.database(), &catalogue(), None, OPENING);
    assert!(matches!(again, Err(SetupError::Exists)));
    let mut holed = catalogue();
    holed.gates.clear();
    let said = setup::init(
        &SqliteDatabase::at(venue.path("other")),
        &holed,
        None,
        OPENING,
    )
    .unwrap_err()
    .to_string();
    assert!(said.contains("gates: none"), "{said}");
    assert!(!venue.path("other").exists());
}

#[test]
fn the_sample_exhibition_is_whole() {
    assert_eq!(catalogue::sample().unwrap().problems(), []);
}

#[cfg(unix)]
#[test]
fn keys_and_tokens_are_private_files() {
    use std::os::unix::fs::PermissionsExt;
    let venue = Venue::open();
    venue.kiosk("A1").push(&venue);
    let mode = |path: std::path::PathBuf| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(venue.data()), 0o700);
    for file in std::fs::read_dir(venue.data()).unwrap() {
        assert_eq!(mode(file.unwrap().path()), 0o600);
    }
    assert_eq!(mode(venue.path("A1").join("kiosk.toml")), 0o600);
}

#[test]
fn kiosk_folder_suffices_without_the_server() {
    let venue = Venue::closed();
    let out = venue.path("A1");
    let gate = "main".parse().unwrap();
    let id = "A1".parse().unwrap();
    let urls = ["https://192.168.1.10:8080/".to_owned()];
    let place = KioskPlace::door(&gate, Direction::In, &urls);
    let (database, kind) = (venue.database(), KioskEnrolment::New);
    kiosk_folder::enrol(&database, &id, &place, kind, &out, system_time()).unwrap();
    let text = std::fs::read_to_string(out.join("kiosk.toml")).unwrap();
    for line in [
        "server = \"https://192.168.1.10:8080\"",
        "exhibition = 24",
        "kiosk = \"A1\"",
        "gate = \"main\"",
        "direction = \"in\"",
    ] {
        assert!(text.lines().any(|other| other == line), "{line} in {text}");
    }
    let bootstrap = std::fs::read(out.join("bootstrap.json")).unwrap();
    let bootstrap: FeedReply = serde_json::from_slice(&bootstrap).unwrap();
    assert_eq!(*bootstrap.catalogue.unwrap(), catalogue());
    assert_eq!((bootstrap.keys.len(), bootstrap.next), (1, 0));
    let kiosks = kiosks::list(&venue.database()).unwrap();
    assert_eq!((kiosks[0].id.as_str(), kiosks[0].last_seen), ("A1", None));
}

#[test]
fn impossible_kiosk_is_refused_without_trace() {
    let venue = Venue::closed();
    let enrol = |id: &str, gate: &str, direction, url: &str, kind, out: &str| {
        let (id, gate) = (id.parse().unwrap(), gate.parse().unwrap());
        let urls = [url.to_owned()];
        let place = KioskPlace::door(&gate, direction, &urls);
        let (database, out) = (venue.database(), venue.path(out));
        kiosk_folder::enrol(&database, &id, &place, kind, &out, system_time())
    };
    let url = "http://localhost:8080";
    let add =
        |id, gate, direction, url| enrol(id, gate, direction, url, KioskEnrolment::New, "out");
    add("A1", "main", Direction::In, url).unwrap();
    let said = |result: Result<_, KioskFolderError>| result.unwrap_err().to_string();
    assert!(said(add("A1", "main", Direction::In, url)).contains("kiosk A1 already"));
    assert!(said(add("B1", "roof", Direction::In, url)).contains("main, garden, way-out"));
    assert!(said(add("B1", "way-out", Direction::In, url)).contains("way-out"));
    assert!(said(add("B1", "main", Direction::In, "192.168.1.10")).contains("http://"));
    let at_main = |kind, out| enrol("B1", "main", Direction::In, url, kind, out);
    assert!(said(at_main(KioskEnrolment::Renewal, "out")).contains("no kiosk B1"));
    std::fs::write(venue.path("file"), "").unwrap();
    let blocked = at_main(KioskEnrolment::New, "file");
    assert!(matches!(blocked, Err(KioskFolderError::Folder { .. })));
    assert_eq!(kiosks::list(&venue.database()).unwrap().len(), 1);
    // A folder that can be made, and in which the settings can't be written.
    std::fs::create_dir_all(venue.path("B1/kiosk.toml")).unwrap();
    let unfinished = said(at_main(KioskEnrolment::New, "B1"));
    assert!(unfinished.contains("kiosk B1 is enrolled"), "{unfinished}");
    std::fs::remove_dir(venue.path("B1/kiosk.toml")).unwrap();
    at_main(KioskEnrolment::Renewal, "B1").unwrap();
}

fn start_and_stop(data: &std::path::Path) -> Result<(), ServeError> {
    start_and_stop_with(Config::new(data))
}

fn start_and_stop_with(config: Config) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let listeners = Listeners::on_loopback().unwrap();
        serve(listeners, config, async {}).await
    })
}

#[test]
fn server_refuses_clock_set_back_until_confirmed() {
    let mut venue = Venue::open();
    venue.kiosk("A1").entry(1, 0).push(&venue);
    venue.stop();
    let start_at = |late_ms: i64, clock_is_right| {
        let mut config = Config::new(venue.data());
        config.clock = std::sync::Arc::new(move || OPENING.plus(-late_ms));
        config.clock_is_right = clock_is_right;
        start_and_stop_with(config)
    };
    start_at(10 * MINUTE, false).unwrap();
    let refused = start_at(10 * MINUTE + 1_000, false)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("set this computer's clock"), "{refused}");
    assert!(refused.contains("--clock-is-right"), "{refused}");
    start_at(10 * MINUTE + 1_000, true).unwrap();
}

#[test]
fn missing_second_or_older_server_is_explained() {
    let mut venue = Venue::open();
    venue.kiosk("A1");
    let said = |result: Result<(), ServeError>| result.unwrap_err().to_string();
    assert!(said(start_and_stop(&venue.path("nowhere"))).contains("sync-server init"));
    assert!(said(start_and_stop(&venue.data())).contains("already running"));
    venue.stop();
    start_and_stop(&venue.data()).unwrap();
    let db = Connection::open(venue.data().join("exhibition.db")).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    assert!(said(start_and_stop(&venue.data())).contains("newer sync-server"));
}

#[cfg(unix)]
#[test]
fn records_are_stored_while_video_is_copied() {
    let venue = Venue::open();
    let (mut kiosk, folder) = (venue.kiosk("A1"), tempfile::tempdir().unwrap());
    let mut other = catalogue::sample().unwrap();
    other.exhibition = catalogue().exhibition;
    // It begins as a WebM does.
    let mut film = vec![7; 1 << 20];
    film[..4].copy_from_slice(&[0x1a, 0x45, 0xdf, 0xa3]);
    let name = other.videos().next().unwrap().1.file.clone();
    std::fs::write(folder.path().join(name), &film).unwrap();
    let replace = || {
        let folder = MediaFolder::at(folder.path());
        catalogue::publish(
            &venue.database(),
            catalogue::Publication::new(&other)
                .with_media(Some(&folder))
                .confirmed(true),
            OPENING,
        )
    };
    // In the place of the copy stands a pipe, which takes no more of the video than is read from it.
    let pipe = format!("media/{}.new", MediaFile::of(&film).sha256);
    let pipe = venue.data().join(pipe);
    std::fs::create_dir(venue.data().join("media")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    std::thread::scope(|scope| {
        let replacing = scope.spawn(replace);
        let (opened, waits) = std::sync::mpsc::channel();
        let at = pipe.clone();
        std::thread::spawn(move || opened.send(std::fs::File::open(at)));
        let read = waits.recv_timeout(std::time::Duration::from_mins(1));
        let read = read.expect("the copy begins").unwrap();
        let db = Connection::open(venue.database().file()).unwrap();
        db.busy_timeout(std::time::Duration::ZERO).unwrap();
        let free = db.execute_batch("BEGIN IMMEDIATE; ROLLBACK");
        drop(read);
        let broken_off = replacing.join().unwrap().unwrap_err();
        assert!(
            matches!(broken_off, SetupError::Database(_)),
            "{broken_off}"
        );
        free.unwrap();
    });
    kiosk.entry(1, 0).push(&venue);
    assert_eq!(venue.day().entries, 2, "by the catalogue before");
    std::fs::remove_file(&pipe).unwrap();
    assert!(!replace().unwrap().comparison.changes.is_empty());
}

#[test]
fn kiosk_at_both_ways_gate_says_so() {
    let venue = Venue::closed();
    let id = "A1".parse().unwrap();
    let server_urls = ["https://10.0.0.2:8080/", "https://10.0.0.3:8080"].map(str::to_owned);
    let place = |gate| KioskPlace {
        role: KioskRole::Door,
        gate,
        direction: Direction::In,
        both_ways: true,
        server_urls: &server_urls,
    };
    let (main, way_out) = ("main".parse().unwrap(), "way-out".parse().unwrap());
    let enrol = |gate| {
        let (database, kind) = (venue.database(), KioskEnrolment::New);
        kiosks::enrol(&database, &id, &place(gate), kind, system_time())
    };
    let wrong = enrol(&way_out);
    assert!(matches!(wrong, Err(SetupError::WrongWay(_))));
    let text = enrol(&main).unwrap().settings;
    let server = r#"server = ["https://10.0.0.2:8080", "https://10.0.0.3:8080"]"#;
    assert!(text.contains(server), "{text}");
    assert!(
        text.contains("direction = \"in\"\nboth_ways = true\n"),
        "{text}"
    );
    assert_eq!(
        kiosks::list(&venue.database()).unwrap()[0].direction,
        "both"
    );
    // A catalogue that closes one of the ways is refused while the kiosk stands there.
    let mut one_way = catalogue();
    one_way.gates[0].direction = shared::catalogue::GateDirection::In;
    let refused = catalogue::publish(
        &venue.database(),
        catalogue::Publication::new(&one_way).confirmed(true),
        OPENING,
    );
    assert!(matches!(refused, Err(SetupError::GateInUse { .. })));
}
