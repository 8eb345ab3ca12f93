//! METHODS.md says what the code says.

#[path = "../examples/methods/book.rs"]
mod book;

use std::fs;
use std::path::{Path, PathBuf};

/// The fixed headings, in their order.
const HEADINGS: [&str; 6] = ["Definition", "Reads as", "Undefined when", "Caution", "Source", "Example"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_committed_page_is_current() {
    let made = book::book(&root().join("crates/measure/src")).unwrap();
    let kept = fs::read_to_string(root().join("METHODS.md")).unwrap();
    assert!(made == kept, "METHODS.md is behind the code: make methods");
}

#[test]
fn the_page_names_every_described_function_once() {
    let library = root().join("crates/measure/src");
    let page = book::book(&library).unwrap();
    let entries = book::entries(&library).unwrap();
    for entry in &entries {
        let heading = format!("\n### `{}`\n", entry.name);
        let namesakes = entries.iter().filter(|other| other.name == entry.name).count();
        assert_eq!(page.matches(&heading).count(), namesakes, "{} of {}", entry.name, entry.file);
    }
}

#[test]
fn every_description_has_all_headings_in_order() {
    let entries = book::entries(&root().join("crates/measure/src")).unwrap();
    assert!(entries.iter().any(|entry| entry.name == "wilson_interval"));
    let mut faults = Vec::new();
    for entry in &entries {
        let headings = entry.lines.iter().filter_map(|line| line.strip_prefix("# "));
        let headings: Vec<&str> = headings.filter(|heading| HEADINGS.contains(heading)).collect();
        if headings != HEADINGS {
            faults.push(format!("{} of {}: {}", entry.name, entry.file, headings.join(", ")));
        }
    }
    assert!(faults.is_empty(), "headings are {}:\n  {}", HEADINGS.join(", "), faults.join("\n  "));
}
