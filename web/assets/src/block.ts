// A block of cells as a workbook puts it on the clipboard, and what of it is to
// be pasted: the names of columns and rows that come along with the figures, and
// the sums below them, are recognised where they are this table's own.
import { cells, type Cell } from "./grid";

export type Block = string[][];

/** What is pasted of a block, and what is left out of it. */
export interface Fitted {
  block: Block;
  heads: boolean; // names of columns were left out
  labels: boolean; // names of rows were
  sums: boolean; // lines of sums were
  refused?: "elsewhere" | "wordy"; // names of other cells than these; words where figures are wanted
}

/** Reads cells parted by tabs and lines; in quotes they may hold both, and quotes doubled. */
export function read(text: string): Block {
  const rows: Block = [[]];
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

/** Leaves out the names around the figures of a block that is pasted from a cell on. */
export function fit(start: Cell, block: Block): Fitted {
  const out: Fitted = { block, heads: false, labels: false, sums: false };
  const td = start.closest("td"), row = start.closest("tr"), table = start.closest("table");
  if (!td || !row || !table) return out;
  const names = labelled(table, out);
  headed(table, out);
  if (names.some((name, i) => name !== rowName(at(row, i)))) out.refused = "elsewhere";
  if (out.heads && !stands(table, td.cellIndex, block, out)) out.refused = "elsewhere";
  if (!out.refused && wordy(row, td.cellIndex, out.block)) out.refused = "wordy";
  return out;
}

/** Takes off a first column that holds nothing but names of rows, and the sums; returns the names. */
function labelled(table: HTMLTableElement, out: Fitted): string[] {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map(rowName);
  const sums = [...table.tFoot?.rows ?? []].map(rowName);
  const known = (line: string[]): boolean => [...rows, ...sums].includes(plain(line[0]));
  const first = out.block.findIndex(known);
  const figures = out.block.slice(Math.max(first, 0));
  if (first < 0 || !figures.every(known) || !out.block.slice(0, first).every((line) => isHead(table, line.slice(1)))) return [];
  const kept = figures.filter((line) => !sums.includes(plain(line[0])));
  out.labels = true;
  out.sums = kept.length < figures.length;
  out.block = [...out.block.slice(0, first), ...kept].map((line) => line.slice(1));
  return kept.map((line) => plain(line[0]));
}

/** Takes off the first lines that hold nothing but names of columns and their units. */
function headed(table: HTMLTableElement, out: Fitted): void {
  const first = out.block.findIndex((line) => !isHead(table, line));
  out.heads = first > 0;
  if (first > 0) out.block = out.block.slice(first);
}

/** Reports whether every name of a column in the block stands above its own column. */
function stands(table: HTMLTableElement, column: number, block: Block, out: Fitted): boolean {
  const heads = columns(table), skipped = out.labels ? 1 : 0;
  const lines = block.slice(0, block.findIndex((line) => !isHead(table, line.slice(skipped))));
  return lines.every((line) => line.slice(skipped).every((name, i) => !name || heads[column + i]?.includes(plain(name))));
}

function isHead(table: HTMLTableElement, line: string[]): boolean {
  const all = columns(table).flat(), named = line.map(plain).filter(Boolean);
  return named.length > 0 && named.every((name) => all.includes(name));
}

/** Returns by column the ways its head is written: the name, with its unit, the unit alone. */
function columns(table: HTMLTableElement): string[][] {
  return [...table.tHead?.rows[0]?.cells ?? []].map((th) => {
    const parts = [...th.childNodes].filter((node) => node instanceof Text).map((node) => plain(node.textContent));
    return [...parts, parts.join("")].filter(Boolean);
  });
}

function rowName(row: HTMLTableRowElement | null): string {
  return plain(row?.querySelector("th")?.textContent);
}

function at(row: HTMLTableRowElement, down: number): HTMLTableRowElement | null {
  const rows = row.closest("tbody")?.rows;
  return rows?.[[...rows].indexOf(row) + down] ?? null;
}

/** Writes a name without what differs between a page and a workbook. */
function plain(text: string | null | undefined): string {
  return (text ?? "").replace(/[\s*＊()（）]/g, "");
}

/** Reports whether the first line, or the first column, has words wherever figures are wanted. */
function wordy(row: HTMLTableRowElement, column: number, block: Block): boolean {
  const figure = (i: number): boolean => row.cells[column + i]?.querySelector(cells)?.getAttribute("inputmode") === "decimal";
  const line = (block[0] ?? []).filter((value, i) => value && figure(i));
  const down = figure(0) ? block.map((cell) => cell[0] ?? "").filter(Boolean) : [];
  return [line, down].some((values) => values.length > 1 && values.every((value) => !/[\d０-９]/.test(value) && /[\p{L}]/u.test(value)));
}
