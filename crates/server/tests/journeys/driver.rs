//! What the driver of the browser can do beyond the standard protocol: the console, the size of the screen, colours.

use std::future::poll_fn;
use std::pin::Pin;

use hyper::Request;
use hyper::body::Body;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// One browser window at one driver.
#[derive(Clone)]
pub(crate) struct Driver {
    session: String,
}

impl Driver {
    pub(crate) fn new(address: &str, session: &str) -> Self {
        Self { session: format!("{address}/session/{session}") }
    }

    /// What the console has complained of since it was last asked: scripts that failed, styles that the policy has
    /// blocked. Mere advice to developers is left out.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.ask("se/log", &json!({ "type": "browser" })).await;
        let complaints = entries.as_array().into_iter().flatten();
        let complaints =
            complaints.filter(|entry| ["SEVERE", "WARNING"].contains(&entry["level"].as_str().unwrap_or("")));
        complaints.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A screen of this size, exactly.
    pub(crate) async fn screen(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", &size).await;
    }

    /// «light» or «dark», as the system of the person would have it.
    pub(crate) async fn colours(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", &features).await;
    }

    async fn command(&self, name: &str, parameters: &Value) {
        self.ask("goog/cdp/execute", &json!({ "cmd": name, "params": parameters })).await;
    }

    async fn ask(&self, path: &str, question: &Value) -> Value {
        let client = Client::builder(TokioExecutor::new()).build_http::<String>();
        let request = Request::post(format!("{}/{path}", self.session)).header("content-type", "application/json");
        let answer = client.request(request.body(question.to_string()).unwrap()).await.unwrap();
        let (status, mut body, mut bytes) = (answer.status(), answer.into_body(), Vec::new());
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            bytes.extend_from_slice(&frame.unwrap().into_data().unwrap_or_default());
        }
        assert!(status.is_success(), "the driver refuses {path}: {}", String::from_utf8_lossy(&bytes));
        serde_json::from_slice::<Value>(&bytes).unwrap()["value"].take()
    }
}
