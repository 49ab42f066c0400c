import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { codePoints, TEXT_LIMIT } from '../../../../src/domain/text.js';
import { explain } from '../../chat/chat.js';
import { chosenIn, keepChosen } from '../../chat/drafts.js';
import type { Trouble } from '../../i18n/dictionary.js';
import { COMMANDS, commandIn, wordsOf } from '../../model/commands.js';
import { Failure } from '../../model/failure.js';
import type { EditIntent } from '../../model/intent.js';
import { mayCallAll } from '../../model/standing.js';
import { mentionsIn } from '../../model/mentions.js';
import { useChat, useSelect, useText } from '../context.js';
import { isRefused, keptOf } from '../../model/uploads.js';
import { AttachButton } from '../files/attach-button.js';
import { useAttaching } from '../files/use-attaching.js';
import { useDrop } from '../files/use-drop.js';
import { SendIcon } from '../icons.js';
import { later } from '../later.js';
import { Part, usePart } from '../part.js';
import { useShow } from '../show.js';
import { SilenceLine } from '../silence-line.js';
import { useSilence } from '../use-silence.js';
import { EmojiButton } from './emoji-button.js';
import { fit, MessageBox } from './message-box.js';

const runner = new Part(async () => (await import('./run-command.js')).runCommand);
const dropZone = new Part(async () => (await import('../files/drop-zone.js')).DropZone);
const tray = new Part(async () => (await import('../files/tray.js')).Tray);

/** Where one writes: the box, what stands in its way above it, and what one can do with it beside it. */
export function Composer({ room, hint }: { room: string; hint: string }) {
  const chat = useChat();
  const t = useText();
  const box = useRef<HTMLTextAreaElement>(null);
  const [trouble, setTrouble] = useState<Trouble>();
  const [over, setOver] = useState(0);
  const [empty, setEmpty] = useState(true);
  const [unknown, setUnknown] = useState<string>();
  const running = useRef(false);
  const me = useSelect((state) => state.me)!;
  const intent = useSelect((state) => state.intents.get(room));
  const draft = useSelect((state) => state.drafts.get(room) ?? '');
  const edited = intent?.kind === 'edit' ? intent : undefined;
  const written = edited?.text ?? draft;
  const { IntentBar } = usePart(later, intent !== undefined) ?? {};
  const silence = useSilence();
  const show = useShow();
  const { uploads, attach } = useAttaching(room);
  /** What was meant already when the room was opened. */
  const found = useRef(intent);
  const [waiting, setWaiting] = useState(false);
  const DropZone = usePart(dropZone, useDrop(attach));
  const Tray = usePart(tray, uploads.length > 0);
  const bare = empty && uploads.length === 0;

  /** Takes note of what stands in the box. */
  const look = (): void => {
    const { value } = box.current!;
    setEmpty(value.trim() === '');
    // Characters never outnumber code units, so short texts need no count.
    setOver(
      value.length <= TEXT_LIMIT.codePoints ? 0 : Math.max(0, codePoints(value) - TEXT_LIMIT.codePoints),
    );
    setTrouble(undefined);
    setUnknown(undefined);
    fit(box.current!);
  };
  const settle = (): void => {
    const { value } = box.current!;
    if (edited) chat.messages.intend(room, { ...edited, text: value });
    else {
      chat.setDraft(room, value);
      if (value.trim() !== '' && !value.startsWith('/')) chat.writes(room);
    }
    look();
  };
  const send = (): void => {
    const text = box.current!.value;
    if (edited) return edit(edited, text);
    box.current!.focus();
    if ((text.trim() === '' && uploads.length === 0) || silence) return;
    const command = commandIn(text);
    if (command) return void run(command.name, command.rest);
    const attachments = keptOf(uploads);
    setWaiting(attachments === undefined);
    // It goes off by itself when the last file is there.
    if (!attachments) return;
    const plain = wordsOf(text);
    const replyTo = intent?.kind === 'reply' && { epoch: intent.epoch, seq: intent.to.seq };
    const stored = chat.send({
      text: plain,
      ...called(plain),
      ...(replyTo && { replyTo }),
      ...(attachments.length > 0 && { attachments }),
    });
    chat.messages.intend(room, undefined);
    chat.uploads?.take(room);
    // The draft stays until the message is safe.
    box.current!.value = '';
    look();
    stored
      .then(() => chat.setDraft(room, box.current?.value ?? ''))
      .catch((error: unknown) => {
        chat.uploads?.giveBack(uploads);
        if (!box.current) return;
        if (box.current.value === '') box.current.value = text;
        settle();
        chat.messages.intend(room, intent);
        setTrouble(explain(error));
      });
  };
  const edit = ({ message }: EditIntent, written: string): void => {
    const text = written.trimEnd();
    if (text === message.text) return back();
    const { mentions } = called(text);
    chat.messages.edit(message, text, mentions).then(back, (error: unknown) => setTrouble(explain(error)));
  };
  const back = (): void => {
    chat.messages.intend(room, undefined);
    setTrouble(undefined);
    box.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.target !== box.current) return;
    if (event.key === 'Escape' && intent) back();
    if (event.key !== 'ArrowUp' || box.current!.value !== '' || event.altKey || event.shiftKey) return;
    const mine = chat.messages.lastOwn();
    if (!mine) return;
    event.preventDefault();
    chat.messages.intend(room, { kind: 'edit', message: mine, text: mine.text });
  };

  const called = (text: string) => {
    const { open, rooms } = chat.store.get();
    const here = rooms?.get(room);
    return mentionsIn(text, {
      members: open?.members?.members ?? [],
      chosen: chosenIn(me.id, room),
      all: here !== undefined && mayCallAll(here, me),
    });
  };
  const run = async (name: string, rest: string): Promise<void> => {
    const command = COMMANDS.find((one) => one === name);
    if (!command) return setUnknown(name);
    // Enter may be held down.
    if (running.current) return;
    running.current = true;
    try {
      const runCommand = await runner.fetch().catch(() => Promise.reject(Failure.unreachable()));
      await runCommand(command, rest, { chat, room, box: box.current!, show });
    } catch (error) {
      setTrouble(explain(error));
    } finally {
      running.current = false;
    }
  };

  useEffect(() => {
    if (uploads.some(isRefused)) setWaiting(false);
    else if (waiting && keptOf(uploads)) send();
  }, [waiting, uploads]);
  useLayoutEffect(() => {
    if (box.current!.value === written) return;
    box.current!.value = written;
    look();
  }, [room, written]);
  useLayoutEffect(() => {
    setWaiting(false);
    look();
  }, [room]);
  useLayoutEffect(() => {
    if (intent && intent !== found.current) box.current!.focus();
  }, [intent?.kind, intent?.kind === 'edit' ? intent.message.seq : intent?.to.seq]);
  useEffect(() => {
    // On a touch screen the focus would bring up the keyboard, which nobody asked for.
    if (matchMedia('(pointer: fine)').matches) box.current!.focus();
  }, [room]);

  return (
    <form
      class="composer"
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="problem" role="alert">
        {unknown !== undefined
          ? t.unknownCommand(unknown)
          : trouble
            ? t.errors[trouble]
            : over > 0
              ? t.tooLong(over)
              : undefined}
      </p>
      <SilenceLine silence={silence} />
      {DropZone && <DropZone />}
      {Tray && <Tray uploads={uploads} waiting={waiting} />}
      {IntentBar && intent && <IntentBar intent={intent} onCancel={back} />}
      <div class="composer-line" hidden={silence !== undefined && silence.until === undefined && empty}>
        <AttachButton onFiles={attach} />
        <MessageBox
          box={box}
          hint={hint}
          onChange={settle}
          onFiles={attach}
          onSend={send}
          onChoose={({ label, person }) => {
            if (person) keepChosen(me.id, room, label, person.id);
          }}
        />
        <EmojiButton box={box} />
        <button
          type="submit"
          class="send"
          aria-label={t.send}
          title={t.send}
          aria-disabled={bare || over > 0 || silence !== undefined}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
