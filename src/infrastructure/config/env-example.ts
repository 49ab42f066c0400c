import { variables, type Variable } from './variables.js';

const HEAD = `# Every variable that Parley reads, with its default. To change one, copy this file to .env and take its # away,
# or set it in the environment, which wins. Rendered by \`npm run env\` from src/infrastructure/config/variables.ts.
`;

/** The text of .env.example. */
export function renderEnvExample(): string {
  const blocks = Object.values<Variable>(variables).map(
    ({ name, about, fallback }) => `# ${about}\n# ${name}=${fallback}\n`,
  );
  return [HEAD, ...blocks].join('\n');
}
