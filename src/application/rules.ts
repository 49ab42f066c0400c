import type { Standing } from '../domain/standing.js';
import { Rules, type Rule, type Standings } from './authorization.js';
import { AddMember } from './use-cases/add-member.js';
import { AppointAdministrator } from './use-cases/appoint-administrator.js';
import { BanUser } from './use-cases/ban-user.js';
import { ChangePassword } from './use-cases/change-password.js';
import { ClaimServer } from './use-cases/claim-server.js';
import { CreateInvite } from './use-cases/create-invite.js';
import { CreateReport } from './use-cases/create-report.js';
import { CreateRoom } from './use-cases/create-room.js';
import { EditMessage } from './use-cases/edit-message.js';
import { FindUsers } from './use-cases/find-users.js';
import { ForwardMessage } from './use-cases/forward-message.js';
import { JoinRoom } from './use-cases/join-room.js';
import { LeaveRoom } from './use-cases/leave-room.js';
import { ListAllRooms } from './use-cases/list-all-rooms.js';
import { ListBans } from './use-cases/list-bans.js';
import { ListContacts } from './use-cases/list-contacts.js';
import { ListDirectReports } from './use-cases/list-direct-reports.js';
import { ListInvites } from './use-cases/list-invites.js';
import { ListMembers } from './use-cases/list-members.js';
import { ListPins } from './use-cases/list-pins.js';
import { ListReports } from './use-cases/list-reports.js';
import { ListRooms } from './use-cases/list-rooms.js';
import { ListSessions } from './use-cases/list-sessions.js';
import { ListUsers } from './use-cases/list-users.js';
import { MarkRead } from './use-cases/mark-read.js';
import { MuteMember } from './use-cases/mute-member.js';
import { NudgeUser } from './use-cases/nudge-user.js';
import { OpenDirect } from './use-cases/open-direct.js';
import { PinMessage } from './use-cases/pin-message.js';
import { ReactToMessage } from './use-cases/react-to-message.js';
import { ReadAudit } from './use-cases/read-audit.js';
import { ReadHistory } from './use-cases/read-history.js';
import { ReadVersions } from './use-cases/read-versions.js';
import { RecallMessage } from './use-cases/recall-message.js';
import { RecallRecent } from './use-cases/recall-recent.js';
import { RemoveMember } from './use-cases/remove-member.js';
import { ResetPassword } from './use-cases/reset-password.js';
import { ResolveDirectReport } from './use-cases/resolve-direct-report.js';
import { ResolveReport } from './use-cases/resolve-report.js';
import { RevokeInvite } from './use-cases/revoke-invite.js';
import { RevokeSession } from './use-cases/revoke-session.js';
import { SearchMessages } from './use-cases/search-messages.js';
import { SendMessage } from './use-cases/send-message.js';
import { SetAvailability } from './use-cases/set-availability.js';
import { SetBan } from './use-cases/set-ban.js';
import { SetContact } from './use-cases/set-contact.js';
import { SetNotifyLevel } from './use-cases/set-notify-level.js';
import { SetRole } from './use-cases/set-role.js';
import { SetRoomNickname } from './use-cases/set-room-nickname.js';
import { ShowFile } from './use-cases/show-file.js';
import { ShowInvite } from './use-cases/show-invite.js';
import { ShowPushKey } from './use-cases/show-push-key.js';
import { ShowUser } from './use-cases/show-user.js';
import { StartTyping } from './use-cases/start-typing.js';
import { SubscribePush } from './use-cases/subscribe-push.js';
import { SyncRoom } from './use-cases/sync-room.js';
import { UnsubscribePush } from './use-cases/unsubscribe-push.js';
import { UpdateProfile } from './use-cases/update-profile.js';
import { UpdateRoom } from './use-cases/update-room.js';
import { UploadFile } from './use-cases/upload-file.js';
import { UseInvite } from './use-cases/use-invite.js';

const MODERATORS = ['moderator', 'owner'] as const;
const MEMBERS = ['member', ...MODERATORS] as const;
const ALL = ['stranger', ...MEMBERS] as const;

const EVERYWHERE: Standings = {
  public: MEMBERS,
  private: MEMBERS,
  direct: MEMBERS,
  announcement: MEMBERS,
  notes: MEMBERS,
};

/** Of the kinds that people open and run, by those who run them. */
const run = (standings: readonly Standing[]): Standings => ({
  public: standings,
  private: standings,
  announcement: standings,
});

const everybody: Rule = { for: 'everybody' };
const accounts: Rule = { for: 'accounts' };
const administrators: Rule = { for: 'administrators' };

/** What an archived room is closed to. */
const acting = (standings: Standings): Rule => ({ for: 'standings', standings, evenArchived: false });

const reading = (standings: Standings): Rule => ({ for: 'standings', standings, evenArchived: true });

/** Who may do what. A room of a kind that is not named is closed to all. */
export const rules = new Rules([
  [ListSessions, everybody],
  [RevokeSession, everybody],
  [ChangePassword, accounts],
  [ShowUser, everybody],
  [FindUsers, everybody],
  [UpdateProfile, everybody],
  [SetAvailability, everybody],
  [SetContact, everybody],
  [ListContacts, everybody],
  [ClaimServer, accounts],
  [ListUsers, administrators],
  [ListAllRooms, administrators],
  [AppointAdministrator, administrators],
  [BanUser, administrators],
  [ResetPassword, administrators],
  [ShowPushKey, everybody],
  [SubscribePush, everybody],
  [UnsubscribePush, everybody],
  [ListRooms, everybody],
  [CreateRoom, everybody],
  [SearchMessages, everybody],
  [OpenDirect, everybody],
  [ShowInvite, everybody],
  [UseInvite, everybody],
  [JoinRoom, reading({ ...EVERYWHERE, public: ALL, announcement: ALL })],
  [LeaveRoom, reading({ public: ALL, private: MEMBERS, announcement: ALL })],
  [SyncRoom, reading(EVERYWHERE)],
  [ReadHistory, reading(EVERYWHERE)],
  [ListMembers, reading(EVERYWHERE)],
  [MarkRead, reading(EVERYWHERE)],
  [SetNotifyLevel, reading(EVERYWHERE)],
  [SendMessage, acting({ ...EVERYWHERE, announcement: MODERATORS })],
  [UploadFile, acting({ ...EVERYWHERE, announcement: MODERATORS })],
  [ShowFile, reading(EVERYWHERE)],
  [StartTyping, acting({ ...EVERYWHERE, announcement: MODERATORS })],
  [NudgeUser, acting({ public: MEMBERS, private: MEMBERS, direct: MEMBERS, announcement: MODERATORS })],
  [ForwardMessage, acting({ ...EVERYWHERE, announcement: MODERATORS })],
  [EditMessage, acting({ ...EVERYWHERE, announcement: MODERATORS })],
  // Which messages, `recalling` says.
  [RecallMessage, acting(EVERYWHERE)],
  [RecallRecent, acting(run(MODERATORS))],
  [ReactToMessage, acting(EVERYWHERE)],
  [PinMessage, acting({ ...run(MODERATORS), direct: MEMBERS, notes: MEMBERS })],
  [ListPins, reading(EVERYWHERE)],
  [ReadVersions, reading(EVERYWHERE)],
  // What is closed in an archived room, and to whom what of it is open, `Room.change` says.
  [UpdateRoom, reading(run(MODERATORS))],
  [AddMember, acting({ private: MODERATORS })],
  [CreateInvite, acting({ private: MODERATORS })],
  [ListInvites, reading({ private: MODERATORS })],
  [RevokeInvite, acting({ private: MODERATORS })],
  [CreateReport, reading({ ...run(MEMBERS), direct: MEMBERS })],
  [ListReports, reading(run(MODERATORS))],
  [ResolveReport, reading(run(MODERATORS))],
  [ListDirectReports, administrators],
  [ResolveDirectReport, administrators],
  [SetRole, acting(run(['owner']))],
  [RemoveMember, acting(run(MODERATORS))],
  [MuteMember, acting(run(MODERATORS))],
  [SetBan, acting(run(MODERATORS))],
  [ListBans, reading(run(MODERATORS))],
  [ReadAudit, reading(run(MODERATORS))],
  [SetRoomNickname, acting(run(MEMBERS))],
]);
