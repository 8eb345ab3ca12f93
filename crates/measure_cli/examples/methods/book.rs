//! The doc comments with the fixed headings as one page, grouped by module.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

const PREFACE: &str = "\
# Методы расчёта

Каждая формула библиотеки `measure` в том виде, в каком она считается: определение, как читать, когда значения нет, чего
остерегаться, источник и пример. Страница составлена из описаний в исходном тексте, поэтому не расходится с программой;
примеры выполняются при каждой проверке. Описания — на английском языке, как и весь исходный текст. Значения, с которыми
сверены расчёты, лежат в `crates/measure/reference` вместе с программами, которые их получили.

Made by `make methods`; a test says when this page is behind.
";

/// A described function or type.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The module: `stats`, `latent::rasch`.
    pub(crate) module: String,
    /// The name: `wilson_interval`, `Responses::new`.
    pub(crate) name: String,
    /// The file below the library's sources.
    pub(crate) file: String,
    /// The doc comment, without slashes.
    pub(crate) lines: Vec<String>,
}

/// The whole page.
pub(crate) fn book(library: &Path) -> io::Result<String> {
    let entries = entries(library)?;
    let mut text = format!("{PREFACE}\n");
    let mut chapters: Vec<&str> = entries.iter().map(chapter_of).collect();
    chapters.dedup();
    for chapter in &chapters {
        let names = entries.iter().filter(|entry| chapter_of(entry) == *chapter).map(|entry| entry.name.as_str());
        let names: Vec<String> = names.map(|name| format!("[`{name}`](#{})", anchor(name))).collect();
        let _ = writeln!(text, "- [{chapter}](#{chapter}): {}", names.join(", "));
    }
    for chapter in chapters {
        let _ = write!(text, "\n## {chapter}\n\n{}", introduction(library, chapter)?);
        for entry in entries.iter().filter(|entry| chapter_of(entry) == chapter) {
            let _ = write!(text, "\n### `{}`\n\n{}", entry.name, told(entry));
        }
    }
    Ok(text)
}

/// What the module says of itself, or what the library says of it.
fn introduction(library: &Path, chapter: &str) -> io::Result<String> {
    let own = [library.join(chapter).join("mod.rs"), library.join(format!("{chapter}.rs"))];
    let own = own.iter().find(|path| path.exists()).map(fs::read_to_string).transpose()?.unwrap_or_default();
    let lines: Vec<&str> = own.lines().map_while(|line| line.strip_prefix("//!")).collect();
    if !lines.is_empty() {
        return Ok(lines.iter().map(|line| without_links(line.trim()) + "\n").collect());
    }
    let all = fs::read_to_string(library.join("lib.rs"))?;
    let above = all.lines().take_while(|line| *line != format!("pub mod {chapter};")).collect::<Vec<_>>();
    let said: Vec<&str> = above.iter().rev().map_while(|line| line.strip_prefix("///")).collect();
    Ok(said.iter().rev().map(|line| without_links(line.trim()) + "\n").collect())
}

/// As GitHub makes it of a heading.
fn anchor(name: &str) -> String {
    name.to_lowercase().replace(':', "")
}

fn chapter_of(entry: &Entry) -> &str {
    chapter(&entry.module)
}

fn chapter(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// All described functions and types, by chapter and name.
pub(crate) fn entries(library: &Path) -> io::Result<Vec<Entry>> {
    let mut files = Vec::new();
    walk(library, &mut files)?;
    let mut entries = Vec::new();
    for path in files {
        let file = path.strip_prefix(library).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        read(&file, &fs::read_to_string(&path)?, &mut entries);
    }
    entries.sort_by(|left, right| (chapter_of(left), &left.name).cmp(&(chapter_of(right), &right.name)));
    Ok(entries)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn read(file: &str, text: &str, entries: &mut Vec<Entry>) {
    let (mut lines, mut owner) = (Vec::new(), String::new());
    for line in text.lines() {
        let code = line.trim();
        if let Some(said) = code.strip_prefix("///") {
            lines.push(said.strip_prefix(' ').unwrap_or(said).to_owned());
            continue;
        }
        if line.starts_with("impl") && !line.ends_with("{}") {
            owner = implemented(line);
        } else if line.starts_with('}') {
            owner.clear();
        }
        if code.starts_with("#[") || code.is_empty() && !lines.is_empty() {
            continue;
        }
        if lines.iter().any(|line| line == "# Definition")
            && let Some(name) = public_name(code)
        {
            let name = if owner.is_empty() { name.to_owned() } else { format!("{owner}::{name}") };
            entries.push(Entry {
                module: module(file),
                name,
                file: file.to_owned(),
                lines: std::mem::take(&mut lines),
            });
        }
        lines.clear();
    }
}

/// `stats` of `stats/mean.rs`; `mixed` of `mixed.rs`.
fn module(file: &str) -> String {
    let stem = file.trim_end_matches(".rs");
    match stem.rsplit_once('/') {
        Some((folder, _)) => folder.replace('/', "::"),
        None => stem.to_owned(),
    }
}

/// `Responses` of `impl<T> Responses {`, `Weights` of `impl Default for Weights {`.
fn implemented(line: &str) -> String {
    let head = line.trim_end_matches('{').trim();
    let last = head.rsplit(" for ").next().unwrap_or(head);
    let last = last.strip_prefix("impl").unwrap_or(last).trim();
    let last = if last.starts_with('<') { last.split_once('>').map_or(last, |(_, rest)| rest.trim()) } else { last };
    last.split(['<', ' ']).next().unwrap_or(last).to_owned()
}

fn public_name(code: &str) -> Option<&str> {
    let rest = code.strip_prefix("pub ")?;
    let rest = rest.strip_prefix("const ").filter(|rest| rest.starts_with("fn ")).unwrap_or(rest);
    let kinds = ["fn ", "struct ", "enum ", "trait "];
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()
}

fn told(entry: &Entry) -> String {
    let mut text = String::new();
    let mut is_code = false;
    for line in &entry.lines {
        if line.starts_with("```") {
            is_code = !is_code;
            let _ = writeln!(text, "{}", if is_code && line == "```" { "```rust" } else { line });
        } else if is_code {
            // hidden lines of an example belong to it: without them it does not run
            let shown = line.strip_prefix("# ").unwrap_or(line);
            let _ = writeln!(text, "{shown}");
        } else if let Some(heading) = line.strip_prefix("# ") {
            let _ = write!(text, "**{heading}**\n\n");
        } else {
            let _ = writeln!(text, "{}", without_links(line));
        }
    }
    let _ = write!(text, "\n`crates/measure/src/{}`\n", entry.file);
    text
}

/// «[`Share`]» and «[`Share`](school::Share)» lead somewhere only in the documentation of the code.
fn without_links(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("[`") {
        let Some(length) = rest[start..].find("`]") else { break };
        text.push_str(&rest[..start]);
        text.push_str(&rest[start + 1..=start + length]);
        rest = &rest[start + length + 2..];
        if rest.starts_with('(')
            && let Some(end) = rest.find(')')
        {
            rest = &rest[end + 1..];
        }
    }
    text + rest
}
