//! Whatever goes in, no NaN and no infinity comes out of the statistics and of the effects.

use std::fmt::Debug;

use measure::effect::*;
use measure::stats::*;
use proptest::prelude::*;
use school::Share;

/// Values of the school, and values no school has: huge, tiny, signed zeros, NaN, infinity.
fn value() -> impl Strategy<Value = f64> {
    let wild = [f64::NAN, f64::INFINITY, -1e308, 1e150, -1e150, 1e75, 5e-324, 1e-160, -0.0, 0.1, 0.3];
    prop_oneof![6 => (2_i8..6).prop_map(f64::from), 2 => -1e3_f64..1e3, 1 => prop::sample::select(wild.to_vec())]
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    let marks = prop::collection::vec((2_i8..6).prop_map(f64::from), 0..12);
    let tiny = prop::collection::vec(prop::sample::select(vec![1e-160, 2e-160, 5e-324, 0.0]), 0..6);
    let huge = prop::collection::vec(prop::sample::select(vec![1e150, -1e150, 1e149, 0.0]), 0..6);
    prop_oneof![3 => prop::collection::vec(value(), 0..12), 2 => marks, 1 => tiny, 1 => huge]
}

fn is_finite(answer: &impl Debug) -> Result<(), TestCaseError> {
    let text = format!("{answer:?}");
    prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn of_one_list(list in values(), at in value()) {
        is_finite(&summary(&list))?;
        for rule in QuantileRule::ALL {
            is_finite(&quantile_of(&list, at, rule))?;
        }
        is_finite(&paired_t_test(&list, Confidence::P95))?;
        is_finite(&(wilcoxon_signed(&list), wilcoxon_signed_exact(&list)))?;
        is_finite(&mann_kendall(&list))?;
        is_finite(&(benjamini_hochberg(&list), holm(&list)))?;
        for scale in JudgedScale::ALL {
            is_finite(&krippendorff_alpha(&[&list, &list[..list.len() / 2]], scale))?;
        }
    }

    #[test]
    fn of_two_lists(first in values(), second in values(), matters in value()) {
        let question = Question { better: Better::Higher, matters };
        is_finite(&(mann_whitney(&first, &second), mann_whitney_exact(&first, &second)))?;
        is_finite(&(welch_t_test(&first, &second, Confidence::P95), cohen_d(&first, &second)))?;
        is_finite(&kolmogorov_smirnov(&first, &second))?;
        is_finite(&(kruskal_wallis(&[&first, &second]), one_way_anova(&[&first, &second])))?;
        is_finite(&ordinal_effect(&first, &second, question))?;
        is_finite(&difference_in_differences(&first, &second, question))?;
        let both = first.len().min(second.len());
        let (x, y) = (&first[..both], &second[..both]);
        is_finite(&(pearson(x, y, Confidence::P95), spearman(x, y), kendall_tau(x, y)))?;
        is_finite(&(ordinal_association(x, y), theil_sen(x, y, Confidence::P95)))?;
        is_finite(&(paired_mean_effect(x, y, question), paired_ordinal_effect(x, y, question)))?;
        let pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
        let (chosen, others) = pairs.split_at(both / 2);
        is_finite(&return_to_mean(chosen, others, question))?;
        let rows: Vec<[f64; 2]> = pairs.iter().map(|(x, y)| [*x, *y]).collect();
        let rows: Vec<&[f64]> = rows.iter().map(|row| row.as_slice()).collect();
        is_finite(&intraclass_correlation(&rows, Confidence::P95))?;
    }

    #[test]
    fn of_moments(n in 0_usize..5, mean in value(), sd in value(), other in value(), cut in value()) {
        let question = Question { better: Better::Lower, matters: 0.0 };
        is_finite(&mean_effect(Group { n, mean, sd }, Group { n: n + 1, mean: other, sd }, question))?;
        is_finite(&return_below_cut(mean, sd, other, cut))?;
        is_finite(&detectable_mean_change(sd, other))?;
    }

    #[test]
    fn of_counts(cells in prop::collection::vec(0_i64..4, 9), wide in prop::collection::vec(0_i64..1_000_000_000, 4)) {
        let rows: Vec<&[i64]> = cells.chunks(3).collect();
        if let Ok(table) = CrossTable::new(&rows) {
            is_finite(&(chi_square_test(&table), bowker_test(&table), stuart_maxwell_test(&table), fleiss_kappa(&table)))?;
            for weights in KappaWeights::ALL {
                is_finite(&cohen_kappa(&table, weights, Confidence::P99))?;
            }
        }
        for four in [&cells[..4], &wide[..]] {
            let (Some(one), Some(two)) = (Share::new(four[0], four[0] + four[1]), Share::new(four[2], four[2] + four[3]))
            else { continue };
            is_finite(&(wilson_interval_at(one, Confidence::P90), wilson_corrected_interval(one, Confidence::P90)))?;
            is_finite(&(clopper_pearson_interval(one, Confidence::P95), jeffreys_interval(one, Confidence::P95)))?;
            is_finite(&(agresti_coull_interval(one, Confidence::P95), wald_interval(one, Confidence::P95)))?;
            is_finite(&(binomial_test(one, 0.3), binomial_test(one, 1.0), two_proportions(one, two)))?;
            is_finite(&(mcnemar_test(four[0], four[3]), newcombe_interval_at(one, two, Confidence::P95)))?;
            let question = Question { better: Better::Higher, matters: 0.0 };
            is_finite(&(share_effect(one, two, question), share_effect_of_chosen(one, two, &[one, two, one], question)))?;
            let students = PairedShares { kept: four[0], lost: four[1], gained: four[2], never: four[3] };
            is_finite(&paired_share_effect(students, question))?;
        }
        is_finite(&Share::new(cells[0], 4).zip(Share::new(cells[1], 5)).map(|(one, two)| fisher_exact(one, two)))?;
    }
}
