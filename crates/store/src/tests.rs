use chrono::{DateTime, Utc};

use super::*;

async fn fresh(folder: &tempfile::TempDir, name: &str) -> Store {
    let place = folder.path().join(name);
    let store = Store::open(place.to_str().unwrap()).await.unwrap();
    store.migrate(&schema()).await.unwrap();
    store
}

fn now() -> DateTime<Utc> {
    "2026-09-01T08:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn ids_grow_and_never_repeat() {
    let ids: Vec<i64> = (0..5000).map(|_| new_id()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
}

#[tokio::test]
async fn a_dropped_change_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, "a.sqlite").await;
    let mut change = store.begin().await.unwrap();
    change.put_file(b"hello", "a.txt", now()).await.unwrap();
    drop(change);
    assert_eq!(store.number("SELECT COUNT(*) FROM stored_file", args![]).await.unwrap(), Some(0));
}

#[tokio::test]
async fn the_same_file_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, "a.sqlite").await;
    let mut change = store.begin().await.unwrap();
    let first = change.put_file(b"hello", "a.txt", now()).await.unwrap();
    let second = change.put_file(b"hello", "b.txt", now()).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(first, second);
    assert_eq!(files::content(&mut store, &first).await.unwrap().unwrap(), b"hello");
    assert_eq!(files::head(&mut store, &first).await.unwrap().unwrap().name, "a.txt");
}

#[tokio::test]
async fn a_long_file_is_kept_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, "a.sqlite").await;
    let long: Vec<u8> = (0..2_500_000_u32).flat_map(u32::to_le_bytes).collect();
    let other: Vec<u8> = long.iter().rev().copied().collect();
    let mut change = store.begin().await.unwrap();
    let address = change.put_file(&long, "a.bin", now()).await.unwrap();
    let streamed = digest(&other);
    for _ in 0..2 {
        change.put_file_from(other.as_slice(), &streamed, "b.bin", now()).await.unwrap();
    }
    change.commit().await.unwrap();
    assert_eq!(files::content(&mut store, &address).await.unwrap().unwrap(), long);
    assert_eq!(files::content(&mut store, &streamed).await.unwrap().unwrap(), other);
    assert_eq!(files::head(&mut store, &streamed).await.unwrap().unwrap().size, 10_000_000);
    let mut change = store.begin().await.unwrap();
    assert!(change.put_file_from(&b"x"[..], &digest(b"y"), "c.bin", now()).await.is_err());
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder, "a.sqlite").await;
    store.migrate(&schema()).await.unwrap();
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder, "a.sqlite").await;
    let newer = Migration { name: "29990101_future", sql: "CREATE TABLE future (id BIGINT)", sample: "" };
    store.migrate(&schema().with(Schema::of(vec![newer]))).await.unwrap();
    assert!(matches!(store.migrate(&schema()).await, Err(MigrateError::Newer(name)) if name == "29990101_future"));
}

#[tokio::test]
async fn bulk_rows_arrive_whole() {
    static FILES: Bulk = Bulk { table: "stored_file", columns: &["sha256", "name", "size", "content", "stored_at"] };
    let folder = tempfile::tempdir().unwrap();
    let mut store = fresh(&folder, "a.sqlite").await;
    let mut change = store.begin().await.unwrap();
    let rows = (0..5001_i64).map(|n| args![n.to_string(), "имя\tс табуляцией\\", n, vec![1_u8, 2], now()]);
    assert_eq!(change.bulk(&FILES, rows).await.unwrap(), 5001);
    change.commit().await.unwrap();
    assert_eq!(
        store.number("SELECT CAST(SUM(size) AS BIGINT) FROM stored_file", args![]).await.unwrap(),
        Some(5000 * 5001 / 2)
    );
}

#[tokio::test]
async fn a_backup_is_verified_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let store = fresh(&folder, "a.sqlite").await;
    let mut change = store.begin().await.unwrap();
    let address = change.put_file(b"hello", "a.txt", now()).await.unwrap();
    change.commit().await.unwrap();
    let copy = folder.path().join("copy.vsoko");
    store.backup(&copy, &schema()).await.unwrap();
    verify_file(&copy).await.unwrap().close().await;
    let target = folder.path().join("b.sqlite");
    let mut restored = Store::open(target.to_str().unwrap()).await.unwrap();
    restored.restore(&copy, &schema()).await.unwrap();
    assert_eq!(files::content(&mut restored, &address).await.unwrap().unwrap(), b"hello");
    assert_eq!(files::head(&mut restored, &address).await.unwrap().unwrap().stored_at, now());
    assert!(matches!(restored.restore(&copy, &schema()).await, Err(RestoreError::NotEmpty)));
}

#[tokio::test]
async fn a_table_longer_than_a_portion_is_copied_whole() {
    static FILES: Bulk = Bulk { table: "stored_file", columns: &["sha256", "name", "size", "content", "stored_at"] };
    let (folder, rows) = (tempfile::tempdir().unwrap(), 2 * backup::PORTION as i64 + 1);
    let (from, mut into) = (fresh(&folder, "a.sqlite").await, fresh(&folder, "b.sqlite").await);
    let mut change = from.begin().await.unwrap();
    let files = (0..rows).map(|n| args![n.to_string(), "имя", n, vec![1_u8], now()]);
    change.bulk(&FILES, files).await.unwrap();
    change.commit().await.unwrap();
    copy_into(&from, &into).await.unwrap();
    let sql = "SELECT COUNT(*), CAST(SUM(size) AS BIGINT), COUNT(content) FROM stored_file";
    let counted: Option<(i64, i64, i64)> = into.row(sql, args![]).await.unwrap();
    assert_eq!(counted, Some((rows, rows * (rows - 1) / 2, rows)));
}

#[tokio::test]
async fn a_damaged_backup_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.vsoko");
    std::fs::write(&path, b"SQLite format 3\0and then nothing of the kind").unwrap();
    assert!(matches!(verify_file(&path).await, Err(VerifyError::Unreadable { .. })));
    assert!(matches!(verify_file(&folder.path().join("none")).await, Err(VerifyError::Missing(_))));
}
