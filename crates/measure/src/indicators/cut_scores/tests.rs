use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case::none(&[], &[ScaleFault::Empty])]
#[case::gap_at_the_start(&[(1, 20)], &[ScaleFault::Gap { from: 0, to: 0 }])]
#[case::gap_at_the_end(&[(0, 19)], &[ScaleFault::Gap { from: 20, to: 20 }])]
#[case::gap_within(&[(0, 9), (12, 20)], &[ScaleFault::Gap { from: 10, to: 11 }])]
#[case::overlap(&[(0, 10), (10, 20)], &[ScaleFault::Overlap { from: 10, to: 10 }])]
#[case::within_another(&[(0, 20), (5, 7)], &[ScaleFault::Overlap { from: 5, to: 7 }])]
#[case::twice(&[(0, 20), (0, 20)], &[ScaleFault::Overlap { from: 0, to: 20 }])]
#[case::reversed(&[(0, 20), (9, 8)], &[ScaleFault::Reversed { from: 9, to: 8 }])]
#[case::below(&[(-1, 20)], &[ScaleFault::Outside { from: -1, to: 20 }])]
#[case::above(&[(0, 21)], &[ScaleFault::Outside { from: 0, to: 21 }])]
#[case::two_faults(&[(0, 9), (11, 15), (15, 20)], &[ScaleFault::Gap { from: 10, to: 10 }, ScaleFault::Overlap { from: 15, to: 15 }])]
#[case::the_largest(&[(0, i64::MAX)], &[ScaleFault::Outside { from: 0, to: i64::MAX }])]
fn every_fault_is_named(#[case] bands: &[(i64, i64)], #[case] faults: &[ScaleFault]) {
    let named = bands.iter().map(|(from, to)| ((), *from, *to));
    assert_eq!(CutScores::from_intervals(0, 20, named), Err(faults.to_vec()));
}

#[test]
fn bands_may_come_highest_first() {
    let scale = CutScores::from_intervals(0, 24, [(5, 21, 24), (4, 16, 20), (3, 10, 15), (2, 0, 9)]).unwrap();
    assert_eq!(scale.bands().iter().map(|(_, band)| *band).collect::<Vec<_>>(), [2, 3, 4, 5]);
}

#[test]
fn borders_must_begin_at_the_lowest_and_ascend() {
    let exact = Exact::from_integer;
    let of =
        |borders: &[i128]| CutScores::from_borders(exact(0), exact(1), borders.iter().map(|from| ((), exact(*from))));
    assert_eq!(of(&[]), Err(ScaleFault::Empty));
    assert_eq!(of(&[1]), Err(ScaleFault::Borders));
    assert_eq!(of(&[0, 0]), Err(ScaleFault::Borders));
    assert_eq!(of(&[0, 2]), Err(ScaleFault::Borders));
    assert!(of(&[0, 1]).is_ok());
}

proptest! {
    #[test]
    fn every_value_of_the_scale_has_the_band_it_is_in(cuts in prop::collection::btree_set(1_i64..100, 0..6)) {
        let starts: Vec<i64> = std::iter::once(0).chain(cuts.iter().copied()).collect();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([100]);
        let bands: Vec<(usize, i64, i64)> = starts.iter().zip(ends).enumerate().map(|(at, (from, to))| (at, *from, to)).collect();
        let scale = CutScores::from_intervals(0, 100, bands.clone()).unwrap();
        for value in -1..=101 {
            let expected = bands.iter().find(|(_, from, to)| (*from..=*to).contains(&value)).map(|(at, _, _)| at);
            prop_assert_eq!(scale.band_of(&Exact::from_integer(i128::from(value))), expected);
        }
    }
}
