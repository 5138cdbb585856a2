// Sorts a table by a column when its heading is pressed: upwards first, then downwards.

const ORDER = new Intl.Collator(document.documentElement.lang || "zh");

function keyOf(row, column, kind) {
  const cell = row.cells[column];
  return kind === "number" ? Number(cell.dataset.value) : cell.textContent.trim();
}

function compare(kind) {
  return kind === "number" ? (a, b) => a - b : (a, b) => ORDER.compare(a, b);
}

function sort(table, heading) {
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const { cellIndex, dataset: { sort: kind } } = heading;
  const order = compare(kind);
  const rows = [...table.tBodies[0].rows].map((row) => [keyOf(row, cellIndex, kind), row]);
  rows.sort(([a], [b]) => (down ? order(b, a) : order(a, b))); // stable: within a unit, by figure as before
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  for (const heading of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, heading));
  }
}
