use axum::body::{Body, to_bytes};
use axum::http::header::{CACHE_CONTROL, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, http::header::CONTENT_SECURITY_POLICY};
use tower::ServiceExt;

use crate::ui::{Pagination, small_group, steps};
use crate::{
    Failure, Flash, NavLink, OrMissing, OrRefused, Page, Refusal, Shell, Stage, Theme, failure, see_other, url,
};

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

fn html(page: Page<'_>, shell: &Shell) -> String {
    page.in_shell(shell).into_html().unwrap_or_else(|_| panic!("the page renders"))
}

#[test]
fn redirects_stay_on_this_site() {
    for (asked, given) in [
        ("/decide/orders?page=2", "/decide/orders?page=2"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org", "/"),
        ("/a\r\nSet-Cookie: x", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        assert_eq!(url::safe_back(asked), given, "{asked}");
    }
}

#[test]
fn what_is_encoded_is_decoded() {
    for plain in ["8А класс", "a+b&c=d/е?", "100 %", "", "ёжик — «да»"] {
        assert_eq!(url::decode(&url::encode(plain)), plain);
    }
    assert_eq!(url::decode("%zz%4"), "%zz%4");
    assert_eq!(url::with_query("/x?a=1", &[("b", "2 3"), ("c", "")]), "/x?a=1&b=2%203");
}

#[test]
fn a_message_survives_one_redirect_and_no_more() {
    let answer = see_other("/decide/orders").done("Приказ № 17 «О…» сохранён.").into_response();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()[LOCATION], "/decide/orders");
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let mut headers = HeaderMap::new();
    headers.insert(COOKIE, HeaderValue::try_from(format!("a=b; {cookie}")).unwrap());
    let flash = Flash::of(&headers);
    assert_eq!(flash.as_ref().map(|flash| flash.text.as_str()), Some("Приказ № 17 «О…» сохранён."));
    let shell = Shell { flash, ..Shell::default() };
    let shown = Page::new("Приказы").in_shell(&shell).into_response();
    assert!(shown.headers()[SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(html(Page::new("Приказы"), &shell).contains("Приказ № 17 «О…» сохранён."));
}

#[test]
fn a_cyrillic_address_fits_into_a_header() {
    let answer = see_other("/school/classes/8А").into_response();
    assert_eq!(answer.headers()[LOCATION], "/school/classes/8%D0%90");
}

#[test]
fn a_chosen_theme_is_drawn_by_the_server() {
    let mut headers = HeaderMap::new();
    assert_eq!(Theme::of(&headers), Theme::System);
    headers.insert(COOKIE, HeaderValue::from_static("vsoko_theme=dark"));
    let shell = Shell { theme: Theme::of(&headers), ..Shell::default() };
    assert!(html(Page::new("Вход"), &shell).contains(r#"<html lang="ru" data-theme="dark">"#));
}

#[tokio::test]
async fn an_incident_shows_its_number_and_hides_its_cause() {
    let cause = std::io::Error::other("password of the database is 12345");
    let failure = Failure::from(cause);
    assert_eq!(failure.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let page = text(failure.into_response()).await;
    assert!(page.contains("Не получилось показать страницу") && page.contains("номер происшествия"));
    assert!(!page.contains("12345"));
}

#[tokio::test]
async fn a_missing_page_says_so_in_the_shell() {
    let shell = Shell { school_name: "Школа № 17".to_owned(), ..Shell::default() };
    let answer = failure::missing(&shell).into_response();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let page = text(answer).await;
    assert!(page.contains("Страница не найдена") && page.contains("Школа № 17"));
    assert_eq!(None::<i64>.or_missing().unwrap_err().status(), StatusCode::NOT_FOUND);
    assert_eq!(failure::foreign_form().status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_refusal_is_said_in_its_own_words() {
    #[derive(Debug)]
    struct NoClauses;
    impl Refusal for NoClauses {
        fn say(&self) -> String {
            "В приказе нет ни одного поручения.".to_owned()
        }
    }
    let failure = Err::<(), _>(NoClauses).or_refused().unwrap_err();
    assert_eq!(failure.status(), StatusCode::CONFLICT);
    assert!(text(failure.into_response()).await.contains("В приказе нет ни одного поручения."));
}

#[tokio::test]
async fn every_answer_is_closed_and_pages_are_not_kept() {
    let file = ([(CACHE_CONTROL, "max-age=31536000, immutable")], "file");
    let pages = Router::new().route("/", get(async || "page")).route("/file", get(async || file));
    let site = crate::with_security_headers(pages);
    for (path, kept) in [("/", "no-store"), ("/file", "max-age=31536000, immutable"), ("/nothing", "no-store")] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = site.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[CACHE_CONTROL], kept, "{path}");
        let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"));
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    }
}

#[test]
fn the_navigation_shows_what_is_allowed_and_where_one_is() {
    let link = |stage, label, href| NavLink { stage, label, href };
    let shell = Shell {
        viewer_name: Some("Иванова А. П.".to_owned()),
        navigation: vec![
            link(Stage::Analyse, "Показатели", "/analyse/indicators"),
            link(Stage::Analyse, "Проблемные зоны", "/analyse/problems"),
            link(Stage::School, "Классы", "/school/classes"),
        ],
        path: "/analyse/problems/7?x=1".to_owned(),
        ..Shell::default()
    };
    let page = html(Page::new("Зона").stage(Stage::Analyse), &shell);
    assert!(page.contains(r#"<a href="/analyse/problems" aria-current="page">"#));
    assert!(page.contains(r#"<a href="/analyse/indicators" aria-current="true""#));
    assert!(page.contains(r#"<span class="stage-off" title="Решения"#) && !page.contains("Настройки"));
}

#[test]
fn a_page_of_a_stranger_has_no_navigation() {
    let page = html(Page::new("Вход").narrow(), &Shell::default());
    assert!(!page.contains("<nav") && !page.contains("/sign-out") && !page.contains("/year"));
}

#[test]
fn a_long_list_shows_its_ends_and_the_neighbourhood() {
    let pages = Pagination::new(10, 1_000, 50, "/list?class=8");
    let shown: Vec<(i64, bool)> = pages.numbers().iter().map(|page| (page.number, page.follows_gap)).collect();
    let wanted = [(1, false), (8, true), (9, false), (10, false), (11, false), (12, false), (20, true)];
    assert_eq!(shown, wanted);
    assert_eq!(pages.offset(), 450);
    assert_eq!(pages.range(), "451–500 из 1\u{a0}000");
    assert_eq!(pages.before(), "/list?class=8&page=9");
    assert!(!Pagination::new(99, 20, 50, "/list").is_needed());
    assert_eq!(Pagination::new(99, 0, 50, "/list").range(), "0–0 из 0");
}

#[test]
fn caution_has_three_tiers() {
    let starts: Vec<&str> = [9, 10, 19, 20, 49].iter().map(|n| small_group(*n).split(' ').next().unwrap()).collect();
    assert_eq!(starts, ["Очень", "Малая", "Малая", "Небольшая", "Небольшая"]);
    assert_eq!(small_group(50), "");
}

#[test]
fn steps_before_the_current_one_are_done() {
    let states: Vec<&str> = steps(&["а", "б", "в"], 1).iter().map(|step| step.state).collect();
    assert_eq!(states, ["done", "current", "ahead"]);
}
