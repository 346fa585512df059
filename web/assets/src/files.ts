// A file is sent as soon as it is chosen, unless it is too large to be taken.

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.hasAttribute("data-upload")) return;
  const largest = Number(input.dataset["upload"]);
  const tooLarge = [...(input.files ?? [])].some((file) => file.size > largest);
  input.setCustomValidity(tooLarge ? input.dataset["tooLarge"] ?? "" : "");
  if (tooLarge) input.reportValidity();
  else if (input.files?.length) input.form?.requestSubmit();
});
