//! The Russian words of the terminal.

use std::fmt::Display;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use chrono::NaiveDate;
use collect::imports::Preview;

use crate::import::Fate;

/// What the system says, in Russian where it says one of the usual things.
fn because(cause: &io::Error) -> String {
    let usual = match cause.kind() {
        io::ErrorKind::NotFound => "такого файла или папки нет",
        io::ErrorKind::PermissionDenied => "нет права доступа",
        io::ErrorKind::AlreadyExists => "такое имя уже занято",
        io::ErrorKind::IsADirectory => "это папка, а не файл",
        io::ErrorKind::NotADirectory => "на пути стоит файл, а не папка",
        io::ErrorKind::StorageFull => "на диске нет места",
        io::ErrorKind::ReadOnlyFilesystem => "диск доступен только для чтения",
        io::ErrorKind::AddrNotAvailable => "у этого компьютера нет такого адреса",
        io::ErrorKind::AddrInUse => "адрес занят другой программой",
        _ => return cause.to_string(),
    };
    usual.to_owned()
}

pub(crate) fn no_threads(cause: &io::Error) -> String {
    format!("не удалось начать работу: система не даёт создать потоки ({})", because(cause))
}

pub(crate) fn database_failed(cause: &dyn Display) -> String {
    format!("база данных не ответила: {cause}. Проверьте, что на диске есть место и база доступна")
}

pub(crate) fn listening(address: SocketAddr) -> String {
    let shown =
        if address.ip().is_unspecified() { SocketAddr::new([127, 0, 0, 1].into(), address.port()) } else { address };
    format!("vsoko слушает на http://{shown}")
}

pub(crate) fn setup_code(code: &str) -> String {
    format!("Код первого запуска: {code} — введите его на странице первого запуска")
}

pub(crate) const SHUTTING_DOWN: &str = "завершение работы";
pub(crate) const STOPPED_WAITING: &str = "некоторые запросы не завершились за 10 секунд и прерваны";

pub(crate) fn port_taken(address: SocketAddr) -> String {
    let other = address.port().checked_add(10).unwrap_or(8090);
    format!(
        "порт {} на {} занят другой программой (возможно, vsoko уже запущен). Укажите другой: --listen {}:{other}",
        address.port(),
        address.ip(),
        address.ip()
    )
}

pub(crate) fn port_forbidden(address: SocketAddr) -> String {
    format!(
        "система не разрешает слушать порт {}: порты меньше 1024 доступны только администратору. Укажите, например, --listen {}:8080",
        address.port(),
        address.ip()
    )
}

pub(crate) fn address_unknown(address: SocketAddr) -> String {
    format!("у этого компьютера нет адреса {}. Укажите 127.0.0.1 (только он сам) или 0.0.0.0 (вся сеть)", address.ip())
}

pub(crate) fn cannot_listen(address: SocketAddr, cause: &io::Error) -> String {
    format!("не удалось начать слушать {address}: {}", because(cause))
}

pub(crate) fn folder_forbidden(folder: &Path) -> String {
    format!("нет права записи в папку {}. Укажите другую (--data) или дайте право на эту", folder.display())
}

pub(crate) fn folder_failed(folder: &Path, cause: &io::Error) -> String {
    format!("не удалось открыть папку данных {}: {}", folder.display(), because(cause))
}

pub(crate) fn folder_is_file(folder: &Path) -> String {
    format!("{} — это файл, а нужна папка (--data)", folder.display())
}

pub(crate) fn folder_busy(folder: &Path) -> String {
    format!(
        "с папкой данных {} уже работает другой vsoko. Остановите его или укажите другую папку (--data)",
        folder.display()
    )
}

pub(crate) fn nothing_here(folder: &Path) -> String {
    format!("в папке {} нет данных vsoko. Проверьте --data", folder.display())
}

pub(crate) fn data_exists(folder: &Path) -> String {
    format!(
        "в папке {} уже есть данные. Чтобы отложить их в сторону и восстановить копию, добавьте --aside, или укажите пустую папку (--data)",
        folder.display()
    )
}

pub(crate) fn put_aside(path: &Path) -> String {
    format!("Прежние данные отложены: {}", path.display())
}

pub(crate) fn cannot_move(path: &Path, cause: &io::Error) -> String {
    format!("не удалось переименовать {}: {}", path.display(), because(cause))
}

pub(crate) fn file_exists(path: &Path) -> String {
    format!("файл {} уже существует: укажите другое имя", path.display())
}

pub(crate) fn backup_made(path: &Path, bytes: u64, head: Option<&str>) -> String {
    let mut told = format!("Резервная копия сохранена: {} ({})", path.display(), size(bytes));
    if let Some(head) = head {
        told.push_str(&format!(
            "\nОтпечаток истории: {head}\nЗапишите его отдельно: vsoko verify --head проверит, что история не укорочена"
        ));
    }
    told
}

pub(crate) fn restored(path: &Path) -> String {
    format!("Данные восстановлены из {}", path.display())
}

pub(crate) fn verified(path: &Path, sentences: i64, head: Option<&str>) -> String {
    let words = school::ru::plural(sentences, "запись", "записи", "записей");
    let mut told = format!("Копия {} цела. История: {sentences} {words}, цепочка не нарушена", path.display());
    if let Some(head) = head {
        told.push_str(&format!("\nОтпечаток истории: {head}"));
    }
    told
}

pub(crate) fn history_cut(path: &Path, head: &str) -> String {
    format!(
        "копия {} открывается, но в её истории нет записи с отпечатком {head}: копия сделана раньше, или конец истории удалён в обход \
         программы",
        path.display()
    )
}

pub(crate) fn counters_differ(path: &Path, school_year: i64) -> String {
    let year = school::SchoolYear(school_year).short();
    format!(
        "копия {} открывается, но текущие отметки {year} учебного года не сходятся с сохранёнными итогами: данные изменены в обход \
         программы",
        path.display()
    )
}

pub(crate) fn altered_copy(path: &Path, seq: i64) -> String {
    format!("{}. Чтобы всё же восстановить её, добавьте --unverified", chain_broken(path, seq))
}

pub(crate) fn chain_broken(path: &Path, seq: i64) -> String {
    format!(
        "копия {} открывается, но история изменена в обход программы: цепочка нарушена на записи № {seq}",
        path.display()
    )
}

pub(crate) fn unknown_pack<'a>(pack: &str, known: impl Iterator<Item = &'a str>) -> String {
    format!("набора показателей «{pack}» нет; есть: {}", known.collect::<Vec<_>>().join(", "))
}

pub(crate) fn unknown_term(term: &str) -> String {
    format!("учебного периода «{term}» нет; есть: q1, q2, q3, q4, h1, h2, t1, t2, t3, year")
}

pub(crate) fn unknown_dimension<'a>(code: &str, known: impl Iterator<Item = &'a str>) -> String {
    format!("разреза «{code}» нет; есть: {}", known.collect::<Vec<_>>().join(", "))
}

pub(crate) fn not_a_pair(text: &str) -> String {
    format!("«{text}» не похоже на «разрез=значение», например class=8А")
}

pub(crate) fn explained(told: &formula::Explanation<'_>, outcome: &formula::Outcome, as_of: NaiveDate) -> String {
    let indicator = told.indicator;
    let mut lines = vec![indicator.name.clone(), format!("Формула: {}", told.formula)];
    let mut line = |title: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{title}: {text}"));
        }
    };
    let quotient = outcome.quotient().map(|(part, whole)| (analyse::shown::side(&part), analyse::shown::side(&whole)));
    let (part, whole) = quotient.unwrap_or_default();
    line("Числитель", &part);
    line("В числителе", &told.numerator);
    line("Знаменатель", &whole);
    line("В знаменателе", &told.base);
    line("База расчёта", &indicator.base_rule);
    line("Размер базы", &outcome.n().map(school::ru::thousands).unwrap_or_default());
    if outcome.state.why().is_some() {
        line("Чего не хватает", &indicator.missing.text);
        line("Где внести", &indicator.missing.page);
    }
    line("Источник нормы", &indicator.source);
    line("Набор", &told.pack);
    line("На дату", &school::ru::date_short(as_of));
    lines.join("\n")
}

pub(crate) fn source_file(name: &str, sheet: &str) -> String {
    format!("Файл: {name}, лист «{sheet}»")
}

/// The author of what is done from a terminal.
pub(crate) const COMMAND_LINE: &str = "Командная строка";
/// Why the columns of a table are left to a person.
pub(crate) fn needs_mapping(doubts: &[String]) -> String {
    match doubts {
        [] => format!("столбцы таблицы не удалось сопоставить наверняка. {ON_PAGE}"),
        doubts => format!("{}. {ON_PAGE}", doubts.join(". ")),
    }
}

const ON_PAGE: &str = "Загрузите файл на странице «Сбор»: там столбцы можно указать";

pub(crate) fn made_meanwhile(folder: &Path) -> String {
    format!(
        "пока файлы загружались, в папке {} появилась другая база данных. Ничего не записано: повторите команду",
        folder.display()
    )
}

pub(crate) fn cannot_read(path: &Path, cause: &io::Error) -> String {
    format!("не удалось прочитать файл {}: {}", path.display(), because(cause))
}

pub(crate) fn refused_files(refused: usize, all: usize) -> String {
    format!("не загружено файлов: {refused} из {all}")
}

pub(crate) fn fate(name: &str, fate: &Fate) -> String {
    match fate {
        Fate::Refused(why) => format!("{name}: не загружен: {why}"),
        Fate::Seen(preview) => {
            format!("{name}: {} (просмотр, ничего не записано)\n{}", preview.kind_name, counts(preview, true))
        }
        Fate::Waiting(preview) => {
            let why = if preview.waiting > 0 { WAITING } else { NOTHING_TAKEN };
            format!("{name}: {}: ничего не загружено. {why}\n{}", preview.kind_name, counts(preview, true))
        }
        Fate::Applied(applied) if applied.batch_id.is_none() => {
            format!("{name}: {}: нового нет\n{}", applied.preview.kind_name, counts(&applied.preview, true))
        }
        Fate::Applied(applied) => {
            format!("{name}: {}: загружен\n{}", applied.preview.kind_name, counts(&applied.preview, false))
        }
    }
}

const WAITING: &str = "Сначала нужно ответить на вопросы: загрузите файл на странице «Сбор». Новые классы, предметы и \
    учеников заводит --create-missing";
const NOTHING_TAKEN: &str = "В файле нет ничего, что можно взять: причины ниже";

/// What a file has; what it would do is said of the future.
fn counts(preview: &Preview, is_future: bool) -> String {
    let (changed, made) = if is_future {
        ("будет изменено", "будет создано")
    } else {
        ("изменено", "создано")
    };
    let mut lines = vec![format!(
        "  строк {}, новых значений {}, {changed} {}, пропущено {}: уже есть {}, ждут ответа {}, не взято {}",
        preview.rows_read,
        preview.created,
        preview.changed,
        preview.skipped,
        preview.unchanged,
        preview.waiting,
        preview.left_out
    )];
    if preview.gone > 0 {
        lines.push(format!("  есть в школе, а в файле больше нет: {}", preview.gone));
    }
    if !preview.made.is_empty() {
        lines.push(format!("  {made}: {}", preview.made.join(", ")));
    }
    lines.extend(preview.discrepancies.iter().take(SHOWN).map(|odd| {
        let times = if odd.times > 1 { format!(" (и ещё {})", odd.times - 1) } else { String::new() };
        format!("  {} {}: {}{times}", odd.place.sheet, odd.place.address(), odd.message)
    }));
    if preview.discrepancies.len() > SHOWN {
        lines.push(format!("  и ещё расхождений: {}", preview.discrepancies.len() - SHOWN));
    }
    lines.extend(preview.open_questions().take(SHOWN).map(|question| format!("  вопрос: {}", question.text)));
    lines.join("\n")
}

/// How many discrepancies the terminal tells.
const SHOWN: usize = 20;

pub(crate) fn folder_used(folder: &Path) -> String {
    format!("папка {} не пуста: вымышленную школу можно создать только в пустой (--data)", folder.display())
}

pub(crate) fn unknown_format(path: &Path) -> String {
    format!("по имени «{}» не видно, каким быть документу: назовите файл .docx, .pdf или .html", path.display())
}

pub(crate) const KEPT_EDITION: &str = "сохранена раньше";
pub(crate) const SAME_EDITION: &str = "совпадает с нынешними данными";
pub(crate) const NEW_EDITION: &str = "новая, сохранена в школе";

pub(crate) fn edition(number: i64, words: &str) -> String {
    format!("редакция № {number}, {words}")
}

pub(crate) fn unkept_edition(day: NaiveDate) -> String {
    let day = school::ru::date_short(day);
    format!("редакций до {day} не было: составлен по нынешним данным на {day} и не сохранён как редакция")
}

pub(crate) fn report_written(path: &Path, words: &str) -> String {
    format!("Отчёт записан: {} ({words})", path.display())
}

pub(crate) fn year_before_data(year: i64, first: i64) -> String {
    let first = school::SchoolYear(first).short();
    format!("за {year} год в программе данных нет: первый учебный год — {first}")
}

pub(crate) fn year_not_begun(year: i64) -> String {
    format!("{year} год ещё не начался: отчёта о нём быть не может")
}

pub(crate) fn cannot_write(path: &Path, cause: &io::Error) -> String {
    format!("не удалось записать файл {}: {}", path.display(), because(cause))
}

pub(crate) fn report_failed(cause: &dyn std::error::Error) -> String {
    let because = cause.source().map(|source| format!(": {source}")).unwrap_or_default();
    format!("отчёт составить не удалось: {cause}{because}")
}

pub(crate) const MAIL_NOT_SET_UP: &str = "Почта не настроена: Настройки → Почта. Сроки видны в программе.";
pub(crate) const NOTHING_DUE: &str = "Новых напоминаний нет.";

pub(crate) fn letter_sent(name: &str, to: &str, reminders: usize) -> String {
    format!("{name} ({to}): отправлено, напоминаний {reminders}")
}

pub(crate) fn letter_unsent(name: &str, to: &str, why: &str) -> String {
    format!("{name} ({to}): не отправлено: {why}")
}

pub(crate) fn not_all_sent(n: usize) -> String {
    format!("не отправлено писем: {n}")
}

fn size(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    if bytes < MEBIBYTE {
        format!("{} КБ", bytes.div_ceil(1024))
    } else {
        format!("{} МБ", bytes.div_ceil(MEBIBYTE))
    }
}

pub(crate) fn checked(year: i64, open: usize, accepted: usize) -> String {
    format!("Учебный год {}: открытых замечаний {open}, принятых {accepted}", school::SchoolYear(year).short())
}

pub(crate) fn finding_accepted(reason: &str) -> String {
    format!(" (принято: {reason})")
}
