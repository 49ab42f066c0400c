import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Suggestion } from '../../model/completion.js';
import { meansFiles } from '../../model/uploads.js';
import { Composition, sends } from '../../model/composition.js';
import { useSelect } from '../context.js';
import { useCompletion } from './use-completion.js';

/** Tallest that the box grows by itself, in pixels. */
const TALLEST = 200;

/** Makes the box as tall as what is in it. */
export function fit(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
}

interface MessageBoxProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly hint: string;
  /** The text was changed; not told while a word is being composed. */
  readonly onChange: () => void;
  /** Files were pasted. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: () => void;
  /** Something that was offered is about to be written. */
  readonly onChoose: (suggestion: Suggestion) => void;
}

/**
 * The box in which one writes. What stands in it is its own: nothing writes into it while a word is being composed,
 * because that would end the composition.
 */
export function MessageBox({ box, hint, onChange, onFiles, onSend, onChoose }: MessageBoxProps) {
  const sendKey = useSelect((state) => state.preferences.sendKey);
  const composition = useRef(new Composition());
  const completion = useCompletion(box, onChoose);
  const change = (typed: boolean): void => {
    onChange();
    completion.look(typed);
  };

  return (
    <>
      {completion.popup}
      <textarea
        ref={box}
        rows={1}
        dir="auto"
        aria-label={hint}
        placeholder={hint}
        enterkeyhint={sendKey === 'enter' ? 'send' : 'enter'}
        {...completion.aria}
        onCompositionStart={() => composition.current.start()}
        onCompositionEnd={(event) => {
          composition.current.end(event.timeStamp);
          change(true);
        }}
        onInput={(event) => {
          if (event.isComposing) fit(event.currentTarget);
          else change(event.inputType === 'insertText');
        }}
        onPaste={(event) => {
          const { types, files } = event.clipboardData!;
          if (!meansFiles(types)) return;
          event.preventDefault();
          onFiles([...files]);
        }}
        onClick={() => completion.look(false)}
        onBlur={completion.close}
        onKeyDown={(event) => {
          if (composition.current.owns(event, event.timeStamp)) return;
          if (completion.takes(event)) return event.preventDefault();
          if (!sends(event, sendKey)) return;
          event.preventDefault();
          completion.close();
          onSend();
        }}
      />
    </>
  );
}
