use store::{Reads, args, new_id};

use crate::tests::{LEBEDEV, ORLOVA, opened, school};

#[tokio::test]
async fn a_doer_shows_and_a_leader_accepts() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let mut teacher = school.teacher(ORLOVA).await;
        teacher.get(&address).await.must_say("новое").must_not_say("Принять исполнение").must_not_say("Перенести срок");
        teacher.submit(&format!("{address}/beginning"), &[]).await.must_say("Поручение взято в работу");
        let path = format!("{address}/submission");
        teacher.submit(&path, &[]).await.must_be(422).must_say("Напишите, чем подтверждается исполнение");
        teacher
            .submit(&format!("{address}/notes"), &[("note", "Посещены три урока")])
            .await
            .must_say("Посещены три урока");
        teacher.submit(&path, &[("submit_words", "Справка готова")]).await.must_say("на проверке");
        let mut deputy = school.deputy().await;
        deputy.get(&address).await.must_say("Справка готова").must_not_say("Готово к проверке");
        let back = format!("{address}/return");
        deputy.submit(&back, &[]).await.must_be(422).must_say("Напишите, что нужно доработать");
        deputy.submit(&back, &[("return_words", "Добавьте выводы")]).await.must_say("в работе");
        let page = teacher.get(&address).await;
        page.must_say("Возвращено с замечанием: Добавьте выводы").must_say("Возвращено: что доработать");
        for list in ["/act/action-items", "/act/digest"] {
            teacher.get(list).await.must_say("Возвращено: Добавьте выводы");
        }
        teacher.get(&address).await;
        teacher.submit(&path, &[("submit_words", "Выводы добавлены")]).await.must_say("на проверке");
        deputy.get(&address).await;
        // Notes and evidence of what is done are left as they were accepted.
        let accepted = deputy.submit(&format!("{address}/acceptance"), &[]).await;
        accepted.must_not_say("Приложить подтверждение");
        teacher.submit(&format!("{address}/notes"), &[("note", "Ещё одна запись")]).await.must_be(409);
        accepted.must_say("исполнено").must_say("5 июня 2025 г.: Выводы добавлены");
        let history = school.history().await;
        assert!(history.iter().any(|said| said.starts_with("Исполнение принято — поручение «Изучить причины»")));
    })
    .await;
}

#[tokio::test]
async fn rights_end_where_they_should() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let mut stranger = school.teacher(LEBEDEV).await;
        stranger.get(&address).await.must_be(404);
        stranger.get("/act/action-items").await.must_not_say("Изучить причины");
        stranger.submit(&format!("{address}/notes"), &[("note", "я")]).await.must_be(404);
        let mut doer = school.teacher(ORLOVA).await;
        doer.submit(&format!("{address}/acceptance"), &[]).await.must_be(404);
        doer.submit(&format!("{address}/postponement"), &[]).await.must_be(404);
        doer.submit(&format!("{address}/handover"), &[]).await.must_be(404);
        let mut expert = school.user(access::Role::Expert).await;
        expert.get(&address).await.must_be(200).must_not_say("Приложить подтверждение");
        expert.submit(&format!("{address}/notes"), &[("note", "я")]).await.must_be(403);
        let mut leading_doer = school.user_with(&[access::Role::DeputyTeaching], Some(ORLOVA)).await;
        leading_doer.get(&address).await.must_not_say("Отметить исполнение");
        let own = leading_doer.submit(&format!("{address}/fulfilment"), &[("evidence", "сделано")]).await;
        own.must_be(422).must_say("Своё поручение принимает другой руководитель");
    })
    .await;
}

#[tokio::test]
async fn a_leader_notes_what_nobody_shows() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-03-01").await;
        let mut principal = school.principal().await;
        let list = principal.get("/act/action-items").await;
        list.must_say("Изучить причины").must_say("Орлова А. В., учитель").must_say("срок прошёл");
        principal.get(&address).await.must_say("Приказ от 15.01.2025 № 17");
        let path = format!("{address}/fulfilment");
        principal.submit(&path, &[("evidence", "")]).await.must_be(422).must_say("чем подтверждается исполнение");
        principal.submit(&path, &[("evidence", "Справка от 20.02.2025")]).await.must_say("Справка от 20.02.2025");
        principal.submit(&path, &[("evidence", "ещё раз")]).await.must_be(422).must_say("этот шаг невозможен");
        principal.get("/act/action-items?state=done").await.must_say("Справка от 20.02.2025");
        principal.get(&address).await;
        let reopened = principal.submit(&format!("{address}/reopening"), &[("reopen_words", "Не все классы")]).await;
        reopened.must_say("Не все классы").must_say("в работе");
    })
    .await;
}

#[tokio::test]
async fn evidence_says_what_day_it_is_about() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let mut teacher = school.teacher(ORLOVA).await;
        teacher.get(&address).await;
        let path = format!("{address}/evidence");
        let day = ("effective_on", "20.05.2025");
        let wrong = [("effective_on", "06.06.2025"), ("link", "javascript:x")];
        let refused = teacher.upload_with(&path, &wrong, &[]).await;
        refused.must_be(422).must_say("Эта дата ещё не наступила").must_say("Ссылка начинается с");
        teacher.get(&address).await;
        let shown = teacher.upload_with(&path, &[day], &[("file", "справка.pdf", b"%PDF")]).await;
        shown.must_say("справка.pdf").must_say("20.05.2025").must_say("05.06.2025");
        let href = shown.link("справка.pdf");
        let file = teacher.get(&href).await;
        assert_eq!(file.bytes(), b"%PDF");
        assert!(file.header("content-disposition").starts_with("attachment"));
        school.teacher(LEBEDEV).await.get(&href).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn the_first_day_is_remembered_when_it_is_moved() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-01").await;
        let mut deputy = school.deputy().await;
        deputy.get(&address).await;
        let path = format!("{address}/postponement");
        deputy.submit(&path, &[("until", "30.05.2025")]).await.must_be(422).must_say("Напишите, почему");
        deputy.submit(&path, &[("until", "20.06.2025"), ("reason", "Карантин в 8Б")]).await.must_say("20 июня 2025");
        let page = deputy.get(&address).await;
        page.must_say("первоначально — 1 июня 2025 г.; перенесён 1 раз")
            .must_say("с 01.06.2025 на 20.06.2025: Карантин в 8Б");
        let late = [("known_due", "01.06.2025"), ("until", "25.06.2025"), ("reason", "Отпуск")];
        deputy.submit(&path, &late).await.must_be(422).must_say("срок уже перенесли: теперь 20.06.2025");
    })
    .await;
}

#[tokio::test]
async fn the_second_sees_what_the_first_did() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let mut teacher = school.teacher(ORLOVA).await;
        teacher.get(&address).await;
        teacher.submit(&format!("{address}/submission"), &[("submit_words", "Готово")]).await;
        let (mut one, mut other) = (school.deputy().await, school.principal().await);
        one.get(&address).await;
        other.get(&address).await;
        one.submit(&format!("{address}/return"), &[("return_words", "Нет выводов")]).await;
        let told = other.submit(&format!("{address}/return"), &[("return_words", "Нет таблицы")]).await;
        told.must_be(409).must_say("поручение изменили").must_say("Нет выводов");
    })
    .await;
}

#[tokio::test]
async fn several_are_accepted_at_once_and_taken_back() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut teacher = school.teacher(ORLOVA).await;
        let mut ids = Vec::new();
        for task in ["Первое", "Второе"] {
            let address = opened(&school, task, "2025-06-10").await;
            teacher.get(&address).await;
            teacher.submit(&format!("{address}/submission"), &[("submit_words", "Готово")]).await;
            ids.push(address.rsplit_once('/').unwrap().1.to_owned());
        }
        let untouched = opened(&school, "Третье", "2025-06-10").await;
        let mut deputy = school.deputy().await;
        deputy.get("/act/action-items?state=under_review").await.must_say("Первое").must_say("Второе");
        let third = untouched.rsplit_once('/').unwrap().1;
        let picked = [("item", ids[0].as_str()), ("item", ids[1].as_str()), ("item", third)];
        let done = deputy.submit("/act/action-items/acceptances", &picked).await;
        done.must_say("Принято 2 поручения. 1 поручение оставлено").must_not_say("Первое");
        // It is offered a day long, to whoever accepted, wherever they went meanwhile.
        school.deputy().await.get("/act/action-items?state=done").await.must_say("Отменить приёмку");
        school.principal().await.get("/act/action-items?state=done").await.must_not_say("Отменить приёмку");
        let done = deputy.get("/act/action-items?state=under_review").await;
        let undo = done.forms().into_iter().find(|form| form.action.ends_with("/undoing")).unwrap();
        deputy.submit(&undo.action, &[]).await.must_say("2 поручения снова на проверке").must_say("Первое");
        deputy.submit(&undo.action, &[]).await.must_say("Отменять нечего");
        let kept = "SELECT COUNT(*) FROM action_item i JOIN action_item_step t ON t.item_id = i.id
            WHERE t.ordinal = (SELECT MAX(ordinal) FROM action_item_step l WHERE l.item_id = i.id)
                AND (i.step_count <> t.ordinal OR i.state <> t.state)";
        assert_eq!(school.store().number(kept, args![]).await.unwrap(), Some(0));
    })
    .await;
}

#[tokio::test]
async fn what_is_long_late_is_told_to_leaders() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        opened(&school, "Недавнее", "2025-06-03").await;
        opened(&school, "Давнее", "2025-06-02").await;
        opened(&school, "Будущее", "2025-06-11").await;
        let mut deputy = school.deputy().await;
        let escalated = "/act/action-items?state=escalated";
        deputy.get(escalated).await.must_say("Давнее").must_not_say("Недавнее");
        deputy.submit("/act/action-items/escalation", &[("days", "2")]).await.must_say("Недавнее");
        let mut teacher = school.teacher(ORLOVA).await;
        let digest = teacher.get("/act/digest").await;
        digest.must_say("Срок прошёл").must_say("Недавнее").must_say("В ближайшие семь дней").must_say("Будущее");
        let board = teacher.get("/act/action-items/board").await;
        board.must_say("Новые 3").must_say("Взять в работу");
        let only = format!("/act/action-items?person={LEBEDEV}");
        deputy.get(&only).await.must_not_say("Давнее");
        let mut leader = school.user_with(&[access::Role::DeputyTeaching], Some(LEBEDEV)).await;
        leader.get("/act/action-items").await.must_say("Давнее").must_say("Только мои");
        leader.get("/act/action-items?whose=mine").await.must_not_say("Давнее");
    })
    .await;
}

#[tokio::test]
async fn a_doer_asks_for_a_later_day_and_another_answers() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let (ask, answer) = (format!("{address}/postponement-request"), format!("{address}/postponement"));
        let mut doer = school.user_with(&[access::Role::DeputyTeaching], Some(ORLOVA)).await;
        doer.get(&address).await.must_not_say("Перенести срок").must_say("Попросить о переносе срока");
        let later = ("until", "20.06.2025");
        let due = ("known_due", "10.06.2025");
        let own = doer.submit(&answer, &[due, later, ("reason", "Карантин в 8Б")]).await;
        own.must_be(422).must_say("Срок своего поручения переносит другой руководитель");
        let thin = [due, ("asked_until", "20.06.2025"), ("asked_reason", "так")];
        doer.submit(&ask, &thin).await.must_be(422).must_say("хотя бы несколько слов");
        let wish = [due, ("asked_until", "20.06.2025"), ("asked_reason", "Карантин в 8Б")];
        doer.submit(&ask, &wish).await.must_say("ждёт ответа").must_say("перенести на 20.06.2025. Карантин");
        let refusal = format!("{ask}/refusal");
        doer.submit(&refusal, &[due, ("refusal", "Сама себе откажу")]).await.must_be(422);
        let mut leader = school.deputy().await;
        leader
            .get("/act/action-items?state=escalated")
            .await
            .must_say("Изучить причины")
            .must_say("просьба о переносе");
        leader.get(&address).await;
        let declined = leader.submit(&refusal, &[("refusal", "Справка нужна к педсовету")]).await;
        declined.must_say("Просьба о переносе срока отклонена: Справка нужна к педсовету").must_say("10 июня 2025");
        leader
            .submit(&refusal, &[due, ("refusal", "Ещё раз, на всякий случай")])
            .await
            .must_be(422)
            .must_say("уже ответили");
        doer.get(&address).await;
        doer.submit(&ask, &wish[1..]).await.must_say("ждёт ответа");
        leader.get(&address).await;
        leader
            .submit(&answer, &[])
            .await
            .must_say("Срок перенесён")
            .must_say("20 июня 2025")
            .must_not_say("ждёт ответа");
        let history = school.history().await;
        let asked = "Просьба перенести срок поручения «Изучить причины» на 20.06.2025: Карантин в 8Б";
        assert!(history.iter().any(|said| said == asked), "{history:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_leader_gives_an_item_to_somebody_else() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-07-10").await;
        let handover = format!("{address}/handover");
        let mut first = school.teacher(ORLOVA).await;
        first.get(&address).await;
        first.submit(&format!("{address}/beginning"), &[]).await.must_say("в работе");
        let mut leader = school.deputy().await;
        leader.get(&address).await;
        let to = ("handover_to", "12");
        leader
            .submit(&handover, &[to, ("handover_words", "так")])
            .await
            .must_be(422)
            .must_say("хотя бы несколько слов");
        leader
            .submit(&handover, &[("handover_to", ""), ("handover_words", "На больничном")])
            .await
            .must_be(422)
            .must_say("кому передать");
        let same = [("handover_to", "11"), ("handover_words", "Орлова на больничном")];
        leader.submit(&handover, &same).await.must_be(422).must_say("уже у этого человека");
        let given = leader.submit(&handover, &[to, ("handover_words", "Орлова на больничном")]).await;
        given.must_say("Орлова А. В., учитель → Лебедев А. В., учитель: Орлова на больничном").must_say("новое");
        first.get(&address).await.must_be(404);
        let mut second = school.teacher(LEBEDEV).await;
        second.get("/act/digest").await.must_say("Передано вам").must_say("Изучить причины");
        second.get(&address).await.must_say("Взять в работу");
        let mut own = school.user_with(&[access::Role::DeputyTeaching], Some(LEBEDEV)).await;
        own.get(&address).await.must_not_say("Передать другому");
        let back = [("handover_to", "11"), ("handover_words", "Пусть делает Орлова")];
        own.submit(&handover, &back).await.must_be(422).must_say("передаёт другой руководитель");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_attachment_is_taken_back_by_its_author() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let address = opened(&school, "Изучить причины", "2025-06-10").await;
        let mut teacher = school.teacher(ORLOVA).await;
        teacher.get(&address).await;
        let path = format!("{address}/evidence");
        let shown = teacher.upload_with(&path, &[("words", "Не та справка")], &[]).await;
        let withdrawal = shown.forms().into_iter().find(|form| form.action.ends_with("/withdrawal")).unwrap().action;
        let name = format!("withdraw_{}", withdrawal.rsplit('/').nth(1).unwrap());
        teacher.submit(&withdrawal, &[(&name, ".")]).await.must_be(422);
        let mut leader = school.deputy().await;
        leader.get(&address).await.must_not_say("Отозвать");
        leader.submit(&withdrawal, &[(&name, "Это не моё")]).await.must_be(403);
        let gone = teacher.submit(&withdrawal, &[(&name, "Приложена справка другого класса")]).await;
        gone.must_say("Пока ничего не приложено").must_say("Отозвано подтверждение «Не та справка»");
        teacher.submit(&withdrawal, &[(&name, "Ещё раз, на всякий случай")]).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn an_account_without_a_person_is_told_who_helps() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let account = school.account(&[access::Role::Principal], None).await;
        let page = school.signed_in(account).await.get("/act/digest").await;
        assert_eq!(page.link("Связать с сотрудником"), format!("/settings/accounts/{account}/staff"));
        school.deputy().await.get("/act/digest").await.must_say("Связать вашу запись может: Директор");
    })
    .await;
}

/// Twenty thousand items of five years: the list, its filters and the board answer with a part of them.
#[tokio::test]
async fn long_lists_are_shown_in_parts() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut tx = school.store().begin().await.unwrap();
        tx.execute(
            "INSERT INTO action_item (id, school_year, source_kind, source_id, source_title, place, task,
                responsible_staff_id, responsible, due_on, opened_on)
             WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             SELECT $1 + i, 2020 + i % 5, 'administrative_order', i / 10, 'Приказ', 1 + i % 10, 'Провести', $2,
                'Орлова А. В.', CASE WHEN i % 5 = 4 THEN $4 ELSE $3 END, $3 FROM n",
            args![new_id(), ORLOVA, "2023-02-01".parse::<chrono::NaiveDate>().unwrap(), school.today()],
        )
        .await
        .unwrap();
        tx.script(
            "INSERT INTO action_item_fulfilment (item_id, fulfilled_on, evidence, noted_by, noted_at)
             SELECT id, due_on, 'Справка', 'Орлова А. В.', '2025-01-01T00:00:00+00:00' FROM action_item WHERE place <> 5;
             UPDATE action_item SET state = 'done', step_count = 1 WHERE place <> 5;",
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut deputy = school.deputy().await;
        let paths =
            ["", "?state=done", "?state=overdue", "?page=9", "?source=administrative_order&person=11", "/board"];
        for path in paths.map(|path| format!("/act/action-items{path}")) {
            let page = deputy.get(&path).await;
            page.must_be(200);
            // A page of many, never all of them.
            assert!(page.html().len() < 1_000_000, "{path}: {} bytes", page.html().len());
        }
    })
    .await;
}
