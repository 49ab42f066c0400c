import { useMemo } from 'preact/hooks';
import { marksUp } from '../model/marks.js';
import { EVERYONE, EVERYONE_NAMES, nobodyNamed, piecesOf, type Named } from '../model/pieces.js';
import type { UserId } from '../protocol.js';
import { useSelect } from './context.js';
import { Address, Mention } from './inline.js';
import { Part, usePart } from './part.js';

const markedText = new Part(async () => (await import('./marked-text.js')).MarkedText);

interface SaidTextProps {
  readonly text: string;
  readonly mentions: readonly UserId[] | undefined;
  readonly everyone: boolean | undefined;
}

/** The text of a message: as it stands until the marks in it are understood. */
export function SaidText({ text, mentions, everyone }: SaidTextProps) {
  const named = useNamed(mentions, everyone);
  const marked = useMemo(() => marksUp(text), [text]);
  const MarkedText = usePart(markedText, marked);
  if (MarkedText) return <MarkedText text={text} named={named} />;
  return piecesOf(text, named).map((piece, place) => {
    if (piece.href !== undefined) return <Address key={place} href={piece.href} name={piece.text} />;
    return piece.mention === undefined ? (
      piece.text
    ) : (
      <Mention key={place} user={piece.mention} name={piece.text} />
    );
  });
}

/** Those whom a message of the open room mentions, as they are called there. */
function useNamed(mentions: readonly UserId[] | undefined, everyone: boolean | undefined): Named {
  const people = useSelect((state) => mentions && state.open && state.people.get(state.open.id));
  return useMemo(() => {
    if (!mentions && !everyone) return nobodyNamed;
    return new Map([
      ...(everyone ? EVERYONE_NAMES : []).map((name) => [name, EVERYONE] as const),
      ...(mentions ?? []).flatMap((id) => (people?.has(id) ? [[people.get(id)!.nickname, id] as const] : [])),
    ]);
  }, [mentions, everyone, people]);
}
