// A button with data-print prints the page. Who changes the excerpt of a text
// means to take it. What was typed and not saved is guarded: leaving asks, and an
// expired session or a refused save loses nothing.

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-print]")) window.print();
});

document.addEventListener("input", (event) => {
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  const take = event.target.closest(".source")?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (take) take.checked = true;
});

interface Kept {
  revision: string;
  texts: Record<string, string>;
}

const form = document.querySelector<HTMLFormElement>("form[data-keep]");
if (form) guard(form);

function guard(form: HTMLFormElement): void {
  const key = `kept ${form.getAttribute("action") ?? ""}`;
  const fields = () => form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[type=text], textarea");
  const revision = form.querySelector<HTMLInputElement>("[name=revision]")?.value ?? "";
  let dirty = false;
  restore();
  form.addEventListener("input", () => {
    dirty = true;
    const texts: Record<string, string> = {};
    for (const field of fields()) texts[field.name] = field.value;
    sessionStorage.setItem(key, JSON.stringify({ revision, texts } satisfies Kept));
  });
  document.addEventListener("submit", () => { dirty = false; });
  addEventListener("beforeunload", (event) => {
    if (!dirty) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });

  function restore(): void {
    const text = sessionStorage.getItem(key);
    if (!text) return;
    const kept = JSON.parse(text) as Kept;
    const differs = [...fields()].filter((field) => (kept.texts[field.name] ?? field.value).trim() !== field.value.trim());
    if (differs.length === 0) {
      sessionStorage.removeItem(key);
      return;
    }
    const same = kept.revision === revision;
    const told = form.querySelector<HTMLElement>(`[data-kept=${same ? "same" : "other"}]`);
    if (!told) return;
    told.hidden = false;
    if (same) {
      for (const field of differs) field.value = kept.texts[field.name] ?? "";
      dirty = true;
    } else {
      const quote = told.querySelector("q");
      if (quote) quote.textContent = kept.texts["note"] ?? "";
      sessionStorage.removeItem(key);
    }
  }
}
