//! Random tokens, their hashes, and passwords.

use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Letters and digits that are not mistaken for each other on paper.
const CODE_ALPHABET: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/// Ten letters of 31: 49 bits, one try each until it expires.
const CODE_LENGTH: usize = 10;

/// A new token of 256 bits, hexadecimal: the content of a cookie.
pub(crate) fn new_token() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// A new invitation code for print: ten letters in two groups.
pub(crate) fn new_code() -> String {
    let letter = || char::from(CODE_ALPHABET[rand::random_range(0..CODE_ALPHABET.len())]);
    let letters: String = (0..CODE_LENGTH).map(|_| letter()).collect();
    format!("{}-{}", &letters[..CODE_LENGTH / 2], &letters[CODE_LENGTH / 2..])
}

/// The code as typed: any case, with or without the dash and spaces.
pub(crate) fn tidy_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// What the database keeps of a secret.
pub(crate) fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// The form token that belongs to a cookie. Nobody without the cookie can compute it.
pub(crate) fn form_token(cookie: &str) -> String {
    hash(&format!("form:{cookie}"))
}

/// Equal in the same time wherever they differ.
pub(crate) fn same(left: &str, right: &str) -> bool {
    Sha256::digest(left.as_bytes()) == Sha256::digest(right.as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |text, byte| text + &format!("{byte:02x}"))
}

/// Argon2id takes 19 MiB and tens of milliseconds: two at a time, away from the threads that answer pages.
fn turn() -> Arc<Semaphore> {
    static TURN: OnceLock<Arc<Semaphore>> = OnceLock::new();
    Arc::clone(TURN.get_or_init(|| Arc::new(Semaphore::new(2))))
}

/// The stored form of a password (argon2id, PHC string).
pub(crate) async fn password_hash(password: String) -> store::Result<String> {
    let _turn = turn().acquire_owned().await.map_err(|cause| store::Error::new("hashing a password", cause))?;
    tokio::task::spawn_blocking(move || password_auth::generate_hash(password))
        .await
        .map_err(|cause| store::Error::new("hashing a password", cause))
}

/// Whether `password` is the one behind `stored`. Without a stored hash the same work is done for nothing, so that the
/// answer to an unknown login takes as long.
pub(crate) async fn password_fits(password: String, stored: Option<String>) -> store::Result<bool> {
    let _turn = turn().acquire_owned().await.map_err(|cause| store::Error::new("checking a password", cause))?;
    let check = move || {
        static NOBODY: OnceLock<String> = OnceLock::new();
        let nobody = NOBODY.get_or_init(|| password_auth::generate_hash(new_token()));
        let known = stored.is_some();
        let fits = password_auth::verify_password(password, stored.as_deref().unwrap_or(nobody)).is_ok();
        known && fits
    };
    tokio::task::spawn_blocking(check).await.map_err(|cause| store::Error::new("checking a password", cause))
}
