import type { Language } from './language.js';

interface EmojiTexts {
  readonly search: string;
  readonly found: string;
  readonly none: string;
  readonly recent: string;
  readonly tone: string;
  /** In the order in which Unicode has them. */
  readonly groups: readonly string[];
}

/** What is said where one chooses an emoji: fetched with the emoji. */
export const emojiTexts: Record<Language, EmojiTexts> = {
  en: {
    search: 'Find an emoji',
    found: 'Found',
    none: 'No emoji is called that.',
    recent: 'Used last',
    tone: 'Skin tone',
    groups: [
      'Faces',
      'People',
      'Animals and nature',
      'Food and drink',
      'Travel and places',
      'Activities',
      'Things',
      'Symbols',
      'Flags',
    ],
  },
  'zh-CN': {
    search: '搜索表情',
    found: '搜索结果',
    none: '没有找到相关表情。',
    recent: '最近使用',
    tone: '肤色',
    groups: ['笑脸', '人物', '动物与自然', '食物与饮料', '旅行与地点', '活动', '物品', '符号', '旗帜'],
  },
};
