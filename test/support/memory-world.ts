import { Audiences } from '../../src/application/audiences.js';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import type { PasswordHasher } from '../../src/application/ports/password-hasher.js';
import type { Presence } from '../../src/application/ports/presence.js';
import type { Pictures } from '../../src/application/ports/pictures.js';
import type { Secrets } from '../../src/application/ports/secrets.js';
import { Policy } from '../../src/application/policy.js';
import { rules } from '../../src/application/rules.js';
import { AddMember } from '../../src/application/use-cases/add-member.js';
import { AppointAdministrator } from '../../src/application/use-cases/appoint-administrator.js';
import { Approach } from '../../src/application/use-cases/approach.js';
import { Attaching } from '../../src/application/use-cases/attaching.js';
import { BanUser } from '../../src/application/use-cases/ban-user.js';
import { BroadcastEntries } from '../../src/application/use-cases/broadcast-entries.js';
import { ChangeMessage } from '../../src/application/use-cases/change-message.js';
import { ChangePassword } from '../../src/application/use-cases/change-password.js';
import { ClaimAccount } from '../../src/application/use-cases/claim-account.js';
import { ClaimServer } from '../../src/application/use-cases/claim-server.js';
import { CloseConnection } from '../../src/application/use-cases/close-connection.js';
import { CreateInvite } from '../../src/application/use-cases/create-invite.js';
import { CreateReport } from '../../src/application/use-cases/create-report.js';
import { CreateRoom } from '../../src/application/use-cases/create-room.js';
import { EditMessage } from '../../src/application/use-cases/edit-message.js';
import { EndSession } from '../../src/application/use-cases/end-session.js';
import { EnterRoom } from '../../src/application/use-cases/enter-room.js';
import { FollowRooms } from '../../src/application/use-cases/follow-rooms.js';
import { FindMessage } from '../../src/application/use-cases/find-message.js';
import { FindUsers } from '../../src/application/use-cases/find-users.js';
import { ForwardMessage } from '../../src/application/use-cases/forward-message.js';
import { Invitation } from '../../src/application/use-cases/invitation.js';
import { JoinRoom } from '../../src/application/use-cases/join-room.js';
import { JudgeMember } from '../../src/application/use-cases/judge-member.js';
import { LeaveRoom } from '../../src/application/use-cases/leave-room.js';
import { ListAllRooms } from '../../src/application/use-cases/list-all-rooms.js';
import { ListBans } from '../../src/application/use-cases/list-bans.js';
import { ListContacts } from '../../src/application/use-cases/list-contacts.js';
import { ListDirectReports } from '../../src/application/use-cases/list-direct-reports.js';
import { ListInvites } from '../../src/application/use-cases/list-invites.js';
import { ListMembers } from '../../src/application/use-cases/list-members.js';
import { ListPins } from '../../src/application/use-cases/list-pins.js';
import { ListReports } from '../../src/application/use-cases/list-reports.js';
import { ListRooms } from '../../src/application/use-cases/list-rooms.js';
import { ListSessions } from '../../src/application/use-cases/list-sessions.js';
import { ListUsers } from '../../src/application/use-cases/list-users.js';
import { MarkRead } from '../../src/application/use-cases/mark-read.js';
import { Mentions } from '../../src/application/use-cases/mentions.js';
import { MuteMember } from '../../src/application/use-cases/mute-member.js';
import { NewSession } from '../../src/application/use-cases/new-session.js';
import { NudgeUser } from '../../src/application/use-cases/nudge-user.js';
import { OfferClaim } from '../../src/application/use-cases/offer-claim.js';
import { OpenConnection } from '../../src/application/use-cases/open-connection.js';
import { OpenDirect } from '../../src/application/use-cases/open-direct.js';
import { OpenLobby } from '../../src/application/use-cases/open-lobby.js';
import { PasswordCheck } from '../../src/application/use-cases/password-check.js';
import { PinMessage } from '../../src/application/use-cases/pin-message.js';
import { PostMessage, type SentMessage } from '../../src/application/use-cases/post-message.js';
import { PresenceNews } from '../../src/application/use-cases/presence-news.js';
import { PushNews } from '../../src/application/use-cases/push-news.js';
import { ReactToMessage } from '../../src/application/use-cases/react-to-message.js';
import { ReadAudit } from '../../src/application/use-cases/read-audit.js';
import { ReadHistory } from '../../src/application/use-cases/read-history.js';
import { ReadVersions } from '../../src/application/use-cases/read-versions.js';
import { RecallMessage } from '../../src/application/use-cases/recall-message.js';
import { RecallRecent } from '../../src/application/use-cases/recall-recent.js';
import { RelayNotices } from '../../src/application/use-cases/relay-notices.js';
import { RemoveMember } from '../../src/application/use-cases/remove-member.js';
import { Reported } from '../../src/application/use-cases/reported.js';
import { ResetPassword } from '../../src/application/use-cases/reset-password.js';
import { ResolveDirectReport } from '../../src/application/use-cases/resolve-direct-report.js';
import { ResolveReport } from '../../src/application/use-cases/resolve-report.js';
import { ShowFile } from '../../src/application/use-cases/show-file.js';
import { ResumeSession } from '../../src/application/use-cases/resume-session.js';
import { RevokeInvite } from '../../src/application/use-cases/revoke-invite.js';
import { RevokeSession } from '../../src/application/use-cases/revoke-session.js';
import { RoomAccess } from '../../src/application/use-cases/room-access.js';
import { SearchMessages } from '../../src/application/use-cases/search-messages.js';
import { SeeOff } from '../../src/application/use-cases/see-off.js';
import { SendMessage } from '../../src/application/use-cases/send-message.js';
import { SessionEnds } from '../../src/application/use-cases/session-ends.js';
import { SetAvailability } from '../../src/application/use-cases/set-availability.js';
import { SetAvatar } from '../../src/application/use-cases/set-avatar.js';
import { SetBan } from '../../src/application/use-cases/set-ban.js';
import { SetNotifyLevel } from '../../src/application/use-cases/set-notify-level.js';
import { SetContact } from '../../src/application/use-cases/set-contact.js';
import { SetRole } from '../../src/application/use-cases/set-role.js';
import { SetRoomNickname } from '../../src/application/use-cases/set-room-nickname.js';
import { ShowAvatar } from '../../src/application/use-cases/show-avatar.js';
import { ShowInvite } from '../../src/application/use-cases/show-invite.js';
import { ShowUser } from '../../src/application/use-cases/show-user.js';
import { SignIn } from '../../src/application/use-cases/sign-in.js';
import { StartSession } from '../../src/application/use-cases/start-session.js';
import { SweepFiles } from '../../src/application/use-cases/sweep-files.js';
import { StartTyping } from '../../src/application/use-cases/start-typing.js';
import { SweepGuests } from '../../src/application/use-cases/sweep-guests.js';
import { SyncRoom } from '../../src/application/use-cases/sync-room.js';
import { Throttle } from '../../src/application/use-cases/throttle.js';
import { TypingNews } from '../../src/application/use-cases/typing-news.js';
import { UpdateProfile } from '../../src/application/use-cases/update-profile.js';
import { UpdateRoom } from '../../src/application/use-cases/update-room.js';
import { UploadFile } from '../../src/application/use-cases/upload-file.js';
import { UseInvite } from '../../src/application/use-cases/use-invite.js';
import { Voice } from '../../src/application/use-cases/voice.js';
import { WriteNotice } from '../../src/application/use-cases/write-notice.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { LOBBY, type Room, type RoomId } from '../../src/domain/room.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { MemoryPresence } from '../../src/infrastructure/memory/memory-presence.js';
import { MemoryRateLimits } from '../../src/infrastructure/memory/memory-rate-limits.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { NoRateLimits } from '../../src/infrastructure/system/no-rate-limits.js';
import { ManualClock } from './manual-clock.js';
import { Ear, EarAudience } from './memory-world-audience.js';

/** Where everybody sits, unless something else is said. */
export const PLACE = { address: '192.0.2.1', device: 'Firefox, Linux' };

/** Everybody's password. */
export const PASSWORD = 'correct horse';

/** Values that anyone can guess: id-1, id-2 … */
export class CountingSecrets implements Secrets {
  private count = 0;

  id(): string {
    return `id-${(this.count += 1)}`;
  }

  token(): string {
    return `token-${(this.count += 1)}`;
  }

  digest(data: string | Uint8Array): string {
    return `digest of ${String(data)}`;
  }
}

/** Keeps passwords as they are, which takes no time. */
export class PlainPasswords implements PasswordHasher {
  async hash(password: string): Promise<string> {
    return `kept of ${password}`;
  }

  async verify(kept: string | undefined, password: string): Promise<boolean> {
    return kept === `kept of ${password}`;
  }
}

/** Takes every picture as it is, for one of 3 by 2 pixels with a preview. */
export class PlainPictures implements Pictures {
  async renew(bytes: Uint8Array) {
    return { bytes, width: 3, height: 2, preview: Buffer.from('preview') };
  }
}

/** What a world allows: files of 100 bytes, of 250 for each user, and recalling for two minutes. */
export const POLICY = new Policy(100, 250, 120);

/** What the use cases of a world stand on. */
export interface Ground extends Omit<Backend, 'close' | 'health'> {
  readonly bus: EventBus;
  readonly presence: Presence;
  readonly hasher: PasswordHasher;
  readonly pictures: Pictures;
}

/** The port as it is, but for the methods given. */
export const changed = <P extends object>(port: P, methods: Partial<P>): P =>
  Object.assign(Object.create(port) as P, methods);

/** A chat in memory, without Nest, wire or I/O, whose time is driven by hand. */
export async function memoryWorld(
  change: (ground: Ground) => Partial<Ground> = () => ({}),
  { limited = false } = {},
) {
  const clock = new ManualClock();
  const secrets = new CountingSecrets();
  const ownBus = new MemoryEventBus((error) => {
    throw error;
  });
  const ground = {
    ...(await openMemory({}, ownBus)),
    bus: ownBus,
    presence: new MemoryPresence(),
    hasher: new PlainPasswords(),
    pictures: new PlainPictures(),
  };
  const {
    rooms,
    log,
    memberships,
    directory,
    users,
    accounts,
    avatars,
    files,
    blobs,
    contacts,
    serverClaim,
    overview,
    invites,
    reports,
    search,
    sessions,
    bus,
    presence,
    hasher,
    pictures,
    subscriptions,
    queue,
  }: Ground = {
    ...ground,
    ...change(ground),
  };
  const ears = new EarAudience();
  const audience = new Audiences((error) => {
    throw error;
  });
  audience.add(ears);

  const rateLimits = limited ? new MemoryRateLimits(clock) : new NoRateLimits();
  const throttle = new Throttle(rateLimits);
  const access = new RoomAccess(rooms, memberships, rules);
  const news = new PresenceNews(presence, memberships, bus, clock);
  const followRooms = new FollowRooms(bus, audience, clock);
  const enterRoom = new EnterRoom(memberships, audience, bus, presence, news, followRooms, clock);
  const syncRoom = new SyncRoom(access, log, throttle);
  const listMembers = new ListMembers(access, memberships, presence);
  const newSession = new NewSession(sessions, secrets, clock, bus);
  const sessionEnds = new SessionEnds(sessions, bus);
  const passwordCheck = new PasswordCheck(hasher, throttle);
  const startSession = new StartSession(users, memberships, secrets, newSession, clock, throttle);
  const claimAccount = new ClaimAccount(accounts, hasher, newSession, throttle);
  const openConnection = new OpenConnection(memberships, presence, news, followRooms);
  const closeConnection = new CloseConnection(presence, news);
  const approach = new Approach(users, contacts, memberships, rooms);
  const createRoom = new CreateRoom(rooms, enterRoom, secrets, clock, throttle);
  const findMessage = new FindMessage(log);
  const mentions = new Mentions(memberships);
  const pushNews = new PushNews(subscriptions, queue, clock);
  const postMessage = new PostMessage(access, approach, log, clock, throttle, pushNews);
  const attaching = new Attaching(files, secrets, clock, POLICY);
  const sendMessage = new SendMessage(postMessage, mentions, findMessage, attaching, secrets);
  const changeMessage = new ChangeMessage(access, findMessage, log, clock, throttle, pushNews);

  const voice = new Voice(access, approach, clock);
  const writeNotice = new WriteNotice(access, log, clock);
  const reported = new Reported(reports, log);
  const invitation = new Invitation(invites, rooms, memberships, secrets, clock, throttle);
  const judgeMember = new JudgeMember(writeNotice, users, memberships);
  const seeOff = new SeeOff(audience, bus, presence, news);

  new BroadcastEntries(bus, log, audience, clock).execute();
  new RelayNotices(bus, audience, followRooms).execute();
  await new OpenLobby(ground.rooms).execute();

  let count = 0;
  return {
    clock,
    secrets,
    ground,
    ears,
    news,
    startSession,
    resumeSession: new ResumeSession(sessions, secrets, clock),
    endSession: new EndSession(sessionEnds),
    signIn: new SignIn(accounts, passwordCheck, newSession, sessionEnds),
    claimAccount,
    changePassword: new ChangePassword(accounts, hasher, passwordCheck, sessionEnds),
    listSessions: new ListSessions(sessions, clock),
    revokeSession: new RevokeSession(sessions, sessionEnds, clock),
    showUser: new ShowUser(users, contacts),
    findUsers: new FindUsers(accounts, throttle),
    setAvailability: new SetAvailability(users, presence, bus, news),
    setAvatar: new SetAvatar(users, avatars, memberships, secrets, bus, news, throttle),
    showAvatar: new ShowAvatar(avatars),
    sweepGuests: new SweepGuests(users, clock),
    uploadFile: new UploadFile(access, files, blobs, pictures, secrets, clock, throttle, POLICY),
    showFile: new ShowFile(access, files, blobs, throttle),
    sweepFiles: new SweepFiles(files, blobs, clock),
    setContact: new SetContact(users, contacts),
    listContacts: new ListContacts(contacts),
    offerClaim: new OfferClaim(serverClaim, secrets),
    claimServer: new ClaimServer(serverClaim, bus),
    listUsers: new ListUsers(overview),
    listAllRooms: new ListAllRooms(overview),
    appointAdministrator: new AppointAdministrator(users, bus),
    banUser: new BanUser(users, sessionEnds),
    resetPassword: new ResetPassword(users, accounts, hasher, secrets, sessionEnds),
    updateProfile: new UpdateProfile(users, memberships, bus, news),
    openConnection,
    closeConnection,
    createRoom,
    openDirect: new OpenDirect(rooms, enterRoom, approach, secrets, clock, throttle),
    joinRoom: new JoinRoom(access, enterRoom, syncRoom, listMembers, throttle),
    leaveRoom: new LeaveRoom(access, writeNotice, memberships, seeOff),
    listMembers,
    listRooms: new ListRooms(directory),
    markRead: new MarkRead(access, memberships, bus),
    setNotifyLevel: new SetNotifyLevel(access, memberships, bus),
    readHistory: new ReadHistory(access, log),
    sendMessage,
    pushNews,
    startTyping: new StartTyping(voice, throttle, new TypingNews(bus, clock)),
    nudgeUser: new NudgeUser(voice, users, memberships, contacts, throttle, bus),
    searchMessages: new SearchMessages(search, throttle),
    forwardMessage: new ForwardMessage(postMessage, access, findMessage, attaching, secrets),
    editMessage: new EditMessage(changeMessage, approach, mentions),
    recallMessage: new RecallMessage(changeMessage, POLICY),
    recallRecent: new RecallRecent(access, log, changeMessage, clock, throttle),
    reactToMessage: new ReactToMessage(changeMessage, approach),
    pinMessage: new PinMessage(changeMessage, approach),
    listPins: new ListPins(access, log),
    readVersions: new ReadVersions(access, findMessage, log),
    createReport: new CreateReport(access, findMessage, reports, secrets, clock, throttle),
    listReports: new ListReports(access, reported),
    resolveReport: new ResolveReport(access, reports, clock),
    listDirectReports: new ListDirectReports(reported),
    resolveDirectReport: new ResolveDirectReport(reports, clock),
    addMember: new AddMember(writeNotice, memberships, approach, enterRoom, throttle),
    createInvite: new CreateInvite(writeNotice, invites, secrets),
    listInvites: new ListInvites(access, invites, clock),
    revokeInvite: new RevokeInvite(writeNotice, invites),
    showInvite: new ShowInvite(invitation, memberships),
    useInvite: new UseInvite(invitation, log, enterRoom, clock),
    updateRoom: new UpdateRoom(writeNotice),
    setRole: new SetRole(judgeMember, memberships),
    removeMember: new RemoveMember(judgeMember, seeOff),
    muteMember: new MuteMember(judgeMember),
    setBan: new SetBan(judgeMember, memberships, seeOff),
    listBans: new ListBans(access, memberships),
    readAudit: new ReadAudit(access, log),
    setRoomNickname: new SetRoomNickname(access, memberships, news),
    syncRoom,

    /** A newcomer, in the lobby. */
    guest: (nickname: string) => startSession.execute({ nickname, ...PLACE }),

    /** A newcomer who claimed an account; the username is the nickname in small letters. */
    account: async (nickname: string) =>
      claimAccount.execute({
        caller: await startSession.execute({ nickname, ...PLACE }),
        username: nickname,
        password: PASSWORD,
        ...PLACE,
      }),

    /** A connection, told as every transport tells it: first it can be found, then it listens to its user's rooms. */
    connect: async (caller: Caller): Promise<Ear> => {
      const ear = new Ear(`connection-${(count += 1)}`, caller);
      ears.ears.add(ear);
      for (const room of await openConnection.execute({ caller, connection: ear.id })) ear.rooms.add(room);
      return ear;
    },

    disconnect: async (ear: Ear): Promise<void> => {
      ears.ears.delete(ear);
      await closeConnection.execute({ user: ear.caller.user.id, connection: ear.id });
    },

    room: (caller: Caller, name: string): Promise<Room> =>
      createRoom.execute({ caller, id: `creation-${(count += 1)}`, name }),

    /** Says the text under an id of its own. */
    say: (caller: Caller, text: string, room: RoomId = LOBBY): Promise<SentMessage> =>
      sendMessage.execute({ caller, room, id: `message-${(count += 1)}`, text }),

    /** Everything begun is done, and everyone has heard it. */
    turn: () => clock.advance(0),
  };
}

export type World = Awaited<ReturnType<typeof memoryWorld>>;
