//! A database that is put back to an earlier state without anybody saying so.

use std::fs;
use std::path::Path;
use sync_server::system_time;

use proptest::prelude::*;
use shared::ids::TicketNumber;
use shared::protocol::v1::{FeedReply, KnownItem, KnownProgress, PushAfter, StoreWarning};
use sync_server::tickets::{self, IssueRequest, StatusChange, TicketName};
use sync_server::{Background, Config, Listeners};

use crate::desk::owned;
use crate::kiosk::{Kiosk, known};
use crate::venue::{MINUTE, OPENING, Venue};

/// Issues tickets; gives the first and the last number.
fn issue(venue: &Venue, count: u32) -> (u32, u32) {
    let request = IssueRequest {
        count,
        kind: "visitor".to_owned(),
        days: 0b1111,
        party: Some(2),
    };
    let issued = tickets::issue(&venue.database(), &request, system_time()).unwrap();
    (issued[0].number.0, issued[issued.len() - 1].number.0)
}

fn revoke(venue: &Venue, ticket: u32) {
    let name = TicketName::Number(TicketNumber(ticket));
    tickets::change_status(&venue.database(), name, StatusChange::Revoke, OPENING).unwrap();
}

/// The tickets that the feed says are withdrawn.
fn revoked(venue: &Venue, kiosk: &Kiosk) -> Vec<u32> {
    let feed = kiosk.feed(venue, "", 0, 0);
    let items = known(&feed).into_iter();
    let revoked = items.filter_map(|item| match item {
        KnownItem::Revoked(item) => Some(item.ticket.0),
        _ => None,
    });
    revoked.collect()
}

/// Copies the files of a folder, in place where they are there.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

#[test]
fn backup_in_place_begins_epoch_and_keeps_marked() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    assert_eq!(issue(&venue, 10), (1, 10));
    kiosk.entry(1, 0).entry(2, 1);
    let before = kiosk.push(&venue);
    venue.stop();
    let (database, backup) = (venue.database().file(), venue.path("backup.db"));
    fs::copy(&database, &backup).unwrap();
    venue.start();
    kiosk.entry(3, 2).entry(4, 3);
    kiosk.push(&venue);
    issue(&venue, 5);
    revoke(&venue, 7);
    venue.stop();
    fs::copy(&backup, &database).unwrap();
    venue.start();
    let reply = kiosk.push_these(&venue, &[]);
    assert_ne!(reply.epoch, before.epoch);
    assert_eq!(reply.contiguous_ack, 2, "the kiosk sends from there again");
    assert_eq!(revoked(&venue, &kiosk), [7]);
    assert_eq!(issue(&venue, 1), (16, 16), "no number is given out twice");
    kiosk.push(&venue);
    assert_eq!(venue.day().entries, 8);
    // The life that has begun goes on.
    let epoch = kiosk.push(&venue).epoch;
    venue.restart();
    assert_eq!(kiosk.push(&venue).epoch, epoch);
}

#[test]
fn desk_names_kiosks_that_the_backup_lacks() {
    for with_mark in [true, false] {
        let mut venue = Venue::open();
        venue.kiosk("A1");
        venue.stop();
        let (database, backup) = (venue.database().file(), venue.path("backup.db"));
        fs::copy(&database, &backup).unwrap();
        venue.start();
        let [back, anew] = ["A7", "B2"].map(|id| venue.kiosk(id));
        venue.stop();
        fs::copy(&backup, &database).unwrap();
        if !with_mark {
            fs::remove_file(venue.data().join("exhibition.mark")).unwrap();
        }
        venue.start();
        let mut owner = owned(&venue);
        if !with_mark {
            let (_, page) = owner.get("/admin/kiosks?lang=en");
            assert!(
                !page.contains("restored backup does not"),
                "nobody can tell yet"
            );
            for kiosk in [&anew, &back, &back] {
                assert_eq!(kiosk.push_answer(&venue).0, 401);
            }
        }
        let both = "The restored backup does not know the kiosks A7, B2.";
        for page in ["/admin/kiosks", "/admin/inbox"] {
            let (_, page) = owner.get(&format!("{page}?lang=en"));
            assert_eq!(page.matches(both).count(), 1, "{page}");
        }
        let (_, kiosks) = owner.get("/admin/kiosks");
        assert!(kiosks.contains("value=\"A7 B2\""), "{kiosks}");
        let form = [("act", "welcome"), ("name", "A7")];
        assert_eq!(owner.send("/admin/kiosks", &form).0, 303);
        Venue::until("the kiosk is back", || back.push_answer(&venue).0 == 200);
        let (_, inbox) = owner.get("/admin/inbox?lang=en");
        assert!(inbox.contains("does not know the kiosk B2."), "{inbox}");
        // Its device broke: nobody needs it.
        let settle = [
            ("kind", "lost-kiosks"),
            ("subject", "after-restore"),
            ("choice", "settle"),
        ];
        assert_eq!(owner.send("/admin/inbox", &settle).0, 303);
        let (_, kiosks) = owner.get("/admin/kiosks?lang=en");
        assert!(!kiosks.contains("restored backup does not"), "{kiosks}");
    }
}

#[test]
fn folder_copied_back_whole_begins_new_epoch() {
    let mut venue = Venue::open();
    let mut kiosk = venue.kiosk("A1");
    issue(&venue, 10);
    let before = kiosk.entry(1, 0).push(&venue);
    venue.stop();
    let aside = venue.path("aside");
    copy(&venue.data(), &aside);
    venue.start();
    kiosk.entry(2, 1).push(&venue);
    let (_, last) = issue(&venue, 5);
    venue.stop();
    fs::remove_dir_all(venue.data()).unwrap();
    copy(&aside, &venue.data());
    // Before any server or kiosk was heard of.
    assert!(issue(&venue, 1).0 > last);
    venue.start();
    let reply = kiosk.push_these(&venue, &[]);
    assert_ne!(reply.epoch, before.epoch);
    assert_eq!(reply.contiguous_ack, 1);
}

#[test]
fn damaged_mark_gives_no_number_twice() {
    let venue = Venue::closed();
    issue(&venue, 10);
    revoke(&venue, 7);
    let (data, aside) = (venue.data(), venue.path("aside"));
    let path = data.join("exhibition.mark");
    let mark = fs::read(&path).unwrap();
    copy(&data, &aside);
    let request = IssueRequest {
        count: 1,
        kind: "visitor".to_owned(),
        days: 1,
        party: None,
    };
    damaged_input::few("exhibition-mark", 64, &[&mark], |bytes| {
        copy(&aside, &data);
        fs::write(&path, bytes).unwrap();
        match tickets::issue(&venue.database(), &request, OPENING) {
            Ok(issued) => prop_assert!(issued[0].number.0 > 10),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        Ok("no number twice".to_owned())
    });
}

#[test]
fn missing_mark_begins_new_epoch() {
    let mut venue = Venue::open();
    let epoch = venue.kiosk("A1").push(&venue).epoch;
    venue.stop();
    fs::remove_file(venue.data().join("exhibition.mark")).unwrap();
    venue.start();
    assert_ne!(venue.kiosk("B1").push(&venue).epoch, epoch);
}

#[test]
fn kiosk_that_knows_more_shows_the_set_back() {
    let mut venue = Venue::open();
    let (mut one, mut other) = (venue.kiosk("A1"), venue.kiosk("B1"));
    let before = one.entry(1, 0).push(&venue);
    other.push(&venue);
    venue.stop();
    let aside = venue.path("aside");
    copy(&venue.data(), &aside);
    venue.start();
    venue.set_clock(OPENING.plus(MINUTE));
    one.entry(2, 1).push(&venue);
    let cursor = one.feed(&venue, &before.epoch, 0, 0).next;
    venue.stop();
    // As a disk image is put back: the same files, and the mark with them.
    copy(&aside, &venue.data());
    venue.start();
    assert_eq!(other.push(&venue).epoch, before.epoch, "nobody knows yet");
    // The store is further than the cursor again before the kiosk that knows more comes.
    venue.set_clock(OPENING.plus(2 * MINUTE));
    for ticket in 10..20 {
        other.entry(ticket, 2);
    }
    other.push(&venue);
    let told = one.feed(&venue, &before.epoch, cursor, 0);
    assert_ne!(told.epoch, before.epoch);
    assert_eq!(told.items.len(), 11, "everything is sent anew");
    let unheard = |ids: &[&str]| {
        let unheard = ids.iter().map(|id| id.parse().unwrap()).collect();
        vec![StoreWarning::SetBack { unheard }]
    };
    assert_eq!(venue.totals().warnings, unheard(&["A1", "B1"]));
    assert_eq!(one.push_these(&venue, &[]).contiguous_ack, 1);
    assert_eq!(venue.totals().warnings, unheard(&["B1"]));
    other.push(&venue);
    assert_eq!(venue.totals().warnings, []);
    // Once in each run: a kiosk that only says so tires nobody out.
    let again = one.feed(&venue, &told.epoch, cursor, 0);
    assert_eq!(again.epoch, told.epoch);
}

/// The kiosk's push comes before it asks for news. It may know more by the feed, or by what was acknowledged.
#[test]
fn push_shows_the_set_back() {
    for is_by_feed in [true, false] {
        let mut venue = Venue::open();
        let mut kiosk = venue.kiosk("A1");
        issue(&venue, 10);
        let before = kiosk.entry(1, 0).push(&venue);
        venue.stop();
        let aside = venue.path("aside");
        copy(&venue.data(), &aside);
        venue.start();
        let (_, ticket) = issue(&venue, 1);
        venue.set_clock(OPENING.plus(MINUTE));
        let acknowledged = kiosk.entry(ticket, 1).push(&venue).contiguous_ack;
        let feed = kiosk.feed(&venue, &before.epoch, 0, 0).next;
        venue.stop();
        copy(&aside, &venue.data());
        venue.start();
        kiosk.exit(ticket, 2);
        let last = &kiosk.journal[acknowledged as usize - 1];
        let mut push = kiosk.batch(&kiosk.journal);
        push.after = Some(PushAfter {
            seq: acknowledged,
            hash: last.hash,
        });
        push.known = Some(KnownProgress {
            push_epoch: before.epoch.clone(),
            feed_epoch: before.epoch.clone(),
            feed,
        });
        if is_by_feed {
            push.after = None;
        } else if let Some(known) = &mut push.known {
            known.feed = 0;
        }
        let reply = kiosk.push_as(&venue, &push);
        assert_ne!(reply.epoch, before.epoch);
        assert_eq!((reply.contiguous_ack, reply.rejected), (3, vec![]));
        assert_eq!((venue.day().entries, venue.day().exits), (4, 2));
        // Told of the new epoch, it is taken at its word once more, and no further one begins.
        assert_eq!(kiosk.push_as(&venue, &push).epoch, reply.epoch);
    }
}

#[test]
fn copied_database_has_its_own_epoch() {
    let mut venue = Venue::open();
    let kiosk = venue.kiosk("A1");
    let epoch = kiosk.push(&venue).epoch;
    venue.stop();
    let rehearsal = venue.path("rehearsal");
    copy(&venue.data(), &rehearsal);
    let listeners = Listeners::on_loopback().unwrap();
    let copied = Background::start(listeners, Config::new(&rehearsal)).unwrap();
    venue.start();
    assert_eq!(kiosk.push(&venue).epoch, epoch);
    let url = format!("http://{}/api/v1/feed", copied.addresses().devices);
    let asked = ureq::get(url).header("authorization", format!("Bearer {}", kiosk.token));
    let answer = asked.call().unwrap().body_mut().read_to_string().unwrap();
    let copy: FeedReply = serde_json::from_str(&answer).unwrap();
    assert_ne!(copy.epoch, epoch);
    copied.stop().unwrap();
}
