// The choice of colours in the footer, remembered on this device only.
const KEY = "ponte-theme";

export function showThemes() {
  const group = document.querySelector("[data-themes]");
  if (!group) return;
  const buttons = [...group.querySelectorAll("button")];
  const mark = () => {
    const current = document.documentElement.dataset.theme ?? "";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === current));
  };
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.value) document.documentElement.dataset.theme = button.value;
    else delete document.documentElement.dataset.theme;
    try {
      if (button.value) localStorage.setItem(KEY, button.value);
      else localStorage.removeItem(KEY);
    } catch { /* The choice then lasts as long as the page. */ }
    mark();
  });
  mark();
  group.hidden = false;
}
