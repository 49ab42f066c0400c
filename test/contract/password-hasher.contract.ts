import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { PasswordHasher } from '../../src/application/ports/password-hasher.js';
import type { Contract } from '../support/contract.js';

/** More than any hasher lets wait. */
const CROWD = 500;

const PASSWORD = 'correct horse 电池';

/** The least processor time that any of some runs takes, on all threads, in microseconds. */
async function effort(work: () => Promise<unknown>): Promise<number> {
  const efforts: number[] = [];
  for (let run = 0; run < 10; run += 1) {
    const before = process.cpuUsage();
    await work();
    // Only the sum is exact: the system divides it by whom it meets at each tick of its clock.
    const { user, system } = process.cpuUsage(before);
    efforts.push(user + system);
  }
  return Math.min(...efforts);
}

export const passwordHasherContract: Contract<PasswordHasher> = {
  'knows the password of what it kept, and no other': async (hasher) => {
    const kept = await hasher.hash(PASSWORD);
    expect(await hasher.verify(kept, PASSWORD)).toBe(true);
    expect(await hasher.verify(kept, `${PASSWORD} `)).toBe(false);
    expect(await hasher.verify(kept, '')).toBe(false);
    expect(await hasher.verify(await hasher.hash('another'), PASSWORD)).toBe(false);
  },

  'keeps another each time, and nothing to find the password in': async (hasher) => {
    const [first, second] = [await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^\$argon2id\$/);
  },

  'says no where nothing is kept': async (hasher) => {
    for (const password of [PASSWORD, '', 'undefined'])
      expect(await hasher.verify(undefined, password)).toBe(false);
  },

  'takes as long where nothing is kept': async (hasher) => {
    const kept = await hasher.hash(PASSWORD);
    const wrong = await effort(() => hasher.verify(kept, 'wrong'));
    const unknown = await effort(() => hasher.verify(undefined, 'wrong'));
    expect(unknown).toBeGreaterThan(wrong / 3);
    expect(unknown).toBeLessThan(wrong * 3);
  },

  'leaves the event loop free': async (hasher) => {
    let done = false;
    const hashing = hasher.hash(PASSWORD).then(() => (done = true));
    await setImmediate();
    expect(done).toBe(false);
    await hashing;
  },

  'leaves threads to others, however many wait': async (hasher) => {
    let done = 0;
    const hashing = Array.from({ length: 60 }, () => hasher.hash(PASSWORD).then(() => (done += 1)));
    await readFile('package.json');
    expect(done).toBeLessThan(50);
    await Promise.all(hashing);
  },

  'refuses at once where too many wait, and goes on with the others': async (hasher) => {
    const crowd = await Promise.allSettled(Array.from({ length: CROWD }, () => hasher.hash(PASSWORD)));
    const refused = crowd.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(CROWD);
    expect(refused[0]).toMatchObject({ code: 'unavailable' });
    const kept = await hasher.hash(PASSWORD);
    expect(await hasher.verify(kept, PASSWORD)).toBe(true);
  },
};
