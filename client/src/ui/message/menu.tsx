import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { gist } from '../../../../src/domain/message.js';
import { explain } from '../../chat/chat.js';
import { copy } from '../../io/copy.js';
import { plain } from '../../model/plain.js';
import { wished } from '../../model/reactions.js';
import { quoteOf } from '../../model/quote.js';
import { useChat, usePeople, useSelect } from '../context.js';
import { ClockIcon, PinIcon, PlusIcon } from '../icons.js';
import { CopyIcon, FlagIcon, LinkIcon } from '../later-icons.js';
import { messageAddress } from '../route.js';
import { EmojiPicker } from '../emoji/emoji-picker.js';
import { useShow } from '../show.js';
import { useWindowText } from '../use-window-text.js';
import { CheckIcon, ForwardIcon, PencilIcon, ReplyIcon, UndoIcon } from './icons.js';
import { Popup } from './popup.js';
import { useMessage } from './use-message.js';
import { usePowers } from './use-powers.js';

/** What people put to messages most. */
const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🎉'];

/** Everything that can be done with a message. */
export function MessageMenu({ seq, onlyEmoji }: { seq: number; onlyEmoji: boolean }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const open = useSelect((state) => state.open);
  const me = useSelect((state) => state.me);
  const wishes = useSelect((state) => state.wishes);
  const message = useMessage(seq);
  const may = usePowers(message);
  const gone = message === undefined || message.recalledAt !== undefined;
  const people = usePeople(open?.id);
  const [picking, setPicking] = useState(false);
  const close = (): void => show(undefined);

  useEffect(() => {
    if (gone) close();
  }, [gone]);
  if (!open?.log || !me || !may || gone) return null;

  const reactions = wished(message, open.log, wishes, me.id) ?? [];
  const does = (task: () => unknown) => (): void => {
    close();
    Promise.resolve(task()).catch((error: unknown) => chat.toast(explain(error)));
  };
  const copies = (text: string) => (): void => {
    void copy(text).then(() => chat.toast('copied'));
    close();
  };
  if (picking) {
    return (
      <EmojiPicker
        anchor={document.querySelector(`.message[data-seq="${seq}"] .bubble`)}
        onPick={(emoji) => void chat.messages.react(message, emoji, true)}
        onClose={close}
      />
    );
  }
  const place = { epoch: open.log.epoch, seq };
  const { author } = message;
  const name = author.id === me.id ? t.you : (people.get(author.id) ?? author).nickname;
  return (
    <Popup label={t.actions} seq={seq} onClose={close}>
      {/* On a small screen the menu may lie over the message. */}
      <p class="about" dir="auto">
        {t.lastMessage(name, plain(gist(message)))}
      </p>
      <div role="menu" aria-label={t.actions}>
        {may.react && (
          <div class="quick" role="group" aria-label={t.react}>
            {QUICK.map((emoji) => {
              const mine = reactions.some((one) => one.emoji === emoji && one.mine === true);
              return (
                <button
                  key={emoji}
                  type="button"
                  role="menuitemcheckbox"
                  aria-checked={mine}
                  class="icon-button"
                  onClick={does(() => chat.messages.react(message, emoji, !mine))}
                >
                  {emoji}
                </button>
              );
            })}
            <button
              type="button"
              role="menuitem"
              class="icon-button"
              aria-label={t.moreEmoji}
              title={t.moreEmoji}
              onClick={() => setPicking(true)}
            >
              <PlusIcon />
            </button>
          </div>
        )}
        {!onlyEmoji && (
          <>
            {may.reply && (
              <Item
                icon={ReplyIcon}
                label={t.reply}
                onClick={does(() => chat.messages.reply(quoteOf(message)))}
              />
            )}
            {may.edit && (
              <Item
                icon={PencilIcon}
                label={t.edit}
                onClick={does(() =>
                  chat.messages.intend(open.id, { kind: 'edit', message, text: message.text }),
                )}
              />
            )}
            {may.copy && <Item icon={CopyIcon} label={t.copyText} onClick={copies(message.text)} />}
            <Item icon={LinkIcon} label={t.copyLink} onClick={copies(messageAddress(open.id, place))} />
            <Item icon={ForwardIcon} label={t.forward} onClick={() => show({ forward: [seq] })} />
            <Item
              icon={CheckIcon}
              label={t.select}
              onClick={does(() => chat.messages.select(new Set([seq])))}
            />
            {may.pin && (
              <Item
                icon={PinIcon}
                label={message.pinnedAt === undefined ? t.pin : t.unpin}
                onClick={does(() =>
                  chat.request('message:pin', {
                    room: open.id,
                    ...place,
                    on: message.pinnedAt === undefined,
                  }),
                )}
              />
            )}
            {message.editedAt !== undefined && (
              <Item icon={ClockIcon} label={t.versions} onClick={() => show({ versions: seq })} />
            )}
            {may.report && <Item icon={FlagIcon} label={t.report} onClick={() => show({ report: seq })} />}
            {may.recall && (
              <Item
                icon={UndoIcon}
                label={t.recall}
                danger
                onClick={does(() => chat.messages.recall(message))}
              />
            )}
          </>
        )}
      </div>
    </Popup>
  );
}

interface ItemProps {
  readonly icon: ComponentType;
  readonly label: string;
  readonly danger?: boolean;
  readonly onClick: () => void;
}

const Item = ({ icon: Icon, label, danger = false, onClick }: ItemProps) => (
  <button
    type="button"
    role="menuitem"
    class={danger ? 'button quiet danger' : 'button quiet'}
    onClick={onClick}
  >
    <Icon />
    {label}
  </button>
);
