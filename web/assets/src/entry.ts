// The entry form: saves while one types, shows each problem at its cell, keeps
// totals, and never loses what was typed.
//
// Contract with the server. The form is <form data-entry data-save-url
// data-revision>; its cells carry data-cell, an address such as
// «figures/skill/projects»; a reason why a cell is not as the ledger says,
// data-reason with the address (see why.ts). Changed cells are posted as
//   {revision, cells: {address: text}, reasons: {address: {id, note}}}
// and answered with
//   200 {revision, saved_at, problems: [{cell, message}], warnings: [{cell, message}]}
//   409 {message, revision, cells: {address: {yours, theirs}}}   another person saved first
// After a 409 the person chooses, cell by cell, in [data-conflict]; what was
// chosen is posted over the revision named and the page is loaded anew.
// Sums are <output data-total="address" data-sum="address address …" data-plus
// data-decimals data-unit>, «—» while a number cannot be read; words for the status come from the attributes data-text-… of
// the node [data-save-status]. Fields [data-revision-field] follow the
// revision; other forms of the page with data-after-save wait for the last save.
import { advise, asksFirst } from "./advice";
import { format, parse } from "./decimal";
import { moveByKeyboard } from "./grid";
import { pasteBlocks } from "./paste";
import { keepRows } from "./rows";
import { explain, reasonOf, type Reason } from "./why";
import "./files";
import "./review";

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Problem { cell: string; message: string }
interface Saved { revision: number; saved_at: string; problems?: Problem[]; warnings?: Problem[] }
interface Both { yours: string; theirs: string }
interface Refused { message: string; revision?: number; cells?: Record<string, Both> }

const pause = 800; // ms without a key before saving
const retry = 10_000; // ms before trying again after the line failed
const reason = "reason:"; // before the address of a cell whose reason changed

class Entry {
  private readonly changed = new Map<string, Cell>();
  private timer = 0;
  private saving: Promise<void> | null = null;
  private stopped = false;
  private leaving = false;

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener("input", (event) => this.note(event.target));
    form.addEventListener("change", (event) => this.note(event.target));
    form.addEventListener("submit", (event) => void this.submit(event, form));
    for (const other of document.querySelectorAll<HTMLFormElement>("form[data-after-save]")) {
      other.addEventListener("submit", (event) => void this.submit(event, other));
    }
    addEventListener("beforeunload", (event) => {
      if (this.leaving || (!this.changed.size && !this.saving)) return;
      event.preventDefault();
      event.returnValue = "";
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.save();
    });
    for (const area of form.querySelectorAll("textarea")) grow(area);
    moveByKeyboard(form);
    keepRows(form, (cell) => this.note(cell));
    pasteBlocks(form, (cell) => this.note(cell));
    this.total();
  }

  private note(target: EventTarget | null): void {
    const cell = asCell(target);
    const why = cell?.dataset["reason"], address = why ? reason + why : cell?.dataset["cell"];
    if (!cell || !address) return;
    if (!why) explain(this.form, cell, address);
    if (cell instanceof HTMLTextAreaElement) grow(cell);
    this.changed.set(address, cell);
    cell.closest("td, .field")?.classList.add("is-changed");
    this.total();
    this.later(pause);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  /** Saves what has changed; one request at a time. */
  private async save(): Promise<void> {
    clearTimeout(this.timer);
    while (this.saving) await this.saving;
    if (this.stopped || !this.changed.size) return;
    this.saving = this.post().finally(() => { this.saving = null; });
    await this.saving;
  }

  private async post(): Promise<void> {
    const sent = new Map(this.changed);
    this.changed.clear();
    this.say("saving");
    const cells: Record<string, string> = {}, reasons: Record<string, Reason> = {};
    sent.forEach((cell, address) => {
      const why = address.startsWith(reason) ? reasonOf(this.form, address.slice(reason.length)) : null;
      if (why) reasons[address.slice(reason.length)] = why;
      else if (!address.startsWith(reason)) cells[address] = text(cell);
    });
    try {
      const response = await fetch(this.form.dataset["saveUrl"] ?? "", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept": "application/json" },
        body: JSON.stringify({ revision: Number(this.form.dataset["revision"]), cells, reasons }),
      });
      if (response.status === 401) { // signed out meanwhile: what was typed waits
        this.keep(sent);
        this.say("expired");
        return this.later(retry);
      }
      if (response.ok) return this.saved(await response.json() as Saved, sent);
      const refused = await response.json() as Refused;
      this.stopped = response.status !== 503 && response.status !== 429;
      this.keep(sent);
      this.refused(refused);
      if (!this.stopped) this.later(retry);
    } catch {
      this.keep(sent);
      this.say("offline");
      this.later(retry);
    }
  }

  /** Puts what was not saved back, except where the person typed on. */
  private keep(sent: Map<string, Cell>): void {
    sent.forEach((cell, address) => {
      if (!this.changed.has(address)) this.changed.set(address, cell);
    });
  }

  private saved(answer: Saved, sent: Map<string, Cell>): void {
    this.revise(answer.revision);
    sent.forEach((cell, address) => {
      if (!this.changed.has(address)) cell.closest("td, .field")?.classList.remove("is-changed");
    });
    this.problems(answer.problems ?? []);
    advise(this.form, answer.warnings ?? []);
    this.say("saved", answer.saved_at);
    if (this.changed.size) this.later(pause);
  }

  private revise(revision: number): void {
    this.form.dataset["revision"] = String(revision);
    for (const field of document.querySelectorAll<HTMLInputElement>("[data-revision-field]")) field.value = String(revision);
  }

  /** Shows why saving was refused and, cell by cell, what both persons wrote. */
  private refused(answer: Refused): void {
    this.say("refused");
    const box = this.form.querySelector<HTMLElement>("[data-conflict]");
    if (!box) return;
    const both = Object.entries(answer.cells ?? {});
    const message = box.querySelector("[data-conflict-message]");
    if (message) message.textContent = answer.message;
    const list = box.querySelector<HTMLElement>("[data-conflict-cells]");
    list?.replaceChildren(...both.map(([address, b]) => this.choice(list, address, b)));
    box.querySelector("[data-reload]")?.addEventListener("click", () => this.reload(), { once: true });
    box.querySelector("[data-resolve]")?.addEventListener("click", () => void this.resolve(box, answer), { once: true });
    if (box instanceof HTMLDialogElement) {
      if (!box.open) box.showModal();
    } else {
      box.hidden = false;
      box.focus();
    }
  }

  private choice(list: HTMLElement, address: string, both: Both): HTMLElement {
    const item = document.createElement("li");
    const mine = list.dataset["mine"], theirs = list.dataset["theirs"];
    if (!mine || !theirs) {
      item.textContent = `${this.name(address)}: ${both.yours || "—"} ≠ ${both.theirs || "—"}`;
      return item;
    }
    item.append(this.name(address));
    for (const [word, value, keep] of [[mine, both.yours, true], [theirs, both.theirs, false]] as const) {
      const label = document.createElement("label"), radio = document.createElement("input");
      radio.type = "radio";
      radio.name = `conflict:${address}`;
      radio.checked = keep;
      if (keep) radio.dataset["keep"] = address;
      label.append(radio, ` ${word} `, Object.assign(document.createElement("b"), { textContent: value || "—" }));
      item.append(label);
    }
    return item;
  }

  /** Saves the cells the person chose to keep over the newer revision; the others stay as they are stored. */
  private async resolve(box: HTMLElement, answer: Refused): Promise<void> {
    const kept = new Set([...box.querySelectorAll<HTMLInputElement>("[data-keep]:checked")].map((radio) => radio.dataset["keep"]));
    for (const address of Object.keys(answer.cells ?? {})) if (!kept.has(address)) this.changed.delete(address);
    if (box instanceof HTMLDialogElement) box.close();
    if (answer.revision !== undefined) this.revise(answer.revision);
    this.stopped = false;
    await this.save();
    if (!this.changed.size) this.reload();
  }

  private reload(): void {
    this.leaving = true;
    location.reload();
  }

  private problems(problems: Problem[]): void {
    for (const cell of this.form.querySelectorAll<Cell>("[data-cell][aria-invalid]")) clear(cell);
    for (const { cell: address, message } of problems) {
      const cell = this.cell(address);
      if (cell) mark(cell, message);
    }
    const count = this.form.querySelector("[data-problem-count]");
    if (count) count.textContent = problems.length ? String(problems.length) : "";
  }

  /** Waits for the last save before a form goes out, so that what is sent is what is seen. */
  private async submit(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
    const button = event.submitter;
    if (this.leaving || (!this.changed.size && !this.saving)) {
      if (event.defaultPrevented) return;
      if (asksFirst(button)) return event.preventDefault();
      this.leaving = true;
      setTimeout(() => {
        for (const b of form.elements) if (b instanceof HTMLButtonElement && b.type === "submit") b.disabled = true;
      });
      return;
    }
    event.preventDefault();
    await this.save();
    if (this.changed.size) {
      const box = this.form.querySelector("[data-conflict]");
      if (this.stopped && box instanceof HTMLDialogElement && !box.open) box.showModal();
      return;
    }
    if (button instanceof HTMLElement) form.requestSubmit(button);
    else form.requestSubmit();
  }

  private total(): void {
    for (const out of this.form.querySelectorAll<HTMLElement>("[data-sum]")) {
      const decimals = Number(out.dataset["decimals"] ?? 0), unit = out.dataset["unit"];
      const cells = (out.dataset["sum"] ?? "").split(" ").filter(Boolean);
      const sum = cells.reduce<bigint | null>((all, address) => {
        const value = parse(this.value(address), decimals, unit);
        return all === null || value === null ? null : all + value;
      }, parse(out.dataset["plus"] ?? "", decimals));
      out.textContent = sum === null ? "—" : format(sum, decimals); // why it is none stands at the cell
    }
  }

  private say(status: "saving" | "saved" | "offline" | "expired" | "refused", at = ""): void {
    const node = document.querySelector<HTMLElement>("[data-save-status]");
    if (!node) return;
    node.dataset["saveStatus"] = status;
    node.textContent = (node.getAttribute(`data-text-${status}`) ?? "").replace("{0}", at);
  }

  private cell(address: string): Cell | null {
    return asCell(this.form.querySelector(`[data-cell="${CSS.escape(address)}"]`));
  }

  private value(address: string): string {
    const cell = this.cell(address);
    return cell ? text(cell) : "";
  }

  private name(address: string): string {
    return this.cell(address)?.getAttribute("aria-label") ?? address;
  }
}

function asCell(target: EventTarget | null): Cell | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return target;
  }
  return null;
}

function text(cell: Cell): string {
  if (cell instanceof HTMLInputElement && cell.type === "checkbox") return cell.checked ? "yes" : "";
  return cell.value;
}

/** Lets a text be as high as it is long. */
function grow(area: HTMLTextAreaElement): void {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function mark(cell: Cell, message: string): void {
  const id = "problem-" + (cell.dataset["cell"] ?? "").replace(/[^\w-]/g, "-");
  let note = document.getElementById(id);
  if (!note) {
    note = document.createElement("p");
    note.id = id;
    note.className = "problem";
    (cell.closest("td, .field") ?? cell.parentElement)?.append(note);
  }
  note.textContent = message;
  cell.setAttribute("aria-invalid", "true");
  const described = new Set((cell.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)).add(id);
  cell.setAttribute("aria-describedby", [...described].join(" "));
  cell.closest("td, .field")?.classList.add("is-bad");
}

function clear(cell: Cell): void {
  const id = "problem-" + (cell.dataset["cell"] ?? "").replace(/[^\w-]/g, "-");
  document.getElementById(id)?.remove();
  cell.removeAttribute("aria-invalid");
  const others = (cell.getAttribute("aria-describedby") ?? "").split(" ").filter((d) => d && d !== id);
  if (others.length) cell.setAttribute("aria-describedby", others.join(" "));
  else cell.removeAttribute("aria-describedby");
  cell.closest("td, .field")?.classList.remove("is-bad");
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-entry]")) new Entry(form);
