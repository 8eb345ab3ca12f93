use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case(4, 7, 1, "0,6")]
#[case(4, 7, 0, "1")]
#[case(1, 20, 1, "0,1")]
#[case(-1, 20, 1, "−0,1")]
#[case(-1, 21, 1, "0,0")]
#[case(999, 1000, 2, "1,00")]
#[case(5, 2, 0, "3")]
#[case(1235, 1000, 2, "1,24")]
#[case(0, 5, 2, "0,00")]
#[case(i128::MAX, 1, 1, "170141183460469231731687303715884105727,0")]
fn numbers_are_rounded_half_up(
    #[case] numerator: i128,
    #[case] denominator: i128,
    #[case] decimals: u8,
    #[case] shown: &str,
) {
    assert_eq!(number(&Exact::new(numerator, denominator), decimals), shown);
}

#[test]
fn a_percentage_has_a_no_break_space() {
    assert_eq!(percent(&Exact::new(4, 7), 1), "57,1\u{a0}%");
    assert_eq!(percent(&Exact::new(1, 1), 0), "100\u{a0}%");
    assert_eq!(percent(&Exact::new(57, 100), 1), "57,0\u{a0}%");
    assert_eq!(percent(&Exact::new(1, 2000), 1), "0,1\u{a0}%");
}

#[test]
fn changes_carry_their_sign() {
    assert_eq!(signed(&Exact::new(5, 2), 1), "+2,5");
    assert_eq!(signed(&Exact::new(-5, 2), 1), "−2,5");
    assert_eq!(signed(&Exact::new(1, 100), 1), "0,0");
}

#[test]
fn machines_get_a_point() {
    assert_eq!(decimal_point(&Exact::new(-2, 3), 6), "-0.666667");
    assert_eq!(decimal_point(&Exact::new(3, 1), 0), "3");
}

#[test]
fn a_ratio_over_zero_is_a_dash() {
    let nothing = Exact::new_raw(1, 0);
    assert_eq!(number(&nothing, 1), "—");
    assert_eq!(percent(&nothing, 1), "—");
    assert_eq!(decimal_point(&nothing, 1), "");
}

#[test]
fn thousands_stand_apart() {
    assert_eq!(thousands(0), "0");
    assert_eq!(thousands(999), "999");
    assert_eq!(thousands(-1_234_567), "−1\u{a0}234\u{a0}567");
    assert_eq!(thousands(i64::MIN).chars().filter(|c| c.is_ascii_digit()).count(), 19);
}

#[rstest]
#[case("4,25", Some((17, 4)))]
#[case("4.25", Some((17, 4)))]
#[case(" 5 ", Some((5, 1)))]
#[case("−0,5", Some((-1, 2)))]
#[case("+7", Some((7, 1)))]
#[case("1 234,5", Some((2469, 2)))]
#[case("1\u{a0}234\u{a0}567", Some((1_234_567, 1)))]
#[case("4 3", None)]
#[case("3/3", None)]
#[case("О 2", None)]
#[case("4,", None)]
#[case(",5", None)]
#[case("1,2,3", None)]
#[case("1e5", None)]
#[case("--5", None)]
#[case("57 %", None)]
#[case("", None)]
#[case("1234567890123456789012345678901", None)]
fn numbers_are_read(#[case] text: &str, #[case] value: Option<(i128, i128)>) {
    assert_eq!(parse_number(text), value.map(|(n, d)| Exact::new(n, d)));
}

proptest! {
    #[test]
    fn a_written_decimal_is_read_back(hundredths in -1_000_000_000_i128..1_000_000_000) {
        let value = Exact::new(hundredths, 100);
        prop_assert_eq!(parse_number(&number(&value, 2)), Some(value));
        prop_assert_eq!(parse_number(&decimal_point(&value, 4)), Some(value));
    }

    #[test]
    fn the_shown_number_is_within_half_a_step(n in -1_000_000_i128..1_000_000, d in 1_i128..10_000, decimals in 0_u8..6) {
        let value = Exact::new(n, d);
        let shown = parse_number(&number(&value, decimals)).unwrap();
        let half_step = Exact::new(1, 2 * 10_i128.pow(u32::from(decimals)));
        let error = if shown > value { shown - value } else { value - shown };
        prop_assert!(error <= half_step);
    }

    #[test]
    fn any_ratio_can_be_shown(n in any::<i128>(), d in any::<i128>(), decimals in any::<u8>()) {
        let value = Exact::new_raw(n, d);
        for text in [number(&value, decimals), percent(&value, decimals), signed(&value, decimals), decimal_point(&value, decimals)] {
            prop_assert!(!text.is_empty() || d == 0);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), like in "[-+−]?[0-9 \u{a0}]{0,40}[,.]?[0-9]{0,40}") {
        let _ = (parse_number(&text), parse_number(&like));
    }
}
