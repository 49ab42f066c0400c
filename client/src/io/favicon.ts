/** Counted no further: a tab's icon is small. */
const MOST = 9;

/** The count in a corner of the icon, whose drawing is 64 wide. */
const badge = (count: number): string =>
  '<circle cx="44" cy="44" r="20" fill="#d92d20"/>' +
  '<text x="44" y="54" fill="#fff" font-family="sans-serif" font-size="29" font-weight="700" text-anchor="middle">' +
  `${count > MOST ? `${MOST}+` : count}</text></svg>`;

const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')!;
const plain = link.href;
let drawing: Promise<string> | undefined;
let shown = 0;

/** Shows on the icon of the tab how much is unread. */
export async function showUnread(count: number): Promise<void> {
  shown = count;
  if (count === 0) return void (link.href = plain);
  try {
    drawing ??= fetch(plain).then((response) => response.text());
    const badged = (await drawing).replace('</svg>', badge(count));
    if (shown === count) link.href = `data:image/svg+xml,${encodeURIComponent(badged)}`;
  } catch {
    // Tried again with the next count; the title has the number, too.
    drawing = undefined;
  }
}
