// Indents of a text whose outline they are: Tab and Shift Tab move the lines of
// the selection by one level, Enter keeps the level. Escape lets the next Tab
// leave the text. What is typed through an input method is left alone, and
// everything can be undone.
const level = "  ";

/** Lets a text keep its indents. */
export function indents(area: HTMLTextAreaElement): void {
  let leaves = false;
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Tab" && !leaves) {
      event.preventDefault();
      if (event.shiftKey || area.value.slice(area.selectionStart, area.selectionEnd).includes("\n")) shift(area, event.shiftKey);
      else insert(" ".repeat(level.length - column(area) % level.length));
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      insert("\n" + below(area.value.slice(lineStart(area, area.selectionStart), area.selectionStart)));
    }
    leaves = event.key === "Escape" || leaves && event.key === "Shift";
  });
}

/** Returns the indent of a line that follows this one. */
function below(line: string): string {
  const own = /^ */.exec(line)?.[0] ?? "";
  return /:\s*(#.*)?$/.test(line) ? own + level : own;
}

/** Moves the selected lines by one level. */
function shift(area: HTMLTextAreaElement, back: boolean): void {
  const from = lineStart(area, area.selectionStart);
  const end = area.value.indexOf("\n", Math.max(area.selectionEnd - 1, from));
  const until = end < 0 ? area.value.length : end;
  const before = area.value.slice(from, until);
  const after = before.split("\n").map((line) => back ? line.replace(/^ {1,2}/, "") : line && level + line).join("\n");
  if (after === before) return;
  const caret = area.selectionStart === area.selectionEnd ? Math.max(area.selectionStart - level.length, from) : -1;
  area.setSelectionRange(from, until);
  insert(after);
  if (caret < 0) area.setSelectionRange(from, from + after.length);
  else area.setSelectionRange(caret, caret);
}

/** Types a text over the selection, in a way that can be undone. */
function insert(text: string): void { document.execCommand("insertText", false, text); }

function column(area: HTMLTextAreaElement): number { return area.selectionStart - lineStart(area, area.selectionStart); }

function lineStart(area: HTMLTextAreaElement, at: number): number { return area.value.lastIndexOf("\n", at - 1) + 1; }
