use chrono::NaiveDate;
use school::ru::{counted, date_short};

use super::server::{CannotSend, Security};
use crate::action_items::{Due, Urgency};

pub(crate) const MAIL: &str = "Почта";
pub(super) const ADDRESSES: &str = "Адреса педагогов";
pub(super) const AUTHOR: &str = "Рассылка";
pub(super) const HOST_MISSING: &str = "Укажите почтовый сервер, например smtp.yandex.ru.";
pub(super) const PORT_MISSING: &str = "Укажите порт: обычно 465 или 587.";
pub(super) const SECURITY_MISSING: &str = "Выберите, как защищено соединение.";
pub(super) const SENDER_MISSING: &str = "Укажите адрес, от которого уходят письма.";
pub(super) const ADDRESS_STRANGE: &str = "Это не похоже на адрес электронной почты.";
pub(super) const PASSWORD_OPEN: &str = "Без защиты пароль ушёл бы по сети открытым. Выберите TLS или STARTTLS либо сервер в сети школы без имени и пароля.";
pub(super) const SAVED: &str = "Настройка почты сохранена.";
pub(super) const REMOVED: &str = "Письма больше не отправляются.";
pub(super) const ADDRESSES_SAVED: &str = "Адреса сохранены.";
pub(super) const TRIAL_SENT: &str = "Пробное письмо отправлено. Проверьте ящик.";
pub(super) const NOT_SET_UP: &str = "Сначала сохраните настройку почты.";
pub(super) const TRIAL_SUBJECT: &str = "Пробное письмо ВСОКО";
pub(super) const TRIAL_WORDS: &str = "Почта настроена: напоминания о сроках поручений будут приходить сюда.";

impl Security {
    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Security::Tls => "TLS",
            Security::StartTls => "STARTTLS",
            Security::None => "без защиты",
        }
    }

    /// When it is right.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Security::Tls => "обычно порт 465",
            Security::StartTls => "обычно порт 587",
            Security::None => "только для сервера в сети школы, без имени и пароля",
        }
    }
}

pub(super) fn why(cause: &CannotSend) -> String {
    match cause {
        CannotSend::Address(address) => format!("неверный адрес «{address}»"),
        CannotSend::Unreachable => "не удалось соединиться с почтовым сервером: проверьте имя и порт".to_owned(),
        CannotSend::Silent => "почтовый сервер не ответил вовремя".to_owned(),
        CannotSend::Unprotected => {
            "не удалось защитить соединение: проверьте порт и способ защиты, имя сервера в его сертификате".to_owned()
        }
        CannotSend::NotLetIn => "почтовый сервер не принял имя или пароль".to_owned(),
        CannotSend::Rejected(said) => format!("почтовый сервер отклонил письмо: {said}"),
    }
}

pub(super) fn trial_failed(cause: &CannotSend) -> String {
    format!("Пробное письмо не отправлено: {}.", why(cause))
}

pub(super) fn trial_sent(address: &str) -> String {
    format!("Отправлено пробное письмо на {address}")
}

pub(super) fn saved(host: &str, port: i64) -> String {
    format!("Настроена почта: {host}, порт {port}")
}

pub(super) const MAIL_REMOVED: &str = "Отключена отправка писем";

pub(super) fn addresses_saved(n: usize) -> String {
    let n = i64::try_from(n).unwrap_or_default();
    format!("Изменено {} электронной почты педагогов", counted(n, "адрес", "адреса", "адресов"))
}

pub(super) fn reminding(name: &str, n: usize) -> String {
    format!("Напоминание по почте: {name}, {}", items(n))
}

pub(super) fn not_reminded(name: &str, cause: &CannotSend) -> String {
    format!("Напоминание не отправлено: {name}: {}", why(cause))
}

pub(super) fn ran(letters: i64, failures: i64) -> String {
    format!("Рассылка сроков: отправлено {letters}, не отправлено {failures}")
}

pub(super) fn subject(today: NaiveDate) -> String {
    format!("Сроки поручений на {}", date_short(today))
}

fn items(n: usize) -> String {
    counted(i64::try_from(n).unwrap_or_default(), "поручение", "поручения", "поручений")
}

/// The letter: what is due, the most urgent first.
pub(super) fn letter(news: &[&Due]) -> String {
    let mut words = String::from("Здравствуйте!\n");
    for urgency in [Urgency::Overdue, Urgency::Tomorrow, Urgency::Week] {
        let own: Vec<&&Due> = news.iter().filter(|due| due.urgency == urgency).collect();
        if own.is_empty() {
            continue;
        }
        words.push_str(&format!("\n{}\n", urgency.heading()));
        for due in own {
            let day = due.item.due_on.map(date_short).unwrap_or_default();
            words.push_str(&format!("— {day}: {} ({}, п. {})\n", due.item.task, due.item.source_title, due.item.place));
        }
    }
    words.push_str(
        "\nОтметить ход работы и приложить подтверждение можно в программе: Действия → Поручения. Если срок мешает \
         сделать хорошо, скажите об этом тому, кто поручил: его можно перенести.\n",
    );
    words
}
