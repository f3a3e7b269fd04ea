//! `kiosk.toml` as enrolment writes it.

use shared::enrolment::HostPort;
use shared::protocol::v1::EnrolReply;

/// What enrolment says; everything else is the technicians'.
const OWN_KEYS: [&str; 9] = [
    "server",
    "pins",
    "exhibition",
    "kiosk",
    "token",
    "gate",
    "direction",
    "both_ways",
    "role",
];

/// Returns the text of a new `kiosk.toml`, with the server's addresses in the order to try them, and what else an earlier
/// one says.
pub(super) fn config(reply: &EnrolReply, servers: &[&HostPort], earlier: &str) -> String {
    let servers = servers.iter().map(|server| format!("https://{server}"));
    reply.settings(&servers.collect::<Vec<_>>()) + &others(earlier)
}

/// Returns the lines of a file that are not about what enrolment says, and not the comment that it begins with.
fn others(earlier: &str) -> String {
    if earlier.parse::<toml::Table>().is_err() {
        return String::new();
    }
    let mut kept = String::new();
    let (mut in_table, mut open) = (false, 0);
    for line in earlier.lines() {
        in_table |= open == 0 && line.trim_start().starts_with('[');
        let key = line.split_once('=').map(|(key, _)| key.trim());
        let is_own = open > 0 || (!in_table && key.is_some_and(|key| OWN_KEYS.contains(&key)));
        if is_own {
            // A list may go on over several lines.
            let count = |signs: [char; 2]| line.chars().filter(|sign| signs.contains(sign)).count();
            open += count(['[', '{']);
            open -= count([']', '}']).min(open);
        } else if in_table || !line.starts_with("# What this kiosk is.") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_technicians_wrote_stays() {
        let earlier = "# What this kiosk is. A secret.\nserver = \"https://a:1\"\npins = [\n  \"sha256:00\",\n]\nunattended = true\n\
            token = \"old\"\nrole = { booth = 7 }\nfloor_mm = 700 # low\n[scanners]\ncamera = \"C920\"\n[[scanners.serial]]\nserver = \"x\"\n";
        assert_eq!(
            others(earlier),
            "unattended = true\nfloor_mm = 700 # low\n[scanners]\ncamera = \"C920\"\n[[scanners.serial]]\nserver = \"x\"\n"
        );
        assert_eq!(others("server = "), "");
    }
}
