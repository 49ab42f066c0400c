import { uuid } from '../../client/src/model/uuid.js';

describe('a uuid', () => {
  it('is of version 4 and made of the given bytes', () => {
    expect(uuid((bytes) => bytes.fill(0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(uuid((bytes) => bytes.fill(0))).toBe('00000000-0000-4000-8000-000000000000');
  });
});
