import type { Epoch } from '../domain/entry.js';
import { randomId } from './system/random-id.js';

/** An epoch that no room has had before. */
export const newEpoch = (): Epoch => randomId(9);
