//! How a form arrives: `application/x-www-form-urlencoded`, or `multipart/form-data` when it brings files.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use super::{Fields, Upload};
use crate::{Failure, url};

/// Bytes of a form without files.
pub const FORM_LIMIT: usize = 2 << 20;
/// Bytes of a form with files, all of them together.
pub const FILE_FORM_LIMIT: usize = 128 << 20;
const MOST_FIELDS: usize = 20_000;

impl Fields {
    /// Reads the body of a form without files.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let mut fields = Self::empty();
        let body = String::from_utf8_lossy(body);
        for pair in body.split('&').filter(|pair| !pair.is_empty()).take(MOST_FIELDS) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            fields.values.entry(url::decode(name)).or_default().push(url::decode(value));
        }
        fields
    }

    /// Reads a form from a request, whichever way it came. The router has to allow [`FILE_FORM_LIMIT`] bytes
    /// (`DefaultBodyLimit`) where files are expected.
    ///
    /// # Errors
    /// When it is too large or broken off.
    pub async fn receive(request: Request) -> Result<Self, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, &()).await.map_err(|_| Failure::malformed())?;
            return Self::receive_multipart(multipart).await;
        }
        match to_bytes(request.into_body(), FORM_LIMIT).await {
            Ok(body) => Ok(Self::parse(&body)),
            Err(_) => Err(Failure::too_large()),
        }
    }

    async fn receive_multipart(mut multipart: Multipart) -> Result<Self, Failure> {
        let mut fields = Self::empty();
        let mut left = FILE_FORM_LIMIT;
        for _ in 0..MOST_FIELDS {
            let Some(part) = multipart.next_field().await.map_err(|error| refused(&error))? else {
                break;
            };
            let name = part.name().unwrap_or("").to_owned();
            let file_name = part.file_name().map(own_name);
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            left = left.checked_sub(bytes.len()).ok_or_else(Failure::too_large)?;
            match file_name {
                Some(file_name) if !bytes.is_empty() => fields.files.push(Upload { field: name, file_name, bytes }),
                // A file field without a file sends an empty one without a name.
                Some(file_name) if file_name.is_empty() => {}
                Some(file_name) => fields.files.push(Upload { field: name, file_name, bytes }),
                None => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    fields.values.entry(name).or_default().push(text);
                }
            }
        }
        Ok(fields)
    }
}

fn refused(error: &axum::extract::multipart::MultipartError) -> Failure {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Failure::too_large()
    } else {
        Failure::malformed()
    }
}

/// Some browsers send the whole path.
fn own_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or(name);
    own.chars().filter(|c| !c.is_control()).take(255).collect()
}
