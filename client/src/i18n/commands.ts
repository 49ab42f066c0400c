import type { Command } from '../model/commands.js';
import type { Language } from './language.js';

/** What follows each command, and what it does: fetched with the first slash. */
export const commandTexts: Record<Language, Record<Command, readonly [follows: string, does: string]>> = {
  en: {
    me: ['what you do', 'Say what you are doing'],
    topic: ['topic', 'Change what this room is about'],
    invite: ['', 'Invite people by a link'],
    nick: ['name', 'Change your nickname'],
    help: ['', 'List the commands'],
  },
  'zh-CN': {
    me: ['动作', '描述你正在做的事'],
    topic: ['话题', '修改房间话题'],
    invite: ['', '用链接邀请别人'],
    nick: ['昵称', '修改你的昵称'],
    help: ['', '查看所有命令'],
  },
};
