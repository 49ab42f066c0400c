import { SharpPictures, WAITING } from '../../src/infrastructure/sharp/sharp-pictures.js';
import { bomb, film, photo, tellingPhoto, whatItSays } from '../support/pictures.js';

const pictures = new SharpPictures();
const refused = async (bytes: Uint8Array): Promise<string | undefined> => {
  try {
    await pictures.renew(bytes);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a picture made anew', () => {
  it('is of the same type and size', async () => {
    const { bytes, width, height } = await pictures.renew(await photo(300, 200));
    expect([width, height]).toEqual([300, 200]);
    expect(await whatItSays(bytes)).toMatchObject({ format: 'png', width: 300, height: 200 });
  });

  it('tells nothing but what it shows, and stands upright', async () => {
    const original = await tellingPhoto(300, 200);
    expect(await whatItSays(original)).toMatchObject({ orientation: 6 });
    expect(original.includes('SECRET-ARTIST')).toBe(true);

    const { bytes, width, height } = await pictures.renew(original);
    expect([width, height]).toEqual([200, 300]);
    const said = await whatItSays(bytes);
    expect([said.exif, said.xmp, said.iptc, said.icc, said.orientation]).toEqual(Array(5).fill(undefined));
    expect(Buffer.from(bytes).includes('SECRET-ARTIST')).toBe(false);
  });

  it('has nothing hidden behind it', async () => {
    const { bytes } = await pictures.renew(Buffer.concat([await photo(30, 20), Buffer.from('PK-HIDDEN')]));
    expect(Buffer.from(bytes).includes('PK-HIDDEN')).toBe(false);
  });

  it('has a preview where it is large', async () => {
    const { preview } = await pictures.renew(await photo(3000, 1000));
    expect(await whatItSays(preview!)).toMatchObject({ format: 'webp', width: 640, height: 213 });
    expect((await pictures.renew(await photo(300, 200))).preview).toBeUndefined();
  });

  it('moves as before', async () => {
    const { bytes, width, height, preview } = await pictures.renew(await film(120, 80, 5));
    expect([width, height, preview]).toEqual([120, 80, undefined]);
    expect(await whatItSays(bytes)).toMatchObject({ format: 'gif', pages: 5, delay: Array(5).fill(100) });
  });

  it('is not made of what cannot be read, or is something else', async () => {
    const whole = await tellingPhoto(300, 200);
    expect(await refused(whole.subarray(0, whole.length / 2))).toBe('file.picture_invalid');
    expect(await refused(Buffer.from('PK\u0003\u0004'))).toBe('file.picture_invalid');
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    expect(await refused(Buffer.from(svg))).toBe('file.picture_invalid');
    expect(await refused(new Uint8Array())).toBe('file.picture_invalid');
  });

  it('is not made where it would be too large, and nothing is decoded to find out', async () => {
    expect(await refused(await bomb(30_000, 30_000))).toBe('file.picture_too_large');
    expect(await refused(await film(3600, 3600, 5))).toBe('file.picture_too_large');
  });
});

describe('SharpPictures', () => {
  it('is done with what takes too long, and goes on with the next one', async () => {
    const impatient = new SharpPictures(1);
    const large = await photo(3000, 3000);
    const all = await Promise.allSettled([impatient.renew(large), impatient.renew(large)]);
    const invalid = { reason: { code: 'file.picture_invalid' } };
    expect(all).toMatchObject([invalid, invalid]);
  });

  it('lets so many wait, and no more', async () => {
    const small = await photo(10, 10);
    const all = Array.from({ length: WAITING + 2 }, () => pictures.renew(small));
    const settled = await Promise.allSettled(all);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(WAITING + 1);
    expect(settled.at(-1)).toMatchObject({ reason: { code: 'unavailable' } });
  });
});
