//! What each command does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::CommandFactory;
use shared::checkin;
use shared::ids::{GateId, KeyId};
use shared::time::WrittenDate;
use sync_server::keys;
use sync_server::kiosk_folder;
use sync_server::logging::{self, LogFormat};
use sync_server::operations::addresses::server_addresses;
use sync_server::operations::desk_access::listen_addresses;
use sync_server::operations::kiosks::{self, KioskEnrolment, KioskRole};
use sync_server::operations::rules::{self, RulesQuestion};
use sync_server::operations::{self, clocks, server_keys};
use sync_server::ports::MediaSource;
use sync_server::tickets::TicketName;
use sync_server::{BackupSchedule, Config, ListenAddresses, MediaFolder, setup, system_time};

use super::data::{self, Data};
use super::serving::run_server;
use super::{
    Cli, Command, Direction, Keys, Kiosk, Rules, account, backup, catalogue, catalogue_words,
    doctor, invite, link, migrate, people, recovery, release, seats, staff, tickets, trust,
};

/// Does what was asked.
pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    logging::init(log_format(&cli));
    let start = || Command::Start(super::start::Start::default());
    let done = match cli.command.unwrap_or_else(start) {
        Command::Start(command) => super::start::run(command),
        Command::Serve {
            data,
            database,
            devices,
            desk,
            public,
            advertise,
            no_mdns,
            clock_is_right,
            backup_to,
            backup_every,
            backup_keep,
            log_format: _,
        } => {
            let backups = backup_to.map(|to| BackupSchedule {
                to,
                every: Duration::from_mins(backup_every),
                keep: backup_keep as usize,
            });
            if database.is_none() {
                say!(
                    "Copying the files of a running server is no backup: see `sync-server backup --help`."
                );
            }
            if data.join(recovery::FILE).exists() {
                say!(
                    "{} is still there: print it, put the paper away, and delete the file.",
                    data.join(recovery::FILE).display()
                );
            }
            let place = database.as_ref().map(PathBuf::from);
            let kept = data::open(place.as_deref().unwrap_or(&data))?;
            let config = Config {
                clock_is_right,
                backups,
                database,
                advertised: advertise,
                announces: !no_mdns,
                ..Config::new(data)
            };
            let usual = ListenAddresses::beside(devices);
            let addresses = ListenAddresses {
                devices,
                desk: desk.unwrap_or_else(|| listen_addresses(&*kept, usual).desk),
                public: public.unwrap_or(usual.public),
            };
            run_server(config, &addresses, None)
        }
        Command::Init {
            data,
            catalogue,
            first_day,
            media,
            recover,
        } => init(
            &data,
            catalogue,
            first_day,
            media.as_deref(),
            recover.as_deref(),
        ),
        Command::RecoverySheet(command) => recovery::run(&command),
        Command::Catalogue(command) => catalogue::run(command),
        Command::Backup(command) => backup::run_backup(&command),
        Command::Restore(command) => backup::run_restore(&command),
        Command::Check(command) => backup::run_check(&command),
        Command::Doctor(command) => return Ok(doctor::run(&command)),
        Command::SupportBundle(command) => return doctor::bundle(&command),
        Command::Rebuild(command) => backup::run_rebuild(&command),
        Command::Migrate(command) => migrate::run(&command),
        Command::NewEpoch { data } => begin_epoch(&data),
        Command::Kiosk(kiosk) => run_kiosk(kiosk),
        Command::Tickets(command) => tickets::run(command),
        Command::Rules(command) => explain(&command),
        Command::Wall(command) => link::run_wall(&command),
        Command::Desk(command) => link::run_desk(&command),
        Command::Account(command) => account::run(command),
        Command::Staff(command) => staff::run_staff(command, &mut std::io::stdout()),
        Command::Export(command) => people::run_export(command, &mut std::io::stdout()),
        Command::Network(command) => people::run_network(command, &mut std::io::stdout()),
        Command::Contacts(command) => people::run_contacts(command, &mut std::io::stdout()),
        Command::Audit(command) => staff::run_audit(&command, &mut std::io::stdout()),
        Command::Inbox(command) => trust::run_inbox(&command),
        Command::Proof(command) => trust::run_proof(command),
        Command::Clocks { data } => {
            say!("{}", clocks::report(&*data.database()?)?);
            Ok(())
        }
        Command::Seats(command) => seats::run(command),
        Command::Release(command) => release::run(command),
        Command::Keys(command) => run_keys(command),
        Command::ManualPages(command) => Ok(command.write(Cli::command())?),
    };
    done.map(|()| ExitCode::SUCCESS)
}

fn begin_epoch(data: &Data) -> anyhow::Result<()> {
    let epoch = data.database()?.begin_epoch()?;
    say!(
        "The store begins a new epoch, {epoch}. Kiosks send again what it lacks as soon as they reach the server."
    );
    Ok(())
}

fn run_keys(command: Keys) -> anyhow::Result<()> {
    let now = system_time();
    match command {
        Keys::Add { data } => {
            let key = keys::add(&*data.database()?, now)?;
            say!(
                "Key {key} signs new tickets from now on. Tickets signed with older keys stay good. Print the recovery sheet anew (`sync-server recovery-sheet --help`)."
            );
        }
        Keys::Retire { data, key } => {
            keys::retire(&*data.database()?, KeyId(key), now)?;
            say!("Key {key} is retired. Kiosks refuse tickets that were signed with it.");
        }
        Keys::RenewCertificate { data } => {
            server_keys::renew_certificate(&*data.database()?, now)?;
            say!("The certificate is new; the key and its pin are as they were.");
        }
        Keys::NextTls { data } => {
            let pin = server_keys::make_next(&*data.database()?, now)?;
            say!(
                "The next key is {pin}. Put it in use with `sync-server keys use-next-tls` once all kiosks have asked for news, after some minutes."
            );
        }
        Keys::UseNextTls { data, anyway } => {
            let pin = server_keys::change_over(&*data.database()?, anyway, now)?;
            say!("The server's key is {pin} from now on.");
        }
    }
    Ok(())
}

fn explain(command: &Rules) -> anyhow::Result<()> {
    let Rules::Explain {
        data,
        ticket,
        from,
        gate,
        at,
        direction,
        people,
    } = command;
    let names = tickets::Names {
        tickets: ticket.clone(),
        from: from.clone(),
    };
    let database = &*data.database()?;
    let numbers = names.find(database)?;
    let zone = operations::catalogue::calendar(database)?.zone;
    let at = WrittenDate::read_moment(at, zone)?;
    for number in &numbers {
        if numbers.len() > 1 {
            say!("Ticket {number}:");
        }
        let question = RulesQuestion {
            ticket: TicketName::Number(*number),
            gate: gate.clone(),
            at,
            direction: (*direction).into(),
            people: *people,
        };
        say!("{}", rules::ask(database, &question)?);
    }
    Ok(())
}

fn log_format(cli: &Cli) -> LogFormat {
    match cli.command {
        Some(Command::Serve { log_format, .. }) => log_format,
        _ => LogFormat::Text,
    }
}

impl From<Direction> for checkin::Direction {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::In => Self::In,
            Direction::Out => Self::Out,
        }
    }
}

fn init(
    data: &Data,
    catalogue: Option<PathBuf>,
    first_day: Option<jiff::civil::Date>,
    media: Option<&Path>,
    recover: Option<&Path>,
) -> anyhow::Result<()> {
    let mut document = match catalogue {
        None => operations::catalogue::sample()?,
        Some(path) => catalogue::read(&path)?,
    };
    if let Some(date) = first_day {
        document = document.shifted_so_that(0, date);
    }
    let database = &*data.database()?;
    let media = media.map(MediaFolder::at);
    let media = media.as_ref().map(|it| it as &dyn MediaSource);
    let (now, sheet) = (system_time(), recover.map(recovery::read).transpose()?);
    let report = match sheet {
        Some(sheet) => operations::recovery::recover(database, &sheet, &document, media, now)?,
        None => setup::init(database, &document, media, now)?,
    };
    let gates: Vec<&str> = report.gates.iter().map(GateId::as_str).collect();
    say!("Exhibition {}: {}", report.exhibition, report.name);
    say!("  days      {}", report.days);
    say!("  gates     {}", gates.join(", "));
    say!("  key       {}", report.key);
    if let Some(folder) = &data.data {
        say!("  database  {}", folder.join("exhibition.db").display());
    }
    catalogue_words::say_remarks(&document);
    match &data.data {
        Some(folder) => {
            let sheet = folder.join(recovery::FILE);
            recovery::write(database, &sheet)?;
            say!(
                "Print {}, put the paper away, and delete the file: without it, tickets are worth nothing once this computer is lost.",
                sheet.display()
            );
        }
        None => say!("Print the recovery sheet: `sync-server recovery-sheet --help`."),
    }
    say!("Next: add a kiosk with `sync-server kiosk invite --help`.");
    Ok(())
}

fn run_kiosk(kiosk: Kiosk) -> anyhow::Result<()> {
    match kiosk {
        Kiosk::Add {
            data,
            id,
            placing,
            server,
            out,
            renew,
        } => {
            let database = data.database()?;
            let database = &*database;
            let (role, gate) = (placing.role(), placing.gate(database)?);
            let server = if server.is_empty() {
                server_addresses(database)?.devices
            } else {
                server
            };
            let place = placing.at(&gate, &server);
            let kind = if renew {
                KioskEnrolment::Renewal
            } else {
                KioskEnrolment::New
            };
            let files = kiosk_folder::enrol(database, &id, &place, kind, &out, system_time())?;
            match role {
                KioskRole::Door => say!("Kiosk {id} at gate {gate}."),
                KioskRole::Hall => say!("Kiosk {id} in a hall."),
                KioskRole::Booth(number) => say!("Kiosk {id} at booth {number}."),
            }
            say!("Copy these to it, and to nobody else:");
            say!("  {}", files.config.display());
            say!("  {}", files.bootstrap.display());
            say!("  {}", files.ticket_list.display());
            if let Some(media) = files.media {
                say!("  {}", media.display());
            }
        }
        Kiosk::Invite(command) => invite::run_invite(command)?,
        Kiosk::Renew(command) => invite::run_renew(&command)?,
        Kiosk::Remove { data, id } => {
            kiosks::remove(&*data.database()?, &id)?;
            say!("Kiosk {id} is out of service. What it sent stays and counts.");
        }
        Kiosk::Welcome(command) => trust::run_welcome(&command)?,
        Kiosk::Quarantine(command) => trust::run_quarantine(&command)?,
        Kiosk::Release(command) => trust::run_release(&command)?,
        Kiosk::List { data } => {
            let quarantines = data.database()?.read()?.quarantines()?;
            for kiosk in kiosks::list(&*data.database()?)? {
                let heard = kiosk
                    .last_seen
                    .and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok());
                let heard = heard.map_or("never".to_owned(), |at| format!("{at:.0}"));
                let place = match kiosk.role.as_str() {
                    "door" => String::new(),
                    "hall" => "\tin a hall".to_owned(),
                    booth => format!("\tbooth {booth}"),
                };
                let is_quarantined = quarantines.iter().any(|(it, _)| it.as_str() == kiosk.id);
                let place = place
                    + if is_quarantined {
                        "\tin quarantine"
                    } else {
                        ""
                    };
                say!(
                    "{}\t{}\t{}\tlast heard {heard}{place}",
                    kiosk.id,
                    kiosk.gate,
                    kiosk.direction
                );
            }
        }
    }
    Ok(())
}
