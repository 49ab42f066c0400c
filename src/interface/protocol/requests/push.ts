import { z } from 'zod';
import { ShowPushKey } from '../../../application/use-cases/show-push-key.js';
import { SubscribePush } from '../../../application/use-cases/subscribe-push.js';
import { UnsubscribePush } from '../../../application/use-cases/unsubscribe-push.js';
import { request } from '../request.js';

const path = '/api/push';

/** A point of P-256, and 16 bytes, in base64url: as a browser's `PushSubscription.toJSON()` has them. */
const Keys = z.strictObject({
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}$/),
  auth: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
});

/** How a device is told of messages while it is not connected. */
export const pushRequests = {
  'push:key': request({
    summary:
      'The key by which a browser knows that alerts come from this server: its `applicationServerKey`.',
    input: z.strictObject({}),
    output: z.object({ key: z.string() }),
    http: { method: 'GET', path },
    useCase: ShowPushKey,
    async answer(showPushKey) {
      return { key: await showPushKey.execute() };
    },
  }),
  'push:subscribe': request({
    summary: 'Has this device told of messages while it is not connected, until its session ends.',
    input: z.strictObject({ endpoint: z.string().max(2048), keys: Keys }),
    output: z.object({}),
    http: { method: 'PUT', path },
    useCase: SubscribePush,
    async answer(subscribePush, { endpoint, keys }, caller) {
      await subscribePush.execute({ caller, subscription: { endpoint, ...keys } });
      return {};
    },
  }),
  'push:unsubscribe': request({
    summary: 'This device is told of nothing any more while it is not connected.',
    input: z.strictObject({}),
    output: z.object({}),
    http: { method: 'DELETE', path },
    useCase: UnsubscribePush,
    async answer(unsubscribePush, _input, caller) {
      await unsubscribePush.execute({ caller });
      return {};
    },
  }),
};
