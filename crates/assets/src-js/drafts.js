// What is typed into a table but not sent yet: kept in this browser until it is saved, offered back on return, and nobody
// leaves the page by chance.
const PREFIX = "grid:";
const PAUSE = 400;

const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
};
const write = (name, draft) => {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing still saves the table.
  }
};

/** A page without the table it was sent from: the draft has arrived. */
export function forgetSent() {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  for (const name of names) if (read(name)?.isSent) write(name, null);
}

export function keep(table, { addRow }) {
  const form = table.closest("form");
  const name = `${PREFIX}${table.dataset.gridDraft}`;
  const fields = () => Array.from(table.querySelectorAll("input[name]"));
  const said = (input) => (input.type === "checkbox" ? input.checked : input.value);
  const began = new Map(fields().map((input) => [input.name, said(input)]));
  // What the rows were when the page was made: a table that has been saved since is another one.
  const stamp = fields().filter((input) => input.type === "hidden").map((input) => `${input.name}=${input.value}`).join(" ");
  const isRefused = document.getElementById("error-summary") !== null;
  let isLeaving = false;
  let timer = 0;

  const blank = (input) => (input.type === "checkbox" ? false : "");
  const changed = () => fields().filter((input) => input.type !== "hidden" && said(input) !== (began.get(input.name) ?? blank(input)));
  const isDirty = () => isRefused || changed().length > 0;

  const save = () => {
    const rows = new Set((isRefused ? fields() : changed()).map((input) => input.closest("tr")));
    const kept = {};
    for (const row of rows) for (const input of row.querySelectorAll("input[name]")) kept[input.name] = said(input);
    write(name, isDirty() ? { at: Date.now(), stamp, kept, isSent: isLeaving } : null);
  };

  const restore = (kept) => {
    // A row that is not in the page any more, or was new, becomes a new one.
    const strangers = new Map();
    for (const [field, value] of Object.entries(kept)) {
      const there = form.elements.namedItem(field);
      if (there) {
        if (there.type === "checkbox") there.checked = value;
        else there.value = value;
        continue;
      }
      const place = field.lastIndexOf("_");
      const row = field.slice(place);
      if (typeof value !== "string" || field.startsWith("version") || value === "") continue;
      if (!strangers.has(row)) strangers.set(row, addRow());
      const column = `${field.slice(0, place)}_`;
      const cell = Array.from(strangers.get(row).querySelectorAll("input")).find((input) => input.name.startsWith(column));
      if (cell) cell.value = value;
    }
    save();
  };

  const draft = read(name);
  const notice = document.querySelector("[data-grid-kept]");
  const differs = ([field, value]) => {
    const there = form.elements.namedItem(field);
    return !field.startsWith("version") && (there ? said(there) !== value : value !== "" && value !== false);
  };
  if (isRefused) save();
  else if (draft && ((draft.isSent && draft.stamp !== stamp) || !Object.entries(draft.kept).some(differs))) write(name, null);
  else if (draft && notice) {
    notice.querySelector("[data-grid-kept-at]").textContent = new Date(draft.at).toLocaleString("ru", { dateStyle: "short", timeStyle: "short" });
    notice.hidden = false;
    notice.querySelector("[data-grid-restore]").addEventListener("click", () => {
      restore(draft.kept);
      notice.hidden = true;
      table.querySelector("td > input").focus();
    });
    notice.querySelector("[data-grid-forget]").addEventListener("click", () => {
      write(name, null);
      notice.hidden = true;
    });
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (isDirty() || notice?.hidden !== false) && save(), PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    isLeaving = true;
    save();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isLeaving || !isDirty()) return;
    clearTimeout(timer);
    save();
    event.preventDefault();
  });
  return later;
}
