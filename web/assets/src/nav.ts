// Keys and clicks for moving about: Ctrl K goes to the search field, a row
// with data-row opens its first link, an open menu closes on Escape and on a
// click elsewhere.

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const field = document.querySelector<HTMLInputElement>("[data-search]");
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
  if (event.key === "Escape") closeMenus(null);
});

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;
  closeMenus(target.closest("details.menu"));
  const address = target.closest("tr[data-row]")?.querySelector("a")?.href;
  if (address && !target.closest("a, button, input, select, label, summary") && !getSelection()?.toString()) {
    location.assign(address);
  }
});

function closeMenus(except: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (menu === except) continue;
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary")?.focus();
  }
}

// A select with data-submit sends its form: filters act at once.
document.addEventListener("change", (event) => {
  const target = event.target;
  if (target instanceof HTMLSelectElement && target.hasAttribute("data-submit")) target.form?.requestSubmit();
});

// A form is sent once: the second click of a double click finds its button off.
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement)) return;
  const form = event.target;
  setTimeout(() => {
    if (event.defaultPrevented || form.method === "get") return;
    for (const button of form.querySelectorAll<HTMLButtonElement>("button[type=submit]")) button.disabled = true;
  });
});

// Going back in history shows the page with its buttons on again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[type=submit]:disabled")) {
    if (!button.hasAttribute("data-off")) button.disabled = false;
  }
});
