//! The organisers' desk in a real browser, from an empty folder on.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};

use sync_server::backup::backups_in;
use sync_server::operations::accounts;
use sync_server::operations::addresses::hosts;
use sync_server::{ListenAddresses, SqliteDatabase, catalogue, setup, system_time};

use crate::browser::{Browser, Paper};
use crate::typist::Typist;
use crate::venue::{ServerProcess, Venue, program, wait_until};

pub(crate) const PASSWORD: &str = "gốm Kim Lan rất đẹp";

/// Returns the command that starts the server with an empty folder.
fn start_command(folder: &Path) -> Command {
    let mut server = Command::new(program("sync-server"));
    server.args(["start", "--no-mdns", "--devices", "127.0.0.1:0"]);
    server.env("XDG_DATA_HOME", folder);
    server.stderr(Stdio::null());
    server
}

pub(crate) fn start(folder: &Path) -> (ServerProcess, ListenAddresses) {
    let mut server = start_command(folder);
    server.arg("--no-browser");
    Venue::try_spawn(server).expect("it listens")
}

/// Fills a field in, as a person does, once the page is there.
pub(crate) fn fill(page: &mut Browser, name: &str, text: &str) {
    let field = format!("document.querySelector('main [name={name}]')");
    page.wait_until(&format!(
        "document.readyState === 'complete' && {field} !== null"
    ));
    page.value(&format!("{field}.value = '{text}'"));
}

pub(crate) fn press(page: &mut Browser) {
    page.value("document.querySelector('main form button').click()");
}

/// Makes the owner's account and signs the owner in, in Vietnamese.
pub(crate) fn owner_page(venue: &Venue) -> Browser {
    owner_in(Browser::open(&venue.url(), 1366, 768), venue)
}

/// The same in a browser that is open already.
pub(crate) fn owner_in(mut page: Browser, venue: &Venue) -> Browser {
    let (name, password) = ("An".parse().unwrap(), PASSWORD.parse().unwrap());
    accounts::make_owner(&*venue.database(), &name, &password, system_time()).unwrap();
    wait_until("the server knows the owner", || {
        page.go(&format!("{}/admin/sign-in?lang=vi", venue.url()));
        page.value("document.querySelector('main [name=password]') !== null && document.querySelector('main [name=again]') === null") == true
    });
    sign_in(&mut page);
    page
}

pub(crate) fn sign_in(page: &mut Browser) {
    fill(page, "name", "An");
    fill(page, "password", PASSWORD);
    press(page);
    page.wait_until("document.querySelector('.person') !== null");
}

/// Nothing may be cut off or stick out, at any size.
pub(crate) fn look(page: &mut Browser, name: &str) {
    page.wait_until("document.readyState === 'complete'");
    let too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    for (size, width, height) in [
        ("phone", 390, 844),
        ("laptop", 1366, 768),
        ("wall", 1920, 1080),
    ] {
        page.resize(width, height);
        assert_eq!(page.value(too_wide), false, "{name} at {width}");
        page.keep_picture(&format!("desk-{name}-{size}"));
    }
    // What can be pressed is large enough for a finger.
    let small = "[...document.querySelectorAll('button, .button, nav a, input:not([type=radio]):not([type=hidden]), select')] \
        .filter((it) => it.getClientRects().length && it.getBoundingClientRect().height < 43).length";
    assert_eq!(page.value(small), 0, "{name}");
    assert_eq!(page.violations(), Vec::<String>::new(), "{name}");
}

#[test]
fn first_run_leads_to_the_live_page() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, addresses) = start(folder.path());
    let desk = format!("http://{}", addresses.desk);
    let mut page = Browser::open(&format!("{desk}/"), 1366, 768);
    page.wait_until("location.pathname === '/admin/set-up'");
    look(&mut page, "set-up");
    page.go(&format!("{desk}/admin/set-up?lang=en"));
    look(&mut page, "set-up-en");
    page.go(&format!("{desk}/admin/set-up?lang=vi"));
    for (name, text) in [
        ("name", "Hội chợ gốm Kim Lan"),
        ("place", "Bảo tàng Kim Lan"),
        ("owner", "Nguyễn Thị An"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ] {
        fill(&mut page, name, text);
    }
    press(&mut page);
    page.wait_until("document.querySelector('.problem') !== null");
    page.wait_until("document.readyState === 'complete'");
    assert_eq!(
        page.value("document.querySelector('[name=place]').value"),
        "Bảo tàng Kim Lan"
    );
    fill(&mut page, "first_day", "2026-12-30");
    for (closes, next) in [
        (
            "08:30",
            "document.querySelector('.problem').innerText.includes('mở và đóng cùng lúc 08:30')",
        ),
        (
            "21:00",
            "document.querySelector('h1').textContent === 'Xin chào, Nguyễn Thị An'",
        ),
    ] {
        fill(&mut page, "closes", closes);
        fill(&mut page, "password", PASSWORD);
        fill(&mut page, "again", PASSWORD);
        press(&mut page);
        page.wait_until(next);
    }
    look(&mut page, "home");
    // Nobody asked for backups, and they are made.
    let backups = folder.path().join("exhibition/backups");
    wait_until("the first backup is made", || {
        backups_in(&backups).is_ok_and(|it| it.len() == 1)
    });
    page.go(&format!("{desk}/admin/backups"));
    let said = page.value("document.querySelector('main').innerText");
    let said = said.as_str().unwrap();
    assert!(
        said.contains(backups.to_str().unwrap()) && said.contains("cùng ổ đĩa"),
        "{said}"
    );
    look(&mut page, "backups");
    for (path, name) in [
        ("accounts", "accounts"),
        ("audit", "audit"),
        ("password", "password"),
    ] {
        page.go(&format!("{desk}/admin/{path}?lang=vi"));
        look(&mut page, name);
        page.go(&format!("{desk}/admin/{path}?lang=en"));
        look(&mut page, &format!("{name}-en"));
    }
    page.go(&format!("{desk}/admin/recovery-sheet"));
    page.wait_until("document.querySelectorAll('svg[role=img]').length === 1");
    page.wait_until("getComputedStyle(document.querySelector('svg')).float === 'right'");
    assert_eq!(
        page.printed_pages("desk-recovery-sheet", Paper::Portrait),
        1
    );
    page.go(&format!("{desk}/"));
    page.wait_until("document.body.dataset.state === 'live'");
    page.wait_until("document.querySelector('#name').textContent.includes('Hội chợ gốm Kim Lan')");
    // The next start goes on with it, and wants a password.
    server.stop();
    let (_server, addresses) = start(folder.path());
    let mut page = Browser::open(&format!("http://{}/", addresses.desk), 1366, 768);
    page.wait_until("location.pathname === '/admin/sign-in'");
    look(&mut page, "sign-in");
    fill(&mut page, "name", "nguyễn thị an");
    fill(&mut page, "password", "wrong password");
    press(&mut page);
    page.wait_until("document.querySelector('.problem') !== null");
    look(&mut page, "sign-in-wrong");
    fill(&mut page, "password", PASSWORD);
    press(&mut page);
    page.wait_until("document.body.dataset.state === 'live'");
}

#[cfg(unix)]
#[test]
fn sample_is_chosen_without_a_pointer_in_the_browser_that_opens() {
    use std::os::unix::fs::PermissionsExt;

    // Where a desktop has what opens the browser.
    let folder = tempfile::tempdir().unwrap();
    let [opener, told] = ["xdg-open", "address"].map(|it| folder.path().join(it));
    let script = format!("#!/bin/sh\nprintf '%s\n' \"$1\" > '{}'\n", told.display());
    fs::write(&opener, script).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let others = std::env::var_os("PATH").unwrap();
    let programs = [folder.path().to_owned()].into_iter();
    let programs = std::env::join_paths(programs.chain(std::env::split_paths(&others)));
    let mut server = start_command(&folder.path().join("data"));
    server.env("PATH", programs.unwrap());
    let (_server, addresses) = Venue::try_spawn(server).expect("it listens");
    let address = || fs::read_to_string(&told).unwrap_or_default();
    wait_until("the browser opens", || address().ends_with('\n'));
    let port = format!(":{}/", addresses.desk.port());
    assert!(address().contains(&port), "{}", address());

    let mut person = Typist::at(Browser::open(address().trim(), 1366, 768));
    person.0.wait_until("location.pathname === '/admin/set-up'");
    person.go_to("[name=kind]");
    person.0.press_key("ArrowDown", 40, "");
    person
        .0
        .wait_until("document.activeElement.id === 'sample'");
    person.go_to("[name=first_day]");
    person.press_each("12302026");
    let day = "document.querySelector('[name=first_day]').value";
    assert_eq!(person.0.value(day), "2026-12-30");
    person.write("[name=owner]", "An");
    person.write("[name=password]", PASSWORD);
    person.write("[name=again]", PASSWORD);
    person.enter();
    person
        .0
        .wait_until("document.querySelector('h1')?.textContent === 'Xin chào, An'");
    let name = person
        .0
        .value("document.querySelector('.exhibition').textContent");
    assert_eq!(name, catalogue::sample().unwrap().name.get("vi"));
}

#[test]
fn sign_in_opens_the_desk_with_tls() {
    let mut venue = Venue::open();
    let name = "An".parse().unwrap();
    let password = PASSWORD.parse().unwrap();
    accounts::make_owner(&*venue.database(), &name, &password, system_time()).unwrap();
    venue.stop_server();
    let port = venue.addresses.desk.port();
    venue.addresses.desk = (Ipv4Addr::UNSPECIFIED, port).into();
    venue.start_server();
    let host = SocketAddr::new(hosts(Ipv4Addr::UNSPECIFIED.into())[0], port);
    let mut page = Browser::open(&format!("https://{host}/"), 1366, 768);
    page.wait_until("location.pathname === '/admin/sign-in'");
    fill(&mut page, "name", "An");
    fill(&mut page, "password", PASSWORD);
    press(&mut page);
    page.wait_until("document.body.dataset.state === 'live'");
    page.go(&format!("https://{host}/admin"));
    page.value("document.querySelector('.person button').click()");
    page.wait_until("location.pathname === '/admin/sign-in'");
    page.go(&format!("https://{host}/"));
    page.wait_until("location.pathname === '/admin/sign-in'");
}

#[test]
fn owner_opens_the_desk_to_other_computers() {
    let folder = tempfile::tempdir().unwrap();
    let database = SqliteDatabase::at(folder.path().join("exhibition"));
    let (name, password) = ("An".parse().unwrap(), PASSWORD.parse().unwrap());
    setup::init(
        &database,
        &catalogue::sample().unwrap(),
        None,
        system_time(),
    )
    .unwrap();
    accounts::make_owner(&database, &name, &password, system_time()).unwrap();
    let (mut server, addresses) = start(folder.path());
    assert!(addresses.desk.ip().is_loopback());
    let other = hosts(Ipv4Addr::UNSPECIFIED.into())[0];
    let elsewhere = SocketAddr::new(other, addresses.desk.port());
    assert!(other.is_loopback() || TcpStream::connect(elsewhere).is_err());
    let links = format!("http://{}/admin/links", addresses.desk);
    let mut page = Browser::open(&links, 1366, 768);
    page.wait_until("location.pathname === '/admin/sign-in'");
    sign_in(&mut page);
    for language in ["en", "vi"] {
        page.go(&format!("{links}?lang={language}"));
        look(&mut page, &format!("links-{language}"));
    }
    let said = |page: &mut Browser| {
        let text = page.value("document.querySelector('main').innerText");
        text.as_str().unwrap().to_owned()
    };
    assert!(said(&mut page).contains("Đang đóng: chỉ máy này mở được trang."));
    page.value("document.querySelector('main [value=open]').form.requestSubmit()");
    page.wait_until(
        "document.querySelector('.done') !== null && location.search.includes('desk-open')",
    );
    let text = said(&mut page);
    assert!(
        text.contains("từ lần khởi động sau") && text.contains("không nhận ra chứng chỉ"),
        "{text}"
    );
    look(&mut page, "links-opens");
    page.value("document.querySelector('main [value=wall]').form.requestSubmit()");
    page.wait_until("document.querySelector('.qr svg') !== null");
    look(&mut page, "link-shown");
    drop(page);
    server.stop();

    let (_server, addresses) = start(folder.path());
    let elsewhere = SocketAddr::new(other, addresses.desk.port());
    let mut page = Browser::open(&format!("https://{elsewhere}/admin"), 1366, 768);
    page.wait_until("location.pathname === '/admin/sign-in'");
    sign_in(&mut page);
    page.go(&format!("https://{elsewhere}/admin/links"));
    assert!(said(&mut page).contains("Đang mở: các máy khác vào được trang."));
    look(&mut page, "links-open");
}
