// The list of a cell: opened by Alt+↓ or by typing, walked by arrows, taken by Enter or Tab, closed by Escape. It stands in
// for the browser's own list, whose arrows a table of fields needs itself.
const MOST = 60;
let open = null;

const key = (text) => text.toLowerCase().replaceAll("ё", "е").trim();

/** What of the cell is being written: all of it, or what follows the last semicolon. */
function parts(input) {
  const at = "many" in input.dataset ? input.value.lastIndexOf(";") + 1 : 0;
  return { before: input.value.slice(0, at), words: input.value.slice(at).trim() };
}

function words(input) {
  const options = document.getElementById(input.dataset.list)?.options ?? [];
  return Array.from(options, (option) => option.value);
}

export function close() {
  if (!open) return;
  open.input.removeAttribute("aria-activedescendant");
  open.input.setAttribute("aria-expanded", "false");
  open.box.remove();
  open = null;
}

function mark(number) {
  const items = open.box.children;
  if (items.length === 0) return;
  const at = (number + items.length) % items.length;
  for (const [place, item] of Array.from(items).entries()) item.setAttribute("aria-selected", String(place === at));
  items[at].scrollIntoView({ block: "nearest" });
  open.input.setAttribute("aria-activedescendant", items[at].id);
  open.at = at;
}

function take(number) {
  const { input } = open;
  const { before } = parts(input);
  const word = open.box.children[number].textContent;
  input.value = before ? `${before.trim()} ${word}` : word;
  close();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

/** Shows what fits; all of it where nothing has been typed for. */
export function show(input, isAll) {
  close();
  const typed = key(parts(input).words);
  const fits = words(input).filter((word) => isAll || key(word).includes(typed));
  if (fits.length === 0 || (!isAll && (typed === "" || (fits.length === 1 && key(fits[0]) === typed)))) return;
  const box = document.createElement("ul");
  box.className = "grid-choices";
  box.id = "grid-choices";
  box.setAttribute("role", "listbox");
  for (const [place, word] of fits.slice(0, MOST).entries()) {
    const item = document.createElement("li");
    item.id = `grid-choice-${place}`;
    item.setAttribute("role", "option");
    item.textContent = word;
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(place);
    });
    box.append(item);
  }
  const frame = input.getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(frame.left, window.innerWidth - 330))}px`;
  document.body.append(box);
  const room = window.innerHeight - frame.bottom;
  if (room < box.offsetHeight && frame.top > room) box.style.bottom = `${window.innerHeight - frame.top}px`;
  else box.style.top = `${frame.bottom}px`;
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", box.id);
  open = { input, box, at: -1 };
  if (isAll) mark(Math.max(0, fits.findIndex((word) => key(word) === typed)));
}

/** Whether the key was for the list; then the table leaves it alone. */
export function takesKey(event) {
  const input = event.target;
  const isFor = open?.input === input;
  if (event.altKey && event.key === "ArrowDown" && input.dataset.list) {
    event.preventDefault();
    show(input, true);
    return true;
  }
  if (!isFor || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(open.at + (event.key === "ArrowDown" ? 1 : open.at < 0 ? 0 : -1));
    return true;
  }
  if (event.key === "Escape") {
    event.preventDefault();
    close();
    return true;
  }
  if (event.key === "Enter" && open.at >= 0) {
    event.preventDefault();
    take(open.at);
    return true;
  }
  if (event.key === "Tab" && open.at >= 0) take(open.at);
  else close();
  return false;
}

/** Gives a cell our list in place of the browser's. */
export function prepare(input) {
  const list = input.getAttribute("list");
  if (!list) return;
  input.dataset.list = list;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
}

window.addEventListener("scroll", close, { passive: true });
