import type { Caller } from '../../src/application/use-cases/caller.js';
import { limits } from '../../src/application/limits.js';
import { LOBBY, type RoomId } from '../../src/domain/room.js';
import { memoryWorld } from '../support/memory-world.js';

/** Ann's room, in which Ben has said something. */
async function tearoom(options?: { limited: boolean }) {
  const world = await memoryWorld(undefined, options);
  const [ann, ben, cem] = [await world.guest('Ann'), await world.guest('Ben'), await world.guest('Cem')];
  const { id } = await world.room(ann, 'Tea');
  for (const caller of [ben, cem]) await world.joinRoom.execute({ caller, room: id });
  const { epoch, seq } = await world.say(ben, 'Buy!', id);
  const report = (
    caller: Caller,
    given: { room?: RoomId; epoch?: string; seq?: number; reason?: string } = {},
  ) => world.createReport.execute({ caller, room: id, epoch, seq, reason: 'Advertising', ...given });
  const listed = (caller: Caller) => world.listReports.execute({ caller, room: id });
  return { ...world, ann, ben, cem, tea: id, epoch, seq, report, listed };
}

describe('A report', () => {
  it('comes to the moderators of the room with its message, and to nobody else', async () => {
    const { ann, ben, cem, tea, seq, report, listed, connect, readHistory, turn, clock } = await tearoom();
    const ear = await connect(ben);
    await report(cem);
    await turn();
    expect(await listed(ann)).toMatchObject([
      {
        ...{ room: tea, reason: 'Advertising', at: clock.now(), resolved: undefined },
        by: { id: cem.user.id, nickname: 'Cem' },
        message: { seq, text: 'Buy!', author: { nickname: 'Ben' } },
      },
    ]);
    for (const caller of [ben, cem])
      await expect(listed(caller)).rejects.toMatchObject({ code: 'room.not_allowed' });
    expect(ear.runs).toEqual([]);
    expect((await readHistory.execute({ caller: ben, room: tea })).entries).toHaveLength(1);
  });

  it('is one for each person and message, however often it is made', async () => {
    const { ann, cem, report, listed } = await tearoom();
    await report(cem);
    await report(cem, { reason: 'Once more' });
    await report(ann);
    expect(await listed(ann)).toHaveLength(2);
  });

  it('is seen to once', async () => {
    const { ann, cem, tea, report, listed, resolveReport } = await tearoom();
    await report(cem);
    const [{ id } = { id: '' }] = await listed(ann);
    const resolve = (given: { caller?: Caller; room?: RoomId; report?: string } = {}) =>
      resolveReport.execute({ caller: ann, room: tea, report: id, ...given });
    await expect(resolve({ caller: cem })).rejects.toMatchObject({ code: 'room.not_allowed' });
    await expect(resolve({ report: 'another' })).rejects.toMatchObject({ code: 'report.not_found' });
    for (let n = 0; n < 2; n += 1) await resolve();
    expect(await listed(ann)).toMatchObject([{ resolved: { by: { nickname: 'Ann' } } }]);
  });

  it('of a direct talk comes to the administrator, who sees nothing else of it', async () => {
    const world = await tearoom();
    const { ann, ben, cem, openDirect, say, report, listDirectReports, resolveDirectReport, ground } = world;
    const talk = await openDirect.execute({ caller: ben, users: [cem.user.id] });
    await say(cem, 'a secret', talk.id);
    const { epoch, seq } = await say(ben, 'Buy!', talk.id);
    await report(cem, { room: talk.id, epoch, seq });
    await report(cem);
    const reports = await listDirectReports.execute();
    expect(reports).toMatchObject([{ room: talk.id, message: { text: 'Buy!' } }]);
    expect(JSON.stringify(reports)).not.toContain('a secret');

    const admin = { ...ann, user: (await ground.users.update(ann.user.id, { admin: true }))! };
    await resolveDirectReport.execute({ caller: admin, report: reports[0]!.id });
    expect(await listDirectReports.execute()).toMatchObject([{ resolved: { by: { nickname: 'Ann' } } }]);
    const [open] = await world.listReports.execute({ caller: ann, room: world.tea });
    const elsewhere = resolveDirectReport.execute({ caller: admin, report: open!.id });
    await expect(elsewhere).rejects.toMatchObject({ code: 'report.not_found' });
  });

  it('is about a message that the reporter may see, and says why', async () => {
    const { ann, cem, tea, report, room, updateRoom, guest } = await tearoom();
    const refused = async (asked: Promise<void>, code: string) =>
      expect(asked).rejects.toMatchObject({ code });
    await refused(report(cem, { seq: 9 }), 'message.not_found');
    await refused(report(cem, { epoch: 'another' }), 'room.epoch_changed');
    await refused(report(cem, { reason: ' ' }), 'report.reason_invalid');
    await refused(report(cem, { reason: 'x'.repeat(501) }), 'report.reason_invalid');
    await refused(report(await guest('Dan')), 'room.not_member');
    await updateRoom.execute({ caller: ann, room: tea, topic: 'Green' });
    await refused(report(cem, { seq: 2 }), 'message.not_found');
    const other = await room(ann, 'Other');
    await refused(report(cem, { room: other.id }), 'room.not_member');
  });

  it('cannot be about what was said before one may see', async () => {
    const { ann, ben, createRoom, addMember, say, createReport } = await tearoom();
    const den = await createRoom.execute({ caller: ann, id: 'd', name: 'Den', kind: 'private' });
    const { epoch, seq } = await say(ann, 'before', den.id);
    await addMember.execute({ caller: ann, room: den.id, user: ben.user.id });
    const report = { caller: ben, room: den.id, epoch, seq, reason: 'Curious' };
    await expect(createReport.execute(report)).rejects.toMatchObject({ code: 'message.not_found' });
  });

  it('is made so often, and no more', async () => {
    const { cem, report } = await tearoom({ limited: true });
    for (let n = 0; n < limits.reports.burst; n += 1) await report(cem);
    await expect(report(cem)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(report(cem, { room: LOBBY })).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
