//! The end of a run: everything that was late comes, everybody is let back in, and all talk until nothing is left to say.

use sync_server::operations::trust;
use sync_server::ports::Database;

use super::step::Step;
use super::template::KIOSKS;
use super::venue::Venue;

/// How often all devices in turn may have something to say.
const ROUNDS: usize = 20;

pub(super) fn settle(venue: &mut Venue) -> Result<(), String> {
    venue.pass(60_000);
    for _ in 0..100 {
        venue.take(Step::Late(0));
    }
    for (name, _) in KIOSKS {
        let (kiosk, now) = (name.parse().unwrap(), venue.now);
        let change = |db: &dyn Database| trust::release(db, &kiosk, now);
        // It need not be in quarantine.
        let _ = venue.server.change(change);
    }
    for device in 0..venue.devices.len() {
        let token = venue.devices[device].config.token.secret();
        let path = "/api/v1/feed?epoch=&after=0&catalogue=0&wait_s=0";
        if venue.server.answer(path, token, None).status == 401 {
            venue.renew(venue.devices[device].kiosk);
        }
    }
    for _ in 0..ROUNDS {
        let before = cursors(venue);
        for device in 0..venue.devices.len() {
            venue.sync(device);
        }
        if cursors(venue) == before {
            venue.settle_seats()?;
            return queues_are_empty(venue);
        }
    }
    Err("the devices never come to an end".to_owned())
}

/// Returns how far each device knows the server, and the server each device.
fn cursors(venue: &mut Venue) -> Vec<(String, u64, u64)> {
    let mut cursors = Vec::new();
    for device in &mut venue.devices {
        let program = device.program();
        let query = program.desk.journal().feed_query().unwrap();
        let waiting = program.sender.outbox().unwrap().waiting;
        cursors.push((query.epoch, query.after, waiting));
    }
    cursors
}

fn queues_are_empty(venue: &mut Venue) -> Result<(), String> {
    for (device, (_, _, waiting)) in cursors(venue).into_iter().enumerate() {
        if waiting > 0 {
            return Err(format!(
                "{waiting} records wait for ever at device {device}"
            ));
        }
    }
    Ok(())
}
