import { messageAt } from '../../model/room-log.js';
import type { Message } from '../../protocol.js';
import { useSelect } from '../context.js';

/** A message of the open room, as it is now. */
export const useMessage = (seq: number): Message | undefined =>
  useSelect(({ open }) => messageAt(open?.log, seq));
