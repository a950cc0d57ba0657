// "Near me" asks the device only when pressed, and no more exactly than a kilometre. Nothing is kept.
export function offerNearMe() {
  const button = document.querySelector("[data-near-me]");
  if (!button || !navigator.geolocation || !isSecureContext) return;
  const words = document.querySelector("[data-near-me-words]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { form } = button;
        form.elements.namedItem("near").value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        form.requestSubmit();
      },
      () => {
        button.removeAttribute("aria-busy");
        words.textContent = words.dataset.refused;
      },
      { enableHighAccuracy: false, timeout: 20000, maximumAge: 600000 },
    );
  });
}
