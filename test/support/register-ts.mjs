// Lets worker threads and child processes, which Jest does not transform, run the TypeScript sources: they
// inherit `--import ./test/support/register-ts.mjs` from the command line.
import { register } from 'node:module';

register('./ts-loader.mjs', import.meta.url);
