import { command } from './command.js';
import { readConfig } from './infrastructure/config/config.js';
import { findAccess, type OperatorAccess } from './infrastructure/operator-file.js';
import { StartupError } from './infrastructure/startup-error.js';
import type { RequestOutput } from './interface/protocol/requests.js';

type Users = RequestOutput<'admin:users'>;
type KnownUser = Users['users'][number];
type Rooms = RequestOutput<'admin:rooms'>;

const HELP = `npm run admin -- COMMAND, for the server that uses DATA_DIR:

  users [TEXT]          all users, or those whose name holds the text
  rooms                 all rooms that have names
  ban USER              signs the user out everywhere and lets nobody sign in as the user
  unban USER            lets the user in again
  appoint USER          makes an account an administrator
  dismiss USER          makes an administrator one no more; never the last
  reset-password USER   gives an account another password, and prints it

USER is a username, a number or an id.`;

/** The server that runs, asked as its operator. */
class RunningServer {
  constructor(private readonly access: OperatorAccess) {}

  async ask(method: string, path: string, body?: object): Promise<unknown> {
    const { url, token } = this.access;
    const answer = await fetch(`${url}/api/admin/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new StartupError(`The server does not answer at ${url}: npm start`, { cause: error });
    });
    const data: unknown = await answer.json();
    if (!answer.ok) throw new StartupError((data as { error: { message: string } }).error.message);
    return data;
  }

  /** All pages of a list, one by one. */
  async *pages<Page extends { cursor?: string | undefined }>(
    path: string,
    query: Record<string, string> = {},
  ) {
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const search = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
      const page = (await this.ask('GET', `${path}?${search.toString()}`)) as Page;
      yield page;
      ({ cursor } = page);
    }
  }

  async find(name: string): Promise<KnownUser> {
    for await (const { users } of this.pages<Users>('users', { query: name })) {
      const found = users.find(
        ({ id, username, number }) =>
          [id, username, String(number)].includes(name.toLowerCase()) || id === name,
      );
      if (found) return found;
    }
    throw new StartupError(`There is no user with the username, number or id ${name}.`);
  }
}

const line = (...cells: readonly (string | number | false | undefined)[]): void =>
  console.log(cells.map((cell) => (cell === false ? '' : (cell ?? '-'))).join('\t'));

const commands: Record<string, (server: RunningServer, argument: string) => Promise<void>> = {
  async users(server, text) {
    for await (const { users } of server.pages<Users>('users', text ? { query: text } : {})) {
      for (const { number, username, nickname, id, admin, banned } of users)
        line(number, username, nickname, id, admin && 'administrator', banned && 'banned');
    }
  },
  async rooms(server) {
    for await (const { rooms } of server.pages<Rooms>('rooms')) {
      for (const { id, kind, name, memberCount, head, archived } of rooms)
        line(kind, name, id, `members: ${memberCount}`, `entries: ${head}`, archived && 'archived');
    }
  },
  async ban(server, name) {
    const { id, nickname } = await server.find(name);
    await server.ask('PUT', `users/${id}/ban`, { on: true });
    console.log(`${nickname} is banned.`);
  },
  async unban(server, name) {
    const { id, nickname } = await server.find(name);
    await server.ask('PUT', `users/${id}/ban`, { on: false });
    console.log(`${nickname} is not banned.`);
  },
  async appoint(server, name) {
    const { id, nickname } = await server.find(name);
    await server.ask('PUT', `users/${id}/administrator`, { on: true });
    console.log(`${nickname} is an administrator.`);
  },
  async dismiss(server, name) {
    const { id, nickname } = await server.find(name);
    await server.ask('PUT', `users/${id}/administrator`, { on: false });
    console.log(`${nickname} is no administrator.`);
  },
  async 'reset-password'(server, name) {
    const { id, nickname } = await server.find(name);
    const { password } = (await server.ask(
      'POST',
      `users/${id}/password`,
    )) as RequestOutput<'admin:password'>;
    console.log(`The password of ${nickname} is now ${password}`);
  },
};

// npm run admin -- COMMAND
await command(async () => {
  const [, , name = 'help', argument = ''] = process.argv;
  if (['help', '--help', '-h'].includes(name)) return console.log(HELP);
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!run) throw new StartupError(`There is no command ${name}.\n\n${HELP}`);
  if (argument === '' && !['users', 'rooms'].includes(name))
    throw new StartupError(`Say which user: ${name} USER`);

  const { store, dataDir } = readConfig();
  if (store !== 'sqlite') throw new StartupError(`STORE is ${store}: only sqlite has this command.`);
  await run(new RunningServer(findAccess(dataDir)), argument);
});
