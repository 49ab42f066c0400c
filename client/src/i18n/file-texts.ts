import type { Language } from './language.js';
import { spaced } from './spaced.js';

/** What the page says where files are chosen and looked at. Fetched with that part of the page, in all languages. */
interface FileTexts {
  readonly chosen: string;
  readonly uploading: (percent: number) => string;
  readonly sendsThen: string;
  readonly remove: (name: string) => string;
  readonly retry: (name: string) => string;
  readonly before: string;
  readonly next: string;
  readonly place: (at: number, of: number) => string;
  readonly save: string;
  readonly enlarge: string;
  readonly dropHere: string;
  readonly openPicture: (name: string) => string;
  readonly saveFile: (name: string) => string;
}

export const fileTexts: Readonly<Record<Language, FileTexts>> = {
  en: {
    chosen: 'Files to be sent',
    uploading: (percent) => `Uploading, ${percent}%`,
    sendsThen: 'Will be sent as soon as everything is uploaded.',
    remove: (name) => `Remove ${name}`,
    retry: (name) => `Try ${name} again`,
    before: 'Previous picture',
    next: 'Next picture',
    place: (at, of) => `${at} of ${of}`,
    save: 'Save',
    enlarge: 'Enlarge',
    dropHere: 'Drop files to send them',
    openPicture: (name) => `Open the picture ${name}`,
    saveFile: (name) => `Save ${name}`,
  },
  'zh-CN': {
    chosen: '待发送的文件',
    uploading: (percent) => spaced`正在上传${percent}%`,
    sendsThen: '上传完成后自动发送。',
    remove: (name) => spaced`移除${name}`,
    retry: (name) => spaced`重试${name}`,
    before: '上一张',
    next: '下一张',
    place: (at, of) => spaced`第${at}张，共${of}张`,
    save: '保存',
    enlarge: '放大',
    dropHere: '松开鼠标，发送文件',
    openPicture: (name) => spaced`查看图片${name}`,
    saveFile: (name) => spaced`保存${name}`,
  },
};
