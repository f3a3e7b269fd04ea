//! The commands about releases of the kiosks' program.

use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use shared::catalogue::MediaFile;
use shared::protocol::v1::{UpdateOutcome, UpdateReport};
use shared::release::{Release, ReleaseKey, Version, this_target};
use sync_server::operations::releases::{KioskVersion, stage, withdraw};
use sync_server::{system_time, write_private};

use super::data::Data;

/// Hand out another version of the kiosks' program
#[derive(Subcommand)]
#[command(after_help = "\
EXAMPLES, for those who make the program:
  sync-server release keygen --out release.key
  sync-server release sign --key release.key --program target/release/kiosk --version 1.2.0 --out kiosk-1.2.0.release
and for those who run the exhibition:
  sync-server release stage --data venue kiosk-1.2.0.release
  sync-server release list --data venue
  sync-server release withdraw --data venue

A kiosk takes only what was signed with a key that its kiosk.toml names (release_keys = [\"release:…\"]), is made for its
kind of computer, and is newer than what it runs. It changes over while no door is open and nobody stands before it; with
--at-once also during opening hours. A version that does not come up gives way to the one before, by itself.")]
pub(super) enum ReleaseCommand {
    /// Make the key that signs releases, and print its public half, which goes into each kiosk.toml
    Keygen {
        /// The new file for the key. It belongs neither on the server nor on a kiosk
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Make a release of a program
    Sign {
        /// The key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The kiosk's program
        #[arg(long, value_name = "FILE")]
        program: PathBuf,
        /// Its version, such as 1.2.0
        #[arg(long, value_name = "VERSION")]
        version: Version,
        /// The kind of computer it runs on
        #[arg(long, value_name = "KIND", default_value_t = this_target())]
        target: String,
        /// The new file for the release
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Have all kiosks in service run a release. Kiosks that are enrolled later need it staged once more
    Stage {
        #[command(flatten)]
        data: Data,
        /// The release
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// During opening hours too, as soon as nobody stands before a kiosk
        #[arg(long)]
        at_once: bool,
    },
    /// List what each kiosk runs, and what it is to run
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Have no kiosk change to a release that it does not run yet
    Withdraw {
        #[command(flatten)]
        data: Data,
    },
}

pub(super) fn run(command: ReleaseCommand) -> anyhow::Result<()> {
    match command {
        ReleaseCommand::Keygen { out } => {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed)?;
            if out.exists() {
                bail!("{} is there already; choose another name", out.display());
            }
            write_private(&out, hex::encode(seed).as_bytes())
                .with_context(|| format!("{} can't be made", out.display()))?;
            say!("{}", ReleaseKey::of_seed(&seed));
        }
        ReleaseCommand::Sign {
            key,
            program,
            version,
            target,
            out,
        } => sign(&key, &program, version, target, &out)?,
        ReleaseCommand::Stage {
            data,
            file,
            at_once,
        } => {
            let opened = File::open(&file).with_context(|| file.display().to_string())?;
            let (database, now) = (data.database()?, system_time());
            let (release, kiosks) = stage(&*database, &mut BufReader::new(opened), at_once, now)
                .with_context(|| file.display().to_string())?;
            let when = if at_once {
                "at once"
            } else {
                "after opening hours"
            };
            say!(
                "Version {} for {} waits for {kiosks} kiosks, which run it {when}.",
                release.version,
                release.target
            );
        }
        ReleaseCommand::List { data } => list(&data)?,
        ReleaseCommand::Withdraw { data } => {
            let kiosks = withdraw(&*data.database()?, system_time())?;
            say!("No kiosk is to change its version any more; {kiosks} were.");
        }
    }
    Ok(())
}

fn sign(
    key: &Path,
    program: &Path,
    version: Version,
    target: String,
    out: &Path,
) -> anyhow::Result<()> {
    let text = fs::read_to_string(key).with_context(|| key.display().to_string())?;
    let mut seed = [0; 32];
    if hex::decode_to_slice(text.trim(), &mut seed).is_err() {
        bail!(
            "{} is no key of releases; make one with `sync-server release keygen`",
            key.display()
        );
    }
    let content = fs::read(program).with_context(|| program.display().to_string())?;
    let release = Release::sign(version, target, MediaFile::of(&content), &seed);
    let mut new =
        File::create_new(out).with_context(|| format!("{} can't be made", out.display()))?;
    new.write_all(release.line().as_bytes())?;
    new.write_all(&content)?;
    new.sync_all()?;
    say!("{} is version {}.", out.display(), release.version);
    Ok(())
}

fn list(data: &Data) -> anyhow::Result<()> {
    for kiosk in data.database()?.read()?.devices()? {
        let KioskVersion {
            running,
            wanted,
            trouble,
        } = KioskVersion::of(kiosk.report.as_ref(), &kiosk.instructions);
        let wanted = wanted.map(|it| format!(", is to run {it}"));
        let trouble = trouble.map(|UpdateReport { version, outcome }| match outcome {
            UpdateOutcome::Unsigned => {
                format!(", does not take {version}: nobody it trusts signed it")
            }
            UpdateOutcome::OtherTarget => {
                format!(", does not take {version}: it is for another kind of computer")
            }
            UpdateOutcome::Failed | UpdateOutcome::Unknown => {
                format!(", went back from {version}, which did not start")
            }
        });
        say!(
            "{}: {}{}{}",
            kiosk.id,
            running.as_deref().unwrap_or("has not said"),
            wanted.unwrap_or_default(),
            trouble.unwrap_or_default()
        );
    }
    Ok(())
}
