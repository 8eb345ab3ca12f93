use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::Driver;

/// How long a page may take before a journey gives up.
const PATIENCE: Duration = Duration::from_secs(45);
const PAUSE: Duration = Duration::from_millis(80);

/// The keys that have no letter.
pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const SHIFT: char = '\u{e008}';
pub(crate) const CONTROL: char = '\u{e009}';
pub(crate) const DOWN: char = '\u{e015}';

/// A person at a browser.
#[derive(Clone)]
pub(crate) struct Person {
    client: Client,
    pub(crate) driver: Driver,
    site: String,
}

impl Person {
    pub(crate) fn new(client: Client, driver: Driver, site: &str) -> Self {
        Self { client, driver, site: site.to_owned() }
    }

    /// Signs in.
    pub(crate) async fn enters(&self, login: &str, password: &str) {
        self.open("/sign-in").await;
        self.fill("Логин", login).await;
        self.fill("Пароль", password).await;
        self.press("Войти").await;
        self.wait("signed-in person", async || (self.path().await == "/").then_some(())).await;
    }

    /// Signs out.
    pub(crate) async fn leaves(&self) {
        self.press_at("details.viewer summary").await;
        self.press("Выйти").await;
        self.arrives("/sign-in").await;
    }

    /// Types an address.
    pub(crate) async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    /// The path in the address bar.
    pub(crate) async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// What the whole page says, all spaces plain.
    pub(crate) async fn text(&self) -> String {
        let said = self.client.execute("return document.body.innerText;", vec![]).await.unwrap_or_default();
        said.as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Waits until the page says this.
    pub(crate) async fn sees(&self, words: &str) {
        let said = async || self.text().await.to_lowercase().contains(&words.to_lowercase()).then_some(());
        self.wait(&format!("words «{words}»"), said).await;
    }

    /// The page as it is now says nothing of this.
    pub(crate) async fn does_not_see(&self, words: &str) {
        let said = self.text().await;
        let path = self.path().await;
        assert!(!said.to_lowercase().contains(&words.to_lowercase()), "{path} tells of «{words}»:\n{said}");
    }

    /// There is nothing for this person at these addresses.
    pub(crate) async fn is_refused(&self, paths: &[&str]) {
        for path in paths {
            assert_eq!(self.fetch(path).await.0, 404, "{path}");
        }
    }

    /// What stands in the field with this label.
    pub(crate) async fn reads(&self, label: &str) -> String {
        self.field(label).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// The day so many days from today by the clock of a place, as forms want it.
    pub(crate) async fn day(&self, hours_from_greenwich: i32, ahead: i32) -> String {
        const SCRIPT: &str = "const day = new Date(Date.now() + arguments[0] * 36e5 + arguments[1] * 864e5);
            return day.toISOString().slice(0, 10).split('-').reverse().join('.');";
        let day = self.ask(SCRIPT, vec![json!(hours_from_greenwich), json!(ahead)]).await;
        day.as_str().unwrap().to_owned()
    }

    /// Closes the tab while another stays open.
    pub(crate) async fn closes_the_tab(&self) {
        let tabs = self.client.windows().await.unwrap();
        let other = self.client.new_window(true).await.unwrap().handle;
        self.client.close_window().await.unwrap();
        assert_eq!(tabs.len(), 1);
        self.client.switch_to_window(other).await.unwrap();
    }

    /// Waits until the address begins so.
    pub(crate) async fn arrives(&self, path: &str) {
        self.wait(&format!("page {path}"), async || self.path().await.starts_with(path).then_some(())).await;
    }

    /// Follows a link or presses a button of the page that says exactly this, or else contains it.
    pub(crate) async fn press(&self, words: &str) {
        let said = quoted(words);
        let exact = format!("//main//*[self::button or self::a][normalize-space()={said}]");
        let near = format!("//*[self::button or self::a or self::summary][contains(normalize-space(), {said})]");
        let shown = async || match self.client.find(Locator::XPath(&exact)).await {
            Ok(found) => Some(found),
            Err(_) => self.client.find(Locator::XPath(&near)).await.ok(),
        };
        let pressed = async || self.clicked(&shown().await?, words).await;
        self.wait(&format!("button or link «{words}»"), pressed).await;
    }

    /// Clicks on whatever fits a CSS selector.
    pub(crate) async fn press_at(&self, css: &str) {
        let pressed = async || self.clicked(&self.client.find(Locator::Css(css)).await.ok()?, css).await;
        self.wait(css, pressed).await;
    }

    /// Writes into the field with this label.
    pub(crate) async fn fill(&self, label: &str, value: &str) {
        let field = self.field(label).await;
        let _ = field.clear().await;
        field.send_keys(value).await.unwrap_or_else(|cause| panic!("«{label}»: {cause}"));
    }

    /// Picks an option by its words from the list with this label.
    pub(crate) async fn choose(&self, label: &str, option: &str) {
        let field = self.field(label).await;
        field.select_by_label(option).await.unwrap_or_else(|cause| panic!("«{label}» has no «{option}»: {cause}"));
    }

    /// Picks the first option that contains these words.
    pub(crate) async fn choose_like(&self, label: &str, words: &str) {
        let field = self.field(label).await;
        let wanted = format!("./option[contains(normalize-space(), {})]", quoted(words));
        let option = field.find(Locator::XPath(&wanted)).await;
        option.unwrap_or_else(|cause| panic!("«{label}» has no «{words}»: {cause}")).click().await.unwrap();
    }

    /// Picks files for the file field of the page.
    pub(crate) async fn attach(&self, files: &[&Path]) {
        let field =
            self.wait("a file field", async || self.client.find(Locator::Css("input[type=file]")).await.ok()).await;
        let list: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        field.send_keys(&list.join("\n")).await.unwrap();
    }

    /// Ticks the box with this label unless it is ticked.
    pub(crate) async fn set(&self, label: &str) {
        let ticked = async || {
            let field = self.field(label).await;
            if field.is_selected().await.ok()? { Some(()) } else { self.clicked(&field, label).await }
        };
        self.wait(&format!("box «{label}»"), ticked).await;
    }

    /// Asks for an address as the page would: status and the first bytes.
    pub(crate) async fn fetch(&self, path: &str) -> (u64, String) {
        const SCRIPT: &str = "const done = arguments[arguments.length - 1];
            fetch(arguments[0]).then(async (answer) => {
                const bytes = new Uint8Array(await answer.arrayBuffer());
                done([answer.status, String.fromCharCode(...bytes.slice(0, 5))]);
            });";
        let answer = self.client.execute_async(SCRIPT, vec![json!(path)]).await.unwrap();
        (answer[0].as_u64().unwrap_or_default(), answer[1].as_str().unwrap_or_default().to_owned())
    }

    /// The addresses of all links that fit a CSS selector.
    pub(crate) async fn links(&self, css: &str) -> Vec<String> {
        const SCRIPT: &str = "return [...document.querySelectorAll(arguments[0])].map((link) =>
            link.getAttribute('href') || link.getAttributeNS('http://www.w3.org/1999/xlink', 'href') || '');";
        let found = self.ask(SCRIPT, vec![json!(css)]).await;
        let text = |link: &Value| link.as_str().unwrap_or_default().to_owned();
        found.as_array().map(|list| list.iter().map(text).collect()).unwrap_or_default()
    }

    /// Asks the page by a script.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Leaves a picture of what is seen.
    pub(crate) async fn picture(&self, file: &Path) {
        if let Ok(png) = self.client.screenshot().await {
            std::fs::write(file, png).unwrap();
        }
    }

    /// Types on the keyboard, whatever has the focus.
    pub(crate) async fn keys(&self, text: &str) {
        let strike =
            |actions: KeyActions, value: char| actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        let actions = text.chars().fold(KeyActions::new("keyboard".to_owned()), strike);
        self.client.perform_actions(actions).await.unwrap();
    }

    /// The same with a key held down: Shift, Control.
    pub(crate) async fn keys_with(&self, held: char, text: &str) {
        let strike =
            |actions: KeyActions, value: char| actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        let held_down = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: held });
        let actions = text.chars().fold(held_down, strike).then(KeyAction::Up { value: held });
        self.client.perform_actions(actions).await.unwrap();
    }

    async fn field(&self, label: &str) -> Element {
        let said = quoted(label);
        let labelled = format!("//label[normalize-space()={said}] | //label[starts-with(normalize-space(), {said})]");
        let found = async || self.client.find(Locator::XPath(&labelled)).await.ok();
        let found = self.wait(&format!("field «{label}»"), found).await;
        let id = found.attr("for").await.unwrap().unwrap_or_else(|| panic!("the label «{label}» names no field"));
        self.client.find(Locator::Id(&id)).await.unwrap_or_else(|cause| panic!("«{label}»: {cause}"))
    }

    /// Clicks on what was just found. There is no answer when the page has been replaced since: then it is looked for again.
    async fn clicked(&self, element: &Element, words: &str) -> Option<()> {
        const INTO_VIEW: &str = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let target = serde_json::to_value(element).unwrap();
        let clicked = match self.client.execute(INTO_VIEW, vec![target]).await {
            Ok(_) => element.clone().click().await,
            Err(cause) => Err(cause),
        };
        match clicked {
            Ok(()) => Some(()),
            Err(cause) if cause.is_stale_element_reference() => None,
            Err(cause) => panic!("«{words}» cannot be pressed: {cause}"),
        }
    }

    /// Looks again and again until there is an answer.
    async fn wait<T, Fut: Future<Output = Option<T>>>(&self, what: &str, look: impl Fn() -> Fut) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            if began.elapsed() > PATIENCE {
                panic!("no {what} at {}, but:\n{}", self.path().await, self.text().await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

fn quoted(words: &str) -> String {
    if words.contains('\'') { format!("\"{words}\"") } else { format!("'{words}'") }
}
