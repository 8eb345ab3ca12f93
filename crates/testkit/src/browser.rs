use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, Response};
use tower::ServiceExt;

use crate::Page;

const BOUNDARY: &str = "----vsokoTestBoundary7d93";
const PATIENCE: usize = 8;

/// Somebody's browser: keeps cookies, follows redirections, sends forms with what their page put into them.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    page: Option<Page>,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), page: None }
    }

    pub(crate) fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Page {
        self.go(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Opens the first link of the current page that says `words`.
    pub async fn follow(&mut self, words: &str) -> Page {
        let current = self.page.as_ref().expect("a page is open");
        let href = current.link(words);
        let path = resolve(&current.path, &href);
        self.get(&path).await
    }

    /// Sends a form: the fields that the current page's form to `path` came with, `fields` written over them. Where the
    /// current page has no such form, `fields` and the token of any other form go alone.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let sent = self.filled(path, fields).await;
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.go(request.body(Body::from(url_encoded(&sent))).unwrap()).await
    }

    /// Sends files: `(field, file name, content)`.
    pub async fn upload(&mut self, path: &str, files: &[(&str, &str, &[u8])]) -> Page {
        self.upload_with(path, &[], files).await
    }

    /// Sends files together with other fields of the form.
    pub async fn upload_with(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        let sent = self.filled(path, fields).await;
        let request = Request::post(path).header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.go(request.body(Body::from(multipart(&sent, files))).unwrap()).await
    }

    /// Sends exactly these fields, without a token: what another site would try.
    pub async fn forge(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let sent: Vec<(String, String)> = fields.iter().map(owned).collect();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.go(request.body(Body::from(url_encoded(&sent))).unwrap()).await
    }

    /// The page that is open.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    async fn filled(&mut self, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        if self.page.is_none() {
            self.get("/").await;
        }
        let page = self.page.as_ref().expect("a page has just been opened");
        let posted = page.forms().into_iter().filter(|form| form.method == "post");
        let form = posted.filter(|form| resolve(&page.path, &form.action) == path).max_by_key(|form| {
            fields.iter().filter(|(name, _)| form.fields.iter().any(|(known, _)| known == name)).count()
        });
        let mut sent = form.map_or_else(|| self.token_alone(page), |form| form.fields);
        sent.retain(|(name, _)| fields.iter().all(|(given, _)| given != name));
        sent.extend(fields.iter().map(owned));
        sent
    }

    fn token_alone(&self, page: &Page) -> Vec<(String, String)> {
        let is_token = |(name, _): &(String, String)| name == access::FORM_TOKEN_FIELD;
        let found = page.forms().into_iter().flat_map(|form| form.fields).find(is_token);
        let made = || {
            let cookie = self.cookies.get(crate::school::COOKIE).map_or("", String::as_str);
            (access::FORM_TOKEN_FIELD.to_owned(), store::digest(format!("form:{cookie}").as_bytes()))
        };
        vec![found.unwrap_or_else(made)]
    }

    async fn go(&mut self, request: Request<Body>) -> Page {
        let mut path = request.uri().to_string();
        let mut answer = self.ask(request).await;
        for _ in 0..PATIENCE {
            let Some(target) = redirection(&answer) else {
                break;
            };
            path = resolve(&path, &target);
            answer = self.ask(Request::get(&path).body(Body::empty()).unwrap()).await;
        }
        let (head, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the whole answer").to_vec();
        let page = Page { status: head.status, path, headers: head.headers, bytes };
        self.page = Some(page.clone());
        page
    }

    async fn ask(&mut self, mut request: Request<Body>) -> Response<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(COOKIE, cookies.join("; ").parse().unwrap());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000))));
        let answer = self.router.clone().oneshot(request).await.expect("a router always answers");
        self.keep_cookies(answer.headers());
        answer
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            if value.is_empty() || rest.to_lowercase().contains("max-age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn owned((name, value): &(&str, &str)) -> (String, String) {
    ((*name).to_owned(), (*value).to_owned())
}

fn redirection(answer: &Response<Body>) -> Option<String> {
    let target = answer.headers().get(LOCATION).filter(|_| answer.status().is_redirection())?;
    target.to_str().ok().map(str::to_owned)
}

/// Where `href` on the page `base` leads.
fn resolve(base: &str, href: &str) -> String {
    let without_query = base.split(['?', '#']).next().unwrap_or(base);
    match href.split('#').next().unwrap_or("") {
        "" => without_query.to_owned(),
        rooted if rooted.starts_with('/') => rooted.to_owned(),
        query if query.starts_with('?') => format!("{without_query}{query}"),
        beside => format!("{}/{beside}", without_query.rsplit_once('/').map_or("", |(folder, _)| folder)),
    }
}

fn url_encoded(fields: &[(String, String)]) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", encode(name), encode(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn multipart(fields: &[(String, String)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    for (field, name, content) in files {
        let place = format!("Content-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{place}\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_as_a_browser_does() {
        assert_eq!(resolve("/a/b?x=1", ""), "/a/b");
        assert_eq!(resolve("/a/b", "/c?d=1#e"), "/c?d=1");
        assert_eq!(resolve("/a/b", "?x=2"), "/a/b?x=2");
        assert_eq!(resolve("/a/b", "c"), "/a/c");
    }

    #[test]
    fn cyrillic_fields_are_encoded() {
        assert_eq!(url_encoded(&[("имя".into(), "а b".into())]), "%D0%B8%D0%BC%D1%8F=%D0%B0+b");
    }
}
