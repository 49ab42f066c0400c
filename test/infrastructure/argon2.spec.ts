import { parseOptions } from '@node-rs/argon2';
import { Argon2Passwords } from '../../src/infrastructure/argon2/argon2-passwords.js';
import { passwordHasherContract } from '../contract/password-hasher.contract.js';
import { openArgon2Passwords } from '../contract/password-hasher.mutants.js';
import { verify } from '../support/contract.js';

verify('Argon2Passwords', passwordHasherContract, openArgon2Passwords);

describe('Argon2Passwords', () => {
  it('asks at least the effort that OWASP does', async () => {
    const { memoryCost, timeCost } = parseOptions(await new Argon2Passwords().hash('password'));
    expect(memoryCost).toBeGreaterThanOrEqual(19 * 1024);
    expect(timeCost).toBeGreaterThanOrEqual(2);
  });
});
