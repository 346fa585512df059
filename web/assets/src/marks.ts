// What is drawn beside and behind a text: the numbers of its lines, each problem
// at its line, the words that were found. All lines are of one height.
import type { Found } from "./find";

/** A mistake, or with wrong false a warning; line and column count from 1, the column in characters. */
export interface Problem { line: number; column: number; wrong: boolean; path: string; text: string }

const most = 300; // found words that are drawn

/** The marks of one text. */
export class Marks {
  private readonly gutter: HTMLElement | null;
  private readonly layer: HTMLElement | null;
  private readonly numbers = document.createElement("div");
  private readonly beside = document.createElement("div");
  private readonly behind = document.createElement("div");
  private readonly hits = document.createElement("div");
  private readonly pen = document.createElement("canvas").getContext("2d");
  private readonly height: number;
  private readonly edge: number; // padding around the text
  private lines: string[] = [];

  constructor(form: HTMLElement, private readonly area: HTMLTextAreaElement) {
    this.gutter = form.querySelector<HTMLElement>("[data-gutter]");
    this.layer = form.querySelector<HTMLElement>("[data-marks]");
    this.numbers.className = "editor-numbers";
    this.gutter?.append(this.beside, this.numbers);
    this.layer?.append(this.behind, this.hits);
    const style = getComputedStyle(area);
    this.height = parseFloat(style.lineHeight);
    this.edge = parseFloat(style.paddingTop);
    if (this.pen) this.pen.font = style.font;
    area.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  /** Draws the numbers of the lines and the problems of the text as it stands. */
  draw(problems: Problem[]): void {
    const before = this.lines.length;
    this.lines = this.area.value.split("\n");
    if (this.lines.length !== before) this.numbers.textContent = this.lines.map((_, i) => i + 1).join("\n");
    this.beside.replaceChildren(...problems.map((p) => this.box(`editor-flag ${kind(p)}`, p.line)));
    const texts = new Map<number, Problem[]>();
    for (const p of problems) texts.set(p.line, [...texts.get(p.line) ?? [], p]);
    this.behind.replaceChildren(...[...texts].flatMap(([line, all]) => this.band(line, all)));
    this.follow();
  }

  /** Draws the band of a line and what is wrong with it behind its end. */
  private band(line: number, all: Problem[]): HTMLElement[] {
    const worst = all.find((p) => p.wrong) ?? all[0];
    if (!worst) return [];
    const band = this.box(`editor-band ${kind(worst)}`, line);
    const text = this.box(`editor-text ${kind(worst)}`, line);
    text.textContent = all.map((p) => p.text).join("　");
    text.style.left = `${this.width(this.lines[line - 1] ?? "") + this.edge + 24}px`;
    return [band, text];
  }

  /** Draws the words that were found. */
  show(found: Found): void {
    const from = Math.max(0, found.now - most / 2);
    this.hits.replaceChildren(...found.at.slice(from, from + most).map((at, i) => {
      const { line, start } = this.place(at);
      const before = this.area.value.slice(start, at), word = this.area.value.slice(at, at + found.length);
      const box = this.box(from + i === found.now ? "editor-hit now" : "editor-hit", line);
      box.style.left = `${this.width(before) + this.edge}px`;
      box.style.width = `${this.width(before + word) - this.width(before)}px`;
      return box;
    }));
  }

  /** Puts the caret at a place, in sight. */
  go(line: number, column: number): void {
    const start = this.lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const before = [...this.lines[line - 1] ?? ""].slice(0, column - 1).join("");
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start + before.length, start + before.length);
    this.reveal(start + before.length, 0);
  }

  /** Scrolls to a stretch of the text. */
  reveal(at: number, length: number): void {
    const { line, start } = this.place(at);
    const top = (line - 1) * this.height, area = this.area;
    if (top < area.scrollTop || top > area.scrollTop + area.clientHeight - 3 * this.height) area.scrollTop = top - area.clientHeight / 3;
    const right = this.width(area.value.slice(start, at + length)) + this.edge;
    const left = this.width(area.value.slice(start, at)) + this.edge;
    if (left < area.scrollLeft || right > area.scrollLeft + area.clientWidth) area.scrollLeft = Math.max(0, right - area.clientWidth / 2);
    this.follow();
  }

  private place(at: number): { line: number; start: number } {
    const before = this.area.value.slice(0, at);
    return { line: before.split("\n").length, start: before.lastIndexOf("\n") + 1 };
  }

  private box(name: string, line: number): HTMLElement {
    const box = Object.assign(document.createElement("div"), { className: name });
    box.style.top = `${(line - 1) * this.height + this.edge}px`;
    return box;
  }

  private width(text: string): number { return this.pen?.measureText(text.replace(/\t/g, "  ")).width ?? 0; }

  private follow(): void {
    const { scrollTop, scrollLeft } = this.area;
    for (const node of [this.numbers, this.beside]) node.style.transform = `translateY(${-scrollTop}px)`;
    for (const node of [this.behind, this.hits]) node.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
  }
}

function kind(p: Problem): string { return p.wrong ? "is-wrong" : "is-warned"; }
