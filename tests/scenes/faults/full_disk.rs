//! A disk that is really full: a small file system in memory, where mounting is permitted. `disk_errors` shows the same
//! everywhere.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{Server, is_out_of_order, scan, wait_stored};
use crate::scanning::{Running, counted_once, stored};
use crate::venue::Venue;

/// A file system of a few megabytes in the place of a folder, with what was in that folder.
pub(super) struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount.
    pub(super) fn under(folder: &Path, megabytes: u32) -> Option<Self> {
        let before = folder.with_extension("before");
        fs::rename(folder, &before).unwrap();
        fs::create_dir(folder).unwrap();
        let size = format!("size={megabytes}m,mode=700");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]);
        if !mount
            .arg(folder)
            .output()
            .is_ok_and(|it| it.status.success())
        {
            println!("no file system can be mounted here: only the preloaded disk is full");
            return None;
        }
        let copied = Command::new("cp")
            .arg("-a")
            .arg(before.join("."))
            .arg(folder)
            .status();
        assert!(copied.unwrap().success());
        Some(Self(folder.to_owned()))
    }

    pub(super) fn fill(&self) {
        let mut filler = File::create(self.0.join("filler")).unwrap();
        for size in [65_536, 4_096, 512, 1] {
            while filler.write_all(&vec![1; size]).is_ok() {}
        }
    }

    pub(super) fn empty(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Programs of a scene that failed may still run in it.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn kiosk_with_a_full_disk_waits_for_space() {
    let venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 7);
    let Some(disk) = SmallDisk::under(&data, 24) else {
        return;
    };
    let mut kiosk = Running::start(&data);
    let mut shown = vec![scan(&mut kiosk, &tickets[6])];
    disk.fill();
    let mut refused = 0;
    for ticket in &tickets[..6] {
        let answer = scan(&mut kiosk, ticket);
        if is_out_of_order(&answer) {
            assert!(
                answer["error"].as_str().unwrap().contains("disk"),
                "{answer}"
            );
            refused += 1;
        } else {
            // There was room left in a file that the disk had given before.
            shown.push(answer);
        }
    }
    disk.empty();
    let admitted = |shown: &[Value], ticket: u32| shown.iter().any(|it| it["ticket"] == ticket);
    for ticket in &tickets[..6] {
        if !admitted(&shown, ticket.number.0) {
            shown.push(scan(&mut kiosk, ticket));
        }
    }
    assert!(refused > 0, "the scene must get somewhere");
    wait_stored(&venue, shown.len());
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (7, 0));
}

#[test]
fn server_with_a_full_disk_waits_for_space() {
    let mut venue = Venue::open_in_folder();
    let data = venue.kiosk("A1", "main");
    let tickets = venue.tickets("visitor", 40);
    venue.stop_server();
    let Some(disk) = SmallDisk::under(&venue.server_dir(), 24) else {
        return;
    };
    let server = Server::start(&venue);
    let mut kiosk = Running::start(&data);
    let mut shown = vec![scan(&mut kiosk, &tickets[0])];
    wait_stored(&venue, 1);
    disk.fill();
    shown.extend(tickets[1..].iter().map(|ticket| scan(&mut kiosk, ticket)));
    crate::venue::wait_until("the server says that its disk is full", || {
        server.log().contains("disk") || stored(&venue).len() == shown.len()
    });
    disk.empty();
    wait_stored(&venue, shown.len());
    assert!(kiosk.end().is_empty());
    assert_eq!(counted_once(&venue, &shown), (40, 0));
}
