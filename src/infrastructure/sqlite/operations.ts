import type { Operations } from './calls.js';
import { accountReads, accountWrites } from './sqlite-accounts.js';
import { fileReads, fileWrites } from './sqlite-files.js';
import { inviteReads } from './sqlite-invites.js';
import { membershipReads, membershipWrites } from './sqlite-memberships.js';
import { overviewReads } from './sqlite-overview.js';
import { reportReads, reportWrites } from './sqlite-reports.js';
import { subscriptionReads, subscriptionWrites } from './sqlite-push-subscriptions.js';
import { queueReads, queueWrites } from './sqlite-queue.js';
import { keepsakeWrites } from './sqlite-keepsakes.js';
import { roomDirectoryReads } from './sqlite-room-directory.js';
import { roomLogReads, roomLogWrites } from './sqlite-room-log.js';
import { roomReads, roomWrites } from './sqlite-rooms.js';
import { serverClaimWrites } from './sqlite-server-claim.js';
import { sessionReads, sessionWrites } from './sqlite-sessions.js';
import { userReads, userWrites } from './sqlite-users.js';
import { avatarReads, avatarWrites } from './sqlite-avatars.js';
import { contactReads, contactWrites } from './sqlite-contacts.js';
import { healthWrites } from './sqlite-health.js';

/** All that the writer's thread runs by name. */
export const writes = {
  ...roomWrites,
  ...roomLogWrites,
  ...membershipWrites,
  ...reportWrites,
  ...userWrites,
  ...accountWrites,
  ...avatarWrites,
  ...fileWrites,
  ...contactWrites,
  ...serverClaimWrites,
  ...sessionWrites,
  ...subscriptionWrites,
  ...queueWrites,
  ...keepsakeWrites,
  ...healthWrites,
} satisfies Operations;

/** All that the reader's thread runs by name. */
export const reads = {
  ...roomReads,
  ...roomLogReads,
  ...membershipReads,
  ...roomDirectoryReads,
  ...inviteReads,
  ...reportReads,
  ...userReads,
  ...accountReads,
  ...avatarReads,
  ...fileReads,
  ...contactReads,
  ...overviewReads,
  ...sessionReads,
  ...subscriptionReads,
  ...queueReads,
} satisfies Operations;
