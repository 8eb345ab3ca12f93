use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use access::App;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::cli::Serve;
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, composition, labels, layers, reminders};

/// How long open requests may go on after somebody asked the program to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// Letters and digits that are not mistaken for each other.
const CODE_LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE_LENGTH: usize = 8;

/// Serves pages until it is asked to stop.
pub(crate) async fn serve(folder: &DataFolder, wish: &Serve) -> Result<(), Trouble> {
    let _lock = folder.lock()?;
    let mut store = folder.open().await?;
    let listener = listen(wish.listen).await?;
    let address = listener.local_addr().unwrap_or(wish.listen);
    let setup_code = (!address.ip().is_loopback()).then(new_code);
    if let Some(code) = setup_code.as_deref()
        && access::account_count(&mut store).await? == 0
    {
        say(labels::setup_code(code));
    }
    let app = App::new(store.clone(), composition::composition(clock::system(), wish.https, setup_code));
    let site = layers::site(&app, composition::routes()).into_make_service_with_connect_info::<SocketAddr>();
    say(labels::listening(address));
    let reminding = tokio::spawn(reminders::every_day(app.clone()));
    let (stop, stopping) = watch::channel(false);
    let server = axum::serve(listener, site).with_graceful_shutdown(asked_to_stop(stop));
    tokio::select! {
        done = server.into_future() => done.map_err(|cause| Trouble::failure(labels::cannot_listen(address, &cause)))?,
        () = out_of_patience(stopping) => tracing::warn!("{}", labels::STOPPED_WAITING),
    }
    reminding.abort();
    store.close().await;
    Ok(())
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).await.map_err(|cause| {
        Trouble::failure(match cause.kind() {
            ErrorKind::AddrInUse => labels::port_taken(address),
            ErrorKind::PermissionDenied => labels::port_forbidden(address),
            ErrorKind::AddrNotAvailable => labels::address_unknown(address),
            _ => labels::cannot_listen(address, &cause),
        })
    })
}

/// Whoever sees the terminal becomes the first principal, not whoever is first in the network.
fn new_code() -> String {
    let letter = |_| char::from(CODE_LETTERS[rand::random_range(0..CODE_LETTERS.len())]);
    (0..CODE_LENGTH).map(letter).collect()
}

async fn asked_to_stop(stop: watch::Sender<bool>) {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
    tracing::info!("{}", labels::SHUTTING_DOWN);
    stop.send_replace(true);
}

async fn out_of_patience(mut stopping: watch::Receiver<bool>) {
    // The sender lives in the server's future until somebody asks to stop; without it there is nothing to wait for.
    if stopping.wait_for(|asked| *asked).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(LAST_REQUESTS).await;
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut asked) => {
            asked.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
