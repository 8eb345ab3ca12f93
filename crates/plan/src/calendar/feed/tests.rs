use std::io::BufReader;

use ::ical::IcalParser;
use ::ical::parser::ical::component::IcalEvent;
use access::Role;
use testkit::Page;

use crate::calendar::tests::{add, orlova, school};

fn link(page: &Page) -> String {
    let link = page.select(".code-slip").remove(0);
    link[link.find("/calendar/").unwrap()..].to_owned()
}

fn events(text: &[u8]) -> Vec<IcalEvent> {
    IcalParser::new(BufReader::new(text)).flat_map(|calendar| calendar.unwrap().events).collect()
}

fn said(event: &IcalEvent, name: &str) -> String {
    let property = event.properties.iter().find(|property| property.name == name);
    property.and_then(|property| property.value.clone()).unwrap_or_default()
}

#[tokio::test]
async fn a_calendar_program_reads_the_procedures() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let staff = orlova(&school).await;
        let mut deputy = school.user_with(&[Role::DeputyTeaching], Some(staff)).await;
        let long = "Входная диагностика; русский язык, математика, окружающий мир — все параллели начальной школы";
        let staff = staff.to_string();
        add(
            &mut deputy,
            &[
                ("name", long),
                ("area", "results"),
                ("starts_on", "10.09.2024"),
                ("due_on", "20.09.2024"),
                ("staff", &staff),
            ],
        )
        .await;
        let other = add(&mut deputy, &[("name", "Питание"), ("area", "conditions"), ("due_on", "01.11.2024")]).await;
        add(&mut deputy, &[("name", "Без срока"), ("area", "process")]).await;

        deputy.get("/plan/calendar/feed").await.must_say("Создать личную ссылку");
        let common = link(&deputy.submit("/plan/calendar/feed", &[("of", "all")]).await);
        let personal = link(&deputy.submit("/plan/calendar/feed", &[("of", "me")]).await);
        let mut program = school.visitor();
        let answer = program.get(&common).await;
        assert!(answer.header("content-type").starts_with("text/calendar"));
        let text = String::from_utf8(answer.bytes().to_vec()).unwrap();
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        let read = events(answer.bytes());
        assert_eq!(read.len(), 2);
        assert_eq!(
            (said(&read[0], "DTSTART"), said(&read[0], "DTEND")),
            ("20240910".to_owned(), "20240921".to_owned())
        );
        assert_eq!(said(&read[0], "SUMMARY").replace("\\,", ",").replace("\\;", ";"), long);
        assert_eq!(
            (said(&read[1], "DTSTART"), said(&read[1], "DTEND")),
            ("20241101".to_owned(), "20241102".to_owned())
        );
        let uid = said(&read[1], "UID");
        assert_eq!(events(program.get(&personal).await.bytes()).len(), 1);

        // A changed procedure is the same event, later in its sequence.
        deputy.get(&format!("{other}/edit")).await;
        deputy.submit(&other, &[("due_on", "05.11.2024")]).await.must_be(200);
        let again = events(program.get(&common).await.bytes());
        assert_eq!(
            (said(&again[1], "UID"), said(&again[1], "DTSTART"), said(&again[1], "SEQUENCE")),
            (uid, "20241105".to_owned(), "1".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_lives_until_it_is_replaced_or_revoked() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let path = "/plan/calendar/feed";
        deputy.get(path).await.must_say("личной ссылки нет");
        deputy.submit(path, &[("of", "me")]).await.must_say("не связана с сотрудником");
        let first = link(&deputy.submit(path, &[("of", "all")]).await);
        let second = link(&deputy.submit(path, &[("of", "all")]).await);
        let mut program = school.visitor();
        program.get(&first).await.must_be(404);
        assert_eq!(program.get(&second).await.must_be(200).header("set-cookie"), "");
        program.get(second.trim_end_matches(".ics")).await.must_be(404);
        let page = deputy.get(path).await;
        page.must_not_say(&second);
        let revocation = page.forms().into_iter().find(|form| form.action.ends_with("/revocation")).unwrap().action;
        school.principal().await.submit(&revocation, &[]).await.must_be(404);
        deputy.submit(&revocation, &[]).await.must_say("Ссылка отозвана");
        program.get(&second).await.must_be(404);
        let staff = orlova(&school).await;
        let mut teacher = school.teacher(staff).await;
        teacher.get(path).await.must_say("Создать личную ссылку").must_not_say("Создать общую ссылку");
        teacher.submit(path, &[("of", "all")]).await.must_be(404);
        school.user(Role::Guardian).await.get(path).await.must_be(404);
    })
    .await;
}
