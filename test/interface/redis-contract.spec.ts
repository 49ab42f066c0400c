import { transportContract } from '../contract/transport.contract.js';
import { verify } from '../support/contract.js';
import { openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';
import { runServer } from '../support/running-server.js';
import { socketIoLine } from '../support/socket-io-line.js';

describeRedis('On Redis (needs apt-get install redis-server)', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.stop());

  verify('Socket.IO', transportContract, async () => {
    await redis.empty();
    const server = await runServer({ open: () => openRedisAt(redis.url) });
    return { subject: { server, open: socketIoLine, patience: 5000 }, close: () => server.close() };
  });
});
