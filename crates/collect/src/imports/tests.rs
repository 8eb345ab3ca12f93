use super::finding::Answer;
use super::testing::*;
use super::undo::CannotUndo;
use super::upload::{ImportError, Options, Refusal};

const ANNA: &str = "Белова Анна Игоревна";
const GLEB: &str = "Орлов Глеб Иванович";

#[tokio::test]
async fn a_preview_writes_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4"), (GLEB, "Алгебра", "q1", "5")]);
        let preview = look(&store, sheet, &making()).await;
        assert_eq!((preview.created, preview.changed, preview.skipped), (2, 0, 0));
        assert_eq!(
            preview.made,
            ["школа «Средняя школа № 1»", "2024/25 учебный год", "классы: 8А", "предметы: Алгебра", "2 ученика"]
        );
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_empty_database_is_filled_from_the_file() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4"), (GLEB, "ОБЖ", "year", "н/а")]);
        let applied = load(&store, sheet(), &making()).await;
        assert_eq!(applied.preview.created, 2);
        assert_eq!(count(&store, "period_mark").await, 2);
        assert_eq!(count(&store, "stay").await, 2);

        let again = load(&store, sheet(), &making()).await;
        assert_eq!(again.batch_id, None);
        assert_eq!((again.preview.created, again.preview.unchanged), (0, 2));
        assert_eq!(again.preview.already_applied, applied.batch_id);
    })
    .await;
}

#[tokio::test]
async fn nothing_missing_is_made_without_being_asked() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4")]);
        let preview = look(&store, sheet(), &asking()).await;
        assert_eq!((preview.created, preview.waiting), (0, 1));
        assert_eq!(preview.questions[0].key, "year:2024");

        let answers = [
            ("year:2024", Answer::Create),
            ("class:8А", Answer::Create),
            ("subject:алгебра", Answer::Create),
            ("student:8А:Белова Анна Игоревна", Answer::Create),
        ];
        for (number, key) in answers.iter().map(|(key, _)| key).enumerate() {
            let given = &answers[..number];
            let applied = load_decided(&store, sheet(), &asking(), given).await.unwrap();
            let open: Vec<&str> = applied.preview.open_questions().map(|one| one.key.as_str()).collect();
            assert!(open.contains(key) || number == 2 || number == 3, "{number}: {open:?}");
            if let Some(batch) = applied.batch_id {
                take_back(&store, batch).await.unwrap();
            }
        }
        let applied = load_decided(&store, sheet(), &asking(), &answers).await.unwrap();
        assert_eq!((applied.preview.created, applied.preview.waiting), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_changed_mark_is_shown_and_undone() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4")]), &making()).await;
        let before = marks(&store).await;
        let changed = year_sheet("8А", &[(ANNA, "Алгебра", "q1", "3"), (ANNA, "Алгебра", "q2", "5")]);
        let applied = load(&store, changed, &making()).await;
        assert_eq!((applied.preview.created, applied.preview.changed), (1, 1));
        let row = applied.preview.rows.iter().find(|row| row.before.is_some()).unwrap();
        assert_eq!((row.before.as_deref(), row.after.as_deref()), (Some("4"), Some("3")));
        assert_eq!(row.what, "Белова Анна Игоревна, Алгебра, 1-я четверть");

        let undone = take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!((undone.restored, undone.removed), (1, 1));
        assert_eq!(marks(&store).await, before);
        let twice = take_back(&store, applied.batch_id.unwrap()).await;
        assert!(matches!(twice, Err(CannotUndo::AlreadyUndone)));
    })
    .await;
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Kept {
    term: String,
    mark: Option<i64>,
    batch_id: Option<i64>,
    source_row: Option<i64>,
}

async fn marks(store: &store::Store) -> Vec<Kept> {
    store::Reads::rows(
        &mut store.clone(),
        "SELECT term, mark, batch_id, source_row FROM period_mark ORDER BY term",
        store::args![],
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn undoing_everything_leaves_an_empty_school() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4"), (GLEB, "ОБЖ", "year", "5")]);
        let applied = load(&store, sheet, &making()).await;
        let undone = take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(undone.kept, [] as [String; 0]);
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_overwritten_import_is_not_undone_first() {
    testkit::on_both(crate::schema(), |store| async move {
        let first = load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4")]), &making()).await;
        let second = load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "q1", "3")]), &making()).await;
        let refusal = take_back(&store, first.batch_id.unwrap()).await.unwrap_err();
        assert!(matches!(refusal, CannotUndo::Overwritten(_)), "{refusal}");
        take_back(&store, second.batch_id.unwrap()).await.unwrap();
        take_back(&store, first.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn people_used_elsewhere_forbid_undoing_and_subjects_stay() {
    testkit::on_both(crate::schema(), |store| async move {
        let first = load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4")]), &making()).await;
        let later = load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "q2", "4")]), &making()).await;
        let refusal = take_back(&store, first.batch_id.unwrap()).await.unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "Отменить нельзя: учеников из этой загрузки используют 1 отметка за период; \
             класс 8А используют 1 отметка за период"
        );
        take_back(&store, later.batch_id.unwrap()).await.unwrap();
        load(&store, year_sheet("8Б", &[(GLEB, "Алгебра", "q1", "4")]), &making()).await;
        let undone = take_back(&store, first.batch_id.unwrap()).await.unwrap();
        assert_eq!(undone.kept, ["предмет «Алгебра»", "2024/25 учебный год", "карточка школы"]);
        assert_eq!(count(&store, "class").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_like_name_is_asked_and_the_answer_remembered() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[("Королёва Алёна Игоревна", "Алгебра", "q1", "4")]), &making()).await;
        let sheet = |term| year_sheet("8А", &[("Королева Алена Игоревна", "Алгебра", term, "5")]);
        let preview = look(&store, sheet("q2"), &making()).await;
        assert_eq!((preview.created, preview.waiting), (0, 1));
        let question = &preview.questions[0];
        assert_eq!(question.text, "«Королева Алена Игоревна» из 8А класса — это тот же ученик?");
        assert_eq!(question.choices[0].label, "Это Королёва Алёна Игоревна, 8А, 2024/25");

        let answer = (question.key.as_str(), question.choices[0].answer);
        let applied = load_decided(&store, sheet("q2"), &making(), &[answer]).await.unwrap();
        assert_eq!(applied.preview.created, 1);
        assert_eq!(count(&store, "student").await, 1);
        let next = load(&store, sheet("q3"), &making()).await;
        assert_eq!((next.preview.created, next.preview.questions.len()), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn an_odd_cell_waits_for_a_person() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || year_sheet("8А", &[(ANNA, "Алгебра", "q1", "0"), (ANNA, "Алгебра", "q2", "О 2")]);
        let preview = look(&store, sheet(), &making()).await;
        assert_eq!((preview.created, preview.waiting), (0, 2));
        let answers = [("cell:Лист1!E1", Answer::NotAssessed), ("cell:Лист1!E2", Answer::Mark(2))];
        let applied = load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        assert_eq!((applied.preview.created, applied.preview.waiting), (2, 0));
        let kept: Vec<Option<i64>> = marks(&store).await.iter().map(|mark| mark.mark).collect();
        assert_eq!(kept, [None, Some(2)]);
    })
    .await;
}

#[tokio::test]
async fn halves_of_a_subject_are_joined_by_a_person() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || {
            let half = ["Труд (Технология девочки)", "Труд (Технология мальчики)"];
            year_sheet("8А", &[(ANNA, half[0], "q1", "5"), (GLEB, half[1], "q1", "4")])
        };
        let preview = look(&store, sheet(), &making()).await;
        let codes: Vec<&str> = preview.discrepancies.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["subject_split", "subject_split"]);
        let answers: Vec<(&str, Answer)> =
            preview.questions.iter().map(|question| (question.key.as_str(), Answer::Join)).collect();
        let applied = load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        assert_eq!(count(&store, "subject").await, 1);
        let again = load(&store, sheet(), &making()).await;
        assert_eq!((again.batch_id, again.preview.unchanged), (None, 2));
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn students_move_up_with_their_class() {
    testkit::on_both(crate::schema(), |store| async move {
        load(&store, year_sheet("8А", &[(ANNA, "Алгебра", "year", "4")]), &making()).await;
        let mut next = year_sheet("9А", &[(ANNA, "Алгебра", "year", "5")]);
        next.year = Some(school::SchoolYear(2025));
        load(&store, next, &making()).await;
        assert_eq!((count(&store, "student").await, count(&store, "stay").await), (1, 2));

        let mut other = year_sheet("9Б", &[(ANNA, "Физика", "year", "5")]);
        other.year = Some(school::SchoolYear(2025));
        let preview = look(&store, other, &making()).await;
        assert_eq!((preview.created, preview.questions.len()), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn a_contradiction_inside_a_file_is_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let cells = [(ANNA, "Алгебра", "q1", "4"), (ANNA, "Алгебра", "q1", "3"), (ANNA, "Алгебра", "q2", "5")];
        let sheet = || year_sheet("8А", &cells);
        let preview = look(&store, sheet(), &making()).await;
        assert_eq!((preview.created, preview.waiting, preview.left_out), (1, 2, 0));
        let question = preview.open_questions().next().unwrap();
        assert_eq!((question.rows, question.place.address().as_str()), (1, "E2"));
        let key = question.key.clone();
        for (answer, created, left_out) in [(Answer::Skip, 1, 2), (Answer::Take, 2, 1), (Answer::Keep, 2, 1)] {
            let said = decided(&[(&key, answer)]);
            let preview = super::preview(&mut store.clone(), sheet(), &making(), &said).await.unwrap();
            assert_eq!((preview.created, preview.waiting, preview.left_out), (created, 0, left_out));
        }
        let applied = load_decided(&store, sheet(), &making(), &[(&key, Answer::Take)]).await.unwrap();
        let taken = applied.preview.rows.iter().any(|row| row.after.as_deref() == Some("3"));
        assert!(taken, "{:?}", applied.preview.rows);
        assert_eq!(applied.preview.discrepancies[0].code, "contradicts");
        let kept = super::discrepancies_of(&mut store.clone(), applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(kept[0].code, "contradicts");
        assert_eq!(super::batches(&mut store.clone()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn marks_that_a_corrected_sheet_has_no_longer_are_told() {
    testkit::on_both(crate::schema(), |store| async move {
        let first = [
            (ANNA, "Алгебра", "q1", "4"),
            (ANNA, "Алгебра", "year", "4"),
            (ANNA, "Физика", "year", "5"),
            (GLEB, "Алгебра", "q1", "3"),
            (GLEB, "Алгебра", "year", "3"),
        ];
        load(&store, year_sheet("8А", &first), &making()).await;
        let corrected = [(ANNA, "Алгебра", "q1", "5"), (ANNA, "Алгебра", "year", "0")];
        let preview = look(&store, year_sheet("8А", &corrected), &making()).await;
        assert_eq!((preview.changed, preview.waiting, preview.gone), (1, 1, 3));
        let told: Vec<(&str, u64)> =
            preview.discrepancies.iter().map(|one| (one.message.as_str(), one.times)).collect();
        let expected = [
            ("Белова Анна Игоревна, Физика, год: в файле больше нет, в школе осталось «5»", 1),
            (
                "Орлов Глеб Иванович: ученика в файле больше нет, а в школе за ним 2 отметки за этот год. Они остались",
                2,
            ),
        ];
        assert_eq!(told, expected);
        // A name that is still asked about may be the one that seems to be missing.
        let renamed = year_sheet("8А", &[("Белова А. И.", "Алгебра", "q1", "4")]);
        assert_eq!(look(&store, renamed, &making()).await.gone, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_made_for_values_that_wait() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || year_sheet("8А", &[(ANNA, "Алгебра", "q1", "0"), (GLEB, "Физика", "q1", "О 2")]);
        let applied = load(&store, sheet(), &making()).await;
        assert_eq!((applied.batch_id, applied.preview.waiting), (None, 2));
        assert_eq!(applied.preview.made, [] as [String; 0]);
        assert_eq!(rows(&store).await, []);
        let answers = [("cell:Лист1!E1", Answer::Mark(2))];
        let applied = load_decided(&store, sheet(), &making(), &answers).await.unwrap();
        let made = ["школа «Средняя школа № 1»", "2024/25 учебный год", "классы: 8А", "предметы: Алгебра", "1 ученик"];
        assert_eq!(applied.preview.made, made);
        take_back(&store, applied.batch_id.unwrap()).await.unwrap();
        assert_eq!(rows(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn the_year_must_be_told_and_must_agree() {
    testkit::on_both(crate::schema(), |store| async move {
        let sheet = || year_sheet("8А", &[(ANNA, "Алгебра", "q1", "4")]);
        let other = Options { school_year: Some(2023), ..making() };
        let refusal = load_decided(&store, sheet(), &other, &[]).await.unwrap_err();
        assert!(matches!(refusal, ImportError::Refused(Refusal::OtherYear { .. })), "{refusal}");
        let mut silent = sheet();
        silent.year = None;
        let refusal = load_decided(&store, silent, &making(), &[]).await.unwrap_err();
        assert_eq!(refusal.to_string(), "В файле не указан учебный год: выберите его");
    })
    .await;
}

/// Pages run an import beside the request: its future has to travel between threads.
#[test]
fn applying_may_run_on_any_thread() {
    fn travels<T: Send>(_: impl FnOnce() -> T) {}
    travels(|| {
        let (change, parsed, options, decisions) = unreachable_parts();
        async move { super::apply(change, parsed, super::Original::Bytes(b""), &options, &decisions).await }
    });
}

fn unreachable_parts() -> (ledger::Change, super::Parsed, Options, super::Decisions) {
    unreachable!("only the type of the future is looked at")
}
