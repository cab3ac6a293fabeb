// Warns two minutes before the session ends, and keeps what was typed when the reader stays.
const WARNING = 120;

export function watchSession(dialog) {
  if (!dialog) return;
  let warn;
  const restart = () => {
    clearTimeout(warn);
    const wait = Math.max(Number(dialog.dataset.timeout) - WARNING, 5);
    warn = setTimeout(() => dialog.showModal(), wait * 1000);
  };
  dialog.querySelector("[data-stay]").addEventListener("click", async () => {
    const answer = await fetch(dialog.dataset.renew, { method: "POST" }).catch(() => null);
    if (answer?.ok) {
      dialog.close();
      restart();
    } else {
      dialog.querySelector("[data-ended]").hidden = false;
      setTimeout(() => dialog.close(), 8000);
    }
  });
  restart();
}
