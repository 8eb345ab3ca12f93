use proptest::prelude::*;
use school::Share;

use super::*;
use crate::stats::distributions::binomial_pmf;
use crate::stats::{Interval, PairedShares, summary};
use crate::{Measured, Why};

const UP: Question = Question { better: Better::Higher, matters: 0.0 };

fn share(part: i64, whole: i64) -> Share {
    Share::new(part, whole).unwrap()
}

fn whole(value: f64) -> i64 {
    value.to_string().parse().unwrap()
}

fn answer(quantity: &str, lists: &[Vec<f64>]) -> f64 {
    let first = &lists[0];
    let pairs =
        |at: usize| -> Vec<(f64, f64)> { lists[at].iter().copied().zip(lists[at + 1].iter().copied()).collect() };
    let others = || difference_in_differences(first, &lists[1], UP).known().unwrap();
    let parts = || return_to_mean(&pairs(0), &pairs(2), UP).known().unwrap();
    let paired_share = || {
        let [kept, lost, gained, never] = [0, 1, 2, 3].map(|at| whole(first[at]));
        paired_share_effect(PairedShares { kept, lost, gained, never }, UP).known().unwrap()
    };
    let group = |values: &[f64]| {
        let all = summary(values).known().unwrap();
        Group { n: all.n, mean: all.mean, sd: all.sd.known().unwrap() }
    };
    match quantity {
        "detectable_share_up" => {
            let before = share(whole(first[0]), whole(first[1]));
            detectable_share_change(before, whole(lists[1][0]), Better::Higher).unwrap()
        }
        "detectable_mean" => detectable_mean_change(first[0], first[1]).unwrap(),
        "against_others_change" => others().effect.change,
        "against_others_low" => others().effect.interval.low,
        "against_others_high" => others().effect.interval.high,
        "against_others_p" => others().effect.p,
        "against_others_permutation" => others().p_permutation.known().unwrap(),
        "return_effect" => parts().effect.change,
        "return_slope" => parts().slope,
        "return_low" => parts().effect.interval.low,
        "return_high" => parts().effect.interval.high,
        "return_p" => parts().effect.p,
        "return_below_cut" => return_below_cut(first[0], first[1], first[2], first[3]).known().unwrap(),
        "ordinal_change" => ordinal_effect(first, &lists[1], UP).known().unwrap().change,
        "ordinal_low" => ordinal_effect(first, &lists[1], UP).known().unwrap().interval.low,
        "ordinal_high" => ordinal_effect(first, &lists[1], UP).known().unwrap().interval.high,
        "paired_ordinal_low" => paired_ordinal_effect(first, &lists[1], UP).known().unwrap().interval.low,
        "paired_ordinal_high" => paired_ordinal_effect(first, &lists[1], UP).known().unwrap().interval.high,
        "paired_mean_low" => paired_mean_effect(first, &lists[1], UP).known().unwrap().interval.low,
        "mean_low" => mean_effect(group(first), group(&lists[1]), UP).known().unwrap().interval.low,
        "paired_share_low" => paired_share().interval.low,
        "paired_share_high" => paired_share().interval.high,
        other => panic!("nothing computes {other}"),
    }
}

#[test]
fn effects_agree_with_r() {
    let file = include_str!("../../reference/effect/effect.csv");
    for line in file.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let lists: Vec<Vec<f64>> =
            fields[1].split(" | ").map(|list| list.split(' ').map(|one| one.parse().unwrap()).collect()).collect();
        let [expected, tolerance] = [2, 3].map(|at| fields[at].parse::<f64>().unwrap());
        let got = answer(fields[0], &lists);
        assert!((got - expected).abs() <= tolerance, "{line}: {got}");
    }
}

#[test]
fn a_verdict_is_read_off_the_interval() {
    let of = |low, high, question| Verdict::of(Interval { low, high }, question);
    let five = Question { better: Better::Higher, matters: 0.05 };
    assert_eq!(of(0.01, 0.2, five), Verdict::Improved);
    assert_eq!(of(-0.2, -0.01, five), Verdict::Worse);
    assert_eq!(of(-0.05, 0.05, five), Verdict::NoChange);
    assert_eq!(of(0.01, 0.04, five), Verdict::NoChange);
    assert_eq!(of(-0.06, 0.05, five), Verdict::CannotTell);
    assert_eq!(of(-0.01, 0.01, UP), Verdict::CannotTell);
    let fewer = Question { better: Better::Lower, matters: 0.05 };
    assert_eq!(of(-0.2, -0.01, fewer), Verdict::Improved);
    assert_eq!(of(0.01, 0.2, fewer), Verdict::Worse);
}

#[test]
fn every_verdict_has_its_own_code_and_words() {
    let mut codes = Verdict::ALL.map(Verdict::code).to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, ["cannot_tell", "improved", "no_change", "worse"]);
    assert_eq!(Verdict::CannotTell.say(), "по этим данным сказать нельзя");
}

/// The probabilities of all pairs of counts, of two groups of `n`.
fn over_all_counts(n: i64, p1: f64, p2: f64, of: impl Fn(Share, Share) -> bool) -> f64 {
    let real = crate::stats::wilson_interval::real;
    let mut sum = 0.0;
    for one in 0..=n {
        for other in 0..=n {
            if of(share(one, n), share(other, n)) {
                sum += binomial_pmf(real(one), real(n), p1) * binomial_pmf(real(other), real(n), p2);
            }
        }
    }
    sum
}

#[test]
fn chance_alone_is_rarely_called_a_change() {
    for p in [0.2, 0.5, 0.8] {
        let called = over_all_counts(30, p, p, |before, after| {
            let verdict = share_effect(before, after, UP).known().unwrap().verdict;
            verdict != Verdict::CannotTell
        });
        assert!(called < 0.055, "{p}: {called}");
    }
}

#[test]
fn the_smallest_seen_change_is_seen_in_four_of_five() {
    for (n, p) in [(50, 0.5), (60, 0.7)] {
        let before = share(whole(p * f64::from(n)), i64::from(n));
        let change = detectable_share_change(before, i64::from(n), Better::Higher).unwrap();
        let seen = over_all_counts(i64::from(n), p, p + change, |before, after| {
            share_effect(before, after, UP).known().unwrap().verdict == Verdict::Improved
        });
        assert!((seen - POWER).abs() < 0.04, "{n} {p}: {seen}");
    }
}

#[test]
fn a_share_near_the_end_has_no_room_to_be_seen() {
    assert_eq!(detectable_share_change(share(24, 25), 25, Better::Higher), None);
    assert_eq!(detectable_share_change(share(0, 25), 25, Better::Lower), None);
    assert_eq!(detectable_share_change(share(5, 25), 0, Better::Higher), None);
    assert_eq!(detectable_paired_share_change(0, 25), None);
    assert_eq!(detectable_paired_share_change(2, 25), None);
    assert_eq!(detectable_mean_change(0.0, 5.0), None);
    assert_eq!(detectable_mean_change(1.0, f64::INFINITY), None);
}

#[test]
fn nine_students_allow_no_verdict_on_shares() {
    let effect = share_effect(share(0, 9), share(9, 9), UP).known().unwrap();
    assert_eq!((effect.change, effect.verdict), (1.0, Verdict::CannotTell));
    assert_eq!(share_effect(share(0, 10), share(10, 10), UP).known().unwrap().verdict, Verdict::Improved);
    let same = PairedShares { kept: 0, lost: 0, gained: 9, never: 0 };
    assert_eq!(paired_share_effect(same, UP).known().unwrap().verdict, Verdict::CannotTell);
}

#[test]
fn what_cannot_be_judged_says_why() {
    let bad = Question { better: Better::Higher, matters: -1.0 };
    let none = Question { better: Better::Higher, matters: f64::NAN };
    assert_eq!(share_effect(share(1, 2), share(1, 2), bad).why(), Some(Why::Inapplicable));
    assert_eq!(ordinal_effect(&[1.0], &[2.0], none).why(), Some(Why::Inapplicable));
    assert_eq!(paired_ordinal_effect(&[1.0], &[2.0, 3.0], UP).why(), Some(Why::UnequalLengths));
    assert_eq!(paired_mean_effect(&[1.0, 2.0], &[2.0, 3.0], UP).why(), Some(Why::NoSpread));
    assert_eq!(paired_mean_effect(&[1.0], &[2.0], UP).why(), Some(Why::TooFew { n: 1, needed: 2 }));
    let group = Group { n: 5, mean: 1.0, sd: 0.0 };
    assert_eq!(mean_effect(group, group, UP).why(), Some(Why::NoSpread));
    assert_eq!(mean_effect(Group { n: 1, ..group }, group, UP).why(), Some(Why::TooFew { n: 1, needed: 2 }));
    assert_eq!(mean_effect(Group { mean: f64::NAN, ..group }, group, UP).why(), Some(Why::NotFinite));
    assert_eq!(mean_effect(Group { sd: -1.0, ..group }, group, UP).why(), Some(Why::Inapplicable));
    assert_eq!(difference_in_differences(&[], &[1.0, 2.0], UP).why(), Some(Why::EmptyBase));
    assert_eq!(difference_in_differences(&[1.0], &[1.0], UP).why(), Some(Why::TooFew { n: 1, needed: 2 }));
    assert_eq!(difference_in_differences(&[2.0], &[1.0, 1.0], UP).why(), Some(Why::NoSpread));
    assert_eq!(return_to_mean(&[(1.0, 2.0)], &[(1.0, 2.0), (1.0, 3.0), (1.0, 4.0)], UP).why(), Some(Why::NoSpread));
    assert_eq!(return_below_cut(20.0, 0.0, 0.5, 10.0).why(), Some(Why::Inapplicable));
    assert_eq!(return_of_share(share(1, 2), &[share(1, 2)]).why(), Some(Why::TooFew { n: 1, needed: 3 }));
    assert_eq!(return_of_share(share(0, 2), &[share(0, 2); 4]).why(), Some(Why::NoSpread));
}

#[test]
fn many_ways_to_pick_leave_the_permutation_unknown() {
    let (with, without): (Vec<f64>, Vec<f64>) =
        ((0..15_i32).map(f64::from).collect(), (0..20_i32).map(|at| f64::from(at % 7)).collect());
    let answer = difference_in_differences(&with, &without, UP).known().unwrap();
    assert_eq!(answer.p_permutation.why(), Some(Why::TooLarge));
    let one = difference_in_differences(&[9.0], &[1.0, 2.0, 3.0], UP).known().unwrap();
    assert_eq!((one.least_p, one.p_permutation), (0.25, Measured::Known(0.25)));
}

#[test]
fn classes_that_differ_by_chance_only_are_drawn_to_the_middle() {
    let all = [share(12, 25), share(13, 25), share(12, 24), share(13, 26)];
    let low = return_of_share(all[0], &all).known().unwrap();
    assert_eq!((low.between, low.reliability), (0.0, 0.0));
    assert!((low.drawn - 0.5).abs() < 1e-15 && (low.returned - 0.02).abs() < 1e-15);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn better_turned_round_turns_the_verdict(a in 0_i64..=40, b in 0_i64..=40, matters in 0.0_f64..0.3) {
        let higher = Question { better: Better::Higher, matters };
        let lower = Question { better: Better::Lower, matters };
        let (before, after) = (share(a, 40), share(b, 40));
        let one = share_effect(before, after, higher).known().unwrap();
        let other = share_effect(before.complement(), after.complement(), lower).known().unwrap();
        prop_assert_eq!(one.verdict, other.verdict);
        prop_assert!((one.change + other.change).abs() < 1e-12 && (one.p - other.p).abs() < 1e-12);
        match (one.detectable, other.detectable) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() < 1e-9),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn order_of_students_does_not_matter(pairs in prop::collection::vec((0_u8..20, 0_u8..20), 4..30)) {
        let pairs: Vec<(f64, f64)> = pairs.into_iter().map(|(a, b)| (f64::from(a), f64::from(b))).collect();
        let (chosen, others) = pairs.split_at(pairs.len() / 2);
        let turned = |list: &[(f64, f64)]| list.iter().rev().copied().collect::<Vec<_>>();
        let (one, other) = (return_to_mean(chosen, others, UP), return_to_mean(&turned(chosen), &turned(others), UP));
        if let (Measured::Known(one), Measured::Known(other)) = (one, other) {
            prop_assert!((one.effect.change - other.effect.change).abs() < 1e-9);
            prop_assert!((one.common + one.returned + one.effect.change - one.seen).abs() < 1e-9);
        }
        let (before, after): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let (late, early): (Vec<f64>, Vec<f64>) = turned(&pairs).into_iter().unzip();
        prop_assert_eq!(paired_ordinal_effect(&before, &after, UP), paired_ordinal_effect(&late, &early, UP));
        if let (Measured::Known(one), Measured::Known(other)) =
            (ordinal_effect(&before, &after, UP), ordinal_effect(&late, &early, UP))
        {
            prop_assert_eq!(one, other);
            prop_assert!(one.interval.covers(one.change));
        }
    }
}
