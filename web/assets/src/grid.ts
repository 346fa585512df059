// Moving through the cells of a table with the keyboard, as in a workbook.
// Enter and the arrows up and down keep the column; the arrows left and right
// leave a cell only from its edge. Tab is the browser's own.

export type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const cells = "input[data-cell], select[data-cell], textarea[data-cell]";

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
