import { useRef } from 'preact/hooks';
import { avatarOf } from '../../io/avatar-of.js';
import { hueOf } from '../../model/people.js';
import { Avatar } from '../avatar.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { useAction } from '../use-action.js';

/** How I am drawn: made from my name, or a picture of mine. */
export function OwnAvatar() {
  const chat = useChat();
  const t = useWindowText();
  const me = useSelect((state) => state.me)!;
  const action = useAction();
  const picker = useRef<HTMLInputElement>(null);

  return (
    <div class="self">
      <Avatar name={me.nickname} hue={hueOf(me.id)} avatar={me.avatar} />
      <input
        ref={picker}
        type="file"
        accept="image/*"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          // So that the same file can be chosen again.
          currentTarget.value = '';
          if (file) action.run(async () => chat.identity.changeAvatar(await avatarOf(file)));
        }}
      />
      <div class="actions">
        <button
          type="button"
          class="link"
          aria-disabled={action.busy}
          onClick={() => picker.current!.click()}
        >
          {t.choosePicture}
        </button>
        {me.avatar && (
          <button
            type="button"
            class="link"
            aria-disabled={action.busy}
            onClick={() => action.run(() => chat.identity.changeAvatar(undefined))}
          >
            {t.removePicture}
          </button>
        )}
      </div>
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
    </div>
  );
}
