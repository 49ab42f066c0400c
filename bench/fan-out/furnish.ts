import { randomUUID } from 'node:crypto';

/** So many are let in at a time. */
const AT_ONCE = 50;

export interface Furnished {
  /** Of the people, who are in no room but the lobby. */
  readonly tokens: readonly string[];
  /** The ids of the rooms. */
  readonly opened: readonly string[];
}

export const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `room-${n}`);

/** Opens rooms in a server of ours, and lets people in. */
export async function furnish(url: string, rooms: number, people: number): Promise<Furnished> {
  const post = async (path: string, body: object, token = ''): Promise<never> => {
    const headers = {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await answer.json()) as never;
  };
  const tokens: string[] = [];
  while (tokens.length < people) {
    const guests = Array.from({ length: Math.min(AT_ONCE, people - tokens.length) }, (_, n) =>
      post('/api/session', { nickname: `Guest ${tokens.length + n}` }),
    );
    for (const { token } of await Promise.all<{ token: string }>(guests)) tokens.push(token);
  }
  // A host who is no guest: whoever opens a room is in it.
  const host = (await post('/api/session', { nickname: 'Host' })) as { token: string };
  const opened: string[] = [];
  for (const name of numbered(rooms)) {
    const { room } = (await post('/api/rooms', { id: randomUUID(), name }, host.token)) as {
      room: { id: string };
    };
    opened.push(room.id);
  }
  return { tokens, opened };
}
