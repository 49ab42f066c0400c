import { brokenBy, verify, type Contract, type Open } from '../support/contract.js';
import { accountsContract } from './accounts.contract.js';
import { overviewMutants, serverClaimMutants } from './administration.mutants.js';
import { avatarsContract } from './avatars.contract.js';
import { avatarsMutants } from './avatars.mutants.js';
import { backendContract } from './backend.contract.js';
import { blobsContract } from './blobs.contract.js';
import { blobsMutants } from './blobs.mutants.js';
import { changesContract } from './changes.contract.js';
import { changesMutants } from './changes.mutants.js';
import { contactsContract } from './contacts.contract.js';
import { contactsMutants } from './contacts.mutants.js';
import { eventBusContract } from './event-bus.contract.js';
import { eventBusMutants, presenceMutants } from './hint.mutants.js';
import { filesContract } from './files.contract.js';
import { filesMutants } from './files.mutants.js';
import { invitesContract } from './invites.contract.js';
import { invitesMutants } from './invites.mutants.js';
import { keepsakesContract } from './keepsakes.contract.js';
import { membershipsContract } from './memberships.contract.js';
import { mutated, type Mutant } from './mutants.js';
import { overviewContract } from './overview.contract.js';
import { passwordHasherContract } from './password-hasher.contract.js';
import { passwordHasherMutants } from './password-hasher.mutants.js';
import { accountsMutants, sessionsMutants, usersMutants } from './people.mutants.js';
import { presenceContract } from './presence.contract.js';
import { pushSubscriptionsContract } from './push-subscriptions.contract.js';
import { keepsakesMutants, pushSubscriptionsMutants } from './push.mutants.js';
import { queueContract } from './queue.contract.js';
import { queueMutants } from './queue.mutants.js';
import { rateLimitsContract } from './rate-limits.contract.js';
import { rateLimitsMutants } from './rate-limits.mutants.js';
import { reportsContract } from './reports.contract.js';
import { reportsMutants } from './reports.mutants.js';
import { roomDirectoryContract } from './room-directory.contract.js';
import { roomLogContract } from './room-log.contract.js';
import { roomLogMutants } from './room-log.mutants.js';
import { roomsContract } from './rooms.contract.js';
import { searchContract } from './search.contract.js';
import { searchMutants } from './search.mutants.js';
import { serverClaimContract } from './server-claim.contract.js';
import { sessionsContract } from './sessions.contract.js';
import { backendMutants, membershipsMutants, roomDirectoryMutants, roomsMutants } from './store.mutants.js';
import { usersContract } from './users.contract.js';
import { noticesContract } from './notices.contract.js';
import { noticesMutants } from './notices.mutants.js';

/** No check is decoration, and no mutant gets away. */
function caught<Subject>(
  name: string,
  contract: Contract<Subject>,
  mutants: Record<string, Open<Subject>>,
): void {
  describe(`the ${name} contract`, () => {
    const broken = new Set<string>();

    for (const [fault, open] of Object.entries(mutants)) {
      it(`catches a subject that ${fault}`, async () => {
        const promises = await brokenBy(contract, open);
        for (const promise of promises) broken.add(promise);
        expect(promises).not.toEqual([]);
      });
    }

    it('has every promise broken by some mutant', () => {
      expect(Object.keys(contract).filter((promise) => !broken.has(promise))).toEqual([]);
    });
  });
}

const each = <T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const stores = (mutants: Record<string, Mutant>) => each(mutants, (mutant) => () => mutated(mutant));

caught('backend', backendContract, stores(backendMutants));
caught('rooms', roomsContract, stores(roomsMutants));
caught('room log', roomLogContract, stores(roomLogMutants));
caught('notices', noticesContract, stores(noticesMutants));
caught('changes', changesContract, stores(changesMutants));
caught('memberships', membershipsContract, stores(membershipsMutants));
caught('room directory', roomDirectoryContract, stores(roomDirectoryMutants));
caught('users', usersContract, stores(usersMutants));
caught('accounts', accountsContract, stores(accountsMutants));
caught('contacts', contactsContract, stores(contactsMutants));
caught('server claim', serverClaimContract, stores(serverClaimMutants));
caught('overview', overviewContract, stores(overviewMutants));
caught('invites', invitesContract, stores(invitesMutants));
caught('avatars', avatarsContract, stores(avatarsMutants));
caught('files', filesContract, stores(filesMutants));
caught('blobs', blobsContract, blobsMutants);
caught('reports', reportsContract, stores(reportsMutants));
caught('search', searchContract, stores(searchMutants));
caught('sessions', sessionsContract, stores(sessionsMutants));
caught('queue', queueContract, stores(queueMutants));
caught('push subscriptions', pushSubscriptionsContract, stores(pushSubscriptionsMutants));
caught('keepsakes', keepsakesContract, stores(keepsakesMutants));
caught('rate limits', rateLimitsContract, rateLimitsMutants);
caught('password hasher', passwordHasherContract, passwordHasherMutants);
caught(
  'event bus',
  eventBusContract,
  each(eventBusMutants, (make) => async () => ({ subject: make() })),
);
caught(
  'presence',
  presenceContract,
  each(presenceMutants, (make) => async () => ({ subject: make() })),
);

describe('a contract', () => {
  it('finds nothing wrong with the memory backend', async () => {
    expect(await brokenBy(roomLogContract, () => mutated(() => ({})))).toEqual([]);
  });

  it('refuses an exemption from what nobody promised', () => {
    const exemption = { promise: 'brings tea', reason: 'none left' };
    const verifying = () => verify('nobody', usersContract, () => mutated(() => ({})), [exemption]);
    expect(verifying).toThrow('nobody is exempt from what nobody promised: brings tea');
  });
});
