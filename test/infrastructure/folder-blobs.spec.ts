import { existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FolderBlobs } from '../../src/infrastructure/folder-blobs.js';
import { blobsContract, bytesOf } from '../contract/blobs.contract.js';
import { verify } from '../support/contract.js';
import { temporaryFolder } from '../support/temporary-folder.js';

verify('FolderBlobs', blobsContract, async () => {
  const folder = temporaryFolder();
  return { subject: await FolderBlobs.open(folder.path), close: async () => folder.remove() };
});

describe('FolderBlobs', () => {
  const LIMIT = 1000;
  const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
  let folder: ReturnType<typeof temporaryFolder>;
  const path = (...names: string[]): string => join(folder.path, 'files', ...names);
  const open = (): Promise<FolderBlobs> => FolderBlobs.open(path());

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('keeps bytes where only their owner reads them, over a restart', async () => {
    await (await (await open()).receive(bytesOf('hello'), LIMIT)).keep();
    const blob = await (await open()).find(HELLO);
    expect(await text(blob!.read())).toBe('hello');
    expect(statSync(path('2c', HELLO)).mode & 0o777).toBe(0o600);
    expect(statSync(path()).mode & 0o777).toBe(0o700);
  });

  it('leaves nothing of what was let go, broke off or was too much', async () => {
    const blobs = await open();
    await (await blobs.receive(bytesOf('hello'), LIMIT)).discard();
    await blobs.receive(bytesOf('x'.repeat(LIMIT + 1)), LIMIT).catch(() => {});
    expect(readdirSync(path('incoming'))).toEqual([]);
  });

  it('forgets what was on its way when the process ended', async () => {
    await (await open()).receive(bytesOf('hello'), LIMIT);
    expect(readdirSync(path('incoming'))).toHaveLength(1);
    await open();
    expect(readdirSync(path('incoming'))).toEqual([]);
  });

  it('leaves what others have on their way where it is shared, for a day', async () => {
    const received = await (await open()).receive(bytesOf('hello'), LIMIT);
    const forgotten = path('incoming', 'forgotten');
    writeFileSync(forgotten, 'hel');
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(forgotten, yesterday, yesterday);
    const other = await FolderBlobs.share(path());
    await other.sweep(async () => []);
    expect(readdirSync(path('incoming'))).toHaveLength(1);
    await received.keep();
    expect(await text((await other.find(HELLO))!.read())).toBe('hello');
  });

  it('keeps what came into use while two removed it', async () => {
    const [one, other] = [await open(), await FolderBlobs.share(path())];
    const come = async (): Promise<void> => (await one.receive(bytesOf('hello'), LIMIT)).keep();
    await come();
    let second: Promise<void> | undefined;
    const isThere = (): boolean => existsSync(path('2c', HELLO));
    const first = one.sweep(async (digests) => {
      if (isThere()) return digests;
      // Nobody used it when this was asked. It comes again, and the other has it out of the way before this one goes on.
      await come();
      await new Promise<void>((moved) => {
        second = other.sweep(async (all) => {
          if (isThere()) return all;
          moved();
          await first;
          return [];
        });
      });
      return digests;
    });
    await first;
    await second;
    expect(await text((await one.find(HELLO))!.read())).toBe('hello');
  });

  it('puts back what was out of the way when the process ended', async () => {
    await (await (await open()).receive(bytesOf('hello'), LIMIT)).keep();
    renameSync(path('2c', HELLO), path('aside', HELLO));
    expect(await text((await (await open()).find(HELLO))!.read())).toBe('hello');
  });

  it('says that it is unavailable where the disk refuses', async () => {
    const blobs = await open();
    const received = await blobs.receive(bytesOf('hello'), LIMIT);
    // What is in the way of the folder that it belongs to.
    writeFileSync(path('2c'), '');
    await expect(received.keep()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('sweeps folders that others left in it', async () => {
    const blobs = await open();
    mkdirSync(path('zz'));
    writeFileSync(path('note.txt'), 'mine');
    await blobs.sweep(async (digests) => digests);
    expect(existsSync(path('note.txt'))).toBe(true);
  });
});
