//! The `kiosk` command.

use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, CommandFactory, Parser, Subcommand};
use journal::clock::Clock;
use kiosk::commands;
use kiosk::station::Station;
use kiosk_config::ScannerFlags;
use manual_pages::ManualPages;
use scanner::decode;
use texts::Language;

#[derive(Parser)]
#[command(
    name = "kiosk",
    version,
    about = "The exhibition's touch-screen kiosk: scans tickets, decides at the door, shows booths",
    long_about = "The exhibition's touch-screen kiosk: scans tickets, decides at the door, shows booths.\n\n\
        A kiosk decides by itself, from its own data directory; the network only makes its knowledge fresher. \
        `sync-server kiosk invite` on the server gives the code that sets it up: start `kiosk run` without a kiosk.toml, and hold the code to its scanner.\n\n\
        Staff open their part of the window with a PIN: `sync-server staff add` gives them one.",
    after_help = "Examples:\n  \
        kiosk demo                              try everything on this machine, with a sample exhibition\n  \
        kiosk run --data /var/lib/kiosk --fullscreen\n  \
        kiosk scan --data /var/lib/kiosk ticket.jpg\n  \
        kiosk decode --json *.jpg"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open the kiosk's window.
    Run(RunArgs),
    /// Open the kiosk's window with the version that came over the server, where one did, or else with this program.
    ///
    /// A version that does not come up three times gives way to the one before. To be started again by a service manager.
    Launch(RunArgs),
    /// Scan tickets from the command line: the same desk, journal and rules as the window.
    Scan(ScanOptions),
    /// Tell what each picture holds.
    Decode(DecodeArgs),
    /// Tell which scanners are plugged in and what to write into kiosk.toml, or try them.
    Scanners {
        /// The kiosk's data directory, for what its kiosk.toml says of scanners.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        #[command(flatten)]
        scanners: ScannerArgs,
        /// Try everything that is set up for so long: tell what each scanner is doing and what it reads.
        #[arg(long = "try", value_name = "SECONDS")]
        seconds: Option<u64>,
    },
    /// Make this the kiosk that the organisers' code is for (`sync-server kiosk invite`); a screen asks for it by itself.
    Enrol {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The code: groups of digits, with spaces or not.
        #[arg(long, value_name = "DIGITS")]
        code: String,
    },
    /// Exchange everything with the server once.
    Sync {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
    /// Tell what is wrong with the kiosk, its data, its scanners and its way to the server, and what to do.
    ///
    /// It changes nothing, and the kiosk may be running. The whole journal is checked, which takes a while for a large one.
    /// Ends with 0 when all is in order, with 1 when something is to be mended, and with 2 when the kiosk can't work.
    Doctor(DoctorOptions),
    /// Write a ZIP file for whoever helps with a fault: without names, codes, tokens, keys, or anything that visitors wrote.
    ///
    /// It holds what the doctor finds, without its words, the version, parts of the configuration, how many rows each table
    /// has, and how large the known files are. The log is not in it: it is the service manager's.
    SupportBundle {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The file to write; one that is there is left alone.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// See whether the journal is in order: its chain, and what is kept beside it.
    Check {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// Make what is kept beside the records anew. End the kiosk first.
        #[arg(long)]
        rebuild: bool,
    },
    /// Read what can be read out of a damaged journal, also where SQLite finds it malformed.
    Salvage {
        /// The kiosk's data directory.
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
        /// The damaged journal; by default the one in the data directory.
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// A new file for the records, a JSON line each.
        #[arg(long, value_name = "FILE", required_unless_present = "adopt")]
        out: Option<PathBuf>,
        /// Have this kiosk send the records of another file; the server counts none twice.
        #[arg(long)]
        adopt: bool,
    },
    /// Try everything on this machine: server, tickets, kiosk and live page, with a sample exhibition.
    #[cfg(feature = "demo")]
    Demo(kiosk::demo::DemoArgs),
    #[command(hide = true)]
    ManualPages(ManualPages),
}

#[derive(Args)]
struct DecodeArgs {
    /// One JSON line a file: {"file": …, "texts": […]}.
    #[arg(long)]
    json: bool,
    /// The pictures, PNG or JPEG.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Args)]
struct RunArgs {
    /// The kiosk's data directory.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Fill the screen, hide the cursor, and let nothing a visitor does close the window.
    #[arg(long)]
    fullscreen: bool,
    #[command(flatten)]
    scanners: ScannerArgs,
    /// Pixels of the screen per millimetre, so that touch targets have their size: 5.5 for 15.6 inches at 1920×1080.
    #[arg(long, value_name = "NUMBER")]
    px_per_mm: Option<f32>,
    /// The language that greets a new visitor.
    #[arg(long, value_name = "vi|en", default_value = "vi", value_parser = language)]
    language: Language,
    /// Whom staff call when the kiosk is out of order: a name, a telephone number.
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
}

/// Scanners as the command line names them; each option stands above what kiosk.toml says of its kind.
#[derive(Args)]
struct ScannerArgs {
    /// The camera to use, by path or part of its name, or "off"; by default the first there is. May be given several times.
    #[arg(long = "camera", value_name = "NAME|PATH|off")]
    cameras: Vec<String>,
    /// A scanner's serial port, such as /dev/ttyACM0, or "auto" for all on USB. May be given several times.
    #[arg(long, value_name = "PATH|auto|off")]
    serial: Vec<String>,
    /// A pipe or file of frames (PGM or PPM, one after the other), or "-" for standard input.
    #[arg(long, value_name = "PATH")]
    frames: Option<PathBuf>,
    /// A folder to watch for new pictures of tickets.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl From<ScannerArgs> for ScannerFlags {
    fn from(args: ScannerArgs) -> Self {
        Self {
            cameras: args.cameras,
            serial: args.serial,
            folder: args.folder,
            frames: args.frames,
        }
    }
}

#[derive(Args)]
struct ScanOptions {
    /// The kiosk's data directory.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A ticket's code, 195 digits. May be given several times.
    #[arg(long = "code", value_name = "DIGITS")]
    codes: Vec<String>,
    /// Pictures of tickets, PNG or JPEG.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read codes from standard input, one a line, and answer each at once.
    #[arg(long)]
    stdin: bool,
    /// How many people come with each code; by default the party, or as much of it as is left.
    #[arg(long, value_name = "NUMBER")]
    people: Option<u16>,
    /// Leave the server alone, this time.
    #[arg(long)]
    offline: bool,
}

#[derive(Args)]
struct DoctorOptions {
    /// The kiosk's data directory.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The language of the findings [default: as LANG says, or Vietnamese].
    #[arg(long, value_name = "vi|en", value_parser = staff_language)]
    language: Option<Language>,
    /// Write one JSON object for programs.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    // Whatever the kiosk writes, salvaged records too, is for its own user alone.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("kiosk: {}", shared::error_text(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Launch(args) => {
            let options = std::env::args_os();
            commands::launch::run(&args.data, options.skip_while(|it| it != "launch").skip(1));
            let mut station = station(args);
            station.updates = true;
            station.run()?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Run(args) => {
            let mut station = station(args);
            station.updates = std::env::var_os(uplink::VERSION_VARIABLE).is_some();
            station.run()?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Scan(args) => {
            let args = commands::scan::ScanArgs {
                data: args.data,
                codes: args.codes,
                files: args.files,
                stdin: args.stdin,
                people: args.people,
                offline: args.offline,
            };
            let decode = |file: &Path| decode::read_file(file).map_err(|error| error.to_string());
            Ok(commands::scan::run(
                &args,
                decode,
                &mut stdout().lock(),
                &mut stderr().lock(),
            )?)
        }
        Command::Decode(args) => Ok(commands::decode::run(
            &args.files,
            args.json,
            &mut stdout().lock(),
            &mut stderr().lock(),
        )),
        Command::Scanners {
            data,
            scanners,
            seconds,
        } => {
            let args = commands::scanners::ScannersArgs {
                data,
                flags: scanners.into(),
                time: seconds.map(Duration::from_secs),
            };
            commands::scanners::run(args, &mut stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Enrol { data, code } => {
            commands::enrol::run(&data, &code, &mut stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Sync { data } => {
            commands::sync::run(&data, &mut stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Doctor(options) => Ok(doctor(&options)?),
        Command::SupportBundle { data, out } => {
            let now = Clock::of_this_device().now();
            commands::support_bundle::run(&data, &out, now, &mut stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { data, rebuild } => {
            Ok(commands::check::run(&data, rebuild, &mut stdout().lock())?)
        }
        Command::Salvage {
            data,
            from,
            out,
            adopt,
        } => {
            let (from, out) = (from.as_deref(), out.as_deref());
            commands::salvage::run(&data, from, out, adopt, &mut stdout().lock())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::ManualPages(command) => {
            command.write(Cli::command())?;
            Ok(ExitCode::SUCCESS)
        }
        #[cfg(feature = "demo")]
        Command::Demo(args) => {
            kiosk::demo::run(&args, &mut stdout())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn doctor(options: &DoctorOptions) -> std::io::Result<ExitCode> {
    let of_this_user = Language::of_this_user().filter(|it| it.has_staff());
    let language = options.language.or(of_this_user);
    let now = Clock::of_this_device().now();
    let report =
        commands::doctor::examine(&options.data, language.unwrap_or(Language::VIETNAMESE), now);
    let text = if options.json {
        report.json()
    } else {
        report.text()
    };
    writeln!(stdout(), "{}", text.trim_end())?;
    Ok(report.health.exit_code().into())
}

fn staff_language(code: &str) -> Result<Language, String> {
    let language = Language::from_code(code).filter(|it| it.has_staff());
    language.ok_or_else(|| "the findings are in vi and en".to_owned())
}

fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Language::all().map(Language::code).collect();
        format!("the screens speak {}", known.join(", "))
    })
}

fn station(args: RunArgs) -> Station {
    Station {
        scanners: args.scanners.into(),
        fullscreen: args.fullscreen,
        px_per_mm: args.px_per_mm,
        language: args.language,
        contact: args.contact,
        ..Station::new(args.data)
    }
}
