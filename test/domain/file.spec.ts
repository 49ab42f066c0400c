import fc from 'fast-check';
import { FILE_NAME_LIMIT, fileName, fileType, namesPicture } from '../../src/domain/file.js';
import { codePoints } from '../../src/domain/text.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('the type of a file', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
    ['\0\0\0\x18ftypmp42', 'video/mp4'],
    ['\0\0\0\x18ftypheic', 'application/octet-stream'],
    ['PK\x03\x04', 'application/octet-stream'],
    ['%PDF-1.7', 'application/octet-stream'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', 'application/octet-stream'],
    ['<!doctype html>', 'application/octet-stream'],
    [' \x89PNG\r\n\x1a\n', 'application/octet-stream'],
    ['GIF8', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('of %j is %s', (head, type) => {
    expect(fileType(bytes(head))).toBe(type);
  });
});

describe('the name of a file', () => {
  const OTHER = 'application/octet-stream';

  it.each([
    ['notes.txt', 'notes.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ann\\报告.docx', '报告.docx'],
    ['a\0b\r\nc.txt', 'abc.txt'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['..', 'file'],
    ['  .  ', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['\ud800.txt', '\ufffd.txt'],
    ['家👨‍👩‍👧.png', '家👨‍👩‍👧.png'],
  ])('%j is %j', (given, name) => {
    expect(fileName(given, OTHER)).toBe(name);
  });

  it('ends as what a picture is', () => {
    expect(fileName('photo.JPEG', 'image/jpeg')).toBe('photo.JPEG');
    expect(fileName('photo.html', 'image/png')).toBe('photo.html.png');
    expect(fileName('photo', 'image/gif')).toBe('photo.gif');
    expect(namesPicture('zip.PNG')).toBe(true);
    expect(namesPicture('png.zip')).toBe(false);
  });

  it('is never too long, nor empty, nor a path, and keeps its ending', () => {
    expect(fileName(`${'长'.repeat(300)}.pdf`, OTHER)).toMatch(/^长+….pdf$/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = fileName(given, OTHER);
        expect(codePoints(name)).toBeLessThanOrEqual(FILE_NAME_LIMIT);
        expect(name).toMatch(/^[^/\\\0\r\n]+$/);
        expect(fileName(name, OTHER)).toBe(name);
      }),
    );
  });
});
