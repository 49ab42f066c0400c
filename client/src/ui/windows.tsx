import { CreateRoom } from './create-room.js';
import { PictureView } from './files/picture-view.js';
import { FindRooms } from './find-rooms.js';
import { FollowInvite } from './follow-invite.js';
import { LeaveRoom } from './leave-room.js';
import { Forward } from './message/forward.js';
import { MessageMenu } from './message/menu.js';
import { Pins } from './message/pins.js';
import { Versions } from './message/versions.js';
import { NewTalk } from './new-talk.js';
import { PersonCard } from './person-card.js';
import { AddPeople } from './room/add-people.js';
import { Audit } from './room/audit.js';
import { Bans } from './room/bans.js';
import { Invites } from './room/invites.js';
import { NotifyLevel } from './room/notify-level.js';
import { ReportMessage } from './room/report-message.js';
import { Reports } from './room/reports.js';
import { RoomNickname } from './room/room-nickname.js';
import { RoomSettings } from './room/room-settings.js';
import { GoToRoom } from './search/go-to-room.js';
import { Search } from './search/search.js';
import { Devices } from './settings/devices.js';
import { Keep } from './settings/keep.js';
import { ChangePassword } from './settings/password.js';
import { Notifications } from './settings/notifications.js';
import { Preferences } from './settings/preferences.js';
import { Profile } from './settings/profile.js';
import { ClaimServer } from './server/claim-server.js';
import { Server } from './server/server.js';
import { Privacy } from './settings/privacy.js';
import { Settings } from './settings/settings.js';
import { SignIn } from './settings/sign-in.js';
import { SignOut } from './settings/sign-out.js';
import { Shortcuts } from './shortcuts.js';
import { useShow, type Window } from './show.js';

export { IntentBar } from './message/intent-bar.js';
export { SelectionBar } from './message/selection-bar.js';
export { Tools } from './message/tools.js';
export { windowText } from './use-window-text.js';

/** The windows that one opens on purpose: fetched apart from what the first sight of the page needs. */
export function Windows({ shown }: { shown: Window }) {
  const show = useShow();
  const close = (): void => show(undefined);
  if (typeof shown === 'object') {
    if ('pictures' in shown) return <PictureView {...shown} />;
    if ('person' in shown) return <PersonCard user={shown.person} />;
    if ('message' in shown) return <MessageMenu seq={shown.message} onlyEmoji={shown.react === true} />;
    if ('versions' in shown) return <Versions seq={shown.versions} />;
    if ('forward' in shown) return <Forward seqs={shown.forward} />;
    return 'invite' in shown ? <FollowInvite token={shown.invite} /> : <ReportMessage seq={shown.report} />;
  }
  switch (shown) {
    case 'new-talk':
      return <NewTalk />;
    case 'pins':
      return <Pins />;
    case 'room-nickname':
      return <RoomNickname />;
    case 'notify-level':
      return <NotifyLevel />;
    case 'reports':
      return <Reports />;
    case 'bans':
      return <Bans />;
    case 'audit':
      return <Audit />;
    case 'add-people':
      return <AddPeople />;
    case 'invites':
      return <Invites />;
    case 'room-settings':
      return <RoomSettings />;
    case 'create':
      return <CreateRoom onClose={close} />;
    case 'find':
      return <FindRooms onClose={close} onCreate={() => show('create')} />;
    case 'search':
      return <Search here={false} />;
    case 'search-here':
      return <Search here />;
    case 'go-to-room':
      return <GoToRoom />;
    case 'settings':
      return <Settings />;
    case 'profile':
      return <Profile />;
    case 'keep':
      return <Keep />;
    case 'sign-in':
      return <SignIn />;
    case 'devices':
      return <Devices />;
    case 'password':
      return <ChangePassword />;
    case 'preferences':
      return <Preferences />;
    case 'notifications':
      return <Notifications />;
    case 'privacy':
      return <Privacy />;
    case 'server':
      return <Server />;
    case 'claim-server':
      return <ClaimServer />;
    case 'sign-out':
      return <SignOut />;
    case 'leave':
      return <LeaveRoom onClose={close} />;
    case 'shortcuts':
      return <Shortcuts onClose={close} />;
  }
}
