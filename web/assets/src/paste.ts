// Pasting a block copied from a workbook. It fills the cells right of and below
// the one it is pasted into; a sum takes its place and keeps its value. Names of
// columns and rows that come along are left out, and the note says so. A block
// that does not fit is not pasted, and the note says why. Undo puts back what a
// paste replaced, the last one first: the button of the note, or Ctrl+Z as long
// as nothing was typed since.
//
// The note is [data-paste-note] with the words data-text-pasted, -heads, -labels
// and -sums (what was left out), -misfit, -elsewhere, -wordy and -undone; «{0}» to
// «{3}» are numbers of rows and columns. Its button is [data-paste-undo].
import { fit, read, type Block } from "./block";
import { cells, type Cell } from "./grid";
import { addRow, dropRow } from "./rows";

const mostRows = 500; // of a table, as playbook.MaxRows
const ticks = ["√", "✓", "✔", "☑", "是", "1", "TRUE", "yes"]; // as a workbook reads them, sheet/value.go

/** What stood in a cell. */
interface Before { cell: Cell; value: string; checked: boolean }

/** A paste that can be undone; last as long as nothing was typed since. */
interface Pasted { before: Before[]; added: HTMLTableRowElement[]; last: boolean }

const refusals = ["misfit", "elsewhere", "wordy"];

export function pasteBlocks(form: HTMLFormElement, changed: (cell: Cell) => void): void {
  const note = form.querySelector<HTMLElement>("[data-paste-note]");
  const button = note?.querySelector<HTMLButtonElement>("[data-paste-undo]");
  const pastes: Pasted[] = [];

  function say(words: string[], ...numbers: number[]): void {
    if (!note || !button) return;
    const text = words.map((word) => note.getAttribute(`data-text-${word}`) ?? "").join("");
    note.querySelector("span")?.replaceChildren(text.replace(/\{(\d)\}/g, (_, i: string) => String(numbers[Number(i)] ?? "")));
    note.classList.toggle("box-bad", words.some((word) => refusals.includes(word)));
    button.hidden = !pastes.length;
    note.hidden = false;
  }

  function undo(): void {
    const last = pastes.pop();
    if (!last) return;
    for (const row of last.added.reverse()) dropRow(row, changed);
    for (const { cell, value, checked } of last.before) {
      if (!cell.isConnected) continue;
      put(cell, value);
      if (cell instanceof HTMLInputElement) cell.checked = checked;
      changed(cell);
    }
    say(["undone"]);
    last.before.find(({ cell }) => cell.isConnected)?.cell.focus();
  }

  form.addEventListener("paste", (event) => {
    const start = event.target;
    const all = read(event.clipboardData?.getData("text/plain") ?? "");
    if (!isCell(start) || all.length * width(all) < 2 || start instanceof HTMLTextAreaElement && width(all) < 2) return;
    event.preventDefault();
    const { block, heads, labels, sums, refused } = fit(start, all);
    if (refused) return say([refused]);
    const [down, right] = room(start);
    if (block.length > down || width(block) > right) return say(["misfit"], block.length, width(block), down, right);
    const done = spread(form, start, block);
    pastes.push(done);
    for (const { cell } of done.before) changed(cell);
    say(["pasted", ...heads ? ["heads"] : [], ...labels ? ["labels"] : [], ...sums ? ["sums"] : []], block.length, width(block));
  });
  form.addEventListener("input", (event) => {
    for (const paste of pastes) paste.last = false;
    const holds = ({ before, added }: Pasted): boolean => before.some(({ cell }) => cell === event.target) ||
      added.some((row) => event.target instanceof Node && row.contains(event.target));
    while (pastes.some(holds)) pastes.shift(); // what is typed now must not be undone with a paste
    if (!pastes.length && note) note.hidden = true;
  });
  form.addEventListener("keydown", (event) => {
    if (!pastes[pastes.length - 1]?.last || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    event.preventDefault();
    undo();
  });
  button?.addEventListener("click", undo);
}

function width(block: Block): number {
  return Math.max(...block.map((line) => line.length));
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
function spread(form: HTMLFormElement, start: Cell, block: Block): Pasted {
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
