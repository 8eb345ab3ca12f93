use crate::testing::{ask, refused};

const QUALITY: &str =
    "year,quality\n2015,52\n2016,55\n2017,49\n2018,58\n2019,60\n2020,57\n2021,63\n2022,61\n2023,64\n2024,66\n";

#[test]
fn one_series_has_plain_steps() {
    let said = ask(&["forecast", "--steps", "2"], QUALITY);
    assert_eq!(said.number("naive_mean", "2"), 66.0);
    // forecast 8.20: see crates/measure/reference/forecast.
    assert!((said.number("ets_ANN_loglik", "") + 25.269_798).abs() < 1e-3);
    assert!((said.number("ets_auto_aicc", "ETS(A,N,N)") - 60.539_597).abs() < 2e-3);
    assert!(said.number("ets_AAN_loglik_many_starts", "") >= said.number("ets_AAN_loglik", ""));
    assert!(said.number("backtest_mase", "drift 1") > 0.0);
    assert!(said.table.contains("выбрана") && said.table.contains("Проверка на прошлом"), "{}", said.table);
}

#[test]
fn several_series_are_named_and_sorted_by_time() {
    let mut text = "series,frequency,t,value\n".to_owned();
    for t in (1..=9).rev() {
        text.push_str(&format!("a,1,{t},{}\nb,1,{t},{}\n", t * t, 20 - t));
    }
    let said = ask(&["forecast", "--steps", "1"], &text);
    assert_eq!(said.number("naive_mean", "a 1"), 81.0);
    assert_eq!(said.number("naive_mean", "b 1"), 11.0);
    assert!(said.table.contains("отклонений от линии прогноза нет"), "{}", said.table);
    assert!(format!("{:?}", said.value("ols_trend_mean", "b 1")).contains("no_spread"));
}

#[test]
fn shares_stay_within() {
    let text = "год,сдали,всего\n2019,20,25\n2020,23,26\n2021,25,27\n2022,26,26\n2023,27,28\n";
    let said = ask(&["forecast", "--y", "сдали", "--whole", "всего", "--steps", "3"], text);
    assert!(said.number("share_drift_hi95", "3") <= 1.0 && said.number("share_drift_mean", "3") > 0.9);
    assert!(said.table.contains("в группе из 28 чел."), "{}", said.table);
    let more = ["forecast", "--y", "сдали", "--whole", "всего", "--steps", "3", "--next-whole", "300"];
    assert!(ask(&more, text).number("share_drift_lo95", "1") > said.number("share_drift_lo95", "1"));
    let small = text.replace("27,28", "7,8");
    let why = refused(&["forecast", "--y", "сдали", "--whole", "всего"], &small);
    assert_eq!(why, "доля в точке 5 посчитана по 8 чел.; доли по группам меньше 10 не прогнозируют");
    let wrong = text.replace("27,28", "29,28");
    let why = refused(&["forecast", "--y", "сдали", "--whole", "всего"], &wrong);
    assert_eq!(why, "строка 6, столбец «всего»: 29 из 28 — не доля целого числа учеников");
}

#[test]
fn what_is_no_series_is_refused() {
    assert_eq!(refused(&["forecast"], "value\n1\n2\n3\n"), "слишком мало точек: 3, нужно не менее 4");
    assert!(refused(&["forecast"], "value\n1\nNA\n3\n4\n").starts_with("строка 3, столбец «value»: пропуск"));
    assert!(refused(&["forecast", "--steps", "0"], QUALITY).contains("на сколько шагов"));
    assert!(refused(&["forecast"], "a,b\n1,2\n2,3\n3,4\n4,4\n").contains("--y"));
    assert!(refused(&["forecast"], "t,value\n1,2\n1,3\n3,4\n4,4\n").contains("уже было"));
}

#[test]
fn gaps_in_time_are_refused() {
    let said = |text: &str| refused(&["forecast"], text);
    let end = "прогнозу нужны равные промежутки без пропусков";
    assert_eq!(
        said("year,value\n2015,50\n2016,51\n2017,53\n2021,55\n2022,54\n"),
        format!("строка 5, столбец «year»: после 2017 сразу 2021, а шаг ряда 1; {end}")
    );
    assert_eq!(
        said("t;value\n1;1\n9;17\n1,5;2\n2;3\n5;9\n"),
        format!("строка 6, столбец «t»: после 2 сразу 5, а шаг ряда 0,5; {end}")
    );
    assert_eq!(
        said("учебный год;балл\n2015/16;50\n2016/17;51\n2018/19;53\n2019/20;52\n"),
        format!("строка 4, столбец «учебный год»: после 2016/17 сразу 2018/19, а шаг ряда 1; {end}")
    );
    // Every second year, and tenths that no binary number holds, are equal steps.
    ask(&["forecast"], "year,value\n2011,50\n2013,51\n2015,53\n2017,52\n2019,55\n");
    ask(&["forecast"], "t,value\n0.1,50\n0.2,51\n0.3,53\n0.4,52\n0.5,55\n0.6,53\n");
}

#[test]
fn shares_without_counts_are_warned_of() {
    let warning = "значения похожи на доли, а прогноз выходит за 0 и 1";
    let said = ask(&["forecast"], "t,value\n1,0.8\n2,0.88\n3,0.93\n4,1\n5,0.97\n");
    assert!(said.table.contains(warning), "{}", said.table);
    let said = ask(&["forecast"], "t,value\n1,0.8\n2,1.88\n3,0.93\n4,1\n5,0.97\n");
    assert!(!said.table.contains(warning), "{}", said.table);
}
