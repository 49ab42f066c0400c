import { User } from '../../src/domain/user.js';

describe('User', () => {
  it('begins as a guest under a nickname in its normal form', () => {
    expect(User.guest('u1', ' Ann  Lee ')).toMatchObject({ id: 'u1', nickname: 'Ann Lee', kind: 'guest' });
  });

  it('takes no nickname that nobody can read', () => {
    expect(() => User.guest('u1', '\u3164')).toThrow(
      expect.objectContaining({ code: 'nickname.invalid' }) as Error,
    );
  });
});
