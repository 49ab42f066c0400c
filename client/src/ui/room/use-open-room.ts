import type { ListedRoom } from '../../protocol.js';
import { useSelect } from '../context.js';

/** The room on the screen, where the user is in it. */
export const useOpenRoom = (): ListedRoom | undefined =>
  useSelect(({ open, rooms }) => open && rooms?.get(open.id));
