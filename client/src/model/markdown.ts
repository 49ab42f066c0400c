import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { linkify, safe } from './linkify.js';
import { piecesOf, type Named, type Piece } from './pieces.js';
import type { UserId } from '../protocol.js';

/** A text with its marks understood. A string stands for itself. */
export type Marked =
  | string
  | {
      readonly kind: 'strong' | 'emphasis' | 'deleted' | 'paragraph' | 'quote' | 'item';
      readonly children: readonly Marked[];
    }
  | { readonly kind: 'list'; readonly start?: number; readonly children: readonly Marked[] }
  | { readonly kind: 'link'; readonly href: string; readonly name: string }
  | { readonly kind: 'mention'; readonly user: UserId; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'code-block'; readonly text: string; readonly language?: string };

/** What is left out says nothing in a message, or would show what somebody else has chosen. */
const OPTIONS: Options = {
  extensions: [
    {
      disable: {
        null: [
          'autolink',
          'characterReference',
          'codeIndented',
          'definition',
          'headingAtx',
          'htmlFlow',
          'htmlText',
          'labelStartImage',
          'setextUnderline',
          'thematicBreak',
        ],
      },
    },
    cjkFriendlyExtension(),
    gfmStrikethroughCjkFriendly({ singleTilde: false }),
  ],
  mdastExtensions: [gfmStrikethroughFromMarkdown()],
};

/** Deeper than this, the marks are drawn as they stand. */
const DEPTH = 12;

/** A face such as >_< begins no quote. */
const FACE = /^>(?=[^\s>]{1,5}<)/gmu;

const SEALED = /\uFDD0(\d+)\uFDD1/u;
const SEALS = new RegExp(SEALED, 'gu');

/**
 * Understands the marks of a text. Addresses, mentions and faces are no markup, whatever stands in them: the parser
 * gets a seal for each, made of two characters that stand in no text that `marksUp` says yes to.
 */
export function markdown(text: string, named?: Named): readonly Marked[] {
  const atoms: Piece[] = [];
  const seal = (piece: Piece): string => `\uFDD0${atoms.push(piece) - 1}\uFDD1`;
  const source = piecesOf(text, named)
    .map((piece) =>
      piece.href === undefined && piece.mention === undefined
        ? piece.text.replace(FACE, (face) => seal({ text: face }))
        : seal(piece),
    )
    .join('');
  return new Reading(source, atoms).of(fromMarkdown(source, OPTIONS));
}

/** Marks alone, such as ``` or > or a dash, are what was said. */
const isEmpty = (node: Nodes): boolean =>
  node.type === 'code'
    ? node.value.trim() === ''
    : BLOCKS.has(node.type) && 'children' in node && node.children.every(isEmpty);

const BLOCKS: ReadonlySet<string> = new Set(['blockquote', 'list', 'listItem']);

class Reading {
  constructor(
    private readonly source: string,
    private readonly atoms: readonly Piece[],
  ) {}

  of(root: Root): readonly Marked[] {
    return this.all(root.children, 0);
  }

  private all(nodes: readonly (RootContent | PhrasingContent)[], depth: number): readonly Marked[] {
    return nodes.flatMap((node) => (depth > DEPTH ? [this.asItStands(node)] : this.one(node, depth + 1)));
  }

  private one(node: RootContent, depth: number): readonly Marked[] {
    if (isEmpty(node)) return [this.asItStands(node)];
    switch (node.type) {
      case 'text':
        return this.opened(node.value);
      case 'break':
        return ['\n'];
      case 'inlineCode':
        return [{ kind: 'code', text: this.unsealed(node.value) }];
      case 'code': {
        const language = node.lang ? { language: this.unsealed(node.lang) } : {};
        return [{ kind: 'code-block', text: this.unsealed(node.value), ...language }];
      }
      case 'emphasis':
      case 'strong':
      case 'delete': {
        if (!this.isMeant(node)) return this.opened(this.raw(node));
        const kind = node.type === 'delete' ? 'deleted' : node.type;
        return [{ kind, children: this.all(node.children, depth) }];
      }
      case 'link': {
        const href = safe(this.unsealed(node.url));
        if (href === undefined) return this.opened(this.raw(node));
        return [{ kind: 'link', href, name: this.nameOf(node, href) }];
      }
      case 'paragraph':
        return [{ kind: 'paragraph', children: this.all(node.children, depth) }];
      case 'blockquote':
        return [{ kind: 'quote', children: this.all(node.children, depth) }];
      case 'list': {
        const start = node.ordered ? { start: node.start ?? 1 } : {};
        return [{ kind: 'list', ...start, children: this.all(node.children, depth) }];
      }
      case 'listItem':
        return [{ kind: 'item', children: this.all(node.children, depth) }];
      default:
        return [this.asItStands(node)];
    }
  }

  /** What a link is called. A name that is itself an address may not lead elsewhere. */
  private nameOf(node: Nodes & { children: PhrasingContent[] }, href: string): string {
    const first = node.children[0]?.position?.start.offset;
    const last = node.children.at(-1)?.position?.end.offset;
    const name = this.unsealed(this.source.slice(first, last));
    const elsewhere = linkify(name).some((piece) => piece.href !== undefined && piece.href !== href);
    return elsewhere || name === '' ? href : name;
  }

  /** Whether the marks were written to be marks: not in a face such as (*^_^*), and not in 2*3*4. */
  private isMeant(node: Nodes): boolean {
    const { start, end } = node.position!;
    if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/v.test(this.raw(node))) return false;
    const mark = this.source[start.offset!];
    const around = `${this.source[start.offset! - 1] ?? ' '}${this.source[end.offset!] ?? ' '}`;
    return node.type !== 'emphasis' || mark !== '*' || !/^[A-Za-z0-9]{2}$/u.test(around);
  }

  private asItStands(node: Nodes): string {
    return this.unsealed(this.raw(node));
  }

  private raw({ position }: Nodes): string {
    return this.source.slice(position!.start.offset, position!.end.offset);
  }

  private unsealed(text: string): string {
    return text.replace(SEALS, (_, at: string) => this.atoms[Number(at)]!.text);
  }

  /** Plain text, with the links and mentions in it. */
  private opened(text: string): readonly Marked[] {
    return text.split(SEALED).flatMap((part, place): readonly Marked[] => {
      if (place % 2 === 0) return part === '' ? [] : [part];
      const { text: atom, href, mention } = this.atoms[Number(part)]!;
      if (href !== undefined) return [{ kind: 'link', href, name: atom }];
      return mention === undefined ? [atom] : [{ kind: 'mention', user: mention, text: atom }];
    });
  }
}
