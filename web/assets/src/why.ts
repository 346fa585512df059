// Figures that are not the ledger's: a row for each in [data-whys], with the
// reason, added and taken away as one types. What the ledger says stands at
// [data-ledger] around the cell; rows are <tr data-why="address">, made from the
// <template> in the box.
import { parse } from "./decimal";

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Reason { id: string; note: string }

/** Keeps the row of a cell that was typed into. */
export function explain(form: HTMLElement, cell: Cell, address: string): void {
  const holder = cell.closest<HTMLElement>("[data-ledger]"), box = form.querySelector<HTMLElement>("[data-whys]");
  if (!holder || !box) return;
  const ledger = holder.dataset["ledger"] ?? "", row = rowOf(box, address);
  if (same(ledger, cell.value)) row?.remove();
  else (row ?? added(box, address, cell, ledger)).querySelector("[data-why-typed]")!.textContent = cell.value.trim() || "0";
  box.hidden = !box.querySelector("tr[data-why]");
}

/** Reads the reason that stands in the row of a cell. */
export function reasonOf(form: HTMLElement, address: string): Reason | null {
  const row = rowOf(form, address);
  if (!row) return null;
  return { id: row.querySelector("select")?.value ?? "", note: row.querySelector<HTMLInputElement>("input[type=text]")?.value ?? "" };
}

function rowOf(within: HTMLElement, address: string): HTMLElement | null {
  return within.querySelector<HTMLElement>(`tr[data-why="${CSS.escape(address)}"]`);
}

function added(box: HTMLElement, address: string, cell: Cell, ledger: string): HTMLElement {
  const row = box.querySelector("template")!.content.querySelector("tr")!.cloneNode(true) as HTMLElement;
  const name = cell.getAttribute("aria-label") ?? address;
  row.dataset["why"] = address;
  row.querySelector<HTMLInputElement>("[name=why_cell]")!.value = address;
  const link = row.querySelector("a")!;
  link.href = `#${cell.id}`;
  link.textContent = name;
  row.querySelector("[data-why-ledger]")!.textContent = ledger || "0";
  for (const field of row.querySelectorAll<HTMLElement>("[data-reason]")) {
    field.dataset["reason"] = address;
    field.setAttribute("aria-label", `${field.getAttribute("aria-label") ?? ""} ${name}`.trim());
  }
  box.querySelector("tbody")!.append(row);
  return row;
}

/** Reports whether two figures say the same; none is 0. */
function same(a: string, b: string): boolean {
  const x = parse(a, 6), y = parse(b, 6);
  return x !== null && y !== null ? x === y : a.trim() === b.trim();
}
