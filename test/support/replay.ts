import { blocks, type Block } from './document.js';
import { RawSocket } from './raw-socket.js';
import { ask, type RunningServer } from './running-server.js';
import { listenTo, type EventReader } from './sse-client.js';
import { within } from './within.js';

/** Ids, tokens and times: what a server makes up, and what therefore differs from run to run. */
const MADE_UP = /^(?:[\w-]{12,}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;

/** Plays the sessions of a document on a running server, and notes every answer beside what is written there. */
export class Replay {
  /** What stands in the document, by what it is called here. */
  private readonly names = new Map<string, string>();
  private readonly written: unknown[] = [];
  private readonly real: unknown[] = [];
  private readonly variables = new Map<string, string>();
  private answer: unknown;
  private stream: EventReader | undefined;

  constructor(private readonly server: RunningServer) {}

  /** Real answers are given with their made-up names replaced by those of the document. */
  async run(document: string): Promise<{ written: unknown[]; real: unknown[] }> {
    try {
      for (const block of blocks(document)) await this.play(block);
    } finally {
      this.stream?.close();
    }
    return { written: this.written, real: this.real };
  }

  private async play({ lang, text }: Block): Promise<void> {
    if (lang === 'sh') return this.type(text);
    if (lang === 'json') return this.note(JSON.parse(text), this.answer);
    return /^[←→]/.test(text) ? this.talk(text) : this.read(text);
  }

  /** A few assignments, and one call of curl with the options that the document uses. */
  private async type(script: string): Promise<void> {
    for (const line of script.replaceAll('\\\n', ' ').split('\n')) {
      const words = [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => this.expand(word));
      const [, name, value] = /^([A-Z]+)=(.*)$/.exec(words[0] ?? '') ?? [];
      if (name !== undefined) this.variables.set(name, value ?? '');
      else await this.curl(words);
    }
  }

  private expand(word: string): string {
    const variable = (_: string, name: string): string => this.variables.get(name) ?? '';
    return word.replaceAll(
      /'([^']*)'|"([^"]*)"|([^'"]+)/g,
      (_, single?: string, double?: string, bare?: string) =>
        single ?? (double ?? bare ?? '').replaceAll(/\$([A-Z]+)/g, variable),
    );
  }

  private async curl([command, ...words]: string[]): Promise<void> {
    if (command !== 'curl') throw new Error(`cannot play ${command}`);
    let method: string | undefined;
    let body: string | undefined;
    let address = '';
    let endless = false;
    const headers: Record<string, string> = {};
    for (let word = words.shift(); word !== undefined; word = words.shift()) {
      if (word === '-X') method = words.shift();
      else if (word === '-d') body = this.here(words.shift()!);
      else if (word === '-H') {
        const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(this.here(words.shift()!)) ?? [];
        headers[name] = value;
      } else if (word.startsWith('-')) endless = word.includes('N');
      else address = word;
    }
    const { pathname, search, searchParams } = new URL(address);
    if (endless) {
      this.stream?.close();
      this.stream = await listenTo(this.server.url, { room: searchParams.get('room')!, headers });
    } else {
      method ??= body === undefined ? 'GET' : 'POST';
      this.answer = (await ask(this.server.url, method, pathname + search, { headers, body })).body;
    }
  }

  /** The events of the open stream, less what may come at any time. */
  private async read(text: string): Promise<void> {
    for (const written of text.split('\n\n')) {
      let real = await this.stream!.next();
      while (real.event === 'presence:changed') real = await this.stream!.next();
      const field = (name: string): string | undefined =>
        new RegExp(`^${name}: (.*)$`, 'm').exec(written)?.[1];
      this.note(
        { id: field('id')?.split(':'), event: field('event'), data: JSON.parse(field('data')!) as unknown },
        { ...real, id: real.id?.split(':') },
      );
    }
  }

  private async talk(text: string): Promise<void> {
    const raw = await RawSocket.open(this.server.url);
    for (const line of text.split('\n')) {
      const frame = line.slice(2);
      if (line.startsWith('→')) {
        raw.send(this.here(frame));
        continue;
      }
      // An ack and an event may come in either order: what stands before the data tells which one is meant.
      const [, start = '', data = ''] = /^(\d+(?:\["[^"]+",)?)(.*?)\]?$/.exec(frame) ?? [];
      const real = await within(
        raw.next((heard) => heard.startsWith(start)),
        frame,
      );
      const trimmed = start.includes('[') ? real.slice(start.length, -1) : real.slice(start.length);
      this.note(JSON.parse(start.includes('[') ? data : frame.slice(start.length)), JSON.parse(trimmed));
    }
    raw.close();
  }

  private note(written: unknown, real: unknown): void {
    this.written.push(written);
    this.real.push(this.asWritten(written, real));
  }

  /** What came, with its made-up names replaced by those of the document. */
  private asWritten(written: unknown, real: unknown): unknown {
    if (typeof written === 'string' && typeof real === 'string') {
      if (!MADE_UP.test(written) || !MADE_UP.test(real)) return real;
      if (!this.names.has(written)) this.names.set(written, real);
      return this.names.get(written) === real ? written : real;
    }
    if (typeof written !== 'object' || typeof real !== 'object' || !written || !real) return real;
    const entries = Object.entries(real).map(([key, value]) => [
      key,
      this.asWritten((written as Record<string, unknown>)[key], value),
    ]);
    return Array.isArray(real) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  }

  /** What the document writes, with the names of this run. */
  private here(text: string): string {
    for (const [written, real] of this.names) text = text.replaceAll(written, real);
    return text;
  }
}
