#[tokio::test]
async fn the_sample_rows_fit_the_tables() {
    testkit::on_both(crate::schema(), |store| async move {
        let mut tx = store.begin().await.unwrap();
        for step in crate::schema().steps() {
            tx.script(step.sample).await.unwrap();
        }
        tx.commit().await.unwrap();
    })
    .await;
}
