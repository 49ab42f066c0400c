/** What a notification is about, and leads to: a message, or a room where nothing was said yet. */
export interface About {
  readonly room: string;
  readonly epoch: string;
  readonly seq?: number | undefined;
}

export interface Note {
  readonly title: string;
  readonly body: string;
}

/** Under this name is noted what was put away: the worker itself remembers nothing. */
const AWAY = 'parley:put-away';

/** Shows the note, again if need be. */
export const insist = (registration: ServiceWorkerRegistration, about: About, note: Note): Promise<void> =>
  inTurn(() => show(registration, about, note));

/** Shows the note, unless its message or a later one of the room is shown, or was put away. */
export const tell = (registration: ServiceWorkerRegistration, about: About, note: Note): Promise<void> =>
  inTurn(async () => {
    const away = await (await caches.open(AWAY)).match(`/${about.room}`);
    const known = await shownIn(registration, about.room);
    if (away) known.push((await away.json()) as About);
    if (!known.some((one) => reaches(one, about))) await show(registration, about, note);
  });

/** Has the note stand, unheard, where its message itself is shown. */
export const takeBack = (registration: ServiceWorkerRegistration, about: About, note: Note): Promise<void> =>
  inTurn(async () => {
    const [shown] = await shownIn(registration, about.room);
    if (shown && reaches(shown, about) && reaches(about, shown)) {
      await show(registration, about, note, { silent: true });
    }
  });

/** The user wants to be told no more of this message and of those before it. */
export const putAway = async (about: About): Promise<void> =>
  (await caches.open(AWAY)).put(`/${about.room}`, Response.json(about));

/** One at a time over all pages and the worker, so that each sees what another has just shown. */
const inTurn = (task: () => Promise<void>): Promise<void> => navigator.locks.request('parley:notify', task);

const reaches = (one: About, other: About): boolean =>
  one.epoch === other.epoch && (one.seq ?? 0) >= (other.seq ?? 0);

const shownIn = async (registration: ServiceWorkerRegistration, room: string): Promise<About[]> =>
  (await registration.getNotifications({ tag: room })).map(({ data }) => data as About);

/** In the place of what was shown of the room. */
function show(
  registration: ServiceWorkerRegistration,
  about: About,
  { title, body }: Note,
  heard: object = { renotify: true },
): Promise<void> {
  const options = { body, tag: about.room, icon: '/icon.svg', data: about, ...heard };
  return registration.showNotification(title, options);
}
