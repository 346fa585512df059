// The pages of the ledger: fields that pick by typing, rows chosen together,
// and a form that is not left with something typed in it by mistake.
import "./files";
import "./pick";

const all = document.querySelector<HTMLInputElement>("[data-pick-all]");
const rows = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>("[data-pick-row]")];
all?.addEventListener("change", () => {
  for (const row of rows()) row.checked = all.checked;
  count();
});
document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-pick-row]")) count();
});
addEventListener("pageshow", count);

/** Says how many rows are chosen; nothing can be done with none. */
function count(): void {
  const bar = document.querySelector<HTMLElement>("[data-chosen]");
  if (!bar) return;
  const chosen = rows().filter((row) => row.checked).length;
  bar.hidden = chosen === 0;
  for (const node of document.querySelectorAll<HTMLElement>("[data-chosen-n]")) node.textContent = String(chosen);
  if (all) {
    all.checked = chosen > 0 && chosen === rows().length;
    all.indeterminate = chosen > 0 && !all.checked;
  }
}

const form = document.querySelector<HTMLFormElement>("form[data-record]");
if (form) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector<HTMLButtonElement>("[data-again]") ?? undefined);
  });
  addEventListener("beforeunload", (event) => {
    if (!typed) return;
    event.preventDefault();
    event.returnValue = "";
  });
  const bad = form.querySelector<HTMLElement>(".is-bad input:not([type=hidden]), .is-bad select, .is-bad textarea");
  bad?.closest("details")?.setAttribute("open", "");
  const empty = [...form.querySelectorAll<HTMLInputElement>("input[type=text][aria-required]:not([role])")].find((input) => !input.value);
  (bad ?? empty)?.focus();
}
