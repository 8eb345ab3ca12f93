//! Which passwords are refused. The rule, as the pages say it: at least ten characters; not digits alone, not the login,
//! not one of the passwords that are tried first. No rules about capital letters and signs: length is what counts.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::{AccountRefused, login_key};

const SHORTEST: usize = 10;

/// The most common passwords of at least ten characters, small letters, one a line: from the frequency list of zxcvbn
/// (MIT licence, © 2012–2016 Dan Wheeler and Dropbox), with those that are typed on a Russian keyboard added.
const COMMON: &str = include_str!("common_passwords.txt");

fn is_common(password: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.lines().collect());
    let mut letters = password.chars();
    let is_one_letter = letters.next().is_some_and(|first| letters.all(|letter| letter == first));
    is_one_letter || KNOWN.contains(password)
}

/// Checks the password that somebody with this login wants.
pub(crate) fn check(password: &str, login: &str) -> Result<(), AccountRefused> {
    let key = login_key(password);
    if password.chars().count() < SHORTEST {
        Err(AccountRefused::PasswordShort)
    } else if key.chars().all(char::is_numeric) {
        Err(AccountRefused::PasswordOnlyDigits)
    } else if key == login_key(login) {
        Err(AccountRefused::PasswordIsLogin)
    } else if is_common(&key) {
        Err(AccountRefused::PasswordCommon)
    } else {
        Ok(())
    }
}
