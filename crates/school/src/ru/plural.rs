//! Agreement of a noun with a number.

/// The form of a noun that agrees with a number: 1 ученик, 2 ученика, 5 учеников, 11 учеников.
#[must_use]
pub fn plural<'a>(n: i64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    let n = n.unsigned_abs();
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// The number with its noun: «21 ученик», «1 234 ученика».
#[must_use]
pub fn counted(n: i64, one: &str, few: &str, many: &str) -> String {
    format!("{} {}", super::thousands(n), plural(n, one, few, many))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(0, "0 учеников")]
    #[case(1, "1 ученик")]
    #[case(3, "3 ученика")]
    #[case(5, "5 учеников")]
    #[case(11, "11 учеников")]
    #[case(14, "14 учеников")]
    #[case(21, "21 ученик")]
    #[case(112, "112 учеников")]
    #[case(122, "122 ученика")]
    #[case(-1, "−1 ученик")]
    #[case(1001, "1\u{a0}001 ученик")]
    fn nouns_agree_with_numbers(#[case] n: i64, #[case] said: &str) {
        assert_eq!(counted(n, "ученик", "ученика", "учеников"), said);
    }

    #[test]
    fn the_smallest_number_has_a_form_too() {
        assert_eq!(plural(i64::MIN, "балл", "балла", "баллов"), "баллов");
    }
}
