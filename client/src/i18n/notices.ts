import type { Author, Notice } from '../protocol.js';
import type { Dictionary } from './dictionary.js';
import { until } from './when.js';

/** A name of any script, which does not turn the sentence around it. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

/** What happened, in whole sentences: one for each thing that changed. `known` gives people's names of now. */
export function noticeLines(
  t: Dictionary,
  notice: Notice,
  me: string,
  known: (author: Author) => string,
): readonly string[] {
  const { notices } = t;
  const named = (author: Author): string => isolated(known(author));
  const by = notice.actor.id === me ? notices.you : named(notice.actor);

  switch (notice.type) {
    case 'member.changed': {
      const { member, change } = notice;
      const who = member.id === me ? notices.youToo : named(member);
      switch (change) {
        case 'joined':
        case 'left':
          return [notices[change](member.id === me ? notices.you : who)];
        case 'role':
          return [notices.role[notice.role ?? 'member'](by, who)];
        case 'muted':
          return [notices.muted(by, who, until(t, new Date(notice.until ?? notice.at), new Date()))];
        default:
          return [notices[change](by, who)];
      }
    }
    case 'room.changed': {
      const { name, topic, archived, muted, slowMode, history } = notice.change;
      return [
        name !== undefined && notices.renamed(by, isolated(name)),
        topic !== undefined && (topic === '' ? notices.topicGone(by) : notices.topic(by, isolated(topic))),
        archived !== undefined && (archived ? notices.archived : notices.reopened)(by),
        muted !== undefined && (muted ? notices.quiet : notices.quietOver)(by),
        slowMode !== undefined &&
          (slowMode === 0 ? notices.slowOver(by) : notices.slow(by, t.duration(slowMode))),
        history !== undefined && (history === 'all' ? notices.historyAll : notices.historyJoined)(by),
      ].filter((line) => line !== false);
    }
    case 'invite.changed':
      return [notice.change === 'created' ? notices.inviteMade(by) : notices.inviteRevoked(by)];
  }
}
