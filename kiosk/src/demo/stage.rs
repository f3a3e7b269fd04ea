//! What both kinds of demonstration play on: a real server with the sample exhibition on a free
//! loopback port, three enrolled kiosks, and tickets with their pictures.

use std::path::{Path, PathBuf};
use sync_server::SqliteDatabase;
use sync_server::catalogue;
use sync_server::system_time;

use jiff::civil::Date;
use shared::catalogue::Catalogue;
use shared::checkin::Direction;
use shared::ids::KioskId;
use shared::pin::Pin;
use shared::protocol::v1::Totals;
use shared::time::UnixMs;
use sync_server::kiosk_folder;
use sync_server::kiosks::{KioskEnrolment, KioskPlace};
use sync_server::logging::{self, LogFormat};
use sync_server::operations::staff::{self, PinUse};
use sync_server::tickets::{IssueRequest, IssuedTicket};
use sync_server::{Background, Config as ServerConfig, ListenAddresses, Listeners, setup, tickets};

use super::DemoError;
use super::script::{Door, Order};

/// The exhibition's day that is made to fall on today: the second, so that there is a yesterday.
pub(super) const TODAY: usize = 1;

/// The server at work, and where everything lies.
pub(super) struct Stage {
    dir: PathBuf,
    /// Where the server listens.
    pub(super) addresses: ListenAddresses,
    /// The exhibition with today among its days.
    pub(super) catalogue: Catalogue,
    /// What opens staff mode at every door.
    pub(super) pin: Pin,
    server: Background,
}

impl Stage {
    /// Makes the exhibition in `dir`, with today as its second day, and starts its server.
    pub(super) fn build(dir: &Path, now: UnixMs) -> Result<Self, DemoError> {
        let sample = catalogue::sample()?;
        let today = sample.calendar().zone.local(now).date;
        // A demonstration is given at any hour, whatever the doors' hours are.
        let catalogue = sample.shifted_so_that(TODAY, today).round_the_clock();
        let data = dir.join("server");
        let database = SqliteDatabase::at(&data);
        setup::init(&database, &catalogue, None, now)?;
        let pin = staff::add(&database, &"demo".parse()?, None, PinUse::Doors, now)?;
        let listeners = Listeners::on_loopback()?;
        let addresses = listeners.addresses().map_err(DemoError::Port)?;
        logging::init(LogFormat::Text);
        let server = Background::start(listeners, ServerConfig::new(data))?;
        let stage = Self {
            dir: dir.to_owned(),
            addresses,
            catalogue,
            pin,
            server,
        };
        for door in Door::ALL {
            stage.enrol(door)?;
        }
        Ok(stage)
    }

    /// Today at the exhibition.
    pub(super) fn today(&self) -> Option<Date> {
        self.catalogue.days.get(TODAY).map(|day| day.date)
    }

    /// The live page's address.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.addresses.desk)
    }

    /// The data directory of the kiosk at a door.
    pub(super) fn kiosk_dir(&self, door: Door) -> PathBuf {
        self.dir.join("kiosk").join(door.gate())
    }

    /// The folder of the ticket pictures.
    pub(super) fn tickets_dir(&self) -> PathBuf {
        self.dir.join("tickets")
    }

    /// Issues tickets, and withdraws from `since` on those that the order wants withdrawn.
    pub(super) fn issue(
        &self,
        order: &Order,
        since: UnixMs,
    ) -> Result<Vec<IssuedTicket>, DemoError> {
        let day = if order.valid_today { TODAY } else { TODAY - 1 };
        let request = IssueRequest {
            count: order.count,
            kind: order.kind.to_owned(),
            days: 1 << day,
            party: Some(order.party),
        };
        let database = self.database();
        let issued = tickets::issue(&database, &request, system_time())?;
        if order.revoked {
            for ticket in &issued {
                let name = tickets::TicketName::Number(ticket.number);
                tickets::change_status(&database, name, tickets::StatusChange::Revoke, since)?;
            }
        }
        Ok(issued)
    }

    fn database(&self) -> SqliteDatabase {
        SqliteDatabase::at(self.dir.join("server"))
    }

    fn enrol(&self, door: Door) -> Result<(), DemoError> {
        let name: KioskId = door.kiosk().parse()?;
        let direction = if door == Door::Exit {
            Direction::Out
        } else {
            Direction::In
        };
        let gate = door.gate().parse()?;
        let out = self.kiosk_dir(door);
        // On one computer nobody can be in between.
        let urls = [format!("http://{}", self.addresses.devices)];
        let place = KioskPlace::door(&gate, direction, &urls);
        let (database, kind) = (self.database(), KioskEnrolment::New);
        kiosk_folder::enrol(&database, &name, &place, kind, &out, system_time())?;
        Ok(())
    }

    /// The totals, fetched over HTTP as any page would.
    pub(super) fn totals(&self) -> Result<Totals, DemoError> {
        let failed = |error: ureq::Error| DemoError::Totals(error.to_string());
        let mut answer = ureq::get(format!("{}/api/v1/totals", self.url()))
            .call()
            .map_err(failed)?;
        let json = answer.body_mut().read_to_string().map_err(failed)?;
        Ok(serde_json::from_str(&json)?)
    }

    /// Ends the server and waits until it has written everything.
    pub(super) fn close(self) -> Result<(), DemoError> {
        Ok(self.server.stop()?)
    }
}
