//! Files that are not what they should be.

use crate::browser::travel;
use crate::doors::first_start;
use crate::{files, program};

#[tokio::test]
async fn bad_files_are_refused_in_a_sentence() {
    let (data, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bad = [
        (files::collection_form(folder.path()), "Это пустая форма сбора результатов ВПР"),
        (files::cut_short(folder.path()), "Файл обрывается"),
        (files::with_macros(folder.path()), "В файле есть макросы"),
        (files::text_as_workbook(folder.path()), "Это текст, в котором не видно столбцов"),
    ];
    let program = program::serve(data.path());
    travel(&program, async |person| {
        first_start(&person).await;
        for (file, sentence) in &bad {
            person.open("/collect/imports").await;
            person.attach(&[file]).await;
            person.press("Проверить файлы").await;
            person.sees("Исправьте, пожалуйста").await;
            person.sees(sentence).await;
            person.sees(&file.file_name().unwrap().to_string_lossy()).await;
        }
        person.open("/collect/imports").await;
        person.sees("Файлов пока нет").await;
        person.open("/school/classes").await;
        person.sees("Классов в этом учебном году пока нет").await;
    })
    .await;
}
