//! Which file uses which: read from the real paths in the crates of [`CRATES`], tests aside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The crates without two types of one name, and without circles.
const CRATES: [&str; 11] = [
    "sync-server",
    "shared",
    "kiosk/printer",
    "kiosk/scanner",
    "kiosk/view",
    "kiosk/journal",
    "kiosk/config",
    "kiosk/desk",
    "kiosk/uplink",
    "kiosk/ui",
    "kiosk",
];

/// The folders and files of `sync-server/src` from top to bottom; each may use those further down.
const LAYERS: [&[&str]; 12] = [
    &["background", "in_process", "support_bundle"],
    &["doctor", "server"],
    &["announce", "http"],
    &["webhooks"],
    &["backup", "kiosk_folder", "media_folder", "ticket_folder"],
    &["render"],
    &["operations"],
    &["postgres", "sqlite"],
    &["sql", "store"],
    &["engine"],
    &["ports"],
    &[
        "auth",
        "clock",
        "descriptors",
        "listeners",
        "logging",
        "media",
        "one_time_code",
        "parallel",
        "pdf",
        "private_file",
        "process",
        "service_manager",
        "sheet",
        "tls_roots",
    ],
];
/// Whether a file or a folder of this name holds tests alone.
fn is_test(name: &str) -> bool {
    name.ends_with("tests") || name == "contract"
}

/// What organisers do knows neither the databases nor who asks.
const NOT_FOR_OPERATIONS: [&str; 5] = ["store", "sql", "sqlite", "postgres", "engine"];
/// Arrows that still point up. Only ever take away from this list.
const UPWARD: [(&str, &str); 0] = [];

/// The modules of a crate that have a file of their own, by path, and what each uses.
struct Modules(BTreeMap<String, Module>);

#[derive(Default)]
struct Module {
    /// Names that are imported or passed on, with the path each stands for.
    names: BTreeMap<String, Vec<String>>,
    /// Every path in it, but for those that are only passed on.
    paths: Vec<Vec<String>>,
}

impl Modules {
    fn read(source: &Path) -> Self {
        let mut modules = Self(BTreeMap::new());
        modules.read_folder(source, source);
        modules
    }

    fn read_folder(&mut self, source: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if path.is_dir() && !is_test(name) {
                self.read_folder(source, &path);
            } else if path.extension().is_some_and(|it| it == "rs") && !is_test(name) {
                let within = path.strip_prefix(source).unwrap().with_extension("");
                let parts = within.iter().map(|part| part.to_str().unwrap());
                let parts: Vec<&str> = parts
                    .filter(|part| !["lib", "mod", "main"].contains(part))
                    .collect();
                let text = fs::read_to_string(&path).unwrap();
                let module = self.0.entry(parts.join("::")).or_default();
                module.read_text(&text);
            }
        }
    }

    fn has(&self, module: &str) -> bool {
        self.0.contains_key(module)
    }

    /// Returns the module in which what a path names is written.
    fn home(&self, from: &str, path: &[String], depth: u8) -> Option<String> {
        let mut rest = path;
        let mut module = match path.first()?.as_str() {
            "crate" => String::new(),
            "self" | "super" => from.to_owned(),
            name if self.has(&below(from, name)) => from.to_owned(),
            _ => return None,
        };
        if matches!(rest.first()?.as_str(), "crate" | "self") {
            rest = &rest[1..];
        }
        while rest.first().is_some_and(|part| part == "super") {
            let parent = module.rsplit_once("::");
            module = parent.map_or_else(String::new, |it| it.0.to_owned());
            rest = &rest[1..];
        }
        while let Some(child) = rest.first().map(|part| below(&module, part)) {
            if !self.has(&child) {
                break;
            }
            module = child;
            rest = &rest[1..];
        }
        let named = rest
            .first()
            .and_then(|name| self.0[&module].names.get(name));
        let named = named.filter(|_| depth < 8);
        let passed_on = named.and_then(|path| self.home(&module, path, depth + 1));
        Some(passed_on.unwrap_or(module))
    }

    /// Returns which modules each uses.
    fn arrows(&self) -> BTreeMap<String, BTreeSet<String>> {
        let arrows = self.0.iter().map(|(from, module)| {
            let homes = module.paths.iter().filter_map(|it| self.home(from, it, 0));
            (from.clone(), homes.filter(|home| home != from).collect())
        });
        arrows.collect()
    }
}

impl Module {
    fn read_text(&mut self, text: &str) {
        let text = text.split("#[cfg(test)]").next().unwrap();
        let tokens = tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" {
                let end = tokens[at..].iter().position(|it| it == ";").unwrap() + at;
                let passes_on = at > 0 && ["pub", ")"].contains(&tokens[at - 1].as_str());
                self.take(&mut &tokens[at + 1..end], &[], passes_on);
                at = end;
            } else if tokens.get(at + 1).is_some_and(|it| it == "::")
                && (at == 0 || tokens[at - 1] != "::")
            {
                let first = at;
                let mut path = vec![tokens[at].clone()];
                while tokens.get(at + 1).is_some_and(|it| it == "::") {
                    at += 2;
                    path.extend(tokens.get(at).cloned());
                }
                // Who may see a thing uses nothing.
                let is_visibility = first >= 2 && tokens[first - 2..first] == ["(", "in"];
                if !is_visibility {
                    self.paths.push(path);
                }
            }
            at += 1;
        }
    }

    /// Takes in one tree of a `use`.
    fn take(&mut self, tokens: &mut &[String], before: &[String], passes_on: bool) {
        let mut path = before.to_vec();
        while let [token, rest @ ..] = *tokens {
            match token.as_str() {
                "::" => *tokens = rest,
                "," | "}" => break,
                "{" => {
                    *tokens = rest;
                    while tokens.first().is_some_and(|it| it != "}") {
                        self.take(tokens, &path, passes_on);
                        if tokens.first().is_some_and(|it| it == ",") {
                            *tokens = &tokens[1..];
                        }
                    }
                    *tokens = tokens.get(1..).unwrap_or_default();
                    return;
                }
                "as" => {
                    let name = rest[0].clone();
                    *tokens = &rest[1..];
                    self.names.insert(name, path.clone());
                }
                "self" if !path.is_empty() => *tokens = rest,
                part => {
                    path.push(part.to_owned());
                    *tokens = rest;
                }
            }
        }
        if let Some(name) = path.last() {
            self.names.insert(name.clone(), path.clone());
        }
        if !passes_on {
            self.paths.push(path);
        }
    }
}

fn below(module: &str, name: &str) -> String {
    if module.is_empty() {
        name.to_owned()
    } else {
        format!("{module}::{name}")
    }
}

/// The words and signs of a text, without comments and what stands in quotation marks.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            let mut escaped = false;
            let mut inside = rest[1..].char_indices();
            let end = inside.find(|(_, sign)| {
                let ends = *sign == '"' && !escaped;
                escaped = *sign == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |(at, _)| at + 2)
        } else if rest.starts_with("'\"'") {
            3
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_');
            let end = end.unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[end..];
    }
    tokens
}

/// The modules that can be reached from one.
fn reached<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        for to in arrows.get(module).into_iter().flatten() {
            if reached.insert(to.as_str()) {
                next.push(to);
            }
        }
    }
    reached
}

/// Modules that use each other in circles, each circle by name.
fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<Vec<String>> {
    let all: BTreeMap<&str, BTreeSet<&str>> = arrows
        .keys()
        .map(|module| (module.as_str(), reached(arrows, module)))
        .collect();
    let circle_of = |module: &str| -> Vec<String> {
        let members = all[module].iter();
        let members = members.filter(|it| all.get(*it).is_some_and(|back| back.contains(module)));
        members.map(|it| (*it).to_owned()).collect()
    };
    let circles = arrows.keys().map(|module| circle_of(module));
    circles.filter(|circle| circle.len() > 1).collect()
}

fn source(of: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(of)
        .join("src")
}

#[test]
fn arrows_between_folders_point_down() {
    let arrows = Modules::read(&source("sync-server")).arrows();
    let layer = |name: &str| LAYERS.iter().position(|layer| layer.contains(&name));
    let mut upward = BTreeSet::new();
    for (from, homes) in &arrows {
        let top = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
        let from = top(from);
        for to in homes.iter().map(|to| top(to)).filter(|to| *to != from) {
            // The command line is a program of its own, which uses the crate from outside.
            if ["", "command"].contains(&from.as_str()) || to.is_empty() {
                continue;
            }
            let (Some(above), Some(beneath)) = (layer(&from), layer(&to)) else {
                panic!("{from} or {to} has no layer yet");
            };
            let is_operation = ["operations", "render"].contains(&from.as_str());
            let forbidden = is_operation && NOT_FOR_OPERATIONS.contains(&to.as_str());
            if above > beneath || forbidden {
                upward.insert((from.clone(), to));
            }
        }
    }
    upward.retain(|(from, to)| !UPWARD.contains(&(from.as_str(), to.as_str())));
    assert!(upward.is_empty(), "{upward:?}");
}

#[test]
fn no_file_uses_another_in_a_circle() {
    for of in CRATES {
        let found = circles(&Modules::read(&source(of)).arrows());
        assert!(found.is_empty(), "{of}: {found:#?}");
    }
}

/// Adds the types that files of a folder declare, each with the file.
fn collect_types(folder: &Path, types: &mut BTreeMap<String, Vec<String>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_types(&path, types);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let line = line.trim_start();
            let line = line.strip_prefix("pub").map_or(line, |rest| {
                let rest = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
                rest.map_or(&line[3..], |(_, rest)| rest).trim_start()
            });
            let declared = ["struct ", "enum ", "trait "]
                .iter()
                .find_map(|keyword| line.strip_prefix(keyword));
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            if let Some(declared) = declared {
                let name = declared.split(|c| !is_name(c)).next().unwrap_or_default();
                let file = path.display().to_string();
                types.entry(name.to_owned()).or_default().push(file);
            }
        }
    }
}

#[test]
fn every_type_of_a_crate_has_its_own_name() {
    for of in CRATES {
        let mut types = BTreeMap::new();
        collect_types(&source(of), &mut types);
        assert!(types.len() > 5, "{of}: {} types", types.len());
        // What a macro declares has no name in the text.
        types.retain(|name, files| !name.is_empty() && files.len() > 1);
        assert!(types.is_empty(), "{of}: {types:#?}");
    }
}

/// Adds how many lines each file of a folder has, tests aside.
fn collect_lengths(folder: &Path, lengths: &mut BTreeMap<String, usize>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if is_test(path.file_stem().unwrap().to_str().unwrap()) {
            continue;
        }
        if path.is_dir() {
            collect_lengths(&path, lengths);
        } else {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            lengths.insert(path.display().to_string(), lines);
        }
    }
}

#[test]
fn no_file_of_the_kiosk_exceeds_four_hundred_lines() {
    for of in CRATES.iter().filter(|of| of.starts_with("kiosk")) {
        let mut lengths = BTreeMap::new();
        collect_lengths(&source(of), &mut lengths);
        assert!(lengths.len() > 3, "{of}: {lengths:?}");
        lengths.retain(|_, lines| *lines > 400);
        assert!(lengths.is_empty(), "{of}: {lengths:#?}");
    }
}
