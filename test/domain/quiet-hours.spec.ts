import { isQuiet, quietHours } from '../../src/domain/quiet-hours.js';

const at = (time: string): number => Date.parse(`2026-03-01T${time}:00Z`);

describe('quietHours', () => {
  it('go from one time of day to another, in a zone that exists', () => {
    const hours = { from: '22:00', to: '07:30', zone: 'Asia/Shanghai' };
    expect(quietHours(hours)).toEqual(hours);
    for (const wrong of [
      { from: '24:00' },
      { from: '7:30' },
      { to: '07:60' },
      { to: '22:00' },
      { zone: 'Asia/Nowhere' },
      { zone: '' },
    ]) {
      expect(() => quietHours({ ...hours, ...wrong })).toThrow(
        expect.objectContaining({ code: 'profile.quiet_invalid' }),
      );
    }
  });
});

describe('isQuiet', () => {
  it('begins with the first minute and ends before the last, within a day', () => {
    const noon = { from: '12:00', to: '14:00', zone: 'UTC' };
    expect(['11:59', '12:00', '13:59', '14:00'].map((time) => isQuiet(noon, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('spans midnight', () => {
    const night = { from: '22:00', to: '07:00', zone: 'UTC' };
    expect(['21:59', '22:00', '00:00', '06:59', '07:00'].map((time) => isQuiet(night, at(time)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('goes by the clocks of its zone, summer time included', () => {
    const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' };
    expect(isQuiet(night, Date.parse('2026-01-10T21:30:00Z'))).toBe(true);
    expect(isQuiet(night, Date.parse('2026-01-10T20:30:00Z'))).toBe(false);
    expect(isQuiet(night, Date.parse('2026-07-10T20:30:00Z'))).toBe(true);
  });
});
