//! What a school secretary reads when a file is refused: what is wrong, and what to do.

use std::fmt;

use crate::{Fault, Foreign, Kind, Unreadable};

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inaccessible => {
                f.write_str("Файл не открывается: его нет на месте или к нему нет доступа. Загрузите его ещё раз.")
            }
            Self::Empty => f.write_str("Файл пуст. Выгрузите его из журнала заново."),
            Self::FileTooLarge { bytes, limit } => write!(
                f,
                "Файл слишком большой: {} МБ, принимаются файлы до {} МБ. Разделите его на части, например по классам.",
                megabytes(*bytes as u64),
                megabytes(*limit as u64)
            ),
            Self::NotATable(what) => what.fmt(f),
            Self::Encrypted => f.write_str(
                "Файл защищён паролем. Откройте его в Excel, снимите пароль («Файл» → «Сведения» → «Защита книги»), сохраните и загрузите снова.",
            ),
            Self::Macros => f.write_str(
                "В файле есть макросы, такие файлы не принимаются. Сохраните его в Excel как «Книга Excel (*.xlsx)» и загрузите снова.",
            ),
            Self::Truncated => f.write_str(
                "Файл обрывается: похоже, он скачан или скопирован не до конца. Скачайте его заново и загрузите ещё раз.",
            ),
            Self::Damaged { part, fault } => write!(
                f,
                "Файл повреждён ({fault}, часть «{part}»). Откройте его в Excel, сохраните как «Книга Excel (*.xlsx)» и загрузите снова; если он не открывается, выгрузите его заново.",
            ),
            _ => self.fmt_limit(f),
        }
    }
}

impl Unreadable {
    /// The sentences about limits.
    fn fmt_limit(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyParts { limit } => {
                write!(f, "Внутри файла больше {limit} частей, в таблицах столько не бывает. {RESAVE}")
            }
            Self::InflatesTooMuch { part, limit } => write!(
                f,
                "В распакованном виде файл слишком велик (часть «{part}» больше {} МБ). {RESAVE}",
                megabytes(*limit)
            ),
            Self::PackedTooTightly { part } => write!(
                f,
                "Файл сжат подозрительно сильно (часть «{part}»): внутри почти одни повторения, как в «архивной бомбе». {RESAVE}"
            ),
            Self::TooManySheets { limit } => write!(
                f,
                "В файле больше {limit} листов или таблиц. Оставьте в файле только нужные листы и загрузите его снова."
            ),
            Self::TooManyCells { sheet, limit } => {
                write!(f, "На листе «{sheet}» больше {limit} ячеек. {RESAVE}")
            }
            Self::TooManyRows { sheet, limit } => {
                write!(f, "На листе «{sheet}» строк больше, чем бывает в таблицах ({limit}). {RESAVE}")
            }
            Self::TooManyColumns { sheet, row, limit } => {
                write!(f, "На листе «{sheet}» в строке {row} столбцов больше, чем принимается ({limit}). {RESAVE}")
            }
            Self::TooManyMerges { sheet, limit } => write!(
                f,
                "На листе «{sheet}» больше {limit} объединённых областей. Отмените объединение ячеек и загрузите файл снова."
            ),
            Self::TooMuchText { limit } => {
                write!(f, "В ячейках файла слишком много текста (больше {} МБ). {RESAVE}", megabytes(*limit as u64))
            }
            Self::RowTooLong { sheet, row, limit } => write!(
                f,
                "На листе «{sheet}» в строке {row} слишком много текста (больше {} МБ). Проверьте эту строку и загрузите файл снова.",
                megabytes(*limit as u64)
            ),
            Self::UnclosedQuote { row } => write!(
                f,
                "В строке {row} кавычка открыта и не закрыта, поэтому следующие строки не отделить друг от друга. Исправьте эту строку и загрузите файл снова."
            ),
            Self::NoSuchSheet { sheet } => {
                write!(f, "В файле нет листа с номером {}.", sheet + 1)
            }
            _ => f.write_str("Файл не удалось прочитать. Выгрузите его заново."),
        }
    }
}

const RESAVE: &str = "Скопируйте нужную таблицу в новую книгу Excel, сохраните её и загрузите.";

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TextDocument => {
                "Это текстовый документ, а не таблица. Выгрузите данные из журнала в формате Excel или CSV."
            }
            Self::Presentation => {
                "Это презентация, а не таблица. Выгрузите данные из журнала в формате Excel или CSV."
            }
            Self::Pdf => "Это документ PDF: числа из него не читаются. Выгрузите тот же отчёт в формате Excel.",
            Self::Picture => "Это картинка, а не таблица. Выгрузите тот же отчёт в формате Excel.",
            Self::Archive => {
                "Это архив. Распакуйте его и загрузите файлы из него: их можно выбрать все сразу."
            }
            Self::ExcelBefore97 => {
                "Это книга Excel 95 или старше. Откройте её и сохраните как «Книга Excel (*.xlsx)»."
            }
            Self::BinaryWorkbook => {
                "Это двоичная книга Excel (.xlsb). Откройте её и сохраните как «Книга Excel (*.xlsx)»."
            }
            Self::XmlWorkbook => {
                "Это таблица в формате XML или веб-архив. Откройте её в Excel и сохраните как «Книга Excel (*.xlsx)»."
            }
            Self::PageWithoutTable => {
                "Это веб-страница, и таблицы на ней нет. Возможно, вместо отчёта сохранилась страница входа: войдите в журнал и выгрузите отчёт снова."
            }
            Self::TextWithoutColumns => {
                "Это текст, в котором не видно столбцов. Нужна таблица Excel или CSV, где столбцы разделены точкой с запятой, запятой или табуляцией."
            }
            Self::Unknown => {
                "Не удалось понять, что это за файл. Принимаются таблицы Excel (.xlsx, .xls), OpenDocument (.ods) и CSV."
            }
        })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Packing => "сжатые данные не распаковываются",
            Self::Markup => "нарушена разметка",
            Self::Absent => "нет обязательной части",
            Self::Definitions => "посторонние определения в разметке",
            Self::Reference => "ссылка на отсутствующее место",
            Self::Encoding => "неизвестная кодировка",
        })
    }
}

impl Kind {
    /// Why a file is refused whose name promises another format than its content has. A name without an extension
    /// promises nothing.
    #[must_use]
    pub fn refusal_of_name(self, file_name: &str) -> Option<String> {
        let extension = extension(file_name)?;
        let expected: &[&str] = match self {
            Self::Xlsx => &["xlsx", "xltx"],
            Self::Xls => &["xls"],
            Self::Ods => &["ods"],
            // Gradebooks like to call a page `.xls`.
            Self::Html => &["xls", "html", "htm"],
            Self::Delimited => &["csv", "tsv", "txt"],
        };
        (!expected.contains(&extension.as_str())).then(|| {
            format!(
                "Файл назван «{file_name}», а внутри {}: имя и содержание противоречат друг другу. Если это тот файл, \
                 сохраните его с расширением .{} и загрузите снова.",
                self.inside(),
                expected[0]
            )
        })
    }

    /// What somebody sees who opens the file.
    fn inside(self) -> &'static str {
        match self {
            Self::Xlsx => "таблица Excel (XLSX)",
            Self::Xls => "таблица Excel 97–2003 (XLS)",
            Self::Ods => "таблица OpenDocument (ODS)",
            Self::Html => "веб-страница с таблицей (HTML)",
            Self::Delimited => "простой текст со столбцами (CSV)",
        }
    }
}

/// The extension of a name, in small letters; a date or a number at the end of a name is none.
fn extension(file_name: &str) -> Option<String> {
    let (stem, last) = file_name.rsplit_once('.')?;
    let is_one = (1..=8).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_alphanumeric())
        && last.bytes().any(|b| b.is_ascii_alphabetic());
    (is_one && !stem.is_empty()).then(|| last.to_ascii_lowercase())
}

/// How a truth value is shown in the Russian Excel.
pub(crate) fn truth(value: bool) -> &'static str {
    if value { "ИСТИНА" } else { "ЛОЖЬ" }
}

/// What a table of a page, or the only sheet of a text file, is called.
pub(crate) fn table_name(position: usize) -> String {
    format!("Таблица {position}")
}

/// What Excel calls the first sheet.
pub(crate) const FIRST_SHEET: &str = "Лист1";

/// What Excel shows for an error of a formula.
pub(crate) fn formula_error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    }
}
