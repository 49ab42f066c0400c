import { text } from 'node:stream/consumers';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { UNSENT_LIFE } from '../../src/application/use-cases/sweep-files.js';
import { UPLOADS_AT_ONCE } from '../../src/application/use-cases/upload-file.js';
import { ChatError } from '../../src/domain/chat-error.js';
import { LOBBY } from '../../src/domain/room.js';
import { bytesOf } from '../contract/blobs.contract.js';
import { changed, memoryWorld, type World } from '../support/memory-world.js';

const PNG = '\x89PNG\r\n\x1a\n and so on';

async function* latin(bytes: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(bytes, 'latin1');
}

const upload = (world: World, caller: Caller, bytes: string, name = 'notes.txt', room = LOBBY) =>
  world.uploadFile.execute({ caller, room, name, bytes: latin(bytes) });

const show = async (world: World, caller: Caller, file: string, preview = false) => {
  const { blob } = await world.showFile.execute({ caller, file, preview });
  return text(blob.read());
};

const code = async (doing: Promise<unknown>): Promise<string> => {
  const error: unknown = await doing.catch((reason: unknown) => reason);
  return error instanceof ChatError ? error.code : `no refusal: ${JSON.stringify(error)}`;
};

describe('uploading a file', () => {
  let world: World;
  let ann: Caller;
  beforeEach(async () => {
    world = await memoryWorld();
    ann = await world.guest('Ann');
  });

  it('keeps it as it is, for its user alone until it is sent', async () => {
    const file = await upload(world, ann, 'hello', '../../etc/notes.txt');
    expect(file).toMatchObject({ name: 'notes.txt', type: 'application/octet-stream', size: 5 });
    expect(await show(world, ann, file.id)).toBe('hello');
    expect(await code(show(world, await world.guest('Bob'), file.id))).toBe('file.not_found');
  });

  it('makes a picture anew, and its preview', async () => {
    const file = await upload(world, ann, PNG, 'holiday');
    expect(file).toMatchObject({ name: 'holiday.png', type: 'image/png', width: 3, height: 2 });
    expect(await show(world, ann, file.id, true)).toBe('preview');
  });

  it('is refused for what is none, or not what its name says', async () => {
    expect(await code(upload(world, ann, ''))).toBe('file.empty');
    expect(await code(upload(world, ann, 'x'.repeat(101)))).toBe('file.too_large');
    expect(await code(upload(world, ann, 'PK\u0003\u0004', 'zip.png'))).toBe('file.picture_invalid');
  });

  it('reads nothing of what is said to be too large', async () => {
    let read = 0;
    const bytes = (async function* () {
      yield Buffer.alloc((read += 1));
    })();
    const input = { caller: ann, room: LOBBY, name: 'a', bytes, size: 101 };
    expect(await code(world.uploadFile.execute(input))).toBe('file.too_large');
    expect(read).toBe(0);
  });

  it('is refused where one may not write', async () => {
    const { id } = await world.room(await world.guest('Bob'), 'Elsewhere');
    expect(await code(upload(world, ann, 'hello', 'a', id))).toBe('room.not_member');
    expect(await code(upload(world, ann, 'hello', 'a', 'nowhere'))).toBe('room.not_found');
  });

  it('keeps as much of each user as the quota allows', async () => {
    await upload(world, ann, 'x'.repeat(100));
    await upload(world, ann, 'x'.repeat(99));
    expect(await code(upload(world, ann, 'x'.repeat(52)))).toBe('file.quota');
    await upload(world, ann, 'x'.repeat(51));
    expect(await code(upload(world, ann, 'x'))).toBe('file.quota');
  });

  it('takes a few at once, and is as good as new when they are done', async () => {
    const gates: (() => void)[] = [];
    const slow = async function* () {
      await new Promise<void>((open) => gates.push(open));
      yield* bytesOf('hello');
    };
    const begin = () => world.uploadFile.execute({ caller: ann, room: LOBBY, name: 'a', bytes: slow() });
    const all = Array.from({ length: UPLOADS_AT_ONCE }, begin);
    await world.turn();
    expect(await code(begin())).toBe('rate_limited');
    for (const open of gates) open();
    await Promise.all(all);
    expect(await upload(world, ann, 'hello')).toMatchObject({ size: 5 });
  });

  it('leaves nothing where the bytes cannot be kept', async () => {
    world = await memoryWorld(({ blobs }) => ({
      blobs: changed(blobs, {
        receive: async (source, limit) => ({
          ...(await blobs.receive(source, limit)),
          keep: () => Promise.reject(new ChatError('unavailable')),
        }),
      }),
    }));
    ann = await world.guest('Ann');
    expect(await code(upload(world, ann, 'hello'))).toBe('unavailable');
    expect(await world.ground.files.total(ann.user.id)).toBe(0);
  });
});

describe('sweeping files', () => {
  it('lets go of what is not sent within a day, and of its bytes', async () => {
    const world = await memoryWorld();
    const ann = await world.guest('Ann');
    world.sweepFiles.execute();
    const old = await upload(world, ann, 'old');
    await world.clock.advance(UNSENT_LIFE - 1);
    const young = await upload(world, ann, 'young');
    expect(await show(world, ann, old.id)).toBe('old');
    await world.clock.advance(2 * 60 * 60 * 1000);
    expect(await code(show(world, ann, old.id))).toBe('file.not_found');
    expect(await world.ground.blobs.find(old.digest)).toBeUndefined();
    expect(await show(world, ann, young.id)).toBe('young');
  });
});
