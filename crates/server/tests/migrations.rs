//! Every step of the schema is applied alone, with its sample rows after it, on both databases.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use store::{Migration, Schema, Store};

async fn apply_one_by_one(store: &Store) {
    let schema = server::composition::schema();
    let steps: Vec<Migration> = schema.steps().copied().collect();
    for count in 1..=steps.len() {
        let step = steps[count - 1];
        store
            .migrate(&Schema::of(steps[..count].to_vec()))
            .await
            .unwrap_or_else(|cause| panic!("{}: {cause}", step.name));
        let mut tx = store.begin().await.unwrap();
        tx.script(step.sample).await.unwrap_or_else(|cause| panic!("the sample of {}: {cause}", step.name));
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn one_at_a_time_with_samples() {
    testkit::on_both(Schema::of(Vec::new()), |store| async move {
        apply_one_by_one(&store).await;
        store.migrate(&server::composition::schema()).await.unwrap();
    })
    .await;
}

/// A backup of every table with rows in it comes back the same, into either database.
#[tokio::test]
async fn samples_survive_backup_and_restore() {
    testkit::on_both(Schema::of(Vec::new()), |store| async move {
        apply_one_by_one(&store).await;
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first.vsoko");
        store.backup(&first, &server::composition::schema()).await.unwrap();
        let copy = Store::open(&folder.path().join("copy.sqlite").to_string_lossy()).await.unwrap();
        copy.restore(&first, &server::composition::schema()).await.unwrap();
        copy.close().await;
    })
    .await;
}

/// Also from a file into a server: the way from one database to the other.
#[tokio::test]
async fn a_file_moves_to_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = Store::open(&folder.path().join("school.sqlite").to_string_lossy()).await.unwrap();
    apply_one_by_one(&file).await;
    let backup = folder.path().join("school.vsoko");
    file.backup(&backup, &server::composition::schema()).await.unwrap();
    file.close().await;
    testkit::on_postgres(server::composition::schema(), |store| {
        let backup = backup.clone();
        async move { store.restore(&backup, &server::composition::schema()).await.unwrap() }
    })
    .await;
}
