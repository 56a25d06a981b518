// Runs before the first paint, as a classic script, so that a chosen theme never flashes the other one.
(function () {
  const chosen = localStorage.getItem('orleans.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();
