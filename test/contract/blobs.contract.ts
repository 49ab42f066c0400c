import { text } from 'node:stream/consumers';
import type { Blobs, Received } from '../../src/application/ports/blobs.js';
import type { Contract } from '../support/contract.js';

const LIMIT = 1000;

export async function* bytesOf(...chunks: string[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** Chunks that break off. */
async function* broken(...chunks: string[]): AsyncIterable<Uint8Array> {
  yield* bytesOf(...chunks);
  throw new Error('it broke off');
}

const kept = async (blobs: Blobs, ...chunks: string[]): Promise<Received> => {
  const received = await blobs.receive(bytesOf(...chunks), LIMIT);
  await received.keep();
  return received;
};

const read = async (blobs: Blobs, digest: string, range?: { first: number; last: number }) => {
  const blob = await blobs.find(digest);
  return blob && text(blob.read(range));
};

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

export const blobsContract: Contract<Blobs> = {
  'finds what was kept under the SHA-256 of all of it, as it was': async (blobs) => {
    expect(await kept(blobs, 'hel', '', 'lo')).toMatchObject({ digest: HELLO, size: 5 });
    expect(await blobs.find(HELLO)).toMatchObject({ size: 5 });
    expect(await read(blobs, HELLO)).toBe('hello');
    const { digest } = await kept(blobs, 'other');
    expect(await read(blobs, digest)).toBe('other');
    expect(await read(blobs, HELLO)).toBe('hello');
  },

  'keeps the same bytes as often as they come': async (blobs) => {
    await kept(blobs, 'hello');
    await kept(blobs, 'hell', 'o');
    expect(await read(blobs, HELLO)).toBe('hello');
  },

  'finds nothing that was only received, and nothing that was let go': async (blobs) => {
    const received = await blobs.receive(bytesOf('hello'), LIMIT);
    expect(await blobs.find(HELLO)).toBeUndefined();
    await received.discard();
    await received.discard();
    expect(await blobs.find(HELLO)).toBeUndefined();
    expect(await blobs.find('0'.repeat(64))).toBeUndefined();
  },

  'does not let go of what is kept': async (blobs) => {
    await (await kept(blobs, 'hello')).discard();
    expect(await read(blobs, HELLO)).toBe('hello');
  },

  'shows the first bytes of what it received': async (blobs) => {
    const received = await blobs.receive(bytesOf('hel', 'lo'), LIMIT);
    expect(Buffer.from(await received.bytes(4)).toString()).toBe('hell');
    expect(Buffer.from(await received.bytes(100)).toString()).toBe('hello');
  },

  'reads a range, its first and its last byte included': async (blobs) => {
    await kept(blobs, 'hello');
    expect(await read(blobs, HELLO, { first: 1, last: 3 })).toBe('ell');
    expect(await read(blobs, HELLO, { first: 4, last: 4 })).toBe('o');
  },

  'takes as much as the limit, and not a byte more': async (blobs) => {
    const { digest } = await kept(blobs, 'x'.repeat(600), 'x'.repeat(400));
    expect(await blobs.find(digest)).toMatchObject({ size: LIMIT });
    const drawn: number[] = [];
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(drawn.push(400) && 400);
    })();
    await expect(blobs.receive(endless, LIMIT)).rejects.toMatchObject({ code: 'file.too_large' });
    expect(drawn).toHaveLength(3);
  },

  'throws what its source throws': async (blobs) => {
    await expect(blobs.receive(broken('hel', 'lo'), LIMIT)).rejects.toThrow('it broke off');
    expect(await blobs.find(HELLO)).toBeUndefined();
  },

  'sweeps what nobody uses, and nothing else': async (blobs) => {
    await kept(blobs, 'hello');
    const { digest } = await kept(blobs, 'other');
    await blobs.sweep(async (digests) => digests.filter((one) => one === HELLO));
    expect(await blobs.find(HELLO)).toBeUndefined();
    expect(await read(blobs, digest)).toBe('other');
  },

  'keeps what comes into use while it sweeps': async (blobs) => {
    await kept(blobs, 'hello');
    let asked = 0;
    await blobs.sweep(async (digests) => ((asked += 1) === 1 ? digests : []));
    expect(await read(blobs, HELLO)).toBe('hello');
  },
};
