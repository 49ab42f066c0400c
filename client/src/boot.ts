// Runs before the first paint, and on browsers too old for the rest. It sets the chosen theme, so that no other one
// flashes, and shows at once that the page's script did not load, which otherwise shows after some seconds.

const root = document.documentElement;

try {
  const theme = localStorage.getItem('parley:theme');
  if (theme) root.dataset['theme'] = theme;
} catch {
  // Storage is refused: the theme is the system's.
}

addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) root.dataset['boot'] = 'failed';
  },
  true,
);
