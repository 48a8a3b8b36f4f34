// Runs before the first paint, so that a dark page never flashes white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("cpe.theme");
  } catch {
    // Storage may be forbidden; the system's preference then decides.
  }
  var theme = chosen && JSON.parse(chosen);
  var dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
