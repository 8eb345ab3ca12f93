//! Which passwords are refused. The rule, as the pages say it: at least ten characters; not digits alone, not the login,
//! not one of the passwords that are tried first. No rules about capital letters and signs: length is what counts.

use crate::{AccountRefused, login_key};

const SHORTEST: usize = 10;

/// Rows of keyboards and of the alphabets, along which fingers run.
const ROWS: [&str; 9] = [
    "1234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю.",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
];
/// Words that come to mind first; with any digits before and after they are no better.
const WORDS: [&str; 30] = [
    "admin",
    "administrator",
    "director",
    "football",
    "iloveyou",
    "letmein",
    "password",
    "school",
    "teacher",
    "vsoko",
    "welcome",
    "администратор",
    "всоко",
    "гимназия",
    "директор",
    "завуч",
    "здравствуй",
    "здравствуйте",
    "лицей",
    "любимаяшкола",
    "любовь",
    "мойпароль",
    "наташа",
    "пароль",
    "педагог",
    "привет",
    "россия",
    "учитель",
    "ученик",
    "школа",
];
/// A run along a row is at least so long.
const RUN: usize = 4;

/// Whether it is among what is tried first: a usual word, runs along the keyboard, or one piece over and over, with or
/// without digits around.
fn is_common(password: &str) -> bool {
    let bare = password.trim_matches(|letter: char| letter.is_ascii_digit() || letter == '!');
    is_repeated(password)
        || WORDS.contains(&bare)
        || WORDS.iter().any(|word| is_repeated_of(bare, word))
        || is_runs(bare)
}

fn is_repeated_of(text: &str, piece: &str) -> bool {
    !text.is_empty() && text.len().is_multiple_of(piece.len()) && text.replace(piece, "").is_empty()
}

/// «ааааааааааа», «abcabcabcabc».
fn is_repeated(text: &str) -> bool {
    let ends = text.char_indices().skip(1).map(|(at, _)| at).take_while(|at| at * 2 <= text.len());
    ends.map(|at| &text[..at]).any(|piece| is_repeated_of(text, piece))
}

/// Whether the letters are nothing but runs along rows, there or back.
fn is_runs(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        let longest = (RUN..=letters.len() - at).rev().find(|length| is_run(&letters[at..at + length]));
        let Some(length) = longest else { return false };
        at += length;
    }
    !letters.is_empty()
}

fn is_run(letters: &[char]) -> bool {
    let there: String = letters.iter().collect();
    let back: String = letters.iter().rev().collect();
    ROWS.iter().any(|row| row.contains(&there) || row.contains(&back))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused() {
        let first = [
            "qwertyuiop",
            "Пароль123456",
            "123йцукенг",
            "йцукенгшщзхъ",
            "школашкола",
            "ааааааааааа",
            "abcabcabcabc",
            "qwertyasdfgh12",
            "poiuytrewq",
            "2026директор!!",
        ];
        for password in first {
            assert!(matches!(check(password, "петрова"), Err(AccountRefused::PasswordCommon)), "{password}");
        }
    }

    #[test]
    fn phrases_of_words_are_taken() {
        for password in
            ["осенний лес шумит", "весенний луг цветёт", "correct horse battery", "школа на горе", "d484thek29xp"]
        {
            assert!(check(password, "петрова").is_ok(), "{password}");
        }
    }

    #[test]
    fn short_ones_digits_and_the_login_are_refused() {
        assert!(matches!(check("лес шумит", "петрова"), Err(AccountRefused::PasswordShort)));
        assert!(matches!(check("9038475610", "петрова"), Err(AccountRefused::PasswordOnlyDigits)));
        assert!(matches!(check("Петрова-Анна", "петрова-анна"), Err(AccountRefused::PasswordIsLogin)));
    }
}
