/* "Use my phone's position": asks once, only when pressed, and sends the point with the form it names. */
document.querySelectorAll("[data-position]").forEach((button) => {
  if (!navigator.geolocation) return;
  button.hidden = false;
  const said = document.querySelector("[data-said]");
  button.addEventListener("click", () => {
    said.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = document.getElementById(button.dataset.position);
        form.elements.longitude.value = coords.longitude.toFixed(5);
        form.elements.latitude.value = coords.latitude.toFixed(5);
        form.requestSubmit();
      },
      (trouble) => {
        said.textContent = trouble.code === 1 ? button.dataset.denied : button.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
});
