export const Logo = () => (
  <span class="logo" aria-hidden="true">
    <svg viewBox="0 0 64 64" focusable="false">
      <path d="M15 15h27a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6H28l-9 8v-8h-4a6 6 0 0 1-6-6V21a6 6 0 0 1 6-6z" />
      <path class="second" d="M53 26a5 5 0 0 1 4 5v10a5 5 0 0 1-5 5h-1v6l-7-6H34a5 5 0 0 1-4-2" />
      <g class="dots">
        <circle cx="20" cy="26.5" r="2.8" />
        <circle cx="28.5" cy="26.5" r="2.8" />
        <circle cx="37" cy="26.5" r="2.8" />
      </g>
    </svg>
  </span>
);
