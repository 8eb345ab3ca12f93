//! What a reader sees of every macro, and what must hold on any page of ours.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "../examples/gallery/page.rs"]
mod page;

use scraper::{Html, Selector};

fn html() -> String {
    page::gallery().into_html().unwrap_or_else(|_| panic!("the gallery renders"))
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn the_text_of_main_is_as_it_was_looked_at() {
    let document = Html::parse_document(&html());
    let main = document.select(&select("main")).next().unwrap();
    let words: Vec<&str> = main.text().map(str::trim).filter(|text| !text.is_empty()).collect();
    insta::assert_snapshot!(words.join("\n"));
}

#[test]
fn nothing_is_inline_that_the_policy_forbids() {
    let html = html();
    let document = Html::parse_document(&html);
    for forbidden in ["[style]", "style", "script:not([src])", "[onclick]", "[onchange]", "[href^='javascript']"] {
        assert_eq!(document.select(&select(forbidden)).count(), 0, "{forbidden}");
    }
    assert!(!html.contains("http://") && !html.contains("https://"), "a page names no other host");
}

#[test]
fn every_field_has_a_label_and_every_form_a_token() {
    let document = Html::parse_document(&html());
    for field in document.select(&select("main input:not([type=hidden]), main select, main textarea")) {
        let id = field.value().attr("id").unwrap();
        assert!(document.select(&select(&format!("label[for='{id}']"))).next().is_some(), "{id} has no label");
    }
    for form in document.select(&select("form[method=post]")) {
        let token = form.select(&select("input[name=form_token]")).next().unwrap();
        assert_eq!(token.value().attr("value"), Some("token"));
    }
}

#[test]
fn every_page_has_one_heading_a_title_and_a_way_past_the_navigation() {
    for page in [page::gallery(), page::form_with_errors(), page::sign_in(), page::running()] {
        let document = Html::parse_document(&page.into_html().unwrap_or_else(|_| panic!("the page renders")));
        assert_eq!(document.select(&select("h1")).count(), 1);
        assert_eq!(document.select(&select("html[lang=ru] body > a.skip[href='#main']")).count(), 1);
        let title: String = document.select(&select("title")).flat_map(|title| title.text()).collect();
        assert!(title.contains(" — ВСОКО"), "{title}");
    }
}

#[test]
fn long_work_looks_again_without_the_script() {
    let html = page::running().into_html().unwrap_or_else(|_| panic!("the page renders"));
    assert!(html.contains(r#"<noscript><meta http-equiv="refresh" content="3"></noscript>"#));
    assert!(html.contains("data-refresh"));
}

#[test]
fn errors_lead_to_their_fields() {
    let document = Html::parse_document(&html());
    let link = select(".error-summary a");
    let targets: Vec<&str> = document.select(&link).filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(targets, ["#f-heading", "#f-dated", "#f-share", "#f-kind"]);
    for target in targets {
        assert!(document.select(&select(target)).next().is_some(), "{target}");
    }
}

#[test]
fn no_english_is_left_on_the_page() {
    let document = Html::parse_document(&html());
    let body = document.select(&select("body")).next().unwrap();
    let allowed = ["XLSX", "XLS", "ODS", "CSV", "xlsx", "n"];
    let is_english = |word: &&str| word.chars().any(|c| c.is_ascii_alphabetic()) && !allowed.contains(word);
    let words: Vec<&str> = body.text().flat_map(|text| text.split(|c: char| !c.is_alphabetic())).collect();
    let left: Vec<&&str> = words.iter().filter(|word| is_english(word)).collect();
    assert!(left.is_empty(), "{left:?}");
}
