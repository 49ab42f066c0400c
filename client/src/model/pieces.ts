import { linkify, type Piece as Linked } from './linkify.js';
import type { UserId } from '../protocol.js';

/** A piece of a text that is no markup, whatever stands in it. */
export interface Piece extends Linked {
  /** Whom it mentions. */
  readonly mention?: UserId;
}

/** Those who are mentioned, by what stands after the @. */
export type Named = ReadonlyMap<string, UserId>;

/** Stands for all of a room, who are called by these names. */
export const EVERYONE = '*';
export const EVERYONE_NAMES = ['所有人', 'all', 'everyone'];

export const nobodyNamed: Named = new Map();

/** A name goes on with a letter of its own script; in Chinese and Japanese the sentence does, without a space. */
const ENDED = '(?![[\\p{L}\\p{N}]--[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}]])';

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/\-&!#%,:;<=>@`~]/g, '\\$&');

/** Cuts a text into plain pieces, links and mentions. Joined again, the pieces are the text. */
export function piecesOf(text: string, named: Named = nobodyNamed): readonly Piece[] {
  const linked = linkify(text);
  if (named.size === 0) return linked;
  const longestFirst = [...named.keys()].sort((a, b) => b.length - a.length).map(literally);
  const mention = new RegExp(`@(?:${longestFirst.join('|')})${ENDED}`, 'gv');
  return linked.flatMap((piece) =>
    piece.href === undefined ? mentionsIn(piece.text, mention, named) : [piece],
  );
}

function mentionsIn(text: string, mention: RegExp, named: Named): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(mention)) {
    if (index > end) pieces.push({ text: text.slice(end, index) });
    pieces.push({ text: found, mention: named.get(found.slice(1))! });
    end = index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
