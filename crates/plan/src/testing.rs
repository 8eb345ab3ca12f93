//! Procedures for this crate's tests, without naming all their fields each time.

use store::{Store, args};

use crate::calendar::{Area, Procedure, ProcedureKind};

pub(crate) fn procedure(id: i64, name: &str) -> Procedure {
    Procedure {
        id,
        school_year: 2024,
        place: id,
        area: Area::Results,
        object: "Предметные результаты".to_owned(),
        name: name.to_owned(),
        kind: ProcedureKind::Monitoring,
        method: "анализ".to_owned(),
        instrument: "таблица".to_owned(),
        indicators: Vec::new(),
        periodicity: "раз в год".to_owned(),
        starts_on: None,
        due_on: None,
        classes: String::new(),
        subject_id: None,
        responsible_staff_id: None,
        responsible: String::new(),
        performers: String::new(),
        local_act: String::new(),
        result_form: "справка".to_owned(),
        considered_at: "совещание".to_owned(),
        decision_form: "приказ".to_owned(),
        version: 1,
    }
}

/// Puts procedures into the cyclogram, past its pages.
pub(crate) async fn keep_procedures(store: &Store, procedures: &[Procedure]) {
    let mut tx = store.begin().await.unwrap();
    for one in procedures {
        tx.execute(
            "INSERT INTO procedure (id, school_year, place, area, object, name, kind, method, instrument, indicators,
                periodicity, starts_on, due_on, classes, subject_id, responsible_staff_id, responsible, performers,
                local_act, result_form, considered_at, decision_form, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
            args![
                one.id,
                one.school_year,
                one.place,
                one.area.code(),
                &one.object,
                &one.name,
                one.kind.code(),
                &one.method,
                &one.instrument,
                one.indicators.join(" "),
                &one.periodicity,
                one.starts_on,
                one.due_on,
                &one.classes,
                one.subject_id,
                one.responsible_staff_id,
                &one.responsible,
                &one.performers,
                &one.local_act,
                &one.result_form,
                &one.considered_at,
                &one.decision_form,
                one.version
            ],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// Puts a subject into the school, past its pages.
pub(crate) async fn keep_subject(store: &Store, id: i64, name: &str) {
    let mut tx = store.begin().await.unwrap();
    let sql = "INSERT INTO subject (id, name, name_key, short_name, position) VALUES ($1, $2, $3, $2, $1)";
    tx.execute(sql, args![id, name, school::name_key(name)]).await.unwrap();
    tx.commit().await.unwrap();
}
