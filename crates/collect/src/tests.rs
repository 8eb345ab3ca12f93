use crate::testing::stores;

#[tokio::test]
async fn the_sample_rows_fit_the_tables() {
    for fresh in stores().await {
        let mut tx = fresh.store.begin().await.unwrap();
        for step in crate::schema().steps() {
            tx.script(step.sample).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}
