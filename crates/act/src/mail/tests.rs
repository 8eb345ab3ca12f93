use std::sync::{Arc, Mutex};

use testkit::School;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{Security, send_reminders};
use crate::tests::{ORLOVA, opened, school};

/// A mail server on this computer: takes letters from whoever knows the password.
struct PostOffice {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (port, letters) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Vec::new())));
        let box_ = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&box_)));
            }
        });
        Self { port, letters }
    }

    fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

/// `AUTH PLAIN` of `\0vsoko\0secret`.
const KNOWN: &str = "AHZzb2tvAHNlY3JldA==";

async fn serve(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut letter = String::new();
    write.write_all(b"220 post.example ESMTP\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.split(' ').next().unwrap_or("").to_uppercase().as_str() {
            "EHLO" => "250-post.example\r\n250 AUTH PLAIN\r\n",
            "AUTH" if line.ends_with(KNOWN) => "235 welcome\r\n",
            "AUTH" => "535 who are you\r\n",
            "RCPT" if line.contains("nobody@") => "550 no such mailbox\r\n",
            "RCPT" => {
                letter.push_str(&format!("{line}\n"));
                "250 ok\r\n"
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    letter.push_str(&format!("{line}\n"));
                }
                letters.lock().unwrap().push(std::mem::take(&mut letter));
                "250 taken\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        if write.write_all(answer.as_bytes()).await.is_err() {
            break;
        }
    }
}

/// The words of a letter, whose body is in base64.
fn words(letter: &str) -> String {
    let body = letter.split_once("\n\n").map_or("", |(_, body)| body);
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = body.bytes().filter_map(|byte| alphabet.iter().position(|known| *known == byte));
    let (mut bytes, mut bits, mut kept) = (Vec::new(), 0_u32, 0);
    for digit in digits {
        bits = (bits << 6) | u32::try_from(digit).unwrap();
        kept += 6;
        if kept >= 8 {
            kept -= 8;
            bytes.push(u8::try_from((bits >> kept) & 0xff).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn set_up(school: &School, port: u16, password: &str) {
    let mut principal = school.principal().await;
    let port = port.to_string();
    let fields = [
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", Security::None.code()),
        ("username", "vsoko"),
        ("password", password),
        ("sender", "ВСОКО <vsoko@school.example>"),
    ];
    let page = principal.submit("/settings/mail", &fields).await;
    page.must_say("Настройка почты сохранена");
    assert!(!page.html().contains(password), "a password is never shown again");
    let address = format!("address_{ORLOVA}");
    principal
        .submit("/settings/mail/addresses", &[(&address, "orlova")])
        .await
        .must_be(422)
        .must_say("не похоже на адрес");
    let kept = [(address.as_str(), "orlova@school.example")];
    principal.submit("/settings/mail/addresses", &kept).await.must_say("Адреса сохранены");
}

#[tokio::test]
async fn each_reminder_goes_out_once() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let office = PostOffice::open().await;
        opened(&school, "Через неделю", "2025-06-12").await;
        opened(&school, "Давно", "2025-06-01").await;
        opened(&school, "Нескоро", "2025-07-01").await;
        assert!(!send_reminders(&school.store(), school.clock().read()).await.unwrap().is_set_up);
        set_up(&school, office.port, "secret").await;
        let sent = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!((sent.letters.len(), sent.letters[0].reminders, sent.unsent.len()), (1, 2, 0));
        let letters = office.letters();
        assert!(letters[0].contains("RCPT TO:<orlova@school.example>"));
        let told = words(&letters[0]);
        assert!(
            told.contains("01.06.2025: Давно (Приказ от 15.01.2025 № 17, п. 1)") && told.contains("Через неделю"),
            "{told}"
        );
        assert!(!told.contains("Нескоро"));
        let again = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert!(again.letters.is_empty());
        school.clock().pass_days(6);
        let later = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!(later.letters[0].reminders, 1, "the day before is told as well");
        assert_eq!(office.letters().len(), 2);
        assert!(school.history().await.iter().any(|said| said == "Напоминание по почте: Орлова А. В., 2 поручения"));
    })
    .await;
}

#[tokio::test]
async fn what_the_server_refuses_is_told_and_tried_again() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let office = PostOffice::open().await;
        opened(&school, "Завтра", "2025-06-06").await;
        set_up(&school, office.port, "wrong").await;
        let refused = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!(refused.unsent[0].why, "почтовый сервер не принял имя или пароль");
        let mut it = school.user(access::Role::ItSpecialist).await;
        it.get("/settings/mail").await.must_say("Не все письма отправлены").must_say("не принял имя или пароль");
        it.submit("/settings/mail/trial", &[("trial", "it@school.example")])
            .await
            .must_say("Пробное письмо не отправлено");
        it.get("/settings/mail").await;
        it.submit("/settings/mail", &[("password", "secret")]).await.must_say("Настройка почты сохранена");
        it.submit("/settings/mail/trial", &[("trial", "nobody@school.example")]).await.must_say("отклонил письмо: 550");
        it.submit("/settings/mail/trial", &[("trial", "it@school.example")])
            .await
            .must_say("Пробное письмо отправлено");
        let sent = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!(sent.letters.len(), 1, "what did not go out is still to be sent");
        let mut deputy = school.deputy().await;
        deputy.get("/settings/mail").await.must_be(404);
    })
    .await;
}

#[tokio::test]
async fn a_password_stays_with_its_server() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let office = PostOffice::open().await;
        set_up(&school, office.port, "secret").await;
        let mut principal = school.principal().await;
        principal.get("/settings/mail").await;
        let elsewhere = [("host", "smtp.example.org"), ("security", "tls")];
        principal.submit("/settings/mail", &elsewhere).await.must_say("Настройка почты сохранена");
        let kept = super::queries::mail_server(&mut school.store()).await.unwrap().unwrap();
        assert_eq!(kept.password, "", "it is not sent to another server");
        let open = [("host", "smtp.example.org"), ("security", "none"), ("password", "secret")];
        principal.submit("/settings/mail", &open).await.must_be(422).must_say("пароль ушёл бы по сети открытым");
        principal.submit("/settings/mail/removal", &[]).await.must_say("Письма больше не отправляются");
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_there_breaks_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let port = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
        opened(&school, "Завтра", "2025-06-06").await;
        set_up(&school, port, "secret").await;
        let refused = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert!(refused.unsent[0].why.starts_with("не удалось соединиться"));
        school.principal().await.get("/act/action-items").await.must_be(200);
    })
    .await;
}
