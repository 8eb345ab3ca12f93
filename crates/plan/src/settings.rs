use ledger::{Artefact, Change, Happening};
use store::{Reads, Result, args};

/// The weights of «степень обученности учащихся» by V. P. Simonov, in hundredths, for marks 5, 4, 3, 2 and «н/а».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimonovWeights {
    /// of a five
    pub five: i64,
    /// of a four
    pub four: i64,
    /// of a three
    pub three: i64,
    /// of a two
    pub two: i64,
    /// of «не аттестован»
    pub not_assessed: i64,
}

impl Default for SimonovWeights {
    /// 100, 64, 36, 16 and 7: the help of «Сетевой Город».
    fn default() -> Self {
        Self { five: 100, four: 64, three: 36, two: 16, not_assessed: 7 }
    }
}

impl SimonovWeights {
    /// Whether no weight is negative, above 100, or above that of a better mark.
    #[must_use]
    pub fn are_ordered(&self) -> bool {
        let weights = [100, self.five, self.four, self.three, self.two, self.not_assessed, 0];
        weights.windows(2).all(|pair| pair[0] >= pair[1])
    }

    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<i64> = text.split(';').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let [five, four, three, two, not_assessed] = numbers[..] else {
            return None;
        };
        let weights = Self { five, four, three, two, not_assessed };
        weights.are_ordered().then_some(weights)
    }

    fn written(&self) -> String {
        format!("{};{};{};{};{}", self.five, self.four, self.three, self.two, self.not_assessed)
    }
}

const SIMONOV_WEIGHTS: &str = "school.simonov_index.weights";

/// The weights in force.
///
/// # Errors
/// When the database does not answer.
pub async fn simonov_weights(db: &mut impl Reads) -> Result<SimonovWeights> {
    let text = setting(db, SIMONOV_WEIGHTS).await?;
    Ok(text.as_deref().and_then(SimonovWeights::read).unwrap_or_default())
}

/// Sets the weights. The caller has asked [`SimonovWeights::are_ordered`].
///
/// # Errors
/// When the database refuses.
pub async fn save_simonov_weights(change: &mut Change, weights: &SimonovWeights) -> Result<()> {
    save_setting(change, SIMONOV_WEIGHTS, &weights.written()).await
}

/// The value of a setting, where the school has set one.
///
/// # Errors
/// When the database does not answer.
pub async fn setting(db: &mut impl Reads, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.row("SELECT value FROM setting WHERE key = $1", args![key]).await?;
    Ok(row.map(|row| row.0))
}

/// Sets a setting.
///
/// # Errors
/// When the database refuses.
pub async fn save_setting(change: &mut Change, key: &str, value: &str) -> Result<()> {
    let changed_at = change.now();
    change
        .execute(
            "INSERT INTO setting (key, value, changed_at) VALUES ($1, $2, $3)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at",
            args![key, value, changed_at],
        )
        .await?;
    Ok(())
}

/// History: a setting was changed.
#[derive(Debug, Clone)]
pub struct SettingChanged {
    /// what it is called on the page
    pub name: String,
    /// what it is now
    pub value: String,
}

impl Happening for SettingChanged {
    fn kind(&self) -> &'static str {
        "setting.changed"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "setting", id: 0 }
    }

    fn sentence(&self) -> String {
        format!("Изменена настройка «{}»: {}", self.name, self.value)
    }
}

#[cfg(test)]
mod tests {
    use ledger::Actor;
    use store::Store;

    use super::*;

    #[test]
    fn weights_of_a_worse_mark_are_not_higher() {
        assert!(SimonovWeights::default().are_ordered());
        assert_eq!(SimonovWeights::read("100;64;36;16"), None);
        assert_eq!(SimonovWeights::read("64;100;36;16;7"), None);
        assert_eq!(SimonovWeights::read("100;64;36;16;-1"), None);
    }

    #[tokio::test]
    async fn a_setting_has_a_default_until_it_is_set() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("school.sqlite");
        let mut store = Store::open(place.to_str().unwrap()).await.unwrap();
        store.migrate(&crate::schema()).await.unwrap();
        assert_eq!(simonov_weights(&mut store).await.unwrap(), SimonovWeights::default());
        let weights = SimonovWeights { two: 14, ..SimonovWeights::default() };
        let now = "2025-01-15T08:00:00Z".parse().unwrap();
        let mut change =
            Change::begin(&store, Actor::program("Проверка"), now, "2025-01-15".parse().unwrap()).await.unwrap();
        save_simonov_weights(&mut change, &weights).await.unwrap();
        save_simonov_weights(&mut change, &weights).await.unwrap();
        let said = SettingChanged { name: "Веса СОУ".to_owned(), value: "100, 64, 36, 14, 7".to_owned() };
        change.commit(&said).await.unwrap();
        assert_eq!(simonov_weights(&mut store).await.unwrap(), weights);
    }
}
