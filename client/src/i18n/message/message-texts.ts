/** What the page says where something is done with a message. Fetched with that part of the page. */
export interface MessageTexts {
  readonly actions: string;
  readonly react: string;
  readonly moreEmoji: string;
  readonly reply: string;
  readonly more: string;
  readonly copyText: string;
  readonly copyLink: string;
  readonly forward: string;
  readonly select: string;
  readonly edit: string;
  readonly pin: string;
  readonly unpin: string;
  readonly versions: string;
  readonly versionsOf: string;
  readonly written: (when: string) => string;
  readonly recall: string;
  readonly report: string;

  readonly replyingTo: (name: string) => string;
  readonly editing: string;
  readonly stopReply: string;
  readonly stopEdit: string;
  readonly originalRecalled: string;

  readonly chosen: (count: number) => string;
  readonly forwardTitle: (count: number) => string;
  readonly findRoom: string;
  readonly noRoom: string;
  readonly forwardTo: (room: string) => string;

  readonly recallHint: (who: string) => string;
  readonly pins: string;
  readonly noPins: string;
  readonly pinnedBy: (name: string, when: string) => string;
  readonly show: string;
}
