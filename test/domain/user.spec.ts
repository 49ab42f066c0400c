import { User } from '../../src/domain/user.js';

describe('User', () => {
  it('begins as a guest under a nickname in its normal form', () => {
    expect(User.guest('u1', ' Ann  Lee ')).toEqual(new User('u1', 'Ann Lee', 'guest'));
  });

  it('stays the same user under another nickname', () => {
    const ann = User.guest('u1', 'Ann');
    expect(ann.rename('Anna')).toEqual(new User('u1', 'Anna', 'guest'));
    expect(ann.nickname).toBe('Ann');
  });

  it('takes no nickname that nobody can read', () => {
    const refusal = expect.objectContaining({ code: 'nickname.invalid' });
    expect(() => User.guest('u1', '\u3164')).toThrow(refusal);
    expect(() => User.guest('u1', 'Ann').rename('')).toThrow(refusal);
  });
});
