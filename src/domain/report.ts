import type { Author, Instant } from './message.js';
import type { RoomId } from './room.js';
import type { UserId } from './user.js';

export type ReportId = string;

/** Someone asks those who run a room, or the server, to look at a message. */
export interface Report {
  readonly id: ReportId;
  readonly room: RoomId;
  /** Of the message. */
  readonly seq: number;
  readonly by: Author;
  readonly reason: string;
  readonly at: Instant;
  /** Who saw to it, and when. Absent while nobody has. */
  readonly resolved?: { readonly by: Author; readonly at: Instant } | undefined;
}

/** One that is being made. */
export interface NewReport extends Omit<Report, 'by' | 'resolved'> {
  readonly by: UserId;
}
