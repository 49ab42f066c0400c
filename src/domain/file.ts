import { isVisible } from './text.js';

export type FileId = string;

/** The kinds of picture that a browser shows and nothing in them runs. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** What a browser may show or play where it is; everything else is only to be saved. */
export const INLINE_TYPES = [
  ...PICTURE_TYPES,
  'audio/mpeg',
  'audio/wav',
  'audio/flac',
  'audio/ogg',
  'audio/mp4',
  'video/mp4',
  'video/webm',
] as const;
export type InlineType = (typeof INLINE_TYPES)[number];

export const OTHER_TYPE = 'application/octet-stream';
export type FileType = InlineType | typeof OTHER_TYPE;

/** A file that goes with a message. */
export interface Attachment {
  readonly id: FileId;
  readonly name: string;
  readonly type: FileType;
  /** In bytes. */
  readonly size: number;
  /** Of a picture, in pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** There is a smaller picture of it to be shown first. */
  readonly preview?: true | undefined;
}

/** So many files go with one message, at most. */
export const ATTACHMENT_LIMIT = 10;

/** A picture has no more pixels than this, all its frames together. */
export const PIXEL_LIMIT = 64_000_000;

/** A file's name has no more code points than this. */
export const FILE_NAME_LIMIT = 120;

/** So many bytes tell what a file is. */
export const HEAD = 12;

/** What a file of each type holds, and where. */
const SIGNS: readonly (readonly [type: InlineType, ...parts: (readonly [at: number, text: string])[]])[] = [
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/gif', [0, 'GIF87a']],
  ['image/gif', [0, 'GIF89a']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['audio/wav', [0, 'RIFF'], [8, 'WAVE']],
  ['audio/mpeg', [0, 'ID3']],
  ['audio/mpeg', [0, '\xff\xfb']],
  ['audio/flac', [0, 'fLaC']],
  ['audio/ogg', [0, 'OggS']],
  ['audio/mp4', [4, 'ftypM4A ']],
  ['video/mp4', [4, 'ftypisom']],
  ['video/mp4', [4, 'ftypmp4']],
  ['video/mp4', [4, 'ftypavc1']],
  ['video/mp4', [4, 'ftypM4V ']],
  ['video/webm', [0, '\x1aE\xdf\xa3']],
];

/** What a file is, by its first bytes and nothing else. */
export function fileType(head: Uint8Array): FileType {
  const text = String.fromCharCode(...head.subarray(0, HEAD));
  const found = SIGNS.find(([, ...parts]) => parts.every(([at, part]) => text.startsWith(part, at)));
  return found?.[0] ?? OTHER_TYPE;
}

export const isPicture = (type: FileType): type is PictureType =>
  (PICTURE_TYPES as readonly string[]).includes(type);

export const isInline = (type: FileType): type is InlineType => type !== OTHER_TYPE;

/** The endings of names by which people and programs know a picture; the first is the usual one. */
const ENDINGS: Record<PictureType, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
};

const ending = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Whether the name says that it is a picture. */
export const namesPicture = (name: string): boolean => Object.values(ENDINGS).flat().includes(ending(name));

/** What no name shows: controls, and what turns the direction of text around or takes no room in it. */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\u200B\u2028\u2029\uFEFF]/gu;

/**
 * The name of a file as others see it and save it: without folders and hidden characters, not too long, with an ending
 * that says what a picture is. Whatever was given, there is a name.
 */
export function fileName(given: string, type: FileType): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!;
  const plain = last.replace(HIDDEN, '').replace(/^[\s.]+|[\s.]+$/gu, '');
  const name = isVisible(plain) ? shortened(plain) : 'file';
  return isPicture(type) && !ENDINGS[type].includes(ending(name)) ? `${name}.${ENDINGS[type][0]}` : name;
}

/** Short enough, with the ending that it had. */
function shortened(name: string): string {
  const points = Array.from(name);
  if (points.length <= FILE_NAME_LIMIT) return name;
  const tail = Array.from(`…${name.slice(name.lastIndexOf('.'))}`).slice(-10);
  return [...points.slice(0, FILE_NAME_LIMIT - tail.length), ...tail].join('');
}
