// The least there is: the path names the room, and what one says is sent to everybody in it.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, { url }) => {
  if (!rooms.has(url)) rooms.set(url, new Set());
  const members = rooms.get(url).add(socket);
  socket.on('close', () => members.delete(socket));
  socket.on('message', (data) => {
    for (const member of members) member.send(data, { binary: false });
  });
});
server.on('listening', () => console.log(`ready at http://127.0.0.1:${server.address().port}`));
