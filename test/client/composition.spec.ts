import { Composition, sends, type KeyPress } from '../../client/src/model/composition.js';

const enter: KeyPress = {
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
};

describe('a composition', () => {
  it('owns every key while it lasts', () => {
    const composition = new Composition();
    expect(composition.owns(enter, 0)).toBe(false);
    composition.start();
    expect(composition.owns(enter, 1)).toBe(true);
    composition.end(2);
    expect(composition.owns(enter, 3)).toBe(false);
    expect(composition.owns({ ...enter, isComposing: true }, 3)).toBe(true);
  });

  it('owns the Enter that Safari reports right after it, and no later one', () => {
    const composition = new Composition();
    composition.start();
    composition.end(1000);
    expect(composition.owns({ ...enter, keyCode: 229 }, 1005)).toBe(true);
    expect(composition.owns({ ...enter, keyCode: 229 }, 1300)).toBe(false);
  });
});

describe('a key in the message box', () => {
  it('sends by Enter, and makes a new line with Shift', () => {
    expect(sends(enter, 'enter')).toBe(true);
    expect(sends({ ...enter, ctrlKey: true }, 'enter')).toBe(true);
    expect(sends({ ...enter, shiftKey: true }, 'enter')).toBe(false);
    expect(sends({ ...enter, key: 'a' }, 'enter')).toBe(false);
  });

  it('sends by Ctrl or Command with Enter where the user wants that', () => {
    expect(sends(enter, 'ctrl-enter')).toBe(false);
    expect(sends({ ...enter, ctrlKey: true }, 'ctrl-enter')).toBe(true);
    expect(sends({ ...enter, metaKey: true }, 'ctrl-enter')).toBe(true);
  });
});
