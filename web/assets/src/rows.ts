// Rows of a table that a unit adds and drops. Without this script the same
// buttons post the form and the page comes back with the row.

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function keepRows(form: HTMLFormElement, changed: (cell: Cell) => void): void {
  form.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const adding = event.target.closest<HTMLElement>("[data-add-row]");
    const dropping = event.target.closest<HTMLElement>("[data-drop-row]");
    if (!adding && !dropping) return;
    event.preventDefault();
    if (adding) addRow(form, adding.dataset["addRow"] ?? "")?.querySelector<HTMLElement>("[data-cell]")?.focus();
    else if (dropping) dropRow(dropping.closest("tr"), changed);
  });
}

/** Adds an empty row to the table of a section and returns it. */
export function addRow(form: ParentNode, section: string): HTMLTableRowElement | null {
  const body = form.querySelector<HTMLTableSectionElement>(`tbody[data-rows="${CSS.escape(section)}"]`);
  const blank = body?.closest("section")?.querySelector<HTMLTemplateElement>("template[data-blank]");
  if (!body || !blank) return null;
  const next = 1 + Math.max(0, ...[...body.rows].map((row) => Number(row.dataset["row"]?.split("/r")[1])));
  const holder = document.createElement("tbody");
  holder.innerHTML = blank.innerHTML.split(`${section}/r0`).join(`${section}/r${next}`).split(`${section}-r0-`).join(`${section}-r${next}-`);
  const row = holder.rows[0];
  if (!row) return null;
  body.append(row);
  return row;
}

/** Empties every cell of the row, which drops it, and takes it off the page. */
export function dropRow(row: HTMLTableRowElement | null, changed: (cell: Cell) => void): void {
  if (!row) return;
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  for (const cell of row.querySelectorAll<Cell>("[data-cell]")) {
    cell.value = "";
    changed(cell);
  }
  row.remove();
  beside?.querySelector<HTMLElement>("[data-cell]")?.focus();
}
