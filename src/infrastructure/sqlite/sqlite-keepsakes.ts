import type { Keepsakes } from '../../application/ports/keepsakes.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteKeepsakes implements Keepsakes {
  constructor(private readonly writer: Remote<typeof keepsakeWrites>) {}

  keep(name: string, proposed: string): Promise<string> {
    return this.writer.keep(name, proposed);
  }
}

function keep(db: Database, name: string, proposed: string): string {
  db.run('INSERT INTO keepsake VALUES (?, ?) ON CONFLICT DO NOTHING', name, proposed);
  return db.get<{ value: string }>('SELECT value FROM keepsake WHERE name = ?', name)!.value;
}

export const keepsakeWrites = { keep };
