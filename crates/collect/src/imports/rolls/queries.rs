use chrono::NaiveDate;
use ledger::Change;
use roster::students::queries::Student;
use serde::{Deserialize, Serialize};
use store::{Reads, Result, args};

/// A student as it is put back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StudentRow {
    pub(crate) id: i64,
    surname: String,
    given_name: String,
    patronymic: String,
    birth_on: Option<NaiveDate>,
    sex: Option<String>,
    batch_id: Option<i64>,
    source_row: Option<i64>,
}

impl StudentRow {
    pub(crate) fn of(student: &Student) -> Self {
        Self {
            id: student.id,
            surname: student.surname.clone(),
            given_name: student.given_name.clone(),
            patronymic: student.patronymic.clone(),
            birth_on: student.birth_on,
            sex: student.sex.clone(),
            batch_id: student.batch_id,
            source_row: student.source_row,
        }
    }

    pub(crate) fn into_student(self) -> Student {
        Student {
            id: self.id,
            surname: self.surname,
            given_name: self.given_name,
            patronymic: self.patronymic,
            birth_on: self.birth_on,
            sex: self.sex,
            batch_id: self.batch_id,
            source_row: self.source_row,
        }
    }
}

pub(crate) async fn owner_of_student(db: &mut impl Reads, id: i64) -> Result<Option<i64>> {
    db.number("SELECT batch_id FROM student WHERE id = $1", args![id]).await
}

pub(crate) async fn owner_of_staff(db: &mut impl Reads, id: i64) -> Result<Option<i64>> {
    db.number("SELECT batch_id FROM staff WHERE id = $1", args![id]).await
}

pub(crate) async fn remove_courses_of_batch(change: &mut Change, batch_id: i64) -> Result<u64> {
    change.execute("DELETE FROM staff_course WHERE batch_id = $1", args![batch_id]).await
}
