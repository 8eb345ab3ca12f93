//! Fetches the fonts and the bundler by lock file, bundles our scripts and styles, and hands the result to the crate.
//!
//! `npm ci` runs only when the lock changed. A packager who has no network sets `VSOKO_DIST` to a folder with
//! ready files: `pages/` (app.css, app.js, woff2, favicon.svg) and `fonts/` (six TTF files, see `FONTS`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;
use std::{env, fs};

/// Name in `fonts/` and place in `node_modules/@expo-google-fonts/`.
const FONTS: [(&str, &str); 6] = [
    ("pt-sans-regular.ttf", "pt-sans/400Regular/PTSans_400Regular.ttf"),
    ("pt-sans-bold.ttf", "pt-sans/700Bold/PTSans_700Bold.ttf"),
    ("pt-serif-regular.ttf", "pt-serif/400Regular/PTSerif_400Regular.ttf"),
    ("pt-serif-bold.ttf", "pt-serif/700Bold/PTSerif_700Bold.ttf"),
    ("pt-serif-italic.ttf", "pt-serif/400Regular_Italic/PTSerif_400Regular_Italic.ttf"),
    ("pt-serif-bold-italic.ttf", "pt-serif/700Bold_Italic/PTSerif_700Bold_Italic.ttf"),
];

fn main() {
    for watched in ["build.rs", "package.json", "package-lock.json", "css", "src-js", "static"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rerun-if-env-changed=VSOKO_DIST");

    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    // The routes of the files are their paths below `dist`, hence the folder `assets` in it.
    let pages = out.join("dist/assets");
    let fonts = out.join("fonts");
    fresh_folder(&pages);
    fresh_folder(&fonts);

    match env::var_os("VSOKO_DIST").map(PathBuf::from) {
        Some(ready) => take_ready_files(&ready, &pages, &fonts),
        None => make_files(&here, &out, &pages, &fonts),
    }
    // Cargo is told to watch this folder and would run this again, and everything that needs it, at every call: files
    // that are newer than the run that made them count as changed.
    grow_old(&out.join("dist"));
    memory_serve::load_directory(out.join("dist"));
}

/// Makes what is in a folder, and the folder, as old as a file can be; where a system does not let it, things stay as new
/// as they are.
fn grow_old(path: &Path) {
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        grow_old(&entry.path());
    }
    let _ = fs::File::open(path).and_then(|file| file.set_modified(UNIX_EPOCH));
}

fn take_ready_files(ready: &Path, pages: &Path, fonts: &Path) {
    println!("cargo:rerun-if-changed={}", ready.display());
    copy_all(&ready.join("pages"), pages);
    copy_all(&ready.join("fonts"), fonts);
    for (name, _) in FONTS {
        if !fonts.join(name).is_file() {
            give_up(&format!("VSOKO_DIST: нет файла fonts/{name} (file is missing)"));
        }
    }
}

fn make_files(here: &Path, out: &Path, pages: &Path, fonts: &Path) {
    let npm = out.join("npm");
    install_packages(here, &npm);
    for (name, place) in FONTS {
        let from = npm.join("node_modules/@expo-google-fonts").join(place);
        copy(&from, &fonts.join(name));
    }
    copy_all(&here.join("static"), pages);

    // Sources are bundled from a copy beside node_modules, so that a style may name a font by its package.
    for folder in ["css", "src-js"] {
        fresh_folder(&npm.join(folder));
        copy_all(&here.join(folder), &npm.join(folder));
    }
    let mut bundle = Command::new("node");
    bundle
        .current_dir(&npm)
        .arg("node_modules/esbuild/bin/esbuild")
        .args(["app=src-js/app.js", "app=css/app.css"])
        .args(["--bundle", "--minify", "--log-level=warning", "--legal-comments=none"])
        .args(["--target=es2020,chrome90,firefox90,safari15"])
        .args(["--loader:.woff2=file", "--asset-names=[name]-[hash]"])
        .arg(format!("--outdir={}", pages.display()));
    run(&mut bundle, "node", "сборка стилей и сценариев (bundling)");
}

/// `npm ci`, unless the packages of this very lock are already here.
fn install_packages(here: &Path, npm: &Path) {
    let lock = fs::read(here.join("package-lock.json")).expect("package-lock.json lies beside build.rs");
    let stamp = npm.join("installed.lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return;
    }
    fs::create_dir_all(npm).expect("OUT_DIR is writable");
    for file in ["package.json", "package-lock.json"] {
        copy(&here.join(file), &npm.join(file));
    }
    let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    install.current_dir(npm).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(&mut install, "npm", "загрузка шрифтов и сборщика (npm ci)");
    fs::write(stamp, lock).expect("OUT_DIR is writable");
}

fn run(command: &mut Command, program: &str, what: &str) {
    match command.output() {
        Ok(done) if done.status.success() => {}
        Ok(done) => give_up(&format!(
            "не удалась {what}: {}\n{}{}\n\
             Проверьте сеть или укажите готовые файлы: VSOKO_DIST=папка \
             (check the network, or bring ready files with VSOKO_DIST=dir).",
            done.status,
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        )),
        Err(error) => give_up(&format!(
            "не удаётся запустить {program}: {error}.\n\
             Для сборки нужны Node.js и npm: apt-get install nodejs npm; \
             либо укажите готовые файлы: VSOKO_DIST=папка.\n\
             (Cannot start {program}: install Node.js with npm, or bring ready files with VSOKO_DIST=dir.)"
        )),
    }
}

fn give_up(message: &str) -> ! {
    eprintln!("\nassets: {message}\n");
    std::process::exit(1)
}

fn fresh_folder(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("OUT_DIR is writable");
    }
    fs::create_dir_all(folder).expect("OUT_DIR is writable");
}

fn copy(from: &Path, to: &Path) {
    if let Err(error) = fs::copy(from, to) {
        give_up(&format!("не удаётся скопировать {} (cannot copy): {error}", from.display()));
    }
}

fn copy_all(from: &Path, to: &Path) {
    let entries = fs::read_dir(from)
        .unwrap_or_else(|error| give_up(&format!("нет папки {} (no such folder): {error}", from.display())));
    for entry in entries.flatten() {
        if entry.path().is_file() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}
