// Turns sections with a list of links into tabs. Without this the sections stand under each other.
export function startTabs(root) {
  for (const box of root.querySelectorAll("[data-tabs]:not(.sk-tabs--on)")) start(box);
}

function start(box) {
  const list = box.querySelector(".sk-tabs__list");
  const tabs = [...list.querySelectorAll("a")];
  const panel = (tab) => document.getElementById(tab.hash.slice(1));
  box.classList.add("sk-tabs--on");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", box.dataset.tabs);

  const show = (chosen, focus) => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      panel(tab).hidden = !on;
    }
    if (focus) chosen.focus();
  };

  tabs.forEach((tab, i) => {
    tab.parentElement.setAttribute("role", "presentation");
    tab.setAttribute("role", "tab");
    tab.id = `${panel(tab).id}-tab`;
    tab.setAttribute("aria-controls", panel(tab).id);
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", tab.hash);
      show(tab);
    });
    tab.addEventListener("keydown", (event) => {
      const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      show(tabs.at(next % tabs.length), true);
    });
  });
  show(tabs.find((tab) => tab.hash === location.hash) ?? tabs[0]);
}
