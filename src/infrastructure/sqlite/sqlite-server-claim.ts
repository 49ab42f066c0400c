import type { ServerClaim } from '../../application/ports/server-claim.js';
import type { User, UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { updateUser } from './sqlite-users.js';

export class SqliteServerClaim implements ServerClaim {
  constructor(private readonly writer: Remote<typeof serverClaimWrites>) {}

  token(proposed: string): Promise<string | undefined> {
    return this.writer.offerClaim(proposed);
  }

  claim(token: string, user: UserId): Promise<User | undefined> {
    return this.writer.claimServer(token, user);
  }
}

function offerClaim(db: Database, proposed: string): string | undefined {
  db.run('UPDATE meta SET claim = ? WHERE claim IS NULL', proposed);
  return db.get<{ claim: string }>('SELECT claim FROM meta WHERE NOT claimed')?.claim;
}

function claimServer(db: Database, token: string, user: UserId): User | undefined {
  const { changes } = db.run(
    'UPDATE meta SET claimed = 1 WHERE claim = ? AND NOT claimed AND EXISTS (SELECT 1 FROM user WHERE id = ?)',
    token,
    user,
  );
  return changes > 0 ? updateUser(db, user, { admin: true }) : undefined;
}

export const serverClaimWrites = { offerClaim, claimServer };
