import { createDecipheriv, createPublicKey, hkdfSync, verify } from 'node:crypto';
import type { Alert } from '../../src/application/ports/push-sender.js';
import { MemoryKeepsakes } from '../../src/infrastructure/memory/memory-keepsakes.js';
import {
  isPublic,
  mayLead,
  NotPublic,
  publicLookup,
  publicPost,
  type Post,
} from '../../src/infrastructure/web-push/public-post.js';
import { WebPushSender } from '../../src/infrastructure/web-push/web-push-sender.js';
import { PUSH_KEYS, PUSH_SECRET } from '../support/push-keys.js';

const subscription = { endpoint: 'https://push.example.org/device', ...PUSH_KEYS };
const alert: Alert = {
  ...{ room: 'tea', kind: 'public', name: 'Tea', epoch: 'e', seq: 7, author: '小明' },
  ...{ text: 'x'.repeat(200), mention: true },
};

type Posted = Parameters<Post>;

function sender(status: number, keepsakes = new MemoryKeepsakes()) {
  const posted: Posted[] = [];
  const made = new WebPushSender(keepsakes, 'mailto:me@example.org', async (...args) => {
    posted.push(args);
    return status;
  });
  return { posted, sender: made };
}

/** What the browser reads: RFC 8188 with the keys of RFC 8291. */
function decrypted(body: Buffer): string {
  const salt = body.subarray(0, 16);
  const server = body.subarray(21, 21 + body[20]!);
  const shared = PUSH_SECRET.computeSecret(server);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), PUSH_SECRET.getPublicKey(), server]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, Buffer.from(PUSH_KEYS.auth, 'base64url'), info, 32));
  const derive = (what: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', ikm, salt, `Content-Encoding: ${what}\0`, length));
  const sealed = body.subarray(21 + server.length);
  const open = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  open.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

describe('WebPushSender', () => {
  it('sends what the device alone can read, signed by the one key of this server', async () => {
    const { sender: one, posted } = sender(201);
    expect(await one.send(subscription, alert)).toBe('sent');
    const [[endpoint, headers, body]] = posted as [Posted];
    expect(endpoint).toBe(subscription.endpoint);
    expect(JSON.parse(decrypted(body))).toEqual(alert);
    expect(headers).toMatchObject({ TTL: 86_400, Urgency: 'high', 'Content-Encoding': 'aes128gcm' });
    expect(headers['Topic']).toMatch(/^[\w-]{32}$/);

    const [, token = '', key = ''] = /^vapid t=(.+), k=(.+)$/.exec(headers['Authorization'] ?? '') ?? [];
    expect(key).toBe(await one.publicKey());
    const [header, claims, signature] = token.split('.') as [string, string, string];
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
    const signed = Buffer.from(`${header}.${claims}`);
    const dsa = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', signed, dsa, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: 'https://push.example.org',
      sub: 'mailto:me@example.org',
    });
  });

  it('has the same key after a restart, and in every process', async () => {
    const keepsakes = new MemoryKeepsakes();
    const keys = [sender(201, keepsakes), sender(201, keepsakes)].map((one) => one.sender.publicKey());
    const [here, there] = await Promise.all(keys);
    expect(here).toBe(there);
    expect(Buffer.from(here!, 'base64url')).toHaveLength(65);
  });

  it('tells a device that is gone from one that is not reached now', async () => {
    for (const status of [404, 410])
      expect(await sender(status).sender.send(subscription, alert)).toBe('gone');
    for (const status of [400, 413, 429, 500, 503]) {
      await expect(sender(status).sender.send(subscription, alert)).rejects.toMatchObject({
        code: 'unavailable',
      });
    }
  });

  it('takes a device for gone that turns out to be in the server’s own network', async () => {
    const inside = new WebPushSender(new MemoryKeepsakes(), 'mailto:me@example.org');
    const endpoint = 'https://127.0.0.1:45999/x';
    expect(inside.accepts(endpoint)).toBe(false);
    expect(await inside.send({ ...subscription, endpoint }, alert)).toBe('gone');
  });
});

describe('publicPost', () => {
  it.each([
    ...['http://push.example.org/', 'https://10.0.0.1/', 'https://[::1]/', 'https://[fe80::1]/'],
    ...[
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::ffff:127.0.0.1]/',
      'https://me@push.example.org/',
    ],
    ...['https://localhost/', 'https://router/', 'ftp://push.example.org/', 'push.example.org', ''],
  ])('is not led to %p', async (endpoint) => {
    expect(mayLead(endpoint)).toBe(false);
    await expect(publicPost(endpoint, {}, Buffer.alloc(0))).rejects.toThrow(NotPublic);
  });

  it('may be led to push services', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://web.push.apple.com/Q',
      'https://[2001:4860:4860::8888]/x',
      'https://8.8.8.8:8443/x',
    ])
      expect(mayLead(endpoint)).toBe(true);
  });

  it('looks at what a name leads to as it connects', async () => {
    for (const all of [true, false]) {
      const found = new Promise((done) => publicLookup('localhost', { all }, (error) => done(error)));
      expect(await found).toBeInstanceOf(NotPublic);
    }
  });

  it('knows the addresses of the internet', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1111']) expect(isPublic(address)).toBe(true);
    for (const address of [
      ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.8.8.8', '169.254.169.254', '172.31.0.1', '192.168.1.1'],
      ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', '64:ff9b::a00:1'],
      ...['fc00::1', 'fe80::1', 'ff02::1', '2002:a00:1::', '2001::1', 'no address'],
    ])
      expect(isPublic(address)).toBe(false);
  });
});
