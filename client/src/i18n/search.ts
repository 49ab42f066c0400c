import type { Language } from './language.js';

interface SearchTexts {
  readonly what: string;
  readonly where: string;
  readonly here: string;
  readonly everywhere: string;
  readonly filters: string;
  /** What is written before the value of a filter, and what it is for. */
  readonly filterList: Readonly<Record<string, string>>;
  readonly none: string;
  readonly partial: string;
  readonly searching: string;
  readonly saidBy: (who: string, when: string) => string;
  readonly goTo: string;
  readonly room: string;
  readonly noRoom: string;
  readonly noOther: string;
}

/** What is said where one looks for messages and rooms: fetched with the windows. */
export const searchTexts: Record<Language, SearchTexts> = {
  en: {
    what: 'Words or Chinese characters',
    where: 'Where to look',
    here: 'This room',
    everywhere: 'All my rooms',
    filters: 'Narrow it down',
    filterList: {
      'from:': 'from someone',
      'in:': 'in a room',
      'has:link': 'with a link',
      'has:file': 'with a file',
      'has:image': 'with a picture',
      'after:': 'since a day',
      'before:': 'before a day',
    },
    none: 'Nothing found. A word is found by how it begins.',
    partial: 'There was too much to look through at once; something may be missing.',
    searching: 'Searching …',
    saidBy: (who, when) => `${who}, ${when}`,
    goTo: 'Go to a room',
    room: 'Name, or initials of pinyin',
    noRoom: 'None of your rooms is called that.',
    noOther: 'You are in no other room yet.',
  },
  'zh-CN': {
    what: '搜索内容',
    where: '搜索范围',
    here: '当前房间',
    everywhere: '我的所有房间',
    filters: '筛选',
    filterList: {
      'from:': '发送者',
      'in:': '房间',
      'has:link': '含链接',
      'has:file': '含文件',
      'has:image': '含图片',
      'after:': '此日起',
      'before:': '此日前',
    },
    none: '没有找到相关消息。',
    partial: '消息太多，一次没有搜完，结果可能不全。',
    searching: '正在搜索…',
    saidBy: (who, when) => `${who} · ${when}`,
    goTo: '前往房间',
    room: '房间名或拼音首字母',
    noRoom: '没有找到这个房间。',
    noOther: '你还没有加入其他房间。',
  },
};
