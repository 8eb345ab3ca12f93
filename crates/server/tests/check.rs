//! `vsoko check` as a program sees it: exit codes, the shape of its answer, the year it takes by itself.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use store::{Store, args};

/// The file in the folder.
const DATABASE: &str = "vsoko.sqlite";

fn check(data: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vsoko"));
    command.env_remove("VSOKO_DATABASE_URL").arg("--data").arg(data).arg("check").args(options);
    command.output().unwrap()
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap()
}

fn rows(told: &Output) -> Vec<Value> {
    serde_json::from_slice(&told.stdout).unwrap()
}

/// A folder as `vsoko` makes it, with a row of the cyclogram in each of these school years.
async fn folder(years: &[i64]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    store.migrate(&server::composition::schema()).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    for (id, year) in (1_i64..).zip(years.iter().flat_map(|year| [*year, *year])) {
        tx.execute(
            "INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators,
                periodicity, starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers,
                local_act, result_form, considered_at, decision_form, version)
             VALUES ($1, $2, $1, 'results', '', 'Диагностика', 'monitoring', '', 'КИМ', '', '', NULL, NULL, '', NULL, NULL,
                '', '', '', '', '', 'приказ', 1)",
            args![id, year],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
    folder
}

async fn open(folder: &Path) -> Store {
    Store::open(&folder.join(DATABASE).to_string_lossy()).await.unwrap()
}

#[tokio::test]
async fn findings_are_told_apart_and_the_exit_code_says_whether_there_are_errors() {
    let folder = folder(&[2024]).await;
    let told = check(folder.path(), &["--json", "--year", "2024/25"]);
    assert_eq!(told.status.code(), Some(1), "an error that nobody has accepted");
    let rows = rows(&told);
    let mut fields: Vec<&str> = rows[0].as_object().unwrap().keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["accepted", "explanation", "href", "key", "message", "place", "rule", "severity"]);
    let owners: Vec<(&Value, &Value, &Value)> = rows
        .iter()
        .filter(|row| row["rule"] == "procedure.owner")
        .map(|row| (&row["place"], &row["key"], &row["href"]))
        .collect();
    let [first, second] = owners[..] else { panic!("{owners:?}") };
    assert_eq!((first.0, first.0), (second.0, &Value::from("Диагностика")));
    assert_eq!((first.1, second.1), (&Value::from("procedure:1"), &Value::from("procedure:2")));
    assert_eq!(first.2, "/plan/calendar/1");
    assert!(
        rows.iter().all(|row| row["accepted"] == false && row["explanation"].as_str().is_some_and(|t| !t.is_empty()))
    );

    let store = open(folder.path()).await;
    let mut tx = store.begin().await.unwrap();
    for row in rows.iter().filter(|row| row["severity"] == "error") {
        tx.execute(
            "INSERT INTO model_acceptance (school_year, rule, place, message, reason, accepted_at, accepted_by)
             VALUES (2024, $1, $2, $3, 'так решили', '2025-01-10T08:00:00+00:00', 'Орлова А. В.')",
            args![text(row, "rule"), text(row, "key"), text(row, "message")],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
    store.close().await;
    let told = check(folder.path(), &["--year", "2024/25"]);
    assert_eq!(told.status.code(), Some(0), "all errors are accepted");
    assert!(String::from_utf8_lossy(&told.stdout).contains("(принято: так решили)"));
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "the program that is asked reads the same clock")]
async fn the_running_year_is_checked_and_otherwise_the_newest_with_a_cyclogram() {
    let today = chrono::Utc::now().date_naive();
    let running = school::SchoolYear::containing(today).0;
    let year_told = |folder: &tempfile::TempDir| {
        let told = check(folder.path(), &["--json"]);
        assert!(!rows(&told).is_empty());
        String::from_utf8_lossy(&told.stderr).into_owned()
    };
    let said = |year: i64| school::SchoolYear(year).short();
    let both = folder(&[2022, running]).await;
    assert!(year_told(&both).contains(&said(running)));
    let old = folder(&[2021, 2022]).await;
    assert!(year_told(&old).contains(&said(2022)));
}

#[test]
fn a_folder_without_data_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let told = check(&folder.path().join("nothing"), &["--json"]);
    assert_eq!((told.status.code(), told.stdout.len()), (Some(2), 0));
    assert_eq!(check(folder.path(), &["--year", "давно"]).status.code(), Some(2));
}
