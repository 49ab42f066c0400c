// What the tests take from Debian's packages. Needs no package itself.
import { spawnSync } from 'node:child_process';

const runs = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const TOOLS = [
  {
    suites: 'test/infrastructure/redis, test/interface/nodes and test/interface/redis-contract',
    packages: ['redis-server'],
    there: () => runs('redis-server', '--version'),
  },
  {
    suites: 'test/infrastructure/nats and a part of test/interface/nodes',
    packages: ['nats-server'],
    there: () => runs('nats-server', '--version'),
  },
  {
    suites: 'test/interface/foreign-client',
    packages: ['python3-socketio', 'python3-websocket', 'python3-requests'],
    there: () => runs('/usr/bin/python3', '-c', 'import socketio, websocket, requests'),
  },
  {
    suites: 'test/deploy/proxy',
    packages: ['haproxy', 'openssl'],
    there: () => runs('haproxy', '-v') && runs('openssl', 'version'),
  },
];

const mayInstall = process.getuid?.() === 0 && runs('apt-get', '--version');

/** Installs what is missing, where that is possible. The tools that are missing still, with what they are for. */
export function missingTools() {
  const missing = TOOLS.filter(({ there }) => !there());
  if (missing.length === 0 || !mayInstall) return missing;

  const packages = missing.flatMap((tool) => tool.packages);
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
  return TOOLS.filter(({ there }) => !there());
}
