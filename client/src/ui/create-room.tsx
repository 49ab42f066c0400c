import { useRef, useState } from 'preact/hooks';
import { roomName, roomTopic } from '../../../src/domain/name.js';
import type { NamedKind } from '../../../src/domain/room.js';
import { newId } from '../io/new-id.js';
import { useChat } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { LockIcon, MegaphoneIcon } from './icons.js';
import { GlobeIcon } from './later-icons.js';
import { Options } from './options.js';
import { goTo } from './route.js';
import { useAction } from './use-action.js';

export function CreateRoom({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const t = useWindowText();
  const [name, setName] = useState('');
  const [topic, setTopic] = useState('');
  const [kind, setKind] = useState<NamedKind>('public');
  const action = useAction();
  // A second try of the same is the same room; of another name it is another.
  const attempt = useRef({ id: newId(), of: '' });
  const aboutTopic = action.trouble === 'room.topic_invalid';
  const error = action.trouble && t.errors[action.trouble];

  const create = async (): Promise<void> => {
    const wanted = { name: roomName(name), topic: roomTopic(topic), kind };
    const of = JSON.stringify(wanted);
    if (attempt.current.of !== of) attempt.current = { id: newId(), of };
    const id = await chat.createRoom(attempt.current.id, wanted);
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
        <Field
          label={t.roomName}
          value={name}
          onInput={setName}
          autoFocus
          error={aboutTopic ? undefined : error}
        />
        <Field label={t.roomTopic} value={topic} onInput={setTopic} error={aboutTopic ? error : undefined} />
        <Options
          label={t.roomKind}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'public', icon: GlobeIcon, ...t.kinds.public },
            { value: 'private', icon: LockIcon, ...t.kinds.private },
            { value: 'announcement', icon: MegaphoneIcon, ...t.kinds.announcement },
          ]}
        />
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
