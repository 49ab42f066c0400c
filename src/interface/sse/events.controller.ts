import { randomUUID } from 'node:crypto';
import {
  Controller,
  Get,
  Inject,
  Req,
  Res,
  type OnModuleDestroy,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { Audiences } from '../../application/audiences.js';
import { CloseConnection } from '../../application/use-cases/close-connection.js';
import { ListRooms } from '../../application/use-cases/list-rooms.js';
import { OpenConnection } from '../../application/use-cases/open-connection.js';
import { SyncRoom } from '../../application/use-cases/sync-room.js';
import type { Caller } from '../../application/use-cases/caller.js';
import { failureOf } from '../failures.js';
import { HttpCallers } from '../http/http-callers.js';
import { EventsQuery } from '../protocol/endpoints.js';
import { parse } from '../protocol/parse.js';
import { EventStream } from './event-stream.js';
import { HeadsListener, RoomListener, type Head, type Listener } from './listener.js';
import { SseAudience } from './sse-audience.js';

/** Proxies commonly close what is quiet for a minute, in milliseconds. */
export const BEAT = 15_000;

/** The second transport: a chat that a program without Socket.IO can follow. */
@Controller('api/events')
export class EventsController implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private heart: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Audiences) audiences: Audiences,
    @Inject(SseAudience) private readonly audience: SseAudience,
    @Inject(HttpCallers) private readonly callers: HttpCallers,
    @Inject(OpenConnection) private readonly openConnection: OpenConnection,
    @Inject(CloseConnection) private readonly closeConnection: CloseConnection,
    @Inject(SyncRoom) private readonly syncRoom: SyncRoom,
    @Inject(ListRooms) private readonly listRooms: ListRooms,
  ) {
    audiences.add(audience);
  }

  onModuleInit(): void {
    this.heart = setInterval(() => this.audience.beat(), BEAT).unref();
  }

  onModuleDestroy(): void {
    this.audience.announceClosing();
  }

  onApplicationShutdown(): void {
    clearInterval(this.heart);
  }

  /** With `room`: its entries from the position in `Last-Event-ID`, or from a fresh page. Without: how far all rooms are. */
  @Get()
  async open(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { room } = parse(EventsQuery, request.query);
    const { session, user } = await this.callers.require(request);
    const caller = { session, user };
    const stream = new EventStream(response);
    if (room === undefined) {
      const listener = new HeadsListener(caller, stream, () => this.heads(caller));
      await this.hold(listener, response, () => listener.begin());
    } else {
      const listener = new RoomListener(caller, stream, room);
      await this.hold(listener, response, () => this.begin(listener, request.get('Last-Event-ID')));
    }
  }

  /** Listens first and reads then, so that nothing falls between; and lets go when the reader has gone. */
  private async hold(listener: Listener, response: Response, begin: () => Promise<void>): Promise<void> {
    const { caller, room } = listener;
    const connection = randomUUID();
    this.audience.add(listener, room === undefined ? [] : [room]);
    const opened = this.openConnection.execute({ caller, connection, room });
    response.once('close', () => {
      this.audience.remove(listener);
      const gone = (): Promise<void> => this.closeConnection.execute({ user: caller.user.id, connection });
      opened.then(gone, gone).catch(failureOf);
    });
    try {
      const rooms = await opened;
      // A session may have ended since it was found. From here on its streams hear of it.
      await this.callers.require(response.req);
      if (response.closed) return;
      if (room === undefined) this.audience.add(listener, rooms);
      await begin();
    } catch (error) {
      this.audience.remove(listener);
      throw error;
    }
  }

  private async begin(listener: RoomListener, lastEventId: string | undefined): Promise<void> {
    const { caller, room } = listener;
    const [, epoch, after] = /^(.{1,64}):(\d{1,15})$/.exec(lastEventId ?? '') ?? [];
    let read = await this.syncRoom.execute({
      caller,
      room,
      epoch,
      after: after === undefined ? after : Number(after),
    });
    listener.open(read);
    while (read.more) {
      read = await this.syncRoom.execute({ caller, room, epoch, after: read.entries.at(-1)!.seq });
      if (read.complete) listener.read(read);
      else listener.open(read);
    }
    listener.follow();
  }

  private async heads(caller: Caller): Promise<Head[]> {
    const { rooms } = await this.listRooms.execute({ caller });
    return rooms.flatMap(({ room, epoch, head, reading }) =>
      reading ? [{ room: room.id, epoch, head, unread: reading.unread }] : [],
    );
  }
}
