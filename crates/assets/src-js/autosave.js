// A long text saves itself while somebody writes: the form goes to its own address with its version, in the background.
// Whatever goes wrong, the text stays in the form and the button saves it as before.
const PAUSE = 5000;
const LEAST = 30000;
const form = document.querySelector("form[data-autosave]");

// What is typed and not saved is not lost by a wrong click: the browser asks before it leaves.
const guarded = form ?? document.querySelector("form[data-unsaved]");
let isUnsaved = false;
guarded?.addEventListener("input", () => {
  isUnsaved = true;
});
guarded?.addEventListener("submit", () => {
  isUnsaved = false;
});
addEventListener("beforeunload", (event) => {
  if (isUnsaved) event.preventDefault();
});

if (form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let last = 0;
  let running = null;
  let isStopped = false;

  const say = (text) => {
    status.textContent = text;
  };

  const post = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    isUnsaved = false;
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const version = page.querySelector("form[data-autosave] input[name=version]");
    if (answer.ok && version) {
      form.elements.namedItem("version").value = version.value;
      say(`Сохранено в ${new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" })}`);
      return;
    }
    // Somebody else has saved, or something is typed wrong: the button shows both.
    isStopped = true;
    isUnsaved = true;
    const why = page.querySelector(".error-summary li")?.textContent ?? "";
    say(`Не сохранено само. ${why} Нажмите «Сохранить».`);
  };

  const save = () => {
    last = Date.now();
    running = post()
      .catch(() => {
        isUnsaved = true;
        say("Нет связи: текст пока только на этой странице.");
        plan();
      })
      .finally(() => {
        running = null;
      });
  };

  const plan = () => {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => (running ? plan() : save()), Math.max(PAUSE, last + LEAST - Date.now()));
  };

  form.addEventListener("input", plan);
  // The button waits for what is on its way, otherwise it would send a version that is no more.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!running) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    running.then(() => form.requestSubmit(submitter));
  });
}
