//! The statistics against scipy, statsmodels, scikit-learn, pingouin, krippendorff and R: `reference/stats`.

use measure::Measured;
use measure::stats::*;
use school::Share;

/// One line of a file: what, of which numbers, and what it should be.
struct Row {
    quantity: String,
    lists: Vec<Vec<f64>>,
    expected: f64,
    tolerance: f64,
    text: String,
}

fn rows(file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(format!("{}/reference/stats/{file}", env!("CARGO_MANIFEST_DIR")))
        .expect("a line of the file is well formed");
    let records = reader.records().map(|record| {
        let record = record.expect("a line of the file is well formed");
        assert!(!record[4].is_empty(), "a value without a source: {record:?}");
        let lists = record[1]
            .split(" | ")
            .map(|list| list.split(' ').map(|one| one.parse().expect("a line of the file is well formed")).collect());
        Row {
            quantity: record[0].to_owned(),
            lists: lists.collect(),
            expected: record[2].parse().expect("a line of the file is well formed"),
            tolerance: record[3].parse().expect("a line of the file is well formed"),
            text: format!("{} of {}", &record[0], &record[1]),
        }
    });
    records.collect()
}

fn whole(value: f64) -> i64 {
    format!("{value}").parse().expect("a line of the file is well formed")
}

fn share(counts: &[f64]) -> Share {
    Share::new(whole(counts[0]), whole(counts[1])).expect("a line of the file is well formed")
}

fn table(lists: &[Vec<f64>]) -> CrossTable {
    let rows: Vec<Vec<i64>> = lists.iter().map(|row| row.iter().map(|cell| whole(*cell)).collect()).collect();
    CrossTable::new(&rows).expect("a line of the file is well formed")
}

fn known<T>(answer: Measured<T>) -> T {
    match answer {
        Measured::Known(value) => value,
        Measured::Unknown(why) => panic!("unknown: {}", why.key()),
    }
}

fn of_shares(quantity: &str, lists: &[Vec<f64>]) -> Option<f64> {
    let level = Confidence::P95;
    let one = || share(&lists[0]);
    let two = || share(&lists[1]);
    let binomial = || known(binomial_test(one(), lists[1][0]));
    let mcnemar = || known(mcnemar_test(whole(lists[0][0]), whole(lists[0][1])));
    let paired = || {
        let [kept, lost, gained, never] = [0, 1, 2, 3].map(|at| whole(lists[0][at]));
        known(paired_newcombe_interval(PairedShares { kept, lost, gained, never }, level))
    };
    Some(match quantity {
        "wilson_low" => wilson_interval_at(one(), level).low,
        "wilson_high" => wilson_interval_at(one(), level).high,
        "wilson_cc_low" => wilson_corrected_interval(one(), level).low,
        "wilson_cc_high" => wilson_corrected_interval(one(), level).high,
        "clopper_pearson_low" => clopper_pearson_interval(one(), level).low,
        "clopper_pearson_high" => clopper_pearson_interval(one(), level).high,
        "agresti_coull_low" => agresti_coull_interval(one(), level).low,
        "agresti_coull_high" => agresti_coull_interval(one(), level).high,
        "jeffreys_low" => jeffreys_interval(one(), level).low,
        "jeffreys_high" => jeffreys_interval(one(), level).high,
        "wald_low" => wald_interval(one(), level).low,
        "wald_high" => wald_interval(one(), level).high,
        "newcombe_low" => newcombe_interval_at(one(), two(), level).low,
        "newcombe_high" => newcombe_interval_at(one(), two(), level).high,
        "paired_newcombe_low" => paired().low,
        "paired_newcombe_high" => paired().high,
        "binomial_p" => binomial().p,
        "binomial_at_least" => binomial().at_least,
        "two_proportions_z" => known(two_proportions(one(), two())).z,
        "two_proportions_p" => known(two_proportions(one(), two())).p,
        "fisher_p" => known(fisher_exact(one(), two())).p,
        "fisher_less" => known(fisher_exact(one(), two())).less,
        "mcnemar_exact_p" => mcnemar().p,
        "mcnemar_mid_p" => mcnemar().mid_p,
        "mcnemar_chi2_p" => mcnemar().chi_square_p,
        "mcnemar_cc_p" => mcnemar().chi_square_corrected_p,
        _ => return None,
    })
}

fn of_groups(quantity: &str, lists: &[Vec<f64>]) -> Option<f64> {
    let level = Confidence::P95;
    let (x, y) = (&lists[0][..], lists.get(1).map_or(&[][..], |list| &list[..]));
    let all: Vec<&[f64]> = lists.iter().map(Vec::as_slice).collect();
    if let Some(number) = quantity.strip_prefix("quantile_type") {
        let rule = QuantileRule::ALL[number.parse::<usize>().expect("a line of the file is well formed") - 1];
        return Some(known(quantile_of(x, y[0], rule)));
    }
    Some(match quantity {
        "sd" => known(known(summary(x)).sd),
        "skew_g1" => known(known(summary(x)).skewness),
        "kurtosis_g2" => known(known(summary(x)).kurtosis),
        "mannwhitney_u" => known(mann_whitney(x, y)).u,
        "mannwhitney_p_nocc" => known(mann_whitney(x, y)).p,
        "mannwhitney_p_cc" => known(mann_whitney(x, y)).p_corrected,
        "mannwhitney_exact_p" => known(mann_whitney_exact(x, y)),
        "rank_biserial" => known(mann_whitney(x, y)).rank_biserial,
        "welch_t" => known(welch_t_test(x, y, level)).t,
        "welch_df" => known(welch_t_test(x, y, level)).df,
        "welch_p" => known(welch_t_test(x, y, level)).p,
        "welch_low" => known(welch_t_test(x, y, level)).interval.low,
        "welch_high" => known(welch_t_test(x, y, level)).interval.high,
        "cohen_d" => known(cohen_d(x, y)).d,
        "hedges_g" => known(cohen_d(x, y)).g,
        "ks_d" => known(kolmogorov_smirnov(x, y)).d,
        "ks_p" => known(kolmogorov_smirnov(x, y)).p,
        "ks_p_ties" => known(kolmogorov_smirnov(x, y)).p_with_ties,
        "kruskal_h" => known(kruskal_wallis(&all)).h,
        "kruskal_p" => known(kruskal_wallis(&all)).p,
        "anova_f" => known(one_way_anova(&all)).f,
        "anova_p" => known(one_way_anova(&all)).p,
        "wilcoxon_w" => known(wilcoxon_signed(x)).w,
        "wilcoxon_p_nocc" => known(wilcoxon_signed(x)).p,
        "wilcoxon_p_cc" => known(wilcoxon_signed(x)).p_corrected,
        "wilcoxon_exact_p" => known(wilcoxon_signed_exact(x)),
        "paired_t" => known(paired_t_test(x, level)).t,
        "paired_t_p" => known(paired_t_test(x, level)).p,
        _ => return None,
    })
}

fn of_pairs(quantity: &str, lists: &[Vec<f64>]) -> Option<f64> {
    let level = Confidence::P95;
    let (x, y) = (&lists[0][..], lists.get(1).map_or(&[][..], |list| &list[..]));
    if let Some(at) = quantity.strip_prefix("bh_") {
        return Some(known(benjamini_hochberg(x))[at.parse::<usize>().expect("a line of the file is well formed")]);
    }
    if let Some(at) = quantity.strip_prefix("holm_") {
        return Some(known(holm(x))[at.parse::<usize>().expect("a line of the file is well formed")]);
    }
    Some(match quantity {
        "pearson" => known(pearson(x, y, level)).r,
        "pearson_p" => known(known(pearson(x, y, level)).p),
        "pearson_low" => known(known(pearson(x, y, level)).interval).low,
        "pearson_high" => known(known(pearson(x, y, level)).interval).high,
        "spearman" => known(spearman(x, y)).rho,
        "spearman_p" => known(known(spearman(x, y)).p),
        "kendall_tau_b" => known(kendall_tau(x, y)).tau_b,
        "kendall_tau_c" => known(kendall_tau(x, y)).tau_c,
        "kendall_p" => known(kendall_tau(x, y)).p,
        "kendall_asymptotic_p" => known(kendall_tau(x, y)).p_asymptotic,
        "kendall_exact_p" => known(known(kendall_tau(x, y)).p_exact),
        "somers_d" => known(ordinal_association(x, y)).second_given_first,
        "theil_sen_slope" => known(theil_sen(x, y, level)).slope,
        "theil_sen_intercept" => known(theil_sen(x, y, level)).intercept,
        "theil_sen_low" => known(theil_sen(x, y, level)).interval.low,
        "theil_sen_high" => known(theil_sen(x, y, level)).interval.high,
        "mann_kendall_p" => known(mann_kendall(x)).p,
        _ => return None,
    })
}

fn of_judges(quantity: &str, lists: &[Vec<f64>]) -> Option<f64> {
    let level = Confidence::P95;
    let all: Vec<&[f64]> = lists.iter().map(Vec::as_slice).collect();
    if let Some(rest) = quantity.strip_prefix("cohen_kappa_") {
        let (name, part) = rest.split_once('_').unwrap_or((rest, ""));
        let weights = KappaWeights::ALL
            .into_iter()
            .find(|weights| weights.code() == name)
            .expect("a line of the file is well formed");
        let kappa = known(cohen_kappa(&table(lists), weights, level));
        return Some(match part {
            "se" => kappa.error,
            "se0" => kappa.error_by_chance,
            _ => kappa.kappa,
        });
    }
    if let Some(name) = quantity.strip_prefix("krippendorff_") {
        let scale =
            JudgedScale::ALL.into_iter().find(|scale| scale.code() == name).expect("a line of the file is well formed");
        return Some(known(krippendorff_alpha(&all, scale)));
    }
    let icc = || known(intraclass_correlation(&all, level));
    Some(match quantity {
        "icc_1_1" => icc().one_way.icc,
        "icc_2_1" => icc().agreement.icc,
        "icc_3_1" => icc().consistency.icc,
        "icc_1_k" => icc().of_means[0],
        "icc_2_k" => icc().of_means[1],
        "icc_3_k" => icc().of_means[2],
        "icc_1_1_f" => known(icc().one_way.f),
        "icc_2_1_f" => known(icc().agreement.f),
        "icc_3_1_f" => known(icc().consistency.f),
        "icc_1_1_p" => icc().one_way.p,
        "icc_2_1_p" => icc().agreement.p,
        "icc_3_1_p" => icc().consistency.p,
        "icc_1_1_low" => icc().one_way.interval.low,
        "icc_1_1_high" => icc().one_way.interval.high,
        "icc_2_1_low" => icc().agreement.interval.low,
        "icc_2_1_high" => icc().agreement.interval.high,
        "icc_3_1_low" => icc().consistency.interval.low,
        "icc_3_1_high" => icc().consistency.interval.high,
        "fleiss_kappa" => known(fleiss_kappa(&table(lists))).kappa,
        "bowker_chi2" => known(bowker_test(&table(lists))).chi_square,
        "bowker_df" => known(bowker_test(&table(lists))).df,
        "bowker_p" => known(bowker_test(&table(lists))).p,
        "stuart_maxwell_chi2" => known(stuart_maxwell_test(&table(lists))).chi_square,
        "stuart_maxwell_p" => known(stuart_maxwell_test(&table(lists))).p,
        "chi2_independence" => known(chi_square_test(&table(lists))).plain.chi_square,
        "chi2_p" => known(chi_square_test(&table(lists))).plain.p,
        "chi2_yates" => known(chi_square_test(&table(lists))).corrected.chi_square,
        "cramers_v" => known(chi_square_test(&table(lists))).cramers_v,
        _ => return None,
    })
}

fn answer(row: &Row) -> f64 {
    let (quantity, lists) = (row.quantity.as_str(), row.lists.as_slice());
    of_shares(quantity, lists)
        .or_else(|| of_groups(quantity, lists))
        .or_else(|| of_pairs(quantity, lists))
        .or_else(|| of_judges(quantity, lists))
        .unwrap_or_else(|| panic!("nothing computes {}", row.text))
}

#[test]
fn every_statistic_agrees_with_the_reference_programs() {
    let mut wrong = Vec::new();
    for row in ["tests.csv", "tests_r.csv"].into_iter().flat_map(rows) {
        let got = answer(&row);
        if (got - row.expected).abs() > row.tolerance {
            wrong.push(format!("{}: {got}, not {}", row.text, row.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_reference_value_would_be_noticed() {
    for row in rows("tests.csv") {
        assert!((answer(&row) - (row.expected + 1e-6)).abs() > row.tolerance, "{}", row.text);
    }
}
