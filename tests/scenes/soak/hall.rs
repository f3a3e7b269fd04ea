//! The kiosk in a hall or at a booth: the desk that is behind the window, in a process of its own that does what a line of
//! its standard input says, and answers each with a line.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use shared::ids::BoothNumber;
use sync_server::catalogue;
use ui::search::Index;
use view::{Outcome, VisitorCommand};

use crate::people::{Kiosk, joins};
use crate::scanning::Running;

/// The variable that makes this program such a kiosk: its folder.
const DATA: &str = "SOAK_HALL_KIOSK";
/// The test that is this program.
const TEST: &str = "soak::ten_times_the_load_stays_in_bounds";

/// Starts the kiosk of a folder.
pub(super) fn start(data: &Path) -> Running {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([TEST, "--exact", "--nocapture"]);
    command.env(DATA, data);
    Running::of(command)
}

/// Returns the folder of the kiosk that this process is to be.
pub(super) fn data_of_this_process() -> Option<PathBuf> {
    std::env::var_os(DATA).map(PathBuf::from)
}

/// Serves visitors until there are no more.
pub(super) fn run(data: PathBuf) {
    let kiosk = Kiosk::start(data);
    let index = Index::new(&catalogue::sample().unwrap());
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (act, what) = line.split_once(' ').unwrap();
        let done = match act {
            "visit" => matches!(kiosk.visits(what), Outcome::Visited { again: false, .. }),
            "search" => !index.find(what).is_empty(),
            "look" => {
                let booth = BoothNumber(what.parse().unwrap());
                kiosk.asks(VisitorCommand::LookedUp(booth));
                true
            }
            _ => {
                let name = format!("Người mẫu {what}");
                kiosk.writes(what.parse().unwrap(), &name, joins())
            }
        };
        // The test harness may have begun a line.
        println!("\n{}", json!(done));
    }
}
