// Forms: a picked year is applied at once, errors come into view, nothing is sent twice, files may be dropped.
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

document.getElementById("error-summary")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
});
// A page brought back by the «Back» button may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

// A date is typed; the calendar of the browser helps.
for (const place of document.querySelectorAll("[data-calendar]")) {
  const typed = place.querySelector("input");
  const picker = document.createElement("input");
  if (!picker.showPicker) break;
  picker.type = "date";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary calendar";
  button.setAttribute("aria-label", "Выбрать в календаре");
  button.addEventListener("click", () => {
    const [day, month, year] = typed.value.split(".");
    if (year?.length === 4) picker.value = `${year}-${month}-${day}`;
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    if (picker.value) typed.value = picker.value.split("-").reverse().join(".");
    typed.focus();
  });
  place.append(picker, button);
}

// One tick for all: <input type="checkbox" data-tick-all="students">
for (const all of document.querySelectorAll("[data-tick-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.getElementsByName(all.dataset.tickAll)) box.checked = all.checked;
  });
}

function size(bytes) {
  const [value, unit] = bytes < 1 << 20 ? [bytes / 1024, "КБ"] : [bytes / (1 << 20), "МБ"];
  return `${value.toLocaleString("ru", { maximumFractionDigits: 1 })}\u00a0${unit}`;
}

for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  const list = area.querySelector(".drop-list");
  const show = () => {
    list.replaceChildren(
      ...Array.from(input.files, (file) => {
        const line = document.createElement("li");
        const note = document.createElement("span");
        note.textContent = size(file.size);
        line.append(file.name, note);
        return line;
      }),
    );
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      area.classList.toggle("drop-over", name === "dragenter" || name === "dragover");
    });
  }
  area.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer.files;
    if (!input.multiple && dropped.length > 1) return;
    input.files = dropped;
    show();
  });
}
