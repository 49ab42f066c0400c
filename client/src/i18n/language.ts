/** The languages that the page speaks, each as it calls itself, so that its speakers find it in a page they cannot read. */
export const ownNames = { 'zh-CN': '简体中文', en: 'English' } as const;

export type Language = keyof typeof ownNames;

export const languages = Object.keys(ownNames) as Language[];

/** The first of the wanted languages that there is; English where there is none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}
