use access::Role;
use roster::staff::queries::{StaffMember, save_staff_member};
use testkit::{Browser, School};

use super::{State, TRANSITIONS, queries};
use crate::bodies::{self, BodyKind};
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

fn said() -> PlanHappened {
    PlanHappened { kind: "test", subject: super::artefact(0), sentence: "Сказано".to_owned() }
}

/// The bodies of the usual structure; the id of the pedagogical council.
async fn council(school: &School) -> String {
    let mut change = school.change().await;
    let mut council = 0;
    for body in bodies::usual_bodies() {
        let id = bodies::keep(&mut change, &body).await.unwrap();
        if body.kind == BodyKind::PedagogicalCouncil {
            council = id;
        }
    }
    change.commit(&said()).await.unwrap();
    council.to_string()
}

async fn member(school: &School, surname: &str) -> i64 {
    let mut change = school.change().await;
    let member = StaffMember {
        surname: surname.to_owned(),
        given_name: "Ирина".to_owned(),
        staff_kind: "pedagogical".to_owned(),
        ..StaffMember::default()
    };
    let id = save_staff_member(&mut change, &member).await.unwrap();
    change.commit(&said()).await.unwrap();
    id
}

/// Considers and adopts the draft on whose page the browser is.
async fn adopt(browser: &mut Browser, path: &str, council: &str) {
    let steps = format!("{path}/steps");
    browser.submit(&steps, &[("act", "consider"), ("who", "Методический совет")]).await.must_say("рассмотрено");
    let adoption = [("act", "adopt"), ("who", ""), ("body", council), ("document", "протокол № 1")];
    browser.submit(&steps, &adoption).await.must_say("принято");
}

const ORDER: [(&str, &str); 2] = [("who", "Директор"), ("document", "приказ № 17")];

#[tokio::test]
async fn a_regulation_goes_its_way_and_only_the_principal_approves() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let council = council(&school).await;
        keep_procedures(&school.store(), &[procedure(7, "Входная диагностика")]).await;
        let mut change = school.change().await;
        crate::model::add_typical(&mut change).await.unwrap();
        change.commit(&said()).await.unwrap();
        let mut deputy = school.deputy().await;
        deputy.get("/plan/local-acts").await.must_say("Локальных актов пока нет");
        let draft = deputy.submit("/plan/local-acts/template", &[("template", "quality_regulation")]).await;
        draft.must_say("10. Заключительные положения").must_say("проект").must_say("ещё не действует");
        draft.must_say("Приложение 1. Модель").must_say("Портфолио обучающихся").must_say("Публичный доклад");
        draft.must_say("Приложения по плану на 2024/2025 учебный год").must_say("Циклограмма");
        let path = draft.path().to_owned();
        let steps = format!("{path}/steps");
        let early = deputy.submit(&steps, &[("act", "adopt"), ("body", &council), ("document", "протокол № 1")]).await;
        early.must_be(422).must_say("он в другом состоянии");
        deputy.submit(&steps, &[("act", "consider"), ("body", ""), ("who", "Методический совет")]).await.must_be(200);
        deputy.submit(&steps, &[("act", "endorse"), ("who", "Совет родителей")]).await.must_say("согласовано");
        let refused =
            deputy.submit(&steps, &[("act", "adopt"), ("who", "Педсовет"), ("document", "протокол № 1")]).await;
        refused.must_be(422).must_say("выберите в списке органов");
        let nameless = [("act", "adopt"), ("who", ""), ("body", council.as_str()), ("document", "")];
        deputy.submit(&steps, &nameless).await.must_be(422).must_say("номер протокола");
        let whole = [("act", "adopt"), ("who", ""), ("body", council.as_str()), ("document", "протокол № 1")];
        deputy.submit(&steps, &whole).await.must_say("принято").must_say("Педагогический совет, протокол № 1");
        deputy.submit(&format!("{path}/approval"), &ORDER).await.must_be(404);
        deputy.get(&format!("{path}/edit")).await.must_be(409);
        deputy.get(&format!("{path}/removal")).await.must_be(409);
        keep_procedures(&school.store(), &[procedure(8, "Появилась позже")]).await;
        let mut principal = school.principal().await;
        principal.get(&path).await.must_say("Входная диагностика").must_not_say("Появилась позже");
        let approval = format!("{path}/approval");
        let without = principal.submit(&approval, &[("who", "Директор"), ("document", "протокол № 2")]).await;
        without.must_be(422).must_say("Нужен приказ");
        principal.submit(&approval, &ORDER).await.must_say("утверждено").must_say("приказ № 17");
        let paper = principal.get(&format!("{path}/paper.docx")).await;
        assert!(paper.bytes().starts_with(b"PK"));
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("утверждено 05.06.2025, Директор, приказ № 17")));
    })
    .await;
}

/// A regulation on something, approved by the principal whose browser this is; its address.
async fn approved(principal: &mut Browser, council: &str, title: &str) -> String {
    principal.get("/plan/local-acts/new").await;
    let fields =
        [("kind", "regulation"), ("title", title), ("body_text", "1. Общие положения"), ("valid_until", "15.06.2025")];
    let path = principal.submit("/plan/local-acts", &fields).await.path().to_owned();
    adopt(principal, &path, council).await;
    principal.submit(&format!("{path}/approval"), &ORDER).await.must_say("утверждено");
    path
}

#[tokio::test]
async fn an_edition_is_in_force_until_the_next_one_begins() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let council = council(&school).await;
        let staff_id = member(&school, "Белова").await;
        let mut principal = school.principal().await;
        let path = approved(&mut principal, &council, "Положение о педсовете").await;
        principal.get(&format!("{path}/readers")).await.must_say("подпишет на бумаге");
        principal.submit(&format!("{path}/readers"), &[]).await.must_say("ещё нет");
        let next = principal.submit(&format!("{path}/edition"), &[]).await;
        next.must_say("редакция 2").must_say("проект");
        let next = next.path().to_owned();
        principal.get(&path).await.must_not_say("Подготовить новую редакцию");
        principal
            .submit(&format!("{path}/edition"), &[])
            .await
            .must_be(409)
            .must_say("Новая редакция этого акта уже есть");
        principal.submit(&format!("{next}/readers"), &[]).await.must_be(409);
        principal.get(&format!("{next}/edit")).await;
        for words in ["1. Общие", "1. Общие положения"] {
            // What saves itself comes back with the form and its new version.
            let itself = principal.submit(&next, &[("body_text", words), ("autosave", "1")]).await;
            assert_eq!(itself.path(), format!("{next}/edit"));
        }
        principal.submit(&next, &[("valid_from", "01.09.2025")]).await.must_be(200);
        adopt(&mut principal, &next, &council).await;
        principal.submit(&format!("{next}/approval"), &ORDER).await.must_say("вступит в силу 01.09.2025");
        principal
            .get(&path)
            .await
            .must_say("утверждено, с 01.09.2025 заменяется новой редакцией")
            .must_say("по 31.08.2025");
        let asked = queries::to_read(&mut school.store(), staff_id).await.unwrap();
        assert_eq!(asked.iter().map(|one| one.1.as_str()).collect::<Vec<_>>(), ["Положение о педсовете (редакция 2)"]);
        assert!(queries::expiring(&mut school.store(), school.today()).await.unwrap().is_empty());
        let facts = queries::act_facts(&mut school.store(), school.today()).await.unwrap();
        assert!(facts.iter().all(|fact| fact.is_approved));
        school.clock().pass_days(100);
        let mut principal = school.principal().await;
        principal.get(&path).await.must_say("заменено новой редакцией").must_say("больше не действует");
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_a_step_over_a_text_that_has_changed() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut deputy, mut principal) = (school.deputy().await, school.principal().await);
        principal.get("/plan/local-acts/new").await;
        let fields = [("kind", "regulation"), ("title", "Положение"), ("body_text", "Прежний текст\nОбщая строка")];
        let path = principal.submit("/plan/local-acts", &fields).await.path().to_owned();
        deputy.get(&path).await;
        principal.get(&format!("{path}/edit")).await;
        principal.submit(&path, &[("body_text", "Новый текст\nОбщая строка")]).await.must_say("Новый текст");
        let step = [("act", "consider"), ("who", "Методический совет")];
        let refused = deputy.submit(&format!("{path}/steps"), &step).await;
        refused.must_be(422).must_say("акт изменили");
        assert_eq!(refused.select("del"), ["Прежний текст"]);
        assert_eq!(refused.select("ins"), ["Новый текст"]);
        deputy.submit(&format!("{path}/steps"), &step).await.must_say("рассмотрено");
        let back = deputy.submit(&format!("{path}/steps"), &[("act", "return"), ("document", "уточнить")]).await;
        back.must_say("проект").must_say("уточнить");
        deputy.get(&format!("{path}/removal")).await.must_say("будет удалён");
        deputy
            .submit(&format!("{path}/removal"), &[])
            .await
            .must_say("Проект удалён")
            .must_say("Локальных актов пока нет");
        principal.get(&path).await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn the_principal_repeals_and_puts_an_order_right() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let council = council(&school).await;
        let (mut deputy, mut principal) = (school.deputy().await, school.principal().await);
        let path = approved(&mut principal, &council, "Положение").await;
        deputy.get(&path).await.must_not_say("Признать утратившим силу");
        let note = [("act", "expire"), ("who", "Завуч"), ("document", "служебная записка")];
        deputy.submit(&format!("{path}/steps"), &note).await.must_be(422);
        deputy.submit(&format!("{path}/expiry"), &note).await.must_be(404);
        deputy.get(&format!("{path}/steps/3")).await.must_be(404);
        principal.get(&format!("{path}/steps/3")).await.must_say("Утверждено");
        let fixed = [("document", "приказ № 71"), ("reason", "опечатка в номере")];
        let shown = principal.submit(&format!("{path}/steps/3"), &fixed).await;
        shown.must_say("приказ № 71").must_say("опечатка в номере").must_say("Было: Директор, приказ № 17, 05.06.2025");
        let expiry = format!("{path}/expiry");
        principal.submit(&expiry, &[("document", "служебная записка")]).await.must_be(422).must_say("Нужен приказ");
        principal.submit(&expiry, &[("document", "приказ № 90")]).await.must_say("утратило силу");
        let history = school.history().await;
        assert!(history.iter().any(|said| said.contains("на «Директор, приказ № 71, 05.06.2025» — опечатка в номере")));
    })
    .await;
}

#[tokio::test]
async fn a_signed_order_of_the_system_stands_in_the_chain() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let council = council(&school).await;
        let mut change = school.change().await;
        let order = ledger::Artefact { kind: "administrative_order", id: 5 };
        let title = "Приказ от 05.06.2025 № 44 «Об утверждении»";
        change.describe(order, (title, "подписан"), Some(school.today())).await.unwrap();
        change.commit(&said()).await.unwrap();
        let mut principal = school.principal().await;
        principal.get("/plan/local-acts/new").await;
        let fields = [("kind", "regulation"), ("title", "Положение"), ("body_text", "Текст")];
        let path = principal.submit("/plan/local-acts", &fields).await.path().to_owned();
        adopt(&mut principal, &path, &council).await;
        let picked = [("who", "Директор"), ("document", ""), ("paper", "administrative_order:5")];
        principal.submit(&format!("{path}/approval"), &picked).await.must_say("приказ от 05.06.2025 № 44");
        let linked = ledger::links_from(&mut school.store(), order).await.unwrap();
        assert_eq!(linked.iter().map(|link| link.to_kind.as_str()).collect::<Vec<_>>(), [super::KIND]);
    })
    .await;
}

#[tokio::test]
async fn an_act_that_runs_out_is_named_first_and_known_by_name() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let council = council(&school).await;
        let staff_id = member(&school, "Белова").await;
        let signing = member(&school, "Ким").await;
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
        adopt(&mut principal, &path, &council).await;
        principal.submit(&format!("{path}/approval"), &ORDER).await.must_be(200);
        principal.get("/plan/local-acts").await.must_say("истекает через 10 дней");
        let near = queries::expiring(&mut school.store(), school.today()).await.unwrap();
        assert_eq!(near.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Положение о педсовете"]);
        let mut teacher = school.teacher(staff_id).await;
        let picked = principal.get(&format!("{path}/readers")).await;
        picked.must_say("Белова Ирина").must_say("подтвердит под своей учётной записью").must_say("подпишет на бумаге");
        principal.submit(&format!("{path}/readers"), &[]).await.must_say("ещё нет");
        teacher.get("/plan/local-acts").await.must_say("Вас просят ознакомиться").must_say("Положение о педсовете");
        teacher.get(&path).await;
        let known = teacher.submit(&format!("{path}/acknowledgement"), &[]).await;
        known.must_say("ознакомление записано");
        assert!(queries::to_read(&mut school.store(), staff_id).await.unwrap().is_empty());
        principal.submit(&format!("{path}/acknowledgement"), &[]).await.must_be(404);
        principal.get(&path).await;
        let signing = signing.to_string();
        let signed = [("signed", signing.as_str()), ("signed_on", "04.06.2025")];
        let noted = principal.submit(&format!("{path}/signatures"), &signed).await;
        noted.must_say("подпись на бумаге 04.06.2025").must_not_say("ещё нет");
        assert!(principal.get(&format!("{path}/readers.docx")).await.bytes().starts_with(b"PK"));
        school.user(Role::Guardian).await.get(&path).await.must_be(404);
    })
    .await;
}
