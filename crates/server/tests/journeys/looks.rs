//! How pages look: on a telephone, in the light and in the dark, to a browser that is strict.

use std::collections::{BTreeSet, VecDeque};

use serde_json::{Value, json};

use crate::browser::{pictures, travel};
use crate::doors::{first_start, school_with_files};
use crate::person::Person;
use crate::{files, program};

/// More kinds of pages than there are.
const MOST_PAGES: usize = 90;
/// Latin words that Russian pages do use.
const ALLOWED: [&str; 29] = [
    "docx",
    "pdf",
    "html",
    "csv",
    "xlsx",
    "smtp",
    "starttls",
    "tls",
    "xls",
    "ods",
    "excel",
    "word",
    "opendocument",
    "windows",
    "txt",
    "json",
    "utf",
    "vsoko",
    "ok",
    "iq",
    "hyndman",
    "wilson",
    "fan",
    "newcombe",
    "https",
    // keys of the keyboard
    "alt",
    "ctrl",
    "enter",
    "tab",
];
/// What is said in Latin letters outside codes, which have dots and underscores.
const LATIN: &str = "const main = document.querySelector('main').cloneNode(true);
    for (const one of main.querySelectorAll('code, pre, [lang=en], script, style')) one.remove();
    const text = main.textContent.replace(/[A-Za-z0-9]+([._][A-Za-z0-9]+)+/g, '');
    return (text.match(/[A-Za-z]{2,}/g) ?? []).map((word) => word.toLowerCase());";
const OVERFLOW: &str = "const root = document.documentElement; return root.scrollWidth - root.clientWidth;";

#[tokio::test]
async fn every_page_looks_right() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    school_with_files(data.path(), folder.path());
    let program = program::serve(data.path());
    let (seen, faults) = travel(&program, async |principal| {
        first_start(&principal).await;
        principal.choose("Учебный год", files::YEAR).await;
        principal.open("/analyse/problems").await;
        principal.press("Найти проблемные зоны").await;
        principal.sees("Состояние").await;
        principal.driver.console().await;
        walk(&principal).await
    })
    .await;
    assert!(seen.len() > 20, "only {seen:?} are reached");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Opens one page of every kind that links lead to.
async fn walk(person: &Person) -> (BTreeSet<String>, Vec<String>) {
    let (mut seen, mut faults) = (BTreeSet::new(), Vec::new());
    let mut ahead = VecDeque::from(["/".to_owned()]);
    while let Some(path) = ahead.pop_front() {
        if seen.len() == MOST_PAGES || !seen.insert(kind(&path)) {
            continue;
        }
        person.open(&path).await;
        faults.extend(look(person, &path).await);
        let links = person.links("a[href]:not([download])").await;
        ahead.extend(links.into_iter().filter(|link| leads_to_a_page(link)));
    }
    (seen, faults)
}

fn leads_to_a_page(link: &str) -> bool {
    let path = link.split(['?', '#']).next().unwrap_or("");
    let last = path.rsplit('/').next().unwrap_or("");
    link.starts_with('/')
        && path != "/sign-out"
        && !path.ends_with("/file")
        && (!last.contains('.') || path.contains("explain"))
}

/// Pages that differ only by numbers, codes or what is asked for are of one kind.
fn kind(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or("");
    let part = |part: &str| {
        if part.contains(|letter: char| letter.is_ascii_digit() || letter == '.') { "…" } else { part }.to_owned()
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn look(person: &Person, path: &str) -> Vec<String> {
    let mut faults: Vec<String> = person.driver.console().await;
    let heading = person.ask("return document.querySelectorAll('main h1').length;", vec![]).await;
    if heading != json!(1) {
        faults.push(format!("{heading} headings of the first level"));
    }
    let latin = person.ask(LATIN, vec![]).await;
    let known = |word: &&str| ALLOWED.contains(word);
    let words: BTreeSet<&str> =
        latin.as_array().unwrap().iter().filter_map(Value::as_str).filter(|word| !known(word)).collect();
    if !words.is_empty() {
        faults.push(format!("words in Latin letters: {words:?}"));
    }
    let name = kind(path).replace('/', "-").trim_matches('-').replace('…', "one");
    let name = if name.is_empty() { "home" } else { &name };
    person.driver.screen(390, 844).await;
    let wider = person.ask(OVERFLOW, vec![]).await;
    if wider != json!(0) {
        faults.push(format!("on a telephone {wider} pixels wider than the screen"));
    }
    leave_picture(person, name, "narrow", 390).await;
    leave_picture(person, name, "light", 1280).await;
    person.driver.colours("dark").await;
    leave_picture(person, name, "dark", 1280).await;
    person.driver.colours("light").await;
    faults.into_iter().map(|fault| format!("{path}: {fault}")).collect()
}

async fn leave_picture(person: &Person, name: &str, look: &str, width: u32) {
    person.driver.screen(width, 900).await;
    let height = person.ask("return document.documentElement.scrollHeight;", vec![]).await.as_u64().unwrap_or(900);
    person.driver.screen(width, u32::try_from(height.clamp(600, 2400)).unwrap_or(900)).await;
    person.picture(&pictures().join(format!("{name}-{look}.png"))).await;
    person.driver.screen(1280, 900).await;
}
