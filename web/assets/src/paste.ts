// Pasting a block copied from a workbook. It fills the cells right of and below
// the one it is pasted into; a sum takes its place and keeps its value. A block
// that does not fit is not pasted, and the note says by how much; the paste
// before it can still be undone. One undo puts back all that was there: the
// button of the note, or Ctrl+Z right after.
//
// The note is [data-paste-note] with the words data-text-pasted, data-text-misfit
// and data-text-undone; «{0}» to «{3}» are numbers of rows and columns. Its
// button is [data-paste-undo].
import { cells, type Cell } from "./grid";
import { addRow, dropRow } from "./rows";

const mostRows = 500; // of a table, as playbook.MaxRows
const ticks = ["√", "✓", "✔", "☑", "是", "1", "TRUE", "yes"]; // as a workbook reads them, sheet/value.go

/** What stood in a cell. */
interface Before { cell: Cell; value: string; checked: boolean }

/** A paste that can be undone. */
interface Pasted { before: Before[]; added: HTMLTableRowElement[]; last: boolean }

export function pasteBlocks(form: HTMLFormElement, changed: (cell: Cell) => void): void {
  const note = form.querySelector<HTMLElement>("[data-paste-note]");
  const button = note?.querySelector<HTMLButtonElement>("[data-paste-undo]");
  let pasted: Pasted | null = null;

  function say(word: string, ...numbers: number[]): void {
    if (!note || !button) return;
    const text = note.getAttribute(`data-text-${word}`) ?? "";
    note.querySelector("span")?.replaceChildren(text.replace(/\{(\d)\}/g, (_, i: string) => String(numbers[Number(i)] ?? "")));
    note.classList.toggle("box-bad", word === "misfit");
    button.hidden = !pasted;
    note.hidden = false;
  }

  function undo(): void {
    if (!pasted) return;
    for (const row of pasted.added.reverse()) dropRow(row, changed);
    for (const { cell, value, checked } of pasted.before) {
      if (!cell.isConnected) continue;
      put(cell, value);
      if (cell instanceof HTMLInputElement) cell.checked = checked;
      changed(cell);
    }
    const first = pasted.before.find(({ cell }) => cell.isConnected)?.cell;
    pasted = null;
    say("undone");
    first?.focus();
  }

  form.addEventListener("paste", (event) => {
    const start = event.target;
    const block = read(event.clipboardData?.getData("text/plain") ?? "");
    const wide = Math.max(...block.map((line) => line.length));
    if (!isCell(start) || block.length * wide < 2 || start instanceof HTMLTextAreaElement && wide < 2) return;
    event.preventDefault();
    const [down, right] = room(start);
    if (block.length > down || wide > right) {
      say("misfit", block.length, wide, down, right);
      return;
    }
    pasted = spread(form, start, block);
    for (const { cell } of pasted.before) changed(cell);
    say("pasted", block.length, wide);
  });
  form.addEventListener("input", (event) => {
    if (!pasted || !note) return;
    pasted.last = false;
    if (!pasted.before.some(({ cell }) => cell === event.target)) return;
    pasted = null; // what is typed now must not be undone with it
    note.hidden = true;
  });
  form.addEventListener("keydown", (event) => {
    if (!pasted?.last || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    undo();
  });
  button?.addEventListener("click", undo);
}

/** Reads cells parted by tabs and lines; in quotes they may hold both, and quotes doubled. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  const one = /(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/g;
  const all = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let found = one.exec(all); found; found = one.exec(all)) {
    const value = found[1] === undefined ? found[2] ?? "" : found[1].replace(/""/g, '"');
    rows[rows.length - 1]?.push(value.trim());
    if (found[3] === "\n") rows.push([]);
    if (found[3] === "") break;
  }
  return rows;
}

/** Says how many rows and columns there are from a cell on; one of each outside of a table. */
function room(start: Cell): [number, number] {
  const td = start.closest("td"), row = start.closest("tr"), body = start.closest("tbody");
  if (!td || !row || !body) return [1, 1];
  const at = [...body.rows].indexOf(row);
  const down = (body.dataset["rows"] ? mostRows : body.rows.length) - at;
  let right = 0;
  while (row.cells[td.cellIndex + right]?.querySelector(`${cells}, [data-total]`)) right++;
  return [down, right];
}

/** Writes a block that fits, and adds the rows it needs. */
function spread(form: HTMLFormElement, start: Cell, block: string[][]): Pasted {
  const out: Pasted = { before: [], added: [], last: true };
  const column = start.closest("td")?.cellIndex ?? 0;
  const body = start.closest("tbody");
  let row = start.closest("tr");
  for (const line of block) {
    if (!row && body) {
      row = addRow(form, body.dataset["rows"] ?? "");
      if (row) out.added.push(row);
    }
    line.forEach((value, i) => {
      const cell = row?.cells[column + i]?.querySelector(cells);
      if (!isCell(cell)) return;
      out.before.push({ cell, value: cell.value, checked: cell instanceof HTMLInputElement && cell.checked });
      put(cell, value);
    });
    row = row?.nextElementSibling instanceof HTMLTableRowElement ? row.nextElementSibling : null;
  }
  return out;
}

function isCell(node: unknown): node is Cell {
  return (node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement) && node.matches(cells);
}

/** Writes a value; a list takes the option so called, and one it does not have as it is, to be told. */
function put(cell: Cell, value: string): void {
  if (cell instanceof HTMLInputElement && cell.type === "checkbox") {
    cell.checked = ticks.includes(value);
    return;
  }
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
