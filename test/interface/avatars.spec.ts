import { jpeg, png } from '../support/images.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';

let server: RunningServer;

beforeAll(async () => {
  server = await runServer();
});

afterAll(() => server.close());

const put = (token: string, image: Uint8Array | string, type: string) =>
  fetch(`${server.url}/api/avatar`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': type },
    body: image,
  });

describe('An avatar', () => {
  it('is served as it was uploaded, for ever, and as nothing but an image', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const answered = await put(token, jpeg(100, 100), 'image/jpeg');
    expect(answered.status).toBe(200);
    const { user } = (await answered.json()) as { user: { avatar: string } };
    const shown = await fetch(`${server.url}/api/avatars/${user.avatar}`);
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(jpeg(100, 100));
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    expect(await ask(server.url, 'GET', '/api/session', { token })).toMatchObject({ body: { user } });
  });

  it('is of the type that is in it, whatever is said', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const { user } = (await (await put(token, png(1, 1), 'image/webp')).json()) as {
      user: { avatar: string };
    };
    const shown = await fetch(`${server.url}/api/avatars/${user.avatar}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
  });

  it('can be taken away', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const { user } = (await (await put(token, png(3, 3), 'image/png')).json()) as {
      user: { avatar: string };
    };
    const removed = await ask(server.url, 'DELETE', '/api/avatar', { token });
    expect(removed).toMatchObject({ status: 200 });
    expect((removed.body as { user: object }).user).not.toHaveProperty('avatar');
    expect((await fetch(`${server.url}/api/avatars/${user.avatar}`)).status).toBe(404);
  });

  it.each([
    ['no image', '<svg onload="alert(1)"/>', 'image/png', 400, 'avatar.invalid'],
    ['an image of another kind', '<svg onload="alert(1)"/>', 'image/svg+xml', 400, 'avatar.invalid'],
    ['JSON', '{}', 'application/json', 400, 'avatar.invalid'],
    ['too much', 'x'.repeat(65 * 1024), 'image/png', 413, 'request.too_large'],
  ])('is not %s', async (_what, image, type, status, code) => {
    const { token } = await newcomer(server.url, 'Ann');
    const answered = await put(token, image, type);
    expect([answered.status, await answered.json()]).toMatchObject([status, { error: { code } }]);
  });

  it('needs a session, and a name that could be one', async () => {
    expect((await put('nobody', png(1, 1), 'image/png')).status).toBe(401);
    expect(await ask(server.url, 'GET', '/api/avatars/short')).toMatchObject({ status: 400 });
    expect(await ask(server.url, 'GET', `/api/avatars/${'x'.repeat(43)}`)).toMatchObject({ status: 404 });
  });
});
