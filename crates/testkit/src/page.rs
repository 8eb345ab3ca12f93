use axum::http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

/// An answer of the program, read as a person reads it.
#[derive(Debug, Clone)]
pub struct Page {
    pub(crate) status: StatusCode,
    /// address in the browser's bar, after redirections
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

/// A table on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// its caption; empty if it has none
    pub caption: String,
    /// rows of cells, head rows included
    pub rows: Vec<Vec<String>>,
}

/// A link on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// what it says
    pub text: String,
    /// where it leads
    pub href: String,
}

/// A form on a page, filled as the page came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// address it goes to
    pub action: String,
    /// `get` or `post`
    pub method: String,
    /// names and values that a browser would send without touching anything
    pub fields: Vec<(String, String)>,
}

impl Page {
    /// 200, 404 …
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The address in the browser's bar, after redirections.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A header of the answer; empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// What came, byte by byte: for downloads.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The HTML.
    #[must_use]
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The first heading of the first level.
    #[must_use]
    pub fn heading(&self) -> String {
        self.select("h1").into_iter().next().unwrap_or_default()
    }

    /// All headings.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        self.select("h1, h2, h3, h4")
    }

    /// What `<main>` says, one space between words.
    #[must_use]
    pub fn text(&self) -> String {
        let main = self.select("main").join(" ");
        if main.is_empty() { self.select("body").join(" ") } else { main }
    }

    /// Whether `<main>` says this.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(&squeeze(words))
    }

    /// Fails the test unless `<main>` says this.
    #[track_caller]
    pub fn must_say(&self, words: &str) -> &Self {
        assert!(self.says(words), "{} ({}) does not say «{words}», but:\n{}", self.path, self.status, self.text());
        self
    }

    /// Fails the test if `<main>` says this.
    #[track_caller]
    pub fn must_not_say(&self, words: &str) -> &Self {
        assert!(!self.says(words), "{} ({}) says «{words}»:\n{}", self.path, self.status, self.text());
        self
    }

    /// Fails the test unless this is the status.
    #[track_caller]
    pub fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status(), status, "{}:\n{}", self.path, self.text());
        self
    }

    /// Messages to the person: refusals, warnings, confirmations, errors at fields.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        self.select(
            "main [role=alert], main [role=status], main .notice, main .flash, main .field-error, main .caution",
        )
    }

    /// All tables.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        self.each("table", |table| Table {
            caption: children(table, "caption").first().map(text_of).unwrap_or_default(),
            rows: children(table, "tr")
                .iter()
                .map(|row| children(*row, "th, td").iter().map(text_of).collect())
                .collect(),
        })
    }

    /// The table with this caption, or fails the test.
    #[must_use]
    #[track_caller]
    pub fn table(&self, caption: &str) -> Table {
        let tables = self.tables();
        let known: Vec<&str> = tables.iter().map(|table| table.caption.as_str()).collect();
        let found = tables.iter().find(|table| table.caption.contains(caption));
        found.cloned().unwrap_or_else(|| panic!("{}: no table «{caption}» among {known:?}", self.path))
    }

    /// All links, those of the navigation included.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        self.each("a[href]", |link| Link { text: text_of(&link), href: attribute(link, "href") })
    }

    /// Where the first link that says this leads, or fails the test.
    #[must_use]
    #[track_caller]
    pub fn link(&self, words: &str) -> String {
        let links = self.links();
        let found = links
            .iter()
            .find(|link| link.text == words)
            .or_else(|| links.iter().find(|link| link.text.contains(words)));
        let known: Vec<&str> = links.iter().map(|link| link.text.as_str()).collect();
        found
            .map(|link| link.href.clone())
            .unwrap_or_else(|| panic!("{}: no link «{words}» among {known:?}", self.path))
    }

    /// All forms, filled as the page came.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        self.each("form", |form| Form {
            action: attribute(form, "action"),
            method: attribute(form, "method").to_lowercase(),
            fields: fields_of(form),
        })
    }

    /// The texts of all elements that fit a CSS selector.
    #[must_use]
    #[track_caller]
    pub fn select(&self, css: &str) -> Vec<String> {
        self.each(css, |element| text_of(&element))
    }

    fn each<T>(&self, css: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(css).unwrap_or_else(|cause| panic!("{css}: {cause}"));
        Html::parse_document(&self.html()).select(&selector).map(read).collect()
    }
}

fn children<'a>(element: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(css).expect("a selector written here")).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

fn text_of(element: &ElementRef<'_>) -> String {
    squeeze(&element.text().collect::<Vec<_>>().join(" "))
}

/// One space between words; non-breaking ones stay as they are.
fn squeeze(text: &str) -> String {
    let is_plain = |letter: char| letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}';
    text.split(is_plain).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let named = children(form, "input[name], select[name], textarea[name]");
    named
        .into_iter()
        .flat_map(|field| values_of(field).into_iter().map(move |value| (attribute(field, "name"), value)))
        .collect()
}

/// What a browser sends for a field that nobody touched.
fn values_of(field: ElementRef<'_>) -> Vec<String> {
    if field.attr("disabled").is_some() {
        return vec![];
    }
    let value = || attribute(field, "value");
    match (field.value().name(), field.attr("type").unwrap_or("text")) {
        ("textarea", _) => vec![field.text().collect()],
        ("select", _) => chosen(field),
        (_, "checkbox" | "radio") if field.attr("checked").is_none() => vec![],
        (_, "checkbox") if field.attr("value").is_none() => vec!["on".to_owned()],
        (_, "submit" | "button" | "image" | "reset" | "file") => vec![],
        _ => vec![value()],
    }
}

fn chosen(select: ElementRef<'_>) -> Vec<String> {
    let options = children(select, "option");
    let value = |option: &ElementRef<'_>| option.attr("value").map_or_else(|| text_of(option), str::to_owned);
    let picked: Vec<String> = options.iter().filter(|option| option.attr("selected").is_some()).map(value).collect();
    if picked.is_empty() && select.attr("multiple").is_none() {
        options.iter().take(1).map(value).collect()
    } else {
        picked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page {
        Page { status: StatusCode::OK, path: "/x".into(), headers: HeaderMap::new(), bytes: html.into() }
    }

    #[test]
    fn a_page_is_read_as_a_person_reads_it() {
        let page = page(
            "<main><h1>Классы</h1><p role=status>Сохранено</p><table><caption>Список</caption><tr><th>Класс</th></tr>
             <tr><td> 8А </td></tr></table><a href='/y'>Дальше</a></main>",
        );
        assert_eq!(page.heading(), "Классы");
        assert_eq!(page.messages(), ["Сохранено"]);
        assert_eq!(page.table("Список").rows, [["Класс"], ["8А"]]);
        assert_eq!(page.link("Дальше"), "/y");
    }

    #[test]
    fn an_untouched_form_sends_what_a_browser_sends() {
        let page = page(
            "<form method=post action=/go><input type=hidden name=t value=1><input type=checkbox name=c value=2>
             <input type=checkbox name=d checked><select name=s><option value=a>A<option value=b selected>B</select>
             <textarea name=x>текст</textarea><input type=file name=f><input name=e disabled></form>",
        );
        let sent: Vec<String> = page.forms()[0].fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(sent, ["t=1", "d=on", "s=b", "x=текст"]);
    }
}
