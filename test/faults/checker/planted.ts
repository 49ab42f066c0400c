import type { Event, EventOf, History, MessageState } from './history.js';
import { Model } from './model.js';
import type { ViolationName } from './violation.js';

/**
 * The valid history that is spoiled. Ann and Bob talk in the lobby, Eve is in no room; the moles wrote in the attic,
 * and nobody shows it at the end, so that its final look can be spoiled without anybody missing anything.
 */
export function whole(): History {
  const model = new Model().room('lobby').room('attic');
  model.device('ann-1', 'ann').device('ann-2', 'ann').device('bob-1', 'bob').device('eve-1', 'eve');
  model.device('mole-1', 'mole').connect('mole-1').join('mole-1', 'attic').disconnect('mole-1');
  for (const device of ['ann-1', 'ann-2', 'bob-1', 'eve-1']) model.connect(device);
  for (const device of ['ann-1', 'ann-2', 'bob-1']) model.join(device, 'lobby');

  for (const id of ['a', 'b', 'c']) model.send('ann-1', 'lobby', id, 'acked').deliver('bob-1', 'lobby');
  model.send('bob-1', 'lobby', 'd', 'ack-lost', true).send('bob-1', 'lobby', 'e', 'request-lost');
  model.deliver('bob-1', 'lobby').mark('bob-1', 'lobby').disconnect('bob-1').nemesis('cut');
  for (const id of ['f', 'g']) model.send('ann-1', 'lobby', id, 'acked');
  model.connect('bob-1').mark('bob-1', 'lobby').leave('bob-1', 'lobby');
  model.send('ann-1', 'lobby', 'h', 'acked').join('bob-1', 'lobby');
  model
    .change('ann-1', 'lobby', 0, 'a, once')
    .change('ann-1', 'lobby', 0, 'a, twice')
    .deliver('bob-1', 'lobby');
  for (const id of ['i', 'j']) model.send('ann-1', 'lobby', id, 'acked');
  for (const device of ['ann-1', 'ann-2', 'bob-1']) model.deliver(device, 'lobby');

  for (const id of ['m1', 'm2', 'm3', 'm4']) model.send('mole-1', 'attic', id, 'acked');
  model.send('mole-1', 'attic', 'unclear', 'ack-lost').send('mole-1', 'attic', 'absent', 'request-lost');
  model.send('mole-1', 'attic', 'refused', 'refused');
  model.change('mole-1', 'attic', 2, 'm3, edited').change('mole-1', 'attic', 3);
  model.device('mole-2', 'mole').connect('mole-2').join('mole-2', 'attic').disconnect('mole-2');
  return model.finish().history;
}

type Spoil = (history: History) => History;

const is =
  <Type extends Event['type']>(type: Type, more: (event: EventOf<Type>) => boolean = () => true) =>
  (event: Event): event is EventOf<Type> =>
    event.type === type && more(event as EventOf<Type>);

/** Puts what `change` answers in the place of the last event that is meant. */
const instead =
  <E extends Event>(meant: (event: Event) => event is E, change: (event: E) => readonly Event[]): Spoil =>
  (history) => {
    const event = history.findLast(meant);
    if (!event) throw new Error('There is nothing to spoil.');
    return history.flatMap((each) => (each === event ? change(event) : [each]));
  };

/** Alters the messages of the attic's final look. */
const inAttic = (change: (messages: readonly MessageState[]) => readonly MessageState[]): Spoil =>
  instead(
    is('final-history', ({ room }) => room === 'attic'),
    (final) => [{ ...final, messages: change(final.messages) }],
  );

const message = (id: string, seq: number, text = `text of ${id}`): MessageState => ({
  seq,
  rev: seq,
  id,
  author: 'mole',
  text,
});

const shown = (device: string, more: (event: EventOf<'shown'>) => boolean = () => true) =>
  is('shown', (event) => event.device === device && more(event));

const handed = (user: string, room: string, handed: MessageState): Event => ({
  type: 'shown',
  t: 1_000,
  user,
  device: `${user}-1`,
  room,
  epoch: room === 'lobby' ? 'e1' : 'e2',
  seq: handed.seq,
  via: 'stray',
  kind: 'sent',
  message: handed,
});

/** Just before the devices are said to have settled. */
const insert = (...events: Event[]): Spoil => instead(is('settled'), (settled) => [...events, settled]);

/** A way to break the promise, and the one violation that must be found in it. */
export const planted: readonly (readonly [ViolationName, how: string, Spoil])[] = [
  ['lost', 'an acked message is missing', inAttic((all) => all.filter(({ id }) => id !== 'm1'))],
  [
    'lost',
    'the epoch changed for no reason',
    instead(
      is('final-history', ({ room }) => room === 'attic'),
      (final) => [{ ...final, epoch: 'e3' }],
    ),
  ],
  ['phantom', 'a message that nobody sent', inAttic((all) => [...all, message('made up', 90)])],
  [
    'phantom',
    'a message seen before it was sent',
    instead(
      is('send', ({ id }) => id === 'unclear'),
      (send) => [{ ...handed('mole', 'attic', message('unclear', 5)), t: send.t }, send],
    ),
  ],
  [
    'corrupt',
    'another text',
    inAttic((all) => all.map((each) => (each.id === 'unclear' ? { ...each, text: 'other' } : each))),
  ],
  ['rejected-but-visible', 'a refused message', inAttic((all) => [...all, message('refused', 90)])],
  ['duplicate-cid', 'a message at two places', inAttic((all) => [...all, message('unclear', 90)])],
  [
    'divergent-slot',
    'two readers find different messages at a place',
    instead(
      is('final-history', ({ room }) => room === 'attic'),
      (final) => [
        final,
        {
          ...final,
          messages: final.messages.map((m) => (m.id === 'unclear' ? message('absent', m.seq) : m)),
        },
      ],
    ),
  ],
  ['vanished', 'an entry that is no more', insert(handed('mole', 'attic', message('absent', 90)))],
  [
    'gap',
    'a number without an entry',
    instead(
      is('final-history', ({ room }) => room === 'attic'),
      (final) => [{ ...final, head: final.head + 1 }],
    ),
  ],
  [
    'out-of-order',
    'two entries change places on a device',
    (history) => {
      const [second, first] = history.filter(shown('bob-1')).toReversed() as EventOf<'shown'>[];
      return history.map((event) =>
        event === first ? { ...second!, t: first.t } : event === second ? { ...first!, t: second.t } : event,
      );
    },
  ],
  [
    'realtime-order',
    'two messages change places in the log',
    (history) => {
      const swap = (seq: number): number => (seq === 1 ? 2 : seq === 2 ? 1 : seq);
      const attic = new Set(history.filter(is('send', ({ room }) => room === 'attic')).map(({ op }) => op));
      const swapped = history.map((event) =>
        event.type === 'acked' && attic.has(event.op) ? { ...event, seq: swap(event.seq) } : event,
      );
      const unread = swapped.filter((event) => !('device' in event) || event.device !== 'mole-2');
      return inAttic((all) =>
        all.map((m) => (m.rev === m.seq ? { ...m, seq: swap(m.seq), rev: swap(m.seq) } : m)),
      )(unread.filter((event) => event.type !== 'opened' || event.epoch !== 'e2' || event.head === 0));
    },
  ],
  ['not-delivered', 'a device lacks the newest entry', instead(shown('bob-1'), () => [])],
  [
    'not-delivered',
    'a device lacks an entry amid others',
    instead(
      shown('ann-2', ({ seq }) => seq === 3),
      () => [],
    ),
  ],
  ['visible-duplicate', 'an entry shown again', instead(shown('bob-1'), (event) => [event, event])],
  [
    'leak',
    'a stranger is handed an entry',
    (history) => {
      const { message: said } = history.findLast(shown('bob-1'))!;
      return insert(handed('eve', 'lobby', said))(history);
    },
  ],
  [
    'leak',
    'a member who left is handed what was sent since',
    (history) => {
      const { message: said } = history.find(shown('bob-1', ({ message }) => message.id === 'h'))!;
      const rejoin = (history.findLast(is('open', ({ device }) => device === 'bob-1')) as EventOf<'open'>).op;
      return instead(
        is('open', ({ op }) => op === rejoin),
        (open) => [{ ...handed('bob', 'lobby', said), t: open.t }, open],
      )(history);
    },
  ],
  [
    'not-converged',
    'a device shows an older text under the newest rev',
    (history) =>
      history.map((event) =>
        shown('bob-1')(event) && event.message.text === 'a, twice'
          ? { ...event, message: { ...event.message, text: 'a, once' } }
          : event,
      ),
  ],
  [
    'final-state',
    'an acked edit is undone',
    inAttic((all) => all.map((each) => (each.id === 'm3' ? message('m3', each.seq) : each))),
  ],
  [
    'resurrected',
    'a recalled text is read again',
    instead(
      shown('mole-2', ({ message: { id } }) => id === 'm4'),
      (event) => [{ ...event, message: message('m4', event.message.seq) }],
    ),
  ],
  [
    'marker-went-back',
    'an answer tells a lower marker',
    instead(is('marked'), (event) => [{ ...event, marker: event.marker - 1 }]),
  ],
  [
    'marker-lost',
    'the final marker is lower',
    instead(
      is('final-marker', ({ user }) => user === 'bob'),
      (event) => [{ ...event, marker: event.marker - 1 }],
    ),
  ],
  [
    'ghost-presence',
    'somebody without a connection is said to be here',
    instead(
      is('final-presence', ({ room }) => room === 'attic'),
      (event) => [{ ...event, online: [...event.online, 'mole'] }],
    ),
  ],
  [
    'missing-presence',
    'a connected member is not here',
    instead(
      is('final-presence', ({ room }) => room === 'lobby'),
      (event) => [{ ...event, online: event.online.filter((user) => user !== 'bob') }],
    ),
  ],
  [
    'silent-gap',
    'a complete answer begins one too late',
    instead(
      is('opened', ({ complete, seqs }) => complete && seqs.length > 1),
      (event) => [{ ...event, seqs: event.seqs.slice(1) }],
    ),
  ],
  [
    'silent-gap',
    'a position of another epoch is answered as complete',
    (history) => {
      const { op } = history.findLast(is('opened', ({ complete }) => complete))!;
      return instead(
        is('open', (open) => open.op === op),
        (open) => [{ ...open, since: { epoch: 'e0', seq: open.since!.seq } }],
      )(history);
    },
  ],
  [
    'head-went-back',
    'an answer knows of less than was known',
    insert(
      { type: 'open', t: 1_000, op: 900, user: 'mole', device: 'mole-3', room: 'attic', by: 'sync' },
      {
        type: 'opened',
        t: 1_001,
        op: 900,
        epoch: 'e2',
        head: 2,
        complete: false,
        more: false,
        seqs: [1, 2],
      },
    ),
  ],
  [
    'bug',
    'a request is answered with a bug',
    instead(is('refused'), (event) => [{ ...event, code: 'internal' }]),
  ],
  ['unavailable', 'a device never came back', instead(is('settled'), (event) => [{ ...event, ok: false }])],
];
