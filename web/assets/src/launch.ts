// The pages that prepare a campaign: counting the units chosen, finding one
// among them, a category with all its units at once; and saying that a launch
// is under way. Without this script the forms post the same.

const form = document.querySelector<HTMLFormElement>("form[data-units]");
if (form) units(form);
for (const slow of document.querySelectorAll<HTMLFormElement>("form[data-busy]")) {
  slow.addEventListener("submit", () => {
    const says = slow.querySelector<HTMLElement>("[data-working]");
    if (says) says.textContent = slow.dataset["busy"] ?? "";
    for (const button of slow.querySelectorAll<HTMLButtonElement>("button")) setTimeout(() => (button.disabled = true));
  });
}

function units(form: HTMLFormElement): void {
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const group = box.closest<HTMLElement>("[data-group]");
    if (!group) return;
    if (box.name === "category") for (const unit of boxes(group)) unit.checked = box.checked;
    else if (box.checked) category(group).checked = true;
    count(form);
  });
  const field = form.querySelector<HTMLInputElement>("[data-find]");
  field?.addEventListener("input", () => find(form, field.value.trim().toLowerCase()));
  field?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it searches, and sends nothing
  });
}

function category(group: HTMLElement): HTMLInputElement {
  const box = group.querySelector<HTMLInputElement>("input[name=category]");
  if (!box) throw new Error("a group without its category");
  return box;
}

function boxes(group: ParentNode): NodeListOf<HTMLInputElement> {
  return group.querySelectorAll<HTMLInputElement>("input[name=unit]");
}

/** Shows how many units are chosen, in each category and in all. */
function count(form: HTMLFormElement): void {
  let all = 0;
  for (const group of form.querySelectorAll<HTMLElement>("[data-group]")) {
    const n = category(group).checked ? [...boxes(group)].filter((box) => box.checked).length : 0;
    const shown = group.querySelector("[data-n]");
    if (shown) shown.textContent = String(n);
    all += n;
  }
  const total = form.querySelector<HTMLElement>("[data-chosen]");
  if (total) total.textContent = (total.dataset["text"] ?? "#").replace("#", String(all));
}

/** Hides every unit whose name does not hold the text; folds open while one searches. */
function find(form: HTMLFormElement, text: string): void {
  for (const label of form.querySelectorAll<HTMLElement>("[data-name]")) {
    const row = label.closest("li");
    if (row) row.hidden = text !== "" && !(label.dataset["name"] ?? "").toLowerCase().includes(text);
  }
  if (text) for (const fold of form.querySelectorAll("details")) fold.open = true;
}
