// Runs before the first paint, so that a chosen theme never flashes. Kept apart from the modules, which run later.
try {
  const chosen = localStorage.getItem("ponte-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* A browser that keeps nothing follows the device. */ }
