use access::Scope;
use formula::{Dimension, Outcome};
use school::Exact;
use store::{Store, args};

use super::*;
use crate::testing::{Pen, TEACHER, day, small_school};

fn asked() -> Asked {
    Asked::whole(2024, day("2025-06-05"))
}

async fn fresh(store: &Store, asked: &Asked) -> Vec<Outcome> {
    recalculate_within(&mut store.clone(), asked).await.unwrap().outcomes
}

async fn one(store: &Store, code: &str, place: &[(Dimension, &str)]) -> Outcome {
    let asked = place.iter().fold(asked().codes([code]), |asked, (dimension, value)| asked.only(*dimension, *value));
    fresh(store, &asked).await.remove(0)
}

fn exact(part: i128, whole: i128) -> Option<Exact> {
    Some(Exact::new(part, whole))
}

#[tokio::test]
async fn marks_come_to_what_a_pencil_gets() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let cell = [(Dimension::Class, "8А"), (Dimension::Subject, "Алгебра")];
        assert_eq!(one(&store, "school.pass_rate", &cell).await.value(), exact(3, 5));
        assert_eq!(one(&store, "school.good_mark_rate", &cell).await.value(), exact(2, 5));
        assert_eq!(one(&store, "school.simonov_index", &cell).await.value(), exact(223, 5));
        assert_eq!(one(&store, "school.mean_mark", &cell).await.value(), exact(7, 2));
        // «освобождён» is not in the base, «н/а» is; the first year is nowhere.
        let whole = one(&store, "school.good_mark_rate", &[]).await;
        assert_eq!((whole.part(), whole.whole(), whole.n()), (Some(2 + 3 + 2), Some(5 + 4 + 4 + 4), Some(17)));
        let quarter = one(&store, "school.good_mark_rate", &[(Dimension::Class, "9А"), (Dimension::Term, "q4")]).await;
        assert_eq!((quarter.part(), quarter.whole()), (Some(9 + 14), Some(60)));
    })
    .await;
}

#[tokio::test]
async fn a_breakdown_is_one_grid_of_cells() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let asked = asked().codes(["school.good_mark_rate"]).by(vec![Dimension::Class, Dimension::Subject]);
        let cells: Vec<String> = fresh(&store, &asked)
            .await
            .iter()
            .map(|outcome| format!("{} {:?}", crate::shown::group(&outcome.by), outcome.part().zip(outcome.whole())))
            .collect();
        assert_eq!(
            cells,
            [
                "1А, Русский язык None",
                "8А, Алгебра Some((2, 5))",
                "8А, Русский язык Some((3, 4))",
                "8Б, Алгебра Some((2, 4))",
                "8Б, Русский язык Some((0, 4))"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn items_and_agreement_are_exact() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let asked =
            asked().codes(["vpr.item_completion"]).by(vec![Dimension::YearGroup, Dimension::Subject, Dimension::Item]);
        let done: Vec<_> = fresh(&store, &asked).await.iter().map(Outcome::value).collect();
        assert_eq!(done, [exact(57, 100), exact(56, 100), exact(30, 100)]);
        for (code, part) in [("vpr.lowered", 20), ("vpr.confirmed", 50), ("vpr.raised", 10), ("vpr.gap_two", 4)] {
            let outcome = one(&store, code, &[]).await;
            assert_eq!((outcome.part(), outcome.whole()), (Some(part), Some(80)), "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_teacher_counts_her_own_cells_only() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let scope = Scope { whole: false, staff_id: Some(TEACHER), account_id: 7 };
        let asked = asked().codes(["school.good_mark_rate"]).seen_by(&scope);
        let own = fresh(&store, &asked.clone().by(vec![Dimension::Class, Dimension::Subject])).await;
        assert_eq!(own.len(), 1);
        assert_eq!((own[0].part(), own[0].whole()), (Some(2), Some(5)));
        let nobody = Scope { whole: false, staff_id: None, account_id: 8 };
        assert_eq!(fresh(&store, &asked.seen_by(&nobody)).await[0].state.code(), "absent");
    })
    .await;
}

#[tokio::test]
async fn everything_of_a_year_runs_on_both_databases() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let everything = recalculate_everything(&store, &asked()).await.unwrap();
        assert!(everything > catalogue().indicators().count(), "{everything}");
        let empty = fresh(&store, &Asked { year: 1990, ..asked() }.pack("school-statistics")).await;
        assert!(empty.iter().all(|outcome| outcome.state.code() == "absent"));
    })
    .await;
}

#[tokio::test]
async fn what_is_remembered_ends_with_the_next_sentence_of_history() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let asked = asked().codes(["school.good_mark_rate"]);
        let first = recalculate(&store, &asked).await.unwrap();
        let again = recalculate(&store, &asked).await.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let mut change = testkit::change(&store).await;
        let sql = "UPDATE period_mark SET mark = 5 WHERE student_id = 3 AND subject_id = 2 AND school_year = 2024";
        change.execute(sql, args![]).await.unwrap();
        let said = plan::settings::SettingChanged { name: "Проверка".to_owned(), value: "1".to_owned() };
        change.commit(&said).await.unwrap();
        let later = recalculate(&store, &asked).await.unwrap();
        assert_eq!((first.outcomes[0].part(), later.outcomes[0].part()), (Some(7), Some(8)));
    })
    .await;
}

#[tokio::test]
async fn weights_of_the_school_are_used() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let mut change = testkit::change(&store).await;
        let weights = plan::settings::SimonovWeights { two: 14, not_assessed: 0, ..Default::default() };
        plan::settings::save_simonov_weights(&mut change, &weights).await.unwrap();
        let said = plan::settings::SettingChanged { name: "Веса СОУ".to_owned(), value: String::new() };
        change.commit(&said).await.unwrap();
        let cell = [(Dimension::Class, "8А"), (Dimension::Subject, "Алгебра")];
        assert_eq!(one(&store, "school.simonov_index", &cell).await.value(), exact(214, 5));
    })
    .await;
}

#[tokio::test]
async fn rows_for_machines_are_exact_and_rounded_beside() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let asked = asked().codes(["school.pass_rate", "1324.1.1", "students.excellent"]).only(Dimension::Class, "8А");
        let rows = indicator_rows(&fresh(&store, &asked).await);
        insta::assert_snapshot!("rows", serde_json::to_string_pretty(&rows).unwrap());
    })
    .await;
}

#[tokio::test]
async fn all_populations_run_with_a_hand_full_of_rows() {
    testkit::on_both(crate::schema(), |store| async move {
        small_school(&store).await;
        let mut pen = Pen::new(&store).await;
        pen.write(
            "INSERT INTO journal_tally (school_year, term, class_group_id, subject_id, mark, mark_count, weight_sum)
             VALUES (2024, 'q1', 1, 2, 5, 3, 300), (2024, 'q1', 1, 2, 4, 1, 200)",
            args![],
        )
        .await;
        pen.write(
            "INSERT INTO condition_value (code, as_of, number_numerator, number_denominator, entered_by, entered_at)
             VALUES ('computers', $1, 42, 1, 'Орлова М. П.', $2)",
            args![day("2024-12-31"), "2025-01-10T08:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap()],
        )
        .await;
        pen.done().await;
        for population in catalogue().schema().populations() {
            let request = asked().request(own_settings(&mut store.clone(), 2024).await.unwrap());
            let counted = catalogue().indicators().find(|indicator| indicator.formula.contains(population.name));
            let Some(indicator) = counted else { continue };
            for which in [formula::Which::Numerator, formula::Which::Base] {
                let Ok(drill) = catalogue().drill(&indicator.code, which, &request, (0, 5)) else { continue };
                let sql = store::Assembled::from_schema_names(drill.rows.sql.clone());
                let grid = store::Reads::grid(&mut store.clone(), &sql, values(&drill.rows.params)).await.unwrap();
                assert!(drill.read(&cells(grid)).len() <= 5);
            }
        }
    })
    .await;
}
