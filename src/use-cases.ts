import type { Provider } from '@nestjs/common';
import { Rules } from './application/authorization.js';
import { Accounts } from './application/ports/accounts.js';
import { Audience } from './application/ports/audience.js';
import { Avatars } from './application/ports/avatars.js';
import { Blobs } from './application/ports/blobs.js';
import { Clock } from './application/ports/clock.js';
import { Contacts } from './application/ports/contacts.js';
import { EventBus } from './application/ports/event-bus.js';
import { Files } from './application/ports/files.js';
import { Invites } from './application/ports/invites.js';
import { Memberships } from './application/ports/memberships.js';
import { Overview } from './application/ports/overview.js';
import { PasswordHasher } from './application/ports/password-hasher.js';
import { Pictures } from './application/ports/pictures.js';
import { Presence } from './application/ports/presence.js';
import { PushSender } from './application/ports/push-sender.js';
import { PushSubscriptions } from './application/ports/push-subscriptions.js';
import { Queue } from './application/ports/queue.js';
import { RateLimits } from './application/ports/rate-limits.js';
import { Reports } from './application/ports/reports.js';
import { RoomDirectory } from './application/ports/room-directory.js';
import { RoomLog } from './application/ports/room-log.js';
import { Rooms } from './application/ports/rooms.js';
import { Secrets } from './application/ports/secrets.js';
import { Search } from './application/ports/search.js';
import { ServerClaim } from './application/ports/server-claim.js';
import { Sessions } from './application/ports/sessions.js';
import { Users } from './application/ports/users.js';
import { Policy } from './application/policy.js';
import { AddMember } from './application/use-cases/add-member.js';
import { Approach } from './application/use-cases/approach.js';
import { AppointAdministrator } from './application/use-cases/appoint-administrator.js';
import { Attaching } from './application/use-cases/attaching.js';
import { BanUser } from './application/use-cases/ban-user.js';
import { BroadcastEntries } from './application/use-cases/broadcast-entries.js';
import { ChangeMessage } from './application/use-cases/change-message.js';
import { ChangePassword } from './application/use-cases/change-password.js';
import { ClaimAccount } from './application/use-cases/claim-account.js';
import { ClaimServer } from './application/use-cases/claim-server.js';
import { CloseConnection } from './application/use-cases/close-connection.js';
import { CreateInvite } from './application/use-cases/create-invite.js';
import { CreateReport } from './application/use-cases/create-report.js';
import { CreateRoom } from './application/use-cases/create-room.js';
import { EditMessage } from './application/use-cases/edit-message.js';
import { EndSession } from './application/use-cases/end-session.js';
import { EnterRoom } from './application/use-cases/enter-room.js';
import { FindMessage } from './application/use-cases/find-message.js';
import { FindUsers } from './application/use-cases/find-users.js';
import { FollowRooms } from './application/use-cases/follow-rooms.js';
import { ForwardMessage } from './application/use-cases/forward-message.js';
import { Invitation } from './application/use-cases/invitation.js';
import { JoinRoom } from './application/use-cases/join-room.js';
import { JudgeMember } from './application/use-cases/judge-member.js';
import { KeepPresence } from './application/use-cases/keep-presence.js';
import { LeaveRoom } from './application/use-cases/leave-room.js';
import { ListAllRooms } from './application/use-cases/list-all-rooms.js';
import { ListBans } from './application/use-cases/list-bans.js';
import { ListContacts } from './application/use-cases/list-contacts.js';
import { ListDirectReports } from './application/use-cases/list-direct-reports.js';
import { ListInvites } from './application/use-cases/list-invites.js';
import { ListMembers } from './application/use-cases/list-members.js';
import { ListPins } from './application/use-cases/list-pins.js';
import { ListReports } from './application/use-cases/list-reports.js';
import { ListRooms } from './application/use-cases/list-rooms.js';
import { ListSessions } from './application/use-cases/list-sessions.js';
import { ListUsers } from './application/use-cases/list-users.js';
import { MarkRead } from './application/use-cases/mark-read.js';
import { Mentions } from './application/use-cases/mentions.js';
import { MuteMember } from './application/use-cases/mute-member.js';
import { NewSession } from './application/use-cases/new-session.js';
import { NudgeUser } from './application/use-cases/nudge-user.js';
import { OfferClaim } from './application/use-cases/offer-claim.js';
import { OpenConnection } from './application/use-cases/open-connection.js';
import { OpenDirect } from './application/use-cases/open-direct.js';
import { OpenLobby } from './application/use-cases/open-lobby.js';
import { PasswordCheck } from './application/use-cases/password-check.js';
import { PinMessage } from './application/use-cases/pin-message.js';
import { PostMessage } from './application/use-cases/post-message.js';
import { PresenceNews } from './application/use-cases/presence-news.js';
import { ReactToMessage } from './application/use-cases/react-to-message.js';
import { PushMessages } from './application/use-cases/push-messages.js';
import { PushNews } from './application/use-cases/push-news.js';
import { ReadAudit } from './application/use-cases/read-audit.js';
import { ReadHistory } from './application/use-cases/read-history.js';
import { ReadVersions } from './application/use-cases/read-versions.js';
import { RecallMessage } from './application/use-cases/recall-message.js';
import { RecallRecent } from './application/use-cases/recall-recent.js';
import { RelayNotices } from './application/use-cases/relay-notices.js';
import { RemoveMember } from './application/use-cases/remove-member.js';
import { Reported } from './application/use-cases/reported.js';
import { ResetPassword } from './application/use-cases/reset-password.js';
import { ResolveDirectReport } from './application/use-cases/resolve-direct-report.js';
import { ResolveReport } from './application/use-cases/resolve-report.js';
import { ResumeSession } from './application/use-cases/resume-session.js';
import { ReviewListeners } from './application/use-cases/review-listeners.js';
import { RevokeInvite } from './application/use-cases/revoke-invite.js';
import { RevokeSession } from './application/use-cases/revoke-session.js';
import { RoomAccess } from './application/use-cases/room-access.js';
import { SearchMessages } from './application/use-cases/search-messages.js';
import { SeeOff } from './application/use-cases/see-off.js';
import { SendMessage } from './application/use-cases/send-message.js';
import { SessionEnds } from './application/use-cases/session-ends.js';
import { SetAvailability } from './application/use-cases/set-availability.js';
import { SetAvatar } from './application/use-cases/set-avatar.js';
import { SetBan } from './application/use-cases/set-ban.js';
import { SetContact } from './application/use-cases/set-contact.js';
import { ShowFile } from './application/use-cases/show-file.js';
import { SetNotifyLevel } from './application/use-cases/set-notify-level.js';
import { ShowInvite } from './application/use-cases/show-invite.js';
import { ShowPushKey } from './application/use-cases/show-push-key.js';
import { ShowUser } from './application/use-cases/show-user.js';
import { SetRole } from './application/use-cases/set-role.js';
import { SetRoomNickname } from './application/use-cases/set-room-nickname.js';
import { ShowAvatar } from './application/use-cases/show-avatar.js';
import { SignIn } from './application/use-cases/sign-in.js';
import { StartSession } from './application/use-cases/start-session.js';
import { SweepFiles } from './application/use-cases/sweep-files.js';
import { StartTyping } from './application/use-cases/start-typing.js';
import { SubscribePush } from './application/use-cases/subscribe-push.js';
import { SweepGuests } from './application/use-cases/sweep-guests.js';
import { SyncRoom } from './application/use-cases/sync-room.js';
import { Throttle } from './application/use-cases/throttle.js';
import { TypingNews } from './application/use-cases/typing-news.js';
import { UnsubscribePush } from './application/use-cases/unsubscribe-push.js';
import { UpdateProfile } from './application/use-cases/update-profile.js';
import { UpdateRoom } from './application/use-cases/update-room.js';
import { UploadFile } from './application/use-cases/upload-file.js';
import { UseInvite } from './application/use-cases/use-invite.js';
import { Voice } from './application/use-cases/voice.js';
import { WriteNotice } from './application/use-cases/write-notice.js';
import { provide } from './provide.js';

/** Every use case with the ports it stands on; a port out of order, or one short, does not compile. */
export const useCases: Provider[] = [
  provide(Throttle, [RateLimits]),
  provide(RoomAccess, [Rooms, Memberships, Rules]),
  provide(PresenceNews, [Presence, Memberships, EventBus, Clock]),
  provide(OpenLobby, [Rooms]),
  provide(NewSession, [Sessions, Secrets, Clock, EventBus]),
  provide(SessionEnds, [Sessions, EventBus]),
  provide(PasswordCheck, [PasswordHasher, Throttle]),
  provide(StartSession, [Users, Memberships, Secrets, NewSession, Clock, Throttle]),
  provide(SignIn, [Accounts, PasswordCheck, NewSession, SessionEnds]),
  provide(ClaimAccount, [Accounts, PasswordHasher, NewSession, Throttle]),
  provide(ChangePassword, [Accounts, PasswordHasher, PasswordCheck, SessionEnds]),
  provide(ListSessions, [Sessions, Clock]),
  provide(RevokeSession, [Sessions, SessionEnds, Clock]),
  provide(ResumeSession, [Sessions, Secrets, Clock]),
  provide(EndSession, [SessionEnds]),
  provide(UpdateProfile, [Users, Memberships, EventBus, PresenceNews]),
  provide(ShowUser, [Users, Contacts]),
  provide(FindUsers, [Accounts, Throttle]),
  provide(SetAvailability, [Users, Presence, EventBus, PresenceNews]),
  provide(SetAvatar, [Users, Avatars, Memberships, Secrets, EventBus, PresenceNews, Throttle]),
  provide(ShowAvatar, [Avatars]),
  provide(SetContact, [Users, Contacts]),
  provide(ListContacts, [Contacts]),
  provide(OfferClaim, [ServerClaim, Secrets]),
  provide(ClaimServer, [ServerClaim, EventBus]),
  provide(ListUsers, [Overview]),
  provide(ListAllRooms, [Overview]),
  provide(AppointAdministrator, [Users, EventBus]),
  provide(BanUser, [Users, SessionEnds]),
  provide(ResetPassword, [Users, Accounts, PasswordHasher, Secrets, SessionEnds]),
  provide(FollowRooms, [EventBus, Audience, Clock]),
  provide(KeepPresence, [Presence, PresenceNews, Clock]),
  provide(ReviewListeners, [EventBus, Audience, Users, Sessions, Memberships, FollowRooms, Clock]),
  provide(OpenConnection, [Memberships, Presence, PresenceNews, FollowRooms]),
  provide(CloseConnection, [Presence, PresenceNews]),
  provide(ListRooms, [RoomDirectory]),
  provide(EnterRoom, [Memberships, Audience, EventBus, Presence, PresenceNews, FollowRooms, Clock]),
  provide(CreateRoom, [Rooms, EnterRoom, Secrets, Clock, Throttle]),
  provide(Approach, [Users, Contacts, Memberships, Rooms]),
  provide(OpenDirect, [Rooms, EnterRoom, Approach, Secrets, Clock, Throttle]),
  provide(SyncRoom, [RoomAccess, RoomLog, Throttle]),
  provide(ListMembers, [RoomAccess, Memberships, Presence]),
  provide(JoinRoom, [RoomAccess, EnterRoom, SyncRoom, ListMembers, Throttle]),
  provide(WriteNotice, [RoomAccess, RoomLog, Clock]),
  provide(JudgeMember, [WriteNotice, Users, Memberships]),
  provide(AddMember, [WriteNotice, Memberships, Approach, EnterRoom, Throttle]),
  provide(CreateInvite, [WriteNotice, Invites, Secrets]),
  provide(ListInvites, [RoomAccess, Invites, Clock]),
  provide(RevokeInvite, [WriteNotice, Invites]),
  provide(Invitation, [Invites, Rooms, Memberships, Secrets, Clock, Throttle]),
  provide(ShowInvite, [Invitation, Memberships]),
  provide(UseInvite, [Invitation, RoomLog, EnterRoom, Clock]),
  provide(CreateReport, [RoomAccess, FindMessage, Reports, Secrets, Clock, Throttle]),
  provide(Reported, [Reports, RoomLog]),
  provide(ListReports, [RoomAccess, Reported]),
  provide(ResolveReport, [RoomAccess, Reports, Clock]),
  provide(ListDirectReports, [Reported]),
  provide(ResolveDirectReport, [Reports, Clock]),
  provide(UpdateRoom, [WriteNotice]),
  provide(SetRole, [JudgeMember, Memberships]),
  provide(SeeOff, [Audience, EventBus, Presence, PresenceNews]),
  provide(LeaveRoom, [RoomAccess, WriteNotice, Memberships, SeeOff]),
  provide(RemoveMember, [JudgeMember, SeeOff]),
  provide(MuteMember, [JudgeMember]),
  provide(SetBan, [JudgeMember, Memberships, SeeOff]),
  provide(ListBans, [RoomAccess, Memberships]),
  provide(ReadAudit, [RoomAccess, RoomLog]),
  provide(SetRoomNickname, [RoomAccess, Memberships, PresenceNews]),
  provide(ReadHistory, [RoomAccess, RoomLog]),
  provide(SearchMessages, [Search, Throttle]),
  provide(MarkRead, [RoomAccess, Memberships, EventBus]),
  provide(SetNotifyLevel, [RoomAccess, Memberships, EventBus]),
  provide(Voice, [RoomAccess, Approach, Clock]),
  provide(TypingNews, [EventBus, Clock]),
  provide(StartTyping, [Voice, Throttle, TypingNews]),
  provide(NudgeUser, [Voice, Users, Memberships, Contacts, Throttle, EventBus]),
  provide(FindMessage, [RoomLog]),
  provide(Mentions, [Memberships]),
  provide(PushNews, [PushSubscriptions, Queue, Clock]),
  provide(PostMessage, [RoomAccess, Approach, RoomLog, Clock, Throttle, PushNews]),
  provide(Attaching, [Files, Secrets, Clock, Policy]),
  provide(SendMessage, [PostMessage, Mentions, FindMessage, Attaching, Secrets]),
  provide(ForwardMessage, [PostMessage, RoomAccess, FindMessage, Attaching, Secrets]),
  provide(ChangeMessage, [RoomAccess, FindMessage, RoomLog, Clock, Throttle, PushNews]),
  provide(EditMessage, [ChangeMessage, Approach, Mentions]),
  provide(RecallMessage, [ChangeMessage, Policy]),
  provide(RecallRecent, [RoomAccess, RoomLog, ChangeMessage, Clock, Throttle]),
  provide(ReactToMessage, [ChangeMessage, Approach]),
  provide(PinMessage, [ChangeMessage, Approach]),
  provide(ListPins, [RoomAccess, RoomLog]),
  provide(ReadVersions, [RoomAccess, FindMessage, RoomLog]),
  provide(PushMessages, [PushSubscriptions, PushSender, Rooms, RoomLog, PushNews, Clock]),
  provide(ShowPushKey, [PushSender]),
  provide(SubscribePush, [PushSubscriptions, PushSender, PushNews]),
  provide(UnsubscribePush, [PushSubscriptions]),
  provide(BroadcastEntries, [EventBus, RoomLog, Audience, Clock]),
  provide(UploadFile, [RoomAccess, Files, Blobs, Pictures, Secrets, Clock, Throttle, Policy]),
  provide(ShowFile, [RoomAccess, Files, Blobs, Throttle]),
  provide(SweepFiles, [Files, Blobs, Clock]),
  provide(SweepGuests, [Users, Clock]),
  provide(RelayNotices, [EventBus, Audience, FollowRooms]),
];
