import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

export interface ServerOptions {
  readonly store: 'sqlite' | 'memory' | 'redis';
  readonly redisUrl?: string;
  readonly dataDir: string;
  /** The built server; ours unless given. */
  readonly main?: string | undefined;
  /** Modules that are loaded before it. */
  readonly imports?: readonly string[];
}

/** How a server that did not come up, or went away, ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** So long a start may take, in milliseconds, on a machine that is busy with other things. */
const START_LIMIT = 30_000;

/** A real process of the real server, started anew as often as it is killed. */
export class ServerProcess {
  /** 0 while there is none. */
  port = 0;
  /** When the process of now was started, on the clock of the history. */
  began = 0;
  private standing = false;
  private child: ChildProcess | undefined;
  private stderr = '';
  private ended: Promise<Ending> = Promise.resolve({ code: 0, signal: null, stderr: '' });

  constructor(private readonly options: ServerOptions) {}

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Takes connections and answers them. */
  get up(): boolean {
    return this.port > 0 && !this.standing;
  }

  get dataDir(): string {
    return this.options.dataDir;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it is ready. Throws where it ends instead. */
  async start(): Promise<void> {
    const ending = await this.tryStart();
    if (ending) throw new Error(`the server did not start (${ending.code}): ${ending.stderr}`);
  }

  /** Undefined when it is ready; else how it ended. */
  async tryStart(): Promise<Ending | undefined> {
    const { store, redisUrl, dataDir, main = MAIN, imports = [] } = this.options;
    this.began = performance.now();
    const child = spawn(process.execPath, [...imports.flatMap((url) => ['--import', url]), main], {
      // Where no .env of the developer's lies.
      cwd: dataDir,
      env: {
        PATH: process.env.PATH,
        STORE: store,
        DATA_DIR: dataDir,
        PORT: '0',
        HOST: '127.0.0.1',
        LIMITS: 'off',
        LOG_LEVEL: 'error',
        ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
        ...(imports.length > 0 && { FAULTS_SERVER: main }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.stderr = '';
    child.stderr.on('data', (data: Buffer) => (this.stderr = (this.stderr + data.toString()).slice(-10_000)));
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.port = 0;
      return {
        code: code as number | null,
        signal: signal as NodeJS.Signals | null,
        stderr: this.stderr.trim(),
      };
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT);
    const ready = new Promise<undefined>((resolve) => {
      let output = '';
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString();
        const [, port] = /ready at http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
        if (port === undefined) return;
        this.port = Number(port);
        resolve(undefined);
      });
    });
    const ending = await Promise.race([ready, this.ended]);
    clearTimeout(timer);
    return ending;
  }

  /** Asks for its end, or takes it, and answers how it ended. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending> {
    this.child?.kill(signal);
    return this.ended;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.standing = signal === 'SIGSTOP';
    this.child?.kill(signal);
  }

  /** Whether it answers within the time. */
  async answers(ms: number): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/live`, { signal: AbortSignal.timeout(ms) })).ok;
    } catch {
      return false;
    }
  }
}
