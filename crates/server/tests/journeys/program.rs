use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A program that runs while a test does.
pub(crate) struct Running {
    child: Child,
    /// what it said it listens to
    pub(crate) address: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn vsoko(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vsoko"));
    command.env_remove("VSOKO_DATABASE_URL").arg("--data").arg(data).stderr(Stdio::null());
    command
}

/// The real program over a folder, on a free port.
pub(crate) fn serve(data: &Path) -> Running {
    serve_in(data, None)
}

/// The same in a school of this time zone: `-12:00`.
pub(crate) fn serve_in(data: &Path, zone: Option<&str>) -> Running {
    let mut command = vsoko(data);
    command.envs(zone.map(|zone| ("VSOKO_UTC_OFFSET", zone)));
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    start(command, |line| {
        let (_, address) = line.split_once("http://")?;
        let end = address.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(address.len());
        Some(format!("http://{}", &address[..end]))
    })
}

/// Puts a small demonstration school into a folder; answers the password of everybody in it. It is made once for all
/// journeys.
pub(crate) fn demonstration(data: &Path) -> &'static str {
    const DATABASE: &str = "vsoko.sqlite";
    static MADE: OnceLock<(Vec<u8>, String)> = OnceLock::new();
    let (database, password) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let told = vsoko(folder.path()).args(["demo", "--students", "60", "--years", "2"]).output().unwrap();
        let said = String::from_utf8_lossy(&told.stdout).into_owned();
        let password = said.lines().find_map(|line| line.strip_prefix("Пароль: "));
        let password = password.unwrap_or_else(|| panic!("no demonstration school:\n{said}")).to_owned();
        (std::fs::read(folder.path().join(DATABASE)).unwrap(), password)
    });
    std::fs::write(data.join(DATABASE), database).unwrap();
    password
}

/// Loads files from the command line before anybody opens a page.
pub(crate) fn load(data: &Path, files: &[PathBuf]) {
    let told = vsoko(data).args(["import", "--create-missing"]).args(files).output().unwrap();
    assert!(told.status.success(), "the files are refused:\n{}", String::from_utf8_lossy(&told.stdout));
}

/// What `vsoko import --preview --json` answers about a file: its outcome.
pub(crate) fn preview(data: &Path, file: &Path) -> String {
    let told = vsoko(data).args(["import", "--preview", "--json", "--year", "2025/26"]).arg(file).output().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    list[0]["outcome"].as_str().unwrap().to_owned()
}

/// The driver of the browser, on a free port.
pub(crate) fn chromedriver() -> Running {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stderr(Stdio::null());
    start(command, |line| {
        let (_, port) = line.split_once("successfully on port ")?;
        Some(format!("http://127.0.0.1:{}", port.trim_end_matches('.')))
    })
}

fn start(mut command: Command, address: impl Fn(&str) -> Option<String>) -> Running {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap_or_else(|cause| {
        panic!("{name} cannot be started: {cause}. The journeys need Chromium and chromedriver: make setup-tests")
    });
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while said.read_line(&mut line).is_ok_and(|length| length > 0) {
        if let Some(address) = address(line.trim()) {
            // A program whose words nobody reads would stop at the next one.
            std::thread::spawn(move || std::io::copy(&mut said.by_ref(), &mut std::io::sink()));
            return Running { child, address };
        }
        line.clear();
    }
    let _ = child.kill();
    let _ = child.wait();
    panic!("{name} has ended without saying where it listens");
}
