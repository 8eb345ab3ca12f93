use std::sync::{Arc, Mutex};

use lettre::transport::smtp::client::Certificate;
use testkit::School;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::{CannotSend, MailServer, Security, send_reminders};
use crate::tests::{LEBEDEV, ORLOVA, opened, school};

/// A mail server on this computer: takes letters from whoever knows the password.
struct PostOffice {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
}

impl PostOffice {
    async fn open() -> Self {
        Self::protected(None).await
    }

    /// One that speaks of nothing until the way is protected, where it knows how.
    async fn protected(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (port, letters) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Vec::new())));
        let box_ = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, letters) = (tls.clone(), Arc::clone(&box_));
                tokio::spawn(async move {
                    let mut stream = stream;
                    stream.write_all(b"220 post.example ESMTP\r\n").await.unwrap();
                    let Some(tls) = tls else {
                        return drop(serve(stream, "AUTH PLAIN", &letters).await);
                    };
                    if let Some(open) = serve(stream, "STARTTLS", &letters).await
                        && let Ok(closed) = tls.accept(open).await
                    {
                        serve(closed, "AUTH PLAIN", &letters).await;
                    }
                });
            }
        });
        Self { port, letters }
    }

    fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

/// A certificate for 127.0.0.1 that nobody has to believe; it and its key are for these tests alone.
const CERTIFICATE: &[u8] = include_bytes!("testing/post.cert.pem");
const KEY: &[u8] = include_bytes!("testing/post.key.pem");

fn protection() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(CERTIFICATE).unwrap();
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// `AUTH PLAIN` of `\0vsoko\0secret`.
const KNOWN: &str = "AHZzb2tvAHNlY3JldA==";

/// Answers until the client goes, or wants to protect the way: then the way is given back.
async fn serve<S>(stream: S, offer: &str, letters: &Mutex<Vec<String>>) -> Option<S>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut stream = BufReader::new(stream);
    let mut letter = String::new();
    while let Some(line) = line(&mut stream).await {
        let answer = match line.split(' ').next().unwrap_or("").to_uppercase().as_str() {
            "EHLO" => format!("250-post.example\r\n250 {offer}\r\n"),
            "STARTTLS" => {
                stream.get_mut().write_all(b"220 go on\r\n").await.unwrap();
                return Some(stream.into_inner());
            }
            "AUTH" if line.ends_with(KNOWN) => "235 welcome\r\n".to_owned(),
            "AUTH" => "535 who are you\r\n".to_owned(),
            "RCPT" if line.contains("nobody@") => "550 no such mailbox\r\n".to_owned(),
            "RCPT" => {
                letter.push_str(&format!("{line}\n"));
                "250 ok\r\n".to_owned()
            }
            "DATA" => {
                stream.get_mut().write_all(b"354 go on\r\n").await.unwrap();
                while let Some(line) = self::line(&mut stream).await.filter(|line| line != ".") {
                    letter.push_str(&format!("{line}\n"));
                }
                letters.lock().unwrap().push(std::mem::take(&mut letter));
                "250 taken\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 ok\r\n".to_owned(),
        };
        if stream.get_mut().write_all(answer.as_bytes()).await.is_err() {
            break;
        }
    }
    None
}

async fn line(stream: &mut (impl AsyncBufRead + Unpin)) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.unwrap_or(0);
    (read > 0).then(|| line.trim_end().to_owned())
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
    page.must_say("Пароль сохранён и не показывается");
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
        let head = |name: &str| letters[0].lines().any(|line| line.starts_with(name));
        assert!(head("Message-ID: <") && head("Date: Thu, 05 Jun 2025") && head("Auto-Submitted: auto-generated"));
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
        assert_eq!(later.letters[0].reminders, 2, "the day before is told as well, and what is late once a week");
        assert_eq!(office.letters().len(), 2);
        school.clock().pass_days(1);
        assert!(send_reminders(&school.store(), school.clock().read()).await.unwrap().letters.is_empty());
        assert!(school.history().await.iter().any(|said| said == "Напоминание по почте: Орлова А. В., 2 поручения"));
    })
    .await;
}

#[tokio::test]
async fn leaders_are_told_of_what_waits_for_them() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let office = PostOffice::open().await;
        let address = opened(&school, "Давно", "2025-06-01").await;
        let asked = opened(&school, "Не успеть", "2025-06-20").await;
        set_up(&school, office.port, "secret").await;
        let mut principal = school.user_with(&[access::Role::Principal], Some(LEBEDEV)).await;
        principal.get("/settings/mail").await;
        principal
            .submit("/settings/mail", &[("site", "vsoko.local")])
            .await
            .must_be(422)
            .must_say("начинается с https");
        principal.submit("/settings/mail", &[("site", "https://vsoko.example/")]).await.must_be(200);
        principal.get("/settings/mail/addresses").await;
        let own = format!("address_{LEBEDEV}");
        principal.submit("/settings/mail/addresses", &[(&own, "principal@school.example")]).await.must_be(200);
        let mut teacher = school.teacher(ORLOVA).await;
        teacher.get(&asked).await;
        let wish = [("asked_until", "27.06.2025"), ("asked_reason", "Нет данных из ПМПК")];
        teacher.submit(&format!("{asked}/postponement-request"), &wish).await.must_say("Просьба о переносе");
        let sent = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!(sent.letters.len(), 2);
        let letters = office.letters();
        let told = words(letters.iter().find(|one| one.contains("principal@")).unwrap());
        assert!(told.contains("Требуют решения руководителя") && told.contains("Давно"), "{told}");
        assert!(told.contains("Просьба перенести срок на 27.06.2025"), "{told}");
        assert!(told.contains(&format!("https://vsoko.example{address}")), "{told}");
        assert!(send_reminders(&school.store(), school.clock().read()).await.unwrap().letters.is_empty());
        // Whoever is given the item is told, though somebody before was.
        principal.get(&address).await;
        let handed = [("handover_to", "12"), ("handover_words", "Орлова на больничном")];
        principal.submit(&format!("{address}/handover"), &handed).await.must_say("Поручение передано");
        let sent = send_reminders(&school.store(), school.clock().read()).await.unwrap();
        assert_eq!((sent.letters.len(), sent.letters[0].to.as_str()), (1, "principal@school.example"));
        assert!(words(office.letters().last().unwrap()).contains("Передано вам"));
    })
    .await;
}

#[tokio::test]
async fn two_who_fill_in_addresses_lose_nothing() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let (mut one, mut other) = (school.principal().await, school.user(access::Role::ItSpecialist).await);
        let path = "/settings/mail/addresses";
        let (orlova, lebedev) = (format!("address_{ORLOVA}"), format!("address_{LEBEDEV}"));
        one.get(path).await;
        other.get(path).await;
        one.submit(path, &[(&orlova, "orlova@school.example")]).await.must_say("Адреса сохранены");
        // A form from before leaves alone what it does not touch, and shows both where it does.
        other.submit(path, &[(&lebedev, "lebedev@school.example")]).await.must_say("Адреса сохранены");
        assert_eq!(super::queries::addresses(&mut school.store()).await.unwrap().len(), 2);
        one.submit(path, &[(&lebedev, "l@school.example")]).await.must_be(422).must_say("lebedev@school.example");
        one.submit(path, &[]).await.must_say("Адреса сохранены");
        let kept = super::queries::addresses(&mut school.store()).await.unwrap();
        assert!(kept.contains(&(LEBEDEV, "l@school.example".to_owned())), "{kept:?}");
    })
    .await;
}

#[tokio::test]
async fn a_protected_way_needs_a_certificate_that_is_believed() {
    let office = PostOffice::protected(Some(protection())).await;
    let to = |port: u16| MailServer {
        host: "127.0.0.1".to_owned(),
        port: i64::from(port),
        security: Security::StartTls.code().to_owned(),
        username: "vsoko".to_owned(),
        password: "secret".to_owned(),
        sender: "ВСОКО <vsoko@school.example>".to_owned(),
    };
    let (letter, now) = (("orlova@school.example", "Сроки"), chrono::DateTime::UNIX_EPOCH);
    let server = to(office.port);
    assert_eq!(server.send(letter, "Слова", now).await, Err(CannotSend::Unprotected), "a stranger's certificate");
    let trusted = [Certificate::from_pem(CERTIFICATE).unwrap()];
    server.send_trusting(&trusted, letter, "Слова", now).await.unwrap();
    let letters = office.letters();
    assert_eq!((letters.len(), words(&letters[0]).as_str()), (1, "Слова"));
    let open = PostOffice::open().await;
    let refused = to(open.port).send_trusting(&trusted, letter, "Слова", now).await;
    assert_eq!(refused, Err(CannotSend::Unprotected), "nothing is said to a server that offers no protection");
    assert!(open.letters().is_empty());
}

#[tokio::test]
async fn a_password_is_not_claimed_that_was_never_set() {
    testkit::on_both(crate::schema(), |store| async move {
        let school = school(store).await;
        let mut principal = school.principal().await;
        principal.get("/settings/mail").await;
        let fields = [("host", "mail.local"), ("security", "none"), ("sender", "vsoko@school.example")];
        let page = principal.submit("/settings/mail", &fields).await;
        page.must_say("Настройка почты сохранена").must_not_say("Пароль сохранён");
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
