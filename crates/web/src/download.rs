use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A Word document.
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// An Excel workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file to be saved under a name, which may be Russian: «Приказ № 17.docx».
#[must_use]
pub fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name: String = name.chars().map(|letter| if r#"/\:*?"<>|"#.contains(letter) { '-' } else { letter }).collect();
    // Old browsers take the first name; it may hold nothing but ASCII.
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let plain = if name.is_ascii() { name.clone() } else { format!("document.{ending}") };
    let encoded = crate::url::encode(&name);
    let place = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, place)], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_russian_name_survives_and_no_name_is_a_path() {
        let response = download("Приказ № 17/у.docx", DOCX, vec![1]);
        let place = response.headers()[CONTENT_DISPOSITION].to_str().unwrap();
        assert!(place.starts_with("attachment; filename=\"document.docx\"; filename*=UTF-8''%D0%9F"), "{place}");
        assert!(place.contains("17-%D1%83.docx"), "{place}");
        let plain = download("akt-7.docx", DOCX, vec![1]);
        let place = plain.headers()[CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(place, "attachment; filename=\"akt-7.docx\"; filename*=UTF-8''akt-7.docx");
    }
}
