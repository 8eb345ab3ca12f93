// A long text saves itself while somebody writes: the form goes to its own address with its version, in the background.
// Whatever goes wrong, the text stays in the form, the button saves it as before, and leaving the page asks first.
const PAUSE = 5000;
const LEAST = 30000;
const form = document.querySelector("form[data-autosave]");

if (form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  let last = 0;
  let running = null;
  let isStopped = false;
  // A page that comes back with a complaint holds a text that is saved nowhere.
  let isDirty = form.querySelector(".error-summary") !== null;

  const say = (text, href) => {
    status.textContent = text;
    if (!href) return;
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "Показать";
    status.append(" ", link);
  };

  // What somebody else has saved meanwhile is shown beside the own text; the button then saves the own text.
  const showTheirs = (page) => {
    const theirs = page.querySelector("[data-theirs]");
    const version = page.querySelector("form[data-autosave] input[name=version]");
    if (!theirs || !version) return false;
    form.querySelector("[data-theirs]")?.remove();
    status.before(document.importNode(theirs, true));
    form.elements.namedItem("version").value = version.value;
    return true;
  };

  const post = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "1");
    isDirty = false;
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const version = page.querySelector("form[data-autosave] input[name=version]");
    if (answer.ok && version) {
      form.elements.namedItem("version").value = version.value;
      say(`Сохранено в ${new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" })}`);
      return;
    }
    // Somebody else has saved, or something is typed wrong, or the session is over.
    isDirty = true;
    isStopped = true;
    if (showTheirs(page)) {
      say("Не сохранено: этот текст изменил кто-то ещё. Перенесите нужное и нажмите «Сохранить».", "#theirs");
      return;
    }
    const why = page.querySelector(".error-summary li")?.textContent ?? "";
    say(`Не сохранено само. ${why} Нажмите «Сохранить».`);
  };

  const save = () => {
    last = Date.now();
    running = post()
      .catch(() => {
        isDirty = true;
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

  form.addEventListener("input", () => {
    isDirty = true;
    plan();
  });
  // The button waits for what is on its way, otherwise it would send a version that is no more.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!running) {
      isDirty = false;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    running.then(() => {
      // What somebody else has written is looked at before the own text goes over it.
      if (!isStopped) form.requestSubmit(submitter);
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty || running) event.preventDefault();
  });
}
