import { z } from 'zod';
import { NudgeUser } from '../../../application/use-cases/nudge-user.js';
import { SetNotifyLevel } from '../../../application/use-cases/set-notify-level.js';
import { StartTyping } from '../../../application/use-cases/start-typing.js';
import { request } from '../request.js';
import { Id, NotifyLevel } from '../schemas.js';

/** What draws attention, and what is not kept. */
export const attentionRequests = {
  'typing:start': request({
    summary: 'Lets a room see that the caller writes. Send it again every 3 s while that goes on.',
    input: z.strictObject({ room: Id }),
    output: z.object({}),
    http: { method: 'POST', path: '/api/rooms/:room/typing' },
    useCase: StartTyping,
    async answer(startTyping, input, caller) {
      await startTyping.execute({ ...input, caller });
      return {};
    },
  }),
  'user:nudge': request({
    summary: 'Asks another member for attention, before the eyes of all.',
    input: z.strictObject({ room: Id, user: Id }),
    output: z.object({}),
    http: { method: 'POST', path: '/api/rooms/:room/nudges' },
    useCase: NudgeUser,
    async answer(nudgeUser, input, caller) {
      await nudgeUser.execute({ ...input, caller });
      return {};
    },
  }),
  'room:notify': request({
    summary: 'Sets of what in a room the caller is notified, on all devices.',
    input: z.strictObject({ room: Id, level: NotifyLevel }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/rooms/:room/notify' },
    useCase: SetNotifyLevel,
    async answer(setNotifyLevel, input, caller) {
      await setNotifyLevel.execute({ ...input, caller });
      return {};
    },
  }),
};
