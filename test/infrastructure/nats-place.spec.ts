import { natsPlace } from '../../src/infrastructure/nats-place.js';

describe('an address of NATS', () => {
  it.each([
    ['nats://localhost', { servers: ['localhost'], tls: false }],
    ['tls://a:4222,[::1]:7000', { servers: ['a:4222', '[::1]:7000'], tls: true }],
    ['nats://ann:se%40cret@a', { servers: ['a'], tls: false, user: 'ann', pass: 'se@cret' }],
    ['nats://to%2Fken@a', { servers: ['a'], tls: false, token: 'to/ken' }],
  ])('%s says where it is', (text, place) => {
    expect(natsPlace(text)).toEqual(place);
  });

  it.each(['', 'localhost', 'nats://', 'redis://a', 'nats://a,', 'nats://a/b', 'nats://a:b', 'nats://:pw@a'])(
    '%j is none',
    (text) => {
      expect(natsPlace(text)).toBeUndefined();
    },
  );
});
