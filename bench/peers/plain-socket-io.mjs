// A chat as Socket.IO's own tutorial has it, with acks. It stores nothing and asks nobody who they are.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], serveClient: false });
let seq = 0;
server.on('connection', (socket) => {
  socket.on('room:join', ({ room }, ack) => {
    void socket.join(room);
    ack({ ok: true });
  });
  socket.on('message:send', ({ room, id, text }, ack) => {
    seq += 1;
    server.to(room).emit('message', { seq, room, id, text, author: socket.id, sentAt: Date.now() });
    ack({ ok: true, seq });
  });
});
http.listen(0, '127.0.0.1', () => console.log(`ready at http://127.0.0.1:${http.address().port}`));
