//! The command line. Its words are Russian as far as the parser lets them be.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::error::ErrorKind;
use clap::{ArgAction, Args, Parser, Subcommand};

const TEMPLATE: &str = "{about}\n\nИспользование: {usage}\n\n{all-args}{after-help}\n";

/// Everything that can be said to the program.
#[derive(Debug, Parser)]
#[command(
    name = "vsoko",
    version,
    about = "vsoko — внутренняя система оценки качества образования школы",
    after_help = "\nДанные лежат в папке ./data. Чтобы работать с PostgreSQL, задайте адрес базы в VSOKO_DATABASE_URL.\n\
                  Коды завершения: 0 — сделано, 1 — сбой, 2 — во входных данных есть то, что принять нельзя.",
    help_template = TEMPLATE,
    override_usage = "vsoko КОМАНДА [ПАРАМЕТРЫ]",
    subcommand_help_heading = "Команды",
    next_help_heading = "Параметры",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Папка с данными (по умолчанию ./data)
    #[arg(long, global = true, value_name = "ПАПКА", default_value = "data", hide_default_value = true)]
    pub(crate) data: PathBuf,
    /// Журнал работы в формате JSON
    #[arg(long, global = true)]
    pub(crate) log_json: bool,
    /// Показать справку
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Показать версию
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Запустить: страницы открываются в браузере
    #[command(help_template = TEMPLATE, override_usage = "vsoko serve [--data ПАПКА] [--listen АДРЕС]", next_help_heading = "Параметры")]
    Serve(Serve),
    /// Составить отчёт: DOCX, PDF или HTML
    #[command(subcommand, help_template = TEMPLATE, override_usage = "vsoko report self-evaluation --year 2024 --out ФАЙЛ.docx|.pdf|.html [--as-of ДАТА]", subcommand_help_heading = "Отчёты", next_help_heading = "Параметры")]
    Report(Report),
    /// Сохранить резервную копию (можно во время работы)
    #[command(help_template = TEMPLATE, override_usage = "vsoko backup ФАЙЛ [--data ПАПКА]", next_help_heading = "Параметры")]
    Backup(Backup),
    /// Восстановить данные из резервной копии
    #[command(help_template = TEMPLATE, override_usage = "vsoko restore ФАЙЛ [--data ПАПКА] [--aside]", next_help_heading = "Параметры")]
    Restore(Restore),
    /// Проверить резервную копию и цепочку записей в истории
    #[command(help_template = TEMPLATE, override_usage = "vsoko verify ФАЙЛ", next_help_heading = "Параметры")]
    Verify(Verify),
    /// Создать вымышленную школу: посмотреть и показать
    #[command(help_template = TEMPLATE, override_usage = "vsoko demo [--data ПАПКА] [--students N] [--years N]", next_help_heading = "Параметры")]
    Demo(Demo),
    /// Загрузить файлы: табели, Ф1, таблицы отметок, списки
    #[command(help_template = TEMPLATE, override_usage = "vsoko import ФАЙЛ… [--data ПАПКА] [--year 2024/25] [--preview] [--create-missing] [--json]", next_help_heading = "Параметры")]
    Import(Import),
    /// Вывести значения показателей
    #[command(help_template = TEMPLATE, override_usage = "vsoko indicators [--pack П] [--code К] [--year Г] [--term П] [--by class,subject] [--json]", next_help_heading = "Параметры")]
    Indicators(Indicators),
    /// Объяснить значение показателя: формула, числитель, знаменатель, файлы
    #[command(help_template = TEMPLATE, override_usage = "vsoko explain КОД [--year Г] [--term П] [--only class=8А] [--json]", next_help_heading = "Параметры")]
    Explain(Explain),
    /// Проверить модель ВСОКО и циклограмму; код 1, если есть ошибки, не принятые с пояснением
    #[command(help_template = TEMPLATE, override_usage = "vsoko check [--data ПАПКА] [--year 2024/25] [--json]", next_help_heading = "Параметры")]
    Check(Check),
    /// Разослать напоминания о сроках поручений (сервер делает это сам раз в день)
    #[command(help_template = TEMPLATE, override_usage = "vsoko digest [--data ПАПКА] [--json]", next_help_heading = "Параметры")]
    Digest(Digest),
    /// Оценить по таблице CSV: задания, модели теста, согласие, влияние, прогноз
    Measure(measure_cli::Measure),
}

/// `vsoko serve`
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Адрес и порт (по умолчанию 127.0.0.1:8080 — только этот компьютер)
    #[arg(long, value_name = "АДРЕС", default_value = "127.0.0.1:8080", hide_default_value = true, value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// Страницы открывают только по HTTPS (за прокси-сервером)
    #[arg(long)]
    pub(crate) https: bool,
}

/// `vsoko backup`
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Куда сохранить копию; такого файла ещё не должно быть
    #[arg(value_name = "ФАЙЛ", help_heading = "Что указать")]
    pub(crate) file: PathBuf,
}

/// `vsoko restore`
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// Резервная копия
    #[arg(value_name = "ФАЙЛ", help_heading = "Что указать")]
    pub(crate) file: PathBuf,
    /// Имеющиеся данные отложить в сторону (они останутся в папке под другим именем)
    #[arg(long)]
    pub(crate) aside: bool,
    /// Восстановить и такую копию, в которой история изменена в обход программы
    #[arg(long)]
    pub(crate) unverified: bool,
}

/// `vsoko verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Резервная копия
    #[arg(value_name = "ФАЙЛ", help_heading = "Что указать")]
    pub(crate) file: PathBuf,
    /// Отпечаток истории, напечатанный при копировании: такая запись должна быть в истории
    #[arg(long, value_name = "ОТПЕЧАТОК")]
    pub(crate) head: Option<String>,
}

/// `vsoko demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Сколько учеников (по умолчанию 300)
    #[arg(long, value_name = "N", default_value = "300", hide_default_value = true, value_parser = students)]
    students: usize,
    /// Сколько учебных лет (по умолчанию 3)
    #[arg(long, value_name = "N", default_value = "3", hide_default_value = true, value_parser = years)]
    pub(crate) years: i64,
}

impl Demo {
    /// How many pupils.
    pub(crate) fn students(&self) -> usize {
        self.students
    }
}

/// `vsoko report`
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Отчёт о самообследовании за календарный год
    #[command(name = "self-evaluation", help_template = TEMPLATE, override_usage = "vsoko report self-evaluation --year 2024 --out ФАЙЛ.docx|.pdf|.html [--as-of ДАТА]", next_help_heading = "Параметры")]
    SelfEvaluation(SelfEvaluation),
}

/// `vsoko report self-evaluation`
#[derive(Debug, Args)]
pub(crate) struct SelfEvaluation {
    /// Календарный год
    #[arg(long, value_name = "ГОД", value_parser = calendar_year)]
    pub(crate) year: i64,
    /// Куда записать; вид документа — по окончанию имени: .docx, .pdf или .html
    #[arg(long, value_name = "ФАЙЛ")]
    pub(crate) out: PathBuf,
    /// Редакция, какой она была на эту дату
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,
}

/// `vsoko import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Файлы; вид файла определяется по содержанию
    #[arg(value_name = "ФАЙЛ", required = true, help_heading = "Что указать")]
    pub(crate) files: Vec<PathBuf>,
    /// Учебный год для файлов, в которых он не указан
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(crate) year: Option<i64>,
    /// Только показать, что будет сделано
    #[arg(long)]
    pub(crate) preview: bool,
    /// Создать школу, год, классы, предметы и людей, которых ещё нет
    #[arg(long)]
    pub(crate) create_missing: bool,
    /// Вывести в формате JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `vsoko digest`
#[derive(Debug, Args)]
pub(crate) struct Digest {
    /// Вывести в формате JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which numbers: the year, the term, the part of the school.
#[derive(Debug, Args)]
pub(crate) struct Question {
    /// Учебный год, например 2024/25 (по умолчанию последний, за который есть данные)
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(crate) year: Option<i64>,
    /// Учебный период: q1…q4 — четверти, h1, h2 — полугодия, t1…t3 — триместры, year — год
    #[arg(long, value_name = "ПЕРИОД")]
    pub(crate) term: Option<String>,
    /// Только эта часть школы: class=8А, subject=Алгебра (можно несколько раз)
    #[arg(long, value_name = "РАЗРЕЗ=ЗНАЧЕНИЕ")]
    pub(crate) only: Vec<String>,
    /// На какую дату считать людей, например 31.12.2025
    #[arg(long, value_name = "ДАТА", value_parser = date)]
    pub(crate) as_of: Option<NaiveDate>,
    /// Вывести в формате JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `vsoko indicators`
#[derive(Debug, Args)]
pub(crate) struct Indicators {
    /// Только показатели этого набора
    #[arg(long, value_name = "НАБОР")]
    pub(crate) pack: Option<String>,
    /// Только этот показатель (можно несколько раз)
    #[arg(long, value_name = "КОД", conflicts_with = "pack")]
    pub(crate) code: Vec<String>,
    /// Разрезы через запятую: class, year_group, level, subject, term, item, sex
    #[arg(long, value_name = "РАЗРЕЗЫ", value_delimiter = ',')]
    pub(crate) by: Vec<String>,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// `vsoko explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Код показателя, например school.pass_rate
    #[arg(value_name = "КОД", help_heading = "Что указать")]
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) question: Question,
}

/// `vsoko check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Учебный год, например 2024/25 (по умолчанию текущий, если на него есть циклограмма, иначе последний с циклограммой)
    #[arg(long, value_name = "ГОД", value_parser = school_year)]
    pub(crate) year: Option<i64>,
    /// Вывести в формате JSON
    #[arg(long)]
    pub(crate) json: bool,
}

fn school_year(text: &str) -> Result<i64, String> {
    school::SchoolYear::parse(text)
        .map(|year| year.0)
        .ok_or_else(|| "ожидается учебный год, например 2024/25".to_owned())
}

fn calendar_year(text: &str) -> Result<i64, String> {
    text.parse()
        .ok()
        .filter(|year| (2000..=2100).contains(year))
        .ok_or_else(|| "ожидается год, например 2024".to_owned())
}

fn students(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (50..=3000).contains(n)).ok_or_else(|| "ожидается число от 50 до 3000".to_owned())
}

fn years(text: &str) -> Result<i64, String> {
    text.parse().ok().filter(|n| (1..=5).contains(n)).ok_or_else(|| "ожидается число от 1 до 5".to_owned())
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "ожидаются адрес и порт, например 127.0.0.1:8080 или 0.0.0.0:8080".to_owned())
}

fn date(text: &str) -> Result<NaiveDate, String> {
    school::ru::parse_date(text).ok_or_else(|| "ожидается дата, например 31.12.2025".to_owned())
}

/// Says what is wrong with the arguments. Asking for help is no fault.
pub(crate) fn refuse(fault: &clap::Error) -> ExitCode {
    match fault.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{fault}");
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{fault}");
            ExitCode::from(2)
        }
        _ => {
            eprintln!("vsoko: {}\nСправка: vsoko --help", measure_cli::fault_in_russian(fault));
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn fault(arguments: &[&str]) -> String {
        measure_cli::fault_in_russian(&Cli::try_parse_from(arguments).unwrap_err())
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn faults_are_told_in_russian() {
        assert_eq!(
            fault(&["vsoko", "serve", "--lisen", "x"]),
            "неизвестный параметр «--lisen»; возможно, имелось в виду «--listen»"
        );
        assert_eq!(fault(&["vsoko", "serv"]), "неизвестная команда «serv»; возможно, имелось в виду «serve»");
        assert_eq!(fault(&["vsoko", "backup"]), "не указано обязательное: <ФАЙЛ>");
        assert!(
            fault(&["vsoko", "serve", "--listen", "дом"])
                .starts_with("значение «дом» не подходит для «--listen <АДРЕС>»")
        );
    }

    #[test]
    fn help_speaks_russian() {
        let help = Cli::command().render_long_help().to_string();
        for english in ["Usage", "Commands", "Options", "Print"] {
            assert!(!help.contains(english), "{english} in:\n{help}");
        }
    }
}
