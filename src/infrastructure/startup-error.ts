/** Why the server cannot start, in lines for the person who started it: no stack is shown, and the exit code is 1. */
export class StartupError extends Error {}
