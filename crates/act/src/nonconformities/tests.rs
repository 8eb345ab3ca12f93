use access::Role;
use store::{Reads, args};

use crate::tests::{LEBEDEV, ORLOVA, school};

const FOUND: [(&str, &str); 6] = [
    ("statement", "Работы проверены позже срока"),
    ("requirement", "Положение, п. 3.4"),
    ("evidence", "Журнал 8А"),
    ("severity", "minor"),
    ("owner", "11"),
    ("found_on", "02.06.2025"),
];

const PLAN: [(&str, &str); 5] = [
    ("kind_0", "corrective"),
    ("task_0", "Составить график проверки"),
    ("staff_0", "11"),
    ("due_0", "20.06.2025"),
    ("expected_0", "Все работы оценены в срок"),
];

#[tokio::test]
async fn a_plan_follows_from_a_cause() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let page = deputy.submit("/act/nonconformities", &FOUND).await;
        page.must_say("Несоответствие № 1").must_say("открыто").must_not_say("Запланировать действия");
        let address = page.path().to_owned();
        deputy.get(&format!("{address}/plan")).await.must_be(409);
        deputy.get(&format!("{address}/cause")).await;
        let cause = format!("{address}/cause");
        deputy
            .submit(&cause, &[("why_1", "Нет графика")])
            .await
            .must_be(422)
            .must_say("Сначала назовите коренную причину");
        let found = deputy.submit(
            &cause,
            &[("why_1", "Нет графика"), ("methods", "Порядок устарел"), ("root_cause", "График не ведут")],
        );
        found.await.must_say("причина найдена").must_say("Почему? Нет графика").must_say("Порядок устарел");
        let plan = format!("{address}/plan");
        deputy
            .submit(
                &plan,
                &[
                    ("task_0", "Исправить"),
                    ("kind_0", "correction"),
                    ("staff_0", "11"),
                    ("due_0", "20.06.2025"),
                    ("expected_0", "x"),
                ],
            )
            .await
            .must_be(422)
            .must_say("хотя бы одно корректирующее действие");
        deputy.submit(&plan, &PLAN).await.must_say("действия запланированы").must_say("Составить график проверки");
        deputy
            .submit(&format!("{address}/completion"), &[])
            .await
            .must_be(422)
            .must_say("не исполнено 1 поручение плана");
    })
    .await;
}

/// A nonconformity with a cause and a plan of one action for Orlova.
async fn planned(deputy: &mut testkit::Browser) -> String {
    let address = deputy.submit("/act/nonconformities", &FOUND).await.path().to_owned();
    deputy.get(&format!("{address}/cause")).await;
    deputy.submit(&format!("{address}/cause"), &[("root_cause", "График не ведут")]).await;
    deputy.submit(&format!("{address}/plan"), &PLAN).await;
    address
}

#[tokio::test]
async fn nothing_closes_without_somebody_elses_word() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = planned(&mut deputy).await;
        let sql = "SELECT item_id FROM nonconformity_action";
        let item = school.store().number(sql, args![]).await.unwrap().unwrap();
        let item = format!("/act/action-items/{item}");
        school.teacher(ORLOVA).await.get(&item).await.must_say("Несоответствие № 1 от 02.06.2025");
        deputy.get(&item).await.must_say("Цепочка");
        deputy.submit(&format!("{item}/fulfilment"), &[("evidence", "График утверждён")]).await;
        deputy.get(&address).await;
        deputy.submit(&format!("{address}/completion"), &[]).await.must_say("действия выполнены");
        let said = [("evidence", "Журнал за неделю"), ("is_effective", "yes"), ("verified_on", "05.06.2025")];
        let mut doer = school.user_with(&[Role::Expert], Some(ORLOVA)).await;
        doer.get(&address).await.must_not_say("Записать оценку");
        doer.submit(&format!("{address}/verification"), &said).await.must_be(422).must_say("Вы выполняли эти действия");
        school.user_with(&[Role::Expert], Some(LEBEDEV)).await.get(&address).await.must_be(404);
        let mut expert = school.user_with(&[Role::QualityLead], Some(LEBEDEV)).await;
        expert.get(&address).await;
        let early = said.map(|(name, value)| if name == "verified_on" { (name, "01.01.1960") } else { (name, value) });
        expert.submit(&format!("{address}/verification"), &early).await.must_be(422).must_say("не раньше этого дня");
        expert.get(&address).await;
        expert.submit(&format!("{address}/verification"), &said).await.must_say("результативно");
        doer.submit(&format!("{address}/closure"), &[]).await.must_be(422);
        expert.get(&address).await;
        expert.submit(&format!("{address}/closure"), &[]).await.must_say("Несоответствие закрыто");
        let history = school.history().await;
        assert!(
            history
                .iter()
                .any(|said| said == "Несоответствие № 1 — оценена результативность: результативно. Журнал за неделю")
        );
        let paper = expert.get(&format!("{address}/plan.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
    })
    .await;
}

#[tokio::test]
async fn what_did_not_help_is_opened_again() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let address = planned(&mut deputy).await;
        let item = school.store().number("SELECT item_id FROM nonconformity_action", args![]).await.unwrap().unwrap();
        deputy.submit(&format!("/act/action-items/{item}/fulfilment"), &[("evidence", "График")]).await;
        deputy.submit(&format!("{address}/completion"), &[]).await;
        deputy.get(&address).await;
        let said = [("evidence", "Снова поздно"), ("is_effective", "no"), ("verified_on", "05.06.2025")];
        deputy.submit(&format!("{address}/verification"), &said).await.must_say("не результативно");
        deputy.submit(&format!("{address}/closure"), &[]).await.must_be(422).must_say("Действия не помогли");
        deputy.get(&address).await;
        deputy.submit(&format!("{address}/reopening"), &[("reopen_words", "")]).await.must_be(422);
        deputy.get(&address).await;
        deputy.submit(&format!("{address}/reopening"), &[("reopen_words", "Причина другая")]).await.must_say("открыто");
        let late = [("version", "0"), ("root_cause", "Перегрузка")];
        let told = deputy.submit(&format!("{address}/cause"), &late).await;
        told.must_be(422).must_say("График не ведут").must_say("показано выше");
        deputy.submit(&format!("{address}/cause"), &[("root_cause", "Перегрузка")]).await.must_say("причина найдена");
        deputy.get(&format!("{address}/plan")).await;
        let again = deputy.submit(&format!("{address}/plan"), &PLAN).await;
        again.must_say("Действия, план 2").must_say("Действия, план 1");
        let kept = "SELECT COUNT(*) FROM nonconformity n WHERE n.steps =
            (SELECT MAX(ordinal) FROM nonconformity_step s WHERE s.nonconformity_id = n.id)";
        assert_eq!(school.store().number(kept, args![]).await.unwrap(), Some(1));
    })
    .await;
}

#[tokio::test]
async fn two_who_word_it_at_once_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        for (day, words) in [("01.01.1950", "этого или прошлого"), ("06.06.2025", "ещё не наступила")]
        {
            let form = FOUND.map(|(name, value)| if name == "found_on" { (name, day) } else { (name, value) });
            deputy.submit("/act/nonconformities", &form).await.must_be(422).must_say(words);
        }
        let address = deputy.submit("/act/nonconformities", &FOUND).await.path().to_owned();
        let mut other = school.principal().await;
        deputy.get(&format!("{address}/edit")).await;
        other.get(&format!("{address}/edit")).await;
        deputy.submit(&address, &[("evidence", "Журнал 8Б")]).await.must_say("Журнал 8Б");
        let told = other.submit(&address, &[("statement", "Работы проверены поздно")]).await;
        told.must_be(422).must_say("Журнал 8Б").must_say("показано выше");
        assert!(told.html().contains("Работы проверены поздно"));
        other.submit(&address, &[("evidence", "Журналы 8А и 8Б")]).await.must_say("Журналы 8А и 8Б");
        other.get(&address).await.must_say("Уточнено, в чём несоответствие");
        let paper = other.get(&format!("{address}/protocol.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
    })
    .await;
}

#[tokio::test]
async fn those_whom_it_names_see_it_and_take_their_own_steps() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = school.deputy().await.submit("/act/nonconformities", &FOUND).await.path().to_owned();
        let mut stranger = school.teacher(LEBEDEV).await;
        stranger.get(&address).await.must_be(404);
        stranger.get("/act/nonconformities").await.must_be(200).must_not_say("Работы проверены");
        stranger.submit("/act/nonconformities", &FOUND).await.must_be(404);
        let mut owner = school.teacher(ORLOVA).await;
        owner.get("/act/nonconformities").await.must_say("Работы проверены позже срока");
        owner.get(&address).await.must_say("Искать причину").must_not_say("Изменить");
        owner.get(&format!("{address}/edit")).await.must_be(409);
        owner.get(&format!("{address}/cause")).await;
        owner.submit(&format!("{address}/cause"), &[("root_cause", "График не ведут")]).await.must_be(200);
        owner.submit(&format!("{address}/plan"), &PLAN).await.must_be(409).must_say("Этот шаг делают аудиторы");
        // The expert who found something sees it; another expert does not.
        let mut expert = school.user(Role::Expert).await;
        let own = expert.submit("/act/nonconformities", &FOUND).await.must_be(200).path().to_owned();
        expert.get(&own).await.must_be(200);
        expert.get(&address).await.must_be(404);
    })
    .await;
}
