/** A Chromium of this machine, if there is one. */
export const installed: string | undefined;
/** Whether an npm package carries one for this platform. */
export const packed: boolean;
export const available: boolean;
