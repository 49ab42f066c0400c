import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Attachment, UserId } from '../protocol.js';

/** What can be open over the rooms, one at a time. */
export type Window =
  | { readonly person: UserId }
  | { readonly invite: string }
  /** What can be done with a message of the open room, by its seq; `react`: only emoji. */
  | { readonly message: number; readonly react?: true }
  | { readonly versions: number }
  | { readonly forward: readonly number[] }
  | { readonly report: number }
  /** Pictures of a message of the open room, by its seq where it is safe. */
  | { readonly pictures: readonly Attachment[]; readonly at: number; readonly seq: number | undefined }
  | 'pins'
  | 'new-talk'
  | 'room-settings'
  | 'add-people'
  | 'invites'
  | 'room-nickname'
  | 'notify-level'
  | 'bans'
  | 'reports'
  | 'audit'
  | 'create'
  | 'find'
  | 'search'
  | 'search-here'
  | 'go-to-room'
  | 'leave'
  | 'shortcuts'
  | 'settings'
  | 'profile'
  | 'keep'
  | 'sign-in'
  | 'devices'
  | 'password'
  | 'preferences'
  | 'notifications'
  | 'privacy'
  | 'server'
  | 'claim-server'
  | 'sign-out';

type Show = (window: Window | undefined) => void;

export const ShowContext = createContext<Show>(() => undefined);

/** Opens a window, or closes the one that is open. */
export const useShow = (): Show => useContext(ShowContext);
