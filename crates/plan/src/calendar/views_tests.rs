use super::tests::{Said, add, orlova, school};

#[tokio::test]
async fn the_year_is_seen_by_months_and_as_bars() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let staff = orlova(&school).await.to_string();
        let mut deputy = school.deputy().await;
        deputy.get("/plan/calendar/months").await.must_say("Взять типовую циклограмму");
        deputy.get("/plan/calendar/gantt").await.must_say("Взять типовую циклограмму");
        let own = [("name", "Входная диагностика"), ("area", "results"), ("staff", &staff)];
        add(&mut deputy, &[&own[..], &[("starts_on", "25.09.2024"), ("due_on", "05.10.2024")]].concat()).await;
        add(&mut deputy, &[("name", "Опрос родителей"), ("area", "satisfaction")]).await;
        let activity = crate::roadmap::ActionPlanRow {
            school_year: 2024,
            place: 1,
            activity: "Собрать рабочую группу".to_owned(),
            responsible: "Орлова А. В.".to_owned(),
            ends_on: "2024-11-30".parse().ok(),
            ..crate::roadmap::ActionPlanRow::default()
        };
        let mut change = school.change().await;
        crate::roadmap::queries::save_row(&mut change, &activity).await.unwrap();
        change.commit(&Said).await.unwrap();
        let months = deputy.get("/plan/calendar/months").await;
        months.must_say("Собрать рабочую группу");
        assert_eq!(months.select(".month h2").len(), 13);
        assert_eq!(months.text().matches("Входная диагностика").count(), 2);
        months.must_say("июнь 2025 сейчас").must_say("Без срока");
        let months = deputy.get(&format!("/plan/calendar/months?who={staff}")).await;
        months.must_not_say("Опрос родителей").must_say("Собрать рабочую группу");
        assert!(months.link("Диаграмма").ends_with(&format!("?who={staff}")));
        let bars = deputy.follow("Диаграмма").await;
        assert!(bars.html().contains("<svg") && bars.html().contains("25.09.2024 – 05.10.2024"));
        deputy.get("/plan/calendar/gantt?area=satisfaction").await.must_say("Без срока: 1 процедура");
    })
    .await;
}

#[tokio::test]
async fn the_cyclogram_is_printed_and_taken_away() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut deputy = school.deputy().await;
        let fields = [
            ("name", "Входная диагностика"),
            ("area", "results"),
            ("due_on", "05.10.2024"),
            ("indicators", "school.pass_rate"),
        ];
        add(&mut deputy, &fields).await;
        add(&mut deputy, &[("name", "Опрос"), ("area", "satisfaction")]).await;
        let paper = deputy.get("/plan/calendar/paper.docx").await;
        assert!(
            paper.bytes().starts_with(b"PK") && paper.header("content-disposition").contains("ciklogramma-2024.docx")
        );
        deputy.get("/plan/calendar?area=results").await;
        let link = deputy.page().unwrap().link("DOCX");
        assert!(link.ends_with("?area=results") && deputy.get(&link).await.bytes().len() < paper.bytes().len());
        let book = deputy.get("/plan/calendar/table.xlsx?area=results").await;
        let text = format!("{:?}", sheets::Workbook::open(book.bytes()).unwrap().grid(0).unwrap());
        assert!(text.contains("Входная диагностика") && text.contains("Успеваемость") && !text.contains("Опрос"));
        assert!(text.contains("Проект: педагогическим советом не утверждена") && text.contains("2024/2025"), "{text}");
    })
    .await;
}
