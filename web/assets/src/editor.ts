// The text of a plan as a person edits it: numbered lines, every mistake beside
// its line and in a list that leads to it, indents that stay, a search. What is
// typed is kept on the server after each pause, and here while it cannot be.
//
// Contract with the server. The form is <form data-editor data-save-url
// data-seen data-next>; it holds one textarea, a [data-gutter] and a [data-marks]
// beside and behind it, and a [data-find] field. After a pause the whole text is
// posted as text/plain to save-url?seen=…, and answered with
//   200 {seen, saved, state, problems: [{line, column, wrong, path, text}]}
//   409 {message}    the draft was changed in another window
// «seen» is the fingerprint of the draft that this page knows, "" to put the text
// over whatever there is. Words for the status come from the attributes
// data-text-… of the node [data-save-status].
import { atHand } from "./hand";
import { find, type Found } from "./find";
import { indents } from "./indent";
import { Marks, type Problem } from "./marks";

interface Saved { seen: string; saved: string; state: string; problems: Problem[] }
interface Kept { seen: string; text: string }

const pause = 900; // ms without a key before saving
const retry = 10_000; // ms before trying again after the line failed

class Editor {
  private readonly area: HTMLTextAreaElement;
  private readonly marks: Marks;
  private problems: Problem[] = [];
  private stored: string; // what the server has
  private timer = 0;
  private saving: Promise<void> | null = null;
  private stopped = false;
  private leaving = false;
  private found: Found = { at: [], now: -1, length: 0 };

  constructor(private readonly form: HTMLFormElement) {
    const area = form.querySelector("textarea");
    if (!area) throw new Error("an editor without a text");
    this.area = area;
    this.stored = area.value;
    this.marks = new Marks(form, area);
    this.problems = this.listed();
    this.restore();
    this.draw();
    indents(area);
    area.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => void this.submit(event));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.save();
    });
    addEventListener("beforeunload", (event) => {
      if (this.leaving || area.value === this.stored) return;
      event.preventDefault();
      event.returnValue = "";
    });
    this.search();
    const line = Number(new URLSearchParams(location.search).get("line"));
    if (line > 0) this.marks.go(line, 1);
  }

  private typed(): void {
    this.draw();
    this.look();
    this.later(pause);
  }

  private draw(): void { this.marks.draw(this.problems); }

  /** Reads the problems that came with the page. */
  private listed(): Problem[] {
    return [...document.querySelectorAll<HTMLElement>("[data-problem]")].map((node) => ({
      line: Number(node.dataset["line"]), column: Number(node.dataset["column"]), wrong: node.dataset["problem"] === "wrong",
      path: node.querySelector(".path")?.textContent ?? "", text: node.querySelector(".text")?.textContent ?? "",
    }));
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  /** Saves the text where it differs from what is stored; one request at a time. */
  private async save(): Promise<void> {
    clearTimeout(this.timer);
    while (this.saving) await this.saving;
    if (this.stopped || this.area.value === this.stored) return;
    this.saving = this.post(this.area.value).finally(() => { this.saving = null; });
    await this.saving;
    if (!this.stopped && this.area.value !== this.stored) this.later(pause);
  }

  private async post(text: string): Promise<void> {
    this.say("saving");
    this.keep(text);
    try {
      const response = await fetch(`${this.form.dataset["saveUrl"] ?? ""}?seen=${encodeURIComponent(this.form.dataset["seen"] ?? "")}`, {
        method: "POST", body: text, headers: { "Content-Type": "text/plain; charset=utf-8", "Accept": "application/json", ...atHand() },
      });
      if (response.ok) return this.saved(await response.json() as Saved, text);
      if (response.status === 401) {
        this.say("expired");
        return this.later(retry);
      }
      this.refused(response.status, (await response.json() as { message: string }).message);
    } catch {
      this.say("offline");
      this.later(retry);
    }
  }

  private saved(answer: Saved, text: string): void {
    this.stored = text;
    this.form.dataset["seen"] = answer.seen;
    localStorage.removeItem(this.waiting());
    this.problems = answer.problems;
    this.draw();
    this.tell();
    this.say("saved", answer.saved);
    document.querySelector("[data-no-draft]")?.remove();
    for (const node of document.querySelectorAll<HTMLElement>("[data-draft-state]")) {
      node.hidden = false;
      const words = node.querySelector(".muted");
      if (words && !node.querySelector("dialog")) words.textContent = answer.state;
    }
  }

  private refused(status: number, message: string): void {
    this.stopped = status !== 429 && status !== 503;
    this.say("refused", message);
    const box = document.querySelector<HTMLElement>("[data-elsewhere]");
    if (box && status === 409) box.hidden = false;
    if (!this.stopped) this.later(retry);
  }

  /** Shows the list of problems anew, and how many there are. */
  private tell(): void {
    const list = document.querySelector("[data-problems]");
    const counts = document.querySelector<HTMLElement>("[data-counts]");
    if (!list || !counts) return;
    const of = (wrong: boolean): HTMLLIElement[] => this.problems.filter((p) => p.wrong === wrong).map(item);
    list.replaceChildren(...of(true), ...of(false));
    const wrong = this.problems.filter((p) => p.wrong).length;
    const words = wrong ? "wrong" : this.problems.length ? "warned" : "right";
    counts.textContent = (counts.dataset[`text${words[0]?.toUpperCase()}${words.slice(1)}`] ?? "")
      .replace("#", String(wrong)).replace("#", String(this.problems.length - wrong));
    counts.className = wrong ? "problem" : "muted small";
  }

  private say(state: string, more = ""): void {
    const node = document.querySelector<HTMLElement>("[data-save-status]");
    if (!node) return;
    node.dataset["saveStatus"] = state;
    node.textContent = (node.dataset[`text${state[0]?.toUpperCase()}${state.slice(1)}`] ?? "").replace("#", more);
  }

  /** The name under which an unsaved text waits in this browser. */
  private waiting(): string { return `plan ${this.form.dataset["keep"] ?? ""}`; }

  private keep(text: string): void {
    try {
      localStorage.setItem(this.waiting(), JSON.stringify({ seen: this.form.dataset["seen"] ?? "", text } satisfies Kept));
    } catch { /* a full store: the page still holds the text */ }
  }

  /** Takes back a text that this browser could not save, where the draft is still the one it came from. */
  private restore(): void {
    const kept = localStorage.getItem(this.waiting());
    if (!kept) return;
    const { seen, text } = JSON.parse(kept) as Kept;
    if (seen !== this.form.dataset["seen"] || text === this.stored) return localStorage.removeItem(this.waiting());
    this.area.value = text;
    this.later(0);
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    await this.save();
    if (this.area.value !== this.stored) return;
    this.leaving = true;
    location.assign(this.form.dataset["next"] ?? "/plan");
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void this.save();
    } else if (ctrl && event.key.toLowerCase() === "f") {
      event.preventDefault();
      this.field()?.select();
    } else if (event.key === "F8") {
      event.preventDefault();
      this.next(event.shiftKey ? -1 : 1);
    }
  }

  /** Goes to the next problem after the caret, around the end. */
  private next(step: number): void {
    const line = this.area.value.slice(0, this.area.selectionStart).split("\n").length;
    const all = [...this.problems].sort((a, b) => (a.line - b.line) * step);
    const p = all.find((one) => (one.line - line) * step > 0) ?? all[0];
    if (p) this.marks.go(p.line, p.column);
  }

  private click(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLElement>("[data-line] a");
    const line = link?.closest<HTMLElement>("[data-line]")?.dataset;
    if (line) {
      event.preventDefault();
      this.marks.go(Number(line["line"]), Number(line["column"]));
    }
    if (event.target.closest("[data-over]")) {
      this.form.dataset["seen"] = "";
      this.stopped = false;
      const box = document.querySelector<HTMLElement>("[data-elsewhere]");
      if (box) box.hidden = true;
      void this.save();
    }
    if (event.target.closest("[data-reload]")) {
      this.leaving = true;
      localStorage.removeItem(this.waiting());
      location.reload();
    }
  }

  private field(): HTMLInputElement | null { return this.form.querySelector<HTMLInputElement>("[data-find]"); }

  private search(): void {
    const field = this.field();
    field?.addEventListener("input", () => this.look());
    field?.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") this.area.focus();
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.step(event.shiftKey ? -1 : 1);
    });
    for (const button of this.form.querySelectorAll<HTMLElement>("[data-step]")) {
      button.addEventListener("click", () => this.step(Number(button.dataset["step"])));
    }
  }

  /** Finds anew what the search field holds. */
  private look(): void {
    this.found = find(this.area.value, this.field()?.value ?? "", this.area.selectionStart);
    this.count();
    this.marks.show(this.found);
  }

  private step(by: number): void {
    const { at } = this.found;
    if (!at.length) return;
    this.found.now = (this.found.now + by + at.length) % at.length;
    this.count();
    this.marks.show(this.found);
    this.marks.reveal(at[this.found.now] ?? 0, this.found.length);
  }

  private count(): void {
    const node = this.form.querySelector("[data-found]");
    if (node) node.textContent = this.field()?.value ? `${this.found.now + 1}/${this.found.at.length}` : "";
  }
}

function item(p: Problem): HTMLLIElement {
  const li = document.createElement("li");
  Object.assign(li.dataset, { problem: p.wrong ? "wrong" : "warned", line: String(p.line), column: String(p.column) });
  const link = Object.assign(document.createElement("a"), { href: `?line=${p.line}`, textContent: String(p.line) });
  const text = Object.assign(document.createElement("span"), { className: "text", textContent: p.text });
  const path = Object.assign(document.createElement("span"), { className: "path", textContent: p.path });
  li.append(link, text, path);
  return li;
}

const form = document.querySelector<HTMLFormElement>("form[data-editor]");
if (form) new Editor(form);
