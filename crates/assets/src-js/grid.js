// A table of fields that moves like a spreadsheet: arrows, Enter, a block pasted from Excel, undo and redo, more rows.
// Nothing is sent before the form is.
import { close, prepare, show, takesKey } from "./choices.js";
import { forgetSent, keep } from "./drafts.js";

const LEFT = -1;
const RIGHT = 1;

/** Cells of a text copied from a spreadsheet: tabs between columns, quotes around cells with line ends. */
function block(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows[rows.length - 1];
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (quoted && letter === '"') quoted = false;
    else if (quoted) row[row.length - 1] += letter;
    else if (letter === '"' && row[row.length - 1] === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows.length > 1 && rows[rows.length - 1].join("") === "") rows.pop();
  return rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ").trim()));
}

function improve(table) {
  const body = table.tBodies[0];
  const done = [];
  const undone = [];
  // What each cell held when it was last left: the ground on which the next typing is one step of undo.
  const settled = new WeakMap();
  const last = (input) => settled.get(input) ?? input.defaultValue;

  const cells = (row) => Array.from(row.querySelectorAll("td > input:not([type=checkbox])"));
  const place = (input) => {
    const row = input.closest("tr");
    return { row: Array.from(body.rows).indexOf(row), column: cells(row).indexOf(input) };
  };
  const at = (row, column) => (body.rows[row] ? cells(body.rows[row])[column] : undefined);

  function addRow() {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    const number = body.rows.length + 1;
    const used = Array.from(body.querySelectorAll("input[name*=_new]"), (one) => Number(one.name.split("_new")[1]));
    const suffix = `_new${Math.max(0, ...used) + 1}`;
    for (const input of row.querySelectorAll("input")) {
      if (input.type === "checkbox") {
        input.remove();
        continue;
      }
      input.name = input.name.replace(/_(new)?\d+$/, suffix);
      input.id = `f-${input.name}`;
      input.setAttribute("value", "");
      input.value = "";
      input.removeAttribute("aria-invalid");
      input.removeAttribute("title");
      const label = input.getAttribute("aria-label");
      if (label) input.setAttribute("aria-label", label.replace(/\d+$/, number));
    }
    for (const cell of row.cells) cell.classList.remove("grid-bad");
    row.cells[0].firstChild.textContent = number;
    row.classList.remove("grid-gone");
    body.append(row);
    return row;
  }

  function go(row, column) {
    if (row >= body.rows.length) addRow();
    const input = at(row, column);
    if (!input) return;
    input.focus();
    input.select();
    input.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  let noteDraft = () => {};

  function record(steps) {
    if (steps.length === 0) return;
    noteDraft();
    done.push(steps);
    undone.length = 0;
  }

  /** Notes what was typed into the cell since it was entered. */
  function settle(input) {
    if (input.value !== last(input)) record([{ input, before: last(input), after: input.value }]);
    settled.set(input, input.value);
  }

  function step(from, to, side) {
    const steps = from.pop();
    if (!steps) return;
    for (const { input, [side]: value } of steps) {
      input.value = value;
      settled.set(input, value);
    }
    to.push(steps);
    noteDraft();
    steps[0].input.focus();
    steps[0].input.select();
  }

  function paste(input, rows) {
    const start = place(input);
    const steps = [];
    settle(input);
    rows.forEach((row, down) => {
      if (start.row + down >= body.rows.length) addRow();
      row.forEach((text, along) => {
        const cell = at(start.row + down, start.column + along);
        if (!cell || cell.value === text) return;
        steps.push({ input: cell, before: cell.value, after: text });
        cell.value = text;
        settled.set(cell, text);
      });
    });
    record(steps);
  }

  const isWhole = (input) => input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const isAtEdge = (input, side) =>
    isWhole(input) || (input.selectionStart === input.selectionEnd && input.selectionStart === (side === LEFT ? 0 : input.value.length));

  body.addEventListener("input", (event) => {
    if (event.target.dataset.list) show(event.target, false);
  });
  body.addEventListener("focusout", (event) => {
    close();
    if (event.target.matches("td > input:not([type=checkbox])")) settle(event.target);
  });
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const rows = block(text);
    if (!event.target.matches("td > input") || (rows.length === 1 && rows[0].length === 1)) return;
    event.preventDefault();
    paste(event.target, rows);
  });
  body.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches("td > input:not([type=checkbox])") || event.isComposing) return;
    if (takesKey(event) || event.altKey) return;
    const { row, column } = place(input);
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const isUndo = control && (event.code === "KeyZ" || key === "z");
    const isRedo = control && (event.code === "KeyY" || key === "y" || (isUndo && event.shiftKey));
    let move;
    if (isRedo || isUndo) {
      move = () => {
        settle(input);
        if (isRedo) step(undone, done, "after");
        else step(done, undone, "before");
      };
    } else if (control && (event.code === "KeyS" || key === "s")) {
      move = () => {
        settle(input);
        input.form.requestSubmit();
      };
    } else if (control) return;
    else if (key === "enter") move = () => go(Math.max(0, row + (event.shiftKey ? -1 : 1)), column);
    else if (key === "arrowdown") move = () => go(row + 1, column);
    else if (key === "arrowup") move = () => go(row - 1, column);
    else if (key === "arrowright" && !event.shiftKey && isAtEdge(input, RIGHT)) move = () => go(row, column + 1);
    else if (key === "arrowleft" && !event.shiftKey && isAtEdge(input, LEFT)) move = () => go(row, column - 1);
    else if (key === "escape") {
      move = () => {
        input.value = last(input);
        input.select();
      };
    }
    if (!move) return;
    event.preventDefault();
    move();
  });
  for (const button of document.querySelectorAll("[data-grid-add]")) {
    button.addEventListener("click", () => {
      const row = addRow();
      cells(row)[0].focus();
    });
  }
  for (const input of body.querySelectorAll("td > input[list]")) prepare(input);
  noteDraft = keep(table, { addRow });
}

const tables = document.querySelectorAll("[data-grid]");
for (const table of tables) improve(table);
if (tables.length === 0) forgetSent();
