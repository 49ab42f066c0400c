import { needWords } from '../../domain/alterations.js';
import type { Version } from '../../domain/message.js';
import type { RoomLog } from '../ports/room-log.js';
import type { OnMessage } from './change-message.js';
import type { FindMessage } from './find-message.js';
import type { RoomAccess } from './room-access.js';

/** So many of the last versions are shown. */
export const VERSIONS_LIMIT = 20;

/**
 * What a message said before its edits, oldest first. Throws as `Rules.enter` and `FindMessage` do, or
 * `message.recalled`.
 */
export class ReadVersions {
  constructor(
    private readonly access: RoomAccess,
    private readonly findMessage: FindMessage,
    private readonly log: RoomLog,
  ) {}

  async execute({ caller, ...address }: OnMessage): Promise<readonly Version[]> {
    const place = await this.access.enter(ReadVersions, address.room, caller);
    const { message } = await this.findMessage.execute(address, place);
    needWords(message);
    return this.log.versions(address.room, address.seq, VERSIONS_LIMIT);
  }
}
