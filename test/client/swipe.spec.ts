import { swipeOf } from '../../client/src/model/swipe.js';

describe('a stroke of a finger', () => {
  it('goes where it is plain that it goes', () => {
    expect(swipeOf(-80, 20)).toBe('left');
    expect(swipeOf(80, -20)).toBe('right');
    expect(swipeOf(-20, 80)).toBe('down');
  });

  it('is none where it is short, slanting, or up', () => {
    expect([swipeOf(-40, 0), swipeOf(0, 40), swipeOf(80, 60), swipeOf(60, 80), swipeOf(0, -80)]).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
