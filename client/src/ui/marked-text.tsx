import { h, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { markdown, type Marked } from '../model/markdown.js';
import type { Named } from '../model/pieces.js';
import { CodeBlock } from './code-block.js';
import { Address, Mention } from './inline.js';

const ELEMENTS = {
  strong: 'strong',
  emphasis: 'em',
  deleted: 'del',
  paragraph: 'p',
  quote: 'blockquote',
  item: 'li',
};

/** A text with its marks drawn. Fetched where a text has some. */
export function MarkedText({ text, named }: { text: string; named: Named }) {
  const marked = useMemo(() => markdown(text, named), [text, named]);
  const [only] = marked;
  // A message of one paragraph is drawn as one without marks is.
  if (marked.length === 1 && typeof only === 'object' && only.kind === 'paragraph')
    return draw(only.children);
  return draw(marked);
}

const draw = (nodes: readonly Marked[]): ComponentChildren =>
  nodes.map((node, place) => {
    if (typeof node === 'string') return node;
    switch (node.kind) {
      case 'code':
        return <code key={place}>{node.text}</code>;
      case 'code-block':
        return <CodeBlock key={place} code={node.text} language={node.language} />;
      case 'mention':
        return <Mention key={place} user={node.user} name={node.text} />;
      case 'link':
        return <Address key={place} href={node.href} name={node.name} />;
      case 'list':
        return node.start === undefined ? (
          <ul key={place}>{draw(node.children)}</ul>
        ) : (
          <ol key={place} start={node.start}>
            {draw(node.children)}
          </ol>
        );
      default:
        return h(ELEMENTS[node.kind], { key: place }, draw(node.children));
    }
  });
