// Says in words that no passkey came, where the library would only write to the console.
const message = document.getElementById("passkey-refused");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  message.hidden = false;
  message.scrollIntoView({ block: "nearest" });
});
