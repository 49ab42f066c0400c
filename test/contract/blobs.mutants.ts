import { createHash } from 'node:crypto';
import type { Blobs, Received } from '../../src/application/ports/blobs.js';
import { MemoryBlobs } from '../../src/infrastructure/memory/memory-blobs.js';
import { instead } from './mutants.js';

type Change = (blobs: MemoryBlobs) => Partial<Blobs>;

/** Receives as it should, and then does something otherwise. */
const received =
  (change: (received: Received, blobs: MemoryBlobs) => Partial<Received>): Change =>
  (blobs) => ({
    async receive(source, limit) {
      const one = await blobs.receive(source, limit);
      return { ...one, ...change(one, blobs) };
    },
  });

const mutants: Record<string, Change> = {
  'names bytes by how many they are': received(({ size }) => ({
    digest: createHash('sha256').update(`${size}`).digest('hex'),
  })),
  'keeps at once': received((one) => (void one.keep(), {})),
  'keeps nothing twice': (blobs) => {
    const known = new Set<string>();
    return received((one) => ({
      async keep() {
        if (known.has(one.digest)) throw new Error('known');
        known.add(one.digest);
        await one.keep();
      },
    }))(blobs);
  },
  'lets go of what is kept': received((_one, blobs) => ({
    discard: () => blobs.sweep(async (digests) => digests),
  })),
  'shows all of what it received': received((one) => ({ bytes: () => one.bytes(Infinity) })),
  'leaves the last byte of a range out': (blobs) => ({
    async find(digest) {
      const blob = await blobs.find(digest);
      return blob && { ...blob, read: (range) => blob.read(range && { ...range, last: range.last - 1 }) };
    },
  }),
  'counts when all is there': (blobs) => ({
    async receive(source, limit) {
      const all: Uint8Array[] = [];
      for await (const chunk of source) if (all.push(chunk) > 10) break;
      return blobs.receive(
        (async function* () {
          yield* all;
        })(),
        limit,
      );
    },
  }),
  'takes a little more than allowed': (blobs) => ({
    receive: (source, limit) => blobs.receive(source, limit + 500),
  }),
  'takes what broke off for all': (blobs) => ({
    receive: (source, limit) =>
      blobs.receive(
        (async function* () {
          try {
            yield* source;
          } catch {
            // As if that were the end.
          }
        })(),
        limit,
      ),
  }),
  'sweeps nothing': () => ({ sweep: async () => {} }),
  'sweeps everything': (blobs) => ({ sweep: () => blobs.sweep(async (digests) => digests) }),
  'asks only once before it sweeps': (blobs) => ({
    async sweep(unused) {
      let answer: Promise<readonly string[]> | undefined;
      await blobs.sweep((digests) => (answer ??= unused(digests)));
    },
  }),
};

export const blobsMutants = Object.fromEntries(
  Object.entries(mutants).map(([fault, change]) => [
    fault,
    async () => {
      const blobs = new MemoryBlobs();
      return { subject: instead<Blobs>(blobs, change(blobs)) };
    },
  ]),
);
