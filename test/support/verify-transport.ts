import type { INestApplication } from '@nestjs/common';
import { transportContract, type OpenLine, type Transport } from '../contract/transport.contract.js';
import { transportMutants } from '../contract/transport.mutants.js';
import { verify, type Open } from './contract.js';
import { runServer } from './running-server.js';

/** The transport on a server of its own, which waits so long for what does not come, in milliseconds. */
const on =
  (open: OpenLine, patience: number, mutate?: (app: INestApplication) => void): Open<Transport> =>
  async () => {
    const server = await runServer();
    mutate?.(server.app);
    return { subject: { server, open, patience }, close: () => server.close() };
  };

/** Registers a test for every promise of the transport contract, and one for each fault that must break some. */
export function verifyTransport(name: string, open: OpenLine): void {
  verify(name, transportContract, on(open, 5000));

  describe(`the transport contract, over ${name},`, () => {
    for (const [fault, { breaks, mutate }] of Object.entries(transportMutants)) {
      it(`catches a transport that ${fault}`, async () => {
        const kept: string[] = [];
        for (const promise of breaks) {
          const broken = await on(open, 400, mutate)();
          await transportContract[promise]!(broken.subject).then(
            () => kept.push(promise),
            () => undefined,
          );
          await broken.close?.();
        }
        expect(kept).toEqual([]);
      });
    }

    it('has every promise broken by some fault', () => {
      const broken = new Set(Object.values(transportMutants).flatMap(({ breaks }) => breaks));
      expect(Object.keys(transportContract).filter((promise) => !broken.has(promise))).toEqual([]);
    });
  });
}
