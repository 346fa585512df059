// Moving through the cells of a table with the keyboard, as in a workbook.
// Enter and the arrows up and down keep the column; the arrows left and right
// leave a cell only from its edge. Tab is the browser's own.

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const cells = "input[data-cell], select[data-cell], textarea[data-cell]";

export function moveByKeyboard(form: HTMLElement): void {
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement || cell instanceof HTMLSelectElement)) return;
    if (!cell.matches(cells) || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const step = direction(event, cell);
    if (!step) return;
    const next = neighbour(cell, step);
    if (event.key === "Enter" || next) event.preventDefault();
    next?.focus();
    if (next instanceof HTMLInputElement) next.select();
  });
  // Enter in a field must never send the form: only its button does.
  form.addEventListener("keypress", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
  });
}

function direction(event: KeyboardEvent, cell: Cell): [number, number] | null {
  const listed = cell instanceof HTMLSelectElement;
  switch (event.key) {
    case "Enter": return [event.shiftKey ? -1 : 1, 0];
    case "ArrowDown": return listed ? null : [1, 0];
    case "ArrowUp": return listed ? null : [-1, 0];
    case "ArrowLeft": return atEdge(cell, false) ? [0, -1] : null;
    case "ArrowRight": return atEdge(cell, true) ? [0, 1] : null;
  }
  return null;
}

/** Reports whether the caret stands at the end (or the start) of the cell, or the whole of it is selected. */
function atEdge(cell: Cell, end: boolean): boolean {
  if (!(cell instanceof HTMLInputElement)) return true;
  const from = cell.selectionStart, to = cell.selectionEnd, length = cell.value.length;
  if (from === null || to === null) return true;
  return from === to ? from === (end ? length : 0) : from === 0 && to === length;
}

function neighbour(cell: Cell, [down, right]: [number, number]): HTMLElement | null {
  const td = cell.closest("td"), row = cell.closest("tr");
  if (!td || !row) return null;
  if (right) {
    const inRow = [...row.querySelectorAll<HTMLElement>(cells)];
    return inRow[inRow.indexOf(cell) + right] ?? null;
  }
  for (let at = step(row, down); at; at = step(at, down)) {
    const found = at.cells[td.cellIndex]?.querySelector<HTMLElement>(cells);
    if (found) return found;
  }
  return null;
}

function step(row: HTMLTableRowElement, down: number): HTMLTableRowElement | null {
  const next = down > 0 ? row.nextElementSibling : row.previousElementSibling;
  return next instanceof HTMLTableRowElement ? next : null;
}

/**
 * Spreads a block copied from a workbook over the cells right of and below the
 * one it is pasted into; more adds a row where the table has none left.
 */
export function pasteBlocks(form: HTMLElement, changed: (cell: Cell) => void, more: (cell: HTMLElement) => void): void {
  form.addEventListener("paste", (event) => {
    const start = event.target;
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "") ?? "";
    if (!isCell(start) || start instanceof HTMLTextAreaElement && !text.includes("\t") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let first: HTMLElement | null = start;
    const lines = text.split("\n");
    lines.forEach((line, i) => {
      let at: HTMLElement | null = first;
      for (const value of line.split("\t")) {
        if (!isCell(at)) break;
        put(at, value.trim());
        changed(at);
        at = neighbour(at, [0, 1]);
      }
      if (!isCell(first) || i === lines.length - 1) return;
      if (!neighbour(first, [1, 0])) more(first);
      first = neighbour(first, [1, 0]);
    });
  });
}

function isCell(node: unknown): node is Cell {
  return (node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement) && node.matches(cells);
}

/** Writes a value; a list takes the option so called, and one it does not have as it is, to be told. */
function put(cell: Cell, value: string): void {
  if (!(cell instanceof HTMLSelectElement)) {
    cell.value = value;
    return;
  }
  let option = [...cell.options].find((o) => o.value === value || o.text === value);
  if (!option) {
    option = new Option(value, value);
    cell.add(option);
  }
  option.selected = true;
}
