import { socketIoLine } from '../support/socket-io-line.js';
import { verifyTransport } from '../support/verify-transport.js';

verifyTransport('Socket.IO', socketIoLine);
