import { useMemo } from 'preact/hooks';
import { marksUp } from '../model/marks.js';
import { namedIn } from '../model/mentions.js';
import { nobody } from '../model/people.js';
import { piecesOf, type Named } from '../model/pieces.js';
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
export function SaidText(props: SaidTextProps) {
  const { text } = props;
  const named = useNamed(props);
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

/** Those whom a message of the open room mentions, by the names in it. */
function useNamed({ text, mentions, everyone }: SaidTextProps): Named {
  const people = useSelect((state) => (mentions && state.open && state.people.get(state.open.id)) ?? nobody);
  return useMemo(() => namedIn(text, mentions, everyone, people), [text, mentions, everyone, people]);
}
