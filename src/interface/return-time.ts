/** When clients come back after a shutdown, in milliseconds: long enough for a restart, and spread over some seconds. */
export const EARLIEST = 1000;
export const SPREAD = 4000;

/** A time of its own for each connection, lest all come back at once. */
export const returnAfterMs = (): number => Math.round(EARLIEST + Math.random() * SPREAD);
