//! The test school itself is tested on what every program has: signing in, accounts, history.

#[tokio::test]
async fn people_see_what_their_role_may() {
    testkit::on_both(access::schema(), |store| async move {
        let school = testkit::School::new(store, access::routes()).await;
        school.principal().await.get("/settings/accounts").await.must_be(200).must_say("Директор");
        school.teacher(7).await.get("/settings/accounts").await.must_be(404);
        let page = school.visitor().get("/settings/accounts").await;
        assert!(page.path().starts_with("/sign-in"), "{}", page.path());
    })
    .await;
}

#[tokio::test]
async fn a_form_goes_with_its_token_and_a_forged_one_does_not() {
    testkit::on_both(access::schema(), |store| async move {
        let school = testkit::School::new(store, access::routes()).await;
        let mut principal = school.principal().await;
        principal.get("/settings/accounts").await;
        assert_eq!(principal.forge("/sign-out", &[]).await.status(), 403);
        principal.get("/settings/accounts").await;
        let page = principal.submit("/sign-out", &[]).await;
        assert_eq!(page.path(), "/sign-in");
        assert_eq!(school.history().await.last().map(String::as_str), Some("Выход из системы"));
    })
    .await;
}
