use chrono::{DateTime, NaiveDate, Utc};
use store::{Assembled, Bulk, Cell, Reads, Result, Row, Store, Value, WriteTx, args};

use crate::history;

/// Who is writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, unless it is the program itself (first start, command line).
    pub account_id: Option<i64>,
    /// The name as history will keep it, whatever becomes of the account.
    pub name: String,
}

impl Actor {
    /// The program itself, for example `vsoko import` in a terminal.
    #[must_use]
    pub fn program(name: &str) -> Self {
        Self { account_id: None, name: name.to_owned() }
    }
}

/// Something made or changed in the cycle: an import, an indicator, a problem zone, an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Artefact {
    /// The kind, a word of the crate that owns it: `import_batch`, `administrative_order`.
    pub kind: &'static str,
    /// Its id.
    pub id: i64,
}

/// What is said when a change is committed. Implemented beside the feature; there is no central list.
pub trait Happening {
    /// A stable word for programs: `import.applied`.
    fn kind(&self) -> &'static str;
    /// What it happened to.
    fn subject(&self) -> Artefact;
    /// The Russian sentence that history keeps as it was said: «Загружен файл …: 412 отметок».
    fn sentence(&self) -> String;
}

/// A write in progress, with its author and its time.
///
/// Dropped without [`Change::commit`] it leaves nothing behind.
pub struct Change {
    tx: WriteTx,
    actor: Actor,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl Change {
    /// Begins to write as `actor` at the moment `now`; `today` is the local date.
    ///
    /// # Errors
    /// When the database does not let anyone write.
    pub async fn begin(store: &Store, actor: Actor, now: DateTime<Utc>, today: NaiveDate) -> Result<Self> {
        Ok(Self { tx: store.begin().await?, actor, now, today })
    }

    /// Who writes.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When this is happening.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The local date of this change.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Runs a statement and answers how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64> {
        self.tx.execute(sql, args).await
    }

    /// Loads many rows.
    ///
    /// # Errors
    /// When the database refuses one.
    pub async fn bulk<I, R>(&mut self, target: &'static Bulk, rows: I) -> Result<u64>
    where
        I: IntoIterator<Item = R> + Send,
        I::IntoIter: Send,
        R: IntoIterator<Item = Value>,
    {
        self.tx.bulk(target, rows).await
    }

    /// Keeps an original file and answers its content address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_file(&mut self, bytes: &[u8], name: &str) -> Result<String> {
        self.tx.put_file(bytes, name, self.now).await
    }

    /// Keeps a long original file while it is read. The caller knows its content address.
    ///
    /// # Errors
    /// When the file cannot be read, is not what the address says, or the database refuses.
    pub async fn put_file_from(&mut self, source: impl std::io::Read + Send, address: &str, name: &str) -> Result<()> {
        self.tx.put_file_from(source, address, name, self.now).await
    }

    /// Joins two artefacts: `to` followed from `from`. Saying it twice is saying it once.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn link(&mut self, from: Artefact, to: Artefact, kind: &'static str) -> Result<()> {
        let made_at = self.now;
        self.execute(
            "INSERT INTO artefact_link (from_kind, from_id, to_kind, to_id, kind, made_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (from_kind, from_id, to_kind, to_id, kind) DO NOTHING",
            args![from.kind, from.id, to.kind, to.id, kind, made_at],
        )
        .await?;
        Ok(())
    }

    /// Cuts the links of an artefact that is no more: a draft thrown away. History keeps what was said of it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unlink(&mut self, gone: Artefact) -> Result<()> {
        self.execute(
            "DELETE FROM artefact_link WHERE (from_kind = $1 AND from_id = $2) OR (to_kind = $1 AND to_id = $2)",
            args![gone.kind, gone.id],
        )
        .await?;
        self.execute("DELETE FROM artefact_card WHERE kind = $1 AND id = $2", args![gone.kind, gone.id]).await?;
        Ok(())
    }

    /// Describes an artefact for chains: its title, its state in a Russian word, the day it is known by. The last word
    /// counts; say it whenever one of the three changes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn describe(
        &mut self,
        artefact: Artefact,
        (title, state): (&str, &str),
        dated: Option<NaiveDate>,
    ) -> Result<()> {
        self.execute(
            "INSERT INTO artefact_card (kind, id, title, state, dated) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (kind, id) DO UPDATE SET title = excluded.title, state = excluded.state, dated = excluded.dated",
            args![artefact.kind, artefact.id, title, state, dated],
        )
        .await?;
        Ok(())
    }

    /// Adds a sentence to history without ending the change: for a change in which several things happen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn say(&mut self, happening: &impl Happening) -> Result<()> {
        let entry = history::NewEntry {
            at: self.now,
            actor: self.actor.clone(),
            kind: happening.kind(),
            subject: happening.subject(),
            sentence: happening.sentence(),
        };
        history::append(&mut self.tx, entry).await
    }

    /// Says what happened and makes it true.
    ///
    /// # Errors
    /// When the database refuses; nothing has happened then.
    pub async fn commit(mut self, happening: &impl Happening) -> Result<()> {
        self.say(happening).await?;
        self.tx.commit().await
    }
}

impl Reads for Change {
    async fn rows<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<R>> {
        self.tx.rows(sql, args).await
    }

    async fn grid(&mut self, sql: &Assembled, args: Vec<Value>) -> Result<Vec<Vec<Cell>>> {
        self.tx.grid(sql, args).await
    }
}
