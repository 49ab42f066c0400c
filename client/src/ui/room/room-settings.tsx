import { useState } from 'preact/hooks';
import { roomName, roomTopic } from '../../../../src/domain/name.js';
import { standingIn } from '../../model/standing.js';
import type { ListedRoom, RequestInput } from '../../protocol.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { Select } from '../select.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

/** Waits between two messages that a room can ask for, in seconds. */
const WAITS = [0, 10, 30, 60, 300, 3600];

/** What can be changed about a room. All but name and topic takes effect at once. */
export function RoomSettings() {
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  if (!room) return null;
  return (
    <Dialog title={t.roomSettings} onClose={() => show(undefined)}>
      {!room.archived && <Naming key={room.id} room={room} />}
      <Rules room={room} />
    </Dialog>
  );
}

function Naming({ room }: { room: ListedRoom }) {
  const chat = useChat();
  const t = useWindowText();
  const me = useSelect((state) => state.me)!;
  const owner = standingIn(room, me) === 'owner';
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const action = useAction();
  const error = action.trouble && t.errors[action.trouble];
  const aboutTopic = action.trouble === 'room.topic_invalid' || !owner;
  const fresh = name.trim() !== room.name || topic.trim() !== room.topic;

  const save = async (): Promise<void> => {
    const wanted = { topic: roomTopic(topic), ...(owner && { name: roomName(name) }) };
    await chat.request('room:update', { room: room.id, ...wanted });
    chat.toast('saved');
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        action.run(save);
      }}
    >
      {owner && (
        <Field label={t.roomName} value={name} onInput={setName} error={aboutTopic ? undefined : error} />
      )}
      <Field label={t.roomTopic} value={topic} onInput={setTopic} error={aboutTopic ? error : undefined} />
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={action.busy || !fresh}>
          {t.save}
        </button>
      </div>
    </form>
  );
}

function Rules({ room }: { room: ListedRoom }) {
  const chat = useChat();
  const t = useWindowText();
  const me = useSelect((state) => state.me)!;
  const owner = standingIn(room, me) === 'owner';
  const action = useAction();
  const change = (wanted: Omit<RequestInput<'room:update'>, 'room'>): void =>
    action.run(async () => void (await chat.request('room:update', { room: room.id, ...wanted })));
  const waits = WAITS.includes(room.slowMode) ? WAITS : [...WAITS, room.slowMode];

  return (
    <>
      {!room.archived && room.kind !== 'announcement' && (
        <Choice
          label={t.whoSpeaks}
          value={room.muted ? 'moderators' : 'all'}
          choices={t.speakers}
          onChange={(value) => change({ muted: value === 'moderators' })}
        />
      )}
      {!room.archived && (
        <Select
          label={t.slowMode}
          value={room.slowMode}
          choices={waits}
          name={(wait) => (wait === 0 ? t.slowModeOff : t.everyWait(t.duration(wait)))}
          onChange={(slowMode) => change({ slowMode })}
        />
      )}
      {!room.archived && owner && room.kind === 'private' && (
        <Choice
          label={t.whatNewMembersSee}
          value={room.history}
          choices={t.histories}
          onChange={(history) => change({ history })}
        />
      )}
      {owner && (
        <div class="part-apart">
          <p class="hint">{room.archived ? t.reopenHint : t.archiveHint}</p>
          <button
            type="button"
            class={room.archived ? 'button primary' : 'button danger'}
            onClick={() => change({ archived: !room.archived })}
          >
            {room.archived ? t.reopen : t.archive}
          </button>
        </div>
      )}
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
    </>
  );
}
