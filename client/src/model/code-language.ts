/** What people write after ``` for the languages that have colours. */
const NAMES = {
  bash: 'sh shell zsh console',
  c: 'h cpp c++ cc hpp',
  css: 'scss less',
  diff: 'patch',
  docker: 'dockerfile',
  go: 'golang',
  html: 'htm vue svelte',
  http: '',
  ini: 'conf properties',
  java: 'kotlin kt cs csharp c#',
  js: 'javascript jsx mjs cjs',
  json: 'json5 jsonc',
  lua: '',
  make: 'makefile',
  py: 'python python3',
  rs: 'rust',
  sql: 'mysql postgresql sqlite',
  toml: '',
  ts: 'typescript tsx',
  xml: 'svg',
  yaml: 'yml',
};

export type CodeLanguage = keyof typeof NAMES;

const languages = new Map(
  Object.entries(NAMES).flatMap(([language, names]) =>
    [language, ...names.split(' ')].map((name) => [name, language as CodeLanguage] as const),
  ),
);

/** The language of that name. */
export const languageOf = (name: string | undefined): CodeLanguage | undefined =>
  name === undefined || name === '' ? undefined : languages.get(name.toLowerCase());
