use crate::answer::Value;
use crate::testing::{ask, refused};

/// The 32 patterns of LSAT 6 as often as they occurred (Bock, Lieberman 1970).
fn lsat6() -> String {
    let counts = [
        3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28,
        298,
    ];
    let mut csv = "Q1,Q2,Q3,Q4,Q5,form\n".to_owned();
    for (pattern, count) in counts.into_iter().enumerate() {
        let bits: Vec<String> = (0..5).rev().map(|bit| ((pattern >> bit) & 1).to_string()).collect();
        for person in 0..count {
            csv.push_str(&format!("{},{}\n", bits.join(","), ["A", "B"][person % 2]));
        }
    }
    csv
}

/// Items of one to three points, two groups with booklets, missing answers.
const PROJECT: &str = include_str!("../../../../measure/reference/latent/marginal/responses.csv");

#[test]
fn lsat6_with_slopes_is_as_in_mirt() {
    let answer = ask(&["2pl", "--items", "Q*"], &lsat6());
    for (quantity, element, value, tolerance) in [
        ("mml_2pl_a", "Q1", 0.825_660, 2e-6),
        ("mml_2pl_b", "Q5", -3.125_907, 2e-6),
        ("mml_2pl_a_se", "Q3", 0.232_764, 1e-5),
        ("mml_2pl_b_se", "Q1", 0.866_472, 1e-4),
        ("mml_2pl_loglik", "", -2_466.653_377, 1e-6),
        ("mml_2pl_deviance", "", 4_933.306_755, 1e-6),
        ("mml_2pl_aic", "", 4_953.306_755, 1e-6),
        ("mml_2pl_bic", "", 5_002.384_308, 1e-6),
        ("lr_rasch_vs_2pl", "chi2", 0.568_444, 1e-5),
        ("lr_rasch_vs_2pl", "df", 4.0, 0.0),
        ("eap_2pl", "1", -1.896_770, 1e-5),
        ("eap_2pl_se", "12", 0.807_126, 1e-5),
        ("s_x2", "Q2", 1.691_039, 1e-5),
        ("s_x2_df", "Q3", 1.0, 0.0),
        ("mml_2pl_persons", "", 1000.0, 0.0),
        ("mml_2pl_parameters", "", 10.0, 0.0),
    ] {
        let found = answer.number(quantity, element);
        assert!((found - value).abs() <= tolerance, "{quantity} {element}: {found}");
    }
    assert!(answer.table.contains("подготовка распределена нормально со средним 0 и дисперсией 1"), "{}", answer.table);
    assert!(matches!(answer.value("mml_2pl_mean_se", ""), Value::Unknown { key: "given", .. }));
}

#[test]
fn populations_have_means_of_their_own() {
    let answer = ask(&["gpcm", "--population", "group", "--max", "Q3=2,Q5=3"], PROJECT);
    for (quantity, element, value) in
        [("mml_gpcm_loglik", "", -2_978.600_611), ("mml_gpcm_mean", "0", 0.0), ("mml_gpcm_variance", "0", 1.0)]
    {
        assert!((answer.number(quantity, element) - value).abs() < 1e-5, "{quantity}");
    }
    assert!(answer.number("mml_gpcm_mean", "1") > 0.0 && answer.number("mml_gpcm_mean_se", "1") > 0.05);
    assert!(answer.number("mml_gpcm_b3", "Q5") > answer.number("mml_gpcm_b1", "Q5"));
    assert!(answer.number("lr_pcm_vs_gpcm", "df") > 6.0);
    assert!(answer.table.contains("Пустые ячейки"), "{}", answer.table);
    let no_group = PROJECT.replacen("\n0,", "\n,", 1);
    assert_eq!(
        refused(&["gpcm", "--population", "group"], &no_group),
        "строка 2, столбец «group»: группа участника не указана"
    );
}

#[test]
fn graded_responses_have_thresholds_in_order() {
    let answer = ask(&["graded", "--items", "Q*"], PROJECT);
    assert!((answer.number("mml_graded_loglik", "") + 2_981.933_243).abs() < 1e-5);
    for name in ["Q3", "Q5", "Q6"] {
        assert!(answer.number("mml_graded_b1", name) < answer.number("mml_graded_b2", name));
    }
    assert_eq!(answer.answer.sheets[0].rows[0].len(), answer.answer.sheets[0].headings.len());
}

#[test]
fn nodes_are_as_wished() {
    let fine = ask(&["2pl", "--items", "Q*", "--nodes", "121", "--range", "8"], &lsat6());
    assert!((fine.number("mml_2pl_a", "Q1") - 0.825_660).abs() < 1e-4);
    assert!(fine.table.contains("121 узлам от −8 до 8"), "{}", fine.table);
    assert!(refused(&["2pl", "--items", "Q*", "--nodes", "3"], &lsat6()).contains("от 5 до 1001"));
    let narrow = ask(&["2pl", "--items", "Q*", "--range", "2"], &lsat6());
    assert!(narrow.table.contains("увеличьте --range"), "{}", narrow.table);
}

#[test]
fn known_items_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.csv");
    std::fs::write(&path, "item,a,b\nQ1,0.9,-3\nQ4,\"0,7\",-1.8\n").unwrap();
    let answer = ask(&["2pl", "--items", "Q*", "--anchors", path.to_str().unwrap()], &lsat6());
    assert!((answer.number("mml_2pl_a", "Q1") - 0.9).abs() < 1e-12);
    assert!((answer.number("mml_2pl_b", "Q4") + 1.8).abs() < 1e-12);
    assert!(answer.number("mml_2pl_variance_se", "") > 0.0);
    assert!(answer.table.contains("закреплены параметры заданий по порядку: 1, 4"), "{}", answer.table);
    assert!(answer.long.contains("lr_rasch_vs_2pl,chi2,NA"));
    for (text, why) in [
        ("item,a,b\nQ9,1,0\n", "--anchors: строка 2, столбец «item»: задания «Q9» нет"),
        ("item,b\nQ1,1\nQ2,0\nQ1,1\n", "--anchors: строка 4, столбец «item»: «Q1» уже есть в строке 2"),
        ("item,a\nQ1,1\n", "--anchors: в файле нужен столбец b или столбцы b1, b2, …"),
        ("item,a,b\nQ1,0,1\n", "--anchors: строка 2, столбец «a»: крутизна 0 — не положительное число"),
        ("item,a,b\nQ2,1,0\nQ1,-1,1\n", "--anchors: строка 3, столбец «a»: крутизна -1 — не положительное число"),
        ("item,a,b\nQ1,1,abc\n", "--anchors: строка 2, столбец «b»: «abc» — не число"),
        ("item,b1,b2\nQ1,0,1\n", "закреплённые параметры не подходят к заданию «Q1»"),
    ] {
        std::fs::write(&path, text).unwrap();
        let said = refused(&["2pl", "--items", "Q*", "--anchors", path.to_str().unwrap()], &lsat6());
        assert!(said.starts_with(why), "{said}");
    }
}

#[test]
fn what_has_no_slope_is_refused_with_the_name_of_the_item() {
    let constant = "Q1,Q2,Q3\n1,0,1\n1,1,0\n1,0,0\n";
    assert!(refused(&["2pl"], constant).starts_with("у всех ответивших на задание «Q1» один балл: 1"));
    let perfect = "Q1,Q2,Q3\n0,0,0\n1,0,0\n1,1,0\n1,1,1\n";
    assert!(refused(&["2pl"], perfect).contains("шкалу Гутмана"));
    for method in ["2pl", "gpcm", "graded"] {
        assert!(refused(&[method], "Q1\n0\n1\n1\n").contains("не менее двух заданий"));
    }
    let points = "Q1,Q2,Q3\n0,0,0\n1,0,2\n0,1,1\n1,1,1\n";
    assert_eq!(refused(&["2pl"], points), "задание «Q3» даёт больше 1 балла: возьмите gpcm или graded");
    let apart = "A1,A2,B1,B2\n1,0,,\n0,1,,\n1,1,,\n,,1,0\n,,0,1\n,,0,0\n";
    assert!(refused(&["gpcm"], apart).starts_with("задания «A1» и «B1» не связаны"));
    assert!(
        refused(&["graded"], "Q1,Q2,Q3\n0,2,0\n1,0,1\n0,0,1\n").starts_with("в задании «Q2» ни у кого нет балла 1")
    );
}

#[test]
fn a_negative_slope_asks_for_the_key() {
    let turned: String = lsat6()
        .lines()
        .enumerate()
        .map(|(row, line)| {
            let (first, rest) = line.split_once(',').unwrap();
            let first = if row == 0 { first } else { ["1", "0"][usize::from(first == "1")] };
            format!("{first},{rest}\n")
        })
        .collect();
    let answer = ask(&["2pl", "--items", "Q*"], &turned);
    assert!(answer.number("mml_2pl_a", "Q1") < 0.0);
    assert!(answer.table.contains("Крутизна задания «Q1» отрицательна (-0,83)"), "{}", answer.table);
}

#[test]
fn lsat6_with_equal_slopes_is_as_in_tam_and_mirt() {
    let answer = ask(&["rasch", "--estimator", "mml", "--items", "Q*"], &lsat6());
    for (quantity, element, value, tolerance) in [
        ("mml_rasch_difficulty", "Q1", -2.730_013, 2e-6),
        ("mml_rasch_se", "Q2", 0.079_177, 2e-6),
        ("mml_rasch_variance", "", 0.570_228, 2e-6),
        ("mml_rasch_deviance", "", 4_933.875_199, 1e-5),
        ("mml_rasch_loglik", "", -2_466.937_600, 1e-5),
        ("eap_rasch", "1", -1.442_412, 1e-4),
        ("eap_rasch_se", "12", 0.610_739, 1e-4),
        ("eap_reliability", "", 0.294_174, 1e-5),
        ("wle_mml_rasch", "4", -2.812_412, 1e-3),
        ("wle_reliability", "", -0.306_390, 1e-3),
    ] {
        let found = answer.number(quantity, element);
        assert!((found - value).abs() <= tolerance, "{quantity} {element}: {found}");
    }
    let common = ask(&["rasch", "--estimator", "mml", "--items", "Q*", "--zero", "standard"], &lsat6());
    assert!((common.number("mml_rasch_difficulty", "Q1") + 3.615_267).abs() < 1e-5);
    let sum = ask(&["rasch", "--estimator", "mml", "--items", "Q*", "--zero", "sum"], &lsat6());
    assert!(sum.long.contains("identification,,сумма трудностей всех заданий равна нулю"));
    assert!(sum.number("mml_rasch_mean", "") > 1.0);
}

#[test]
fn steps_are_found_by_the_marginal_likelihood_as_well() {
    let partial = ask(&["pcm", "--estimator", "mml", "--items", "Q*"], PROJECT);
    assert!((partial.number("mml_pcm_loglik", "") + 2_994.751_751).abs() < 1e-5);
    assert!((partial.number("mml_pcm_b1", "Q1") + 1.287_819).abs() < 1e-5);
    assert!((partial.number("mml_pcm_difficulty", "Q1") + 1.287_819).abs() < 1e-5);
    let rating = ask(&["rsm", "--estimator", "mml", "--items", "Q*"], PROJECT);
    assert!((rating.number("mml_rsm_loglik", "") + 2_995.524_266).abs() < 1e-5);
    let gap = |name| rating.number("mml_rsm_b2", name) - rating.number("mml_rsm_b1", name);
    assert!((gap("Q3") - gap("Q6")).abs() < 1e-9);
}

#[test]
fn options_of_the_other_likelihood_are_refused() {
    let mml = |more: &[&str]| refused(&[&["rasch", "--estimator", "mml", "--items", "Q*"], more].concat(), &lsat6());
    assert_eq!(mml(&["--group", "form"]), "--group действует только с --estimator cml; для mml есть --population");
    let cml = |more: &[&str]| refused(&[&["pcm", "--items", "Q*"], more].concat(), &lsat6());
    assert_eq!(cml(&["--population", "form"]), "--population действует только с --estimator mml");
    assert!(!cml(&["--zero", "standard"]).is_empty());
    let points = refused(&["rasch", "--estimator", "mml"], "Q1,Q2,Q3\n0,0,0\n1,0,2\n0,1,1\n1,1,1\n");
    assert_eq!(points, "задание «Q3» даёт больше 1 балла: возьмите pcm");
}
