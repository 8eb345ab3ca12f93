//! Rules of the repository that no compiler knows. Each message says what to do instead.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The longest file of code; tests may be longer.
const LONGEST_FILE: usize = 400;

/// Names of files that say nothing about what is in them.
const EMPTY_NAMES: [&str; 9] = ["util", "utils", "helper", "helpers", "common", "misc", "manager", "service", "core"];

/// Crates whose very matter is Russian: words of the school, headers of its files, the language of packs, documents.
const RUSSIAN_CRATES: [&str; 10] =
    ["school", "formula", "sheets", "documents", "pdf", "charts", "testkit", "measure", "measure_cli", "web"];

/// Files outside tests where Russian text may stand, besides `labels.rs` and templates: the command line, documents, and
/// the readers of school files, whose headings and cells are Russian.
const RUSSIAN_FILES: [&str; 21] = [
    "labels.rs",
    "labels/",
    "words.rs",
    "cli.rs",
    "composition.rs",
    "paper.rs",
    "compose/",
    "usual.rs",
    "samples.rs",
    "demo/",
    "populations",
    "recognise",
    "imports/cell.rs",
    "imports/dirt.rs",
    "long_table/",
    "vpr_individual_results/",
    "class_year_sheet/",
    "examples/",
    "benches/",
    "shown.rs",
    "password_rule.rs",
];

/// Files outside `queries.rs` where SQL may stand: the database layer itself, populations of the indicator language, the
/// planner that puts them together, features of one small file, and the few statements that belong to no feature.
const SQL_PLACES: [&str; 16] = [
    "crates/store/",
    "crates/ledger/",
    "crates/testkit/",
    "crates/formula/",
    "populations",
    "queries",
    "crates/access/src/guard.rs",
    "crates/access/src/sign_in.rs",
    "crates/plan/src/settings.rs",
    "crates/plan/src/indicators/own.rs",
    "crates/decide/src/action_items.rs",
    "crates/analyse/src/choices.rs",
    "crates/analyse/src/place.rs",
    "crates/analyse/src/engine/memory.rs",
    "crates/server/src/layers.rs",
    "examples/",
];

/// Where the time of the system is read.
const CLOCKS: [&str; 2] = ["crates/server/src/clock.rs", "crates/store/src/id.rs"];

struct Source {
    path: String,
    /// lines of code: without comments, and without the tests at the end of the file
    code: Vec<(usize, String)>,
    lines: usize,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && name != "node_modules" {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join("crates"), &mut found);
    found.sort();
    found
}

fn is_test(path: &str) -> bool {
    ["/tests/", "tests.rs", "testing.rs", "/testkit/", "stories.rs", "story.rs", "/cases/"]
        .iter()
        .any(|part| path.contains(part))
}

fn sources() -> Vec<Source> {
    let root = root();
    let rust = files().into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "rs"));
    rust.map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let production = text.lines().enumerate().take_while(|(_, line)| line.trim() != "#[cfg(test)]");
        let code = production.filter(|(_, line)| !line.trim_start().starts_with("//"));
        let code = code.map(|(at, line)| (at + 1, without_comment(line).to_owned())).collect();
        Source { path, code, lines: text.lines().count() }
    })
    .collect()
}

fn without_comment(line: &str) -> &str {
    line.split(" // ").next().unwrap_or(line)
}

#[track_caller]
fn none(faults: &[String], advice: &str) {
    assert!(faults.is_empty(), "{advice}\n  {}", faults.join("\n  "));
}

fn is_cyrillic(letter: char) -> bool {
    ('а'..='я').contains(&letter) || ('А'..='Я').contains(&letter) || letter == 'ё' || letter == 'Ё'
}

#[test]
fn russian_stands_where_translators_look() {
    let is_allowed = |path: &str| {
        let of_crate = |name: &&str| path.starts_with(&format!("crates/{name}/"));
        is_test(path) || RUSSIAN_CRATES.iter().any(of_crate) || RUSSIAN_FILES.iter().any(|part| path.contains(part))
    };
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !is_allowed(&source.path)) {
        // Messages of error types stand on the variant, page titles beside the page: an attribute or a title is no label.
        let is_plain =
            |line: &str| !line.contains("#[error(") && !line.contains("Page::new(") && !line.contains(".crumb(");
        let lines = source.code.iter().filter(|(_, line)| line.contains(is_cyrillic) && is_plain(line));
        let told: Vec<String> = lines.map(|(at, _)| at.to_string()).collect();
        if told.len() > 12 {
            faults.push(format!("{}: {} lines, first {}", source.path, told.len(), told[0]));
        }
    }
    none(&faults, "Move the Russian text to labels.rs, a template or a document:");
}

#[test]
fn sql_stands_in_queries() {
    let words = ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "SELECT COUNT("];
    let is_allowed = |path: &str| is_test(path) || SQL_PLACES.iter().any(|part| path.contains(part));
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !is_allowed(&source.path)) {
        let lines = source.code.iter().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        faults.extend(lines.map(|(at, _)| format!("{}:{at}", source.path)));
    }
    none(&faults, "Put the question into queries.rs as a function named by it:");
}

#[test]
fn files_have_telling_names() {
    let mut faults = Vec::new();
    for path in files() {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if EMPTY_NAMES.contains(&stem.as_str()) {
            faults.push(path.display().to_string());
        }
    }
    none(&faults, "Name the file by what it is about:");
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter(|source| !is_test(&source.path) && source.lines > LONGEST_FILE);
    let faults: Vec<String> = long.map(|source| format!("{}: {} lines", source.path, source.lines)).collect();
    none(&faults, "Split the file along what it does:");
}

#[test]
fn the_time_is_read_in_one_place() {
    let words = ["Utc::now(", "Local::now(", "SystemTime::now("];
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path) && !CLOCKS.contains(&source.path.as_str())) {
        let lines = source.code.iter().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        faults.extend(lines.map(|(at, _)| format!("{}:{at}", source.path)));
    }
    none(&faults, "Take the moment from Cx, Change or a parameter:");
}

/// A feature is a folder with pages; it has `tests.rs` of its own, or its crate has `tests/`.
#[test]
fn every_feature_has_tests() {
    let mut faults = Vec::new();
    for path in files().iter().filter(|path| path.ends_with("pages.rs")) {
        let folder = path.parent().unwrap();
        let is_tested = folder.join("tests.rs").exists() || folder.join("tests").is_dir() || mentions_tests(folder);
        if !is_tested {
            faults.push(folder.strip_prefix(root()).unwrap().display().to_string());
        }
    }
    none(&faults, "Add tests.rs that goes through the feature's pages:");
}

/// A feature may also be tested through its address from where it is put together: `/plan/indicators` in `analyse`.
fn mentions_tests(folder: &Path) -> bool {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stage = folder.ancestors().find(|above| above.ends_with("src")).and_then(Path::parent).map(name);
    let address = format!("/{}/{}", stage.unwrap_or_default(), name(folder));
    let tests = files().into_iter().filter(|path| is_test(&path.to_string_lossy()));
    tests.filter_map(|path| fs::read_to_string(path).ok()).any(|text| text.contains(&address))
}

#[test]
fn each_step_of_the_schema_has_a_sample() {
    let steps = files().into_iter().filter(|path| path.to_string_lossy().contains("/migrations/"));
    let mut faults = Vec::new();
    for path in steps {
        let name = path.to_string_lossy().into_owned();
        let is_sample = name.ends_with(".sample.sql");
        let twin = if is_sample { name.replace(".sample.sql", ".sql") } else { name.replace(".sql", ".sample.sql") };
        if !Path::new(&twin).exists() {
            faults.push(name);
        }
    }
    none(&faults, "Write the step and its sample side by side:");
}
