// Chapters that fold: which ones are closed is remembered in this browser, by
// the name in data-folds. A chapter opens for the address of something in it.

const groups = document.querySelectorAll<HTMLElement>("[data-folds]");

for (const group of groups) {
  const name = `folded:${group.dataset["folds"] ?? ""}`;
  const parts = [...group.querySelectorAll<HTMLDetailsElement>("details[data-fold]")];
  const closed = new Set(remembered(name));
  for (const part of parts) {
    const key = part.dataset["fold"] ?? "";
    if (closed.has(key)) part.open = false;
    part.addEventListener("toggle", () => {
      if (part.open) closed.delete(key);
      else closed.add(key);
      remember(name, [...closed]);
    });
  }
}

// On paper every chapter is open.
let shut: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll<HTMLDetailsElement>("details[data-fold]:not([open])")];
  for (const part of shut) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of shut) part.open = false;
});

function remembered(name: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

function remember(name: string, keys: string[]): void {
  try {
    localStorage.setItem(name, JSON.stringify(keys));
  } catch {
    // a browser that keeps nothing folds nothing next time
  }
}

function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target?.closest<HTMLDetailsElement>("details[data-fold]");
  if (!target || !part || part.open) return;
  part.open = true;
  target.scrollIntoView();
}

if (groups.length > 0) {
  addEventListener("hashchange", openTarget);
  openTarget();
}
