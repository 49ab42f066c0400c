import bash from '@speed-highlight/core/languages/bash.js';
import c from '@speed-highlight/core/languages/c.js';
import css from '@speed-highlight/core/languages/css.js';
import diff from '@speed-highlight/core/languages/diff.js';
import docker from '@speed-highlight/core/languages/docker.js';
import go from '@speed-highlight/core/languages/go.js';
import html from '@speed-highlight/core/languages/html.js';
import http from '@speed-highlight/core/languages/http.js';
import ini from '@speed-highlight/core/languages/ini.js';
import java from '@speed-highlight/core/languages/java.js';
import js from '@speed-highlight/core/languages/js.js';
import jsdoc from '@speed-highlight/core/languages/jsdoc.js';
import json from '@speed-highlight/core/languages/json.js';
import lua from '@speed-highlight/core/languages/lua.js';
import make from '@speed-highlight/core/languages/make.js';
import py from '@speed-highlight/core/languages/py.js';
import regex from '@speed-highlight/core/languages/regex.js';
import rs from '@speed-highlight/core/languages/rs.js';
import sql from '@speed-highlight/core/languages/sql.js';
import todo from '@speed-highlight/core/languages/todo.js';
import toml from '@speed-highlight/core/languages/toml.js';
import ts from '@speed-highlight/core/languages/ts.js';
import uri from '@speed-highlight/core/languages/uri.js';
import xml from '@speed-highlight/core/languages/xml.js';
import yaml from '@speed-highlight/core/languages/yaml.js';
import { tokenizeWith, type ShjLanguageData, type ShjToken } from '@speed-highlight/core/tokenize';
import type { CodeLanguage } from './code-language.js';

export interface Token {
  readonly text: string;
  readonly type?: ShjToken;
}

/** With those that stand within others: comments in JavaScript, patterns, notes to do. */
const LANGUAGES = {
  bash,
  c,
  css,
  diff,
  docker,
  go,
  html,
  http,
  ini,
  java,
  js,
  json,
  lua,
  make,
  py,
  rs,
  sql,
  toml,
  ts,
  xml,
  yaml,
  jsdoc,
  regex,
  todo,
  uri,
} satisfies Record<CodeLanguage | 'jsdoc' | 'regex' | 'todo' | 'uri', unknown>;

// What the package declares does not hold where an optional property may not be undefined.
const languages = LANGUAGES as unknown as Record<string, ShjLanguageData>;

/** Cuts code into what is drawn alike. Joined again, the tokens are the code. */
export function highlight(code: string, language: CodeLanguage): readonly Token[] {
  const tokens: Token[] = [];
  tokenizeWith(
    code,
    language,
    (text, type) => {
      if (text !== '') tokens.push({ text, ...(type !== undefined && { type }) });
    },
    { languages },
  );
  return tokens;
}
