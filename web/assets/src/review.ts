// A reviewer clicks a cell and writes beside it; a link to a cell leads the
// keyboard there too.

for (const form of document.querySelectorAll<HTMLElement>("[data-return]")) tidy(form);

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const cell = event.target.closest<HTMLElement>("[data-pin]");
  if (cell) comment(cell.dataset["pin"] ?? "");
  const link = event.target.closest<HTMLAnchorElement>("[data-to-cell]");
  const target = link && document.getElementById(link.hash.slice(1));
  if (target) {
    event.preventDefault();
    target.scrollIntoView({ block: "center", inline: "center" });
    target.focus({ preventScroll: true });
  }
});

/** Shows the comments in use, and one to begin with. */
function tidy(form: HTMLElement): void {
  entries(form).forEach((entry, i) => { entry.hidden = i > 0 && !choice(entry).value; });
}

/** Opens a comment on the cell in the first form of a return. */
function comment(address: string): void {
  const form = document.querySelector<HTMLDetailsElement>("[data-return]");
  if (!form) return;
  form.open = true;
  const all = entries(form);
  let entry = all.find((e) => choice(e).value === address) ?? all.find((e) => !choice(e).value && !words(e).value);
  const last = all[all.length - 1];
  if (!entry && last) {
    entry = last.cloneNode(true) as HTMLElement;
    words(entry).value = "";
    last.after(entry);
  }
  if (!entry) return;
  entry.hidden = false;
  choice(entry).value = address;
  mark(form);
  words(entry).focus();
}

/** Marks the cells that have a comment. */
function mark(form: HTMLElement): void {
  const pinned = new Set(entries(form).map((entry) => choice(entry).value));
  for (const cell of document.querySelectorAll<HTMLElement>("[data-pin]")) {
    cell.closest("td, .field")?.classList.toggle("is-target", pinned.has(cell.dataset["pin"] ?? ""));
  }
}

document.addEventListener("change", (event) => {
  const form = event.target instanceof HTMLSelectElement && event.target.closest<HTMLElement>("[data-return]");
  if (form) mark(form);
});

function entries(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>("[data-pin-entry]")];
}

function choice(entry: HTMLElement): HTMLSelectElement {
  return entry.querySelector("select") as HTMLSelectElement;
}

function words(entry: HTMLElement): HTMLTextAreaElement {
  return entry.querySelector("textarea") as HTMLTextAreaElement;
}
