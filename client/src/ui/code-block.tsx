import { useMemo } from 'preact/hooks';
import { languageOf } from '../model/code-language.js';
import { Part, usePart } from './part.js';

const highlighter = new Part(async () => (await import('../model/highlight.js')).highlight);

/** Code as it stands; in colours once its language, if it is known, has been fetched. */
export function CodeBlock({ code, language }: { code: string; language: string | undefined }) {
  const known = languageOf(language);
  const highlight = usePart(highlighter, known !== undefined);
  const tokens = useMemo(
    () => (highlight && known ? highlight(code, known) : [{ text: code }]),
    [highlight, known, code],
  );
  return (
    <pre dir="ltr">
      <code>
        {tokens.map(({ text, type }, place) =>
          type === undefined ? (
            text
          ) : (
            <span key={place} class={`code-${type}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
