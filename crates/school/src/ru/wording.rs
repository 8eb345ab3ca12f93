/// Fewer letters than this tell nothing.
const LEAST_LETTERS: usize = 10;

/// Whether words tell something: two of them at least, of ten letters together. «.», «так», «перенести» do not.
#[must_use]
pub fn is_telling(words: &str) -> bool {
    let told = words.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    told.count() >= 2 && words.chars().filter(|letter| letter.is_alphanumeric()).count() >= LEAST_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_tells_nothing() {
        for (words, tells) in
            [(".", false), ("так", false), ("— перенести", false), ("так и надо", false), ("Карантин в 8Б", true)]
        {
            assert_eq!(is_telling(words), tells, "{words}");
        }
    }
}
