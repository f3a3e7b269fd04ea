//! A server whose address changes while a kiosk runs.

use std::path::Path;

use journal::clock::Clock;
use kiosk_config::{Config, FILE};
use sync_server::{ListenAddresses, Listeners};

use crate::scanning::{Running, stored, sync};
use crate::venue::{Venue, wait_until};

/// Ports that are free now, and most likely later.
fn free() -> ListenAddresses {
    Listeners::on_loopback().unwrap().addresses().unwrap()
}

fn write_servers(data: &Path, servers: &[&ListenAddresses]) {
    let file = data.join(FILE);
    let text = std::fs::read_to_string(&file).unwrap();
    let servers = servers.iter().map(|it| format!("https://{}", it.devices));
    let servers: Vec<String> = servers.collect();
    let lines = text.lines().map(|line| {
        if line.starts_with("server = ") {
            format!("server = {servers:?}\n")
        } else {
            format!("{line}\n")
        }
    });
    let written: String = lines.collect();
    std::fs::write(file, written).unwrap();
}

fn move_server(venue: &mut Venue, to: ListenAddresses) {
    venue.stop_server();
    venue.addresses = to;
    venue.start_server();
}

#[test]
fn second_address_is_used_and_remembered() {
    let mut venue = Venue::open();
    let data = venue.kiosk("A1", "main");
    let (first, second) = (venue.addresses, free());
    write_servers(&data, &[&first, &second]);
    let tickets = venue.tickets("visitor", 2);
    let mut kiosk = Running::start(&data);
    kiosk.present(&tickets[0].digits);
    wait_until("the first is stored", || stored(&venue).len() == 1);
    move_server(&mut venue, second);
    kiosk.present(&tickets[1].digits);
    wait_until("the second is stored", || stored(&venue).len() == 2);
    kiosk.end();
    // Even where the file names it no more.
    write_servers(&data, &[&first]);
    sync(&data);
    assert_eq!(venue.today().entries, 2);
}

#[test]
fn moved_server_is_found_by_mdns_past_a_false_one() {
    let (mut venue, mut false_one) = (Venue::open(), Venue::open());
    let data = venue.kiosk("A1", "main");
    let ticket = venue.tickets("visitor", 1).remove(0);
    sync(&data);
    let mut kiosk = Running::start(&data);
    for venue in [&mut false_one, &mut venue] {
        venue.announces = true;
        move_server(venue, free());
    }
    kiosk.present(&ticket.digits);
    wait_until("it is stored", || stored(&venue).len() == 1);
    kiosk.end();
    // It was found, and not told.
    let config = Config::read(&data).unwrap();
    assert_ne!(
        config.server.to_string(),
        format!("https://{}", venue.addresses.devices)
    );
    uplink::sync_once(&data, &config, &Clock::of_this_device()).unwrap();
    let kept = std::fs::read_to_string(data.join("server-address.txt")).unwrap();
    assert!(
        kept.contains(&venue.addresses.devices.to_string()),
        "{kept}"
    );
    let phones = uplink::address_for_phones(&data, &config);
    assert_eq!(phones, venue.public_url());
    assert_eq!(false_one.stored_records(), []);
    assert_eq!(false_one.totals().kiosks, []);
}
