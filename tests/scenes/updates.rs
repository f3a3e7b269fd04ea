//! Another version of the kiosk's program, handed out over the server: it takes over by itself, or gives way by itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use scenes::virtual_screen::VirtualScreen;
use uplink::{STARTS_AT_MOST, VersionState, Versions};

use crate::real_window::wait_until;
use crate::scanning::sync;
use crate::ticket_list::{ADMITTED, scan};
use crate::venue::{Venue, program};

/// A kiosk that trusts a key of releases, and the screen that its window is on.
struct Updated {
    venue: Venue,
    screen: VirtualScreen,
    data: PathBuf,
}

impl Updated {
    fn open() -> Self {
        let venue = Venue::open_in_folder();
        let updated = Self {
            data: venue.kiosk("A1", "main"),
            screen: VirtualScreen::open("1024x768").expect("tests/run installs xvfb"),
            venue,
        };
        let key = release(&["keygen", "--out"], &[updated.file("release.key")]);
        let settings = updated.data.join("kiosk.toml");
        let known = fs::read_to_string(&settings).unwrap();
        let settings_with_key = format!("release_keys = [\"{}\"]\n{known}", key.trim());
        fs::write(settings, settings_with_key).unwrap();
        updated
    }

    fn file(&self, name: &str) -> PathBuf {
        self.venue.server_dir().with_file_name(name)
    }

    /// Hands out a shell script as a version of the kiosk, signed with a key.
    fn stage(&self, version: &str, script: &str, key: &str) {
        let (new, file) = (self.file("new"), self.file(&format!("{version}.release")));
        fs::write(&new, script).unwrap();
        fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
        let (key, program) = (self.file(key), new.to_str().unwrap());
        let words = ["sign", "--version", version, "--program", program, "--key"];
        let words = [&words[..], &[key.to_str().unwrap(), "--out"]].concat();
        release(&words, std::slice::from_ref(&file));
        let server = self.venue.server_dir();
        let words = ["stage", "--at-once", "--data", server.to_str().unwrap()];
        release(&words, &[file]);
    }

    fn listed(&self) -> String {
        release(&["list", "--data"], &[self.venue.server_dir()])
    }

    fn launch(&self) -> Window {
        let log = self.file("window.log");
        let mut command = self.screen.command(program("kiosk"));
        command.args(["launch", "--camera", "off", "--data"]);
        let stderr = fs::File::create(log).unwrap();
        let window = command.arg(&self.data).stdout(Stdio::null()).stderr(stderr);
        Window(window.spawn().unwrap())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.file("window.log")).unwrap()
    }

    fn state(&self) -> VersionState {
        Versions::of(&self.data).state()
    }
}

/// Runs a `sync-server release …`; returns what it says.
fn release(words: &[&str], files: &[PathBuf]) -> String {
    let mut command = Command::new(program("sync-server"));
    let done = command.arg("release").args(words).args(files);
    let done = done.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

struct Window(Child);

impl Window {
    /// Waits until it ends by itself; returns whether it did so in order.
    fn ends(mut self) -> bool {
        let mut ended = None;
        wait_until("the window ends", || {
            ended = self.0.try_wait().unwrap();
            ended.is_some()
        });
        ended.unwrap().success()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn version_that_crashes_gives_way_and_no_scan_is_lost() {
    let kiosk = Updated::open();
    let tickets = kiosk.venue.tickets("visitor", 2);
    assert_eq!(scan(&kiosk.data, &tickets[0].digits).outcome, ADMITTED);
    kiosk.stage("99.0.0", "#!/bin/sh\nexit 3\n", "release.key");
    assert!(kiosk.launch().ends(), "it makes way: {}", kiosk.log());
    assert_eq!(kiosk.state().current.unwrap().to_string(), "99.0.0");
    for _ in 0..STARTS_AT_MOST {
        assert!(!kiosk.launch().ends());
    }
    let window = kiosk.launch();
    wait_until("the organisers hear of it", || {
        let told = "A1: 0.1.0, went back from 99.0.0, which did not start";
        kiosk.listed().contains(told)
    });
    assert_eq!(kiosk.state().current, None);
    drop(window);
    assert_eq!(scan(&kiosk.data, &tickets[1].digits).outcome, ADMITTED);
    sync(&kiosk.data);
    assert_eq!(kiosk.venue.today().entries, 2);
}

#[test]
fn version_that_works_takes_over_and_a_strangers_does_not() {
    let kiosk = Updated::open();
    let installed = program("kiosk");
    let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", installed.display());
    kiosk.stage("99.0.0", &script, "release.key");
    assert!(kiosk.launch().ends(), "it makes way: {}", kiosk.log());
    let window = kiosk.launch();
    wait_until("it is started", || kiosk.state().starts == 1);
    wait_until("it came up", || kiosk.state().starts == 0);
    wait_until("organisers hear of it", || {
        kiosk.listed().starts_with("A1: 99.0.0")
    });
    let before = kiosk.state();
    release(&["keygen", "--out"], &[kiosk.file("stranger.key")]);
    kiosk.stage("99.0.1", "#!/bin/sh\nexit 3\n", "stranger.key");
    wait_until("it is refused", || {
        kiosk.log().contains("version 99.0.1 is signed by nobody")
    });
    wait_until("organisers hear of that too", || {
        kiosk
            .listed()
            .contains("does not take 99.0.1: nobody it trusts signed it")
    });
    assert_eq!(kiosk.state().current, before.current);
    assert_eq!(kiosk.state().ready, None);
    drop(window);
}
