//! Manual pages and completions that the programs write for their packages.

use std::fs;
use std::process::Command;

use crate::venue::program;

/// Returns the commands that a program's help names.
fn commands(name: &str) -> Vec<String> {
    let help = Command::new(program(name)).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed = help.lines().skip_while(|it| *it != "Commands:").skip(1);
    let listed = listed.take_while(|it| !it.is_empty());
    // What is said of a command goes on in lines further to the right.
    let first_lines = listed.filter(|it| !it.starts_with("   "));
    let names = first_lines.filter_map(|it| it.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn every_command_has_its_manual_page_and_completion() {
    for name in ["kiosk", "sync-server"] {
        let folder = tempfile::tempdir().unwrap();
        let mut write = Command::new(program(name));
        write.arg("manual-pages").arg("--out").arg(folder.path());
        assert!(write.status().unwrap().success());
        let read = |file: String| fs::read_to_string(folder.path().join(file)).unwrap();
        let completions = [
            read(format!("completions/{name}.bash")),
            read(format!("completions/{name}.fish")),
            read(format!("completions/_{name}")),
        ];
        let commands = commands(name);
        assert!(commands.len() > 8, "{commands:?}");
        for command in commands.iter().filter(|it| *it != "help") {
            let page = read(format!("man/{name}-{command}.1"));
            assert!(page.contains(".SH SYNOPSIS"), "{command}");
            for completion in &completions {
                assert!(completion.contains(command.as_str()), "{command}");
            }
        }
        assert!(read(format!("man/{name}.1")).contains(".SH DESCRIPTION"));
    }
}
