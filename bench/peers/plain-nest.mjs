// The same chat as a gateway of NestJS, as its documentation has it. Decorators are called, for want of a compiler.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets';

class Chat {
  seq = 0;

  join(socket, { room }) {
    socket.join(room);
    return { ok: true };
  }

  send(socket, { room, id, text }) {
    this.seq += 1;
    const message = { seq: this.seq, room, id, text, author: socket.id, sentAt: Date.now() };
    this.server.to(room).emit('message', message);
    return { ok: true, seq: this.seq };
  }
}

for (const [method, event] of [
  ['join', 'room:join'],
  ['send', 'message:send'],
]) {
  ConnectedSocket()(Chat.prototype, method, 0);
  MessageBody()(Chat.prototype, method, 1);
  SubscribeMessage(event)(Chat.prototype, method, Object.getOwnPropertyDescriptor(Chat.prototype, method));
}
WebSocketServer()(Chat.prototype, 'server');
WebSocketGateway({ transports: ['websocket'], serveClient: false })(Chat);

class Root {}
Module({ providers: [Chat] })(Root);

const app = await NestFactory.create(Root, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
console.log(`ready at http://127.0.0.1:${app.getHttpServer().address().port}`);
