import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { codePoints, TEXT_LIMIT } from '../../../src/domain/text.js';
import { explain } from '../chat/chat.js';
import type { Trouble } from '../i18n/dictionary.js';
import { Composition, sends } from '../model/composition.js';
import { useChat, useSelect, useText } from './context.js';
import { SendIcon } from './icons.js';
import { SilenceLine } from './silence-line.js';
import { useSilence } from './use-silence.js';

/** Tallest that the box grows by itself, in pixels. */
const TALLEST = 200;

/**
 * Where one writes. What stands in the box is the box's own: nothing writes into it while a word is being composed,
 * because that would end the composition.
 */
export function Composer({ room, hint }: { room: string; hint: string }) {
  const chat = useChat();
  const t = useText();
  const sendKey = useSelect((state) => state.preferences.sendKey);
  const box = useRef<HTMLTextAreaElement>(null);
  const composition = useRef(new Composition());
  const [trouble, setTrouble] = useState<Trouble>();
  const [over, setOver] = useState(0);
  const [empty, setEmpty] = useState(true);
  const silence = useSilence();

  const settle = (): void => {
    const { value } = box.current!;
    chat.setDraft(room, value);
    setEmpty(value.trim() === '');
    // Characters never outnumber code units, so short texts need no count.
    setOver(
      value.length <= TEXT_LIMIT.codePoints ? 0 : Math.max(0, codePoints(value) - TEXT_LIMIT.codePoints),
    );
    setTrouble(undefined);
    grow();
  };
  const grow = (): void => {
    const { style } = box.current!;
    style.height = 'auto';
    style.height = `${Math.min(box.current!.scrollHeight, TALLEST)}px`;
  };
  const send = (): void => {
    const text = box.current!.value;
    if (text.trim() === '' || silence) return box.current!.focus();
    const stored = chat.send(text);
    box.current!.value = '';
    setEmpty(true);
    setOver(0);
    setTrouble(undefined);
    grow();
    box.current!.focus();
    stored
      .then(() => chat.setDraft(room, box.current?.value ?? ''))
      .catch((error: unknown) => {
        if (box.current?.value === '') box.current.value = text;
        settle();
        setTrouble(explain(error));
      });
  };

  useLayoutEffect(() => {
    box.current!.value = chat.store.get().drafts.get(room) ?? '';
    settle();
  }, [room]);
  useEffect(() => {
    // On a touch screen the focus would bring up the keyboard, which nobody asked for.
    if (matchMedia('(pointer: fine)').matches) box.current!.focus();
  }, [room]);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="problem" role="alert">
        {trouble ? t.errors[trouble] : over > 0 ? t.tooLong(over) : undefined}
      </p>
      <SilenceLine silence={silence} />
      <div class="composer-line" hidden={silence !== undefined && silence.until === undefined && empty}>
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={hint}
          placeholder={hint}
          enterkeyhint={sendKey === 'enter' ? 'send' : 'enter'}
          onCompositionStart={() => composition.current.start()}
          onCompositionEnd={(event) => {
            composition.current.end(event.timeStamp);
            settle();
          }}
          onInput={(event) => {
            if (event.isComposing) grow();
            else settle();
          }}
          onKeyDown={(event) => {
            if (composition.current.owns(event, event.timeStamp)) return;
            if (!sends(event, sendKey)) return;
            event.preventDefault();
            send();
          }}
        />
        <button
          type="submit"
          class="send"
          aria-label={t.send}
          title={t.send}
          aria-disabled={empty || over > 0 || silence !== undefined}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
