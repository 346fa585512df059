// A field into which one types a part of a name and picks what it means: the
// server answers with the options (htmx), the arrow keys walk them, Enter takes
// one, Escape closes. What was typed and not picked is sent as it stands: the
// server knows a full name, and says at the field what it could mean else.
//
// The markup is [data-pick] with a list [data-picked] of what was picked, the
// field [role=combobox] and a list [role=listbox] into which the options come:
// [role=option] with data-value and data-text. data-name is the name of what is
// sent, data-several says that there may be more than one.

for (const root of document.querySelectorAll<HTMLElement>("[data-pick]")) pick(root);

function pick(root: HTMLElement): void {
  const field = root.querySelector<HTMLInputElement>("[role=combobox]");
  const list = root.querySelector<HTMLElement>("[role=listbox]");
  const picked = root.querySelector<HTMLElement>("[data-picked]");
  if (!field || !list || !picked) return;
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];
  let took = false;
  const active = (): HTMLElement | undefined => options().find((option) => option.getAttribute("aria-selected") === "true");

  list.addEventListener("htmx:afterSwap", () => {
    show(document.activeElement === field && list.childElementCount > 0);
    mark(options()[0]);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options(), open = !list.hidden && all.length > 0;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length > 0) {
      event.preventDefault();
      show(true);
      const at = all.findIndex((option) => option === active()), step = event.key === "ArrowDown" ? 1 : -1;
      mark(all[(at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && field.value.trim()) {
      event.preventDefault(); // it picks, and sends nothing
      took = true;
      take(active() ?? all[0]);
    } else if (event.key === "Tab" && open && all.length === 1 && field.value.trim()) {
      take(all[0]); // it can mean nothing else
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      show(false);
    } else if (event.key === "Backspace" && !field.value) {
      picked.lastElementChild?.remove();
    }
  });
  field.addEventListener("keypress", (event) => { // some keyboards send it whatever became of the key
    if (event.key === "Enter" && took) event.preventDefault();
  });
  field.addEventListener("keyup", () => { took = false; });
  field.addEventListener("blur", () => setTimeout(() => show(false), 150)); // a click on an option comes first
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element) take(event.target.closest<HTMLElement>("[role=option]") ?? undefined);
  });
  picked.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-drop]")) return;
    event.target.closest("li")?.remove();
    field.focus();
  });

  function show(open: boolean): void {
    list!.hidden = !open;
    field!.setAttribute("aria-expanded", String(open));
    if (!open) field!.removeAttribute("aria-activedescendant");
  }

  function mark(option: HTMLElement | undefined): void {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (!option || list!.hidden) return;
    field!.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Takes an option: it stands before the field, and the field is empty again. */
  function take(option: HTMLElement | undefined): void {
    const value = option?.dataset["value"], text = option?.dataset["text"] ?? "";
    if (!value) return;
    if (!("several" in root.dataset)) picked!.replaceChildren();
    if (![...picked!.querySelectorAll<HTMLInputElement>("input")].some((input) => input.value === value)) {
      picked!.append(chip(root, value, text));
    }
    field!.value = "";
    list!.replaceChildren();
    show(false);
    root.closest(".field")?.classList.remove("is-bad");
  }
}

function chip(root: HTMLElement, value: string, text: string): HTMLLIElement {
  const item = document.createElement("li");
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: root.dataset["name"] ?? "", value });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "pick-drop", textContent: "×" });
  drop.dataset["drop"] = "";
  drop.setAttribute("aria-label", (root.dataset["dropText"] ?? "#").replace("#", text));
  item.append(input, text, drop);
  return item;
}
