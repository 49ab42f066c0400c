import { pluralIn } from '../plural.js';
import type { MessageTexts } from './message-texts.js';

const n = pluralIn('zh-CN');

export const texts: MessageTexts = {
  actions: '消息操作',
  react: '表情回应',
  moreEmoji: '更多表情',
  reply: '回复',
  more: '更多',
  copyText: '复制文字',
  copyLink: '复制链接',
  forward: '转发',
  select: '多选',
  edit: '编辑',
  pin: '设为精华',
  unpin: '取消精华',
  versions: '编辑记录',
  versionsOf: '编辑前的内容',
  written: (when) => `写于 ${when}`,
  recall: '撤回',
  report: '举报',

  replyingTo: (name) => `回复 ${name}`,
  editing: '编辑消息',
  stopReply: '取消回复',
  stopEdit: '取消编辑',
  originalRecalled: '这条消息已被撤回。',

  chosen: (count) => n(count, { other: '已选 # 条消息' }),
  forwardTitle: (count) => n(count, { other: '转发 # 条消息' }),
  findRoom: '查找房间或联系人',
  noRoom: '没有找到。',
  forwardTo: (room) => `转发到 ${room}`,

  recallHint: (who) => `将为所有人撤回 ${who} 最近在这里发的消息。撤回多久以内的？`,
  pins: '精华消息',
  noPins: '这里还没有精华消息。',
  pinnedBy: (name, when) => `${name} 于 ${when} 设为精华`,
  show: '在房间中查看',
};
