// Enhancement only: every page and every form works without this file.
import { focusErrors } from "./form.js";
import { startTabs } from "./tabs.js";
import { watchSession } from "./session.js";

focusErrors();
startTabs(document);
watchSession(document.querySelector("dialog[data-timeout]"));

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
