import { redisPlace } from '../../src/infrastructure/redis-place.js';

const open = { tls: false };

describe('an address of Redis', () => {
  it.each([
    ['redis://localhost', { kind: 'server', address: { host: 'localhost', port: 6379 }, access: open }],
    [
      'rediss://ann:se%40cret@redis.example:7000/2',
      {
        kind: 'server',
        address: { host: 'redis.example', port: 7000 },
        access: { tls: true, username: 'ann', password: 'se@cret', database: 2 },
      },
    ],
    [
      'redis://:secret@[::1]:7000',
      { kind: 'server', address: { host: '::1', port: 7000 }, access: { tls: false, password: 'secret' } },
    ],
    [
      'redis+sentinel://a,b:1/main/3',
      {
        kind: 'sentinel',
        name: 'main',
        sentinels: [
          { host: 'a', port: 26_379 },
          { host: 'b', port: 1 },
        ],
        access: { tls: false, database: 3 },
      },
    ],
    [
      'rediss+cluster://a:1,b',
      {
        kind: 'cluster',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 6379 },
        ],
        access: { tls: true },
      },
    ],
  ])('says where it is: %s', (text, place) => {
    expect(redisPlace(text)).toEqual(place);
  });

  it.each([
    '',
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://a,b',
    'redis://a/name',
    'redis://a:port',
    'redis://a:1/0/0',
    'redis+sentinel://a',
    'redis+cluster://a/1',
    'redis+other://a',
    'redis://a,,b',
  ])('is not %j', (text) => {
    expect(redisPlace(text)).toBeUndefined();
  });
});
