// A table of the look `sortable`: a click on a heading sorts the rows that are on the page.
const collator = new Intl.Collator("ru", { numeric: true });

function value(row, column) {
  const cell = row.cells[column];
  const text = (cell?.dataset.sort ?? cell?.textContent ?? "").trim();
  const number = Number(text.replace(/[\s\u00a0%+]/g, "").replace(",", ".").replace("−", "-"));
  return text !== "" && !Number.isNaN(number) ? number : text;
}

function compare(a, b) {
  const isNumber = [typeof a === "number", typeof b === "number"];
  if (isNumber[0] && isNumber[1]) return a - b;
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  return collator.compare(a, b);
}

for (const table of document.querySelectorAll(".sortable table")) {
  const heads = Array.from(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? []);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.className = "sort-button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const body = table.tBodies[0];
      const rows = Array.from(body.rows).filter((row) => !row.classList.contains("total"));
      const sign = order === "ascending" ? 1 : -1;
      rows.sort((a, b) => sign * compare(value(a, column), value(b, column)));
      const totals = Array.from(body.rows).filter((row) => row.classList.contains("total"));
      body.append(...rows, ...totals);
    });
  });
}
