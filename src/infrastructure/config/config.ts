import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { z } from 'zod';
import { StartupError } from '../startup-error.js';
import { variables, type Variable } from './variables.js';

type Variables = typeof variables;

/** What the environment asks of the server, read once at the start. */
export type Config = { readonly [Name in keyof Variables]: z.output<Variables[Name]['schema']> };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads every variable from the environment, and where that is silent from the file `.env` of the working directory.
 * Throws one `StartupError` that names everything that is wrong, a line each. Variables of others are left alone.
 */
export function readConfig(environment: Environment = process.env, file = '.env'): Config {
  const given: Environment = { ...read(file), ...environment };
  const problems: string[] = [];
  const config = Object.entries<Variable>(variables).map(
    ([key, { name, fallback, instead, give, schema }]) => {
      const text = given[name] || instead?.(given) || fallback;
      const parsed = schema.safeParse(text);
      if (!parsed.success) problems.push(`${name} is ${JSON.stringify(text)}: give ${give}.`);
      return [key, parsed.data] as const;
    },
  );
  if (problems.length > 0) throw new StartupError(problems.join('\n'));
  return Object.fromEntries(config) as Config;
}

function read(file: string): Environment {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new StartupError(`The file ${file} cannot be read (${code}): mend or remove it.`, { cause: error });
  }
}
