//! Signing in: who has to wait and who gets in, new passwords by a code. On both databases.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use access::{Attempt, Role, SignIn, sign_in};
use store::{Store, args};
use testkit::School;

const PASSWORD: &str = "длинная фраза из слов";

async fn school(store: Store) -> (School, i64) {
    let school = School::new(store, access::routes()).await;
    let id = school.account(&[Role::Teacher], None).await;
    give_password(&school, id, "белова").await;
    (school, id)
}

/// Gives an account a login and the password through the code that a principal makes.
async fn give_password(school: &School, account: i64, login: &str) {
    let mut tx = school.store().begin().await.unwrap();
    let sql = "UPDATE account SET login = $1, login_key = $1 WHERE id = $2";
    tx.execute(sql, args![login, account]).await.unwrap();
    tx.commit().await.unwrap();
    let code = code_for(school, account).await;
    let mut person = school.visitor();
    person.get("/new-password").await;
    person.submit("/new-password", &[("code", &code), ("password", PASSWORD)]).await;
    person.get("/account").await.must_say(login);
}

async fn code_for(school: &School, account: i64) -> String {
    let mut principal = school.principal().await;
    principal.get(&format!("/settings/accounts/{account}")).await.must_say("Выдать код для нового пароля");
    let page = principal.submit(&format!("/settings/accounts/{account}/new-password"), &[]).await;
    let text = page.must_be(200).must_say("Код для нового пароля готов").text();
    text.split_whitespace().find(|word| word.len() == 11 && word.as_bytes()[5] == b'-').unwrap().to_owned()
}

async fn attempt(school: &School, login: &str, password: &str, address: &str) -> SignIn {
    let (now, today) = school.clock().read();
    let attempt = Attempt { login, password: password.to_owned(), address, now, today };
    sign_in(&school.store(), attempt).await.unwrap()
}

#[tokio::test]
async fn a_stranger_cannot_lock_the_owner_out() {
    testkit::on_both(access::schema(), |store| async move {
        let (school, _) = school(store).await;
        for _ in 0..5 {
            assert_eq!(attempt(&school, "белова", "не тот пароль", "10.0.0.9").await, SignIn::Wrong);
        }
        assert_eq!(attempt(&school, "белова", PASSWORD, "10.0.0.9").await, SignIn::Wait);
        assert!(matches!(attempt(&school, "белова", PASSWORD, "10.0.0.1").await, SignIn::Welcome(_)));
        for _ in 0..5 {
            assert_eq!(attempt(&school, "нет такого", "не тот пароль", "10.0.0.8").await, SignIn::Wrong);
        }
        assert_eq!(attempt(&school, "нет такого", PASSWORD, "10.0.0.8").await, SignIn::Wait);
        school.clock().pass_days(1);
        assert!(matches!(attempt(&school, "белова", PASSWORD, "10.0.0.9").await, SignIn::Welcome(_)));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_tries_many_logins_has_to_wait() {
    testkit::on_both(access::schema(), |store| async move {
        let (school, _) = school(store).await;
        for number in 0..20 {
            assert_eq!(attempt(&school, &format!("логин{number}"), "не тот пароль", "10.0.0.9").await, SignIn::Wrong);
        }
        assert_eq!(attempt(&school, "логин20", "не тот пароль", "10.0.0.9").await, SignIn::Wait);
        assert_eq!(attempt(&school, "белова", PASSWORD, "10.0.0.9").await, SignIn::Wait);
        assert!(matches!(attempt(&school, "белова", PASSWORD, "10.0.0.1").await, SignIn::Welcome(_)));
    })
    .await;
}

#[tokio::test]
async fn many_addresses_have_one_attempt_each() {
    testkit::on_both(access::schema(), |store| async move {
        let (school, _) = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        for number in 0..50_i64 {
            let sql = "INSERT INTO sign_in_failure (id, login_key, address, failed_at) VALUES ($1, 'белова', $2, $3)";
            tx.execute(sql, args![number, format!("10.1.0.{number}"), school.now()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(attempt(&school, "белова", "не тот пароль", "10.0.0.9").await, SignIn::Wrong);
        assert_eq!(attempt(&school, "белова", "не тот пароль", "10.0.0.9").await, SignIn::Wait);
        assert!(matches!(attempt(&school, "белова", PASSWORD, "10.0.0.1").await, SignIn::Welcome(_)));
    })
    .await;
}

#[tokio::test]
async fn a_code_gives_a_new_password_once_and_closes_the_sessions() {
    testkit::on_both(access::schema(), |store| async move {
        let (school, id) = school(store).await;
        let mut open = school.signed_in(id).await;
        open.get("/account").await.must_say("белова");
        let first = code_for(&school, id).await;
        open.get("/account").await.must_not_say("белова");
        let code = code_for(&school, id).await;
        let mut person = school.visitor();
        person.get("/sign-in").await;
        person.follow("задайте новый пароль").await.must_be(200);
        let taken_back = [("code", first.as_str()), ("password", "совсем другая фраза")];
        person.submit("/new-password", &taken_back).await.must_be(422).must_say("Такого кода нет");
        let weak = [("code", code.as_str()), ("password", "1234567890")];
        person.submit("/new-password", &weak).await.must_be(422).must_say("из одних цифр");
        let right = [("code", code.as_str()), ("password", "совсем другая фраза")];
        person.submit("/new-password", &right).await;
        person.get("/account").await.must_say("белова");
        let mut late = school.visitor();
        late.get("/new-password").await;
        late.submit("/new-password", &right).await.must_be(422).must_say("Такого кода нет");
        late.get("/invitation").await;
        let other = [("code", code.as_str()), ("login", "чужой"), ("password", "совсем другая фраза")];
        late.submit("/invitation", &other).await.must_be(422).must_say("Такого кода нет");
        assert_eq!(attempt(&school, "белова", PASSWORD, "10.0.0.1").await, SignIn::Wrong);
        let renewed = attempt(&school, "белова", "совсем другая фраза", "10.0.0.1").await;
        assert!(matches!(renewed, SignIn::Welcome(_)));
        let told = school.history().await;
        assert!(told.iter().any(|said| said.contains("выдан одноразовый код")));
        assert!(told.iter().any(|said| said.contains("Пароль задан заново")));

        let late_code = code_for(&school, id).await;
        school.clock().pass_days(4);
        late.get("/new-password").await;
        let expired = [("code", late_code.as_str()), ("password", "совсем другая фраза")];
        late.submit("/new-password", &expired).await.must_be(422).must_say("Такого кода нет");
    })
    .await;
}

#[tokio::test]
async fn only_a_principal_renews_a_principals_password() {
    testkit::on_both(access::schema(), |store| async move {
        let (school, teacher) = school(store).await;
        let principal = school.account(&[Role::Principal], None).await;
        let mut specialist = school.user(Role::ItSpecialist).await;
        specialist.get(&format!("/settings/accounts/{principal}")).await.must_be(200);
        let refused = specialist.submit(&format!("/settings/accounts/{principal}/new-password"), &[]).await;
        refused.must_be(422).must_say("выдаёт только директор");
        specialist.get(&format!("/settings/accounts/{teacher}")).await;
        specialist.submit(&format!("/settings/accounts/{teacher}/new-password"), &[]).await.must_be(200);
        let mut deputy = school.deputy().await;
        deputy.submit(&format!("/settings/accounts/{teacher}/new-password"), &[]).await.must_be(404);
    })
    .await;
}
