use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use chrono::NaiveDate;

use super::Fields;

fn typed(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().fold(Fields::empty(), |fields, (name, value)| fields.with(name, value))
}

#[test]
fn what_a_browser_sends_is_read() {
    let fields = Fields::parse("a=1&b=%D1%91+%D0%B6&a=2&empty=&=&c".as_bytes());
    assert_eq!((fields.get("b"), fields.all("a"), fields.get("nothing")), ("ё ж", vec!["1", "2"], ""));
    assert!(fields.has("a", "2") && !fields.has("a", "3"));
}

#[test]
fn a_required_line_complains_in_the_words_of_the_form() {
    let mut fields = typed(&[("name", "  ")]);
    assert_eq!(fields.text("name", "Укажите название."), None);
    assert_eq!(fields.error("name"), "Укажите название.");
    assert_eq!(fields.text_if_any("other").as_deref(), Some(""));
}

#[test]
fn an_endless_line_is_refused() {
    let mut fields = typed(&[("name", &"ы".repeat(501))]);
    assert_eq!(fields.text_if_any("name"), None);
    assert!(fields.error("name").starts_with("Слишком длинно: 501"));
}

#[test]
fn dates_are_read_as_people_write_them() {
    let day = NaiveDate::from_ymd_opt(2025, 9, 5);
    for text in ["05.09.2025", "2025-09-05", " 05.09.25 "] {
        let mut fields = typed(&[("on", text)]);
        assert_eq!(fields.date("on", "Укажите дату."), day, "{text}");
        assert_eq!(fields.date_text("on"), "05.09.2025");
    }
    let mut fields = typed(&[("on", "31.02.2025")]);
    assert_eq!(fields.date_if_any("on"), None);
    assert_eq!(fields.date_text("on"), "31.02.2025", "what was typed stays");
    assert!(fields.has_errors());
    assert_eq!(Fields::empty().with_date("on", day).date_text("on"), "05.09.2025");
}

#[test]
fn numbers_have_a_comma_and_bounds() {
    let mut fields = typed(&[("share", "57,5"), ("count", "12"), ("half", "1,5"), ("many", "1000"), ("word", "да")]);
    assert_eq!(fields.number("share", ""), Some(school::Exact::new(115, 2)));
    assert_eq!(fields.whole_number("count", 1..=100, ""), Some(12));
    assert!(!fields.has_errors());
    assert_eq!(fields.whole_number("half", 1..=100, ""), None);
    assert_eq!(fields.whole_number("many", 1..=100, ""), None);
    assert_eq!(fields.number_if_any("word"), None);
    assert_eq!(fields.whole_number("none", 1..=100, "Укажите число."), None);
    let messages: Vec<&str> = fields.errors().iter().map(|error| error.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "Нужно целое число, без дробной части.",
            "Нужно число от 1 до 100.",
            "Это не число: «да». Пример: 4,25.",
            "Укажите число.",
        ]
    );
}

#[test]
fn a_choice_outside_the_list_is_a_complaint() {
    let mut fields = typed(&[("kind", "other"), ("id", "7"), ("ids", "1"), ("ids", "x"), ("ids", "3"), ("all", "1")]);
    let read = |value: &str| (value == "order").then_some("приказ");
    assert_eq!(fields.choice("kind", "Выберите вид.", read), None);
    assert_eq!(fields.choice_if_any("nothing", read), None);
    assert_eq!((fields.id("id", "Выберите."), fields.ids("ids")), (Some(7), vec![1, 3]));
    assert!(fields.is_ticked("all"));
    assert_eq!(fields.errors().len(), 1);
}

#[tokio::test]
async fn files_arrive_with_their_own_names() {
    let body = "--x\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\nt\r\n\
        --x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"C:\\\\Мои\\\\Табель 8А.xlsx\"\r\n\r\nPK\r\n\
        --x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"пусто.csv\"\r\n\r\n\r\n\
        --x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--x--\r\n";
    let request = Request::post("/").header(CONTENT_TYPE, "multipart/form-data; boundary=x");
    let mut fields = Fields::receive(request.body(Body::from(body)).unwrap()).await.unwrap();
    assert_eq!(fields.get("form_token"), "t");
    assert_eq!(fields.file("none", "Выберите файл.").map(|file| file.file_name), None);
    let files = fields.take_files("files");
    let names: Vec<(&str, usize)> = files.iter().map(|file| (file.file_name.as_str(), file.bytes.len())).collect();
    assert_eq!(names, [("Табель 8А.xlsx", 2), ("пусто.csv", 0)]);
    assert_eq!(fields.error("none"), "Выберите файл.");
}

#[tokio::test]
async fn a_form_that_never_ends_is_refused() {
    let body = Body::from(vec![b'a'; super::FORM_LIMIT + 1]);
    let refused = Fields::receive(Request::post("/").body(body).unwrap()).await.unwrap_err();
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_broken_multipart_is_no_incident() {
    let request = Request::post("/").header(CONTENT_TYPE, "multipart/form-data; boundary=x");
    let refused = Fields::receive(request.body(Body::from("--x\r\nrubbish")).unwrap()).await.unwrap_err();
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}
