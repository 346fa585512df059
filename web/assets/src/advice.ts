// Soft warnings: shown beside their cell or section, in the way of nothing.
// A warning names a cell, «meeting/place», or a section, «attendees»; it stands
// in a node [data-advice] and in the list [data-advised-list] of the dialog that
// a button data-advised="#id" opens before it sends.
export interface Warning { cell: string; message: string }

/** Shows the warnings of what was saved in place of those before. */
export function advise(form: HTMLFormElement, warnings: Warning[]): void {
  for (const node of form.querySelectorAll("[data-advice]")) node.remove();
  for (const { cell, message } of warnings) {
    const note = Object.assign(document.createElement("p"), { className: "advice", textContent: message });
    note.dataset["advice"] = "";
    const at = form.querySelector(`[data-cell="${CSS.escape(cell)}"]`)?.closest("td, .field");
    if (at) at.append(note);
    else form.querySelector(`#section-${CSS.escape(cell)} > h2`)?.after(note);
  }
  document.querySelector("[data-advised-list]")?.replaceChildren(...warnings.map(({ message }) =>
    Object.assign(document.createElement("li"), { textContent: message })));
}

/** Opens the dialog with the warnings, where there are any, and says whether it did. */
export function asksFirst(button: HTMLElement | null): boolean {
  const id = button?.dataset["advised"];
  const dialog = id ? document.querySelector(id) : null;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.querySelector("[data-advised-list] > li")) return false;
  dialog.showModal();
  return true;
}
