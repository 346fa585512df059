// What a page sends goes to the campaign that the page shows, although another
// tab may have taken a different one in hand since: forms carry it in their
// address, requests beside them in a header.
import { addressed, atHand } from "./hand";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  const button = event.submitter;
  const sender = button?.hasAttribute("formaction") ? button : form;
  const name = sender === form ? "action" : "formaction";
  sender.setAttribute(name, addressed(sender.getAttribute(name)));
}, true);

document.addEventListener("htmx:configRequest", (event) => {
  Object.assign((event as CustomEvent<{ headers: Record<string, string> }>).detail.headers, atHand());
});
