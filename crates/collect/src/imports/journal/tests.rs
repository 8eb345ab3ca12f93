use school::Mark;
use store::{Reads, Store, args};

use crate::imports::finding::Answer;
use crate::imports::testing::*;
use crate::imports::{MarkPlace, correct_mark, recount, tallies};

const HEAD: &str = "Ученик;Класс;Предмет;Учитель;Дата;Отметка;Вес\n";

fn book(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

fn usual() -> String {
    book(
        "Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;4;1\n\
         Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;5;1,5\n\
         Белова Анна Игоревна;8А;Физика;Яшин Л. Л.;20.11.2024;3;\n\
         Орлов Глеб Иванович;8А;Алгебра;Юдина О. П.;12.09.2024;2;2\n",
    )
}

async fn tallies_are_true(store: &Store) {
    let mut store = store.clone();
    let kept = tallies(&mut store, 2024).await.unwrap();
    assert_eq!(kept, recount(&mut store, 2024).await.unwrap());
}

#[tokio::test]
async fn marks_are_loaded_with_their_counters() {
    testkit::on_both(crate::schema(), |store| async move {
        let applied = load(&store, gradebook(&usual()), &making()).await;
        assert_eq!((applied.preview.created, applied.preview.rows_read), (4, 4));
        tallies_are_true(&store).await;
        let kept = tallies(&mut store.clone(), 2024).await.unwrap();
        assert_eq!(kept.iter().map(|row| row.weight_sum).sum::<i64>(), 550);
        assert_eq!(kept.iter().filter(|row| row.term == "q2").count(), 1);
        assert_eq!(count(&store, "teaching").await, 2);
        assert_eq!(count(&store, "staff").await, 2);

        let again = load(&store, gradebook(&usual()), &making()).await;
        assert_eq!((again.batch_id, again.preview.unchanged), (None, 4));
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn marks_of_a_day_are_compared_whatever_their_order() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, gradebook(&usual()), &making()).await;
        let other = book(
            "Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;5;1,5\n\
             Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;4;1\n\
             Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;4;1\n\
             Орлов Глеб Иванович;8А;Алгебра;;12.09.2024;3;2\n",
        );
        let applied = load(&store, gradebook(&other), &making()).await;
        let preview = &applied.preview;
        assert_eq!((preview.created, preview.changed, preview.unchanged), (1, 1, 2));
        tallies_are_true(&store).await;
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(count(&store, "journal_mark").await, 4);
        tallies_are_true(&store).await;
    })
    .await;
}

#[tokio::test]
async fn odd_rows_are_told_and_left_out() {
    testkit::on_both(crate::schema(), |store| async move {
        let csv = book(
            "Белова Анна Игоревна;8А;Алгебра;;12.09.2024;0;1\n\
             Белова Анна Игоревна;8А;Алгебра;;12.09.2024;4/5;1\n\
             Белова Анна Игоревна;8А;Алгебра;;вчера;4;1\n\
             Белова Анна Игоревна;8А;Алгебра;;12.09.2019;4;1\n\
             Белова Анна Игоревна;8А;Алгебра;;12.09.2024;4;тяжёлая\n\
             Белова Анна Игоревна;8А;;;12.09.2024;4;1\n\
             Белова Анна Игоревна;8А;Алгебра;;30.10.2024;4;1\n",
        );
        let mut parsed = gradebook(&csv);
        parsed.year = Some(school::SchoolYear(2024));
        let preview = look(&store, parsed, &making()).await;
        assert_eq!((preview.created, preview.left_out), (1, 6));
        let mut codes: Vec<&str> = preview.discrepancies.iter().map(|one| one.code.as_str()).collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            ["holiday", "incomplete_row", "mark_several", "mark_zero", "not_a_date", "not_a_weight", "outside_year"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_mark_corrected_by_hand_is_not_overwritten_silently() {
    testkit::on_both(crate::schema(), |store| async move {
        let applied = load(&store, gradebook(&usual()), &making()).await;
        let (student_id, subject_id): (i64, i64) = store
            .clone()
            .row("SELECT student_id, subject_id FROM journal_mark WHERE mark = $1", args![2])
            .await
            .unwrap()
            .unwrap();
        let place = MarkPlace { school_year: 2024, student_id, subject_id, given_on: day("2024-09-12"), ordinal: 1 };
        let mut change = testkit::change(&store).await;
        let said = correct_mark(&mut change, &place, Mark::Five).await.unwrap();
        change.commit(&said).await.unwrap();
        tallies_are_true(&store).await;

        let preview = look(&store, gradebook(&usual()), &making()).await;
        assert_eq!((preview.changed, preview.waiting, preview.unchanged), (0, 1, 3));
        let key = preview.questions[0].key.clone();
        let kept = load_decided(&store, gradebook(&usual()), &making(), &[(&key, Answer::Keep)]).await.unwrap();
        assert_eq!(kept.batch_id, None);
        let refusal = take_back(&store, applied.batch_id.unwrap()).await.unwrap_err().to_string();
        assert!(refusal.contains("1 исправление отметки вручную"), "{refusal}");
        let taken = load_decided(&store, gradebook(&usual()), &making(), &[(&key, Answer::Take)]).await.unwrap();
        assert_eq!(taken.preview.changed, 1);
        tallies_are_true(&store).await;
        assert_eq!(
            correct_mark(&mut testkit::change(&store).await, &MarkPlace { ordinal: 9, ..place }, Mark::Five)
                .await
                .unwrap_err()
                .to_string(),
            "такой отметки в журнале нет"
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_teacher_does_not_hold_marks_up() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let csv = book("Белова Анна Игоревна;8А;Алгебра;Юдина О. П.;12.09.2024;4;1\n");
        let applied = load(&store, gradebook(&csv), &asking()).await;
        assert_eq!((applied.preview.created, applied.preview.questions.len()), (1, 1));
        let key = applied.preview.questions[0].key.clone();
        let answered = load_decided(&store, gradebook(&csv), &asking(), &[(&key, Answer::Create)]).await.unwrap();
        assert_eq!((answered.preview.created, answered.preview.changed), (0, 1));
        tallies_are_true(&store).await;
    })
    .await;
}

#[tokio::test]
async fn marks_of_strangers_wait() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Белова Анна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let csv = book(
            "Белова Анна Игоревна;8А;Алгебра;;12.09.2024;4;1\nЮдин Лев Ильич;8А;Алгебра;;12.09.2024;4;1\n\
             Юдин Лев Ильич;8А;Алгебра;;13.09.2024;4;1\nБелова Анна Игоревна;8А;Химия;;12.09.2024;4;1\n",
        );
        let preview = look(&store, gradebook(&csv), &asking()).await;
        assert_eq!((preview.created, preview.waiting), (1, 3));
        assert_eq!(preview.questions.len(), 2);
    })
    .await;
}
