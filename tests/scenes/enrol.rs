//! Kiosks that are enrolled by a code, and tokens that are replaced in use.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use kiosk_config::Config;
use shared::enrolment::{EnrolmentCode, HostPort};
use shared::ids::KioskId;
use shared::protocol::v1::{EnrolRequest, FeedReply};
use sync_server::kiosks::{self, KioskRole};
use sync_server::operations::devices;
use sync_server::ports::Invitation;
use sync_server::system_time;
use sync_server::tickets::{self, StatusChange, TicketName};

use crate::scanning::{Running, counted_once, sync};
use crate::venue::{PATIENCE, Venue, program, wait_until};

const A1: &str = "A1";

fn id() -> KioskId {
    A1.parse().unwrap()
}

/// A code of the venue's for kiosk A1 at the main gate, as the organisers' command prints it.
fn invite(venue: &Venue) -> String {
    let folder = tempfile::tempdir().unwrap();
    invite_by_picture(venue, &folder.path().join("code.png"))
}

/// The same as a picture too.
pub(crate) fn invite_by_picture(venue: &Venue, picture: &Path) -> String {
    let server = format!("https://{}", venue.addresses.devices);
    let png = picture.to_str().unwrap();
    invite_with(venue, &["--server", &server, "--png", png])
}

fn invite_with(venue: &Venue, options: &[&str]) -> String {
    let invited = Command::new(program("sync-server"))
        .args(["kiosk", "invite", "--id", A1, "--gate", "main"])
        .args(venue.database_arguments())
        .args(options)
        .output()
        .unwrap();
    let said = String::from_utf8(invited.stdout).unwrap();
    assert!(invited.status.success(), "{said}");
    let is_code = |line: &&str| line.parse::<EnrolmentCode>().is_ok();
    said.lines().find(is_code).unwrap().to_owned()
}

fn enrol(data: &Path, code: &str) -> Output {
    let enrol = Command::new(program("kiosk"))
        .args(["enrol", "--code", code, "--data"])
        .arg(data)
        .output();
    enrol.unwrap()
}

#[track_caller]
pub(crate) fn enrolled(data: &Path, code: &str) {
    let enrolled = enrol(data, code);
    assert!(enrolled.status.success(), "{enrolled:?}");
}

#[track_caller]
fn refused(data: &Path, code: &str, why: &str) {
    let refused = enrol(data, code);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains(why), "{said}");
    assert!(!data.join("kiosk.toml").exists());
}

/// Admits one visitor at a kiosk, who is counted once.
#[track_caller]
fn admits(venue: &Venue, data: &Path) {
    let ticket = venue.tickets("visitor", 1).remove(0);
    sync(data);
    let mut scanning = Running::start(data);
    scanning.present(&ticket.digits);
    let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
    assert_eq!(verdict["verdict"], "admitted", "{verdict}");
    scanning.end();
    sync(data);
    assert_eq!(counted_once(venue, &[verdict]), (1, 0));
}

#[test]
fn invited_kiosk_enrols_and_admits() {
    let venue = Venue::open();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kiosk");
    enrolled(&data, &invite(&venue));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(data.join("kiosk.toml"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let config = Config::read(&data).unwrap();
    assert_eq!((config.kiosk, config.gate.as_str()), (id(), "main"));
    assert_eq!(config.pins.len(), 1);
    admits(&venue, &data);
}

#[test]
fn invitation_names_where_the_server_listens() {
    let mut venue = Venue::open();
    venue.stop_server();
    let code = invite_with(&venue, &[]);
    let named = code.parse::<EnrolmentCode>().unwrap().addresses;
    assert_eq!(named, [HostPort::Ip(venue.addresses.devices)]);
    venue.start_server();
    let data = tempfile::tempdir().unwrap();
    enrolled(data.path(), &code);
    admits(&venue, data.path());
}

#[test]
fn kiosk_admits_without_network_after_enrolment() {
    let mut venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let revoked = venue.tickets("visitor", 1).remove(0);
    let name = TicketName::Number(revoked.number);
    let revoke = StatusChange::Revoke;
    tickets::change_status(&*venue.database(), name, revoke, system_time()).unwrap();
    enrolled(data.path(), &invite(&venue));
    let ticket = venue.tickets("visitor", 1).remove(0);
    venue.stop_server();
    let mut scanning = Running::start(data.path());
    for (ticket, expected) in [(ticket, "admitted"), (revoked, "refused")] {
        scanning.present(&ticket.digits);
        let verdict = scanning.verdicts.recv_timeout(PATIENCE).unwrap();
        assert_eq!(verdict["verdict"], expected, "{verdict}");
    }
    scanning.end();
}

#[test]
fn code_is_used_once() {
    let venue = Venue::open();
    let [first, second] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let code = invite(&venue);
    enrolled(first.path(), &code);
    refused(second.path(), &code, "used already");
    admits(&venue, first.path());
}

#[test]
fn newer_code_replaces_older() {
    let venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let older = invite(&venue);
    let newer = invite(&venue);
    refused(data.path(), &older, "a newer one took its place");
    enrolled(data.path(), &newer);
}

#[test]
fn expired_code_is_refused() {
    let mut venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let code = invite(&venue);
    venue.stop_server();
    venue.start_server_later(10);
    refused(data.path(), &code, "too old");
}

#[test]
fn mistyped_code_names_its_group() {
    let data = tempfile::tempdir().unwrap();
    refused(data.path(), "004219 424058", "group 2");
}

#[test]
fn false_server_learns_no_secret() {
    let (honest, false_one) = (Venue::open(), Venue::open());
    let data = tempfile::tempdir().unwrap();
    let mut code: EnrolmentCode = invite(&honest).parse().unwrap();
    // It would take the secret, if it were sent.
    let change = false_one.database();
    let change = change.write().unwrap();
    let secret_sha256 = devices::secret_hash(&code.secret);
    let invitation = Invitation {
        kiosk: id(),
        gate: "main".parse().unwrap(),
        direction: shared::checkin::Direction::In,
        both_ways: false,
        role: KioskRole::Door,
        secret_sha256,
        expires: system_time().plus(devices::CODE_VALID_MS),
        request_sha256: None,
    };
    change.put_invitation(&invitation).unwrap();
    change.commit().unwrap();
    let honest_address = code.addresses.remove(0);
    code.addresses
        .push(HostPort::Ip(false_one.addresses.devices));
    refused(data.path(), &code.to_string(), "another server");
    let database = false_one.database();
    let kept = database.read().unwrap().invitation(&secret_sha256).unwrap();
    assert_eq!(kept, Some(invitation));
    // Beside the false server the true one is found.
    code.addresses.push(honest_address);
    enrolled(data.path(), &code.to_string());
    // The one that answered comes first, and no other is forgotten.
    let servers = Config::read(data.path()).unwrap().server.to_string();
    let [first, second] = [&honest, &false_one].map(|it| it.addresses.devices);
    assert_eq!(servers, format!("https://{first}, https://{second}"));
}

/// A way to a server that breaks off the first answer after so many bytes; returns its address, and whether it has.
fn broken_way(server: SocketAddr, after: usize) -> (SocketAddr, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let broken = Arc::new(AtomicBool::new(false));
    let has_broken = broken.clone();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let server = TcpStream::connect(server).unwrap();
            let (mut asks, mut is_asked) =
                (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut asks, &mut is_asked));
            if has_broken.load(Ordering::Relaxed) {
                let (mut server, mut client) = (server, client);
                thread::spawn(move || std::io::copy(&mut server, &mut client));
                continue;
            }
            let mut passed = server.take(after as u64);
            let mut client = client;
            let _ = std::io::copy(&mut passed, &mut client);
            has_broken.store(true, Ordering::Relaxed);
            let _ = client.flush();
            let _ = client.shutdown(Shutdown::Both);
        }
    });
    (address, broken)
}

#[test]
fn lost_answer_is_repeated() {
    let venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let mut code: EnrolmentCode = invite(&venue).parse().unwrap();
    // More than a handshake, less than the answer.
    let (way, broken) = broken_way(venue.addresses.devices, 6_000);
    code.addresses = vec![HostPort::Ip(way)];
    enrolled(data.path(), &code.to_string());
    assert!(broken.load(Ordering::Relaxed));
    admits(&venue, data.path());
}

#[test]
fn killed_enrolment_goes_on() {
    let venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let text = invite(&venue);
    let code: EnrolmentCode = text.parse().unwrap();
    // The power went after the server had answered.
    let request = EnrolRequest {
        secret: code.secret,
        request_key: [7; 32],
        device: String::new(),
    };
    fs::write(data.path().join("enrolment.key"), request.request_key).unwrap();
    let first = devices::enrol(&*venue.database(), &request, system_time()).unwrap();
    enrolled(data.path(), &text);
    let token = Config::read(data.path()).unwrap().token;
    assert_eq!(token.secret(), first.token);
    // It went before the last file was deleted.
    fs::write(data.path().join("enrolment.key"), request.request_key).unwrap();
    enrolled(data.path(), &text);
    admits(&venue, data.path());
    assert!(!data.path().join("enrolment.key").exists());
}

#[test]
fn code_of_another_kiosk_leaves_records_alone() {
    let venue = Venue::open();
    let data = venue.kiosk("B1", "river");
    sync(&data);
    let before = fs::read(data.join("kiosk.toml")).unwrap();
    let refused = enrol(&data, &invite(&venue));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("records of kiosk B1"), "{said}");
    assert_eq!(fs::read(data.join("kiosk.toml")).unwrap(), before);
}

#[test]
fn revoked_kiosk_enrols_again() {
    let venue = Venue::open();
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    enrolled(data, &invite(&venue));
    fs::write(data.join("letters.db"), "garbage with a visitor's name").unwrap();
    let settings = fs::read_to_string(data.join("kiosk.toml")).unwrap();
    fs::write(
        data.join("kiosk.toml"),
        format!("{settings}floor_mm = 640\n"),
    )
    .unwrap();
    kiosks::remove(&*venue.database(), &id()).unwrap();
    wait_until("the token ended", || {
        news_for(&venue, &token_of(data)).is_none()
    });
    let synced = Command::new(program("kiosk"))
        .args(["sync", "--data"])
        .arg(data)
        .output();
    let said = String::from_utf8(synced.unwrap().stderr).unwrap();
    assert!(said.contains("out of service"), "{said}");
    assert!(!data.join("letters.db").exists() && !data.join("bootstrap.json").exists());
    enrolled(data, &invite(&venue));
    assert_eq!(Config::read(data).unwrap().floor_mm, Some(640));
    admits(&venue, data);
}

/// The token of a kiosk's settings.
fn token_of(data: &Path) -> String {
    Config::read(data).unwrap().token.secret().to_owned()
}

/// The kiosk's newest token, and the one before.
fn kept_tokens(data: &Path) -> Vec<String> {
    let text = fs::read_to_string(data.join("token.txt")).unwrap_or_default();
    text.lines().skip(1).map(str::to_owned).collect()
}

/// What the server answers to a token that asks for news; `None` where it does not take the token.
fn news_for(venue: &Venue, token: &str) -> Option<FeedReply> {
    let url = format!("{}/api/v1/feed?catalogue=1", venue.devices_url());
    let answer = ureq::get(url)
        .header("Authorization", format!("Bearer {token}"))
        .call();
    let text = answer.ok()?.body_mut().read_to_string().unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// Has the kiosk's token renewed; returns the next one as the server hands it out, which no kiosk keeps.
fn renewed(venue: &Venue, token: &str) -> String {
    devices::renew_token(&*venue.database(), &id()).unwrap();
    let mut next = None;
    wait_until("a token was handed out", || {
        next = news_for(venue, token).unwrap().token;
        next.is_some()
    });
    next.unwrap()
}

#[test]
fn renewed_token_ends_the_one_before() {
    let venue = Venue::open();
    let data = venue.kiosk(A1, "main");
    sync(&data);
    let before = token_of(&data);
    let next = renewed(&venue, &before);
    sync(&data);
    assert_eq!(kept_tokens(&data), [next.clone(), before.clone()]);
    assert!(news_for(&venue, &before).is_none());
    assert_eq!(news_for(&venue, &next).unwrap().token, None);
    admits(&venue, &data);
}

#[test]
fn no_moment_of_a_renewal_locks_out() {
    let venue = Venue::open();
    let data = venue.kiosk(A1, "main");
    let before = token_of(&data);
    // Its answer was lost, or the kiosk was killed before it was on the disk: the next answer gives the same token.
    let next = renewed(&venue, &before);
    assert_eq!(
        news_for(&venue, &before).unwrap().token.as_ref(),
        Some(&next)
    );
    sync(&data);
    assert_eq!(kept_tokens(&data), [next.clone(), before]);
    // A token that the server has never heard of, as after its database was set back.
    let text = fs::read_to_string(data.join("token.txt")).unwrap();
    let binding = text.lines().next().unwrap();
    fs::write(
        data.join("token.txt"),
        format!("{binding}\nunheard-of\n{next}\n"),
    )
    .unwrap();
    admits(&venue, &data);
}

#[test]
fn copy_of_an_older_disk_is_refused() {
    let venue = Venue::open();
    let data = venue.kiosk(A1, "main");
    renewed(&venue, &token_of(&data));
    sync(&data);
    fs::remove_file(data.join("token.txt")).unwrap();
    let synced = Command::new(program("kiosk"))
        .args(["sync", "--data"])
        .arg(&data)
        .output();
    let said = String::from_utf8(synced.unwrap().stderr).unwrap();
    assert!(said.contains("does not accept"), "{said}");
    // It is not taken for a kiosk that was removed: nothing is deleted.
    assert!(data.join("bootstrap.json").exists());
}

#[test]
fn old_token_is_replaced_by_itself() {
    let mut venue = Venue::open();
    let data = venue.kiosk(A1, "main");
    sync(&data);
    assert_eq!(kept_tokens(&data).len(), 0);
    venue.stop_server();
    venue.start_server_later(8 * 24 * 60);
    sync(&data);
    assert_eq!(kept_tokens(&data).len(), 2);
}

#[test]
fn removal_ends_the_next_token_too() {
    let venue = Venue::open();
    let data = venue.kiosk(A1, "main");
    let next = renewed(&venue, &token_of(&data));
    kiosks::remove(&*venue.database(), &id()).unwrap();
    wait_until("the token ended", || {
        news_for(&venue, &token_of(&data)).is_none()
    });
    assert!(news_for(&venue, &next).is_none());
}

#[test]
fn enrolment_wants_encryption() {
    let venue = Venue::open();
    let answer = ureq::post(format!("{}/api/v1/enrol", venue.devices_url()))
        .config()
        .http_status_as_error(false)
        .build()
        .send("{}")
        .unwrap();
    assert_eq!(answer.status(), 426);
    let mut body = String::new();
    answer
        .into_body()
        .into_reader()
        .read_to_string(&mut body)
        .unwrap();
    assert!(body.contains("without_tls"), "{body}");
}
