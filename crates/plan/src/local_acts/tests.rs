use access::Role;
use roster::staff::queries::{StaffMember, save_staff_member};
use testkit::{Browser, School};

use super::{State, TRANSITIONS, queries};
use crate::happened::PlanHappened;
use crate::testing::{keep_procedures, procedure};

async fn school(store: store::Store) -> School {
    School::composed(store, access::routes().and(crate::routes()), |composition| {
        composition.artefacts = crate::artefacts();
    })
    .await
}

#[test]
fn the_diagram_shows_the_transitions_of_the_code() {
    let page = include_str!("../../../../docs/states/local_act.md");
    let drawn: Vec<String> = page
        .lines()
        .map(str::trim)
        .filter(|line| line.contains("-->") && line.contains(':'))
        .map(str::to_owned)
        .collect();
    let coded: Vec<String> = TRANSITIONS
        .iter()
        .map(|(from, act, to)| format!("{} --> {}: {}", from.code(), to.code(), act.code()))
        .collect();
    assert_eq!(drawn, coded);
    assert!(page.contains(&format!("[*] --> {}", State::Draft.code())));
}

/// A regulation as far as it has been adopted; its address.
async fn adopted(deputy: &mut Browser) -> String {
    deputy.get("/plan/local-acts").await.must_say("Локальных актов пока нет");
    let draft = deputy.submit("/plan/local-acts/regulation", &[]).await;
    draft.must_say("10. Заключительные положения").must_say("Приложение 1. Показатели").must_say("проект");
    let path = draft.path().to_owned();
    let steps = format!("{path}/steps");
    let early = deputy.submit(&steps, &[("act", "adopt"), ("who", "Педсовет"), ("document", "протокол № 1")]).await;
    early.must_be(422).must_say("он в другом состоянии");
    deputy.submit(&steps, &[("act", "consider"), ("who", "Методический совет")]).await.must_say("рассмотрено");
    deputy.submit(&steps, &[("act", "endorse"), ("who", "Совет родителей")]).await.must_say("согласовано");
    let council = [("act", "adopt"), ("who", "Педагогический совет"), ("document", "")];
    deputy.submit(&steps, &council).await.must_be(422).must_say("номер протокола");
    let council = [("act", "adopt"), ("who", "Педагогический совет"), ("document", "протокол № 1")];
    deputy.submit(&steps, &council).await.must_say("принято").must_say("протокол № 1");
    path
}

#[tokio::test]
async fn a_regulation_goes_its_way_and_only_the_principal_approves() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        keep_procedures(&school.store(), &[procedure(7, "Входная диагностика")]).await;
        let mut deputy = school.deputy().await;
        let path = adopted(&mut deputy).await;
        deputy.get(&path).await.must_say("Входная диагностика").must_not_say("Утвердить");
        let order = [("who", "Директор"), ("document", "приказ № 17"), ("done_on", "05.06.2025")];
        deputy.submit(&format!("{path}/approval"), &order).await.must_be(404);
        deputy.get(&format!("{path}/edit")).await.must_be(409);
        keep_procedures(&school.store(), &[procedure(8, "Появилась позже")]).await;
        let mut principal = school.principal().await;
        principal.get(&path).await.must_say("Входная диагностика").must_not_say("Появилась позже");
        principal.submit(&format!("{path}/approval"), &order).await.must_say("утверждено").must_say("приказ № 17");
        let paper = principal.get(&format!("{path}/paper.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        let next = deputy.submit(&format!("{path}/edition"), &[]).await;
        next.must_say("редакция 2").must_say("проект").must_say("Появилась позже");
        let next = next.path().to_owned();
        deputy.get(&format!("{next}/edit")).await;
        for words in ["1. Общие", "1. Общие положения"] {
            // What saves itself comes back with the form and its new version.
            let itself = deputy.submit(&next, &[("body_text", words), ("autosave", "1")]).await;
            assert_eq!(itself.path(), format!("{next}/edit"));
        }
        deputy.get(&next).await;
        let steps = format!("{next}/steps");
        deputy.submit(&steps, &[("act", "consider"), ("who", "Методический совет")]).await.must_be(200);
        let back = deputy.submit(&steps, &[("act", "return"), ("document", "уточнить раздел 3")]).await;
        back.must_say("проект").must_say("уточнить раздел 3");
        deputy.submit(&steps, &[("act", "consider"), ("who", "Методический совет")]).await.must_be(200);
        let council = [("act", "adopt"), ("who", "Педсовет"), ("document", "протокол № 2")];
        deputy.submit(&steps, &council).await.must_say("принято");
        principal.get(&next).await;
        principal.submit(&format!("{next}/approval"), &order).await.must_say("утверждено");
        principal.get(&path).await.must_say("заменено новой редакцией");
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("утверждено 05.06.2025, Директор, приказ № 17")));
    })
    .await;
}

#[tokio::test]
async fn an_act_that_runs_out_is_named_first_and_known_by_name() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut change = school.change().await;
        let member = StaffMember {
            surname: "Белова".to_owned(),
            given_name: "Ирина".to_owned(),
            staff_kind: "pedagogical".to_owned(),
            ..StaffMember::default()
        };
        let staff_id = save_staff_member(&mut change, &member).await.unwrap();
        let said = PlanHappened { kind: "test", subject: super::artefact(0), sentence: "Сказано".to_owned() };
        change.commit(&said).await.unwrap();
        let mut principal = school.principal().await;
        principal.get("/plan/local-acts/new").await;
        let wrong =
            [("kind", "regulation"), ("title", ""), ("valid_from", "01.09.2024"), ("valid_until", "01.08.2024")];
        let refused = principal.submit("/plan/local-acts", &wrong).await;
        refused.must_be(422).must_say("Напишите название").must_say("раньше первого");
        let fields = [("kind", "regulation"), ("title", "Положение о педсовете"), ("valid_until", "15.06.2025")];
        let file: (&str, &str, &[u8]) = ("file", "положение.pdf", b"%PDF-1.7");
        let made = principal.upload_with("/plan/local-acts", &fields, &[file]).await;
        made.must_say("Приложенный файл");
        let path = made.path().to_owned();
        assert_eq!(principal.get(&format!("{path}/file")).await.bytes(), b"%PDF-1.7");
        principal.get(&path).await;
        let steps = format!("{path}/steps");
        principal.submit(&steps, &[("act", "consider"), ("who", "Совет")]).await.must_be(200);
        let council = [("act", "adopt"), ("who", "Педсовет"), ("document", "протокол № 1")];
        principal.submit(&steps, &council).await.must_be(200);
        let order = [("who", "Директор"), ("document", "приказ № 17")];
        principal.submit(&format!("{path}/approval"), &order).await.must_be(200);
        principal.get("/plan/local-acts").await.must_say("истекает через 10 дней");
        principal.get(&format!("{path}/readers")).await.must_say("Белова Ирина");
        principal.submit(&format!("{path}/readers"), &[]).await.must_say("ещё нет");
        let mut teacher = school.teacher(staff_id).await;
        teacher.get("/plan/local-acts").await.must_say("Вас просят ознакомиться").must_say("Положение о педсовете");
        teacher.get(&path).await;
        let known = teacher.submit(&format!("{path}/acknowledgement"), &[]).await;
        known.must_say("ознакомление записано").must_not_say("ещё нет");
        assert_eq!(queries::unread(&mut school.store(), staff_id).await.unwrap(), Vec::<i64>::new());
        principal.submit(&format!("{path}/acknowledgement"), &[]).await.must_be(404);
        school.user(Role::Guardian).await.get(&path).await.must_be(404);
    })
    .await;
}
