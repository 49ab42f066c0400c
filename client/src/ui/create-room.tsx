import { useRef, useState } from 'preact/hooks';
import { roomName, roomTopic } from '../../../src/domain/name.js';
import { newId } from '../io/new-id.js';
import { useChat, useText } from './context.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { goTo } from './route.js';
import { useAction } from './use-action.js';

export function CreateRoom({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const t = useText();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const action = useAction();
  // A second try of the same is the same room; of another name it is another.
  const attempt = useRef({ id: newId(), of: '' });
  const aboutTopic = action.trouble === 'room.topic_invalid';
  const error = action.trouble && t.errors[action.trouble];

  const create = async (): Promise<void> => {
    const wanted = { name: roomName(name), topic: roomTopic(topic) };
    const of = JSON.stringify(wanted);
    if (attempt.current.of !== of) attempt.current = { id: newId(), of };
    const id = await chat.createRoom(attempt.current.id, wanted.name, wanted.topic);
    onClose();
    goTo(id);
  };

  return (
    <Dialog title={t.createTitle} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(create);
        }}
      >
        <p class="hint">{t.createHint}</p>
        <Field
          label={t.roomName}
          value={name}
          onInput={setName}
          autoFocus
          error={aboutTopic ? undefined : error}
        />
        <Field label={t.roomTopic} value={topic} onInput={setTopic} error={aboutTopic ? error : undefined} />
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={action.busy}>
            {t.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
